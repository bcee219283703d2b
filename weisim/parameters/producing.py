"""Producing: what work earns and costs."""

from __future__ import annotations

from weisim.parameters.quantity import Group, euros, share, weeks, weight


class Producing(Group):
    """Own income and costs by stage, credit and what red figures do."""

    process = "producing"

    # fmt: off
    income_idea: float = euros(3.0, (0.0, 10.0), ("income of an idea", "inkomen van een idee"), "weisim-model", per="week")
    income_resident_initiative: float = euros(20.0, (5.0, 60.0), ("income of a resident initiative", "inkomen van een bewonersinitiatief"), "weisim-model", per="week")
    income_independent: float = euros(60.0, (20.0, 180.0), ("income of an independent initiative, twice", "inkomen van een zelfstandig initiatief, tweemaal"), "weisim-model", per="week")
    turnover: float = euros(1500.0, (500.0, 5000.0), ("turnover of an enterprise at its best", "omzet van een buurtbedrijf op zijn best"), "lsa-2019", "derived", per="week")
    unrooted_initiative: float = share(0.3, (0.0, 1.0), ("income of an initiative without roots", "inkomen van een initiatief zonder inbedding"), "weisim-model")
    unrooted_enterprise: float = share(0.25, (0.0, 1.0), ("demand for an enterprise without roots", "vraag naar een buurtbedrijf zonder inbedding"), "weisim-model")
    full_quality: float = share(0.7, (0.5, 0.9), ("skill that counts as full quality", "vaardigheid die als volle kwaliteit telt"), "weisim-model")
    quality_power: float = weight(1.5, (1.0, 2.5), ("how strongly quality counts for turnover", "hoe sterk kwaliteit telt voor omzet"), "weisim-model")
    cost_idea: float = euros(5.0, (0.0, 20.0), ("costs of an idea", "kosten van een idee"), "weisim-model", per="week")
    cost_resident_initiative: float = euros(25.0, (5.0, 80.0), ("costs of a resident initiative", "kosten van een bewonersinitiatief"), "weisim-model", per="week")
    cost_independent: float = euros(80.0, (20.0, 250.0), ("costs of an independent initiative", "kosten van een zelfstandig initiatief"), "weisim-model", per="week")
    cost_enterprise: float = euros(700.0, (300.0, 2500.0), ("costs of an enterprise", "kosten van een buurtbedrijf"), "weisim-model", per="week")
    fixed_costs: float = share(0.4, (0.0, 1.0), ("costs that stay when work stops", "kosten die blijven als werk stopt"), "weisim-model")
    own_capital: float = euros(15000.0, (0.0, 50000.0), ("own money of a new enterprise", "eigen geld van een nieuw buurtbedrijf"), "weisim-model")
    credit: float = euros(3000.0, (0.0, 10000.0), ("credit", "krediet"), "weisim-model")
    red_weeks: int = weeks(8, (4, 26), ("weeks in the red that hurt", "weken rood die pijn doen"), "weisim-model")
    cut_back: float = share(0.8, (0.5, 1.0), ("result after costs are cut", "resultaat na bezuiniging"), "weisim-model")
    room_saves: float = share(0.4, (0.0, 0.8), ("costs saved by a room", "kosten die een ruimte scheelt"), "weisim-model")
    # fmt: on
