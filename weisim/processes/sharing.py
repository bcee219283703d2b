"""Sharing: initiatives lend each other know-how and hands."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.carrying import ENDED, demand_of, named, output_of
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.terms import Event

HANDS_LENT = int(Event.HANDS_LENT)


@clause
def teach_each_other(
    members, peer, from_pool, young, full_hours, pool, initiative, hours_given, skill, initiatives,
):  # fmt: skip
    """Members learn from the better ones in their team; young initiatives draw on what others have published."""
    parts = skill.shape[1]
    mean = np.zeros((initiatives.size, parts))
    for number in range(members.size):
        row = members[number]
        for part in range(parts):
            mean[initiative[row], part] += skill[row, part] / initiatives[initiative[row]].members
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        one = initiatives[g]
        for part in range(parts):
            skill[row, part] += peer * max(mean[g, part] - skill[row, part], 0.0)
        if one.age < young:
            weakest = 0
            for part in range(1, parts):
                if one.coverage[part] < one.coverage[weakest]:
                    weakest = part
            act = min(hours_given[row] / full_hours, 1.0)
            skill[row, weakest] += from_pool * pool * act * (1.0 - skill[row, weakest])


@clause
def publish(part, outdated, good, initiatives, pool):
    """Initiatives that work well put their know-how in the pool; it grows old."""
    teachers = 0
    for g in range(initiatives.size):
        if initiatives[g].stage != ENDED and initiatives[g].output >= good:
            teachers += 1
    return min(pool + part * teachers * (1.0 - pool) - outdated * pool, 1.0)


@clause
def neediest_link(g, members, n, initiative, initiatives, start, degree, other):
    """The initiative with fewest hours against its need of those where members of this one have contacts; -1: none."""
    best, least = -1, initiatives[g].possible_hours / demand_of(initiatives[g].stage, n)
    for number in range(members.size):
        row = members[number]
        if initiative[row] != g:
            continue
        for place in range(start[row], start[row] + degree[row]):
            h = initiative[other[place]]
            if h < 0 or h == g:
                continue
            hours = initiatives[h].possible_hours / demand_of(initiatives[h].stage, n)
            if hours < least or (hours == least and best >= 0 and h < best):
                best, least = h, hours
    return best


@clause
def lend_hands(
    week, key, members, chance, spare, hours, numbers, initiative, hours_available, hours_given, skill, initiatives,
    start, degree, other, lines, filled,
):  # fmt: skip
    """Who has hands to spare may help the neediest initiative that its members know somebody in."""
    n = named(numbers)
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED or one.possible_hours <= spare * demand_of(one.stage, n) or draw(key, one.key) >= chance:
            continue
        neediest = neediest_link(g, members, n, initiative, initiatives, start, degree, other)
        if neediest < 0:
            continue
        helped, left = initiatives[neediest], hours
        while left > 0.0:
            # The member with most time left helps first; nobody gives more than there is.
            most = -1
            for number in range(members.size):
                row = members[number]
                free = hours_available[row] - hours_given[row]
                if initiative[row] != g or free <= 0.0:
                    continue
                if most < 0 or free > hours_available[most] - hours_given[most]:
                    most = row
            if most < 0:
                break
            given = min(left, hours_available[most] - hours_given[most])
            able = 0.6 + 0.8 * (skill[most, 0] + skill[most, 1] + skill[most, 2] + skill[most, 3]) / 4.0
            hours_given[most] = min(hours_given[most] + given, hours_available[most])
            helped.own_hours += given * able
            left -= given
        if left >= hours:
            continue
        helped.output = output_of(
            helped.own_hours, helped.structure, helped.carried_hours, demand_of(helped.stage, n), n
        )
        one.hours_given += hours - left
        one.hours_lent += hours - left
        helped.hours_borrowed += hours - left
        for place in range(one.lent_to.size - 1, 0, -1):
            one.lent_to[place] = one.lent_to[place - 1]
            one.lent_in[place] = one.lent_in[place - 1]
        one.lent_to[0] = neediest
        one.lent_in[0] = week
        note(lines, filled, week, HANDS_LENT, g, -1, one.stage, 0, float(neediest))


@rule
def share(
    week, key, listed, peer, from_pool, young, full_hours, publishing, outdated, good, lend, spare, hours, numbers,
    initiative, hours_available, hours_given, skill, initiatives, surroundings, start, degree, other, lines, filled,
):  # fmt: skip
    """A week of teaching each other, lending hands and putting down what one knows."""
    members, around = listed_members(initiative, listed), surroundings[0]
    teach_each_other(
        members, peer, from_pool, young, full_hours, around.knowledge_pool, initiative, hours_given, skill, initiatives
    )
    lend_hands(
        week, key, members, lend, spare, hours, numbers, initiative, hours_available, hours_given, skill, initiatives,
        start, degree, other, lines, filled,
    )  # fmt: skip
    around.knowledge_pool = publish(publishing, outdated, good, initiatives, around.knowledge_pool)


@process(
    reads="residents.initiative residents.hours_available residents.hours_given residents.skill initiatives.stage "
    "initiatives.key initiatives.age initiatives.members initiatives.coverage initiatives.structure "
    "initiatives.carried_hours initiatives.possible_hours initiatives.own_hours "
    "initiatives.hours_given initiatives.output initiatives.lent_to initiatives.lent_in initiatives.hours_lent "
    "initiatives.hours_borrowed surroundings.knowledge_pool ties",
    writes="residents.skill residents.hours_given initiatives.own_hours initiatives.hours_given initiatives.output "
    "initiatives.lent_to initiatives.lent_in initiatives.hours_lent initiatives.hours_borrowed "
    "surroundings.knowledge_pool",
)
def sharing(here: Neighbourhood, chance: Chance) -> None:
    """Members learn from each other, initiatives publish what they know, and who has hands to spare helps another.

    In a team `K ← K + peer (mean − K)⁺`. Each initiative with y ≥ .5 adds `publish (1 − pool)` to an open pool that
    loses 1 % a week; members of initiatives younger than a year gain `draw · pool · act (1 − K)` in the skill their
    team has least of. With chance `lend` an initiative whose members could give more than 1.2 times what it needs lends
    two hours to the neediest one in which its members know somebody; these are hours of residents, from those with most
    left, never more than they have. Realises statements 22, 53, 62 and 69.
    """
    p, who, ties = here.parameters.sharing, here.residents, here.ties
    if not p.on:
        return
    share(
        here.week, chance.key("sharing.lend"), here.listed, p.peer, p.draw, p.young,
        here.parameters.learning.full_hours, p.publish, p.outdated, p.good_output, p.lend, p.spare, p.lent_hours,
        here.carrying, who.initiative, who.hours_available, who.hours_given, who.skill, here.initiatives.table,
        here.surroundings.table, ties.start, ties.degree, ties.other, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
