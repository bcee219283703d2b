"""Plan: all help together, week by week, until it is withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from weisim.support.checks import Declaration, Share, Weight, as_weights, listed, not_all_zero, term_from
from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.partner import PROCESS_MANAGER, Partner, partner_row, usual_partners
from weisim.support.raising import Raising
from weisim.terms import Help, Phase, Problem
from weisim.weeks import WEEKS_PER_YEAR

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

PROBLEMS_IN_DUTCH = {
    "armoede": "poverty",
    "eenzaamheid": "isolation",
    "ontmoetingsplek": "meeting_place",
    "geen_ontmoetingsplek": "meeting_place",
    "speelplek": "playground",
    "speeltuin": "playground",
    "zwerfvuil": "litter",
    "zwerfafval": "litter",
}

OneProblem = Annotated[Problem, term_from(Problem, PROBLEMS_IN_DUTCH)]
Agenda = Annotated[Mapping[OneProblem, Weight], as_weights, not_all_zero]

AFTER_LAST_PHASE = int(Phase.AUTONOMOUS) + 1
SESSIONS_A_WEEK = 0.25


@dataclass(frozen=True)
class PlanTable:
    """A plan as arrays, one row an intervention (J rows), for the model to read.

    Attributes:
        kind: number of the kind of help, int64[J].
        path: share of the full amount in each week, by dates and unconditional withdrawal, float64[J, weeks].
        amount: full amount in units a week, float64[J].
        from_phase, until_phase: active while from_phase <= phase < until_phase, int64[J].
        partner, payer: rows in the list of partners, int64[J].
        price: euros a unit, float64[J].
        condition_week: first week in which help may step down on a condition; -1 for none, int64[J].
        condition_share: share of initiatives that must pass the stress test, float64[J].
        first_fall: the week in which help first falls because it is withdrawn, or because all of it ends at dates;
            -1 when it stays. Help that steps down on a condition is not in it.
    """

    kind: Whole
    path: Real
    amount: Real
    from_phase: Whole
    until_phase: Whole
    partner: Whole
    payer: Whole
    price: Real
    condition_week: Whole
    condition_share: Real
    first_fall: int

    def grant_payers(self, partners: int) -> Real:
        """Each partner's part of the pot for grants, float64[partners], as in the plan; all 0 without grants."""
        rows, share = np.flatnonzero((self.kind == int(Help.SEED_GRANTS)) & (self.payer >= 0)), np.zeros(partners)
        whole = float(self.amount[rows].sum())
        for row in rows if whole > 0.0 else ():
            share[self.payer[row]] += self.amount[row] / whole
        return share


def usual_interventions() -> tuple[Intervention, ...]:
    """The full plan for some 2,500 adults (model.md 3); amounts are assumed and fitted to patterns, not to invoices.

    Who gives and who pays is told by kind of partner, so that the plan suits any list of partners.
    """
    emergence, development = When(phase=Phase.EMERGENCE), When(phase=Phase.DEVELOPMENT)
    welfare, manager, government, housing = "welfare", PROCESS_MANAGER, "government", "housing"
    light = 0.3
    return (
        Intervention(kind=Help.OUTREACH, by=welfare, payer=government, amount=8.0, until=development),
        Intervention(kind=Help.OUTREACH, by=welfare, payer=government, amount=8.0 * light, begin=development),
        Intervention(kind=Help.INFORMING, by=manager, amount=8.0, until=development),
        Intervention(kind=Help.INFORMING, by=manager, amount=8.0 * light, begin=development),
        Intervention(kind=Help.CONNECTING, by=manager, amount=6.0),
        Intervention(kind=Help.MANAGER_COACHING, by=manager, amount=4.0, begin=emergence),
        Intervention(kind=Help.BROKERING, by=manager, amount=6.0, begin=emergence),
        Intervention(kind=Help.TRAINING, by=welfare, amount=8.0, begin=emergence),
        Intervention(kind=Help.COACHING, by=welfare, amount=8.0, begin=emergence),
        Intervention(kind=Help.REFLECTION, by=welfare, amount=1.0, begin=emergence),
        Intervention(kind=Help.COMMUNITY_BUILDING, by=welfare, amount=6.0, begin=emergence),
        Intervention(kind=Help.SEED_GRANTS, by=government, amount=1.0, begin=emergence),
        Intervention(kind=Help.SPACE, by=housing, amount=2.0, begin=emergence),
        Intervention(kind=Help.RECOGNITION, by=government, amount=1.0),
        Intervention(kind=Help.TALENT_SCAN, by=welfare, amount=1.0),
    )


