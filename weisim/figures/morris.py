"""Morris: how much each assumption matters, the one that matters most on top."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.morris import Influence, Morris
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.results.results import Results

MOST = 15
"""More assumptions than this are not drawn; the others matter less."""
ROW, LEFT, ACROSS = 0.33, 2.95, 3.75
"""Inches: the height of an assumption, and where its dot stands."""


def morris(finding: Morris, results: Results, language: str = "nl") -> Figure:
    """How much the outcome changes when one assumption crosses its range: a dot with its 95 % interval.

    A filled dot has a clear influence; an open one cannot be told from an assumption that does nothing. A short upright
    line tells what luck alone would give.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    subject = finding.subject
    shown = finding.influences[:MOST]
    scenarios = [name for name in (subject.scenario, subject.against) if name is not None]
    made = style.made(results, scenarios)
    with style.in_style():
        height = 1.95 + len(shown) * ROW
        figure = style.sheet(height)
        foot = style.footer(figure, made, translate("line = 95% interval", language), language)
        used = style.title(
            figure,
            Text("How much each assumption matters. {subject}", subject=finding.heading(language)).told(language),
        )
        used += style.note(figure, _note(finding, len(shown), language), height - used - 0.06)
        axes = style.place(figure, LEFT, foot + 0.5, ACROSS, height - used - 0.15 - foot - 0.5)
        _frame(axes, shown, subject.entry.unit in SHARES, language)
        for row, one in enumerate(shown):
            _row(axes, row, one)
    return figure


def _note(finding: Morris, drawn: int, language: str) -> str:
    parts = [translate("Filled: a clear influence. Open: no clear influence.", language)]
    if any(not math.isnan(one.luck) for one in finding.influences):
        parts.append(translate("Small upright line: what luck alone would give.", language))
    if drawn < len(finding.influences):
        left = number(len(finding.influences) - drawn, 0, language)
        parts.append(Text("Not drawn: {count} assumptions that matter less.", count=left).told(language))
    return " ".join(parts)


def _frame(axes: Axes, shown: Sequence[Influence], points: bool, language: str) -> None:
    axes.set_ylim(len(shown) - 0.5, -0.5)
    luck = [one.luck for one in shown if not math.isnan(one.luck)]
    axes.set_xlim(0, 1.05 * max([one.high for one in shown] + luck))
    axes.set_yticks(range(len(shown)), [style.wrapped(one.factor.label(language), 42, 2) for one in shown])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    style.numbers_axis(axes, language, points=points, across=True)
    if points:
        axes.set_xlabel(translate("mean change over the whole range, percentage points", language))
    else:
        axes.set_xlabel(translate("mean change over the whole range", language))


def _row(axes: Axes, row: int, one: Influence) -> None:
    look = style.LOOKS[0]
    colour = style.SOFT if one.inert else look.colour
    axes.plot([one.low, one.high], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
    axes.plot(
        [one.size],
        [row],
        marker=look.marker,
        markersize=6,
        markerfacecolor="white" if one.inert else colour,
        markeredgecolor=colour,
        markeredgewidth=1.4,
        clip_on=False,
    )
    if not math.isnan(one.luck):
        axes.plot([one.luck] * 2, [row - 0.3, row + 0.3], color=style.LOOKS[1].colour, linewidth=1.4)
