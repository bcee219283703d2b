"""Sobol: the closed form of Ishigami comes back, an inert assumption comes out inert, and nonsense is refused."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.made_futures import design, number, played, told_well
from weisim.analysis.sobol import sobol
from weisim.language import speaking
from weisim.results.design import Design

FACTORS = tuple(number(f"made.{name}", -math.pi, math.pi) for name in ("one", "two", "three", "inert"))
A, B = 7.0, 0.1
# Ishigami and Homma (1990), in closed form.
VARIANCE = A**2 / 8 + B * math.pi**4 / 5 + B**2 * math.pi**8 / 18 + 0.5
FIRST = {
    "made.one": 0.5 * (1 + B * math.pi**4 / 5) ** 2 / VARIANCE,
    "made.two": A**2 / 8 / VARIANCE,
    "made.three": 0.0,
    "made.inert": 0.0,
}
TOGETHER = B**2 * math.pi**8 * (1 / 18 - 1 / 50) / VARIANCE
TOTAL = {
    "made.one": FIRST["made.one"] + TOGETHER,
    "made.two": FIRST["made.two"],
    "made.three": TOGETHER,
    "made.inert": 0.0,
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def ishigami(values, future=0, replication=0):
    one, two, three = values[:3]
    return math.sin(one) + A * math.sin(two) ** 2 + B * three**4 * math.sin(one)


def bases(count=512, factors=FACTORS, second=False) -> Design:
    from SALib.sample import sobol as sampled

    problem = {
        "num_vars": len(factors),
        "names": [factor.key for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    points = sampled.sample(problem, count, calc_second_order=second, seed=5)
    return design("sobol", factors, points, {"base": count})


@pytest.fixture(scope="module")
def known():
    return played(bases(), {"stay": ishigami})


def test_the_closed_form_comes_back(known) -> None:
    found = sobol(known)
    for key, first in FIRST.items():
        part = found.of(key)
        # Within the interval that it states, or within 0.05 where that is narrower.
        assert part.first == pytest.approx(first, abs=max(0.05, part.first_half_width)), key
        assert part.total == pytest.approx(TOTAL[key], abs=max(0.05, part.total_half_width)), key
        assert part.total_half_width < 0.15


def test_a_planted_inert_assumption_comes_out_inert(known) -> None:
    found = sobol(known)
    assert [part.factor.key for part in found.parts if part.inert] == ["made.inert"]
    assert found.of("made.inert").low <= 0.05
    assert found.of("made.inert").high <= 0.05


def test_an_inert_assumption_is_inert_under_luck_that_would_be_counted_as_influence() -> None:
    luck = np.random.default_rng(4)
    noise = {(future, replication): luck.normal(0, 4.0) for future in range(1, 385) for replication in range(1, 5)}
    found = sobol(played(bases(64), {"stay": lambda v, f, r: ishigami(v) + noise[f, r]}, replications=4))
    # Noise of variance 16, averaged over four replications, beside the variance of the formula.
    assert found.luck == pytest.approx(4 / (4 + VARIANCE), rel=0.25)
    assert found.of("made.inert").total > 0.05
    assert found.of("made.inert").inert


def test_rows_in_another_order_give_the_same_answer(known) -> None:
    order = np.random.default_rng(1).permutation(len(known.runs))
    shuffled = replace(known, runs=tuple(known.runs[place] for place in order))
    assert sobol(shuffled).parts == sobol(known).parts


def test_crossed_pairs_change_nothing() -> None:
    plain = sobol(played(bases(128), {"stay": ishigami}))
    crossed = sobol(played(bases(128, second=True), {"stay": ishigami}))
    assert crossed.bases == plain.bases == 128
    for part in plain.parts:
        assert crossed.of(part.factor.key).total == pytest.approx(part.total, abs=0.15)


def test_futures_in_another_order_are_refused() -> None:
    right = bases(32)
    order = np.random.default_rng(1).permutation(len(right.points))
    with pytest.raises(ValueError, match="one assumption exchanged at a time"):
        sobol(played(design("sobol", FACTORS, right.points[order]), {"stay": ishigami}))


def test_a_design_whose_points_do_not_fit_its_values_is_refused() -> None:
    right = bases(32)
    wrong = Design("sobol", right.factors, right.futures, right.points[::-1], right.settings)
    with pytest.raises(ValueError, match="not the one of its point"):
        sobol(replace(played(right, {"stay": ishigami}), design=wrong))


def test_missing_and_constant_outcomes_are_errors() -> None:
    right = bases(16)
    with pytest.raises(ValueError, match="no value in future 3"):
        sobol(played(right, {"stay": lambda v, f, r: math.nan if f == 3 else ishigami(v)}))
    with pytest.raises(ValueError, match="the same in all futures"):
        sobol(played(right, {"stay": lambda v, f, r: 2.0}))
    whole = played(right, {"stay": ishigami})
    with pytest.raises(ValueError, match="Future 4 has no finished history"):
        sobol(replace(whole, runs=tuple(run for run in whole.runs if run.future != 4)))


def test_too_few_futures_are_said_to_be_too_few() -> None:
    found = sobol(played(bases(8), {"stay": ishigami}))
    assert not found.converged
    assert any("more futures are needed" in text or "not sure yet" in text for text in found.sentences("en"))


def test_a_part_below_zero_is_explained() -> None:
    found = sobol(played(bases(16), {"stay": ishigami}))
    below = [part for part in found.parts if part.first < 0]
    assert below, "this design gives a part below zero"
    assert all(part.chance_below_zero for part in below)
    assert "A part just below zero is zero; it comes from too few futures." in found.sentences("en")


def test_it_is_told_in_both_languages_and_as_plain_values(known) -> None:
    found = sobol(known)
    told_well(found)
    assert found.sentences("en")[0] == "In this model “assumed one” matters most."
    assert json.loads(json.dumps(found.record(), allow_nan=False))["parts"][0]["factor"]["key"] == "made.one"
