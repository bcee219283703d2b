"""Tables: results as rows of plain values, the same whatever the form of the file they go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weisim.results.dictionary import Entry
from weisim.results.ledger import ACCOUNTS, LINE_FIELDS, ledger_lines
from weisim.results.results import IDENTITY, Results
from weisim.results.run import EVENT_FIELDS, Run
from weisim.terms import Event, Reason, Stage

Cell = str | int | float | None
"""What stands in a cell; None or nan where it is empty."""
Cells = Sequence[Cell]
Column = tuple[str, type]
"""The name of a column, and whether it holds texts, whole numbers or numbers."""

WHO: tuple[Column, ...] = ((IDENTITY[0], str), (IDENTITY[1], int), (IDENTITY[2], int))
SERIES: tuple[Column, ...] = (*WHO, ("week", int), ("indicator", str), ("value", float))
"""The columns of the long table of indicators, a row for each week of each run; the files write it by themselves."""

EVENT_COLUMNS = tuple(
    (name, float if name == "value" else str if name in ("event", "partner", "stage", "reason") else int)
    for name in EVENT_FIELDS
)


@dataclass(frozen=True, eq=False)
class Table:
    """One table: a name, its columns and its rows.

    Attributes:
        name: also the name of its file.
        columns: name and kind of each column.
        rows: gives the rows, one after the other.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Cells]]


def tables(results: Results) -> tuple[Table, ...]:
    """All tables but the series, in the order of the files; that of the futures only where they differ in something."""
    indicators = tuple((name, float) for name in results.indicators)
    accounts = tuple((entry.name, float) for entry in ACCOUNTS)
    lines = tuple((name, str) for name in LINE_FIELDS)
    return (
        Table("final", (*WHO, *indicators), lambda: _final(results)),
        Table("events", (*WHO, *EVENT_COLUMNS), lambda: _events(results)),
        Table("ledger", (*WHO, *lines, *accounts), lambda: _ledger(results)),
        *_futures(results),
        Table("dictionary", DICTIONARY_COLUMNS, lambda: _dictionary(results)),
    )


def who(run: Run) -> tuple[str, int, int]:
    """Scenario, future and replication of a run."""
    return run.scenario, run.future, run.replication


def _final(results: Results) -> Iterator[Cells]:
    for run in results.runs:
        last = dict(zip(run.names, run.last.tolist(), strict=True))
        yield *who(run), *(last.get(name) for name in results.indicators)


def _events(results: Results) -> Iterator[Cells]:
    events, stages, reasons = (
        {-1: None, **{int(member): member.word for member in term}} for term in (Event, Stage, Reason)
    )
    reasons[int(Reason.NONE)] = None
    for run in results.runs:
        partners: dict[int, str | None] = {-1: None, **dict(enumerate(run.partners))}
        identity = who(run)
        for week, event, initiative, resident, partner, stage, reason, value in run.event_table.tolist():
            yield (
                *identity,
                week,
                events[event],
                _counted(initiative),
                _counted(resident),
                partners[partner],
                stages[stage],
                reasons[reason],
                value,
            )


def _ledger(results: Results) -> Iterator[Cells]:
    for run in results.runs:
        for line, amounts in zip(ledger_lines(run.partners), run.ledger.tolist(), strict=True):
            holder, partner = line
            yield *who(run), holder, partner or None, *amounts


def _futures(results: Results) -> tuple[Table, ...]:
    design = results.design
    if not design.futures or not design.factors:
        return ()
    kinds = tuple((factor.key, str if factor.choices else int if factor.whole else float) for factor in design.factors)

    def rows() -> Iterator[Cells]:
        for future in design.futures:
            values: list[Any] = [future.values[factor.key] for factor in design.factors]
            yield future.number, *(kind(value) for value, (_, kind) in zip(values, kinds, strict=True))

    return (Table("futures", (("future", int), *kinds), rows),)


DICTIONARY_COLUMNS: tuple[Column, ...] = (
    ("indicator", str),
    ("label_nl", str),
    ("label_en", str),
    ("unit", str),
    ("kind", str),
    ("good", str),
    ("smallest_difference_that_matters", float),
    ("decimals", int),
    ("definition_nl", str),
    ("definition_en", str),
)


def _dictionary(results: Results) -> Iterator[Cells]:
    known = [entry.name for entry in results.dictionary]
    names = [*known, *(name for name in results.indicators if name not in known)]
    for entry in map(results.entry, names):
        yield _described(entry, entry.name, entry.matters)
    for entry in ACCOUNTS:
        yield _described(entry, f"ledger.{entry.name}", None)
    for factor in results.design.factors if results.design.futures else ():
        dutch = f"getrokken van {factor.low:g} tot en met {factor.high:g}"
        english = f"drawn from {factor.low:g} up to and including {factor.high:g}"
        if factor.choices:
            rivals = ", ".join(factor.choices)
            dutch, english = f"een van: {rivals}", f"one of: {rivals}"
        name = f"futures.{factor.key}"
        yield name, factor.dutch, factor.english, factor.unit, None, None, None, None, dutch, english


def _described(entry: Entry, name: str, matters: float | None) -> Cells:
    return (
        name,
        entry.dutch,
        entry.english,
        entry.unit,
        entry.kind,
        entry.good,
        matters,
        entry.decimals,
        entry.definition_dutch,
        entry.definition_english,
    )


def _counted(number: int) -> int | None:
    return None if number < 0 else number
