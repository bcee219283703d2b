"""Designs: the right number of futures, in range, in order, the same every time; what a library does wrong is told."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from weisim.experiment.designs.factorial import factorial
from weisim.experiment.designs.latin_hypercube import latin_hypercube
from weisim.experiment.designs.morris import morris
from weisim.experiment.designs.sobol import sobol
from weisim.experiment.drawing import drawn, strictly
from weisim.experiment.factor import all_factors, factor, usual_factors
from weisim.faults import InvalidInput
from weisim.results.design import Design

THREE = (factor("joining.base"), factor("ending.few"), factor("motivating.crowding"))
MAKERS: dict[str, Callable[..., Design]] = {
    "latin hypercube": lambda seed: latin_hypercube(THREE, 30, seed),
    "sobol": lambda seed: sobol(THREE, 16, seed),
    "morris": lambda seed: morris(THREE, 6, 4, seed),
    "factorial": lambda seed: factorial(THREE, 3),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_value_lies_in_its_range_and_belongs_to_its_point(kind: str) -> None:
    design = MAKERS[kind](1)
    assert design.kind == kind
    assert [future.number for future in design.futures] == list(range(1, len(design.futures) + 1))
    assert np.isfinite(design.points).all()
    assert 0.0 <= design.points.min() <= design.points.max() <= 1.0
    for future, row in zip(design.futures, design.points, strict=True):
        for one, point in zip(THREE, row, strict=True):
            assert future.values[one.key] == one.value(point)
            assert one.low <= one.number(future.values[one.key]) <= one.high


@pytest.mark.parametrize("kind", ["latin hypercube", "sobol", "morris"])
def test_a_seed_gives_the_same_futures_whatever_else_draws_chance(kind: str) -> None:
    once = MAKERS[kind](7)
    np.random.default_rng().random(5)
    np.random.seed(3)
    before = np.random.get_state()[1].copy()  # type: ignore[index,union-attr]
    again = MAKERS[kind](7)
    np.testing.assert_array_equal(once.points, again.points)
    assert (np.random.get_state()[1] == before).all()  # type: ignore[index,union-attr]
    assert not np.array_equal(once.points, MAKERS[kind](8).points)


def test_a_latin_hypercube_visits_each_slice_of_each_range_once() -> None:
    design = latin_hypercube(usual_factors(), 40)
    for column in design.points.T:
        assert sorted((column * 40).astype(int)) == list(range(40))


def test_sobol_blocks_swap_one_factor_between_two_points() -> None:
    design = sobol(usual_factors(), 8)
    width = len(usual_factors())
    assert len(design.futures) == 8 * (width + 2)
    assert dict(design.settings) == {"size": 8, "seed": 1, "second_order": 0}
    for block in design.points.reshape(8, width + 2, width):
        first, last = block[0], block[-1]
        for column in range(width):
            expected = first.copy()
            expected[column] = last[column]
            np.testing.assert_allclose(block[1 + column], expected)


def test_sobol_can_also_draw_what_pairs_need() -> None:
    assert len(sobol(THREE, 4, second_order=True).futures) == 4 * 8


def test_each_step_of_a_morris_walk_changes_one_factor_by_the_same_length() -> None:
    design = morris(usual_factors(), 5, 4)
    width = len(usual_factors())
    assert dict(design.settings) == {"trajectories": 5, "levels": 4, "seed": 1}
    for walk in design.points.reshape(5, width + 1, width):
        steps = np.abs(np.diff(walk, axis=0))
        assert (np.count_nonzero(steps > 1e-9, axis=1) == 1).all()
        assert (np.count_nonzero(steps > 1e-9, axis=0) == 1).all()
        np.testing.assert_allclose(steps.max(axis=1), 2 / 3)


def test_each_step_of_a_morris_walk_also_changes_a_rule() -> None:
    design = morris(THREE, 20, 4)
    table = design.table().reshape(20, 4, 3)
    assert (np.count_nonzero(np.diff(table, axis=1), axis=(1, 2)) == 3).all()


def test_a_factorial_holds_every_combination_once() -> None:
    design = factorial(THREE, 3)
    rows = [tuple(future.values.values()) for future in design.futures]
    expected = itertools.product((-3.6, -2.55, -1.5), (2, 4, 5), ("salience", "two stocks", "off"))
    for row, wanted in zip(rows, expected, strict=True):
        assert row[0] == pytest.approx(wanted[0])
        assert row[2] == wanted[2]
    assert len(set(rows)) == 27
    assert {row[1] for row in rows} == {2, 4, 5}


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: latin_hypercube((), 5), "futures.vary"),
        (lambda: latin_hypercube((THREE[0], THREE[0]), 5), "futures.vary"),
        (lambda: latin_hypercube(THREE, 0), "futures.size"),
        (lambda: latin_hypercube(THREE, True), "futures.size"),
        (lambda: latin_hypercube(THREE, 10, -1), "futures.seed"),
        (lambda: sobol(THREE, 100), "futures.size"),
        (lambda: sobol(THREE, 2**16), "futures.size"),
        (lambda: latin_hypercube(all_factors(), 50_000), "futures.size"),
        (lambda: morris(THREE, 1), "futures.trajectories"),
        (lambda: morris(THREE, 10, 3), "futures.levels"),
        (lambda: morris(THREE, 10, 1000), "futures.levels"),
        (lambda: morris(THREE, 50_000), "futures.trajectories"),
        (lambda: factorial(usual_factors(), 4), "futures.levels"),
        (lambda: factorial(THREE, 1), "futures.levels"),
    ],
)
def test_settings_that_cannot_be_are_refused_at_their_key(make: Callable[[], Design], key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make()
    (fault,) = caught.value.faults
    assert fault.key == key
    assert str(fault.message)


@pytest.mark.parametrize(
    "points",
    [np.zeros((4, 3)), np.zeros((5, 2)), np.full((5, 3), np.nan), np.full((5, 3), 1.5), np.full((5, 3), -0.1)],
)
def test_points_that_were_not_asked_for_are_refused(points: np.ndarray) -> None:
    with pytest.raises(InvalidInput):
        drawn("latin hypercube", THREE, points, 5, {})


def test_a_warning_of_a_library_becomes_a_fault() -> None:
    with pytest.raises(InvalidInput) as caught, strictly():
        warnings.warn("the balance properties of this sequence require a power of two", stacklevel=1)
    assert "power of two" in str(caught.value.faults[0].message)
