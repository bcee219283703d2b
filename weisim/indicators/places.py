"""Places: the rooms where initiatives meet and work."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator
from weisim.neighbourhood.census import Census


@indicator(
    unit="rooms",
    kind="stock",
    good="none",
    matters=1.0,
    label=("rooms available", "beschikbare ruimtes"),
    dutch="Ruimtes van het steunplan en van partners die nu niemand gebruikt.",
)
def space_available(seen: Census) -> Observed:
    """Rooms of the support plan and of partners that nobody uses now."""
    return seen.rooms_free


@indicator(
    unit="rooms",
    kind="stock",
    good="high",
    matters=1.0,
    label=("rooms in use", "ruimtes in gebruik"),
    dutch="Ruimtes waar initiatieven nu werken.",
)
def rooms_used(seen: Census) -> Observed:
    """Rooms in which initiatives work now."""
    return seen.rooms_used
