"""Killing: whatever moment a command is killed at, nothing is lost, nothing doubled, and the results are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.killing import killed, real, street, undisturbed

SMALL = ("--futures", "4", "--replications", "60", "--weeks", "20")


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    expected = undisturbed(street(*SMALL), tmp_path / "quiet.sqlite")
    found = killed(street(*SMALL), tmp_path / "loud.sqlite", kills=20, seed=2013, most=0.3, jobs=(1, 1, 2))
    assert (found.digest, found.runs) == (expected.digest, expected.runs)
    busy = {kept for kept in found.kept if 0 < kept < expected.runs}
    assert len(busy) >= 10, f"few kills fell while runs were kept: {found.kept}"


@pytest.mark.slow
def test_two_hundred_kills_of_the_withdrawal_experiment(tmp_path: Path) -> None:
    kills = os.environ.get("WEISIM_KILLS", "200")
    command = real(tmp_path / "out")
    expected = undisturbed(command, tmp_path / "quiet.sqlite")
    found = killed(command, tmp_path / "loud.sqlite", int(kills), seed=2013, most=0.8)
    assert (found.digest, found.runs) == (expected.digest, expected.runs)


def matrix(jobs: int, hashing: str, *words: str, root: Path) -> str:
    """The digest of a small experiment under given circumstances."""
    command = [sys.executable, "-m", "tests.faults.playing", "--jobs", str(jobs), *words]
    command += ["--futures", "2", "--replications", "4", "--weeks", "12"]
    environment = {**os.environ, "PYTHONHASHSEED": hashing}
    told = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1].startswith("finished 16 0 ")
    return told.stdout.split()[-1]


def test_one_digest_whatever_the_workers_the_hashing_and_the_order(root: Path) -> None:
    found = {
        (jobs, hashing, order): matrix(jobs, hashing, *order, root=root)
        for jobs, hashing, order in [(1, "0", ()), (1, "1", ("--backwards",)), (2, "1", ()), (2, "0", ("--backwards",))]
    }
    assert len(set(found.values())) == 1, found


@pytest.mark.slow
def test_one_digest_with_more_workers_and_any_hashing(root: Path) -> None:
    found = {
        matrix(jobs, hashing, *order, root=root)
        for jobs in (1, 2, 4)
        for hashing in ("0", "1", "random")
        for order in ((), ("--backwards",))
    }
    assert len(found) == 1
