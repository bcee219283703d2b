"""Logrank: whether lives last equally long under two plans, for lives that share the luck of their history.

The usual test counts each life as if it had a history of its own. Here the two plans of a pair change places as a
whole, as they might have when both plans did the same; so lives of one history stay together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.interval import FloatArray, over_runs
from weisim.analysis.paired import by_chance, confidence, summed, units_of
from weisim.analysis.survival import Lives, Of, lives
from weisim.results.results import Results


@dataclass(frozen=True)
class LogRank:
    """How the lives under two plans differ at equal age: b against a.

    Attributes:
        pairs: pairs of histories.
        units: what counts as one: futures where there are several, else pairs.
        ended: lives that ended under b.
        expected: how many would have, had they ended as often at each age as those of both plans together.
        chi_squared: the statistic of the textbook, which takes each life as one of its own.
        by_chance: how often chance alone sets the two as far apart, when plans of a pair change places.
    """

    pairs: int
    units: int
    ended: int
    expected: float
    chi_squared: float
    by_chance: float


@dataclass(frozen=True)
class Lasted:
    """How many weeks lives last on average, up to a horizon: under b, under a and the difference, with intervals.

    Attributes:
        horizon: the age in weeks up to which is looked.
        weeks: restricted mean under b; nan when nobody alive was followed that long.
        reference: the same under a.
        difference: the first minus the second.
        low, high: 95 % interval of the difference, over pairs (or futures); nan when there are fewer than five.
        apart: share alive at the horizon under b minus that under a, with its 95 % interval.
    """

    horizon: int
    weeks: float
    reference: float
    difference: float
    low: float
    high: float
    apart: tuple[float, float, float]


def logrank(results: Results, a: str, b: str, of: Of = "formed") -> LogRank:
    """Whether lives last equally long under two plans: the log-rank test, its chance taken over whole histories.

    The statistic is a sum over histories, so that a pair that changes places only changes the sign of its part.
    `chi_squared` is 0 and chance is 1 when nothing ended.

    Raises:
        KeyError: there is no such scenario.
        ValueError: the two share no pair.
    """
    pairs = results.pairs(a, b)
    if not pairs:
        raise ValueError(f"{a} and {b} share no pair of histories")
    first, second = ([lives(pair[side], of) for pair in pairs] for side in (0, 1))
    size = oldest([*first, *second]) + 1
    (gone_a, at_risk_a), (gone_b, at_risk_b) = (counted(each, size) for each in (first, second))
    every, risk = (gone_a + gone_b).sum(axis=0), (at_risk_a + at_risk_b).sum(axis=0)
    hazard = every / np.maximum(risk, 1.0)
    # What ended beyond expectation, for each history: added up over a plan this is the log-rank numerator.
    beyond = (gone_b - at_risk_b * hazard).sum(axis=1) - (gone_a - at_risk_a * hazard).sum(axis=1)
    share = at_risk_b.sum(axis=0) / np.maximum(risk, 1.0)
    spread = (share * (1 - share) * every * (risk - every) / np.maximum(risk - 1, 1.0)).sum()
    excess = float(gone_b.sum() - (at_risk_b * hazard).sum())
    unit = units_of(pairs)
    return LogRank(
        pairs=len(pairs),
        units=int(unit.max()) + 1,
        ended=int(gone_b.sum()),
        expected=float((at_risk_b * hazard).sum()),
        chi_squared=excess**2 / float(spread) if spread > 0 else 0.0,
        by_chance=float(by_chance(summed(beyond, unit))[0]),
    )


def lasted(results: Results, a: str, b: str, horizon: int, of: Of = "formed") -> Lasted:
    """How long lives last on average up to an age (the area under the curve of survival), and how many live then.

    Raises:
        KeyError: there is no such scenario.
        ValueError: the two share no pair.
    """
    pairs = results.pairs(a, b)
    if not pairs:
        raise ValueError(f"{a} and {b} share no pair of histories")
    unit = units_of(pairs)
    sides = [[lives(pair[side], of) for pair in pairs] for side in (0, 1)]
    tables = [_summed(each, unit, max(oldest(each), horizon) + 1) for each in sides]
    followed = [_followed(each, horizon) for each in sides]
    count = int(unit.max()) + 1

    def estimate(draws: NDArray[np.int64]) -> FloatArray:
        """Mean and share alive under each plan, and how they differ: float64[draws, 2, 3]."""
        found = [curve(gone, at_risk, draws, horizon + 1) for gone, at_risk in tables]
        both = [np.stack((alive[:, :horizon].sum(axis=1), alive[:, horizon]), axis=1) for alive in found]
        both = [each if known else each * np.nan for each, known in zip(both, followed, strict=True)]
        return np.stack((*both, both[1] - both[0]), axis=2)

    weeks, shares = estimate(np.ones((1, count), dtype=np.int64))[0]
    low, high = over_runs(count, estimate, confidence(count))
    return Lasted(
        horizon,
        float(weeks[1]),
        float(weeks[0]),
        float(weeks[2]),
        float(low[0, 2]),
        float(high[0, 2]),
        (float(shares[2]), float(low[1, 2]), float(high[1, 2])),
    )


def counted(each: list[Lives], size: int) -> tuple[FloatArray, FloatArray]:
    """Lives that ended at each whole age and those followed until then, one row a history: float64[histories, size]."""
    gone = np.array([np.bincount(ages[over].astype(np.int64), minlength=size)[:size] for ages, over in each])
    seen = np.array([np.bincount(ages.astype(np.int64), minlength=size) for ages, _ in each])
    at_risk = np.cumsum(seen[:, ::-1], axis=1)[:, ::-1][:, :size]
    return gone.astype(np.float64), at_risk.astype(np.float64)


def curve(gone: FloatArray, at_risk: FloatArray, draws: NDArray[np.int64], size: int) -> FloatArray:
    """The share alive at each whole age, for histories drawn so and so often: float64[draws, size] (Kaplan-Meier)."""
    ends = (draws @ gone[:, :size]) / np.maximum(draws @ at_risk[:, :size], 1.0)
    return np.asarray(np.cumprod(1.0 - ends, axis=1), dtype=np.float64)


def oldest(each: list[Lives]) -> int:
    """The greatest age at which any of the lives ended or was last seen."""
    return int(max((ages.max() for ages, _ in each if ages.size), default=0))


def _followed(each: list[Lives], horizon: int) -> bool:
    """Whether the curve is known up to an age: somebody was followed so long, or all had ended by then."""
    ages = np.concatenate([ages for ages, _ in each])
    ended = np.concatenate([over for _, over in each])
    return bool(ages.size and (ages.max() >= horizon or ended[ages == ages.max()].all()))


def _summed(each: list[Lives], unit: NDArray[np.int64], size: int) -> tuple[FloatArray, FloatArray]:
    gone, at_risk = counted(each, size)
    return summed(gone, unit), summed(at_risk, unit)
