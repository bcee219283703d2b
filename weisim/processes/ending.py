"""Ending: how initiatives end, and what stays of them."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, demand_of, named, of_stage
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import withdraw
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Event, Reason
from weisim.weeks import WEEKS_PER_YEAR

LEFT, ENDING = int(Event.LEFT), int(Event.ENDED)
PEOPLE, MONEY, SKILL = int(Reason.PEOPLE), int(Reason.MONEY), int(Reason.SKILL)
KEY_PERSON, BAD_LUCK, INITIATIVE_ENDED = int(Reason.KEY_PERSON), int(Reason.BAD_LUCK), int(Reason.INITIATIVE_ENDED)


Numbers = namedtuple(
    "Numbers",
    "base_idea base_resident_initiative base_independent base_enterprise viability legitimacy single adolescence "
    "adolescence_age adolescence_width few red_weeks low_skill key_weeks money_weeks rest let_down activity "
    "activity_members",
)


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of ending, float64[19], in the order of `Numbers`."""
    of_others = {
        "red_weeks": parameters.producing.red_weeks,
        "rest": parameters.leaving.rest,
        "let_down": 0.0 if parameters.motivating.frozen else parameters.ending.let_down,
    }
    values = [of_others[name] if name in of_others else getattr(parameters.ending, name) for name in Numbers._fields]
    return np.array(values, np.float64)


@rule
def hazard_of(g, p, stage, viability, legitimacy, members, age):
    """The yearly hazard of an initiative: lower when it works and stands well, higher alone and in its third year."""
    base = of_stage(stage[g], p.base_idea, p.base_resident_initiative, p.base_independent, p.base_enterprise)
    alone = 1.0 + (p.single if members[g] <= 1 else 0.0)
    distance = (age[g] - p.adolescence_age) / p.adolescence_width
    young = 1.0 + (p.adolescence - 1.0) * math.exp(-0.5 * distance * distance)
    return base * math.exp(p.viability * (0.5 - viability[g])) * math.exp(-p.legitimacy * legitimacy[g]) * alone * young


@rule
def why(
    g, week, p, n, stage, members, possible_hours, weeks_in_red, coverage, key_person_left,
):  # fmt: skip
    """What was most short when an initiative collapsed: people, money, skill or the key person who left."""
    people = max((p.few - members[g]) / p.few, 1.0 - possible_hours[g] / demand_of(stage[g], n))
    money = 0.0
    if p.money_weeks > p.red_weeks:
        money = min((weeks_in_red[g] - p.red_weeks) / (p.money_weeks - p.red_weeks), 1.0)
    lowest = min(min(coverage[g, 0], coverage[g, 1]), min(coverage[g, 2], coverage[g, 3]))
    skill = (p.low_skill - lowest) / p.low_skill
    key_person = 1.0 - (week - key_person_left[g]) / p.key_weeks
    worst = max(max(people, money), max(skill, key_person))
    if worst <= 0.0:
        return BAD_LUCK
    if worst == people:
        return PEOPLE
    if worst == key_person:
        return KEY_PERSON
    return MONEY if worst == money else SKILL


@rule
def part(
    week, g, rest, let_down, initiative, involvement, weeks_resting, motivation, hours_given, formerly,
    active_neighbours, collapses_near, team, stage, start, degree, other, lines, filled,
):  # fmt: skip
    """The members of an initiative that ends go their ways, and those around them see it."""
    seen = np.zeros(initiative.size, np.bool_)
    for row in range(initiative.size):
        if initiative[row] != g:
            continue
        note(lines, filled, week, LEFT, g, row, stage[g], INITIATIVE_ENDED, math.nan)
        withdraw(
            row, rest, initiative, involvement, weeks_resting, hours_given, team, active_neighbours, start, degree,
            other,
        )  # fmt: skip
        motivation[row] = max(motivation[row] - let_down, 0.0)
        formerly[row] = g
        seen[row] = True
        for place in range(start[row], start[row] + degree[row]):
            seen[other[place]] = True
    for row in range(seen.size):
        if seen[row]:
            collapses_near[row] += 1


@rule
def keep_activities(fewest, formerly, activity):
    """An activity goes on for as long as enough of those who carried the initiative still live here."""
    any_left = False
    for g in range(activity.size):
        any_left = any_left or activity[g] == 1
    if not any_left:
        return
    carriers = np.zeros(activity.size, np.int32)
    for row in range(formerly.size):
        if formerly[row] >= 0:
            carriers[formerly[row]] += 1
    for g in range(activity.size):
        if carriers[g] < fewest:
            activity[g] = 0


