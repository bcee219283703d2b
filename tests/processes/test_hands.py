"""Declared hands: no process writes or reads a column that it does not declare."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

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
from weisim.scenario.event import Event as Outside
from weisim.scenario.scenario import Scenario
from weisim.simulation.schedule import SCHEDULE
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.terms import Event, Form, Help, Problem, Reason

BUSY = {
    "leaving.mobility": 0.15,
    "leaving.rate": 0.45,
    "leaving.honeymoon": 1.0,
    "ending.base_idea": 0.7,
    "ending.base_resident_initiative": 0.4,
    "presenting.yearly": True,
    "advancing.gate": "calendar",
    "choosing.top_down": 0.5,
    "doubting.top_down": 0.2,
    "sharing.lend": 0.2,
    "sharing.library": 0.2,
    "sharing.spare": 1.0,
    "bonding.meet": 0.6,
    "dealing.meet": 0.5,
    "dealing.accept": 0.9,
    "dealing.term": 13,
    "dealing.value_space": 240.0,
    "dealing.value_money": 180.0,
    "dealing.cost": 5.0,
    "dealing.value_permit": 90.0,
    "dealing.value_training": 120.0,
    "federating.members": 3,
    "federating.trust": 0.4,
    "federating.reserve_weeks": 4,
}
# There are far more initiatives than so few people would start: what happens to one of many is seen.
CROWDED = {
    "founding.niche": 300.0,
    "founding.nurse": 200.0,
    "founding.idea": 0.5,
    "joining.consider": 0.3,
    "joining.come": 0.3,
    "advancing.formed_members": 2,
    "advancing.independent_members": 2,
    "advancing.independent_age": 10,
    "advancing.independent_viability": 0.3,
    "advancing.independent_structure": 0.05,
    "advancing.independent_coverage": 0.2,
    "advancing.enterprise_quality": 0.3,
    "advancing.enterprise_embeddedness": 0.05,
    "advancing.enterprise_chance": 0.1,
    "advancing.lost_structure": 0.1,
    "advancing.lost_weeks": 3,
    "federating.chance": 0.5,
}
# In the week that is looked at, a lot happens to many: else a hand that reaches out now and then would not be seen.
HOT: dict[str, dict[str, Any]] = {
    "joining": {"come": 0.5, "consider": 0.5, "ask": 0.9},
    "founding": {"idea": 2.0, "trickle": 0.3, "spontaneous": 0.3},
    "doubting": {"talk": 0.5},
    "learning": {"scan": 0.5},
    "sharing": {"lend": 0.7},
    "bonding": {"meet": 0.4, "lost": 0.3},
    "dealing": {"meet": 4.0, "sessions": 0.5, "kept": 0.05},
    "supporting": {"grant_weekly": 4500.0},
    "producing": {"credit": 0.0},
    "federating": {"join_later": 0.5, "leave": 0.5, "hazard": 20.0, "coach_skill": 0.4, "reserve_weeks": 1},
    "leaving": {"rate": 0.999999, "mobility": 0.9999},
    "ending": {"base_idea": 40.0, "base_resident_initiative": 40.0, "base_independent": 40.0, "base_enterprise": 40.0},
    "advancing": {
        "gate": "criterion",
        "group_least": 47,
        "back_share": 1.0,
        "back_weeks": 1,
        "autonomous_dependence": 0.2,
        "formed_viability": 0.2,
        "independent_age": 20,
        "enterprise_own_income": 0.5,
        "enterprise_embeddedness": 0.1,
        "independent_coverage": 0.4,
        "independent_chance": 0.9,
        "enterprise_chance": 0.9,
        "enterprise_quality": 0.4,
        "lost_structure": 0.4,
        "lost_weeks": 2,
    },
}
SEED = 3
# In 0, 39 and 91 the agenda is set, in 30 help on a condition steps down for the first time, in 39 and 91 initiatives
# present themselves as well, in 51 ties have faded, in 61 most help ends.
WEEKS = (0, 29, 30, 39, 51, 61, 91)
ONE_FORM = {"business": (Form.ORDERS,), "social affairs": (Form.MONEY,)}
FROM_OUTSIDE = (
    Outside(name="renovation", begin=Moment(week=30), end=Moment(week=91), trust=-0.1, problems={Problem.LITTER: 0.2}),
    Outside(name="clearance", begin=Moment(week=51), end=Moment(week=52), mobility=0.9, key_persons_leave=True),
)


def declared(patterns: tuple[str, ...], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


@functools.cache
def busy() -> Scenario:
    """A street where a lot happens; some help steps down on a condition, the rest stops at once, unannounced.

    Things come from outside, a part of the agenda is set from above, more rooms come and go, and each form of help is
    given by somebody.
    """
    scenario = street(200).model_copy(update={"events": FROM_OUTSIDE})
    partners = tuple(
        one.model_copy(update={"rooms": one.rooms * 5, "forms": ONE_FORM.get(one.name, one.forms)})
        for one in scenario.partners
    )
    reacting = Withdrawal(week=30, condition="stress test", at_least=0.18)
    helps = [
        one.model_copy(update={"withdraw": reacting}) if one.kind in (Help.CONNECTING, Help.COACHING) else one
        for one in scenario.support.interventions
    ]
    helps += [
        Intervention(kind=Help.SPACE, by="housing", amount=2.0, begin=When(week=week)) for week in WEEKS if week > 0
    ]
    plan = {"withdraw": Withdrawal(week=61), "announced": False, "agenda": {Problem.LITTER: 1.0, Problem.POVERTY: 2.0}}
    story = supported(scenario.model_copy(update={"partners": partners}), interventions=tuple(helps), **plan)
    return told(story, BUSY, CROWDED)


def other_values(name: str, column: np.ndarray) -> Iterator[np.ndarray]:
    """Other legal values for a column: those of another row, and values that nobody has now."""
    if column.shape[0] > 1:
        yield np.roll(column, 1, axis=0)
    if name.endswith("phase"):
        yield column % 4 + 1
    elif column.dtype.kind == "f":
        other = np.where(column < 0.5, column + 0.31, column * 0.7)
        if column.shape[0] == 1:
            yield other.copy()
        other[::3] = 0.0
        yield other
    elif column.min(initial=0) >= 0 and column.max(initial=0) <= 1:
        yield 1 - column
    elif name.startswith(("programme.", "surroundings.")) or "week" in name:
        yield column + 9
        yield np.zeros_like(column)


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
def test_what_is_read_is_seen_to_be_read(name: str, weeks: dict[int, tuple[Neighbourhood, Kept]]) -> None:
    """The eyes of the test above are sharp: most of what a process says it reads is seen to make a difference.

    Not all of it: a column that is read in one year of a story, or by a rival rule, need not matter in these weeks.
    """
    reads = {column for column in PROCESSES[name].reads if not column.endswith("*")}
    seen: set[str] = set()
    for here, kept in weeks.values():
        work = AtWork(put_back(here, kept), name)
        for column in sorted(reads - seen):
            others = [None] if column == "ties" else other_values(column, work.before[column])
            if any(work.without_reading(column, other) for other in others):
                seen.add(column)
    assert len(seen) >= 0.6 * len(reads), sorted(reads - seen)


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
    """What the tests above look at does happen there, from births and joiners to deals of every form and their ends."""
    here = lived(busy(), max(WEEKS) + 1, seed=SEED)
    events = here.chronicle.events()
    happened = {Event(number).word for number in events["event"]}
    assert set(Event.words()) - happened <= {"fell_back", "phase_lost"}
    made = {Reason(int(reason)) for reason in events["reason"][events["event"] == Event.DEAL_MADE]}
    assert made == {Reason.FORM_SPACE, Reason.FORM_MONEY, Reason.FORM_ORDERS, Reason.FORM_TRAINING, Reason.FORM_PERMIT}
