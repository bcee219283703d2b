"""Trajectories: how an indicator went in all histories, with the support that stood behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weisim.analysis.amounts import SHARES
from weisim.figures import style
from weisim.figures.style import FloatArray, Look
from weisim.language import Text, number, translate
from weisim.results.results import Results
from weisim.terms import Phase
from weisim.weeks import months_from_weeks

TOGETHER = len(style.LOOKS)
"""So many scenarios share one picture; more than that get a small picture each, with the same axes."""
ENOUGH = 0.5
"""The line is drawn where at least this share of the histories has something to measure."""
WHOLE = 0.10
"""From this share on, percentages are written without decimals."""
BRIEF = 4
"""A phase that lasts fewer weeks than this is not named."""
SUPPORT = "support_hours"
PHASE = "phase"


@dataclass(frozen=True)
class Path:
    """What is drawn of one scenario.

    Attributes:
        title: title of the scenario in the language of the picture.
        months: months since the start, one a week.
        bands: float64[5, weeks], the 10, 25, 50, 75 and 90 % points; nan where too few histories have a value.
        hours: median hours of support each week, or None when it was not kept.
        phases: the phase that half of the histories have reached each week (1 to 4), or None when it was not kept.
    """

    title: str
    months: FloatArray
    bands: FloatArray
    hours: FloatArray | None
    phases: FloatArray | None


def trajectories(results: Results, indicator: str, scenarios: Sequence[str], language: str = "nl") -> Figure:
    """One indicator over the months: the median with bands, and below it the support of each scenario.

    Up to three scenarios share one picture; more get a panel each on the same axes, with the median of the first one as
    a grey line to compare with. The bands hold 5 and 8 out of 10 histories. A phase is named where half of the
    histories have reached it.

    Args:
        results: the runs.
        indicator: name of the indicator.
        scenarios: names of the scenarios; the first is the one the others are compared with.
        language: `nl` or `en`.

    Raises:
        ValueError: when no scenario is given.
    """
    if not scenarios:
        raise ValueError("a picture needs at least one scenario")
    paths = [_path(results, indicator, scenario, language) for scenario in scenarios]
    entry = results.entry(indicator)
    share = entry.unit in SHARES
    made = style.made(results, scenarios)
    with style.in_style():
        draw = _one_panel if len(paths) <= TOGETHER else _panels
        return draw(style.sentence_case(entry.label(language)), paths, share, entry.decimals, made, language)


def quantiles(values: FloatArray) -> FloatArray:
    """The 10, 25, 50, 75 and 90 % points of every week, over the histories that have a value.

    Args:
        values: float64[weeks, histories], nan for nothing to measure.

    Returns:
        float64[5, weeks]; nan in weeks in which fewer than half of the histories have a value.
    """
    points = np.full((5, values.shape[0]), np.nan)
    measured = np.mean(np.isfinite(values), axis=1) >= ENOUGH
    if measured.any():
        points[:, measured] = np.nanquantile(values[measured], [0.10, 0.25, 0.50, 0.75, 0.90], axis=1)
    return points


def _path(results: Results, indicator: str, scenario: str, language: str) -> Path:
    values = results.series(indicator, scenario).to_numpy(dtype=np.float64)
    phases = _median(results, PHASE, scenario)
    months = np.array([months_from_weeks(week) for week in range(values.shape[0])])
    return Path(
        results.title(scenario, language),
        months,
        quantiles(values),
        _median(results, SUPPORT, scenario),
        # Between two phases, half of the histories have reached only the lower one.
        None if phases is None else np.floor(phases),
    )


def _median(results: Results, indicator: str, scenario: str) -> FloatArray | None:
    if indicator not in results.indicators:
        return None
    return quantiles(results.series(indicator, scenario).to_numpy(dtype=np.float64))[2]


def _top(paths: Sequence[Path]) -> float:
    highest = [float(np.nanmax(path.bands)) for path in paths if np.isfinite(path.bands).any()]
    return max([*highest, 1e-9]) * 1.06


def _bottom(paths: Sequence[Path]) -> float:
    lowest = [float(np.nanmin(path.bands)) for path in paths if np.isfinite(path.bands).any()]
    return min([*lowest, 0.0])


def _most_hours(paths: Sequence[Path]) -> float:
    return max([float(np.nanmax(path.hours)) for path in paths if path.hours is not None] + [1e-9])


def _band_note(language: str) -> str:
    return translate("bands = 5 and 8 out of 10", language)


def _fan(axes: Axes, path: Path, look: Look) -> None:
    low, lower, middle, upper, high = path.bands
    axes.fill_between(path.months, low, high, color=look.colour, alpha=0.16, linewidth=0)
    axes.fill_between(path.months, lower, upper, color=look.colour, alpha=0.26, linewidth=0)
    axes.plot(path.months, middle, color=look.colour, linestyle=look.dashes, linewidth=2.0, solid_capstyle="butt")


def _last(path: Path) -> float | None:
    """The last median that could be measured."""
    middle = path.bands[2]
    return float(middle[np.isfinite(middle)][-1]) if np.isfinite(middle).any() else None


def _value(path: Path, share: bool, decimals: int, language: str) -> str:
    last = _last(path)
    if last is None:
        return ""
    if not share:
        return number(last, decimals, language)
    return style.percentage(number(last * 100, 0 if last >= WHOLE else 1, language), language)


def _strip(axes: Axes, path: Path, look: Look, most: float, language: str, width: float) -> None:
    """Support of one scenario as a bar that is as high as its hours, with the phases as words."""
    span = float(path.months[-1] - path.months[0]) + months_from_weeks(1)
    axes.set_xlim(0, span)
    axes.set_ylim(0, most)
    axes.grid(visible=False)
    axes.tick_params(axis="x", length=3)
    axes.set_yticks([0, most], ["0", number(most, 0, language)])
    axes.tick_params(axis="y", length=0, labelsize=style.SMALL)
    if path.hours is not None:
        axes.fill_between(path.months, 0, path.hours, step="post", color=look.colour, alpha=0.3, linewidth=0)
    if path.phases is None:
        return
    starts = _phase_starts(path.phases)
    begins = [float(path.months[week]) for week in starts]
    for begin in begins[1:]:
        axes.axvline(begin, color=style.SOFT, linewidth=0.8, linestyle=(0, (1, 2)))
    gap = 0.13 * span / width
    for week, spot in zip(starts, style.apart([begin + 0.1 * gap for begin in begins], gap, 0, span), strict=True):
        if np.isfinite(path.phases[week]):
            axes.text(
                spot,
                most,
                _phase_word(int(path.phases[week]), language),
                rotation=90,
                fontsize=style.TINY,
                ha="left",
                va="top",
                color=style.INK,
            )


def _phase_starts(phases: FloatArray) -> list[int]:
    """Weeks in which a phase begins that lasts at least a month; shorter ones have no room for their name."""
    changes = [week for week in range(len(phases)) if week == 0 or phases[week] != phases[week - 1]]
    ends = [*changes[1:], len(phases)]
    lasting = [week for week, end in zip(changes, ends, strict=True) if end - week >= BRIEF]
    return [week for place, week in enumerate(lasting) if place == 0 or phases[week] != phases[lasting[place - 1]]]


def _phase_word(phase: int, language: str) -> str:
    """The phase without the word phase, which stands in the note already."""
    words: dict[int, str] = {
        Phase.INFORMATION: translate("information", language),
        Phase.EMERGENCE: translate("emergence", language),
        Phase.DEVELOPMENT: translate("development", language),
        Phase.AUTONOMOUS: translate("autonomous", language),
    }
    return words[phase]


def _frame(axes: Axes, paths: Sequence[Path], share: bool, language: str, ticks: int) -> None:
    weeks = max(len(path.months) for path in paths)
    style.months_axis(axes, months_from_weeks(weeks))
    axes.set_ylim(_bottom(paths), _top(paths))
    style.numbers_axis(axes, language, share=share, ticks=ticks)


def _month_labels(axes: Axes, paths: Sequence[Path], language: str) -> None:
    weeks = max(len(path.months) for path in paths)
    style.months_axis(axes, months_from_weeks(weeks), translate("months after the start", language))


def _one_panel(
    heading: str, paths: Sequence[Path], share: bool, decimals: int, made: style.Made, language: str
) -> Figure:
    strips = [path for path in paths if path.hours is not None]
    strip, gap, tall, left, across = 0.7, 0.12, 2.5, 0.55, 4.95
    height = 0.55 + tall + 0.4 + len(strips) * (strip + gap) + 0.75
    figure = style.sheet(height)
    bottom = style.footer(figure, made, _band_note(language), language) + 0.45
    top = height - style.title(figure, heading)
    axes = style.place(figure, left, top - 0.1 - tall, across, tall)
    _frame(axes, paths, share, language, ticks=5)
    looks = style.looks(len(paths))
    ends = [(path, look, end) for path, look in zip(paths, looks, strict=True) if (end := _last(path)) is not None]
    for path, look in zip(paths, looks, strict=True):
        _fan(axes, path, look)
    low, high = axes.get_ylim()
    spots = style.apart([end for _, _, end in ends], 0.36 * (high - low) / tall, low, high)
    for (path, look, _), spot in zip(ends, spots, strict=True):
        label = f"{path.title}: {_value(path, share, decimals, language)}"
        figure.text(
            (left + across + 0.08) / style.WIDTH,
            _up(axes, spot),
            style.wrapped(label, 23),
            va="center",
            color=look.colour,
            fontsize=style.PLAIN,
        )
    if strips:
        _note(figure, left, bottom + len(strips) * (strip + gap) + 0.02, language)
    most = _most_hours(paths)
    for row, path in enumerate(reversed(strips)):
        look = looks[len(strips) - 1 - row]
        below = style.place(figure, left, bottom + row * (strip + gap), across, strip)
        _frame(below, paths, False, language, ticks=2)
        _strip(below, path, look, most, language, across)
        figure.text(
            (left + across + 0.08) / style.WIDTH,
            _up(below, most / 2),
            style.wrapped(path.title, 23),
            va="center",
            color=look.colour,
            fontsize=style.SMALL,
        )
        if row == 0:
            _month_labels(below, paths, language)
    if not strips:
        _month_labels(axes, paths, language)
    return figure


def _up(axes: Axes, value: float) -> float:
    """The height of a value within the whole picture, as a share."""
    low, high = axes.get_ylim()
    box = axes.get_position()
    return float(box.y0 + (value - low) / (high - low) * box.height)


def _note(figure: Figure, left: float, bottom: float, language: str) -> None:
    height = figure.get_size_inches()[1]
    figure.text(
        left / style.WIDTH,
        bottom / height,
        translate("Support in hours a week, and the phase that half of the histories have reached", language),
        fontsize=style.SMALL,
        color=style.INK,
        va="bottom",
    )


def _panels(heading: str, paths: Sequence[Path], share: bool, decimals: int, made: style.Made, language: str) -> Figure:
    strips = any(path.hours is not None for path in paths)
    columns, across, left, between = 2, 2.75, 0.5, 0.75
    tall, strip, head, gap = 1.25, 0.7 if strips else 0.0, 0.34, 0.14
    rows = -(-len(paths) // columns)
    row_height = head + tall + (0.16 + strip if strips else 0.0) + gap
    height = 0.85 + rows * row_height + 0.6
    figure = style.sheet(height)
    style.footer(figure, made, _band_note(language), language)
    top = height - style.title(figure, heading)
    notes = [Text("Dashed grey line: the median of “{title}”.", title=paths[0].title).told(language)]
    if strips:
        notes.append(
            translate(
                "Below it: support in hours a week, and the phase that half of the histories have reached.", language
            )
        )
    top -= style.note(figure, " ".join(notes), top)
    most = _most_hours(paths)
    for position, path in enumerate(paths):
        x = left + (position % columns) * (across + between)
        y = top - (position // columns) * row_height - head - tall
        axes = style.place(figure, x, y, across, tall)
        _frame(axes, paths, share, language, ticks=4)
        if position:
            axes.plot(paths[0].months, paths[0].bands[2], color=style.SOFT, linestyle=(0, (3, 2)), linewidth=1.2)
        _fan(axes, path, style.LOOKS[0])
        axes.set_title(style.wrapped(path.title, 44, 2), loc="left", fontsize=style.PLAIN, fontweight="bold", pad=5)
        end = _last(path)
        if end is not None:
            axes.annotate(
                _value(path, share, decimals, language),
                (path.months[-1], end),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                color=style.LOOKS[0].colour,
                annotation_clip=False,
            )
        lowest = axes
        if strips:
            lowest = style.place(figure, x, y - 0.16 - strip, across, strip)
            _frame(lowest, paths, False, language, ticks=2)
            _strip(lowest, path, style.LOOKS[0], most, language, across)
        if position + columns >= len(paths):
            _month_labels(lowest, paths, language)
    return figure
