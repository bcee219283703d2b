"""Telling: how news passes between neighbours."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week


class Telling(Group):
    """The chance a week that a neighbour passes the news on."""

    process = "telling"

    # fmt: off
    informed: float = per_week(0.003, (0.0, 0.008), ("news from an informed neighbour", "van horen zeggen"), "weisim-model")
    active: float = per_week(0.015, (0.0, 0.05), ("news from an active neighbour", "van een deelnemer"), "weisim-model")
    # fmt: on
