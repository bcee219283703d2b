"""Factorial: what comes out on a grid of levers, where it is best, and whether levers need each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from weisim.analysis.amounts import shown, signed, size
from weisim.analysis.finding import NOTHING, between, inquiry_of, outcomes_of, plain
from weisim.analysis.futures import downwards
from weisim.analysis.interval import FloatArray, eight_of_ten, median, median_interval
from weisim.analysis.wording import quoted, short
from weisim.language import Text, as_written, number, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

MOST_LEVERS = 2
FEWEST_PAIRS = 6
"""With fewer histories there is no interval of a middle difference."""


@dataclass(frozen=True)
class Cell:
    """What comes out with one setting of the levers.

    Attributes:
        scenario: name of the scenario.
        levers: the value of each lever.
        median: the middle outcome.
        median_low, median_high: its 95 % interval.
        low, high: 8 out of 10 histories lie between these.
        histories: number of values: one a history, or one a future.
        as_good: whether it is not clearly worse than the best cell, with the same luck.
    """

    scenario: str
    levers: tuple[float, ...]
    median: float
    median_low: float
    median_high: float
    low: float
    high: float
    histories: int
    as_good: bool


@dataclass(frozen=True)
class Change:
    """What a lever changes from its lowest to its highest value, with the same luck.

    Attributes:
        lever: name of the lever.
        start, end: its lowest and highest value.
        median: the middle change, over the values of the other lever.
        low, high: its 95 % interval; nan with fewer than six.
        between: a value in between that does clearly better than both ends; nan when there is none.
    """

    lever: str
    start: float
    end: float
    median: float
    low: float
    high: float
    between: float = math.nan

    @property
    def clear(self) -> bool:
        """Whether the whole interval lies on one side of nothing."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Factorial:
    """What comes out on a grid of levers.

    Attributes:
        entry: the outcome.
        levers: names of the levers, one or two.
        values: the values of each lever, from low to high.
        cells: one for each setting, the first lever slowest.
        best: name of the scenario with the best middle outcome.
        changes: what each lever changes.
        together: how much more the first lever changes when the second is at its highest than at its lowest value;
            None with one lever.
    """

    kind: ClassVar[str] = "factorial"

    entry: Entry
    levers: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    cells: tuple[Cell, ...]
    best: str
    changes: tuple[Change, ...]
    together: Change | None

    @property
    def best_cell(self) -> Cell:
        """The cell with the best middle outcome."""
        return next(cell for cell in self.cells if cell.scenario == self.best)

    def at(self, *levers: float) -> Cell:
        """The cell with this setting of the levers; raises KeyError when it was not played."""
        for cell in self.cells:
            if all(math.isclose(one, other, abs_tol=1e-9) for one, other in zip(cell.levers, levers, strict=True)):
                return cell
        raise KeyError(levers)

    def setting(self, cell: Cell, language: str) -> str:
        """The setting of the levers in words: `control 0.2, dose 0.5`."""
        return ", ".join(
            f"{lever_label(lever, language)} {as_written(value, language)}"
            for lever, value in zip(self.levers, cell.levers, strict=True)
        )

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first: where it is best and how clear that is; then what each lever does."""
        best = self.best_cell
        label = self.entry.label(language)
        alike = sum(cell.as_good for cell in self.cells) - 1
        told = []
        if alike == len(self.cells) - 1:
            told.append(Text("{label}: no clear difference between the settings in this model.", label=_capital(label)))
        else:
            told.append(
                Text(
                    "In this model {setting} comes out best: {amount} {label}.",
                    label=label,
                    setting=self.setting(best, language),
                    amount=shown(best.median, self.entry, language),
                )
            )
            if alike:
                counts = {"count": number(alike, 0, language), "out_of": number(len(self.cells) - 1, 0, language)}
                told.append(Text("No clear difference with that: {count} of the other {out_of} settings.", **counts))
            else:
                told.append(Text("All other settings come out clearly worse."))
        for change in self.changes:
            told.append(self._told(change, language))
            if not math.isnan(change.between):
                lever = quoted(lever_label(change.lever, language), language)
                value = as_written(change.between, language)
                told.append(Text("In between, {lever} does better: near {value}.", lever=lever, value=value))
        if self.together is not None:
            told.append(self._told_together(self.together, language))
        return tuple(short(text, language) for text in told)

    def _told(self, change: Change, language: str) -> Text:
        parts = {
            "lever": quoted(lever_label(change.lever, language), language),
            "start": as_written(change.start, language),
            "end": as_written(change.end, language),
        }
        if not change.clear:
            return Text("From {start} to {end}, {lever} makes no clear difference.", **parts)
        parts["amount"] = size(change.median, self.entry, language)
        if change.median > 0:
            return Text("From {start} to {end}, {lever} goes with {amount} more.", **parts)
        return Text("From {start} to {end}, {lever} goes with {amount} less.", **parts)

    def _told_together(self, together: Change, language: str) -> Text:
        names = [quoted(lever_label(lever, language), language) for lever in self.levers]
        parts = {"first": names[0], "second": names[1]}
        if not together.clear:
            return Text("Whether {first} and {second} need each other is not clear.", **parts)
        parts["amount"] = size(together.median, self.entry, language)
        if together.median > 0:
            return Text("Both high, {first} and {second} give {amount} more than each alone adds up to.", **parts)
        return Text("Both high, {first} and {second} give {amount} less than each alone adds up to.", **parts)

    def heading(self, language: str) -> str:
        """What the table shows."""
        names = [lever_label(lever, language) for lever in self.levers]
        label = _capital(self.entry.label(language))
        if len(names) == 1:
            return Text("{label}: middle outcome by {first}", label=label, first=names[0]).told(language)
        return Text(
            "{label}: middle outcome by {first} and {second}", label=label, first=names[0], second=names[1]
        ).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("setting", language),
            translate("middle", language),
            translate("95% interval", language),
            translate("8 out of 10", language),
            translate("as good as the best", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row a setting, then one for what each lever changes."""
        entry = self.entry
        cells = [
            (
                self.setting(cell, language),
                shown(cell.median, entry, language),
                _range(cell.median_low, cell.median_high, entry, language),
                _range(cell.low, cell.high, entry, language),
                translate("yes", language) if cell.as_good else translate("no", language),
            )
            for cell in self.cells
        ]
        changes = [
            (
                Text(
                    "{lever} from {start} to {end}",
                    lever=lever_label(change.lever, language),
                    start=as_written(change.start, language),
                    end=as_written(change.end, language),
                ).told(language),
                signed(change.median, entry, language),
                between(change.low, change.high, entry, language),
                NOTHING,
                NOTHING,
            )
            for change in self.changes
        ]
        return (*cells, *changes)

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self)}


