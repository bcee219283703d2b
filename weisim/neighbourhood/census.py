"""Census: everything that is counted at the end of a week, taken in one pass over residents and initiatives."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

import numpy as np

from weisim.neighbourhood.carrying import (
    ENDED,
    ENTERPRISE,
    INDEPENDENT,
    count_who_carry_themselves,
    demand_of,
    named,
)
from weisim.neighbourhood.membership import UNAWARE, listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.terms import Condition, PartnerKind, Problem

FORMED_MEMBERS, FORMED_AGE, KEY_SHARE = 3, 8, 0.4
ENOUGH_SKILL = 0.1

# Problems, conditions and kinds of partner are counted one by one, so that a new word needs nothing here.
AGENDA = tuple(f"agenda_{problem.word}" for problem in Problem)
HELD_BACK = tuple(f"held_back_{condition.word}" for condition in Condition)
GAINS = tuple(f"gain_{kind.word}" for kind in PartnerKind)
COUNTS = (
    "residents informed trust trust_of_informed participants hours gini motivation skill strain live formed "
    "independent enterprises activities dependence structure demand concentration concentrated key_person "
    "embeddedness own_income grants passed support_hours support_euros grants_paid ideas_born ended phase "
    "winners same_problem deals exchanges cohesion pool agenda_fit not_taking_part deal_hours deal_euros"
)
FIELD_NAMES = (*COUNTS.split(), *AGENDA, *HELD_BACK, *GAINS)
if TYPE_CHECKING:

    class Census(tuple[Any, ...]):
        """One line of the census, or its columns; its names are those of `FIELD_NAMES`."""

        _fields: tuple[str, ...]

        def __new__(cls, *counts: Any) -> Census:
            """From one count a field."""

        def __getattr__(self, name: str) -> Any:
            """One count."""
else:
    Census = namedtuple("Census", FIELD_NAMES)
FIELDS = len(Census._fields)
AT = Census(*range(FIELDS))  # where each count stands in a line of the census


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
    informed, trusting, trusting_informed = 0, 0.0, 0.0
    for row in range(involvement.size):
        has_heard = involvement[row] != UNAWARE
        informed += has_heard
        trusting += trust[row]
        trusting_informed += trust[row] if has_heard else 0.0
    seen[AT.residents] = involvement.size
    seen[AT.informed] = informed
    seen[AT.trust] = trusting
    seen[AT.trust_of_informed] = trusting_informed
    seen[AT.participants] = members.size
    hours = np.empty(members.size)
    for number in range(members.size):
        row = members[number]
        hours[number] = hours_given[row]
        seen[AT.hours] += hours_given[row]
        seen[AT.motivation] += motivation[row]
        seen[AT.skill] += (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        seen[AT.strain] += strain[row]
    seen[AT.gini] = gini_of(hours) if members.size > 0 else np.nan


@rule
def count_initiatives(
    carrying, members, initiative, hours_given, stage, age, team, dependence, structure,
    embeddedness, income_own, income_grant, activity, seen,
):  # fmt: skip
    """Counts and sums over live initiatives."""
    n = named(carrying)
    squares, given, most = np.zeros(stage.size), np.zeros(stage.size), np.zeros(stage.size)
    for number in range(members.size):
        row = members[number]
        squares[initiative[row]] += hours_given[row] * hours_given[row]
        given[initiative[row]] += hours_given[row]
        most[initiative[row]] = max(most[initiative[row]], hours_given[row])
    for g in range(stage.size):
        seen[AT.activities] += activity[g]
        if stage[g] == ENDED:
            continue
        demand = demand_of(stage[g], n)
        seen[AT.live] += 1.0
        seen[AT.formed] += 1.0 if team[g] >= FORMED_MEMBERS and age[g] >= FORMED_AGE else 0.0
        seen[AT.independent] += 1.0 if stage[g] == INDEPENDENT else 0.0
        seen[AT.enterprises] += 1.0 if stage[g] == ENTERPRISE else 0.0
        seen[AT.dependence] += dependence[g]
        seen[AT.structure] += structure[g] * demand
        seen[AT.demand] += demand
        if given[g] > 0.0:
            seen[AT.concentration] += squares[g] / (given[g] * given[g])
            seen[AT.concentrated] += 1.0
            seen[AT.key_person] += 1.0 if most[g] > KEY_SHARE * given[g] else 0.0
        seen[AT.embeddedness] += embeddedness[g]
        seen[AT.own_income] += income_own[g]
        seen[AT.grants] += income_grant[g]


FIRST_AGENDA, FIRST_HELD_BACK, FIRST_GAIN = (FIELD_NAMES.index(names[0]) for names in (AGENDA, HELD_BACK, GAINS))


@rule
def count_winners(ties_won, learned, skill, skill_at_start, members, initiative, felt, problem, seen):
    """Residents who have won a contact or much skill by taking part, and members who work on what they feel most."""
    for row in range(ties_won.size):
        if ties_won[row] > 0:
            seen[AT.winners] += 1.0
        elif learned[row] == 1:
            for part in range(skill.shape[1]):
                if skill[row, part] - skill_at_start[row, part] >= ENOUGH_SKILL:
                    seen[AT.winners] += 1.0
                    break
    for number in range(members.size):
        row = members[number]
        seen[AT.same_problem] += 1.0 if problem[initiative[row]] == felt[row] else 0.0


@rule
def count_links(week, remembered, stage, deals, lent_to, lent_in, seen):
    """Deals that run, and pairs of live initiatives that exchanged hands of late."""
    for g in range(stage.size):
        if stage[g] == ENDED:
            continue
        seen[AT.deals] += deals[g]
        for place in range(lent_to.shape[1]):
            h = lent_to[g, place]
            if h < 0 or stage[h] == ENDED or week - lent_in[g, place] >= remembered:
                continue
            again = False
            for earlier in range(place):
                again = again or lent_to[g, earlier] == h
            for back in range(lent_to.shape[1]):
                # A pair that helped each other both ways is one pair.
                again = again or (h < g and lent_to[h, back] == g and week - lent_in[h, back] < remembered)
            seen[AT.exchanges] += 0.0 if again else 1.0


@rule
def count_surroundings(cohesion, pool, agenda, of_residents, held_back, not_taking_part, kind, week_gain, seen):
    """Cohesion, know-how, the agenda, what holds people back, and what partners win, by kind of partner."""
    seen[AT.cohesion] = cohesion[0]
    seen[AT.pool] = pool[0]
    apart = 0.0
    for q in range(agenda.shape[1]):
        seen[FIRST_AGENDA + q] = agenda[0, q]
        apart += abs(agenda[0, q] - of_residents[0, q])
    seen[AT.agenda_fit] = 1.0 - 0.5 * apart
    seen[AT.not_taking_part] = not_taking_part[0]
    for condition in range(held_back.shape[1]):
        seen[FIRST_HELD_BACK + condition] = held_back[0, condition]
    for partner in range(kind.size):
        seen[FIRST_GAIN + kind[partner]] += week_gain[partner]


@rule
def count_support(hours_given, euros_given, deal_hours, deal_euros, grants_paid, ideas_born, ended, phase, seen):
    """What partners give this week, and how far the programme has come."""
    for partner in range(hours_given.size):
        seen[AT.support_hours] += hours_given[partner]
        seen[AT.support_euros] += euros_given[partner]
        seen[AT.deal_hours] += deal_hours[partner]
        seen[AT.deal_euros] += deal_euros[partner]
    seen[AT.grants_paid] = grants_paid[0]
    seen[AT.ideas_born] = ideas_born[0]
    seen[AT.ended] = ended[0]
    seen[AT.phase] = phase[0]


@rule
def count_all(
    week, remembered, carrying, listed, involvement, trust, initiative, motivation, skill, skill_at_start, strain,
    hours_given, ties_won, learned, felt, stage, age, team, own_hours, structure, dependence, coverage, embeddedness,
    cash, income_own, income_grant, activity, on_problem, deals, lent_to, lent_in, help_given, euros_given, deal_hours,
    deal_euros, kind,
    week_gain, grants_paid, ideas_born, ended, phase, cohesion, pool, agenda, of_residents, held_back, not_taking_part,
    seen,
):  # fmt: skip
    """Everything that is counted, one part after another."""
    members = listed_members(initiative, listed)
    seen[:] = 0.0
    count_residents(involvement, trust, members, motivation, skill, strain, hours_given, seen)
    count_initiatives(
        carrying, members, initiative, hours_given, stage, age, team, dependence, structure, embeddedness, income_own,
        income_grant, activity, seen,
    )  # fmt: skip
    count_support(help_given, euros_given, deal_hours, deal_euros, grants_paid, ideas_born, ended, phase, seen)
    count_winners(ties_won, learned, skill, skill_at_start, members, initiative, felt, on_problem, seen)
    count_links(week, remembered, stage, deals, lent_to, lent_in, seen)
    count_surroundings(cohesion, pool, agenda, of_residents, held_back, not_taking_part, kind, week_gain, seen)
    passed, _ = count_who_carry_themselves(
        stage, team, own_hours, structure, dependence, coverage, embeddedness, cash, carrying
    )
    seen[AT.passed] = passed


def count(here: Neighbourhood, seen: np.ndarray) -> None:
    """Count the neighbourhood as it is now.

    Args:
        here: the neighbourhood, which stays as it is.
        seen: float64[FIELDS], filled in the order of `Census`. Sums are over participants or live initiatives;
            indicators take means.
    """
    who, g, partners, programme = here.residents, here.initiatives, here.partners, here.programme
    around = here.surroundings
    count_all(
        here.week - 1, here.parameters.sharing.remembered, here.carrying, here.listed,
        who.involvement, who.trust, who.initiative, who.motivation, who.skill, who.skill_at_start, who.strain,
        who.hours_given, who.ties_won, who.learned, who.problem,
        g.stage, g.age, g.members, g.own_hours, g.structure, g.dependence, g.coverage, g.embeddedness, g.cash,
        g.income_own, g.income_grant, g.activity, g.problem, g.deals, g.lent_to, g.lent_in,
        partners.hours_given, partners.euros_given, partners.deal_hours, partners.deal_euros, partners.kind,
        partners.week_gain,
        programme.grants_paid, programme.ideas_born, programme.initiatives_ended, programme.phase,
        around.cohesion, around.knowledge_pool, around.agenda, around.agenda_of_residents, around.held_back,
        around.not_taking_part, seen,
    )  # fmt: skip


def take_census(here: Neighbourhood) -> Census:
    """The census of the neighbourhood as it is now, one number a field."""
    seen = np.empty(FIELDS)
    count(here, seen)
    return Census(*seen.tolist())
