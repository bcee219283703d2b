"""Settling: people move into their homes, get their traits and know each other, before the story starts."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from weisim.neighbourhood.acquainting import acquaint, homes_of
from weisim.neighbourhood.model import Given, Neighbourhood, Process
from weisim.neighbourhood.shapes import VALUES, normal_values
from weisim.neighbourhood.streams import Chance, draw, number_of
from weisim.neighbourhood.traits import bring_along, numbers_of, shapes_of
from weisim.parameters.settling import Settling
from weisim.population.population import Population
from weisim.scenario.scenario import Scenario
from weisim.terms import Form, Interest, Opportunity, Phase, Problem, Tenure

AFTER_LAST_PHASE = int(Phase.AUTONOMOUS) + 1
TRAITS_OF_A_HOME = ("age_group", "education", "work", "income_class", "poor")


def settle(scenario: Scenario, population: Population, seed: int, processes: Sequence[Process]) -> Neighbourhood:
    """A neighbourhood on the morning of the first day.

    All luck of settling belongs to the seed alone, so every scenario of a comparison starts with the same people and
    ties.

    Args:
        scenario: the story.
        population: the residents and households of its place.
        seed: the number that decides all luck.
        processes: what happens in a week, in order.
    """
    p, chance = scenario.parameters, Chance(seed)
    here = Neighbourhood(
        seed, population.residents, len(scenario.partners), len(scenario.support.interventions), processes
    )
    who = here.residents
    for name in (*TRAITS_OF_A_HOME, "tenure", "household", "children"):
        getattr(who, name)[:] = getattr(population, name)
    homes = homes_of(population.household)
    ties, sociable = acquaint(who.household, who.education, who.age_group, homes, p.settling, chance)
    unseen = _unseen(scenario, chance)
    offers = np.array([scenario.offers[opportunity] for opportunity in Opportunity])
    problems = np.array([1.0 if problem in scenario.problems else 0.0 for problem in Problem])
    everyone = np.arange(len(who))
    shapes = _shapes(p.settling)
    bring_along(who, everyone, ties, shapes, numbers_of(p, p.settling.trust, 0.0), offers, problems, unseen, chance)
    mean_attraction = float(np.mean(who.attraction))
    who.attraction -= mean_attraction
    _fill_partners(here, scenario)
    _fill_surroundings(here, scenario, problems)
    given = Given(
        parameters=p,
        plan=scenario.plan_table(),
        announced=scenario.support.announced,
        control=scenario.support.control,
        weeks=scenario.weeks,
        offers=offers,
        problems=problems,
        agenda=np.array([scenario.agenda[problem] for problem in Problem]),
        partners=len(scenario.partners),
        events=scenario.event_rows(),
        shapes=shapes,
        newcomers=numbers_of(p, p.settling.newcomer_trust, mean_attraction),
        unseen=unseen,
        unseen_of_newcomers=unseen * np.array([1.0, 1.0, 0.0]),
        traits_of_homes=np.stack([getattr(who, name) for name in TRAITS_OF_A_HOME], axis=1),
        alike=np.argsort(who.tenure, kind="stable"),
        alike_start=np.searchsorted(np.sort(who.tenure), np.arange(len(Tenure) + 1)).astype(np.int64),
        homes=homes,
        sociable=sociable,
    )
    here.settle_in(given, ties)
    return here


@functools.lru_cache(maxsize=16)
def _shapes(s: Settling) -> np.ndarray:
    return shapes_of(s)


def _unseen(scenario: Scenario, chance: Chance) -> np.ndarray:
    """What the figures do not show: a deviation in disposition, skill and trust, the same for all who live here."""
    s, key = scenario.parameters.settling, chance.key("settling.unseen")
    z = np.array([normal_values()[int(draw(key, number) * VALUES)] for number in range(3)])
    return s.unseen * z * np.array([s.unseen_motivation, s.unseen_skill, s.unseen_trust])


def _fill_partners(here: Neighbourhood, scenario: Scenario) -> None:
    for row, partner in enumerate(scenario.partners):
        here.partners.kind[row] = int(partner.kind)
        here.partners.key[row] = number_of(partner.name)
        here.partners.capacity_hours[row] = partner.capacity_hours
        here.partners.capacity_euros[row] = partner.capacity_euros
        here.partners.rooms[row] = partner.rooms
        cares = partner.profile()
        here.partners.interests[row] = [cares.get(interest, 0.0) for interest in Interest]
        here.partners.forms[row] = [form in partner.forms for form in Form]
        here.partners.from_phase[row] = int(partner.from_phase)
        here.partners.until_phase[row] = int(partner.until_phase or AFTER_LAST_PHASE)
        here.partners.openness[row] = partner.openness
        here.partners.letting_go[row] = partner.letting_go
        here.partners.trust[row] = partner.trust


def _fill_surroundings(here: Neighbourhood, scenario: Scenario, problems: np.ndarray) -> None:
    p, around = scenario.parameters, here.surroundings
    around.problem_level[0] = around.problem_base[0] = p.choosing.level * problems
    around.agenda[0] = around.agenda_of_residents[0] = problems / max(1.0, float(problems.sum()))
    around.cohesion[0] = p.bonding.cohesion_start
    around.knowledge_pool[0] = p.sharing.library
