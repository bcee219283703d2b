"""Accounts: what residents, initiatives and each partner gave and won in one history, read off when it ends."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.census import AT
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.ledger import account, empty_ledger

RESIDENTS, INITIATIVES, COOPERATIVE, FIRST_PARTNER = range(4)


def ledger_of(here: Neighbourhood, counted: np.ndarray) -> np.ndarray:
    """The ledger of a history that has come to its last week, float64[holders, accounts].

    Hours of residents are those they gave; skill and contacts won are those of the people who live here at the end.
    What deals were worth to each side is net of what they cost; grants are on the account of who pays them.
    Residents earn pay, purchases near by and what initiatives leave that end; initiatives their own income; the
    cooperative its fees, and it gives what its fund pays.

    Args:
        here: the neighbourhood in its last week.
        counted: float64[weeks, FIELDS], the census of each week.
    """
    who, g, partners = here.residents, here.initiatives, here.partners
    grants = here.given.plan.grant_payers(len(partners)) * counted[:, AT.grants_paid].sum()
    ledger = empty_ledger([""] * len(partners))
    ledger[RESIDENTS, account("hours_given")] = counted[:, AT.hours].sum()
    ledger[RESIDENTS, account("skill_won")] = np.maximum(who.skill - who.skill_at_start, 0.0).sum()
    ledger[RESIDENTS, account("ties_won")] = who.ties_won.sum()
    ledger[RESIDENTS, account("euros_earned")] = here.surroundings.earned[0]
    ledger[INITIATIVES, account("euros_earned")] = counted[:, AT.own_income].sum()
    ledger[INITIATIVES, account("euros_won")] = g.gain.sum()
    ledger[INITIATIVES, account("deals")] = g.deals_made.sum()
    if len(here.cooperatives):
        ledger[COOPERATIVE, account("euros_earned")] = here.cooperatives.fees.sum()
        ledger[COOPERATIVE, account("euros_given")] = here.cooperatives.paid_out.sum()
    ledger[FIRST_PARTNER:, account("hours_given")] = partners.hours_total
    ledger[FIRST_PARTNER:, account("euros_given")] = partners.euros_total + grants
    ledger[FIRST_PARTNER:, account("euros_won")] = partners.gain
    ledger[FIRST_PARTNER:, account("deals")] = partners.deals_made
    ledger[FIRST_PARTNER:, account("cost")] = partners.cost_total
    ledger[FIRST_PARTNER:, account("relief")] = partners.relief
    return ledger
