"""Outcome: in how many histories a plan fails, succeeds in part, or succeeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weisim.analysis.interval import eight_of_ten, median, wilson
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Outcome

PARTIAL_FROM = 2
SUCCESS_FROM = 6


@dataclass(frozen=True)
class OutcomeShare:
    """How many histories ended in one class.

    Attributes:
        outcome: the class.
        count: number of histories in the class.
        of: number of finished histories.
        low: lower end of Wilson's 95 % interval of the share.
        high: upper end of Wilson's 95 % interval of the share.
    """

    outcome: Outcome
    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share of histories in the class; nan when there are none."""
        return self.count / self.of if self.of else float("nan")


@dataclass(frozen=True)
class Outcomes:
    """How the histories of one scenario end.

    Attributes:
        scenario: name of the scenario.
        shares: one share a class, failure first.
        median: independent organisations alive in the last week, middle history.
        low: the same, 10 % point.
        high: the same, 90 % point.
        unfinished: number of runs that could not be finished; they are in none of the classes.
    """

    scenario: str
    shares: tuple[OutcomeShare, ...]
    median: float
    low: float
    high: float
    unfinished: int


def outcomes(results: Results, scenario: str) -> Outcomes:
    """How the histories of one scenario end: failure, partial success or success.

    Counted are the independent organisations and neighbourhood enterprises that live in the last week: 0 or 1 is a
    failure, 2 to 5 a partial success, 6 or more a success. Raises KeyError when there is no such scenario.
    """
    runs = results.of(scenario)
    alive = np.array([organisations(run)[-1] for run in runs], dtype=np.float64)
    classes = [outcome_of(count) for count in alive]
    shares = tuple(
        OutcomeShare(outcome, classes.count(outcome), len(classes), *wilson(classes.count(outcome), len(classes)))
        for outcome in Outcome
    )
    unfinished = len([run for run in results.failed if run.scenario == scenario])
    return Outcomes(scenario, shares, median(alive), *eight_of_ten(alive), unfinished)


def outcome_of(organisations_alive: float) -> Outcome:
    """The class of a history with this many independent organisations alive at its end."""
    if organisations_alive >= SUCCESS_FROM:
        return Outcome.SUCCESS
    return Outcome.PARTIAL if organisations_alive >= PARTIAL_FROM else Outcome.FAILURE


def organisations(run: Run) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Independent organisations alive each week, neighbourhood enterprises included: float64[weeks]."""
    columns = [run.names.index(name) for name in ("independent_initiatives", "neighbourhood_enterprises")]
    return np.asarray(run.values[:, columns[0]] + run.values[:, columns[1]], dtype=np.float64)
