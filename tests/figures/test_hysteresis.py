"""Hysteresis: both ways with their bands, and in grey what stays."""

from __future__ import annotations

import pytest

from tests.analysis.made_stairs import noise, stairs
from weisim.analysis.hysteresis import hysteresis
from weisim.figures import style
from weisim.figures.hysteresis import hysteresis as picture


def outcome(level: float, week: int, down: bool, one: int, future: int) -> float:
    return level + down + noise(one, week)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_found_is_what_is_drawn(language: str) -> None:
    results = stairs(outcome, steady=outcome)
    found = hysteresis(results)
    figure = picture(found, results, language)
    (axes,) = figure.axes
    drawn = [tuple(map(float, line.get_ydata())) for line in axes.get_lines()]
    assert found.steady_up is not None
    assert found.steady_down is not None
    assert drawn == [found.steady_up.mean, found.steady_down.mean, found.up.mean, found.down.mean]
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == 2 * (len(found.levels) - 1)
    # The first goes to more help, the last to less: time goes up and then down.
    assert arrows[0].xy[0] > arrows[0].xyann[0]
    assert arrows[-1].xy[0] < arrows[-1].xyann[0]
    assert len(axes.collections) == 2
    assert style.svg(figure) == style.svg(picture(found, results, language))


def test_without_stories_that_stay_and_with_few_histories_it_can_be_drawn() -> None:
    results = stairs(outcome, replications=3)
    (axes,) = picture(hysteresis(results), results, "en").axes
    assert len(axes.get_lines()) == 2
    assert not axes.collections
