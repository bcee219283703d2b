"""Initiatives: how many there are, what they have become, and how they stand."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator, mean
from weisim.neighbourhood.census import Census


@indicator(
    unit="initiatives",
    kind="cumulative",
    good="high",
    matters=2.0,
    label=("ideas born", "ideeën geboren"),
    dutch="Ideeën die bewoners sinds de start zijn begonnen.",
)
def ideas_born(seen: Census) -> Observed:
    """Ideas that residents have started since the beginning."""
    return seen.ideas_born


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=2.0,
    label=("initiatives alive", "levende initiatieven"),
    dutch="Initiatieven die nu bestaan, ideeën meegeteld.",
)
def initiatives_alive(seen: Census) -> Observed:
    """Initiatives that exist now, ideas included."""
    return seen.live


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=2.0,
    label=("formed groups", "gevormde groepen"),
    dutch="Levende initiatieven met minstens drie deelnemers die acht weken of langer bestaan.",
)
def initiatives_formed(seen: Census) -> Observed:
    """Live initiatives with at least three participants that have existed for eight weeks or longer."""
    return seen.formed


@indicator(
    unit="initiatives",
    kind="stock",
    good="none",
    matters=2.0,
    label=("ideas alive", "levende ideeën"),
    dutch="Levende initiatieven in het stadium idee.",
)
def ideas_alive(seen: Census) -> Observed:
    """Live initiatives at the stage of idea."""
    return seen.ideas


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=2.0,
    label=("resident initiatives", "bewonersinitiatieven"),
    dutch="Levende initiatieven in het stadium bewonersinitiatief.",
)
def resident_initiatives(seen: Census) -> Observed:
    """Live initiatives at the stage of resident initiative."""
    return seen.live - seen.ideas - seen.independent - seen.enterprises


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=1.0,
    label=("independent initiatives", "zelfstandige initiatieven"),
    dutch="Levende initiatieven in het stadium zelfstandig burgerinitiatief.",
)
def independent_initiatives(seen: Census) -> Observed:
    """Live initiatives at the stage of independent resident initiative."""
    return seen.independent


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=1.0,
    label=("neighbourhood enterprises", "buurtbedrijven"),
    dutch="Levende initiatieven in het stadium buurtbedrijf.",
)
def neighbourhood_enterprises(seen: Census) -> Observed:
    """Live initiatives at the stage of neighbourhood enterprise."""
    return seen.enterprises


@indicator(
    unit="initiatives",
    kind="stock",
    good="high",
    matters=1.0,
    label=("independent organisations", "zelfstandige organisaties"),
    dutch="Zelfstandige initiatieven en buurtbedrijven samen.",
)
def independent_organisations(seen: Census) -> Observed:
    """Independent initiatives and neighbourhood enterprises together."""
    return seen.independent + seen.enterprises


@indicator(
    unit="initiatives",
    kind="cumulative",
    good="none",
    matters=2.0,
    label=("initiatives ended", "beëindigde initiatieven"),
    dutch="Initiatieven die sinds de start zijn gestopt.",
)
def initiatives_ended(seen: Census) -> Observed:
    """Initiatives that have ended since the beginning."""
    return seen.ended


@indicator(
    unit="initiatives",
    kind="cumulative",
    good="low",
    matters=1.0,
    label=("initiatives collapsed", "omgevallen initiatieven"),
    dutch="Initiatieven die sinds de start zijn omgevallen: niet overgenomen, en zonder hun doel te bereiken.",
)
def ended_collapsed(seen: Census) -> Observed:
    """Initiatives that have collapsed since the beginning: not taken over, and without reaching their goal."""
    return seen.ended - seen.ended_absorbed - seen.ended_completed


@indicator(
    unit="initiatives",
    kind="cumulative",
    good="none",
    matters=1.0,
    label=("initiatives taken over", "overgenomen initiatieven"),
    dutch="Initiatieven die sinds de start in een partner zijn opgegaan.",
)
def ended_absorbed(seen: Census) -> Observed:
    """Initiatives that have been taken over by a partner since the beginning."""
    return seen.ended_absorbed


@indicator(
    unit="initiatives",
    kind="cumulative",
    good="high",
    matters=1.0,
    label=("initiatives completed", "voltooide initiatieven"),
    dutch="Initiatieven die sinds de start stopten omdat hun doel bereikt was.",
)
def ended_completed(seen: Census) -> Observed:
    """Initiatives that have stopped since the beginning because their goal was reached."""
    return seen.ended_completed


@indicator(
    unit="activities",
    kind="stock",
    good="high",
    matters=1.0,
    label=("activities alive", "levende activiteiten"),
    dutch="Initiatieven voorbij het idee die minstens de helft doen van wat zij zich voornamen, en activiteiten die "
    "hun initiatief overleefden.",
)
def activities_alive(seen: Census) -> Observed:
    """Initiatives past the idea that do half or more of what they set out to, and activities that outlive theirs."""
    return seen.at_work + seen.activities


@indicator(
    unit="activities",
    kind="stock",
    good="high",
    matters=1.0,
    label=("activities that outlive", "activiteiten die doorgaan"),
    dutch="Activiteiten van gestopte initiatieven die oud-deelnemers voortzetten, of de partner die het overnam.",
)
def activities_outliving(seen: Census) -> Observed:
    """Activities of ended initiatives that former participants carry on, or the partner that took over."""
    return seen.activities


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.03,
    label=("dependence on professionals", "afhankelijkheid van professionals"),
    dutch="Deel van het werk dat professionals doen, gemiddeld over levende initiatieven.",
    decimals=2,
    over_some=True,
)
def dependence(seen: Census) -> Observed:
    """Share of the work that professionals carry, mean over live initiatives."""
    return mean(seen.dependence, seen.live)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("could carry themselves today", "kunnen zichzelf vandaag dragen"),
    dutch="Deel van de levende initiatieven dat zich een half jaar zonder steun zou redden, met de mensen van nu.",
    decimals=2,
    over_some=True,
)
def stress_test_share(seen: Census) -> Observed:
    """Share of live initiatives that would carry themselves for half a year without support, with the people of now."""
    return mean(seen.passed, seen.live)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("structure", "structuur"),
    dutch="Rollen, afspraken en routines, gemiddeld over levende initiatieven naar benodigde uren.",
    decimals=2,
    over_some=True,
)
def order_parameter(seen: Census) -> Observed:
    """Roles, agreements and routines, mean over live initiatives weighted by the hours they need."""
    return mean(seen.structure, seen.demand)


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.05,
    label=("concentration of tasks", "concentratie van taken"),
    dutch="Hoe sterk het werk op weinig mensen rust, gemiddeld over levende initiatieven.",
    decimals=2,
    over_some=True,
)
def task_concentration(seen: Census) -> Observed:
    """How far the work rests on few people, mean over live initiatives of the sum of squared shares of hours."""
    return mean(seen.concentration, seen.concentrated)


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.05,
    label=("initiatives with a key person", "initiatieven met één kartrekker"),
    dutch="Deel van de initiatieven waarin één mens meer dan 40 procent van de uren geeft.",
    decimals=2,
    over_some=True,
)
def key_person_share(seen: Census) -> Observed:
    """Share of initiatives in which one person gives more than 40 per cent of the hours."""
    return mean(seen.key_person, seen.concentrated)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("embeddedness", "inbedding"),
    dutch="Hoe geworteld initiatieven in de buurt zijn, gemiddeld over levende initiatieven.",
    decimals=2,
    over_some=True,
)
def embeddedness(seen: Census) -> Observed:
    """How rooted initiatives are in the neighbourhood, mean over live initiatives."""
    return mean(seen.embeddedness, seen.live)
