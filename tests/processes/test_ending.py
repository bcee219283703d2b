"""Ending: how initiatives end, and what stays of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, counted, do, recount, renumber, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Involvement, Reason, Stage

BASES = (0.50, 0.28, 0.27, 0.24)


def certain(here: Neighbourhood, chance: float = 1e9) -> None:
    """Let every initiative with members end, or none."""
    bases = dict.fromkeys(("base_idea", "base_resident_initiative", "base_independent", "base_enterprise"), chance)
    renumber(here, "ending", **bases)


def ended(here: Neighbourhood) -> dict[int, int]:
    events = here.chronicle.events()
    events = events[events["event"] == Event.ENDED]
    return dict(zip(events["initiative"].tolist(), events["reason"].tolist(), strict=True))


def test_the_hazard_follows_the_equation() -> None:
    here = settled(street(600))
    rng = np.random.default_rng(7)
    chances = []
    for number in range(200):
        members, stage = int(rng.integers(1, 4)), number % 4
        viability, legitimacy, age = rng.random(), rng.random(), int(rng.integers(0, 260))
        rows = [number * 3 + member for member in range(members)]
        shared = 0.5 * (number % 2)
        values = {"viability": viability, "legitimacy": legitimacy, "age": age, "shared_risk": shared}
        begin(here, rows, stage=stage, key=number + 1000, **values)
        hazard = (
            20 * BASES[stage] * math.exp(2.2 * (0.5 - viability)) * math.exp(-0.8 * legitimacy) * (1 + (members <= 1))
        )
        hazard *= 1 + 0.5 * math.exp(-0.5 * ((age - 104) / 40) ** 2)
        hazard *= 1 - shared
        chances.append(1 - math.exp(-hazard / 52))
    bases = dict(
        zip(("base_idea", "base_resident_initiative", "base_independent", "base_enterprise"), BASES, strict=True)
    )
    renumber(here, "ending", **{name: 20 * base for name, base in bases.items()})
    here.chance.turn(0)
    luck = [draw(here.chance.key("ending"), number + 1000) for number in range(200)]
    do(here, "ending")
    expected = [number for number in range(200) if luck[number] < chances[number]]
    assert 20 < len(expected) < 180
    assert sorted(ended(here)) == expected


def test_nobody_left_is_the_end(here: Neighbourhood) -> None:
    g = begin(here, [0])
    certain(here, 0.0)
    here.residents.initiative[0] = -1
    recount(here)
    do(here, "ending")
    assert ended(here) == {g: Reason.PEOPLE}
    assert here.initiatives.stage[g] == Stage.ENDED
    assert not here.residents.collapses_near.any()


@pytest.mark.parametrize(("weeks", "ends"), [(25, {}), (26, {0: Reason.MONEY})])
def test_half_a_year_without_credit_is_the_end(here: Neighbourhood, weeks: int, ends: dict[int, int]) -> None:
    begin(here, [0, 3, 7], stage=Stage.ENTERPRISE, weeks_at_limit=weeks)
    certain(here, 0.0)
    do(here, "ending")
    assert ended(here) == ends


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"members": 1}, Reason.PEOPLE),
        ({"possible_hours": 1.0}, Reason.PEOPLE),
        ({"weeks_in_red": 16}, Reason.MONEY),
        ({"coverage": (0.9, 0.9, 0.1, 0.9)}, Reason.SKILL),
        ({"key_person_left": 90}, Reason.KEY_PERSON),
        ({"key_person_left": 70}, Reason.BAD_LUCK),
        ({}, Reason.BAD_LUCK),
    ],
)
def test_the_reason_is_what_was_most_short(here: Neighbourhood, how: dict[str, object], reason: Reason) -> None:
    here.week = 100
    rows = [0, 3, 7, 11, 20][: int(str(how.get("members", 5)))]
    sound = {"possible_hours": 20.0, "coverage": 0.8, "stage": Stage.RESIDENT_INITIATIVE}
    g = begin(here, rows, **{**sound, **{name: value for name, value in how.items() if name != "members"}})
    certain(here)
    do(here, "ending")
    assert ended(here) == {g: reason}


def test_members_rest_lose_motivation_and_those_around_see_it(here: Neighbourhood) -> None:
    who = here.residents
    g = begin(here, [0, 3, 7])
    certain(here)
    motivation = who.motivation.copy()
    near = {contact for row in (0, 3, 7) for contact in here.ties.contacts(row).tolist()} | {0, 3, 7}
    do(here, "ending")
    assert who.initiative[[0, 3, 7]].tolist() == [-1, -1, -1]
    assert (who.involvement[[0, 3, 7]] == Involvement.RESTING).all()
    assert (who.weeks_resting[[0, 3, 7]] == 13).all()
    assert who.motivation[[0, 3, 7]] == pytest.approx(np.maximum(motivation[[0, 3, 7]] - 0.05, 0))
    assert (who.formerly[[0, 3, 7]] == g).all()
    assert set(np.flatnonzero(who.collapses_near).tolist()) == near
    assert who.collapses_near.max() == 1
    assert here.initiatives.members[g] == 0
    assert here.programme.initiatives_ended[0] == 1
    assert (who.active_neighbours == counted(here)[1]).all()
    left = here.chronicle.events()
    assert left["reason"][left["event"] == Event.LEFT].tolist() == [Reason.INITIATIVE_ENDED] * 3


@pytest.mark.parametrize("how", [{"stage": Stage.IDEA, "output": 0.9}, {"stage": Stage.INDEPENDENT, "output": 0.4}])
def test_who_did_little_or_never_formed_leaves_no_activity(here: Neighbourhood, how: dict[str, float]) -> None:
    g = begin(here, [0, 3, 7], **how)
    certain(here)
    renumber(here, "ending", activity=1.0)
    do(here, "ending")
    assert here.initiatives.activity[g] == 0


@pytest.mark.parametrize(("share", "goes_on"), [(0.0, 0), (1.0, 1)])
def test_an_activity_may_outlive_the_organisation_while_two_stay(
    here: Neighbourhood, share: float, goes_on: int
) -> None:
    g = begin(here, [0, 3, 7], stage=Stage.RESIDENT_INITIATIVE, output=0.5)
    certain(here)
    renumber(here, "ending", activity=share)
    do(here, "ending")
    assert here.initiatives.activity[g] == goes_on
    here.residents.formerly[0] = -1
    do(here, "ending")
    assert here.initiatives.activity[g] == goes_on
    here.residents.formerly[3] = -1
    do(here, "ending")
    assert here.initiatives.activity[g] == 0
    stopped = here.chronicle.events()
    stopped = stopped[stopped["event"] == Event.ACTIVITY_ENDED]
    assert list(zip(stopped["initiative"], stopped["reason"], strict=True)) == [(g, Reason.PEOPLE)] * goes_on


def test_what_has_ended_stays_ended(here: Neighbourhood) -> None:
    begin(here, [0, 3, 7])
    certain(here)
    for week in range(20):
        here.week = week
        do(here, "ending")
    assert ended(here) == {0: ended(here)[0]}
    assert here.programme.initiatives_ended[0] == 1
