"""Paired: means, intervals and chance, against a coin, hand calculation and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tests.analysis.asking import valued
from weisim.analysis.interval import superiority
from weisim.analysis.paired import better_interval, by_chance, confidence, mean_interval, pairs_of, summed, units


def test_a_pair_is_two_histories_with_the_same_luck_in_the_same_future() -> None:
    pairs = pairs_of(valued({"a": [1, 2, 3, 4], "b": [2, 4, 6, 9]}, futures=2), "trust", "a", "b")
    assert pairs.future.tolist() == [1, 1, 2, 2]
    assert sorted(pairs.differences.tolist()) == [1, 2, 3, 5]
    # Futures hold (1, 3) and (2, 5): a future counts as one.
    assert pairs.means.tolist() == [2.0, 3.5]


def test_with_one_future_each_pair_is_a_unit() -> None:
    assert units(np.zeros(4, dtype=np.int64)).tolist() == [0, 1, 2, 3]
    assert units(np.array([3, 3, 7])).tolist() == [0, 0, 1]
    assert summed(np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([0, 1, 0])).tolist() == [[6, 8], [3, 4]]


def test_what_failed_is_bounded_by_the_lowest_and_highest_that_was_seen() -> None:
    results = valued({"a": [1, 2, 3], "b": [2, 3]}, failed=[("b", 3)])
    pairs = pairs_of(results, "trust", "a", "b")
    assert (pairs.before.size, pairs.failed, pairs.missing) == (2, 1, 0)
    # The pair that failed has 3 under a; under b it may be 1 (lowest seen) or 3 (highest seen).
    assert pairs.lowest == pytest.approx((1 + 1 - 2) / 3)
    assert pairs.highest == pytest.approx((1 + 1 + 0) / 3)
    # And when it is the other plan of which one failed, where b has 3: under a it may be 3 or 1.
    pairs = pairs_of(valued({"a": [1, 2], "b": [2, 3, 3]}, failed=[("a", 3)]), "trust", "a", "b")
    assert (pairs.lowest, pairs.highest) == (pytest.approx((1 + 1 + 0) / 3), pytest.approx((1 + 1 + 2) / 3))


def test_without_failures_the_bounds_are_the_mean_and_missing_values_are_counted() -> None:
    pairs = pairs_of(valued({"a": [1, 2, np.nan], "b": [2, 4, 5]}), "trust", "a", "b")
    assert (pairs.missing, pairs.lowest, pairs.highest) == (1, 1.5, 1.5)


@pytest.mark.parametrize("heads", [5, 8, 10])
def test_chance_is_that_of_a_coin(heads: int) -> None:
    """Ten differences of one size: chance sets them as far apart as a coin does."""
    differences = np.where(np.arange(10) < heads, 1.0, -1.0)
    assert by_chance(differences)[0] == pytest.approx(stats.binomtest(heads, 10).pvalue)


def test_chance_is_that_of_scipy() -> None:
    chance = np.random.default_rng(4)
    for count, exact in ((9, True), (60, False)):
        table = chance.normal(0.25, 1, (count, 3))
        found = by_chance(table)
        for column in range(3):
            expected = stats.permutation_test(
                (table[:, column],),
                np.mean,
                permutation_type="samples",
                n_resamples=np.inf if exact else 9999,
                rng=np.random.default_rng(1),
            )
            assert found[column] == pytest.approx(expected.pvalue, abs=1e-12 if exact else 0.02)


def test_chance_of_many_columns_is_that_of_each_and_missing_units_do_not_count() -> None:
    table = np.random.default_rng(2).normal(0.2, 1, (40, 2))
    table[3, 1] = np.nan
    assert by_chance(table)[0] == by_chance(table[:, 0])[0]
    assert by_chance(np.zeros((30, 1)))[0] == 1.0
    assert by_chance(np.zeros((0, 2))).tolist() == [1.0, 1.0]


def test_the_interval_of_a_mean_is_about_that_of_student_for_normal_numbers() -> None:
    values = np.random.default_rng(3).normal(size=30)
    low, high = mean_interval(values)
    expected = stats.t.interval(0.95, 29, values.mean(), values.std(ddof=1) / np.sqrt(30))
    assert (low, high) == pytest.approx(expected, abs=0.05)
    assert mean_interval(values) == (low, high)


def test_a_handful_of_numbers_has_an_interval_and_fewer_have_none() -> None:
    assert np.isnan(mean_interval([1, 2, 3, 4])).all()
    assert np.isfinite(mean_interval([1, 2, 3, 4, 5])).all()
    assert mean_interval([2.0] * 9) == (2.0, 2.0)


def test_few_units_are_asked_for_more_confidence() -> None:
    assert confidence(5) > confidence(20) > confidence(1000) > 0.95
    assert confidence(10_000) == pytest.approx(0.95, abs=1e-4)


def test_the_interval_of_doing_better_holds_what_was_found() -> None:
    chance = np.random.default_rng(7)
    before, after = chance.integers(0, 6, 60) + 0.0, chance.integers(1, 7, 60) + 0.0
    low, high = better_interval(before, after, np.arange(60))
    assert 0 < low < superiority(before, after) < high < 1
    assert better_interval(before, before + 100, np.arange(60)) == (1.0, 1.0)


def test_pairs_that_share_luck_are_drawn_together() -> None:
    """Where b is always a little above a in the same luck, drawing pairs again hardly changes how often it is."""
    before = np.random.default_rng(8).normal(size=80)
    together = np.diff(better_interval(before, before + 0.05, np.arange(80)))[0]
    apart = np.diff(better_interval(before, np.random.default_rng(9).permutation(before) + 0.05, np.arange(80)))[0]
    assert together < 0.1 < apart
