"""Ripeness: does the stress test, taken when support begins to go, tell which groups still live two years later?

The test says what a group would still do after half a year without help, if nobody left and luck stayed away. That is
a reading of one day and no chance of survival. Whether it foretells anything is seen here, from what happened next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import cases_out_of
from weisim.analysis.finding import NOTHING, plain
from weisim.analysis.followed import Followed, follow
from weisim.analysis.interval import FloatArray, over_runs, wilson
from weisim.analysis.ordering import NO_ENDS, Ends, better_before
from weisim.analysis.paired import confidence
from weisim.analysis.survival import TWO_YEARS
from weisim.language import Text, number, percent, translate
from weisim.results.results import Results
from weisim.weeks import months_from_weeks

BINS = 5
FEWEST_IN_BIN = 10
WELL, SOMEWHAT = 0.80, 0.60
FOLDS = 5


@dataclass(frozen=True)
class Lived:
    """How many of some groups still lived when they were looked at again.

    Attributes:
        low: the lowest tested output among them.
        high: the highest.
        output: the mean tested output.
        groups: how many there were.
        alive: how many still lived.
        ended: how many had ended; the others had stopped because their goal was reached.
        share: the share that lasted so long (Kaplan-Meier); nan when there were none.
        interval: the 95 % interval of that share, over histories (over futures when there are several).
    """

    low: float
    high: float
    output: float
    groups: int
    alive: int
    ended: int
    share: float
    interval: Ends


@dataclass(frozen=True)
class Ripeness:
    """How well the stress test at withdrawal tells who still lives some time later.

    Ideas are no groups yet and are left out: the test fails them all, and few live long, so that they would flatter it.
    A group whose goal was reached did not fail: in shares it counts for as long as it was followed (Kaplan-Meier, as in
    survival); where one that lasts is set beside one that ends it is left out.

    Attributes:
        after: how many weeks after the test was looked again.
        scenarios: the plans in which support is withdrawn, in the order of the experiment.
        histories: how many histories were followed long enough.
        futures: in how many futures.
        ideas: ideas left out.
        completed: groups whose goal was reached meanwhile.
        too_short: groups left out because the story ends before they could be looked at again.
        every: all groups, whose share alive is the base rate.
        bins: the groups by their tested output, from low to high, each about as many.
        passed: the groups that passed the test.
        failed: those that did not, groups too small to be tested included.
        better: how often a group that lasts tested better than one that ends, of one plan in one future; .5 is chance.
        better_interval: its 95 % interval.
        better_of_any: the same for groups of any plan and future.
        wrong_base: how wrong a guess by the base rate is (Brier score: the mean squared error).
        wrong_output: the same when the tested output is read as a chance, which it is not.
        wrong_bins: the same for a guess by the share of each bin, learnt from other histories.
    """

    kind: ClassVar[str] = "ripeness"

    after: int
    scenarios: tuple[str, ...]
    histories: int
    futures: int
    ideas: int
    completed: int
    too_short: int
    every: Lived
    bins: tuple[Lived, ...]
    passed: Lived
    failed: Lived
    better: float
    better_interval: Ends
    better_of_any: float
    wrong_base: float
    wrong_output: float
    wrong_bins: float

    @property
    def months(self) -> int:
        """How many months after the test was looked again."""
        return round(months_from_weeks(self.after))

    def sentences(self, language: str) -> tuple[str, ...]:
        """Whether the test tells who lasts; that it hardly does, when so."""
        told = [self._answer()]
        if not math.isnan(self.better):
            cases = cases_out_of(self.better)
            told.append(Text("A group that lasts had tested better than one that ends {cases}.", cases=cases))
        if self.passed.groups:
            told.append(
                Text(
                    "Of {count} groups that passed, {share} lasted {months} months more.",
                    **self._of(self.passed, language),
                )
            )
        if self.failed.groups:
            told.append(
                Text(
                    "Of {count} groups that failed, {share} lasted {months} months more.",
                    **self._of(self.failed, language),
                )
            )
        if not math.isnan(self.wrong_bins):
            told.append(
                Text("A guess by the test is less wrong than one by the average alone.")
                if self.wrong_bins < 0.95 * self.wrong_base
                else Text("A guess by the test is hardly less wrong than one by the average alone.")
            )
        told.append(Text("The test is no chance of survival: it knows no leavers and no bad luck."))
        return tuple(text.told(language) for text in told)

    def _of(self, some: Lived, language: str) -> dict[str, str]:
        return {
            "count": number(some.groups, 0, language),
            "share": percent(some.share, 0, language),
            "months": number(self.months, 0, language),
        }

    def _answer(self) -> Text:
        low, high = self.better_interval
        if math.isnan(low):
            return Text("There are too few groups to say whether the stress test tells who lasts.")
        if high < 0.5:
            return Text("In this model the stress test points the wrong way: who tests better ends sooner.")
        if low <= 0.5 or self.better < SOMEWHAT:
            return Text("In this model the stress test hardly tells who lasts.")
        if self.better < WELL:
            return Text("In this model the stress test tells something about who lasts, not much.")
        return Text("In this model the stress test tells well who lasts.")

    def heading(self, language: str) -> str:
        """What the table shows."""
        return Text(
            "Groups that last {months} months after support began to go, by their test",
            months=number(self.months, 0, language),
        ).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("tested", language),
            translate("groups", language),
            translate("lasted", language),
            translate("95% interval", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: passed, not passed, each part of the tested output, and all."""
        parts = [(_range(one, language), one) for one in self.bins]
        named = [
            (translate("passed", language), self.passed),
            (translate("not passed", language), self.failed),
            *parts,
            (translate("all groups", language), self.every),
        ]
        return tuple(_row(name, one, language) for name, one in named)

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self)}


