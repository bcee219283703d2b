"""Spread: a bar for luck, one for what is not known and one for both; one alone where they cannot be told apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.made_up import made_up
from weisim.analysis.spread import spread as found_spread
from weisim.figures.spread import spread
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results

PLANS = ("steady-support", "no-support")
OUTCOMES = ("initiatives_alive", "cohesion")


def asked(futures: int) -> Results:
    results = made_up(*PLANS)
    runs = tuple(
        replace(run, future=run.replication % futures + (futures > 1), replication=1 + run.replication // futures)
        for run in results.runs
    )
    return replace(results, runs=runs, inquiry=Inquiry("test", ("", ""), ("", ""), PLANS[0], OUTCOMES))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_bars_are_what_was_found(language: str) -> None:
    results = asked(4)
    finding = found_spread(results)
    figure = spread(finding, results, language)
    for axes, outcome in zip(figure.axes, OUTCOMES, strict=True):
        drawn = [tuple(np.asarray(line.get_xdata(), dtype=float)) for line in axes.get_lines()]
        for plan in PLANS:
            one = finding.of(plan, outcome)
            assert {one.luck, one.unknown, one.both, (one.middle, one.middle)} <= set(drawn)
        assert len(drawn) == 4 * len(PLANS)


@pytest.mark.parametrize("futures", [1, 12])
def test_what_cannot_be_told_apart_is_not_drawn_apart(futures: int) -> None:
    results = asked(futures)
    figure = spread(found_spread(results), results, "en")
    assert all(len(axes.get_lines()) == 2 * len(PLANS) for axes in figure.axes)
    assert any("cannot be told apart" in text.get_text() for text in figure.texts)
