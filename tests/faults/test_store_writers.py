"""Store and writers: one at a time, the others are told by whom it is held, and a dead one holds nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.results.conftest import small_run
from weisim.faults import InvalidInput
from weisim.results.store import Store, load_results
from weisim.results.verifying import verify

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys, time
from weisim.results.store import Store
with Store(sys.argv[1]):
    print("open", flush=True)
    time.sleep(60)
"""
STARTING = """
import sys, time
from tests.results.conftest import small_run
from weisim.faults import InvalidInput
from weisim.results.store import Store
number, tries = int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for turn in range(tries):
    begun = time.monotonic()
    try:
        with Store(sys.argv[1]) as store:
            store.add(small_run(replication=1000 * number + turn))
            print("kept", 1000 * number + turn, flush=True)
    except InvalidInput as error:
        print("refused", round(time.monotonic() - begun, 3), "by" if "in use by" in str(error) else error, flush=True)
"""


def started(code, *words, **pipes):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "WEISIM_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        text=True,
        **pipes,
    )


@pytest.fixture
def holder(tmp_path):
    """A process that holds a store open."""
    process = started(HOLDING, tmp_path / "kept.sqlite")
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_refused_within_a_second_and_told_by_whom(holder, tmp_path):
    for _ in range(20):
        begun = time.monotonic()
        with pytest.raises(InvalidInput, match=rf"(process|proces) {holder.pid}\b"):
            Store(tmp_path / "kept.sqlite")
        assert time.monotonic() - begun < 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_writer_that_was_killed_holds_nothing(holder, tmp_path):
    holder.kill()
    holder.wait()
    begun = time.monotonic()
    with Store(tmp_path / "kept.sqlite") as store:
        assert time.monotonic() - begun < 1
        store.add(small_run())
    assert verify(tmp_path / "kept.sqlite").runs == 1


@pytest.mark.parametrize("tries", [12, pytest.param(100, marks=pytest.mark.slow)])
def test_of_four_that_start_at_once_each_is_let_in_or_refused_and_nothing_is_damaged(tmp_path, tries):
    path = tmp_path / "kept.sqlite"
    starters = [started(STARTING, path, number, tries, stdin=subprocess.PIPE) for number in range(1, 5)]
    for process in starters:
        assert process.stdout.readline() == "ready\n"
    for process in starters:
        process.stdin.write("go\n")
        process.stdin.flush()
    lines = []
    for process in starters:
        lines += process.communicate(timeout=120)[0].splitlines()
        assert process.returncode == 0
    assert len(lines) == 4 * tries
    kept = {int(line.split()[1]) for line in lines if line.startswith("kept")}
    refused = [line.split(maxsplit=2) for line in lines if line.startswith("refused")]
    assert kept
    assert all(float(seconds) < 1 and why == "by" for _, seconds, why in refused), refused
    assert {run.replication for run in load_results(path).runs} == kept
    found = verify(path)
    assert found.is_sound
    assert found.runs == len(kept)
