"""Store: what it says it keeps, it keeps."""

import multiprocessing
import os
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
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from weisim.faults import InvalidInput
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, FailedRun
from weisim.results.store import Store, load_results, save_results
from weisim.terms import Event, Reason, Stage

REPOSITORY = Path(__file__).parents[2]


def test_what_was_saved_is_loaded_word_for_word(results, tmp_path):
    failed = FailedRun("early", 9, 9, "it broke", 4, "weisim run early.toml --seed 9")
    whole = Results(results.runs, (failed,), results.dictionary, results.titles)
    save_results(whole, tmp_path / "kept.sqlite")
    back = load_results(tmp_path / "kept.sqlite")
    assert back.digest == whole.digest
    assert back.dictionary == whole.dictionary
    assert back.failed == whole.failed
    assert list(back.titles.items()) == list(whole.titles.items())
    assert [run.provenance for run in back.runs] == [run.provenance for run in whole.runs]


NUMBERS = st.one_of(st.just(float("nan")), st.floats(allow_infinity=False, allow_nan=False))
EVENTS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(list(Event)),
    st.integers(-1, 2**40),
    st.integers(-1, 2**40),
    st.integers(-1, 1),
    st.sampled_from([-1, *Stage]),
    st.sampled_from([-1, *Reason]),
    NUMBERS,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hnp.arrays(np.float64, (2, 2), elements=NUMBERS),
    st.lists(EVENTS, max_size=5),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    hnp.arrays(np.float64, (5, 9), elements=st.one_of(st.just(float("nan")), st.floats(0, 1e12))),
)
def test_any_run_comes_back_bit_for_bit(make_run, tmp_path_factory, values, events, scenario, ledger):
    path = tmp_path_factory.mktemp("any") / "kept.sqlite"
    run = make_run(scenario=scenario, values=values, events=events, ledger=ledger)
    with Store(path) as store:
        store.add(run)
        back = store.load().runs[0]
    assert back.values.tobytes() == run.values.tobytes()
    assert back.event_table.tobytes() == run.event_table.tobytes()
    assert back.ledger.tobytes() == run.ledger.tobytes()
    assert back.digest == run.digest
    assert (back.names, back.partners, back.residents) == (run.names, run.partners, run.residents)


