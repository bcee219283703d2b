"""Survival: how long initiatives last, those that still live counted in; and, apart from that, how many are born.

A count of live initiatives mixes the two: a plan with many births and short lives can look like one with few births and
long lives. So births and survival at equal age are always told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from statsmodels.duration.survfunc import SurvfuncRight

from weisim.analysis.interval import FloatArray, eight_of_ten, median, over_runs, wilson
from weisim.analysis.paired import units, units_of
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Event, Reason, Stage
from weisim.weeks import WEEKS_PER_YEAR

Of = Literal["ideas", "formed", "independent"]
FROM_STAGE = {"ideas": Stage.IDEA, "formed": Stage.RESIDENT_INITIATIVE, "independent": Stage.INDEPENDENT}
TWO_YEARS = 2 * WEEKS_PER_YEAR
Lives = tuple[FloatArray, NDArray[np.bool_]]


@dataclass(frozen=True, eq=False)
class Survival:
    """How long lives last: the share still alive at each age (Kaplan-Meier).

    Attributes:
        scenario: name of the scenario.
        of: whose lives: `ideas` from their birth, `formed` groups from the week they became a resident initiative,
            `independent` organisations from the week they became independent.
        runs: number of runs.
        ages: float64[k], ages in weeks at which the share changes, from 0.
        alive: float64[k], share alive from that age on.
        low: float64[k], lower edge of the 95 % band; nan when there are fewer than five runs.
        high: float64[k], upper edge of the 95 % band.
        at_risk: int64[k], lives followed at least until that age.
        lives: float64[n], age in weeks at which each life ended or was last seen.
        ended: bool[n], whether it ended; the others still lived in the last week.
    """

    scenario: str
    of: Of
    runs: int
    ages: FloatArray
    alive: FloatArray
    low: FloatArray
    high: FloatArray
    at_risk: NDArray[np.int64]
    lives: FloatArray
    ended: NDArray[np.bool_]

    def at(self, weeks: float) -> tuple[float, float, float]:
        """The share alive at this age with its 95 % interval; nan when nobody alive was followed that long."""
        if not self.lives.size or (weeks > self.lives.max() and self.alive[-1] > 0):
            return float("nan"), float("nan"), float("nan")
        row = int(np.searchsorted(self.ages, weeks, side="right")) - 1
        share, low, high = float(self.alive[row]), float(self.low[row]), float(self.high[row])
        # Where all live or all have ended, drawing runs again cannot show what else might have happened.
        if share == 1 and weeks > 0:
            low = min(low, wilson(self.followed(weeks), self.followed(weeks))[0])
        elif share == 0:
            high = max(high, wilson(0, self.lives.size)[1])
        return share, low, high

    def followed(self, weeks: float) -> int:
        """How many lives were followed at least until this age."""
        return int(np.count_nonzero(self.lives >= weeks))


@dataclass(frozen=True)
class Births:
    """How many ideas are born in a history.

    Attributes:
        scenario: name of the scenario.
        runs: number of runs.
        median: ideas born in the middle history.
        low: the same, 10 % point.
        high: the same, 90 % point.
        yearly_per_1000: the middle history's ideas per 1,000 residents of 15 and older a year.
    """

    scenario: str
    runs: int
    median: float
    low: float
    high: float
    yearly_per_1000: float


def births(results: Results, scenario: str) -> Births:
    """How many ideas are born in the histories of one scenario; raises KeyError when there is no such scenario."""
    runs = results.of(scenario)
    born = np.array([np.count_nonzero(run.event_table["event"] == Event.IDEA_BORN) for run in runs], dtype=np.float64)
    residents = np.array([run.residents for run in runs], dtype=np.float64)
    years = np.array([run.weeks / WEEKS_PER_YEAR for run in runs], dtype=np.float64)
    return Births(scenario, len(runs), median(born), *eight_of_ten(born), median(1000 * born / residents / years))


def survival(results: Results, scenario: str, of: Of = "formed") -> Survival:
    """How long ideas, formed groups or independent organisations of one scenario last, at equal age.

    Who still lives in the last week counts for as long as he was followed (right-censored), and so does who stopped
    because the goal was reached: that is no failure. Ages are in weeks. The band comes
    from drawing whole runs again, because initiatives of one run share their luck; where there are several futures,
    from drawing whole futures again.

    Raises:
        KeyError: there is no such scenario.
        ValueError: `of` is not one of the three.
    """
    if of not in get_args(Of):
        raise ValueError(f"survival is of one of {get_args(Of)}, not of {of!r}")
    runs = results.of(scenario)
    each = _of_units([lives(run, of) for run in runs], units(np.array([run.future for run in runs], dtype=np.int64)))
    ages = np.concatenate([found[0] for found in each]) if each else np.zeros(0)
    ended = np.concatenate([found[1] for found in each]) if each else np.zeros(0, dtype=bool)
    if not ages.size:
        one, nothing = np.ones(1), np.full(1, np.nan)
        return Survival(scenario, of, len(runs), np.zeros(1), one, nothing, nothing, np.zeros(1, np.int64), ages, ended)
    # Where everybody in a curve has ended, its formula for the spread divides by zero; the band here does not use it.
    with np.errstate(divide="ignore", invalid="ignore"):
        curve = SurvfuncRight(ages, ended.astype(np.int64))
    steps, alive = np.asarray(curve.surv_times, dtype=np.float64), np.asarray(curve.surv_prob, dtype=np.float64)
    if not steps.size or steps[0] > 0:
        steps, alive = np.append(0.0, steps), np.append(1.0, alive)
    low, high = over_runs(len(each), lambda draws: _shares(each, draws)[:, steps.astype(np.int64)])
    at_risk = ages.size - np.searchsorted(np.sort(ages), steps, side="left")
    return Survival(scenario, of, len(runs), steps, alive, low, high, at_risk.astype(np.int64), ages, ended)


def survival_difference(
    results: Results, a: str, b: str, of: Of = "formed", weeks: int = TWO_YEARS
) -> tuple[float, float, float]:
    """The share alive at an age under b minus that under a, with its 95 % interval over paired runs.

    Nan when one of the two was not followed that long, or when there are fewer than five pairs.
    """
    found = [survival(results, scenario, of).at(weeks)[0] for scenario in (a, b)]
    pairs = results.pairs(a, b)
    if not pairs or not np.isfinite(found).all():
        return float("nan"), float("nan"), float("nan")
    unit = units_of(pairs)
    before, after = (_of_units([lives(pair[side], of) for pair in pairs], unit) for side in (0, 1))

    def difference(draws: NDArray[np.int64]) -> FloatArray:
        return _share_at(after, draws, weeks) - _share_at(before, draws, weeks)

    low, high = over_runs(len(before), difference)
    return found[1] - found[0], float(low), float(high)


def lives(run: Run, of: Of) -> tuple[FloatArray, NDArray[np.bool_]]:
    """The lives in one run: age in weeks at which each ended or was last seen, and whether it ended.

    Who stopped because the goal was reached is followed until then, and did not fail (censored).
    """
    begin, end = spans(run, of)
    stopped = end < run.weeks
    done = np.isin(list(_begun(run, of)), list(_first_weeks(_ended(run, completed=True))))
    return (np.where(stopped, end, run.weeks - 1) - begin).astype(np.float64), stopped & ~done


def spans(run: Run, of: Of) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The week in which each life of one run began and that in which it ended; `run.weeks` when it did not end.

    What began and ended in one week counts as a life of no weeks.
    """
    begin, end = _begun(run, of), _first_weeks(_ended(run))
    first = np.array(list(begin.values()), dtype=np.int64)
    return first, np.array([end.get(number, run.weeks) for number in begin], dtype=np.int64)


