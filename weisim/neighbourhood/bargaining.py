"""Bargaining: what a deal between an initiative and a partner would be worth to each of them.

These rules stand below the processes because *dealing* applies them to meetings and to deals that end their term, and
the tests to any pair.
"""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENTERPRISE
from weisim.neighbourhood.rule import rule
from weisim.parameters.dealing import Dealing
from weisim.terms import Form, Interest, Problem

SPACE, MONEY, ORDERS, TRAINING, PERMIT = (int(form) for form in Form)
EMPLOYMENT, INCOME = int(Interest.EMPLOYMENT), int(Interest.INCOME)
OF_AN_ENTERPRISE = 0.5
USUAL_WORTH = 0.5
NASH, EQUAL_PRICE = 0.0, 1.0

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
def gains_of(form, stage, alike, output, quality, trust, u, n):
    """What an initiative and a partner may each expect to win a week by a deal; a side that would lose gets -1.

    What the work is worth to the partner and the help to the initiative, less the costs of both and those of coming to
    an agreement, which mistrust raises. *nash*: both win half of it, since help and work can be traded off; *equal
    price*: what a usual initiative would pay is what anybody pays, so either side may lose.
    """
    value = value_of(form, stage, n)
    worth, helped = value * alike * output * quality, n.help * value
    agreeing = (n.transaction_low + (n.transaction_high - n.transaction_low) * u) / (0.5 + 0.5 * trust)
    surplus = worth + helped - 2.0 * n.cost - agreeing
    if surplus <= 0.0:
        return -1.0, -1.0
    if n.equal_price == 0.0:
        return 0.5 * surplus, 0.5 * surplus
    price = 0.5 * (helped - USUAL_WORTH * value)
    initiative = helped - price - n.cost - 0.5 * agreeing
    partner = worth + price - n.cost - 0.5 * agreeing
    if initiative <= 0.0 or partner <= 0.0:
        return -1.0, -1.0
    return initiative, partner


@rule
def hours_of(form, n):
    """Hours a week that a deal takes a partner."""
    return n.hours_training if form == TRAINING else n.hours_other


@rule
def euros_of(form, stage, n):
    """Euros a week that a deal takes a partner at most."""
    return n.help * value_of(form, stage, n) if form in (MONEY, ORDERS) else 0.0
