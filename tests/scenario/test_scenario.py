"""Scenario: one whole story, its prices, its agenda, and its fingerprint."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from weisim.parameters.parameters import Parameters
from weisim.scenario.event import Event
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.support.partner import Partner, usual_partners
from weisim.support.plan import SupportPlan, usual_interventions
from weisim.terms import Form, Help, Interest, Opportunity, Phase, Problem


def changed(scenario: Scenario, **changes: object) -> Scenario:
    return Scenario(**{**{name: getattr(scenario, name) for name in Scenario.model_fields}, **changes})  # type: ignore[arg-type]


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


def with_first(**changes: object) -> tuple[Partner, ...]:
    """The usual partners, of which the first differs in one thing."""
    first, *others = usual_partners()
    return (Partner(**{**{name: getattr(first, name) for name in Partner.model_fields}, **changes}), *others)  # type: ignore[arg-type]


EVENT: dict[str, object] = {"name": "any", "begin": Moment(week=3), "end": Moment(week=30), "trust": 0.1}


@pytest.mark.parametrize(
    "change",
    [
        {"begin": Moment(week=4)},
        {"end": Moment(week=31)},
        {"end": None},
        {"trust": 0.2},
        {"mobility": 0.0},
        {"problems": {Problem.LITTER: 0.1}},
        {"key_persons_leave": True},
    ],
)
def test_the_fingerprint_changes_with_anything_an_event_does(steady: Scenario, change: dict[str, object]) -> None:
    def digest(**fields: object) -> str:
        return changed(steady, events=(Event(**{**EVENT, **fields}),)).digest  # type: ignore[arg-type]

    assert digest(**change) != digest()
    assert digest(name="other") == digest(), "a name is only told"


def test_the_fingerprint_takes_the_word_of_a_kind_for_the_partner_it_means(steady: Scenario) -> None:
    def named(word: str) -> str:
        grants = Intervention(kind=Help.SEED_GRANTS, by=word, amount=1.0)
        return changed(steady, support=SupportPlan(interventions=(grants,))).digest

    assert named("government") == named("social affairs") != named("public space")


def test_the_fingerprint_looks_at_shares_and_not_at_the_scale_of_weights(steady: Scenario) -> None:
    doubled = with_first(interests={one: 2 * weight for one, weight in usual_partners()[0].interests.items()})
    assert changed(steady, partners=doubled).digest == steady.digest
    agendas = [SupportPlan(agenda=dict.fromkeys(Problem, weight)) for weight in (1.0, 7.0)]
    assert {changed(steady, support=plan).digest for plan in agendas} == {steady.digest}


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
        {"partners": usual_partners()[:5]},
        {"partners": usual_partners()[::-1]},
        {"partners": with_first(openness=0.61)},
        {"partners": with_first(letting_go=0.51)},
        {"partners": with_first(trust=0.51)},
        {"partners": with_first(interests={Interest.INCOME: 1.0})},
        {"partners": with_first(forms=(Form.MONEY,))},
        {"partners": with_first(rooms=1)},
        {"partners": with_first(from_phase=Phase.DEVELOPMENT)},
        {"partners": with_first(until_phase=Phase.AUTONOMOUS)},
        {"events": (Event(name="any", begin=Moment(week=3), trust=0.1),)},
        {"support": SupportPlan(agenda={Problem.LITTER: 1.0})},
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"weeks": 0},
        {"weeks": 1_041},
        {"name": "a\nb"},
        {"title": "<script>"},
        {"strengths": (1.0,)},
        {"support": SupportPlan(withdraw=Withdrawal(week=260))},
        {"partners": usual_partners()[3:]},
        {"partners": with_first(forms=(Form.SPACE,))},
        {"partners": with_first(until_phase=Phase.EMERGENCE)},
        {"events": (Event(name="any", begin=Moment(week=260), trust=0.1),)},
        {"events": (Event(name="any", begin=Moment(week=3)),)},
        {"problems": (Problem.LITTER,), "support": SupportPlan(agenda={Problem.POVERTY: 1.0})},
        {"problems": ()},
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
