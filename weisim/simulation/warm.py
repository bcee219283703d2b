"""Warm: compile every rule of the model once, so that the first history does not have to wait for it."""

from __future__ import annotations

from weisim.scenario.finding import find_scenario
from weisim.scenario.reading import read_scenario
from weisim.simulation.simulate import simulate

WEEKS = 60


def compile_rules() -> None:
    """Let a year pass in the packaged neighbourhood; what the rules compile to is kept for later runs."""
    scenario = read_scenario(find_scenario("steady-support"))
    simulate(scenario.model_copy(update={"weeks": WEEKS}), seed=1)


if __name__ == "__main__":
    compile_rules()
