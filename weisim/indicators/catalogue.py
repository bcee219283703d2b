"""Catalogue: all indicators, in the order of reports."""

from __future__ import annotations

from weisim.indicators import economy, effort, initiatives, motivation, participation

CATALOGUE = (
    participation.informed_share,
    participation.participants,
    participation.participation_rate,
    participation.hours_per_week,
    participation.hours_gini,
    motivation.motivation,
    motivation.skill,
    motivation.strain,
    motivation.scepticism,
    motivation.trust,
    motivation.trust_of_informed,
    initiatives.ideas_born,
    initiatives.initiatives_alive,
    initiatives.initiatives_formed,
    initiatives.independent_initiatives,
    initiatives.neighbourhood_enterprises,
    initiatives.independent_organisations,
    initiatives.initiatives_ended,
    initiatives.activities_alive,
    initiatives.dependence,
    initiatives.stress_test_share,
    initiatives.order_parameter,
    initiatives.task_concentration,
    initiatives.key_person_share,
    initiatives.embeddedness,
    economy.own_income,
    economy.grants,
    effort.support_hours,
    effort.support_cost,
    effort.phase,
)
DICTIONARY = tuple(indicator.entry for indicator in CATALOGUE)
