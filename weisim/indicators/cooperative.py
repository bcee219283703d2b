"""Cooperative: whether initiatives have founded one, how many are in it, and what its fund holds."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator
from weisim.neighbourhood.census import Census


@indicator(
    unit="cooperatives",
    kind="stock",
    good="high",
    matters=0.05,
    label=("neighbourhood cooperative", "wijkcoöperatie"),
    dutch="Of er nu een wijkcoöperatie is: 1 als zij bestaat en anders 0; over veel verlopen het deel met een.",
    decimals=2,
)
def cooperative_exists(seen: Census) -> Observed:
    """Whether there is a cooperative now: 1 when it exists and else 0; over many histories the share with one."""
    return seen.cooperative


@indicator(
    unit="members",
    kind="stock",
    good="high",
    matters=1.0,
    label=("members of the cooperative", "leden van de wijkcoöperatie"),
    dutch="Initiatieven en buurtbedrijven die nu lid zijn van de wijkcoöperatie.",
)
def cooperative_members(seen: Census) -> Observed:
    """Initiatives and enterprises that are members of the cooperative now."""
    return seen.cooperative_members


@indicator(
    unit="euro",
    kind="stock",
    good="high",
    matters=500.0,
    label=("fund of the cooperative", "fonds van de wijkcoöperatie"),
    dutch="Wat er nu in het fonds van de wijkcoöperatie zit.",
)
def cooperative_fund(seen: Census) -> Observed:
    """What the fund of the cooperative holds now."""
    return seen.cooperative_cash
