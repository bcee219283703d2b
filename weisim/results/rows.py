"""Rows: how a run stands in a table of the store, with the checksum that vouches for it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from weisim.results.dictionary import Entry
from weisim.results.ledger import empty_ledger, ledger_from
from weisim.results.provenance import Provenance
from weisim.results.run import EVENT_TYPE, FailedRun, Run

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT",
    """CREATE TABLE run (
        scenario TEXT NOT NULL, run_key TEXT NOT NULL, replication INTEGER NOT NULL, seed INTEGER NOT NULL,
        weeks INTEGER NOT NULL, residents INTEGER NOT NULL, names TEXT NOT NULL, partners TEXT NOT NULL,
        provenance TEXT NOT NULL, series BLOB NOT NULL, events BLOB NOT NULL, ledger BLOB NOT NULL,
        sha256 TEXT NOT NULL, PRIMARY KEY (scenario, run_key)) STRICT""",
    """CREATE TABLE failed (
        scenario TEXT NOT NULL, replication INTEGER NOT NULL, seed INTEGER NOT NULL, message TEXT NOT NULL,
        week INTEGER NOT NULL, command TEXT NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (scenario, replication)) STRICT""",
)
PUT_META = "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)"
PUT_RUN = "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
PUT_FAILED = "INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?, ?, ?, ?)"
FORGET_FAILED = "DELETE FROM failed WHERE scenario = ? AND replication = ?"


def checksum(values: Iterable[object]) -> str:
    """A sha256 over the values of a row, each with its length, so that nothing can slip from one into the next."""
    told = hashlib.sha256()
    for value in values:
        content = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
        told.update(f"{len(content)}:".encode())
        told.update(content)
    return told.hexdigest()


def run_row(run: Run) -> tuple[Any, ...]:
    """A run as a row of the table `run`, checksum included."""
    values = (
        run.scenario,
        run.provenance.run_key,
        run.replication,
        run.seed,
        run.weeks,
        run.residents,
        json.dumps(run.names),
        json.dumps(run.partners),
        json.dumps(asdict(run.provenance)),
        zlib.compress(run.values.tobytes(), 1),
        zlib.compress(run.event_table.tobytes(), 1),
        run.ledger.tobytes(),
    )
    return (*values, checksum(values))


def is_sound(row: sqlite3.Row) -> bool:
    """Whether a row of the table `run` or `failed` is as it was written."""
    columns = row.keys()
    return checksum(row[name] for name in columns if name not in ("rowid", "sha256")) == str(row["sha256"])


def named(row: sqlite3.Row) -> str:
    """The scenario and replication of a row, readable even when the row is damaged."""
    return f"{row['scenario']} {row['replication']}".encode("utf-8", "replace").decode("utf-8")


def run_from(row: sqlite3.Row) -> Run:
    """The run in a sound row; one that was kept before there were ledgers, or all of their accounts, lacks them."""
    names, partners = tuple(json.loads(row["names"])), tuple(json.loads(row["partners"]))
    values = np.frombuffer(zlib.decompress(row["series"]), dtype="<f8").reshape(row["weeks"], len(names))
    events = np.frombuffer(zlib.decompress(row["events"]), dtype=EVENT_TYPE)
    ledger = empty_ledger(partners)
    if "ledger" in row.keys():  # noqa: SIM118 - a row of SQLite looks among its values, not its names
        ledger = ledger_from(np.frombuffer(row["ledger"], dtype="<f8"), partners)
    return Run(
        row["scenario"],
        row["replication"],
        row["seed"],
        row["residents"],
        names,
        values,
        events,
        partners,
        Provenance(**json.loads(row["provenance"])),
        ledger,
    )


def failed_row(run: FailedRun) -> tuple[Any, ...]:
    """A failed run as a row of the table `failed`."""
    values = (run.scenario, run.replication, run.seed, run.message, run.week, run.command)
    return (*values, checksum(values))


def failed_from(row: sqlite3.Row) -> FailedRun:
    """The failed run in a row."""
    return FailedRun(*(row[name] for name in ("scenario", "replication", "seed", "message", "week", "command")))


def dictionary_list(dictionary: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as plain mappings, in order."""
    return [asdict(entry) for entry in dictionary]


def meta_row(name: str, value: object) -> tuple[str, str, str]:
    """A named value as a row of the table `meta`, checksum included."""
    written = json.dumps(value, allow_nan=False)
    return name, written, checksum((name, written))


def meta(database: sqlite3.Connection, name: str) -> Any:
    """The named value in the table `meta`, or None; raises sqlite3.DatabaseError when its checksum does not fit."""
    row = database.execute("SELECT value, sha256 FROM meta WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    if checksum((name, row[0])) != row[1]:
        raise sqlite3.DatabaseError(f"the checksum of {name} does not fit")
    return json.loads(row[0])
