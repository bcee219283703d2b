"""Partner: an organisation that helps the neighbourhood, what it cares for, and how much it can spare."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, Field, model_validator

from weisim.language import Text
from weisim.support.checks import (
    Declaration,
    Name,
    Share,
    Unit,
    Weight,
    as_weights,
    each_once,
    listed,
    not_all_zero,
    term_from,
)
from weisim.support.intervention import OnePhase
from weisim.terms import Form, Interest, PartnerKind, Phase

PROCESS_MANAGER = "process manager"
MOST_ROOMS = 100

KINDS_IN_DUTCH = {
    "overheid": "government",
    "gemeente": "government",
    "municipality": "government",
    "woningcorporatie": "housing",
    "corporatie": "housing",
    "welzijn": "welfare",
    "bedrijven": "business",
    "procesmanager": "process_manager",
    "anders": "other",
    "andere": "other",
}

INTERESTS_IN_DUTCH = {
    "leefbaarheid": "liveability",
    "samenhang": "cohesion",
    "sociale_samenhang": "cohesion",
    "sociale_cohesie": "cohesion",
    "werk": "employment",
    "werkgelegenheid": "employment",
    "onderhoud": "maintenance",
    "beheer": "maintenance",
    "inkomen": "income",
}

FORMS_IN_DUTCH = {
    "ruimte": "space",
    "ruimtes": "space",
    "kamer": "space",
    "room": "space",
    "geld": "money",
    "subsidie": "money",
    "opdracht": "orders",
    "opdrachten": "orders",
    "trainingen": "training",
    "opleiding": "training",
    "vergunning": "permit",
    "vergunningen": "permit",
}

OneKind = Annotated[PartnerKind, term_from(PartnerKind, KINDS_IN_DUTCH)]
OneInterest = Annotated[Interest, term_from(Interest, INTERESTS_IN_DUTCH)]
OneForm = Annotated[Form, term_from(Form, FORMS_IN_DUTCH)]
Rooms = Annotated[int, Field(ge=0, le=MOST_ROOMS), Unit(Text("rooms"))]


def _in_order(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(sorted(forms))


def _completed(interests: Mapping[Interest, float]) -> dict[Interest, float]:
    return {interest: interests.get(interest, 0.0) for interest in Interest}


Forms = Annotated[tuple[OneForm, ...], listed, each_once, AfterValidator(_in_order)]
Interests = Annotated[Mapping[OneInterest, Weight], as_weights, AfterValidator(_completed), not_all_zero]


class Named(Protocol):
    """Whatever has the name and the kind of a partner, as far as they are known."""

    @property
    def name(self) -> str | None:
        """How the plan refers to it."""

    @property
    def kind(self) -> PartnerKind | None:
        """What kind of organisation it is."""


class Partner(Declaration):
    """An organisation that gives help, pays for it, and makes deals with initiatives.

    What is not said is as usual for its kind (see `usual_of`); a partner without a kind is one of a type of its own.

    Attributes:
        name: how the plan refers to it.
        kind: what kind of organisation it is.
        capacity_hours: hours a week it can spare; help beyond that is cut.
        capacity_euros: euros a week it can spare; help beyond that is cut.
        interests: how much it cares for each interest, as weights (see `profile`).
        openness: how ready it is to meet initiatives, 0-1; it can grow by visible results.
        letting_go: how far it leaves decisions to residents in a deal, 0-1.
        trust: its trust in residents' initiatives at the start, 0-1.
        forms: the ways in which it can help in a deal; without any it makes no deals.
        rooms: how many rooms it can lend in deals.
        from_phase: the phase from which it makes deals (`from` in a file).
        until_phase: the phase at whose begin it stops doing so (`until` in a file); never when left out.
    """

    name: Name
    kind: OneKind = PartnerKind.OTHER
    capacity_hours: Annotated[float, Field(ge=0, le=1_000), Unit(Text("hours a week"))] = 8.0
    capacity_euros: Annotated[float, Field(ge=0, le=1_000_000), Unit(Text("euros a week"))] = 500.0
    interests: Interests = dict.fromkeys(Interest, 0.2)
    openness: Share = 0.5
    letting_go: Share = 0.5
    trust: Share = 0.5
    forms: Forms = (Form.MONEY, Form.ORDERS, Form.TRAINING, Form.PERMIT)
    rooms: Rooms = 0
    from_phase: OnePhase = Field(default=Phase.EMERGENCE, alias="from")
    until_phase: OnePhase | None = Field(default=None, alias="until")

    @model_validator(mode="before")
    @classmethod
    def _as_usual(cls, value: Any) -> Any:
        return with_usual(value) if isinstance(value, Mapping) else value

    def profile(self) -> dict[Interest, float]:
        """How much it cares for each interest, as shares of the whole."""
        whole = math.fsum(self.interests.values())
        return {interest: weight / whole for interest, weight in self.interests.items()}

    def makes_deals(self) -> bool:
        """Whether it can help in any way in a deal."""
        return bool(self.forms)

    def without_deals(self) -> Partner:
        """The same partner, which gives and pays for help as before and makes no deals."""
        return Partner(**{**{name: getattr(self, name) for name in Partner.model_fields}, "forms": ()})


def _values(
    hours: float,
    euros: float,
    interests: dict[Interest, float],
    forms: tuple[Form, ...],
    openness: float,
    letting_go: float,
    rooms: int = 0,
    begin: Phase = Phase.EMERGENCE,
) -> dict[str, Any]:
    return {
        "capacity_hours": hours,
        "capacity_euros": euros,
        "interests": interests,
        "openness": openness,
        "letting_go": letting_go,
        "forms": forms,
        "rooms": rooms,
        "from_phase": begin,
    }


_LIVE, _TIES, _WORK, _CARE, _EARN = Interest
_SPACE, _MONEY, _ORDERS, _TRAINING, _PERMIT = Form

_SOCIAL_AFFAIRS = _values(
    28, 5_000, {_TIES: 0.4, _EARN: 0.3, _WORK: 0.2, _LIVE: 0.1}, (_MONEY, _PERMIT), openness=0.6, letting_go=0.5
)
_PUBLIC_SPACE = _values(8, 500, {_LIVE: 0.5, _CARE: 0.5}, (_ORDERS, _PERMIT), openness=0.4, letting_go=0.3)
_ECONOMIC_AFFAIRS = _values(
    8, 500, {_WORK: 0.5, _EARN: 0.5}, (_ORDERS, _TRAINING, _PERMIT), openness=0.5, letting_go=0.5
)
_HOUSING = _values(
    16, 1_000, {_LIVE: 0.5, _CARE: 0.3, _TIES: 0.2}, (_SPACE, _MONEY, _ORDERS), openness=0.6, letting_go=0.4, rooms=1
)
_WELFARE = _values(
    40, 5_000, {_TIES: 0.6, _EARN: 0.2, _WORK: 0.2}, (_SPACE, _TRAINING), openness=0.7, letting_go=0.6, rooms=1
)
_BUSINESS = _values(
    8,
    500,
    {_EARN: 0.5, _WORK: 0.4, _LIVE: 0.1},
    (_MONEY, _ORDERS, _TRAINING),
    openness=0.5,
    letting_go=0.8,
    begin=Phase.DEVELOPMENT,
)

_USUAL_OF_KIND: dict[PartnerKind, dict[str, Any]] = {
    PartnerKind.GOVERNMENT: _SOCIAL_AFFAIRS,
    PartnerKind.HOUSING: _HOUSING,
    PartnerKind.WELFARE: _WELFARE,
    PartnerKind.BUSINESS: _BUSINESS,
    # a process manager brings others together, and has nothing of its own to offer in a deal
    PartnerKind.PROCESS_MANAGER: {"capacity_hours": 24, "capacity_euros": 5_000, "forms": ()},
}

KIND_WORDS = {
    kind.word: kind for kind in (PartnerKind.GOVERNMENT, PartnerKind.HOUSING, PartnerKind.WELFARE, PartnerKind.BUSINESS)
}
"""Words by which a plan may mean the first partner of a kind."""

_ALIASES = {"from_phase": "from", "until_phase": "until"}


def usual_of(kind: Any) -> dict[str, Any]:
    """The values that a kind of partner usually has; those of a type of its own are the defaults of `Partner`.

    Args:
        kind: the kind, or its word in a file; a word nobody knows has no usual values.
    """
    known = PartnerKind.__members__.get(kind.upper()) if isinstance(kind, str) else kind
    return _USUAL_OF_KIND.get(known, {}) if isinstance(known, PartnerKind) else {}


def with_usual(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a partner, with what is usual for its kind where nothing is said."""
    usual = usual_of(values.get("kind"))
    unsaid = {key: value for key, value in usual.items() if key not in values and _ALIASES.get(key) not in values}
    return {**values, **unsaid}


