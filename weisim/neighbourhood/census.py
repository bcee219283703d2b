"""Census: everything that is counted at the end of a week, taken in one pass over residents and initiatives."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

import numpy as np

from weisim.neighbourhood.carrying import (
    ENDED,
    ENTERPRISE,
    IDEA,
    INDEPENDENT,
    count_who_carry_themselves,
    demand_of,
    named,
)
from weisim.neighbourhood.membership import UNAWARE, listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.paying import (
    COSTS,
    DEAL_MONEY,
    FUND,
    GRANTS,
    INVESTMENT,
    LOCAL_PURCHASES,
    ORDERS,
    RENT,
    SALES,
    SALES_OUTSIDE,
    WAGES,
)
from weisim.neighbourhood.rule import clause, rule
from weisim.parameters.parameters import Parameters
from weisim.terms import Condition, PartnerKind, Problem

FORMED_MEMBERS, FORMED_AGE, KEY_SHARE = 3, 8, 0.4
ENOUGH_SKILL = 0.1

# Problems, conditions and kinds of partner are counted one by one, so that a new word needs nothing here.
AGENDA = tuple(f"agenda_{problem.word}" for problem in Problem)
HELD_BACK = tuple(f"held_back_{condition.word}" for condition in Condition)
LEVELS = tuple(f"problem_{problem.word}" for problem in Problem)
COSTS_OF = tuple(f"cost_{kind.word}" for kind in PartnerKind)
GAINS = tuple(f"gain_{kind.word}" for kind in PartnerKind)
COUNTS = (
    "residents informed trust trust_of_informed participants hours gini motivation skill strain live formed "
    "independent enterprises activities dependence structure demand concentration concentrated key_person "
    "embeddedness own_income grants passed support_hours support_euros grants_paid ideas_born ended phase "
    "winners same_problem deals exchanges cohesion pool agenda_fit not_taking_part deal_hours deal_euros at_work ideas "
    "wages spending local_spending third_round fund_paid deal_money "
    "cooperative cooperative_members cooperative_cash rooms_used rooms_free less_lonely into_work "
    "ended_absorbed ended_completed discount job"
)
FIELD_NAMES = (*COUNTS.split(), *AGENDA, *HELD_BACK, *GAINS, *LEVELS, *COSTS_OF)
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


@clause
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


@clause
def count_initiatives(carrying, at_work, members, initiative, hours_given, initiatives, seen):
    """Counts and sums over live initiatives."""
    n = named(carrying)
    squares, given, most = np.zeros(initiatives.size), np.zeros(initiatives.size), np.zeros(initiatives.size)
    for number in range(members.size):
        row = members[number]
        squares[initiative[row]] += hours_given[row] * hours_given[row]
        given[initiative[row]] += hours_given[row]
        most[initiative[row]] = max(most[initiative[row]], hours_given[row])
    for g in range(initiatives.size):
        one = initiatives[g]
        seen[AT.activities] += 1.0 if one.activity > 0 else 0.0
        if one.stage == ENDED:
            continue
        demand = demand_of(one.stage, n)
        seen[AT.live] += 1.0
        seen[AT.formed] += 1.0 if one.members >= FORMED_MEMBERS and one.age >= FORMED_AGE else 0.0
        seen[AT.ideas] += 1.0 if one.stage == IDEA else 0.0
        seen[AT.independent] += 1.0 if one.stage == INDEPENDENT else 0.0
        seen[AT.enterprises] += 1.0 if one.stage == ENTERPRISE else 0.0
        seen[AT.dependence] += one.dependence
        seen[AT.structure] += one.structure * demand
        seen[AT.demand] += demand
        if given[g] > 0.0:
            seen[AT.concentration] += squares[g] / (given[g] * given[g])
            seen[AT.concentrated] += 1.0
            seen[AT.key_person] += 1.0 if most[g] > KEY_SHARE * given[g] else 0.0
        seen[AT.at_work] += 1.0 if one.stage > IDEA and one.output >= at_work else 0.0
        seen[AT.embeddedness] += one.embeddedness


FIRST_AGENDA, FIRST_HELD_BACK, FIRST_GAIN, FIRST_LEVEL, FIRST_COST = (
    FIELD_NAMES.index(names[0]) for names in (AGENDA, HELD_BACK, GAINS, LEVELS, COSTS_OF)
)


@clause
def count_winners(ties_won, learned, skill, skill_at_start, members, initiative, felt, initiatives, seen):
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
        seen[AT.same_problem] += 1.0 if initiatives[initiative[row]].problem == felt[row] else 0.0


@clause
def count_links(week, remembered, initiatives, seen):
    """Deals that run, and pairs of live initiatives that exchanged hands of late."""
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        seen[AT.deals] += one.deals
        for place in range(one.lent_to.size):
            h = one.lent_to[place]
            if h < 0 or initiatives[h].stage == ENDED or week - one.lent_in[place] >= remembered:
                continue
            again, other = False, initiatives[h]
            for earlier in range(place):
                again = again or one.lent_to[earlier] == h
            for back in range(other.lent_to.size):
                # A pair that helped each other both ways is one pair.
                again = again or (h < g and other.lent_to[back] == g and week - other.lent_in[back] < remembered)
            seen[AT.exchanges] += 0.0 if again else 1.0


@clause
def count_surroundings(around, seen):
    """Cohesion, know-how, the agenda and what holds people back."""
    seen[AT.cohesion] = around.cohesion
    seen[AT.pool] = around.knowledge_pool
    apart = 0.0
    for q in range(around.agenda.size):
        seen[FIRST_AGENDA + q] = around.agenda[q]
        seen[FIRST_LEVEL + q] = around.problem_level[q]
        apart += abs(around.agenda[q] - around.agenda_of_residents[q])
    seen[AT.agenda_fit] = 1.0 - 0.5 * apart
    seen[AT.not_taking_part] = around.not_taking_part
    for condition in range(around.held_back.size):
        seen[FIRST_HELD_BACK + condition] = around.held_back[condition]


@clause
def count_support(partners, programme, seen):
    """What partners give this week and win by it, by kind of partner, and how far the programme has come."""
    for partner in range(partners.size):
        one = partners[partner]
        seen[AT.support_hours] += one.hours_given
        seen[AT.support_euros] += one.euros_given
        seen[AT.deal_hours] += one.deal_hours
        seen[AT.deal_euros] += one.deal_euros
        seen[FIRST_GAIN + one.kind] += one.week_gain
        seen[FIRST_COST + one.kind] += one.cost
    seen[AT.grants_paid] = programme.grants_paid
    seen[AT.ideas_born] = programme.ideas_born
    seen[AT.ended] = programme.initiatives_ended
    seen[AT.ended_absorbed] = programme.absorbed
    seen[AT.ended_completed] = programme.completed
    seen[AT.phase] = programme.phase


@clause
def count_economy(near_by, job, around, cooperatives, seen):
    """What initiatives spend and how much of it stays in the neighbourhood, rooms, persons, and the cooperative."""
    # Read off the flows, so that those who ended this week count as well.
    seen[AT.own_income] = around.flows[SALES] + around.flows[SALES_OUTSIDE] + around.flows[RENT] + around.flows[ORDERS]
    seen[AT.grants] = around.flows[GRANTS]
    seen[AT.wages] = around.flows[WAGES]
    seen[AT.local_spending] = around.flows[WAGES] + around.flows[LOCAL_PURCHASES]
    seen[AT.spending] = seen[AT.local_spending] + around.flows[COSTS] + around.flows[INVESTMENT]
    seen[AT.third_round] = near_by * seen[AT.local_spending]
    seen[AT.fund_paid] = around.flows[FUND]
    seen[AT.deal_money] = around.flows[DEAL_MONEY]
    seen[AT.rooms_used] = around.rooms_used
    seen[AT.rooms_free] = around.rooms_free
    seen[AT.less_lonely] = around.less_lonely
    seen[AT.into_work] = around.into_work
    seen[AT.discount] = around.discount
    seen[AT.job] = job
    if cooperatives.size > 0:
        last = cooperatives[cooperatives.size - 1]
        seen[AT.cooperative] = last.lives
        seen[AT.cooperative_members] = last.members
        seen[AT.cooperative_cash] = last.cash


@rule
def count_all(
    week, remembered, economy, carrying, listed, involvement, trust, initiative, motivation, skill, skill_at_start,
    strain, hours_given, ties_won, learned, felt, initiatives, partners, programme, surroundings, cooperatives, seen,
):  # fmt: skip
    """Everything that is counted, one part after another."""
    members = listed_members(initiative, listed)
    seen[:] = 0.0
    count_residents(involvement, trust, members, motivation, skill, strain, hours_given, seen)
    count_initiatives(carrying, economy[0], members, initiative, hours_given, initiatives, seen)
    count_support(partners, programme[0], seen)
    count_winners(ties_won, learned, skill, skill_at_start, members, initiative, felt, initiatives, seen)
    count_links(week, remembered, initiatives, seen)
    count_surroundings(surroundings[0], seen)
    count_economy(economy[1], economy[2], surroundings[0], cooperatives, seen)
    passed, _ = count_who_carry_themselves(initiatives, carrying)
    seen[AT.passed] = passed


def economy_of(parameters: Parameters) -> np.ndarray:
    """From which result work goes on, what is spent near by once more, and the pay of a job, float64[3]."""
    p = parameters.producing
    return np.array([p.at_work, p.local_share, p.job])


def count(here: Neighbourhood, seen: np.ndarray) -> None:
    """Count the neighbourhood as it is now.

    Args:
        here: the neighbourhood, which stays as it is.
        seen: float64[FIELDS], filled in the order of `Census`. Sums are over participants or live initiatives;
            indicators take means.
    """
    who = here.residents
    count_all(
        here.week - 1, here.parameters.sharing.remembered, here.once(economy_of, here.parameters), here.carrying,
        here.listed,
        who.involvement, who.trust, who.initiative, who.motivation, who.skill, who.skill_at_start, who.strain,
        who.hours_given, who.ties_won, who.learned, who.problem, here.initiatives.table, here.partners.table,
        here.programme.table, here.surroundings.table, here.cooperatives.table, seen,
    )  # fmt: skip


def take_census(here: Neighbourhood) -> Census:
    """The census of the neighbourhood as it is now, one number a field."""
    seen = np.empty(FIELDS)
    count(here, seen)
    return Census(*seen.tolist())