def factorial(
    results: Results, outcome: str | None = None, levers: Mapping[str, Mapping[str, float]] | None = None
) -> Factorial:
    """What comes out on a grid of one or two levers, with the same luck everywhere.

    Args:
        results: the runs, one scenario for each setting of the levers.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        levers: what each scenario sets: name of the scenario, then lever and value; that of the inquiry when left out.

    Raises:
        KeyError: there is no such outcome.
        ValueError: the scenarios make no whole grid, or a cell has no history.
    """
    entry = results.entry(outcome) if outcome is not None else outcomes_of(results)[0]
    known = inquiry_of(results).levers if levers is None else levers
    names, values, scenarios = _grid(known)
    missing = [scenario for scenario in scenarios if scenario not in results.scenarios or not results.of(scenario)]
    if missing:
        raise ValueError(Text("There is no finished history of “{title}”.", title=missing[0]))
    shared = set.intersection(*({run.pair for run in results.of(scenario)} for scenario in scenarios))
    if not shared:
        raise ValueError(Text("The settings share no history with the same luck."))
    table = np.column_stack([_means(results, entry.name, scenario, shared) for scenario in scenarios])
    if np.isnan(table).all(axis=0).any():
        raise ValueError(Text("The outcome has no value in one of the settings."))
    middles = np.nanmedian(table, axis=0)
    best = int(np.argmax(middles * downwards(entry)))
    cells = tuple(
        _cell(scenario, setting, column, table, best, entry)
        for column, (scenario, setting) in enumerate(zip(scenarios, itertools.product(*values), strict=True))
    )
    shaped = table.reshape(len(table), *(len(one) for one in values))
    changes = tuple(_change(name, values[axis], shaped, axis, downwards(entry)) for axis, name in enumerate(names))
    together = None
    if len(names) == MOST_LEVERS:
        crossed = shaped[:, -1, -1] - shaped[:, 0, -1] - shaped[:, -1, 0] + shaped[:, 0, 0]
        together = Change(names[0], values[0][0], values[0][-1], median(crossed), *median_interval(crossed))
    return Factorial(entry, names, values, cells, scenarios[best], changes, together)


