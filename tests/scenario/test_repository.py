"""Repository: every story that comes along is sound, has its own fingerprint, and differs in what its name says."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

from weisim.scenario.event import Event
from weisim.scenario.finding import packaged_names, scenario_folder
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import (
    scale_support,
    single_partner,
    with_control,
    with_event,
    withdraw_support,
    without_partners,
)
from weisim.support.intervention import Moment
from weisim.support.partner import usual_partners
from weisim.support.plan import SupportPlan, usual_interventions
from weisim.terms import Form, Help, PartnerKind, Problem

PATHS = {
    "steady-support": {0: 1.0, 259: 1.0},
    "stop-month-6": {25: 1.0, 26: 0.0},
    "stop-month-12": {51: 1.0, 52: 0.0},
    "stop-month-24": {103: 1.0, 104: 0.0},
    "fade-year-3": {104: 1.0, 117: 0.75, 130: 0.5, 143: 0.25, 156: 0.0},
    "pilot-2013": {103: 1.0, 104: 0.0},
    "pure-wei": {104: 1.0, 130: 0.5, 156: 0.0},
    "austerity": {103: 1.0, 104: 0.0},
}
OTHERS = (
    "no-support", "no-action-learning", "half-training", "double-coaching", "high-control", "single-partner",
    "no-partners", "key-person-leaves", "renovation",
)  # fmt: skip


def story(name: str) -> Scenario:
    return read_scenario(scenario_folder() / f"{name}.toml")


def test_these_are_all_stories() -> None:
    assert set(packaged_names()) == {*PATHS, *OTHERS}


@pytest.mark.parametrize("name", [*PATHS, *OTHERS])
def test_each_story_of_the_repository_is_sound(name: str) -> None:
    scenario = story(name)
    assert scenario.name == name
    assert scenario.told("nl") != scenario.told("en")
    assert scenario.weeks == 260
    assert scenario.start == datetime.date(2013, 2, 1)
    assert scenario.place.code == "BU03636910"
    assert scenario.support.announced
    table = scenario.plan_table()
    for week, share in PATHS.get(name, {}).items():
        np.testing.assert_allclose(table.path[:, week], share, atol=1e-12)
    assert (table.partner >= 0).all()
    assert (table.payer >= 0).all()


def test_each_story_has_a_fingerprint_and_titles_of_its_own() -> None:
    stories = [story(name) for name in packaged_names()]
    for told in ({one.digest for one in stories}, {one.title for one in stories}, {one.title_en for one in stories}):
        assert len(told) == len(stories)


@pytest.mark.parametrize("name", packaged_names())
def test_each_file_opens_with_what_it_is_about_and_fits_a_screen(name: str) -> None:
    lines = (scenario_folder() / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert max(map(len, lines)) <= 120


def test_without_support_there_is_no_help_and_no_control() -> None:
    scenario = story("no-support")
    assert scenario.support.interventions == ()
    assert scenario.support.control == 0


def test_the_steady_story_is_the_usual_plan_with_the_usual_partners(steady: Scenario) -> None:
    assert steady.support.interventions == usual_interventions()
    assert steady.partners == usual_partners()
    assert steady.support.control == SupportPlan().control
    assert steady.events == ()


def test_a_story_in_a_file_is_the_variation_it_says_it_is(steady: Scenario) -> None:
    without_learning = scale_support(scale_support(steady, 0.0, Help.TRAINING), 0.0, Help.REFLECTION)
    leaving = Event(name="any", begin=Moment(week=60), key_persons_leave=True)
    same = {
        "no-action-learning": without_learning,
        "half-training": scale_support(steady, 0.5, "training"),
        "double-coaching": scale_support(steady, 2.0, "coaching"),
        "high-control": with_control(steady, 0.8),
        "single-partner": single_partner(steady, "housing"),
        "no-partners": without_partners(steady),
        "key-person-leaves": with_event(steady, leaving),
        "stop-month-12": withdraw_support(steady, month=12),
    }
    assert {name: story(name).digest for name in same} == {name: one.digest for name, one in same.items()}


def test_without_deals_the_help_goes_on(steady: Scenario) -> None:
    for name, dealing in (("no-partners", []), ("single-partner", ["housing"])):
        scenario = story(name)
        assert scenario.support == steady.support
        assert [one.name for one in scenario.partners if one.makes_deals()] == dealing


def test_the_renovation_lasts_as_long_as_it_did() -> None:
    for name in ("renovation", "pilot-2013"):
        (row,) = story(name).event_rows()
        assert (row.begin, row.end) == (0, 185), "until 23 August 2016"
        assert (row.trust, row.mobility) == (-0.05, 0.12)
        assert row.problems[Problem.LITTER] > 0


def test_the_pilot_has_the_partners_of_its_time_and_two_years_of_support() -> None:
    pilot = story("pilot-2013")
    owners = {one.name: one for one in pilot.partners if one.kind == PartnerKind.HOUSING}
    assert list(owners) == ["Ymere", "Eigen Haard"]
    for capacity in ("capacity_hours", "capacity_euros"):
        whole = np.sum([getattr(one, capacity) for one in owners.values()])
        usual = next(getattr(one, capacity) for one in usual_partners() if one.kind == PartnerKind.HOUSING)
        assert whole == pytest.approx(usual)
        assert getattr(owners["Ymere"], capacity) == pytest.approx(0.6 * whole)
    assert not [one.name for one in pilot.partners if one.kind == PartnerKind.BUSINESS], "no business is known"
    table = pilot.plan_table()
    names = [pilot.partners[row].name for row in table.partner]
    givers = dict(zip(table.kind.tolist(), names, strict=True))
    assert givers[Help.INFORMING] == "gemeente Amsterdam"
    assert givers[Help.SPACE] == "Ymere"
    assert givers[Help.COACHING] == "Combiwel"
    assert Form.SPACE not in owners["Eigen Haard"].forms


def test_a_story_from_before_the_partners_made_deals_is_still_read(tmp_path: Path) -> None:
    old = """
format = 1
name = "old"
extends = "steady-support.toml"
[[partners]]
name = "government"
kind = "government"
capacity_hours = 24
capacity_euros = 5000
[[partners]]
name = "housing"
kind = "housing"
capacity_hours = 16
capacity_euros = 1000
[[partners]]
name = "welfare"
kind = "welfare"
capacity_hours = 40
capacity_euros = 5000
[[support.interventions]]
kind = "outreach"
by = "welfare"
payer = "government"
amount = 8
until = "development"
[[support.interventions]]
kind = "informing"
by = "process manager"
amount = 8
[[support.interventions]]
kind = "seed_grants"
by = "government"
amount = 1
from = "emergence"
"""
    path = tmp_path / "old.toml"
    path.write_text(old, encoding="utf-8")
    scenario = read_scenario(path)
    assert scenario.plan_table().partner.tolist() == [2, 0, 0]
    assert scenario.plan_table().payer.tolist() == [0, 0, 0]
    assert [one.profile() for one in scenario.partners] == [usual_partners()[row].profile() for row in (0, 3, 4)]
