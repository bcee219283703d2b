"""Rows: runs are packed where they are played, and the first that was kept stays."""

import pickle
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from weisim.results.rows import Packed, checksum, run_row, unpacked
from weisim.results.run import FailedRun
from weisim.results.store import Store, load_results

ROOT = Path(__file__).parents[2]


@pytest.fixture
def long(make_run):
    """A run of sixty weeks in its third future."""
    return make_run(values=np.random.default_rng(4).normal(size=(60, 2)), future=3)


def test_a_packed_run_travels_as_it_is_and_unpacks_to_the_same(long):
    for run in (long, long.outlined()):
        packed = pickle.loads(pickle.dumps(run_row(run)))
        assert isinstance(packed, Packed)
        assert packed.sha256 == checksum(packed[:-1])
        back = unpacked(packed)
        assert back.values.tobytes() == run.values.tobytes()
        assert back.event_table.tobytes() == run.event_table.tobytes()
        assert back.ledger.tobytes() == run.ledger.tobytes()
        assert (back.future, back.outline, back.digest) == (3, run.outline, long.digest)
        assert back.provenance == run.provenance
        assert packed.digest == long.digest


def test_many_packed_runs_go_in_one_commit_all_or_none(make_run, tmp_path):
    packed = [run_row(make_run(replication=number)) for number in range(1, 6)]
    with Store(tmp_path / "kept.sqlite") as store:
        begun = []
        store._database.set_trace_callback(lambda told: begun.append(told.split()[0]))
        store.add_packed(*packed)
        assert begun.count("BEGIN") == begun.count("COMMIT") == 1
        store._database.set_trace_callback(None)
        bad = run_row(make_run(replication=7))._replace(seed=None)
        with pytest.raises(sqlite3.IntegrityError):
            store.add_packed(run_row(make_run(replication=6)), bad)
        assert len(store.load().runs) == len(store.keys()) == 5


def test_what_was_kept_first_stays(make_run, tmp_path):
    first = make_run()
    second = replace(make_run(values=np.ones((3, 2))), provenance=first.provenance)
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(first)
        store.add(second)
        assert [run.digest for run in store.load().runs] == [first.digest]


def test_one_luck_in_two_futures_is_two_runs(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(make_run(future=1), make_run(future=2), make_run())
        key = make_run().provenance.run_key
        assert store.keys() == {("steady", future, key) for future in (0, 1, 2)}
        assert [run.future for run in store.load().runs] == [0, 1, 2]


def test_whole_runs_and_outlines_come_back_from_the_file(long, make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(long, make_run(values=np.ones((60, 2)), replication=2).outlined())
    outline, whole = load_results(tmp_path / "kept.sqlite").runs
    assert whole.values.tobytes() == long.values.tobytes()
    assert list(outline.kept) == [25, 51, 59]
    assert outline.digest == make_run(values=np.ones((60, 2)), replication=2).digest


def test_a_failed_run_keeps_its_future_its_kind_and_the_name_it_would_have_had(make_run, tmp_path):
    failed = FailedRun("steady", 1, 1, "it hung", -1, "weisim run", 2, "hung")
    with Store(tmp_path / "kept.sqlite") as store:
        store.add_failed(failed, run_key="abc")
        store.add_failed(replace(failed, future=0, kind="lost"))
        assert set(store.load().failed) == {failed, replace(failed, future=0, kind="lost")}
        assert store._database.execute("SELECT run_key FROM failed ORDER BY future").fetchall() == [("",), ("abc",)]
        store.add(make_run())
        assert store.load().failed == (failed,)
        store.add(make_run(future=2))
        assert store.load().failed == ()


def test_ten_thousand_runs_share_their_names(make_run):
    one, other = (unpacked(run_row(make_run(replication=number))) for number in (1, 2))
    assert one.names is other.names
    assert one.partners is other.partners
    assert one.provenance.scenario_digest is other.provenance.scenario_digest


LOADING = """
import resource, sys
import numpy as np
from tests.results.conftest import small_run
from weisim.results.rows import run_row
from weisim.results.run import EVENT_TYPE
from weisim.results.store import Store, load_results
chance = np.random.default_rng(1)
events = np.zeros(270, EVENT_TYPE)
events["initiative"] = chance.integers(0, 40, 270)
names = tuple(f"indicator_{column}" for column in range(85))
with Store(sys.argv[1]) as store:
    for begin in range(0, 10_000, 500):
        store.add_packed(*(
            run_row(small_run(replication=begin + number, values=chance.normal(size=(260, 85)), names=names,
                              events=events).outlined())
            for number in range(500)
        ))
results = load_results(sys.argv[1])
print(len(results.runs), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux does")
def test_ten_thousand_outlines_fit_in_one_gibibyte(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", LOADING, str(tmp_path / "kept.sqlite")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    count, mebibytes = told.stdout.split()
    assert int(count) == 10_000
    assert float(mebibytes) < 1024
