"""Spread: how far histories lie apart by luck alone, and how far because we do not know how a neighbourhood works.

Histories of one future differ by luck. Futures differ by what is not known: all that knowing more could take
away. With one history in each future, or with one future, the two cannot be told apart, and then that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weisim.analysis.amounts import shown, signed
from weisim.analysis.finding import NOTHING, between, capital, inquiry_of, outcomes_of, plain
from weisim.analysis.interval import FEWEST_RUNS, FloatArray, eight_of_ten, over_runs
from weisim.analysis.paired import confidence, pairs_of
from weisim.analysis.wording import quoted, short
from weisim.language import Text, percent, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

Ends = tuple[float, float]
NO_ENDS: Ends = (float("nan"), float("nan"))


@dataclass(frozen=True)
class Separated:
    """How far numbers lie apart, by luck and by what is not known.

    Attributes:
        runs: how many numbers there are.
        futures: in how many futures.
        middle: the mean over futures.
        luck: the range of 8 out of 10 by luck alone, in a future in the middle; nan when it cannot be told apart.
        unknown: the range of 8 out of 10 over futures, luck taken away; nan when it cannot be told apart.
        both: the range of 8 out of 10 of all.
        variance_luck: variance within futures; nan when it cannot be told apart.
        variance_unknown: variance between futures, what luck adds to their means taken away; never below 0.
        share: the second as a share of the sum of both: what knowing more could take away at most.
        share_interval: the 95 % interval of that share, over futures; nan when there are fewer than five.
    """

    runs: int
    futures: int
    middle: float
    luck: Ends
    unknown: Ends
    both: Ends
    variance_luck: float
    variance_unknown: float
    share: float
    share_interval: Ends

    @property
    def told_apart(self) -> bool:
        """Whether luck and what is not known could be told apart."""
        return bool(np.isfinite(self.variance_luck) and np.isfinite(self.variance_unknown))


@dataclass(frozen=True)
class Line:
    """The spread of one outcome of one plan, or of its difference with the plan that is compared with.

    Attributes:
        scenario: name of the scenario.
        entry: what the outcome means.
        difference: whether it is of the difference.
        found: the spread.
    """

    scenario: str
    entry: Entry
    difference: bool
    found: Separated


@dataclass(frozen=True)
class Spread:
    """How far histories lie apart, by luck and by what is not known, for each plan, outcome and difference.

    Attributes:
        reference: name of the scenario that others are compared with.
        lines: each plan and outcome, first as it is and then as a difference.
        titles: Dutch and English title of each scenario.
    """

    kind: ClassVar[str] = "spread"
    reference: str
    lines: tuple[Line, ...]
    titles: Mapping[str, tuple[str, str]]

    def of(self, scenario: str, outcome: str, difference: bool = False) -> Separated:
        """The spread of one outcome of one plan, or of its difference; raises KeyError when it is not there."""
        for line in self.lines:
            if (line.scenario, line.entry.name, line.difference) == (scenario, outcome, difference):
                return line.found
        raise KeyError((scenario, outcome))

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """What most of the spread comes from, for the first outcome; that it cannot be told apart, when so."""
        first = [line for line in self.lines if line.entry == self.lines[0].entry]
        own = [line for line in first if line.difference or line.scenario == self.lines[0].scenario]
        told = _told(own, quoted(self.title(self.lines[0].scenario, language), language), language)
        if told:
            told.append(Text("Luck stays, however much we learn; not knowing can become less."))
        else:
            told = [_not_apart(self.lines[0].found)]
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows."""
        return translate("In 8 out of 10 cases, in the last week: by luck, by what is not known, and by both", language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("plan", language),
            translate("outcome", language),
            translate("on average", language),
            translate("luck alone", language),
            translate("not knowing alone", language),
            translate("both", language),
            translate("part not known", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: a row for each plan and outcome, then for each difference."""
        return tuple(_row(line, self.title(line.scenario, language), language) for line in self.lines)

    def record(self) -> dict[str, Any]:
        """The same as plain values."""
        lines = [
            {
                "scenario": line.scenario,
                "outcome": line.entry.name,
                "difference": line.difference,
                "told_apart": line.found.told_apart,
                **plain(line.found),
            }
            for line in self.lines
        ]
        return {"kind": self.kind, "reference": self.reference, "lines": lines}


def spread(results: Results) -> Spread:
    """How far histories lie apart by luck and by what is not known: each outcome, plan and difference of the inquiry.

    Raises:
        ValueError: nothing was asked, or there is no finished history.
    """
    reference = inquiry_of(results).reference
    entries = outcomes_of(results)
    scenarios = sorted(
        (scenario for scenario in results.scenarios if results.of(scenario)), key=lambda name: name != reference
    )
    if not scenarios:
        raise ValueError(Text("There is no finished history."))
    lines = []
    for entry in entries:
        for scenario in scenarios:
            values = results.values(entry.name, scenario)
            futures = values.index.get_level_values("future").to_numpy()
            lines.append(Line(scenario, entry, False, luck_and_unknown(values.to_numpy(dtype=np.float64), futures)))
        for scenario in scenarios:
            if scenario != reference and reference in scenarios:
                pairs = pairs_of(results, entry.name, reference, scenario)
                lines.append(Line(scenario, entry, True, luck_and_unknown(pairs.differences, pairs.future)))
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in scenarios}
    return Spread(reference, tuple(lines), titles)


def luck_and_unknown(values: ArrayLike, futures: ArrayLike) -> Separated:
    """Tell luck and not-knowing apart: a one-way analysis of variance with random futures.

    Means of few histories differ by luck too, so the variance between means is lessened by what luck adds to it, and
    the ranges are drawn in or out to these variances. Shapes are those that were found; none is assumed, but that luck
    is much the same in each future. Ranges stay within what was seen.

    Args:
        values: one number a history; missing ones are left out.
        futures: the future of each.
    """
    every, place = np.asarray(values, dtype=np.float64).ravel(), np.asarray(futures).ravel()
    there = ~np.isnan(every)
    every, place = every[there], place[there]
    numbers, unit = np.unique(place, return_inverse=True)
    both = eight_of_ten(every)
    if not every.size:
        return Separated(0, 0, float("nan"), NO_ENDS, NO_ENDS, both, *3 * (float("nan"),), NO_ENDS)
    counts = np.bincount(unit).astype(np.float64)
    means = np.bincount(unit, every) / counts
    rests = every - means[unit]
    squares = np.bincount(unit, rests**2).astype(np.float64)
    middle = float(means.mean())
    if every.size == numbers.size:
        return Separated(every.size, numbers.size, middle, NO_ENDS, NO_ENDS, both, *3 * (float("nan"),), NO_ENDS)
    one = np.ones((1, numbers.size))
    within, among = (float(found[0]) for found in variances(counts, means, squares, one))
    # What is left over of a future's mean tells nothing where the future was played once.
    many = counts[unit] > 1
    ends = float(every.min()), float(every.max())
    luck = _ranged(middle, rests[many], within, ends)
    if numbers.size == 1:
        return Separated(every.size, 1, middle, both, NO_ENDS, both, within, *2 * (float("nan"),), NO_ENDS)
    unknown = _ranged(middle, means - middle, among, ends)
    share = among / (within + among) if within + among > 0 else float("nan")
    return Separated(
        every.size,
        numbers.size,
        middle,
        luck,
        unknown,
        both,
        within,
        among,
        share,
        _share_interval(counts, means, squares),
    )


def variances(
    counts: FloatArray, means: FloatArray, squares: FloatArray, draws: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Variance within and between futures, for futures drawn so and so often: two times float64[draws].

    Args:
        counts: histories in each future.
        means: their mean.
        squares: sum of squared distances to that mean.
        draws: float64[draws, futures], how often each future counts.
    """
    futures, runs = draws.sum(axis=1), draws @ counts
    grand = (draws @ (counts * means)) / runs
    # The squares between means: their sum less that of the grand mean, both about the same point to keep digits.
    apart = means - means.mean()
    shifted = grand - means.mean()
    between_squares = np.maximum(draws @ (counts * apart**2) - runs * shifted**2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = (draws @ squares) / (runs - futures)
        usual = (runs - (draws @ counts**2) / runs) / (futures - 1)
        among = np.maximum((between_squares / (futures - 1) - within) / usual, 0.0)
    return within, among


def _share_interval(counts: FloatArray, means: FloatArray, squares: FloatArray) -> Ends:
    """The interval of the share of variance that lies between futures, by drawing futures again."""
    if counts.size < FEWEST_RUNS:
        return NO_ENDS

    def estimate(draws: NDArray[np.int64]) -> FloatArray:
        within, among = variances(counts, means, squares, draws.astype(np.float64))
        total = within + among
        return np.where(total > 0, among / np.where(total > 0, total, 1.0), np.nan)

    low, high = over_runs(counts.size, estimate, confidence(counts.size))
    return float(low), float(high)


def _ranged(middle: float, rests: FloatArray, variance: float, ends: Ends) -> Ends:
    """The range of 8 out of 10 around the middle, of rests drawn in or out to a variance, within what was seen."""
    spread_of_rests = float(np.sqrt(np.mean((rests - rests.mean()) ** 2)))
    if spread_of_rests == 0:
        return middle, middle
    low, high = eight_of_ten((rests - rests.mean()) * np.sqrt(variance) / spread_of_rests)
    return max(middle + low, ends[0]), min(middle + high, ends[1])


def _told(lines: Sequence[Line], title: str, language: str) -> list[Text]:
    """What part of the spread of the first outcome is not knowing: as it is, and in the differences."""
    label = capital(lines[0].entry.label(language))
    levels, differences = (
        [line.found.share for line in lines if line.difference is difference and np.isfinite(line.found.share)]
        for difference in (False, True)
    )
    told = []
    if levels:
        told.append(
            Text(
                "{label}, {b}: {share} of the spread is not knowing; the rest is luck.",
                label=label,
                b=title,
                share=percent(levels[0], 0, language),
            )
        )
    if differences:
        low, high = (percent(end(differences), 0, language) for end in (min, max))
        if low == high:
            told.append(Text("In the difference between plans, {low} of the spread is not knowing.", low=low))
        else:
            told.append(
                Text(
                    "In the differences between plans, {low} to {high} of the spread is not knowing.",
                    low=low,
                    high=high,
                )
            )
    return told


def _not_apart(found: Separated) -> Text:
    if found.futures > 1:
        return Text("Luck and not knowing cannot be told apart: each future was played once.")
    return Text("All spread is luck here: only one future was played, so not knowing is left out.")


def _row(line: Line, title: str, language: str) -> tuple[str, ...]:
    found, entry = line.found, line.entry
    if line.difference:
        label = Text("{label}, difference", label=entry.label(language)).told(language)
        cells = [signed(found.middle, entry, language)]
    else:
        label, cells = entry.label(language), [shown(found.middle, entry, language)]
    cells += [
        between(*ends, entry, language) if line.difference else _levels(ends, entry, language)
        for ends in (found.luck, found.unknown, found.both)
    ]
    share = NOTHING if np.isnan(found.share) else percent(found.share, 0, language)
    return (title, label, *cells, share)


def _levels(ends: Ends, entry: Entry, language: str) -> str:
    if np.isnan(ends).any():
        return NOTHING
    low, high = (shown(end, entry, language) for end in ends)
    return Text("{low} to {high}", low=low, high=high).told(language)
