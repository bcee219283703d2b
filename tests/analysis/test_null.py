"""Null: where two plans are the same, how often is something called a difference?

Two thousand histories of one plan are kept in a file, by which the false alarms of the real model can be counted. Seeds
are fixed: the first thousand histories stand for one base seed, the second thousand for another.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.analysis import make_null
from tests.analysis.asking import asked, sound
from tests.analysis.conftest import known_run
from weisim.analysis.family import family, holm
from weisim.analysis.paired import by_chance, mean_interval
from weisim.analysis.verdict import SURE_ENOUGH, Verdict
from weisim.indicators.catalogue import DICTIONARY
from weisim.results.results import Results

REPEATS = 2000
PAIRS = 40
"""As many as an experiment plays unless it asks for more."""


@functools.cache
def differences() -> np.ndarray:
    """Differences of the same plan with itself: float64[repeats, pairs, outcomes]."""
    values = make_null.kept()[2]
    half = len(values) // 2
    chance = np.random.default_rng(2013)
    first, second = chance.integers(0, half, (2, REPEATS, PAIRS))
    second += half
    return values[second] - values[first]


@functools.cache
def chances() -> np.ndarray:
    """How often chance alone gives each: float64[repeats, outcomes]."""
    apart = differences()
    table = np.moveaxis(apart, 1, 0).reshape(PAIRS, -1)
    return by_chance(table).reshape(REPEATS, -1)


def test_what_was_kept_is_what_the_model_does_now() -> None:
    """After a change of the model this fails: make them again with `python -m tests.analysis.make_null`."""
    version, digest, values = make_null.kept()
    now = make_null.last_week(range(1, 4))
    assert (version, digest) == now[:2]
    assert values[:3].tolist() == now[2]
    assert values.shape == (make_null.RUNS, len(make_null.OUTCOMES))
    assert len(np.unique(values, axis=0)) == make_null.RUNS


@pytest.mark.parametrize("outcome", make_null.OUTCOMES)
def test_a_single_comparison_raises_a_false_alarm_about_one_time_in_twenty(outcome: str) -> None:
    alarms = (chances()[:, make_null.OUTCOMES.index(outcome)] <= SURE_ENOUGH).mean()
    assert 0.03 <= alarms <= 0.07


def test_a_family_of_six_raises_one_no_more_often() -> None:
    assert (holm(chances()) <= SURE_ENOUGH).any(axis=1).mean() <= 0.07
    # Without the correction it would do so far more often.
    assert (chances() <= SURE_ENOUGH).any(axis=1).mean() > 0.12


def test_intervals_leave_zero_out_about_one_time_in_twenty() -> None:
    for column in range(len(make_null.OUTCOMES)):
        ends = np.array([mean_interval(each) for each in differences()[:150, :, column]])
        outside = ((ends[:, 0] > 0) | (ends[:, 1] < 0)).mean()
        # Four standard errors of 150 repeats.
        assert outside <= 0.05 + 4 * np.sqrt(0.05 * 0.95 / 150)


def test_the_thousand_against_the_other_thousand_are_not_told_apart() -> None:
    values = make_null.kept()[2]
    half = len(values) // 2
    found = holm(by_chance(values[half:] - values[:half]))
    assert (found > SURE_ENOUGH).all()


def test_the_whole_finding_calls_the_same_plan_no_clear_difference() -> None:
    """A hundred pairs of the two base seeds, through everything that a real experiment goes through."""
    values = make_null.kept()[2]
    runs = []
    for scenario, first in (("a", 0), ("b", len(values) // 2)):
        for row in range(100):
            final = dict(zip(make_null.OUTCOMES, values[first + row], strict=True))
            more = [name for name in final if name not in ("independent_initiatives", "ideas_born")]
            runs.append(known_run(scenario, row, final, weeks=2, more=more))
    results = Results(tuple(runs), (), DICTIONARY, {"a": ("Eerst", "First"), "b": ("Dan", "Then")})
    found = family(asked(results, *make_null.OUTCOMES))
    assert {one.verdict for one in found.comparisons} <= {Verdict.EQUAL, Verdict.UNCLEAR}
    assert sound(found)[0] == "Independent initiatives: no clear difference between “Then” and “First”."
