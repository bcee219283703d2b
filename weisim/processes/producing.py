"""Producing: work eases problems, earns money and costs money."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import (
    CONNECT,
    ENDED,
    ENTERPRISE,
    IDEA,
    MAKE,
    RESIDENT_INITIATIVE,
    SELL,
    costs_of,
    has_own_room,
    income_of,
    named,
    part_of_costs,
    quality_of,
)
from weisim.neighbourhood.easing import ease_problems, reach_goals, settle_in_rooms, wins_of_members
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Given, Neighbourhood
from weisim.neighbourhood.paying import (
    BUDGET,
    BUDGET_BACK,
    COSTS,
    DEAL_MONEY,
    GRANTS,
    INVESTMENT,
    LOCAL_PURCHASES,
    ORDERS,
    OWN_CAPITAL,
    PLAN,
    POT,
    POT_BACK,
    RENT,
    SALES,
    SALES_OUTSIDE,
    WAGES,
    pay,
)
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.terms import Help
from weisim.weeks import WEEKS_PER_YEAR

SEED_GRANTS, YEAR = int(Help.SEED_GRANTS), WEEKS_PER_YEAR
TINY = 1e-9
DRAWS = ("producing.less_lonely", "producing.into_work")
Numbers = namedtuple(
    "Numbers",
    "grant_formed grant_weekly grant_enterprise grant_enterprise_weekly grant_weeks grant_pot room hourly_partner "
    "discount own_capital credit cut_back rent investment reserve_weeks hourly_pay local_share "
    "own_income_memory place_settling place_freeing visitors_lost ease returning quick stubborn enough_rooms goal "
    "outliving lonely less_lonely lonely_ties into_work paid_hours niches",
)


def numbers_of(given: Given) -> np.ndarray:
    """The numbers of producing, float64[34], in the order of `Numbers`; niches is what the neighbourhood can feed."""
    p = given.parameters
    worked_out = {
        "niches": p.founding.niche * given.sociable.size / 1000.0,
        "less_lonely": 1.0 - (1.0 - p.producing.less_lonely) ** (1.0 / YEAR),
        "into_work": 1.0 - (1.0 - p.producing.into_work) ** (1.0 / YEAR),
    }
    values = []
    for name in Numbers._fields:
        group = p.producing if hasattr(p.producing, name) else p.supporting
        values.append(float(worked_out[name] if name in worked_out else getattr(group, name)))
    return np.array(values)


def grants_of(given: Given) -> np.ndarray:
    """Who pays the pot for grants, float64[partners + years].

    First each partner's part of it, then for each year whether there is one, 1 or 0.
    """
    plan, years = given.plan, -(-max(given.weeks, 1) // YEAR)
    share, runs = plan.grant_payers(given.partners), np.zeros(years)
    rows = np.flatnonzero((plan.kind == SEED_GRANTS) & (plan.payer >= 0))
    for year in range(years):
        runs[year] = share.any() and plan.path[rows, year * YEAR : (year + 1) * YEAR].any()
    return np.concatenate((share, runs))


@clause
def fill_pot(week, n, payers, partners, programme, around):
    """Once a year what is left of the pot goes back to who paid it, and the pot is filled while the plan has grants."""
    back, put_in = 0.0, 0.0
    if week % YEAR == 0:
        back = programme.grants_left
        year = min(partners.size + week // YEAR, payers.size - 1)
        put_in = n.grant_pot if payers[year] > 0.0 else 0.0
        programme.grants_left = put_in
    around.flows[POT] += put_in
    around.flows[POT_BACK] += back
    for p in range(partners.size):
        partners[p].pot_euros = payers[p] * (put_in - back)


@clause
def in_turn(initiatives, order):
    """Initiatives past the idea in the order in which they get help, equal: the older first; returns how many."""
    count = 0
    for g in range(initiatives.size):
        stage, priority = initiatives[g].stage, initiatives[g].priority
        if stage in (ENDED, IDEA):
            continue
        place = count
        while place > 0 and initiatives[order[place - 1]].priority < priority:
            order[place] = order[place - 1]
            place -= 1
        order[place] = g
        count += 1
    return count


@clause
def grant(dose, n, initiatives, programme, around):
    """Grants go down the list of what members voted for, equal the older first, until this year's pot is empty."""
    if dose <= 0.0:
        return
    order = np.empty(initiatives.size, np.int32)
    for place in range(in_turn(initiatives, order)):
        one = initiatives[order[place]]
        enterprise = one.stage == ENTERPRISE
        amount = n.grant_enterprise_weekly if enterprise else n.grant_weekly
        if enterprise and one.weeks_enterprise >= n.grant_weeks:
            amount = 0.0
        start = 0.0
        if one.start_grant < RESIDENT_INITIATIVE:
            start += n.grant_formed
        if enterprise and one.start_grant < ENTERPRISE:
            start += n.grant_enterprise
        # What an empty pot cannot pay at the start stays owed until next year's pot.
        if start > 0.0 and (amount + start) * dose <= programme.grants_left:
            amount += start
            one.start_grant = max(one.start_grant, one.stage if enterprise else RESIDENT_INITIATIVE)
        amount = min(amount * dose, programme.grants_left)
        programme.grants_left -= amount
        programme.grants_paid += amount
        pay(one, around, GRANTS, amount)


