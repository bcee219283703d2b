"""Gains: nobody's line is missing, and each amount is that of the middle history."""

import math

import numpy as np
import pytest

from weisim.analysis.gains import gains, kept_accounts
from weisim.analysis.lasting import most_supported
from weisim.results.ledger import ACCOUNTS

GIVEN = {
    "residents": {"hours_given": 100.0, "skill_won": 3.0, "ties_won": 7.0},
    "initiatives": {"euros_won": 40.0, "deals": 2.0, "euros_earned": 90.0},
    "cooperative": {"euros_earned": 8.0},
    "housing": {
        "hours_given": 10.0,
        "euros_given": 500.0,
        "euros_won": 60.0,
        "deals": 2.0,
        "cost": 700.0,
        "relief": 0.1,
    },
    "business": {"hours_given": 0.0, "euros_given": 0.0, "euros_won": 0.0, "deals": 0.0},
}


def times(factor):
    return {name: {word: factor * amount for word, amount in amounts.items()} for name, amounts in GIVEN.items()}


def test_every_party_has_a_line_in_the_order_of_the_ledger_with_the_middle_and_the_range(make_run, make_results):
    runs = [make_run("a", number, ledger=times(number)) for number in range(1, 12)]
    found = gains(make_results(runs), "a")
    assert [line.name for line in found.lines] == list(GIVEN)
    assert [line.holder for line in found.lines] == ["residents", "initiatives", "cooperative", "partner", "partner"]
    assert found.runs == 11
    assert found.weeks == 260
    for line in found.lines:
        for entry in ACCOUNTS:
            amount, one = line.of(entry.name), GIVEN[line.name].get(entry.name, math.nan)
            told = (amount.median, amount.low, amount.high)
            assert told == pytest.approx((6 * one, 2 * one, 10 * one), nan_ok=True)
    assert found.residents is found.lines[0]
    assert found.initiatives is found.lines[1]
    assert [line.partner for line in found.partners] == ["housing", "business"]
    with pytest.raises(KeyError):
        found.residents.of("profit")


def test_residents_who_won_something_are_counted_in_the_last_week(make_run, make_results):
    runs = [
        make_run("a", number, {"gain_residents": 10 * number}, ledger=GIVEN, more=["gain_residents"])
        for number in (1, 2, 3)
    ]
    assert gains(make_results(runs), "a").winners.median == 20
    assert math.isnan(gains(make_results([make_run("a", ledger=GIVEN)]), "a").winners.median)


def test_runs_that_kept_no_ledger_are_left_out(make_run, make_results):
    old, new = make_run("a", 1), make_run("a", 2, ledger=GIVEN)
    found = gains(make_results([old, new]), "a")
    assert found.runs == 1
    assert found.residents.of("hours_given").median == 100.0
    nothing = gains(make_results([old]), "a")
    assert nothing.runs == 0
    assert [line.name for line in nothing.lines] == ["residents", "initiatives", "cooperative"]
    assert all(line.empty for line in nothing.lines)
    assert kept_accounts(nothing) == ()
    assert np.isnan([amount.median for line in nothing.lines for amount in line.amounts]).all()


def test_a_partner_called_residents_does_not_take_their_line(make_run, make_results):
    run = make_run("a", ledger={"residents": {"hours_given": 5.0}, "welfare": {"deals": 1.0}})
    odd = type(run)(
        run.scenario,
        run.replication,
        run.seed,
        run.residents,
        run.names,
        run.values,
        run.event_table,
        ("residents",),
        run.provenance,
        run.ledger,
    )
    found = gains(make_results([odd]), "a")
    assert [(line.holder, line.partner) for line in found.lines][-1] == ("partner", "residents")
    assert found.residents.of("hours_given").median == 5.0
    assert found.partners[0].of("deals").median == 1.0


def test_the_plan_whose_support_lasts_longest_is_found_and_the_first_of_equals(make_run, make_results):
    runs = [make_run(name, supported=weeks) for name, weeks in (("z", 52), ("b", 260), ("c", 260), ("a", 0))]
    assert most_supported(make_results(runs)) == "b"
    titles = {name: (name, name) for name in "cbza"}
    assert most_supported(make_results(runs, titles)) == "c"
    with pytest.raises(ValueError, match="no run"):
        most_supported(make_results([]))


def test_an_account_that_an_older_weisim_did_not_have_is_not_kept(make_run, make_results):
    whole = gains(make_results([make_run("a", ledger=GIVEN)]), "a")
    assert kept_accounts(whole) == ACCOUNTS
    old = {"housing": {"euros_given": 1.0}, "residents": {"hours_given": 2.0}}
    found = gains(make_results([make_run("a", ledger=old)]), "a")
    assert [entry.name for entry in kept_accounts(found)] == ["hours_given", "euros_given"]
    assert found.lines[2].empty


def test_an_unknown_scenario_is_a_key_error(make_run, make_results):
    with pytest.raises(KeyError):
        gains(make_results([make_run("a")]), "b")
