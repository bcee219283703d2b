"""Partner: an organisation that helps the neighbourhood, and how much it can spare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from weisim.language import Text
from weisim.support.checks import Declaration, Name, Unit, term_from
from weisim.terms import PartnerKind

PROCESS_MANAGER = "process manager"

KINDS_IN_DUTCH = {
    "overheid": "government",
    "gemeente": "government",
    "municipality": "government",
    "woningcorporatie": "housing",
    "corporatie": "housing",
    "welzijn": "welfare",
    "bedrijven": "business",
    "procesmanager": "process_manager",
}


OneKind = Annotated[PartnerKind, term_from(PartnerKind, KINDS_IN_DUTCH)]


class Partner(Declaration):
    """An organisation that gives help or pays for it.

    Attributes:
        name: how the plan refers to it.
        kind: what kind of organisation it is.
        capacity_hours: hours a week it can spare; help beyond that is cut.
        capacity_euros: euros a week it can spare; help beyond that is cut.
    """

    name: Name
    kind: OneKind
    capacity_hours: Annotated[float, Field(ge=0, le=1_000), Unit(Text("hours a week"))]
    capacity_euros: Annotated[float, Field(ge=0, le=1_000_000), Unit(Text("euros a week"))]


def usual_partners() -> tuple[Partner, ...]:
    """The four partners of the WEI model, with room for the full plan and a little more.

    All capacities are assumed; they are set so that the full plan of model.md 3 is never cut.

    - government: the process manager works 24 hours a week (informing 8, connecting 6, coaching 4, and 6 to spare).
      Euros: process manager 2,640, outreach it pays 520, recognition 38, grants 1,154 (60,000 a year): 4,352 a week.
    - housing: two rooms are 300 euros a week; it spares the hours of a caretaker two days a week.
    - welfare: outreach 8, coaching 8, community building 6, sessions with twenty initiatives 10: 32 hours a week,
      and room for double coaching. Euros: training 1,000, coaching 800 (double: 1,600), sessions 1,000, community
      building 390.
    - business: advice one day a week and a small budget.
    """
    return (
        Partner(name="government", kind=PartnerKind.GOVERNMENT, capacity_hours=24.0, capacity_euros=5_000.0),
        Partner(name="housing", kind=PartnerKind.HOUSING, capacity_hours=16.0, capacity_euros=1_000.0),
        Partner(name="welfare", kind=PartnerKind.WELFARE, capacity_hours=40.0, capacity_euros=5_000.0),
        Partner(name="business", kind=PartnerKind.BUSINESS, capacity_hours=8.0, capacity_euros=500.0),
    )


def partner_row(name: str, partners: Sequence[Partner]) -> int:
    """The place of a partner in the list, from 0; -1 when it is not there.

    The process manager works on the account of the government, unless the list holds a process manager of its own.
    """
    for row, partner in enumerate(partners):
        if partner.name == name:
            return row
    if name == PROCESS_MANAGER:
        for kind in (PartnerKind.PROCESS_MANAGER, PartnerKind.GOVERNMENT):
            for row, partner in enumerate(partners):
                if partner.kind == kind:
                    return row
    return -1
