"""Spread: an analysis of variance worked by hand, planted variances found again, and silence where none can be told."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats

from tests.analysis.asking import sound, valued
from weisim.analysis.spread import luck_and_unknown, spread, variances


def planted(futures: int, each: int, unknown: float, luck: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    place = np.repeat(np.arange(1, futures + 1), each)
    return chance.normal(0, unknown, futures)[place - 1] + chance.normal(0, luck, place.size), place


def test_the_variances_are_those_of_the_table() -> None:
    """Three futures of two: (1, 3), (5, 7), (9, 11).

    Within: 3 * 2 = 6 over 3 degrees of freedom, 2. Between: means 2, 6, 10 about 6, 2 * 32 = 64 over 2, 32. So between
    futures lies (32 - 2) / 2 = 15, and 15 of 17 is not known.
    """
    found = luck_and_unknown([1, 3, 5, 7, 9, 11], [1, 1, 2, 2, 3, 3])
    assert (found.variance_luck, found.variance_unknown) == (pytest.approx(2), pytest.approx(15))
    assert found.share == pytest.approx(15 / 17)
    assert found.middle == 6


def test_futures_may_have_been_played_unequally_often() -> None:
    """Futures of 1, 2 and 3: (4), (1, 3), (7, 8, 9).

    Within: (0 + 2 + 2) / 3. Between: the mean is 32 / 6; 1 * 1.7778 + 2 * 11.1111 + 3 * 7.1111 = 45.3333, over 2.
    The usual number in a future is (6 - 14 / 6) / 2 = 1.8333.
    """
    found = luck_and_unknown([4, 1, 3, 7, 8, 9], [1, 2, 2, 3, 3, 3])
    assert found.variance_luck == pytest.approx(4 / 3)
    assert found.variance_unknown == pytest.approx((45.3333 / 2 - 4 / 3) / 1.8333, abs=1e-3)


def test_the_statistic_of_the_library_follows_from_the_variances() -> None:
    values, place = planted(12, 7, 1.0, 2.0, 3)
    found = luck_and_unknown(values, place)
    groups = [values[place == future] for future in range(1, 13)]
    ratio = stats.f_oneway(*groups).statistic
    assert 1 + 7 * found.variance_unknown / found.variance_luck == pytest.approx(ratio)


@pytest.mark.parametrize(("unknown", "luck"), [(2.0, 1.0), (0.5, 1.0), (0.0, 1.0), (1.0, 0.0)])
def test_planted_variances_are_found_again(unknown: float, luck: float) -> None:
    found = luck_and_unknown(*planted(400, 10, unknown, luck, 5))
    wide = 1.2816  # 8 out of 10 of normal numbers lie within so many standard deviations
    assert found.luck == pytest.approx((found.middle - wide * luck, found.middle + wide * luck), abs=0.12)
    assert found.unknown == pytest.approx((found.middle - wide * unknown, found.middle + wide * unknown), abs=0.4)
    all_of_it = wide * np.hypot(unknown, luck)
    assert found.both == pytest.approx((found.middle - all_of_it, found.middle + all_of_it), abs=0.3)


def test_few_histories_in_a_future_do_not_pass_luck_off_as_not_knowing() -> None:
    """Nothing is unknown; means of two histories differ all the same, with half of the variance of luck."""
    values, place = planted(500, 2, 0.0, 1.0, 6)
    means = values.reshape(-1, 2).mean(axis=1)
    assert means.var() == pytest.approx(0.5, abs=0.05)
    found = luck_and_unknown(values, place)
    assert found.share < 0.1
    assert found.share_interval[0] == 0.0
    assert found.luck == pytest.approx((-1.28, 1.28), abs=0.1)


def test_the_share_is_covered_by_its_interval() -> None:
    inside = 0
    for seed in range(100):
        low, high = luck_and_unknown(*planted(60, 4, 1.0, 1.0, 700 + seed)).share_interval
        inside += low <= 0.5 <= high
    # Binomial with 100 trials of 0.95: from 88 with a probability of 0.998.
    assert inside >= 88


def test_one_history_a_future_or_one_future_cannot_be_told_apart() -> None:
    for values, place in (([1, 2, 3, 4, 5, 6], range(6)), ([1, 2, 3, 4, 5, 6], [0] * 6)):
        found = luck_and_unknown(values, list(place))
        assert not found.told_apart
        assert np.isnan(found.unknown).all()
        assert np.isnan(found.share)
        assert found.both == (1.5, 5.5)
    assert np.isnan(luck_and_unknown([1, 2, 3], [1, 2, 3]).luck).all()
    assert luck_and_unknown([1, 2, 3, 4, 5, 6], [0] * 6).luck == (1.5, 5.5)
    assert luck_and_unknown([], []).runs == 0
    assert luck_and_unknown([np.nan, 1.0], [1, 1]).runs == 1


def test_ranges_stay_within_what_was_seen() -> None:
    """Counts of which most are zero do not go below zero."""
    chance = np.random.default_rng(8)
    place = np.repeat(np.arange(50), 5)
    values = chance.poisson(np.where(place % 10 == 0, 5.0, 0.05))
    found = luck_and_unknown(values, place)
    assert min(*found.luck, *found.unknown) >= 0
    assert max(*found.luck, *found.unknown) <= values.max()


def test_futures_may_be_drawn_again() -> None:
    counts, means, squares = np.array([2.0, 2, 2]), np.array([2.0, 6, 10]), np.array([2.0, 2, 2])
    within, among = variances(counts, means, squares, np.array([[1.0, 1, 1], [3, 0, 0], [2, 1, 0]]))
    assert within == pytest.approx([2, 2, 2])
    assert among == pytest.approx([15, 0, ((2 * 2 * (4 / 3) ** 2 + 2 * (8 / 3) ** 2) / 2 - 2) / 2])


def test_the_finding_tells_levels_and_differences() -> None:
    values, place = planted(20, 5, 2.0, 1.0, 9)
    order = np.argsort(np.tile(np.arange(5), 20), kind="stable")
    levels = 10 + values[order]
    assert (place[order][:20] == np.arange(1, 21)).all()
    luck = np.random.default_rng(1).normal(size=100)
    results = valued({"a": levels.tolist(), "b": (levels + 3 + luck).tolist()}, futures=20)
    found = spread(results)
    assert found.of("a", "trust").share > 0.6
    assert found.of("b", "trust", difference=True).share < 0.3
    with pytest.raises(KeyError):
        found.of("a", "trust", difference=True)
    told = sound(found)
    assert told[0].startswith("Trust, “First”: ")
    assert told[0].endswith(" of the spread is not knowing; the rest is luck.")
    assert told[1].startswith("In the difference between plans, ")
    assert [line.difference for line in found.lines] == [False, False, True]
    assert json.loads(json.dumps(found.record(), allow_nan=False))["lines"][0]["told_apart"] is True


def test_the_finding_says_when_it_cannot_tell() -> None:
    one = spread(valued({"a": [1, 2, 3], "b": [2, 3, 4]}))
    assert sound(one) == ["All spread is luck here: only one future was played, so not knowing is left out."]
    each = spread(valued({"a": [1, 2, 3], "b": [2, 3, 4]}, futures=3))
    assert sound(each) == ["Luck and not knowing cannot be told apart: each future was played once."]
    assert each.record()["lines"][0]["variance_luck"] is None
