"""Refresh: write the frozen numbers anew, on purpose.

    python -m tests.golden.refresh

Do this only when the model was meant to change, read the difference line by line, and write in `CHANGELOG.md` under
**Results change** what moved and why. A difference nobody can explain is a fault.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.living import people_of, story
from weisim.results.run import Run
from weisim.simulation.simulate import simulate

FILE = Path(__file__).parent / "golden.toml"
SCENARIOS = ("steady-support", "stop-month-12", "no-support")
SEED = 2013
WEEKS = {"steady-support": 156, "stop-month-12": 156, "no-support": 260}
INDICATORS = (
    "informed_share participants hours_per_week motivation skill trust ideas_born initiatives_alive "
    "independent_organisations order_parameter own_income support_cost"
).split()
HEAD = """\
# Frozen numbers: one history of each of three scenarios, seed 2013, in its last week, and how many events it has.
# They are here to be noticed when they move. Refresh them on purpose only: python -m tests.golden.refresh
"""


def history(name: str) -> Run:
    """The history of one scenario whose numbers are frozen."""
    scenario = story(name).model_copy(update={"weeks": WEEKS[name]})
    return simulate(scenario, SEED, people_of(scenario))


def found(run: Run) -> dict[str, float]:
    """The numbers of one history that are frozen."""
    numbers = {name: float(run.values[-1, run.names.index(name)]) for name in INDICATORS}
    return {**numbers, "events": float(len(run.event_table))}


def frozen() -> dict[str, dict[str, float]]:
    """The numbers as they were frozen, by scenario."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Write the file."""
    parts = [HEAD]
    for name in SCENARIOS:
        parts.append(f'\n["{name}"]\n')
        parts += [f"{indicator} = {value!r}\n" for indicator, value in found(history(name)).items()]
    FILE.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
