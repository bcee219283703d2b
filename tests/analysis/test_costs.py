"""Costs: every euro on the account of who pays it, in its year and at its worth, and never an hour of a volunteer."""

import math

import numpy as np
import pytest

from weisim.analysis.costs import COST_OF, costs
from weisim.analysis.lasting import without_support
from weisim.terms import PartnerKind

YEAR, TWO = 52, 104
KEPT = (*COST_OF.values(), "discount_factor", "initiatives_formed")
WORTH = 1.0225 ** (-np.arange(TWO) / YEAR)


@pytest.fixture
def history(make_run):
    def made(scenario="a", replication=1, groups=1.0, weeks=TWO, worth=1.0, supported=TWO, ledger=None, **paid):
        series = {"initiatives_formed": groups, "discount_factor": worth}
        series |= {COST_OF[PartnerKind[kind.upper()]]: euros for kind, euros in paid.items()}
        return make_run(scenario, replication, series, weeks=weeks, supported=supported, more=KEPT, ledger=ledger)

    return made


def test_each_pays_its_own_and_who_never_pays_is_not_among_them(history, make_results):
    runs = [history("a", number, housing=10.0 * number, government=100.0) for number in range(1, 12)]
    found = costs(make_results(runs), "a")
    assert [payer.kind for payer in found.payers] == [PartnerKind.GOVERNMENT, PartnerKind.HOUSING]
    first, second = found.payers
    assert [year.median for year in first.years] == [5200.0, 5200.0]
    assert (second.a_year.median, second.a_year.low, second.a_year.high) == (3120.0, 1040.0, 5200.0)
    assert found.together.a_year.median == 5200.0 + 3120.0
    assert found.together.kind is None
    assert (found.runs, found.weeks) == (11, TWO)


def test_a_euro_stands_in_the_year_in_which_it_was_paid_and_a_last_year_may_be_short(history, make_results):
    paid = np.where(np.arange(130) < YEAR, 0.0, 2.0)
    found = costs(make_results([history(weeks=130, supported=0, welfare=paid)]), "a")
    assert [year.median for year in found.together.years] == [0.0, 104.0, 52.0]
    assert found.together.a_year.median == pytest.approx(156 / 2.5)


def test_euros_and_years_count_at_their_worth_at_the_start(history, make_results):
    late = np.where(np.arange(TWO) == TWO - 1, 1000.0, 0.0)
    found = costs(make_results([history(worth=WORTH, groups=3.0, government=late)]), "a")
    assert found.together.total.median == pytest.approx(1000.0 * WORTH[-1])
    assert found.together.years[1].median == 1000.0
    assert found.group_years.median == pytest.approx(3.0 * WORTH.sum() / YEAR)
    assert found.price.median == pytest.approx(found.together.total.median / found.group_years.median)


def test_a_price_needs_a_group_that_lived(history, make_results):
    runs = [history("a", number, groups=0.0 if number < 3 else 2.0, business=10.0) for number in range(1, 6)]
    found = costs(make_results(runs), "a")
    assert found.without == 2
    assert found.price.median == 10.0 * TWO / 4.0
    nobody = costs(make_results([history(groups=0.0, business=10.0)]), "a")
    assert math.isnan(nobody.price.median)


def test_what_is_bought_more_is_reckoned_pair_by_pair_against_no_support(history, make_results):
    runs = [history("plan", n, groups=2.0 + n, government=100.0 + n) for n in range(1, 11)]
    runs += [history("none", n, groups=1.0 + n, supported=0, government=20.0 + n) for n in range(2, 12)]
    results = make_results(runs)
    assert without_support(results) == "none"
    extra = costs(results, "plan").extra
    assert extra is not None
    assert (extra.against, extra.pairs) == ("none", 9)
    assert extra.euros.median == extra.euros.low == 80.0 * TWO
    assert extra.group_years.median == pytest.approx(2.0)
    assert extra.more
    assert (extra.price, extra.low, extra.high) == pytest.approx(3 * (80.0 * TWO / 2.0,))
    assert costs(results, "none").extra is None


def test_where_more_years_are_not_clear_there_is_no_price_for_one_more(history, make_results):
    runs = [history("plan", n, groups=1.0 + (n % 3), government=100.0) for n in range(1, 13)]
    runs += [history("none", n, groups=2.0, supported=0) for n in range(1, 13)]
    extra = costs(make_results(runs), "plan").extra
    assert extra is not None
    assert not extra.more
    assert not extra.fewer
    assert math.isnan(extra.price)
    worse = [history("plan", n, groups=1.0) for n in range(6)] + [history("none", n, supported=0) for n in range(6)]
    fewer = costs(make_results([*worse[:6], *(history("none", n, 5.0, supported=0) for n in range(6))]), "plan").extra
    assert fewer is not None
    assert fewer.fewer


def test_without_a_plan_that_never_has_support_nothing_is_compared(history, make_results):
    results = make_results([history("a", 1, government=1.0), history("b", 1, government=1.0, supported=52)])
    assert without_support(results) is None
    assert costs(results, "a").extra is None


def test_hours_of_volunteers_are_told_in_hours_and_are_in_no_amount(history, make_results):
    kept = {"residents": {"hours_given": 900.0}, "housing": {"hours_given": 5.0}}
    with_hours, without = history(government=50.0, ledger=kept), history(government=50.0)
    told, silent = (costs(make_results([run]), "a") for run in (with_hours, without))
    assert told.hours_given.median == 900.0
    assert math.isnan(silent.hours_given.median)
    assert told.together == silent.together
    assert told.price == silent.price


def test_an_older_history_has_hours_from_its_participants(make_run, make_results):
    more = (*KEPT, "hours_per_week", "participants")
    hours = np.where(np.arange(TWO) < 2, np.nan, 3.0)
    final = {"discount_factor": 1.0, "hours_per_week": hours, "participants": 4.0}
    found = costs(make_results([make_run("a", 1, final, weeks=TWO, more=more)]), "a")
    assert found.hours_given.median == 12.0 * (TWO - 2)


def test_histories_that_kept_no_costs_are_left_out(history, make_run, make_results):
    results = make_results([make_run("a", 1), history("a", 2, government=1.0)])
    assert costs(results, "a").runs == 1
    nothing = costs(make_results([make_run("a")]), "a")
    assert nothing.runs == 0
    assert nothing.payers == nothing.together.years == ()
    with pytest.raises(KeyError):
        costs(results, "b")
