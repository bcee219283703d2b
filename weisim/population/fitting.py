"""Fitting: tables that meet all their margins at once, whole people instead of fractions, and fair lots."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Margin = tuple[tuple[int, ...], Numbers | Counts]

_NEARLY_WHOLE = 1e-6


def fit(seed: Numbers, margins: Sequence[Margin], tolerance: float = 1e-7, rounds: int = 400) -> Numbers:
    """A table with the associations of the seed and the totals of all margins (iterative proportional fitting).

    Args:
        seed: a table of any number of dimensions, not negative; a zero stays zero.
        margins: for each margin the dimensions it runs along, in rising order, and its totals.
        tolerance: stop when no total is further off than this.
        rounds: stop after so many rounds over all margins in any case.

    Returns:
        The fitted table; the last margin is met exactly where the seed allows it.
    """
    table = np.array(seed, dtype=np.float64)
    everything = tuple(range(table.ndim))
    prepared = []
    for axes, totals in margins:
        others = tuple(axis for axis in everything if axis not in axes)
        shape = tuple(table.shape[axis] if axis in axes else 1 for axis in everything)
        prepared.append((others, np.asarray(totals, dtype=np.float64).reshape(shape)))
    for _ in range(rounds):
        worst = 0.0
        for others, totals in prepared:
            present = table.sum(axis=others, keepdims=True)
            worst = max(worst, float(np.abs(present - totals).max(initial=0.0)))
            table *= np.divide(totals, present, out=np.zeros_like(totals), where=present > 0)
        if worst <= tolerance:
            break
    return table


def whole(values: Numbers | Sequence[float], total: int) -> Counts:
    """Whole numbers in proportion to the values, with this total (largest remainders; ties to the first)."""
    shares = np.asarray(values, dtype=np.float64)
    largest = float(shares.max(initial=0.0))
    # what cannot be told from nothing counts as nothing; where nothing is known all are alike
    shares = shares / largest if largest > 1e-100 else np.ones_like(shares)
    exact = shares * (total / float(shares.sum()))
    counts = np.floor(exact + 1e-9).astype(np.int64)
    missing = total - int(counts.sum())
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[:missing]] += 1
    return counts


def whole_table(table: Numbers, rows: Counts, columns: Counts) -> Counts:
    """A table in whole numbers, close to the given one, with exactly these totals of rows and columns.

    Every cell is first rounded down; what is missing goes to the largest remainders, and where these run out units move
    along a chain of cells until every total is met. A cell that was zero stays zero.

    Args:
        table: two dimensions, fitted to the totals.
        rows: whole totals of the rows.
        columns: whole totals of the columns, with the same sum.
    """
    counts = np.floor(table + _NEARLY_WHOLE).astype(np.int64)
    remainders = table - counts
    _take_back(counts, rows, 1)
    _take_back(counts, columns, 0)
    row_missing = (rows - counts.sum(axis=1)).tolist()
    column_missing = (columns - counts.sum(axis=0)).tolist()
    width = table.shape[1]
    for cell in np.argsort(-remainders, axis=None, kind="stable").tolist():
        row, column = divmod(cell, width)
        if remainders[row, column] <= _NEARLY_WHOLE:
            break
        if row_missing[row] > 0 and column_missing[column] > 0:
            counts[row, column] += 1
            row_missing[row] -= 1
            column_missing[column] -= 1
    for row in range(table.shape[0]):
        while row_missing[row] > 0 and _move_along(counts, table > 0, row, column_missing):
            row_missing[row] -= 1
    return counts


def _take_back(counts: Counts, totals: Counts, axis: int) -> None:
    """Lower cells where the rounded-down table already has too many, largest cells first."""
    for line in np.flatnonzero(counts.sum(axis=axis) > totals).tolist():
        cells = counts[line] if axis == 1 else counts[:, line]
        while int(cells.sum()) > int(totals[line]):
            cells[int(np.argmax(cells))] -= 1


def _move_along(counts: Counts, allowed: npt.NDArray[np.bool_], start: int, column_missing: list[int]) -> bool:
    """Give one unit to a row that lacks one, by the shortest chain of moves that ends in a column that lacks one."""
    height, width = counts.shape
    came_from: dict[int, int] = {}
    row_from: dict[int, int] = {start: -1}
    waiting = deque([start])
    while waiting:
        row = waiting.popleft()
        for column in range(width):
            if column in came_from or not allowed[row, column]:
                continue
            came_from[column] = row
            if column_missing[column] > 0:
                column_missing[column] -= 1
                while True:
                    giver = came_from[column]
                    counts[giver, column] += 1
                    column = row_from[giver]
                    if column < 0:
                        return True
                    counts[giver, column] -= 1
            for other in range(height):
                if other not in row_from and counts[other, column] > 0:
                    row_from[other] = column
                    waiting.append(other)
    return False


def whole_cells(fitted: Numbers, margins: Sequence[Counts]) -> Counts:
    """A fitted table of any number of dimensions in whole numbers, with exactly these totals along every dimension.

    One dimension after the other is divided over its classes; each division is fitted again to the whole numbers
    reached so far, so that every margin is met and the associations stay.

    Args:
        fitted: the table.
        margins: for each dimension its whole totals, all with the same sum.
    """
    counts = np.asarray(margins[0], dtype=np.int64)
    for axis in range(1, fitted.ndim):
        later = tuple(range(axis + 1, fitted.ndim))
        part = fitted.sum(axis=later).reshape(-1, fitted.shape[axis])
        rows = counts.reshape(-1)
        columns = np.asarray(margins[axis], dtype=np.int64)
        part = fit(part, [((0,), rows), ((1,), columns)])
        counts = whole_table(part, rows, columns)
    return counts.reshape(fitted.shape)


def lots(count: int, seed: int, purpose: int) -> Numbers:
    """Fair lots between 0 and 1: the same for the same seed, purpose and place in the row, on every machine.

    Args:
        count: how many lots.
        seed: breaks ties differently when it differs.
        purpose: keeps draws for different ends apart.
    """
    mask = (1 << 64) - 1
    base = ((seed & mask) * 0x9E3779B97F4A7C15 + (purpose + 1) * 0xD1B54A32D192ED03) & mask
    with np.errstate(over="ignore"):
        # splitmix64: two rounds of shifting and multiplying scatter neighbouring numbers
        state = (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) + np.uint64(base)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53
