"""Producing pay: where the money of an initiative comes from and goes to, and who is paid."""

from __future__ import annotations

import pytest

from tests.living import begin, do, renumber
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Flow, Stage

TEAM = [0, 3, 7]
FULL = (0.7, 0.7, 0.7, 0.7)
COSTS = 700 * (0.4 + 0.6 * 0.8)
OLD = {"stage": Stage.ENTERPRISE, "weeks_enterprise": 100, "output": 0.8, "coverage": FULL, "embeddedness": 0.4}


def test_a_new_enterprise_brings_its_own_capital_once_and_invests_what_it_can_miss(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.ENTERPRISE)
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.OWN_CAPITAL] == 15000.0
    assert here.initiatives.invested[g] == pytest.approx(15000 - 13 * 280)
    assert here.initiatives.cash[g] == pytest.approx(13 * 280 - 280 - 180)
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.OWN_CAPITAL] == 0.0
    assert here.initiatives.flows[g, Flow.INVESTMENT] == 0.0, "what is needed in hand is not spent"
    assert here.initiatives.cash[g] == pytest.approx(13 * 280 - 2 * (280 + 180))


@pytest.mark.parametrize(("weeks", "invested", "spent"), [(1, 0.0, 30000.0), (51, 29000.0, 1000.0), (52, 0.0, 0.0)])
def test_an_enterprise_invests_in_its_first_year_up_to_a_limit(
    here: Neighbourhood, weeks: int, invested: float, spent: float
) -> None:
    begin(here, TEAM, stage=Stage.ENTERPRISE, weeks_enterprise=weeks, invested=invested, cash=90000.0)
    do(here, "producing")
    assert here.surroundings.flows[0, Flow.INVESTMENT] == pytest.approx(spent)


@pytest.mark.parametrize(
    ("stage", "residents", "outside"),
    [
        (Stage.RESIDENT_INITIATIVE, 20 * 0.8 * 0.7 * 0.4, 20 * 0.8 * 0.3),
        (Stage.INDEPENDENT, 60 * 0.8 * 0.4, 60 * 0.8),
        (Stage.ENTERPRISE, 1500 * 0.8 * 0.75 * 0.4, 1500 * 0.8 * 0.25),
    ],
)
def test_residents_buy_where_they_know_and_others_buy_anywhere(
    here: Neighbourhood, stage: Stage, residents: float, outside: float
) -> None:
    """Consumer role: what depends on roots is bought by residents."""
    begin(here, TEAM, **{**OLD, "stage": stage})
    do(here, "producing")
    flows = here.surroundings.flows[0]
    assert flows[Flow.SALES] == pytest.approx(residents)
    assert flows[Flow.SALES_OUTSIDE] == pytest.approx(outside)
    spent_here = flows[Flow.LOCAL_PURCHASES] + flows[Flow.WAGES]
    assert here.surroundings.purse[0] == pytest.approx(spent_here - residents)
    assert here.surroundings.earned[0] == pytest.approx(spent_here)


def test_a_quarter_of_the_costs_is_spent_in_the_neighbourhood(here: Neighbourhood) -> None:
    begin(here, TEAM, **{**OLD, "cash": 1000.0})
    do(here, "producing")
    assert here.surroundings.flows[0, Flow.LOCAL_PURCHASES] == pytest.approx(COSTS / 4)
    assert here.surroundings.flows[0, Flow.COSTS] == pytest.approx(COSTS * 3 / 4)


@pytest.mark.parametrize(
    ("how", "rent"),
    [
        ({"room_of_plan": 1}, 60.0),
        ({"room_of_deal": 1}, 60.0),
        ({"room_shared": 1}, 0.0),
        ({}, 0.0),
        ({"room_of_plan": 1, "stage": Stage.INDEPENDENT}, 0.0),
    ],
)
def test_an_enterprise_lets_a_part_of_a_room_of_its_own(here: Neighbourhood, how: dict[str, int], rent: float) -> None:
    g = begin(here, TEAM, **{**OLD, **how})
    do(here, "producing")
    flows = here.initiatives.flows[g]
    assert flows[Flow.RENT] == pytest.approx(rent)
    assert here.initiatives.income_own[g] == pytest.approx(rent + flows[Flow.SALES] + flows[Flow.SALES_OUTSIDE])


