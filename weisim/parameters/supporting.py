"""Supporting: what an hour of each kind of help does and costs."""

from __future__ import annotations

from weisim.parameters.quantity import Group, euros, hours, per_year, weeks, weight


class Supporting(Group):
    """Prices of help, the amounts that count as a full dose, and how long coaching stays fresh."""

    process = "supporting"

    # fmt: off
    coaching_half: float = hours(3.0, (1.0, 8.0), ("coaching that gives half the effect", "coaching voor half effect"), "jones-2016")
    memory: int = weeks(13, (6, 26), ("weeks coaching stays fresh", "weken dat coaching doorwerkt"), "weisim-model")
    full_informing: float = hours(16.0, (8.0, 32.0), ("outreach and informing at full dose, per 2,500 residents", "volle dosis bereik en informeren, per 2.500 bewoners"), "weisim-model")
    full_connecting: float = hours(6.0, (3.0, 12.0), ("connecting at full dose, per 2,500 residents", "volle dosis verbinden, per 2.500 bewoners"), "weisim-model")
    full_brokering: float = hours(6.0, (3.0, 12.0), ("brokering at full dose", "volle dosis bemiddelen"), "weisim-model")
    full_community: float = hours(6.0, (3.0, 12.0), ("community building at full dose", "volle dosis community-vorming"), "weisim-model")
    reflection_extra: float = weight(0.2, (0.0, 0.5), ("gain from reflection above the full dose", "winst van reflectie boven de volle dosis"), "weisim-model")
    reflection_most: float = weight(1.2, (1.0, 1.5), ("most effect of reflection", "hoogste effect van reflectie"), "weisim-model")
    grant_formed: float = euros(3000.0, (0.0, 5000.0), ("grant on becoming a resident initiative", "subsidie bij bewonersinitiatief"), "rekenkamer-2018", "derived")
    grant_weekly: float = euros(20.0, (0.0, 100.0), ("grant to a resident organisation", "subsidie aan bewonersorganisatie"), "weisim-model", per="week")
    grant_enterprise: float = euros(25000.0, (0.0, 200000.0), ("start capital of an enterprise", "startkapitaal buurtbedrijf"), "bewonersbedrijven-2012", "derived")
    grant_enterprise_weekly: float = euros(150.0, (0.0, 500.0), ("grant to an enterprise", "subsidie aan buurtbedrijf"), "weisim-model", per="week")
    grant_weeks: int = weeks(260, (52, 520), ("weeks an enterprise gets a grant at most", "weken subsidie aan buurtbedrijf hoogstens"), "weisim-model")
    grant_pot: float = euros(60000.0, (0.0, 200000.0), ("pot for grants", "subsidiepot"), "lelystad-2014", per="year")
    hourly_outreach: float = euros(65.0, (45.0, 85.0), ("community worker", "opbouwwerker"), "weisim-model", "remembered", per="hour")
    hourly_manager: float = euros(110.0, (77.0, 143.0), ("process manager", "procesmanager"), "weisim-model", per="hour")
    hourly_coaching: float = euros(100.0, (70.0, 130.0), ("coaching", "coaching"), "weisim-model", per="hour")
    place: float = euros(125.0, (87.5, 162.5), ("training place", "trainingsplaats"), "weisim-model", per="place")
    session: float = euros(200.0, (140.0, 260.0), ("reflection session", "reflectiemoment"), "weisim-model", per="session")
    room: float = euros(150.0, (50.0, 400.0), ("rent of a room", "huur van een ruimte"), "weisim-model", "assumed", per="week")
    hourly_partner: float = euros(65.0, (45.0, 85.0), ("an hour of a partner in a deal", "een uur van een partner in een afspraak"), "weisim-model", "remembered", per="hour")
    discount: float = per_year(0.0225, (0.0, 0.05), ("discount rate of public costs", "discontovoet voor publieke kosten"), "rws-discount-2020", "verified")
    recognition_yearly: float = euros(2000.0, (500.0, 5000.0), ("recognition", "waardering"), "weisim-model", per="year")
    # fmt: on
