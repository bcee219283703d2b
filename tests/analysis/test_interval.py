"""Interval: what is said to be sure is as sure as it is said to be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weisim.analysis.interval import eight_of_ten, median, median_interval, over_runs, superiority, wilson

NUMBERS = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)


def test_a_coin_thrown_ten_times_with_five_heads_has_wilsons_interval():
    low, high = wilson(5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(0, 10)[1] == pytest.approx(0.2775, abs=1e-4)
    assert all(math.isnan(end) for end in wilson(0, 0))


def test_wilsons_interval_holds_the_truth_of_a_coin_about_as_often_as_it_says():
    heads = np.arange(41)
    chances = stats.binom.pmf(heads, 40, 0.5)
    inside = [wilson(int(count), 40)[0] <= 0.5 <= wilson(int(count), 40)[1] for count in heads]
    assert 0.93 <= float(chances[inside].sum()) <= 0.97


def test_the_interval_of_a_median_is_that_of_a_coin():
    # Six fair coins all fall alike with chance 2/64, so the extremes of six values hold the median 96.9 % of times.
    assert median_interval([3, 1, 4, 1.5, 9, 2.6]) == (1, 9)
    assert median_interval(range(1, 11)) == (2, 9)
    assert all(math.isnan(end) for end in median_interval([1, 2, 3, 4, 5]))


def test_the_interval_of_a_median_holds_the_truth_at_least_as_often_as_it_says():
    draws = np.random.default_rng(1).exponential(size=(300, 25))
    ends = np.array([median_interval(row) for row in draws])
    inside = (ends[:, 0] <= math.log(2)) & (math.log(2) <= ends[:, 1])
    assert inside.mean() >= 0.93


def test_the_interval_over_runs_holds_the_truth_about_as_often_as_it_says():
    draws = np.random.default_rng(2).normal(size=(200, 40))
    inside = 0
    for row in draws:
        low, high = over_runs(40, lambda drawn, row=row: drawn @ row / 40)
        inside += low <= 0 <= high
    assert 0.90 <= inside / 200 <= 0.98


def test_few_runs_say_nothing_about_how_much_runs_differ():
    low, high = over_runs(4, lambda drawn: drawn.mean(axis=1))
    assert math.isnan(low)
    assert math.isnan(high)


@given(NUMBERS, NUMBERS)
def test_superiority_counts_all_pairs_of_runs_and_halves_the_ties(a, b):
    expected = np.mean([1.0 if y > x else 0.5 if y == x else 0.0 for x in a for y in b])
    assert superiority(a, b) == pytest.approx(expected)
    assert superiority(a, b) + superiority(b, a) == pytest.approx(1.0)


def test_what_is_missing_is_left_out():
    assert superiority([1, math.nan], [2, math.nan, 0]) == 0.5
    assert math.isnan(superiority([], [1]))
    assert median([math.nan, 2, 4]) == 3
    assert eight_of_ten(range(11)) == (1, 9)
    assert all(math.isnan(end) for end in eight_of_ten([math.nan]))
