"""Branches: an outcome at each level of help, on the way up, on the way down, and where help stays at that level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.interval import FloatArray
from weisim.language import Text
from weisim.results.results import Results
from weisim.results.run import Run


@dataclass(frozen=True, eq=False)
class Branches:
    """An outcome in the last half of each step, one row a history, one column a level of help from none to full.

    Attributes:
        scenario: the story in which help goes up and comes down.
        steady: the stories in which help stays at each level, in order of level; empty when there are none.
        levels: float64[levels], the levels as shares of full help.
        weeks: how long each level stays.
        future: int64[histories], the future of each.
        up, down: float64[histories, levels].
        steady_up, steady_down: the same in the same weeks where help stays at that level; None without such stories.
    """

    scenario: str
    steady: tuple[str, ...]
    levels: FloatArray
    weeks: int
    future: NDArray[np.int64]
    up: FloatArray
    down: FloatArray
    steady_up: FloatArray | None
    steady_down: FloatArray | None


def branches_of(
    results: Results, indicator: str, scenario: str, steps: int, weeks: int, said: Mapping[str, float]
) -> Branches:
    """The outcome in the last half of each step, in all histories that every story has.

    Args:
        results: the runs.
        indicator: name of the outcome.
        scenario: the story in which help goes up and comes down.
        steps: how many levels there are.
        weeks: how long each level stays.
        said: names of stories in which help stays at one level, with that level, 0-1; other names are passed over.

    Raises:
        ValueError: a history is too short, an outline keeps no week of a step, or levels do not fit the steps.
    """
    levels = np.arange(steps) / (steps - 1)
    steady = _steady(results, levels, said)
    runs = {name: {run.pair: run for run in results.of(name)} for name in (scenario, *steady)}
    pairs = [run.pair for run in results.of(scenario) if all(run.pair in twins for twins in runs.values())]
    if not pairs:
        raise ValueError(Text("No history was played in all of these stories."))
    seen = {
        name: _steps(name, [twins[pair] for pair in pairs], indicator, steps, weeks) for name, twins in runs.items()
    }
    there = np.logical_and.reduce([~np.isnan(table).any(axis=1) for table in seen.values()])
    if not there.any():
        raise ValueError(Text("In no history is there something to measure at every level of help."))
    seen = {name: table[there] for name, table in seen.items()}
    future = np.array([future for future, _ in pairs], dtype=np.int64)[there]
    stairs = seen[scenario]
    up, down = stairs[:, :steps], stairs[:, steps:][:, ::-1]
    if not steady:
        return Branches(scenario, (), levels, weeks, future, up, down, None, None)
    before = np.column_stack([seen[name][:, place] for place, name in enumerate(steady)])
    later = np.column_stack([seen[name][:, 2 * steps - 1 - place] for place, name in enumerate(steady)])
    return Branches(scenario, steady, levels, weeks, future, up, down, before, later)


def _steady(results: Results, levels: FloatArray, said: Mapping[str, float]) -> tuple[str, ...]:
    """The stories in which help stays, one for each level; none when there are none at all."""
    given = {name: level for name, level in said.items() if name in results.scenarios and results.of(name)}
    if not given:
        return ()
    found = []
    for level in levels:
        here = [name for name, value in given.items() if abs(value - level) < 1e-6]
        if not here:
            told = Text("There is no history in which help stays at {level} of full help.", level=f"{level:.3g}")
            raise ValueError(told)
        found.append(here[0])
    return tuple(found)


def _steps(name: str, runs: list[Run], indicator: str, steps: int, weeks: int) -> FloatArray:
    """The mean outcome in the last half of each step: float64[histories, 2 * steps]."""
    table = np.empty((len(runs), 2 * steps))
    for row, run in enumerate(runs):
        if run.weeks < 2 * steps * weeks:
            told = Text("The story “{title}” ends before help has come down again.", title=name)
            raise ValueError(told)
        values, kept = run.values[:, run.names.index(indicator)], run.kept
        for step in range(2 * steps):
            late = (kept >= step * weeks + weeks // 2) & (kept < (step + 1) * weeks)
            if not late.any():
                raise ValueError(Text("These outlines keep no week in the last half of a step."))
            seen = values[late]
            seen = seen[~np.isnan(seen)]
            table[row, step] = seen.mean() if seen.size else np.nan
    return table
