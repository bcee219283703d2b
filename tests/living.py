"""Living: a small street to play on, and ways to keep a neighbourhood as it is now, alter it and put it back."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.settling import settle as settle_in
from weisim.neighbourhood.ties import Ties
from weisim.population.population import Population
from weisim.population.synthesis import synthesise
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.simulation.schedule import SCHEDULE
from weisim.terms import Involvement

ROOT = Path(__file__).resolve().parents[1]
ROSTERS = ("residents", "initiatives", "partners", "programme", "surroundings", "cooperatives")
PROCESSES = {process.name: process for process in SCHEDULE}


@functools.cache
def story(name: str) -> Scenario:
    """A scenario of the repository."""
    return read_scenario(ROOT / "scenarios" / f"{name}.toml")


@functools.cache
def street(residents: int = 60, name: str = "steady-support") -> Scenario:
    """A scenario of the repository, told about a street of so many residents of 15 and older."""
    return story(name).model_copy(update={"place": story(name).place.scaled(residents)})


@functools.cache
def people(residents: int) -> Population:
    """The residents of a street; of Plan van Gool when 0 is asked for."""
    return synthesise(street(residents).place if residents else story("steady-support").place)


def people_of(scenario: Scenario) -> Population:
    """The residents of the place of a scenario, synthesised once a size."""
    place = scenario.place
    size = round(place["inhabitants"] - place["age_0_14"])
    return people(0 if place == story("steady-support").place else size)


def told(
    scenario: Scenario, values: Mapping[str, Any] | None = None, beyond: Mapping[str, Any] | None = None, **changes: Any
) -> Scenario:
    """The same story with other numbers.

    Args:
        scenario: the story.
        values: numbers by key, within their ranges.
        beyond: numbers by key, outside the range that a scenario file may ask for: extreme conditions.
        changes: other fields, such as weeks.
    """
    parameters = scenario.parameters.with_values(values or {})
    for key, value in (beyond or {}).items():
        group, name = key.split(".")
        changed = getattr(parameters, group).model_copy(update={name: value})
        parameters = parameters.model_copy(update={group: changed})
    return scenario.model_copy(update={"parameters": parameters, **changes})


def supported(scenario: Scenario, **changes: Any) -> Scenario:
    """The same story with another support plan: other interventions, control, announced or withdraw."""
    plan = scenario.support
    fields = {name: getattr(plan, name) for name in type(plan).model_fields}
    return scenario.model_copy(update={"support": type(plan)(**{**fields, **changes})})


def settled(scenario: Scenario, seed: int = 1, processes: Any = SCHEDULE) -> Neighbourhood:
    """A neighbourhood on its first morning."""
    return settle_in(scenario, people_of(scenario), seed, processes)


def lived(scenario: Scenario, weeks: int, seed: int = 1, processes: Any = SCHEDULE) -> Neighbourhood:
    """A neighbourhood after some weeks."""
    here = settled(scenario, seed, processes)
    for _ in range(weeks):
        here.step()
    return here


def do(here: Neighbourhood, name: str) -> None:
    """Let one process of this week happen."""
    here.chance.turn(here.week)
    here.chronicle.make_room()
    PROCESSES[name](here, here.chance)


def step_until(here: Neighbourhood, name: str) -> None:
    """Let this week happen up to one process, which does not happen yet."""
    here.chance.turn(here.week)
    here.chronicle.make_room()
    for process in SCHEDULE:
        if process.name == name:
            return
        process(here, here.chance)


def places(ties: Ties) -> np.ndarray:
    """The places of all ties, resident by resident, whatever room is kept between them."""
    degree = ties.degree.astype(np.int64)
    before = np.cumsum(degree) - degree
    return np.repeat(ties.start[: degree.size] - before, degree) + np.arange(degree.sum())


def ties_told(ties: Ties) -> np.ndarray:
    """All ties as rows (resident, contact, strength)."""
    inside = places(ties)
    return np.stack([np.repeat(np.arange(ties.degree.size), ties.degree), ties.other[inside], ties.strength[inside]], 1)


def columns(here: Neighbourhood) -> dict[str, np.ndarray]:
    """A copy of every column of every roster by its declared name, ties included."""
    told_now = {
        f"{roster}.{name}": getattr(getattr(here, roster), name).copy()
        for roster in ROSTERS
        for name in getattr(here, roster).columns
    }
    ties = here.ties
    inside = places(ties)
    told_now["ties"] = np.concatenate([ties.degree, ties.other[inside], ties.strength[inside]])
    return told_now


def differing(one: Mapping[str, np.ndarray], two: Mapping[str, np.ndarray]) -> set[str]:
    """Names of the columns that differ in any bit; a missing value equals itself."""
    return {
        name
        for name, column in one.items()
        if column.shape != two[name].shape or column.tobytes() != two[name].tobytes()
    }


def events(here: Neighbourhood, since: int = 0) -> np.ndarray:
    """The lines of the chronicle from one line on."""
    return here.chronicle.lines[since : int(here.chronicle.filled[0])].copy()


@dataclass(frozen=True)
class Kept:
    """A neighbourhood as it was at one moment."""

    week: int
    rosters: Mapping[str, tuple[int, dict[str, np.ndarray], np.ndarray]]
    ties: Mapping[str, Any]
    filled: int


def keep(here: Neighbourhood) -> Kept:
    """Remember everything that can change."""
    rosters = {}
    for name in ROSTERS:
        roster = getattr(here, name)
        kept = {column: values.copy() for column, values in roster.columns.items()}
        rosters[name] = (roster.rows, kept, roster._born.copy())
    return Kept(here.week, rosters, {k: v.copy() for k, v in vars(here.ties).items()}, int(here.chronicle.filled[0]))


def put_back(here: Neighbourhood, kept: Kept) -> Neighbourhood:
    """Make a neighbourhood what it was."""
    here.week = kept.week
    for name, (rows, values, born) in kept.rosters.items():
        roster = getattr(here, name)
        roster.rows, roster._born = rows, born.copy()
        roster.lay_out(len(born))
        for column, value in values.items():
            roster.columns[column][:] = value
    vars(here.ties).update({k: v.copy() for k, v in kept.ties.items()})
    here.chronicle.filled[0] = kept.filled
    return here


def equal_or_missing(one: float, two: float) -> bool:
    """Two numbers are the same, or both are missing."""
    return one == two or (math.isnan(one) and math.isnan(two))


def counted(here: Neighbourhood) -> tuple[np.ndarray, np.ndarray]:
    """Contacts who have heard and contacts who take part, counted anew for each resident."""
    who, ties = here.residents, ties_told(here.ties)
    row, other = ties[:, 0].astype(int), ties[:, 1].astype(int)
    informed = np.bincount(row, (who.involvement != 0)[other], minlength=len(who)).astype(int)
    active = np.bincount(row, (who.initiative >= 0)[other], minlength=len(who)).astype(int)
    return informed, active


def recount(here: Neighbourhood) -> None:
    """Make the counts of contacts and members what they are, after something was altered by hand."""
    who, g = here.residents, here.initiatives
    who.informed_neighbours[:], who.active_neighbours[:] = counted(here)
    g.members[:] = np.bincount(who.initiative[who.initiative >= 0], minlength=len(g))


def begin(here: Neighbourhood, rows: list[int], **values: Any) -> int:
    """An initiative made by hand: these residents take part in it; returns its row."""
    row, who = here.initiatives.add_row(), here.residents
    here.initiatives.founder[row], who.founded[rows[0]] = rows[0], row
    here.initiatives.key[row] = rows[0]
    who.initiative[rows], who.involvement[rows] = row, int(Involvement.HELPER)
    for name, value in values.items():
        getattr(here.initiatives, name)[row] = value
    recount(here)
    return row


def dose(here: Neighbourhood, **strengths: float) -> None:
    """Help of this week, set by hand: any column of the programme."""
    for name, value in strengths.items():
        getattr(here.programme, name)[0] = value


def renumber(here: Neighbourhood, group: str, **values: Any) -> None:
    """Other numbers of one group for this neighbourhood alone, ranges not checked."""
    numbers = here.parameters
    changed = getattr(numbers, group).model_copy(update=values)
    here.settle_in(replace(here.given, parameters=numbers.model_copy(update={group: changed})), here.ties)
    here._made.clear()
