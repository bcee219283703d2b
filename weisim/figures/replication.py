"""Replication: how sure a number of histories makes, and how many were planned."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.replication import Planned, Replication, half_width
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.results.results import Results

LEFT, ACROSS, TALL = 0.7, 4.6, 2.9
POINTS = 200


def replication(finding: Replication, results: Results, language: str = "nl") -> Figure:
    """How wide the interval of each difference is expected to be with so many pairs, as a multiple of what was asked.

    The difference that needs most is drawn in colour, the others in grey. The circle is what was planned for it, the
    cross what was reached.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    worst = finding.worst
    scenarios = [finding.reference, *dict.fromkeys(plan.scenario for plan in finding.plans)]
    furthest = 1.25 * max(finding.needed, *(plan.there for plan in finding.plans))
    counts = np.linspace(min(10.0, furthest / 10), furthest, POINTS)
    with style.in_style():
        height = TALL + 1.55
        figure = style.sheet(height)
        band = translate("circle = planned, cross = reached", language)
        style.footer(figure, style.made(results, scenarios), band, language)
        top = height - style.title(
            figure, translate("How many histories are needed to be as sure as was asked?", language)
        )
        read = Text(
            "Blue: {label}, “{title}”, which needs most. Grey: the other differences.",
            label=worst.entry.label(language),
            title=finding.title(worst.scenario, language),
        ).told(language)
        top -= style.note(figure, read, top) + 0.06
        axes = style.place(figure, LEFT, top - TALL, ACROSS, TALL)
        for plan in finding.plans:
            if plan is not worst:
                axes.plot(counts, _times(plan, counts), color=style.SOFT, linewidth=0.8, alpha=0.6)
        look = style.LOOKS[0]
        axes.plot(counts, _times(worst, counts), color=look.colour, linewidth=2.0)
        axes.axhline(1, color=style.INK, linewidth=1.0, linestyle=(0, (4, 2)))
        planned = float(_times(worst, np.array([float(worst.needed)]))[0])
        axes.plot([worst.needed], [planned], marker="o", markersize=9, markerfacecolor="white", color=look.colour)
        axes.plot([worst.there], [worst.ratio], marker="X", markersize=8, color=style.LOOKS[1].colour, linestyle="none")
        _frame(axes, finding, furthest, language)
    return figure


def _times(plan: Planned, counts: style.FloatArray) -> style.FloatArray:
    return half_width(counts, plan.spread, plan.pilot) / plan.asked


def _frame(axes: Axes, finding: Replication, furthest: float, language: str) -> None:
    worst = finding.worst
    axes.set_xlim(0, furthest)
    axes.set_ylim(0, min(max(2.2, 1.2 * worst.ratio), 5.0))
    style.numbers_axis(axes, language, across=True, ticks=6)
    style.numbers_axis(axes, language, ticks=5)
    axes.set_xlabel(translate("futures", language) if finding.futures else translate("pairs of histories", language))
    axes.set_ylabel(translate("times as wide as asked", language))
    needed, there = (number(count, 0, language) for count in (worst.needed, worst.there))
    for text, height in (
        (Text("planned: {count}", count=needed), 1.0),
        (Text("there are: {count}", count=there), 0.86),
        (translate("dashed line: what was asked", language), 0.72),
    ):
        told = text if isinstance(text, str) else text.told(language)
        axes.annotate(
            style.wrapped(told, 24, 3),
            (1, height),
            xycoords="axes fraction",
            xytext=(10, 0),
            textcoords="offset points",
            ha="left",
            va="top",
            annotation_clip=False,
        )
