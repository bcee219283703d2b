"""Joining: what it takes to take part; which rule of joining."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, hours, per_week, share, weeks, weight


class Joining(Group):
    """Coming forward, openings, being asked, and the weights of the answer."""

    process = "joining"

    # fmt: off
    rule: str = choice("noisy threshold", ("noisy threshold", "hard threshold"), ("rule of joining", "regel van meedoen"), "weisim-model")
    come: float = per_week(0.020, (0.0, 0.05), ("coming forward", "zich melden"), "weisim-model")
    alone: float = share(0.1, (0.0, 0.5), ("coming forward without a process manager", "zich melden zonder procesmanager"), "weisim-model")
    enough_trust: float = share(0.25, (0.0, 0.5), ("trust below which nobody comes forward", "vertrouwen waaronder niemand zich meldt"), "weisim-model")
    pull: float = weight(0.5, (0.0, 1.5), ("pull of offers", "trekkracht van aanbod"), "weisim-model")
    slack: float = weight(1.7, (1.2, 2.2), ("people wanted above need", "ruimte voor mensen"), "duyvendak-2006")
    ask: float = per_week(0.45, (0.0, 0.8), ("asks per member", "vragen per deelnemer"), "meijs-2011")
    base: float = weight(-2.6, (-3.6, -1.5), ("threshold", "drempel"), "weisim-model")
    motivation: float = weight(3.0, (2.0, 4.0), ("weight of motivation", "gewicht van motivatie"), "weisim-model")
    social: float = weight(0.8, (0.5, 1.2), ("weight of active neighbours", "gewicht van actieve buren"), "weisim-model")
    asked: float = weight(1.6, (1.0, 2.2), ("weight of being asked", "gewicht van gevraagd worden"), "meijs-2011")
    trust: float = weight(1.0, (0.0, 2.0), ("weight of trust", "gewicht van vertrouwen"), "weisim-model")
    fit: float = weight(0.6, (0.0, 1.2), ("weight of the same problem", "gewicht van hetzelfde probleem"), "duyvendak-2006")
    can: float = weight(0.5, (0.0, 1.0), ("weight of available time", "gewicht van beschikbare tijd"), "weisim-model")
    self: float = weight(0.5, (0.0, 1.0), ("weight of having considered it oneself", "gewicht van zelf overwogen hebben"), "weisim-model")
    consider: float = per_week(0.012, (0.0, 0.03), ("considering unasked", "zelf overwegen"), "weisim-model")
    threshold_mean: float = share(0.25, (0.05, 0.5), ("hard threshold: share of contacts taking part", "harde drempel: deel van contacten dat meedoet"), "weisim-model")
    threshold_sd: float = share(0.10, (0.0, 0.25), ("hard threshold: spread", "harde drempel: spreiding"), "weisim-model")
    threshold_asked: float = share(0.10, (0.0, 0.25), ("hard threshold: lower when asked", "harde drempel: lager na een vraag"), "weisim-model")
    room: float = weight(1.5, (1.0, 3.0), ("weight of an initiative with a room", "gewicht van een initiatief met een ruimte"), "weisim-model")
    can_hours: float = hours(0.5, (0.0, 2.0), ("hours below which somebody cannot", "uren waaronder iemand niet kan"), "lowndes-2006")
    like_motivation: float = share(0.4, (0.2, 0.6), ("motivation below which somebody does not like to", "motivatie waaronder iemand niet wil"), "lowndes-2006")
    asked_weeks: int = weeks(26, (4, 52), ("weeks after which somebody counts as not asked", "weken waarna iemand als niet gevraagd telt"), "lowndes-2006")
    responded_trust: float = share(0.4, (0.2, 0.6), ("trust below which somebody feels not responded to", "vertrouwen waaronder iemand geen gehoor voelt"), "lowndes-2006")
    # fmt: on
