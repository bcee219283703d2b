"""Story: the parts of a scenario that could be read, so that they can be held against each other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from weisim.language import Text
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.support.partner import Partner
from weisim.support.raising import Raising
from weisim.terms import Form, Help, PartnerKind, Phase, Problem

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Contradiction:
    """One thing that cannot be: at which key, why, and what to do."""

    path: Path
    message: Text
    advice: Text | str = ""


@dataclass(frozen=True)
class Helper:
    """What could be read of a partner; None where it could not."""

    name: str | None
    kind: PartnerKind | None
    forms: tuple[Form, ...] | None = None
    rooms: int | None = None
    begin: Phase | None = None
    end: Phase | None = None

    @classmethod
    def of(cls, one: Partner) -> Helper:
        """The same of a partner that is right in itself."""
        return cls(one.name, one.kind, one.forms, one.rooms, one.from_phase, one.until_phase)


@dataclass(frozen=True)
class Given:
    """What could be read of an intervention; None where it could not."""

    kind: Help | None
    by: str | None
    payer: str | None
    begin: When | None
    until: When | None
    withdraw: Withdrawal | None
    amount: float | None = None

    @classmethod
    def of(cls, one: Intervention) -> Given:
        """The same of an intervention that is right in itself."""
        return cls(one.kind, one.by, one.payer, one.begin, one.until, one.withdraw, one.amount)


@dataclass(frozen=True)
class Happening:
    """What could be read of an event from outside; the moments are None where they could not be read."""

    begin: Moment | None
    end: Moment | None
    problems: tuple[Problem, ...]
    does_something: bool


@dataclass(frozen=True)
class Story:
    """The parts of a scenario that could be read, in the order of the file; None where a part could not.

    Attributes:
        raising: in which steps all help is raised and lowered again, where it is.
        agenda: the problems that stand on an agenda from above.
        deals: the partners that make deals, where a file names them.
        absent: the partners that are not there, where a file names them.
        scale: factors on kinds of help, where a file has them.
        said: numbers that a context says as well as the parameters, by the word in the context.
    """

    weeks: int | None
    start: datetime.date | None
    problems: tuple[Problem, ...] | None
    partners: tuple[Helper, ...] | None
    interventions: tuple[Given, ...]
    withdraw: Withdrawal | None
    raising: Raising | None = None
    agenda: tuple[Problem, ...] = ()
    events: tuple[Happening, ...] = ()
    deals: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    scale: Mapping[Help | str, float] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    def week_of(self, moment: Moment | None) -> int | None:
        """The week of a moment; None for a phase, and for a date while the start is not known."""
        if moment is None or (isinstance(moment, When) and moment.phase is not None):
            return None
        if moment.date is not None and self.start is None:
            return None
        return moment.week_from(self.start or datetime.date.min)
