"""Turning: the difference between two plans over the assumption that matters most, and where it turns."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.analysis.futures import plain_value, rule_called
from weisim.analysis.turning import Turning
from weisim.figures import style
from weisim.language import Text, translate
from weisim.results.results import Results

HEIGHT, LEFT, ACROSS = 4.4, 0.95, 5.6
"""Inches: the height of the picture, and where its line stands."""
SPREAD = 0.2
"""How far dots of the same rule are laid apart, so that they do not hide each other."""


def turning(finding: Turning, results: Results, language: str = "nl") -> Figure:
    """One dot a future, the difference as a smooth line with its 95 % band, and the value at which the answer turns.

    For rival rules, the mean difference under each with its interval.

    Args:
        finding: what was found.
        results: the runs, for the footer.
        language: `nl` or `en`.
    """
    subject = finding.subject
    made = style.made(results, [name for name in (subject.scenario, subject.against) if name is not None])
    heading = Text(
        "{label}: “{title}” beside “{other}”",
        label=style.sentence_case(subject.entry.label(language)),
        title=subject.title(language),
        other=subject.title_against(language),
    ).told(language)
    with style.in_style():
        figure = style.sheet(HEIGHT)
        foot = style.footer(figure, made, translate("dot = one future, band = 95% interval", language), language)
        used = style.title(figure, heading)
        used += style.note(figure, _note(finding, language), HEIGHT - used - 0.06)
        axes = style.place(figure, LEFT, foot + 0.55, ACROSS, HEIGHT - used - 0.3 - foot - 0.55)
        points = subject.entry.unit in SHARES
        style.numbers_axis(axes, language, points=points)
        axes.set_ylabel(
            translate("difference, percentage points", language) if points else translate("difference", language)
        )
        axes.set_xlabel(style.sentence_case(finding.factor.label(language)))
        axes.axhline(finding.level, color=style.INK, linewidth=1.2, zorder=1)
        if finding.rules:
            _rules(axes, finding, language)
        else:
            _line(axes, finding, language)
    return figure


def _note(finding: Turning, language: str) -> str:
    if not finding.matters:
        return translate("No assumption clearly decides; this is the one that goes with it most.", language)
    if finding.answer_turns and finding.rules:
        return translate("The answer turns between the rules. Mark: the mean difference with its interval.", language)
    if finding.answer_turns:
        return translate("Where the line crosses the black one, the answer turns.", language)
    if finding.answer_turns is False:
        return translate("The answer does not turn within the range that was tried.", language)
    return translate("It is not clear whether the answer turns.", language)


def _line(axes: Axes, finding: Turning, language: str) -> None:
    look = style.LOOKS[0]
    axes.plot(
        finding.at,
        finding.differences,
        linestyle="none",
        marker="o",
        markersize=3.4,
        color=style.SOFT,
        markeredgewidth=0,
        alpha=0.5,
    )
    axes.fill_between(finding.values, finding.line_low, finding.line_high, color=look.colour, alpha=0.2, linewidth=0)
    axes.plot(finding.values, finding.line, color=look.colour, linewidth=2.0)
    axes.set_xlim(finding.factor.low, finding.factor.high)
    style.numbers_axis(axes, language, share=finding.factor.unit in SHARES, across=True)
    if not (finding.answer_turns and finding.turns):
        return
    turn, mark = finding.turns[0], style.LOOKS[1].colour
    axes.axvspan(finding.low, finding.high, color=mark, alpha=0.14, linewidth=0)
    axes.axvline(turn, color=mark, linestyle=style.LOOKS[1].dashes, linewidth=1.6)
    part = (turn - finding.factor.low) / ((finding.factor.high - finding.factor.low) or 1.0)
    axes.annotate(
        Text("turns at {value}", value=plain_value(turn, finding.factor, language)).told(language),
        (turn, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 4),
        textcoords="offset points",
        ha="left" if part < 0.15 else "right" if part > 0.85 else "center",
        color=mark,
        annotation_clip=False,
    )


def _rules(axes: Axes, finding: Turning, language: str) -> None:
    look = style.LOOKS[0]
    luck = np.random.default_rng(1)
    axes.plot(
        finding.at + luck.uniform(-SPREAD, SPREAD, len(finding.at)),
        finding.differences,
        linestyle="none",
        marker="o",
        markersize=3.4,
        color=style.SOFT,
        markeredgewidth=0,
        alpha=0.5,
    )
    choices = finding.factor.choices
    for rule in finding.rules:
        place = choices.index(rule.choice)
        axes.errorbar(
            [place],
            [rule.mean],
            yerr=[[rule.mean - rule.low], [rule.high - rule.mean]],
            color=look.colour,
            elinewidth=2.2,
            capsize=9,
            capthick=2.2,
            zorder=4,
        )
        axes.plot(
            [place],
            [rule.mean],
            marker="o",
            markersize=5,
            color=look.colour,
        )
    axes.set_xlim(-0.5, len(choices) - 0.5)
    axes.set_xticks(range(len(choices)), [style.wrapped(rule_called(choice, language), 24, 2) for choice in choices])
