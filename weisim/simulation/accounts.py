"""Accounts: what residents, initiatives and each partner gave and won in one history, read off when it ends."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.census import AT
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.ledger import account, empty_ledger
from weisim.terms import Help

RESIDENTS, INITIATIVES, FIRST_PARTNER = range(3)


def ledger_of(here: Neighbourhood, counted: np.ndarray) -> np.ndarray:
    """The ledger of a history that has come to its last week, float64[holders, accounts].

    Hours of residents are those they gave; skill and contacts won are those of the people who live here at the end.
    What deals were worth to each side is net of what they cost; grants are on the account of who pays them.

    Args:
        here: the neighbourhood in its last week.
        counted: float64[weeks, FIELDS], the census of each week.
    """
    who, g, partners = here.residents, here.initiatives, here.partners
    ledger = empty_ledger([""] * len(partners))
    ledger[RESIDENTS, account("hours_given")] = counted[:, AT.hours].sum()
    ledger[RESIDENTS, account("skill_won")] = np.maximum(who.skill - who.skill_at_start, 0.0).sum()
    ledger[RESIDENTS, account("ties_won")] = who.ties_won.sum()
    ledger[INITIATIVES, account("euros_won")] = g.gain.sum()
    ledger[INITIATIVES, account("deals")] = g.deals_made.sum()
    ledger[FIRST_PARTNER:, account("hours_given")] = partners.hours_total
    ledger[FIRST_PARTNER:, account("euros_given")] = partners.euros_total + _grants_paid(here, counted)
    ledger[FIRST_PARTNER:, account("euros_won")] = partners.gain
    ledger[FIRST_PARTNER:, account("deals")] = partners.deals_made
    return ledger


def _grants_paid(here: Neighbourhood, counted: np.ndarray) -> np.ndarray:
    """Grants by who pays them, float64[partners]; where several pay, by the size of their part in the plan."""
    plan, paid = here.given.plan, np.zeros(len(here.partners))
    rows = np.flatnonzero((plan.kind == int(Help.SEED_GRANTS)) & (plan.payer >= 0))
    whole = plan.amount[rows].sum()
    for row in rows if whole > 0.0 else ():
        paid[plan.payer[row]] += counted[:, AT.grants_paid].sum() * plan.amount[row] / whole
    return paid
