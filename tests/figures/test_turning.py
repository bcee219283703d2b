"""Turning: the line, its band and the value at which it turns, or the rules side by side."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.test_turning import against
from weisim.analysis.turning import turning
from weisim.figures.turning import turning as picture


def upright(axes):
    return [one.get_xdata()[0] for one in axes.get_lines() if list(one.get_ydata()) == [0, 1]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_line_and_the_value_at_which_it_turns_are_drawn(language: str) -> None:
    luck = np.random.default_rng(1)
    results = against(lambda v, f, r: v[0] - 6 + luck.normal())
    found = turning(results)
    (axes,) = picture(found, results, language).axes
    assert upright(axes) == [found.turns[0]]
    drawn = [np.asarray(one.get_ydata()) for one in axes.get_lines()]
    assert any(one.shape == found.line.shape and (one == found.line).all() for one in drawn)
    assert any(one.shape == found.differences.shape and (one == found.differences).all() for one in drawn)
    word = "kantelt bij 6" if language == "nl" else "turns at 6"
    assert any(text.get_text().startswith(word[:-1]) for text in axes.texts)


def test_nothing_is_marked_where_the_answer_does_not_turn() -> None:
    results = against(lambda v, f, r: 2 + v[0])
    figure = picture(turning(results), results, "en")
    assert upright(figure.axes[0]) == []
    assert any("does not turn" in text.get_text() for text in figure.texts)


def test_rival_rules_stand_side_by_side() -> None:
    results = against(lambda v, f, r: (2.0, -3.0, 1.0)[int(v[2])] + 0.1 * v[3])
    found = turning(results)
    (axes,) = picture(found, results, "nl").axes
    assert [label.get_text() for label in axes.get_xticklabels()] == ["noisy", "hard", "geen"]
    points = [(one.get_xdata()[0], one.get_ydata()[0]) for one in axes.get_lines() if len(one.get_xdata()) == 1]
    assert {(place, rule.mean) for place, rule in enumerate(found.rules)} <= set(points)
