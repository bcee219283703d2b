"""Settling: what people bring along on the first day."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import people_of, settled, story, street, supported, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.scenario.scenario import Scenario
from weisim.terms import Form, Interest, Opportunity, Phase, Problem


@pytest.fixture(scope="module")
def even() -> Scenario:
    """Plan van Gool without the differences that figures do not show."""
    return told(story("steady-support"), {"settling.unseen": 0.0})


@pytest.fixture(scope="module")
def gool(even: Scenario) -> Neighbourhood:
    return settled(even, 1)


def test_the_people_are_those_of_the_population(gool: Neighbourhood, even: Scenario) -> None:
    people, who = people_of(even), gool.residents
    assert len(who) == people.residents == 2555
    for name in ("age_group", "education", "work", "income_class", "tenure", "household", "children", "poor"):
        assert (getattr(who, name) == getattr(people, name)).all()


def test_hours_are_log_normal_and_fewer_with_paid_work(gool: Neighbourhood) -> None:
    who = gool.residents
    for work, factor in ((0, 1.3), (1, 0.7)):
        hours = who.hours_available[who.work == work]
        assert np.median(hours) == pytest.approx(np.exp(0.48) * factor, rel=0.12)
    assert who.hours_available.max() == 30.0
    assert who.hours_available.min() > 0.0


def test_motivation_and_skill_rise_with_education(gool: Neighbourhood) -> None:
    who = gool.residents
    mean = 2.2 / 5.0
    for level in range(3):
        rows = who.education == level
        noise = 4 / np.sqrt(rows.sum())
        assert who.disposition[rows].mean() == pytest.approx(mean + 0.10 * (level - 1), abs=0.2 * noise + 0.005)
        assert who.skill[rows].mean() == pytest.approx(0.35 + 0.04 * (level - 1), abs=0.15 * noise + 0.003)
    assert (who.motivation == who.disposition).all()
    assert (who.skill == who.skill_at_start).all()
    assert ((who.disposition >= 0.01) & (who.disposition <= 0.99)).all()
    assert ((who.skill >= 0.02) & (who.skill <= 0.95)).all()
    assert who.skill.std() == pytest.approx(0.15, abs=0.02)


def test_trust_in_plan_van_gool_is_low(gool: Neighbourhood) -> None:
    """Many were negative in the pilot: .45 there, .58 elsewhere."""
    assert gool.residents.trust.mean() == pytest.approx(0.45, abs=0.02)
    elsewhere = settled(told(story("steady-support"), {"settling.trust": 0.58, "settling.unseen": 0.0}))
    assert elsewhere.residents.trust.mean() == pytest.approx(0.58, abs=0.02)
    assert gool.residents.trust.std() == pytest.approx(0.20, abs=0.02)


def test_altruism_and_self_interest_are_two_things(gool: Neighbourhood) -> None:
    who = gool.residents
    assert who.altruism.mean() == pytest.approx(3 / 5.5, abs=0.02)
    assert who.self_interest.mean() == pytest.approx(2.5 / 5.5, abs=0.02)
    assert abs(np.corrcoef(who.altruism, who.self_interest)[0, 1]) < 4 / np.sqrt(2555)


def test_concerns_weigh_by_situation_and_add_up(gool: Neighbourhood) -> None:
    who, concern = gool.residents, gool.residents.concern
    assert concern.sum(axis=1) == pytest.approx(np.ones(2555))
    assert (who.problem == concern.argmax(axis=1)).all()
    poor, few, young = who.poor == 1, gool.ties.degree <= 3, who.children > 0
    assert concern[poor, Problem.POVERTY].mean() > 1.5 * concern[~poor, Problem.POVERTY].mean()
    assert concern[few, Problem.ISOLATION].mean() > 1.5 * concern[~few, Problem.ISOLATION].mean()
    assert concern[young, Problem.PLAYGROUND].mean() > 1.2 * concern[~young, Problem.PLAYGROUND].mean()
    assert len(set(who.problem.tolist())) == len(Problem)


def test_needs_follow_the_situation(gool: Neighbourhood) -> None:
    who, needs = gool.residents, gool.residents.needs
    assert needs[:, Opportunity.SOLVE_PROBLEM] == pytest.approx(who.concern.max(axis=1))
    assert needs[:, Opportunity.TRAINING] == pytest.approx(1 - who.skill.mean(axis=1))
    assert needs[:, Opportunity.INCOME] == pytest.approx(np.where(who.income_class == 0, 1.0, 0.3))
    assert needs[:, Opportunity.FRIENDS] == pytest.approx(1 - np.minimum(gool.ties.degree / 8, 1))
    assert needs[:, Opportunity.BUSINESS].mean() == pytest.approx(1.5 / 5.5, abs=0.02)
    aims = who.aims_enterprise == 1
    assert aims.mean() == pytest.approx(np.minimum(0.35 * 2 * needs[:, Opportunity.BUSINESS], 1).mean(), abs=0.03)


def test_attraction_is_the_best_offer_and_what_one_can_do_for_others(gool: Neighbourhood) -> None:
    who = gool.residents
    pull = who.self_interest * who.needs.max(axis=1) + who.altruism * who.concern.max(axis=1)
    assert who.attraction == pytest.approx(pull - pull.mean())


def test_offers_count_with_their_strength(even: Scenario) -> None:
    weak = even.model_copy(update={"opportunities": (Opportunity.INCOME,), "strengths": (0.5,)})
    who = settled(weak, 1).residents
    pull = who.self_interest * 0.5 * who.needs[:, Opportunity.INCOME] + who.altruism * who.concern.max(axis=1)
    assert who.attraction == pytest.approx(pull - pull.mean())


def test_the_eager_are_those_with_much_trust_and_motivation(gool: Neighbourhood, even: Scenario) -> None:
    who = gool.residents
    assert (who.eager == ((who.trust > 0.6) & (who.motivation > 0.6))).all()
    assert 0.01 < who.eager.mean() < 0.2
    assert not settled(told(even, {"founding.eager": False})).residents.eager.any()


def test_what_figures_do_not_show_differs_between_seeds_not_between_scenarios() -> None:
    def means(seed: int, unseen: float, name: str = "steady-support") -> np.ndarray:
        who = settled(told(story(name), {"settling.unseen": unseen}), seed).residents
        return np.array([who.disposition.mean(), who.skill.mean(), who.trust.mean()])

    shifts = np.array([means(seed, 1.0) - means(seed, 0.0) for seed in range(12)])
    assert shifts.std(axis=0) == pytest.approx([0.05, 0.03, 0.06], rel=0.6)
    assert (means(3, 1.0) == means(3, 1.0, "no-support")).all()
    assert means(5, 2.0) - means(5, 0.0) == pytest.approx(2 * shifts[5], abs=0.02)


def test_the_first_morning(gool: Neighbourhood) -> None:
    who = gool.residents
    assert gool.programme.phase[0] == Phase.INFORMATION
    assert not who.involvement.any()
    assert (who.initiative == -1).all()
    assert not who.strain.any()
    assert not who.informed_neighbours.any()
    names = [one.name for one in story("steady-support").partners]
    hours = dict(zip(names, gool.partners.capacity_hours.tolist(), strict=True))
    assert hours == {
        "social affairs": 28.0,
        "public space": 8.0,
        "economic affairs": 8.0,
        "housing": 16.0,
        "welfare": 40.0,
        "business": 8.0,
    }


def test_partners_bring_what_the_scenario_says_of_them(gool: Neighbourhood) -> None:
    profiles, partners = story("steady-support").partners, gool.partners
    business = [one.name for one in profiles].index("business")
    assert partners.interests[business].tolist() == [0.1, 0.0, 0.4, 0.0, 0.5]
    for row, one in enumerate(profiles):
        assert partners.interests[row] == pytest.approx([one.interests.get(interest, 0.0) for interest in Interest])
        assert partners.interests[row].sum() == pytest.approx(1.0)
        assert {form for form in Form if partners.forms[row, form]} == set(one.forms)
        assert (partners.openness[row], partners.letting_go[row]) == (one.openness, one.letting_go)
        assert (partners.trust[row], partners.rooms[row]) == (one.trust, one.rooms)
        assert partners.from_phase[row] == (Phase.DEVELOPMENT if row == business else Phase.EMERGENCE)
        assert partners.until_phase[row] > Phase.AUTONOMOUS


def test_the_surroundings_on_the_first_morning(small_street: Scenario) -> None:
    two = small_street.model_copy(update={"problems": (Problem.POVERTY, Problem.LITTER)})
    around = settled(told(two, {"choosing.level": 0.7, "sharing.library": 0.2})).surroundings
    assert around.problem_level[0].tolist() == [0.7, 0.0, 0.0, 0.0, 0.7]
    assert around.agenda[0].tolist() == around.agenda_of_residents[0].tolist() == [0.5, 0.0, 0.0, 0.0, 0.5]
    assert (around.cohesion[0], around.knowledge_pool[0]) == (5.9, 0.2)
    assert around.mobility[0] == -1.0


def test_an_agenda_from_above_is_the_one_of_the_plan(small_street: Scenario) -> None:
    given = supported(small_street, agenda={Problem.LITTER: 3.0, Problem.POVERTY: 1.0})
    assert settled(given).given.agenda.tolist() == [0.25, 0.0, 0.0, 0.0, 0.75]
    assert settled(small_street).given.agenda.tolist() == pytest.approx([0.2] * 5)


@pytest.mark.parametrize("residents", [60, 5000])
def test_places_of_any_size_settle(residents: int) -> None:
    here = settled(street(residents))
    assert len(here.residents) == pytest.approx(residents, abs=2)
    assert np.isfinite(here.residents.attraction).all()