@clause
def start_up(one, costs, n, around):
    """An enterprise brings money of its own, and in its first year spends on premises and tools what it can miss."""
    if one.weeks_enterprise == 0:
        pay(one, around, OWN_CAPITAL, n.own_capital)
    one.weeks_enterprise += 1
    if one.weeks_enterprise <= YEAR:
        spend = min(n.investment - one.invested, one.cash - n.reserve_weeks * costs)
        if spend > 0.0:
            one.invested += spend
            pay(one, around, INVESTMENT, spend)


@clause
def earn(one, n, c, around):
    """A week of own income: who knows and trusts an initiative buys from it, some customers come from elsewhere."""
    quality = quality_of(one.coverage[MAKE], one.coverage[SELL], one.coverage[CONNECT], c)
    sales = income_of(one.stage, one.output, quality, one.embeddedness, c)
    outside = income_of(one.stage, one.output, quality, 0.0, c)
    rent = 0.0
    if one.stage == ENTERPRISE and has_own_room(one):
        rent = n.rent * one.output
    around.purse -= sales - outside
    pay(one, around, SALES, sales - outside)
    pay(one, around, SALES_OUTSIDE, outside)
    pay(one, around, RENT, rent)
    pay(one, around, ORDERS, one.order_income)
    pay(one, around, DEAL_MONEY, one.deal_money)
    one.income_own = sales + rent + one.order_income


@clause
def weekly_costs(one, c):
    """Costs of a week: less with a room, with a permit, or by sharing services in the cooperative."""
    return costs_of(one.stage, one.output, c) * part_of_costs(one, max(one.room_of_plan, one.room_of_deal), c)


@clause
def spend(one, costs, n, c, around):
    """Costs are paid as far as the credit goes, then cut; what an enterprise earns above a reserve is pay for work."""
    staff = c.coordinator if one.stage == ENTERPRISE else 0.0
    able = max(min(costs + staff, one.cash + n.credit), 0.0)
    paid, wages = min(costs, able), max(able - costs, 0.0)
    pay(one, around, LOCAL_PURCHASES, n.local_share * paid)
    pay(one, around, COSTS, paid - n.local_share * paid)
    around.purse += n.local_share * paid
    around.earned += n.local_share * paid
    if able < costs + staff:
        one.output *= n.cut_back
    if one.stage == ENTERPRISE:
        wages += max(min(one.income_own - costs - staff, one.cash - wages - n.reserve_weeks * costs), 0.0)
        pay(one, around, WAGES, wages)
        around.purse += wages
        around.earned += wages
    one.weeks_at_limit = one.weeks_at_limit + 1 if one.cash <= TINY - n.credit else 0
    one.weeks_in_red = one.weeks_in_red + 1 if one.cash < 0.0 else max(one.weeks_in_red - 2, 0)
    one.paid = wages / (n.hourly_pay * one.hours_given) if one.hours_given > 0.0 else 0.0
    one.own_of_late += one.income_own - one.own_of_late / n.own_income_memory
    one.given_of_late += one.flows[GRANTS] + one.deal_money - one.given_of_late / n.own_income_memory


@clause
def trade(n, c, initiatives, around):
    """A week of income, costs and pay for each live initiative."""
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            one.income_own = 0.0
            one.paid = 0.0
            continue
        costs = weekly_costs(one, c)
        if one.stage == ENTERPRISE:
            start_up(one, costs, n, around)
        earn(one, n, c, around)
        spend(one, costs, n, c, around)


@clause
def bill_partners(n, payers, partners, programme, around):
    """What help costs each partner this week: what it paid, and hours and rooms in deals at their price."""
    for p in range(partners.size):
        other = partners[p]
        around.flows[PLAN] += other.euros_given
        around.flows[BUDGET] += other.euros_given + other.deal_euros + max(other.pot_euros, 0.0)
        around.flows[BUDGET_BACK] += max(-other.pot_euros, 0.0)
        other.cost = other.euros_given + other.deal_euros + payers[p] * programme.grants_paid
        other.cost += other.deal_hours * n.hourly_partner + other.rooms_lent * n.room
        other.cost_total += other.cost


@clause
def clear_books(initiatives, around):
    """Every week has its own page."""
    around.flows[:] = 0.0
    for g in range(initiatives.size):
        initiatives[g].flows[:] = 0.0


