"""Tables: the shape of a scenario file, and which keys it knows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field, TypeAdapter
from pydantic.fields import FieldInfo

from weisim.language import Text
from weisim.scenario.context import Context
from weisim.scenario.event import Event
from weisim.scenario.scenario import EARLIEST, FORMAT, LATEST, OneOpportunity, Problems, Weeks
from weisim.support.checks import Declaration, Name, Share, Title, Unit, as_weights, each_once, listed, some
from weisim.support.intervention import OneHelp
from weisim.support.partner import Partner, usual_partners
from weisim.support.plan import SupportPlan
from weisim.terms import Help, Opportunity, Problem

MOST_FACTOR = 10
ALL_HELP = "all"
"""The word for every kind of help, beside the words of the kinds."""

Key = tuple[str | int, ...]
Factor = Annotated[float, Field(ge=0, le=MOST_FACTOR), Unit(Text("factor"))]
_ONE_HELP: TypeAdapter[Help] = TypeAdapter(OneHelp)


def _help_or_all(value: Any) -> Any:
    return value if value == ALL_HELP else _ONE_HELP.validate_python(value)


class PlanTables(SupportPlan):
    """What may stand in the table of the plan: the plan, and factors on the amounts of kinds of help.

    The factor `all` holds for every kind of help that has no factor of its own.
    """

    scale: dict[Annotated[Help | str, BeforeValidator(_help_or_all)], Factor] = Field(default_factory=dict)

    def plan(self) -> SupportPlan:
        """The plan with its amounts scaled."""
        made = SupportPlan(**{name: getattr(self, name) for name in SupportPlan.model_fields})
        for kind in dict.fromkeys(one.kind for one in made.interventions):
            factor = self.scale.get(kind, self.scale.get(ALL_HELP, 1.0))
            made = made if factor == 1.0 else made.scaled(kind, factor)
        return made


class ScenarioTables(Declaration):
    """What may stand in a scenario file, after the files it extends are laid under it.

    Four keys say a thing in fewer words than the story they are read into: `deals` names the partners that make
    deals, `absent` those that are not there at all, `context` says what is otherwise with the place, and
    `support.scale` changes amounts of the plan.
    """

    format: int = FORMAT
    extends: str | None = None
    name: Name
    title: Title | None = None
    title_en: Title | None = None
    place: str
    start: Annotated[datetime.date, Field(ge=EARLIEST, le=LATEST)]
    weeks: Weeks = 260
    opportunities: Annotated[dict[OneOpportunity, Share], as_weights, some] = Field(
        default_factory=lambda: dict.fromkeys(Opportunity, 1.0)
    )
    problems: Problems = tuple(Problem)
    deals: Annotated[tuple[Name, ...], listed, each_once] | None = None
    absent: Annotated[tuple[Name, ...], listed, each_once] = ()
    context: Context = Context()
    partners: Annotated[tuple[Partner, ...], listed] = Field(default_factory=usual_partners)
    events: Annotated[tuple[Event, ...], listed] = ()
    support: PlanTables = PlanTables()
    parameters: dict[str, Any] = Field(default_factory=dict)


ALIASES = {
    "naam": "name",
    "titel": "title",
    "plaats": "place",
    "buurt": "place",
    "wijk": "place",
    "neighbourhood": "place",
    "begin": "start",
    "begindatum": "start",
    "start_date": "start",
    "startdatum": "start",
    "weken": "weeks",
    "jaren": "weeks",
    "looptijd": "weeks",
    "duration": "weeks",
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
    "opbouw": "raise",
    "raising": "raise",
    "stappen": "steps",
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
    "belangen": "interests",
    "belang": "interests",
    "openheid": "openness",
    "loslaten": "letting_go",
    "vertrouwen": "trust",
    "vorm": "forms",
    "vormen": "forms",
    "ruimte": "rooms",
    "ruimtes": "rooms",
    "kamers": "rooms",
    "afspraken": "deals",
    "afwezig": "absent",
    "ontbreken": "absent",
    "omgeving": "context",
    "mobiliteit": "mobility",
    "verhuizingen": "mobility",
    "armoede": "poverty",
    "gebeurtenis": "events",
    "gebeurtenissen": "events",
    "kartrekkers_vertrekken": "key_persons_leave",
    "agenda_van_bovenaf": "agenda",
    "schaal": "scale",
    "factoren": "scale",
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


def counted_at(path: Key) -> tuple[Any, ...]:
    """The type of the number that stands at a path, with what is declared about it; empty when there is none."""
    table = table_at(path[:-1])
    if table is None:
        around = table_at(path[:-2])
        field = field_of(around, str(path[-2])) if around is not None and len(path) > 1 else None
        inner = get_args(field.annotation) if field is not None else ()
        return get_args(inner[1]) if len(inner) == 2 else ()
    field = field_of(table, str(path[-1])) if path else None
    if field is None:
        return ()
    marked = [get_args(one) for one in get_args(field.annotation) if hasattr(one, "__metadata__")]
    return (field.annotation, *field.metadata, *(part for parts in marked for part in parts))


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
