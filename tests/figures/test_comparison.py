"""Comparison: one dot a pair, the bar and the circle where analysis found them, zero in sight."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from tests.figures.made_up import TITLES, made_up
from weisim.analysis.comparison import compare
from weisim.figures.comparison import comparison

PAIR = ("steady-support", "stop-month-12")


def dots(figure: Figure) -> list[np.ndarray]:
    """Where the dots of each row stand along the axis."""
    lines = figure.axes[0].get_lines()
    return [
        np.asarray(line.get_xdata()) for line in lines if line.get_linestyle() == "None" and len(line.get_xdata()) > 1
    ]


def told(figure: Figure) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]


def test_there_is_one_dot_a_pair_at_its_difference() -> None:
    results = made_up(*PAIR)
    (found,) = dots(comparison(results, "initiatives_alive", PAIR))
    first, second = (results.series("initiatives_alive", scenario).iloc[-1] for scenario in PAIR)
    assert sorted(found) == sorted((second - first).tolist())


def test_bar_and_circle_are_what_analysis_found_and_are_told_in_numbers() -> None:
    results = made_up(*PAIR)
    found = compare(results, *PAIR, ["initiatives_alive"]).differences[0]
    figure = comparison(results, "initiatives_alive", PAIR, "nl")
    drawn = [np.asarray(line.get_xdata(), dtype=float).tolist() for line in figure.axes[0].get_lines()]
    assert [found.low, found.high] in drawn
    assert [found.median] in drawn
    assert any(text.startswith(f"−{abs(found.median):.0f}") for text in told(figure))


@pytest.mark.parametrize("scenarios", [PAIR, tuple(TITLES)])
def test_zero_is_always_in_sight_with_room_to_name_both_sides(scenarios: tuple[str, ...]) -> None:
    figure = comparison(made_up(*scenarios), "initiatives_alive", scenarios, "en")
    low, high = figure.axes[0].get_xlim()
    assert low < 0 < high
    assert {"← less", "more →"} <= set(told(figure))
    assert len(dots(figure)) == len(scenarios) - 1


def test_a_difference_of_shares_is_in_percentage_points() -> None:
    figure = comparison(made_up(*PAIR), "participation_rate", PAIR, "en")
    assert figure.axes[0].get_xlabel() == "percentage points per pair, after 60 months"
    figure.draw_without_rendering()
    assert not [label.get_text() for label in figure.axes[0].get_xticklabels() if "%" in label.get_text()]


def test_a_plan_compared_with_itself_stands_on_the_line() -> None:
    results = made_up("no-support")
    figure = comparison(results, "initiatives_alive", ("no-support", "no-support"))
    assert set(dots(figure)[0]) == {0.0}


def test_one_plan_alone_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="at least two"):
        comparison(made_up("no-support"), "initiatives_alive", ["no-support"])
