"""Producing: what work eases, earns and costs."""

from __future__ import annotations

from weisim.parameters.quantity import Group, count, euros, hours, per_week, per_year, share, weeks, weight


class Producing(Group):
    """Own income and costs by stage, pay and premises, credit and red figures, and how far work eases problems."""

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
    rent: float = euros(75.0, (0.0, 300.0), ("rent an enterprise gets by letting a part of its room", "huur die een buurtbedrijf krijgt door een deel van zijn ruimte te verhuren"), "lsa-2019", "derived", per="week")
    investment: float = euros(30000.0, (0.0, 150000.0), ("spent by a new enterprise on premises and tools, at most", "wat een nieuw buurtbedrijf hoogstens uitgeeft aan inrichting en gereedschap"), "weisim-model")
    reserve_weeks: int = weeks(13, (4, 52), ("weeks of costs kept in hand", "weken kosten die in kas blijven"), "weisim-model")
    job: float = euros(450.0, (350.0, 800.0), ("pay of a full job", "loon van een volle baan"), "weisim-model", per="week")
    coordinator: float = euros(180.0, (0.0, 450.0), ("pay of who coordinates an enterprise, two days a week", "loon van wie een buurtbedrijf coördineert, twee dagen per week"), "lsa-dieze", "derived", per="week")
    hourly_pay: float = euros(12.5, (9.0, 25.0), ("pay of an hour that is paid", "loon van een betaald uur"), "weisim-model", per="hour")
    local_share: float = share(0.25, (0.1, 0.4), ("purchases made in the neighbourhood", "inkopen in de eigen buurt"), "nef-2002")
    own_income_memory: int = weeks(13, (4, 52), ("weeks over which own income is looked at", "weken waarover eigen inkomen wordt bekeken"), "weisim-model")
    place_bound: float = share(0.6, (0.0, 0.9), ("work that stops when its room is lost", "werk dat stopt als de ruimte wegvalt"), "ilovenoord-2016")
    place_settling: float = per_week(0.04, (0.01, 0.2), ("pace at which work settles in a room", "tempo waarin werk zich aan een ruimte hecht"), "weisim-model")
    place_freeing: float = per_week(0.04, (0.01, 0.2), ("pace at which work finds its way without a room", "tempo waarin werk zonder ruimte zijn weg vindt"), "weisim-model")
    visitors_lost: float = share(0.3, (0.0, 0.8), ("roots lost with a room", "inbedding die met de ruimte verdwijnt"), "ilovenoord-2016")
    ease: float = per_week(0.001, (0.0, 0.006), ("problem eased by full work", "verlichting van een probleem door vol werk"), "scp-2013")
    returning: float = per_week(0.01, (0.0, 0.05), ("pace at which a problem returns", "tempo waarin een probleem terugkeert"), "weisim-model")
    quick: float = weight(3.0, (1.0, 6.0), ("playground: how much quicker than other problems", "speelplek: hoeveel sneller dan andere problemen"), "de-klyn-2013", "assumed")
    stubborn: float = weight(0.25, (0.05, 1.0), ("poverty and isolation: how much slower than other problems", "armoede en eenzaamheid: hoeveel trager dan andere problemen"), "scp-2013")
    enough_rooms: int = count(2, (1, 10), ("rooms that make a meeting place", "ruimtes die samen een ontmoetingsplek zijn"), "weisim-model")
    goal: float = per_week(0.004, (0.0, 0.02), ("part of a goal that full work reaches", "deel van een doel dat vol werk haalt"), "norc-2012", "assumed")
    at_work: float = share(0.5, (0.2, 0.8), ("result from which an activity goes on", "resultaat vanaf waar een activiteit doorgaat"), "weisim-model")
    outliving: float = share(0.333, (0.0, 1.0), ("what an activity without its organisation still does", "wat een activiteit zonder organisatie nog doet"), "norc-2012", "assumed")
    lonely: float = share(0.40, (0.1, 0.6), ("residents who are somewhat or very lonely", "bewoners die enigszins of sterk eenzaam zijn"), "cbs-loneliness-2024", "verified")
    less_lonely: float = per_year(0.15, (0.0, 0.3), ("lonely participants with new contacts who become less lonely", "eenzame deelnemers met nieuwe contacten die minder eenzaam worden"), "weisim-model")
    lonely_ties: int = count(2, (1, 5), ("new contacts that takes", "nieuwe contacten die daarvoor nodig zijn"), "weisim-model")
    into_work: float = per_year(0.05, (0.0, 0.2), ("participants without work, paid long enough, who find a job", "deelnemers zonder werk die lang genoeg betaald worden en een baan vinden"), "weisim-model")
    paid_hours: float = hours(12.0, (4.0, 24.0), ("paid hours that takes", "betaalde uren die daarvoor nodig zijn"), "weisim-model")
    # fmt: on
