"""Federating: independent organisations form a neighbourhood cooperative, and it stands or falls with them."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import (
    ENDED,
    INDEPENDENT,
    ORGANISE,
    RESIDENT_INITIATIVE,
    costs_of,
    has_own_room,
    named,
)
from weisim.neighbourhood.chronicle import VALUE, note
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.paying import COOPERATIVE_CLOSING, COOPERATIVE_COSTS, FEES, FUND, pay
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Event, Reason
from weisim.weeks import WEEKS_PER_YEAR

FOUNDED, JOINED, LEFT = int(Event.COOPERATIVE_FOUNDED), int(Event.COOPERATIVE_JOINED), int(Event.COOPERATIVE_LEFT)
FAILED, HELPED = int(Event.COOPERATIVE_FAILED), int(Event.FUND_HELPED)
STRUCTURE = int(Reason.STRUCTURE)
TOO_FEW, STUCK, NO_GAIN_LEFT = int(Reason.TOO_FEW_MEMBERS), int(Reason.GOVERNANCE), int(Reason.NO_GAIN_LEFT)
IN_THE_RED, BY_VOTE = np.int64(Reason.IN_THE_RED), np.int64(Reason.BY_VOTE)  # one version of `help_out` for both
MOST_PRINCIPLES, QUARTER, GOOD_WORK, SMALLEST_HELP = 8.0, 13, 0.5, 50.0
DRAWS = ("federating.found", "federating.join", "federating.later", "federating.leave", "federating.fail")
Numbers = namedtuple(
    "Numbers",
    "members trust chance join join_later leave fewest saves full_size shared_risk fee cost pooled advice "
    "cover reserve_weeks peers coach_skill governance governance_learned hazard governance_weight "
    "own_reserve_weeks",
)


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of federating, float64[23], in the order of `Numbers`."""
    worked_out = {"own_reserve_weeks": float(parameters.producing.reserve_weeks)}
    values = [worked_out.get(name, getattr(parameters.federating, name, 0.0)) for name in Numbers._fields]
    return np.array(values, np.float64)


@clause
def is_independent(one):
    """Whether an initiative is an organisation that stands on its own."""
    return INDEPENDENT <= one.stage < ENDED


@clause
def gain_of(one, size, governance, n, c):
    """What membership would be worth to an organisation a week: costs saved, risk shared and advice, less the fee."""
    full = costs_of(one.stage, one.output, c)
    strength = min((size - 1.0) / (n.full_size - 1.0), 1.0) * min(governance / n.governance, 1.0)
    saved = full * n.saves if not has_own_room(one) else 0.0
    return strength * (saved + n.pooled * full + n.advice) - n.fee


@clause
def share_a_need(initiatives, c):
    """Whether two independent organisations lack a room, cost more than they earn, or work on the same problem."""
    roomless, poor = 0, 0
    for g in range(initiatives.size):
        one = initiatives[g]
        if not is_independent(one):
            continue
        roomless += 0 if has_own_room(one) else 1
        poor += 1 if costs_of(one.stage, one.output, c) > one.income_own else 0
        for h in range(g):
            if is_independent(initiatives[h]) and initiatives[h].problem == one.problem:
                return True
    return roomless >= 2 or poor >= 2


@clause
def mean_trust(members, initiative, trust, initiatives):
    """Mean trust of the members of independent organisations."""
    count, total = 0, 0.0
    for number in range(members.size):
        row = members[number]
        if is_independent(initiatives[initiative[row]]):
            count += 1
            total += trust[row]
    return total / count if count > 0 else 0.0


@clause
def how_many_independent(initiatives):
    """How many organisations stand on their own."""
    count = 0
    for g in range(initiatives.size):
        count += 1 if is_independent(initiatives[g]) else 0
    return count


@clause
def joins_at_once(one, key, count, n, c):
    """Whether an organisation is among the first members: it would win, and luck is with it."""
    return is_independent(one) and gain_of(one, count, n.governance, n, c) > 0.0 and draw(key, one.key) < n.join


@clause
def may_found(keys, listed, n, c, initiatives, initiative, trust):
    """Whether enough independent organisations that trust each other and share a need come to found a cooperative."""
    count = how_many_independent(initiatives)
    if count < n.members or draw(keys[0], 0) >= n.chance:
        return False
    joining = 0
    for g in range(initiatives.size):
        joining += 1 if joins_at_once(initiatives[g], keys[1], count, n, c) else 0
    trusting = mean_trust(listed_members(initiative, listed), initiative, trust, initiatives) >= n.trust
    return joining >= n.members and trusting and share_a_need(initiatives, c)


@clause
def join_at_once(week, key, n, c, initiatives, coop, lines, filled):
    """The first members of a cooperative: each organisation that would win joins, with luck."""
    count = how_many_independent(initiatives)
    for g in range(initiatives.size):
        one = initiatives[g]
        if joins_at_once(one, key, count, n, c):
            one.in_cooperative = 1
            one.covered = 0.0
            coop.members += 1
            note(lines, filled, week, JOINED, g, -1, one.stage, 0, math.nan)


