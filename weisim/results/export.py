"""Export: results as plain files for a spreadsheet or another program, with a dictionary and a manifest."""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from weisim.faults import Fault, InvalidInput, NoRoom
from weisim.language import Text
from weisim.results.opening import FULL
from weisim.results.provenance import RESULTS_SCHEMA, VERSION, now
from weisim.results.replacing import replacing
from weisim.results.results import Results
from weisim.results.run import FailedRun, Run
from weisim.results.tables import SERIES, Cell, Table, tables

FILES = ("series.csv", "final.csv", "events.csv", "ledger.csv", "dictionary.csv", "manifest.json")
"""What is always written; results of an experiment with futures have futures.csv as well."""
Form = Literal["csv", "parquet"]

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""A text cell that begins with one of these could be run as a formula by a spreadsheet."""
QUOTED = re.compile('[,"\\r\\n]')


def export(results: Results, folder: str | os.PathLike[str], form: Form = "csv") -> tuple[Path, ...]:
    """Write results as tables and manifest.json; returns the paths, with those of CSV in the order of `FILES`.

    The tables are series, final, events, ledger, futures (one row a future, where there are any) and dictionary, which
    says what the others hold.

    Files with these names are replaced, each only when its successor is complete and on the disk. In CSV, text cells
    that a spreadsheet could take for a formula get an apostrophe before them, and missing values are empty cells.

    Args:
        results: what is written.
        folder: where; it is made when it is not there.
        form: `csv`, or `parquet`, for which pyarrow must be installed.

    Raises:
        NoRoom: the disk is full; files that were there before are as they were.
        InvalidInput: the folder cannot be written, or pyarrow is not there.
    """
    where = Path(folder)
    if form == "parquet":
        from weisim.results.parquet import needed, write_parquet

        needed()
    try:
        where.mkdir(parents=True, exist_ok=True)
        written = write_parquet(results, where) if form == "parquet" else _write_csv(results, where)
        with replacing(where / "manifest.json") as file:
            told = {**manifest(results), "files": [path.name for path in written]}
            text = json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)
            file.write(f"{text}\n".encode())
    except OSError as error:
        message = Text("cannot be written: {reason}", reason=error.strerror or error)
        if error.errno in FULL:
            advice = Text("Make room and give the same command again.")
            raise NoRoom([Fault(str(where), 0, "", "", message, advice)]) from error
        raise InvalidInput([Fault(str(where), 0, "", "", message, Text("Choose another folder."))]) from error
    return *written, where / "manifest.json"


def manifest(results: Results) -> dict[str, Any]:
    """Where results came from: version, seeds, scenario digests, run_keys and results_digest, ready for JSON."""
    return {
        "version": VERSION,
        "results_schema": RESULTS_SCHEMA,
        "created": now(),
        "results_digest": results.digest,
        "seeds": sorted({run.seed for run in results.runs} | {run.seed for run in results.failed}),
        "scenario_digest": {
            name: _only({run.provenance.scenario_digest for run in results.of(name)}) for name in results.scenarios
        },
        "scenarios": {name: _facts(results, name) for name in results.scenarios},
        "run_keys": {
            name: {_called(run): run.provenance.run_key for run in results.of(name)} for name in results.scenarios
        },
        "failed": [asdict(run) for run in results.failed],
        "design": {
            "kind": results.design.kind,
            "futures": len(results.design.futures),
            "settings": dict(results.design.settings),
        },
        "inquiry": results.inquiry.record() if results.inquiry else None,
    }


def _called(run: Run | FailedRun) -> str:
    """How a run is called within its scenario: its replication, after its future where it has one."""
    return f"{run.future}:{run.replication}" if run.future else str(run.replication)


def _facts(results: Results, scenario: str) -> dict[str, Any]:
    runs = results.of(scenario)
    return {
        "title_nl": results.title(scenario, "nl"),
        "title_en": results.title(scenario, "en"),
        "place": _only({run.provenance.place_code for run in runs}),
        "figures_year": _only({run.provenance.figures_year for run in runs}),
        "residents": _only({run.residents for run in runs}),
        "weeks": _only({run.weeks for run in runs}),
        "runs": len(runs),
        "made_by": _only({run.provenance.version for run in runs}),
    }


def _only(values: set[Any]) -> Any:
    """The one value that all runs share; a list when they do not share one."""
    return next(iter(values)) if len(values) == 1 else sorted(values)


def safe(text: str) -> str:
    """A text as a spreadsheet may hold it: never taken for a formula."""
    return f"'{text}" if text.startswith(tuple(FORMULA_SIGNS)) else text


def _write_csv(results: Results, folder: Path) -> tuple[Path, ...]:
    series = _written(folder / "series.csv", _series(results))
    return series, *(_written(folder / f"{table.name}.csv", _lines(table)) for table in tables(results))


def _written(path: Path, lines: Iterator[str]) -> Path:
    with replacing(path) as file:
        file.writelines(line.encode() for line in lines)
    return path


def _lines(table: Table) -> Iterator[str]:
    yield ",".join(_cell(safe(name)) for name, _ in table.columns) + "\n"
    forms = [AS_CELL[kind] for _, kind in table.columns]
    for row in table.rows():
        yield ",".join([form(value) for form, value in zip(forms, row, strict=True)]) + "\n"


def _series(results: Results) -> Iterator[str]:
    """The lines of series.csv: the one file so long that the cells are joined here, and not one by one."""
    yield ",".join(name for name, _ in SERIES) + "\n"
    for run in results.runs:
        scenario, *names = (_cell(safe(text)) for text in (run.scenario, *run.names))
        for week, values in zip(run.kept.tolist(), run.values.tolist(), strict=True):
            begin = f"{scenario},{run.future},{run.replication},{week}"
            yield "".join([f"{begin},{name},{_number(value)}\n" for name, value in zip(names, values, strict=True)])


def _cell(text: str) -> str:
    """A text between quotes where it must be; a lone carriage return too, which some readers take for a new line."""
    return '"{}"'.format(text.replace('"', '""')) if QUOTED.search(text) else text


def _text(value: Any) -> str:
    return "" if value is None else _cell(safe(value))


def _whole(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> str:
    """A number that reads back to the same bits; whole numbers without a decimal point; empty when missing."""
    if value is None or math.isnan(value):
        return ""
    text = repr(value + 0.0)
    return text[:-2] if text.endswith(".0") else text


AS_CELL: dict[type, Callable[[Cell], str]] = {str: _text, int: _whole, float: _number}
"""How a value of each kind is written."""
