"""Paired: what two plans leave in the last week with the same luck, and how sure the difference of their means is.

A pair is one history under each plan, played in the same future with the same luck. Where there are several futures,
histories of one future share what is not known, so the future counts as one unit and not each of its pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from weisim.analysis.interval import FEWEST_RUNS, RESAMPLES, SURE, FloatArray, over_runs, present
from weisim.results.results import Results
from weisim.results.run import Run

FLIPS = 9999
"""How often signs are drawn; one more than this is the finest that chance can be told."""
ALL_FLIPS_UP_TO = 12
"""With so few units every combination of signs is tried."""
AT_ONCE = 2_000_000
"""Signs that are drawn at once, so that ten thousand pairs need no gigabyte."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """One outcome under two plans, one row a pair that has a value on both sides.

    Attributes:
        future: int64[n], the future of each pair.
        before: float64[n], the outcome under the plan that is compared with.
        after: float64[n], the outcome under the plan that is compared.
        missing: pairs left out because there was nothing to measure.
        failed: pairs of which at least one history could not be finished.
        lowest: the mean difference if what failed had come out as unfavourable to a difference as was ever seen.
        highest: the same the other way round.
    """

    future: NDArray[np.int64]
    before: FloatArray
    after: FloatArray
    missing: int
    failed: int
    lowest: float
    highest: float

    @property
    def differences(self) -> FloatArray:
        """The difference within each pair."""
        return self.after - self.before

    @property
    def units(self) -> NDArray[np.int64]:
        """The unit to which each pair belongs: its future, or itself when there is only one future."""
        return units(self.future)

    @property
    def means(self) -> FloatArray:
        """The mean difference of each unit."""
        return mean_of_units(self.differences, self.units)


def pairs_of(results: Results, indicator: str, a: str, b: str) -> Pairs:
    """The last-week values of one outcome under two plans, pair by pair, b to be compared with a.

    A history that failed has no value. What the mean would be, were it the lowest or the highest that any history
    showed, is told by `lowest` and `highest`, because histories that fail are often the extreme ones.

    Raises:
        KeyError: there is no such scenario or indicator.
    """
    kept = {scenario: results.values(indicator, scenario).to_dict() for scenario in (a, b)}
    shared = sorted(kept[a].keys() & kept[b].keys())
    before, after = (np.array([kept[name][pair] for pair in shared], dtype=np.float64) for name in (a, b))
    future = np.array([pair[0] for pair in shared], dtype=np.int64)
    there = ~(np.isnan(before) | np.isnan(after))
    lost = sorted({(run.future, run.replication) for run in results.failed if run.scenario in (a, b)} - set(shared))
    found = mean_of_units((after - before)[there], units(future[there]))
    ends = 2 * [float(found.mean()) if found.size else float("nan")]
    if lost:
        seen = present([value for scenario in results.scenarios for value in results.values(indicator, scenario)])
        every = [pair for pair, kept_there in zip(shared, there.tolist(), strict=True) if kept_there] + lost
        if seen.size:
            bounds = ((seen.min(), seen.max()), (seen.max(), seen.min()))
            ends = [_mean_with(kept[a], kept[b], every, low, high) for low, high in bounds]
    return Pairs(future[there], before[there], after[there], int((~there).sum()), len(lost), ends[0], ends[1])


def _mean_with(
    before: dict[tuple[int, int], float],
    after: dict[tuple[int, int], float],
    pairs: Sequence[tuple[int, int]],
    instead_of_after: float,
    instead_of_before: float,
) -> float:
    """The mean difference over units when what is missing gets the values given."""
    told = [after.get(pair, instead_of_after) - before.get(pair, instead_of_before) for pair in pairs]
    found, future = np.array(told, dtype=np.float64), np.array([pair[0] for pair in pairs], dtype=np.int64)
    there = ~np.isnan(found)
    return float(mean_of_units(found[there], units(future[there])).mean()) if there.any() else float("nan")


def units(future: NDArray[np.int64]) -> NDArray[np.int64]:
    """The unit of each pair, counted from 0: its future, or itself when there is only one future."""
    numbers, place = np.unique(future, return_inverse=True)
    return place.astype(np.int64) if numbers.size > 1 else np.arange(future.size)


def units_of(pairs: Sequence[tuple[Run, Run]]) -> NDArray[np.int64]:
    """The unit of each pair of runs."""
    return units(np.array([first.future for first, _ in pairs], dtype=np.int64))


def mean_of_units(values: FloatArray, unit: NDArray[np.int64]) -> FloatArray:
    """The mean of the values in each unit, so that every future weighs the same."""
    return np.bincount(unit, values) / np.bincount(unit)


def summed(rows: FloatArray, unit: NDArray[np.int64]) -> FloatArray:
    """Counts per pair added up to counts per unit: float64[units, ...]."""
    total = np.zeros((int(unit.max(initial=-1)) + 1, *rows.shape[1:]))
    np.add.at(total, unit, rows)
    return total


def confidence(count: int, sure: float = SURE) -> float:
    """The confidence to ask of resampling so few units, so that what it says holds as often as `sure`.

    Resampling takes the spread of a small sample for that of all; this widens it as Student's t does (the expanded
    percentile interval of Hesterberg, 2015). For many units it is `sure` itself.
    """
    if count < 2:
        return sure
    edge = stats.norm.cdf(np.sqrt(count / (count - 1)) * stats.t.ppf((1 - sure) / 2, count - 1))
    return float(1 - 2 * edge)


def mean_interval(values: ArrayLike, sure: float = SURE) -> tuple[float, float]:
    """The interval of the mean of so many units, by resampling them; nan when there are fewer than five.

    Needs no assumption on shape: outcomes of a withdrawal are often all or nothing.
    """
    there = present(values)
    if there.size < FEWEST_RUNS:
        return float("nan"), float("nan")
    found = stats.bootstrap(
        (there,),
        np.mean,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=max(1, AT_ONCE // there.size),
        confidence_level=confidence(there.size, sure),
        method="percentile",
        rng=np.random.default_rng(there.size),  # the same units must give the same interval
    ).confidence_interval
    return float(found.low), float(found.high)


def by_chance(differences: ArrayLike) -> FloatArray:
    """How often chance alone gives a mean at least as far from zero: one number a column (a sign-flip test).

    If the two plans did the same, each difference might as well have had the other sign. All columns share the signs
    drawn, so that sixty comparisons cost little more than one; the same as `scipy.stats.permutation_test` (tested).

    Args:
        differences: float64[units, comparisons]; nan where a unit has no difference. 1.0 where no unit has one.
    """
    table = np.nan_to_num(np.asarray(differences, dtype=np.float64))
    table = table.reshape(len(table), -1) if len(table) else table.reshape(0, table.shape[-1])
    count = len(table)
    found = np.abs(table.sum(axis=0))
    # Sums of the same numbers in another order differ in their last digits; that is no difference.
    found = found - 1e-9 * np.abs(table).sum(axis=0)
    if not count:
        return np.ones(table.shape[1])
    if count <= ALL_FLIPS_UP_TO:
        signs = np.array(np.meshgrid(*([[-1.0, 1.0]] * count))).reshape(count, -1).T
        return np.asarray((np.abs(signs @ table) >= found).mean(axis=0), dtype=np.float64)
    chance, further, left = np.random.default_rng(count), np.ones(table.shape[1]), FLIPS
    while left:
        rows = min(left, max(1, AT_ONCE // count))
        signs = chance.integers(0, 2, (rows, count), dtype=np.int8) * 2.0 - 1.0
        further += (np.abs(signs @ table) >= found).sum(axis=0)
        left -= rows
    return further / (FLIPS + 1)


def better_interval(before: FloatArray, after: FloatArray, unit: NDArray[np.int64]) -> tuple[float, float]:
    """The interval of the probability that a run of b is above a run of a, over all pairs of runs, ties half.

    Whole pairs (or futures) are drawn again, because the two runs of a pair share their luck.
    """
    order = np.argsort(before, kind="stable")
    ordered = before[order]
    below, not_above = (np.searchsorted(ordered, after, side=side) for side in ("left", "right"))
    count = int(unit.max(initial=-1)) + 1

    def estimate(draws: NDArray[np.int64]) -> FloatArray:
        found = np.full(len(draws), np.nan)
        step = max(1, AT_ONCE // max(before.size, 1))
        for row in range(0, len(draws), step):
            weight = draws[row : row + step, unit].astype(np.float64)
            seen = np.cumsum(np.pad(weight[:, order], ((0, 0), (1, 0))), axis=1)
            wins = (weight * (seen[:, below] + seen[:, not_above])).sum(axis=1)
            found[row : row + step] = wins / (2 * weight.sum(axis=1) ** 2)
        return found

    low, high = over_runs(count, estimate, confidence(count))
    return max(float(low), 0.0), min(float(high), 1.0)