def ripeness(results: Results, after: int = TWO_YEARS) -> Ripeness:
    """How well the stress test at withdrawal tells who still lives some weeks later, over all plans that withdraw.

    Args:
        results: the runs.
        after: how many weeks after the test is looked again.

    Raises:
        ValueError: support is withdrawn in no history, or no group can be followed so long.
    """
    groups = follow(results, after)
    tell = _Telling(groups, after)
    alive, output = groups.alive[~groups.completed], groups.output
    edges = _edges(output)
    place = np.searchsorted(edges, output, side="right")
    of_plan, of_any = better_before(groups, groups.strata), better_before(groups, np.zeros(len(output), dtype=np.int64))
    base = float(alive.mean()) if alive.size else math.nan
    return Ripeness(
        after=after,
        scenarios=groups.scenarios,
        histories=groups.histories,
        futures=groups.futures,
        ideas=groups.ideas,
        completed=int(groups.completed.sum()),
        too_short=groups.too_short,
        every=tell(np.ones(len(output), dtype=bool)),
        bins=tuple(tell(place == part) for part in np.unique(place)),
        passed=tell(groups.passed),
        failed=tell(~groups.passed),
        better=of_plan[0],
        better_interval=of_plan[1],
        better_of_any=of_any[0],
        wrong_base=base * (1 - base),
        wrong_output=float(((output[~groups.completed] - alive) ** 2).mean()) if alive.size else math.nan,
        wrong_bins=_wrong(groups, edges),
    )


class _Telling:
    """Tells of any of the groups how many lasted, with an interval over histories drawn again."""

    def __init__(self, groups: Followed, after: int) -> None:
        self.groups, self.after = groups, after
        self.count = int(groups.unit.max()) + 1

    def __call__(self, chosen: NDArray[np.bool_]) -> Lived:
        """How many of the chosen groups lasted."""
        groups, count = self.groups, int(chosen.sum())
        if not count:
            return Lived(math.nan, math.nan, math.nan, 0, 0, 0, math.nan, NO_ENDS)
        output, alive, ended = groups.output[chosen], groups.alive & chosen, groups.ended & chosen
        left, over = self._by_week(chosen), self._by_week(ended)
        followed = np.cumsum(left[:, ::-1], axis=1)[:, ::-1]

        def share(draws: NDArray[np.int64]) -> FloatArray:
            at_risk = draws @ followed
            lasted = np.prod(1.0 - (draws @ over) / np.maximum(at_risk, 1), axis=1)
            return np.where(at_risk[:, 0] > 0, lasted, np.nan)

        found = float(share(np.ones((1, self.count), dtype=np.int64))[0])
        low, high = (float(end) for end in over_runs(self.count, share, confidence(self.count)))
        # Where all last or none, drawing histories again cannot show what else might have happened.
        if not math.isnan(low) and (not ended.any() or not alive.any()):
            low, high = wilson(int(alive.sum()), int(alive.sum() + ended.sum()))
        parts = float(output.min()), float(output.max()), float(output.mean())
        return Lived(*parts, count, int(alive.sum()), int(ended.sum()), found, (low, high))

    def _by_week(self, chosen: NDArray[np.bool_]) -> FloatArray:
        """How many of these were followed until each week: float64[units, after + 1]."""
        counts = np.zeros((self.count, self.after + 1))
        np.add.at(counts, (self.groups.unit[chosen], self.groups.weeks[chosen]), 1.0)
        return counts


def _edges(output: FloatArray) -> FloatArray:
    """Where one part of the groups ends and the next begins, each about as many; fewer parts where many are equal."""
    parts = max(1, min(BINS, output.size // FEWEST_IN_BIN))
    edges = np.unique(np.quantile(output, np.arange(1, parts) / parts)) if parts > 1 else np.zeros(0)
    kept = edges[edges > output.min()]
    return np.asarray(kept, dtype=np.float64)


def _wrong(groups: Followed, edges: FloatArray) -> float:
    """How wrong guesses are by the share of a bin in other histories; nan with too few histories to learn from."""
    known = ~groups.completed
    alive, fold = groups.alive[known], groups.unit[known] % FOLDS
    if len(np.unique(fold)) < FOLDS:
        return math.nan
    place = np.searchsorted(edges, groups.output[known], side="right")
    guess = np.empty(alive.size)
    for one in range(FOLDS):
        learnt, asked = fold != one, fold == one
        for part in np.unique(place[asked]):
            seen = alive[learnt & (place == part)]
            guess[asked & (place == part)] = seen.mean() if seen.size else alive[learnt].mean()
    return float(((guess - alive) ** 2).mean())


def _range(one: Lived, language: str) -> str:
    low, high = number(one.low, 2, language), number(one.high, 2, language)
    return low if low == high else Text("{low} to {high}", low=low, high=high).told(language)


def _row(name: str, one: Lived, language: str) -> tuple[str, ...]:
    if not one.groups:
        return name, number(0, 0, language), NOTHING, NOTHING
    low, high = (NOTHING if math.isnan(end) else percent(end, 0, language) for end in one.interval)
    ends = NOTHING if NOTHING in (low, high) else Text("{low} to {high}", low=low, high=high).told(language)
    return name, number(one.groups, 0, language), percent(one.share, 0, language), ends
