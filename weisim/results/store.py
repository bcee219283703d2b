"""Store: the SQLite file that holds every finished run from the moment it ends.

One process writes. Each run is on the disk before it is called kept; a row whose checksum does not fit is not trusted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import filelock

from weisim.faults import NoRoom as NoRoom
from weisim.language import Text
from weisim.results import describing, rows
from weisim.results.design import Design
from weisim.results.dictionary import Entry
from weisim.results.footing import drive_advice as drive_advice
from weisim.results.footing import sqlite_advice as sqlite_advice
from weisim.results.footing import sqlite_version as sqlite_version
from weisim.results.inquiry import Inquiry
from weisim.results.migrating import migrate
from weisim.results.opening import clear, held, look, made, opened, put_in_place, refused
from weisim.results.provenance import RESULTS_SCHEMA, VERSION, now
from weisim.results.results import Results
from weisim.results.rows import Packed
from weisim.results.run import FailedRun, Run

Key = tuple[str, int, str]
"""Scenario, future and run_key: what a run is looked up by."""
Statement = tuple[str, tuple[Any, ...]]

ALL_TABLES = tuple(rows.IDENTITY)


class Store:
    """The file in which runs are kept while an experiment goes on; use it in a `with` block.

    The store takes a lock of the operating system beside the file, which ends with the process, however it ends.

    Attributes:
        path: the file.
        forgotten: names of the damaged rows that were dropped on opening, to be made anew: scenario and replication of
            a run, with its future before the replication where it has one.
        notes: what whoever opened it should be told: a drive that is not safe, an old file that was kept.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a store for writing, or make one; raises InvalidInput when the file cannot be used as a store.

        A store of an older weisim is brought up to date on a copy; the old file is kept beside it.
        """
        self.path = Path(path)
        self.notes: list[Text] = []
        self._lock = filelock.FileLock(f"{self.path}.lock")
        with clear(self.path):
            if not self.path.parent.is_dir():
                raise refused(self.path, Text("the folder does not exist"), Text("Make the folder first."))
            if self.path.exists():
                look(self.path)
            try:
                self._lock.acquire(timeout=0)
            except filelock.Timeout:
                raise held(self.path) from None
            try:
                self._open()
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
                self._database.execute("DELETE FROM meta WHERE name = 'owner'")
                self._database.execute("PRAGMA busy_timeout = 500").fetchall()
                self._database.execute("PRAGMA journal_mode = DELETE").fetchall()
            self._database.close()
        finally:
            self._lock.release()

    @property
    def inquiry(self) -> Inquiry | None:
        """What was asked of the runs that are kept; None when nothing was."""
        with clear(self.path):
            return describing.kept_inquiry(self._database)

    def describe(
        self,
        dictionary: Sequence[Entry] = (),
        titles: Mapping[str, tuple[str, str]] | None = None,
        design: Design | None = None,
        inquiry: Inquiry | None = None,
    ) -> None:
        """Keep what the indicators mean, what the scenarios are called, the futures and the question.

        Readers then need nothing else. Titles add up; of two designs that begin alike the longer stays. Raises
        InvalidInput when the store holds runs in the futures of another design.
        """
        told: dict[str, object] = {}
        with clear(self.path):
            if dictionary:
                told["dictionary"] = describing.dictionary_list(dictionary)
            if titles:
                every = {**describing.kept_titles(self._database), **titles}
                told["titles"] = [[name, dutch, english] for name, (dutch, english) in every.items()]
            if design is not None:
                told["design"] = describing.design_record(self._fitting(design))
            if inquiry is not None:
                told["inquiry"] = inquiry.record()
        self._write([(rows.PUT_META, rows.meta_row(name, value)) for name, value in told.items()])

    def add(self, *runs: Run) -> None:
        """Keep one or more runs; when this returns they are on the disk, all of them.

        A run that is already there stays as it is.
        """
        self.add_packed(*map(rows.run_row, runs))

    def add_packed(self, *packed: Packed) -> None:
        """Keep runs that were packed where they were played, in one commit; see `add`."""
        statements: list[Statement] = []
        for row in packed:
            statements.append((rows.PUT_RUN, row))
            statements.append((rows.FORGET_FAILED, (row.scenario, row.future, row.replication)))
        self._write(statements)
        self._keys.update((row.scenario, row.future, row.run_key) for row in packed)

    def add_failed(self, *failed: FailedRun, run_key: str = "") -> None:
        """Keep that runs failed; when this returns it is on the disk. `run_key`: the name one would have had."""
        self._write([(rows.PUT_FAILED, rows.failed_row(run, run_key)) for run in failed])

    def keep_story(self, name: str, digest: str, scenario_text: str, place_text: str) -> None:
        """Keep the texts of a scenario and of its place, so that its runs can be played again.

        Args:
            name: the scenario.
            digest: the digest of the scenario, with its own numbers.
            scenario_text: the whole scenario as TOML.
            place_text: its place as TOML.
        """
        self._write([(rows.PUT_STORY, rows.story_row(name, digest, scenario_text, place_text))])

    def story(self, name: str, digest: str = "") -> tuple[str, str]:
        """The texts of a scenario and of its place; see `load_story`."""
        with clear(self.path):
            return _story(self._database, name, digest)

    def keys(self, scenario: str | None = None) -> frozenset[Key]:
        """Scenario, future and run_key of the sound runs in the store, of one scenario or of all.

        Two scenarios that differ in name only share their run_keys, which is why a key names the scenario too.
        """
        return frozenset(key for key in self._keys if scenario in (None, key[0]))

    def load(self, keys: Collection[str] | None = None, scenarios: Collection[str] | None = None) -> Results:
        """The runs in the store, or those with these run_keys or of these scenarios.

        Raises InvalidInput when one of them is damaged, or when a scenario is there in two versions.
        """
        with clear(self.path):
            return _loaded(self._database, self.path, keys, scenarios)

    def _open(self) -> None:
        if not self.path.exists():
            making = self.path.with_name(f"{self.path.name}.new")
            with made(making) as database:
                database.execute(rows.PUT_META, rows.meta_row("maker", VERSION))
            put_in_place(making, self.path)
        left: tuple[str, ...] = ()
        schema = look(self.path)
        if schema < RESULTS_SCHEMA:
            kept, left = migrate(self.path, schema)
            self.notes.append(Text("{file} was of an older weisim; it is kept as {kept}.", file=self.path, kept=kept))
        advice = drive_advice(self.path)
        if advice is not None:
            self.notes.append(advice)
        self._database = opened(self.path, writing=True)
        try:
            # First of all, so that whoever is refused while the rows are read hears by whom.
            self._write([(rows.PUT_META, rows.meta_row(name, value)) for name, value in _signature().items()])
            self._keys, damaged = self._sifted()
        except BaseException:
            self._database.close()
            raise
        self.forgotten = (*left, *damaged)

    def _sifted(self) -> tuple[set[Key], tuple[str, ...]]:
        """The keys of the sound runs; rows that are not sound are dropped, and named."""
        keys: set[Key] = set()
        damaged: list[tuple[str, int, str]] = []
        for table in ALL_TABLES:
            for row in rows.each(self._database, table):
                if not rows.is_sound(row):
                    damaged.append((table, row["rowid"], rows.named(table, row)))
                elif table == "run":
                    keys.add((row["scenario"], row["future"], row["run_key"]))
        if damaged:
            self._write([(f"DELETE FROM {table} WHERE rowid = ?", (number,)) for table, number, _ in damaged])
        return keys, tuple(name for *_, name in damaged)

    def _fitting(self, design: Design) -> Design:
        both = describing.joined(describing.kept_design(self._database), design)
        if both is None:
            if any(future > 0 for _, future, _ in self._keys):
                message = Text("holds runs in other futures than the ones asked for")
                raise refused(self.path, message, Text("Choose another file, or remove this one and make it anew."))
            return design
        return both

    def _write(self, statements: Iterable[Statement]) -> None:
        with clear(self.path):
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
        design = results.design if results.design.futures else None
        store.describe(results.dictionary, results.titles, design, results.inquiry)
        store.add(*results.runs)
        store.add_failed(*results.failed)


def load_results(
    path: str | os.PathLike[str], keys: Collection[str] | None = None, scenarios: Collection[str] | None = None
) -> Results:
    """The results in a file, also while another process adds to it; raises InvalidInput when it is not sound.

    Args:
        path: the file.
        keys: run_keys of the runs that are wanted; all by default.
        scenarios: names of the scenarios that are wanted; all by default.
    """
    where = Path(path)
    with clear(where):
        look(where)
        with contextlib.closing(opened(where, writing=False)) as database:
            return _loaded(database, where, keys, scenarios)


def load_story(path: str | os.PathLike[str], name: str, digest: str = "") -> tuple[str, str]:
    """The texts, as TOML, of a scenario in a store and of its place.

    Args:
        path: the store.
        name: the scenario.
        digest: its digest; without one it may be any version of the scenario, as long as there is only one.

    Raises:
        KeyError: when the store does not have it, or has several versions and no digest was given.
        InvalidInput: when the file cannot be read.
    """
    where = Path(path)
    with clear(where):
        look(where)
        with contextlib.closing(opened(where, writing=False)) as database:
            return _story(database, name, digest)


def _signature() -> dict[str, object]:
    return {"owner": [os.getpid(), now()], "maker": VERSION}


def _story(database: sqlite3.Connection, name: str, digest: str) -> tuple[str, str]:
    found = [
        (str(row["scenario"]), str(row["place"]))
        for row in rows.each(database, "story")
        if row["name"] == name and digest in ("", row["digest"]) and rows.is_sound(row)
    ]
    if len(found) != 1:
        raise KeyError(name, digest)
    return found[0]


def _loaded(
    database: sqlite3.Connection, path: Path, keys: Collection[str] | None, scenarios: Collection[str] | None
) -> Results:
    runs: list[Run] = []
    damaged: list[str] = []
    for row in rows.each(database, "run"):
        if not rows.is_sound(row):
            damaged.append(rows.named("run", row))
        elif (keys is None or row["run_key"] in keys) and (scenarios is None or row["scenario"] in scenarios):
            runs.append(rows.run_from(row))
    failed: list[FailedRun] = []
    for row in rows.each(database, "failed"):
        if not rows.is_sound(row):
            damaged.append(rows.named("failed", row))
        elif scenarios is None or row["scenario"] in scenarios:
            failed.append(rows.failed_from(row))
    damaged += [rows.named("meta", row) for row in rows.each(database, "meta") if not rows.is_sound(row)]
    if damaged:
        message = Text("holds damaged runs: {runs}", runs=", ".join(damaged[:5]) + ("…" if len(damaged) > 5 else ""))
        raise refused(path, message, Text("Give the command that made the file again; it makes only these anew."))
    if len({(run.scenario, *run.pair) for run in runs}) < len(runs):
        message = Text("holds runs of two versions of one scenario")
        raise refused(path, message, Text("Choose another file, or remove this one and make it anew."))
    return Results(
        tuple(runs),
        tuple(failed),
        describing.kept_dictionary(database),
        describing.kept_titles(database),
        describing.kept_design(database),
        describing.kept_inquiry(database),
    )
