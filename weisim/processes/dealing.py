"""Dealing: initiative and partner make a deal if both win."""

from __future__ import annotations

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
from weisim.neighbourhood.carrying import (
    CONNECT,
    ENDED,
    RESIDENT_INITIATIVE,
    named,
)
from weisim.neighbourhood.chronicle import note_deal
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
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


@rule
def look_around(members, initiative, worth_known, trust, team, known, trusting):
    """For each initiative the share of members who know what they are worth, and their mean trust."""
    known[:] = 0.0
    trusting[:] = 0.0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        known[g] += worth_known[row] / team[g]
        trusting[g] += trust[row] / team[g]


@rule
def drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_weeks):
    """A deal is no more."""
    deal_until[g, p] = NO_DEAL
    deal_pays[g, p] = 0.0
    deal_form[g, p] = NO_DEAL
    deal_gain[g, p] = 0.0
    deal_gives[g, p] = 0.0
    deal_weeks[g, p] = 0


@rule
def settle_terms(
    week, phase, keys, n, c, served, interests, trusting, stage, name, problem, output, coverage, deals_made,
    deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis, deal_weeks, called, from_phase, until_phase,
    partner_trust,
    partner_deals, lines, filled,
):  # fmt: skip
    """Deals of initiatives that ended are broken; a deal whose term is over is renewed if both would win again."""
    broken = np.zeros(partner_trust.size, np.int32)
    for g in range(stage.size):
        for p in range(partner_trust.size):
            if deal_until[g, p] == NO_DEAL:
                continue
            form = int(deal_form[g, p])
            if stage[g] == ENDED:
                note_deal(lines, filled, week, BROKEN, g, p, stage[g], FIRST_FORM + form, deal_gives[g, p])
                broken[p] += 1
                drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_weeks)
                continue
            if week < deal_until[g, p]:
                continue
            ours, theirs, pay, worth = expected_gains(
                form, g, p, luck_of(keys[2], name[g], called[p]), n, c, served, interests, trusting, partner_trust,
                stage, problem, output, coverage,
            )  # fmt: skip
            still_deals = from_phase[p] <= phase < until_phase[p]
            if still_deals and theirs > 0.0 and luck_of(keys[3], name[g], called[p]) < n.accept:
                deal_until[g, p] = week + int(n.term)
                deal_gain[g, p] = ours
                deal_gives[g, p] = theirs
                deal_pays[g, p] = rate_of(form, pay, output[g])
                deal_basis[g, p] = basis_of(form, theirs, pay, worth)
                deals_made[g] += 1
                partner_deals[p] += 1
                note_deal(lines, filled, week, RENEWED, g, p, stage[g], FIRST_FORM + form, ours + theirs)
            else:
                why = TERM_OVER if theirs > 0.0 else NO_GAIN_LEFT
                note_deal(lines, filled, week, OVER, g, p, stage[g], why, deal_gain[g, p] + deal_gives[g, p])
                drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_weeks)
    for p in range(partner_trust.size):
        partner_trust[p] *= (1.0 - n.broken) ** broken[p]


@rule
def basis_of(form, theirs, pay, worth):
    """What stays of a partner's gain when the worth of the work, and what is paid by result, are taken out of it.

    So each week can be told what it was worth, which may be more or less than was expected, or a loss.
    """
    return theirs - worth + (pay if form == ORDERS else 0.0)


