"""Bargaining: what a deal between an initiative and a partner would be worth to each of them.

These rules stand below the processes because *dealing* applies them to meetings and to deals that end their term, and
the tests to any pair.
"""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import CONNECT, ENTERPRISE, MAKE, SELL, quality_of
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import draw, mixed
from weisim.parameters.dealing import Dealing
from weisim.terms import Form, Interest, Problem

SPACE, MONEY, ORDERS, TRAINING, PERMIT = (int(form) for form in Form)
EMPLOYMENT, INCOME = int(Interest.EMPLOYMENT), int(Interest.INCOME)
OF_AN_ENTERPRISE = 0.5
USUAL_WORTH = 0.5
NASH, EQUAL_PRICE = 0.0, 1.0
TINY = 1e-9

Terms = namedtuple(
    "Terms",
    "meet unconnected unbrokered worth_known accept term equal_price value_space value_money value_orders "
    "value_orders_enterprise value_training value_permit help cost transaction_low transaction_high strings "
    "hours_training hours_other seen most_open kept broken",
)


def terms_of(p: Dealing) -> np.ndarray:
    """The numbers of dealing, float64[24], in the order of `Terms`."""
    values = {"equal_price": NASH if p.split == "nash" else EQUAL_PRICE}
    return np.array([values[name] if name in values else float(getattr(p, name)) for name in Terms._fields])


def interests_served() -> np.ndarray:
    """Which interests each problem touches, float64[problems, interests], 1 where it does."""
    return np.array([[1.0 if interest in problem.serves else 0.0 for interest in Interest] for problem in Problem])


@rule
def termed(values):
    """The numbers of dealing by name."""
    return Terms(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9],
        values[10], values[11], values[12], values[13], values[14], values[15], values[16], values[17], values[18],
        values[19], values[20], values[21], values[22], values[23],
    )  # fmt: skip


@rule
def overlap(problem, stage, served, interests):
    """How far what an initiative works on is what a partner cares for: the cosine of the two, 0 to 1."""
    both, ours, theirs = 0.0, 0.0, 0.0
    for interest in range(interests.size):
        effect = served[problem, interest]
        if stage == ENTERPRISE and (interest in (EMPLOYMENT, INCOME)):
            effect += OF_AN_ENTERPRISE
        both += effect * interests[interest]
        ours += effect * effect
        theirs += interests[interest] * interests[interest]
    return both / math.sqrt(ours * theirs) if ours > 0.0 and theirs > 0.0 else 0.0


@rule
def value_of(form, stage, n):
    """What the work of an initiative is worth a week at full overlap, output and quality, in exchange for this form."""
    if form == SPACE:
        return n.value_space
    if form == MONEY:
        return n.value_money
    if form == ORDERS:
        return n.value_orders_enterprise if stage == ENTERPRISE else n.value_orders
    return n.value_training if form == TRAINING else n.value_permit


@rule
def gains_of(form, stage, worth, trust, u, n):
    """What an initiative and a partner may each expect to win a week by a deal, and the euros paid for it a week.

    What the work is worth to the partner and the help to the initiative, less the costs of both and those of coming to
    an agreement, which mistrust raises. Euros that change hands are won by one and lost by the other, so money and
    orders pay only as far as the work is worth it. *nash*: both win half, for help and work can be traded off; a
    payment is then half of what the work is worth. *equal price*: what a usual initiative would pay or get is what
    anybody does, so either side may lose. Where a side would lose there is no deal, and all three are -1.
    """
    value = value_of(form, stage, n)
    helped = 0.0 if in_euros(form) else n.help * value
    agreeing = (n.transaction_low + (n.transaction_high - n.transaction_low) * u) / (0.5 + 0.5 * trust)
    surplus = worth + helped - 2.0 * n.cost - agreeing
    if surplus <= 0.0:
        return -1.0, -1.0, -1.0
    if n.equal_price == 0.0:
        return 0.5 * surplus, 0.5 * surplus, 0.5 * worth if in_euros(form) else 0.0
    # The usual terms go to the partner as work, or from it as money: what would be half of the gain on either side.
    price = 0.5 * (helped - USUAL_WORTH * value)
    initiative = helped - price - n.cost - 0.5 * agreeing
    partner = worth + price - n.cost - 0.5 * agreeing
    if initiative <= 0.0 or partner <= 0.0:
        return -1.0, -1.0, -1.0
    return initiative, partner, -price if in_euros(form) else 0.0


@rule
def in_euros(form):
    """Whether a partner helps by paying."""
    return form in (MONEY, ORDERS)


@rule
def hours_of(form, n):
    """Hours a week that a deal takes a partner."""
    return n.hours_training if form == TRAINING else n.hours_other


@clause
def luck_of(key, name, called):
    """The luck of one initiative with one partner; twins in other scenarios have the same, whoever else is there."""
    return draw(mixed(key + np.uint64(name)), called)


@clause
def rate_of(form, pay, output):
    """What is agreed to be paid a week: money as it is, orders by result, so a rate for full output."""
    return pay / output if form == ORDERS and output > 0.0 else pay


@clause
def fits(form, rate, has_room, hours_left, euros_left, rooms_left, n):
    """Whether a partner can spare what a deal takes at most, and the initiative can use it."""
    if form == SPACE and (has_room or rooms_left < 1):
        return False
    return hours_of(form, n) <= hours_left + TINY and rate <= euros_left + TINY


@clause
def worth_of(form, one, other, n, c, served):
    """What the work of an initiative is worth to a partner this week, in exchange for this form of help."""
    quality = quality_of(one.coverage[MAKE], one.coverage[SELL], one.coverage[CONNECT], c)
    alike = overlap(one.problem, one.stage, served, other.interests)
    return value_of(form, one.stage, n) * alike * one.output * quality


@clause
def expected_gains(form, one, other, trusting, u, n, c, served):
    """What both may expect to win a week by a deal of this form now, the euros paid, and the worth of the work."""
    worth = worth_of(form, one, other, n, c, served)
    trust = 0.5 * (other.trust + trusting)
    ours, theirs, pay = gains_of(form, one.stage, worth, trust, u, n)
    return ours, theirs, pay, worth
