"""Choosing: how residents weigh problems and share out the help."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, share, weeks, weight


class Choosing(Group):
    """Whose problems make the agenda, how far it is set from above, and by what members order the initiatives."""

    process = "choosing"

    # fmt: off
    agenda: str = choice("aware", ("aware", "all"), ("residents whose concerns make the agenda", "bewoners van wie de zorgen de agenda maken"), "de-klyn-2013")
    top_down: float = share(0.0, (0.0, 1.0), ("share of the agenda set from above", "deel van de agenda van bovenaf"), "de-klyn-2013")
    level: float = share(0.5, (0.1, 0.9), ("level of each problem at the start", "niveau van elk probleem bij de start"), "weisim-model")
    every: int = weeks(13, (1, 26), ("weeks between two choices", "weken tussen twee keuzes"), "weisim-model")
    own_problem: float = weight(0.5, (0.0, 1.0), ("weight of one's own problem in a vote", "gewicht van het eigen probleem in een stem"), "weisim-model")
    standing: float = weight(0.2, (0.0, 1.0), ("weight of legitimacy in a vote", "gewicht van aanzien in een stem"), "weisim-model")
    noise: float = share(0.2, (0.0, 0.5), ("chance in a vote", "toeval in een stem"), "weisim-model")
    control: float = share(0.3, (0.0, 0.6), ("control felt when the agenda comes from above", "regie die een agenda van bovenaf meebrengt"), "weisim-model")
    # fmt: on
