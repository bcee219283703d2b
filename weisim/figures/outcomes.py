"""Outcomes: in how many histories a plan fails, succeeds in part, or succeeds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.outcome import PARTIAL_FROM, SUCCESS_FROM, Outcomes, OutcomeShare
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.results.results import Results
from weisim.terms import Outcome

ROW, LEFT, BETWEEN = 0.42, 1.95, 0.12


def outcomes(found: Sequence[Outcomes], results: Results, language: str = "nl") -> Figure:
    """How the histories of each plan end: one column a class, one row a plan.

    A bar is as long as the share of histories; the count stands above it in words, the line is the 95 % interval.

    Args:
        found: how the histories of each scenario end.
        results: the runs, for the titles and the footer.
        language: `nl` or `en`.

    Raises:
        ValueError: when no scenario is given.
    """
    if not found:
        raise ValueError("a picture needs at least one scenario")
    with style.in_style():
        across = (style.WIDTH - LEFT - 0.1) / len(Outcome) - BETWEEN
        height = 1.55 + len(found) * ROW
        figure = style.sheet(height)
        made = style.made(results, [outcome.scenario for outcome in found])
        foot = 0.12 + style.footer(figure, made, translate("line = 95% interval of the share", language), language)
        top = height - style.title(figure, translate("How the histories end", language))
        told = translate("Independent organisations and neighbourhood enterprises alive in the last week.", language)
        top -= style.note(figure, told, top) + 0.38
        for column, kind in enumerate(Outcome):
            axes = style.place(figure, LEFT + column * (across + BETWEEN), foot, across, top - foot)
            _column(axes, _heading(kind, language), [outcome.shares[column] for outcome in found], language)
            if column == 0:
                _names(axes, [results.title(outcome.scenario, language) for outcome in found])
        return figure


def _heading(kind: Outcome, language: str) -> str:
    """What the class is called and how many independent organisations it takes."""
    count = {
        Outcome.FAILURE: Text("at most {most}", most=PARTIAL_FROM - 1),
        Outcome.PARTIAL: Text("{least} to {most}", least=PARTIAL_FROM, most=SUCCESS_FROM - 1),
        Outcome.SUCCESS: Text("{least} or more", least=SUCCESS_FROM),
    }[kind]
    return f"{style.sentence_case(kind.label(language))}: {count.told(language)}"


def _names(axes: Axes, titles: Sequence[str]) -> None:
    for place, title in enumerate(titles):
        axes.annotate(
            style.wrapped(title, 27, 2),
            (0, place + 0.5),
            xytext=(-8, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            annotation_clip=False,
        )


def _column(axes: Axes, heading: str, shares: Sequence[OutcomeShare], language: str) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(len(shares), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(style.wrapped(heading, 25, 2), loc="left", fontsize=style.PLAIN, fontweight="bold", pad=4)
    for place, share in enumerate(shares):
        told = Text("{count} of {of}", count=number(share.count, 0, language), of=number(share.of, 0, language))
        axes.text(
            0.015,
            place + 0.29,
            told.told(language),
            va="center",
            ha="left",
            fontsize=style.SMALL,
            color=style.INK if share.count else style.SOFT,
        )
        if np.isfinite(share.share):
            axes.barh(place + 0.72, share.share, height=0.34, color=style.LOOKS[0].colour, alpha=0.5, linewidth=0)
            axes.plot(
                [share.low, share.high], [place + 0.72] * 2, color=style.INK, linewidth=1.4, solid_capstyle="butt"
            )
