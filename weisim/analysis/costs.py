"""Costs: who pays under a plan, in which year, and what a year in the life of a group costs.

A surviving initiative-year is a year lived by a formed group: at least three people, and eight weeks old or more. Costs
and these years are counted at their worth at the start, with the same factors, as is usual for a cost for an effect.
Hours of volunteers are what the years are made of: they are told beside it, in hours, and never as euros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.gains import Amount
from weisim.analysis.interval import FloatArray, over_runs
from weisim.analysis.lasting import without_support
from weisim.results.holders import RESIDENTS
from weisim.results.ledger import account, is_kept
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import PartnerKind
from weisim.weeks import WEEKS_PER_YEAR

COST_OF = {kind: f"cost_{kind.word}" for kind in PartnerKind}
"""The indicator that tells what partners of a kind pay in a week."""
WORTH = "discount_factor"
GROUPS = "initiatives_formed"


@dataclass(frozen=True)
class Payer:
    """What one kind of partner pays, or all of them together.

    Attributes:
        kind: who pays; None for all together.
        years: euros in each year of the history, as they are paid; the last year may be shorter.
        a_year: euros a year, on average over the history, as they are paid.
        total: euros in the whole history, at their worth at the start.
    """

    kind: PartnerKind | None
    years: tuple[Amount, ...]
    a_year: Amount
    total: Amount


@dataclass(frozen=True)
class Extra:
    """What a plan costs and gives beyond a plan that never has support, pair by pair.

    Attributes:
        against: name of the scenario that never has support.
        pairs: number of pairs of histories with the same luck.
        euros: what is paid more, at its worth at the start.
        group_years: initiative-years lived more, at their worth at the start.
        price: euros for each initiative-year more, over all pairs together; nan unless it is clear that there are more.
        low: lower end of the 95 % interval of the price, over whole pairs; nan when there are fewer than five.
        high: upper end of that interval.
    """

    against: str
    pairs: int
    euros: Amount
    group_years: Amount
    price: float
    low: float
    high: float

    @property
    def more(self) -> bool:
        """Whether it is clear that more initiative-years are lived: in 9 out of 10 pairs there are."""
        return self.group_years.low > 0

    @property
    def fewer(self) -> bool:
        """Whether it is clear that fewer are."""
        return self.group_years.high < 0


@dataclass(frozen=True)
class Costs:
    """What a plan costs, over all its histories.

    Attributes:
        scenario: name of the scenario.
        runs: number of histories whose costs were kept; without any, nothing can be said.
        weeks: length of the longest of these.
        payers: who pays, from most to least; who never pays is not among them.
        together: what all of them pay.
        group_years: surviving initiative-years, at their worth at the start.
        price: euros for each surviving initiative-year; nan where no history had any.
        without: number of histories in which no group ever formed, which have no such price.
        hours_given: hours that residents gave, in the whole history.
        extra: costs and years beyond a plan that never has support; None for that plan itself and when there is none.
    """

    scenario: str
    runs: int
    weeks: int
    payers: tuple[Payer, ...]
    together: Payer
    group_years: Amount
    price: Amount
    without: int
    hours_given: Amount
    extra: Extra | None


def costs(results: Results, scenario: str) -> Costs:
    """What one scenario costs, whom, and for each surviving initiative-year.

    Histories that kept no costs, as those of an older weisim, are left out. Raises KeyError when there is no such
    scenario.
    """
    runs = [run for run in results.of(scenario) if _kept(run)]
    weeks = max((run.weeks for run in runs), default=0)
    payers = [_payer(runs, weeks, (kind,)) for kind in PartnerKind if _pays(runs, kind)]
    payers.sort(key=lambda payer: (payer.total.median, payer.total.high), reverse=True)
    years, price = _years_lived(runs), _price(_paid(runs), _years_lived(runs))
    return Costs(
        scenario,
        len(runs),
        weeks,
        tuple(payers),
        _payer(runs, weeks, tuple(PartnerKind)),
        Amount.over(years),
        Amount.over(price),
        int(np.count_nonzero(np.isnan(price))),
        Amount.over([_hours_given(run) for run in runs]),
        _extra(results, scenario),
    )


def _kept(run: Run) -> bool:
    needed = {WORTH, GROUPS}
    # What is paid week by week cannot be added up from an outline.
    return run.outline is None and needed <= set(run.names) and any(name in run.names for name in COST_OF.values())


def _pays(runs: Sequence[Run], kind: PartnerKind) -> bool:
    return any(bool(_weekly(run, (kind,)).any()) for run in runs)


def _payer(runs: Sequence[Run], weeks: int, kinds: tuple[PartnerKind, ...]) -> Payer:
    """What these kinds pay together, a history at a time."""
    parts = -(-weeks // WEEKS_PER_YEAR)
    by_year = np.full((len(runs), parts), np.nan)
    for row, run in enumerate(runs):
        yearly = np.add.reduceat(_weekly(run, kinds), np.arange(0, run.weeks, WEEKS_PER_YEAR))
        by_year[row, : yearly.size] = yearly
    length = np.array([run.weeks / WEEKS_PER_YEAR for run in runs])
    return Payer(
        kinds[0] if len(kinds) == 1 else None,
        tuple(Amount.over(column) for column in by_year.T),
        Amount.over(np.nansum(by_year, axis=1) / length),
        Amount.over(_paid(runs, kinds)),
    )


def _weekly(run: Run, kinds: tuple[PartnerKind, ...]) -> FloatArray:
    """Euros that these kinds pay together in each week: float64[weeks]."""
    columns = [run.names.index(COST_OF[kind]) for kind in kinds if COST_OF[kind] in run.names]
    return np.asarray(run.values[:, columns].sum(axis=1), dtype=np.float64)


def _paid(runs: Sequence[Run], kinds: tuple[PartnerKind, ...] = tuple(PartnerKind)) -> FloatArray:
    """Euros in the whole history, at their worth at the start: float64[runs]."""
    return np.array([_weekly(run, kinds) @ _column(run, WORTH) for run in runs], dtype=np.float64)


def _years_lived(runs: Sequence[Run]) -> FloatArray:
    """Years lived by formed groups, at their worth at the start: float64[runs]."""
    return np.array([_column(run, GROUPS) @ _column(run, WORTH) / WEEKS_PER_YEAR for run in runs], dtype=np.float64)


def _price(paid: FloatArray, years: FloatArray) -> FloatArray:
    """Euros for each year, nan where there is no year."""
    return np.divide(paid, years, out=np.full(len(years), np.nan), where=years > 0)


def _column(run: Run, name: str) -> FloatArray:
    return np.asarray(run.values[:, run.names.index(name)], dtype=np.float64)


def _hours_given(run: Run) -> float:
    """Hours that residents gave: from the ledger, else hours a participant times participants; nan when not kept."""
    if is_kept(run.ledger):
        return float(run.ledger[run.holders.index(RESIDENTS), account("hours_given")])
    if {"hours_per_week", "participants"} <= set(run.names):
        return float(np.nansum(_column(run, "hours_per_week") * _column(run, "participants")))
    return float("nan")


def _extra(results: Results, scenario: str) -> Extra | None:
    """Pair by pair beyond the plan that never has support."""
    against = without_support(results)
    if against is None or against == scenario:
        return None
    first, second = ({run.pair: run for run in results.of(name) if _kept(run)} for name in (against, scenario))
    shared = sorted(first.keys() & second.keys())
    if not shared:
        return None
    bare, plan = [first[pair] for pair in shared], [second[pair] for pair in shared]
    euros, years = _paid(plan) - _paid(bare), _years_lived(plan) - _years_lived(bare)
    found = Extra(against, len(shared), Amount.over(euros), Amount.over(years), *(3 * (float("nan"),)))
    if not found.more:
        return found

    # A price over all pairs together: prices of single pairs would be wild where few years are won.
    def price(draws: NDArray[np.int64]) -> FloatArray:
        return _price(draws @ euros, draws @ years)

    low, high = over_runs(len(shared), price)
    middle = float(euros.sum() / years.sum())
    return Extra(against, len(shared), found.euros, found.group_years, middle, float(low), float(high))