def test_resuming_asks_for_keys_and_adds_only_what_is_missing(make_run, tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.add(make_run(replication=1), make_run(replication=2))
    with Store(path) as store:
        named = {make_run(replication=number).provenance.run_key for number in (1, 2)}
        assert store.keys() == {("steady", 0, key) for key in named}
        store.add(make_run(replication=3))
        store.add(make_run(replication=3))
        assert len(store.load().runs) == 3
        one = make_run(replication=2).provenance.run_key
        assert [run.replication for run in store.load({one}).runs] == [2]


def test_keys_are_asked_for_each_scenario_apart(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(make_run(scenario="one"))
        assert len(store.keys("one")) == 1
        assert store.keys("two") == frozenset()
        store.add(make_run(scenario="two", replication=2))
        assert store.load(scenarios=["two"]).scenarios == ("two",)


def test_a_run_that_succeeds_at_last_is_no_longer_failed(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add_failed(FailedRun("steady", 1, 1, "out of memory", -1, ""))
        assert len(store.load().failed) == 1
        store.add(make_run(replication=1))
        assert store.load().failed == ()


def test_titles_and_dictionary_add_up(results, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.describe(results.dictionary, {"one": ("een", "one")})
        store.describe(titles={"two": ("twee", "two")})
        assert dict(store.load().titles) == {"one": ("een", "one"), "two": ("twee", "two")}
        assert store.load().dictionary == results.dictionary


def test_a_scenario_that_was_changed_is_not_mixed_with_what_it_was(make_run, tmp_path):
    from dataclasses import replace

    run = make_run()
    other = replace(run, provenance=replace(run.provenance, run_key="another"))
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(run, other)
        with pytest.raises(InvalidInput, match="two versions"):
            store.load()
        assert len(store.load({"another"}).runs) == 1


def fill(path, content):
    path.write_bytes(content)


def foreign(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE run (x)")
    database.close()


def newer(path):
    Store(path).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: fill(path, b""), "empty"),
        (lambda path: fill(path, b"scenario,replication\n" * 100), "not a file with results"),
        (foreign, "not a file with results"),
        (newer, "newer weisim"),
        (lambda path: path.mkdir(), "not a file"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path, make, told):
    path = tmp_path / "thing.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(InvalidInput, match=told):
        Store(path)
    with pytest.raises(InvalidInput, match=told):
        load_results(path)
    assert before is None or path.read_bytes() == before


def test_a_store_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InvalidInput, match="does not exist"):
        load_results(tmp_path / "nothing.sqlite")
    with pytest.raises(InvalidInput, match="folder does not exist"):
        Store(tmp_path / "nowhere" / "kept.sqlite")


def test_every_flipped_byte_in_a_kept_run_is_found_and_the_others_stay_readable(make_run, tmp_path):
    path, chance = tmp_path / "kept.sqlite", random.Random(2)
    with Store(path) as store:
        store.add(*(make_run(replication=number) for number in range(1, 5)))
    columns = ("series", "events", "ledger", "names", "partners", "provenance", "seed", "residents", "digest", "weeks")
    for trial in range(48):
        copy = tmp_path / f"{trial}.sqlite"
        shutil.copy(path, copy)
        column = columns[trial % len(columns)]
        database = sqlite3.connect(copy)
        (value,) = database.execute(f"SELECT {column} FROM run WHERE replication = 2").fetchone()
        if isinstance(value, int):
            value ^= 1 << chance.randrange(16)
        else:
            content = bytearray(value if isinstance(value, bytes) else value.encode())
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(7)
            value = bytes(content) if isinstance(value, bytes) else content.decode()
        with database:
            database.execute(f"UPDATE run SET {column} = ? WHERE replication = 2", (value,))
        database.close()
        with pytest.raises(InvalidInput, match="damaged runs: steady 2"):
            load_results(copy)
        with Store(copy) as store:
            assert store.forgotten == ("steady 2",)
            assert [run.replication for run in store.load().runs] == [1, 3, 4]
            store.add(make_run(replication=2))
            assert len(store.load().runs) == 4


def test_a_second_writer_is_refused_and_told_who_writes_while_readers_go_on(make_run, tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.add(make_run())
        begun = time.monotonic()
        with pytest.raises(InvalidInput, match=f"in use by process {os.getpid()}"):
            Store(path)
        assert time.monotonic() - begun < 1
        assert len(load_results(path).runs) == 1
        store.add(make_run(replication=2))
    with Store(path) as store:
        assert len(store.keys()) == 2


def test_a_closed_store_is_one_plain_file(make_run, tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.add(make_run())
    shutil.copy(path, tmp_path / "copy.sqlite")
    assert not path.with_name("kept.sqlite-wal").exists()
    assert len(load_results(tmp_path / "copy.sqlite").runs) == 1


def test_a_store_can_be_read_from_another_process(results, tmp_path):
    save_results(results, tmp_path / "kept.sqlite")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(load_results, (tmp_path / "kept.sqlite",)).digest == results.digest


WRITER = """
import sys, numpy as np
from weisim.results.provenance import Provenance, run_key
from weisim.results.run import EVENT_TYPE, Run
from weisim.results.store import Store

with Store(sys.argv[1]) as store:
    first = len(store.keys())
    for number in range(first, first + 10_000):
        key = run_key("killed", number)
        values = np.random.default_rng(number).normal(size=(260, 25))
        run = Run.from_arrays("killed", number, number, 100, [str(c) for c in range(25)], values,
                              np.zeros(0, EVENT_TYPE), (), Provenance("0", "killed", number, key, "", 2019, ""))
        store.add(run)
        print(number, key, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_nothing_that_was_called_kept_is_lost_when_the_writer_is_killed(tmp_path):
    path, chance, acknowledged = tmp_path / "kept.sqlite", random.Random(3), set()
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
        )
        told = [writer.stdout.readline()]
        time.sleep(chance.uniform(0.0, 0.25))
        writer.kill()
        told += writer.stdout.read().splitlines()
        writer.stdout.close()
        writer.wait()
        acknowledged |= {line.split()[1] for line in told if len(line.split()) == 2 and len(line.split()[1]) == 64}
        assert acknowledged <= {run.provenance.run_key for run in load_results(path).runs}
    assert len(acknowledged) > 6
    with Store(path) as store:
        assert store.forgotten == ()
        keys = store.keys()
        assert acknowledged <= {key for *_, key in keys}
        runs = store.load().runs
        assert len({run.replication for run in runs}) == len(runs) == len(keys)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    number = runs[-1].replication
    assert np.array_equal(runs[-1].values, np.random.default_rng(number).normal(size=(260, 25)))


def test_every_kept_run_is_on_the_disk_at_once(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        assert store._database.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert store._database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_events_are_kept_in_the_type_that_was_promised(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(make_run())
        assert store.load().runs[0].event_table.dtype == EVENT_TYPE
