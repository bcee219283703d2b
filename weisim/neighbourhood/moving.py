"""Moving: another person comes to live in a home, without memory of what went before."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.acquainting import log_of_far, near_contact, poisson, some_strength
from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.neighbourhood.ties import cut_all, meet
from weisim.neighbourhood.traits import bring_along

MOST_TIES = 64
NEVER = -999


@rule
def cut_ties(rows, involvement, informed_neighbours, active_neighbours, start, degree, other, strength):
    """Those who move out are no contacts any more, and whoever had heard is no longer counted as such."""
    for row in rows:
        if involvement[row] != UNAWARE:
            for place in range(start[row], start[row] + degree[row]):
                informed_neighbours[other[place]] -= 1
        cut_all(start, degree, other, strength, row)
        informed_neighbours[row] = 0
        active_neighbours[row] = 0
        involvement[row] = UNAWARE


@clause
def alike_person(key, row, tenure, alike, alike_start):
    """Somebody who lived in a home of the same tenure at the start, whose traits a newcomer takes."""
    first, last = alike_start[tenure[row]], alike_start[tenure[row] + 1]
    return alike[first + int(draw(key, row) * (last - first))]


@rule
def take_traits(rows, key, tenure, alike, alike_start, traits, age_group, education, work, income_class, poor):
    """The categories of newcomers."""
    for row in rows:
        source = alike_person(key, row, tenure, alike, alike_start)
        age_group[row] = traits[source, 0]
        education[row] = traits[source, 1]
        work[row] = traits[source, 2]
        income_class[row] = traits[source, 3]
        poor[row] = traits[source, 4]


@rule
def make_contacts(
    rows, first, keys, ties_each, log_far, far_share, homophily, homes, household, sociable, education, age_group,
    start, degree, room, other, strength, tail,
):  # fmt: skip
    """Newcomers know their housemates and some people near by; returns where it stopped for want of room, or -1."""
    for number in range(first, rows.size):
        row = rows[number]
        home = household[row]
        for housemate in range(homes[home], homes[home + 1]):
            if meet(start, degree, room, other, strength, tail, row, housemate, 1.0) < 0:
                return number
        for count in range(poisson(draw(keys[0], row), ties_each)):
            tie = row * MOST_TIES + count
            contact = near_contact(
                keys[1], tie, row, homes, household, sociable, education, age_group, log_far, far_share, homophily
            )
            if meet(start, degree, room, other, strength, tail, row, contact, some_strength(keys[2], tie)) < 0:
                return number
    return -1


@rule
def count_contacts(rows, involvement, initiative, informed_neighbours, active_neighbours, start, degree, other):
    """How many contacts of a newcomer have heard and how many take part."""
    for row in rows:
        for place in range(start[row], start[row] + degree[row]):
            informed_neighbours[row] += 1 if involvement[other[place]] != UNAWARE else 0
            active_neighbours[row] += 1 if initiative[other[place]] >= 0 else 0


@rule
def forget(
    rows, formerly, founded, weeks_in, weeks_resting, last_idea, strain, hours_given, learned, collapses_near,
    asked_in, ties_won, less_lonely, extrinsic, autonomy, competence, relatedness,
):  # fmt: skip
    """A newcomer has no past here: everything that comes from taking part starts anew."""
    for row in rows:
        formerly[row] = -1
        founded[row] = -1
        weeks_in[row] = 0
        weeks_resting[row] = 0
        last_idea[row] = NEVER
        strain[row] = 0.0
        hours_given[row] = 0.0
        learned[row] = 0
        collapses_near[row] = 0
        asked_in[row] = NEVER
        ties_won[row] = 0
        less_lonely[row] = 0
        extrinsic[row] = 0.0
        autonomy[row] = 0.5
        competence[row] = 0.5
        relatedness[row] = 0.5


def move_in(here: Neighbourhood, rows: np.ndarray, chance: Chance) -> None:
    """Others come to live where these residents lived; the rows must have left their initiatives already.

    Args:
        here: the neighbourhood.
        rows: int64[movers], ascending.
        chance: luck of this week.
    """
    who, ties, given = here.residents, here.ties, here.given
    s = given.parameters.settling
    cut_ties(
        rows, who.involvement, who.informed_neighbours, who.active_neighbours, ties.start, ties.degree, ties.other,
        ties.strength,
    )  # fmt: skip
    forget(
        rows, who.formerly, who.founded, who.weeks_in, who.weeks_resting, who.last_idea, who.strain, who.hours_given,
        who.learned, who.collapses_near, who.asked_in, who.ties_won, who.less_lonely, who.extrinsic,
        who.autonomy, who.competence, who.relatedness,
    )  # fmt: skip
    take_traits(
        rows, chance.key("moving.traits"), who.tenure, given.alike, given.alike_start, given.traits_of_homes,
        who.age_group, who.education, who.work, who.income_class, who.poor,
    )  # fmt: skip
    if s.ties:
        keys = chance.keys("moving.count", "moving.near", "moving.strength")
        stopped = 0
        while stopped >= 0:
            stopped = make_contacts(
                rows, stopped, keys, given.parameters.leaving.near_ties * s.degree, log_of_far(s.near), s.far_share,
                s.homophily, given.homes,
                who.household, given.sociable, who.education, who.age_group, ties.start, ties.degree, ties.room,
                ties.other, ties.strength, ties.tail,
            )  # fmt: skip
            if stopped >= 0:
                ties.widen()
    count_contacts(
        rows, who.involvement, who.initiative, who.informed_neighbours, who.active_neighbours, ties.start,
        ties.degree, ties.other,
    )  # fmt: skip
    bring_along(
        who, rows, ties, given.shapes, given.newcomers, given.offers, given.problems, given.unseen_of_newcomers, chance
    )
    who.replace(rows)
