"""Verifying: every row of a store read again and held against its checksum, and each whole run against its digest."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from weisim.results import rows
from weisim.results.opening import clear, look, opened
from weisim.results.rows import Row
from weisim.results.run import Run

MOST_FAULTS = 20


@dataclass(frozen=True)
class Verified:
    """What was found when a store was read again from beginning to end.

    Attributes:
        path: the store.
        schema: how it is kept; see `weisim.results.provenance.RESULTS_SCHEMA`.
        runs: number of sound runs.
        outlines: how many of these are outlines.
        failed: number of sound rows about runs that failed.
        stories: number of scenarios whose text is there.
        damaged: names of the damaged rows.
        faults: what SQLite says about the file itself; empty when it is sound.
        without_story: names of the scenarios whose runs cannot be played again, because their text is not there.
    """

    path: Path
    schema: int
    runs: int
    outlines: int
    failed: int
    stories: int
    damaged: tuple[str, ...]
    faults: tuple[str, ...]
    without_story: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything in the store is as it was written."""
        return not (self.damaged or self.faults)


def verify(path: str | os.PathLike[str]) -> Verified:
    """Read a store again from beginning to end; raises InvalidInput when it is no store or cannot be opened."""
    where = Path(path)
    with clear(where):
        schema = look(where)
        with contextlib.closing(opened(where, writing=False)) as database:
            faults = _faults(database)
            damaged: list[str] = []
            sound = dict.fromkeys(rows.IDENTITY, 0)
            outlines, played, told = 0, set[tuple[str, str]](), set[tuple[str, str]]()
            for table in rows.IDENTITY:
                # Where the file itself is torn, what can still be read is; the rest is among the faults.
                with _torn(faults):
                    for row in rows.each(database, table):
                        run = _run(row) if table == "run" and rows.is_sound(row) else None
                        if not rows.is_sound(row) or (table == "run" and run is None):
                            damaged.append(rows.named(table, row))
                            continue
                        sound[table] += 1
                        if run is not None:
                            outlines += run.outline is not None
                            played.add((run.scenario, "" if run.future else run.provenance.scenario_digest))
                        elif table == "story":
                            told |= {(row["name"], row["digest"]), (row["name"], "")}
    return Verified(
        where,
        schema,
        sound["run"],
        outlines,
        sound["failed"],
        sound["story"],
        tuple(damaged),
        tuple(faults[:MOST_FAULTS]),
        tuple(sorted({name for name, _ in played - told})),
    )


def _run(row: Row) -> Run | None:
    """The run in a row, or None when it is not the one that was played: its digest was taken before it was kept."""
    try:
        run = rows.run_from(row)
    except (ValueError, TypeError, KeyError, zlib.error):
        return None
    if run.outline is None and "digest" in row and run.digest != row["digest"]:
        return None
    return run


def _faults(database: sqlite3.Connection) -> list[str]:
    faults: list[str] = []
    with _torn(faults):
        faults += [line for (line,) in database.execute("PRAGMA integrity_check(20)") if line != "ok"]
    return faults


@contextlib.contextmanager
def _torn(faults: list[str]) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        if str(error) not in faults:
            faults.append(str(error))
