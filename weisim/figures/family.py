"""Family: all differences that were fixed beforehand, each with its interval, and which of them hold up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.family import Compared, Family
from weisim.analysis.verdict import Verdict
from weisim.figures import style
from weisim.language import Text, translate
from weisim.results.results import Results

ROW = 0.3
HOLDS = (Verdict.HOLDS, Verdict.SMALL)


def family(finding: Family, results: Results, language: str = "nl") -> Figure:
    """The mean difference of each plan with the plan of reference, with its 95 % interval, a panel an outcome.

    A filled circle holds up among all comparisons, an open one does not. The grey band is too small to matter.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    scenarios = list(dict.fromkeys(one.scenario for one in finding.comparisons))
    outcomes = list(dict.fromkeys(one.entry for one in finding.comparisons))
    names = [finding.title(scenario, language) for scenario in scenarios]
    heading = Text("Difference with “{title}” in the last week", title=finding.title(finding.reference, language))
    with style.in_style():
        height = 1.25 + style.panels_height(len(outcomes), len(names), ROW)
        figure = style.sheet(height)
        band = translate("line = 95% interval of the mean", language)
        style.footer(figure, style.made(results, [finding.reference, *scenarios]), band, language)
        top = height - style.title(figure, heading.told(language))
        read = translate("Filled: holds up. Open: no clear difference. Grey band: too small to matter.", language)
        top -= style.note(figure, read, top)
        headings = [style.sentence_case(entry.label(language)) for entry in outcomes]
        panels = style.small_panels(figure, headings, names, top, ROW)
        for axes, entry in zip(panels, outcomes, strict=True):
            _panel(axes, [finding.of(scenario, entry.name) for scenario in scenarios], language)
    return figure


def _panel(axes: Axes, found: Sequence[Compared], language: str) -> None:
    entry = found[0].entry
    numbers = np.array([[one.mean, one.low, one.high] for one in found] + [[0.0, 0.0, 0.0]])
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    # Some room at both sides, and enough to see the band of what is too small to matter.
    room = max(0.08 * (high - low), 1.6 * entry.matters if high - low < 4 * entry.matters else 0.0, 1e-9)
    axes.set_xlim(low - room, high + room)
    style.numbers_axis(axes, language, points=entry.unit in SHARES, ticks=4, across=True)
    axes.axvspan(-entry.matters, entry.matters, color=style.GRID, linewidth=0, zorder=0)
    axes.axvline(0, color=style.INK, linewidth=1.0, zorder=1)
    look = style.LOOKS[0]
    for place, one in enumerate(found):
        if np.isfinite(one.low):
            axes.plot([one.low, one.high], [place + 0.5] * 2, color=look.colour, linewidth=1.8, solid_capstyle="butt")
        if np.isfinite(one.mean):
            axes.plot(
                [one.mean],
                [place + 0.5],
                marker="o",
                markersize=6,
                markerfacecolor=look.colour if one.verdict in HOLDS else "white",
                markeredgecolor=look.colour,
                markeredgewidth=1.4,
            )
