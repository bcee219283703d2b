"""Scenario: the six stories of the repository, and the fingerprint of a story."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from weisim.parameters.parameters import Parameters
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.support.intervention import When, Withdrawal
from weisim.support.partner import usual_partners
from weisim.support.plan import SupportPlan, usual_interventions
from weisim.terms import Help, Opportunity, Phase, Problem

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
SIX = {
    "steady-support": {0: 1.0, 259: 1.0},
    "stop-month-6": {25: 1.0, 26: 0.0},
    "stop-month-12": {51: 1.0, 52: 0.0},
    "stop-month-24": {103: 1.0, 104: 0.0},
    "fade-year-3": {104: 1.0, 117: 0.75, 130: 0.5, 143: 0.25, 156: 0.0},
}


def changed(scenario: Scenario, **changes: object) -> Scenario:
    return Scenario(**{**{name: getattr(scenario, name) for name in Scenario.model_fields}, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [*SIX, "no-support"])
def test_each_story_of_the_repository_is_sound(name: str) -> None:
    scenario = read_scenario(SCENARIOS / f"{name}.toml")
    assert scenario.name == name
    assert scenario.told("nl") != scenario.told("en")
    assert scenario.weeks == 260
    assert scenario.start == datetime.date(2013, 2, 1)
    assert scenario.place.code == "BU03636910"
    assert scenario.support.announced
    table = scenario.plan_table()
    for week, share in SIX.get(name, {}).items():
        np.testing.assert_allclose(table.path[:, week], share, atol=1e-12)


def test_without_support_there_is_no_help_and_no_control() -> None:
    scenario = read_scenario(SCENARIOS / "no-support.toml")
    assert scenario.support.interventions == ()
    assert scenario.support.control == 0


def test_the_steady_story_is_the_usual_plan_with_the_usual_partners(steady: Scenario) -> None:
    assert steady.support.interventions == usual_interventions()
    assert steady.partners == usual_partners()
    assert steady.support.control == SupportPlan().control


def test_the_place_suggests_numbers_and_the_scenario_may_overrule_them(street: Path, small: str) -> None:
    path = street / "suggested.toml"
    path.write_text(small, encoding="utf-8")
    place = read_scenario(path).place
    assert place.settings, "the pilot neighbourhood suggests numbers of its own"
    for key, suggestion in place.settings.items():
        assert read_scenario(path).parameters.value(key) == suggestion.value
    path.write_text(small + "[parameters.settling]\ntrust = 0.5\n", encoding="utf-8")
    assert read_scenario(path).parameters.settling.trust == 0.5


def test_offers_are_full_unless_the_story_says_otherwise(steady: Scenario) -> None:
    assert steady.offers == dict.fromkeys(Opportunity, 1.0)
    fewer = changed(steady, opportunities=(Opportunity.TRAINING,), strengths=(0.5,))
    assert fewer.offers[Opportunity.TRAINING] == 0.5
    assert fewer.offers[Opportunity.FRIENDS] == 0.0


def test_every_kind_of_help_with_effect_has_a_price(steady: Scenario) -> None:
    table = steady.plan_table()
    assert (table.price > 0).all()
    assert (table.partner >= 0).all()
    assert (table.payer >= 0).all()


def test_the_fingerprint_is_of_the_story_not_of_its_name(steady: Scenario) -> None:
    assert changed(steady, name="other", title="Iets anders", title_en="").digest == steady.digest
    assert len(steady.digest) == 64


def test_the_fingerprint_is_the_same_for_two_ways_to_say_one_thing(steady: Scenario) -> None:
    def ending(withdraw: Withdrawal) -> str:
        return changed(steady, support=SupportPlan(withdraw=withdraw)).digest

    by_month = ending(Withdrawal(month=12))
    assert ending(Withdrawal(week=52)) == by_month
    assert ending(Withdrawal(date=datetime.date(2014, 1, 31))) == by_month
    assert ending(Withdrawal(month=12, remaining=-0.0)) == by_month
    own = tuple(
        type(one)(**{**{name: getattr(one, name) for name in type(one).model_fields}, "withdraw": Withdrawal(week=52)})
        for one in usual_interventions()
    )
    assert changed(steady, support=SupportPlan(interventions=own)).digest == by_month


@pytest.mark.parametrize(
    "change",
    [
        {"weeks": 259},
        {"start": datetime.date(2013, 2, 2)},
        {"support": SupportPlan(control=0.21)},
        {"support": SupportPlan(announced=False)},
        {"support": SupportPlan(withdraw=Withdrawal(week=259))},
        {"support": SupportPlan().scaled(Help.RECOGNITION, 0.999)},
        {"parameters": Parameters().with_values({"telling.informed": 0.0031})},
        {"partners": usual_partners()[:3]},
        {"opportunities": tuple(Opportunity)[:4], "strengths": (1.0,) * 4},
        {"problems": (Problem.LITTER,)},
    ],
)
def test_the_fingerprint_changes_with_anything_that_can_change_a_run(
    steady: Scenario, change: dict[str, object]
) -> None:
    assert changed(steady, **change).digest != steady.digest


def test_the_fingerprint_changes_with_a_figure_of_the_place(steady: Scenario) -> None:
    assert changed(steady, place=steady.place.scaled(1_000)).digest != steady.digest


def test_the_six_stories_have_six_fingerprints() -> None:
    digests = {read_scenario(SCENARIOS / f"{name}.toml").digest for name in [*SIX, "no-support"]}
    assert len(digests) == 6


@pytest.mark.parametrize(
    "wrong",
    [
        {"weeks": 0},
        {"weeks": 1_041},
        {"name": "a\nb"},
        {"title": "<script>"},
        {"strengths": (1.0,)},
        {"support": SupportPlan(withdraw=Withdrawal(week=260))},
        {"partners": usual_partners()[1:]},
        {"partners": (*usual_partners(), usual_partners()[0])},
    ],
)
def test_a_story_made_in_python_is_checked_too(steady: Scenario, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        changed(steady, **wrong)


def test_a_story_is_frozen(steady: Scenario) -> None:
    with pytest.raises(ValidationError):
        steady.weeks = 10  # type: ignore[misc]


def test_the_default_start_of_help_is_the_first_phase() -> None:
    assert usual_interventions()[-1].begin == When(phase=Phase.INFORMATION)
