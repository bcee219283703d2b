"""Motivation: what participants feel and can, and what residents think of it."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator, mean
from weisim.neighbourhood.census import Census


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.03,
    label=("motivation of participants", "motivatie van deelnemers"),
    dutch="Hoe graag deelnemers uit zichzelf meedoen, gemiddeld van 0 tot 1.",
    decimals=2,
    over_some=True,
)
def motivation(seen: Census) -> Observed:
    """Wish of one's own to take part, mean over participants, 0 to 1."""
    return mean(seen.motivation, seen.participants)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.03,
    label=("skill of participants", "vaardigheid van deelnemers"),
    dutch="Vaardigheid in organiseren, maken, verkopen en verbinden, gemiddeld van 0 tot 1.",
    decimals=2,
    over_some=True,
)
def skill(seen: Census) -> Observed:
    """Skill to organise, make, sell and connect, mean over participants, 0 to 1."""
    return mean(seen.skill, seen.participants)


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.03,
    label=("strain of participants", "overbelasting van deelnemers"),
    dutch="Hoe overbelast deelnemers zijn, gemiddeld van 0 tot 1.",
    decimals=2,
    over_some=True,
)
def strain(seen: Census) -> Observed:
    """Overload felt, mean over participants, 0 to 1."""
    return mean(seen.strain, seen.participants)


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.03,
    label=("scepticism", "scepsis"),
    dutch="Een min het vertrouwen, gemiddeld over alle bewoners.",
    decimals=2,
)
def scepticism(seen: Census) -> Observed:
    """One minus trust, mean over all residents."""
    return 1.0 - mean(seen.trust, seen.residents)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.03,
    label=("trust", "vertrouwen"),
    dutch="Vertrouwen in het programma en zijn partners, gemiddeld over alle bewoners.",
    decimals=2,
)
def trust(seen: Census) -> Observed:
    """Trust in the programme and its partners, mean over all residents."""
    return mean(seen.trust, seen.residents)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.03,
    label=("trust of the informed", "vertrouwen van wie ervan weet"),
    dutch="Vertrouwen, gemiddeld over bewoners die ervan hebben gehoord.",
    decimals=2,
    over_some=True,
)
def trust_of_informed(seen: Census) -> Observed:
    """Trust, mean over residents who have heard."""
    return mean(seen.trust_of_informed, seen.informed)
