"""Variations: one story becomes another that differs in one thing and has a name of its own."""

from __future__ import annotations

import numpy as np
import pytest

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.scenario.event import Event
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import (
    scale_support,
    single_partner,
    with_context,
    with_control,
    with_event,
    with_top_down,
    withdraw_support,
    without_help,
    without_partner,
    without_partners,
)
from weisim.support.intervention import Moment
from weisim.support.plan import SupportPlan
from weisim.terms import Form, Help, Problem

RENOVATION = Event(name="renovation", begin=Moment(month=3), end=Moment(month=9), trust=-0.05)


def test_withdrawing_gives_the_story_of_the_repository_under_another_name(steady: Scenario) -> None:
    early = withdraw_support(steady, month=12, over=0)
    assert early.digest == read_scenario("stop-month-12").digest
    assert early.name != steady.name
    assert withdraw_support(steady, week=104, over=12).digest == read_scenario("fade-year-3").digest


def test_the_pure_model_is_a_fade_with_later_findings_switched_off(steady: Scenario) -> None:
    pure, fade = read_scenario("pure-wei"), read_scenario("fade-year-3")
    off = {
        "working.dependency": 0.0,
        "motivating.crowding": "off",
        "motivating.strain_gain": 0.0,
        "leaving.strain": 0.0,
        "leaving.mobility": 0.0,
        "doubting.promise": "none",
    }
    assert (
        with_control(fade, 0.0).model_copy(update={"parameters": fade.parameters.with_values(off)}).digest
        == pure.digest
    )
    assert all(fade.parameters.value(key) != value for key, value in off.items()), "all of them are on by default"
    assert pure.parameters.ending == fade.parameters.ending, "initiatives can end as they always can"


def test_austerity_is_half_of_everything_with_suspicion(steady: Scenario) -> None:
    cut = read_scenario("austerity")
    halves = {kind: 0.0 if kind is Help.SPACE else 1.0 if kind is Help.SEED_GRANTS else 0.5 for kind in Help}
    for one, usual in zip(cut.support.interventions, steady.support.interventions, strict=True):
        assert one == usual.model_copy(update={"amount": usual.amount * halves[usual.kind]})
    for partner, usual in zip(cut.partners, steady.partners, strict=True):
        assert partner.capacity_hours == usual.capacity_hours / 2
        assert partner.capacity_euros == usual.capacity_euros / 2
        assert (partner.profile(), partner.openness, partner.letting_go, partner.from_phase) == (
            (usual.profile(), usual.openness, usual.letting_go, usual.from_phase)
        ), partner.name
        assert partner.rooms == 0
        assert set(partner.forms) == set(usual.forms) - {Form.SPACE}
    assert cut.support.control > steady.support.control
    assert cut.parameters.supporting.grant_pot == steady.parameters.supporting.grant_pot / 2
    assert cut.parameters.doubting.cuts > steady.parameters.doubting.cuts == 0
    changed = {key for key, value in cut.parameters.flatten().items() if value != steady.parameters.value(key)}
    assert changed == {"supporting.grant_pot", "doubting.cuts"}


def test_the_first_story_stays_as_it_was(steady: Scenario) -> None:
    before = steady.digest
    withdraw_support(steady, month=6)
    scale_support(steady, 0.5)
    without_partner(steady, "welfare")
    without_help(steady, Help.TRAINING)
    assert steady.digest == before
    assert steady.support.withdraw is None


def test_every_variation_has_its_own_name(steady: Scenario) -> None:
    names = [
        withdraw_support(steady, month=6).name,
        withdraw_support(steady, month=6, over=12).name,
        withdraw_support(steady, month=6, remaining=0.2).name,
        withdraw_support(steady, month=6, announced=False).name,
        withdraw_support(steady, month=6, kind="training").name,
        withdraw_support(steady, week=26).name,
        scale_support(steady, 0.5).name,
        scale_support(steady, 0.5, Help.COACHING).name,
        without_partner(steady, "welfare").name,
        without_help(steady, "training").name,
        single_partner(steady, "welfare").name,
        without_partners(steady).name,
        with_control(steady, 0.8).name,
        with_top_down(steady, 0.8).name,
        with_top_down(steady, 0.8, {Problem.LITTER: 1.0}).name,
        with_context(steady, mobility=0.12).name,
        with_context(steady, poverty=0.12).name,
        with_event(steady, RENOVATION).name,
        steady.name,
    ]
    assert len(set(names)) == len(names)


def test_half_the_help_is_half_of_everything(steady: Scenario) -> None:
    half = scale_support(steady, 0.5).plan_table()
    np.testing.assert_allclose(half.amount, steady.plan_table().amount / 2)


