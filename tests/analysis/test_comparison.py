"""Comparison: differences are paired, and what is missing is said."""

import math

import numpy as np
import pytest

from weisim.analysis.comparison import compare
from weisim.language import speaking
from weisim.results.run import FailedRun


def paired(make_run, make_results, a, b, indicator="trust"):
    runs = [make_run("a", number, {indicator: value}) for number, value in enumerate(a)]
    runs += [make_run("b", number, {indicator: value}) for number, value in enumerate(b)]
    return make_results(runs, {"a": ("Eerst", "First"), "b": ("Dan", "Then")})


def test_a_difference_is_b_minus_a_within_pairs(make_run, make_results):
    results = paired(make_run, make_results, range(10), np.arange(10) + 2.0)
    found = compare(results, "a", "b").of("trust")
    assert (found.median, found.median_low, found.median_high, found.low, found.high) == (2, 2, 2, 2, 2)
    assert found.correlation == pytest.approx(1.0)
    assert found.pairs == 10
    assert found.share_better == pytest.approx(0.68)
    assert (found.median_a, found.median_b) == (4.5, 6.5)


def test_better_follows_the_good_direction(make_run, make_results):
    for indicator, better in (("trust", 1.0), ("strain", 0.0), ("support_hours", 1.0)):
        results = paired(make_run, make_results, [1, 2, 3], [4, 5, 6], indicator)
        if indicator != "support_hours":
            assert compare(results, "a", "b").of(indicator).share_better == better
    equal = paired(make_run, make_results, [1, 1], [1, 1], "strain")
    assert compare(equal, "a", "b").of("strain").share_better == 0.5


def test_a_scenario_against_itself_differs_in_nothing(make_run, make_results):
    results = paired(make_run, make_results, [1, 5, 2, 8, 3, 9], [1, 5, 2, 8, 3, 9])
    for found in compare(results, "a", "b").differences:
        assert (found.median, found.low, found.high, found.share_better) == (0, 0, 0, 0.5)


def test_pairs_with_a_missing_value_are_left_out_and_counted(make_run, make_results):
    results = paired(make_run, make_results, [1, math.nan, 3], [2, 2, math.nan])
    found = compare(results, "a", "b").of("trust")
    assert (found.pairs, found.missing, found.median) == (1, 2, 1)
    assert found.record()["correlation"] is None
    assert found.record()["median"] == 1
    assert found.record()["median_low"] is None


def test_nothing_on_both_sides_is_no_difference_at_all(make_run, make_results):
    results = paired(make_run, make_results, [math.nan], [1])
    found = compare(results, "a", "b").of("trust")
    assert found.pairs == 0
    assert math.isnan(found.median)
    assert "–" in compare(results, "a", "b").table("nl")


def test_only_pairs_with_the_same_luck_are_paired(make_run, make_results):
    runs = [make_run("a", number, {"trust": number}) for number in (1, 2, 3)]
    runs += [make_run("b", number, {"trust": number}) for number in (2, 3, 4)]
    comparison = compare(make_results(runs), "a", "b")
    assert comparison.pairs == 2
    assert comparison.of("trust").median == 0
    with pytest.raises(ValueError, match="share no replication"):
        compare(make_results([make_run("a", 1), make_run("b", 2)]), "a", "b")


def test_the_last_week_that_both_reach_is_compared(make_run, make_results):
    results = make_results([make_run("a", 1, weeks=100), make_run("b", 1, weeks=60)])
    assert compare(results, "a", "b").week == 59


def test_what_is_not_there_cannot_be_compared(make_run, make_results):
    results = paired(make_run, make_results, [1], [1])
    with pytest.raises(KeyError):
        compare(results, "a", "nowhere")
    with pytest.raises(KeyError):
        compare(results, "a", "b", ["no_such_indicator"])


def test_a_comparison_prints_as_a_table_in_the_language_in_force(make_run, make_results):
    results = paired(make_run, make_results, [0.25] * 6, [0.5] * 6)
    comparison = compare(results, "a", "b", ["trust", "ideas_born"])
    with speaking("en"):
        lines = str(comparison).splitlines()
    assert lines[:2] == ["A: First", "B: Then"]
    assert lines[2] == "Week 259, 6 pairs; difference is B minus A."
    row = next(line for line in lines if line.startswith("trust"))
    assert row.split() == ["trust", "25%", "50%", "+25", "+25", "to", "+25", "all", "6"]
    with speaking("nl"):
        assert " alle " in str(comparison)
    assert len({len(line) for line in lines[4:6]}) == 1


def test_runs_that_failed_are_told_in_the_table(make_run, make_results):
    results = make_results([make_run("a"), make_run("b")], failed=[FailedRun("b", 2, 2, "", 0, "")])
    assert "1 runs could not be finished" in compare(results, "a", "b").table("en")
