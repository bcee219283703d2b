"""Effort: hours and euros of support, and where the programme is."""

from __future__ import annotations

from weisim.indicators.indicator import indicator
from weisim.neighbourhood.census import Census
from weisim.neighbourhood.model import Neighbourhood


@indicator(
    unit="hours a week",
    kind="flow",
    good="none",
    matters=4.0,
    label=("hours of support", "uren steun"),
    dutch="Uren die professionals deze week aan de buurt geven.",
)
def support_hours(here: Neighbourhood, seen: Census) -> float:
    """Hours that professionals give to the neighbourhood this week."""
    return float(here.partners.hours_given.sum())


@indicator(
    unit="euro a week",
    kind="flow",
    good="low",
    matters=500.0,
    label=("cost of support", "kosten van steun"),
    dutch="Wat de steun deze week kost, subsidies meegeteld.",
)
def support_cost(here: Neighbourhood, seen: Census) -> float:
    """What support costs this week, grants included."""
    return float(here.partners.euros_given.sum() + here.programme.grants_paid[0])


@indicator(
    unit="phase",
    kind="stock",
    good="none",
    matters=1.0,
    label=("phase", "fase"),
    dutch="Fase van het programma: 1 informatie, 2 ontstaan, 3 ontwikkeling, 4 autonoom.",
)
def phase(here: Neighbourhood, seen: Census) -> float:
    """Phase of the programme: 1 information, 2 emergence, 3 development, 4 autonomous."""
    return float(here.programme.phase[0])
