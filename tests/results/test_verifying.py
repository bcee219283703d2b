"""Verifying: whatever was changed in what is kept is found, and the rest stays readable."""

import contextlib
import random
import re
import shutil
import sqlite3

import numpy as np
import pytest

from weisim.faults import InvalidInput
from weisim.results import rows
from weisim.results.design import Design, Factor, Future
from weisim.results.inquiry import Inquiry
from weisim.results.run import FailedRun
from weisim.results.store import Store, load_results
from weisim.results.verifying import verify

TABLES = ("run", "failed", "story", "meta")
KEYS = {"run": "replication = 2", "failed": "replication = 9", "story": "name = 'steady'", "meta": "name = 'inquiry'"}


@pytest.fixture
def kept(make_run, results, tmp_path):
    """A store with everything a store can hold."""
    path = tmp_path / "kept.sqlite"
    base = Factor("joining.base", "weight", -3.0, -1.0, (), False, -2.0, "threshold", "drempel", "assumed")
    design = Design("file", (base,), (Future(1, {"joining.base": -2.5}),), np.array([[np.nan]]))
    asked = Inquiry("asked", ("a", "b"), ("c", "d"), "steady", ("trust",), {"trust": 0.5}, ("family",), 2)
    with Store(path) as store:
        store.describe(results.dictionary, results.titles, design, asked)
        store.keep_story("steady", "digest of steady", 'format = 1\nname = "steady"\n', 'name = "Plan van Gool"\n')
        store.add(*(make_run(replication=number, future=number % 2) for number in range(1, 5)))
        store.add(make_run(replication=5, values=np.arange(120.0).reshape(60, 2)).outlined())
        store.add_failed(FailedRun("steady", 9, 9, "it broke", 4, "weisim run", 1, "hung"), run_key="abc")
    return path


def test_a_sound_store_is_counted(kept):
    found = verify(kept)
    assert found.is_sound
    assert (found.runs, found.outlines, found.failed, found.stories) == (5, 1, 1, 1)
    assert found.without_story == ()
    assert (found.damaged, found.faults) == ((), ())


def test_a_scenario_without_its_text_is_named(kept, make_run):
    with Store(kept) as store:
        store.add(make_run(scenario="early"))
    found = verify(kept)
    assert found.is_sound
    assert found.without_story == ("early",)


def test_a_thousand_flipped_bits_are_all_found_whatever_the_table_and_the_column(kept, tmp_path):
    flipped, missed = _flipped(kept, tmp_path, 1_000)
    assert flipped == 1_000
    assert not missed


def _flipped(kept, folder, trials):
    """Flip one bit of one value, again and again; how often, and what was not found or took others along."""
    chance, missed, copy = random.Random(7), [], folder / "copy.sqlite"
    shutil.copy(kept, copy)
    places = []
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as database:
        database.text_factory = bytes
        for table in TABLES:
            columns = [row[1].decode() for row in database.execute(f"PRAGMA table_info({table})")]
            (row,) = database.execute(f"SELECT rowid, * FROM {table} WHERE {KEYS[table]}").fetchall()
            places += [
                (table, column, row[0], value) for column, value in zip(columns, row[1:], strict=True) if value != b""
            ]
        database.execute("PRAGMA synchronous = OFF")
        for trial in range(trials):
            table, column, number, value = places[trial % len(places)]
            if isinstance(value, int):
                bad = value ^ (1 << chance.randrange(40))
            else:
                content = bytearray(value)
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                bad = bytes(content)
            cast = "?" if isinstance(value, int) or column in ("series", "events", "ledger") else "CAST(? AS TEXT)"
            change = f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?"
            database.execute(change, (bad, number))
            found = verify(copy)
            counts = (found.runs, found.failed, found.stories)
            others = tuple(count - (table == name) for count, name in zip((5, 1, 1), TABLES, strict=False))
            if len(found.damaged) != 1 or counts != others:
                missed.append((table, column, value, bad))
            database.execute(change, (value, number))
    assert verify(copy).is_sound
    return trials, missed


