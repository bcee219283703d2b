"""Dealing: initiative and partner make a deal if both win."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.bargaining import (
    MONEY,
    ORDERS,
    PERMIT,
    SPACE,
    TINY,
    TRAINING,
    expected_gains,
    fits,
    hours_of,
    luck_of,
    overlap,
    rate_of,
    termed,
    terms_of,
    worth_of,
)
from weisim.neighbourhood.carrying import CONNECT, ENDED, RESIDENT_INITIATIVE, has_own_room, named
from weisim.neighbourhood.chronicle import note_deal
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.terms import Event, Reason

MADE, RENEWED = int(Event.DEAL_MADE), int(Event.DEAL_RENEWED)
OVER, BROKEN = int(Event.DEAL_ENDED), int(Event.DEAL_BROKEN)
FIRST_FORM, TERM_OVER, NO_GAIN_LEFT = int(Reason.FORM_SPACE), int(Reason.TERM_OVER), int(Reason.NO_GAIN_LEFT)
NO_DEAL = -1
QUARTER = 13
MATCH, GOOD_WORK = 0.5, 0.5
DRAWS = ("dealing.meet", "dealing.agree", "dealing.cost", "dealing.renew", "dealing.form")
Deals = namedtuple("Deals", "until form gain gives pays basis weeks")


@clause
def look_around(members, initiative, worth_known, trust, initiatives, known, trusting):
    """For each initiative the share of members who know what they are worth, and their mean trust."""
    known[:] = 0.0
    trusting[:] = 0.0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        team = initiatives[g].members
        known[g] += worth_known[row] / team
        trusting[g] += trust[row] / team


@clause
def drop(g, p, deals):
    """A deal is no more."""
    deals.until[g, p] = NO_DEAL
    deals.pays[g, p] = 0.0
    deals.form[g, p] = NO_DEAL
    deals.gain[g, p] = 0.0
    deals.gives[g, p] = 0.0
    deals.weeks[g, p] = 0


@clause
def settle_terms(week, phase, keys, n, c, served, trusting, initiatives, partners, deals, lines, filled):
    """Deals of initiatives that ended are broken; a deal whose term is over is renewed if both would win again."""
    broken = np.zeros(partners.size, np.int32)
    for g in range(initiatives.size):
        one = initiatives[g]
        for p in range(partners.size):
            if deals.until[g, p] == NO_DEAL:
                continue
            form = int(deals.form[g, p])
            if one.stage == ENDED:
                note_deal(lines, filled, week, BROKEN, g, p, one.stage, FIRST_FORM + form, deals.gives[g, p])
                broken[p] += 1
                drop(g, p, deals)
                continue
            if week < deals.until[g, p]:
                continue
            other = partners[p]
            ours, theirs, pay, worth = expected_gains(
                form, one, other, trusting[g], luck_of(keys[2], one.key, other.key), n, c, served
            )
            still_deals = other.from_phase <= phase < other.until_phase
            if still_deals and theirs > 0.0 and luck_of(keys[3], one.key, other.key) < n.accept:
                deals.until[g, p] = week + int(n.term)
                deals.gain[g, p] = ours
                deals.gives[g, p] = theirs
                deals.pays[g, p] = rate_of(form, pay, one.output)
                deals.basis[g, p] = basis_of(form, theirs, pay, worth)
                one.deals_made += 1
                other.deals_made += 1
                note_deal(lines, filled, week, RENEWED, g, p, one.stage, FIRST_FORM + form, ours + theirs)
            else:
                why = TERM_OVER if theirs > 0.0 else NO_GAIN_LEFT
                note_deal(lines, filled, week, OVER, g, p, one.stage, why, deals.gain[g, p] + deals.gives[g, p])
                drop(g, p, deals)
    for p in range(partners.size):
        partners[p].trust *= (1.0 - n.broken) ** broken[p]


@clause
def basis_of(form, theirs, pay, worth):
    """What stays of a partner's gain when the worth of the work, and what is paid by result, are taken out of it.

    So each week can be told what it was worth, which may be more or less than was expected, or a loss.
    """
    return theirs - worth + (pay if form == ORDERS else 0.0)


@clause
def keep_deals(n, c, served, initiatives, partners, deals, hours_left, euros_left, rooms_left):
    """This week's part of all deals that run: each partner first serves what it wins most by, as far as it can."""
    waiting = np.empty(initiatives.size, np.int32)
    for g in range(initiatives.size):
        one = initiatives[g]
        one.deals = 0
        one.order_income = 0.0
        one.deal_money = 0.0
        one.control = 0.0
        one.room_of_deal = 0
        one.trained_in_deals = 0
        one.permitted = 0
    for p in range(partners.size):
        other = partners[p]
        other.deals = 0
        other.rooms_lent = 0
        other.deal_hours = 0.0
        other.deal_euros = 0.0
        other.week_gain = 0.0
        count = 0
        for g in range(initiatives.size):
            if deals.until[g, p] != NO_DEAL:
                waiting[count] = g
                count += 1
        while count > 0:
            place = 0
            for later in range(1, count):
                if deals.gives[waiting[later], p] > deals.gives[waiting[place], p]:
                    place = later
            best = int(waiting[place])
            count -= 1
            for later in range(place, count):
                waiting[later] = waiting[later + 1]
            one, form = initiatives[best], int(deals.form[best, p])
            # A room stays lent whatever else a partner has to do this week.
            if form == SPACE:
                one.room_of_deal = 1
                rooms_left[p] -= 1
                other.rooms_lent += 1
            one.deals += 1
            other.deals += 1
            one.control = max(one.control, n.strings * (1.0 - other.letting_go))
            hours, euros = hours_of(form, n), deals.pays[best, p]
            if hours > hours_left[p] + TINY or euros > euros_left[p] + TINY:
                continue
            paid = euros * one.output if form == ORDERS else euros
            hours_left[p] -= hours
            euros_left[p] -= euros
            other.deal_hours += hours
            other.deal_euros += paid
            if form == ORDERS:
                one.order_income += paid
            elif form == MONEY:
                one.deal_money += paid
            elif form == TRAINING:
                one.trained_in_deals = 1
            elif form == PERMIT:
                one.permitted = 1
            deals.weeks[best, p] += 1
            if deals.weeks[best, p] % QUARTER == 0:
                other.trust = min(other.trust + n.kept, 1.0)
            basis = deals.basis[best, p]
            one.gain += basis + paid if form == ORDERS else deals.gain[best, p]
            worth = worth_of(form, one, other, n, c, served)
            other.week_gain += worth + basis - (paid if form == ORDERS else 0.0)


