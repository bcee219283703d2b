"""Dealing: when a deal pays for both sides."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, euros, per_week, share, weeks, weight


class Dealing(Group):
    """Meetings of initiatives and partners, what forms of help are worth, what deals cost, and the rule of the split."""

    process = "dealing"

    # fmt: off
    meet: float = per_week(0.25, (0.0, 0.5), ("meetings of a partner", "ontmoetingen van een partner"), "igalla-2020")
    unconnected: float = share(0.2, (0.0, 1.0), ("meetings without anybody who connects", "ontmoetingen zonder iemand die verbindt"), "igalla-2020")
    unbrokered: float = share(0.35, (0.0, 1.0), ("meetings without a broker", "ontmoetingen zonder bemiddelaar"), "weisim-model")
    worth_known: float = weight(0.5, (0.0, 1.5), ("more meetings when members know what they are worth", "meer ontmoetingen als deelnemers weten wat ze waard zijn"), "de-klyn-2013")
    accept: float = share(0.5, (0.1, 1.0), ("chance that a meeting with a gain for both becomes a deal", "kans dat een ontmoeting met winst voor beide een afspraak wordt"), "weisim-model")
    term: int = weeks(39, (13, 104), ("weeks a deal lasts", "weken dat een afspraak duurt"), "weisim-model")
    split: str = choice("nash", ("nash", "equal price"), ("rule by which the gain is split", "regel voor het verdelen van de winst"), "weisim-model")
    value_space: float = euros(80.0, (24.0, 240.0), ("worth of work for space at full overlap", "waarde van werk voor ruimte bij volle overlap"), "weisim-model", per="week")
    value_money: float = euros(60.0, (18.0, 180.0), ("worth of work for money at full overlap", "waarde van werk voor geld bij volle overlap"), "weisim-model", per="week")
    value_orders: float = euros(60.0, (18.0, 180.0), ("worth of an order at full overlap", "waarde van een opdracht bij volle overlap"), "weisim-model", per="week")
    value_orders_enterprise: float = euros(240.0, (72.0, 720.0), ("worth of an order to an enterprise at full overlap", "waarde van een opdracht aan een buurtbedrijf bij volle overlap"), "weisim-model", per="week")
    value_training: float = euros(40.0, (12.0, 120.0), ("worth of work for training at full overlap", "waarde van werk voor training bij volle overlap"), "weisim-model", per="week")
    value_permit: float = euros(30.0, (9.0, 90.0), ("worth of work for a permit at full overlap", "waarde van werk voor een vergunning bij volle overlap"), "weisim-model", per="week")
    help: float = weight(1.0, (0.3, 3.0), ("worth of the help to the initiative, against the worth of its work", "waarde van de hulp voor het initiatief, tegen de waarde van het werk"), "weisim-model")
    cost: float = euros(15.0, (5.0, 45.0), ("costs of a deal for each side", "kosten van een afspraak voor elke kant"), "weisim-model", per="week")
    transaction_low: float = euros(15.0, (5.0, 45.0), ("least cost of coming to an agreement", "laagste kosten om het eens te worden"), "weisim-model", per="week")
    transaction_high: float = euros(40.0, (13.0, 120.0), ("most cost of coming to an agreement", "hoogste kosten om het eens te worden"), "weisim-model", per="week")
    strings: float = share(0.3, (0.0, 0.8), ("control attached to a deal", "voorwaarden bij een afspraak"), "kleinhans-2017")
    hours_training: float = weight(1.0, (0.0, 4.0), ("hours a week that a deal for training takes a partner", "uren per week die een afspraak over training een partner kost"), "weisim-model")
    hours_other: float = weight(0.25, (0.0, 2.0), ("hours a week that another deal takes a partner", "uren per week die een andere afspraak een partner kost"), "weisim-model")
    sessions: float = per_week(0.25, (0.0, 1.0), ("training sessions in a deal", "trainingen in een afspraak"), "weisim-model")
    permit_saves: float = share(0.2, (0.0, 0.5), ("costs saved by a permit", "kosten die een vergunning scheelt"), "weisim-model")
    seen: float = per_week(0.01, (0.0, 0.05), ("openness won by visible results", "openheid door zichtbare resultaten"), "de-klyn-2013")
    most_open: float = share(0.95, (0.5, 1.0), ("most openness of a partner", "hoogste openheid van een partner"), "weisim-model")
    kept: float = share(0.02, (0.0, 0.1), ("trust of a partner won by a quarter in which a deal was kept", "vertrouwen dat een partner wint per kwartaal dat een afspraak loopt"), "weisim-model")
    broken: float = share(0.3, (0.0, 0.6), ("trust of a partner lost when an initiative ends during a deal", "vertrouwen dat een partner verliest als een initiatief eindigt tijdens een afspraak"), "weisim-model")
    # fmt: on
