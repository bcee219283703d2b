"""Arms: the six plans and the variations that the patterns need, and how they are played."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment
from weisim.results.results import Results
from weisim.scenario.finding import find_scenario
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, withdraw_support, without_help
from weisim.support.plan import SupportPlan
from weisim.terms import Help, Problem

STEADY, FADE, NONE = "steady-support", "fade-year-3", "no-support"
PLANS = (STEADY, "stop-month-6", "stop-month-12", "stop-month-24", FADE, NONE)
FULL_WEEKS_OF_THE_FADE = 130
ALL_COACHING = (Help.COACHING, Help.MANAGER_COACHING)


def plan(name: str) -> Scenario:
    """One of the six plans, as it stands in the repository."""
    return read_scenario(find_scenario(name))


def changed(scenario: Scenario, name: str, values: Mapping[str, Any]) -> Scenario:
    """The same story with other numbers and a name of its own.

    Raises:
        InvalidInput: a number that does not exist or leaves its range.
    """
    return remade(scenario, name, parameters=scenario.parameters.with_values(values))


def remade(scenario: Scenario, name: str, **fields: Any) -> Scenario:
    """The same story with some parts replaced, checked anew."""
    kept = {field: getattr(scenario, field) for field in type(scenario).model_fields}
    return Scenario(**{**kept, **fields, "name": name})


def with_agenda(scenario: Scenario, name: str, agenda: Mapping[Problem, float]) -> Scenario:
    """The same story in which those who decide from above would have this agenda."""
    support = scenario.support
    kept = {field: getattr(support, field) for field in type(support).model_fields}
    return remade(scenario, name, support=SupportPlan(**{**kept, "agenda": dict(agenda)}))


def coached(scenario: Scenario, name: str, factor: float) -> Scenario:
    """The same story with more or less coaching, that of the process manager included."""
    if factor == 0:
        return without_help(scenario, *ALL_COACHING, name=name)
    for kind in ALL_COACHING:
        scenario = scale_support(scenario, factor, kind, name=name)
    return scenario


def arms() -> tuple[Scenario, ...]:
    """The six plans and every variation of the pattern check."""
    steady = plan(STEADY)
    return (
        *(plan(name) for name in PLANS),
        withdraw_support(steady, week=FULL_WEEKS_OF_THE_FADE, name="stop-week-130"),
        withdraw_support(steady, month=24, announced=False, name="stop-month-24-unannounced"),
        coached(steady, "coaching-none", 0.0),
        coached(steady, "coaching-half", 0.5),
        coached(steady, "coaching-double", 2.0),
        without_help(steady, Help.TRAINING, name="training-none"),
        changed(steady, "mobility-.15", {"leaving.mobility": 0.15}),
    )


def play(scenarios: Sequence[Scenario], runs: int, jobs: int) -> Results:
    """Play every scenario with the seeds 1 to `runs`, telling on the way how far it is."""
    return run_experiment(Experiment(scenarios, runs), seed=1, jobs=jobs, progress=told)


def in_jobs(what: Callable[..., Any], calls: Sequence[tuple[Any, ...]], jobs: int) -> list[Any]:
    """What a function gives for each of these calls, in their order, worked out in several processes."""
    if jobs == 1:
        return [what(*call) for call in calls]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(what, *zip(*calls, strict=True)))


def told(done: int, planned: int) -> None:
    """Say how many histories are played, on the line for progress."""
    if sys.stderr.isatty():
        print(f"\r{done} / {planned} ", end="" if done < planned else "\n", file=sys.stderr, flush=True)
