"""Engines: here or in several processes, the same comes out; what kills a worker does not take the others with it."""

from __future__ import annotations

import _thread
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.faults.planted import FirstTime, crowded, every_third_kills
from tests.living import people_of, street
from weisim.experiment.engines.engine import (
    REMEMBERED,
    Engine,
    NoWorkers,
    Outcome,
    Stories,
    Task,
    in_future,
    play_one,
)
from weisim.experiment.engines.here import Here
from weisim.experiment.engines.processes import Processes
from weisim.experiment.engines.worker import Worker
from weisim.results.design import Future
from weisim.results.rows import unpacked
from weisim.results.run import FailedRun
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support
from weisim.simulation import simulate as room

FUTURES = (Future(1, {"joining.base": -2.5}), Future(2, {"joining.base": -1.5}))


class Poisonous:
    """People who kill a worker while they are handed over, so that none can begin."""

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return _die, (os.getpid(),)


def _die(parent: int) -> None:
    if os.getpid() != parent:
        os._exit(3)


@pytest.fixture(scope="module")
def brief() -> Scenario:
    return street(60).model_copy(update={"weeks": 6})


@pytest.fixture(scope="module")
def stories(brief: Scenario) -> Stories:
    people = people_of(brief)
    return Stories((brief, withdraw_support(brief, week=3)), (people, people), FUTURES)


def played(engine: Engine, tasks: Any, stories: Stories) -> dict[Task, Outcome]:
    outcomes = [played for at_hand in engine.play(tasks, stories) for played in at_hand]
    assert len({task for task, _ in outcomes}) == len(outcomes), "a run was played twice"
    return dict(outcomes)


def told(outcomes: dict[Task, Outcome]) -> dict[Task, str]:
    return {
        task: outcome.kind if isinstance(outcome, FailedRun) else outcome.digest for task, outcome in outcomes.items()
    }


def test_several_processes_give_what_one_gives(stories: Stories) -> None:
    tasks = [Task(row, future, seed) for seed in range(1, 7) for future in (0, 1, 2) for row in (0, 1)]
    alone, together = told(played(Here(), tasks, stories)), told(played(Processes(2), tasks, stories))
    assert alone == together
    assert set(alone) == set(tasks)
    assert len(set(alone.values())) == len(tasks)


def test_a_future_is_the_scenario_with_other_numbers(stories: Stories) -> None:
    task = Task(0, 1, 4)
    (outcome,) = played(Here(), [task], stories).values()
    assert not isinstance(outcome, FailedRun)
    run = unpacked(outcome)
    assert run.pair == (1, 4)
    same = in_future(stories.scenarios[0], FUTURES[0])
    assert same.parameters.joining.base == -2.5
    assert run.provenance.scenario_digest == same.digest != stories.scenarios[0].digest
    assert (run.values == room.simulate(same, 4, stories.populations[0]).values).all(where=run.values == run.values)


def test_only_the_last_stories_are_remembered(brief: Scenario) -> None:
    futures = tuple(Future(number, {"joining.base": -1.5 - number / 50}) for number in range(1, 3 * REMEMBERED))
    stories = Stories((brief,), (people_of(brief),), futures)
    for future in futures:
        stories.of(Task(0, future.number, 1))
    assert len(stories._made) == REMEMBERED
    assert stories.of(Task(0, 5, 1)) is stories.of(Task(0, 5, 2))


def test_an_outline_is_packed_where_it_is_asked_for(stories: Stories) -> None:
    outlined = Stories(stories.scenarios, stories.populations, stories.futures, "outline")
    whole, outline = (played(Here(), [Task(0, 0, 1)], told)[Task(0, 0, 1)] for told in (stories, outlined))
    assert not isinstance(whole, FailedRun)
    assert not isinstance(outline, FailedRun)
    assert (whole.outline, whole.digest) == ("", outline.digest)
    assert outline.outline
    assert len(outline.series) < len(whole.series)


