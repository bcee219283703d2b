"""Ripeness: how many groups lasted, by what the stress test said when support began to go."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.ripeness import Lived, Ripeness
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.results.results import Results

TO_PASS = 0.5
LEFT, ACROSS, TALL = 0.62, 4.3, 2.7


def ripeness(finding: Ripeness, results: Results, language: str = "nl") -> Figure:
    """The share of groups that lasted against the output that the test foretold, with how many groups lie behind it.

    There is no slanting line to compare with: the tested output is no chance. What the test would have to do to tell
    who lasts is to make the dots rise; the dashed line is what one would guess without it.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    made = style.made(results, finding.scenarios)
    with style.in_style():
        note = Text(
            "The tested output is no chance of survival. If the test told who lasts, the dots would rise steeply."
        ).told(language)
        height = 0.6 + TALL + 1.0
        figure = style.sheet(height)
        style.footer(figure, made, translate("line = 95% interval", language), language)
        top = height - style.title(figure, finding.heading(language))
        top -= style.note(figure, note, top) + 0.1
        axes = style.place(figure, LEFT, top - TALL, ACROSS, TALL)
        _frame(axes, language)
        _base(axes, finding.every, language)
        for one in finding.bins:
            _dot(axes, one)
        _counts(axes, finding, language)
        beside = style.place(figure, LEFT + ACROSS + 0.3, top - TALL, 1.7, TALL)
        _passed_or_not(beside, finding, language)
    return figure


def _frame(axes: Axes, language: str) -> None:
    axes.set_xlim(-0.03, 1.0)
    axes.set_ylim(0, 1.02)
    style.numbers_axis(axes, language, share=True)
    style.numbers_axis(axes, language, across=True)
    axes.set_xlabel(translate("tested output after half a year without help, 0 to 1", language))
    axes.axvline(TO_PASS, color=style.SOFT, linewidth=0.8, linestyle=(0, (1.2, 1.8)))
    axes.annotate(
        translate("to pass: at least this →", language),
        (TO_PASS, 0.03),
        xytext=(-4, 0),
        textcoords="offset points",
        ha="right",
        fontsize=style.SMALL,
        color=style.SOFT,
    )


def _base(axes: Axes, every: Lived, language: str) -> None:
    axes.axhline(every.share, color=style.SOFT, linewidth=1.1, linestyle=(0, (3, 2)))
    axes.annotate(
        translate("all groups", language),
        (0, every.share),
        xycoords=("axes fraction", "data"),
        xytext=(4, 3),
        textcoords="offset points",
        fontsize=style.SMALL,
        color=style.SOFT,
    )


def _dot(axes: Axes, one: Lived) -> None:
    look = style.LOOKS[0]
    low, high = one.interval
    axes.plot([one.low, one.high], [one.share, one.share], color=look.colour, alpha=0.25, linewidth=7)
    if not math.isnan(low):
        axes.plot([one.output, one.output], [low, high], color=look.colour, linewidth=1.8, solid_capstyle="butt")
    axes.plot([one.output], [one.share], marker=look.marker, markersize=6, color=look.colour, clip_on=False)


def _counts(axes: Axes, finding: Ripeness, language: str) -> None:
    """How many groups lie behind each dot, in a row above the axis, from left to right as the dots stand."""
    look = style.LOOKS[0]
    spots = style.apart([one.output for one in finding.bins], 0.085, 0.12, 0.96)
    for one, spot in zip(finding.bins, spots, strict=True):
        text = number(one.groups, 0, language)
        axes.text(spot, 0.13, text, ha="center", fontsize=style.SMALL, color=look.colour)
    axes.text(-0.01, 0.13, translate("groups:", language), fontsize=style.SMALL, color=look.colour)


def _passed_or_not(axes: Axes, finding: Ripeness, language: str) -> None:
    """Beside it the two answers of the test: passed or not."""
    axes.set_xlim(-0.6, 1.6)
    axes.set_ylim(0, 1.02)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axhline(finding.every.share, color=style.SOFT, linewidth=1.1, linestyle=(0, (3, 2)))
    names = (translate("not passed", language), translate("passed", language))
    axes.set_xticks([0, 1], [style.wrapped(name, 12) for name in names])
    axes.tick_params(axis="x", length=0)
    for place, one in enumerate((finding.failed, finding.passed)):
        look = style.LOOKS[1 - place]
        if not one.groups:
            continue
        axes.bar(place, one.share, width=0.62, color=look.colour, alpha=0.3)
        low, high = one.interval
        if not math.isnan(low):
            axes.plot([place, place], [low, high], color=look.colour, linewidth=1.8, solid_capstyle="butt")
        axes.annotate(
            number(one.groups, 0, language),
            (place, 0),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
            fontsize=style.SMALL,
            color=look.colour,
        )
