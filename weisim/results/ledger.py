"""Ledger: what everybody gave and won in one history; nobody's line is missing.

A ledger is a float64[holders, accounts]: a row for the residents, a row for the initiatives and a row for each partner.
Where an account does not apply to a party, such as skill to a partner, it holds nan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weisim.results.dictionary import Entry, Good
from weisim.results.holders import INITIATIVES, RESIDENTS, holders


def _account(name: str, unit: str, english: tuple[str, str], dutch: tuple[str, str]) -> Entry:
    """An account as an entry: name, unit, and label and definition in both languages."""
    good: Good = "none" if name.endswith("given") else "high"
    return Entry(name, unit, "cumulative", good, 0.0, english[0], dutch[0], english[1], dutch[1], 0)


# fmt: off
ACCOUNTS = (
    _account(
        "hours_given", "hours",
        ("hours given", "Hours that residents put into initiatives, and partners into the support plan and deals."),
        ("uren gegeven", "Uren die bewoners in initiatieven staken, en partners in het steunplan en in afspraken."),
    ),
    _account(
        "euros_given", "euros",
        ("euros given", "Euros paid for the support plan and in deals."),
        ("euro's gegeven", "Euro's, betaald voor het steunplan en in afspraken."),
    ),
    _account(
        "euros_won", "euros",
        ("euros won", "What deals were worth less their costs, by assumed values; worth in the model, no cash."),
        ("euro's gewonnen", "Wat afspraken waard waren min de kosten, met aangenomen waarden; waarde in het model, "
         "geen geld in de hand."),
    ),
    _account(
        "deals", "deals",
        ("deals", "Deals made, renewed ones counted again."),
        ("afspraken", "Gemaakte afspraken; een verlengde telt opnieuw."),
    ),
    _account(
        "skill_won", "points",
        ("skill won", "Skill that residents won by taking part; 1 point: one skill of one person from none to full."),
        ("vaardigheid gewonnen", "Vaardigheid die bewoners wonnen door mee te doen; 1 punt: één vaardigheid van één "
         "bewoner, van niets tot alles."),
    ),
    _account(
        "ties_won", "ties",
        ("contacts won", "Contacts that residents won by taking part."),
        ("contacten gewonnen", "Contacten die bewoners wonnen door mee te doen."),
    ),
)
# fmt: on
"""What is written down for everybody, over the whole history, in the order of the columns."""

LINE_FIELDS = ("holder", "partner")
"""How a line of the ledger says whose it is, in a table; two columns, for a partner may be called `residents`."""
NEVER_NEGATIVE = ("hours_given", "euros_given", "deals")


def account(name: str) -> int:
    """The column of an account; raises KeyError when there is none of that name."""
    for column, entry in enumerate(ACCOUNTS):
        if entry.name == name:
            return column
    raise KeyError(name)


def empty_ledger(partners: Sequence[str]) -> NDArray[np.float64]:
    """The ledger of a history in which none was kept: all nan, in the right shape."""
    return np.full((len(holders(partners)), len(ACCOUNTS)), np.nan)


def is_kept(ledger: NDArray[np.float64]) -> bool:
    """Whether anything was written down at all."""
    return not bool(np.isnan(ledger).all())


def ledger_lines(partners: Sequence[str]) -> list[tuple[str, str]]:
    """Whose line each row of a ledger is, as `LINE_FIELDS`: `residents`, `initiatives`, or `partner` and its name."""
    return [(RESIDENTS, ""), (INITIATIVES, ""), *(("partner", name) for name in partners)]


def check_ledger(ledger: NDArray[np.float64], partners: Sequence[str]) -> None:
    """Refuse a ledger that cannot be; raises ValueError."""
    shape = (len(holders(partners)), len(ACCOUNTS))
    if ledger.shape != shape:
        raise ValueError(f"a ledger must be {shape[0]} holders x {shape[1]} accounts, not {ledger.shape}")
    if np.isinf(ledger).any():
        raise ValueError("the ledger has an infinite value")
    for name in NEVER_NEGATIVE:
        row = np.flatnonzero(ledger[:, account(name)] < 0)
        if row.size:
            raise ValueError(f"{name} of {holders(partners)[row[0]]} is negative in the ledger")
