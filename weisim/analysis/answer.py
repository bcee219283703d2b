"""Answer: what lasts in a neighbourhood when the support stops, what became of it, who gains and who pays."""

from __future__ import annotations

from dataclasses import dataclass

from weisim.analysis.aims import Aims, aims
from weisim.analysis.comparison import Difference, compare
from weisim.analysis.costs import Costs, costs
from weisim.analysis.gains import Gains, gains
from weisim.analysis.interval import median
from weisim.analysis.lasting import Lasting, lasting, most_supported, support_ends
from weisim.analysis.outcome import Outcomes, outcomes
from weisim.analysis.survival import TWO_YEARS, Births, Survival, births, survival, survival_difference
from weisim.analysis.wording import Case, case_of
from weisim.results.results import Results
from weisim.weeks import WEEKS_PER_YEAR


@dataclass(frozen=True)
class Line:
    """What one scenario leaves.

    Attributes:
        scenario: name of the scenario.
        support_weeks: weeks until the last hour of support, in the middle history; 0 when there never was any.
        lasting_support: whether there is still support in the last week.
        ends: how its histories end, with the independent organisations alive at the end.
        born: how many ideas are born.
        formed: how long groups last that formed, at equal age.
        lasting: how many of the groups alive when support stopped lived on for two years.
    """

    scenario: str
    support_weeks: float
    lasting_support: bool
    ends: Outcomes
    born: Births
    formed: Survival
    lasting: Lasting

    @property
    def stopped(self) -> bool:
        """Whether there was support and it ended before the last week."""
        return self.support_weeks > 0 and not self.lasting_support


@dataclass(frozen=True)
class EarlierStop:
    """What the earliest end of support costs against the latest one, births and survival apart.

    Attributes:
        early: the scenario in which support ends first.
        late: the scenario in which support ends last, though it does end.
        born: paired difference in ideas born, early minus late.
        born_case: what may be said of that difference.
        survival: formed groups alive two years on, early minus late, with the ends of its 95 % interval.
    """

    early: Line
    late: Line
    born: Difference
    born_case: Case
    survival: tuple[float, float, float]


@dataclass(frozen=True)
class Answer:
    """The answer to: what lasts when the support stops? Told by `weisim.analysis.plain_answer`.

    Attributes:
        results: the runs it is drawn from.
        lines: one line a scenario, from the shortest support to the longest.
        earlier: what an earlier stop costs; None when fewer than two scenarios end their support.
        years: length of the longest history.
        gains: who gives and gains what under the plan whose support lasts longest; None when no ledger was kept.
        aims: what became of economy, cohesion and liveability under the plan whose support lasts longest, and under
            the last of the plans that stop; their indicators may be missing from results of an older weisim.
        costs: who pays and what that gives, under the same plans; without any history when no costs were kept.
    """

    results: Results
    lines: tuple[Line, ...]
    earlier: EarlierStop | None
    years: float
    gains: Gains | None
    aims: tuple[Aims, ...]
    costs: tuple[Costs, ...]

    @property
    def stopped(self) -> tuple[Line, ...]:
        """The scenarios in which support ends, the earliest first."""
        return tuple(line for line in self.lines if line.stopped)


def answer(results: Results) -> Answer:
    """What lasts when the support stops, for as many scenarios as there are in the results.

    Whether and when support ends is read from the hours of support in the runs, never from the name of a scenario.
    Needs the indicators support_hours, ideas_born, independent_initiatives and neighbourhood_enterprises.
    """
    lines = [_line(results, scenario) for scenario in results.scenarios if results.of(scenario)]
    lines.sort(key=lambda line: (line.lasting_support, line.support_weeks))
    weeks = max((run.weeks for run in results.runs), default=0)
    told = _told(results, lines)
    return Answer(
        results,
        tuple(lines),
        _earlier(results, lines),
        round(weeks / WEEKS_PER_YEAR, 1),
        _gains(results, lines),
        tuple(aims(results, scenario) for scenario in told),
        tuple(costs(results, scenario) for scenario in told),
    )


def _told(results: Results, lines: list[Line]) -> tuple[str, ...]:
    """The plan whose support lasts longest and the last of those that stop, once when they are the same."""
    if not lines:
        return ()
    stopped = [line.scenario for line in lines if line.stopped]
    return tuple(dict.fromkeys((most_supported(results), *stopped[-1:])))


def _line(results: Results, scenario: str) -> Line:
    runs = results.of(scenario)
    weeks = median([support_ends(run) for run in runs])
    return Line(
        scenario,
        weeks,
        weeks >= runs[0].weeks,
        outcomes(results, scenario),
        births(results, scenario),
        survival(results, scenario, "formed"),
        lasting(results, scenario, "formed"),
    )


def _gains(results: Results, lines: list[Line]) -> Gains | None:
    found = gains(results, most_supported(results)) if lines else None
    return found if found and found.runs else None


def _earlier(results: Results, lines: list[Line]) -> EarlierStop | None:
    stopped = [line for line in lines if line.stopped]
    if len(stopped) < 2 or stopped[0].support_weeks == stopped[-1].support_weeks:
        return None
    early, late = stopped[0], stopped[-1]
    try:
        born = compare(results, late.scenario, early.scenario, ["ideas_born"]).of("ideas_born")
    except ValueError:
        return None
    survived = survival_difference(results, late.scenario, early.scenario, "formed", TWO_YEARS)
    return EarlierStop(early, late, born, case_of(born, results.entry("ideas_born")), survived)
