"""Measures: each pattern of the evidence as a number read off a history."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeWarning, curve_fit

from weisim.analysis.survival import Of, lives, spans
from weisim.results.run import Run
from weisim.terms import Event, Phase, Reason, Stage
from weisim.weeks import WEEKS_PER_YEAR

Real = NDArray[np.float64]
CURVE_WEEKS = 79  # weeks 0 to 78, as the evidence table asks
TWO_YEARS = 2 * WEEKS_PER_YEAR
LAST_HELP_OF_THE_FADE = 155
LIFE = ("event", "week", "initiative", "stage")
TURNS = {Event.IDEA_BORN, Event.STAGE_REACHED, Event.FELL_BACK, Event.ENDED, Event.DEAL_MADE, Event.DEAL_ENDED}


def column(run: Run, name: str) -> Real:
    """One indicator, week by week."""
    return run.values[:, run.names.index(name)]


def first_week(run: Run, name: str, least: float) -> float:
    """The first week in which an indicator reaches a value; nan when it never does."""
    reached = np.flatnonzero(column(run, name) >= least)
    return float(reached[0]) if reached.size else float("nan")


def phase_week(run: Run, phase: Phase) -> float:
    """The first week in which the programme reaches a phase; nan when it never does."""
    table = run.event_table
    weeks = table["week"][(table["event"] == Event.PHASE_REACHED) & (table["value"] == phase)]
    return float(weeks[0]) if weeks.size else float("nan")


def at_week(run: Run, name: str, week: float) -> float:
    """An indicator in one week; nan when that week never came."""
    return float(column(run, name)[int(week)]) if np.isfinite(week) else float("nan")


def _line(week: Real, start: float, rise: float) -> Real:
    return start + rise * week


def _logistic(week: Real, top: float, pace: float, middle: float) -> Real:
    return top / (1.0 + np.exp(-pace * (week - middle)))


def _filling_up(week: Real, top: float, pace: float) -> Real:
    return top * (1.0 - np.exp(-pace * week))


CURVES: dict[str, tuple[Callable[..., Real], list[float]]] = {
    "line": (_line, [0.0, 0.01]),
    "logistic": (_logistic, [0.9, 0.1, 28.0]),
    "filling up": (_filling_up, [1.0, 0.02]),
}


def aic(run: Run, curve: str) -> float:
    """Akaike's criterion of one curve through the share of residents informed in weeks 0 to 78; lower fits better."""
    informed, weeks = column(run, "informed_share")[:CURVE_WEEKS], np.arange(CURVE_WEEKS, dtype=np.float64)
    shape, start = CURVES[curve]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OptimizeWarning)
        found, _ = curve_fit(shape, weeks, informed, start, maxfev=20_000)
    squares = float(np.sum((informed - shape(weeks, *found)) ** 2))
    return float(CURVE_WEEKS * np.log(max(squares, 1e-30) / CURVE_WEEKS) + 2 * len(start))


def births_per_thousand(run: Run) -> float:
    """Ideas born per 1,000 residents of 15 and older a year."""
    return float(1000.0 * column(run, "ideas_born")[-1] / run.residents / (run.weeks / WEEKS_PER_YEAR))


def taking_part(run: Run, week: int) -> set[tuple[int, int]]:
    """Who takes part at the end of a week: row of the home, and the how manieth person who lives there."""
    table = run.event_table[run.event_table["week"] <= week]
    lived_here: dict[int, int] = {}
    inside: set[tuple[int, int]] = set()
    for event, row in zip(table["event"].tolist(), table["resident"].tolist(), strict=True):
        if event == Event.MOVED_OUT:
            lived_here[row] = lived_here.get(row, 0) + 1
        elif event == Event.JOINED:
            inside.add((row, lived_here.get(row, 0)))
        elif event == Event.LEFT:
            inside.discard((row, lived_here.get(row, 0)))
    return inside


def turnover(run: Run, week: int) -> float:
    """The share of participants of one week who take part nowhere a year later."""
    before, after = taking_part(run, week), taking_part(run, week + WEEKS_PER_YEAR)
    return len(before - after) / len(before) if before else float("nan")


def asked_share(run: Run) -> float:
    """Of those who joined an initiative that was not their own, the share who had been asked."""
    table = run.event_table
    joined = table["event"] == Event.JOINED
    reasons = table["reason"][joined]
    asked, unasked = (int(np.count_nonzero(reasons == why)) for why in (Reason.ASKED, Reason.UNASKED))
    return asked / (asked + unasked) if asked + unasked else float("nan")


def alive_at(run: Run, of: Of, age: int = TWO_YEARS) -> float:
    """The share still alive at an age in one history, those still living counted in (Kaplan-Meier)."""
    ages, ended = lives(run, of)
    share = 1.0
    if not ages.size:
        return float("nan")
    for week in np.unique(ages[ended & (ages <= age)]):
        share *= 1.0 - np.count_nonzero(ended & (ages == week)) / np.count_nonzero(ages >= week)
    return share


