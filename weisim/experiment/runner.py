"""Runner: plays the histories of an experiment, keeps each as it ends, and goes on where it was stopped."""

from __future__ import annotations

import contextlib
import os
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from weisim.experiment.engines.cluster import Cluster
from weisim.experiment.engines.engine import LONGEST, AtHand, Engine, Stories, Task, failed
from weisim.experiment.engines.here import Here
from weisim.experiment.engines.processes import Processes
from weisim.experiment.estimate import Estimate, estimate
from weisim.experiment.experiment import Experiment, Keep
from weisim.experiment.playlist import Missing, Playlist
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.results import Results
from weisim.results.rows import Packed, unpacked
from weisim.results.run import FailedRun, Run
from weisim.results.store import Store

if TYPE_CHECKING:
    from weisim.population.population import Population
    from weisim.results.dictionary import Entry
    from weisim.results.inquiry import Inquiry
    from weisim.scenario.scenario import Scenario

Progress = Callable[[int, int], None]
"""Told how many runs are finished and how many were planned."""

MOST_JOBS = 256
FEWEST_FOR_OTHERS = 3
TOO_MANY_FAILED = 0.05
SIGNS_OF_A_KEY = 16


def run_experiment(
    experiment: Experiment,
    seed: int | None = None,
    jobs: int = 1,
    store: Store | str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    keep: Keep | None = None,
    longest: float = LONGEST,
    before: Callable[[Estimate], None] | None = None,
) -> Results:
    """Play every history of an experiment and give the results.

    One history of every scenario in every future comes first, then the next of each, so that what is finished can be
    compared. The results do not depend on where or by how many they are played, on the order of the scenarios, or on
    whether it was stopped half-way: what the store holds is not played again. A run that fails is recorded and the
    others go on.

    Args:
        experiment: the scenarios, the futures, and how many histories of each scenario in each future.
        seed: the number of the first history, which is its seed; by default the one the experiment names.
        jobs: how many processes of this computer play at once; 1 is this process alone.
        store: a file (or an open store) that keeps each run as it ends; without one the runs stay in memory.
        progress: told after every run how many are finished and how many there will be.
        engine: where runs are played, when not in `jobs` processes of this computer.
        keep: whether runs are kept whole or in outline; by default as the experiment says.
        longest: seconds that one run may take by the clock, where other processes play.
        before: told, before anything is played, how much there is to play and about how long that takes.

    Raises:
        InvalidInput: a number that cannot be, more runs than anybody can wait for, or a file that is no store.
        NoWorkers: other processes were asked for and there are none, or none that live.
    """
    experiment = experiment if seed is None else experiment.from_seed(seed)
    if isinstance(jobs, bool) or not isinstance(jobs, int) or not 1 <= jobs <= MOST_JOBS:
        message = Text("must be a whole number from {low} up to and including {high}", low=1, high=MOST_JOBS)
        raise InvalidInput([Fault("", 0, "jobs", str(jobs), message)])
    with _open(store) as kept:
        playlist = Playlist(experiment)
        missing = playlist.without(kept.keys() if kept else ())
        if before is not None and len(missing):
            players = engine.workers() if isinstance(engine, Cluster) else jobs
            before(estimate(experiment, len(playlist) - len(missing), players))
        if engine is None:
            engine = Here() if jobs == 1 or len(missing) < FEWEST_FOR_OTHERS else Processes(jobs, longest)
        return _Playing(playlist, kept, keep or experiment.keep, progress or (lambda done, total: None)).play(
            missing, engine
        )


def too_many_failed(results: Results) -> bool:
    """Whether so many runs failed that no conclusion may be drawn from the others (more than 5 %)."""
    return len(results.failed) > TOO_MANY_FAILED * (len(results.runs) + len(results.failed))


