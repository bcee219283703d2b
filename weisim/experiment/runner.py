"""Runner: plays the histories of an experiment, keeps each as it ends, and goes on where it was stopped."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from weisim.experiment.engines import Stories, Task, play
from weisim.experiment.experiment import Experiment
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.provenance import run_key
from weisim.results.results import Results
from weisim.results.run import FailedRun
from weisim.results.store import Store

if TYPE_CHECKING:
    from weisim.population.population import Population
    from weisim.scenario.scenario import Scenario

Progress = Callable[[int, int], None]
"""Told how many runs are finished and how many were planned."""

MOST_JOBS = 256
TOO_MANY_FAILED = 0.05


def run_experiment(
    experiment: Experiment,
    seed: int | None = None,
    jobs: int = 1,
    store: Store | str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Results:
    """Play every history of an experiment and give the results.

    One history of every scenario comes first, then the next of every scenario, so that what is finished can be
    compared. The results do not depend on the number of jobs, on the order of the scenarios, or on whether it was
    stopped half-way: what the store holds is not played again. A run that fails is recorded and the others go on.

    Args:
        experiment: the scenarios, and how many histories of each.
        seed: the number of the first history, which is its seed; by default the one the experiment names.
        jobs: how many processes play at once.
        store: a file (or an open store) that keeps each run as it ends; without one the runs stay in memory.
        progress: told after every run how many are finished and how many there will be.

    Raises:
        InvalidInput: a number that cannot be, or a file that cannot be used as a store.
        NoWorkers: several jobs were asked for and other processes cannot be started.
    """
    experiment = experiment if seed is None else experiment.from_seed(seed)
    if isinstance(jobs, bool) or not isinstance(jobs, int) or not 1 <= jobs <= MOST_JOBS:
        message = Text("must be a whole number from {low} up to and including {high}", low=1, high=MOST_JOBS)
        raise InvalidInput([Fault("", 0, "jobs", str(jobs), message)])
    with _open(store) as kept:
        return _run(experiment, jobs, kept, progress or (lambda done, total: None))


def too_many_failed(results: Results) -> bool:
    """Whether so many runs failed that no conclusion may be drawn from the others (more than 5 %)."""
    return len(results.failed) > TOO_MANY_FAILED * (len(results.runs) + len(results.failed))


def _run(experiment: Experiment, jobs: int, store: Store | None, progress: Progress) -> Results:
    scenarios = experiment.scenarios
    planned = [
        (Task(row, seed), run_key(scenarios[row].digest, seed))
        for seed in experiment.seeds
        for row in range(len(scenarios))
    ]
    kept = _kept(scenarios, planned, store)
    there = {(run.scenario, run.provenance.run_key) for run in kept.runs}
    missing = [task for task, key in planned if (scenarios[task.scenario].name, key) not in there]
    titles = {scenario.name: (scenario.title, scenario.title_en or scenario.title) for scenario in scenarios}
    progress(len(kept.runs), len(planned))
    if not missing:
        return Results(kept.runs, (), kept.dictionary, titles)

    from weisim.indicators.catalogue import DICTIONARY

    if store:
        store.describe(DICTIONARY, {**kept.titles, **titles})
    runs, failed = list(kept.runs), []
    stories = Stories(tuple(scenarios), tuple(_people(scenarios)))
    # Closing the engine stops its processes, also when the store refuses a run or somebody presses Ctrl-C.
    with contextlib.closing(play(missing, stories, jobs)) as outcomes:
        for _, outcome in outcomes:
            if isinstance(outcome, FailedRun):
                failed.append(outcome)
                if store:
                    store.add_failed(outcome)
            else:
                runs.append(outcome)
                if store:
                    store.add(outcome)
            progress(len(runs) + len(failed), len(planned))
    return Results(tuple(runs), tuple(failed), DICTIONARY, titles)


def _kept(scenarios: Sequence[Scenario], planned: Sequence[tuple[Task, str]], store: Store | None) -> Results:
    """What the store already holds of the plan, and what it calls things."""
    if store is None:
        return Results(())
    sound = {scenario.name: store.keys(scenario.name) for scenario in scenarios}
    wanted = {(scenarios[task.scenario].name, key) for task, key in planned}
    found = store.load({key for name, key in wanted if key in sound[name]})
    runs = tuple(run for run in found.runs if (run.scenario, run.provenance.run_key) in wanted)
    return Results(runs, (), found.dictionary, found.titles)


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


@contextlib.contextmanager
def _open(store: Store | str | os.PathLike[str] | None) -> Iterator[Store | None]:
    if store is None or isinstance(store, Store):
        yield store
    else:
        with Store(store) as opened:
            yield opened
