"""Make the two thousand histories of one plan, by which the tests see how often nothing is called something.

Run `python -m tests.analysis.make_null` after a change of the model; it takes a few minutes on one core.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

import numpy as np

KEPT = Path(__file__).parent / "null.csv"
PLAN = Path(__file__).parents[2] / "scenarios" / "steady-support.toml"
RUNS = 2000
OUTCOMES = (
    "independent_initiatives",
    "initiatives_alive",
    "ideas_born",
    "participation_rate",
    "cohesion",
    "own_income",
)


def last_week(seeds: range) -> tuple[str, str, list[list[float]]]:
    """Version of the model, digest of the plan, and the six outcomes in the last week of the history of each seed."""
    from weisim.population.synthesis import synthesise
    from weisim.results.provenance import VERSION
    from weisim.scenario.reading import read_scenario
    from weisim.simulation.simulate import simulate

    scenario = read_scenario(PLAN)
    people = synthesise(scenario.place)
    told = []
    for seed in seeds:
        run = simulate(scenario, seed, people)
        told.append([float(run.last[run.names.index(name)]) for name in OUTCOMES])
    return VERSION, scenario.digest, told


@functools.cache
def kept() -> tuple[str, str, np.ndarray]:
    """What was kept: version, digest, and float64[runs, outcomes]."""
    with KEPT.open(encoding="utf-8", newline="") as file:
        version, digest = next(csv.reader(file))
        names = next(csv.reader(file))
        values = np.array([[float(cell) for cell in row] for row in csv.reader(file)])
    assert tuple(names) == OUTCOMES
    return version, digest, values


def main() -> None:
    """Play all histories and keep them."""
    version, digest, told = last_week(range(1, RUNS + 1))
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow((version, digest))
        table.writerow(OUTCOMES)
        table.writerows([[repr(value) for value in row] for row in told])


if __name__ == "__main__":
    main()