class SupportPlan(Declaration):
    """What a process manager decides: which help, who decides in it, and how it ends.

    Attributes:
        interventions: each kind of help; the full plan when left out.
        control: how far others than residents decide (agenda, approval, reporting), beside the dose of help.
        announced: whether residents were told beforehand that help will end.
        withdraw: how all help ends; an intervention may have an end of its own. Without it help stays.
        raising: in which steps all help is raised from nothing to full and lowered again (`raise` in a file).
        agenda: how much each problem weighs for those who decide from above, as weights; each problem of the story
            the same when it is empty. It counts as far as `parameters.choosing.top_down` says.
    """

    interventions: Annotated[tuple[Intervention, ...], listed] = usual_interventions()
    control: Share = 0.2
    announced: bool = True
    withdraw: Withdrawal | None = None
    raising: Annotated[Raising | None, Field(alias="raise")] = None
    agenda: Agenda = {}

    def withdrawn(self, withdrawal: Withdrawal | None, kind: Help | None = None) -> SupportPlan:
        """The same plan with another end; for one kind of help, or for all help whatever its own end was."""
        if kind is None:
            kept = tuple(_changed(one, withdraw=None) for one in self.interventions)
            return _changed_plan(self, interventions=kept, withdraw=withdrawal)
        return _changed_plan(
            self,
            interventions=tuple(
                _changed(one, withdraw=withdrawal) if one.kind == kind else one for one in self.interventions
            ),
        )

    def raised_and_lowered(self, raising: Raising) -> SupportPlan:
        """The same plan, announced, in which all help goes up and down in steps instead of any other end."""
        return _changed_plan(self.withdrawn(None), raising=raising, announced=True)

    def scaled(self, kind: Help | None, factor: float) -> SupportPlan:
        """The same plan with more or less of one kind of help, or of all help when no kind is named."""
        return _changed_plan(
            self,
            interventions=tuple(
                _changed(one, amount=one.amount * factor) if kind in (None, one.kind) else one
                for one in self.interventions
            ),
        )

    def ending_of(self, intervention: Intervention) -> Withdrawal | None:
        """How one kind of help ends: its own way, else that of the whole plan."""
        return intervention.withdraw or self.withdraw

    def table(
        self,
        weeks: int,
        start: datetime.date,
        prices: Mapping[Help, float],
        partners: Sequence[Partner] | None = None,
    ) -> PlanTable:
        """The plan as arrays.

        Args:
            weeks: length of the story.
            start: date of week 0.
            prices: euros for one unit of each kind of help; 0 where a kind is absent.
            partners: the partners of the story; the usual ones when left out. Unknown partners get row -1.
        """
        rows = self.interventions
        team = usual_partners() if partners is None else tuple(partners)
        endings = [self.ending_of(row) for row in rows]
        conditions = [ending if ending is not None and ending.condition else None for ending in endings]
        stairs = self.raising.path(weeks) if self.raising is not None else np.ones(weeks)
        paths = [stairs * _path(row, ending, weeks, start) for row, ending in zip(rows, endings, strict=True)]
        return PlanTable(
            kind=np.array([int(row.kind) for row in rows], dtype=np.int64),
            path=np.array(paths, dtype=np.float64).reshape(len(rows), weeks),
            amount=np.array([row.amount for row in rows], dtype=np.float64),
            from_phase=np.array([int(row.begin.phase or Phase.INFORMATION) for row in rows], dtype=np.int64),
            until_phase=np.array(
                [int((row.until and row.until.phase) or AFTER_LAST_PHASE) for row in rows], dtype=np.int64
            ),
            partner=np.array([partner_row(row.by, team) for row in rows], dtype=np.int64),
            payer=np.array([partner_row(row.payer or row.by, team) for row in rows], dtype=np.int64),
            price=np.array([_price(row, prices) for row in rows], dtype=np.float64),
            condition_week=np.array([one.week_from(start) if one else -1 for one in conditions], dtype=np.int64),
            condition_share=np.array([one.at_least if one else 0.0 for one in conditions], dtype=np.float64),
            first_fall=_first_fall(rows, endings, paths, start, stairs),
        )

    def cost(
        self,
        prices: Mapping[Help, float],
        phase: Phase = Phase.DEVELOPMENT,
        initiatives: float = 13.0,
        joiners: float = 1.0,
        weeks: int = WEEKS_PER_YEAR,
    ) -> dict[Help, float]:
        """What each kind of help costs at full strength while the programme is in one phase, in euros.

        Grants are not in it: they are paid at face value and depend on what initiatives become.

        Args:
            prices: euros for one hour, place, session or room; for recognition euros a week.
            phase: the phase, which decides what the plan offers.
            initiatives: live initiatives, each with its reflection sessions.
            joiners: residents who begin to take part in a week, each with a talent scan.
            weeks: over how many weeks; a year when left out.
        """
        times = {Help.REFLECTION: initiatives * SESSIONS_A_WEEK, Help.TALENT_SCAN: joiners}
        costs: dict[Help, float] = {}
        for one in self.interventions:
            first = one.begin.phase or Phase.INFORMATION
            last = (one.until and one.until.phase) or AFTER_LAST_PHASE
            if one.kind == Help.SEED_GRANTS or not first <= phase < last:
                continue
            units = one.amount * times.get(one.kind, 1.0)
            costs[one.kind] = costs.get(one.kind, 0.0) + units * _price(one, prices) * weeks
        return costs


