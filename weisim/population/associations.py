"""Associations: small published tables that say which traits go together, read once."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).parent / "tables"


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table; the credit line at its top is left out."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(line for line in stream if not line.startswith("#")))


def block(name: str, key: str, row_names: tuple[str, ...], columns: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """Part of a table as numbers: these rows by these columns."""
    found = {row[key]: row for row in rows(name)}
    return np.array([[float(found[row][column]) for column in columns] for row in row_names], dtype=np.float64)


def association(table: str, row_names: tuple[str, ...], columns: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """How strongly two traits go together: one weight for each pair, each row adding up to one."""
    found = {(row["row"], row["column"]): float(row["weight"]) for row in rows("associations") if row["table"] == table}
    return np.array([[found[row, column] for column in columns] for row in row_names], dtype=np.float64)
