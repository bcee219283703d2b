"""Sharing: who learns from whom, what is put down for all, and whose hands are lent."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, events, lived, recount, renumber, settled, street, told
from weisim.neighbourhood.entities import EXCHANGES_KEPT
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.neighbourhood.ties import Ties
from weisim.terms import Event, Stage

RI = Stage.RESIDENT_INITIATIVE
NEED = 10.0  # hours a week of a resident initiative
A, B, C = [0, 1, 2], [10, 11], [20, 21]


def stranger(here: Neighbourhood) -> None:
    """Nobody knows anybody any more."""
    here.settle_in(here.given, Ties(len(here.residents)))


@pytest.fixture
def apart(here: Neighbourhood) -> Neighbourhood:
    """Three resident initiatives without any tie between them: one with hands to spare, two that need them."""
    stranger(here)
    begin(here, A, stage=RI, possible_hours=1.5 * NEED, output=0.3, age=200)
    begin(here, B, stage=RI, possible_hours=0.6 * NEED, own_hours=4.0, structure=0.3, carried_hours=1.0, age=200)
    begin(here, C, stage=RI, possible_hours=0.4 * NEED, own_hours=3.0, age=200)
    here.residents.hours_available[A] = [6.0, 4.0, 5.0]
    here.residents.hours_given[A] = [3.0, 3.5, 1.0]
    renumber(here, "sharing", lend=1.0, peer=0.0)
    return here


def knows(here: Neighbourhood, row: int, who: int) -> None:
    here.ties.meet(row, who, 0.5)
    recount(here)


def lent(here: Neighbourhood) -> list[tuple[int, int]]:
    """Who lent hands to whom."""
    lines = here.chronicle.events()
    lines = lines[lines["event"] == Event.HANDS_LENT]
    return list(zip(lines["initiative"].tolist(), lines["value"].astype(int).tolist(), strict=True))


def effect(here: Neighbourhood, row: int) -> float:
    return float(0.6 + 0.8 * here.residents.skill[row].mean())


def test_members_learn_from_the_better_ones_in_their_own_team(here: Neighbourhood) -> None:
    begin(here, A, age=200)
    begin(here, B, age=200)
    skill = here.residents.skill.copy()
    do(here, "sharing")
    expected = skill.copy()
    for team in (A, B):
        expected[team] += 0.004 * np.maximum(skill[team].mean(axis=0) - skill[team], 0.0)
    assert here.residents.skill == pytest.approx(expected, abs=1e-15)
    assert (here.residents.skill[A] != skill[A]).any()


@pytest.mark.parametrize(("age", "draws"), [(0, True), (51, True), (52, False), (300, False)])
@pytest.mark.parametrize("hours", [0.0, 1.5, 12.0])
def test_young_initiatives_learn_what_they_lack_from_the_pool(
    here: Neighbourhood, age: int, draws: bool, hours: float
) -> None:
    g = begin(here, [0], age=age)
    here.initiatives.coverage[g] = [0.5, 0.4, 0.2, 0.2]
    here.residents.hours_given[0] = hours
    here.surroundings.knowledge_pool[0] = 0.6
    expected = here.residents.skill.copy()
    if draws:
        expected[0, 2] += 0.004 * 0.6 * min(hours / 3.0, 1.0) * (1 - expected[0, 2])
    do(here, "sharing")
    assert here.residents.skill == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("pool", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("teachers", [0, 1, 3])
def test_initiatives_that_work_well_fill_the_pool_and_it_grows_old(
    here: Neighbourhood, pool: float, teachers: int
) -> None:
    for number in range(4):
        begin(here, [number], output=0.5 if number < teachers else 0.49)
    begin(here, [4], stage=Stage.ENDED, output=0.9)
    here.surroundings.knowledge_pool[0] = pool
    do(here, "sharing")
    full = pool + 0.01 * teachers * (1 - pool) - 0.01 * pool
    assert here.surroundings.knowledge_pool[0] == pytest.approx(full, abs=1e-15)


def test_know_how_from_elsewhere_may_be_there_at_the_start() -> None:
    assert settled(told(street(60), {"sharing.library": 0.4})).surroundings.knowledge_pool[0] == 0.4


def test_hands_go_to_the_neediest_initiative_in_which_somebody_is_known(apart: Neighbourhood) -> None:
    knows(apart, 0, 10)
    knows(apart, 2, 21)
    do(apart, "sharing")
    assert lent(apart) == [(0, 2)], "the third needs them most"


def test_without_a_contact_there_nobody_is_helped(apart: Neighbourhood) -> None:
    knows(apart, 0, 50)
    before = columns(apart)
    do(apart, "sharing")
    assert lent(apart) == []
    assert differing(before, columns(apart)) <= {"surroundings.knowledge_pool"}
    knows(apart, 1, 11)
    do(apart, "sharing")
    assert lent(apart) == [(0, 1)], "the second does, though the third needs them more"


def test_of_two_in_equal_need_the_older_is_helped(apart: Neighbourhood) -> None:
    apart.initiatives.possible_hours[:] = [1.5 * NEED, 0.4 * NEED, 0.4 * NEED]
    knows(apart, 0, 21)
    knows(apart, 1, 10)
    do(apart, "sharing")
    assert lent(apart) == [(0, 1)]


@pytest.mark.parametrize(("possible", "lends"), [(1.2, False), (1.21, True), (0.9, False)])
def test_only_who_has_hands_to_spare_lends_them(apart: Neighbourhood, possible: float, lends: bool) -> None:
    apart.initiatives.possible_hours[0] = possible * NEED
    knows(apart, 0, 10)
    do(apart, "sharing")
    assert bool(lent(apart)) == lends


def test_nobody_helps_who_is_better_off(apart: Neighbourhood) -> None:
    apart.initiatives.possible_hours[:] = [1.3 * NEED, 1.3 * NEED, 1.9 * NEED]
    knows(apart, 0, 10)
    knows(apart, 0, 20)
    do(apart, "sharing")
    assert lent(apart) == [(2, 0)]


def test_the_member_with_most_time_left_helps_and_the_result_is_worked_out_anew(apart: Neighbourhood) -> None:
    knows(apart, 1, 10)
    do(apart, "sharing")
    who, g = apart.residents, apart.initiatives
    assert who.hours_given[A] == pytest.approx([3.0, 3.5, 3.0]), "two hours of the third member, who had four left"
    own = 4.0 + 2.0 * effect(apart, 2)
    assert g.own_hours[1] == pytest.approx(own, abs=1e-12)
    cube = ((own * (0.38 + 0.62 * 0.3) + 1.0) / NEED) ** 3
    assert g.output[1] == pytest.approx(cube / (cube + 0.75**3), abs=1e-12)
    assert g.output[0] == 0.3, "who lends loses nothing of its own"
    assert (g.hours_lent.tolist(), g.hours_borrowed.tolist()) == ([2.0, 0.0, 0.0], [0.0, 2.0, 0.0])
    assert (g.lent_to[0, 0], g.lent_in[0, 0]) == (1, apart.week)


@pytest.mark.parametrize(
    ("left", "given"),
    [
        ([0.5, 0.25, 0.75], [0.5, 0.25, 0.75]),
        ([1.0, 0.5, 1.5], [0.5, 0.0, 1.5]),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
        ([0.0, 0.1, 0.0], [0.0, 0.1, 0.0]),
    ],
)
def test_no_more_is_lent_than_members_have_left(apart: Neighbourhood, left: list[float], given: list[float]) -> None:
    who = apart.residents
    who.hours_available[A] = who.hours_given[A] + left
    before = who.hours_given[A].copy()
    knows(apart, 0, 10)
    do(apart, "sharing")
    assert who.hours_given[A] - before == pytest.approx(np.array(given), abs=1e-12)
    assert (who.hours_given <= who.hours_available).all()
    assert apart.initiatives.hours_lent[0] == apart.initiatives.hours_borrowed[1] == pytest.approx(sum(given))
    assert bool(lent(apart)) == (sum(given) > 0)


def test_hands_are_lent_by_chance(here: Neighbourhood) -> None:
    """Twenty pairs, each of one who could help and one who needs it; who is lucky this week, helps."""
    stranger(here)
    for number in range(20):
        begin(here, [number], stage=RI, possible_hours=2 * NEED, age=200)
        begin(here, [40 + number], stage=RI, possible_hours=1.0, age=200)
        here.ties.meet(number, 40 + number, 0.5)
    recount(here)
    here.residents.hours_available[:] = 10.0
    renumber(here, "sharing", lend=0.4)
    do(here, "sharing")
    key = here.chance.key("sharing.lend")
    lucky = [number for number in range(20) if draw(key, int(here.initiatives.key[2 * number])) < 0.4]
    assert lent(here) == [(2 * number, 2 * number + 1) for number in lucky]
    assert 0 < len(lucky) < 20


def test_the_last_loans_are_remembered(apart: Neighbourhood) -> None:
    knows(apart, 0, 10)
    for week in range(10):
        apart.week = week
        apart.residents.hours_given[:] = 0.0
        do(apart, "sharing")
    assert apart.initiatives.lent_to[0].tolist() == [1] * EXCHANGES_KEPT
    assert apart.initiatives.lent_in[0].tolist() == [9 - back for back in range(EXCHANGES_KEPT)]


def test_switched_off_nothing_is_shared(apart: Neighbourhood) -> None:
    knows(apart, 0, 10)
    apart.initiatives.age[:] = 3
    apart.surroundings.knowledge_pool[0] = 0.5
    renumber(apart, "sharing", on=False, lend=1.0, peer=0.01)
    before = columns(apart)
    do(apart, "sharing")
    assert not differing(before, columns(apart))
    assert len(events(apart)) == 0


def test_what_is_lent_is_borrowed_in_any_story() -> None:
    """Every hour lent has arrived somewhere, and every loan was told."""
    here = lived(told(street(400), {"sharing.lend": 0.2, "sharing.lent_hours": 3.0}), 130)
    g = here.initiatives
    assert g.hours_lent.sum() > 20
    assert g.hours_lent.sum() == pytest.approx(g.hours_borrowed.sum())
    assert g.hours_lent.sum() <= 3.0 * len(lent(here)) + 1e-9
    assert all(lender != helped for lender, helped in lent(here))
