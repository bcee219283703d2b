"""Tables: the shape of a scenario file, and which keys it knows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo

from weisim.language import Text
from weisim.scenario.scenario import EARLIEST, FORMAT, LATEST, OneOpportunity, OneProblem, Strength, Weeks
from weisim.support.checks import Declaration, Name, Title, listed, refusal
from weisim.support.partner import Partner, usual_partners
from weisim.support.plan import SupportPlan
from weisim.terms import Opportunity, Problem

Key = tuple[str | int, ...]


def _offers(value: Any) -> Any:
    """A list of opportunities is a table in which each is offered at full strength."""
    if isinstance(value, list):
        if not all(isinstance(word, str) for word in value):
            raise refusal(Text("must be a list of words"))
        _check_words(value)
        return dict.fromkeys(value, 1.0)
    return value


def _words(value: Any) -> Any:
    if isinstance(value, list):
        _check_words(value)
    return value


def _check_words(value: list[Any]) -> None:
    if not value:
        raise refusal(Text("must hold at least one word"))
    for place, word in enumerate(value):
        if word in value[:place]:
            raise refusal(Text("holds {word} twice", word=word))


class ScenarioTables(Declaration):
    """What may stand in a scenario file, after the files it extends are laid under it."""

    format: int = FORMAT
    extends: str | None = None
    name: Name
    title: Title | None = None
    title_en: Title | None = None
    place: str
    start: Annotated[datetime.date, Field(ge=EARLIEST, le=LATEST)]
    weeks: Weeks = 260
    opportunities: Annotated[dict[OneOpportunity, Strength], BeforeValidator(_offers)] = Field(
        default_factory=lambda: dict.fromkeys(Opportunity, 1.0)
    )
    problems: Annotated[tuple[OneProblem, ...], listed, BeforeValidator(_words)] = tuple(Problem)
    partners: Annotated[tuple[Partner, ...], listed] = Field(default_factory=usual_partners)
    support: SupportPlan = SupportPlan()
    parameters: dict[str, Any] = Field(default_factory=dict)


ALIASES = {
    "naam": "name",
    "titel": "title",
    "plaats": "place",
    "buurt": "place",
    "begin": "start",
    "startdatum": "start",
    "weken": "weeks",
    "jaren": "weeks",
    "years": "weeks",
    "kansen": "opportunities",
    "problemen": "problems",
    "steun": "support",
    "getallen": "parameters",
    "interventies": "interventions",
    "hulp": "interventions",
    "regie": "control",
    "aangekondigd": "announced",
    "afbouw": "withdraw",
    "stoppen": "withdraw",
    "maand": "month",
    "week": "week",
    "datum": "date",
    "duur": "over",
    "blijft": "remaining",
    "voorwaarde": "condition",
    "minstens": "at_least",
    "soort": "kind",
    "door": "by",
    "hoeveel": "amount",
    "uren": "amount",
    "hours": "amount",
    "vanaf": "from",
    "tot": "until",
    "kosten": "cost",
    "prijs": "cost",
    "betaler": "payer",
    "betaald_door": "payer",
    "capaciteit_uren": "capacity_hours",
    "capaciteit_euros": "capacity_euros",
}
"""Words people write, Dutch ones first of all, with the key they stand for."""

NAMED_PEOPLE = frozenset(
    """
    residents bewoners people personen persons mensen participants deelnemers members leden volunteers vrijwilligers
    names namen first_name last_name firstname lastname voornaam achternaam address addresses adres adressen
    street straat postcode postcodes email emails e_mail mail phone phones telefoon telefoonnummer mobile bsn
    birthdate date_of_birth
    geboortedatum contact contacts contactpersoon contactpersonen person persoon iban
    """.split()
)
"""Keys under which somebody would list people of flesh and blood."""


def keys_of(table: type[Declaration]) -> tuple[str, ...]:
    """The keys that one table knows, as they are written in a file."""
    return tuple(field.alias or name for name, field in table.model_fields.items())


def table_at(path: Key) -> type[Declaration] | None:
    """The table that stands at a path; None when there is none."""
    table: type[Declaration] | None = ScenarioTables
    for part in path:
        if isinstance(part, int):
            continue
        field = field_of(table, part) if table is not None else None
        table = _declared(field.annotation) if field is not None else None
    return table


def field_of(table: type[Declaration], key: str) -> FieldInfo | None:
    """The field behind one key of a table; None when the table has no such key."""
    for name, field in table.model_fields.items():
        if key == (field.alias or name):
            return field
    return None


def all_keys() -> tuple[str, ...]:
    """Every key of a scenario file, whatever its table."""
    return tuple(dict.fromkeys(key for _, table in _tables(ScenarioTables, "") for key in keys_of(table)))


def homes_of(key: str) -> tuple[str, ...]:
    """The tables in which a key belongs, as they are written in a file, such as `support.withdraw`."""
    return tuple(where for where, table in _tables(ScenarioTables, "") if key in keys_of(table))


def _tables(table: type[Declaration], where: str) -> Iterator[tuple[str, type[Declaration]]]:
    yield where, table
    for name, field in table.model_fields.items():
        inner = _declared(field.annotation)
        if inner is not None:
            yield from _tables(inner, f"{where}.{field.alias or name}".lstrip("."))


def _declared(annotation: Any) -> type[Declaration] | None:
    if isinstance(annotation, type) and issubclass(annotation, Declaration):
        return annotation
    for inner in get_args(annotation):
        found = _declared(inner)
        if found is not None:
            return found
    return None
