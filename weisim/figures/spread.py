"""Spread: how far histories lie apart by luck alone, by what is not known alone, and by both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.spread import Line, Spread
from weisim.figures import style
from weisim.language import translate
from weisim.results.results import Results

ROW = 0.4
OFFSETS = (0.24, 0.5, 0.76)
"""Where in the line of a plan the bars of luck, not knowing and both stand."""


def spread(finding: Spread, results: Results, language: str = "nl") -> Figure:
    """In what range 8 out of 10 histories end: by luck alone, by what is not known alone, and by both.

    A panel an outcome; a line for each plan. What could not be told apart is not drawn.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    levels = [line for line in finding.lines if not line.difference]
    scenarios = list(dict.fromkeys(line.scenario for line in levels))
    outcomes = list(dict.fromkeys(line.entry for line in levels))
    names = [finding.title(scenario, language) for scenario in scenarios]
    with style.in_style():
        height = 1.25 + style.panels_height(len(outcomes), len(names), ROW)
        figure = style.sheet(height)
        made = style.made(results, scenarios)
        style.footer(figure, made, translate("bar = 8 out of 10 histories, line = mean", language), language)
        top = height - style.title(figure, translate("Luck and not knowing: where histories end", language))
        if any(line.found.told_apart for line in levels):
            read = translate("Top bar: luck alone. Middle bar: not knowing alone. Thin bottom bar: both.", language)
        else:
            read = translate("Thin bar: all histories. Luck and not knowing cannot be told apart here.", language)
        top -= style.note(figure, read, top)
        headings = [_heading(line, language) for line in levels if line.scenario == scenarios[0]]
        panels = style.small_panels(figure, headings, names, top, ROW)
        for axes, entry in zip(panels, outcomes, strict=True):
            _panel(axes, [line for line in levels if line.entry == entry], language)
    return figure


def _heading(line: Line, language: str) -> str:
    return style.sentence_case(line.entry.label(language))


def _panel(axes: Axes, lines: Sequence[Line], language: str) -> None:
    entry = lines[0].entry
    ends = np.array([end for line in lines for end in (*line.found.both, *line.found.luck, *line.found.unknown)])
    seen = ends[np.isfinite(ends)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    room = max(0.05 * (high - low), 1e-9)
    axes.set_xlim(low - room, high + room)
    style.numbers_axis(axes, language, share=entry.unit in SHARES, ticks=4, across=True)
    for place, line in enumerate(lines):
        found = line.found
        bars = [(found.luck, style.LOOKS[0], 5.0), (found.unknown, style.LOOKS[1], 5.0)]
        if not found.told_apart:
            bars = []
        for (ends_of, look, width), offset in zip(bars, OFFSETS, strict=False):
            if np.isfinite(ends_of).all():
                axes.plot(
                    ends_of, [place + offset] * 2, color=look.colour, linewidth=width, solid_capstyle="butt", zorder=2
                )
        if np.isfinite(found.both).all():
            spot = place + OFFSETS[2 if found.told_apart else 1]
            axes.plot(found.both, [spot] * 2, color=style.INK, linewidth=1.6, solid_capstyle="butt", zorder=2)
        if np.isfinite(found.middle):
            axes.plot([found.middle] * 2, [place + 0.12, place + 0.88], color=style.SOFT, linewidth=1.0, zorder=3)
