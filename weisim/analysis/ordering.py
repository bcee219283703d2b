"""Ordering: how often a group that lasts had tested better than one that ends."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.followed import Followed
from weisim.analysis.interval import FloatArray, over_runs
from weisim.analysis.paired import confidence

FEWEST_OF_EACH = 10
"""With fewer that last, or fewer that end, nothing is said."""
LEVELS = 1000
"""Outputs closer together than a thousandth of all groups count as equal."""
Ends = tuple[float, float]
NO_ENDS: Ends = (math.nan, math.nan)


def better_before(groups: Followed, strata: NDArray[np.int64]) -> tuple[float, Ends]:
    """How often a group that lasts tested better than one that ends of the same stratum, ties half; with an interval.

    Which pairs a drawing of histories holds follows from how often each of the two histories is drawn. So what pairs of
    histories hold is counted once, and two thousand drawings are a multiplication of matrices.
    """
    if min(groups.alive.sum(), groups.ended.sum()) < FEWEST_OF_EACH:
        return math.nan, NO_ENDS
    tables = [_pairs_between(groups, strata == stratum) for stratum in np.unique(strata)]

    def share(draws: NDArray[np.int64]) -> FloatArray:
        won, both = np.zeros(len(draws)), np.zeros(len(draws))
        for unit, wins, ends, lasts in tables:
            drawn = draws[:, unit].astype(np.float64)
            won += ((drawn @ wins) * drawn).sum(axis=1)
            both += (drawn @ ends) * (drawn @ lasts)
        return np.where(both > 0, won / np.where(both > 0, both, 1.0), np.nan)

    count = int(groups.unit.max()) + 1
    found = float(share(np.ones((1, count), dtype=np.int64))[0])
    low, high = over_runs(count, share, confidence(count))
    return found, (float(low), float(high))


def _pairs_between(
    groups: Followed, here: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], FloatArray, FloatArray, FloatArray]:
    """For each two units: in how many pairs of one that ends and one that lasts the latter tested better, ties half."""
    unit, place = np.unique(groups.unit[here], return_inverse=True)
    output, alive, ended = groups.output[here], groups.alive[here], groups.ended[here]
    steps = np.unique(output)
    if steps.size > LEVELS:
        steps = np.unique(np.quantile(output, np.linspace(0, 1, LEVELS)))
    level = np.searchsorted(steps, output, side="right") - 1
    ends, lasts = np.zeros((unit.size, steps.size)), np.zeros((unit.size, steps.size))
    np.add.at(ends, (place[ended], level[ended]), 1.0)
    np.add.at(lasts, (place[alive], level[alive]), 1.0)
    below = np.cumsum(ends, axis=1) - 0.5 * ends
    return unit.astype(np.int64), below @ lasts.T, ends.sum(axis=1), lasts.sum(axis=1)
