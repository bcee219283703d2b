"""Progress: how far it is and how long it still takes; a bar on a terminal, lines everywhere else."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Protocol

import click

from weisim.language import Text

QUIET_SECONDS = 1.0
LINES = 10
FEWEST_TO_ESTIMATE = 3


class Meter(Protocol):
    """What is told how many runs are finished and how many were planned."""

    def __call__(self, done: int, total: int) -> None:
        """Take note of it, and show it when it is time to."""


class Pace:
    """How fast it goes, and so how long it still takes.

    What was kept from an earlier time does not count, nor does the first run of this time: it may have to compile.
    """

    def __init__(self) -> None:
        """Begin to count at the first report."""
        self.begin = time.monotonic()
        self.kept: int | None = None
        self.counted_from: tuple[int, float] | None = None

    def seconds_left(self, done: int, total: int) -> float | None:
        """An estimate of the seconds left; None while it is too early to say."""
        if self.kept is None:
            self.begin, self.kept = time.monotonic(), done
        if self.counted_from is None:
            if done > self.kept:
                self.counted_from = done, time.monotonic()
            return None
        first, since = self.counted_from
        if done - first < FEWEST_TO_ESTIMATE or done >= total:
            return None
        return (time.monotonic() - since) / (done - first) * (total - done)


@contextlib.contextmanager
def meter() -> Iterator[Meter]:
    """Show progress on the error channel within a block, so that results can go through a pipe."""
    if sys.stderr.isatty():
        with _bar() as bar:
            yield bar
    else:
        yield _lines()


def time_left(seconds: float) -> Text:
    """How long it still takes, as precisely as anyone needs to know it."""
    if seconds < 1:
        return Text("almost done")
    if seconds < 90:
        return Text("{seconds} s to go", seconds=round(seconds))
    if seconds < 5400:
        return Text("{minutes} min to go", minutes=round(seconds / 60))
    return Text("{hours} h to go", hours=round(seconds / 3600))


def duration(seconds: float) -> Text:
    """How long something takes, as precisely as anyone can know it beforehand."""
    if seconds < 90:
        return Text("{seconds} seconds", seconds=max(round(seconds), 1))
    if seconds < 5400:
        return Text("{minutes} minutes", minutes=round(seconds / 60))
    return Text("{hours} hours", hours=round(seconds / 3600))


def _lines() -> Meter:
    pace, shown = Pace(), [-1]

    def show(done: int, total: int) -> None:
        left = pace.seconds_left(done, total)
        step = done * LINES // max(total, 1)
        if step > shown[0] and 0 < done < total and time.monotonic() - pace.begin > QUIET_SECONDS:
            shown[0] = step
            click.echo(f"{done}/{total}" + (f"  {time_left(left)}" if left is not None else ""), err=True)

    return show


@contextlib.contextmanager
def _bar() -> Iterator[Meter]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    pace = Pace()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, start=False, visible=False)

        def show(done: int, total: int) -> None:
            left = pace.seconds_left(done, total)
            late = time.monotonic() - pace.begin > QUIET_SECONDS
            says = f"{time_left(left) if left is not None else ''}   {_keeps()}"
            bar.update(task, completed=done, total=total, description=says, visible=late or None)

        yield show


def _keeps() -> Text:
    return Text("(Ctrl+C keeps what is finished)")
