"""Declared hands: no process writes or reads a column that it does not declare."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fnmatch import fnmatch

import numpy as np
import pytest

from tests.living import (
    PROCESSES,
    Kept,
    columns,
    differing,
    events,
    keep,
    lived,
    put_back,
    renumber,
    settled,
    step_until,
    street,
    supported,
    told,
)
from weisim.neighbourhood.model import Neighbourhood
from weisim.processes.process import process
from weisim.scenario.scenario import Scenario
from weisim.simulation.schedule import SCHEDULE
from weisim.support.intervention import Withdrawal
from weisim.terms import Event, Help

BUSY = {
    "leaving.mobility": 0.15,
    "leaving.rate": 0.45,
    "leaving.honeymoon": 1.0,
    "ending.base_idea": 0.7,
    "ending.base_resident_initiative": 0.4,
    "presenting.yearly": True,
    "advancing.gate": "calendar",
    "founding.idea": 0.06,
    "advancing.independent_structure": 0.2,
    "advancing.independent_coverage": 0.45,
    "advancing.independent_chance": 0.2,
}
# In the week that is looked at, a lot happens to many: else a hand that reaches out now and then would not be seen.
HOT: dict[str, dict[str, float]] = {
    "joining": {"come": 0.5, "consider": 0.5, "ask": 0.9},
    "founding": {"idea": 4.0, "trickle": 2.0, "spontaneous": 0.5, "pause": 8},
    "doubting": {"talk": 0.5},
    "leaving": {"rate": 0.999999, "mobility": 0.9999},
    "ending": {"base_idea": 40.0, "base_resident_initiative": 40.0, "base_independent": 40.0, "base_enterprise": 40.0},
    "advancing": {
        "independent_chance": 0.5,
        "enterprise_chance": 0.5,
        "enterprise_quality": 0.5,
        "formed_viability": 0.2,
    },
}
SEED = 3
WEEKS = (30, 39, 61, 91)


def declared(patterns: tuple[str, ...], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


@functools.cache
def busy() -> Scenario:
    """A street where a lot happens; some help steps down on a condition, the rest stops at once, unannounced."""
    scenario = street(200)
    reacting = Withdrawal(week=29, condition="stress test", at_least=0.0)
    helps = [
        one.model_copy(update={"withdraw": reacting}) if one.kind in (Help.CONNECTING, Help.COACHING) else one
        for one in scenario.support.interventions
    ]
    return told(supported(scenario, interventions=tuple(helps), withdraw=Withdrawal(week=61), announced=False), BUSY)


def other_values(name: str, column: np.ndarray) -> Iterator[np.ndarray]:
    """Other legal values for a column: those of another row, and values that nobody has now."""
    if column.shape[0] > 1:
        yield np.roll(column, 1, axis=0)
    if name == "programme.phase":
        yield column % 4 + 1
    elif column.dtype.kind == "f":
        other = np.where(column < 0.5, column + 0.31, column * 0.7)
        other[::3] = 0.0
        yield other
    elif column.min(initial=0) >= 0 and column.max(initial=0) <= 1:
        yield 1 - column
    elif name.startswith("programme.") or "week" in name:
        yield column + 9


@functools.cache
def other_ties() -> dict[str, np.ndarray]:
    return vars(settled(busy(), seed=99).ties)


class AtWork:
    """One process about to happen in one week, and what it does there."""

    def __init__(self, here: Neighbourhood, name: str) -> None:
        step_until(here, name)
        self.here, self.process = here, PROCESSES[name]
        self.kept: Kept = keep(here)
        self.before = columns(here)
        self.after, self.told = self.happen()

    def happen(self) -> tuple[dict[str, np.ndarray], np.ndarray]:
        self.process(self.here, self.here.chance)
        return columns(self.here), events(self.here, self.kept.filled)

    def without_reading(self, name: str, other: np.ndarray | None) -> str:
        """What betrays that the process reads a column when that is altered; empty when nothing does."""
        put_back(self.here, self.kept)
        if other is None:
            vars(self.here.ties).update({part: array.copy() for part, array in other_ties().items()})
        else:
            roster, _, column = name.partition(".")
            getattr(getattr(self.here, roster), column)[:] = other
        after, told_now = self.happen()
        if told_now.tobytes() != self.told.tobytes():
            return f"events differ when {name} is altered"
        apart = differing(self.after, after) - {name}
        if apart:
            return f"{sorted(apart)} differ when {name} is altered"
        if other is None:
            return ""
        before, rows = self.before[name], len(other)
        usual, now = self.after[name][:rows], after[name][:rows]
        same, left_alone = now == usual, (now == other) & (usual == before)
        return "" if (same | left_alone).all() else f"{name} is written from what it was"


@pytest.fixture(scope="module")
def weeks() -> dict[int, tuple[Neighbourhood, Kept]]:
    here, kept = settled(busy(), seed=SEED), {}
    for week in range(max(WEEKS) + 1):
        if week in WEEKS:
            kept[week] = (here, keep(here))
        here.step()
    for group, numbers in HOT.items():
        renumber(here, group, **numbers)
    return kept


@pytest.mark.parametrize("name", PROCESSES)
def test_nothing_undeclared_is_written(name: str, weeks: dict[int, tuple[Neighbourhood, Kept]]) -> None:
    writes = PROCESSES[name].writes
    for here, kept in weeks.values():
        work = AtWork(put_back(here, kept), name)
        stray = {column for column in differing(work.before, work.after) if not declared(writes, column)}
        assert not stray


def test_nothing_undeclared_is_written_in_any_week_of_a_story() -> None:
    here = settled(told(busy(), {"leaving.mobility": 0.1}), seed=5)
    for week in range(120):
        here.chance.turn(week)
        here.chronicle.make_room()
        for one in SCHEDULE:
            before = columns(here)
            one(here, here.chance)
            stray = {column for column in differing(before, columns(here)) if not declared(one.writes, column)}
            assert not stray, f"{one.name} in week {week}"
        here.week += 1


@pytest.mark.parametrize("name", PROCESSES)
def test_nothing_undeclared_is_read(name: str, weeks: dict[int, tuple[Neighbourhood, Kept]]) -> None:
    found = set()
    for here, kept in weeks.values():
        work = AtWork(put_back(here, kept), name)
        for column, values in work.before.items():
            if declared(work.process.reads, column):
                continue
            for other in [None] if column == "ties" else list(other_values(column, values)):
                found.add(work.without_reading(column, other))
    assert found <= {""}


@pytest.mark.parametrize("name", PROCESSES)
def test_declared_hands_exist(name: str) -> None:
    here = settled(street(60))
    known = set(columns(here))
    for pattern in PROCESSES[name].reads + PROCESSES[name].writes:
        assert any(fnmatch(column, pattern) for column in known), pattern


def test_a_process_with_a_hand_in_the_wrong_place_is_caught(weeks: dict[int, tuple[Neighbourhood, Kept]]) -> None:
    """The tests above can fail: a process that reads trust and writes skill without saying so is seen to do both."""

    @process(reads="residents.motivation", writes="residents.motivation")
    def meddling(here: Neighbourhood, chance: object) -> None:
        """Motivation is what trust is, and skill goes down."""
        here.residents.motivation[:] = here.residents.trust
        here.residents.skill[:] *= 0.9

    here, kept = weeks[WEEKS[0]]
    PROCESSES["meddling"] = meddling
    try:
        work = AtWork(put_back(here, kept), "meddling")
    finally:
        del PROCESSES["meddling"]
    assert differing(work.before, work.after) == {"residents.motivation", "residents.skill"}
    trust = work.before["residents.trust"]
    assert "residents.motivation" in work.without_reading("residents.trust", np.roll(trust, 1))
    assert work.without_reading("residents.age_group", np.roll(work.before["residents.age_group"], 1)) == ""


def test_the_street_is_busy_enough(weeks: dict[int, tuple[Neighbourhood, Kept]]) -> None:
    """What the tests above look at does happen there: births, joiners, leavers, ends, newcomers, a presentation."""
    here = lived(busy(), max(WEEKS) + 1, seed=SEED)
    happened = {Event(number).word for number in here.chronicle.events()["event"]}
    assert set(Event.words()) - happened <= {"fell_back", "phase_lost"}
