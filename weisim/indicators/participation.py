"""Participation: who has heard, who takes part and how much time that is."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator, mean
from weisim.neighbourhood.census import Census


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("residents informed", "bewoners op de hoogte"),
    dutch="Deel van de bewoners dat ervan heeft gehoord.",
    decimals=2,
)
def informed_share(seen: Census) -> Observed:
    """Residents who have heard of the opportunities, as a share of all residents of 15 and older."""
    return mean(seen.informed, seen.residents)


@indicator(
    unit="residents",
    kind="stock",
    good="high",
    matters=10.0,
    label=("participants", "deelnemers"),
    dutch="Bewoners die in een initiatief meedoen.",
)
def participants(seen: Census) -> Observed:
    """Residents who take part in an initiative."""
    return seen.participants


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.005,
    label=("participation", "deelname"),
    dutch="Deelnemers als deel van alle bewoners van 15 jaar en ouder.",
    decimals=3,
)
def participation_rate(seen: Census) -> Observed:
    """Residents who take part in an initiative, as a share of all residents of 15 and older."""
    return mean(seen.participants, seen.residents)


@indicator(
    unit="hours a week",
    kind="flow",
    good="high",
    matters=0.5,
    label=("hours per participant", "uren per deelnemer"),
    dutch="Uren die een deelnemer deze week gaf, gemiddeld.",
    decimals=1,
    over_some=True,
)
def hours_per_week(seen: Census) -> Observed:
    """Hours a participant gave this week, on average."""
    return mean(seen.hours, seen.participants)


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.05,
    label=("inequality of hours", "ongelijkheid in uren"),
    dutch="Hoe ongelijk de uren over deelnemers zijn verdeeld: 0 is gelijk (Gini).",
    decimals=2,
    over_some=True,
)
def hours_gini(seen: Census) -> Observed:
    """How unequally the hours are spread over participants: 0 is equal (Gini coefficient)."""
    return seen.gini
