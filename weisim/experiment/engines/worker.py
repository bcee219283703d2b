"""Worker: another process that plays runs, and the line to it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from weisim.experiment.engines.engine import Outcome, Played, Player, Stories, Task, outcome_of

STARTING = 120.0
"""Seconds that a process may take until it says that it is ready."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Worker:
    """Another process, and the line to it.

    A line of its own for each worker, instead of a queue for all: when a worker is killed in the middle of a word, the
    others and the parent are not left listening to half a message.

    Attributes:
        line: what is said to it and what it says.
        tasks: what it was given and has not answered yet; the first is being played.
        ready: whether it has said that it can begin.
        dead: whether its line has broken.
    """

    def __init__(self, stories: Stories, player: Player) -> None:
        """Prepare the process; `start` starts it."""
        # A start method of our own: importing Mesa sets the one of the program, and forking is not safe with threads.
        spawn = multiprocessing.get_context("spawn")
        self.line, self._theirs = spawn.Pipe()
        self.tasks: deque[Task] = deque()
        self.ready = self.dead = False
        self.seconds = 0.0
        self._process: BaseProcess = spawn.Process(target=_work, args=(self._theirs, stories, player), daemon=True)
        self._since = time.monotonic()

    def start(self) -> None:
        """Start the process; it says so when it is ready; raises OSError when the computer does not let it."""
        with _undisturbed(), _deaf_children(), _environment(dict.fromkeys(ONE_THREAD, "1")):
            self._process.start()
        self._theirs.close()
        self._since = time.monotonic()

    def hand_over(self, task: Task) -> None:
        """Give it a run to play after those it has; when it has died meanwhile, that is noticed at the next hearing."""
        if not self.tasks:
            self._since = time.monotonic()
        self.tasks.append(task)
        with contextlib.suppress(OSError):
            self.line.send(task)

    def hear(self) -> list[Played]:
        """What it has finished; nothing when it only says that it is ready, or has died."""
        heard: list[Played] = []
        try:
            while not heard or self.line.poll():
                outcome: Outcome | None = self.line.recv()
                if outcome is None:
                    self.ready = True
                    break
                heard.append((self.tasks.popleft(), outcome))
        except (EOFError, OSError):
            self.dead = True
        if heard:
            now = time.monotonic()
            self.seconds = (now - self._since) / len(heard)
            self._since = now
        return heard

    def left(self, longest: float) -> float:
        """Seconds that remain for what it is doing, below 0 when it took too long; endless when it does nothing."""
        if self.ready and not self.tasks:
            return float("inf")
        return self._since + (longest if self.ready else STARTING) - time.monotonic()

    def end(self) -> None:
        """Stop the process at once; a run in hand is thrown away."""
        self.line.close()
        self._theirs.close()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and a polite end wait until the block is left: a process that is half started would cry out."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    both = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    before = {each: handler for each, handler in both.items() if callable(handler)}
    for each in before:
        signal.signal(each, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in came[:1]:
            signal.raise_signal(number)


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


# ── in the other process ─────────────────────────────────────────────────────────────────────


def _work(line: Connection, stories: Stories, player: Player) -> None:
    """What a worker does: play what comes, send each outcome, and go when the parent has gone."""
    os.environ["NUMBA_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    import weisim.simulation.simulate  # noqa: F401 - loaded before it is ready, so that no run pays for it

    with contextlib.suppress(EOFError, OSError):
        line.send(None)
        while True:
            task: Task = line.recv()
            line.send(outcome_of(task, stories, player))


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
