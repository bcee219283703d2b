"""Learning: gains from acting with reflection, from training and coaching; fading."""

from __future__ import annotations

from weisim.parameters.quantity import Group, half_life, per_week, share


class Learning(Group):
    """How skill grows by doing and looking back, and how it fades when it is not used."""

    process = "learning"

    # fmt: off
    doing: float = per_week(0.016, (0.008, 0.03), ("learning by doing", "leren door doen"), "weisim-model")
    unreflected: float = share(0.35, (0.2, 0.6), ("learning without reflection", "leren zonder reflectie"), "weisim-model")
    reflected: float = share(0.455, (0.2, 0.7), ("learning added by reflection", "leren dankzij reflectie"), "weisim-model")
    training: float = share(0.035, (0.015, 0.06), ("gain of a training session", "winst per bijeenkomst"), "arthur-2003", "derived")
    training_alone: float = share(0.4, (0.2, 0.8), ("training without acting or reflecting", "training zonder doen of reflectie"), "weisim-model")
    wanted: float = share(0.7, (0.5, 0.9), ("skill above which nobody needs training", "vaardigheid waarboven training niet nodig is"), "weisim-model")
    coaching: float = per_week(0.0025, (0.001, 0.005), ("gain by coaching", "winst door coaching"), "jones-2016")
    fading: float = half_life(11.0, (6.5, 13.0), ("fading when idle", "vervagen zonder oefening"), "tatel-ackerman", "derived")
    fading_active: float = share(0.15, (0.0, 0.3), ("share of fading while active", "vervagen bij oefening"), "weisim-model")
    full_hours: float = per_week(3.0, (1.0, 6.0), ("hours a week that count as fully active", "uren per week die als vol actief tellen"), "weisim-model")
    scan: float = share(0.6, (0.0, 1.0), ("joiners whom a talent scan tells what they are worth", "deelnemers die na een talentenscan weten wat ze waard zijn"), "nul20-bgw")
    # fmt: on
