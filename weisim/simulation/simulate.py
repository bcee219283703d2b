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


class BrokenOff(RuntimeError):
    """A history that could not go on; what went wrong is its cause.

    Attributes:
        week: the week in which it happened.
    """

    def __init__(self, week: int, cause: BaseException | None = None) -> None:
        """Keep the week and tell what went wrong in it."""
        super().__init__(f"in week {week}: {type(cause).__name__}: {cause}")
        self.week = week


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
    Raises BrokenOff, with the week, when something goes wrong on the way.

    Args:
        scenario: the story.
        seed: the number that decides all luck, 0 or more.
        population: its residents, when they were synthesised before; the same place always gives the same.
    """
    here = settle(scenario, seed, population)
    try:
        return _lived(here, scenario, seed)
    finally:
        # Mesa would keep every model that ever had agents; a batch of thousands of runs must not.
        here.release()


def _lived(here: Neighbourhood, scenario: Scenario, seed: int) -> Run:
    """Let all weeks pass in a neighbourhood, and what was seen of them."""
    recorder = Recorder(scenario.weeks)
    for week in range(scenario.weeks):
        try:
            here.step()
            recorder.observe(here, week)
        except Exception as error:
            raise BrokenOff(week, error) from error
    return Run.from_arrays(
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
