"""Hysteresis: with the same help, is there more on the way down than there was on the way up?

Help is raised slowly from nothing to full and lowered again by the same steps, so that every level is met twice. What
lies between the two lines is not all memory: the second time comes later, and time alone lets things grow or age. So
the same weeks are looked at in stories in which help stays at each level all the time. What these differ between the
two moments is what time alone gives; only what is left of the difference tells that what was built holds itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import shown, signed, size
from weisim.analysis.branches import Branches, branches_of
from weisim.analysis.finding import NOTHING, between, capital, inquiry_of, outcomes_of, plain
from weisim.analysis.interval import FloatArray
from weisim.analysis.paired import mean_interval, mean_of_units, units
from weisim.analysis.spread import Separated, luck_and_unknown
from weisim.analysis.wording import short
from weisim.language import Text, percent, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

STEPS, WEEKS = "steps", "weeks_a_step"
"""The settings of an inquiry that say in how many steps help was raised, and how long each level stayed."""
Ends = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """An outcome at each level of help, in one stretch of the story.

    Attributes:
        mean: the mean over histories (over futures first) at each level, from none to full.
        low: lower end of the 95 % interval of each.
        high: upper end of each.
    """

    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Area:
    """An area between two lines: help runs from 0 to 1, so it is the mean difference over all levels of help.

    Attributes:
        mean: the mean over histories (over futures first), in the unit of the outcome times the full dose.
        interval: its 95 % interval; nan with fewer than five histories (or futures).
    """

    mean: float
    interval: Ends

    @property
    def side(self) -> int:
        """1 when the whole interval is above zero, −1 when below, 0 when it holds zero or is missing."""
        low, high = self.interval
        return int(low > 0) - int(high < 0)


@dataclass(frozen=True)
class Hysteresis:
    """What an outcome is at each level of help on the way up, and what on the way down.

    Attributes:
        entry: the outcome.
        scenario: the story in which help goes up and comes down.
        titles: its Dutch and English title.
        steady: the stories in which help stays at one level, from none to full; empty when there are none.
        levels: the levels of help, as shares of full help.
        weeks: how long each level stays.
        histories: how many histories there are of every story.
        futures: in how many futures.
        up, down: the outcome on the way up and on the way down.
        steady_up, steady_down: the outcome in the same weeks where help stays at each level; None without such stories.
        between: the area between the way down and the way up.
        time: what time alone gives of it; None without stories in which help stays.
        left: what is left when that is taken away; None likewise.
        relative: the area as a share of what lies under the way up; nan when nothing does.
        spread: how far histories lie apart in what is left (in the area, without a control), by luck and by what is
            not known.
    """

    kind: ClassVar[str] = "hysteresis"

    entry: Entry
    scenario: str
    titles: tuple[str, str]
    steady: tuple[str, ...]
    levels: tuple[float, ...]
    weeks: int
    histories: int
    futures: int
    up: Line
    down: Line
    steady_up: Line | None
    steady_down: Line | None
    between: Area
    time: Area | None
    left: Area | None
    relative: float
    spread: Separated

    def sentences(self, language: str) -> tuple[str, ...]:
        """Whether there is more on the way down with the same help, and whether time alone would have given that."""
        label = capital(self.entry.label(language))
        told = [self._answer(label)]
        if self.between.side:
            told.append(self._how_much(self.between, language))
        if self.time is None or self.left is None:
            if not math.isnan(self.between.interval[0]):
                told.append(Text("Time passes as well. How much of it is growth or ageing cannot be told here."))
            return tuple(short(text, language) for text in told)
        told.append(
            Text("Time alone makes a difference of {amount}.", amount=signed(self.time.mean, self.entry, language))
        )
        ends = between(*self.left.interval, self.entry, language)
        if ends != NOTHING:
            rest = signed(self.left.mean, self.entry, language)
            told.append(Text("Without that, {amount} is left; the 95% interval is {range}.", amount=rest, range=ends))
        told.append(self._meaning())
        return tuple(short(text, language) for text in told)

    def _answer(self, label: str) -> Text:
        if math.isnan(self.between.interval[0]):
            return Text("{label}: too few histories to compare the way up and the way down.", label=label)
        if self.between.side > 0:
            return Text("{label}: in this model more on the way down than on the way up.", label=label)
        if self.between.side < 0:
            return Text("{label}: in this model less on the way down than on the way up.", label=label)
        return Text("{label}: no clear difference between the way up and the way down.", label=label)

    def _how_much(self, area: Area, language: str) -> Text:
        amount = size(area.mean, self.entry, language)
        parts = {"amount": amount, "share": percent(abs(self.relative), 0, language)}
        if math.isnan(self.relative):
            return Text("With the same help the difference is {amount} on average.", **parts)
        return Text("With the same help the difference is {amount} on average, or {share}.", **parts)

    def _meaning(self) -> Text:
        """What may be concluded from what time alone does not give."""
        assert self.left is not None
        if math.isnan(self.left.interval[0]):
            return Text("There are too few histories to say what time alone does not give.")
        if self.left.side > 0:
            return Text("So part of what was built holds itself, or takes longer than a step to go.")
        if self.left.side < 0:
            return Text("So less is left than where help never was higher.")
        return Text("So there is no clear sign that what was built holds itself.")

    def heading(self, language: str) -> str:
        """What the table shows."""
        label = self.entry.label(language)
        return Text("{label} by level of help, on the way up and down", label=capital(label)).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        heads = (
            translate("help", language),
            translate("on the way up", language),
            translate("on the way down", language),
            translate("difference", language),
        )
        return heads if self.time is None else (*heads, translate("by time alone", language))

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row a level of help, from full to none, and the mean over all levels."""
        rows = []
        for row in reversed(range(len(self.levels))):
            up, down = self.up.mean[row], self.down.mean[row]
            cells = [percent(self.levels[row], 0, language), *(shown(one, self.entry, language) for one in (up, down))]
            cells.append(signed(down - up, self.entry, language))
            if self.steady_up is not None and self.steady_down is not None:
                cells.append(signed(self.steady_down.mean[row] - self.steady_up.mean[row], self.entry, language))
            rows.append(tuple(cells))
        last = [translate("on average", language), "", "", signed(self.between.mean, self.entry, language)]
        if self.time is not None:
            last.append(signed(self.time.mean, self.entry, language))
        return (*rows, tuple(last))

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self)}


