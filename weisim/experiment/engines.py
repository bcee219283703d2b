"""Engines: where runs are played, in this process or in several at once; what comes out is the same."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from weisim.results.run import FailedRun, Run

if TYPE_CHECKING:
    from weisim.population.population import Population
    from weisim.scenario.scenario import Scenario

Outcome = Run | FailedRun
"""What comes out of playing one run."""

BATCH_SECONDS = 0.5
LARGEST_BATCH = 16
FEWEST_FOR_OTHERS = 3
MOST_DEATHS = 2
MOST_STILLBORN = 3
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


Batch = tuple[Task, ...]
Played = Generator[tuple[Task, Outcome], None, None]


class NoWorkers(RuntimeError):
    """The computer does not let other processes of ours live, so nothing can be played there."""


def play(tasks: Sequence[Task], stories: Stories, jobs: int = 1) -> Played:
    """Play the tasks and give each outcome as soon as it is there, in whatever order they come.

    With several jobs the first two runs are still played in this process. One fills the cache of compiled rules, so
    that no worker has to compile. The other tells how many runs make a batch of about half a second.

    Args:
        tasks: the runs to play, each once.
        stories: their scenarios and people.
        jobs: how many processes play at once; 1 means this process alone.

    Raises:
        NoWorkers: other processes cannot be started, or die before they have begun.
    """
    if jobs <= 1 or len(tasks) < FEWEST_FOR_OTHERS:
        yield from here(tasks, stories)
        return
    yield from here(tasks[:1], stories)
    begin = time.monotonic()
    yield from here(tasks[1:2], stories)
    seconds = max(time.monotonic() - begin, 1e-3)
    rest = tasks[2:]
    even = -(-len(rest) // (4 * jobs))
    size = max(1, min(LARGEST_BATCH, even, int(BATCH_SECONDS / seconds)))
    yield from in_processes([tuple(rest[row : row + size]) for row in range(0, len(rest), size)], stories, jobs)


def here(tasks: Sequence[Task], stories: Stories) -> Played:
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


def in_processes(batches: Sequence[Batch], stories: Stories, jobs: int) -> Played:
    """Play batches of tasks in several processes at once.

    When a process dies, the run it was playing is the suspect: that one is played once more, alone, and recorded as
    failed when it kills again. What the dead process had not begun is played by others.

    Raises:
        NoWorkers: other processes cannot be started, or die before they have begun.
    """
    waiting = deque(batches)
    workers: list[_Worker] = []
    deaths: Counter[Task] = Counter()
    stillborn = 0
    with contextlib.ExitStack() as closing:
        while waiting or any(worker.batch for worker in workers):
            busy = [worker for worker in workers if worker.batch]
            while len(workers) < min(jobs, len(waiting) + len(busy)):
                workers.append(_Worker(stories))
                closing.callback(workers[-1].end)
            for worker in workers:
                if worker.ready and not worker.batch and waiting:
                    worker.hand_over(waiting.popleft())
            for line in wait([worker.line for worker in workers]):
                worker = next(worker for worker in workers if worker.line is line)
                outcome = worker.hear()
                if outcome is not None:
                    yield outcome
                elif worker.dead:
                    workers.remove(worker)
                    stillborn = 0 if worker.ready else stillborn + 1
                    if stillborn == MOST_STILLBORN:
                        raise NoWorkers
                    if worker.batch:
                        suspect, *rest = worker.batch
                        deaths[suspect] += 1
                        waiting.extendleft(reversed([(task,) for task in rest]))
                        if deaths[suspect] < MOST_DEATHS:
                            waiting.appendleft((suspect,))
                        else:
                            yield suspect, failed(suspect, stories, "the process that played this run died")


class _Worker:
    """Another process, and the line to it.

    A line of its own for each worker, instead of a queue for all: when a worker is killed in the middle of a word, the
    others and the parent are not left listening to half a message.
    """

    def __init__(self, stories: Stories) -> None:
        """Start the process; it says so when it is ready."""
        # A start method of our own: importing Mesa sets the one of the program, and forking is not safe with threads.
        spawn = multiprocessing.get_context("spawn")
        self.line, theirs = spawn.Pipe()
        self.process = spawn.Process(target=_work, args=(theirs, stories), daemon=True)
        self.batch: Batch = ()
        self.ready = self.dead = False
        with _deaf_children(), _environment(dict.fromkeys(ONE_THREAD, "1")):
            self.process.start()
        theirs.close()

    def hand_over(self, batch: Batch) -> None:
        """Give it a batch; when it has died meanwhile, that is noticed at the next hearing."""
        self.batch = batch
        with contextlib.suppress(OSError):
            self.line.send(batch)

    def hear(self) -> tuple[Task, Outcome] | None:
        """The outcome it sends, or nothing when it only says that it is ready or has died."""
        try:
            outcome: Outcome | None = self.line.recv()
        except (EOFError, OSError):
            self.dead = True
            return None
        if outcome is None:
            self.ready = True
            return None
        task, self.batch = self.batch[0], self.batch[1:]
        return task, outcome

    def end(self) -> None:
        """Stop the process at once; a run in hand is thrown away."""
        self.line.close()
        self.process.terminate()
        self.process.join()


@contextlib.contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes started within the block be born deaf to Ctrl-C, which is for their parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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


# ── in a worker ──────────────────────────────────────────────────────────────────────────────


def _work(line: Connection, stories: Stories) -> None:
    """What a worker does: play the batches that come, send each outcome, and go when the parent has gone."""
    os.environ["NUMBA_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        line.send(None)
        while True:
            for task in line.recv():
                line.send(play_one(task, stories))


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