def _begun(run: Run, of: Of) -> dict[int, int]:
    """The week in which each life of one run began, by the number of the initiative."""
    table = run.event_table
    if of == "ideas":
        begun = table["event"] == Event.IDEA_BORN
    else:
        begun = (table["event"] == Event.STAGE_REACHED) & (table["stage"] >= FROM_STAGE[of])
        begun &= table["stage"] < Stage.ENDED
    return _first_weeks(table[begun])


def _ended(run: Run, completed: bool = False) -> NDArray[Any]:
    """The lines that tell of an end, or of an end because the goal was reached."""
    table = run.event_table
    ends = table["event"] == Event.ENDED
    return table[ends & (table["reason"] == Reason.COMPLETED)] if completed else table[ends]


def _first_weeks(table: NDArray[Any]) -> dict[int, int]:
    """The first week in which each initiative stands in a table of events."""
    found: dict[int, int] = {}
    for number, week in zip(table["initiative"].tolist(), table["week"].tolist(), strict=True):
        if number >= 0:
            found[number] = min(week, found.get(number, week))
    return found


def _of_units(each: list[Lives], unit: NDArray[np.int64]) -> list[Lives]:
    """The lives of runs put together by what counts as one: the run, or the future where there are several."""
    if len(each) == int(unit.max(initial=-1)) + 1:
        return each
    rows = [np.flatnonzero(unit == number) for number in range(int(unit.max()) + 1)]
    return [
        (np.concatenate([each[row][0] for row in own]), np.concatenate([each[row][1] for row in own])) for own in rows
    ]


def _shares(each: list[Lives], draws: NDArray[np.int64]) -> FloatArray:
    """The share alive at each whole age for runs drawn so and so often: float64[resamples, oldest + 1].

    Kaplan-Meier as a product over ages; equal to the library's curve when each run is drawn once (tested), and with
    counts per run at hand, thousands of resamples are one multiplication of matrices.
    """
    oldest = int(max((ages.max() for ages, _ in each if ages.size), default=0))
    ended = np.array([np.bincount(ages[over].astype(np.int64), minlength=oldest + 1) for ages, over in each])
    seen = np.array([np.bincount(ages.astype(np.int64), minlength=oldest + 1) for ages, _ in each])
    followed = np.cumsum(seen[:, ::-1], axis=1)[:, ::-1].astype(np.float64)
    # Whole numbers as floats: exact, and a product of float matrices is many times as fast.
    drawn = draws.astype(np.float64)
    at_risk = drawn @ followed
    return np.cumprod(1.0 - (drawn @ ended) / np.maximum(at_risk, 1), axis=1)


def _share_at(each: list[Lives], draws: NDArray[np.int64], weeks: int) -> FloatArray:
    shares = _shares(each, draws)
    return shares[:, min(weeks, shares.shape[1] - 1)]
