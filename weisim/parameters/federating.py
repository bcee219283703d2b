"""Federating: what a neighbourhood cooperative needs, and what it does for its members."""

from __future__ import annotations

from weisim.parameters.quantity import Group, count, euros, hours, per_week, per_year, share, weeks, weight


class Federating(Group):
    """When independent organisations found a cooperative, who joins and leaves, what it gives, and how it fails."""

    process = "federating"

    # fmt: off
    members: int = count(4, (3, 7), ("independent organisations that must join at the start", "zelfstandige organisaties die bij de start moeten meedoen"), "lsa-cooperative", "derived")
    trust: float = share(0.5, (0.4, 0.7), ("mean trust of their members", "gemiddeld vertrouwen van hun deelnemers"), "weisim-model")
    chance: float = per_week(0.015, (0.0, 0.05), ("chance that it is founded once it could be", "kans op oprichting als het kan"), "weisim-model")
    join: float = share(0.85, (0.3, 1.0), ("chance that who would win joins at once", "kans dat wie erbij wint meteen meedoet"), "weisim-model")
    join_later: float = per_week(0.01, (0.0, 0.05), ("chance that who would win joins later", "kans dat wie erbij wint later meedoet"), "weisim-model")
    leave: float = per_week(0.005, (0.0, 0.05), ("chance that a member without gain leaves", "kans dat een lid zonder winst vertrekt"), "weisim-model")
    fewest: int = count(2, (2, 4), ("members below which it fails", "aantal leden waaronder zij stopt"), "weisim-model")
    saves: float = share(0.4, (0.0, 0.6), ("costs saved by sharing services and space", "kosten die gedeelde diensten en ruimte schelen"), "weisim-model")
    full_size: int = count(4, (2, 10), ("members for the full saving and coaching", "leden voor de volle besparing en coaching"), "weisim-model")
    shared_risk: float = share(0.25, (0.0, 0.55), ("risk of an end taken away by sharing it", "risico op een einde dat delen wegneemt"), "coops-canada-1999", "derived")
    fee: float = euros(10.0, (0.0, 50.0), ("fee of a member", "bijdrage van een lid"), "weisim-model", per="week")
    cost: float = euros(15.0, (0.0, 100.0), ("costs of the cooperative itself", "kosten van de coöperatie zelf"), "weisim-model", per="week")
    pooled: float = share(0.05, (0.0, 0.2), ("worth of shared risk, against a member's costs", "waarde van gedeeld risico, tegen de kosten van een lid"), "weisim-model")
    advice: float = euros(10.0, (0.0, 50.0), ("worth of help by peers to a member", "waarde van hulp van andere leden voor een lid"), "weisim-model", per="week")
    cover: float = euros(2000.0, (0.0, 10000.0), ("red figures of a member covered", "rode cijfers van een lid die gedekt worden"), "weisim-model", per="year")
    reserve_weeks: int = weeks(26, (4, 104), ("weeks of its costs the fund keeps", "weken kosten die het fonds achterhoudt"), "weisim-model")
    peers: float = hours(0.3, (0.0, 1.0), ("coaching by peers for each member, a week", "coaching door andere leden, per lid en week"), "weisim-model")
    coach_skill: float = share(0.6, (0.4, 0.8), ("skill to organise of who can coach", "organiserend vermogen van wie kan coachen"), "weisim-model")
    governance: float = weight(4.0, (1.0, 8.0), ("principles of governance held at the start, of eight", "bestuursprincipes op orde bij de start, van acht"), "ostrom-1990")
    governance_learned: float = weight(0.05, (0.0, 0.5), ("governance won or lost in a quarter of good or bad work", "bestuur gewonnen of verloren in een kwartaal goed of slecht werk"), "weisim-model")
    hazard: float = per_year(0.10, (0.0, 0.3), ("cooperatives that get stuck", "coöperaties die vastlopen"), "coops-canada-1999", "derived")
    governance_weight: float = weight(0.4, (0.0, 1.0), ("weight of governance in that", "gewicht van bestuur daarin"), "weisim-model")
    # fmt: on
