"""Leaving: overload, moving house, losing heart."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_year, share, weeks, weight


class Leaving(Group):
    """How often participants stop and residents move, and what makes it likelier."""

    process = "leaving"

    # fmt: off
    rate: float = per_year(0.35, (0.0, 0.45), ("participants who stop", "deelnemers die stoppen"), "afp-2008", "derived")
    motivation: float = weight(2.5, (1.0, 4.0), ("weight of motivation", "gewicht van motivatie"), "weisim-model")
    settled: float = share(0.62, (0.4, 0.8), ("motivation at which the rate holds", "motivatie waarbij het tempo geldt"), "weisim-model")
    strain: float = weight(1.5, (0.0, 3.0), ("weight of strain", "gewicht van overbelasting"), "weisim-model")
    honeymoon: float = weight(0.0, (0.0, 1.0), ("extra leaving after 3, 6 and 12 months", "extra vertrek na 3, 6 en 12 maanden"), "sargeant")
    mobility: float = per_year(0.075, (0.0, 0.15), ("residents who leave the neighbourhood", "bewoners die de buurt verlaten"), "clo-2015", "derived")
    rest: int = weeks(13, (4, 52), ("weeks of rest after leaving", "weken rust na vertrek"), "weisim-model")
    near_ties: float = share(0.5, (0.0, 1.0), ("ties a newcomer starts with, of the usual number", "contacten waarmee een nieuwkomer begint"), "weisim-model")
    # fmt: on
