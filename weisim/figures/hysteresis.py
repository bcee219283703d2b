"""Hysteresis: an outcome at each level of help, on the way up and on the way down, and what time alone gives."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.hysteresis import Hysteresis, Line
from weisim.figures import style
from weisim.figures.style import Look
from weisim.language import Text, translate
from weisim.results.results import Results

LEFT, ACROSS, TALL = 0.62, 4.55, 3.0
STEADY = Look(style.SOFT, (0, (3.0, 2.0)), "o")


def hysteresis(finding: Hysteresis, results: Results, language: str = "nl") -> Figure:
    """Two lines over the same levels of help, with arrows in the order of time and a band of what is not sure.

    Where help stays at each level in other stories, two grey lines show these in the same weeks: what lies between the
    grey ones is what time alone gives.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    made = style.made(results, [finding.scenario, *finding.steady])
    with style.in_style():
        height = 0.8 + TALL + 1.0
        figure = style.sheet(height)
        band = translate("band = 95% interval of the mean", language)
        style.footer(figure, made, band, language)
        top = height - style.title(figure, finding.heading(language))
        told = Text("Each level stays {weeks} weeks; the last half of these is shown.", weeks=finding.weeks).told(
            language
        )
        if finding.steady:
            grey = translate("Grey: stories in which help always stays at that level, in the same weeks.", language)
            told = f"{told} {grey}"
        top -= style.note(figure, told, top) + 0.1
        axes = style.place(figure, LEFT, top - TALL, ACROSS, TALL)
        _frame(axes, finding, language)
        if finding.steady_up is not None and finding.steady_down is not None:
            for line in (finding.steady_up, finding.steady_down):
                axes.plot(finding.levels, line.mean, color=STEADY.colour, linestyle=STEADY.dashes, linewidth=1.1)
            _numbered(axes, finding.levels, finding.steady_up, finding.steady_down)
        _branch(axes, finding, finding.up, style.LOOKS[0], forward=True)
        _branch(axes, finding, finding.down, style.LOOKS[1], forward=False)
        _labels(axes, finding, language)
    return figure


def _frame(axes: Axes, finding: Hysteresis, language: str) -> None:
    axes.set_xlim(-0.02, 1.02)
    lines = [finding.up, finding.down, *(one for one in (finding.steady_up, finding.steady_down) if one is not None)]
    ends = [end for line in lines for end in (*line.mean, *line.low, *line.high) if not math.isnan(end)]
    low, high = min(0.0, *ends), max(ends)
    axes.set_ylim(low, high + 0.06 * max(high - low, 1e-9))
    style.numbers_axis(axes, language, share=finding.entry.unit in SHARES)
    style.numbers_axis(axes, language, share=True, across=True)
    axes.set_xlabel(translate("help, as a share of full help", language))


def _branch(axes: Axes, finding: Hysteresis, line: Line, look: Look, *, forward: bool) -> None:
    """One way through the levels, with an arrow on each part that says which way time goes."""
    levels = np.array(finding.levels)
    if not any(math.isnan(end) for end in line.low):
        axes.fill_between(levels, line.low, line.high, color=look.colour, alpha=0.18, linewidth=0)
    axes.plot(
        levels, line.mean, color=look.colour, linestyle=look.dashes, marker=look.marker, markersize=4, linewidth=1.9
    )
    order = range(len(levels) - 1) if forward else range(len(levels) - 1, 0, -1)
    step = 1 if forward else -1
    for row in order:
        here, there = np.array([levels[row], line.mean[row]]), np.array([levels[row + step], line.mean[row + step]])
        axes.annotate(
            "",
            here + 0.62 * (there - here),
            xytext=here + 0.38 * (there - here),
            arrowprops={"arrowstyle": "-|>", "color": look.colour, "linewidth": 0, "mutation_scale": 13},
        )


def _numbered(axes: Axes, levels: tuple[float, ...], first: Line, second: Line) -> None:
    """Which grey line belongs to which way, where they lie furthest apart."""
    row = int(np.argmax(np.abs(np.array(second.mean) - np.array(first.mean))))
    for name, line in (("1", first), ("2", second)):
        axes.annotate(
            name,
            (levels[row], line.mean[row]),
            xytext=(-5, 5),
            textcoords="offset points",
            ha="center",
            fontsize=style.SMALL,
            color=STEADY.colour,
        )


def _labels(axes: Axes, finding: Hysteresis, language: str) -> None:
    """What each line is, at the right of the picture, where both have full help."""
    low, high = axes.get_ylim()
    wanted = [(line.mean[-1] - low) / (high - low) for line in (finding.up, finding.down)]
    names = (translate("1: on the way up", language), translate("2: on the way down", language))
    shown, looks = list(names), list(style.LOOKS[:2])
    if finding.steady_up is not None:
        wanted.append((finding.steady_up.mean[-1] - low) / (high - low))
        shown.append(translate("help stays", language))
        looks.append(STEADY)
    for name, look, spot in zip(shown, looks, style.apart(wanted, 0.085, 0.02, 0.98), strict=True):
        axes.annotate(
            style.wrapped(name, 22),
            (1.0, spot),
            xycoords="axes fraction",
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=look.colour,
            annotation_clip=False,
        )