@rule
def end_some(
    week, keys, numbers, carrying, initiative, involvement, weeks_resting, motivation, hours_given, formerly,
    active_neighbours, collapses_near, stage, name, age, members, viability, legitimacy, possible_hours, own_hours,
    output, carried_hours, weeks_in_red, weeks_at_limit, coverage, key_person_left, activity, ended, start, degree,
    other, lines, filled,
):  # fmt: skip
    """Which initiatives end this week, why, and whether an activity goes on."""
    n = named(carrying)
    p = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9], numbers[10], numbers[11], numbers[12], numbers[13], numbers[14], numbers[15], numbers[16],
        numbers[17], numbers[18],
    )  # fmt: skip
    for g in range(stage.size):
        if stage[g] == ENDED:
            continue
        reason = 0
        if members[g] == 0:
            reason = PEOPLE
        elif weeks_at_limit[g] >= p.money_weeks:
            reason = MONEY
        else:
            hazard = hazard_of(g, p, stage, viability, legitimacy, members, age)
            if draw(keys[0], name[g]) < 1.0 - math.exp(-hazard / WEEKS_PER_YEAR):
                reason = why(g, week, p, n, stage, members, possible_hours, weeks_in_red, coverage, key_person_left)
        if reason == 0:
            continue
        goes_on = members[g] > 0 and draw(keys[1], name[g]) < p.activity
        note(lines, filled, week, ENDING, g, -1, stage[g], reason, float(age[g]))
        part(
            week, g, int(p.rest), p.let_down, initiative, involvement, weeks_resting, motivation, hours_given, formerly,
            active_neighbours, collapses_near, members,
            stage, start, degree, other, lines, filled,
        )  # fmt: skip
        stage[g] = ENDED
        activity[g] = 1 if goes_on else 0
        own_hours[g] = 0.0
        possible_hours[g] = 0.0
        output[g] = 0.0
        carried_hours[g] = 0.0
        ended[0] += 1
    keep_activities(p.activity_members, formerly, activity)


@process(
    reads="residents.initiative residents.involvement residents.weeks_resting residents.motivation "
    "residents.hours_given residents.formerly residents.active_neighbours residents.collapses_near "
    "initiatives.stage initiatives.key initiatives.age initiatives.members initiatives.viability "
    "initiatives.legitimacy initiatives.possible_hours initiatives.weeks_in_red initiatives.weeks_at_limit "
    "initiatives.coverage initiatives.key_person_left initiatives.activity initiatives.own_hours "
    "initiatives.output initiatives.carried_hours programme.initiatives_ended ties",
    writes="residents.initiative residents.involvement residents.weeks_resting residents.motivation "
    "residents.hours_given residents.formerly residents.active_neighbours residents.collapses_near "
    "initiatives.stage initiatives.members initiatives.activity initiatives.own_hours "
    "initiatives.possible_hours initiatives.output initiatives.carried_hours programme.initiatives_ended",
)
def ending(here: Neighbourhood, chance: Chance) -> None:
    """Initiatives collapse for want of people, money, skill or a key person; an activity may outlive the organisation.

    Without members: ended. At the end of all credit for 26 weeks: ended for money. Else with the yearly hazard `base
    exp(φ(½ − V)) exp(−ψ L)(1 + single · 1[n ≤ 1])(1 + (adolescence − 1) exp(−½((age − 104)/40)²))`. Members rest,
    lose some motivation, and they and their contacts trust a little less. With chance `activity` an activity goes on
    for as long as two former members stay. Realises statements 50 and 63; survival is a result, never a rule.
    """
    who, g, ties = here.residents, here.initiatives, here.ties
    end_some(
        here.week, chance.keys("ending", "ending.activity"), here.once(numbers_of, here.parameters), here.carrying,
        who.initiative, who.involvement, who.weeks_resting, who.motivation, who.hours_given, who.formerly,
        who.active_neighbours, who.collapses_near,
        g.stage, g.key, g.age, g.members, g.viability, g.legitimacy, g.possible_hours, g.own_hours, g.output,
        g.carried_hours, g.weeks_in_red, g.weeks_at_limit,
        g.coverage, g.key_person_left, g.activity, here.programme.initiatives_ended,
        ties.start, ties.degree, ties.other, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
