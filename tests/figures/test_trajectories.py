"""Trajectories: median and bands are what they say, on axes that do not deceive."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from tests.figures.made_up import TITLES, made_up
from weisim.figures.trajectories import quantiles, trajectories
from weisim.results.results import Results
from weisim.results.run import Run

THREE = ("steady-support", "stop-month-12", "no-support")


def texts(figure: Figure) -> str:
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [text.get_text() for text in axes.texts] + [axes.get_title(loc="left"), axes.get_xlabel()]
    return " ".join(found).replace("\n", " ")


def without(results: Results, *names: str) -> Results:
    """The same results without some indicators."""
    runs = []
    for run in results.runs:
        kept = [column for column, name in enumerate(run.names) if name not in names]
        runs.append(
            Run.from_arrays(
                run.scenario,
                run.replication,
                run.seed,
                run.residents,
                [run.names[column] for column in kept],
                run.values[:, kept],
                run.event_table,
                run.partners,
                run.provenance,
            )
        )
    return Results(tuple(runs), (), results.dictionary, results.titles)


def test_bands_hold_half_and_eight_of_ten_histories() -> None:
    values = np.arange(101.0)[None, :].repeat(3, axis=0)
    assert quantiles(values)[:, 0] == pytest.approx([10, 25, 50, 75, 90])


def test_no_line_where_fewer_than_half_of_the_histories_have_a_value() -> None:
    values = np.array([[1.0, np.nan, np.nan], [1.0, 2.0, np.nan]])
    found = quantiles(values)
    assert np.isnan(found[:, 0]).all()
    assert found[2, 1] == 1.5


def test_up_to_three_scenarios_share_one_picture_with_labels_at_the_ends_and_no_legend() -> None:
    results = made_up(*THREE)
    figure = trajectories(results, "initiatives_alive", THREE, "nl")
    assert len(figure.axes) == 1 + len(THREE)
    assert all(axes.get_legend() is None for axes in figure.axes)
    told = texts(figure)
    for scenario in THREE:
        middle = float(np.median(results.series("initiatives_alive", scenario).iloc[-1]))
        assert f"{TITLES[scenario][0]}: {middle:.0f}" in told


def test_more_scenarios_get_a_panel_each_on_the_same_axes() -> None:
    figure = trajectories(made_up(), "initiatives_alive", tuple(TITLES), "en")
    panels = [axes for axes in figure.axes if axes.get_title(loc="left")]
    assert [axes.get_title(loc="left") for axes in panels] == [english for _, english in TITLES.values()]
    assert len({axes.get_ylim() for axes in panels}) == 1
    assert len({axes.get_xlim() for axes in panels}) == 1


@pytest.mark.parametrize("scenarios", [THREE, tuple(TITLES)])
def test_axes_start_at_zero_run_over_the_whole_story_and_are_never_doubled(scenarios: tuple[str, ...]) -> None:
    figure = trajectories(made_up(*scenarios), "participants", scenarios)
    for axes in figure.axes:
        assert axes.get_ylim()[0] == 0
        assert axes.get_xlim() == (0, 60)
    places = [axes.get_position().bounds for axes in figure.axes]
    assert len(set(places)) == len(places)


def test_the_bar_below_is_as_high_as_the_hours_and_names_the_phases() -> None:
    figure = trajectories(made_up(*THREE), "initiatives_alive", THREE, "nl")
    bar = figure.axes[1]
    assert bar.get_ylim() == (0, 52)
    assert [label.get_text() for label in bar.get_yticklabels()] == ["0", "52"]
    told = texts(figure)
    for word in ("informatie", "ontstaan", "ontwikkeling", "autonoom"):
        assert word in told


def test_every_phase_is_named_once_also_when_half_of_the_histories_lag_behind() -> None:
    results = made_up("steady-support", replications=2)
    column = results.runs[0].names.index("phase")
    slow = results.runs[1].values.copy()
    slow[:, column] = np.concatenate([np.ones(10), slow[:-10, column]])
    runs = (results.runs[0], replace(results.runs[1], values=slow))
    figure = trajectories(
        Results(runs, (), results.dictionary, results.titles), "participants", ["steady-support"], "en"
    )
    words = [text.get_text() for text in figure.axes[1].texts]
    assert words == ["information", "emergence", "development", "autonomous"]


def test_a_phase_lost_for_a_week_or_two_is_not_named_again() -> None:
    results = made_up("steady-support", replications=1)
    values = results.runs[0].values.copy()
    values[100:102, results.runs[0].names.index("phase")] = 2
    runs = (replace(results.runs[0], values=values),)
    figure = trajectories(
        Results(runs, (), results.dictionary, results.titles), "participants", ["steady-support"], "en"
    )
    assert [text.get_text() for text in figure.axes[1].texts].count("development") == 1


def test_results_without_support_or_phase_are_drawn_without_a_bar() -> None:
    figure = trajectories(without(made_up(*THREE), "support_hours", "phase"), "initiatives_alive", THREE)
    assert len(figure.axes) == 1
    assert "maanden na de start" in texts(figure)


def test_an_indicator_that_nobody_could_measure_gives_an_empty_picture_not_a_fault() -> None:
    results = made_up("no-support")
    runs = tuple(
        replace(run, values=np.where(np.array(run.names) == "motivation", np.nan, run.values)) for run in results.runs
    )
    figure = trajectories(Results(runs, (), results.dictionary, results.titles), "motivation", ["no-support"])
    assert figure.axes[0].get_ylim()[1] > 0


def test_a_share_is_written_as_a_percentage_in_the_language() -> None:
    results = made_up("no-support")
    assert "0,3 %" in texts(trajectories(results, "participation_rate", ["no-support"], "nl"))
    assert "0.3%" in texts(trajectories(results, "participation_rate", ["no-support"], "en"))


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one scenario"):
        trajectories(made_up("no-support"), "initiatives_alive", [])