@pytest.mark.parametrize(
    ("room", "shared", "saved"), [(0, 0.0, 0.0), (0, 0.3, 0.3), (1, 0.3, 0.4), (1, 0.6, 0.6), (1, 0.0, 0.4)]
)
def test_a_room_and_the_cooperative_do_not_save_the_same_costs_twice(
    here: Neighbourhood, room: int, shared: float, saved: float
) -> None:
    g = begin(here, TEAM, **{**OLD, "room_of_plan": room, "shared_saving": shared})
    do(here, "producing")
    paid = here.initiatives.flows[g, Flow.COSTS] + here.initiatives.flows[g, Flow.LOCAL_PURCHASES]
    assert paid == pytest.approx(COSTS * (1 - saved))


@pytest.mark.parametrize(
    ("cash", "embeddedness", "stage", "wages"),
    [
        (50000.0, 1.0, Stage.ENTERPRISE, 1200 - COSTS),
        (13 * COSTS, 1.0, Stage.ENTERPRISE, 1200 - COSTS),
        (13 * COSTS - 200, 1.0, Stage.ENTERPRISE, 1200 - COSTS - 200),
        (13 * COSTS - 500, 1.0, Stage.ENTERPRISE, 180.0),
        (0.0, 1.0, Stage.ENTERPRISE, 180.0),
        (50000.0, 0.0, Stage.ENTERPRISE, 180.0),
        (50000.0, 1.0, Stage.INDEPENDENT, 0.0),
    ],
)
def test_an_enterprise_pays_a_coordinator_and_what_it_earns_above_a_reserve(
    here: Neighbourhood, cash: float, embeddedness: float, stage: Stage, wages: float
) -> None:
    """Beyond two days of a coordinator, reserves, grants and capital are never paid out as wages."""
    changed = {"cash": cash, "embeddedness": embeddedness, "stage": stage, "hours_given": 40.0}
    g = begin(here, TEAM, **{**OLD, **changed})
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.WAGES] == pytest.approx(wages)
    assert here.initiatives.paid[g] == pytest.approx(wages / (12.5 * 40))


def test_money_of_late_fades_in_a_quarter(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.INDEPENDENT, order_income=26.0, deal_money=13.0)
    for _ in range(2):
        do(here, "producing")
    assert here.initiatives.own_of_late[g] == pytest.approx(26 * (1 + 12 / 13))
    assert here.initiatives.given_of_late[g] == pytest.approx(13 * (1 + 12 / 13))


def test_what_cannot_be_borrowed_is_not_spent(here: Neighbourhood) -> None:
    g = begin(here, TEAM, **{**OLD, "output": 0.0, "cash": -2900.0})
    do(here, "producing")
    flows = here.initiatives.flows[g]
    assert flows[Flow.COSTS] + flows[Flow.LOCAL_PURCHASES] == pytest.approx(100.0)
    do(here, "producing")
    assert not here.initiatives.flows[g].any(), "every week has its own page"
    assert here.initiatives.cash[g] == -3000.0


@pytest.mark.parametrize(("left", "wages"), [(280.0, 0.0), (300.0, 20.0), (460.0, 180.0)])
def test_a_coordinator_is_paid_what_credit_leaves_after_the_costs(
    here: Neighbourhood, left: float, wages: float
) -> None:
    g = begin(here, TEAM, **{**OLD, "output": 0.0, "cash": left - 3000.0})
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.WAGES] == pytest.approx(wages)
    assert here.initiatives.weeks_at_limit[g] == 1


def test_what_help_costs_a_partner_counts_hours_and_rooms(here: Neighbourhood) -> None:
    p = here.partners
    p.euros_given[0], p.deal_euros[0], p.deal_hours[0], p.rooms_lent[0] = 200.0, 30.0, 2.0, 1
    here.week = 1
    for _ in range(2):
        do(here, "producing")
    assert p.cost[0] == pytest.approx(200 + 30 + 2 * 65 + 150)
    assert p.cost_total[0] == pytest.approx(2 * p.cost[0])
    assert here.surroundings.flows[0, Flow.BUDGET] == pytest.approx(230.0), "hours and rooms are no money"
    assert here.surroundings.flows[0, Flow.PLAN] == pytest.approx(200.0)


def test_a_euro_of_later_is_worth_less(here: Neighbourhood) -> None:
    renumber(here, "supporting", discount=0.05)
    here.week = 104
    do(here, "producing")
    assert here.surroundings.discount[0] == pytest.approx(1 / 1.05**2)