@clause
def best_offer(offered, ours, theirs):
    """The pair that would win most by what is offered, the first of equals; -1: nothing is offered any more."""
    best_g, best_p = -1, -1
    for g in range(offered.shape[0]):
        for p in range(offered.shape[1]):
            if offered[g, p] == NO_DEAL:
                continue
            if best_g < 0 or ours[g, p] + theirs[g, p] > ours[best_g, best_p] + theirs[best_g, best_p]:
                best_g, best_p = g, p
    return best_g, best_p


@clause
def meet_partners(
    week, phase, keys, n, c, brokering, served, known, trusting, initiatives, partners, deals, hours_left, euros_left,
    rooms_left, lines, filled,
):  # fmt: skip
    """New meetings, and the best deal of each in which both would win; with too little left, the best come first."""
    active = 0
    for p in range(partners.size):
        other = partners[p]
        if other.from_phase <= phase < other.until_phase and other.forms.sum() > 0:
            active += 1
    if active == 0:
        return
    offered = np.full(deals.until.shape, NO_DEAL, np.int32)
    ours, theirs = np.zeros(deals.until.shape), np.zeros(deals.until.shape)
    rates, bases = np.zeros(deals.until.shape), np.zeros(deals.until.shape)
    any_offer, promised = False, np.zeros(initiatives.size, np.int32)
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage < RESIDENT_INITIATIVE or one.stage == ENDED:
            continue
        reach = (
            n.meet
            * (n.unconnected + (1.0 - n.unconnected) * one.coverage[CONNECT])
            * (n.unbrokered + (1.0 - n.unbrokered) * brokering)
            * (1.0 + n.worth_known * known[g])
            / active
        )
        has_room = has_own_room(one)
        for p in range(partners.size):
            other = partners[p]
            if deals.until[g, p] != NO_DEAL or not other.from_phase <= phase < other.until_phase:
                continue
            if luck_of(keys[0], one.key, other.key) >= reach * other.openness:
                continue
            best_luck = 0.0
            for form in range(other.forms.size):
                if other.forms[form] == 0:
                    continue
                mine, yours, pay, worth = expected_gains(
                    form, one, other, trusting[g], luck_of(keys[2], one.key, other.key), n, c, served
                )
                rate = rate_of(form, pay, one.output)
                if yours <= 0.0 or not fits(form, rate, has_room, hours_left[p], euros_left[p], rooms_left[p], n):
                    continue
                # Where two forms promise the same, luck decides which it is.
                luck = luck_of(keys[4] + np.uint64(form), one.key, other.key)
                before = ours[g, p] + theirs[g, p]
                if offered[g, p] == NO_DEAL or (mine + yours, luck) > (before, best_luck):
                    offered[g, p] = form
                    ours[g, p] = mine
                    theirs[g, p] = yours
                    rates[g, p] = rate
                    bases[g, p] = basis_of(form, yours, pay, worth)
                    best_luck = luck
            any_offer = any_offer or offered[g, p] != NO_DEAL
    while any_offer:
        g, p = best_offer(offered, ours, theirs)
        if g < 0:
            break
        one, other, form = initiatives[g], partners[p], int(offered[g, p])
        offered[g, p] = NO_DEAL
        has_room = has_own_room(one) or promised[g] == 1
        if luck_of(keys[1], one.key, other.key) >= n.accept or not fits(
            form, rates[g, p], has_room, hours_left[p], euros_left[p], rooms_left[p], n
        ):
            continue
        # It begins next week.
        deals.until[g, p] = week + 1 + int(n.term)
        deals.form[g, p] = form
        deals.gain[g, p] = ours[g, p]
        deals.gives[g, p] = theirs[g, p]
        deals.pays[g, p] = rates[g, p]
        deals.basis[g, p] = bases[g, p]
        one.deals_made += 1
        other.deals_made += 1
        hours_left[p] -= hours_of(form, n)
        euros_left[p] -= rates[g, p]
        if form == SPACE:
            rooms_left[p] -= 1
            promised[g] = 1
        note_deal(lines, filled, week, MADE, g, p, one.stage, FIRST_FORM + form, ours[g, p] + theirs[g, p])


