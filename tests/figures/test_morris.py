"""Morris: a dot at each size, filled where the influence is clear, in the order of what matters."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.made_futures import number, played
from tests.analysis.test_morris import line, steps
from weisim.analysis.morris import morris
from weisim.figures import style
from weisim.figures.morris import MOST
from weisim.figures.morris import morris as drawn


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_dot_stands_at_what_was_found(language: str) -> None:
    luck = np.random.default_rng(1)
    results = played(steps(), {"stay": lambda v, f, r: line(v, f, r) + luck.normal(0, 0.3)}, 3)
    found = morris(results)
    figure = drawn(found, results, language)
    (axes,) = figure.axes
    dots = [one for one in axes.get_lines() if one.get_marker() == "o"]
    assert [float(one.get_xdata()[0]) for one in dots] == [one.size for one in found.influences]
    assert [one.get_markerfacecolor() == "white" for one in dots] == [one.inert for one in found.influences]
    labels = [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]
    assert labels == [one.factor.label(language) for one in found.influences]
    assert style.svg(figure) == style.svg(drawn(found, results, language))


def test_only_what_matters_most_is_drawn_of_many_and_that_is_said() -> None:
    factors = tuple(number(f"made.f{place}") for place in range(20))
    results = played(steps(factors, 6), {"stay": lambda v, f, r: float(v @ np.arange(20))})
    figure = drawn(morris(results), results, "en")
    assert len(figure.axes[0].get_yticklabels()) == MOST
    assert any("Not drawn: 5 assumptions" in text.get_text() for text in figure.texts)
