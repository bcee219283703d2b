"""Settling: how people are when the story starts, and who knows whom."""

from __future__ import annotations

from weisim.parameters.quantity import Group, count, hours, share, switch, weight


class Settling(Group):
    """What residents bring along: time, motivation, skill, trust, concerns and ties."""

    process = "settling"

    # fmt: off
    hours_mu: float = weight(0.48, (0.1, 0.9), ("log of the median hours available", "log van de mediane beschikbare uren"), "cbs-volunteering-2017", "derived")
    hours_sigma: float = weight(1.38, (0.8, 1.8), ("spread of hours available", "spreiding van beschikbare uren"), "cbs-volunteering-2017", "derived")
    hours_without_work: float = weight(1.3, (1.0, 1.6), ("factor on hours without paid work", "factor op uren zonder betaald werk"), "cbs-hours-2017", "derived")
    hours_with_work: float = weight(0.7, (0.5, 1.0), ("factor on hours with paid work", "factor op uren met betaald werk"), "cbs-hours-2017", "derived")
    hours_most: float = hours(30.0, (0.0, 40.0), ("most hours anybody has", "meeste uren die iemand heeft"), "weisim-model")
    motivation_a: float = weight(2.2, (1.0, 4.0), ("disposition, first shape", "aanleg, eerste vorm"), "weisim-model")
    motivation_b: float = weight(2.8, (1.0, 4.0), ("disposition, second shape", "aanleg, tweede vorm"), "weisim-model")
    education_shift: float = share(0.10, (0.05, 0.15), ("disposition by education", "aanleg naar opleiding"), "weisim-model")
    skill_mean: float = share(0.35, (0.2, 0.5), ("skill at the start", "vaardigheid bij de start"), "weisim-model")
    skill_sd: float = share(0.15, (0.05, 0.25), ("spread of skill", "spreiding van vaardigheid"), "weisim-model")
    skill_education: float = share(0.04, (0.0, 0.10), ("skill by education", "vaardigheid naar opleiding"), "weisim-model")
    trust: float = share(0.58, (0.3, 0.65), ("trust at the start", "vertrouwen bij de start"), "lokaaltotaal-2023", "verified")
    trust_sd: float = share(0.20, (0.05, 0.30), ("spread of trust", "spreiding van vertrouwen"), "weisim-model")
    newcomer_trust: float = share(0.50, (0.3, 0.65), ("trust of a newcomer", "vertrouwen van een nieuwkomer"), "weisim-model")
    altruism_a: float = weight(3.0, (1.0, 5.0), ("altruism, first shape", "altruïsme, eerste vorm"), "weisim-model")
    altruism_b: float = weight(2.5, (1.0, 5.0), ("altruism, second shape", "altruïsme, tweede vorm"), "weisim-model")
    self_interest_a: float = weight(2.5, (1.0, 5.0), ("self-interest, first shape", "eigenbelang, eerste vorm"), "weisim-model")
    self_interest_b: float = weight(3.0, (1.0, 5.0), ("self-interest, second shape", "eigenbelang, tweede vorm"), "weisim-model")
    business_a: float = weight(1.5, (0.5, 4.0), ("wish for a business, first shape", "wens eigen bedrijf, eerste vorm"), "weisim-model")
    business_b: float = weight(4.0, (1.0, 8.0), ("wish for a business, second shape", "wens eigen bedrijf, tweede vorm"), "weisim-model")
    income_need: float = share(0.3, (0.0, 0.6), ("need of income above the lowest 40 %", "inkomensbehoefte boven de laagste 40 %"), "weisim-model")
    concern_strong: float = share(0.7, (0.5, 0.9), ("concern of those who are hit", "zorg van wie het treft"), "weisim-model")
    concern_weak: float = share(0.2, (0.0, 0.4), ("concern of others: poverty, isolation", "zorg van anderen: armoede, eenzaamheid"), "weisim-model")
    concern_place: float = share(0.4, (0.2, 0.6), ("concern about places and litter", "zorg over plekken en zwerfvuil"), "weisim-model")
    concern_spread: float = share(0.3, (0.0, 0.6), ("spread of concern", "spreiding van zorg"), "weisim-model")
    few_ties: int = count(3, (1, 6), ("ties that leave a person isolated", "contacten waarbij iemand eenzaam is"), "weisim-model")
    unseen: float = weight(1.0, (0.0, 2.0), ("unseen differences between neighbourhoods", "onzichtbare verschillen"), "weisim-model")
    unseen_motivation: float = share(0.05, (0.0, 0.10), ("unseen difference in disposition", "onzichtbaar verschil in aanleg"), "weisim-model")
    unseen_skill: float = share(0.03, (0.0, 0.06), ("unseen difference in skill", "onzichtbaar verschil in vaardigheid"), "weisim-model")
    unseen_trust: float = share(0.06, (0.0, 0.12), ("unseen difference in trust", "onzichtbaar verschil in vertrouwen"), "weisim-model")
    degree: float = weight(8.0, (4.0, 14.0), ("ties per resident", "contacten per bewoner"), "hofstra-2025")
    closure: float = share(0.45, (0.2, 0.6), ("ties through a shared contact", "via-via-contacten"), "weisim-model")
    sociability: float = weight(0.55, (0.2, 0.9), ("spread of sociability", "spreiding van gezelligheid"), "hofstra-2025")
    near: float = weight(12.0, (5.0, 40.0), ("homes between neighbours who know each other", "woningafstand"), "weisim-model")
    far_share: float = share(0.2, (0.05, 0.4), ("ties beyond the own blocks", "contacten verder weg"), "weisim-model")
    homophily: float = weight(1.0, (0.0, 2.0), ("likeness between contacts", "gelijkenis"), "volker-2000")
    worth_known: float = share(0.2, (0.0, 0.5), ("residents who know what they are worth", "bewoners die weten wat ze waard zijn"), "weisim-model")
    ties: bool = switch(True, ("residents know each other", "bewoners kennen elkaar"), "weisim-model")
    # fmt: on
