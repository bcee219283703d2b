"""Cluster: runs are played on the computers of a Dask cluster; this one hands out and writes down."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from weisim.experiment.engines.engine import (
    LONGEST,
    AtHand,
    NoWorkers,
    Played,
    Player,
    Stories,
    Task,
    failed,
    outcome_of,
    play_one,
)
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.provenance import RESULTS_SCHEMA, VERSION

ADDRESS = re.compile(r"((tcp|tls|ws|wss|ucx)://)?(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}")
ANSWERS_WITHIN = 8.0
IN_HAND = 3
AHEAD_SECONDS = 0.5
MOST_AHEAD = 16
MOST_DEATHS = 2
MOST_TROUBLE = 5
GLANCE = 0.5
"""Seconds between two looks at who is still there."""
PATIENCE = 60.0
"""Seconds without any worker after which it is given up."""
FAREWELL = 1.0
"""Seconds in which a worker whose run hangs can still say so before it ends itself."""


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask cluster.

    We say which worker plays what, and the scheduler may not move it. So when a worker is gone it is known what it
    had in hand: those runs are played again one by one, and a run that twice takes a worker with it when it is there
    alone is recorded as failed. What Dask itself would blame and repeat does not come into it.

    Attributes:
        address: where the scheduler is, such as `tcp://192.168.1.10:8786`.
        longest: seconds by the clock that one run may take; a worker ends itself when one takes longer.
        player: what plays one run.
    """

    address: str
    longest: float = LONGEST
    player: Player = play_one

    def play(self, tasks: Iterable[Task], stories: Stories) -> Generator[AtHand, None, None]:
        """Play the tasks, whichever workers come and go meanwhile.

        Raises:
            InvalidInput: nobody answers at the address, or a worker there has another weisim.
            NoWorkers: for a minute there was no worker at all.
        """
        with self._client() as client:
            yield from _Tour(self, client, tasks, stories).play()

    def workers(self) -> int:
        """How many workers there are now; raises InvalidInput when nobody answers at the address."""
        with self._client() as client:
            return len(client.nthreads())

    @contextlib.contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            from distributed import Client
        except ImportError:
            says = Text("needs packages that are not installed here")
            raise self._refused(says, Text("Install them with: {command}", command=INSTALL)) from None
        if not ADDRESS.fullmatch(self.address):
            says = Text("is not the address of a scheduler")
            raise self._refused(says, Text("An address looks like {example}.", example="tcp://127.0.0.1:8786"))
        try:
            with _quiet():
                client = Client(self.address, timeout=ANSWERS_WITHIN, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            says, advice = Text("nobody answers there"), Text("Is the scheduler running, and is the port right?")
            raise self._refused(says, advice) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=2)

    def _refused(self, says: Text, advice: Text) -> InvalidInput:
        return InvalidInput([Fault("", 0, "cluster", self.address, says, advice)])

    def other_version(self, there: str) -> InvalidInput:
        """The refusal of a cluster on which a worker has another weisim than this one."""
        says = Text("a worker there has weisim {there}, here it is {here}", there=there or "?", here=VERSION)
        return self._refused(says, Text("Install the same weisim on all of them."))


INSTALL = "pip install 'weisim[cluster]'"


@dataclass(eq=False)
class _Batch:
    """Some runs that one worker was asked to play, and the promise it gave for them."""

    tasks: tuple[Task, ...]
    worker: str
    promise: Any = None
    alone: bool = False