def test_what_goes_wrong_is_told_with_its_week(stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    def falter(self: Any, here: Any, week: int) -> None:
        if week == 4:
            raise ZeroDivisionError("nobody left")

    monkeypatch.setattr(room.Recorder, "observe", falter)
    (failure,) = played(Here(), [Task(0, 0, 5)], stories).values()
    name = stories.scenarios[0].name
    message = "ZeroDivisionError: nobody left"
    assert failure == FailedRun(name, 5, 5, message, 4, f"weisim run {name} --seed 5", 0, "raised")


@pytest.mark.parametrize(
    ("seed", "kind", "message", "week"),
    [
        (0, "raised", "ArithmeticError: planted in 0", -1),
        (1, "unsound", "participants is not a number in week 3", 3),
        (2, "unsound", "participants is infinite in week 3", 3),
        (3, "unsound", "values must be weeks x", -1),
    ],
)
def test_what_no_conclusion_may_be_drawn_from_is_named(
    stories: Stories, seed: int, kind: str, message: str, week: int
) -> None:
    outcomes = played(Here(crowded), [Task(1, 2, seed), Task(1, 2, 7)], stories)
    failure = outcomes[Task(1, 2, seed)]
    assert isinstance(failure, FailedRun)
    assert failure.message.startswith(message)
    assert (failure.kind, failure.week, failure.future, failure.seed) == (kind, week, 2, seed)
    assert not isinstance(outcomes[Task(1, 2, 7)], FailedRun)


def test_a_run_that_kills_its_process_fails_alone(stories: Stories) -> None:
    tasks = [Task(0, 0, seed) for seed in range(1, 8)]
    outcomes = told(played(Processes(2, player=every_third_kills), tasks, stories))
    assert {task.seed for task, outcome in outcomes.items() if outcome == "lost"} == {3, 6}
    assert len(outcomes) == 7


def test_a_run_whose_process_died_by_chance_is_played_again(stories: Stories, tmp_path: Path) -> None:
    mark = tmp_path / "died"
    tasks = [Task(0, 0, seed) for seed in range(1, 6)]
    outcomes = told(played(Processes(2, player=FirstTime(2, str(mark))), tasks, stories))
    assert mark.exists()
    assert outcomes == told(played(Here(), tasks, stories))


def test_a_run_that_never_ends_is_ended(stories: Stories) -> None:
    begin = time.monotonic()
    outcomes = told(played(Processes(2, 2.0, crowded), [Task(0, 0, seed) for seed in (5, 10, 11, 12)], stories))
    assert outcomes.pop(Task(0, 0, 5)) == "hung"
    assert "hung" not in outcomes.values()
    assert time.monotonic() - begin < 60


def test_workers_that_cannot_live_end_in_a_clear_exception(brief: Scenario) -> None:
    stories = Stories((brief,), (Poisonous(),))  # type: ignore[arg-type]
    with pytest.raises(NoWorkers):
        list(Processes(2).play([Task(0, 0, seed) for seed in range(4)], stories))


def test_runs_are_taken_as_they_are_needed(stories: Stories) -> None:
    taken = []

    def tasks() -> Any:
        for seed in range(10**6):
            taken.append(seed)
            yield Task(0, 0, seed)

    outcomes = Processes(2).play(tasks(), stories)
    for _ in range(5):
        next(outcomes)
    outcomes.close()
    assert len(taken) < 200


def test_stopping_half_way_leaves_no_process_behind(stories: Stories) -> None:
    outcomes = Processes(2).play([Task(0, 0, seed) for seed in range(50)], stories)
    next(outcomes)
    assert workers_of(os.getpid())
    outcomes.close()
    assert not workers_of(os.getpid())


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path, root: Path) -> None:
    """Also in the middle of a run, when they do not listen to anybody."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "playing\n"
    time.sleep(0.5)
    workers = workers_of(parent.pid)
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(workers, timeout=10)
    for worker in alive:
        worker.kill()
    assert not alive


PARENT = """
from tests.faults.planted import crowded
from tests.living import people_of, street
from weisim.experiment.engines.engine import Stories, Task
from weisim.experiment.engines.processes import Processes

if __name__ == "__main__":
    brief = street(60).model_copy(update={"weeks": 6})
    stories = Stories((brief,), (people_of(brief),))
    for _ in Processes(2, player=crowded).play([Task(0, 0, seed) for seed in (10, 5, 55, 105)], stories):
        print("playing", flush=True)
"""


def workers_of(parent: int) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(parent).children(recursive=True):
        try:
            if any("spawn_main" in word for word in child.cmdline()):
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def test_the_usual_player_gives_what_simulate_gives(stories: Stories) -> None:
    run = play_one(Task(0, 0, 3), stories)
    assert run.digest == room.simulate(stories.scenarios[0], 3, stories.populations[0]).digest


def test_ctrl_c_while_a_worker_starts_waits_until_it_has_started(
    stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the half of a process that is there complains on the screen that it never heard what to do."""
    started: list[bool] = []
    worker = Worker(stories, play_one)

    def start() -> None:
        _thread.interrupt_main()  # as when another thread of this process hears it
        started.append(True)

    monkeypatch.setattr(worker._process, "start", start)
    with pytest.raises(KeyboardInterrupt):
        worker.start()
    assert started
    worker.end()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
