"""Gains: what residents and each kind of partner have won."""

from __future__ import annotations

from weisim.indicators.indicator import Indicator, Observed, indicator
from weisim.neighbourhood.census import Census
from weisim.terms import PartnerKind
from weisim.weeks import WEEKS_PER_YEAR

WHO_DEALS = tuple(kind for kind in PartnerKind if kind != PartnerKind.PROCESS_MANAGER)


@indicator(
    unit="deals",
    kind="stock",
    good="none",
    matters=1.0,
    label=("deals with partners", "afspraken met partners"),
    dutch="Afspraken tussen initiatieven en partners die nu lopen.",
)
def deals(seen: Census) -> Observed:
    """Deals between initiatives and partners that run now."""
    return seen.deals


@indicator(
    unit="residents",
    kind="stock",
    good="high",
    matters=10.0,
    label=("residents who won something", "bewoners die iets wonnen"),
    dutch="Bewoners die door mee te doen een contact of een flink stuk vaardigheid hebben gewonnen.",
)
def gain_residents(seen: Census) -> Observed:
    """Residents who have won a contact or a good deal of skill by taking part."""
    return seen.winners


def _gain_of(kind: PartnerKind) -> Indicator:
    """What deals are worth to the partners of one kind."""

    def observe(seen: Census) -> Observed:
        gain: Observed = WEEKS_PER_YEAR * getattr(seen, f"gain_{kind.word}")
        # A process manager with deals of its own has no line of its own.
        return gain + WEEKS_PER_YEAR * seen.gain_process_manager if kind == PartnerKind.OTHER else gain

    observe.__name__ = f"gain_{kind.word}"
    observe.__doc__ = f"What deals of this week are worth to {kind.english} in a year like it, by assumed values."
    return indicator(
        unit="euro a year",
        kind="flow",
        good="none",
        matters=500.0,
        label=(f"gain of {kind.english}", f"winst van {kind.dutch}"),
        dutch=f"Soort partner: {kind.dutch}. Wat de afspraken van deze week waard zijn, over een jaar, bij aangenomen "
        "waarden.",
    )(observe)


BY_KIND = tuple(_gain_of(kind) for kind in WHO_DEALS)