@clause
def open_up(n, served, initiatives, partners):
    """Partners become more open when they see good work on what they care for."""
    for p in range(partners.size):
        other, best = partners[p], GOOD_WORK
        for g in range(initiatives.size):
            one = initiatives[g]
            better = one.stage != ENDED and one.output > best
            if better and overlap(one.problem, one.stage, served, other.interests) >= MATCH:
                best = one.output
        other.openness = max(other.openness, min(other.openness + n.seen * (best - GOOD_WORK), n.most_open))


@rule
def deal(
    week, keys, listed, numbers, carrying, served, initiative, worth_known, trust, initiatives, partners, programme,
    deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis, deal_weeks, lines, filled,
):  # fmt: skip
    """A week of deals: what ends, what is renewed, what is kept and who meets whom."""
    n, c, phase = termed(numbers), named(carrying), programme[0].phase
    deals = Deals(deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis, deal_weeks)
    known, trusting = np.empty(initiatives.size), np.empty(initiatives.size)
    look_around(listed_members(initiative, listed), initiative, worth_known, trust, initiatives, known, trusting)
    settle_terms(week, phase, keys, n, c, served, trusting, initiatives, partners, deals, lines, filled)
    hours_left, euros_left = np.empty(partners.size), np.empty(partners.size)
    rooms_left = np.empty(partners.size, np.int32)
    for p in range(partners.size):
        other = partners[p]
        hours_left[p] = other.capacity_hours - other.hours_given
        euros_left[p] = other.capacity_euros - other.euros_given
        rooms_left[p] = other.rooms
    keep_deals(n, c, served, initiatives, partners, deals, hours_left, euros_left, rooms_left)
    meet_partners(
        week, phase, keys, n, c, programme[0].brokering, served, known, trusting, initiatives, partners, deals,
        hours_left, euros_left, rooms_left, lines, filled,
    )  # fmt: skip
    open_up(n, served, initiatives, partners)
    for p in range(partners.size):
        other = partners[p]
        other.hours_total += other.hours_given + other.deal_hours
        other.euros_total += other.euros_given + other.deal_euros
        other.gain += other.week_gain


