"""Bonding: how initiatives take root in the neighbourhood and win standing."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week, weight


class Bonding(Group):
    """Embeddedness through reach and community building; legitimacy through results."""

    process = "bonding"

    # fmt: off
    community: float = per_week(0.010, (0.0, 0.03), ("rooting by community building", "inbedding"), "de-klyn-2013")
    pace: float = per_week(0.03, (0.01, 0.06), ("pace of rooting", "tempo van inbedding"), "weisim-model")
    reach: float = weight(15.0, (5.0, 30.0), ("reach of the ties of members", "bereik van de contacten van deelnemers"), "weisim-model")
    legitimacy_output: float = per_week(0.02, (0.0, 0.05), ("standing from results", "aanzien"), "singh-1986")
    legitimacy_fading: float = per_week(0.008, (0.0, 0.03), ("standing that fades", "aanzien dat vervaagt"), "singh-1986")
    # fmt: on
