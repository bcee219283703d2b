"""Engines: one process or several give the same; what kills a worker does not take the others with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from weisim.experiment import engines
from weisim.experiment.engines import Stories, Task
from weisim.population.population import Population
from weisim.population.synthesis import synthesise
from weisim.results.run import FailedRun, Run
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support


class Deadly:
    """People nobody can look at: the process that tries is gone, as after a lack of memory."""

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__"):
            return super().__getattribute__(name)
        os.kill(os.getpid(), signal.SIGKILL)
        return None


class Poisonous:
    """People who kill a worker while they are handed over, so that none can begin."""

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return _die, (os.getpid(),)


def _die(parent: int) -> None:
    if os.getpid() != parent:
        os._exit(3)


class Broken:
    """People with whom every run goes wrong."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise ZeroDivisionError(f"no {name}")


@pytest.fixture(scope="module")
def brief(steady: Scenario) -> Scenario:
    return Scenario(**{**{name: getattr(steady, name) for name in Scenario.model_fields}, "weeks": 6})


@pytest.fixture(scope="module")
def people(brief: Scenario) -> Population:
    return synthesise(brief.place)


def told(outcomes: Any) -> dict[Task, str]:
    return {task: outcome.digest if isinstance(outcome, Run) else "failed" for task, outcome in outcomes}


def test_several_processes_give_what_one_gives(brief: Scenario, people: Population) -> None:
    stories = Stories((brief, withdraw_support(brief, week=3)), (people, people))
    tasks = [Task(row, seed) for seed in range(1, 7) for row in (0, 1)]
    alone, together = told(engines.play(tasks, stories, 1)), told(engines.play(tasks, stories, 2))
    assert alone == together
    assert set(alone) == set(tasks)
    assert "failed" not in alone.values()


def test_a_run_that_raises_is_recorded_and_the_others_go_on(brief: Scenario, people: Population) -> None:
    stories = Stories((brief, brief), (people, Broken()))  # type: ignore[arg-type]
    outcomes = dict(engines.here([Task(1, 5), Task(0, 5)], stories))
    assert isinstance(outcomes[Task(0, 5)], Run)
    failure = outcomes[Task(1, 5)]
    assert isinstance(failure, FailedRun)
    assert failure.message.startswith("ZeroDivisionError")
    assert failure.command == f"weisim run {brief.name} --seed 5"


def test_a_run_that_kills_its_process_fails_alone(brief: Scenario, people: Population) -> None:
    stories = Stories((brief, brief), (people, Deadly()))  # type: ignore[arg-type]
    batches = [(Task(0, 1), Task(1, 1)), (Task(0, 2),), (Task(0, 3), Task(0, 4))]
    outcomes = dict(engines.in_processes(batches, stories, 1))
    assert {task for task, outcome in outcomes.items() if isinstance(outcome, FailedRun)} == {Task(1, 1)}
    assert len(outcomes) == 5


def test_workers_that_cannot_live_end_in_a_clear_exception(brief: Scenario) -> None:
    stories = Stories((brief,), (Poisonous(),))  # type: ignore[arg-type]
    with pytest.raises(engines.NoWorkers):
        list(engines.in_processes([(Task(0, seed),) for seed in range(4)], stories, 2))


def test_stopping_half_way_leaves_no_process_behind(brief: Scenario, people: Population) -> None:
    stories = Stories((brief,), (people,))
    outcomes = engines.in_processes([(Task(0, seed),) for seed in range(50)], stories, 2)
    next(outcomes)
    assert _workers_of(os.getpid())
    outcomes.close()
    assert _gone(lambda: not _workers_of(os.getpid()))


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path, root: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(root=root), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "playing\n"
    workers = _workers_of(parent.pid)
    assert workers
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _gone(lambda: not any(worker.is_running() for worker in workers))


PARENT = """
from weisim.experiment.engines import Stories, Task, in_processes
from weisim.population.synthesis import synthesise
from weisim.scenario.reading import read_scenario

if __name__ == "__main__":
    scenario = read_scenario("{root}/scenarios/steady-support.toml")
    stories = Stories((scenario,), (synthesise(scenario.place),))
    for _ in in_processes([(Task(0, seed),) for seed in range(1000)], stories, 2):
        print("playing", flush=True)
"""


def _workers_of(parent: int) -> list[psutil.Process]:
    children = psutil.Process(parent).children(recursive=True)
    return [child for child in children if any("spawn_main" in word for word in child.cmdline())]


def _gone(true: Any) -> bool:
    for _ in range(100):
        if true():
            return True
        time.sleep(0.1)
    return False
