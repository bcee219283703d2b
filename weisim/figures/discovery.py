"""Discovery: every future as a dot, and the rule that tells where a plan falls short."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from weisim.analysis.amounts import SHARES
from weisim.analysis.boxes import Condition
from weisim.analysis.discovery import Discovery
from weisim.analysis.futures import rule_called
from weisim.figures import style
from weisim.figures.style import FloatArray
from weisim.language import Text, number, translate
from weisim.results.design import Factor
from weisim.results.results import Results

HEIGHT, LEFT, ACROSS = 4.9, 1.15, 4.35
"""Inches: the height of the picture, and where the dots stand."""
SPREAD = 0.28
"""How far dots of the same rule are laid apart, so that they do not hide each other."""


def discovery(finding: Discovery, results: Results, language: str = "nl") -> Figure:
    """The futures by the two surest assumptions: a cross where the plan falls short, and the rule as a field.

    With one condition the futures lie on one line, at a height that means nothing. Without a rule that holds, no field
    is drawn.

    Args:
        finding: what was found.
        results: the runs, for the values of the assumptions and the footer.
        language: `nl` or `en`.
    """
    made = style.made(results, [finding.scenario])
    table = results.design.table()[finding.futures - 1]
    factors = results.design.factors
    drawn = finding.conditions[:2]
    with style.in_style():
        figure = style.sheet(HEIGHT)
        foot = style.footer(figure, made, translate("cross = falls short, dot = good enough", language), language)
        used = style.title(figure, finding.heading(language))
        used += style.note(figure, _note(finding, language), HEIGHT - used - 0.06)
        axes = style.place(figure, LEFT, foot + 0.6, ACROSS, HEIGHT - used - 0.2 - foot - 0.6)
        if not drawn:
            _nothing(axes, finding, language)
            return figure
        places = [list(factors).index(one.factor) for one in drawn]
        across = _spread(table[:, places[0]], factors[places[0]], 1)
        if len(drawn) == 2:
            up = _spread(table[:, places[1]], factors[places[1]], 2)
            _axis(axes, drawn[1].factor, language, across=False)
        else:
            # One condition needs one axis; the dots are laid apart over the height.
            up = np.random.default_rng(3).random(len(across))
            axes.set_ylim(-0.05, 1.05)
            axes.set_yticks([])
            axes.spines["left"].set_visible(False)
        _axis(axes, drawn[0].factor, language, across=True)
        axes.grid(visible=False)
        _dots(axes, across, up, finding)
        if finding.found:
            _field(axes, drawn)
        _legend(axes, finding, language)
    return figure


def _note(finding: Discovery, language: str) -> str:
    if not finding.found:
        return translate("No clear rule tells where; no field is drawn.", language)
    parts = [translate("Field: the rule.", language)]
    if len(finding.conditions) == 1:
        parts.append(translate("The height of a dot means nothing.", language))
    counts = {"missed": number(finding.tried_short, 0, language), "count": number(finding.tried, 0, language)}
    parts.append(
        Text("Of futures it has not seen, {missed} of {count} in the rule fall short.", **counts).told(language)
    )
    if len(finding.conditions) > 2:
        third = finding.conditions[2]
        label = third.factor.label(language)
        parts.append(Text("Also in the rule: {label} {range}.", label=label, range=third.told(language)).told(language))
    return " ".join(parts)


def _spread(values: FloatArray, factor: Factor, seed: int) -> FloatArray:
    """The values themselves; those of a rule laid apart around it."""
    if not factor.choices:
        return values
    return values + np.random.default_rng(seed).uniform(-SPREAD, SPREAD, len(values))


def _axis(axes: Axes, factor: Factor, language: str, *, across: bool) -> None:
    low, high = (-0.5, len(factor.choices) - 0.5) if factor.choices else (factor.low, factor.high)
    room = 0.0 if factor.choices else 0.03 * (high - low)
    label = style.wrapped(style.sentence_case(factor.label(language)), 44, 2)
    if across:
        axes.set_xlim(low - room, high + room)
        axes.set_xlabel(label)
    else:
        axes.set_ylim(low - room, high + room)
        axes.set_ylabel(label)
    if factor.choices:
        names = [style.wrapped(rule_called(choice, language), 16, 2) for choice in factor.choices]
        (axes.set_xticks if across else axes.set_yticks)(range(len(names)), names)
    else:
        style.numbers_axis(axes, language, share=factor.unit in SHARES, across=across)


def _dots(axes: Axes, across: FloatArray, up: FloatArray, finding: Discovery) -> None:
    cases = finding.falls_short
    for there, look, marker in ((~cases, style.LOOKS[0], "o"), (cases, style.LOOKS[1], "x")):
        axes.plot(
            across[there],
            up[there],
            linestyle="none",
            marker=marker,
            markersize=3.6 if marker == "o" else 5,
            color=look.colour,
            markeredgewidth=0 if marker == "o" else 1.3,
            alpha=0.7 if marker == "o" else 0.95,
            clip_on=False,
        )


def _field(axes: Axes, drawn: tuple[Condition, ...]) -> None:
    """The rule as a field; an open side runs to the edge, and rival rules make a strip each."""
    limits = [axes.get_xlim(), axes.get_ylim()]
    spans = [_spans(one, limit) for one, limit in zip(drawn, limits, strict=False)]
    if len(spans) == 1:
        spans.append([limits[1]])
    for left, right in spans[0]:
        for bottom, top in spans[1]:
            axes.add_patch(
                Rectangle(
                    (left, bottom),
                    right - left,
                    top - bottom,
                    facecolor=style.LOOKS[1].colour,
                    edgecolor=style.LOOKS[1].colour,
                    alpha=0.14,
                    linewidth=0,
                    zorder=0.5,
                )
            )
            axes.add_patch(
                Rectangle(
                    (left, bottom),
                    right - left,
                    top - bottom,
                    fill=False,
                    edgecolor=style.LOOKS[1].colour,
                    linewidth=1.4,
                )
            )


def _spans(one: Condition, limits: tuple[float, float]) -> list[tuple[float, float]]:
    if one.choices:
        places = [one.factor.choices.index(choice) for choice in one.choices]
        return [(place - 0.45, place + 0.45) for place in places]
    return [(one.low if one.from_below else limits[0], one.high if one.from_above else limits[1])]


def _legend(axes: Axes, finding: Discovery, language: str) -> None:
    short = int(finding.falls_short.sum())
    counts = {"missed": number(short, 0, language), "good": number(len(finding.falls_short) - short, 0, language)}
    axes.text(
        1.03,
        1.0,
        Text("× falls short: {missed}\n• good enough: {good}", **counts).told(language),
        transform=axes.transAxes,
        va="top",
        linespacing=1.6,
    )


def _nothing(axes: Axes, finding: Discovery, language: str) -> None:
    axes.set_axis_off()
    short = int(finding.falls_short.sum())
    counts = {"missed": number(short, 0, language), "count": number(len(finding.falls_short), 0, language)}
    axes.text(0, 0.9, Text("Falls short in {missed} of {count} futures.", **counts).told(language), va="top")
