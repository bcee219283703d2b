"""Event: what comes to the neighbourhood from outside, from when until when, and what it does there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from weisim.language import Text
from weisim.support.checks import Declaration, Name, Unit
from weisim.support.intervention import AnyMoment
from weisim.support.plan import OneProblem
from weisim.terms import Problem

MOST_MOBILITY = 0.95
NOT_SAID = -1.0
NEVER = -1

Shift = Annotated[float, Field(ge=-1, le=1), Unit(Text("shift of a share"))]
Mobility = Annotated[float, Field(ge=0, le=MOST_MOBILITY), Unit(Text("share a year"))]


class EventRow(NamedTuple):
    """An event as the model reads it.

    Attributes:
        begin: the week of the story in which it begins.
        end: the first week in which it is over; -1 when it lasts.
        trust: shift of everybody's trust at its begin.
        mobility: share of residents that moves in a year while it lasts; -1 when it says nothing about it.
        problems: shift of the level of each problem while it lasts, in the order of the problems.
        key_persons_leave: whether the member with most hours of each initiative moves out in its first week.
    """

    begin: int
    end: int
    trust: float
    mobility: float
    problems: tuple[float, ...]
    key_persons_leave: bool


class Event(Declaration):
    """Something that befalls the neighbourhood whatever the programme does, such as a renovation.

    Attributes:
        name, name_en: what it is called, in Dutch and in English.
        begin: when it begins (`from` in a file).
        end: when it is over (`until` in a file); it lasts when left out.
        trust: shift of everybody's trust at its begin, -1 to 1.
        mobility: share of residents that moves out in a year while it lasts. Of events that last at the same time the
            highest holds; when no event says anything, the usual mobility does.
        problems: shift of the level of problems while it lasts, -1 to 1 each.
        key_persons_leave: whether in its first week the member with most hours of each initiative moves out.
    """

    name: Name
    name_en: Name | Literal[""] = ""
    begin: AnyMoment = Field(alias="from")
    end: AnyMoment | None = Field(default=None, alias="until")
    trust: Shift = 0.0
    mobility: Mobility | None = None
    problems: Mapping[OneProblem, Shift] = {}
    key_persons_leave: bool = False

    def told(self, language: str) -> str:
        """What it is called in one language; the other language, when there is only one."""
        return self.name_en if language == "en" and self.name_en else self.name

    def does_something(self) -> bool:
        """Whether anything in the neighbourhood changes by it."""
        return bool(self.trust or self.mobility is not None or any(self.problems.values()) or self.key_persons_leave)

    def row(self, start: datetime.date) -> EventRow:
        """The event as the model reads it, in a story that begins at a date."""
        return EventRow(
            begin=self.begin.week_from(start),
            end=NEVER if self.end is None else self.end.week_from(start),
            trust=self.trust,
            mobility=NOT_SAID if self.mobility is None else self.mobility,
            problems=tuple(self.problems.get(problem, 0.0) for problem in Problem),
            key_persons_leave=self.key_persons_leave,
        )
