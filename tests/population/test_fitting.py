"""Test of fitting: all margins at once, then whole people with the same margins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.population.fitting import fit, lots, whole, whole_cells, whole_table


def test_a_known_answer() -> None:
    # Deming and Stephan: with an even seed, cells are the product of the margins
    fitted = fit(np.ones((2, 3)), [((0,), np.array([30.0, 70.0])), ((1,), np.array([20.0, 30.0, 50.0]))])
    assert fitted == pytest.approx(np.array([[6, 9, 15], [14, 21, 35]]))


def test_associations_of_the_seed_stay() -> None:
    seed = np.array([[4.0, 1.0], [1.0, 2.0]])
    fitted = fit(seed, [((0,), np.array([10.0, 5.0])), ((1,), np.array([9.0, 6.0]))])
    odds = fitted[0, 0] * fitted[1, 1] / (fitted[0, 1] * fitted[1, 0])
    assert odds == pytest.approx(8.0)


def test_zeros_stay_zero() -> None:
    seed = np.array([[1.0, 0.0], [1.0, 1.0]])
    fitted = fit(seed, [((0,), np.array([4.0, 6.0])), ((1,), np.array([7.0, 3.0]))])
    counts = whole_table(fitted, np.array([4, 6]), np.array([7, 3]))
    assert counts.tolist() == [[4, 0], [3, 3]]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.integers(0, 100000))
def test_whole_numbers_keep_the_total_and_stay_within_one(values: list[float], total: int) -> None:
    counts = whole(values, total)
    assert counts.sum() == total
    assert counts.min() >= 0
    if sum(values) > 1e-6:
        assert np.abs(counts - np.array(values) * total / sum(values)).max() < 1.001


@st.composite
def margins(draw: st.DrawFn, dimensions: int = 3) -> list[np.ndarray]:
    total = draw(st.integers(1, 4000))
    sizes = [draw(st.integers(2, 5)) for _ in range(dimensions)]
    return [whole([draw(st.integers(0, 20)) for _ in range(size)], total) for size in sizes]


@given(margins(), st.integers(0, 1000))
def test_every_margin_is_met_exactly(given_margins: list[np.ndarray], seed: int) -> None:
    shape = tuple(len(margin) for margin in given_margins)
    table = 0.01 + lots(int(np.prod(shape)), seed, 0).reshape(shape)
    fitted = fit(table, [((axis,), margin) for axis, margin in enumerate(given_margins)])
    cells = whole_cells(fitted, given_margins)
    assert cells.min() >= 0
    for axis, margin in enumerate(given_margins):
        others = tuple(other for other in range(3) if other != axis)
        assert cells.sum(axis=others).tolist() == margin.tolist()


@given(margins(2), st.integers(0, 1000), st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
def test_whole_tables_stay_near_the_fitted_ones(
    given_margins: list[np.ndarray], seed: int, zeros: set[tuple[int, int]]
) -> None:
    rows, columns = given_margins
    table = 0.01 + lots(len(rows) * len(columns), seed, 0).reshape(len(rows), len(columns))
    fitted = fit(table, [((0,), rows), ((1,), columns)])
    counts = whole_table(fitted, rows, columns)
    assert counts.sum(axis=1).tolist() == rows.tolist()
    assert counts.sum(axis=0).tolist() == columns.tolist()
    assert np.abs(counts - fitted).max() < 2


def test_lots_are_even_and_the_same_everywhere() -> None:
    drawn = lots(100_000, 2013, 3)
    assert drawn.min() >= 0
    assert drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.5, abs=0.005)
    assert drawn.std() == pytest.approx(12**-0.5, abs=0.005)
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.02
    assert abs(np.corrcoef(drawn, lots(100_000, 2013, 4))[0, 1]) < 0.02
    assert lots(3, 1, 1).tolist() == lots(5, 1, 1)[:3].tolist()
