"""Robustness: in how many of the plausible neighbourhoods each plan is good enough, and what is lost with it."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.robustness import PlanRobustness, Robustness
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.results.results import Results

ROW, LEFT, SHARE, GAP, LOST = 0.62, 1.95, 2.85, 0.35, 1.75
"""Inches: the height of a plan, its name, the two panels and what lies between them."""


def robustness(finding: Robustness, results: Results, language: str = "nl") -> Figure:
    """For each plan the share of futures in which it is good enough, and beside it what is lost with it.

    The dot is what was counted. The thin line is what is not known because only so many futures were drawn; the broad
    pale bar is what luck leaves open. At the right a dot stands at what is lost in nine of ten futures, a bar at most.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    plans = finding.plans
    made = style.made(results, [plan.scenario for plan in plans])
    with style.in_style():
        height = 2.35 + len(plans) * ROW
        figure = style.sheet(height)
        band = translate("line = 95% interval over futures, bar = what luck leaves open", language)
        foot = style.footer(figure, made, band, language)
        used = style.title(figure, finding.heading(language))
        top = height - used - 0.32
        axes = style.place(figure, LEFT, foot + 0.62, SHARE, top - foot - 0.62)
        beside = style.place(figure, LEFT + SHARE + GAP, foot + 0.62, LOST, top - foot - 0.62)
        _panels(axes, beside, finding, language)
        for row, plan in enumerate(plans):
            _share(axes, row, plan, finding, language)
            _lost(beside, row, plan)
    return figure


def _panels(axes: Axes, beside: Axes, finding: Robustness, language: str) -> None:
    for panel in (axes, beside):
        panel.set_ylim(len(finding.plans) - 0.5, -0.5)
        panel.grid(visible=False, axis="y")
        panel.grid(visible=True, axis="x")
        panel.spines["left"].set_visible(False)
        panel.set_yticks([])
    axes.set_xlim(0, 1)
    style.numbers_axis(axes, language, share=True, across=True)
    axes.set_xlabel(
        Text("good enough in this part of {count} futures", count=number(finding.futures, 0, language)).told(language)
    )
    most = max(plan.regret_worst for plan in finding.plans)
    beside.set_xlim(0, 1.06 * most if most > 0 else 1)
    points = finding.entry.unit in SHARES
    style.numbers_axis(beside, language, points=points, ticks=4, across=True)
    beside.set_xlabel(
        translate("percentage points lost beside\nthe best plan", language)
        if points
        else translate("lost beside the best plan", language)
    )
    beside.text(
        0,
        1.02,
        translate("dot: 9 of 10, bar: most", language),
        transform=beside.transAxes,
        va="bottom",
        fontsize=style.SMALL,
        color=style.SOFT,
    )


def _share(axes: Axes, row: int, plan: PlanRobustness, finding: Robustness, language: str) -> None:
    look = style.LOOKS[0]
    axes.annotate(
        style.wrapped(finding.title(plan.scenario, language), 25, 2),
        (0, row),
        xycoords=("axes fraction", "data"),
        xytext=(-10, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        annotation_clip=False,
    )
    axes.plot(
        [plan.luck_low, plan.luck_high],
        [row, row],
        color=look.colour,
        alpha=0.22,
        linewidth=13,
        solid_capstyle="butt",
    )
    axes.plot([plan.low, plan.high], [row, row], color=look.colour, linewidth=1.8, solid_capstyle="butt")
    axes.plot([plan.share], [row], marker=look.marker, markersize=7, color=look.colour, clip_on=False)
    axes.annotate(
        Text("{count} of {out_of}", count=number(plan.good, 0, language), out_of=number(plan.of, 0, language)).told(
            language
        ),
        (plan.share, row),
        xytext=(0, 9),
        textcoords="offset points",
        ha="right" if plan.share > 0.8 else "left" if plan.share < 0.2 else "center",
        fontsize=style.SMALL,
        annotation_clip=False,
    )


def _lost(axes: Axes, row: int, plan: PlanRobustness) -> None:
    look = style.LOOKS[1]
    axes.plot([0, plan.regret_worst], [row, row], color=look.colour, linewidth=2.2, solid_capstyle="butt")
    axes.plot([plan.regret_most], [row], marker="o", markersize=6, color=look.colour, clip_on=False)
