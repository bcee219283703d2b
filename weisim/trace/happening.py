"""Happening: one event of a run in the words of the field, and the cast that gives its numbers a name."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weisim.language import Text, current_language
from weisim.results.holders import called
from weisim.terms import Event, Problem, Reason, Stage

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Happening:
    """One event; a number that is missing is -1, a missing value is nan.

    Attributes:
        week: week of the story, from 0.
        event: what happened.
        initiative: number of the initiative, in order of birth from 0.
        partner: number of the partner.
        stage: stage of the initiative at that moment, or none.
        reason: why it happened, or `Reason.NONE`.
        value: the number that belongs to the event.
    """

    week: int
    event: Event
    initiative: int = -1
    partner: int = -1
    stage: Stage | None = None
    reason: Reason = Reason.NONE
    value: float = math.nan

    @property
    def counted(self) -> int:
        """The value as a whole number, such as the number of a phase or a problem; -1 when there is none."""
        return -1 if math.isnan(self.value) else int(self.value)


def happenings(run: Run) -> tuple[Happening, ...]:
    """Everything that happened in a run, in order."""
    return tuple(
        Happening(
            week=week,
            event=Event(event),
            initiative=initiative,
            partner=partner,
            stage=Stage(stage) if stage >= 0 else None,
            reason=Reason(max(reason, 0)),
            value=value,
        )
        for week, event, initiative, _, partner, stage, reason, value in run.event_table.tolist()
    )


@dataclass(frozen=True)
class Cast:
    """Who is who in a run.

    Attributes:
        start: the day on which the story begins; None when only the run is left, and not its scenario.
        problems: the problem of each initiative of which it is known.
        partners: names of the partners.
        outside: names of the events from outside.
    """

    start: datetime.date | None
    problems: Mapping[int, Problem]
    partners: tuple[str, ...]
    outside: tuple[str, ...]

    @classmethod
    def of(cls, run: Run, scenario: Scenario | None = None) -> Cast:
        """The cast of a run; its scenario adds the calendar and the events from outside."""
        known = {float(problem): problem for problem in Problem}
        births = run.event_table[run.event_table["event"] == Event.IDEA_BORN]
        born = dict(zip(births["initiative"].tolist(), births["value"].tolist(), strict=True))
        return cls(
            start=scenario.start if scenario else None,
            problems={number: known[problem] for number, problem in born.items() if problem in known},
            partners=run.partners,
            outside=tuple(event.told(current_language()) for event in scenario.events) if scenario else (),
        )

    def initiative(self, number: int) -> Text:
        """How an initiative is called, such as initiative 7 (litter)."""
        if number < 0:
            return Text("an initiative")
        if number not in self.problems:
            return Text("initiative {number}", number=number)
        return Text("initiative {number} ({problem})", number=number, problem=self.problems[number])

    def short(self, number: int) -> str:
        """How an initiative is called in a list, such as 7 (litter)."""
        problem = self.problems.get(number)
        return str(number) if problem is None else f"{number} ({problem.label(current_language())})"

    def partner(self, number: int) -> Text | str:
        """What readers call a partner."""
        known = 0 <= number < len(self.partners)
        return called(self.partners[number], current_language()) if known else Text("a partner")

    def event(self, number: int) -> str:
        """The name of an event from outside; empty when only the run is left, and not its scenario."""
        return self.outside[number] if 0 <= number < len(self.outside) else ""
