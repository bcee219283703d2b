"""Dealing: initiative and partner make a deal if both win."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.bargaining import (
    MONEY,
    ORDERS,
    PERMIT,
    SPACE,
    TRAINING,
    euros_of,
    gains_of,
    hours_of,
    overlap,
    termed,
    terms_of,
)
from weisim.neighbourhood.carrying import (
    CONNECT,
    ENDED,
    MAKE,
    RESIDENT_INITIATIVE,
    SELL,
    named,
    quality_of,
)
from weisim.neighbourhood.chronicle import note_deal
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw, mixed
from weisim.processes.process import process
from weisim.terms import Event, Reason

MADE, RENEWED = int(Event.DEAL_MADE), int(Event.DEAL_RENEWED)
OVER, BROKEN = int(Event.DEAL_ENDED), int(Event.DEAL_BROKEN)
FIRST_FORM, TERM_OVER, NO_GAIN_LEFT = int(Reason.FORM_SPACE), int(Reason.TERM_OVER), int(Reason.NO_GAIN_LEFT)
NO_DEAL = -1
QUARTER = 13
MATCH = 0.5
TINY = 1e-9
DRAWS = ("dealing.meet", "dealing.agree", "dealing.cost", "dealing.renew")


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
def luck_of(key, name, p):
    """The luck of one initiative with one partner; twins in other scenarios have the same."""
    return draw(mixed(key + np.uint64(name)), p)


@rule
def drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_weeks):
    """A deal is no more."""
    deal_until[g, p] = NO_DEAL
    deal_form[g, p] = NO_DEAL
    deal_gain[g, p] = 0.0
    deal_gives[g, p] = 0.0
    deal_weeks[g, p] = 0


@rule
def fits(form, stage, has_room, hours_left, euros_left, rooms_left, n):
    """Whether a partner can spare what a form of help takes, and the initiative can use it."""
    if form == SPACE and (has_room or rooms_left < 1):
        return False
    return hours_of(form, n) <= hours_left + TINY and euros_of(form, stage, n) <= euros_left + TINY


@rule
def settle_terms(
    week, phase, keys, n, alike, qualities, trusting, stage, name, output, deals_made, deal_until, deal_form, deal_gain,
    deal_gives, deal_weeks, from_phase, until_phase, partner_trust, partner_deals, lines, filled,
):  # fmt: skip
    """Deals of initiatives that ended are broken; a deal whose term is over is renewed if both would win again."""
    for g in range(stage.size):
        for p in range(partner_trust.size):
            if deal_until[g, p] == NO_DEAL:
                continue
            form = deal_form[g, p]
            if stage[g] == ENDED:
                note_deal(lines, filled, week, BROKEN, g, p, stage[g], FIRST_FORM + form, deal_gives[g, p])
                partner_trust[p] *= 1.0 - n.broken
                drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_weeks)
                continue
            if week < deal_until[g, p]:
                continue
            ours, theirs = gains_of(
                form, stage[g], alike[g, p], output[g], qualities[g], 0.5 * (partner_trust[p] + trusting[g]),
                luck_of(keys[2], name[g], p), n,
            )  # fmt: skip
            still_deals = from_phase[p] <= phase < until_phase[p]
            if still_deals and theirs > 0.0 and luck_of(keys[3], name[g], p) < n.accept:
                deal_until[g, p] = week + int(n.term)
                deal_gain[g, p] = ours
                deal_gives[g, p] = theirs
                deals_made[g] += 1
                partner_deals[p] += 1
                note_deal(lines, filled, week, RENEWED, g, p, stage[g], FIRST_FORM + form, ours + theirs)
            else:
                why = TERM_OVER if theirs > 0.0 else NO_GAIN_LEFT
                note_deal(lines, filled, week, OVER, g, p, stage[g], why, deal_gain[g, p] + deal_gives[g, p])
                drop(g, p, deal_until, deal_form, deal_gain, deal_gives, deal_weeks)


@rule
def keep_deals(
    n, stage, output, deal_until, deal_form, deal_gain, deal_gives, deal_weeks, deals, gain, order_income, deal_money,
    control, room_of_deal, trained, permitted, letting_go, partner_trust, hours_left, euros_left, rooms_left,
    partner_deals, deal_hours, deal_euros, week_gain,
):  # fmt: skip
    """This week's part of all deals that run: each partner first serves what it wins most by, as far as it can."""
    served = np.zeros(deal_until.shape, np.bool_)
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
        while True:
            best = -1
            for g in range(stage.size):
                if deal_until[g, p] == NO_DEAL or served[g, p]:
                    continue
                if best < 0 or deal_gives[g, p] > deal_gives[best, p]:
                    best = g
            if best < 0:
                break
            served[best, p] = True
            form = deal_form[best, p]
            # A room stays lent whatever else a partner has to do this week.
            if form == SPACE:
                room_of_deal[best] = 1
                rooms_left[p] -= 1
            deals[best] += 1
            partner_deals[p] += 1
            control[best] = max(control[best], n.strings * (1.0 - letting_go[p]))
            hours, euros = hours_of(form, n), euros_of(form, stage[best], n)
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
            gain[best] += deal_gain[best, p]
            week_gain[p] += deal_gives[best, p]


