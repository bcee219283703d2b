"""Costs: what partners pay, by kind of partner, and what a euro of a later week is worth at the start."""

from __future__ import annotations

from weisim.indicators.indicator import Indicator, Observed, indicator
from weisim.neighbourhood.census import Census
from weisim.terms import PartnerKind


def _cost_of(kind: PartnerKind) -> Indicator:
    """What the partners of one kind pay."""

    def observe(seen: Census) -> Observed:
        cost: Observed = getattr(seen, f"cost_{kind.word}")
        return cost

    observe.__name__ = f"cost_{kind.word}"
    observe.__doc__ = (
        f"What {kind.english} pays this week: plan, grants, and money, orders, hours and rooms in deals at their price."
    )
    return indicator(
        unit="euro a week",
        kind="flow",
        good="low",
        matters=200.0,
        label=(f"cost to {kind.english}", f"kosten voor {kind.dutch}"),
        dutch=f"Soort partner: {kind.dutch}. Wat hij deze week betaalt: plan, subsidies, en geld, opdrachten, uren en "
        "ruimtes in afspraken tegen hun prijs.",
    )(observe)


BY_KIND = tuple(_cost_of(kind) for kind in PartnerKind)


@indicator(
    unit="euro per euro",
    kind="stock",
    good="none",
    matters=0.01,
    label=("worth of a euro", "waarde van een euro"),
    dutch="Wat een euro van deze week bij de start waard is; bij publieke kosten neemt dat af met 2,25 procent per "
    "jaar, tenzij een scenario anders zegt.",
    decimals=3,
)
def discount_factor(seen: Census) -> Observed:
    """What a euro of this week is worth at the start; it falls by 2.25 % a year unless a scenario says otherwise."""
    return seen.discount
