"""Discovery: a cross for each future that falls short, and the rule as a field only when it holds."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from tests.analysis.made_futures import drawn, number, played, rule
from weisim.analysis.discovery import discovery
from weisim.figures.discovery import discovery as picture

FACTORS = (number("made.calls"), rule("made.rule", "noisy", "hard", "none"), number("made.other"))


def marks(axes, marker):
    return sum(len(one.get_xdata()) for one in axes.get_lines() if one.get_marker() == marker)


def fields(axes):
    return [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_fill()]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_rule_is_a_field_around_the_crosses(language: str) -> None:
    plan = {"stay": lambda v, f, r: -1.0 if v[0] > 0.5 and v[1] == 1 else 3.0}
    results = played(drawn(FACTORS, 150), plan)
    found = discovery(results)
    assert found.found
    (axes,) = picture(found, results, language).axes
    assert marks(axes, "x") == found.falls_short.sum()
    assert marks(axes, "o") == (~found.falls_short).sum()
    (field,) = fields(axes)
    names = [one.factor.key for one in found.conditions]
    corner = dict(zip(names, field.get_xy(), strict=True))
    limits = {one.factor.key: one.low for one in found.conditions}
    assert corner["made.calls"] == pytest.approx(limits["made.calls"])
    assert corner["made.rule"] == pytest.approx(1 - 0.45)


def test_without_a_rule_no_field_is_drawn() -> None:
    luck = np.random.default_rng(0)
    results = played(drawn(FACTORS, 100), {"stay": lambda v, f, r: 2.0 * (luck.random() > 0.3)})
    found = discovery(results)
    assert not found.found
    (axes,) = picture(found, results, "en").axes
    assert not fields(axes)


def test_a_plan_that_never_falls_short_says_so() -> None:
    results = played(drawn(FACTORS, 100), {"stay": lambda v, f, r: 2.0})
    (axes,) = picture(discovery(results), results, "en").axes
    assert [text.get_text() for text in axes.texts] == ["Falls short in 0 of 100 futures."]
