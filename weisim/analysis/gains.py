"""Gains: who gives and gains what under one plan, over all its histories."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weisim.analysis.interval import eight_of_ten, median
from weisim.results.dictionary import Entry
from weisim.results.holders import INITIATIVES, RESIDENTS
from weisim.results.ledger import ACCOUNTS, account, is_kept, ledger_lines
from weisim.results.results import Results
from weisim.results.run import Run

PARTNER = "partner"
WINNERS = "gain_residents"
"""The indicator that counts residents who won a contact or a skill by taking part; older results do not have it."""


@dataclass(frozen=True)
class Amount:
    """How much of one account, over the histories of a plan; nan where the account does not apply.

    Attributes:
        median: the middle history.
        low: 10 % point.
        high: 90 % point.
    """

    median: float
    low: float
    high: float

    @classmethod
    def over(cls, values: ArrayLike) -> Amount:
        """The middle and the range of one value a history."""
        return cls(median(values), *eight_of_ten(values))


@dataclass(frozen=True)
class Line:
    """What one party gave and won.

    Attributes:
        holder: `residents`, `initiatives`, `cooperative` or `partner`.
        partner: name of the partner; empty for the others.
        amounts: one for each account of the ledger, in their order.
    """

    holder: str
    partner: str
    amounts: tuple[Amount, ...]

    @property
    def name(self) -> str:
        """The name under which the party is known in the scenario."""
        return self.partner or self.holder

    def of(self, name: str) -> Amount:
        """The amount of one account; raises KeyError when there is none of that name."""
        return self.amounts[account(name)]

    @property
    def empty(self) -> bool:
        """Whether no account was kept of this party, as of a cooperative by an older weisim."""
        return all(math.isnan(amount.median) for amount in self.amounts)


@dataclass(frozen=True)
class Gains:
    """Who gives and gains what under one plan, in its whole history.

    Attributes:
        scenario: name of the scenario.
        runs: number of histories that kept a ledger; without any, nothing can be said.
        weeks: length of the longest of these.
        lines: residents, initiatives, the cooperative and every partner, in the order of the ledger.
        winners: residents who have won a contact or a skill by the last week; nan where that was not kept.
    """

    scenario: str
    runs: int
    weeks: int
    lines: tuple[Line, ...]
    winners: Amount

    @property
    def residents(self) -> Line:
        """The line of the residents."""
        return next(line for line in self.lines if line.holder == RESIDENTS)

    @property
    def initiatives(self) -> Line:
        """The line of the initiatives."""
        return next(line for line in self.lines if line.holder == INITIATIVES)

    @property
    def partners(self) -> tuple[Line, ...]:
        """The lines of the partners."""
        return tuple(line for line in self.lines if line.holder == PARTNER)


def kept_accounts(found: Gains) -> tuple[Entry, ...]:
    """The accounts in which anything was written down for anybody; an older weisim had fewer of them."""
    return tuple(entry for entry in ACCOUNTS if any(not math.isnan(line.of(entry.name).median) for line in found.lines))


def gains(results: Results, scenario: str) -> Gains:
    """Who gives and gains what in the histories of one scenario; raises KeyError when there is no such scenario.

    Histories that kept no ledger, as those of an older weisim, are left out.
    """
    runs = [run for run in results.of(scenario) if is_kept(run.ledger)]
    rows: dict[tuple[str, str], list[NDArray[np.float64]]] = {line: [] for line in ledger_lines(())}
    for run in runs:
        for line, amounts in zip(ledger_lines(run.partners), run.ledger, strict=True):
            rows.setdefault(line, []).append(amounts)
    lines = tuple(Line(holder, partner, _amounts(found)) for (holder, partner), found in rows.items())
    winners = Amount.over([_winners(run) for run in runs])
    return Gains(scenario, len(runs), max((run.weeks for run in runs), default=0), lines, winners)


def _amounts(rows: list[NDArray[np.float64]]) -> tuple[Amount, ...]:
    table = np.array(rows).reshape(-1, len(ACCOUNTS))
    return tuple(Amount.over(column) for column in table.T)


def _winners(run: Run) -> float:
    return float(run.values[-1, run.names.index(WINNERS)]) if WINNERS in run.names else float("nan")
