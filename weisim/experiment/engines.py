"""Engines: where runs are played, in this process or in several at once; what comes out is the same."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weisim.results.run import FailedRun, Run

if TYPE_CHECKING:
    from weisim.population.population import Population
    from weisim.scenario.scenario import Scenario

Outcome = Run | FailedRun
"""What comes out of playing one run."""

BATCH_SECONDS = 0.5
LARGEST_BATCH = 16
BATCHES_AHEAD = 2
DEATHS_ALONE = 2
DEATHS_WITHOUT_LIFE = 2
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Task:
    """One run that has to be played: which of the scenarios, and with which seed."""

    scenario: int
    seed: int


@dataclass(frozen=True)
class Stories:
    """What every engine needs to play: the scenarios, and the people of each."""

    scenarios: tuple[Scenario, ...]
    populations: tuple[Population, ...]


_Outcomes = Generator[tuple[Task, Outcome], None, list[Task]]


class NoWorkers(RuntimeError):
    """The computer does not let other processes of ours live, so nothing can be played there."""


def play(tasks: Sequence[Task], stories: Stories, jobs: int = 1) -> Generator[tuple[Task, Outcome], None, None]:
    """Play the tasks and give each outcome as soon as it is there, in whatever order they come.

    With several jobs the first run is still played in this process: it fills the cache of compiled rules, so that no
    worker has to compile, and tells how many runs make a batch of about half a second.

    Args:
        tasks: the runs to play, each once.
        stories: their scenarios and people.
        jobs: how many processes play at once; 1 means this process alone.

    Raises:
        NoWorkers: other processes cannot be started or are killed at once.
    """
    if jobs <= 1 or len(tasks) <= 2:
        yield from here(tasks, stories)
        return
    begin = time.monotonic()
    yield from here(tasks[:1], stories)
    begin, first = time.monotonic(), time.monotonic() - begin
    yield from here(tasks[1:2], stories)
    seconds = min(first, time.monotonic() - begin)
    rest = tasks[2:]
    even = -(-len(rest) // (4 * jobs))
    size = max(1, min(LARGEST_BATCH, even, int(BATCH_SECONDS / max(seconds, 1e-3))))
    batches = [tuple(rest[row : row + size]) for row in range(0, len(rest), size)]
    yield from in_processes(batches, stories, jobs)


def here(tasks: Sequence[Task], stories: Stories) -> Iterator[tuple[Task, Outcome]]:
    """Play the tasks one after the other in this process."""
    for task in tasks:
        yield task, play_one(task, stories)


def play_one(task: Task, stories: Stories) -> Outcome:
    """Play one run; whatever goes wrong inside it becomes a failed run, so that the others go on."""
    from weisim.simulation.simulate import simulate

    try:
        return simulate(stories.scenarios[task.scenario], task.seed, stories.populations[task.scenario])
    except Exception as error:
        return failed(task, stories, f"{type(error).__name__}: {error}")


def failed(task: Task, stories: Stories, message: str) -> FailedRun:
    """The record of a run that could not be finished, with the command that repeats it."""
    name = stories.scenarios[task.scenario].name
    line = " ".join(message.split())[:300]
    return FailedRun(name, task.seed, task.seed, line, -1, f"weisim run {name} --seed {task.seed}")


def in_processes(batches: Sequence[tuple[Task, ...]], stories: Stories, jobs: int) -> Iterator[tuple[Task, Outcome]]:
    """Play batches of tasks in several processes at once.

    A process that dies takes down what the others had in hand as well. All of that is played again, alone; a run that
    kills its process twice is recorded as failed.

    Raises:
        NoWorkers: other processes die at once, whatever they play.
    """
    waiting = deque(batches)
    while waiting:
        suspects = yield from _until_one_dies(waiting, stories, jobs)
        yield from _alone(deque(suspects), stories)


def _until_one_dies(waiting: deque[tuple[Task, ...]], stories: Stories, jobs: int) -> _Outcomes:
    """Play from the queue until it is empty or a process dies; returns the tasks that were in hand then."""
    flying: dict[Future[list[Outcome]], tuple[Task, ...]] = {}
    suspects: list[Task] = []
    whole = True
    with _workers(stories, jobs) as pool:
        while flying or (waiting and whole):
            while waiting and whole and len(flying) < BATCHES_AHEAD * jobs:
                try:
                    flying[_hand_over(pool, waiting[0])] = waiting[0]
                except BrokenProcessPool:
                    whole = False
                else:
                    waiting.popleft()
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                batch = flying.pop(future)
                try:
                    outcomes = future.result()
                except Exception:
                    suspects += batch
                    whole = False
                else:
                    yield from zip(batch, outcomes, strict=True)
    return suspects


def _alone(suspects: deque[Task], stories: Stories) -> Iterator[tuple[Task, Outcome]]:
    """Play tasks one at a time in one process, to find out which of them kills it."""
    deaths = lost = lived = 0
    while suspects:
        with _workers(stories, 1) as pool:
            while suspects:
                try:
                    outcome = _hand_over(pool, (suspects[0],)).result()[0]
                except Exception as error:
                    reason = f"{type(error).__name__}: {error}"
                    deaths += 1
                    break
                deaths, lived = 0, lived + 1
                yield suspects.popleft(), outcome
        if deaths == DEATHS_ALONE:
            task, deaths, lost = suspects.popleft(), 0, lost + 1
            if lost == DEATHS_WITHOUT_LIFE and not lived:
                raise NoWorkers(reason)
            yield task, failed(task, stories, reason)


@contextlib.contextmanager
def _workers(stories: Stories, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Some processes that know the stories; gone when the block ends, and at once when it ends by an exception."""
    # A start method of our own: importing Mesa sets the one of the whole program, and forking is not safe with threads.
    spawn = multiprocessing.get_context("spawn")
    with _environment(dict.fromkeys(ONE_THREAD, "1")):
        pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_begin, initargs=(stories,))
        try:
            yield pool
        except BaseException:
            # The executor offers no way to stop what is running before Python 3.14; a run in hand is thrown away.
            processes = list((pool._processes or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            raise
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables, which new processes inherit, for the length of a block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _hand_over(pool: ProcessPoolExecutor, batch: tuple[Task, ...]) -> Future[list[Outcome]]:
    """Give a batch to the pool; a process started on the way is born deaf to Ctrl-C, which is for its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_play_batch, batch)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_play_batch, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ── in a worker ──────────────────────────────────────────────────────────────────────────────

_stories: Stories | None = None


def _begin(stories: Stories) -> None:
    """Prepare a worker: it keeps the stories, leaves Ctrl-C to its parent and goes when the parent has gone."""
    global _stories
    _stories = stories
    os.environ["NUMBA_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _play_batch(batch: tuple[Task, ...]) -> list[Outcome]:
    assert _stories is not None
    return [play_one(task, _stories) for task in batch]
