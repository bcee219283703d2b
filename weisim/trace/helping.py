"""Helping: how much help the support plan gives, and when it begins to fade or is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weisim.language import Text, current_language, number, percent
from weisim.trace.sentences import opened

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario
    from weisim.support.intervention import Withdrawal


def help_given(run: Run, week: int) -> str:
    """How much help the support plan gives in a week, in one sentence; nothing when the run does not tell."""
    told = dict(zip(run.names, run.values[week].tolist(), strict=True))
    if "support_hours" not in told or "support_cost" not in told:
        return ""
    if told["support_hours"] > 0:
        return str(Text("The support plan gives {hours} hours of help a week.", hours=number(told["support_hours"])))
    if told["support_cost"] > 0:
        return str(Text("The support plan gives no hours of help."))
    return str(Text("The support plan gives no help."))


def turns_of_help(run: Run, scenario: Scenario | None = None) -> tuple[tuple[int, str], ...]:
    """The weeks in which help takes a turn, each with a sentence that says which.

    Args:
        run: what happened; it tells when the last hours of help were given.
        scenario: its story, which adds when help begins to end.
    """
    turns = [*_withdrawals(scenario, run.weeks), *_stairs(scenario, run.weeks)] if scenario else []
    last = _last_week_of_help(run)
    if 0 <= last < run.weeks - 1 and last + 1 not in {week for week, _ in turns}:
        turns.append((last + 1, str(Text("From now on the support plan gives no hours of help."))))
    return tuple(sorted(turns, key=lambda turn: turn[0]))


def _last_week_of_help(run: Run) -> int:
    """The last week with hours of help; -1 when there never was one, or when the run does not tell."""
    if "support_hours" not in run.names:
        return -1
    helped = run.values[:, run.names.index("support_hours")] > 0
    return int(helped.nonzero()[0].max(initial=-1))


def _stairs(scenario: Scenario, weeks: int) -> list[tuple[int, str]]:
    """When the plan begins to raise help step by step, and when it begins to lower it again."""
    raising = scenario.support.raising
    if raising is None:
        return []
    begins = (
        (raising.weeks, Text("From now on help of the support plan rises step by step.")),
        (
            raising.length - (raising.steps - 1) * raising.weeks,
            Text("From now on help of the support plan falls step by step."),
        ),
    )
    return [(week, str(says)) for week, says in begins if week < weeks]


def _withdrawals(scenario: Scenario, weeks: int) -> list[tuple[int, str]]:
    """When the plan begins to take help back: all of it in one sentence, or each kind that goes its own way."""
    plan, turns = scenario.support, []
    endings = [(one.kind.label(current_language()), plan.ending_of(one)) for one in plan.interventions]
    if endings and all(ending == endings[0][1] for _, ending in endings):
        endings = [(str(Text("help of the support plan")), endings[0][1])]
    for what, ending in dict.fromkeys(endings):
        if ending is None:
            continue
        week = ending.week_from(scenario.start)
        if 0 < week < weeks:
            turns.append((week, opened(_withdrawal(what, ending))))
    return turns


def _withdrawal(what: str, ending: Withdrawal) -> Text:
    if ending.condition:
        return Text("{what} steps down from now on, whenever enough initiatives can do without.", what=what)
    if ending.over:
        return Text("{what} begins to fade.", what=what)
    if ending.remaining:
        return Text("{what} falls to {share} of what it was.", what=what, share=percent(ending.remaining))
    return Text("{what} stops.", what=what)