def test_every_flipped_byte_of_the_file_itself_is_found_where_it_holds_something(kept, tmp_path, make_run):
    content, chance = kept.read_bytes(), random.Random(8)
    series = rows.run_row(make_run(replication=3, future=1)).series
    begin = content.index(series)
    copy = tmp_path / "copy.sqlite"
    for _ in range(60):
        flipped = bytearray(content)
        flipped[begin + chance.randrange(len(series))] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        found = verify(copy)
        assert found.damaged == ("steady 1:3",)
        assert found.runs == 4


def test_a_flip_anywhere_in_the_file_is_found_or_changes_nothing(kept, tmp_path):
    """Also in the parts that SQLite keeps for itself; what is read after a flip is never another number."""
    content, chance = kept.read_bytes(), random.Random(9)
    digest, copy = load_results(kept).digest, tmp_path / "copy.sqlite"
    quiet = 0
    for _ in range(150):
        flipped = bytearray(content)
        flipped[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        try:
            found = verify(copy)
        except InvalidInput:
            continue
        if found.is_sound:
            quiet += 1
            assert load_results(copy).digest == digest
    assert quiet < 150


def test_a_digest_that_does_not_belong_to_the_run_is_found_though_the_checksum_fits(kept):
    with contextlib.closing(sqlite3.connect(kept)) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(run)")]
        (row,) = database.execute("SELECT * FROM run WHERE replication = 2").fetchall()
        told = {**dict(zip(columns, row, strict=True)), "digest": "0" * 64}
        del told["sha256"]
        database.execute(
            "UPDATE run SET digest = ?, sha256 = ? WHERE replication = 2",
            (told["digest"], rows.checksum(told.values())),
        )
    assert verify(kept).damaged == ("steady 2",)


def test_a_lost_row_is_a_fault_of_the_file(kept, tmp_path):
    """A row that the table lost while its index still knows of it."""
    content = kept.read_bytes()
    with contextlib.closing(sqlite3.connect(kept)) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'run'").fetchone()[0]
    flipped = bytearray(content)
    head = (root - 1) * size
    while flipped[head] == 5:
        head = (int.from_bytes(flipped[head + 8 : head + 12], "big") - 1) * size
    assert flipped[head] == 13
    cells = int.from_bytes(flipped[head + 3 : head + 5], "big")
    flipped[head + 3 : head + 5] = (cells - 1).to_bytes(2, "big")
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(flipped)
    found = verify(copy)
    assert not found.is_sound
    assert found.faults
    with pytest.raises(InvalidInput, match="damaged"):
        load_results(copy)


def test_an_index_that_tells_another_run_than_the_row_is_found_when_it_is_read(kept, make_run, tmp_path):
    key = make_run(replication=4).provenance.run_key.encode()
    content = bytearray(kept.read_bytes())
    leaf_of_an_index = 10
    (place,) = (
        found.start()
        for found in re.finditer(key, content)
        if content[found.start() // 4096 * 4096] == leaf_of_an_index
    )
    content[place + 5] ^= 1
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(content)
    with pytest.raises(InvalidInput, match="damaged runs: steady 4"):
        load_results(copy)
    assert not verify(copy).is_sound


def test_sound_rows_of_every_table_stay_after_a_damaged_one_was_dropped(kept):
    with contextlib.closing(sqlite3.connect(kept)) as database, database:
        database.execute("UPDATE story SET place = 'x'")
        database.execute("UPDATE failed SET week = 5")
        database.execute("UPDATE meta SET value = '1' WHERE name = 'design'")
        database.execute("UPDATE run SET weeks = 4 WHERE replication = 3")
    assert set(verify(kept).damaged) == {"story steady", "steady 1:9", "meta design", "steady 1:3"}
    with Store(kept) as store:
        assert set(store.forgotten) == {"story steady", "steady 1:9", "meta design", "steady 1:3"}
        assert sorted(run.replication for run in store.load().runs) == [1, 2, 4, 5]
        with pytest.raises(KeyError):
            store.story("steady")
    assert verify(kept).is_sound


def test_a_file_that_is_no_store_is_refused(tmp_path):
    (tmp_path / "thing.sqlite").write_bytes(b"a,b\n" * 200)
    with pytest.raises(InvalidInput, match="not a file with results"):
        verify(tmp_path / "thing.sqlite")
    with pytest.raises(InvalidInput, match="does not exist"):
        verify(tmp_path / "nothing.sqlite")
