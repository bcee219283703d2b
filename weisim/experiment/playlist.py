"""Playlist: which runs an experiment consists of, in which order, and which of them are still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from weisim.experiment.engines.engine import Task, in_future
from weisim.experiment.experiment import Experiment
from weisim.results.provenance import run_key
from weisim.results.run import Run
from weisim.results.store import Key


class Playlist:
    """The runs of an experiment: one history of every scenario in every future first, then the next of each.

    Nothing is listed: a million planned runs take no more room than their stories. What tells one story from another,
    its digest, is worked out once.
    """

    def __init__(self, experiment: Experiment) -> None:
        """List an experiment; nothing is worked out yet."""
        self.experiment = experiment
        self.futures = range(1, len(experiment.design.futures) + 1) if experiment.design.futures else range(1)
        self._digests = np.zeros((len(experiment.scenarios), self.futures.stop), "S64")

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.experiment.scenarios) * len(self.futures) * self.experiment.replications

    def __iter__(self) -> Iterator[Task]:
        """Every run, in the order in which they are played."""
        for seed in self.experiment.seeds:
            for future in self.futures:
                for scenario in range(len(self.experiment.scenarios)):
                    yield Task(scenario, future, seed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the scenarios."""
        return tuple(scenario.name for scenario in self.experiment.scenarios)

    def holds(self, run: Run) -> bool:
        """Whether a finished run is one of these."""
        if run.scenario not in self.names or run.future not in self.futures or run.seed not in self.experiment.seeds:
            return False
        return run.provenance.run_key == self.key(Task(self.names.index(run.scenario), run.future, run.seed))

    def name(self, task: Task) -> str:
        """The name of the scenario of a run."""
        return self.experiment.scenarios[task.scenario].name

    def key(self, task: Task) -> str:
        """The run_key of a run."""
        digest: bytes = self._digests[task.scenario, task.future]
        if not digest:
            story = self.experiment.scenarios[task.scenario]
            if task.future:
                story = in_future(story, self.experiment.design.future(task.future))
            digest = story.digest.encode("ascii")
            self._digests[task.scenario, task.future] = digest
        return run_key(digest.decode("ascii"), task.seed)

    def without(self, stored: Collection[Key]) -> Missing:
        """What is missing when a store holds the runs with these keys."""
        return Missing(self, stored)


class Missing:
    """The runs of a playlist that a store does not hold, in the same order."""

    def __init__(self, playlist: Playlist, stored: Collection[Key]) -> None:
        """Count what is missing; nothing is listed."""
        self.playlist, self.stored = playlist, stored
        self._length = sum(1 for _ in self) if stored else len(playlist)

    def __len__(self) -> int:
        """How many runs are missing."""
        return self._length

    def __iter__(self) -> Iterator[Task]:
        """Every missing run, in the order in which they are played."""
        for task in self.playlist:
            key = (self.playlist.name(task), task.future, self.playlist.key(task)) if self.stored else None
            if key not in self.stored:
                yield task
