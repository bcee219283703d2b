"""Survival: how long initiatives last, those that still live counted in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.lifetimes import Lifetimes
from weisim.analysis.survival import Of, Survival
from weisim.figures import style
from weisim.figures.style import FloatArray, Look
from weisim.language import Text, number, translate
from weisim.results.results import Results
from weisim.weeks import months_from_weeks

TOGETHER = len(style.LOOKS)


def survival(found: Sequence[Survival] | Lifetimes, results: Results, language: str = "nl") -> Figure:
    """The share of initiatives still alive at each age, and how many were followed so long.

    Step curves with their 95 % band and a mark where a life was still going on at the end. Up to three scenarios share
    one picture; more get a panel each, with the first one as a grey line. All are compared at equal age.

    Args:
        found: how long initiatives last in each scenario, all of the same kind, or the finding that holds them; the
            first one is compared with.
        results: the runs, for the titles and the footer.
        language: `nl` or `en`.

    Raises:
        ValueError: when no scenario is given.
    """
    if isinstance(found, Lifetimes):
        found = found.curves
    if not found:
        raise ValueError("a picture needs at least one scenario")
    made = style.made(results, [one.scenario for one in found])
    curves = [_curve_of(one, results.title(one.scenario, language)) for one in found]
    with style.in_style():
        painter = _one_panel if len(curves) <= TOGETHER else _panels
        return painter(heading(found[0].of, language), curves, made, language)


def heading(of: Of, language: str) -> str:
    """What the picture is about: ideas, groups that formed, or independent organisations."""
    return {
        "ideas": translate("Ideas still alive, by age", language),
        "formed": translate("Resident initiatives still alive, by age since they formed", language),
        "independent": translate(
            "Independent organisations still alive, by age since they became independent", language
        ),
    }[of]


@dataclass(frozen=True)
class Curve:
    """One survival as it is drawn, with ages in months."""

    title: str
    months: FloatArray
    alive: FloatArray
    low: FloatArray
    high: FloatArray
    censored: FloatArray
    lives: FloatArray

    def at_risk(self, age: float) -> int:
        """How many were followed at least until this age in months."""
        return int(np.count_nonzero(self.lives >= age - 1e-9))

    def share_at(self, age: float) -> float:
        """The share still alive at this age in months."""
        return float(self.alive[max(int(np.searchsorted(self.months, age, side="right")) - 1, 0)])

    def ticks(self) -> FloatArray:
        """Whole months of age at which somebody was last seen alive."""
        return np.unique(np.minimum(np.round(self.censored), self.lives.max()))


def _curve_of(found: Survival, title: str) -> Curve:
    """In months, and drawn on to the age at which the last life was followed."""
    months = months_from_weeks(1.0)
    last = float(found.lives.max()) if found.lives.size else 0.0
    ages = np.append(found.ages, max(last, float(found.ages[-1]))) * months
    alive, low, high = (np.append(share, share[-1]) for share in (found.alive, found.low, found.high))
    return Curve(title, ages, alive, low, high, found.lives[~found.ended] * months, found.lives * months)


def _band(language: str) -> str:
    return translate("band = 95% interval, tick = still alive at the end", language)


def _ages(curves: Sequence[Curve]) -> tuple[float, FloatArray]:
    """The oldest age of any and the ages under which the numbers at risk are written, a year or more apart."""
    oldest = max([float(curve.lives.max()) for curve in curves if curve.lives.size] + [12.0])
    end = 12.0 * np.ceil(oldest / 12.0 - 1e-9)
    every = 12.0 * max(1.0, np.ceil(end / 12.0 / 6.0))
    return float(end), np.arange(0.0, end + 1e-9, every)


def _curve(axes: Axes, curve: Curve, look: Look) -> None:
    axes.fill_between(curve.months, curve.low, curve.high, step="post", color=look.colour, alpha=0.18, linewidth=0)
    axes.step(curve.months, curve.alive, where="post", color=look.colour, linestyle=look.dashes, linewidth=1.9)
    if curve.censored.size:
        ages = curve.ticks()
        axes.plot(
            ages,
            [curve.share_at(age) for age in ages],
            linestyle="none",
            marker="|",
            markersize=6,
            color=look.colour,
            markeredgewidth=0.7,
        )


def _frame(axes: Axes, end: float, ages: FloatArray, language: str, label: str) -> None:
    axes.set_xlim(0, end)
    axes.set_ylim(0, 1.02)
    axes.set_xticks(ages)
    axes.tick_params(axis="x", length=3)
    style.numbers_axis(axes, language, share=True, ticks=4)
    if label:
        axes.set_xlabel(label)


def _risk(axes: Axes, curve: Curve, ages: FloatArray, down: float, colour: str, language: str) -> None:
    """One line of numbers at risk, so many points under the axis."""
    for age in ages:
        axes.annotate(
            number(curve.at_risk(age), 0, language),
            (age, 0),
            xytext=(0, -down),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=style.SMALL,
            color=colour,
            annotation_clip=False,
        )


def _one_panel(heading: str, curves: Sequence[Curve], made: style.Made, language: str) -> Figure:
    left, across, tall = 0.55, 4.85, 2.6
    height = 0.6 + tall + 0.68 + 0.17 * len(curves) + 0.35
    figure = style.sheet(height)
    style.footer(figure, made, _band(language), language)
    top = height - style.title(figure, heading)
    top -= 0.12
    axes = style.place(figure, left, top - tall, across, tall)
    end, ages = _ages(curves)
    _frame(axes, end, ages, language, translate("age in months", language))
    looks = style.looks(len(curves))
    spots = style.apart([float(curve.alive[-1]) for curve in curves], 0.36 / tall, 0.05, 1.0)
    axes.annotate(
        translate("followed until that age:", language),
        (0, 0),
        xytext=(-30, -38),
        textcoords="offset points",
        fontsize=style.SMALL,
        va="top",
        annotation_clip=False,
    )
    for place, (curve, look, spot) in enumerate(zip(curves, looks, spots, strict=True)):
        label = style.wrapped(curve.title, 23)
        if curve.lives.size:
            _curve(axes, curve, look)
            axes.annotate(
                label,
                (end, spot),
                xytext=(6, 0),
                textcoords="offset points",
                color=look.colour,
                va="center",
                annotation_clip=False,
            )
        _risk(axes, curve, ages, 51 + 12 * place, look.colour, language)
        axes.annotate(
            style.wrapped(curve.title, 25, 1),
            (end, 0),
            xytext=(14, -51 - 12 * place),
            va="top",
            textcoords="offset points",
            fontsize=style.SMALL,
            color=look.colour,
            annotation_clip=False,
        )
    return figure


def _panels(heading: str, curves: Sequence[Curve], made: style.Made, language: str) -> Figure:
    columns, across, left, between, tall, head, under = 2, 2.85, 0.55, 0.72, 1.35, 0.32, 0.56
    rows = -(-len(curves) // columns)
    height = 0.85 + rows * (head + tall + under) + 0.45
    figure = style.sheet(height)
    style.footer(figure, made, _band(language), language)
    top = height - style.title(figure, heading)
    grey = Text(
        "Dashed grey line: “{title}”. Under the axis: how many were followed until that age.", title=curves[0].title
    ).told(language)
    top -= style.note(figure, grey, top)
    end, ages = _ages(curves)
    for position, curve in enumerate(curves):
        x = left + (position % columns) * (across + between)
        y = top - (position // columns) * (head + tall + under) - head - tall
        axes = style.place(figure, x, y, across, tall)
        lowest = position + columns >= len(curves)
        _frame(axes, end, ages, language, "")
        if lowest:
            axes.set_xlabel(translate("age in months", language), labelpad=14)
        axes.set_title(style.wrapped(curve.title, 44, 2), loc="left", fontsize=style.PLAIN, fontweight="bold", pad=5)
        if position and curves[0].lives.size:
            axes.step(
                curves[0].months, curves[0].alive, where="post", color=style.SOFT, linestyle=(0, (3, 2)), linewidth=1.1
            )
        if curve.lives.size:
            _curve(axes, curve, style.LOOKS[0])
        else:
            axes.text(end / 2, 0.5, translate("no initiative to follow", language), ha="center", va="center")
        _risk(axes, curve, ages, 18, style.LOOKS[0].colour, language)
    return figure
