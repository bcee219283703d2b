"""Sobol: which part of the differences between futures each assumption explains."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.sobol import Part, Sobol
from weisim.figures import style
from weisim.figures.style import Look
from weisim.language import Text, number, percent, translate
from weisim.results.results import Results

MOST = 15
"""More assumptions than this are not drawn; the others matter less."""
ROW, LEFT, ACROSS = 0.37, 2.95, 3.75
"""Inches: the height of an assumption, and where its dots stand."""


def sobol(finding: Sobol, results: Results, language: str = "nl") -> Figure:
    """The part that each assumption explains alone, and the part in which it has a hand, with their 95 % intervals.

    A filled dot is with others, an open square alone. A dotted line tells what luck alone leaves.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    subject = finding.subject
    shown = finding.parts[:MOST]
    scenarios = [name for name in (subject.scenario, subject.against) if name is not None]
    made = style.made(results, scenarios)
    with style.in_style():
        height = 1.95 + len(shown) * ROW
        figure = style.sheet(height)
        foot = style.footer(figure, made, translate("line = 95% interval", language), language)
        heading = Text("What explains the differences. {subject}", subject=finding.heading(language)).told(language)
        used = style.title(figure, heading)
        used += style.note(figure, _note(finding, len(shown), language), height - used - 0.06)
        axes = style.place(figure, LEFT, foot + 0.5, ACROSS, height - used - 0.15 - foot - 0.5)
        _frame(axes, shown, language)
        if not math.isnan(finding.luck):
            axes.axvline(finding.luck, color=style.SOFT, linestyle=(0, (1.2, 1.4)), linewidth=1.2, zorder=1)
        for row, part in enumerate(shown):
            _dot(axes, row - 0.16, part.total, part.total_half_width, style.LOOKS[0], filled=True)
            _dot(axes, row + 0.16, part.first, part.first_half_width, style.LOOKS[1], filled=False)
    return figure


def _note(finding: Sobol, drawn: int, language: str) -> str:
    parts = [translate("Dot: alone and with others. Open square: alone.", language)]
    if not math.isnan(finding.luck):
        luck = percent(finding.luck, 0, language)
        parts.append(Text("Dotted line: what luck leaves, {share}.", share=luck).told(language))
    if drawn < len(finding.parts):
        left = number(len(finding.parts) - drawn, 0, language)
        parts.append(Text("Not drawn: {count} assumptions that matter less.", count=left).told(language))
    return " ".join(parts)


def _frame(axes: Axes, shown: Sequence[Part], language: str) -> None:
    axes.set_ylim(len(shown) - 0.5, -0.5)
    low = min(0.0, *(part.first - part.first_half_width for part in shown))
    high = max(part.high for part in shown)
    axes.set_xlim(low * 1.05, max(high * 1.05, 0.2))
    axes.set_yticks(range(len(shown)), [style.wrapped(part.factor.label(language), 42, 2) for part in shown])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=style.SOFT, linewidth=0.8, zorder=1)
    style.numbers_axis(axes, language, share=True, across=True)
    axes.set_xlabel(translate("part of the differences between futures", language))


def _dot(axes: Axes, height: float, value: float, half_width: float, look: Look, *, filled: bool) -> None:
    axes.plot([value - half_width, value + half_width], [height] * 2, color=look.colour, linewidth=1.4)
    axes.plot(
        [value],
        [height],
        marker=look.marker,
        markersize=6 if filled else 5,
        markerfacecolor=look.colour if filled else "white",
        markeredgecolor=look.colour,
        markeredgewidth=1.3,
        clip_on=False,
    )