def _path(row: Intervention, ending: Withdrawal | None, weeks: int, start: datetime.date) -> Real:
    """The share of the full amount in each week, before the phase and any condition are looked at."""
    week = np.arange(weeks, dtype=np.float64)
    path = _left(ending, weeks, start)
    if row.begin.phase is None:
        path[week < row.begin.week_from(start)] = 0.0
    if row.until is not None and row.until.phase is None:
        path[week >= row.until.week_from(start)] = 0.0
    return path


def _left(ending: Withdrawal | None, weeks: int, start: datetime.date) -> Real:
    """What a withdrawal leaves of help in each week, as a share; all of it while a condition decides."""
    if ending is None or ending.condition:
        return np.ones(weeks, dtype=np.float64)
    week = np.arange(weeks, dtype=np.float64)
    first, length = ending.week_from(start), ending.fade_weeks()
    gone = np.clip((week - first) / length, 0.0, 1.0) if length else (week >= first).astype(np.float64)
    left: Real = 1.0 - (1.0 - ending.remaining) * gone
    return left


def _first_fall(
    rows: Sequence[Intervention],
    endings: Sequence[Withdrawal | None],
    paths: Sequence[Real],
    start: datetime.date,
    stairs: Real,
) -> int:
    """The first week in which less is given because of a withdrawal; without any, because all help ends at dates."""
    given = [(row, ending, path) for row, ending, path in zip(rows, endings, paths, strict=True) if row.amount > 0]
    falls = [
        week
        for _, ending, path in given
        for week in _falling(stairs * _left(ending, len(path), start))
        if path[week - 1] > 0
    ]
    if not falls and given and all(path[-1] == 0 for *_, path in given):
        # Help of one kind that somebody else takes over in the same week does not fall.
        kinds = {row.kind for row, _, _ in given}
        totals = [sum(row.amount * path for row, _, path in given if row.kind == kind) for kind in kinds]
        falls = [week for total in totals for week in _falling(np.asarray(total))]
    return min(falls, default=-1)


def _falling(path: Real) -> list[int]:
    """The weeks in which there is less than in the week before."""
    return [int(week) + 1 for week in np.flatnonzero(np.diff(path) < -1e-9)]


def _price(row: Intervention, prices: Mapping[Help, float]) -> float:
    return prices.get(row.kind, 0.0) if row.cost is None else row.cost


def _changed(intervention: Intervention, **changes: object) -> Intervention:
    """A copy with some fields changed, checked anew (pydantic's own copy would not check)."""
    return Intervention(**{name: getattr(intervention, name) for name in Intervention.model_fields} | changes)


def _changed_plan(plan: SupportPlan, **changes: object) -> SupportPlan:
    return SupportPlan(**{name: getattr(plan, name) for name in SupportPlan.model_fields} | changes)
