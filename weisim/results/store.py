"""Store: the SQLite file that holds every finished run from the moment it ends.

One process writes. Each run is on the disk before it is called kept; a row whose checksum does not fit is not trusted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import filelock

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results import rows
from weisim.results.dictionary import Entry
from weisim.results.provenance import RESULTS_SCHEMA, now
from weisim.results.results import Results
from weisim.results.run import FailedRun, Run

APPLICATION_ID = 0x57454953
"""What stands in the head of every store, so that no other database is taken for one: `WEIS`."""


class Store:
    """The file in which runs are kept while an experiment goes on; use it in a `with` block.

    The store takes a lock of the operating system beside the file, which ends with the process, however it ends.

    Attributes:
        path: the file.
        forgotten: scenario and replication of the damaged runs that were dropped on opening, to be made anew.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a store for writing, or make one; raises InvalidInput when the file cannot be used as a store."""
        self.path = Path(path)
        self._lock = filelock.FileLock(f"{self.path}.lock")
        with _clear(self.path):
            if not self.path.parent.is_dir():
                raise _refused(self.path, Text("the folder does not exist"), Text("Make the folder first."))
            if self.path.exists():
                _look(self.path, writing=True)
            try:
                self._lock.acquire(timeout=0)
            except filelock.Timeout:
                raise _held(self.path) from None
            try:
                if not self.path.exists():
                    _make(self.path)
                self._database = _opened(self.path, writing=True)
                self.forgotten = self._forget_damaged()
                self._write([(rows.PUT_META, rows.meta_row("owner", [os.getpid(), now()]))])
            except BaseException:
                self._lock.release()
                raise

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file and of the lock; what was added stays."""
        try:
            # A closed store is one plain file that may be copied. A reader that is still busy prevents this; no harm.
            with contextlib.suppress(sqlite3.OperationalError):
                self._database.execute("PRAGMA busy_timeout = 500").fetchall()
                self._database.execute("PRAGMA journal_mode = DELETE").fetchall()
            self._database.close()
        finally:
            self._lock.release()

    def describe(self, dictionary: Sequence[Entry] = (), titles: Mapping[str, tuple[str, str]] | None = None) -> None:
        """Keep what the indicators mean and what the scenarios are called, so that readers need nothing else."""
        statements = []
        if dictionary:
            statements.append((rows.PUT_META, rows.meta_row("dictionary", rows.dictionary_list(dictionary))))
        if titles:
            with _clear(self.path):
                told = {**_titles(self._database), **titles}
            rows_of_titles = [[name, dutch, english] for name, (dutch, english) in told.items()]
            statements.append((rows.PUT_META, rows.meta_row("titles", rows_of_titles)))
        self._write(statements)

    def add(self, *runs: Run) -> None:
        """Keep one or more runs; when this returns they are on the disk, all of them.

        A run that is already there is written again, which changes nothing.
        """
        statements: list[tuple[str, tuple[Any, ...]]] = []
        for run in runs:
            statements.append((rows.PUT_RUN, rows.run_row(run)))
            statements.append((rows.FORGET_FAILED, (run.scenario, run.replication)))
        self._write(statements)

    def add_failed(self, *failed: FailedRun) -> None:
        """Keep that runs failed; when this returns it is on the disk."""
        self._write([(rows.PUT_FAILED, rows.failed_row(run)) for run in failed])

    def keys(self, scenario: str | None = None) -> frozenset[str]:
        """The run_keys of the sound runs in the store, of one scenario or of all.

        Two scenarios that differ in name only share their run_keys: who resumes asks for each scenario apart.
        """
        with _clear(self.path):
            return frozenset(
                row["run_key"]
                for row in _each(self._database, "run")
                if scenario in (None, row["scenario"]) and rows.is_sound(row)
            )

    def load(self, keys: Collection[str] | None = None, scenarios: Collection[str] | None = None) -> Results:
        """The runs in the store, or those with these run_keys or of these scenarios.

        Raises InvalidInput when one of them is damaged, or when a scenario is there in two versions.
        """
        with _clear(self.path):
            return _loaded(self._database, self.path, keys, scenarios)

    def _forget_damaged(self) -> tuple[str, ...]:
        forgotten = [
            (table, row["rowid"], rows.named(row))
            for table in ("run", "failed")
            for row in _each(self._database, table)
            if not rows.is_sound(row)
        ]
        self._write([(f"DELETE FROM {table} WHERE rowid = ?", (number,)) for table, number, _ in forgotten])
        return tuple(name for *_, name in forgotten)

    def _write(self, statements: Iterable[tuple[str, tuple[Any, ...]]]) -> None:
        with _clear(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                for statement, values in statements:
                    self._database.execute(statement, values)
                self._database.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise


def save_results(results: Results, path: str | os.PathLike[str]) -> None:
    """Keep results in a file; runs that the file already holds stay; raises InvalidInput when it cannot be used."""
    with Store(path) as store:
        store.describe(results.dictionary, results.titles)
        store.add(*results.runs)
        store.add_failed(*results.failed)


def load_results(path: str | os.PathLike[str]) -> Results:
    """The results in a file, also while another process adds to it; raises InvalidInput when it is not sound."""
    where = Path(path)
    with _clear(where):
        _look(where, writing=False)
        with contextlib.closing(_opened(where, writing=False)) as database:
            return _loaded(database, where, None, None)


def _refused(path: Path, message: Text, advice: Text | str = "") -> InvalidInput:
    return InvalidInput([Fault(str(path), 0, "", "", message, advice)])


def _held(path: Path) -> InvalidInput:
    """The refusal that a second writer gets, naming the first as far as that can be read."""
    owner: list[Any] = []
    with contextlib.suppress(sqlite3.Error, InvalidInput), contextlib.closing(_opened(path, writing=False)) as database:
        owner = rows.meta(database, "owner") or []
    advice = Text("Wait until it has finished, or choose another file.")
    if len(owner) == 2:
        message = Text("is in use by process {process}, since {time}", process=owner[0], time=owner[1])
    else:
        message = Text("is in use by another process")
    return _refused(path, message, advice)


@contextlib.contextmanager
def _clear(path: Path) -> Iterator[None]:
    """Tell what SQLite and the disk say in words that help."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            message = Text("cannot be written, perhaps because the disk is full; what was kept is safe")
            raise _refused(path, message, Text("Make room and give the same command again.")) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            raise _refused(path, Text("cannot be opened for writing here"), Text("Choose another folder.")) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _held(path) from error
        message = Text("is damaged or is not a file with results of weisim")
        raise _refused(path, message, Text("Choose another file.")) from error
    except OSError as error:
        raise _refused(path, Text("cannot be used: {reason}", reason=error.strerror or error)) from error


def _look(path: Path, *, writing: bool) -> None:
    """Refuse what is not a store before SQLite touches it; a store of an older weisim can be read, not written."""
    if not path.exists():
        raise _refused(path, Text("does not exist"))
    if not path.is_file():
        raise _refused(path, Text("is not a file"))
    if path.stat().st_size == 0:
        raise _refused(path, Text("is empty"), Text("Remove it or choose another file."))
    with contextlib.closing(_opened(path, writing=False)) as database:
        application = database.execute("PRAGMA application_id").fetchone()[0]
        schema = database.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise _refused(path, Text("is not a file with results of weisim"), Text("Choose another file."))
    if schema > RESULTS_SCHEMA:
        message = Text(
            "was made by a newer weisim (results {found}, this one reads {known})", found=schema, known=RESULTS_SCHEMA
        )
        raise _refused(path, message, Text("Install the newest weisim."))
    if writing and schema < RESULTS_SCHEMA:
        message = Text(
            "was made by an older weisim (results {found}, this one writes {known})", found=schema, known=RESULTS_SCHEMA
        )
        raise _refused(path, message, Text("Choose another file, or remove this one and make it anew."))


def _make(path: Path) -> None:
    """Make an empty store under another name first, so that a half-made one is never found."""
    making = path.with_name(f"{path.name}.new")
    making.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN IMMEDIATE")
        for statement in rows.TABLES:
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {RESULTS_SCHEMA}")
        database.execute("COMMIT")
    os.replace(making, path)


def _opened(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection to an existing store."""
    place = f"{path.resolve().as_uri()}?mode={'rw' if writing else 'ro'}"
    database = sqlite3.connect(place, uri=True, isolation_level=None, timeout=10)
    try:
        database.row_factory = sqlite3.Row
        # A damaged text must be found by its checksum, not stop the reading of the sound rows.
        database.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
        if writing:
            database.execute("PRAGMA journal_mode = WAL").fetchall()
            database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        database.close()
        raise
    return database


def _each(database: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    yield from database.execute(f"SELECT rowid, * FROM {table} ORDER BY scenario, replication")


def _titles(database: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    return {name: (dutch, english) for name, dutch, english in rows.meta(database, "titles") or ()}


def _loaded(
    database: sqlite3.Connection, path: Path, keys: Collection[str] | None, scenarios: Collection[str] | None
) -> Results:
    runs: list[Run] = []
    damaged: list[str] = []
    for row in _each(database, "run"):
        if not rows.is_sound(row):
            damaged.append(rows.named(row))
        elif (keys is None or row["run_key"] in keys) and (scenarios is None or row["scenario"] in scenarios):
            runs.append(rows.run_from(row))
    if damaged:
        message = Text("holds damaged runs: {runs}", runs=", ".join(damaged[:5]) + ("…" if len(damaged) > 5 else ""))
        raise _refused(path, message, Text("Give the command that made the file again; it makes only these anew."))
    if len({(run.scenario, run.replication) for run in runs}) < len(runs):
        message = Text("holds runs of two versions of one scenario")
        raise _refused(path, message, Text("Choose another file, or remove this one and make it anew."))
    failed = tuple(
        rows.failed_from(row) for row in _each(database, "failed") if scenarios is None or row["scenario"] in scenarios
    )
    dictionary = tuple(Entry(**entry) for entry in rows.meta(database, "dictionary") or ())
    return Results(tuple(runs), failed, dictionary, _titles(database))