@rule
def meet_partners(
    week, phase, keys, n, brokering, alike, qualities, known, trusting, stage, name, output, coverage, room_of_plan,
    room_of_deal, deals_made, deal_until, deal_form, deal_gain, deal_gives, from_phase, until_phase, openness, forms,
    partner_trust, hours_left, euros_left, rooms_left, partner_made, lines, filled,
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
            if luck_of(keys[0], name[g], p) >= reach * openness[p]:
                continue
            for form in range(forms.shape[1]):
                has_room = room_of_plan[g] == 1 or room_of_deal[g] == 1
                if forms[p, form] == 0 or not fits(
                    form, stage[g], has_room, hours_left[p], euros_left[p], rooms_left[p], n
                ):
                    continue
                mine, yours = gains_of(
                    form, stage[g], alike[g, p], output[g], qualities[g], 0.5 * (partner_trust[p] + trusting[g]),
                    luck_of(keys[2], name[g], p), n,
                )  # fmt: skip
                if yours > 0.0 and (offered[g, p] == NO_DEAL or mine + yours > ours[g, p] + theirs[g, p]):
                    offered[g, p] = form
                    ours[g, p] = mine
                    theirs[g, p] = yours
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
        form = offered[g, p]
        offered[g, p] = NO_DEAL
        has_room = room_of_plan[g] == 1 or room_of_deal[g] == 1
        if luck_of(keys[1], name[g], p) >= n.accept or not fits(
            form, stage[g], has_room, hours_left[p], euros_left[p], rooms_left[p], n
        ):
            continue
        deal_until[g, p] = week + int(n.term)
        deal_form[g, p] = form
        deal_gain[g, p] = ours[g, p]
        deal_gives[g, p] = theirs[g, p]
        deals_made[g] += 1
        partner_made[p] += 1
        hours_left[p] -= hours_of(form, n)
        euros_left[p] -= euros_of(form, stage[g], n)
        if form == SPACE:
            rooms_left[p] -= 1
            room_of_deal[g] = 1
        note_deal(lines, filled, week, MADE, g, p, stage[g], FIRST_FORM + form, ours[g, p] + theirs[g, p])


@rule
def open_up(n, alike, stage, output, openness):
    """Partners become more open when they see good work on what they care for."""
    for p in range(openness.size):
        best = 0.0
        for g in range(stage.size):
            if stage[g] != ENDED and alike[g, p] >= MATCH:
                best = max(best, output[g])
        openness[p] = max(openness[p], min(openness[p] + n.seen * max(best - 0.5, 0.0), n.most_open))


@rule
def deal(
    week, phase, keys, members, numbers, carrying, brokering, served, initiative, worth_known, trust,
    stage, name, problem, team, output, coverage, room_of_plan, room_of_deal, control, deals, deals_made, gain,
    order_income, deal_money, trained, permitted, deal_until, deal_form, deal_gain, deal_gives, deal_weeks,
    interests, forms, from_phase, until_phase, letting_go, openness, partner_trust, capacity_hours, capacity_euros,
    rooms, hours_given, euros_given, deal_hours, deal_euros, partner_deals, partner_made, hours_total,
    euros_total, week_gain, partner_gain, lines, filled,
):  # fmt: skip
    """A week of deals: what ends, what is renewed, what is kept and who meets whom."""
    n, c = termed(numbers), named(carrying)
    partners = openness.size
    known, trusting, qualities = np.empty(stage.size), np.empty(stage.size), np.empty(stage.size)
    look_around(members, initiative, worth_known, trust, team, known, trusting)
    alike = np.empty((stage.size, partners))
    for g in range(stage.size):
        qualities[g] = quality_of(coverage[g, MAKE], coverage[g, SELL], coverage[g, CONNECT], c)
        for p in range(partners):
            alike[g, p] = overlap(problem[g], stage[g], served, interests[p])
    settle_terms(
        week, phase, keys, n, alike, qualities, trusting, stage, name, output, deals_made, deal_until, deal_form,
        deal_gain, deal_gives, deal_weeks, from_phase, until_phase, partner_trust, partner_made, lines, filled,
    )  # fmt: skip
    hours_left, euros_left = np.empty(partners), np.empty(partners)
    rooms_left = np.empty(partners, np.int32)
    for p in range(partners):
        hours_left[p] = capacity_hours[p] - hours_given[p]
        euros_left[p] = capacity_euros[p] - euros_given[p]
        rooms_left[p] = rooms[p]
    keep_deals(
        n, stage, output, deal_until, deal_form, deal_gain, deal_gives, deal_weeks, deals, gain, order_income,
        deal_money, control, room_of_deal, trained, permitted, letting_go, partner_trust, hours_left, euros_left,
        rooms_left, partner_deals, deal_hours, deal_euros, week_gain,
    )  # fmt: skip
    meet_partners(
        week, phase, keys, n, brokering, alike, qualities, known, trusting, stage, name, output, coverage, room_of_plan,
        room_of_deal, deals_made, deal_until, deal_form, deal_gain, deal_gives, from_phase, until_phase, openness,
        forms, partner_trust, hours_left, euros_left, rooms_left, partner_made, lines, filled,
    )  # fmt: skip
    open_up(n, alike, stage, output, openness)
    for p in range(partners):
        hours_total[p] += hours_given[p] + deal_hours[p]
        euros_total[p] += euros_given[p] + deal_euros[p]
        partner_gain[p] += week_gain[p]


@process(
    reads="programme.phase programme.brokering residents.initiative residents.worth_known residents.trust "
    "initiatives.stage initiatives.key initiatives.problem initiatives.members initiatives.output "
    "initiatives.coverage initiatives.room_of_plan initiatives.deals_made initiatives.gain initiatives.deal_until "
    "initiatives.deal_form initiatives.deal_gain initiatives.deal_gives initiatives.deal_weeks "
    "partners.interests partners.forms partners.from_phase partners.until_phase partners.letting_go "
    "partners.openness partners.trust partners.capacity_hours partners.capacity_euros partners.rooms "
    "partners.hours_given partners.euros_given partners.deal_hours partners.deal_euros partners.deals_made "
    "partners.hours_total partners.euros_total partners.gain",
    writes="initiatives.deals initiatives.deals_made initiatives.gain initiatives.order_income "
    "initiatives.deal_money initiatives.control initiatives.room_of_deal initiatives.trained_in_deals "
    "initiatives.permitted initiatives.deal_until initiatives.deal_form initiatives.deal_gain "
    "initiatives.deal_gives initiatives.deal_weeks partners.openness partners.trust partners.deal_hours "
    "partners.deal_euros partners.deals partners.deals_made partners.hours_total "
    "partners.euros_total partners.week_gain partners.gain",
)
def dealing(here: Neighbourhood, chance: Chance) -> None:
    """An initiative and a partner meet, and deal if both win.

    Past the idea, with a partner in its phases and no running deal between them: they meet with chance `meet · openness
    · (.2 + .8 best connector)(.35 + .65 sat(x_broker))(1 + .5 · share who know their worth)/partners active`. For each
    form of help the partner has and can spare: `surplus = value · overlap · y · quality + help · value − 2 cost −
    U(15, 40)/(.5 + .5 mean trust both ways)`, overlap the cosine of interests and effects. A deal on the best form
    needs a gain for both and comes about with chance `accept`. Split: *nash*, half each; rival *equal price*, what a
    usual initiative would pay. Deals last 39 weeks and are renewed on the same test; what a partner gives in a week
    stays within its hours and euros after the plan, what it wins most by first. A deal carries control `strings (1 −
    letting go)`. Openness grows by .01(best y on its interests − .5)⁺ a week; trust of a partner grows by each quarter
    kept and falls by .3 of itself when an initiative ends during a deal. Realises statements 17 to 20, 24 to 27, 70 to
    74 and 76.
    """
    if not len(here.partners):
        return
    who, g, other, programme = here.residents, here.initiatives, here.partners, here.programme
    deal(
        here.week, int(programme.phase[0]), chance.keys(*DRAWS), here.members(),
        here.once(terms_of, here.parameters.dealing),
        here.carrying, programme.brokering[0], here.served, who.initiative, who.worth_known, who.trust,
        g.stage, g.key, g.problem, g.members, g.output, g.coverage, g.room_of_plan, g.room_of_deal, g.control, g.deals,
        g.deals_made, g.gain, g.order_income, g.deal_money, g.trained_in_deals, g.permitted, g.deal_until, g.deal_form,
        g.deal_gain, g.deal_gives, g.deal_weeks,
        other.interests, other.forms, other.from_phase, other.until_phase, other.letting_go, other.openness,
        other.trust, other.capacity_hours, other.capacity_euros, other.rooms, other.hours_given, other.euros_given,
        other.deal_hours, other.deal_euros, other.deals, other.deals_made, other.hours_total,
        other.euros_total, other.week_gain, other.gain, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
