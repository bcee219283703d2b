"""Migrating: stores of every older weisim can be read, and written after they became one of this weisim."""

import contextlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from weisim.faults import InvalidInput, NoRoom
from weisim.results import rows
from weisim.results.ledger import is_kept
from weisim.results.migrating import migrate
from weisim.results.opening import look
from weisim.results.provenance import RESULTS_SCHEMA, run_key
from weisim.results.store import Store, load_results
from weisim.results.verifying import verify

REPOSITORY = Path(__file__).parents[2]
STORES = Path(__file__).parent / "stores"
SCHEMAS = (1, 2, 3)
ACCOUNTS_THEN = {1: None, 2: 6, 3: 9}


@pytest.fixture(params=SCHEMAS)
def old(request, tmp_path):
    """A store as a weisim of then wrote it: two runs, one that failed, titles and a dictionary."""
    path = tmp_path / f"schema-{request.param}.sqlite"
    shutil.copy(STORES / f"schema-{request.param}.store", path)
    return path, request.param


def told(results):
    return [
        (run.scenario, run.replication, run.seed, run.residents, run.names, run.partners, run.values.tobytes())
        for run in results.runs
    ]


def test_there_is_a_store_of_every_older_schema():
    assert set(SCHEMAS) == set(range(1, RESULTS_SCHEMA))


def test_an_old_store_is_read_as_it_is(old):
    path, schema = old
    content = path.read_bytes()
    found = load_results(path)
    assert [run.replication for run in found.runs] == [1, 2]
    assert found.runs[1].values[2].tolist() == [2.5, 2.0]
    assert found.runs[0].event_table["resident"].tolist() == [17, -1]
    assert [run.future for run in found.runs] == [0, 0]
    assert all(is_kept(run.ledger) == (ACCOUNTS_THEN[schema] is not None) for run in found.runs)
    if schema > 1:
        assert found.runs[1].ledger[0, 0] == 25.0
        assert found.runs[1].ledger[-1, 3] == 4.0
    assert [(run.replication, run.kind, run.message) for run in found.failed] == [(3, "raised", "it broke")]
    assert dict(found.titles) == {"steady": ("Steun blijft", "Support stays")}
    assert found.dictionary[0].name == "trust"
    assert verify(path).is_sound
    assert path.read_bytes() == content


def test_an_old_store_that_is_opened_for_writing_is_brought_up_to_date_and_kept(old, make_run):
    path, schema = old
    content, before = path.read_bytes(), load_results(path)
    with Store(path) as store:
        assert store.forgotten == ()
        assert f"schema{schema}.bak" in str(store.notes[0])
        assert told(store.load()) == told(before)
        store.add(make_run(scenario="new", future=4))
    assert look(path) == RESULTS_SCHEMA
    kept = path.with_name(f"{path.name}.schema{schema}.bak")
    assert kept.read_bytes() == content
    found = load_results(path)
    assert found.digest != before.digest
    assert load_results(path, scenarios=["steady"]).digest == before.digest
    assert dict(found.titles) == dict(before.titles)
    assert found.dictionary == before.dictionary
    assert verify(path).is_sound
    with Store(path) as store:
        assert not any("older" in str(note) for note in store.notes)
    assert sorted(entry.name for entry in path.parent.iterdir()) == sorted(
        [path.name, f"{path.name}.lock", kept.name],
    )


def test_only_runs_that_hold_all_that_is_kept_now_go_by_their_name_of_today(old):
    path, schema = old
    with Store(path) as store:
        names = {name for *_, name in sorted(store.keys())}
        provenances = {run.provenance.run_key for run in store.load().runs}
    today = {run_key("digest of steady", seed, version="0.1.0") for seed in (1, 2)}
    then = {run_key("digest of steady", seed, version="0.1.0", schema=schema) for seed in (1, 2)}
    assert names == provenances == (today if schema == 3 else then)


