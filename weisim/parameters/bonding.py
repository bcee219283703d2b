"""Bonding: how ties grow and fade, and how initiatives take root and win standing."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week, share, weight


class Bonding(Group):
    """Ties that come and go, cohesion, embeddedness by reach and community building, legitimacy by results and deals."""

    process = "bonding"

    # fmt: off
    community: float = per_week(0.010, (0.0, 0.03), ("rooting by community building", "inbedding"), "de-klyn-2013")
    pace: float = per_week(0.03, (0.01, 0.06), ("pace of rooting", "tempo van inbedding"), "weisim-model")
    reach: float = weight(15.0, (5.0, 30.0), ("reach of the ties of members", "bereik van de contacten van deelnemers"), "weisim-model")
    legitimacy_output: float = per_week(0.02, (0.0, 0.05), ("standing from results", "aanzien"), "singh-1986")
    legitimacy_fading: float = per_week(0.008, (0.0, 0.03), ("standing that fades", "aanzien dat vervaagt"), "singh-1986")
    legitimacy_deal: float = per_week(0.01, (0.0, 0.03), ("standing from a running deal", "aanzien door een afspraak"), "singh-1986")
    meet: float = per_week(0.3, (0.0, 0.6), ("chance that two participants become contacts", "kans dat twee deelnemers elkaar leren kennen"), "weisim-model")
    isolated: float = weight(2.0, (1.0, 4.0), ("the same with an isolated participant, while community building runs", "hetzelfde met een geïsoleerde deelnemer, bij community-vorming"), "de-klyn-2013")
    room: float = weight(1.5, (1.0, 3.0), ("the same with a room", "hetzelfde met een ruimte"), "weisim-model")
    meeting_place: float = share(0.5, (0.0, 1.0), ("lack of a place to meet below which everybody meets, against the start", "gebrek aan een ontmoetingsplek waaronder iedereen elkaar ontmoet, tegen de start"), "weisim-model")
    first: float = share(0.10, (0.05, 0.5), ("strength of a new tie", "sterkte van een nieuw contact"), "weisim-model")
    together: float = per_week(0.02, (0.0, 0.05), ("ties that grow by working together", "contacten die groeien door samenwerken"), "weisim-model")
    fading: float = per_week(0.002, (0.0, 0.01), ("ties that fade", "contacten die verflauwen"), "weisim-model")
    lost: float = share(0.05, (0.01, 0.1), ("strength at which a tie is lost", "sterkte waarbij een contact verloren gaat"), "weisim-model")
    cohesion_start: float = weight(5.9, (4.0, 8.0), ("cohesion at the start, 0 to 10", "samenhang bij de start, 0 tot 10"), "vzinfo-2021", "verified")
    cohesion: float = weight(0.6, (0.0, 1.0), ("weight of new and lost ties in cohesion", "gewicht van nieuwe en verloren contacten in samenhang"), "weisim-model")
    moving: float = weight(0.3, (0.0, 1.0), ("weight of moves in cohesion", "gewicht van verhuizingen in samenhang"), "weisim-model")
    # fmt: on
