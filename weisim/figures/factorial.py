"""Factorial: what comes out on a grid of levers, as a map of numbers or as a line."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from weisim.analysis.amounts import SHARES, shown
from weisim.analysis.factorial import Cell, Factorial, lever_label
from weisim.figures import style
from weisim.language import Text, as_written, translate
from weisim.results.results import Results

CELL, LEFT, ACROSS = 0.62, 1.15, 5.4
"""Inches: the height of a row of the map, and where it stands."""
SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9CC9E6"])
"""Pale enough for black numbers on every shade."""
LINE_HEIGHT = 3.9


def factorial(finding: Factorial, results: Results, language: str = "nl") -> Figure:
    """The middle outcome of every setting with its 95 % interval; with two levers as a map, with one as a line.

    The best setting has a thick frame; those that are not clearly worse have a thin one. Darker is better.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    made = style.made(results, [cell.scenario for cell in finding.cells])
    # A grid has many scenarios; their digests would fill the footer.
    made = style.Made(made.pairs, made.version, (), made.date)
    with style.in_style():
        if len(finding.levers) == 1:
            return _line(finding, made, language)
        return _map(finding, made, language)


def _map(finding: Factorial, made: style.Made, language: str) -> Figure:
    across, up = finding.values
    height = 1.95 + CELL * len(up)
    figure = style.sheet(height)
    foot = style.footer(figure, made, translate("small = 95% interval", language), language)
    used = style.title(figure, finding.heading(language))
    how = translate("Thick frame: the best. Thin frame: not clearly worse. Darker is better.", language)
    used += style.note(figure, how, height - used - 0.06)
    axes = style.place(figure, LEFT, foot + 0.55, ACROSS, height - used - 0.12 - foot - 0.55)
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(across) - 0.5)
    axes.set_ylim(-0.5, len(up) - 0.5)
    axes.set_xticks(range(len(across)), [as_written(value, language) for value in across])
    axes.set_yticks(range(len(up)), [as_written(value, language) for value in up])
    axes.set_xlabel(style.sentence_case(lever_label(finding.levers[0], language)))
    axes.set_ylabel(style.sentence_case(lever_label(finding.levers[1], language)))
    middles = np.array([cell.median for cell in finding.cells])
    span = float(np.ptp(middles)) or 1.0
    ordered = sorted(finding.cells, key=lambda cell: (cell.scenario == finding.best, cell.as_good))
    for cell in ordered:
        place = across.index(cell.levers[0]), up.index(cell.levers[1])
        better = (cell.median - middles.min()) / span
        _cell(axes, place, cell, 1.0 - better if finding.entry.good == "low" else better, finding, language)
    return figure


def _cell(axes: Axes, place: tuple[int, int], cell: Cell, better: float, finding: Factorial, language: str) -> None:
    column, row = place
    best = cell.scenario == finding.best
    axes.add_patch(
        Rectangle(
            (column - 0.47, row - 0.45),
            0.94,
            0.9,
            facecolor=SHADES(better),
            edgecolor=style.INK if cell.as_good else style.GRID,
            linewidth=2.6 if best else 1.0,
        )
    )
    interval = ""
    if np.isfinite(cell.median_low):
        ends = [shown(value, finding.entry, language) for value in (cell.median_low, cell.median_high)]
        interval = Text("{low} to {high}", low=ends[0], high=ends[1]).told(language)
    axes.text(
        column,
        row + (0.1 if interval else 0),
        shown(cell.median, finding.entry, language),
        ha="center",
        va="center",
        fontsize=10,
        fontweight="bold" if best else "normal",
    )
    axes.text(column, row - 0.25, interval, ha="center", va="center", fontsize=style.TINY)


def _line(finding: Factorial, made: style.Made, language: str) -> Figure:
    entry, look = finding.entry, style.LOOKS[0]
    figure = style.sheet(LINE_HEIGHT)
    foot = style.footer(figure, made, translate("line = 95% interval, bar = 8 out of 10", language), language)
    used = style.title(figure, finding.heading(language))
    how = translate("Filled: the best, and what is not clearly worse.", language)
    used += style.note(figure, how, LINE_HEIGHT - used - 0.06)
    axes = style.place(figure, LEFT, foot + 0.55, ACROSS, LINE_HEIGHT - used - 0.15 - foot - 0.55)
    values = np.array([cell.levers[0] for cell in finding.cells])
    axes.plot(values, [cell.median for cell in finding.cells], color=style.SOFT, linewidth=1.0, zorder=1)
    for cell in finding.cells:
        at = [cell.levers[0]] * 2
        axes.plot(at, [cell.low, cell.high], color=look.colour, alpha=0.25, linewidth=9, solid_capstyle="butt")
        axes.plot(at, [cell.median_low, cell.median_high], color=look.colour, linewidth=2.2, solid_capstyle="butt")
        axes.plot(
            at[:1],
            [cell.median],
            marker="o",
            markersize=7.5,
            markerfacecolor=look.colour if cell.as_good else "white",
            markeredgecolor=look.colour,
            markeredgewidth=1.6,
        )
    room = 0.06 * (float(np.ptp(values)) or 1.0)
    axes.set_xlim(values.min() - room, values.max() + room)
    axes.set_xticks(values, [as_written(value, language) for value in values.tolist()])
    style.numbers_axis(axes, language, share=entry.unit in SHARES)
    axes.set_xlabel(style.sentence_case(lever_label(finding.levers[0], language)))
    axes.set_ylabel(style.wrapped(style.sentence_case(entry.label(language)), 34, 2))
    return figure
