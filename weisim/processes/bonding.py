"""Bonding: working together ties people; ties fade; initiatives take root in the neighbourhood and win standing."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.befriending import fade_ties, get_acquainted
from weisim.neighbourhood.carrying import ENDED
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process

HALF_YEAR = 26
USUAL_MOVES = 0.075 / 52.0
DRAWS = ("bonding.meet", "bonding.one", "bonding.other")
Numbers = namedtuple(
    "Numbers",
    "community pace reach legitimacy_output legitimacy_deal legitimacy_fading meet isolated room first cohesion moving",
)


@rule
def take_root(
    members, community, pace, reach, community_strength, by_output, by_deal, fading, initiative, degree, stage, output,
    deals, embeddedness, legitimacy,
):  # fmt: skip
    """How far each live initiative is known and trusted around it, and how it stands with others."""
    contacts = np.zeros(stage.size)
    for number in range(members.size):
        contacts[initiative[members[number]]] += degree[members[number]]
    for g in range(stage.size):
        if stage[g] == ENDED:
            continue
        reached = min(1.0, reach * contacts[g] / degree.size)
        rooted = embeddedness[g]
        rooted += pace * (reached * (0.4 + 0.6 * min(1.0, rooted + 0.2)) - rooted) + community * community_strength * (
            1.0 - rooted
        )
        embeddedness[g] = min(max(rooted, 0.0), 1.0)
        standing = legitimacy[g] + by_output * output[g] * embeddedness[g] * (1.0 - legitimacy[g])
        standing += (by_deal if deals[g] > 0 else 0.0) - fading * legitimacy[g]
        legitimacy[g] = min(max(standing, 0.0), 1.0)


@rule
def pair_up(keys, members, initiative, stage, team, name, one, other):
    """Two members of each live initiative who come to talk this week, written in `one` and `other`; -1: nobody."""
    seen = np.zeros(stage.size, np.int32)
    first, second = np.empty(stage.size, np.int32), np.empty(stage.size, np.int32)
    for g in range(stage.size):
        one[g] = -1
        other[g] = -1
        first[g] = -1
        second[g] = -1
        if stage[g] != ENDED and team[g] > 1:
            first[g] = int(draw(keys[1], name[g]) * team[g])
            second[g] = int(draw(keys[2], name[g]) * (team[g] - 1))
            second[g] += 1 if second[g] >= first[g] else 0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        if seen[g] == first[g]:
            one[g] = row
        if seen[g] == second[g]:
            other[g] = row
        seen[g] += 1


@rule
def make_friends(
    since, keys, chance, isolated, few, community_strength, with_room, strength_at_first, one, who, stage, name,
    room_of_plan, room_of_deal, involvement, initiative, ties_won, informed_neighbours, active_neighbours, start,
    degree, room, other, strength, tail, made,
):  # fmt: skip
    """Pairs become contacts, the isolated sooner with community building; returns where memory ran out, or -1."""
    for g in range(since, stage.size):
        if one[g] < 0 or who[g] < 0:
            continue
        wish = chance
        if degree[one[g]] <= few or degree[who[g]] <= few:
            wish *= 1.0 + (isolated - 1.0) * min(community_strength, 1.0)
        if room_of_plan[g] == 1 or room_of_deal[g] == 1:
            wish *= with_room
        if draw(keys[0], name[g]) >= wish:
            continue
        met = get_acquainted(
            one[g], who[g], strength_at_first, involvement, initiative, informed_neighbours, active_neighbours, start,
            degree, room, other, strength, tail,
        )  # fmt: skip
        if met < 0:
            return g
        if met > 0:
            made[0] += 1
            ties_won[one[g]] += 1
            ties_won[who[g]] += 1
    return -1


@rule
def bond(
    since, again, keys, listed, community, n, few, initiative, involvement, ties_won,
    informed_neighbours, active_neighbours, stage, name, team, output, deals, room_of_plan, room_of_deal, embeddedness,
    legitimacy, cohesion, made, lost, counted, moved, start, degree, room, other, strength, tail,
):  # fmt: skip
    """A week of taking root and of making friends; returns where it stopped for want of memory, or -1."""
    n = Numbers(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11],
    )  # fmt: skip
    members, community_strength = listed_members(initiative, listed), community[0]
    if not again:
        take_root(
            members, n.community, n.pace, n.reach, community_strength, n.legitimacy_output, n.legitimacy_deal,
            n.legitimacy_fading, initiative, degree, stage, output, deals, embeddedness, legitimacy,
        )  # fmt: skip
    one, who = np.empty(stage.size, np.int32), np.empty(stage.size, np.int32)
    pair_up(keys, members, initiative, stage, team, name, one, who)
    stopped = make_friends(
        since, keys, n.meet, n.isolated, few, community_strength, n.room, n.first, one, who, stage, name, room_of_plan,
        room_of_deal, involvement, initiative, ties_won, informed_neighbours, active_neighbours, start, degree,
        room, other, strength, tail, made,
    )  # fmt: skip
    if stopped < 0:
        new = made[0] - lost[0]
        felt = cohesion[0] + n.cohesion * (new - counted[0]) / degree.size
        felt -= n.moving * (moved[0] / degree.size - USUAL_MOVES)
        cohesion[0] = min(max(felt, 0.0), 10.0)
        counted[0] = new
    return stopped


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of bonding, float64[12], in the order of `Numbers`; in a story without ties nobody wins any."""
    p = parameters.bonding if parameters.settling.ties else parameters.bonding.model_copy(update={"meet": 0.0})
    return np.array([float(getattr(p, name)) for name in Numbers._fields])


