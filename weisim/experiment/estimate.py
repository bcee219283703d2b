"""Estimate: how long an experiment will take and how much room it needs, before it is played."""

from __future__ import annotations

from dataclasses import dataclass

from weisim.experiment.experiment import Experiment

MIB = 2**20

# What a run takes on an ordinary computer of these years, when nothing was measured: fixed, a week, a resident-week.
SECONDS = (0.005, 1e-4, 9e-8)
BYTES = {"whole": (3_000.0, 190.0, 0.03), "outline": (3_500.0, 15.0, 0.004)}


@dataclass(frozen=True)
class Estimate:
    """What is still to be played, and what that will take.

    Attributes:
        runs: runs that are missing.
        planned: runs of the whole experiment.
        seconds: by the clock, when nothing else keeps the computer busy.
        mib: what the store will grow by.
    """

    runs: int
    planned: int
    seconds: float
    mib: float


def estimate(
    experiment: Experiment,
    stored: int = 0,
    jobs: int = 1,
    seconds_a_run: float | None = None,
    bytes_a_run: float | None = None,
) -> Estimate:
    """How many runs are to be played, how long that takes, and how much the store will grow.

    Args:
        experiment: what will be played.
        stored: how many of its runs are there already.
        jobs: how many processes or workers play at once.
        seconds_a_run: what one run takes, when it was measured; else what is usual for places of this size.
        bytes_a_run: the size of one packed run, when it was measured; else what is usual.
    """
    planned = experiment.size
    runs = max(planned - stored, 0)
    seconds = _usual(experiment, SECONDS) if seconds_a_run is None else seconds_a_run
    size = _usual(experiment, BYTES[experiment.keep]) if bytes_a_run is None else bytes_a_run
    return Estimate(runs, planned, runs * seconds / max(jobs, 1), runs * size / MIB)


def _usual(experiment: Experiment, costs: tuple[float, float, float]) -> float:
    """What a run of these scenarios costs on average, from what is fixed and what a week and a resident-week cost."""
    fixed, a_week, a_resident_week = costs
    stories = [
        (one.weeks, one.weeks * (one.place["inhabitants"] - one.place["age_0_14"])) for one in experiment.scenarios
    ]
    return sum(fixed + a_week * weeks + a_resident_week * whole for weeks, whole in stories) / len(stories)
