"""Producing: what work earns and costs, and what grants do."""

from __future__ import annotations

import pytest

from tests.living import begin, do, renumber, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Flow, Help, Stage

TEAM = [0, 3, 7]
COVERAGE = (0.9, 0.6, 0.7, 0.5)
QUALITY = (0.6 * 0.7 * 0.5) ** (1 / 3) / 0.7


def grants(here: Neighbourhood, dose: float = 1.0, pot: float = 60000.0) -> None:
    """A week in the course of a year, in which the pot is not filled."""
    here.week = 1
    here.programme.dose[0, Help.SEED_GRANTS] = dose
    here.programme.grants_left[0] = pot


@pytest.mark.parametrize(
    ("stage", "income", "cost"),
    [
        (Stage.IDEA, 3.0, 5),
        (Stage.RESIDENT_INITIATIVE, 20 * 0.8 * (0.3 + 0.7 * 0.4), 25),
        (Stage.INDEPENDENT, 60 * 0.8 + 60 * 0.8 * QUALITY * 0.4, 80),
        (Stage.ENTERPRISE, 1500 * 0.8 * QUALITY**1.5 * (0.25 + 0.75 * 0.4), 700),
    ],
)
def test_income_and_costs_follow_the_stage(here: Neighbourhood, stage: Stage, income: float, cost: float) -> None:
    g = begin(here, TEAM, stage=stage, output=0.8, embeddedness=0.4, coverage=COVERAGE, cash=1000.0, weeks_enterprise=9)
    do(here, "producing")
    assert here.initiatives.income_own[g] == pytest.approx(income)
    assert here.initiatives.flows[g, Flow.GRANTS] == 0.0
    coordinator = 180 if stage == Stage.ENTERPRISE else 0
    assert here.initiatives.cash[g] == pytest.approx(1000 + income - cost * (0.4 + 0.6 * 0.8) - coordinator)


@pytest.mark.parametrize("room", ["", "room_of_plan", "room_of_deal"])
@pytest.mark.parametrize("permitted", [0, 1])
def test_a_room_saves_four_tenths_of_the_costs_and_a_permit_a_fifth(
    here: Neighbourhood, room: str, permitted: int
) -> None:
    g = begin(here, TEAM, stage=Stage.INDEPENDENT, output=0.5, cash=1000.0, permitted=permitted)
    if room:
        getattr(here.initiatives, room)[g] = 1
    do(here, "producing")
    spent = 80 * (0.4 + 0.6 * 0.5) * (0.6 if room else 1.0) * (0.8 if permitted else 1.0)
    assert here.initiatives.cash[g] == pytest.approx(1000 + here.initiatives.income_own[g] - spent)


def test_orders_are_own_income_and_money_from_a_deal_is_not(here: Neighbourhood) -> None:
    """Work for a partner is paid for; money that a partner gives is help."""
    plain = begin(here, [0], stage=Stage.INDEPENDENT, output=0.5, cash=1000.0)
    dealt = begin(here, [3], stage=Stage.INDEPENDENT, output=0.5, cash=1000.0, order_income=48.0, deal_money=60.0)
    ended = begin(here, [7], stage=Stage.ENDED, cash=1000.0, order_income=48.0, deal_money=60.0)
    do(here, "producing")
    g = here.initiatives
    assert g.income_own[dealt] == pytest.approx(g.income_own[plain] + 48.0)
    assert g.cash[dealt] == pytest.approx(g.cash[plain] + 48.0 + 60.0)
    assert not g.flows[:, Flow.GRANTS].any()
    assert (g.cash[ended], g.income_own[ended]) == (1000.0, 0.0)


def test_who_is_not_rooted_has_a_quarter_of_the_customers(here: Neighbourhood) -> None:
    bare = begin(here, [0], stage=Stage.ENTERPRISE, output=0.8, coverage=COVERAGE, embeddedness=0.0)
    rooted = begin(here, [3], stage=Stage.ENTERPRISE, output=0.8, coverage=COVERAGE, embeddedness=1.0)
    do(here, "producing")
    assert here.initiatives.income_own[bare] == pytest.approx(here.initiatives.income_own[rooted] / 4)


@pytest.mark.parametrize("stage", list(Stage)[1:4])
def test_without_work_there_is_no_income(here: Neighbourhood, stage: Stage) -> None:
    g = begin(here, TEAM, stage=stage, output=0.0, embeddedness=0.9, coverage=COVERAGE)
    do(here, "producing")
    assert here.initiatives.income_own[g] == 0.0


def test_grants_come_once_and_weekly(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE)
    paid = []
    for stage in (Stage.IDEA, 1, 1, Stage.INDEPENDENT, Stage.ENTERPRISE, 3, 1, 1):
        here.initiatives.stage[g] = stage
        grants(here)
        do(here, "producing")
        paid.append(here.initiatives.flows[g, Flow.GRANTS])
    assert paid == [0.0, 3020.0, 20.0, 20.0, 25150.0, 150.0, 20.0, 20.0]


