"""Bonding: working together ties people; ties fade; initiatives take root in the neighbourhood and win standing."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.befriending import fade_ties, get_acquainted
from weisim.neighbourhood.carrying import ENDED, has_room
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Problem

HALF_YEAR = 26
MEETING_PLACE = int(Problem.MEETING_PLACE)
USUAL_MOVES = 0.075 / 52.0
DRAWS = ("bonding.meet", "bonding.one", "bonding.other")
Numbers = namedtuple(
    "Numbers",
    "community pace reach legitimacy_output legitimacy_deal legitimacy_fading meet isolated room first cohesion moving "
    "meeting_place",
)


@clause
def take_root(members, n, community_strength, initiative, degree, initiatives):
    """How far each live initiative is known and trusted around it, and how it stands with others."""
    contacts = np.zeros(initiatives.size)
    for number in range(members.size):
        contacts[initiative[members[number]]] += degree[members[number]]
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        reached = min(1.0, n.reach * contacts[g] / degree.size)
        rooted = one.embeddedness
        rooted += n.pace * (
            reached * (0.4 + 0.6 * min(1.0, rooted + 0.2)) - rooted
        ) + n.community * community_strength * (1.0 - rooted)
        one.embeddedness = min(max(rooted, 0.0), 1.0)
        standing = one.legitimacy + n.legitimacy_output * one.output * one.embeddedness * (1.0 - one.legitimacy)
        tied = one.deals > 0 or one.in_cooperative == 1
        standing += (n.legitimacy_deal if tied else 0.0) - n.legitimacy_fading * one.legitimacy
        one.legitimacy = min(max(standing, 0.0), 1.0)


@clause
def pair_up(keys, members, initiative, initiatives, one, other):
    """Two members of each live initiative who come to talk this week, written in `one` and `other`; -1: nobody."""
    seen = np.zeros(initiatives.size, np.int32)
    first, second = np.empty(initiatives.size, np.int32), np.empty(initiatives.size, np.int32)
    for g in range(initiatives.size):
        one[g] = -1
        other[g] = -1
        first[g] = -1
        second[g] = -1
        theirs = initiatives[g]
        if theirs.stage != ENDED and theirs.members > 1:
            first[g] = int(draw(keys[1], theirs.key) * theirs.members)
            second[g] = int(draw(keys[2], theirs.key) * (theirs.members - 1))
            second[g] += 1 if second[g] >= first[g] else 0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        if seen[g] == first[g]:
            one[g] = row
        if seen[g] == second[g]:
            other[g] = row
        seen[g] += 1


@clause
def make_friends(
    since, keys, n, few, community_strength, one, who, initiatives, around, involvement, initiative, ties_won,
    informed_neighbours, active_neighbours, start, degree, room, other, strength, tail,
):  # fmt: skip
    """Pairs become contacts, the isolated sooner with community building; returns where memory ran out, or -1."""
    meeting_place = around.problem_level[MEETING_PLACE] < n.meeting_place * around.problem_base[MEETING_PLACE]
    for g in range(since, initiatives.size):
        if one[g] < 0 or who[g] < 0:
            continue
        wish, theirs = n.meet, initiatives[g]
        if degree[one[g]] <= few or degree[who[g]] <= few:
            wish *= 1.0 + (n.isolated - 1.0) * min(community_strength, 1.0)
        if meeting_place or has_room(theirs):
            wish *= n.room
        if draw(keys[0], theirs.key) >= wish:
            continue
        met = get_acquainted(
            one[g], who[g], n.first, involvement, initiative, informed_neighbours, active_neighbours, start,
            degree, room, other, strength, tail,
        )  # fmt: skip
        if met < 0:
            return g
        if met > 0:
            around.ties_made += 1
            ties_won[one[g]] += 1
            ties_won[who[g]] += 1
    return -1


@rule
def bond(
    since, again, keys, listed, n, few, initiative, involvement, ties_won, informed_neighbours, active_neighbours,
    initiatives, programme, surroundings, start, degree, room, other, strength, tail,
):  # fmt: skip
    """A week of taking root and of making friends; returns where it stopped for want of memory, or -1."""
    n = Numbers(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12],
    )  # fmt: skip
    members, community_strength, around = listed_members(initiative, listed), programme[0].community, surroundings[0]
    if not again:
        take_root(members, n, community_strength, initiative, degree, initiatives)
    one, who = np.empty(initiatives.size, np.int32), np.empty(initiatives.size, np.int32)
    pair_up(keys, members, initiative, initiatives, one, who)
    stopped = make_friends(
        since, keys, n, few, community_strength, one, who, initiatives, around, involvement, initiative, ties_won,
        informed_neighbours, active_neighbours, start, degree, room, other, strength, tail,
    )  # fmt: skip
    if stopped < 0:
        new = around.ties_made - around.ties_lost
        felt = around.cohesion + n.cohesion * (new - around.ties_counted) / degree.size
        felt -= n.moving * (around.moved / degree.size - USUAL_MOVES)
        around.cohesion = min(max(felt, 0.0), 10.0)
        around.ties_counted = new
    return stopped


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of bonding, float64[13], in the order of `Numbers`; in a story without ties nobody wins any."""
    p = parameters.bonding if parameters.settling.ties else parameters.bonding.model_copy(update={"meet": 0.0})
    return np.array([float(getattr(p, name)) for name in Numbers._fields])


