"""Aims: what became of economy, cohesion and liveability under a plan, each apart and never as one score.

What the cooperative is for. Liveability is the level of each problem that initiatives work on. What happens to
participants themselves, less loneliness and work, rests on an assumption of the model and stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from weisim.analysis.comparison import Difference, compare
from weisim.analysis.gains import Amount
from weisim.analysis.lasting import without_support
from weisim.analysis.wording import Case, case_of
from weisim.results.dictionary import Entry
from weisim.results.results import Results
from weisim.terms import Problem

LEVEL_OF = {problem: f"problem_{problem.word}" for problem in Problem}
"""The indicator that tells the level of a problem."""


class Aim(Enum):
    """One of the three aims, or what is assumed of participants; its value: the indicators that tell of it."""

    ECONOMY = ("own_income", "jobs", "local_multiplier")
    COHESION = ("cohesion",)
    LIVEABILITY = tuple(LEVEL_OF.values())
    PARTICIPANTS = ("less_lonely", "into_work")


THREE = (Aim.ECONOMY, Aim.COHESION, Aim.LIVEABILITY)


@dataclass(frozen=True)
class Finding:
    """One indicator under a plan.

    Attributes:
        aim: what it is part of.
        entry: what the indicator means.
        last: its value in the last week.
        difference: paired difference with the plan that is compared with; None when there is no such plan or pair.
        case: what may be said of that difference.
    """

    aim: Aim
    entry: Entry
    last: Amount
    difference: Difference | None
    case: Case

    @property
    def moved(self) -> int:
        """1 when it is clearly higher and that may matter, -1 when it is clearly lower, 0 otherwise."""
        if self.difference is None or self.case not in (Case.CLEAR, Case.UNSURE_SIZE):
            return 0
        return 1 if self.difference.low > 0 else -1


@dataclass(frozen=True)
class Aims:
    """What became of economy, cohesion and liveability under one plan, in the last week.

    Attributes:
        scenario: name of the scenario.
        against: name of the scenario it is compared with; None when there is no other.
        findings: one for each indicator that was kept, by aim.
    """

    scenario: str
    against: str | None
    findings: tuple[Finding, ...]

    def of(self, aim: Aim) -> tuple[Finding, ...]:
        """The findings of one aim."""
        return tuple(finding for finding in self.findings if finding.aim is aim)


def kept_aims(results: Results) -> tuple[str, ...]:
    """The indicators of the aims and of participants that were kept, by aim; none when no problem level was.

    An older weisim kept too little to tell of all three.
    """
    kept = tuple(name for aim in Aim for name in aim.value if name in results.indicators)
    return kept if any(name in kept for name in Aim.LIVEABILITY.value) else ()


def compared_with(results: Results) -> str | None:
    """The plan that others are compared with: the one that never has support, else the first; None without a run."""
    finished = [scenario for scenario in results.scenarios if results.of(scenario)]
    return without_support(results) or next(iter(finished), None)


def aims(results: Results, scenario: str) -> Aims:
    """What became of the three aims under one scenario; raises KeyError when there is no such scenario.

    Each indicator is compared pair by pair in the last week with the plan that never has support, or with the first
    plan when there is none such.
    """
    names, against = kept_aims(results), compared_with(results)
    against = None if against == scenario else against
    found = {}
    if against is not None and names:
        try:
            found = {one.indicator: one for one in compare(results, against, scenario, names).differences}
        except ValueError:
            against = None
    findings = tuple(
        _finding(results, scenario, aim, name, found.get(name)) for aim in Aim for name in aim.value if name in names
    )
    return Aims(scenario, against, findings)


def _finding(results: Results, scenario: str, aim: Aim, name: str, difference: Difference | None) -> Finding:
    entry = results.entry(name)
    last = Amount.over([run.values[-1, run.names.index(name)] for run in results.of(scenario) if name in run.names])
    case = Case.NOTHING if difference is None else case_of(difference, entry)
    return Finding(aim, entry, last, difference, case)
