"""Ending: how initiatives end, and what stays of them."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, ENTERPRISE, IDEA, INDEPENDENT, demand_of, named, of_stage
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import withdraw
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.paying import close_the_books
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Event, Reason
from weisim.weeks import WEEKS_PER_YEAR

LEFT, ENDING, ACTIVITY_ENDED = int(Event.LEFT), int(Event.ENDED), int(Event.ACTIVITY_ENDED)
PEOPLE, MONEY, SKILL = int(Reason.PEOPLE), int(Reason.MONEY), int(Reason.SKILL)
KEY_PERSON, BAD_LUCK, INITIATIVE_ENDED = int(Reason.KEY_PERSON), int(Reason.BAD_LUCK), int(Reason.INITIATIVE_ENDED)
ABSORBED, COMPLETED = int(Reason.ABSORBED), int(Reason.COMPLETED)
BY_FORMER_MEMBERS, BY_A_PARTNER = 1, 2
DRAWS = ("ending", "ending.activity", "ending.completed", "ending.absorbed")


Numbers = namedtuple(
    "Numbers",
    "base_idea base_resident_initiative base_independent base_enterprise viability legitimacy single adolescence "
    "adolescence_age adolescence_width few red_weeks low_skill key_weeks money_weeks rest let_down activity "
    "activity_members completed absorbed absorbing at_work",
)


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of ending, float64[23], in the order of `Numbers`."""
    of_others = {
        "red_weeks": parameters.producing.red_weeks,
        "rest": parameters.leaving.rest,
        "at_work": parameters.producing.at_work,
        "let_down": 0.0 if parameters.motivating.frozen else parameters.ending.let_down,
    }
    values = [of_others[name] if name in of_others else getattr(parameters.ending, name) for name in Numbers._fields]
    return np.array(values, np.float64)


@clause
def hazard_of(one, p):
    """The yearly hazard of an initiative: lower when it works and stands well, higher alone and in its third year."""
    base = of_stage(one.stage, p.base_idea, p.base_resident_initiative, p.base_independent, p.base_enterprise)
    alone = 1.0 + (p.single if one.members <= 1 else 0.0)
    distance = (one.age - p.adolescence_age) / p.adolescence_width
    young = 1.0 + (p.adolescence - 1.0) * math.exp(-0.5 * distance * distance)
    return (
        base * math.exp(p.viability * (0.5 - one.viability)) * math.exp(-p.legitimacy * one.legitimacy) * alone * young
    )


@clause
def why(one, week, p, n):
    """What was most short when an initiative collapsed: people, money, skill or the key person who left."""
    people = max((p.few - one.members) / p.few, 1.0 - one.possible_hours / demand_of(one.stage, n))
    money = 0.0
    if p.money_weeks > p.red_weeks:
        money = min((one.weeks_in_red - p.red_weeks) / (p.money_weeks - p.red_weeks), 1.0)
    lowest = min(min(one.coverage[0], one.coverage[1]), min(one.coverage[2], one.coverage[3]))
    skill = (p.low_skill - lowest) / p.low_skill
    key_person = 1.0 - (week - one.key_person_left) / p.key_weeks
    worst = max(max(people, money), max(skill, key_person))
    if worst <= 0.0:
        return BAD_LUCK
    if worst == people:
        return PEOPLE
    if worst == key_person:
        return KEY_PERSON
    return MONEY if worst == money else SKILL


@clause
def how_it_ends(one, week, keys, p, n):
    """Why an initiative ends this week, or 0: the goal was met, a partner took over, or it collapsed."""
    if one.members == 0:
        return PEOPLE
    if one.goal_left <= 0.0 and IDEA < one.stage < ENTERPRISE and draw(keys[2], one.key) < p.completed:
        return COMPLETED
    held = INDEPENDENT <= one.stage < ENDED and one.deals > 0 and one.control >= p.absorbing
    if held and draw(keys[3], one.key) < 1.0 - (1.0 - p.absorbed) ** (1.0 / WEEKS_PER_YEAR):
        return ABSORBED
    if one.weeks_at_limit >= p.money_weeks:
        return MONEY
    hazard = hazard_of(one, p) * (1.0 - one.shared_risk)
    if draw(keys[0], one.key) < 1.0 - math.exp(-hazard / WEEKS_PER_YEAR):
        return why(one, week, p, n)
    return 0


@clause
def part(
    week, g, rest, let_down, collapsed, initiatives, initiative, involvement, weeks_resting, motivation, hours_given,
    formerly, active_neighbours, collapses_near, start, degree, other, lines, filled,
):  # fmt: skip
    """The members of an initiative that ends go their ways; when it collapsed they and those around them feel it."""
    seen = np.zeros(initiative.size, np.bool_)
    for row in range(initiative.size):
        if initiative[row] != g:
            continue
        note(lines, filled, week, LEFT, g, row, initiatives[g].stage, INITIATIVE_ENDED, math.nan)
        withdraw(
            row, rest, initiative, involvement, weeks_resting, hours_given, initiatives.members, active_neighbours,
            start, degree, other,
        )  # fmt: skip
        formerly[row] = g
        if collapsed:
            motivation[row] = max(motivation[row] - let_down, 0.0)
            seen[row] = True
            for place in range(start[row], start[row] + degree[row]):
                seen[other[place]] = True
    for row in range(seen.size):
        if seen[row]:
            collapses_near[row] += 1