@rule
def produce(
    week, keys, lonely_key, listed, values, carrying, payers, served, initiatives, partners, programmes, surroundings,
    initiative, hours_given, age_group, ties_won, less_lonely, work,
):  # fmt: skip
    """A week of money, then what the work did to problems, to goals and to those who did it."""
    c, programme, around = named(carrying), programmes[0], surroundings[0]
    v = values
    n = Numbers(
        v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14], v[15], v[16],
        v[17], v[18], v[19], v[20], v[21], v[22], v[23], v[24], v[25], v[26], v[27], v[28], v[29], v[30], v[31], v[32],
        v[33],
    )  # fmt: skip
    around.discount = (1.0 + n.discount) ** (-week / YEAR)
    clear_books(initiatives, around)
    fill_pot(week, n, payers, partners, programme, around)
    grant(programme.dose[SEED_GRANTS], n, initiatives, programme, around)
    trade(n, c, initiatives, around)
    bill_partners(n, payers, partners, programme, around)
    settle_in_rooms(n, initiatives, partners, around)
    ease_problems(n, served, initiatives, partners, around)
    reach_goals(n, initiatives)
    wins_of_members(
        keys, lonely_key, n, listed_members(initiative, listed), initiatives, around, initiative, hours_given,
        age_group, ties_won, less_lonely, work,
    )  # fmt: skip


@process(
    reads="programme.dose programme.grants_left programme.grants_paid initiatives.stage initiatives.problem "
    "initiatives.output initiatives.coverage initiatives.embeddedness initiatives.priority "
    "initiatives.start_grant initiatives.cash initiatives.room_of_plan initiatives.room_of_deal "
    "initiatives.room_shared initiatives.shared_saving initiatives.permitted initiatives.order_income "
    "initiatives.deal_money initiatives.hours_given initiatives.weeks_enterprise initiatives.weeks_in_red "
    "initiatives.weeks_at_limit initiatives.invested initiatives.own_of_late initiatives.given_of_late "
    "initiatives.room_bound initiatives.had_room initiatives.goal_left initiatives.activity "
    "initiatives.output_left partners.euros_given partners.deal_euros partners.deal_hours partners.rooms_lent "
    "partners.rooms partners.interests partners.cost_total partners.relief partners.pot_euros partners.cost "
    "surroundings.problem_base surroundings.eased surroundings.agenda surroundings.rooms surroundings.purse "
    "surroundings.earned surroundings.less_lonely surroundings.into_work residents.initiative "
    "residents.hours_given residents.age_group residents.ties_won residents.less_lonely residents.work",
    writes="programme.grants_left programme.grants_paid initiatives.income_own "
    "initiatives.cash initiatives.output initiatives.start_grant initiatives.weeks_enterprise "
    "initiatives.weeks_in_red initiatives.weeks_at_limit initiatives.flows initiatives.invested "
    "initiatives.own_of_late initiatives.given_of_late initiatives.paid initiatives.room_bound "
    "initiatives.had_room initiatives.embeddedness initiatives.goal_left partners.pot_euros partners.cost "
    "partners.cost_total partners.relief surroundings.problem_level surroundings.eased surroundings.flows "
    "surroundings.purse surroundings.earned surroundings.rooms_used surroundings.rooms_free "
    "surroundings.less_lonely surroundings.into_work surroundings.discount residents.less_lonely "
    "residents.work",
)
def producing(here: Neighbourhood, chance: Chance) -> None:
    """Work eases the problem it aims at and earns an initiative its own income; grants help while they last.

    Own income a week: idea 3, nothing without work; resident initiative `20 y(.3 + .7 Em)`; independent `60 y(1 +
    quality Em)`; enterprise `turnover y quality^1.5 (.25 + .75 Em)`, quality at most 1: the part with Em is bought by
    residents, who buy where they know and trust, the rest by others; with a room an enterprise also lets a part of it.
    Orders and money of deals come on top. Costs `(5, 25, 80, 700)(.4 + .6 y)`, less .4 with a room or what the
    cooperative saves, less .2 with a permit; a quarter of them is spent in the neighbourhood; at the end of the credit
    they are cut, and output falls. Grants follow the votes of members until the yearly pot is empty; a start that it
    cannot pay stays owed. A new enterprise brings 15,000 and invests what it can miss; it pays who coordinates it, and
    what it earns above a reserve of 13 weeks of costs is wages, by hours. Problems: `level = base(1 − eased)`, `eased ←
    eased(1 − .01) + ease Σy/niche (1 − eased)`, three times for a playground, a quarter for poverty and isolation; no
    place to meet is also less by the rooms in use. A goal that can be reached (playground three times as fast, litter,
    a place to meet) comes nearer by `goal y`. Work settles in a room; when that is lost up to .6 of the work stops
    until it finds another way (*working*), and some roots go. For participants only, and assumed: lonely ones with two
    new contacts become less lonely, ones without work and 12 paid hours find a job. Realises statements 10, 12 to 14,
    18 to 20, 39, 44 to 48 and 61.
    """
    who = here.residents
    produce(
        here.week, chance.keys(*DRAWS), here.lonely_key, here.listed, here.once(numbers_of, here.given), here.carrying,
        here.once(grants_of, here.given), here.served, here.initiatives.table, here.partners.table,
        here.programme.table, here.surroundings.table,
        who.initiative, who.hours_given, who.age_group, who.ties_won, who.less_lonely, who.work,
    )  # fmt: skip
