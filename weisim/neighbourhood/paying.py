"""Paying: money moves from one holder to another, and is written down once.

Every euro into or out of an initiative passes through `pay`, so that what it has in hand is always what came in less
what went out, and so that what all of them pay and get adds up.
"""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.rule import clause
from weisim.terms import Flow, Holder

# Numbers of numpy's own kind: for whole numbers of Python the compiler would make a version of `pay` for each flow.
(
    GRANTS,
    SALES,
    SALES_OUTSIDE,
    RENT,
    ORDERS,
    DEAL_MONEY,
    OWN_CAPITAL,
    FUND,
    WRITTEN_OFF,
    COSTS,
    LOCAL_PURCHASES,
    INVESTMENT,
    WAGES,
    FEES,
    CLOSING,
    PLAN,
    POT,
    POT_BACK,
    BUDGET,
    COOPERATIVE_CLOSING,
    COOPERATIVE_COSTS,
    BUDGET_BACK,
) = (np.int64(flow) for flow in Flow)
LAST_INTO_INITIATIVES = max(int(flow) for flow in Flow if flow.taker == Holder.INITIATIVES)


@clause
def pay(one, around, flow, amount):
    """An amount goes into or out of an initiative; what kind of flow it is says which."""
    one.flows[flow] += amount
    around.flows[flow] += amount
    if flow <= LAST_INTO_INITIATIVES:
        one.cash += amount
    else:
        one.cash -= amount


@clause
def close_the_books(one, around):
    """What an initiative that ends leaves goes back to who gave it or to another good cause; debts are written off."""
    if one.cash > 0.0:
        pay(one, around, CLOSING, one.cash)
    elif one.cash < 0.0:
        pay(one, around, WRITTEN_OFF, -one.cash)
    one.cash = 0.0
