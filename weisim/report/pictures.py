"""Pictures: each with what it says in words and the same numbers in a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from weisim.analysis.amounts import cases_out_of, shown, signed
from weisim.analysis.comparison import Comparison
from weisim.analysis.interval import eight_of_ten, median
from weisim.analysis.outcome import Outcomes, outcomes
from weisim.analysis.survival import Births, Survival, births, survival
from weisim.analysis.wording import quoted
from weisim.figures import comparison as pairs_drawn
from weisim.figures import outcomes as outcomes_drawn
from weisim.figures import style
from weisim.figures import survival as survival_drawn
from weisim.figures import trajectories as trajectories_drawn
from weisim.language import Text, number, translate
from weisim.report.answer import comparisons, main_indicator, told
from weisim.report.document import Bullets, Paragraph, Picture, Section, Table
from weisim.report.sections import conclusive
from weisim.results.results import Results
from weisim.terms import Outcome, Phase
from weisim.weeks import MONTHS_PER_YEAR, months_from_weeks, weeks_from_months

MOST_COLUMNS = 6
NO_BREAK = "\N{NO-BREAK SPACE}"


def pictures(results: Results, reference: str, language: str, folder: Path | None) -> Section:
    """All pictures, each with its own heading, its reading and its table."""
    order = [reference, *(scenario for scenario in results.scenarios if scenario != reference)]
    found = comparisons(results, reference)
    parts = [_trajectories(results, order, found, language, folder)]
    if found:
        parts.append(_differences(results, order, found, language, folder))
    parts.append(_endings(results, order, language, folder))
    parts.append(_lives(results, order, language, folder))
    return Section("pictures", translate("What the pictures show", language), (), tuple(parts))


def counted(count: int, of: int, language: str) -> str:
    """A count out of a number, kept on one line."""
    told = Text("{count} of {of}", count=number(count, 0, language), of=number(of, 0, language)).told(language)
    return told.replace(" ", NO_BREAK)


def spread(middle: str, low: str, high: str) -> str:
    """A median with its 8 out of 10 between brackets, kept on one line."""
    return f"{middle} ({low}–{high})".replace(" ", NO_BREAK)


def ending(found: Outcomes, results: Results, language: str) -> str:
    """How the histories of one plan end, as counts."""
    count = {share.outcome: number(share.count, 0, language) for share in found.shares}
    return Text(
        "{title}: {failure} of {of} histories failed, {partial} succeeded in part, {success} succeeded.",
        title=quoted(results.title(found.scenario, language), language),
        of=number(found.shares[0].of, 0, language),
        failure=count[Outcome.FAILURE],
        partial=count[Outcome.PARTIAL],
        success=count[Outcome.SUCCESS],
    ).told(language)


def _alt(opening: str, sentences: Sequence[str], language: str) -> str:
    """What a reader who cannot see the picture must know: its kind, the conclusion, and where its numbers are."""
    return " ".join((opening, *sentences, translate("The table below has the numbers.", language)))


def _trajectories(
    results: Results, order: Sequence[str], found: Sequence[Comparison], language: str, folder: Path | None
) -> Section:
    indicator = main_indicator(results)
    label = results.entry(indicator).label(language)
    drawing = style.kept(trajectories_drawn.trajectories(results, indicator, order, language), "trajectories", folder)
    opening = Text("Lines: {label} over the months, for each plan.", label=label).told(language)
    caption = " ".join(
        (
            translate("The line is the median history.", language),
            translate("The dark band holds 5 out of 10 histories, the light band 8 out of 10.", language),
            translate("The bar below shows the hours of support.", language),
        )
    )
    alt = _alt(opening, [told(one, language) for one in found] if conclusive(results) else [], language)
    picture = Picture("trajectories", drawing, alt, caption, _months_table(results, order, indicator, language))
    return Section("trajectories", translate("How it goes, month by month", language), (picture,))


def _months_table(results: Results, order: Sequence[str], indicator: str, language: str) -> Table:
    entry = results.entry(indicator)
    series = {scenario: results.series(indicator, scenario).to_numpy(dtype=np.float64) for scenario in order}
    asked = _asked_months(max(len(table) for table in series.values()))
    rows = []
    for scenario, table in series.items():
        cells = [results.title(scenario, language)]
        for month in asked:
            week = min(weeks_from_months(month), len(table)) - 1
            low, high = (shown(value, entry, language) for value in eight_of_ten(table[week]))
            cells.append(spread(shown(median(table[week]), entry, language), low, high))
        rows.append((*cells, *_support(results, scenario, language)))
    heads = [Text("month {month}", month=number(month, 0, language)).told(language) for month in asked]
    more = [head for name, head in _support_heads(language) if name in results.indicators]
    caption = Text(
        "{label}: median, and between brackets 8 out of 10", label=style.sentence_case(entry.label(language))
    )
    return Table(caption.told(language), (translate("plan", language), *heads, *more), tuple(rows))


def _asked_months(weeks: int) -> list[float]:
    """The ends of the years, at most six of them, and the end of the story."""
    last = months_from_weeks(weeks)
    years = max(1, int(last // MONTHS_PER_YEAR))
    step = MONTHS_PER_YEAR * -(-years // MOST_COLUMNS)
    whole = [float(month) for month in range(step, int(last) + 1, step)]
    return whole if whole and whole[-1] == last else [*whole, last]


def _support_heads(language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("support_hours", translate("hours of support, in all", language)),
        ("phase", translate("phase at the end", language)),
    )


def _support(results: Results, scenario: str, language: str) -> list[str]:
    """The hours of support and the last phase, which the bar below the lines shows."""
    cells = []
    if "support_hours" in results.indicators:
        hours = results.series("support_hours", scenario).to_numpy(dtype=np.float64)
        cells.append(number(median(np.nansum(hours, axis=0)), 0, language))
    if "phase" in results.indicators:
        last = median(results.series("phase", scenario).to_numpy(dtype=np.float64)[-1])
        cells.append("–" if np.isnan(last) else next(phase for phase in Phase if phase == int(last)).label(language))
    return cells


def _differences(
    results: Results, order: Sequence[str], found: Sequence[Comparison], language: str, folder: Path | None
) -> Section:
    indicator = main_indicator(results)
    drawing = style.kept(pairs_drawn.comparison(results, indicator, order, language), "differences", folder)
    first = results.title(order[0], language)
    opening = Text("Dots: the difference with “{title}” for every pair.", title=first).told(language)
    caption = " ".join(
        (
            translate("Each dot is a pair of histories with the same luck.", language),
            translate("The bar holds 8 out of 10 pairs; the open circle is the median.", language),
            translate("Left of the line is less, right of it is more.", language),
        )
    )
    heads = (
        translate("plan", language),
        translate("median difference", language),
        translate("8 out of 10 pairs", language),
        translate("95% interval of the median", language),
        translate("came out better", language),
        translate("pairs", language),
        translate("correlation of the pairs", language),
    )
    rows = tuple(_difference_row(one, language) for one in found)
    about = Text("Difference with “{title}”: {label}", title=first, label=results.entry(indicator).label(language))
    sentences = tuple(told(one, language) for one in found) if conclusive(results) else ()
    alt = _alt(opening, sentences, language)
    picture = Picture("differences", drawing, alt, caption, Table(about.told(language), heads, rows))
    heading = translate("How much it differs, pair by pair", language)
    return Section("differences", heading, (Bullets(sentences), picture) if sentences else (picture,))


def _difference_row(found: Comparison, language: str) -> tuple[str, ...]:
    one, entry = found.differences[0], found.entries[0]
    low, high, least, most = (
        signed(value, entry, language) for value in (one.low, one.high, one.median_low, one.median_high)
    )
    return (
        found.title(found.b, language),
        signed(one.median, entry, language),
        _between(low, high, language),
        _between(least, most, language),
        cases_out_of(one.share_better).told(language) if one.pairs else "–",
        number(one.pairs, 0, language),
        "–" if np.isnan(one.correlation) else number(round(one.correlation, 2) + 0.0, 2, language).replace("-", "−"),
    )


def _between(low: str, high: str, language: str) -> str:
    return Text("{low} to {high}", low=low, high=high).told(language).replace(" ", NO_BREAK)


def _endings(results: Results, order: Sequence[str], language: str, folder: Path | None) -> Section:
    found = [outcomes(results, scenario) for scenario in order]
    drawing = style.kept(outcomes_drawn.outcomes(found, results, language), "outcomes", folder)
    opening = translate("Bars: how many histories of each plan failed, succeeded in part or succeeded.", language)
    caption = " ".join(
        (
            translate("The longer the bar, the more histories ended that way.", language),
            translate("The line shows how sure that share is (95% interval).", language),
        )
    )
    heads = (
        translate("plan", language),
        *(kind.label(language) for kind in Outcome),
        translate("independent organisations at the end", language),
    )
    alt = _alt(opening, [ending(one, results, language) for one in found], language)
    rows = tuple(_ending_row(one, results, language) for one in found)
    table = Table(translate("How many histories ended in which way", language), heads, rows)
    picture = Picture("outcomes", drawing, alt, caption, table)
    return Section("outcomes", translate("Success or failure", language), (picture,))


def _ending_row(found: Outcomes, results: Results, language: str) -> tuple[str, ...]:
    middle, low, high = (number(value, 0, language) for value in (found.median, found.low, found.high))
    counts = [counted(share.count, share.of, language) for share in found.shares]
    return (results.title(found.scenario, language), *counts, spread(middle, low, high))


def _lives(results: Results, order: Sequence[str], language: str, folder: Path | None) -> Section:
    found = [survival(results, scenario, "formed") for scenario in order]
    born = [births(results, scenario) for scenario in order]
    drawing = style.kept(survival_drawn.survival(found, results, language), "survival", folder)
    opening = translate("Curves: the share of resident initiatives still alive at each age.", language)
    lasting = [_lasting(one, results, language) for one in found]
    caption = " ".join(
        (
            translate("A curve drops where an initiative ends.", language),
            translate("A tick marks one that was still alive when the story ended.", language),
            translate("The band is the 95% interval over whole histories.", language),
        )
    )
    heads = (
        translate("plan", language),
        translate("ideas born in a history", language),
        translate("initiatives followed", language),
        *(Text("alive at {months} months", months=months).told(language) for months in (12, 24, 36)),
    )
    rows = tuple(_life_row(one, ideas, results, language) for one, ideas in zip(found, born, strict=True))
    table = Table(translate("Births and lives, told apart", language), heads, rows)
    picture = Picture("survival", drawing, _alt(opening, lasting, language), caption, table)
    apart = translate("A plan can leave few initiatives because few are born, or because they do not last.", language)
    both = translate("So we tell births and lives apart, and compare lives at equal age.", language)
    return Section(
        "survival", translate("How long initiatives last", language), (Paragraph(f"{apart} {both}"), picture)
    )


def _lasting(found: Survival, results: Results, language: str) -> str:
    """How many of ten formed groups lived two years, when anybody was followed that long."""
    title = results.title(found.scenario, language)
    share = found.at(weeks_from_months(24))[0]
    if np.isnan(share):
        return Text("“{title}”: no initiative was followed for 24 months.", title=title).told(language)
    percent = number(100 * share, 0, language)
    return Text("“{title}”: {percent}% lived for 24 months.", title=title, percent=percent).told(language)


def _life_row(found: Survival, ideas: Births, results: Results, language: str) -> tuple[str, ...]:
    middle, low, high = (number(value, 0, language) for value in (ideas.median, ideas.low, ideas.high))
    shares = [_share(found.at(weeks_from_months(months)), language) for months in (12, 24, 36)]
    followed = number(found.lives.size, 0, language)
    return (results.title(found.scenario, language), spread(middle, low, high), followed, *shares)


def _share(found: tuple[float, float, float], language: str) -> str:
    share, low, high = found
    if np.isnan(share):
        return "–"
    text = style.percentage(number(100 * share, 0, language), language)
    if np.isnan(low):
        return text
    return spread(text, number(100 * low, 0, language), number(100 * high, 0, language))
