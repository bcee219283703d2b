"""Comparison: how much each plan differs from the first one, pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES, signed
from weisim.analysis.comparison import Comparison, Difference, compare
from weisim.figures import style
from weisim.figures.style import FloatArray, Look
from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results
from weisim.weeks import months_from_weeks

LEAST = 0.14
"""Share of the picture that is kept for each side of the line, so that there is room to name both."""
ROW, LEFT, ACROSS = 0.62, 2.05, 3.7
"""Inches: the height of a plan, and where its dots stand."""


@dataclass(frozen=True)
class Row:
    """What is drawn of one scenario: its title, one number a pair in the order of size, and what was found."""

    title: str
    differences: FloatArray
    found: Difference


def comparison(results: Results, indicator: str, scenarios: Sequence[str], language: str = "nl") -> Figure:
    """What the plans leave in the last week, compared with the first one: one dot a pair of histories.

    A pair is two histories with the same luck. The bar holds 8 out of 10 pairs, the open circle is the median.

    Args:
        results: the runs.
        indicator: name of the indicator.
        scenarios: names of the scenarios; the first is the one the others are compared with.
        language: `nl` or `en`.

    Raises:
        KeyError: there is no such scenario or indicator.
        ValueError: when fewer than two scenarios are given, or two share no replication.
    """
    if len(scenarios) < 2:
        raise ValueError("a comparison needs at least two scenarios")
    entry, first = results.entry(indicator), scenarios[0]
    compared = [compare(results, first, other, [indicator]) for other in scenarios[1:]]
    rows = [_row(results, found, indicator, language) for found in compared]
    heading = Text(
        "{label}: difference with “{title}”",
        label=style.sentence_case(entry.label(language)),
        title=results.title(first, language),
    ).told(language)
    last = number(months_from_weeks(max(found.week for found in compared) + 1), 0, language)
    with style.in_style():
        return _draw(heading, last, rows, entry, style.made(results, scenarios), language)


def _row(results: Results, found: Comparison, indicator: str, language: str) -> Row:
    before, after = (results.series(indicator, scenario).loc[found.week] for scenario in (found.a, found.b))
    together = before.index.intersection(after.index)
    differences = (after[together] - before[together]).to_numpy(dtype=np.float64)
    kept = np.sort(differences[np.isfinite(differences)])
    return Row(results.title(found.b, language), kept, found.of(indicator))


def _draw(heading: str, months: str, rows: Sequence[Row], entry: Entry, made: style.Made, language: str) -> Figure:
    points = entry.unit in SHARES
    height = 1.85 + len(rows) * ROW
    figure = style.sheet(height)
    foot = style.footer(figure, made, translate("bar = 8 out of 10 pairs, circle = median", language), language)
    top = height - style.title(figure, heading) - 0.3
    axes = style.place(figure, LEFT, foot + 0.5, ACROSS, top - foot - 0.5)
    axes.set_ylim(len(rows), 0)
    axes.set_xlim(*_reach(rows))
    style.numbers_axis(axes, language, points=points, ticks=6, across=True)
    if points:
        axes.set_xlabel(Text("percentage points per pair, after {months} months", months=months).told(language))
    else:
        axes.set_xlabel(Text("difference per pair, after {months} months", months=months).told(language))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=style.INK, linewidth=1.2, zorder=1)
    axes.set_yticks([])
    _directions(axes, language)
    looks = style.looks(len(rows) + 1)[1:]
    for place, (row, look) in enumerate(zip(rows, looks, strict=True)):
        _name(axes, place, row, entry, language)
        if row.differences.size:
            _dots(axes, place, row, look)
    return figure


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    found = np.concatenate([row.differences for row in rows] + [np.zeros(1)])
    low, high = float(found.min()), float(found.max())
    span = max(high - low, 1e-9)
    return min(low - 0.05 * span, -LEAST * span), max(high + 0.05 * span, LEAST * span)


def _directions(axes: Axes, language: str) -> None:
    """Say in words which side of the line is less and which is more."""
    for word, side, aligned in (
        (translate("← less", language), -4, "right"),
        (translate("more →", language), 4, "left"),
    ):
        axes.annotate(
            word,
            (0, 0),
            xytext=(side, 4),
            textcoords="offset points",
            ha=aligned,
            va="bottom",
            fontsize=style.SMALL,
            color=style.SOFT,
            annotation_clip=False,
        )


def _name(axes: Axes, place: int, row: Row, entry: Entry, language: str) -> None:
    """The title of the plan at the left and what was found, in numbers, at the right."""
    axes.annotate(
        style.wrapped(row.title, 28, 2),
        (0, place + 0.5),
        xycoords=("axes fraction", "data"),
        xytext=(-10, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        annotation_clip=False,
    )
    told = translate("nothing to compare", language)
    if row.differences.size:
        middle, low, high = (
            signed(value, entry, language) for value in (row.found.median, row.found.low, row.found.high)
        )
        told = Text("{middle}\n({low} to {high})", middle=middle, low=low, high=high).told(language)
    axes.annotate(
        told,
        (1, place + 0.5),
        xycoords=("axes fraction", "data"),
        xytext=(10, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        annotation_clip=False,
    )


def _dots(axes: Axes, place: int, row: Row, look: Look) -> None:
    """One dot a pair, rising with its rank so that equal differences do not hide each other; above them the bar."""
    count = row.differences.size
    heights = place + 0.9 - 0.5 * (np.arange(count) + 0.5) / count
    axes.plot(
        row.differences,
        heights,
        linestyle="none",
        marker=look.marker,
        markersize=3.4,
        color=look.colour,
        markeredgewidth=0,
        alpha=0.75,
        clip_on=False,
    )
    axes.plot(
        [row.found.low, row.found.high], [place + 0.22] * 2, color=look.colour, linewidth=3.0, solid_capstyle="butt"
    )
    axes.plot(
        [row.found.median],
        [place + 0.22],
        marker="o",
        markersize=7,
        markerfacecolor="white",
        markeredgecolor=look.colour,
        markeredgewidth=1.6,
    )
