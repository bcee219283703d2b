"""Interval: one way to say how sure we are, without assuming a shape for what was found."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

SURE = 0.95
TENTH, NINE_TENTHS = 0.10, 0.90
RESAMPLES = 2000
FEWEST_RUNS = 5
"""Fewer runs than this say nothing about how much runs differ."""

FloatArray = NDArray[np.float64]


def present(values: ArrayLike) -> FloatArray:
    """The values that are there, as floats; missing ones (nan) left out."""
    numbers = np.asarray(values, dtype=np.float64).ravel()
    return numbers[~np.isnan(numbers)]


def median(values: ArrayLike) -> float:
    """The middle value; nan when there is none."""
    there = present(values)
    return float(np.median(there)) if there.size else float("nan")


def eight_of_ten(values: ArrayLike) -> tuple[float, float]:
    """The 10 % and the 90 % point, between which 8 out of 10 values lie; nan when there are none."""
    there = present(values)
    if not there.size:
        return float("nan"), float("nan")
    low, high = np.quantile(there, (TENTH, NINE_TENTHS))
    return float(low), float(high)


def median_interval(values: ArrayLike, sure: float = SURE) -> tuple[float, float]:
    """An interval that holds the median of all possible runs, from order statistics; needs no assumption on shape.

    The real confidence is at least `sure`. Nan when there are too few values for that (fewer than six for 95 %).
    """
    there = present(values)
    if not there.size:
        return float("nan"), float("nan")
    interval = stats.quantile_test(there, p=0.5).confidence_interval(sure)
    if not (np.isfinite(interval.low) and np.isfinite(interval.high)):
        return float("nan"), float("nan")
    return float(interval.low), float(interval.high)


def wilson(count: int, of: int, sure: float = SURE) -> tuple[float, float]:
    """Wilson's interval of a share that was found as `count` out of `of`; nan when `of` is zero."""
    if of == 0:
        return float("nan"), float("nan")
    interval = stats.binomtest(count, of).proportion_ci(sure, method="wilson")
    return float(interval.low), float(interval.high)


def superiority(a: ArrayLike, b: ArrayLike) -> float:
    """The probability that a value of b is above a value of a, over all pairs of values, ties half.

    Not the wins within pairs of the same luck: those depend on how luck is shared. Nan when one of them is empty.
    """
    first, second = present(a), present(b)
    if not (first.size and second.size):
        return float("nan")
    # Both counts of each value of b come from one sorted list, so that a thousand runs cost no table of a million.
    ordered = np.sort(first)
    below = np.searchsorted(ordered, second, side="left")
    not_above = np.searchsorted(ordered, second, side="right")
    return float((below + not_above).sum() / (2 * first.size * second.size))


def over_runs(
    runs: int, estimate: Callable[[NDArray[np.int64]], FloatArray], sure: float = SURE
) -> tuple[FloatArray, FloatArray]:
    """The interval of an estimate over whole runs drawn again and again (a cluster bootstrap, by percentiles).

    Initiatives of one run share their luck, so they may not be counted as if each were a run of its own.

    Args:
        runs: how many runs there are.
        estimate: gets how often each run was drawn, int64[resamples, runs], and gives float64[resamples, ...].
        sure: the confidence of the interval.

    Returns:
        Lower and upper ends, in the shape of one estimate; nan when there are fewer than five runs.
    """
    if runs < FEWEST_RUNS:
        shape = estimate(np.ones((1, runs), dtype=np.int64)).shape[1:]
        return np.full(shape, np.nan), np.full(shape, np.nan)
    # The same runs must give the same interval, so the draws are fixed; they touch nothing in the model.
    draws = np.random.default_rng(runs).multinomial(runs, np.full(runs, 1 / runs), size=RESAMPLES)
    estimates = estimate(draws)
    edges = np.array([(1 - sure) / 2, (1 + sure) / 2])
    every = np.isnan(estimates).all(axis=0)
    low, high = np.nanquantile(np.where(every, 0.0, estimates), edges, axis=0)
    return np.where(every, np.nan, low), np.where(every, np.nan, high)
