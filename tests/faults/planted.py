"""Planted faults: a way of playing in which the seed says what goes wrong, for real: no product code knows of it."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from typing import Literal

import numpy as np

from weisim.experiment.engines.engine import Stories, Task, play_one
from weisim.results.run import Run

Fault = Literal["raises", "nan", "infinite", "kills", "hangs", "shape"]

EVERY = 1000


def fault_of(seed: int) -> Fault | None:
    """What goes wrong in the run with this seed: of every thousand ten raise, five are unsound, two kill, two hang."""
    place = seed * 617 % EVERY  # spread over the thousand, so that a smaller batch meets some of each
    if place < 10:
        return "raises"
    if place < 13:
        return "nan"
    if place < 14:
        return "infinite"
    if place < 15:
        return "shape"
    if place < 17:
        return "kills"
    return "hangs" if place < 19 else None


def planted(task: Task, stories: Stories) -> Run:
    """Play a run, unless its seed says that something goes wrong."""
    return spoiled(fault_of(task.seed), task, stories)


def crowded(task: Task, stories: Stories) -> Run:
    """The same with more that goes wrong: two runs in a hundred of each kind, for a small batch."""
    kinds: tuple[Fault, ...] = ("raises", "nan", "infinite", "shape", "kills", "hangs")
    place = task.seed % 50
    return spoiled(kinds[place] if place < len(kinds) else None, task, stories)


def every_third_kills(task: Task, stories: Stories) -> Run:
    """Every third run kills its process."""
    return spoiled("kills" if task.seed % 3 == 0 else None, task, stories)


def spoiled(fault: Fault | None, task: Task, stories: Stories) -> Run:
    if fault == "raises":
        raise ArithmeticError(f"planted in {task.seed}")
    if fault == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    while fault == "hangs":
        time.sleep(0.01)
    run = play_one(task, stories)
    if fault in ("nan", "infinite"):
        values = np.array(run.values)
        values[3, run.names.index("participants")] = np.nan if fault == "nan" else np.inf
        return replace(run, values=values)
    return replace(run, values=run.values[:, 1:]) if fault == "shape" else run


class FirstTime:
    """Plays as usual, but the first process that gets this seed does not live; a file remembers that it happened."""

    def __init__(self, seed: int, mark: str) -> None:
        self.seed, self.mark = seed, mark

    def __call__(self, task: Task, stories: Stories) -> Run:
        if task.seed == self.seed and not os.path.exists(self.mark):
            with open(self.mark, "w", encoding="utf-8"):
                pass
            os.kill(os.getpid(), signal.SIGKILL)
        return play_one(task, stories)