def test_damaged_rows_stay_behind_in_the_old_file_and_are_named(old):
    path, _ = old
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE run SET residents = residents + 1 WHERE replication = 2")
        database.execute("UPDATE meta SET value = '[]' WHERE name = 'titles'")
    with Store(path) as store:
        assert store.forgotten == ("steady 2", "meta titles")
        assert [run.replication for run in store.load().runs] == [1]
        assert dict(store.load().titles) == {}


def test_a_second_old_file_does_not_take_the_place_of_the_first(old):
    path, schema = old
    content = path.read_bytes()
    taken = path.with_name(f"{path.name}.schema{schema}.bak")
    taken.write_bytes(b"mine")
    with Store(path):
        pass
    assert taken.read_bytes() == b"mine"
    assert path.with_name(f"{path.name}.schema{schema}.2.bak").read_bytes() == content


def test_what_a_stopped_writer_left_in_its_log_is_migrated_too(old, tmp_path):
    path, _ = old
    live = tmp_path / "live"
    live.mkdir()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL").fetchall()
        database.execute("DELETE FROM run WHERE replication = 2")
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(tmp_path / name, live / name)
    with Store(live / path.name) as store:
        assert [run.replication for run in store.load().runs] == [1]
    assert not (live / f"{path.name}-wal").exists()


def test_a_disk_that_is_full_leaves_the_old_store(old, monkeypatch):
    path, schema = old
    content = path.read_bytes()

    def full(run):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rows, "run_row", full)
    with pytest.raises(NoRoom):
        Store(path)
    assert path.read_bytes() == content
    assert look(path) == schema
    assert not list(path.parent.glob("*.migrating*"))


def test_an_old_store_that_somebody_reads_is_not_migrated_under_their_hands(old):
    path, _ = old
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = WAL").fetchall()
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM run").fetchone() == (2,)
        with pytest.raises(InvalidInput, match="in use"):
            Store(path)
        assert reader.execute("SELECT count(*) FROM run").fetchone() == (2,)
        reader.execute("COMMIT")
    with Store(path) as store:
        assert len(store.keys()) == 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_migration_that_is_killed_leaves_the_old_store_or_the_new_one(tmp_path):
    path, first = tmp_path / "old.sqlite", tmp_path / "first.sqlite"
    shutil.copy(STORES / "schema-3.store", first)
    _many(first, 400)
    content, digest = first.read_bytes(), load_results(first).digest
    code = "import sys; from weisim.results.store import Store; print('begin', flush=True); Store(sys.argv[1]).close()"
    chance, left, late = random.Random(5), 0, 0.05
    for _ in range(6):
        for stale in tmp_path.glob("old.sqlite*"):
            stale.unlink()
        shutil.copy(first, path)
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
        )
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, late))
        process.kill()
        process.stdout.close()
        if process.wait() == 0:
            late /= 2
        if look(path) < RESULTS_SCHEMA:
            left += 1
            assert path.read_bytes() == content
        assert load_results(path).digest == digest
        with Store(path) as store:
            assert store.load().digest == digest
        assert verify(path).is_sound
    assert left


def _many(path, count):
    """Repeat the first run of an old store so often that its migration takes a while."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        (row,) = database.execute("SELECT * FROM run WHERE replication = 1").fetchall()
        names = [told[1] for told in database.execute("PRAGMA table_info(run)")]
        for number in range(10, 10 + count):
            new = {**dict(zip(names, row, strict=True)), "replication": number, "run_key": f"key {number}"}
            del new["sha256"]
            values = [*new.values(), rows.checksum(new.values())]
            database.execute(f"INSERT INTO run VALUES ({', '.join('?' * len(values))})", values)


def test_migrating_gives_the_place_of_the_old_file_and_what_stayed_there(old):
    path, schema = old
    assert migrate(path, schema) == (path.with_name(f"{path.name}.schema{schema}.bak"), ())
    assert np.array_equal(load_results(path).runs[0].values[1], [0.25, 1.0])