@process(
    reads="programme.phase programme.brokering residents.initiative residents.worth_known residents.trust "
    "initiatives.stage initiatives.key initiatives.problem initiatives.members initiatives.output "
    "initiatives.coverage initiatives.room_of_plan initiatives.deals_made initiatives.gain "
    "initiatives.deal_until initiatives.deal_form initiatives.deal_gain initiatives.deal_gives "
    "initiatives.deal_pays initiatives.deal_basis initiatives.deal_weeks partners.key partners.interests "
    "partners.forms partners.from_phase partners.until_phase partners.letting_go partners.openness "
    "partners.trust partners.capacity_hours partners.capacity_euros partners.rooms partners.hours_given "
    "partners.euros_given partners.deal_hours partners.deal_euros partners.deals_made partners.rooms_lent "
    "partners.hours_total partners.euros_total partners.gain",
    writes="initiatives.deals initiatives.deals_made initiatives.gain initiatives.order_income initiatives.deal_money "
    "initiatives.control initiatives.room_of_deal initiatives.trained_in_deals initiatives.permitted "
    "initiatives.deal_until initiatives.deal_form initiatives.deal_gain initiatives.deal_gives "
    "initiatives.deal_pays initiatives.deal_basis initiatives.deal_weeks partners.openness partners.trust "
    "partners.deal_hours partners.deal_euros partners.deals partners.deals_made partners.rooms_lent "
    "partners.hours_total partners.euros_total partners.week_gain partners.gain",
)
def dealing(here: Neighbourhood, chance: Chance) -> None:
    """An initiative and a partner meet, and deal if both win.

    Past the idea, with a partner in its phases and no running deal between them: they meet with chance `meet · openness
    · (.2 + .8 best connector)(.35 + .65 sat(x_broker))(1 + .5 · share who know their worth)/partners active`. For each
    form of help the partner has and can spare: `surplus = value · overlap · y · quality + help · value − 2 cost − U(15,
    40)/(.5 + .5 mean trust both ways)`, overlap the cosine of interests and effects; in money and orders there is no
    help, since what one gets the other pays: half the worth of the work, orders by result. A deal on the best form
    needs a gain for both and comes about with chance `accept`. Split: *nash*, half each; rival *equal price*, what a
    usual initiative would pay. Deals last 39 weeks and are renewed, with the same chance, if both would win again; what
    a partner gives in a week stays within its hours and euros after the plan, what it wins most by first. What a week
    brought a partner follows the work done in it, so it may be a loss. A deal carries control `strings (1 − letting
    go)`. Openness grows by .01(best y on its interests − .5)⁺ a week; trust of a partner grows by each quarter kept and
    falls by .3 of itself when an initiative ends during a deal. Realises statements 17 to 20, 24 to 27, 70 to 74 and
    76.
    """
    if not len(here.partners):
        return
    who, g = here.residents, here.initiatives
    deal(
        here.week, chance.keys(*DRAWS), here.listed, here.once(terms_of, here.parameters.dealing), here.carrying,
        here.served, who.initiative, who.worth_known, who.trust, g.table, here.partners.table, here.programme.table,
        g.deal_until, g.deal_form, g.deal_gain, g.deal_gives, g.deal_pays, g.deal_basis, g.deal_weeks,
        here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
