"""Economy: what initiatives earn and what they are given."""

from __future__ import annotations

from weisim.indicators.indicator import indicator
from weisim.neighbourhood.census import Census
from weisim.neighbourhood.model import Neighbourhood


@indicator(
    unit="euro a week",
    kind="flow",
    good="high",
    matters=200.0,
    label=("own income of initiatives", "eigen inkomen van initiatieven"),
    dutch="Wat alle levende initiatieven deze week zelf verdienen.",
)
def own_income(here: Neighbourhood, seen: Census) -> float:
    """What all live initiatives earn themselves this week."""
    return seen.own_income


@indicator(
    unit="euro a week",
    kind="flow",
    good="none",
    matters=200.0,
    label=("grants", "subsidies"),
    dutch="Wat alle initiatieven deze week aan subsidie krijgen.",
)
def grants(here: Neighbourhood, seen: Census) -> float:
    """What all initiatives receive in grants this week."""
    return seen.grants