@rule
def keep_deals(
    n, c, served, interests, stage, problem, output, coverage, deal_until, deal_form, deal_gain, deal_gives, deal_pays,
    deal_basis, deal_weeks, deals, gain, order_income,
    deal_money, control, room_of_deal, trained, permitted, letting_go, partner_trust, hours_left, euros_left,
    rooms_left,
    partner_deals, deal_hours, deal_euros, week_gain,
):  # fmt: skip
    """This week's part of all deals that run: each partner first serves what it wins most by, as far as it can."""
    waiting = np.empty(stage.size, np.int32)
    for g in range(stage.size):
        deals[g] = 0
        order_income[g] = 0.0
        deal_money[g] = 0.0
        control[g] = 0.0
        room_of_deal[g] = 0
        trained[g] = 0
        permitted[g] = 0
    for p in range(letting_go.size):
        partner_deals[p] = 0
        deal_hours[p] = 0.0
        deal_euros[p] = 0.0
        week_gain[p] = 0.0
        count = 0
        for g in range(stage.size):
            if deal_until[g, p] != NO_DEAL:
                waiting[count] = g
                count += 1
        while count > 0:
            place = 0
            for later in range(1, count):
                if deal_gives[waiting[later], p] > deal_gives[waiting[place], p]:
                    place = later
            best = int(waiting[place])
            count -= 1
            for later in range(place, count):
                waiting[later] = waiting[later + 1]
            form = int(deal_form[best, p])
            # A room stays lent whatever else a partner has to do this week.
            if form == SPACE:
                room_of_deal[best] = 1
                rooms_left[p] -= 1
            deals[best] += 1
            partner_deals[p] += 1
            control[best] = max(control[best], n.strings * (1.0 - letting_go[p]))
            hours, euros = hours_of(form, n), deal_pays[best, p]
            if hours > hours_left[p] + TINY or euros > euros_left[p] + TINY:
                continue
            paid = euros * output[best] if form == ORDERS else euros
            hours_left[p] -= hours
            euros_left[p] -= euros
            deal_hours[p] += hours
            deal_euros[p] += paid
            if form == ORDERS:
                order_income[best] += paid
            elif form == MONEY:
                deal_money[best] += paid
            elif form == TRAINING:
                trained[best] = 1
            elif form == PERMIT:
                permitted[best] = 1
            deal_weeks[best, p] += 1
            if deal_weeks[best, p] % QUARTER == 0:
                partner_trust[p] = min(partner_trust[p] + n.kept, 1.0)
            worth = worth_of(form, best, p, n, c, served, interests, stage, problem, output, coverage)
            gain[best] += deal_basis[best, p] + paid if form == ORDERS else deal_gain[best, p]
            week_gain[p] += worth + deal_basis[best, p] - (paid if form == ORDERS else 0.0)