class _Playing:
    """What is done with runs as they come."""

    def __init__(self, playlist: Playlist, store: Store | None, keep: Keep, progress: Progress) -> None:
        self.playlist, self.store, self.keep, self.progress = playlist, store, keep, progress
        scenarios = playlist.experiment.scenarios
        self.titles = {scenario.name: (scenario.title, scenario.title_en or scenario.title) for scenario in scenarios}
        self.inquiry = self._asked()
        self.runs: list[Run] = []
        self.failed: list[FailedRun] = []

    def play(self, missing: Missing, engine: Engine) -> Results:
        """Play what is missing and give all results."""
        experiment, done = self.playlist.experiment, len(self.playlist) - len(missing)
        self.progress(done, len(self.playlist))
        if not len(missing):
            if self.store and self.inquiry:
                self.store.describe(inquiry=self.inquiry)
            return self._results()

        from weisim.indicators.catalogue import DICTIONARY

        if self.store:
            self._describe(self.store, DICTIONARY)
        scenarios = experiment.scenarios
        stories = Stories(scenarios, tuple(_people(scenarios)), experiment.design.futures, self.keep)
        # Closing the engine stops its processes, also when the store refuses a run or somebody presses Ctrl-C.
        with contextlib.closing(engine.play(missing, stories)) as finished:
            for at_hand in finished:
                self._keep(at_hand, stories)
                for _ in at_hand:
                    done += 1
                    self.progress(done, len(self.playlist))
        return self._results()

    def _asked(self) -> Inquiry | None:
        """What is asked; marked where something else is compared than when the first histories were played."""
        asked = self.playlist.experiment.inquiry
        if asked is None or self.store is None or not self.store.keys():
            return asked
        return asked.after(self.store.inquiry)

    def _describe(self, store: Store, dictionary: Sequence[Entry]) -> None:
        """Write down all that a reader of the store needs to know, and what is needed to play its runs again."""
        experiment = self.playlist.experiment
        design = experiment.design if experiment.design.futures else None
        store.describe(dictionary, self.titles, design, self.inquiry)
        for scenario in experiment.scenarios:
            store.keep_story(scenario.name, scenario.digest, *_texts(scenario))

    def _keep(self, at_hand: AtHand, stories: Stories) -> None:
        """Keep what was finished at one moment; when this returns it is on the disk, where there is a store."""
        rows: list[Packed] = []
        failures: list[tuple[FailedRun, str]] = []
        for task, outcome in at_hand:
            if not isinstance(outcome, FailedRun) and not self._is_of(task, outcome):
                outcome = failed(task, stories, "another run came back than the one that was asked for", "unsound")
            if isinstance(outcome, FailedRun):
                failures.append((self._with_command(task, outcome), self.playlist.key(task)))
            else:
                rows.append(outcome)
        if self.store is None:
            self.runs += map(unpacked, rows)
        else:
            self.store.add_packed(*rows)
            for failure, key in failures:
                self.store.add_failed(failure, run_key=key)
        self.failed += [failure for failure, _ in failures]

    def _is_of(self, task: Task, row: Packed) -> bool:
        asked = (self.playlist.name(task), task.future, task.seed, self.playlist.key(task))
        return (row.scenario, row.future, row.seed, row.run_key) == asked

    def _with_command(self, task: Task, failure: FailedRun) -> FailedRun:
        if self.store is None:
            return failure
        command = ["weisim", "rerun", str(self.store.path), self.playlist.key(task)[:SIGNS_OF_A_KEY]]
        return replace(failure, command=shlex.join(command))

    def _results(self) -> Results:
        experiment = self.playlist.experiment
        runs: tuple[Run, ...] = tuple(self.runs)
        dictionary: tuple[Entry, ...] = ()
        if self.store is not None:
            found = self.store.load({self.playlist.key(task) for task in self.playlist}, self.playlist.names)
            runs, dictionary = tuple(run for run in found.runs if self.playlist.holds(run)), found.dictionary
        if not dictionary:
            from weisim.indicators.catalogue import DICTIONARY

            dictionary = DICTIONARY
        return Results(runs, tuple(self.failed), dictionary, self.titles, experiment.design, self.inquiry)


def _people(scenarios: Sequence[Scenario]) -> Iterator[Population]:
    """The people of each scenario; scenarios with the same place share them."""
    from weisim.population.synthesis import synthesise

    made: list[tuple[object, Population]] = []
    for scenario in scenarios:
        people = next((people for place, people in made if place == scenario.place), None)
        if people is None:
            people = synthesise(scenario.place)
            made.append((scenario.place, people))
        yield people


def _texts(scenario: Scenario) -> tuple[str, str]:
    """A scenario and its place as they are written in files."""
    from weisim.scenario.writing import PLACES, write_scenario

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{scenario.name}.toml")
        write_scenario(scenario, path)
        place = path.parent / PLACES / f"{scenario.place.code}.toml"
        return path.read_text(encoding="utf-8"), place.read_text(encoding="utf-8")


@contextlib.contextmanager
def _open(store: Store | str | os.PathLike[str] | None) -> Iterator[Store | None]:
    if store is None or isinstance(store, Store):
        yield store
    else:
        with Store(store) as opened:
            yield opened
