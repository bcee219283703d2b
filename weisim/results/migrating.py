"""Migrating: a store of an older weisim becomes one of this weisim, on a copy; the old file is kept beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

from weisim.language import Text
from weisim.results import rows
from weisim.results.opening import made, opened, put_in_place, refused, remove, sync_folder
from weisim.results.provenance import run_key
from weisim.results.run import Run

SAME_NUMBERS_SINCE = 3
"""From this schema on runs hold all that they hold now; only the way in which they are kept became another."""

WRITE_VERSION = 18
"""Where in the head of a file SQLite says whether changes go to a log first: 1 when they do not."""


def migrate(path: Path, schema: int) -> tuple[Path, tuple[str, ...]]:
    """Make a store of an older schema one of this schema, while its lock is held.

    Until the very last step the old file is as it was; a migration that is stopped half-way is simply begun again.

    Args:
        path: the store.
        schema: the schema it has.

    Returns:
        Where the old file is kept, and the names of damaged rows that only stand there.
    """
    _settle(path)
    making = path.with_name(f"{path.name}.migrating")
    with contextlib.closing(opened(path, writing=False)) as old, made(making) as new:
        left = _copy(old, new, schema)
    kept = _kept_beside(path, schema)
    put_in_place(making, path)
    return kept, left


def _settle(path: Path) -> None:
    """Bring what still stands in the log of a stopped writer into the file itself, so that the file is all there is."""
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal"))
    with path.open("rb") as file:
        file.seek(WRITE_VERSION)
        plain = file.read(1) == b"\x01"
    if plain and not any(name.exists() for name in beside):
        return
    with contextlib.closing(opened(path, writing=True)) as database:
        database.execute("PRAGMA busy_timeout = 500").fetchall()
        try:
            (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "wal"
    if mode != "delete":
        message = Text("is in use by another process")
        raise refused(path, message, Text("Wait until it has finished, or choose another file."))


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, schema: int) -> tuple[str, ...]:
    left = []
    for row in rows.each(old, "run"):
        run = None
        if rows.is_sound(row):
            # What was written down whole and can still not be understood stays in the old file.
            with contextlib.suppress(ValueError, TypeError, KeyError, zlib.error):
                run = _named_anew(rows.run_from(row), schema)
        if run is None:
            left.append(rows.named("run", row))
        else:
            new.execute(rows.PUT_RUN, rows.run_row(run))
    for row in rows.each(old, "failed"):
        if rows.is_sound(row):
            new.execute(rows.PUT_FAILED, rows.failed_row(rows.failed_from(row)))
        else:
            left.append(rows.named("failed", row))
    for row in rows.each(old, "meta"):
        if not rows.is_sound(row):
            left.append(rows.named("meta", row))
        elif row["name"] != "owner":
            new.execute(rows.PUT_META, (row["name"], row["value"], row["sha256"]))
    return tuple(left)


def _named_anew(run: Run, schema: int) -> Run:
    """The run under the name that it has today, so that whoever goes on does not play it twice.

    Runs that lack what is written down now keep their old name, and are played anew when somebody asks for them.
    """
    told = run.provenance
    old = run_key(told.scenario_digest, told.seed, version=told.version, schema=schema)
    if schema < SAME_NUMBERS_SINCE or told.run_key != old:
        return run
    return replace(
        run, provenance=replace(told, run_key=run_key(told.scenario_digest, told.seed, version=told.version))
    )


def _kept_beside(path: Path, schema: int) -> Path:
    """A second name for the old file, or a copy of it where a file can have only one name."""
    number, kept = 1, path.with_name(f"{path.name}.schema{schema}.bak")
    while kept.exists() and not kept.samefile(path):
        number += 1
        kept = path.with_name(f"{path.name}.schema{schema}.{number}.bak")
    if not kept.exists():
        try:
            os.link(path, kept)
        except OSError:
            copying = path.with_name(f"{kept.name}.new")
            remove(copying)
            shutil.copy2(path, copying)
            os.replace(copying, kept)
        sync_folder(path.parent)
    return kept
