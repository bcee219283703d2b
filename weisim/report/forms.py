"""Forms: in which forms residents work together, what marks each, and how many there are, year by year."""

from __future__ import annotations

import math

from weisim.analysis.interval import eight_of_ten, median
from weisim.analysis.lasting import most_supported
from weisim.analysis.wording import quoted
from weisim.language import Text, number, translate
from weisim.organisations import OrganisationalForm
from weisim.report.document import Paragraph, Section, Table, on_one_line
from weisim.results.results import Results
from weisim.weeks import WEEKS_PER_YEAR

COUNTED = {
    OrganisationalForm.INFORMAL_GROUP: "ideas_alive",
    OrganisationalForm.GROUP_WITH_AGREEMENTS: "resident_initiatives",
    OrganisationalForm.ASSOCIATION: "independent_initiatives",
    OrganisationalForm.ENTERPRISE: "neighbourhood_enterprises",
    OrganisationalForm.COOPERATIVE: "cooperative_exists",
}
"""The indicator that says how many there are of each form; the cooperative is there or is not."""


def forms(results: Results, language: str) -> tuple[Section, ...]:
    """The forms of organisation under the plan whose support lasts longest; nothing when they were not counted."""
    if not set(COUNTED.values()) <= set(results.indicators):
        return ()
    most = most_supported(results)
    title = quoted(results.title(most, language), language)
    told = [
        translate(
            "Residents begin as an informal group; some groups become an organisation with a form of its own.", language
        ),
        translate("Which legal form goes with which stage is our assumption.", language),
    ]
    heads = (
        translate("form", language),
        translate("before the law", language),
        translate("lives on", language),
        translate("who decides", language),
        translate("who belongs to it", language),
    )
    marks = tuple(
        (form.label(language), *(mark.told(language) for mark in (form.legal, form.income, form.decides, form.belongs)))
        for form in OrganisationalForm
    )
    caption = Text("How many of each form with {title}: median, and between brackets 8 out of 10", title=title)
    blocks = (
        Paragraph(" ".join(told)),
        Table(caption.told(language), _years(results, most, language), _rows(results, most, language)),
        Table(translate("What marks each form", language), heads, marks, numeric=False),
    )
    return (Section("forms", translate("In which forms residents work together", language), blocks),)


def _weeks(results: Results, scenario: str) -> list[int]:
    """The last week of every whole year."""
    weeks = min(run.weeks for run in results.of(scenario))
    return [year * WEEKS_PER_YEAR - 1 for year in range(1, weeks // WEEKS_PER_YEAR + 1)] or [weeks - 1]


def _years(results: Results, scenario: str, language: str) -> tuple[str, ...]:
    ends = [
        Text("end of year {year}", year=(week + 1) // WEEKS_PER_YEAR).told(language)
        if (week + 1) % WEEKS_PER_YEAR == 0
        else translate("last week", language)
        for week in _weeks(results, scenario)
    ]
    return (translate("form", language), *ends)


def _rows(results: Results, scenario: str, language: str) -> tuple[tuple[str, ...], ...]:
    rows = []
    for form, name in COUNTED.items():
        series = results.series(name, scenario)
        cells = [form.label(language)]
        for week in _weeks(results, scenario):
            values = series.iloc[week].to_numpy(dtype=float)
            if form is OrganisationalForm.COOPERATIVE:
                share = float(values.mean()) if values.size else math.nan
                cells.append(
                    Text("in {share} of 100 histories", share=number(round(100 * share), 0, language)).told(language)
                )
                continue
            low, high = eight_of_ten(values)
            middle, least, most = (number(round(value), 0, language) for value in (median(values), low, high))
            cells.append(f"{middle} ({least}–{most})")
        rows.append(tuple(map(on_one_line, cells)))
    return tuple(rows)
