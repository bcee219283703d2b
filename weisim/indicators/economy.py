"""Economy: what initiatives earn and what they are given."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator
from weisim.neighbourhood.census import Census


@indicator(
    unit="euro a week",
    kind="flow",
    good="high",
    matters=200.0,
    label=("own income of initiatives", "eigen inkomen van initiatieven"),
    dutch="Wat alle levende initiatieven deze week zelf verdienen.",
)
def own_income(seen: Census) -> Observed:
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
def grants(seen: Census) -> Observed:
    """What all initiatives receive in grants this week."""
    return seen.grants
