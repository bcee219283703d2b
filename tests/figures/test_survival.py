"""Survival: the curve of the finding, with who is still followed written under the axis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.made_up import TITLES, made_up
from weisim.analysis.lifetimes import lifetimes
from weisim.analysis.survival import survival as found_survival
from weisim.figures.survival import survival
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results
from weisim.weeks import weeks_from_months

THREE = ("steady-support", "stop-month-12", "no-support")


def bare(results: Results, scenario: str) -> Results:
    """The same results, but nothing ever happened in one scenario."""
    runs = tuple(
        replace(run, event_table=run.event_table[:0]) if run.scenario == scenario else run for run in results.runs
    )
    return Results(runs, (), results.dictionary, results.titles)


def test_the_step_curve_is_the_one_that_was_found() -> None:
    results = made_up("steady-support")
    found = found_survival(results, "steady-support", "formed")
    figure = survival([found], results)
    curve = max(figure.axes[0].get_lines(), key=lambda line: len(line.get_xdata()))
    assert np.asarray(curve.get_xdata())[:-1] == pytest.approx(found.ages * 12 / 52)
    assert np.asarray(curve.get_ydata())[:-1] == pytest.approx(found.alive)
    assert np.asarray(curve.get_xdata())[-1] == pytest.approx(found.lives.max() * 12 / 52)


@pytest.mark.parametrize("scenarios", [THREE, tuple(TITLES)])
def test_numbers_at_risk_stand_under_the_ages_of_every_plan(scenarios: tuple[str, ...]) -> None:
    results = made_up(*scenarios)
    found = [found_survival(results, scenario, "ideas") for scenario in scenarios]
    figure = survival(found, results, "en")
    written = [text.get_text() for axes in figure.axes for text in axes.texts]
    for one in found:
        for months in (0, 12, 24, 36, 48):
            assert f"{one.followed(weeks_from_months(months)):,}" in written


def test_those_still_alive_at_the_end_are_marked_on_the_curve() -> None:
    results = made_up("steady-support")
    found = found_survival(results, "steady-support", "formed")
    marks = [line for line in survival([found], results).axes[0].get_lines() if line.get_marker() == "|"]
    assert len(marks) == 1
    assert len(marks[0].get_xdata()) == len(np.unique(np.round(found.lives[~found.ended] * 12 / 52)))


@pytest.mark.parametrize("scenarios", [THREE, tuple(TITLES)])
def test_a_plan_in_which_nothing_formed_is_told_not_drawn(scenarios: tuple[str, ...]) -> None:
    results = bare(made_up(*scenarios), "no-support")
    figure = survival([found_survival(results, scenario) for scenario in scenarios], results, "en")
    told = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert told.count("no initiative to follow") == (len(scenarios) > 3)
    assert told.count("0") >= 6


def test_axes_run_from_none_to_all_alive() -> None:
    results = made_up(*THREE)
    figure = survival([found_survival(results, scenario) for scenario in THREE], results)
    low, high = figure.axes[0].get_ylim()
    assert low == 0
    assert 1 <= high < 1.1


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one scenario"):
        survival([], made_up("no-support"))


def test_the_finding_is_drawn_as_its_curves_with_the_numbers_it_tells() -> None:
    results = made_up(*THREE)
    results = replace(results, inquiry=Inquiry("test", ("", ""), ("", ""), THREE[0], ("initiatives_alive",)))
    finding = lifetimes(results, "ideas")
    figure = survival(finding, results, "en")
    written = [text.get_text() for axes in figure.axes for text in axes.texts]
    for life in finding.lives:
        assert {f"{count:,}" for count in life.followed} <= set(written)
    curves = [line for line in figure.axes[0].get_lines() if len(line.get_xdata()) == len(finding.curves[1].ages) + 1]
    assert any(np.asarray(curve.get_ydata())[:-1] == pytest.approx(finding.curves[1].alive) for curve in curves)