@dataclass(eq=False)
class _Tour:
    """One journey through all tasks on a cluster."""

    engine: Cluster
    client: Any
    coming: Iterable[Task]
    stories: Stories
    again: deque[Task] = field(default_factory=deque)
    suspects: deque[Task] = field(default_factory=deque)
    deaths: Counter[Task] = field(default_factory=Counter)
    trouble: Counter[Task] = field(default_factory=Counter)
    in_hand: list[_Batch] = field(default_factory=list)
    done: queue.SimpleQueue[_Batch] = field(default_factory=queue.SimpleQueue)
    known: set[str] = field(default_factory=set)
    seconds: float = 0.0
    seen: float = field(default_factory=time.monotonic)
    looked: float = -GLANCE
    _shared: Any = None

    def play(self) -> Iterator[AtHand]:
        self.coming = iter(self.coming)
        self._look()
        try:
            while self._hand_out():
                at_hand: list[Played] = []
                for batch in self._finished():
                    at_hand += self._taken(batch)
                for batch in self._orphaned():
                    at_hand += self._lost(batch)
                if at_hand:
                    yield tuple(at_hand)
        finally:
            with contextlib.suppress(Exception):
                self.client.cancel([batch.promise for batch in self.in_hand], force=True)

    def _share(self) -> bool:
        """Lay what every run needs in the memory of every worker; returns whether it is there."""
        if self._shared is None and self.known:
            with contextlib.suppress(OSError, TimeoutError):
                self._shared = self.client.scatter([self.stories], broadcast=True, hash=False, timeout=ANSWERS_WITHIN)[
                    0
                ]
        return self._shared is not None

    def _look(self) -> None:
        """See who is there, now and then; a worker that is new must have our weisim."""
        now = time.monotonic()
        if now - self.looked < GLANCE:
            return
        self.looked, present = now, set[str]()
        with contextlib.suppress(OSError, TimeoutError):
            present = set(self.client.nthreads())
        if new := present - self.known:
            versions = self.client.run(_version, workers=sorted(new), on_error="return")
            for version in versions.values():
                if version != (VERSION, RESULTS_SCHEMA):
                    raise self.engine.other_version(version[0] if isinstance(version, tuple) else "")
            if not self.known & present:
                self._shared = None
        self.known = present
        if present:
            self.seen = now
        elif now - self.seen > PATIENCE:
            raise NoWorkers

    def _hand_out(self) -> bool:
        """Give every worker a few batches; returns whether anything is still being played."""
        for _ in range(IN_HAND if self._share() else 0):
            for worker in sorted(self.known):
                held = [batch for batch in self.in_hand if batch.worker == worker]
                if any(batch.alone for batch in held):
                    continue
                if self.suspects and not held:
                    self._give(worker, (self.suspects.popleft(),), alone=True)
                elif len(held) < IN_HAND and (some := tuple(self._next())):
                    self._give(worker, some)
        return bool(self.in_hand or self.suspects or self._more())

    def _next(self) -> Iterator[Task]:
        size = max(1, min(MOST_AHEAD, int(AHEAD_SECONDS / self.seconds))) if self.seconds else 1
        while size and self._more():
            size -= 1
            yield self.again.popleft()

    def _more(self) -> bool:
        if not self.again:
            self.again.extend(task for task in (next(self.coming, None),) if task is not None)  # type: ignore[call-overload]
        return bool(self.again)

    def _give(self, worker: str, tasks: tuple[Task, ...], *, alone: bool = False) -> None:
        batch = _Batch(tasks, worker, alone=alone)
        batch.promise = self.client.submit(
            _play_batch,
            tasks,
            self._shared,
            self.engine.player,
            self.engine.longest,
            self._topic,
            workers=[worker],
            allow_other_workers=False,
            pure=False,
            retries=0,
        )
        self.in_hand.append(batch)
        batch.promise.add_done_callback(lambda _: self.done.put(batch))

    def _finished(self) -> Iterator[_Batch]:
        """What has been finished, waiting a moment for it."""
        with contextlib.suppress(queue.Empty):
            yield self.done.get(timeout=GLANCE if self.in_hand else GLANCE / 5)
            while True:
                yield self.done.get_nowait()

    def _taken(self, batch: _Batch) -> list[Played]:
        """Fetch what a worker made of a batch; what cannot be fetched is played again."""
        if batch not in self.in_hand:
            return []
        try:
            seconds, played = batch.promise.result(timeout=ANSWERS_WITHIN)
        except Exception as error:
            self.looked = -GLANCE
            self._look()
            died = type(error).__name__ == "KilledWorker" or batch.worker not in self.known
            return self._lost(batch) if died else self._refused(batch, error)
        self.in_hand.remove(batch)
        self.seconds = seconds / len(played)
        return list(played)

    def _refused(self, batch: _Batch, error: Exception) -> list[Played]:
        """Let runs be played again that never began, as when what they need was lost with a worker."""
        self.in_hand.remove(batch)
        self._shared = None
        self.trouble.update(batch.tasks)
        if self.trouble[batch.tasks[0]] < MOST_TROUBLE:
            (self.suspects if batch.alone else self.again).extendleft(reversed(batch.tasks))
            return []
        message = f"the cluster did not play it: {type(error).__name__}: {error}"
        return [(task, failed(task, self.stories, message, "lost")) for task in batch.tasks]

    def _orphaned(self) -> list[_Batch]:
        """The batches of workers that have gone."""
        self._look()
        return [batch for batch in self.in_hand if batch.worker not in self.known]

    def _lost(self, batch: _Batch) -> list[Played]:
        """Let its runs be played one by one; a run that was alone is to blame itself."""
        self.in_hand.remove(batch)
        with contextlib.suppress(Exception):
            self.client.cancel([batch.promise], force=True)
        if not batch.alone:
            # Who it was is not known, unless the worker said so before it ended itself.
            self.deaths.update(task for task in batch.tasks if self._hung(task))
            self.suspects.extend(batch.tasks)
            return []
        (task,) = batch.tasks
        self.deaths[task] += 1
        if self.deaths[task] < MOST_DEATHS:
            self.suspects.append(task)
            return []
        if self._hung(task):
            message = f"this run took longer than {self.engine.longest:g} seconds, also when it was played alone"
            return [(task, failed(task, self.stories, message, "hung"))]
        message = "the worker that played this run died, and died again, when it was played alone"
        return [(task, failed(task, self.stories, message, "lost"))]

    @property
    def _topic(self) -> str:
        """Under which workers say that a run hangs; other experiments have another."""
        return f"weisim-hung-{self.client.id}"

    def _hung(self, task: Task) -> bool:
        """Whether the worker said, before it ended itself, that this run took too long."""
        with contextlib.suppress(Exception):
            told = self.client.get_events(self._topic)
            return any(tuple(said) == (task.scenario, task.future, task.seed) for _, said in told)
        return False


