"""Stopping: Ctrl-C and a polite end take seconds, leave no process behind, and what was finished is kept."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.faults.playing import ENDED, STOPPED
from weisim.results.store import load_results

PLAYS = ("--futures", "3", "--replications", "2000", "--weeks", "40")
ENDS_WITHIN, GONE_WITHIN = 5.0, 3.0


def stopped(root: Path, store: Path, jobs: int, number: signal.Signals, delay: float, *, group: bool) -> int:
    """Start a command, signal it some time after its first run, and see how it ends; the exit code."""
    command = [sys.executable, "-m", "tests.faults.playing", str(store), "--jobs", str(jobs), *PLAYS]
    life = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert life.stdout is not None
    seen = 0
    for line in life.stdout:
        seen = int(line.split()[0])
        if seen:
            break
    time.sleep(delay)
    children = psutil.Process(life.pid).children(recursive=True)
    begin = time.monotonic()
    (os.killpg if group else os.kill)(life.pid, number)
    life.stdout.read()
    code = life.wait(ENDS_WITHIN)
    assert time.monotonic() - begin < ENDS_WITHIN
    life.stdout.close()
    _, alive = psutil.wait_procs(children, timeout=GONE_WITHIN)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(life.pid, signal.SIGKILL)
    assert not alive, "a process stayed behind"
    assert len(load_results(store).runs) >= seen
    return code


@pytest.mark.parametrize(
    ("jobs", "number", "group", "code"),
    [
        (2, signal.SIGINT, False, STOPPED),
        (2, signal.SIGINT, True, STOPPED),
        (1, signal.SIGINT, False, STOPPED),
        (2, signal.SIGTERM, False, ENDED),
    ],
)
def test_it_ends_at_once_and_leaves_nobody(
    root: Path, tmp_path: Path, jobs: int, number: signal.Signals, group: bool, code: int
) -> None:
    delay = random.Random(f"{jobs} {number} {group}").uniform(0, 1)
    assert stopped(root, tmp_path / "results.sqlite", jobs, number, delay, group=group) == code


@pytest.mark.slow
def test_it_ends_at_once_at_twenty_moments(root: Path, tmp_path: Path) -> None:
    luck = random.Random(2013)
    for _ in range(20):
        store = tmp_path / "results.sqlite"
        assert stopped(root, store, 2, signal.SIGINT, luck.uniform(0, 2), group=luck.random() < 0.5) == STOPPED


def test_a_group_that_is_ended_leaves_nobody_either(root: Path, tmp_path: Path) -> None:
    """A polite end reaches the workers too, and the parent must not take that for runs that kill."""
    code = stopped(root, tmp_path / "results.sqlite", 2, signal.SIGTERM, 0.5, group=True)
    assert code == ENDED
    assert not load_results(tmp_path / "results.sqlite").failed
