"""Money: what initiatives earn, pay and cost, and what of it stays in the neighbourhood."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import lived, street
from weisim.indicators import cooperative, costs, economy, effort
from weisim.indicators.indicator import over_a_year
from weisim.neighbourhood.census import FIELD_NAMES, Census
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Flow, PartnerKind

WEEKS = 120


def seen(**columns: object) -> Census:
    """A census of so many weeks; what is not given is nothing."""
    return Census(*(np.full(WEEKS, columns.get(name, 0.0), dtype=float) for name in FIELD_NAMES))


def in_week(week: int, amount: float) -> np.ndarray:
    return np.where(np.arange(WEEKS) == week, amount, 0.0)


@pytest.fixture(scope="module")
def here() -> Neighbourhood:
    return lived(street(400), 80)


def test_what_flows_in_a_year_is_forgotten_after_a_year_and_leaves_no_crumbs() -> None:
    flow = in_week(10, 0.1) + in_week(20, 1e9 / 3)
    year = over_a_year(flow)
    assert year[9] == 0.0
    assert year[10] == 0.1
    assert year[20:62] == pytest.approx(np.full(42, flow.sum()))
    assert year[62:72] == pytest.approx(np.full(10, 1e9 / 3))
    assert not year[72:].any()
    assert over_a_year(7.0) == 7.0, "of one week alone, that week"
    assert over_a_year(np.array([7.0]))[0] == 7.0


def test_weeks_that_have_not_passed_stay_missing() -> None:
    flow = np.array([1.0, 2.0, math.nan, math.nan])
    assert over_a_year(flow).tolist()[:2] == [1.0, 3.0]
    assert np.isnan(over_a_year(flow)[2:]).all()


def test_the_share_of_grants_counts_a_year() -> None:
    told = economy.grant_share.observe(
        seen(grants=in_week(5, 300.0), deal_money=in_week(6, 100.0), own_income=in_week(7, 600.0))
    )
    assert np.isnan(told[:5]).all(), "nothing was given or earned yet"
    assert told[5:7].tolist() == [1.0, 1.0]
    assert told[7:57] == pytest.approx(np.full(50, 0.4))
    assert told[57] == pytest.approx(100.0 / 700.0), "the grant is a year ago"
    assert told[58] == 0.0
    assert np.isnan(told[59:]).all()


def test_the_multiplier_has_three_rounds() -> None:
    """Of 100 euro spent 60 goes to residents, and a quarter of that is spent in the neighbourhood again."""
    told = economy.local_multiplier.observe(seen(spending=100.0, local_spending=60.0, third_round=15.0))
    assert told == pytest.approx(np.full(WEEKS, 1.75))
    nothing = economy.local_multiplier.observe(seen())
    assert np.isnan(nothing).all()


def test_a_job_is_what_a_job_pays() -> None:
    assert economy.jobs.observe(seen(wages=900.0, job=450.0)) == pytest.approx(np.full(WEEKS, 2.0))


def test_own_income_is_what_was_sold_let_and_ordered(here: Neighbourhood) -> None:
    flows = here.surroundings.flows[0]
    earned = flows[Flow.SALES] + flows[Flow.SALES_OUTSIDE] + flows[Flow.RENT] + flows[Flow.ORDERS]
    assert economy.own_income(here) == pytest.approx(earned)
    assert economy.grants(here) == pytest.approx(flows[Flow.GRANTS])
    assert economy.wages(here) == pytest.approx(flows[Flow.WAGES])
    assert economy.jobs(here) == pytest.approx(flows[Flow.WAGES] / here.parameters.producing.job)
    assert economy.fund_paid(here) == flows[Flow.FUND]


def test_a_single_week_is_told_by_that_week(here: Neighbourhood) -> None:
    flows = here.surroundings.flows[0]
    given = flows[Flow.GRANTS] + flows[Flow.DEAL_MONEY]
    assert economy.grant_share(here) == pytest.approx(given / (given + economy.own_income(here)))
    assert 1.0 <= economy.local_multiplier(here) <= 2.0


def test_costs_are_told_by_kind_of_partner_and_fall_in_worth(here: Neighbourhood) -> None:
    by_kind = {one.entry.name: one(here) for one in costs.BY_KIND}
    for kind in PartnerKind:
        assert by_kind[f"cost_{kind.word}"] == pytest.approx(here.partners.cost[here.partners.kind == kind].sum())
    assert sum(by_kind.values()) >= effort.support_cost(here) > 0
    years = (here.week - 1) / 52
    rate = here.parameters.supporting.discount
    assert costs.discount_factor(here) == pytest.approx((1 + rate) ** -years, abs=0.001)


def test_without_a_cooperative_there_is_nothing_to_tell_of_it(here: Neighbourhood) -> None:
    if not len(here.cooperatives):
        assert cooperative.cooperative_exists(here) == 0.0
        assert cooperative.cooperative_members(here) == 0.0
        assert cooperative.cooperative_fund(here) == 0.0


def test_a_cooperative_is_told_while_it_lives(here: Neighbourhood) -> None:
    here.cooperatives.add_row()
    last = len(here.cooperatives) - 1
    here.cooperatives.members[last], here.cooperatives.cash[last] = 4, 321.0
    assert cooperative.cooperative_exists(here) == 1.0
    assert cooperative.cooperative_members(here) == 4.0
    assert cooperative.cooperative_fund(here) == 321.0
    here.cooperatives.lives[last] = 0
    here.cooperatives.members[last], here.cooperatives.cash[last] = 0, 0.0
    assert cooperative.cooperative_exists(here) == 0.0
    assert cooperative.cooperative_members(here) == 0.0
