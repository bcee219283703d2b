"""Advancing: the gates between phases and between stages."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, count, per_week, share, weeks


class Advancing(Group):
    """What a programme, an initiative and a resident must show before they count as further."""

    process = "advancing"

    # fmt: off
    gate: str = choice("criterion", ("criterion", "calendar", "both"), ("how phases end", "hoe fasen eindigen"), "de-klyn-2013")
    group_least: int = count(12, (6, 100000), ("motivated group, at least", "gemotiveerde groep, minstens"), "weisim-model")
    group_share: float = share(0.01, (0.0, 1.0), ("motivated group, share of residents", "gemotiveerde groep, deel van bewoners"), "weisim-model")
    group_motivation: float = share(0.5, (0.375, 0.625), ("intrinsic motivation of the group", "intrinsieke motivatie van de groep"), "de-klyn-2013", "assumed")
    group_trust: float = share(0.4, (0.3, 0.5), ("trust of the group", "vertrouwen van de groep"), "weisim-model")
    emergence_live: int = count(6, (4, 8), ("live initiatives that end emergence", "levende initiatieven die ontstaan afsluiten"), "weisim-model")
    emergence_formed: int = count(4, (3, 6), ("of which past the idea stage", "waarvan voorbij het idee"), "weisim-model")
    emergence_weeks: int = weeks(12, (9, 15), ("weeks emergence lasts at least", "weken dat ontstaan minstens duurt"), "weisim-model")
    autonomous_organisations: int = count(4, (3, 7), ("independent organisations that make autonomy", "zelfstandige organisaties voor autonomie"), "lsa-cooperative")
    autonomous_dependence: float = share(0.05, (0.0, 0.2), ("dependence that counts as none", "afhankelijkheid die als geen telt"), "weisim-model")
    calendar_emergence: int = weeks(13, (4, 52), ("calendar: emergence starts", "kalender: ontstaan begint"), "weisim-model")
    calendar_development: int = weeks(39, (13, 104), ("calendar: development starts", "kalender: ontwikkeling begint"), "de-klyn-2013")
    back_share: float = share(0.5, (0.0, 1.0), ("part of the criterion below which a phase is lost", "deel van de voorwaarde waaronder een fase vervalt"), "weisim-model")
    back_weeks: int = weeks(26, (13, 52), ("weeks below it until a phase is lost", "weken eronder tot een fase vervalt"), "weisim-model")
    formed_members: int = count(3, (2, 4), ("resident initiative: members", "bewonersinitiatief: deelnemers"), "weisim-model")
    formed_age: int = weeks(8, (6, 10), ("resident initiative: age", "bewonersinitiatief: leeftijd"), "weisim-model")
    formed_viability: float = share(0.40, (0.3, 0.5), ("resident initiative: viability", "bewonersinitiatief: levensvatbaarheid"), "weisim-model")
    independent_members: int = count(4, (3, 5), ("independent: members", "zelfstandig: deelnemers"), "weisim-model")
    independent_age: int = weeks(39, (29, 49), ("independent: age", "zelfstandig: leeftijd"), "weisim-model")
    independent_viability: float = share(0.50, (0.375, 0.625), ("independent: viability", "zelfstandig: levensvatbaarheid"), "weisim-model")
    independent_structure: float = share(0.50, (0.2, 0.625), ("independent: structure", "zelfstandig: structuur"), "weisim-model")
    independent_coverage: float = share(0.60, (0.45, 0.75), ("independent: best skill of each kind", "zelfstandig: beste vaardigheid van elke soort"), "weisim-model")
    independent_chance: float = per_week(0.10, (0.0, 0.2), ("independent: chance once ready", "zelfstandig: kans als het klaar is"), "weisim-model")
    enterprise_quality: float = share(0.64, (0.48, 0.80), ("enterprise: skill to make, sell and connect", "buurtbedrijf: maken, verkopen en verbinden"), "weisim-model")
    enterprise_embeddedness: float = share(0.25, (0.19, 0.31), ("enterprise: embeddedness", "buurtbedrijf: inbedding"), "weisim-model")
    enterprise_own_income: float = share(0.3, (0.0, 0.6), ("enterprise: own income among all income", "buurtbedrijf: eigen inkomen van alle inkomen"), "weisim-model")
    enterprise_chance: float = per_week(0.02, (0.0, 0.04), ("enterprise: chance from independent", "buurtbedrijf: kans vanuit zelfstandig"), "weisim-model")
    lost_structure: float = share(0.2, (0.15, 0.25), ("structure below which independence is lost", "structuur waaronder zelfstandigheid vervalt"), "weisim-model")
    lost_weeks: int = weeks(26, (13, 52), ("weeks below it until it is lost", "weken eronder tot het vervalt"), "weisim-model")
    core_motivation: float = share(0.55, (0.41, 0.69), ("core member: motivation", "kartrekker: motivatie"), "weisim-model")
    core_share: float = share(0.20, (0.15, 0.25), ("core member: share of the hours", "kartrekker: deel van de uren"), "weisim-model")
    # fmt: on
