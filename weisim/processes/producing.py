"""Producing: work earns money and costs money."""

from __future__ import annotations

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
    income_of,
    named,
    quality_of,
)
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.terms import Help

SEED_GRANTS = int(Help.SEED_GRANTS)


@rule
def in_turn(stage, priority, order):
    """Initiatives past the idea in the order in which they get help, equal: the older first; returns how many."""
    count = 0
    for g in range(stage.size):
        if stage[g] == ENDED or stage[g] == IDEA:
            continue
        place = count
        while place > 0 and priority[order[place - 1]] < priority[g]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = g
        count += 1
    return count


@rule
def grant(
    dose, formed, weekly, enterprise, enterprise_weekly, most_weeks, pot, paid, stage, priority, start_grant,
    weeks_enterprise, income_grant, cash,
):  # fmt: skip
    """Grants go down the list of what members voted for, equal the older first, until this year's pot is empty."""
    for g in range(stage.size):
        income_grant[g] = 0.0
    if dose <= 0.0:
        return
    order = np.empty(stage.size, np.int32)
    for place in range(in_turn(stage, priority, order)):
        g = order[place]
        amount = enterprise_weekly if stage[g] == ENTERPRISE else weekly
        if stage[g] == ENTERPRISE and weeks_enterprise[g] >= most_weeks:
            amount = 0.0
        start = 0.0
        if start_grant[g] < RESIDENT_INITIATIVE:
            start += formed
        if stage[g] == ENTERPRISE and start_grant[g] < ENTERPRISE:
            start += enterprise
        # What an empty pot cannot pay at the start stays owed until next year's pot.
        if start > 0.0 and (amount + start) * dose <= pot[0]:
            amount += start
            start_grant[g] = max(start_grant[g], stage[g] if stage[g] == ENTERPRISE else RESIDENT_INITIATIVE)
        amount = min(amount * dose, pot[0])
        pot[0] -= amount
        paid[0] += amount
        income_grant[g] = amount
        cash[g] += amount


@rule
def trade(
    own_capital, credit, cut_back, room_saves, permit_saves, n, stage, output, coverage, embeddedness,
    room_of_plan, room_of_deal, permitted, order_income, deal_money, income_own, cash, weeks_enterprise, weeks_in_red,
    weeks_at_limit,
):  # fmt: skip
    """A week of income and costs; credit has an end, and then costs are cut and less gets done."""
    for g in range(stage.size):
        if stage[g] == ENDED:
            income_own[g] = 0.0
            continue
        if stage[g] == ENTERPRISE:
            if weeks_enterprise[g] == 0:
                cash[g] += own_capital
            weeks_enterprise[g] += 1
        quality = quality_of(coverage[g, MAKE], coverage[g, SELL], coverage[g, CONNECT], n)
        income_own[g] = income_of(stage[g], output[g], quality, embeddedness[g], n) + order_income[g]
        costs = costs_of(stage[g], output[g], n)
        costs *= 1.0 - room_saves * max(room_of_plan[g], room_of_deal[g])
        costs *= 1.0 - permit_saves * permitted[g]
        cash[g] += income_own[g] + deal_money[g] - costs
        weeks_at_limit[g] = weeks_at_limit[g] + 1 if cash[g] <= -credit else 0
        if cash[g] < -credit:
            cash[g] = -credit
            output[g] *= cut_back
        weeks_in_red[g] = weeks_in_red[g] + 1 if cash[g] < 0.0 else max(weeks_in_red[g] - 2, 0)


@rule
def produce(
    formed, weekly, enterprise, enterprise_weekly, most_weeks, own_capital, credit, cut_back, room_saves, permit_saves,
    carrying, dose, pot, paid, stage, priority, output, coverage, embeddedness, room_of_plan, room_of_deal, permitted,
    order_income, deal_money, start_grant, weeks_enterprise, income_grant, income_own, cash, weeks_in_red,
    weeks_at_limit,
):  # fmt: skip
    """A week of money: grants first, then income and costs."""
    grant(
        dose[0, SEED_GRANTS], formed, weekly, enterprise, enterprise_weekly, most_weeks, pot, paid, stage, priority,
        start_grant, weeks_enterprise, income_grant, cash,
    )  # fmt: skip
    trade(
        own_capital, credit, cut_back, room_saves, permit_saves, named(carrying), stage, output, coverage, embeddedness,
        room_of_plan, room_of_deal, permitted, order_income, deal_money, income_own, cash, weeks_enterprise,
        weeks_in_red, weeks_at_limit,
    )  # fmt: skip


@process(
    reads="programme.dose programme.grants_left programme.grants_paid initiatives.stage initiatives.output "
    "initiatives.coverage initiatives.embeddedness initiatives.priority initiatives.start_grant initiatives.cash "
    "initiatives.room_of_plan initiatives.room_of_deal initiatives.permitted initiatives.order_income "
    "initiatives.deal_money "
    "initiatives.weeks_enterprise initiatives.weeks_in_red initiatives.weeks_at_limit",
    writes="programme.grants_left programme.grants_paid initiatives.income_own initiatives.income_grant "
    "initiatives.cash initiatives.output initiatives.start_grant initiatives.weeks_enterprise "
    "initiatives.weeks_in_red initiatives.weeks_at_limit",
)
def producing(here: Neighbourhood, chance: Chance) -> None:
    """Work earns an initiative its own income; grants help while they last; costs go on.

    Own income a week: idea 3, nothing without work; resident initiative `20 y(.3 + .7 Em)`; independent `60 y(1 +
    quality Em)`; enterprise `turnover y quality^1.5 (.25 + .75 Em)`: who is not known and trusted has no customers.
    Costs `(5, 25, 80, 700)(.4 + .6 y)`. Grants: once on becoming a resident initiative and weekly after it, start
    capital and a weekly sum for enterprises, in the order that members voted for, from a yearly pot; a start that the
    pot cannot pay stays owed. Orders and money of deals come on top; a room saves .4 of the costs, a permit .2. At the
    end of the credit costs are cut and output falls. Realises statements 10, 13, 14 and 61 as far as money goes.
    """
    p, s, g, programme = here.parameters.producing, here.parameters.supporting, here.initiatives, here.programme
    produce(
        s.grant_formed, s.grant_weekly, s.grant_enterprise, s.grant_enterprise_weekly, s.grant_weeks,
        p.own_capital, p.credit, p.cut_back, p.room_saves, here.parameters.dealing.permit_saves, here.carrying,
        programme.dose, programme.grants_left, programme.grants_paid,
        g.stage, g.priority, g.output, g.coverage, g.embeddedness, g.room_of_plan, g.room_of_deal, g.permitted,
        g.order_income, g.deal_money, g.start_grant, g.weeks_enterprise, g.income_grant, g.income_own, g.cash,
        g.weeks_in_red, g.weeks_at_limit,
    )  # fmt: skip
