"""Cluster: a real scheduler and real workers on loopback give what this process gives, also when one is killed."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.experiment.test_engines import FUTURES, told
from tests.faults.planted import crowded
from tests.living import people_of, street
from weisim.experiment.engines import cluster as room
from weisim.experiment.engines.cluster import Cluster
from weisim.experiment.engines.engine import NoWorkers, Stories, Task
from weisim.experiment.engines.here import Here
from weisim.experiment.estimate import Estimate, estimate
from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment
from weisim.faults import InvalidInput
from weisim.results.run import FailedRun
from weisim.scenario.variations import withdraw_support

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

LOOPBACK = "127.0.0.1"


class Yard:
    """A scheduler and its workers, as commands that anybody would give."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder, self.processes = folder, contextlib.ExitStack()
        self.environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
        self.scheduler = self.start("scheduler", "--port", "0", "--no-dashboard", "--no-show")
        self.address = self._address()
        self.workers = [self.worker(), self.worker()]

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", "--host", LOOPBACK, *words[1:]]
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment, cwd=self.folder)
        self.processes.callback(process.wait)
        self.processes.callback(process.kill)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        folder = ("--local-directory", str(self.folder))
        return self.start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", *folder)

    def _address(self) -> str:
        for _ in range(200):
            found = re.search(r"tcp://127\.0\.0\.1:\d+", (self.folder / "scheduler.log").read_text(encoding="utf-8"))
            if found:
                return found[0]
            time.sleep(0.1)
        raise AssertionError((self.folder / "scheduler.log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def yard(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    yard = Yard(root, tmp_path_factory.mktemp("cluster"))
    with yard.processes:
        cluster = Cluster(yard.address)
        for _ in range(100):
            if cluster.workers() == 2:
                break
            time.sleep(0.1)
        yield yard


@pytest.fixture(scope="module")
def stories() -> Stories:
    brief = street(60).model_copy(update={"weeks": 30})
    return Stories((brief, withdraw_support(brief, week=10)), (people_of(brief),) * 2, FUTURES)


def test_one_digest_on_all_engines_with_a_worker_killed_half_way(yard: Yard, stories: Stories, tmp_path: Path) -> None:
    tasks = [Task(row, future, seed) for seed in range(40) for future in (0, 1, 2) for row in (0, 1)]
    outcomes: dict[Task, Any] = {}
    victim = yard.workers.pop()
    for at_hand in Cluster(yard.address).play(tasks, stories):
        assert not set(outcomes) & {task for task, _ in at_hand}
        outcomes.update(at_hand)
        if len(outcomes) > len(tasks) // 3 and victim.poll() is None:
            victim.kill()
            victim.wait()
            yard.workers.append(yard.worker())  # and another comes in its place
    assert victim.poll() is not None
    alone = {task: outcome for at_hand in Here().play(tasks, stories) for task, outcome in at_hand}
    assert told(outcomes) == told(alone)


def test_an_experiment_gives_the_same_there_and_here(yard: Yard, stories: Stories, tmp_path: Path) -> None:
    experiment = Experiment(stories.scenarios, 6)
    told: list[Estimate] = []
    cluster = Cluster(yard.address)
    there = run_experiment(experiment, store=tmp_path / "there.sqlite", engine=cluster, before=told.append)
    assert told == [estimate(experiment, jobs=2)]
    assert there.digest == run_experiment(experiment).digest == run_experiment(experiment, jobs=2).digest


def test_bad_runs_there_are_named_and_the_others_are_finished(yard: Yard, stories: Stories) -> None:
    seeds = {0: "raised", 1: "unsound", 4: "lost", 5: "hung"}
    tasks = [Task(0, 0, seed) for seed in (*seeds, *range(10, 20))]
    outcomes: dict[Task, Any] = {}
    with _two_workers(yard):
        for at_hand in Cluster(yard.address, longest=3.0, player=crowded).play(tasks, stories):
            outcomes.update(at_hand)
    found = {task.seed: outcome.kind for task, outcome in outcomes.items() if isinstance(outcome, FailedRun)}
    assert found == seeds, outcomes
    assert set(outcomes) == set(tasks)


def test_a_worker_with_another_weisim_is_refused(yard: Yard, stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "VERSION", "9.9.9")
    with pytest.raises(InvalidInput) as refused:
        list(Cluster(yard.address).play([Task(0, 0, 1)], stories))
    (fault,) = refused.value.faults
    assert "9.9.9" in str(fault.message)


def test_a_cluster_without_workers_is_given_up(yard: Yard, stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE", 1.0)
    for worker in yard.workers:
        worker.kill()
        worker.wait()
    with pytest.raises(NoWorkers):
        list(Cluster(yard.address).play([Task(0, 0, 1)], stories))


@pytest.mark.parametrize("address", ["", "somewhere", "tcp://", "127.0.0.1", "http://127.0.0.1:1", "a b:80", "h:x"])
def test_what_is_no_address_is_a_fault(stories: Stories, address: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        list(Cluster(address).play([Task(0, 0, 1)], stories))
    assert refused.value.faults[0].key == "cluster"


@pytest.mark.parametrize(
    ("address", "patience"),
    [("127.0.0.1:1", room.ANSWERS_WITHIN), ("tcp://127.0.0.1:99999", 1.0), ("tcp://no-such-host.invalid:8786", 1.0)],
)
def test_nobody_there_is_a_fault_within_seconds(
    stories: Stories, address: str, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ANSWERS_WITHIN", patience)
    begin = time.monotonic()
    with pytest.raises(InvalidInput) as refused:
        list(Cluster(address).play([Task(0, 0, 1)], stories))
    assert refused.value.faults[0].found == address
    assert time.monotonic() - begin < patience + 4


def test_without_dask_it_says_what_to_install(stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InvalidInput) as refused:
        list(Cluster("127.0.0.1:8786").play([Task(0, 0, 1)], stories))
    assert "pip install 'weisim[cluster]'" in str(refused.value.faults[0].advice)


@contextlib.contextmanager
def _two_workers(yard: Yard) -> Iterator[None]:
    """Bring another worker for each that a planted fault takes away."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(0.1):
            yard.workers = [worker for worker in yard.workers if worker.poll() is None]
            while len(yard.workers) < 2:
                yard.workers.append(yard.worker())

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
