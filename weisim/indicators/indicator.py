"""Indicator: something observed every week, with its unit, direction and labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from weisim.neighbourhood.census import Census, take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.dictionary import Entry, Good, Kind
from weisim.weeks import WEEKS_PER_YEAR

Observed = float | np.ndarray
"""What is seen in one week, or the whole column float64[weeks] of a history."""
Observation = Callable[[Census], Observed]


@dataclass(frozen=True)
class Indicator:
    """One indicator: how it is read off, and its entry in the dictionary of results.

    Attributes:
        entry: what it is called and means.
        observe: reads it off a census of one week, or off the columns of all weeks at once; the rule is the same.
    """

    entry: Entry
    observe: Observation

    def __call__(self, here: Neighbourhood) -> float:
        """Read it off the neighbourhood as it is now, as a Mesa model reporter does."""
        return float(self.observe(take_census(here)))


def indicator(
    *,
    unit: str,
    kind: Kind,
    good: Good,
    matters: float,
    label: tuple[str, str],
    dutch: str,
    decimals: int = 0,
    over_some: bool = False,
) -> Callable[[Observation], Indicator]:
    """Declare an indicator.

    Args:
        unit: the unit in English.
        kind: stock, flow or cumulative.
        good: the direction that those who run a programme call good.
        matters: the smallest difference that matters to them.
        label: English and Dutch label.
        dutch: the Dutch definition; the English one is the first sentence of the function.
        decimals: decimals a reader needs.
        over_some: whether it is taken over those there are, so that it has no value (nan) where there are none.
    """

    def declared(observe: Observation) -> Indicator:
        definition = (observe.__doc__ or "").split("\n\n")[0].strip()
        entry = Entry(
            observe.__name__, unit, kind, good, matters, *label, definition, dutch, decimals, may_be_missing=over_some
        )
        return Indicator(entry, observe)

    return declared


def mean(total: Observed, count: Observed) -> Observed:
    """A mean, or nothing (nan) where there is nobody to take it over; for one week or for all."""
    return total / np.where(np.greater(count, 0.0), count, np.nan)


def over_a_year(flow: Observed) -> Observed:
    """What has flowed in the 52 weeks up to and including each week; of one week alone, that week itself."""
    if np.ndim(flow) == 0:
        return flow
    weeks = np.concatenate([np.zeros(WEEKS_PER_YEAR - 1), flow])
    # Each sum is taken anew: the difference of two running totals would leave crumbs where nothing flowed.
    return np.lib.stride_tricks.sliding_window_view(weeks, WEEKS_PER_YEAR).sum(axis=1)
