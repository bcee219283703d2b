"""Variations: one story becomes another that differs in one thing and has a name of its own."""

from __future__ import annotations

import numpy as np
import pytest

from weisim.faults import InvalidInput
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, withdraw_support, without_help, without_partner
from weisim.terms import Help


def test_withdrawing_gives_the_story_of_the_repository_under_another_name(steady: Scenario) -> None:
    early = withdraw_support(steady, month=12, over=0)
    assert early.digest == read_scenario("stop-month-12").digest
    assert early.name != steady.name
    assert withdraw_support(steady, week=104, over=12).digest == read_scenario("fade-year-3").digest


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
        steady.name,
    ]
    assert len(set(names)) == len(names)


def test_half_the_help_is_half_of_everything(steady: Scenario) -> None:
    half = scale_support(steady, 0.5).plan_table()
    np.testing.assert_allclose(half.amount, steady.plan_table().amount / 2)


def test_without_welfare_its_help_is_gone_and_the_rest_stays(steady: Scenario) -> None:
    alone = without_partner(steady, "welfare")
    assert [one.name for one in alone.partners] == ["government", "housing", "business"]
    assert {one.by for one in alone.support.interventions} == {"process manager", "government"}


def test_without_the_government_nobody_pays_the_process_manager(steady: Scenario) -> None:
    alone = without_partner(steady, "government")
    assert {one.by for one in alone.support.interventions} == {"welfare"}
    assert Help.OUTREACH not in {one.kind for one in alone.support.interventions}, "the government paid for outreach"


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
    ):
        with pytest.raises(InvalidInput) as caught:
            impossible()
        assert str(caught.value)
