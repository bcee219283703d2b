"""Robustness: the share and both intervals of each plan, and beside it what is lost."""

from __future__ import annotations

import pytest

from tests.analysis.made_futures import STRAIN, drawn, number, played
from weisim.analysis.robustness import robustness
from weisim.figures.robustness import robustness as picture

FACTORS = (number("made.one"), number("made.two"))
PLANS = {"stay": lambda v, f, r: v[0] + 0.5 * (r % 2), "stop": lambda v, f, r: v[1] + 0.4}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_found_is_what_is_drawn(language: str) -> None:
    results = played(drawn(FACTORS, 60), PLANS, 3)
    found = robustness(results)
    share, lost = picture(found, results, language).axes
    lines = [[float(value) for value in one.get_xdata()] for one in share.get_lines()]
    for plan in found.plans:
        assert [plan.share] in lines
        assert [plan.low, plan.high] in lines
        assert [plan.luck_low, plan.luck_high] in lines
    ends = [[float(value) for value in one.get_xdata()] for one in lost.get_lines()]
    assert [[0.0, plan.regret_worst] for plan in found.plans] == ends[::2]
    assert [[plan.regret_most] for plan in found.plans] == ends[1::2]
    told = [text.get_text() for text in share.texts]
    assert sum("60" in text for text in told) == 2


def test_shares_are_lost_in_percentage_points() -> None:
    results = played(drawn(FACTORS, 60), PLANS, entry=STRAIN)
    figure = picture(robustness(results), results, "en")
    assert "percentage points" in figure.axes[1].get_xlabel()
    alike = played(drawn(FACTORS, 60), {"stay": PLANS["stop"], "stop": PLANS["stop"]})
    picture(robustness(alike), alike, "nl").draw_without_rendering()
