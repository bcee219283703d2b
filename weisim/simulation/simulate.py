"""Simulate: one history of a neighbourhood, from a scenario and a seed."""

from __future__ import annotations

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.settling import settle as settle_in
from weisim.population.population import Population
from weisim.population.synthesis import synthesise
from weisim.results.provenance import stamp
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.simulation.accounts import ledger_of
from weisim.simulation.recorder import NAMES, Recorder
from weisim.simulation.schedule import SCHEDULE


def settle(scenario: Scenario, seed: int = 1, population: Population | None = None) -> Neighbourhood:
    """A living neighbourhood on its first morning; `step()` lets a week pass, and Mesa's own tools work on it.

    Args:
        scenario: the story.
        seed: the number that decides all luck, 0 or more.
        population: its residents, when they were synthesised before.
    """
    people = synthesise(scenario.place) if population is None else population
    return settle_in(scenario, people, seed, SCHEDULE)


def simulate(scenario: Scenario, seed: int = 1, population: Population | None = None) -> Run:
    """One history: what happens in the neighbourhood under one scenario, with the luck of one seed.

    The same scenario, seed and version give the same bits. Replication N of any comparison is the run with seed N.

    Args:
        scenario: the story.
        seed: the number that decides all luck, 0 or more.
        population: its residents, when they were synthesised before; the same place always gives the same.
    """
    here = settle(scenario, seed, population)
    recorder = Recorder(scenario.weeks)
    for week in range(scenario.weeks):
        here.step()
        recorder.observe(here, week)
    run = Run.from_arrays(
        scenario=scenario.name,
        replication=seed,
        seed=seed,
        residents=len(here.residents),
        names=NAMES,
        values=recorder.values,
        events=here.chronicle.events(),
        partners=tuple(partner.name for partner in scenario.partners),
        ledger=ledger_of(here, recorder.counted),
        provenance=stamp(scenario.digest, seed, place_code=scenario.place.code, figures_year=scenario.place.year),
    )
    # Mesa would keep every model that ever had agents; a batch of thousands of runs must not.
    here.release()
    return run
