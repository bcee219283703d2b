"""Effort: hours and euros of support, and where the programme is."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator
from weisim.neighbourhood.census import Census


@indicator(
    unit="hours a week",
    kind="flow",
    good="none",
    matters=4.0,
    label=("hours of support", "uren steun"),
    dutch="Uren die professionals deze week volgens het steunplan aan de buurt geven; afspraken tellen apart.",
)
def support_hours(seen: Census) -> Observed:
    """Hours that professionals give to the neighbourhood under the support plan this week; deals are counted apart."""
    return seen.support_hours


@indicator(
    unit="euro a week",
    kind="flow",
    good="low",
    matters=500.0,
    label=("cost of support", "kosten van steun"),
    dutch="Wat het steunplan deze week kost, subsidies meegeteld; afspraken tellen apart.",
)
def support_cost(seen: Census) -> Observed:
    """What the support plan costs this week, grants included; deals are counted apart."""
    return seen.support_euros + seen.grants_paid


@indicator(
    unit="hours a week",
    kind="flow",
    good="none",
    matters=2.0,
    label=("hours in deals", "uren in afspraken"),
    dutch="Uren die partners deze week in afspraken met initiatieven steken, buiten het steunplan.",
)
def deal_hours(seen: Census) -> Observed:
    """Hours that partners put into deals with initiatives this week, outside the support plan."""
    return seen.deal_hours


@indicator(
    unit="euro a week",
    kind="flow",
    good="none",
    matters=100.0,
    label=("euros in deals", "euro's in afspraken"),
    dutch="Wat partners deze week in afspraken aan initiatieven betalen, buiten het steunplan.",
)
def deal_euros(seen: Census) -> Observed:
    """What partners pay to initiatives in deals this week, outside the support plan."""
    return seen.deal_euros


@indicator(
    unit="phase",
    kind="stock",
    good="none",
    matters=1.0,
    label=("phase", "fase"),
    dutch="Fase van het programma: 1 informatie, 2 ontstaan, 3 ontwikkeling, 4 autonoom.",
)
def phase(seen: Census) -> Observed:
    """Phase of the programme: 1 information, 2 emergence, 3 development, 4 autonomous."""
    return seen.phase