def alive_after_support(run: Run, week: int = LAST_HELP_OF_THE_FADE) -> float:
    """Of the initiatives alive in the last week of support, the share alive two years later."""
    begin, end = spans(run, "ideas")
    alive = (begin <= week) & (end > week)
    return float(np.mean(end[alive] > week + TWO_YEARS)) if alive.any() else float("nan")


def founding(run: Run) -> tuple[float, float]:
    """The week of the first cooperative and its members at formation; nan when none is founded."""
    table = run.event_table
    first = table[table["event"] == Event.COOPERATIVE_FOUNDED][:1]
    return (float(first["week"][0]), float(first["value"][0])) if first.size else (float("nan"), float("nan"))


def first_cooperative_fails(run: Run) -> float:
    """Whether the first cooperative fails before the history is over; nan when none is founded."""
    founded, failed = (
        np.count_nonzero(run.event_table["event"] == event)
        for event in (Event.COOPERATIVE_FOUNDED, Event.COOPERATIVE_FAILED)
    )
    # There is at most one that lives, so the first failure is that of the first cooperative.
    return float(failed > 0) if founded else float("nan")


def member_share(run: Run) -> float:
    """Members of the cooperative as a share of independent organisations, mean over weeks in which there is one."""
    exists = column(run, "cooperative_exists") > 0
    members, all_of_them = (column(run, name)[exists] for name in ("cooperative_members", "independent_organisations"))
    some = all_of_them > 0
    return float(np.mean(members[some] / all_of_them[some])) if some.any() else float("nan")


def completed_share(runs: Sequence[Run], since: int = 0) -> float:
    """Of the formed groups that end from a week on, the share that had reached their goal, over all histories."""
    ended = completed = 0
    for run in runs:
        table = run.event_table
        formed = (table["event"] == Event.STAGE_REACHED) & (table["stage"] >= Stage.RESIDENT_INITIATIVE)
        ends = table[(table["event"] == Event.ENDED) & (table["week"] >= since)]
        ends = ends[np.isin(ends["initiative"], table["initiative"][formed])]
        ended += ends.size
        completed += int(np.count_nonzero(ends["reason"] == Reason.COMPLETED))
    return completed / ended if ended else float("nan")


def yearly_cost(run: Run, weeks: int = TWO_YEARS) -> float:
    """What the support plan costs a year, grants included and deals left out, mean over its first weeks."""
    return float(column(run, "support_cost")[:weeks].mean() * WEEKS_PER_YEAR)


def stopping_rate(run: Run) -> float:
    """Participants who stop or move away in a year, as a share of those taking part; ends of initiatives left out."""
    table = run.event_table
    reasons = table["reason"][table["event"] == Event.LEFT]
    stopped = (reasons == Reason.LOST_HEART) | (reasons == Reason.MOVED)
    years = float(column(run, "participants").sum()) / WEEKS_PER_YEAR
    return float(1.0 - np.exp(-np.count_nonzero(stopped) / years)) if years > 0 else float("nan")


def deal_hazard(runs: Sequence[Run], band: int = 26) -> float:
    """The hazard of ending with a running deal against that without one, for initiatives past the idea.

    The Mantel-Haenszel ratio of the rates of ending with and without a running deal, in strata of age (half years) and
    stage, so that older and riper initiatives are compared with their like; nan when a side has no weeks at all.
    """
    weeks: dict[tuple[int, int, int], int] = {}
    ends: dict[tuple[int, int, int], int] = {}
    for run in runs:
        for when, with_deal, stage, age, ended in _lives_by_week(run):
            stratum = (int(with_deal), stage, age // band)
            weeks[stratum] = weeks.get(stratum, 0) + when
            ends[stratum] = ends.get(stratum, 0) + ended
    above = below = 0.0
    for stage, age in {(stage, age) for _, stage, age in weeks}:
        exposed, others = weeks.get((1, stage, age), 0), weeks.get((0, stage, age), 0)
        if exposed and others:
            above += ends.get((1, stage, age), 0) * others / (exposed + others)
            below += ends.get((0, stage, age), 0) * exposed / (exposed + others)
    return above / below if below else float("nan")


def _lives_by_week(run: Run) -> Iterator[tuple[int, bool, int, int, int]]:
    """Stretches of the life of each initiative past the idea: weeks, with a deal, stage, age, and whether it ended."""
    told: dict[int, list[tuple[int, int, int]]] = {}
    for event, week, g, stage in zip(*(run.event_table[name].tolist() for name in LIFE), strict=True):
        if g >= 0 and event in TURNS:
            told.setdefault(g, []).append((week, event, stage))
    for turns in told.values():
        born, since, deals, stage = turns[0][0], turns[0][0], 0, int(Stage.IDEA)
        for week, event, reached in [*turns, (run.weeks, -1, -1)]:
            # In stretches of one week, so that each falls in one stratum of age.
            if stage >= Stage.RESIDENT_INITIATIVE:
                for now in range(since, week):
                    yield 1, deals > 0, stage, now - born, int(event == Event.ENDED and now == week - 1)
            since = week
            if event == Event.ENDED:
                break
            deals += {int(Event.DEAL_MADE): 1, int(Event.DEAL_ENDED): -1}.get(event, 0)
            if event in (Event.STAGE_REACHED, Event.FELL_BACK):
                stage = reached
