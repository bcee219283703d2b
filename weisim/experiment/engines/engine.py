"""Engine: what every way of playing shares: the runs to play, what comes out of each, and how a bad one is told."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from weisim.experiment.experiment import Keep
from weisim.results.rows import Packed, run_row
from weisim.results.run import FailedRun, Failure, Run, UnsoundRun

if TYPE_CHECKING:
    from weisim.population.population import Population
    from weisim.results.design import Future
    from weisim.results.dictionary import Entry
    from weisim.scenario.scenario import Scenario

LONGEST = 300.0
"""Seconds by the clock that one run may take, unless somebody says otherwise."""
REMEMBERED = 16

Outcome = Packed | FailedRun
"""What comes out of playing one run."""


@dataclass(frozen=True)
class Task:
    """One run that has to be played.

    Attributes:
        scenario: which of the scenarios, counted from 0.
        future: number of the future; 0 is the numbers as the scenario has them.
        seed: the number that decides all luck, which is also the number of the replication.
    """

    scenario: int
    future: int
    seed: int


Played = tuple[Task, Outcome]
AtHand = tuple[Played, ...]
"""What was finished at one moment, to be kept together."""


@dataclass(frozen=True, eq=False)
class Stories:
    """What every engine needs to play.

    Attributes:
        scenarios: the scenarios.
        populations: the people of each.
        futures: the futures, by number from 1.
        keep: whether a finished run is kept `whole` or in `outline`.
    """

    scenarios: tuple[Scenario, ...]
    populations: tuple[Population, ...]
    futures: tuple[Future, ...] = ()
    keep: Keep = "whole"
    _made: OrderedDict[tuple[int, int], Scenario] = field(default_factory=OrderedDict, init=False, repr=False)

    def of(self, task: Task) -> Scenario:
        """The story of a run: its scenario, in its future; the last few are remembered."""
        if not task.future:
            return self.scenarios[task.scenario]
        wanted = task.scenario, task.future
        story = self._made.pop(wanted, None)
        if story is None:
            story = in_future(self.scenarios[task.scenario], self.futures[task.future - 1])
        self._made[wanted] = story
        while len(self._made) > REMEMBERED:
            self._made.popitem(last=False)
        return story

    def __reduce__(self) -> tuple[type[Stories], tuple[Any, ...]]:
        """Travel between processes without what can be made again."""
        return type(self), (self.scenarios, self.populations, self.futures, self.keep)


Player = Callable[[Task, Stories], Run]
"""Plays one run, or raises; tests of the engines put one of their own in its place."""


class Engine(Protocol):
    """A place where runs are played."""

    def play(self, tasks: Iterable[Task], stories: Stories) -> Generator[AtHand, None, None]:
        """Play every task once and give what is finished as soon as it is there, in whatever order it comes.

        Tasks are taken as they are needed. Closing the generator stops everything that is still being played.
        """


class NoWorkers(RuntimeError):
    """There are no other processes, or none that live long enough, so nothing can be played there."""


def in_future(scenario: Scenario, future: Future) -> Scenario:
    """The same scenario as it would go in one future; raises InvalidInput for a number that cannot be."""
    return scenario.model_copy(update={"parameters": scenario.parameters.with_values(future.values)})


def play_one(task: Task, stories: Stories) -> Run:
    """Play one run; raises whatever goes wrong inside it."""
    from weisim.simulation.simulate import simulate

    run = simulate(stories.of(task), task.seed, stories.populations[task.scenario])
    return replace(run, future=task.future) if task.future else run


def outcome_of(task: Task, stories: Stories, player: Player = play_one) -> Outcome:
    """Play one run, look whether it is sound and pack it; what goes wrong becomes a failed run and hurts no other."""
    from weisim.indicators.catalogue import DICTIONARY
    from weisim.simulation.simulate import BrokenOff

    try:
        run = player(task, stories)
        check_sound(run, DICTIONARY)
        return run_row(run.outlined() if stories.keep == "outline" else run)
    except UnsoundRun as error:
        return failed(task, stories, str(error), "unsound", error.week)
    except BrokenOff as error:
        return failed(task, stories, _told(error.__cause__ or error), "raised", error.week)
    except Exception as error:
        return failed(task, stories, _told(error), "raised")


def check_sound(run: Run, dictionary: Sequence[Entry]) -> None:
    """Raise UnsoundRun, naming indicator and week, for a run that no conclusion may be drawn from.

    A mean over nobody is missing and rightly so; anything else that is not a number is a fault of the model.
    """
    if run.names != tuple(entry.name for entry in dictionary):
        raise UnsoundRun("its indicators are not those of the dictionary")
    always = [column for column, entry in enumerate(dictionary) if not entry.may_be_missing]
    wrong = np.argwhere(~np.isfinite(run.values[:, always]))
    if wrong.size:
        row, column = wrong[0]
        week = int(run.kept[row])
        raise UnsoundRun(f"{run.names[always[column]]} is not a number in week {week}", week)


def failed(task: Task, stories: Stories, message: str, kind: Failure = "raised", week: int = -1) -> FailedRun:
    """The record of a run that could not be finished, with the command that repeats it where there is one."""
    name = stories.scenarios[task.scenario].name
    line = " ".join(message.split())[:300]
    command = "" if task.future else f"weisim run {name} --seed {task.seed}"
    return FailedRun(name, task.seed, task.seed, line, week, command, task.future, kind)


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