# ── on a worker ──────────────────────────────────────────────────────────────────────────────

_one_at_a_time = threading.Lock()


def _version() -> tuple[str, int]:
    return VERSION, RESULTS_SCHEMA


def _play_batch(
    tasks: tuple[Task, ...], stories: Stories, player: Player, longest: float, topic: str
) -> tuple[float, list[Played]]:
    """Play some runs one after the other, also on a worker with several threads; returns the seconds it took too."""
    import weisim.simulation.simulate  # noqa: F401 - loaded before the clock runs

    played: list[Played] = []
    with _one_at_a_time:
        begin = time.monotonic()
        for task in tasks:
            guard = threading.Timer(longest, _end_worker, (_this_worker(), topic, task))
            guard.daemon = True
            guard.start()
            try:
                played.append((task, outcome_of(task, stories, player)))
            finally:
                guard.cancel()
        return time.monotonic() - begin, played


def _this_worker() -> Any:
    from distributed import get_worker

    return get_worker()


def _end_worker(worker: Any, topic: str, task: Task) -> None:
    """Say which run hangs, and end this process: nothing less stops what is being computed."""
    with contextlib.suppress(Exception):
        worker.log_event(topic, [task.scenario, task.future, task.seed])
    time.sleep(FAREWELL)
    os._exit(1)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the warnings of a connection that fails from the screen; the fault says it."""
    import logging

    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
