"""Watching: what the indicators do not tell, seen by going through a history week by week."""

from __future__ import annotations

import functools

import numpy as np

from experiments.arms import FADE, STEADY, plan
from weisim.neighbourhood import settling
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.state import Roster
from weisim.population.population import Population
from weisim.population.synthesis import synthesise
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import without_help
from weisim.simulation.schedule import SCHEDULE
from weisim.simulation.simulate import settle
from weisim.terms import Education, Flow, Help, Stage
from weisim.weeks import WEEKS_PER_YEAR

WEEK, IDLE_WEEKS = 104, 48  # two years; eleven months
ESTABLISHED = 2 * WEEKS_PER_YEAR
EARNED = [int(flow) for flow in (Flow.SALES, Flow.SALES_OUTSIDE, Flow.RENT, Flow.ORDERS)]
GIVEN = [int(flow) for flow in (Flow.GRANTS, Flow.DEAL_MONEY, Flow.FUND)]


@functools.cache
def _place() -> tuple[Scenario, Population]:
    scenario = plan(FADE)
    return scenario, synthesise(scenario.place)


def look_around(seed: int) -> dict[str, float]:
    """One history of the fade: who takes part after two years, and what is left of skill eleven months later.

    Gives the odds ratio of taking part, high against low education (half a person added to each cell); the share of
    hours of the busiest third; the median team; the share of the learned that is left in those who stayed idle.
    """
    scenario, population = _place()
    here = settle(scenario, seed, population)
    for _ in range(WEEK):
        here.step()
    found = {**_odds(here.residents), **_hours(here), "skill_left": _skill_left(here)}
    here.release()
    return found


def follow_money(seed: int, scenario: Scenario | None = None) -> dict[str, float]:
    """One history, the fade unless said otherwise: what groups and enterprises earn, and what ended groups leave.

    Gives formed groups that ended and those of them whose activity went on beyond that week; of formed groups a year
    old or more in the last year the share that earned anything and the share that earned more than it was given; and of
    enterprises that are at least two years one what they took in that year, in the middle, and the share given of it.
    """
    scenario = scenario or plan(FADE)
    here = settle(scenario, seed, _place()[1])
    formed: set[int] = set()
    ended: set[int] = set()
    left = 0
    year = []
    while here.week < scenario.weeks:
        here.step()
        g = here.initiatives
        past_the_idea = (g.stage >= int(Stage.RESIDENT_INITIATIVE)) & (g.stage < int(Stage.ENDED))
        formed.update(np.flatnonzero(past_the_idea).tolist())
        ends = (set(np.flatnonzero(g.stage == int(Stage.ENDED)).tolist()) & formed) - ended
        ended |= ends
        left += int(np.count_nonzero(g.activity[sorted(ends)] > 0))
        if here.week > scenario.weeks - WEEKS_PER_YEAR:
            year.append(g.flows.copy())
    found = {"ended_formed": float(len(ended)), "activity_left": float(left), **_takings(here, year)}
    here.release()
    return found


def _takings(here: Neighbourhood, year: list[np.ndarray]) -> dict[str, float]:
    flows = np.sum([np.pad(week, ((0, len(year[-1]) - len(week)), (0, 0))) for week in year], axis=0)
    earned, given = flows[:, EARNED].sum(axis=1), flows[:, GIVEN].sum(axis=1)
    g = here.initiatives
    groups = (g.stage >= int(Stage.RESIDENT_INITIATIVE)) & (g.stage < int(Stage.ENDED)) & (g.age >= WEEKS_PER_YEAR)
    ripe = (g.stage == int(Stage.ENTERPRISE)) & (g.weeks_enterprise >= ESTABLISHED)
    taken = (earned + given)[ripe]
    return {
        "earn_anything": float(np.mean(earned[groups] > 0)) if groups.any() else float("nan"),
        "earn_most": float(np.mean(earned[groups] > given[groups])) if groups.any() else float("nan"),
        "taken": float(np.median(taken)) if taken.size else float("nan"),
        "given_share": float(given[ripe].sum() / taken.sum()) if taken.sum() > 0 else float("nan"),
    }


def with_skill_frozen(seed: int, weeks: int) -> float:
    """How far participants, with and without training, ever differ when nobody can learn: no process of learning."""
    steady, population = plan(STEADY), _place()[1]
    processes = [one for one in SCHEDULE if one.name != "learning"]
    apart = 0
    neighbourhoods = [
        settling.settle(scenario, population, seed, processes)
        for scenario in (steady, without_help(steady, Help.TRAINING))
    ]
    for _ in range(weeks):
        for here in neighbourhoods:
            here.step()
        rows = [here.residents.initiative for here in neighbourhoods]
        apart = max(apart, int(np.count_nonzero(rows[0] != rows[1])))
    for here in neighbourhoods:
        here.release()
    return float(apart)


def _odds(who: Roster) -> dict[str, float]:
    odds = []
    for level in (Education.HIGH, Education.LOW):
        taking_part = who.initiative[who.education == int(level)] >= 0
        odds.append((np.count_nonzero(taking_part) + 0.5) / (np.count_nonzero(~taking_part) + 0.5))
    return {"odds_ratio": float(odds[0] / odds[1])}


def _hours(here: Neighbourhood) -> dict[str, float]:
    hours = np.sort(here.residents.hours_given[here.members()])[::-1]
    third = max(1, round(hours.size / 3))
    teams = here.initiatives.members[here.initiatives.stage != int(Stage.ENDED)]
    return {
        "top_third": float(hours[:third].sum() / hours.sum()) if hours.sum() > 0 else float("nan"),
        "median_team": float(np.median(teams)) if teams.size else float("nan"),
    }


def _skill_left(here: Neighbourhood) -> float:
    """Of what former participants had learned, the share left when they stayed idle for eleven months."""
    who = here.residents
    idle = np.flatnonzero((who.initiative < 0) & (who.learned == 1)).tolist()
    before = {row: (who.identity(row), float((who.skill[row] - who.skill_at_start[row]).sum())) for row in idle}
    still = set(idle)
    for _ in range(IDLE_WEEKS):
        here.step()
        still = {row for row in still if who.initiative[row] < 0 and who.identity(row) == before[row][0]}
    left = sum(float((who.skill[row] - who.skill_at_start[row]).sum()) for row in sorted(still))
    learned = sum(before[row][1] for row in sorted(still))
    return left / learned if learned > 0 else float("nan")
