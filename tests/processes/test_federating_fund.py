"""Federating, what it gives: fund, rooms, lower costs, less risk and advice of peers."""

from __future__ import annotations

import pytest

from tests.living import begin, renumber
from tests.processes.test_federating import cooperative, federate, organisations, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Event, Flow, Reason, Skill, Stage


def test_a_fee_is_paid_only_by_who_has_it(here: Neighbourhood) -> None:
    rows, flows = organisations(here, 5), here.surroundings.flows[0]
    cooperative(here, rows[:4])
    here.initiatives.cash[rows] = (5.0, 10.0, 100.0, 100.0, 100.0)
    federate(here)
    assert here.initiatives.cash[rows].tolist() == [5.0, 0.0, 90.0, 90.0, 100.0]
    assert (flows[Flow.FEES], flows[Flow.COOPERATIVE_COSTS]) == (30.0, 15.0)
    assert (here.cooperatives.cash[0], here.cooperatives.fees[0]) == (15.0, 30.0)


def test_the_fund_never_spends_what_it_has_not(here: Neighbourhood) -> None:
    rows = organisations(here, 4, cash=-500.0)
    cooperative(here, rows, cash=12.0)
    federate(here)
    assert here.cooperatives.cash[0] == 0.0
    assert here.surroundings.flows[0, Flow.COOPERATIVE_COSTS] == 12.0
    assert (here.initiatives.cash[rows] == -500.0).all()


def test_red_figures_are_covered_up_to_a_limit_a_year(here: Neighbourhood) -> None:
    rows, i = organisations(here, 4), here.initiatives
    cooperative(here, rows, cash=20000.0, founded=5)
    renumber(here, "federating", reserve_weeks=10000)
    left = []
    for week in (6, 7, 8, 57):
        i.cash[rows[0]] = -1500.0
        federate(here, week)
        left.append(float(i.cash[rows[0]]))
    assert left == [0.0, -1000.0, -1500.0, 0.0]
    assert told(here, Event.FUND_HELPED) == [(rows[0], Reason.IN_THE_RED)] * 3
    assert here.cooperatives.paid_out[0] == pytest.approx(1500 + 500 + 1500)


def test_red_figures_of_others_are_not_covered(here: Neighbourhood) -> None:
    rows = organisations(here, 5)
    cooperative(here, rows[:4], cash=20000.0)
    renumber(here, "federating", reserve_weeks=10000)
    here.initiatives.cash[rows[4]] = -1500.0
    federate(here)
    assert here.initiatives.cash[rows[4]] == -1500.0


def test_what_the_fund_can_miss_goes_where_members_want_it_most(here: Neighbourhood) -> None:
    """A resident initiative is helped too, member or not; an idea is not, nor who has enough."""
    rows, i = organisations(here, 4), here.initiatives
    cooperative(here, rows, cash=3000.0)
    wanted = begin(here, [20], stage=Stage.RESIDENT_INITIATIVE, output=0.8, priority=0.8)
    begin(here, [21], stage=Stage.IDEA, priority=0.9)
    begin(here, [22], stage=Stage.ENDED, priority=0.9)
    i.priority[rows[0]] = 0.95
    i.cash[rows[1]] = 20.0
    federate(here)
    reserve = 13 * 25 * (0.4 + 0.6 * 0.8)
    assert told(here, Event.FUND_HELPED) == [(wanted, Reason.BY_VOTE)]
    assert i.cash[wanted] == pytest.approx(reserve)
    assert i.flows[wanted, Flow.FUND] == pytest.approx(reserve)
    assert here.cooperatives.cash[0] == pytest.approx(3000 + 40 - 15 - reserve)


@pytest.mark.parametrize(("cash", "helped"), [(1064.0, False), (1066.0, True)])
def test_the_fund_keeps_half_a_year_of_fees(here: Neighbourhood, cash: float, helped: bool) -> None:
    """26 weeks of 40 euros stay in the fund, and help of less than 50 is no help."""
    cooperative(here, organisations(here, 4), cash=cash)
    begin(here, [20], stage=Stage.RESIDENT_INITIATIVE)
    federate(here)
    assert bool(told(here, Event.FUND_HELPED)) == helped


def test_the_best_organiser_coaches_the_others_in_its_own_hours(here: Neighbourhood) -> None:
    rows, i = organisations(here, 5), here.initiatives
    cooperative(here, rows[:4])
    i.coverage[:] = 0.5
    i.coverage[rows, Skill.ORGANISE] = (0.5, 0.8, 0.7, 0.1, 0.9)
    federate(here)
    assert i.coaching_had[rows] == pytest.approx([0.3, 0.0, 0.3, 0.3, 0.0])
    assert i.coaching_given[rows] == pytest.approx([0.0, 0.9, 0.0, 0.0, 0.0])
    federate(here, 2)
    assert i.coaching_had[rows[0]] == pytest.approx(0.6)
    assert i.coaching_given[rows[1]] == pytest.approx(0.9)
    i.coverage[rows[:4], Skill.ORGANISE] = 0.59
    federate(here, 3)
    assert i.coaching_had[rows[0]] == pytest.approx(0.6)
    assert not i.coaching_given.any()


@pytest.mark.parametrize("room", [0, 1])
def test_members_share_the_room_of_one_of_them(here: Neighbourhood, room: int) -> None:
    rows = organisations(here, 5)
    cooperative(here, rows[:4])
    here.initiatives.room_of_deal[rows[0]] = room
    here.initiatives.room_of_deal[rows[4]] = 1
    federate(here)
    assert here.initiatives.room_shared[rows].tolist() == [room] * 4 + [0]
    assert here.cooperatives.has_room[0] == room


@pytest.mark.parametrize(
    ("members", "governance", "strength"),
    [(2, 4.0, 1 / 3), (3, 4.0, 2 / 3), (4, 4.0, 1.0), (5, 4.0, 1.0), (4, 2.0, 0.5), (4, 8.0, 1.0), (2, 2.0, 1 / 6)],
)
def test_saving_and_shared_risk_grow_with_members_and_governance(
    here: Neighbourhood, members: int, governance: float, strength: float
) -> None:
    rows = organisations(here, 6)
    cooperative(here, rows[:members], governance=governance)
    federate(here)
    saving, risk = here.initiatives.shared_saving, here.initiatives.shared_risk
    assert saving[rows[:members]] == pytest.approx(0.4 * strength)
    assert risk[rows[:members]] == pytest.approx(0.25 * strength)
    assert not saving[rows[members:]].any()
    assert not risk[rows[members:]].any()
