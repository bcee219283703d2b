"""Motivating: how satisfied needs become motivation."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, per_week, share, switch, weight


class Motivating(Group):
    """The pace at which motivation follows the three needs of self-determination theory, and what overload takes away."""

    process = "motivating"

    # fmt: off
    pace: float = per_week(0.04, (0.0, 0.08), ("weekly pace", "tempo per week"), "weisim-model")
    gain: float = weight(0.8, (0.4, 1.2), ("weight of needs", "gewicht van behoeften"), "weisim-model")
    autonomy: float = share(0.31, (0.0, 0.46), ("weight of autonomy", "gewicht van autonomie"), "cerasoli-2016", "derived")
    competence: float = share(0.41, (0.26, 0.56), ("weight of competence", "gewicht van competentie"), "cerasoli-2016", "derived")
    relatedness: float = share(0.28, (0.13, 0.43), ("weight of relatedness", "gewicht van verbondenheid"), "cerasoli-2016", "derived")
    overload: float = share(0.15, (0.0, 0.4), ("cost of overload", "prijs van overbelasting"), "weisim-model")
    recognition: float = share(0.05, (0.0, 0.10), ("effect of recognition", "effect van waardering"), "walk-2019", "assumed")
    strain_gain: float = per_week(0.10, (0.0, 0.2), ("strain from overload", "overbelasting"), "weisim-model")
    strain_rest: float = per_week(0.05, (0.03, 0.1), ("strain that wears off", "herstel van overbelasting"), "weisim-model")
    crowding: str = choice("salience", ("salience", "two stocks", "off"), ("what pay does to motivation", "wat betaling met motivatie doet"), "afp-2008")
    crowding_size: float = share(0.15, (0.0, 0.4), ("motivation crowded out by pay", "motivatie verdrongen door betaling"), "afp-2008")
    salience: float = share(0.3, (0.0, 1.0), ("how much pay is felt as a reward for each task", "hoe sterk betaling als beloning per taak voelt"), "weisim-model")
    frozen: bool = switch(False, ("motivation stays as it is (null model)", "motivatie staat stil (nulmodel)"), "weisim-model")
    # fmt: on