def lever_label(lever: str, language: str) -> str:
    """What a lever is called; its own name when it is none of the usual ones."""
    known = {
        "support.control": translate("control", language),
        "support.scale.all": translate("dose", language),
        "context.trust": translate("trust", language),
        "context.mobility": translate("mobility", language),
        "context.poverty": translate("poverty", language),
    }
    return known.get(lever, lever.rpartition(".")[2].replace("_", " "))


def _grid(
    levers: Mapping[str, Mapping[str, float]],
) -> tuple[tuple[str, ...], tuple[tuple[float, ...], ...], list[str]]:
    """The names of the levers, their values from low to high, and the scenario of each setting."""
    names = tuple(dict.fromkeys(name for setting in levers.values() for name in setting))
    if not 1 <= len(names) <= MOST_LEVERS:
        raise ValueError(Text("A grid has one or two levers, not {count}.", count=len(names)))
    values = tuple(
        tuple(sorted({float(setting[name]) for setting in levers.values() if name in setting})) for name in names
    )
    where = {
        tuple(float(setting[name]) for name in names): scenario
        for scenario, setting in levers.items()
        if set(setting) == set(names)
    }
    wanted = list(itertools.product(*values))
    if set(where) != set(wanted) or len(where) != len(levers):
        raise ValueError(Text("The settings of the levers do not make a whole grid."))
    if len(wanted) < 2:
        raise ValueError(Text("A grid needs at least two settings."))
    return names, values, [where[setting] for setting in wanted]


def _cell(scenario: str, setting: tuple[float, ...], column: int, table: FloatArray, best: int, entry: Entry) -> Cell:
    found = table[:, column]
    behind = (table[:, best] - found) * downwards(entry)
    lower, _ = median_interval(behind)
    # Without an interval nothing is clearly worse.
    as_good = column == best or not lower > 0
    low, high = eight_of_ten(found)
    count = int((~np.isnan(found)).sum())
    return Cell(scenario, setting, median(found), *median_interval(found), low, high, count, as_good)


def _means(results: Results, outcome: str, scenario: str, shared: set[tuple[int, int]]) -> FloatArray:
    """The outcome of one setting: of each history, or, when there are futures, the mean of each.

    Histories in one future share what is not known, so that a future counts once.
    """
    found = results.values(outcome, scenario).loc[sorted(shared)]
    if any(future for future, _ in shared):
        found = found.loc[found.index.get_level_values("future") > 0].groupby(level="future").mean()
    means: FloatArray = found.to_numpy(dtype=np.float64)
    return means


def _change(name: str, values: tuple[float, ...], shaped: FloatArray, axis: int, sign: float) -> Change:
    """From the lowest to the highest value of one lever, averaged over the other with the same luck."""
    by_value = np.moveaxis(shaped, axis + 1, 1).reshape(len(shaped), len(values), -1).mean(axis=2)
    changed = by_value[:, -1] - by_value[:, 0]
    best = int(np.argmax(np.nanmedian(by_value, axis=0) * sign))
    ends = [median_interval(sign * (by_value[:, best] - by_value[:, end]))[0] for end in (0, -1)]
    between = values[best] if 0 < best < len(values) - 1 and min(ends) > 0 else math.nan
    return Change(name, values[0], values[-1], median(changed), *median_interval(changed), between)


def _range(low: float, high: float, entry: Entry, language: str) -> str:
    if math.isnan(low) or math.isnan(high):
        return NOTHING
    ends = {"low": shown(low, entry, language), "high": shown(high, entry, language)}
    return Text("{low} to {high}", **ends).told(language)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
