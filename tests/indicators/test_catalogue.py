"""Catalogue: every indicator has a name, a unit, a direction and labels in two languages."""

from __future__ import annotations

import pytest

from weisim.indicators.catalogue import CATALOGUE, DICTIONARY
from weisim.indicators.indicator import Indicator
from weisim.terms import Condition, PartnerKind, Problem

PROMISED = """
informed_share participants participation_rate hours_per_week hours_gini motivation skill strain scepticism trust
ideas_born initiatives_alive initiatives_formed independent_initiatives neighbourhood_enterprises initiatives_ended
dependence stress_test_share order_parameter task_concentration embeddedness support_hours support_cost phase
cohesion deals gain_residents gain_government gain_housing gain_welfare gain_business gain_other
organisations_network_density knowledge_pool key_person_share agenda_fit problem_fit bottleneck
own_income grants grant_share wages jobs local_multiplier fund_paid cooperative_exists cooperative_members
cooperative_fund space_available rooms_used less_lonely into_work ended_collapsed ended_absorbed ended_completed
activities_alive activities_outliving discount_factor
""".split()
PROMISED += [f"agenda_{problem.word}" for problem in Problem]
PROMISED += [f"problem_{problem.word}" for problem in Problem]
PROMISED += [f"cost_{kind.word}" for kind in PartnerKind]
PROMISED += [f"bottleneck_{condition.word}" for condition in Condition]


def test_the_promised_names_are_there() -> None:
    names = [entry.name for entry in DICTIONARY]
    assert set(PROMISED) <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("indicator", CATALOGUE, ids=lambda indicator: indicator.entry.name)
def test_every_indicator_explains_itself(indicator: Indicator) -> None:
    entry = indicator.entry
    assert entry.unit
    assert entry.kind in ("stock", "flow", "cumulative")
    assert entry.good in ("high", "low", "none")
    assert entry.matters > 0
    assert entry.english
    assert entry.dutch
    assert entry.english != entry.dutch
    assert entry.definition_english.endswith(".")
    assert entry.definition_dutch.endswith(".")
    assert entry.definition_english != entry.definition_dutch
    assert entry.decimals >= 0


def test_cumulative_indicators_never_fall() -> None:
    from tests.living import people_of, street
    from weisim.simulation.simulate import simulate

    run = simulate(street(300).model_copy(update={"weeks": 80}), 3, people_of(street(300)))
    cumulative = [entry.name for entry in DICTIONARY if entry.kind == "cumulative"]
    assert {"ideas_born", "initiatives_ended"} <= set(cumulative)
    for name in cumulative:
        assert (run.series[name].diff().dropna() >= 0).all()
