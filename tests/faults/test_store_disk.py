"""Store and disk: a full one, and when what was kept is really on it."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.results.conftest import small_run
from weisim.results.results import Results
from weisim.results.store import Store, load_results
from weisim.results.verifying import verify

ROOT = Path(__file__).parents[2]
PLANNED = 60

ADDING = """
import resource, signal, sys
import numpy as np
from tests.results.conftest import small_run
from weisim.faults import NoRoom
from weisim.results.store import Store

def played(number):
    return small_run(replication=number, values=np.random.default_rng(number).normal(size=(2000, 2)), events=[])

if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if int(sys.argv[2]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        with Store(sys.argv[1]) as store:
            there = {key for *_, key in sorted(store.keys())}
            for number in range(1, 61):
                if played(number).provenance.run_key in there:
                    continue
                store.add(played(number))
                print(number, flush=True)
    except NoRoom as error:
        print("told:", error, flush=True)
        sys.exit(3)
"""


@pytest.fixture
def adding(tmp_path):
    """Start a process that adds runs 1 to 60 to a store, with a limit on the size of a file or without."""
    script = tmp_path / "adding_runs.py"
    script.write_text(ADDING)

    def start(path, limit=0):
        return subprocess.run(
            [sys.executable, str(script), str(path), str(limit)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "WEISIM_LANGUAGE": "en"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return start


@pytest.fixture(scope="module")
def undisturbed():
    namespace = {"__name__": "adding"}
    exec(ADDING, namespace)  # the same runs, made here
    return Results(tuple(namespace["played"](number) for number in range(1, PLANNED + 1))).digest


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 1 MiB, with half of it taken by a file that can make room."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"a small disk cannot be made here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def told_kept(process):
    return [int(line) for line in process.stdout.splitlines() if line.isdigit()]


@pytest.mark.skipif(os.name == "nt", reason="this system has no limit on the size of a file")
def test_a_store_that_may_not_grow_says_so_keeps_what_it_has_and_goes_on_later(adding, tmp_path, undisturbed):
    path = tmp_path / "kept.sqlite"
    stopped = adding(path, 600_000)
    assert stopped.returncode == 3, stopped.stderr
    assert "perhaps because the disk is full; what was kept is safe" in stopped.stdout
    kept = told_kept(stopped)
    assert 1 < len(kept) < PLANNED
    assert set(kept) <= {run.replication for run in load_results(path).runs}
    assert verify(path).is_sound
    again = adding(path)
    assert again.returncode == 0, again.stderr
    assert load_results(path).digest == undisturbed
    assert verify(path).is_sound


def test_a_full_disk_says_so_keeps_what_it_has_and_goes_on_when_there_is_room(adding, small_disk, undisturbed):
    path = small_disk / "kept.sqlite"
    stopped = adding(path)
    assert stopped.returncode == 3, stopped.stderr
    assert "perhaps because the disk is full" in stopped.stdout
    kept = told_kept(stopped)
    assert 1 < len(kept) < PLANNED
    assert set(kept) <= {run.replication for run in load_results(path).runs}
    assert verify(path).is_sound
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    again = adding(path)
    assert again.returncode == 0, again.stderr
    assert not set(told_kept(again)) & set(kept)
    assert load_results(path).digest == undisturbed
    assert verify(path).is_sound


def test_a_disk_that_is_full_from_the_start_gets_no_half_made_store(adding, small_disk):
    (small_disk / "filler").write_bytes(b"\0" * (1 << 20))
    stopped = adding(small_disk / "kept.sqlite")
    assert stopped.returncode == 3, stopped.stderr
    assert not (small_disk / "kept.sqlite").exists()
    assert not list(small_disk.glob("*.new*"))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_that_does_not_fit_has_an_exit_code_of_its_own_and_leaves_the_old_files(small_disk, tmp_path, form):
    import numpy as np

    path, out = tmp_path / "kept.sqlite", small_disk / "out"
    with Store(path) as store:
        store.add(small_run(replication=1))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WEISIM_LANGUAGE": "en"}
    command = [sys.executable, "-m", "weisim", "export", str(path), "--format", form, "--out", str(out)]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode == 0
    before = {entry.name: entry.read_bytes() for entry in out.iterdir()}
    with Store(path) as store:
        store.add(small_run(replication=2, values=np.random.default_rng(1).normal(size=(60_000, 2)), events=[]))
    full = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert full.returncode == 3, full.stderr
    assert "No space left" in full.stderr
    assert "Next: make room" in full.stderr
    assert {entry.name: entry.read_bytes() for entry in out.iterdir()} == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace, which counts syncs, is not installed")
def test_every_commit_is_brought_to_the_disk(tmp_path):
    script = tmp_path / "committing.py"
    script.write_text(
        "import sys\n"
        "from tests.results.conftest import small_run\n"
        "from weisim.results.store import Store\n"
        "with Store(sys.argv[1]) as store:\n"
        "    print('begin', file=sys.stderr, flush=True)\n"
        "    for number in range(1, 51):\n"
        "        store.add(small_run(replication=number))\n"
        "    print('end', file=sys.stderr, flush=True)\n"
    )
    trace = tmp_path / "trace"
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-e",
            "trace=fsync,fdatasync,write",
            "-o",
            str(trace),
            sys.executable,
            str(script),
            "kept.sqlite",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not look at processes here")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text(errors="replace")
    between = lines[lines.index('"begin') : lines.index('"end')]
    assert len(re.findall(r"\b(?:fsync|fdatasync)\(\d+\)\s+= 0", between)) >= 50
    with contextlib.closing(Store(tmp_path / "kept.sqlite")) as store:
        assert len(store.keys()) == 50
