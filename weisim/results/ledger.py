"""Ledger: what everybody gave and won in one history; nobody's line is missing.

A ledger is a float64[holders, accounts]: a row for residents, for initiatives, for the cooperative, and a row for each
partner. Where an account does not apply to a party, such as skill to a partner, it holds nan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weisim.results.dictionary import Entry, Good
from weisim.results.holders import ALWAYS, COOPERATIVE, holders


def _account(name: str, unit: str, english: tuple[str, str], dutch: tuple[str, str], decimals: int = 0) -> Entry:
    """An account as an entry: name, unit, and label and definition in both languages."""
    good: Good = "none" if name.endswith("given") or name == "cost" else "high"
    return Entry(name, unit, "cumulative", good, 0.0, english[0], dutch[0], english[1], dutch[1], decimals)


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
    _account(
        "euros_earned", "euros",
        ("euros earned", "Money in hand. Residents: wages, local purchases and what closing initiatives left. "
         "Initiatives: their own income. Cooperative: fees."),
        ("euro's verdiend", "Geld in de hand. Bewoners: loon, aankopen in de buurt en wat stoppende initiatieven "
         "nalieten. Initiatieven: hun eigen inkomen. Coöperatie: bijdragen."),
    ),
    _account(
        "cost", "euros",
        ("all costs", "All that a partner paid, and its hours and rooms in deals at an assumed price."),
        ("alle kosten", "Alles wat een partner betaalde, en zijn uren en ruimtes in afspraken tegen een aangenomen "
         "prijs."),
    ),
    _account(
        "relief", "points x years",
        ("relief", "How much less there was of the problems a partner cares for than without work on them; 1 point in "
         "1 year: a problem gone for a year."),
        ("verlichting", "Hoeveel minder er was van de problemen waar een partner om geeft dan zonder werk eraan; "
         "1 punt in 1 jaar: een probleem een jaar lang weg."),
        decimals=2,
    ),
)
# fmt: on
"""What is written down for everybody, over the whole history, in the order of the columns."""

LINE_FIELDS = ("holder", "partner")
"""How a line of the ledger says whose it is, in a table; two columns, for a partner may be called `residents`."""
NEVER_NEGATIVE = ("hours_given", "euros_given", "deals", "cost")
OF_RESULTS_2 = 6
"""How many accounts there were, the first ones, before the cooperative had a line."""


def account(name: str) -> int:
    """The column of an account; raises KeyError when there is none of that name."""
    for column, entry in enumerate(ACCOUNTS):
        if entry.name == name:
            return column
    raise KeyError(name)


def empty_ledger(partners: Sequence[str]) -> NDArray[np.float64]:
    """The ledger of a history in which none was kept: all nan, in the right shape."""
    return np.full((len(holders(partners)), len(ACCOUNTS)), np.nan)


def ledger_from(numbers: NDArray[np.float64], partners: Sequence[str]) -> NDArray[np.float64]:
    """A ledger from its numbers as a store kept them, row by row; nan for what an older weisim did not write down."""
    rows, row = len(holders(partners)), ALWAYS.index(COOPERATIVE)
    if numbers.size != (rows - 1) * OF_RESULTS_2:
        return numbers.reshape(-1, len(ACCOUNTS))
    found = empty_ledger(partners)
    found[np.arange(rows) != row, :OF_RESULTS_2] = numbers.reshape(-1, OF_RESULTS_2)
    return found


def is_kept(ledger: NDArray[np.float64]) -> bool:
    """Whether anything was written down at all."""
    return not bool(np.isnan(ledger).all())


def ledger_lines(partners: Sequence[str]) -> list[tuple[str, str]]:
    """Whose line each row of a ledger is, as `LINE_FIELDS`: one of `ALWAYS`, or `partner` and its name."""
    return [*((holder, "") for holder in ALWAYS), *(("partner", name) for name in partners)]


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