def test_without_welfare_its_help_is_gone_and_the_rest_stays(steady: Scenario) -> None:
    alone = without_partner(steady, "welfare")
    assert [one.name for one in alone.partners] == [one.name for one in steady.partners if one.name != "welfare"]
    assert {one.by for one in alone.support.interventions} == {"process manager", "government", "housing"}


def test_without_the_government_nobody_pays_the_process_manager(steady: Scenario) -> None:
    alone = without_partner(steady, "social affairs")
    assert {one.by for one in alone.support.interventions} == {"welfare", "housing"}
    assert Help.OUTREACH not in {one.kind for one in alone.support.interventions}, "the government paid for outreach"


def test_deals_can_be_left_to_one_partner_or_to_none(steady: Scenario) -> None:
    for varied, names in ((single_partner(steady, "welfare"), ["welfare"]), (without_partners(steady), [])):
        assert [one.name for one in varied.partners if one.makes_deals()] == names
        assert varied.support == steady.support


def test_who_decides_can_be_varied(steady: Scenario) -> None:
    assert with_control(steady, 0.8).support == SupportPlan(control=0.8)
    from_above = with_top_down(steady, 0.8, {Problem.LITTER: 3.0, Problem.POVERTY: 1.0})
    assert from_above.parameters.choosing.top_down == 0.8
    assert (from_above.agenda[Problem.LITTER], from_above.agenda[Problem.ISOLATION]) == (0.75, 0.0)
    assert with_top_down(steady, 0.8).agenda == steady.agenda


def test_another_neighbourhood_differs_in_what_is_said_and_in_nothing_else(steady: Scenario) -> None:
    varied = with_context(steady, mobility=0.12, poverty=0.3)
    assert varied.context.model_dump(exclude_none=True) == {"mobility": 0.12, "poverty": 0.3}
    assert varied.place.as_published() == steady.place
    back = with_context(varied, mobility=steady.parameters.leaving.mobility, poverty=steady.place["below_110"])
    assert back.digest == steady.digest
    assert with_context(varied, poverty=0.1).place.as_published() == steady.place


def test_events_come_one_by_one(steady: Scenario) -> None:
    once = with_event(steady, RENOVATION)
    assert [(row.begin, row.end) for row in with_event(once, RENOVATION).event_rows()] == [(13, 39)] * 2


def test_one_kind_of_help_can_be_left_out_or_withdrawn(steady: Scenario) -> None:
    assert Help.TRAINING not in {one.kind for one in without_help(steady, "training").support.interventions}
    table = withdraw_support(steady, week=10, kind=Help.TRAINING).plan_table()
    assert table.kind[table.path[:, 20] == 0].tolist() == [Help.TRAINING]


def test_unannounced_is_the_only_difference(steady: Scenario) -> None:
    told, untold = withdraw_support(steady, month=24), withdraw_support(steady, month=24, announced=False)
    assert not untold.support.announced
    assert told.support.withdrawn(None).interventions == untold.support.withdrawn(None).interventions
    assert told.digest != untold.digest


def test_names_stay_short_however_often_a_story_is_varied(steady: Scenario) -> None:
    varied = steady
    for _ in range(8):
        varied = without_help(varied, Help.RECOGNITION)
    assert len(varied.name) <= 60


def test_what_cannot_be_is_told_as_a_fault(steady: Scenario) -> None:
    for impossible in (
        lambda: withdraw_support(steady, month=61),
        lambda: withdraw_support(steady),
        lambda: withdraw_support(steady, month=6, week=6),
        lambda: withdraw_support(steady, month=6, over=-1),
        lambda: scale_support(steady, -1.0),
        lambda: scale_support(steady, 2.0, "coachin"),
        lambda: without_partner(steady, "wellfare"),
        lambda: without_help(steady, "trainig"),
        lambda: single_partner(steady, "wellfare"),
        lambda: with_control(steady, 1.1),
        lambda: with_top_down(steady, 1.1),
        lambda: with_top_down(steady, 0.5, {Problem.LITTER: -1.0}),
        lambda: with_context(steady, mobility=0.5),
        lambda: with_context(steady, poverty=-0.1),
        lambda: with_event(steady, Event(name="late", begin=Moment(week=400), trust=0.1)),
    ):
        with pytest.raises(InvalidInput) as caught:
            impossible()
        assert str(caught.value)


def test_a_value_out_of_range_is_told_with_what_is_allowed(steady: Scenario) -> None:
    with pytest.raises(InvalidInput) as caught:
        with_context(steady, mobility=0.5)
    (fault,) = caught.value.faults
    assert fault.key == "context.mobility"
    with speaking("en"):
        assert "0.15 (share a year)" in str(fault.message)
