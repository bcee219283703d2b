"""Piecing: what of a faulty file can be read, so that one fault does not hide another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from weisim.scenario.context import NUMBERS
from weisim.scenario.event import Event
from weisim.scenario.scenario import Problems, Weeks
from weisim.scenario.story import Given, Happening, Helper, Story
from weisim.scenario.tables import ALL_HELP, Factor
from weisim.support.intervention import AnyMoment, Moment, OneHelp, When, Withdrawal
from weisim.support.partner import OneKind, Partner, usual_partners
from weisim.support.plan import OneProblem, usual_interventions
from weisim.support.raising import Raising
from weisim.terms import Help, PartnerKind, Phase, Problem

Piece = TypeVar("Piece")

_WEEKS: TypeAdapter[int] = TypeAdapter(Weeks)
_KIND: TypeAdapter[PartnerKind] = TypeAdapter(OneKind)
_PARTNER: TypeAdapter[Partner] = TypeAdapter(Partner)
_HELP: TypeAdapter[Help] = TypeAdapter(OneHelp)
_AMOUNT: TypeAdapter[float] = TypeAdapter(float)
_FACTOR: TypeAdapter[float] = TypeAdapter(Factor)
_WHEN: TypeAdapter[When] = TypeAdapter(When)
_MOMENT: TypeAdapter[Moment] = TypeAdapter(AnyMoment)
_WITHDRAWAL: TypeAdapter[Withdrawal] = TypeAdapter(Withdrawal)
_RAISING: TypeAdapter[Raising] = TypeAdapter(Raising)
_PROBLEM: TypeAdapter[Problem] = TypeAdapter(OneProblem)
_PROBLEMS: TypeAdapter[tuple[Problem, ...]] = TypeAdapter(Problems)
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def story_of(values: Mapping[str, Any]) -> Story:
    """What the cross-checks can look at in the tables of a file, whether or not all of it is right."""
    support = _table(values.get("support"))
    start = values.get("start")
    return Story(
        weeks=_piece(_WEEKS, values.get("weeks", 260)),
        start=start if type(start) is datetime.date else None,
        problems=_piece(_PROBLEMS, values.get("problems", tuple(Problem))),
        partners=_partners(values.get("partners")),
        interventions=_interventions(support.get("interventions")),
        withdraw=_piece(_WITHDRAWAL, support.get("withdraw")),
        raising=_piece(_RAISING, support.get("raise")),
        agenda=_problems(support.get("agenda")),
        events=tuple(_event(_table(row)) for row in _rows(values.get("events"))),
        deals=_names(values.get("deals")),
        absent=_names(values.get("absent")),
        scale=_scale(_table(support.get("scale"))),
        said=_said_twice(values),
    )


def _partners(rows: Any) -> tuple[Helper, ...] | None:
    if rows is None:
        return tuple(Helper.of(one) for one in usual_partners())
    if not isinstance(rows, list):
        return None
    return tuple(_partner(_table(row)) for row in rows)


def _partner(row: dict[str, Any]) -> Helper:
    forms, rooms, begin, end = (_with_only(row, key) for key in ("forms", "rooms", "from", "until"))
    return Helper(
        name=_word(row.get("name")),
        kind=_piece(_KIND, row.get("kind", PartnerKind.OTHER)),
        forms=forms.forms if forms is not None else None,
        rooms=rooms.rooms if rooms is not None else None,
        begin=begin.from_phase if begin is not None else None,
        end=end.until_phase if end is not None else None,
    )


def _with_only(row: dict[str, Any], key: str) -> Partner | None:
    """A partner as far as its kind and one key tell it, with what is usual for the rest."""
    return _piece(_PARTNER, {"name": "partner", **{word: row[word] for word in ("kind", key) if word in row}})


def _interventions(rows: Any) -> tuple[Given, ...]:
    if rows is None:
        return tuple(Given.of(one) for one in usual_interventions())
    return tuple(
        Given(
            kind=_piece(_HELP, row.get("kind")),
            by=_word(row.get("by")),
            payer=_word(row.get("payer")),
            begin=_piece(_WHEN, row.get("from", Phase.INFORMATION.word)),
            until=_piece(_WHEN, row.get("until")),
            withdraw=_piece(_WITHDRAWAL, row.get("withdraw")),
            amount=_piece(_AMOUNT, row.get("amount")),
        )
        for row in map(_table, _rows(rows))
    )


def _event(row: dict[str, Any]) -> Happening:
    whole = _piece(_EVENT, row)
    return Happening(
        begin=_piece(_MOMENT, row.get("from")),
        end=_piece(_MOMENT, row.get("until")),
        problems=_problems(row.get("problems")),
        # of an event that cannot be read nobody can say that it does nothing
        does_something=whole is None or whole.does_something(),
    )


def _problems(told: Any) -> tuple[Problem, ...]:
    """The problems in a list of words or in a table of numbers."""
    words = told if isinstance(told, list | dict) else ()
    read = (_piece(_PROBLEM, word) for word in words)
    return tuple(problem for problem in read if problem is not None)


def _scale(table: dict[str, Any]) -> dict[Help | str, float]:
    kinds = {word: word if word == ALL_HELP else _piece(_HELP, word) for word in table}
    read = {kinds[word]: _piece(_FACTOR, factor) for word, factor in table.items()}
    return {kind: factor for kind, factor in read.items() if kind is not None and factor is not None}


def _said_twice(values: Mapping[str, Any]) -> dict[str, str]:
    context, parameters = _table(values.get("context")), _table(values.get("parameters"))
    twice = {}
    for word, key in NUMBERS.items():
        group, _, name = key.partition(".")
        if word in context and name in _table(parameters.get(group)):
            twice[word] = key
    return twice


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(value: Any) -> tuple[str, ...]:
    return tuple(name for name in _rows(value) if isinstance(name, str))


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _piece(kind: TypeAdapter[Piece], value: Any) -> Piece | None:
    if value is None:
        return None
    try:
        return kind.validate_python(value, strict=True)
    except ValidationError:
        return None
