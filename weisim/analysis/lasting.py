"""Lasting: of the groups that live when the support stops, how many still live two years later?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.interval import FloatArray, median, over_runs
from weisim.analysis.survival import TWO_YEARS, Of, spans
from weisim.results.results import Results
from weisim.results.run import Run


@dataclass(frozen=True)
class Lasting:
    """How many of the groups that lived when support stopped still lived some time later.

    Not for comparing plans: where support stops later, the groups are older and other groups are left.

    Attributes:
        scenario: name of the scenario.
        weeks: how long after the last hour of support was looked again.
        alive: groups alive in the last week with support, over all runs.
        still: how many of these were alive `weeks` later.
        share: the second as a share of the first; nan when there were none.
        low: lower end of the 95 % interval of the share, over whole runs.
        high: upper end of that interval.
    """

    scenario: str
    weeks: int
    alive: int
    still: int
    share: float
    low: float
    high: float


def support_ends(run: Run) -> int:
    """The number of weeks until the last hour of support in a run: 0 when there is none, all weeks when it stays.

    An outline knows it only as precisely as the weeks it keeps.
    """
    supported = np.flatnonzero(run.values[:, run.names.index("support_hours")] > 0)
    return int(run.kept[supported[-1]]) + 1 if supported.size else 0


def most_supported(results: Results) -> str:
    """The scenario whose support lasts longest, the first of those that last as long; ValueError without any run."""
    weeks = {
        scenario: median([support_ends(run) for run in results.of(scenario)])
        for scenario in results.scenarios
        if results.of(scenario)
    }
    if not weeks:
        raise ValueError("there is no run")
    return max(weeks, key=lambda scenario: weeks[scenario])


def without_support(results: Results) -> str | None:
    """The first scenario in which no history ever has an hour of support; None when there is none such."""
    for scenario in results.scenarios:
        runs = results.of(scenario)
        if runs and not any(support_ends(run) for run in runs):
            return scenario
    return None


def lasting(results: Results, scenario: str, of: Of = "formed", weeks: int = TWO_YEARS) -> Lasting:
    """Of what lives in the last week with support, how much still lives some weeks later.

    Runs in which support stays, never was, or ended too late to look again are left out. Raises KeyError when there is
    no such scenario.
    """
    counts = np.array([_counted(run, of, weeks) for run in results.of(scenario)], dtype=np.int64).reshape(-1, 2)

    def share(draws: NDArray[np.int64]) -> FloatArray:
        drawn = draws @ counts
        return np.where(drawn[:, 0] > 0, drawn[:, 1] / np.maximum(drawn[:, 0], 1), np.nan)

    alive, still = (int(count) for count in counts.sum(axis=0))
    low, high = over_runs(len(counts), share)
    found = still / alive if alive else float("nan")
    return Lasting(scenario, weeks, alive, still, found, float(low), float(high))


def _counted(run: Run, of: Of, weeks: int) -> tuple[int, int]:
    """Groups alive in the last week with support, and how many of them some weeks later."""
    last = support_ends(run) - 1
    if last < 0 or last + weeks > run.weeks - 1:
        return 0, 0
    begin, end = spans(run, of)
    there = (begin <= last) & (end > last)
    return int(there.sum()), int((there & (end > last + weeks)).sum())