def hysteresis(
    results: Results,
    scenario: str | None = None,
    steps: int | None = None,
    weeks: int | None = None,
    steady: dict[str, float] | None = None,
) -> Hysteresis:
    """What the first outcome is at each level of help on the way up and on the way down, and what time alone gives.

    Looked at is the last half of each step, so that the first half can follow the change.

    Args:
        results: the runs.
        scenario: the story in which help goes up and comes down; the reference of the inquiry when left out.
        steps: how many levels there are; from the settings of the inquiry when left out.
        weeks: how long each level stays; likewise.
        steady: stories in which help stays at one level, with that level, 0-1; from the settings when left out, where
            they stand under their names.

    Raises:
        ValueError: the histories are not those of a story that goes up and down, or it is not said in which steps.
    """
    inquiry = inquiry_of(results)
    entry = outcomes_of(results)[0]
    name = scenario or inquiry.reference
    if name not in results.scenarios or not results.of(name):
        raise ValueError(Text("There is no finished history of “{title}”.", title=name))
    stairs = [given or int(inquiry.settings.get(key, 0)) for given, key in ((steps, STEPS), (weeks, WEEKS))]
    if min(stairs) < 1 or stairs[0] < 2:
        example = f"settings = {{ {STEPS} = 10, {WEEKS} = 52 }}"
        raise ValueError(Text("It is not said in which steps help was raised. Write: {example}", example=example))
    said = steady if steady is not None else {one: inquiry.settings[one] for one in inquiry.settings if one != name}
    found = branches_of(results, entry.name, name, stairs[0], stairs[1], said)
    return _found(found, entry, results)


def _found(found: Branches, entry: Entry, results: Results) -> Hysteresis:
    unit, levels = units(found.future), found.levels
    up, down = found.up, found.down
    raw = _areas(levels, down - up)
    time = left = steady_up = steady_down = None
    rest = raw
    if found.steady_up is not None and found.steady_down is not None:
        by_time = _areas(levels, found.steady_down - found.steady_up)
        rest = raw - by_time
        time, left = _area(by_time, unit), _area(rest, unit)
        steady_up, steady_down = _line(found.steady_up, unit), _line(found.steady_down, unit)
    under = float(mean_of_units(_areas(levels, up), unit).mean())
    area = _area(raw, unit)
    return Hysteresis(
        entry=entry,
        scenario=found.scenario,
        titles=(results.title(found.scenario, "nl"), results.title(found.scenario, "en")),
        steady=found.steady,
        levels=tuple(levels.tolist()),
        weeks=found.weeks,
        histories=len(found.future),
        futures=len(np.unique(found.future)),
        up=_line(up, unit),
        down=_line(down, unit),
        steady_up=steady_up,
        steady_down=steady_down,
        between=area,
        time=time,
        left=left,
        relative=area.mean / under if under > 0 else math.nan,
        spread=luck_and_unknown(rest, found.future),
    )


def _areas(levels: FloatArray, heights: FloatArray) -> FloatArray:
    """The area under a line for each history, by trapezia between the levels of help."""
    return np.asarray(np.trapezoid(heights, levels, axis=1), dtype=np.float64)


def _area(values: FloatArray, unit: NDArray[np.int64]) -> Area:
    means = mean_of_units(values, unit)
    return Area(float(means.mean()), mean_interval(means))


def _line(values: FloatArray, unit: NDArray[np.int64]) -> Line:
    columns = [mean_of_units(column, unit) for column in values.T]
    ends = [mean_interval(column) for column in columns]
    return Line(
        tuple(float(column.mean()) for column in columns),
        tuple(low for low, _ in ends),
        tuple(high for _, high in ends),
    )
