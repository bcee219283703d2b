"""Cohesion: how residents and their organisations hang together, and what they share."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator, mean
from weisim.neighbourhood.census import Census


@indicator(
    unit="0 to 10",
    kind="stock",
    good="high",
    matters=0.05,
    label=("social cohesion", "sociale samenhang"),
    dutch="Samenhang op de schaal van 0 tot 10; lees alleen het verschil tussen plannen, nooit als rapportcijfer.",
    decimals=2,
)
def cohesion(seen: Census) -> Observed:
    """Cohesion on the scale from 0 to 10; read the difference between plans only, never as a score."""
    return seen.cohesion


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.02,
    label=("links between organisations", "banden tussen organisaties"),
    dutch="Deel van alle paren levende initiatieven dat elkaar in het laatste half jaar met mensen hielp.",
    decimals=2,
    over_some=True,
)
def organisations_network_density(seen: Census) -> Observed:
    """Share of all pairs of live initiatives that helped each other with hands in the last half year."""
    return mean(seen.exchanges, seen.live * (seen.live - 1.0) / 2.0)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("shared know-how", "gedeelde kennis"),
    dutch="Hoeveel kennis initiatieven voor iedereen hebben vastgelegd, van 0 tot 1.",
    decimals=2,
)
def knowledge_pool(seen: Census) -> Observed:
    """How much know-how initiatives have put down for everybody, 0 to 1."""
    return seen.pool
