"""Playing: paired histories of Plan van Gool for the tests of the statements, each played once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from tests.living import lived, people_of, story, supported, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, without_help
from weisim.simulation.simulate import simulate

SEEDS = (1, 2, 3, 4, 5, 6)
WEEKS = 209


@functools.cache
def _arm(
    name: str, numbers: tuple[tuple[str, Any], ...], help_factor: tuple[tuple[str, float], ...], control: float | None
) -> Scenario:
    scenario = told(story(name), dict(numbers), weeks=WEEKS)
    for kind, factor in help_factor:
        scenario = without_help(scenario, kind) if factor == 0 else scale_support(scenario, factor, kind)
    return scenario if control is None else supported(scenario, control=control)


def arm(
    name: str = "steady-support",
    numbers: Mapping[str, Any] | None = None,
    control: float | None = None,
    **help_factor: float,
) -> Scenario:
    """A story with other numbers, other control or more or less of some kinds of help (0: none)."""
    return _arm(name, tuple((numbers or {}).items()), tuple(help_factor.items()), control)


@functools.cache
def _run(scenario_key: tuple[Any, ...], seed: int) -> Run:
    scenario = _arm(*scenario_key)
    return simulate(scenario, seed, people_of(scenario))


def runs(
    name: str = "steady-support", numbers: Mapping[str, Any] | None = None, control: float | None = None,
    seeds: tuple[int, ...] = SEEDS, **help_factor: float,
) -> list[Run]:  # fmt: skip
    """Histories of one arm, one a seed."""
    key = (name, tuple((numbers or {}).items()), tuple(help_factor.items()), control)
    return [_run(key, seed) for seed in seeds]


def at(histories: list[Run], indicator: str, week: int = WEEKS - 1) -> np.ndarray:
    """One indicator in one week, a value a history; a mean over nobody counts as nothing."""
    return np.nan_to_num(np.array([run.values[week, run.names.index(indicator)] for run in histories]))


def difference(one: list[Run], two: list[Run], indicator: str, week: int = WEEKS - 1) -> float:
    """The mean paired difference, first arm minus second."""
    return float((at(one, indicator, week) - at(two, indicator, week)).mean())


@functools.cache
def gool(weeks: int, seed: int = 1, name: str = "steady-support") -> Neighbourhood:
    """Plan van Gool after some weeks, to look at and not to alter."""
    return lived(story(name), weeks, seed)