@rule
def meet_partners(
    week, phase, keys, n, c, brokering, served, interests, known, trusting, stage, name, problem, output, coverage,
    room_of_plan, room_of_deal, deals_made, deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis,
    called, from_phase,
    until_phase, openness, forms, partner_trust, hours_left, euros_left, rooms_left, partner_made, lines, filled,
):  # fmt: skip
    """New meetings, and the best deal of each in which both would win; with too little left, the best come first."""
    partners = openness.size
    active = 0
    for p in range(partners):
        if from_phase[p] <= phase < until_phase[p] and forms[p].sum() > 0:
            active += 1
    if active == 0:
        return
    offered = np.full(deal_until.shape, NO_DEAL, np.int32)
    ours, theirs = np.zeros(deal_until.shape), np.zeros(deal_until.shape)
    rates, bases = np.zeros(deal_until.shape), np.zeros(deal_until.shape)
    any_offer = False
    for g in range(stage.size):
        if stage[g] < RESIDENT_INITIATIVE or stage[g] == ENDED:
            continue
        reach = (
            n.meet
            * (n.unconnected + (1.0 - n.unconnected) * coverage[g, CONNECT])
            * (n.unbrokered + (1.0 - n.unbrokered) * brokering)
            * (1.0 + n.worth_known * known[g])
            / active
        )
        for p in range(partners):
            if deal_until[g, p] != NO_DEAL or not from_phase[p] <= phase < until_phase[p]:
                continue
            if luck_of(keys[0], name[g], called[p]) >= reach * openness[p]:
                continue
            best_luck = 0.0
            for form in range(forms.shape[1]):
                has_room = room_of_plan[g] == 1 or room_of_deal[g] == 1
                if forms[p, form] == 0:
                    continue
                mine, yours, pay, worth = expected_gains(
                    form, g, p, luck_of(keys[2], name[g], called[p]), n, c, served, interests, trusting, partner_trust,
                    stage, problem, output, coverage,
                )  # fmt: skip
                rate = rate_of(form, pay, output[g])
                if yours <= 0.0 or not fits(form, rate, has_room, hours_left[p], euros_left[p], rooms_left[p], n):
                    continue
                # Where two forms promise the same, luck decides which it is.
                luck = luck_of(keys[4] + np.uint64(form), name[g], called[p])
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
        best_g, best_p = -1, -1
        for g in range(stage.size):
            for p in range(partners):
                if offered[g, p] == NO_DEAL:
                    continue
                if best_g < 0 or ours[g, p] + theirs[g, p] > ours[best_g, best_p] + theirs[best_g, best_p]:
                    best_g, best_p = g, p
        if best_g < 0:
            break
        g, p = best_g, best_p
        form = int(offered[g, p])
        offered[g, p] = NO_DEAL
        has_room = room_of_plan[g] == 1 or room_of_deal[g] == 1
        if luck_of(keys[1], name[g], called[p]) >= n.accept or not fits(
            form, rates[g, p], has_room, hours_left[p], euros_left[p], rooms_left[p], n
        ):
            continue
        # It begins next week.
        deal_until[g, p] = week + 1 + int(n.term)
        deal_form[g, p] = form
        deal_gain[g, p] = ours[g, p]
        deal_gives[g, p] = theirs[g, p]
        deal_pays[g, p] = rates[g, p]
        deal_basis[g, p] = bases[g, p]
        deals_made[g] += 1
        partner_made[p] += 1
        hours_left[p] -= hours_of(form, n)
        euros_left[p] -= rates[g, p]
        if form == SPACE:
            rooms_left[p] -= 1
            room_of_deal[g] = 1
        note_deal(lines, filled, week, MADE, g, p, stage[g], FIRST_FORM + form, ours[g, p] + theirs[g, p])


@rule
def open_up(n, stage, problem, output, served, interests, openness):
    """Partners become more open when they see good work on what they care for."""
    for p in range(openness.size):
        best = GOOD_WORK
        for g in range(stage.size):
            better = stage[g] != ENDED and output[g] > best
            if better and overlap(problem[g], stage[g], served, interests[p]) >= MATCH:
                best = output[g]
        openness[p] = max(openness[p], min(openness[p] + n.seen * (best - GOOD_WORK), n.most_open))