@process(
    reads="programme.community residents.initiative residents.involvement residents.ties_won "
    "residents.informed_neighbours residents.active_neighbours initiatives.stage initiatives.key "
    "initiatives.members initiatives.output initiatives.deals initiatives.room_of_plan "
    "initiatives.room_of_deal initiatives.room_shared initiatives.in_cooperative surroundings.problem_level "
    "surroundings.problem_base initiatives.embeddedness initiatives.legitimacy surroundings.cohesion "
    "surroundings.ties_made surroundings.ties_lost surroundings.ties_counted surroundings.moved ties",
    writes="residents.ties_won residents.informed_neighbours residents.active_neighbours initiatives.embeddedness "
    "initiatives.legitimacy surroundings.cohesion surroundings.ties_made surroundings.ties_lost "
    "surroundings.ties_counted ties",
)
def bonding(here: Neighbourhood, chance: Chance) -> None:
    """Working together ties people, ties fade, and initiatives take root where their members have contacts.

    Each week two members of each initiative become contacts with chance `meet`, twice as likely with an isolated member
    while community building runs, 1.5 times with a room or while the neighbourhood has a place to meet. Twice a year
    ties of people who work together have grown, `s + .02(1 − s)` a week, all others outside the household have faded by
    .2 % a week, and those below .05 are lost. `reach = min(1, 15 Σ degree of members/N)`; `Em ← Em + .03(reach(.4 + .6
    min(1, Em + .2)) − Em) + community x_cb(1 − Em)`; `L ← clip(L + l_out y Em(1 − L) + l_deal · 1[running deal or
    cooperative] − l_fade L)`. Cohesion, 0 to 10: `Coh + k_c(new − lost ties)/N − k_m(moves/N − usual)`. Realises
    statements 11, 40, 46, 47 and 51.
    """
    p, who, ties, around = here.parameters.bonding, here.residents, here.ties, here.surroundings
    if here.week % HALF_YEAR == HALF_YEAR - 1:
        around.ties_lost[0] += fade_ties(
            (1.0 - p.together) ** HALF_YEAR, (1.0 - p.fading) ** HALF_YEAR, p.lost, who.involvement, who.initiative,
            who.informed_neighbours, who.active_neighbours, ties.start, ties.degree, ties.other, ties.strength,
        )  # fmt: skip
    stopped, again = 0, False
    while stopped >= 0:
        stopped = bond(
            stopped, again, chance.keys(*DRAWS), here.listed, here.once(numbers_of, here.parameters),
            here.parameters.settling.few_ties, who.initiative, who.involvement, who.ties_won,
            who.informed_neighbours, who.active_neighbours, here.initiatives.table, here.programme.table, around.table,
            ties.start, ties.degree, ties.room, ties.other, ties.strength, ties.tail,
        )  # fmt: skip
        if stopped >= 0:
            ties.widen()
            again = True
