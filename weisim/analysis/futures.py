"""Futures: an outcome in every future, joined by number and never by the order in which it came, and told in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import SHARES
from weisim.analysis.interval import FloatArray
from weisim.language import Text, as_written, number, percent, translate
from weisim.results.design import Design, Factor
from weisim.results.dictionary import Entry
from weisim.results.results import Results

FEWEST_FUTURES = 20
"""With fewer futures nothing is said about the range of what may be."""
DIGITS = 3
"""Digits with which the value of an assumption is told."""


@dataclass(frozen=True, eq=False)
class Answers:
    """What came out in each future, with the same luck in all of them.

    Attributes:
        numbers: int64[futures], the numbers of the futures, in order.
        values: float64[futures, replications], an outcome or a difference between two plans; nan where it is missing.
        replications: the numbers of the replications, in order.
    """

    numbers: NDArray[np.int64]
    values: FloatArray
    replications: tuple[int, ...]

    @property
    def means(self) -> FloatArray:
        """The mean over luck in each future: float64[futures]."""
        there = ~np.isnan(self.values)
        count = there.sum(axis=1)
        total = np.where(there, self.values, 0.0).sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def only(self, rows: NDArray[Any]) -> Answers:
        """The same for some of the futures, given by their place or by a mask."""
        return Answers(self.numbers[rows], self.values[rows], self.replications)

    def luck(self) -> float:
        """The variance that luck leaves in the mean of a future, beyond what the same luck does in all of them.

        Replications use the same seeds in every future, so what a seed does everywhere is no difference between
        futures. Nan with one replication.
        """
        values = self.values
        if values.shape[1] < 2 or np.isnan(values).any():
            return math.nan
        left = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True) + values.mean()
        freedom = (values.shape[0] - 1) * (values.shape[1] - 1)
        return float((left**2).sum() / freedom / values.shape[1])


def answers(results: Results, outcome: str, scenario: str, against: str | None = None) -> Answers:
    """The outcome of a scenario in each future, or how much it differs there from another one with the same luck.

    The scenarios' own numbers (future 0) are left out.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: no run was played in a future of a design.
    """
    found = results.values(outcome, scenario)
    if against is not None:
        # Twins only: a difference needs the same future and the same luck on both sides.
        twins = [run.pair for run, _ in results.pairs(against, scenario)]
        found = found.loc[twins] - results.values(outcome, against).loc[twins]
    found = found.loc[found.index.get_level_values("future") > 0]
    if found.empty:
        raise ValueError(Text("These histories were not played in different futures."))
    table = found.unstack("replication").sort_index(axis=0).sort_index(axis=1)
    return Answers(
        table.index.to_numpy(dtype=np.int64),
        table.to_numpy(dtype=np.float64),
        tuple(int(number) for number in table.columns),
    )


def complete(results: Results, outcome: str, scenario: str, against: str | None = None) -> Answers:
    """The outcome in every future of the design, over the replications that were finished in all of them.

    Raises:
        ValueError: a future is missing, no replication was finished in all futures, or a value is missing.
    """
    found = answers(results, outcome, scenario, against)
    planned = [future.number for future in results.design.futures]
    missing = sorted(set(planned) - set(found.numbers.tolist()))
    if missing:
        raise ValueError(Text("Future {number} has no finished history.", number=missing[0]))
    if found.numbers.tolist() != planned:
        raise ValueError(Text("There are futures that the design does not have."))
    played = {(run.future, run.replication) for run in results.of(scenario)}
    if against is not None:
        played &= {run.pair for run in results.of(against)}
    everywhere = [
        column
        for column, replication in enumerate(found.replications)
        if all((future, replication) in played for future in planned)
    ]
    if not everywhere:
        raise ValueError(Text("No replication was finished in all futures."))
    values = found.values[:, everywhere]
    if not np.isfinite(values).all():
        row, _ = np.argwhere(~np.isfinite(values))[0]
        raise ValueError(Text("The outcome has no value in future {number}.", number=planned[row]))
    return Answers(found.numbers, values, tuple(found.replications[column] for column in everywhere))


def enough_futures(count: int, fewest: int = FEWEST_FUTURES) -> None:
    """Raises ValueError when there are too few futures to say anything about them."""
    if count < fewest:
        raise ValueError(Text("This needs at least {fewest} futures; there are {count}.", fewest=fewest, count=count))


def points_fit(design: Design) -> None:
    """Raises ValueError when the value of an assumption is not the one at its point in the design."""
    for row, future in enumerate(design.futures):
        for column, factor in enumerate(design.factors):
            here = factor.number(factor.value(float(design.points[row, column])))
            if not math.isclose(here, factor.number(future.values[factor.key]), rel_tol=1e-9, abs_tol=1e-12):
                where = {"number": future.number, "key": factor.key}
                raise ValueError(Text("Future {number}: the value of {key} is not the one of its point.", **where))


RULES = {
    "noisy threshold": Text("noisy threshold"),
    "hard threshold": Text("hard threshold"),
    "salience": Text("salience"),
    "two stocks": Text("two stocks"),
    "off": Text("off"),
    "shock": Text("shock"),
    "none": Text("none"),
    "feedback": Text("feedback"),
    "double well": Text("double well"),
    "plain": Text("plain"),
    "nash": Text("fair split"),
    "equal price": Text("equal price"),
    "aware": Text("aware residents"),
    "all": Text("all residents"),
    "criterion": Text("by criterion"),
    "calendar": Text("by the calendar"),
    "both": Text("both"),
}
"""What rival rules are called on a screen; in files they keep their English word."""


def rule_called(choice: str, language: str) -> str:
    """What a rival rule is called in one language; its word in files when it has no name."""
    return RULES[choice].told(language) if choice in RULES else choice


def plain_value(value: float, factor: Factor, language: str) -> str:
    """A value of an assumption with its unit, as a reader writes it: `25 %`, `12 weeks`, `−2.4`; a rule by its word."""
    if factor.choices:
        called = rule_called(factor.choices[round(value)], language)
        return f"‘{called}’" if language == "nl" else f"“{called}”"
    value = round(value) if factor.whole else _digits(value, factor.high - factor.low)
    if factor.unit in SHARES:
        decimals = max(1 - math.floor(math.log10(abs(value) * 100 + 1e-12)), 0) if value else 0
        return percent(value, min(decimals, 2), language)
    text = as_written(value, language).replace("-", "−")
    # A weight is a bare number; its unit says nothing more.
    if not factor.unit or factor.unit == "weight":
        return text
    return f"{text} {translate(factor.unit, language)}"


def listed(names: Sequence[str], language: str, most: int = 3) -> str:
    """Names in a row as a person says them: `a, b and c`, or the first few and how many more."""
    kept = list(names[:most])
    if len(names) > most:
        kept.append(Text("{count} more", count=number(len(names) - most, 0, language)).told(language))
    if len(kept) < 2:
        return "".join(kept)
    return Text("{first} and {last}", first=", ".join(kept[:-1]), last=kept[-1]).told(language)


def downwards(entry: Entry) -> float:
    """1 where more is better or neither is, and -1 where less is better."""
    return -1.0 if entry.good == "low" else 1.0


def _digits(value: float, span: float) -> float:
    """A value in steps of a hundredth of its range or less, so that nobody reads chance digits."""
    if not span or not math.isfinite(span):
        return float(f"{value:.{DIGITS}g}")
    places = DIGITS - 1 - math.floor(math.log10(span))
    return round(value, max(places, 0)) + 0.0
