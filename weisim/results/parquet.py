"""Parquet: the tables of results as columns of numbers, for programs that read many of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.replacing import replacing
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.results.tables import SERIES, Column, Table, tables

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 200_000
"""So many rows are in memory at once, about."""


def write_parquet(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write every table as a Parquet file; the paths.

    Values are as they are: texts get no apostrophe, missing ones are null. Every file is read again, with the checksums
    of its pages, before it replaces an older one. Raises InvalidInput when pyarrow is not there.
    """
    needed()
    series = _written(folder / "series.parquet", SERIES, _series(results))
    others = (_written(folder / f"{table.name}.parquet", table.columns, _batches(table)) for table in tables(results))
    return series, *others


def needed() -> None:
    """Raise InvalidInput, naming the extra, when pyarrow is not there."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        message = Text("Parquet files need a part of weisim that is not installed here")
        advice = Text('Type  pip install "weisim[parquet]"  or choose csv.')
        raise InvalidInput([Fault("", 0, "--format", "parquet", message, advice)]) from None


def _written(path: Path, columns: tuple[Column, ...], batches: Iterator[list[Any]]) -> Path:
    """One file, from batches of columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns])
    rows = 0

    def read_again(making: Path) -> None:
        found = 0
        with pq.ParquetFile(making, page_checksum_verification=True) as file:
            for group in range(file.num_row_groups):
                found += file.read_row_group(group).num_rows
        if found != rows:
            raise OSError(f"{path.name} holds {found} rows, not {rows}")

    with replacing(path, read_again) as file, pq.ParquetWriter(file, schema, write_page_checksum=True) as writer:
        for batch in batches:
            arrays = [_array(values, field.type) for values, field in zip(batch, schema, strict=True)]
            table = pa.Table.from_arrays(arrays, schema=schema)
            rows += table.num_rows
            writer.write_table(table)
    return path


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    made = values if isinstance(values, pa.Array) else pa.array(values, type=kind, from_pandas=True)
    return made.cast(kind)


def _batches(table: Table) -> Iterator[list[Any]]:
    """The columns of a table, so many rows at a time."""
    rows = table.rows()
    while some := list(itertools.islice(rows, ROWS_AT_ONCE)):
        yield [list(column) for column in zip(*some, strict=True)]


def _series(results: Results) -> Iterator[list[Any]]:
    """The columns of the series, some runs at a time."""
    some: list[Run] = []
    rows = 0
    for run in results.runs:
        some.append(run)
        rows += run.values.size
        if rows >= ROWS_AT_ONCE:
            yield _long(some)
            some, rows = [], 0
    if some:
        yield _long(some)


def _long(runs: list[Run]) -> list[Any]:
    import pyarrow as pa

    sizes = [run.values.size for run in runs]
    scenarios, names = sorted({run.scenario for run in runs}), sorted({name for run in runs for name in run.names})
    place = {name: number for number, name in enumerate(names)}
    scenario = np.repeat([scenarios.index(run.scenario) for run in runs], sizes)
    indicator = np.concatenate([np.tile([place[name] for name in run.names], len(run.values)) for run in runs])
    return [
        pa.DictionaryArray.from_arrays(pa.array(scenario), pa.array(scenarios, pa.string())),
        np.repeat([run.future for run in runs], sizes),
        np.repeat([run.replication for run in runs], sizes),
        np.concatenate([np.repeat(run.kept, len(run.names)) for run in runs]),
        pa.DictionaryArray.from_arrays(pa.array(indicator), pa.array(names, pa.string())),
        np.concatenate([run.values.ravel() for run in runs]),
    ]
