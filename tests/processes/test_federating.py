"""Federating: how a cooperative is founded, joined and left, and how it fails."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.living import begin, do, renumber
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Flow, Reason, Stage

STILL = {"join_later": 0.0, "leave": 0.0, "hazard": 0.0, "chance": 0.0}


def organisations(here: Neighbourhood, count: int, **values: Any) -> list[int]:
    """Independent organisations that trust each other, each with work of its own, income and no room."""
    here.residents.trust[:] = 0.9
    usual = {"stage": Stage.INDEPENDENT, "output": 0.8, "cash": 5000.0, "income_own": 500.0}
    return [begin(here, [number], problem=number % 5, **{**usual, **values}) for number in range(count)]


def cooperative(here: Neighbourhood, rows: list[int], **values: Any) -> None:
    """A cooperative of these organisations in which nothing happens by chance."""
    here.cooperatives.add_row()
    here.initiatives.in_cooperative[rows] = 1
    for name, value in {"members": len(rows), **values}.items():
        getattr(here.cooperatives, name)[0] = value
    renumber(here, "federating", **STILL)


def federate(here: Neighbourhood, week: int = 1) -> None:
    here.week = week
    here.surroundings.flows[:] = 0.0
    do(here, "federating")


def told(here: Neighbourhood, event: Event) -> list[tuple[int, int]]:
    """Initiative and reason of each line of one kind."""
    lines = here.chronicle.events()
    lines = lines[lines["event"] == event]
    return list(zip(lines["initiative"].tolist(), lines["reason"].tolist(), strict=True))


@pytest.mark.parametrize("need", ["room", "money", "problem"])
def test_four_organisations_with_trust_and_a_need_found_a_cooperative(here: Neighbourhood, need: str) -> None:
    rows = organisations(here, 4, room_of_plan=1)
    if need == "room":
        here.initiatives.room_of_plan[rows[:2]] = 0
    elif need == "money":
        here.initiatives.income_own[rows[:2]] = 0.0
    else:
        here.initiatives.problem[rows[:2]] = 3
    renumber(here, "federating", chance=1.0, join=1.0)
    federate(here)
    assert len(here.cooperatives) == 1
    assert here.cooperatives.members[0] == 4
    assert here.initiatives.in_cooperative[rows].all()
    founded = here.chronicle.events()
    founded = founded[founded["event"] == Event.COOPERATIVE_FOUNDED]
    assert founded["value"].tolist() == [4.0]
    assert [row for row, _ in told(here, Event.COOPERATIVE_JOINED)] == rows


@pytest.mark.parametrize("lacking", ["number", "stage", "trust", "need", "luck"])
def test_no_cooperative_without_number_trust_need_and_luck(here: Neighbourhood, lacking: str) -> None:
    rows = organisations(here, 3 if lacking == "number" else 4)
    if lacking == "stage":
        here.initiatives.stage[rows[0]] = Stage.RESIDENT_INITIATIVE
    if lacking == "trust":
        here.residents.trust[:] = 0.9
        here.residents.trust[:4] = 0.45
    if lacking == "need":
        here.initiatives.room_of_deal[rows[1:]] = 1
        here.initiatives.income_own[rows[0]] = 0.0
    renumber(here, "federating", chance=0.0 if lacking == "luck" else 1.0)
    for week in range(5):
        federate(here, week)
    assert len(here.cooperatives) == 0
    assert not here.initiatives.in_cooperative.any()


def test_joining_is_voluntary(here: Neighbourhood) -> None:
    rows = organisations(here, 30)
    renumber(here, "federating", chance=1.0, join=0.5)
    federate(here)
    joined = here.initiatives.in_cooperative[rows].sum()
    assert 6 <= joined <= 24
    assert here.cooperatives.members[0] == joined


def test_who_would_lose_does_not_join_and_leaves(here: Neighbourhood) -> None:
    """With a room of its own an organisation saves too little for a fee of 20 a week."""
    rows = organisations(here, 5)
    here.initiatives.room_of_deal[rows[0]] = 1
    renumber(here, "federating", chance=1.0, join=1.0, join_later=1.0, leave=1.0, hazard=0.0, fee=20.0)
    federate(here, 1)
    federate(here, 2)
    assert here.initiatives.in_cooperative[rows].tolist() == [0, 1, 1, 1, 1]
    here.initiatives.room_of_deal[rows[:2]] = (0, 1)
    federate(here, 3)
    assert here.initiatives.in_cooperative[rows].tolist() == [1, 0, 1, 1, 1]
    assert told(here, Event.COOPERATIVE_LEFT) == [(rows[1], Reason.NO_GAIN_LEFT)]
    assert here.cooperatives.members[0] == 4


@pytest.mark.parametrize("leave", [0.0, 1.0])
def test_who_falls_back_is_no_member_any_more(here: Neighbourhood, leave: float) -> None:
    rows = organisations(here, 4)
    cooperative(here, rows)
    renumber(here, "federating", leave=leave)
    here.initiatives.stage[rows[2]] = Stage.RESIDENT_INITIATIVE
    federate(here)
    assert here.initiatives.in_cooperative[rows].tolist() == [1, 1, 0, 1]
    assert here.cooperatives.members[0] == 3
    assert told(here, Event.COOPERATIVE_LEFT) == [(rows[2], Reason.STRUCTURE)]
    assert here.initiatives.shared_saving[rows[2]] == 0.0


def test_governance_grows_with_good_quarters_and_wears_with_bad_ones(here: Neighbourhood) -> None:
    rows, coop = organisations(here, 4), here.cooperatives
    cooperative(here, rows)
    seen = []
    for week in range(1, 40):
        here.initiatives.output[rows] = 0.5 if week <= 13 else 0.49
        federate(here, week)
        seen.append(float(coop.governance[0]))
    assert seen[11] == 4.0
    assert seen[12] == pytest.approx(4.05)
    assert seen[25] == pytest.approx(4.0)
    assert seen[38] == pytest.approx(3.95)


@pytest.mark.parametrize(("governance", "output"), [(8.0, 1.0), (0.0, 0.0)])
def test_governance_stays_between_nothing_and_eight(here: Neighbourhood, governance: float, output: float) -> None:
    cooperative(here, organisations(here, 4, output=output), governance=governance)
    for week in range(1, 28):
        federate(here, week)
    assert here.cooperatives.governance[0] == governance


@pytest.mark.parametrize(
    ("members", "hazard", "reason"), [(1, 0.0, Reason.TOO_FEW_MEMBERS), (4, 1e9, Reason.GOVERNANCE)]
)
def test_a_cooperative_that_fails_shares_nothing_any_more(
    here: Neighbourhood, members: int, hazard: float, reason: Reason
) -> None:
    rows, around = organisations(here, 4, room_of_plan=1), here.surroundings
    here.initiatives.coverage[:] = 0.8
    cooperative(here, rows[:members], cash=800.0)
    if members > 1:
        federate(here, 1)
    renumber(here, "federating", hazard=hazard)
    before, left = float(around.purse[0]), float(here.cooperatives.cash[0]) + 10.0 * members - 15.0
    federate(here, 2)
    i, coop = here.initiatives, here.cooperatives
    assert told(here, Event.COOPERATIVE_FAILED) == [(-1, reason)]
    assert (coop.lives[0], coop.members[0], coop.cash[0], coop.has_room[0]) == (0, 0, 0.0, 0)
    assert around.flows[0, Flow.COOPERATIVE_CLOSING] == pytest.approx(left)
    assert around.purse[0] == before, "it goes to another good cause, not to residents"
    shared = (i.in_cooperative, i.room_shared, i.shared_saving, i.shared_risk, i.coaching_given)
    assert not any(column[rows].any() for column in shared)


@pytest.mark.parametrize("governance", [0.0, 4.0, 8.0])
def test_better_governance_makes_failing_less_likely(here: Neighbourhood, governance: float) -> None:
    """Hazard .10 exp(.4(4 - G)) a year, here twenty times as high; with the same luck it fails the sooner."""
    cooperative(here, organisations(here, 4), governance=governance)
    renumber(here, "federating", hazard=2.0, governance_learned=0.0)
    chance = 1 - math.exp(-2 * math.exp(0.4 * (4 - governance)) / 52)
    for week in range(1, 2000):
        here.chance.turn(week)
        fails = draw(here.chance.key("federating.fail"), 0) < chance
        federate(here, week)
        assert here.cooperatives.lives[0] == (not fails), week
        if fails:
            break
    assert here.cooperatives.lives[0] == 0


def test_a_cooperative_can_be_founded_again(here: Neighbourhood) -> None:
    rows = organisations(here, 4)
    cooperative(here, rows, cash=70.0)
    renumber(here, "federating", hazard=1e9)
    federate(here, 1)
    renumber(here, "federating", hazard=0.0, chance=1.0, join=1.0)
    federate(here, 2)
    federate(here, 3)
    assert here.cooperatives.lives.tolist() == [0, 1]
    assert here.cooperatives.members.tolist() == [0, 4]
    assert here.cooperatives.founded.tolist() == [0, 2]
    assert np.all(here.initiatives.shared_saving[rows] > 0.0)