def test_an_enterprise_gets_a_weekly_grant_for_five_years_at_most(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.ENTERPRISE, start_grant=Stage.ENTERPRISE, weeks_enterprise=259)
    paid = []
    for _ in range(3):
        grants(here)
        do(here, "producing")
        paid.append(here.initiatives.flows[g, Flow.GRANTS])
    assert paid == [150.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("priority", "paid"),
    [
        ((0.5, 0.5, 0.5), [3020.0, 20.0, 20.0]),
        ((0.3, 0.9, 0.6), [20.0, 3020.0, 20.0]),
        ((0.3, 0.9, 0.9), [20.0, 3020.0, 20.0]),
        ((0.1, 0.2, 0.3), [20.0, 20.0, 3020.0]),
    ],
)
def test_grants_go_down_the_list_of_members_until_the_pot_is_empty(
    here: Neighbourhood, priority: tuple[float, ...], paid: list[float]
) -> None:
    """Where members want help to go is paid first; equal: the older initiative."""
    rows = [
        begin(here, [row], stage=Stage.RESIDENT_INITIATIVE, priority=wanted)
        for row, wanted in zip((0, 3, 7), priority, strict=True)
    ]
    grants(here, pot=3500.0)
    do(here, "producing")
    assert here.initiatives.flows[rows, Flow.GRANTS].tolist() == paid
    assert here.programme.grants_left[0] == 440.0
    assert here.programme.grants_paid[0] == 3060.0


def test_a_start_that_the_pot_cannot_pay_stays_owed(here: Neighbourhood) -> None:
    """Next year's pot pays the start grant that an empty pot could not."""
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE)
    grants(here, pot=10.0)
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.GRANTS] == 10.0
    grants(here, pot=60_000.0)
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.GRANTS] == 3020.0
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.GRANTS] == 20.0


@pytest.mark.parametrize("dose", [0.0, 0.5])
def test_grants_follow_the_dose(here: Neighbourhood, dose: float) -> None:
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE)
    grants(here, dose)
    do(here, "producing")
    assert here.initiatives.flows[g, Flow.GRANTS] == 3020.0 * dose


def test_credit_ends_and_then_less_gets_done(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.ENTERPRISE, cash=-2900.0, weeks_enterprise=9, output=0.0)
    do(here, "producing")
    assert here.initiatives.cash[g] == -3000.0
    assert here.initiatives.weeks_at_limit[g] == 1
    here.initiatives.output[g] = 0.5
    do(here, "producing")
    assert here.initiatives.output[g] == pytest.approx(0.4)
    assert here.initiatives.weeks_at_limit[g] == 2
    here.initiatives.cash[g] = 500.0
    do(here, "producing")
    assert here.initiatives.weeks_at_limit[g] == 0


def test_weeks_in_red_go_up_by_one_and_down_by_two(here: Neighbourhood) -> None:
    g, told_weeks = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE), []
    for cash in (-100.0, -100.0, -100.0, 100.0, 100.0, 100.0):
        here.initiatives.cash[g] = cash
        do(here, "producing")
        told_weeks.append(int(here.initiatives.weeks_in_red[g]))
    assert told_weeks == [1, 2, 3, 1, 0, 0]


def test_the_pot_is_filled_once_a_year_and_what_is_left_goes_back(here: Neighbourhood) -> None:
    flows, left = here.surroundings.flows[0], here.programme.grants_left
    seen = []
    for week in (0, 1, 52):
        here.week = week
        do(here, "producing")
        seen.append((float(flows[Flow.POT]), float(flows[Flow.POT_BACK]), float(left[0])))
        left[0] -= 1000.0
        assert here.partners.pot_euros.sum() == pytest.approx(seen[-1][0] - seen[-1][1])
    assert seen == [(60000.0, 0.0, 60000.0), (0.0, 0.0, 59000.0), (60000.0, 58000.0, 60000.0)]


def test_the_pot_ends_with_the_grants_of_the_plan() -> None:
    """The plan stops after a year: the rest goes back, and nobody fills the pot any more."""
    here = settled(street(60, "stop-month-12"))
    here.programme.grants_left[0], here.week = 700.0, 104
    do(here, "producing")
    assert here.programme.grants_left[0] == 0.0
    assert here.surroundings.flows[0, Flow.POT_BACK] == 700.0
    assert here.surroundings.flows[0, Flow.POT] == 0.0
    assert here.partners.pot_euros.sum() == pytest.approx(-700.0)


def test_the_pot_is_never_overspent() -> None:
    here, paid = settled(told(street(600), {"supporting.grant_pot": 5000.0, "founding.idea": 0.06})), 0.0
    for week in range(156):
        here.step()
        paid = here.programme.grants_paid[0] + (paid if week % 52 else 0.0)
        assert paid <= 5000.0 + 1e-9
        assert here.programme.grants_left[0] == pytest.approx(5000.0 - paid)
    assert paid > 0


def test_numbers_can_be_altered(here: Neighbourhood) -> None:
    renumber(here, "producing", income_idea=7.0, cost_idea=0.0)
    g = begin(here, TEAM, output=1.0)
    do(here, "producing")
    assert here.initiatives.cash[g] == 7.0