@rule
def deal(
    week, phases, keys, listed, numbers, carrying, brokering, served, initiative, worth_known, trust,
    stage, name, problem, team, output, coverage, room_of_plan, room_of_deal, control, deals, deals_made, gain,
    order_income, deal_money, trained, permitted, deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis,
    deal_weeks,
    called, interests, forms, from_phase, until_phase, letting_go, openness, partner_trust, capacity_hours,
    capacity_euros,
    rooms, hours_given, euros_given, deal_hours, deal_euros, partner_deals, partner_made, hours_total,
    euros_total, week_gain, partner_gain, lines, filled,
):  # fmt: skip
    """A week of deals: what ends, what is renewed, what is kept and who meets whom."""
    n, c, phase, partners = termed(numbers), named(carrying), phases[0], openness.size
    known, trusting = np.empty(stage.size), np.empty(stage.size)
    look_around(listed_members(initiative, listed), initiative, worth_known, trust, team, known, trusting)
    settle_terms(
        week, phase, keys, n, c, served, interests, trusting, stage, name, problem, output, coverage, deals_made,
        deal_until, deal_form, deal_gain, deal_gives, deal_pays, deal_basis, deal_weeks, called, from_phase,
        until_phase,
        partner_trust,
        partner_made, lines, filled,
    )  # fmt: skip
    hours_left, euros_left = np.empty(partners), np.empty(partners)
    rooms_left = np.empty(partners, np.int32)
    for p in range(partners):
        hours_left[p] = capacity_hours[p] - hours_given[p]
        euros_left[p] = capacity_euros[p] - euros_given[p]
        rooms_left[p] = rooms[p]
    keep_deals(
        n, c, served, interests, stage, problem, output, coverage, deal_until, deal_form, deal_gain, deal_gives,
        deal_pays, deal_basis, deal_weeks, deals, gain,
        order_income, deal_money, control, room_of_deal, trained, permitted, letting_go, partner_trust, hours_left,
        euros_left,
        rooms_left, partner_deals, deal_hours, deal_euros, week_gain,
    )  # fmt: skip
    meet_partners(
        week, phase, keys, n, c, brokering[0], served, interests, known, trusting, stage, name, problem, output,
        coverage, room_of_plan, room_of_deal, deals_made, deal_until, deal_form, deal_gain, deal_gives, deal_pays,
        deal_basis,
        called,
        from_phase, until_phase, openness, forms, partner_trust, hours_left, euros_left, rooms_left, partner_made,
        lines, filled,
    )  # fmt: skip
    open_up(n, stage, problem, output, served, interests, openness)
    for p in range(partners):
        hours_total[p] += hours_given[p] + deal_hours[p]
        euros_total[p] += euros_given[p] + deal_euros[p]
        partner_gain[p] += week_gain[p]


@process(
    reads="programme.phase programme.brokering residents.initiative residents.worth_known residents.trust "
    "initiatives.stage initiatives.key initiatives.problem initiatives.members initiatives.output "
    "initiatives.coverage initiatives.room_of_plan initiatives.deals_made initiatives.gain initiatives.deal_until "
    "initiatives.deal_form initiatives.deal_gain initiatives.deal_gives initiatives.deal_pays "
    "initiatives.deal_basis initiatives.deal_weeks partners.key partners.interests partners.forms "
    "partners.from_phase partners.until_phase partners.letting_go partners.openness partners.trust "
    "partners.capacity_hours partners.capacity_euros partners.rooms partners.hours_given partners.euros_given "
    "partners.deal_hours partners.deal_euros partners.deals_made partners.hours_total partners.euros_total "
    "partners.gain",
    writes="initiatives.deals initiatives.deals_made initiatives.gain initiatives.order_income "
    "initiatives.deal_money initiatives.control initiatives.room_of_deal initiatives.trained_in_deals "
    "initiatives.permitted initiatives.deal_until initiatives.deal_form initiatives.deal_gain "
    "initiatives.deal_gives initiatives.deal_pays initiatives.deal_basis initiatives.deal_weeks "
    "partners.openness partners.trust partners.deal_hours partners.deal_euros partners.deals "
    "partners.deals_made partners.hours_total partners.euros_total partners.week_gain partners.gain",
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
    who, g, other, programme = here.residents, here.initiatives, here.partners, here.programme
    deal(
        here.week, programme.phase, chance.keys(*DRAWS), here.listed,
        here.once(terms_of, here.parameters.dealing),
        here.carrying, programme.brokering, here.served, who.initiative, who.worth_known, who.trust,
        g.stage, g.key, g.problem, g.members, g.output, g.coverage, g.room_of_plan, g.room_of_deal, g.control, g.deals,
        g.deals_made, g.gain, g.order_income, g.deal_money, g.trained_in_deals, g.permitted, g.deal_until, g.deal_form,
        g.deal_gain, g.deal_gives, g.deal_pays, g.deal_basis, g.deal_weeks,
        other.key, other.interests, other.forms, other.from_phase, other.until_phase, other.letting_go, other.openness,
        other.trust, other.capacity_hours, other.capacity_euros, other.rooms, other.hours_given, other.euros_given,
        other.deal_hours, other.deal_euros, other.deals, other.deals_made, other.hours_total,
        other.euros_total, other.week_gain, other.gain, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
