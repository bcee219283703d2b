"""Working: hours people have and give, and what they come to."""

from __future__ import annotations

from weisim.parameters.quantity import Group, hours, per_week, share, weight


class Working(Group):
    """Hours an initiative needs, what professionals take over, and how structure makes hours usable."""

    process = "working"

    # fmt: off
    demand_idea: float = hours(5.0, (3.0, 7.0), ("hours needed by an idea", "uren nodig voor een idee"), "weisim-model")
    demand_resident_initiative: float = hours(10.0, (7.0, 14.0), ("hours needed by a resident initiative", "uren nodig voor een bewonersinitiatief"), "weisim-model")
    demand_independent: float = hours(14.0, (10.0, 30.0), ("hours needed by an independent initiative", "uren nodig voor een zelfstandig initiatief"), "weisim-model")
    demand_enterprise: float = hours(18.0, (12.0, 40.0), ("hours needed by an enterprise", "uren nodig voor een buurtbedrijf"), "weisim-model")
    carry_idea: float = share(0.35, (0.0, 0.5), ("tasks of an idea done by professionals at most", "overgenomen werk bij een idee"), "weisim-model")
    carry_later: float = share(0.20, (0.0, 0.5), ("tasks done by professionals at most, later", "overgenomen werk, later"), "weisim-model")
    carry_manager: float = hours(10.0, (0.0, 20.0), ("hours a process manager can carry", "uren die een procesmanager kan overnemen"), "weisim-model")
    dependency: float = share(0.15, (0.0, 0.5), ("hours held back when carried", "afwachten"), "kleinhans-2017")
    ceiling: float = weight(2.2, (1.5, 3.0), ("most work taken on", "meeste werk dat wordt opgepakt"), "weisim-model")
    without_structure: float = share(0.38, (0.2, 0.7), ("share of hours usable without structure", "bruikbare uren zonder structuur"), "weisim-model")
    half_output: float = weight(0.75, (0.5, 1.0), ("usable hours over demand that give half the result", "bruikbare uren voor half resultaat"), "weisim-model")
    memory: float = per_week(0.06, (0.03, 0.12), ("pace of viability", "tempo van levensvatbaarheid"), "weisim-model")
    adapting: float = per_week(0.10, (0.03, 0.2), ("pace of dependence", "tempo van afhankelijkheid"), "weisim-model")
    in_red: float = per_week(0.02, (0.0, 0.05), ("viability lost in the red", "levensvatbaarheid verloren bij rode cijfers"), "weisim-model")
    # fmt: on
