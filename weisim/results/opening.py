"""Opening: the file of a store, looked at before SQLite touches it, and what SQLite and the disk say put in words."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from weisim.faults import Fault, InvalidInput, NoRoom
from weisim.language import Text
from weisim.results import rows
from weisim.results.provenance import RESULTS_SCHEMA

APPLICATION_ID = 0x57454953
"""What stands in the head of every store, so that no other database is taken for one: `WEIS`."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when there is no room: on the disk, for this person, or in one file."""
NOT_READ = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)

TRIES, PAUSE = 8, 0.05
"""How often a refused writer looks for the name of the holder, and the seconds between."""


def refused(path: Path, message: Text, advice: Text | str = "") -> InvalidInput:
    """The refusal of a file."""
    return InvalidInput([Fault(str(path), 0, "", "", message, advice)])


def no_room(path: Path) -> NoRoom:
    """That a store could not be written any further; what was kept before stands."""
    message = Text("cannot be written, perhaps because the disk is full; what was kept is safe")
    return NoRoom([Fault(str(path), 0, "", "", message, Text("Make room and give the same command again."))])


def held(path: Path) -> InvalidInput:
    """The refusal that a second writer gets, naming the first as far as that can be read."""
    owner: list[Any] = []
    for _ in range(TRIES):
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(opened(path, writing=False)) as database:
            owner = rows.meta(database, "owner") or []
        if owner:
            break
        # Whoever has just taken the lock signs within moments.
        threading.Event().wait(PAUSE)
    advice = Text("Wait until it has finished, or choose another file.")
    if len(owner) == 2:
        message = Text("is in use by process {process}, since {time}", process=owner[0], time=owner[1])
    else:
        message = Text("is in use by another process")
    return refused(path, message, advice)


@contextlib.contextmanager
def clear(path: Path) -> Iterator[None]:
    """Tell what SQLite and the disk say in words that help."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a row that never should have been made is a mistake of ours, not of the file
    except sqlite3.DatabaseError as error:
        whole = getattr(error, "sqlite_errorcode", 0)
        code = whole & 0xFF
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and whole not in NOT_READ):
            raise no_room(path) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            raise refused(path, Text("cannot be opened for writing here"), Text("Choose another folder.")) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise held(path) from error
        message = Text("is damaged or is not a file with results of weisim")
        raise refused(path, message, Text("Choose another file.")) from error
    except OSError as error:
        if error.errno in FULL:
            raise no_room(path) from error
        raise refused(path, Text("cannot be used: {reason}", reason=error.strerror or error)) from error


def look(path: Path) -> int:
    """The schema of a store; refuses what is not one before SQLite touches it, and what a newer weisim made."""
    if not path.exists():
        raise refused(path, Text("does not exist"))
    if not path.is_file():
        raise refused(path, Text("is not a file"))
    if path.stat().st_size == 0:
        raise refused(path, Text("is empty"), Text("Remove it or choose another file."))
    with contextlib.closing(opened(path, writing=False)) as database:
        application = database.execute("PRAGMA application_id").fetchone()[0]
        schema = int(database.execute("PRAGMA user_version").fetchone()[0])
        if application != APPLICATION_ID:
            raise refused(path, Text("is not a file with results of weisim"), Text("Choose another file."))
        if schema > RESULTS_SCHEMA:
            message = Text(
                "was made by a newer weisim (results {found}, this one reads {known})",
                found=schema,
                known=RESULTS_SCHEMA,
            )
            maker = None
            with contextlib.suppress(sqlite3.DatabaseError, ValueError):
                maker = rows.meta(database, "maker")
            newest = Text("Install the newest weisim.")
            advice = Text("Install weisim {version} or newer.", version=maker) if maker else newest
            raise refused(path, message, advice)
    return schema


def opened(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection to an existing store."""
    place = f"{path.resolve().as_uri()}?mode={'rw' if writing else 'ro'}"
    database = sqlite3.connect(place, uri=True, isolation_level=None, timeout=10)
    try:
        # A damaged text must be found by its checksum, not stop the reading of the sound rows.
        database.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
        if writing:
            database.execute("PRAGMA journal_mode = WAL").fetchall()
            database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        database.close()
        raise
    return database


@contextlib.contextmanager
def made(path: Path) -> Iterator[sqlite3.Connection]:
    """A new, empty store to fill within the block: one transaction, which ends with the number of the schema.

    When the block fails the file is removed again.
    """
    remove(path)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        with contextlib.closing(database):
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            for statement in rows.TABLES:
                database.execute(statement)
            yield database
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {RESULTS_SCHEMA}")
            database.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(OSError):
            remove(path)
        raise


def remove(path: Path) -> None:
    """Remove a half-made store, with what SQLite left beside it."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def put_in_place(ready: Path, path: Path) -> None:
    """Give a complete file its own name, and have the folder know it before anything else happens."""
    os.replace(ready, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system offers that (Windows does it by itself)."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
