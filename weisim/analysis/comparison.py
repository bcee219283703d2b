"""Comparison: what one scenario does that another does not, pair by pair, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from weisim.analysis.amounts import cases_in_short, in_columns, shown, signed
from weisim.analysis.interval import FloatArray, eight_of_ten, median, median_interval, superiority
from weisim.language import Text, current_language, number, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results


@dataclass(frozen=True)
class Difference:
    """How much one indicator differs between two scenarios in the last week: b minus a.

    Attributes:
        indicator: name of the indicator.
        a: name of the scenario that is compared with.
        b: name of the scenario that is compared.
        median: the middle paired difference; nan when there are no pairs.
        median_low: lower end of the 95 % interval of the median; nan when there are fewer than six pairs.
        median_high: upper end of that interval.
        low: 10 % point of the paired differences.
        high: 90 % point of the paired differences.
        share_better: probability that a run of b does better than a run of a, over all pairs of runs, ties half;
            better is the good direction of the indicator, or *more* when neither direction is good.
        correlation: how much the two runs of a pair move together; nan when one of them never moves.
        pairs: number of pairs with a value on both sides.
        missing: number of pairs left out because a value was missing.
        median_a: the middle value under a, over its finished runs.
        median_b: the middle value under b, over its finished runs.
    """

    indicator: str
    a: str
    b: str
    median: float
    median_low: float
    median_high: float
    low: float
    high: float
    share_better: float
    correlation: float
    pairs: int
    missing: int
    median_a: float
    median_b: float

    def record(self) -> dict[str, Any]:
        """The same as a plain mapping for JSON, with None for what is missing."""
        return {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two scenarios in the last week they share. Prints as a table.

    Attributes:
        a: name of the scenario that is compared with.
        b: name of the scenario that is compared.
        week: the week that is compared.
        pairs: number of pairs of runs with the same luck.
        failed: number of runs of these two scenarios that could not be finished.
        differences: one for each indicator, in the order of the dictionary.
        entries: what the indicators mean, in the same order.
        titles: Dutch and English title of each of the two.
    """

    a: str
    b: str
    week: int
    pairs: int
    failed: int
    differences: tuple[Difference, ...]
    entries: tuple[Entry, ...]
    titles: Mapping[str, tuple[str, str]]

    def of(self, indicator: str) -> Difference:
        """The difference of one indicator; raises KeyError when it was not compared."""
        for difference in self.differences:
            if difference.indicator == indicator:
                return difference
        raise KeyError(indicator)

    def title(self, scenario: str, language: str) -> str:
        """The title of one of the two scenarios in one language."""
        dutch, english = self.titles[scenario]
        return dutch if language == "nl" else english

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("indicator", language),
            "A",
            "B",
            translate("difference", language),
            translate("8 out of 10 pairs", language),
            translate("B better", language),
            translate("pairs", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table, one row an indicator, numbers as the reader's language writes them."""
        return tuple(
            _row(difference, entry, language) for difference, entry in zip(self.differences, self.entries, strict=True)
        )

    def heading(self, language: str) -> tuple[str, ...]:
        """What stands above the table: which scenarios, which week, how many pairs, and what is left out."""
        counted = Text(
            "Week {week}, {pairs} pairs; difference is B minus A.",
            week=self.week,
            pairs=number(self.pairs, 0, language),
        )
        failed = Text("{failed} runs could not be finished and are left out.", failed=self.failed)
        return (
            f"A: {self.title(self.a, language)}",
            f"B: {self.title(self.b, language)}",
            counted.told(language),
            *((failed.told(language),) if self.failed else ()),
        )

    def table(self, language: str) -> str:
        """The comparison as a table in plain text."""
        return "\n".join((*self.heading(language), "", *in_columns((self.header(language), *self.rows(language)))))

    def __str__(self) -> str:
        """The table in the language in force."""
        return self.table(current_language())


def compare(results: Results, a: str, b: str, indicators: Sequence[str] | None = None) -> Comparison:
    """Compare two scenarios in the last week that both reach, b minus a, pair by pair.

    A pair is two runs with the same future and replication number, and so the same luck. All indicators are compared,
    or those asked for. Intervals assume no shape: outcomes of a withdrawal are often all or nothing.

    Raises:
        KeyError: there is no such scenario or indicator.
        ValueError: the two scenarios share no replication.
    """
    first, second = results.of(a), results.of(b)
    shared = sorted({run.pair for run in first} & {run.pair for run in second})
    if not shared:
        raise ValueError(f"{a} and {b} share no replication")
    week = min(run.weeks for run in (*first, *second)) - 1
    names = tuple(indicators) if indicators is not None else _order(results)
    series = {(name, scenario): results.series(name, scenario).loc[week] for name in names for scenario in (a, b)}
    differences = tuple(
        _difference(results.entry(name), a, b, series[name, a], series[name, b], shared) for name in names
    )
    failed = len([run for run in results.failed if run.scenario in (a, b)])
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in (a, b)}
    entries = tuple(results.entry(name) for name in names)
    return Comparison(a, b, week, len(shared), failed, differences, entries, titles)


def _order(results: Results) -> tuple[str, ...]:
    """The indicators in the order of the dictionary, then those it does not have."""
    known = [entry.name for entry in results.dictionary if entry.name in results.indicators]
    return (*known, *(name for name in results.indicators if name not in known))


def _difference(entry: Entry, a: str, b: str, first: Any, second: Any, shared: Sequence[tuple[int, int]]) -> Difference:
    before = first.loc[shared].to_numpy(dtype=np.float64)
    after = second.loc[shared].to_numpy(dtype=np.float64)
    there = ~(np.isnan(before) | np.isnan(after))
    before, after = before[there], after[there]
    differences = after - before
    better = superiority(first, second)
    return Difference(
        entry.name,
        a,
        b,
        median(differences),
        *median_interval(differences),
        *eight_of_ten(differences),
        share_better=1.0 - better if entry.good == "low" else better,
        correlation=_correlation(before, after),
        pairs=int(there.sum()),
        missing=int((~there).sum()),
        median_a=median(first),
        median_b=median(second),
    )


def _correlation(before: FloatArray, after: FloatArray) -> float:
    if before.size < 2 or np.ptp(before) == 0 or np.ptp(after) == 0:
        return float("nan")
    return float(np.corrcoef(before, after)[0, 1])


def _row(difference: Difference, entry: Entry, language: str) -> tuple[str, ...]:
    if difference.pairs:
        between = Text(
            "{low} to {high}",
            low=signed(difference.low, entry, language),
            high=signed(difference.high, entry, language),
        ).told(language)
        middle = signed(difference.median, entry, language)
        better = cases_in_short(difference.share_better).told(language)
    else:
        middle = between = better = "–"
    return (
        entry.label(language),
        shown(difference.median_a, entry, language),
        shown(difference.median_b, entry, language),
        middle,
        between,
        better,
        number(difference.pairs, 0, language),
    )