def usual_partners() -> tuple[Partner, ...]:
    """The four kinds of partner of the WEI model, the government with three departments.

    All values are assumed. Capacities are set so that the full plan of model.md 3 is never cut; interests, openness
    and letting go follow what each kind can win and how it was seen to act (wei-model.md 1.6).

    - social affairs: the process manager works 24 hours a week (informing 8, connecting 6, coaching 4, brokering 6).
      Euros: process manager 2,640, outreach it pays 520, recognition 38, grants 1,154 (60,000 a year): 4,352 a week.
    - public space and economic affairs: a day a week and a small budget each, for permits, orders and training.
    - housing: two rooms are 300 euros a week; it spares the hours of a caretaker two days a week.
    - welfare: outreach 8, coaching 8, community building 6, sessions with twenty initiatives 10: 32 hours a week,
      and room for double coaching or for talent scans. Euros: training 1,000, coaching 800 (double: 1,600), sessions
      1,000, community building 390, talent scans about 65.
    - business: advice one day a week and a small budget, once there is something to see.
    """
    government = PartnerKind.GOVERNMENT
    return (
        Partner(name="social affairs", kind=government, **_SOCIAL_AFFAIRS),
        Partner(name="public space", kind=government, **_PUBLIC_SPACE),
        Partner(name="economic affairs", kind=government, **_ECONOMIC_AFFAIRS),
        Partner(name="housing", kind=PartnerKind.HOUSING, **_HOUSING),
        Partner(name="welfare", kind=PartnerKind.WELFARE, **_WELFARE),
        Partner(name="business", kind=PartnerKind.BUSINESS, **_BUSINESS),
    )


def partner_row(name: str, partners: Sequence[Named]) -> int:
    """The place of a partner in the list, from 0; -1 when it is not there.

    The word of a kind, such as `government`, means the first partner of that kind, unless a partner has that name. The
    process manager works on the account of the first government, unless the list holds a process manager of its own.
    """
    for row, partner in enumerate(partners):
        if partner.name == name:
            return row
    wanted: tuple[PartnerKind, ...] = (KIND_WORDS[name],) if name in KIND_WORDS else ()
    if name == PROCESS_MANAGER:
        wanted = (PartnerKind.PROCESS_MANAGER, PartnerKind.GOVERNMENT)
    for kind in wanted:
        for row, partner in enumerate(partners):
            if partner.kind == kind:
                return row
    return -1


def only_dealing(partners: Sequence[Partner], names: Iterable[str]) -> tuple[Partner, ...]:
    """The same partners, of which only those named make deals; they all go on giving help."""
    rows = {partner_row(name, partners) for name in names}
    return tuple(one if row in rows else one.without_deals() for row, one in enumerate(partners))
