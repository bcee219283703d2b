"""Watching: what the indicators do not tell, seen by going through a history week by week."""

from __future__ import annotations

import functools

import numpy as np

from experiments.arms import FADE, STEADY, plan
from weisim.neighbourhood import settling
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.state import Roster
from weisim.population.population import Population
from weisim.population.synthesis import synthesise
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import without_help
from weisim.simulation.schedule import SCHEDULE
from weisim.simulation.simulate import settle
from weisim.terms import Education, Help, Stage

WEEK, IDLE_WEEKS = 104, 48  # two years; eleven months


@functools.cache
def _place() -> tuple[Scenario, Population]:
    scenario = plan(FADE)
    return scenario, synthesise(scenario.place)


def look_around(seed: int) -> dict[str, float]:
    """One history of the fade: who takes part after two years, and what is left of skill eleven months later.

    Gives the odds ratio of taking part, high against low education (half a person added to each cell); the share of
    hours of the busiest third; the median team; the share of the learned that is left in those who stayed idle.
    """
    scenario, population = _place()
    here = settle(scenario, seed, population)
    for _ in range(WEEK):
        here.step()
    found = {**_odds(here.residents), **_hours(here), "skill_left": _skill_left(here)}
    here.release()
    return found


def with_skill_frozen(seed: int, weeks: int) -> float:
    """How far participants, with and without training, ever differ when nobody can learn: no process of learning."""
    steady, population = plan(STEADY), _place()[1]
    processes = [one for one in SCHEDULE if one.name != "learning"]
    apart = 0
    neighbourhoods = [
        settling.settle(scenario, population, seed, processes)
        for scenario in (steady, without_help(steady, Help.TRAINING))
    ]
    for _ in range(weeks):
        for here in neighbourhoods:
            here.step()
        rows = [here.residents.initiative for here in neighbourhoods]
        apart = max(apart, int(np.count_nonzero(rows[0] != rows[1])))
    for here in neighbourhoods:
        here.release()
    return float(apart)


def _odds(who: Roster) -> dict[str, float]:
    odds = []
    for level in (Education.HIGH, Education.LOW):
        taking_part = who.initiative[who.education == int(level)] >= 0
        odds.append((np.count_nonzero(taking_part) + 0.5) / (np.count_nonzero(~taking_part) + 0.5))
    return {"odds_ratio": float(odds[0] / odds[1])}


def _hours(here: Neighbourhood) -> dict[str, float]:
    hours = np.sort(here.residents.hours_given[here.members()])[::-1]
    third = max(1, round(hours.size / 3))
    teams = here.initiatives.members[here.initiatives.stage != int(Stage.ENDED)]
    return {
        "top_third": float(hours[:third].sum() / hours.sum()) if hours.sum() > 0 else float("nan"),
        "median_team": float(np.median(teams)) if teams.size else float("nan"),
    }


def _skill_left(here: Neighbourhood) -> float:
    """Of what former participants had learned, the share left when they stayed idle for eleven months."""
    who = here.residents
    idle = np.flatnonzero((who.initiative < 0) & (who.learned == 1)).tolist()
    before = {row: (who.identity(row), float((who.skill[row] - who.skill_at_start[row]).sum())) for row in idle}
    still = set(idle)
    for _ in range(IDLE_WEEKS):
        here.step()
        still = {row for row in still if who.initiative[row] < 0 and who.identity(row) == before[row][0]}
    left = sum(float((who.skill[row] - who.skill_at_start[row]).sum()) for row in sorted(still))
    learned = sum(before[row][1] for row in sorted(still))
    return left / learned if learned > 0 else float("nan")
