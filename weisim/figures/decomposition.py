"""Decomposition: what each difference in what lives at the end comes from."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.decomposition import Decomposition, Parted, part_names
from weisim.figures import style
from weisim.language import translate
from weisim.results.results import Results

ROW, LEFT, ACROSS = 1.05, 2.95, 3.9
"""Inches: the height of a plan, and where its bars stand."""
BAR = 0.135
"""Height of a bar as a part of the line of a plan."""


def decomposition(finding: Decomposition, results: Results, language: str = "nl") -> Figure:
    """Each difference with the plan of reference, and below it what it comes from; the bars below add up to the first.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    scenarios = [part.scenario for part in finding.parts]
    with style.in_style():
        height = 1.3 + ROW * len(scenarios)
        figure = style.sheet(height)
        made = style.made(results, [finding.reference, *scenarios])
        foot = style.footer(figure, made, translate("thin line = 95% interval", language), language)
        top = height - style.title(figure, finding.heading(language)) - 0.08
        axes = style.place(figure, LEFT, foot + 0.42, ACROSS, top - foot - 0.42)
        axes.set_ylim(len(scenarios), 0)
        axes.set_yticks([])
        axes.grid(visible=False, axis="y")
        axes.grid(visible=True, axis="x")
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color=style.INK, linewidth=1.0, zorder=3)
        style.numbers_axis(axes, language, ticks=6, across=True)
        axes.set_xlabel(translate("how many more or fewer per history", language))
        names = (translate("difference", language), *part_names(language))
        for place, part in enumerate(finding.parts):
            _bars(axes, place, part, names)
            title = style.wrapped(finding.title(part.scenario, language), 22, 3)
            _label(axes, title, place + 0.5, -72, style.PLAIN, style.INK)
    return figure


def _bars(axes: Axes, place: int, part: Parted, names: tuple[str, ...]) -> None:
    """The difference first, in the first colour; its parts below it, in the second."""
    for row, one in enumerate((part.total, part.births, part.survival, part.reached, part.timing)):
        middle = place + 0.16 + row * 0.17
        colour = style.LOOKS[0].colour if row == 0 else style.LOOKS[1].colour
        axes.barh([middle], [one.amount], height=BAR, color=colour, alpha=1.0 if row == 0 else 0.75, zorder=2)
        if np.isfinite(one.low):
            axes.plot([one.low, one.high], [middle] * 2, color=style.INK, linewidth=1.0, zorder=4)
        _label(axes, names[row], middle, -8, style.TINY, style.INK if row == 0 else style.SOFT)


def _label(axes: Axes, text: str, height: float, left: float, size: float, colour: str) -> None:
    axes.annotate(
        text,
        (0, height),
        xycoords=("axes fraction", "data"),
        xytext=(left, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=size,
        color=colour,
        annotation_clip=False,
    )
