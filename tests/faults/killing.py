"""Killing: a command that plays is killed at random moments until it has finished; nothing may be lost or doubled.

python -m tests.faults.killing --kills 200               on a street, in minutes
python -m tests.faults.killing --kills 200 --real        experiments/withdrawal.toml on Plan van Gool, 200 futures
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from weisim.results.store import load_results

ROOT = Path(__file__).resolve().parents[2]
Command = Callable[[Path, int], Sequence[str]]
"""The words of the command that plays into a store with so many jobs."""


@dataclass(frozen=True)
class Ordeal:
    """What an experiment has come through.

    Attributes:
        digest: of the results when it had finished.
        runs: how many runs there are then.
        kills: how often it was killed while it was still busy.
        kept: how many runs were in the store after each kill.
    """

    digest: str
    runs: int
    kills: int
    kept: tuple[int, ...]


def street(*words: str) -> Command:
    """The command that plays an experiment on a street."""
    return lambda store, jobs: [sys.executable, "-m", "tests.faults.playing", str(store), "--jobs", str(jobs), *words]


def real(out: Path, *words: str) -> Command:
    """The command that anybody gives, on an experiment of the repository."""
    file = str(ROOT / "experiments" / "withdrawal.toml")
    return lambda store, jobs: [
        *(sys.executable, "-m", "weisim", "experiment", file, "--store", str(store)),
        *("--jobs", str(jobs), "--out", str(out), *words),
    ]


def undisturbed(command: Command, store: Path, jobs: int = 2) -> Ordeal:
    """Play to the end without a kill."""
    subprocess.run(command(store, jobs), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    results = load_results(store)
    return Ordeal(results.digest, len(results.runs), 0, ())


def killed(
    command: Command, store: Path, kills: int, seed: int, most: float = 2.0, jobs: Sequence[int] = (1, 2, 3)
) -> Ordeal:
    """Play with kills at random moments, of the command alone or with all its workers; then let it finish.

    Most lives last until they have kept something and then a random time, at most so many seconds, so that kills fall
    while runs are kept; one in five lasts a random time from its start, so that they fall while it begins too. The
    number of jobs differs from life to life. Raises AssertionError when a run is lost or doubled.
    """
    luck = random.Random(seed)
    kept: list[int] = []
    for _ in range(kills):
        life = subprocess.Popen(
            command(store, luck.choice(jobs)),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if luck.random() < 0.8:
            _until_more(life, store, kept[-1] if kept else 0)
        with contextlib.suppress(subprocess.TimeoutExpired):
            life.wait(luck.uniform(0, most))
        finished = life.poll() is not None
        if finished and life.returncode:
            raise AssertionError(f"the command ended with {life.returncode} by itself")
        with contextlib.suppress(ProcessLookupError):
            (os.kill if luck.random() < 0.5 else os.killpg)(life.pid, signal.SIGKILL)
        life.wait()
        _leave_alone(life.pid)
        there = _kept(store)
        if kept and there < kept[-1]:
            raise AssertionError(f"{kept[-1] - there} runs were lost")
        kept.append(there)
        if finished:
            break
    whole = undisturbed(command, store)
    return Ordeal(whole.digest, whole.runs, len(kept), tuple(kept))


def _until_more(life: subprocess.Popen[bytes], store: Path, before: int) -> None:
    """Wait until a life has kept more than there was, or has ended."""
    while life.poll() is None:
        with contextlib.suppress(sqlite3.Error), contextlib.closing(_reading(store)) as database:
            if database.execute("SELECT count(*) FROM run").fetchone()[0] > before:
                return
        time.sleep(0.03)


def _reading(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)


def _leave_alone(group: int, seconds: float = 5.0) -> None:
    """Wait until the workers of a killed command have gone too; raises AssertionError when they stay."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("a worker outlived its command")


def _kept(store: Path) -> int:
    """How many runs are in a store, each counted once; raises AssertionError when one is there twice."""
    if not store.exists():
        return 0
    with contextlib.closing(sqlite3.connect(store)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise AssertionError("the store is damaged")
        rows = database.execute("SELECT scenario, future, replication FROM run").fetchall()
    if len(set(rows)) != len(rows):
        raise AssertionError(f"{len(rows) - len(set(rows))} runs are there twice")
    return len(rows)


def main() -> int:
    """Compare an ordeal with an undisturbed run, and say what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--most", type=float, default=0.8, help="seconds that a life may last after its first run")
    parser.add_argument("--replications", type=int, default=2, help="histories in each of the 200 futures of --real")
    parser.add_argument("--real", action="store_true", help="experiments/withdrawal.toml instead of a street")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quiet, loud = Path(folder, "quiet.sqlite"), Path(folder, "loud.sqlite")
        words = ("--futures", "8", "--replications", "1000", "--weeks", "60")
        again = ("--replications", str(given.replications))
        command = real(Path(folder, "out"), *again) if given.real else street(*words)
        expected = undisturbed(command, quiet)
        found = killed(command, loud, given.kills, given.seed, given.most)
    print(f"{found.kills} kills; kept after each: {', '.join(map(str, found.kept))}")
    print(f"{found.runs} of {expected.runs} runs; digests {'equal' if found.digest == expected.digest else 'DIFFER'}")
    return 0 if (found.digest, found.runs) == (expected.digest, expected.runs) else 1


if __name__ == "__main__":
    sys.exit(main())
