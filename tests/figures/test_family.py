"""Family: points and lines where the finding has them, filled where a difference holds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.made_up import TITLES, made_up
from weisim.analysis.family import Family
from weisim.analysis.family import family as found_family
from weisim.analysis.verdict import Verdict
from weisim.figures.family import family
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results

OUTCOMES = ("independent_initiatives", "initiatives_alive", "cohesion")


def asked(*scenarios: str, outcomes: tuple[str, ...] = OUTCOMES) -> Results:
    results = made_up(*scenarios)
    return replace(results, inquiry=Inquiry("test", ("", ""), ("", ""), "steady-support", outcomes))


@pytest.fixture(scope="module")
def results() -> Results:
    return asked()


@pytest.fixture(scope="module")
def finding(results: Results) -> Family:
    return found_family(results)


def test_each_difference_has_its_point_and_its_interval(finding: Family, results: Results) -> None:
    figure = family(finding, results)
    assert len(figure.axes) == len(OUTCOMES)
    for axes, outcome in zip(figure.axes, OUTCOMES, strict=True):
        drawn = [np.asarray(line.get_xdata(), dtype=float).tolist() for line in axes.get_lines()]
        for scenario in list(TITLES)[1:]:
            one = finding.of(scenario, outcome)
            assert [one.mean] in drawn
            assert [one.low, one.high] in drawn


def test_what_holds_up_is_filled_and_what_does_not_is_open(finding: Family, results: Results) -> None:
    first = finding.comparisons[0]
    mixed = replace(finding, comparisons=(replace(first, verdict=Verdict.UNCLEAR), *finding.comparisons[1:]))
    points = [line for line in family(mixed, results).axes[0].get_lines() if line.get_marker() == "o"]
    assert [str(point.get_markerfacecolor()) == "white" for point in points] == [
        one.verdict in (Verdict.UNCLEAR, Verdict.EQUAL) for one in mixed.comparisons if one.entry.name == OUTCOMES[0]
    ]


def test_the_band_is_as_wide_as_what_is_too_small_to_matter(finding: Family, results: Results) -> None:
    for axes, outcome in zip(family(finding, results).axes, OUTCOMES, strict=True):
        matters = results.entry(outcome).matters
        assert [(patch.get_x(), patch.get_width()) for patch in axes.patches] == [(-matters, 2 * matters)]
        low, high = axes.get_xlim()
        assert low < 0 < high


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_plan_is_named_once_a_row_of_panels(finding: Family, results: Results, language: str) -> None:
    figure = family(finding, results, language)
    told = [text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts]
    assert told == [finding.title(scenario, language) for scenario in list(TITLES)[1:]] * 2


def test_too_few_histories_are_drawn_without_an_interval() -> None:
    few = made_up("steady-support", "no-support", replications=3)
    few = replace(few, inquiry=Inquiry("test", ("", ""), ("", ""), "steady-support", ("cohesion",)))
    lines = family(found_family(few), few).axes[0].get_lines()
    assert [len(line.get_xdata()) for line in lines if line.get_marker() == "o"] == [1]
    assert len(lines) == 2  # zero and the point
