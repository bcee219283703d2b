"""Founding: what it takes to start an initiative."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week, share, switch, weeks, weight


class Founding(Group):
    """Chances of a new idea, with and without a process manager, and what crowds ideas out."""

    process = "founding"

    # fmt: off
    idea: float = per_week(0.031, (0.0, 0.06), ("ideas per interested resident with connecting", "ideeën met begeleiding"), "de-klyn-2013")
    trickle: float = per_week(0.0004, (0.0, 0.001), ("ideas per interested resident without connecting", "ideeën zonder begeleiding"), "weisim-model")
    spontaneous: float = per_week(0.00006, (0.0, 0.0002), ("ideas by residents not reached", "spontane ideeën"), "weisim-model")
    imitation: float = weight(2.0, (0.0, 4.0), ("imitation after the presentation", "navolging"), "de-klyn-2013")
    imitation_weeks: int = weeks(8, (1, 26), ("weeks the presentation is imitated", "weken navolging"), "weisim-model")
    niche: float = weight(7.5, (4.0, 15.0), ("initiatives all problems can feed, per 1,000 residents", "draagkracht per 1.000 bewoners"), "duyvendak-2006")
    crowd: float = weight(4.4, (1.0, 6.0), ("how full niches deter", "verdringing"), "weisim-model")
    nurse: float = weight(12.0, (5.0, 25.0), ("ideas nursed at once", "ideeën tegelijk"), "weisim-model")
    pause: int = weeks(52, (13, 104), ("weeks between two ideas of one resident", "weken tussen twee ideeën"), "weisim-model")
    enterprise_share: float = share(0.35, (0.1, 0.6), ("aims at an enterprise", "wil ondernemen"), "weisim-model")
    eager: bool = switch(True, ("some cannot wait", "sommigen staan te trappelen"), "de-klyn-2013")
    eager_level: float = share(0.6, (0.4, 0.9), ("trust and motivation of those who cannot wait", "vertrouwen en motivatie van wie staat te trappelen"), "weisim-model")
    # fmt: on
