"""Export: results as plain files that open in a spreadsheet, with a dictionary and a manifest."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.dictionary import Entry
from weisim.results.ledger import ACCOUNTS, LINE_FIELDS, ledger_lines
from weisim.results.provenance import RESULTS_SCHEMA, VERSION, now
from weisim.results.results import Results
from weisim.results.run import EVENT_FIELDS, Run
from weisim.terms import Event, Reason, Stage

FILES = ("series.csv", "final.csv", "events.csv", "ledger.csv", "dictionary.csv", "manifest.json")

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""A text cell that begins with one of these could be run as a formula by a spreadsheet."""


def export(results: Results, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write results as five CSV files and manifest.json; returns the six paths, in the order of `FILES`.

    They are series.csv, final.csv, events.csv, ledger.csv and dictionary.csv, which says what the others hold.

    Files with these names are replaced, each only when its successor is complete. Text cells that a spreadsheet could
    take for a formula get an apostrophe before them; missing values are empty cells. Raises InvalidInput when the
    folder cannot be written.
    """
    where = Path(folder)
    try:
        where.mkdir(parents=True, exist_ok=True)
        with _complete(where / "series.csv") as file:
            file.writelines(_series(results))
        _write_csv(where / "final.csv", _final(results))
        _write_csv(where / "events.csv", _events(results))
        _write_csv(where / "ledger.csv", _ledger(results))
        _write_csv(where / "dictionary.csv", _dictionary(results))
        with _complete(where / "manifest.json") as file:
            json.dump(manifest(results), file, indent=2, ensure_ascii=False, allow_nan=False)
            file.write("\n")
    except OSError as error:
        message = Text("cannot be written: {reason}", reason=error.strerror or error)
        raise InvalidInput([Fault(str(where), 0, "", "", message, Text("Choose another folder."))]) from error
    return tuple(where / name for name in FILES)


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
            name: {str(run.replication): run.provenance.run_key for run in results.of(name)}
            for name in results.scenarios
        },
        "failed": [asdict(run) for run in results.failed],
    }


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


def _series(results: Results) -> Iterator[str]:
    """The lines of series.csv: the one file so long that the cells are joined here, and not one by one."""
    yield "scenario,replication,week,indicator,value\n"
    for run in results.runs:
        scenario, *names = (_cell(safe(text)) for text in (run.scenario, *run.names))
        for week, values in enumerate(run.values.tolist()):
            begin = f"{scenario},{run.replication},{week}"
            yield "".join([f"{begin},{name},{_number(value)}\n" for name, value in zip(names, values, strict=True)])


def _cell(text: str) -> str:
    """A text as csv.writer writes it: quoted where it must be."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([text])
    return written.getvalue()


def _final(results: Results) -> Iterator[Sequence[str]]:
    yield "scenario", "replication", *(safe(name) for name in results.indicators)
    for run in results.runs:
        last = dict(zip(run.names, run.values[-1].tolist(), strict=True))
        yield safe(run.scenario), str(run.replication), *(_number(last.get(name)) for name in results.indicators)


def _events(results: Results) -> Iterator[Sequence[str]]:
    yield "scenario", "replication", *EVENT_FIELDS
    for run in results.runs:
        yield from _events_of(run)


def _events_of(run: Run) -> Iterator[Sequence[str]]:
    scenario, replication = safe(run.scenario), str(run.replication)
    partners = {-1: "", **{number: safe(name) for number, name in enumerate(run.partners)}}
    events, stages, reasons = (
        {-1: "", **{int(member): member.word for member in term}} for term in (Event, Stage, Reason)
    )
    reasons[int(Reason.NONE)] = ""
    for week, event, initiative, resident, partner, stage, reason, value in run.event_table.tolist():
        yield (
            scenario,
            replication,
            str(week),
            events[event],
            _counted(initiative),
            _counted(resident),
            partners[partner],
            stages[stage],
            reasons[reason],
            _number(value),
        )


def _ledger(results: Results) -> Iterator[Sequence[str]]:
    yield "scenario", "replication", *LINE_FIELDS, *(entry.name for entry in ACCOUNTS)
    for run in results.runs:
        lines = zip(ledger_lines(run.partners), run.ledger.tolist(), strict=True)
        for (holder, partner), amounts in lines:
            yield safe(run.scenario), str(run.replication), holder, safe(partner), *map(_number, amounts)


def _dictionary(results: Results) -> Iterator[Sequence[str]]:
    yield (
        "indicator",
        "label_nl",
        "label_en",
        "unit",
        "kind",
        "good",
        "smallest_difference_that_matters",
        "decimals",
        "definition_nl",
        "definition_en",
    )
    known = [entry.name for entry in results.dictionary]
    names = [*known, *(name for name in results.indicators if name not in known)]
    for entry in map(results.entry, names):
        yield _described(entry, entry.name, _number(entry.matters))
    for entry in ACCOUNTS:
        yield _described(entry, f"ledger.{entry.name}", "")


def _described(entry: Entry, name: str, matters: str) -> Sequence[str]:
    return (
        safe(name),
        safe(entry.dutch),
        safe(entry.english),
        safe(entry.unit),
        entry.kind,
        entry.good,
        matters,
        str(entry.decimals),
        safe(entry.definition_dutch),
        safe(entry.definition_english),
    )


def _number(value: float | None) -> str:
    """A number that reads back to the same bits; whole numbers without a decimal point; empty when missing."""
    if value is None or math.isnan(value):
        return ""
    text = repr(value + 0.0)
    return text[:-2] if text.endswith(".0") else text


def _counted(number: int) -> str:
    return "" if number < 0 else str(number)


def _write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with _complete(path) as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@contextlib.contextmanager
def _complete(path: Path) -> Iterator[TextIO]:
    """Write a file under another name and give it its own name when it is complete and on the disk."""
    making = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with making.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(making, path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