@clause
def come_and_go(week, keys, n, c, initiatives, coop, lines, filled):
    """Organisations that would win join later; members that do not win any more leave."""
    for g in range(initiatives.size):
        one = initiatives[g]
        if not is_independent(one):
            if one.in_cooperative == 1:
                one.in_cooperative = 0
                coop.members -= 1
                note(lines, filled, week, LEFT, g, -1, one.stage, STRUCTURE, math.nan)
            continue
        gain = gain_of(one, coop.members + 1 - one.in_cooperative, coop.governance, n, c)
        if one.in_cooperative == 0 and gain > 0.0 and draw(keys[2], one.key) < n.join_later:
            one.in_cooperative = 1
            one.covered = 0.0
            coop.members += 1
            note(lines, filled, week, JOINED, g, -1, one.stage, 0, gain)
        elif one.in_cooperative == 1 and gain < 0.0 and draw(keys[3], one.key) < n.leave:
            one.in_cooperative = 0
            coop.members -= 1
            note(lines, filled, week, LEFT, g, -1, one.stage, NO_GAIN_LEFT, gain)


@clause
def govern(n, initiatives, coop):
    """Good work teaches good governance, bad work wears it; counted by the quarter."""
    total = 0.0
    for g in range(initiatives.size):
        total += initiatives[g].output if initiatives[g].in_cooperative == 1 else 0.0
    coop.good_weeks += 1 if total >= GOOD_WORK * coop.members else -1
    if abs(coop.good_weeks) >= QUARTER:
        learned = n.governance_learned if coop.good_weeks > 0 else -n.governance_learned
        coop.governance = min(max(coop.governance + learned, 0.0), MOST_PRINCIPLES)
        coop.good_weeks = 0


@clause
def run_fund(week, n, c, initiatives, coop, around, lines, filled):
    """Members pay their fee, the fund covers red figures, and what it can miss goes where members want it most."""
    kept = 0.0
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.in_cooperative == 0:
            continue
        kept += n.fee
        if one.cash >= n.fee:
            pay(one, around, FEES, n.fee)
            coop.cash += n.fee
            coop.fees += n.fee
        if (week - coop.founded) % WEEKS_PER_YEAR == 0:
            one.covered = 0.0
    spent = min(n.cost, coop.cash)
    coop.cash -= spent
    around.flows[COOPERATIVE_COSTS] += spent
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.in_cooperative == 1 and one.cash < 0.0:
            amount = min(min(-one.cash, coop.cash), n.cover - one.covered)
            help_out(week, g, amount, IN_THE_RED, one, coop, around, lines, filled)
    spare = coop.cash - n.reserve_weeks * max(n.cost, kept)
    best = -1
    for g in range(initiatives.size):
        one = initiatives[g]
        reserve = n.own_reserve_weeks * costs_of(one.stage, one.output, c)
        needs = RESIDENT_INITIATIVE <= one.stage < ENDED and one.cash < reserve
        if needs and (best < 0 or one.priority > initiatives[best].priority):
            best = g
    if best >= 0 and spare >= SMALLEST_HELP:
        one = initiatives[best]
        short = n.own_reserve_weeks * costs_of(one.stage, one.output, c) - one.cash
        help_out(week, best, min(spare, short), BY_VOTE, one, coop, around, lines, filled)


@clause
def help_out(week, g, amount, why, one, coop, around, lines, filled):
    """The fund pays to an initiative."""
    if amount <= 0.0:
        return
    pay(one, around, FUND, amount)
    coop.cash -= amount
    coop.paid_out += amount
    one.covered += amount if why == IN_THE_RED else 0.0
    note(lines, filled, week, HELPED, g, -1, one.stage, why, amount)


@clause
def share_services(n, initiatives, coop, live):
    """What members have from each other next week: a room, lower costs, less risk, the advice of who organises best."""
    strength, coach, coop.has_room = 0.0, -1, 0
    if live:
        strength = min((coop.members - 1.0) / (n.full_size - 1.0), 1.0) * min(coop.governance / n.governance, 1.0)
    for g in range(initiatives.size):
        one = initiatives[g]
        one.coaching_given = 0.0
        if live and one.in_cooperative == 1:
            coop.has_room = max(coop.has_room, max(one.room_of_plan, one.room_of_deal))
            if one.coverage[ORGANISE] >= n.coach_skill and (
                coach < 0 or one.coverage[ORGANISE] > initiatives[coach].coverage[ORGANISE]
            ):
                coach = g
    for g in range(initiatives.size):
        one = initiatives[g]
        member = live and one.in_cooperative == 1
        one.room_shared = coop.has_room if member else 0
        one.shared_saving = n.saves * strength if member else 0.0
        one.shared_risk = n.shared_risk * strength if member else 0.0
        if member and coach >= 0 and coach != g:
            hours = n.peers * coop.members / n.full_size
            one.coaching_had += hours
            initiatives[coach].coaching_given += hours


