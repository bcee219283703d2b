"""Rows: how a run stands in a table of the store, with the checksum that vouches for it."""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weisim.results.ledger import empty_ledger, ledger_from
from weisim.results.provenance import Provenance
from weisim.results.run import EVENT_TYPE, FailedRun, Outline, Run

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT",
    """CREATE TABLE run (
        scenario TEXT NOT NULL, future INTEGER NOT NULL, replication INTEGER NOT NULL, run_key TEXT NOT NULL,
        seed INTEGER NOT NULL, weeks INTEGER NOT NULL, residents INTEGER NOT NULL, digest TEXT NOT NULL,
        outline TEXT NOT NULL, names TEXT NOT NULL, partners TEXT NOT NULL, provenance TEXT NOT NULL,
        series BLOB NOT NULL, events BLOB NOT NULL, ledger BLOB NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (scenario, future, replication, run_key)) STRICT""",
    """CREATE TABLE failed (
        scenario TEXT NOT NULL, future INTEGER NOT NULL, replication INTEGER NOT NULL, run_key TEXT NOT NULL,
        seed INTEGER NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, week INTEGER NOT NULL,
        command TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (scenario, future, replication)) STRICT""",
    """CREATE TABLE story (
        name TEXT NOT NULL, digest TEXT NOT NULL, scenario TEXT NOT NULL, place TEXT NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (name, digest)) STRICT""",
)
IDENTITY = {
    "run": ("scenario", "future", "replication", "run_key"),
    "failed": ("scenario", "future", "replication"),
    "story": ("name", "digest"),
    "meta": ("name",),
}
"""By which columns the rows of a table are told apart and put in order."""

PUT_META = "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)"
# What was kept first stays: a run that is brought twice is the same run, and is never written twice.
PUT_RUN = f"INSERT INTO run VALUES ({', '.join('?' * 16)}) ON CONFLICT DO NOTHING"
PUT_FAILED = f"INSERT OR REPLACE INTO failed VALUES ({', '.join('?' * 10)})"
PUT_STORY = "INSERT INTO story VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
FORGET_FAILED = "DELETE FROM failed WHERE scenario = ? AND future = ? AND replication = ?"

Row = Mapping[str, Any]
BYTES = 8
"""Bytes of one number of the series."""


class Packed(NamedTuple):
    """A run as a row of the table `run`: plain numbers, texts and bytes that travel cheaply between processes."""

    scenario: str
    future: int
    replication: int
    run_key: str
    seed: int
    weeks: int
    residents: int
    digest: str
    outline: str
    names: str
    partners: str
    provenance: str
    series: bytes
    events: bytes
    ledger: bytes
    sha256: str


def checksum(values: Iterable[object]) -> str:
    """A sha256 over the values of a row, each with its length, so that nothing can slip from one into the next."""
    told = hashlib.sha256()
    for value in values:
        content = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
        told.update(b"%d:" % len(content))
        told.update(content)
    return told.hexdigest()


def run_row(run: Run) -> Packed:
    """A run as a row of the table `run`, checksum included."""
    outline = run.outline
    values = (
        run.scenario,
        run.future,
        run.replication,
        run.provenance.run_key,
        run.seed,
        run.weeks,
        run.residents,
        run.digest,
        "" if outline is None else json.dumps([outline.weeks, outline.kept, outline.digest]),
        json.dumps(run.names),
        json.dumps(run.partners),
        json.dumps(vars(run.provenance)),
        _shrunk(run.values),
        zlib.compress(run.event_table.tobytes(), 1),
        run.ledger.tobytes(),
    )
    return Packed(*values, checksum(values))


def run_from(row: Row) -> Run:
    """The run in a sound row; one that an older weisim kept lacks what was not kept then."""
    names, partners = _names(row["names"]), _names(row["partners"])
    outline = None
    if row.get("outline"):
        weeks, kept, digest = json.loads(row["outline"])
        outline = Outline(weeks, tuple(kept), digest)
    told = row["weeks"] if outline is None else len(outline.kept)
    values = _grown(row["series"], told, len(names), plain="digest" not in row)
    events = np.frombuffer(zlib.decompress(row["events"]), dtype=EVENT_TYPE)
    ledger = empty_ledger(partners)
    if "ledger" in row:
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
        _provenance(row["provenance"]),
        ledger,
        row.get("future", 0),
        outline,
    )