@clause
def keep_activities(week, fewest, formerly, initiatives, lines, filled):
    """An activity goes on for as long as enough of those who carried the initiative still live here."""
    any_left = False
    for g in range(initiatives.size):
        any_left = any_left or initiatives[g].activity == BY_FORMER_MEMBERS
    if not any_left:
        return
    carriers = np.zeros(initiatives.size, np.int32)
    for row in range(formerly.size):
        if formerly[row] >= 0:
            carriers[formerly[row]] += 1
    for g in range(initiatives.size):
        if initiatives[g].activity == BY_FORMER_MEMBERS and carriers[g] < fewest:
            initiatives[g].activity = 0
            note(lines, filled, week, ACTIVITY_ENDED, g, -1, ENDED, PEOPLE, math.nan)


@rule
def end_some(
    week, keys, numbers, carrying, initiatives, programmes, surroundings, cooperatives, initiative, involvement,
    weeks_resting, motivation, hours_given, formerly, active_neighbours, collapses_near, start, degree, other, lines,
    filled,
):  # fmt: skip
    """Which initiatives end this week, why, what becomes of their money, and whether an activity goes on."""
    n, programme = named(carrying), programmes[0]
    p = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9], numbers[10], numbers[11], numbers[12], numbers[13], numbers[14], numbers[15], numbers[16],
        numbers[17], numbers[18], numbers[19], numbers[20], numbers[21], numbers[22],
    )  # fmt: skip
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        reason = how_it_ends(one, week, keys, p, n)
        if reason == 0:
            continue
        something = one.members > 0 and one.stage > IDEA and one.output >= p.at_work
        goes_on = something and draw(keys[1], one.key) < p.activity
        note(lines, filled, week, ENDING, g, -1, one.stage, reason, float(one.age))
        part(
            week, g, int(p.rest), p.let_down, reason != ABSORBED and reason != COMPLETED, initiatives, initiative,
            involvement, weeks_resting, motivation, hours_given, formerly, active_neighbours, collapses_near, start,
            degree, other, lines, filled,
        )  # fmt: skip
        close_the_books(one, surroundings[0])
        if one.in_cooperative == 1:
            one.in_cooperative = 0
            cooperatives[cooperatives.size - 1].members -= 1
        one.stage = ENDED
        one.activity = BY_FORMER_MEMBERS if goes_on else 0
        if reason == ABSORBED:
            one.activity = BY_A_PARTNER
        one.output_left = one.output
        one.own_hours = 0.0
        one.possible_hours = 0.0
        one.output = 0.0
        one.carried_hours = 0.0
        programme.initiatives_ended += 1
        programme.absorbed += 1 if reason == ABSORBED else 0
        programme.completed += 1 if reason == COMPLETED else 0
    keep_activities(week, p.activity_members, formerly, initiatives, lines, filled)


@process(
    reads="residents.initiative residents.involvement residents.weeks_resting residents.motivation "
    "residents.hours_given residents.formerly residents.active_neighbours residents.collapses_near "
    "initiatives.stage initiatives.key initiatives.age initiatives.members initiatives.viability "
    "initiatives.legitimacy initiatives.possible_hours initiatives.weeks_in_red initiatives.weeks_at_limit "
    "initiatives.coverage initiatives.key_person_left initiatives.activity initiatives.own_hours "
    "initiatives.output initiatives.carried_hours initiatives.goal_left initiatives.deals initiatives.control "
    "initiatives.cash initiatives.flows initiatives.in_cooperative initiatives.shared_risk "
    "cooperatives.members programme.initiatives_ended programme.absorbed programme.completed "
    "surroundings.flows surroundings.purse surroundings.earned ties",
    writes="residents.initiative residents.involvement residents.weeks_resting residents.motivation "
    "residents.hours_given residents.formerly residents.active_neighbours residents.collapses_near "
    "initiatives.stage initiatives.members initiatives.activity initiatives.own_hours "
    "initiatives.possible_hours initiatives.output initiatives.carried_hours initiatives.output_left "
    "initiatives.cash initiatives.flows initiatives.in_cooperative cooperatives.members "
    "programme.initiatives_ended programme.absorbed programme.completed surroundings.flows surroundings.purse "
    "surroundings.earned",
)
def ending(here: Neighbourhood, chance: Chance) -> None:
    """Initiatives collapse, are absorbed by a partner, or have done what they came for; an activity may outlive them.

    Without members: ended. With nothing of its goal left, past the idea and no enterprise: completed with chance
    `completed` a week, until then it goes on as upkeep. An independent organisation whose strictest deal carries
    control of at least `absorbing`: taken over with chance `absorbed` a year. At the end of all credit for 26 weeks:
    ended for money. Else with the yearly hazard `base exp(φ(½ − V)) exp(−ψ L)(1 + single · 1[n ≤ 1])(1 + (adolescence −
    1) exp(−½((age − 104)/40)²))`, less what the cooperative shares; the cause is what was most short: people, money,
    skill or a key person. Members rest; after a collapse they lose some motivation, and they and their contacts trust a
    little less. What is in hand goes to members, debts are written off. With chance `activity` an activity goes on for
    as long as two former members stay, with a partner that took over for ever. Realises statements 50 and 63; survival
    is a result, never a rule.
    """
    who, ties = here.residents, here.ties
    end_some(
        here.week, chance.keys(*DRAWS), here.once(numbers_of, here.parameters), here.carrying,
        here.initiatives.table, here.programme.table, here.surroundings.table, here.cooperatives.table,
        who.initiative, who.involvement, who.weeks_resting, who.motivation, who.hours_given, who.formerly,
        who.active_neighbours, who.collapses_near, ties.start, ties.degree, ties.other,
        here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
