"""Piecing: what of a faulty file can be read, so that one fault does not hide another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from weisim.scenario.checking import Given, Helper, Story
from weisim.scenario.scenario import Weeks
from weisim.support.intervention import AnyHelp, When, Withdrawal
from weisim.support.partner import OneKind, usual_partners
from weisim.support.plan import usual_interventions
from weisim.terms import Help, PartnerKind, Phase

Piece = TypeVar("Piece")

_WEEKS: TypeAdapter[int] = TypeAdapter(Weeks)
_KIND: TypeAdapter[PartnerKind] = TypeAdapter(OneKind)
_HELP: TypeAdapter[Help] = TypeAdapter(AnyHelp)
_WHEN: TypeAdapter[When] = TypeAdapter(When)
_WITHDRAWAL: TypeAdapter[Withdrawal] = TypeAdapter(Withdrawal)


def story_of(values: Mapping[str, Any]) -> Story:
    """What the cross-checks can look at in the tables of a file, whether or not all of it is right."""
    support = values.get("support")
    support = support if isinstance(support, dict) else {}
    start = values.get("start")
    return Story(
        weeks=_piece(_WEEKS, values.get("weeks", 260)),
        start=start if type(start) is datetime.date else None,
        partners=_partners(values.get("partners")),
        interventions=_interventions(support.get("interventions")),
        withdraw=_piece(_WITHDRAWAL, support.get("withdraw")),
    )


def _partners(rows: Any) -> tuple[Helper, ...] | None:
    if rows is None:
        return tuple(Helper(one.name, one.kind) for one in usual_partners())
    if not isinstance(rows, list):
        return None
    tables = [row if isinstance(row, dict) else {} for row in rows]
    return tuple(Helper(_word(row.get("name")), _piece(_KIND, row.get("kind"))) for row in tables)


def _interventions(rows: Any) -> tuple[Given, ...]:
    if rows is None:
        return tuple(Given.of(one) for one in usual_interventions())
    tables = [row if isinstance(row, dict) else {} for row in (rows if isinstance(rows, list) else [])]
    return tuple(
        Given(
            kind=_piece(_HELP, row.get("kind")),
            by=_word(row.get("by")),
            payer=_word(row.get("payer")),
            begin=_piece(_WHEN, row.get("from", Phase.INFORMATION.word)),
            until=_piece(_WHEN, row.get("until")),
            withdraw=_piece(_WITHDRAWAL, row.get("withdraw")),
        )
        for row in tables
    )


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _piece(kind: TypeAdapter[Piece], value: Any) -> Piece | None:
    if value is None:
        return None
    try:
        return kind.validate_python(value, strict=True)
    except ValidationError:
        return None