def _shrunk(values: NDArray[np.float64]) -> bytes:
    """The series in little room, in a third of the time that compressing them as they stand takes.

    Indicator by indicator, and of all numbers first the first byte, then the second: what changes slowly from week to
    week then stands together, and the quickest way of compressing finds it.
    """
    numbers = np.ascontiguousarray(values.T, dtype="<f8")
    apart = np.ascontiguousarray(numbers.view(np.uint8).reshape(-1, BYTES).T)
    packing = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    return packing.compress(apart.data) + packing.flush()


def _grown(series: bytes, weeks: int, indicators: int, *, plain: bool) -> NDArray[np.float64]:
    """The series as they were; float64[weeks, indicators]; stores before schema 4 hold them plainly, week by week."""
    content = zlib.decompress(series)
    if plain:
        return np.frombuffer(content, dtype="<f8").reshape(weeks, indicators)
    apart = np.frombuffer(content, dtype=np.uint8).reshape(BYTES, -1)
    return np.ascontiguousarray(apart.T).view("<f8").reshape(indicators, weeks).T


def unpacked(row: Packed) -> Run:
    """The run that was packed into a row."""
    return run_from(row._asdict())


# Ten thousand runs share their names and most of where they came from; one copy of each is enough.
@functools.lru_cache(maxsize=256)
def _names(written: str) -> tuple[str, ...]:
    return tuple(_one_copy(name) for name in json.loads(written))


@functools.lru_cache(maxsize=4096)
def _one_copy(text: str) -> str:
    return text


def _provenance(written: str) -> Provenance:
    shared = ("version", "scenario_digest", "place_code", "created")
    told: dict[str, Any] = {
        name: _one_copy(value) if name in shared else value for name, value in json.loads(written).items()
    }
    return Provenance(**told)


def failed_row(run: FailedRun, run_key: str = "") -> tuple[Any, ...]:
    """A failed run as a row of the table `failed`; `run_key` is the name it would have had."""
    values = (
        run.scenario,
        run.future,
        run.replication,
        run_key,
        run.seed,
        run.kind,
        run.message,
        run.week,
        run.command,
    )
    return (*values, checksum(values))


def failed_from(row: Row) -> FailedRun:
    """The failed run in a row; one that an older weisim kept had no future, and raised."""
    return FailedRun(
        row["scenario"],
        row["replication"],
        row["seed"],
        row["message"],
        row["week"],
        row["command"],
        row.get("future", 0),
        row.get("kind", "raised"),
    )


def story_row(name: str, digest: str, scenario: str, place: str) -> tuple[str, ...]:
    """The texts of a scenario and of its place as a row of the table `story`."""
    values = (name, digest, scenario, place)
    return (*values, checksum(values))


def meta_row(name: str, value: object) -> tuple[str, str, str]:
    """A named value as a row of the table `meta`, checksum included."""
    written = json.dumps(value, allow_nan=False)
    return name, written, checksum((name, written))


def meta(database: sqlite3.Connection, name: str) -> Any:
    """The named value in the table `meta`, or None; raises sqlite3.DatabaseError when its checksum does not fit."""
    for row in each(database, "meta"):
        if row["name"] == name:
            if not is_sound(row):
                raise sqlite3.DatabaseError(f"the checksum of {name} does not fit")
            return json.loads(row["value"])
    return None


def each(database: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table in order, one at a time; one that can no longer be read lacks all but its identity."""
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    if not columns:
        return
    identity = [name for name in IDENTITY[table] if name in columns]
    # The names stand in the index too: where a row is torn, it can still be said which.
    order = f"SELECT rowid, {', '.join(identity)} FROM {table} ORDER BY {', '.join(identity)}"
    for number, *told in database.execute(order):
        try:
            found = database.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)).fetchone()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            found = None
        row = {} if found is None else dict(zip(columns, found, strict=True))
        if [row.get(name) for name in identity] != told:
            row = dict(zip(identity, told, strict=True))
        yield {"rowid": number, **row}


def is_sound(row: Row) -> bool:
    """Whether a row is as it was written."""
    values = (value for name, value in row.items() if name not in ("rowid", "sha256"))
    return "sha256" in row and checksum(values) == str(row["sha256"])


def named(table: str, row: Row) -> str:
    """The name of a row, readable even when the row is damaged: scenario and replication, after the future if any."""
    if table in ("run", "failed"):
        future = row.get("future", 0)
        name = f"{row['scenario']} {f'{future}:' if future else ''}{row['replication']}"
    else:
        name = f"{table} {row['name']}"
    return name.encode("utf-8", "replace").decode("utf-8")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, 0)