@clause
def live_on(week, keys, n, c, initiatives, cooperatives, surroundings, lines, filled):
    """A week in the life of the cooperative, and whether it is the last."""
    coop, around = cooperatives[cooperatives.size - 1], surroundings[0]
    come_and_go(week, keys, n, c, initiatives, coop, lines, filled)
    govern(n, initiatives, coop)
    run_fund(week, n, c, initiatives, coop, around, lines, filled)
    hazard = n.hazard * math.exp(n.governance_weight * (n.governance - coop.governance))
    stuck = draw(keys[4], 0) < 1.0 - math.exp(-hazard / WEEKS_PER_YEAR)
    if coop.members < n.fewest or stuck:
        why = TOO_FEW if coop.members < n.fewest else STUCK
        note(lines, filled, week, FAILED, -1, -1, -1, why, float(coop.members))
        around.flows[COOPERATIVE_CLOSING] += coop.cash
        coop.cash = 0.0
        coop.lives = 0
        coop.members = 0
        for g in range(initiatives.size):
            initiatives[g].in_cooperative = 0
    share_services(n, initiatives, coop, coop.lives == 1)


@rule
def federate(
    week, keys, listed, values, carrying, initiatives, cooperatives, surroundings, initiative, trust, lines, filled,
):  # fmt: skip
    """A week of the cooperative, or of organisations that may found one; returns whether they do."""
    n, c = named_numbers(values), named(carrying)
    if cooperatives.size > 0 and cooperatives[cooperatives.size - 1].lives == 1:
        live_on(week, keys, n, c, initiatives, cooperatives, surroundings, lines, filled)
        return False
    return may_found(keys, listed, n, c, initiatives, initiative, trust)


@rule
def found(week, keys, values, carrying, initiatives, cooperatives, lines, filled):
    """A cooperative is founded by the organisations that join at once."""
    n, c, coop = named_numbers(values), named(carrying), cooperatives[cooperatives.size - 1]
    coop.founded = week
    coop.governance = n.governance
    note(lines, filled, week, FOUNDED, -1, -1, -1, 0, math.nan)
    line = filled[0] - 1
    join_at_once(week, keys[1], n, c, initiatives, coop, lines, filled)
    lines[line, VALUE] = float(coop.members)


@clause
def named_numbers(v):
    """The numbers of federating by name."""
    return Numbers(
        v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14], v[15], v[16],
        v[17], v[18], v[19], v[20], v[21], v[22],
    )  # fmt: skip


@process(
    reads="initiatives.stage initiatives.key initiatives.problem initiatives.output initiatives.coverage "
    "initiatives.income_own initiatives.priority initiatives.cash initiatives.room_of_plan "
    "initiatives.room_of_deal initiatives.in_cooperative initiatives.covered initiatives.coaching_had "
    "initiatives.flows residents.initiative residents.trust cooperatives.lives cooperatives.founded "
    "cooperatives.members cooperatives.cash cooperatives.governance cooperatives.good_weeks cooperatives.fees "
    "cooperatives.paid_out cooperatives.has_room surroundings.flows surroundings.purse surroundings.earned",
    writes="initiatives.in_cooperative initiatives.covered initiatives.cash initiatives.flows initiatives.room_shared "
    "initiatives.shared_saving initiatives.shared_risk initiatives.coaching_had initiatives.coaching_given "
    "cooperatives.lives cooperatives.founded cooperatives.members cooperatives.cash cooperatives.governance "
    "cooperatives.good_weeks cooperatives.fees cooperatives.paid_out cooperatives.has_room surroundings.flows "
    "surroundings.purse surroundings.earned",
)
def federating(here: Neighbourhood, chance: Chance) -> None:
    """Independent organisations that trust each other and share a need found a cooperative; members may leave.

    With `members` organisations, mean trust of their members of at least `trust` and a need shared by two (no room,
    costs above income, the same problem) it is founded with chance `chance` a week, if as many would join. Who
    would win joins with chance `join`, later with `join_later`: `gain = strength · (costs saved + pooled risk + advice)
    − fee`, strength growing with members and governance; who loses leaves with chance `leave`. Members share rooms,
    services (costs less .4) and risk (hazard less a quarter), and the best organiser among them coaches the others in
    its own hours. Fees go into a fund that covers red figures, up to 2,000 a member and year; what it has above 26
    weeks of fees goes to the initiative that members want helped most: it stands in for support. Governance, 0 to 8
    principles, rises with quarters of good work and falls with bad ones; the cooperative fails with fewer than two
    members, or with hazard `.10 exp(.4(4 − G))` a year. Realises statements 9, 62, 63 and 69.
    """
    numbers, keys, lines, filled = (
        here.once(numbers_of, here.parameters), chance.keys(*DRAWS), here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
    if federate(
        here.week, keys, here.listed, numbers, here.carrying, here.initiatives.table, here.cooperatives.table,
        here.surroundings.table, here.residents.initiative, here.residents.trust, lines, filled,
    ):  # fmt: skip
        here.cooperatives.add_row()
        found(here.week, keys, numbers, here.carrying, here.initiatives.table, here.cooperatives.table, lines, filled)