@process(
    reads="programme.community residents.initiative residents.involvement residents.ties_won "
    "residents.informed_neighbours residents.active_neighbours initiatives.stage initiatives.key "
    "initiatives.members initiatives.output initiatives.deals initiatives.room_of_plan initiatives.room_of_deal "
    "initiatives.embeddedness initiatives.legitimacy surroundings.cohesion surroundings.ties_made "
    "surroundings.ties_lost surroundings.ties_counted surroundings.moved ties",
    writes="residents.ties_won residents.informed_neighbours residents.active_neighbours "
    "initiatives.embeddedness initiatives.legitimacy surroundings.cohesion surroundings.ties_made "
    "surroundings.ties_lost surroundings.ties_counted ties",
)
def bonding(here: Neighbourhood, chance: Chance) -> None:
    """Working together ties people, ties fade, and initiatives take root where their members have contacts.

    Each week two members of each initiative become contacts with chance `meet`, twice as likely with an isolated
    member while community building runs, 1.5 times with a room. Twice a year ties of people who work together have
    grown, `s + .02(1 − s)` a week, all others outside the household have faded by .2 % a week, and those below .05 are
    lost. `reach = min(1, 15 Σ degree of members/N)`; `Em ← Em + .03(reach(.4 + .6 min(1, Em + .2)) − Em) + community
    x_cb(1 − Em)`; `L ← clip(L + l_out y Em(1 − L) + l_deal · 1[running deal] − l_fade L)`. Cohesion, 0 to 10: `Coh +
    k_c(new − lost ties)/N − k_m(moves/N − usual)`. Realises statements 11, 40, 46, 47 and 51.
    """
    p, who, g, ties, around = (
        here.parameters.bonding, here.residents, here.initiatives, here.ties, here.surroundings,
    )  # fmt: skip
    if here.week % HALF_YEAR == HALF_YEAR - 1:
        around.ties_lost[0] += fade_ties(
            (1.0 - p.together) ** HALF_YEAR, (1.0 - p.fading) ** HALF_YEAR, p.lost, who.involvement, who.initiative,
            who.informed_neighbours, who.active_neighbours, ties.start, ties.degree, ties.other, ties.strength,
        )  # fmt: skip
    stopped, again = 0, False
    while stopped >= 0:
        stopped = bond(
            stopped, again, chance.keys(*DRAWS), here.listed, here.programme.community,
            here.once(numbers_of, here.parameters), here.parameters.settling.few_ties, who.initiative, who.involvement,
            who.ties_won, who.informed_neighbours, who.active_neighbours,
            g.stage, g.key, g.members, g.output, g.deals, g.room_of_plan, g.room_of_deal, g.embeddedness, g.legitimacy,
            around.cohesion, around.ties_made, around.ties_lost, around.ties_counted, around.moved,
            ties.start, ties.degree, ties.room, ties.other, ties.strength, ties.tail,
        )  # fmt: skip
        if stopped >= 0:
            ties.widen()
            again = True
