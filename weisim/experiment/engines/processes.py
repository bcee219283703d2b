"""Processes: runs are played in several processes of this computer at once."""

from __future__ import annotations

import contextlib
import operator
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait

from weisim.experiment.engines.engine import (
    LONGEST,
    AtHand,
    NoWorkers,
    Played,
    Player,
    Stories,
    Task,
    failed,
    play_one,
)
from weisim.experiment.engines.worker import STARTING, Worker
from weisim.results.run import Failure

AHEAD_SECONDS = 0.5
MOST_AHEAD = 16
MOST_STILLBORN = 3
GLANCE = 1.0

SECOND_TIME: dict[Failure, str] = {
    "lost": "the process that played this run died, and died again when it was played alone",
    "hung": "this run took longer than {longest:g} seconds, also when it was played alone",
}


def can_start() -> bool:
    """Whether this computer lets us start a process that lives long enough to say that it is ready."""
    worker = Worker(Stories((), ()), play_one)
    try:
        worker.start()
        ready = wait([worker.line], STARTING)
        worker.hear()
        return bool(ready) and worker.ready
    except OSError:
        return False
    finally:
        worker.end()


@dataclass(frozen=True)
class Processes:
    """Several processes of this computer at once.

    Each run in hand is known, so that when a process dies the run it was playing is the suspect. Suspects are played
    once more after all others, one at a time; who kills or hangs again is recorded as failed.

    Attributes:
        jobs: how many processes.
        longest: seconds by the clock that one run may take.
        player: what plays one run.
    """

    jobs: int = 2
    longest: float = LONGEST
    player: Player = play_one

    def play(self, tasks: Iterable[Task], stories: Stories) -> Generator[AtHand, None, None]:
        """Play the tasks; the first is played before all others begin, so that only one process compiles the rules.

        Raises:
            NoWorkers: other processes cannot be started, or die before they have begun.
        """
        with contextlib.ExitStack() as closing:
            yield from _Crew(self, stories, tasks, closing).play()


class _Crew:
    """The workers that play together, and what is still to be played."""

    def __init__(
        self, engine: Processes, stories: Stories, tasks: Iterable[Task], closing: contextlib.ExitStack
    ) -> None:
        self.engine, self.stories, self.closing = engine, stories, closing
        self.jobs = max(1, min(engine.jobs, operator.length_hint(tasks, engine.jobs)))
        self.coming: Iterator[Task] = iter(tasks)
        self.again: deque[Task] = deque()
        self.suspects: deque[Task] = deque()
        self.alone: Task | None = None
        self.workers: list[Worker] = []
        self.warm = False
        self.stillborn = 0

    def play(self) -> Iterator[AtHand]:
        while self._hand_out():
            at_hand: list[Played] = []
            lines = [worker.line for worker in self.workers]
            left = min(worker.left(self.engine.longest) for worker in self.workers)
            heard = wait(lines, max(0.0, min(left, GLANCE)))
            for worker in [worker for worker in self.workers if worker.line in heard]:
                at_hand += self._answered(worker)
                if worker.dead:
                    at_hand += self._lost(worker, "lost")
            for worker in list(self.workers):
                if worker.left(self.engine.longest) < 0 and not worker.line.poll():
                    at_hand += self._lost(worker, "hung")
            if at_hand:
                yield tuple(at_hand)

    def _hand_out(self) -> bool:
        """Give every worker enough to do; returns whether anything is still being played."""
        more = self._more()
        busy = sum(1 for worker in self.workers if worker.tasks)
        self._hire(self.jobs if more else max(busy, 1 if self.suspects else 0))
        while self._more():
            able = [worker for worker in self.workers if worker.ready and len(worker.tasks) < self._ahead(worker)]
            if not able or (not self.warm and any(worker.tasks for worker in self.workers)):
                break
            min(able, key=lambda worker: len(worker.tasks)).hand_over(self.again.popleft())
        busy = sum(1 for worker in self.workers if worker.tasks)
        if not busy and not self._more() and self.suspects:
            for worker in self.workers:
                if worker.ready:
                    self.alone = self.suspects.popleft()
                    worker.hand_over(self.alone)
                    break
            return True
        return bool(busy or self._more())

    def _more(self) -> bool:
        """Whether there is a run that nobody was given; it stands at the head of `again` then."""
        if not self.again:
            self.again.extend(task for task in (next(self.coming, None),) if task is not None)
        return bool(self.again)

    def _ahead(self, worker: Worker) -> int:
        """How many runs a worker may hold: as many as it plays in about half a second, so that it never waits."""
        if not worker.seconds:
            return 1
        return max(1, min(MOST_AHEAD, int(AHEAD_SECONDS / worker.seconds)))

    def _hire(self, wanted: int) -> None:
        while len(self.workers) < wanted:
            worker = Worker(self.stories, self.engine.player)
            self.closing.callback(worker.end)
            self.workers.append(worker)
            try:
                worker.start()
            except OSError as error:
                raise NoWorkers from error

    def _answered(self, worker: Worker) -> list[Played]:
        heard = worker.hear()
        self.warm = self.warm or bool(heard)
        if any(task == self.alone for task, _ in heard):
            self.alone = None
        return heard

    def _lost(self, worker: Worker, how: Failure) -> list[Played]:
        """Part with a worker; what it was playing is suspect, and what it had not begun goes to others."""
        worker.end()
        self.workers.remove(worker)
        self.stillborn = 0 if worker.ready else self.stillborn + 1
        if self.stillborn == MOST_STILLBORN:
            raise NoWorkers
        if not worker.tasks:
            return []
        self.warm = True
        suspect, *rest = worker.tasks
        self.again.extendleft(reversed(rest))
        if suspect != self.alone:
            self.suspects.append(suspect)
            return []
        self.alone = None
        message = SECOND_TIME[how].format(longest=self.engine.longest)
        return [(suspect, failed(suspect, self.stories, message, how))]
