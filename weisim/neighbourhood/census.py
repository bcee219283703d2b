"""Census: everything that is counted at the end of a week, taken in one pass over residents and initiatives."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, ENTERPRISE, INDEPENDENT, demand_of, named
from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule

FORMED_MEMBERS, FORMED_AGE, KEY_SHARE = 3, 8, 0.4

Census = namedtuple(
    "Census",
    "residents informed trust trust_of_informed participants hours gini motivation skill strain live formed "
    "independent enterprises activities dependence structure demand concentration concentrated key_person "
    "embeddedness own_income grants passed",
)
FIELDS = len(Census._fields)


@rule
def gini_of(values):
    """How unequally values are spread: 0 when all are equal, near 1 when one has everything."""
    ordered = np.sort(values)
    total, weighted = 0.0, 0.0
    for place in range(ordered.size):
        total += ordered[place]
        weighted += (place + 1.0) * ordered[place]
    if total <= 0.0:
        return np.nan
    return 2.0 * weighted / (ordered.size * total) - (ordered.size + 1.0) / ordered.size


@rule
def count_residents(involvement, trust, members, motivation, skill, strain, hours_given, seen):
    """Counts and sums over residents and over those who take part, in order of row."""
    for row in range(involvement.size):
        seen[2] += trust[row]
        if involvement[row] != UNAWARE:
            seen[1] += 1.0
            seen[3] += trust[row]
    seen[0] = involvement.size
    seen[4] = members.size
    hours = np.empty(members.size)
    for number in range(members.size):
        row = members[number]
        hours[number] = hours_given[row]
        seen[5] += hours_given[row]
        seen[7] += motivation[row]
        seen[8] += (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        seen[9] += strain[row]
    seen[6] = gini_of(hours) if members.size > 0 else np.nan


@rule
def count_initiatives(
    numbers, members, initiative, hours_given, stage, age, team, dependence, structure,
    embeddedness, income_own, income_grant, activity, seen,
):  # fmt: skip
    """Counts and sums over live initiatives."""
    n = named(numbers)
    squares, given, most = np.zeros(stage.size), np.zeros(stage.size), np.zeros(stage.size)
    for number in range(members.size):
        row = members[number]
        squares[initiative[row]] += hours_given[row] * hours_given[row]
        given[initiative[row]] += hours_given[row]
        most[initiative[row]] = max(most[initiative[row]], hours_given[row])
    for g in range(stage.size):
        seen[14] += activity[g]
        if stage[g] == ENDED:
            continue
        demand = demand_of(stage[g], n)
        seen[10] += 1.0
        seen[11] += 1.0 if team[g] >= FORMED_MEMBERS and age[g] >= FORMED_AGE else 0.0
        seen[12] += 1.0 if stage[g] == INDEPENDENT else 0.0
        seen[13] += 1.0 if stage[g] == ENTERPRISE else 0.0
        seen[15] += dependence[g]
        seen[16] += structure[g] * demand
        seen[17] += demand
        if given[g] > 0.0:
            seen[18] += squares[g] / (given[g] * given[g])
            seen[19] += 1.0
            seen[20] += 1.0 if most[g] > KEY_SHARE * given[g] else 0.0
        seen[21] += embeddedness[g]
        seen[22] += income_own[g]
        seen[23] += income_grant[g]


def take_census(here: Neighbourhood) -> Census:
    """Count the neighbourhood as it is now; sums are over participants or live initiatives, indicators take means."""
    who, g, seen = here.residents, here.initiatives, np.zeros(FIELDS)
    members = here.members()
    count_residents(who.involvement, who.trust, members, who.motivation, who.skill, who.strain, who.hours_given, seen)
    count_initiatives(
        here.carrying, members, who.initiative, who.hours_given, g.stage, g.age, g.members, g.dependence,
        g.structure, g.embeddedness, g.income_own, g.income_grant, g.activity, seen,
    )  # fmt: skip
    seen[24] = here.stress_test()[0]
    return Census(*seen.tolist())
