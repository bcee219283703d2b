"""Ending: how initiatives end, and when that is a good end."""

from __future__ import annotations

from weisim.parameters.quantity import Group, count, per_week, per_year, share, weeks, weight


class Ending(Group):
    """The hazard of each stage, what lowers it, and what an end does to those who were in it."""

    process = "ending"

    # fmt: off
    base_idea: float = per_year(0.50, (0.0, 0.7), ("ideas that end", "uitval van ideeën"), "weisim-model")
    base_resident_initiative: float = per_year(0.28, (0.0, 0.4), ("resident initiatives that end", "uitval van bewonersinitiatieven"), "cbs-firms-2022")
    base_independent: float = per_year(0.27, (0.0, 0.35), ("independent initiatives that end", "uitval van zelfstandige initiatieven"), "cbs-firms-2022")
    base_enterprise: float = per_year(0.24, (0.0, 0.35), ("enterprises that end", "uitval van buurtbedrijven"), "cbs-firms-2022")
    viability: float = weight(2.2, (1.0, 3.0), ("weight of viability", "gewicht van levensvatbaarheid"), "weisim-model")
    legitimacy: float = weight(0.8, (0.0, 2.0), ("weight of legitimacy", "gewicht van aanzien"), "singh-1986")
    single: float = weight(1.0, (0.0, 2.0), ("extra risk of a single person", "extra risico van één persoon"), "weisim-model")
    adolescence: float = weight(1.5, (1.0, 2.5), ("risk in the third year against later", "risico rond het derde jaar"), "bruderl-1990")
    adolescence_age: int = weeks(104, (52, 260), ("age of the highest risk", "leeftijd met hoogste risico"), "bruderl-1990")
    adolescence_width: float = weight(40.0, (20.0, 80.0), ("width of that risk in weeks", "breedte van dat risico in weken"), "bruderl-1990")
    money_weeks: int = weeks(26, (8, 52), ("weeks without credit until the end", "weken zonder krediet tot het einde"), "weisim-model")
    key_weeks: int = weeks(26, (8, 52), ("weeks in which a key person is missed", "weken waarin een kartrekker wordt gemist"), "weisim-model")
    key_share: float = share(0.40, (0.3, 0.6), ("share of the hours that makes a key person", "deel van de uren dat iemand kartrekker maakt"), "weisim-model")
    few: int = count(3, (2, 5), ("people below which an initiative is short of people", "aantal mensen waaronder het er te weinig zijn"), "weisim-model")
    low_skill: float = share(0.5, (0.3, 0.7), ("best skill below which skill is short", "beste vaardigheid waaronder die tekortschiet"), "weisim-model")
    let_down: float = share(0.05, (0.0, 0.2), ("motivation lost by members", "motivatie die deelnemers verliezen"), "weisim-model")
    activity: float = share(0.5, (0.0, 0.8), ("ended initiatives of which an activity goes on", "gestopte initiatieven waarvan een activiteit doorgaat"), "norc-2012")
    activity_members: int = count(2, (1, 5), ("former members an activity needs", "oud-deelnemers die een activiteit nodig heeft"), "weisim-model")
    completed: float = per_week(0.1, (0.0, 1.0), ("initiatives that stop once their goal is reached", "initiatieven die stoppen als hun doel bereikt is"), "norc-2012", "assumed")
    absorbed: float = per_year(0.05, (0.0, 0.3), ("independent organisations that a partner takes over", "zelfstandige organisaties die een partner overneemt"), "weisim-model")
    absorbing: float = share(0.15, (0.05, 0.5), ("control in a deal from which that can happen", "voorwaarden in een afspraak vanaf waar dat kan"), "weisim-model")
    # fmt: on
