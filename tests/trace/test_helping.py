"""Helping: a story says how much help there is, and when it fades or stops."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
import pytest

from tests.living import story
from tests.trace.conftest import MakeRun, happened
from weisim.language import LANGUAGES, speaking
from weisim.results.run import Run
from weisim.scenario.raising import raise_and_lower
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import simulate
from weisim.support.intervention import Withdrawal
from weisim.terms import Event, Help
from weisim.trace.helping import help_given, turns_of_help
from weisim.trace.history import history


def helped_until(make_run: MakeRun, last: int) -> Run:
    """A run of a year with help up to and including one week."""
    run = make_run(support_hours=30.0, support_cost=2_000.0)
    values = np.array(run.values)
    values[last + 1 :] = 0.0
    return replace(run, values=values)


def ending(withdrawal: Withdrawal, kind: Help | None = None) -> Scenario:
    """Steady support that ends so, or one kind of it."""
    scenario = story("steady-support")
    return scenario.model_copy(update={"support": scenario.support.withdrawn(withdrawal, kind)})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"support_hours": 46.3, "support_cost": 5_000.0}, "The support plan gives 46 hours of help a week."),
        ({"support_hours": 0.0, "support_cost": 20.0}, "The support plan gives no hours of help."),
        ({"support_hours": 0.0, "support_cost": 0.0}, "The support plan gives no help."),
        ({}, ""),
    ],
)
def test_how_much_help_there_is(make_run: MakeRun, given: dict[str, float], says: str) -> None:
    with speaking("en"):
        assert help_given(make_run(**given), 3) == says


def test_help_that_stops_is_told_in_the_week_in_which_it_is_missed(make_run: MakeRun) -> None:
    with speaking("en"):
        assert turns_of_help(helped_until(make_run, 25)) == (
            (26, "From now on the support plan gives no hours of help."),
        )
        assert turns_of_help(helped_until(make_run, 51)) == ()
        assert turns_of_help(make_run(support_hours=0.0)) == ()
        assert turns_of_help(make_run()) == ()


@pytest.mark.parametrize(
    ("how", "english", "dutch"),
    [
        ({}, "Help of the support plan stops.", "De hulp uit het steunplan stopt."),
        ({"over": 12}, "Help of the support plan begins to fade.", "De hulp uit het steunplan begint af te nemen."),
        (
            {"remaining": 0.2},
            "Help of the support plan falls to 20% of what it was.",
            "De hulp uit het steunplan daalt naar 20 % van wat het was.",
        ),
        (
            {"condition": "stress test"},
            "Help of the support plan steps down from now on, whenever enough initiatives can do without.",
            "De hulp uit het steunplan neemt vanaf nu stap voor stap af, als genoeg initiatieven zonder kunnen.",
        ),
    ],
)
def test_the_scenario_tells_how_help_begins_to_end(
    make_run: MakeRun, how: dict[str, object], english: str, dutch: str
) -> None:
    scenario = ending(Withdrawal.model_validate({"month": 6, **how}))
    for language, says in (("en", english), ("nl", dutch)):
        with speaking(language):
            assert turns_of_help(make_run(), scenario) == ((26, says),)
            assert turns_of_help(make_run(weeks=26), scenario) == ()


def test_help_that_stops_at_once_is_told_once(make_run: MakeRun) -> None:
    with speaking("en"):
        told = turns_of_help(helped_until(make_run, 25), ending(Withdrawal(month=6)))
    assert told == ((26, "Help of the support plan stops."),)


def test_one_kind_of_help_that_ends_is_told_by_its_name(make_run: MakeRun) -> None:
    with speaking("en"):
        told = turns_of_help(make_run(), ending(Withdrawal(date=datetime.date(2013, 6, 7)), Help.OUTREACH))
    assert told == ((18, "Outreach stops."),)


def test_a_fade_is_told_from_its_begin_to_its_end() -> None:
    scenario = story("fade-year-3")
    run = simulate(scenario, seed=3)
    for language, fades, over in (("en", "begins to fade", "no hours"), ("nl", "begint af te nemen", "geen uren")):
        with speaking(language):
            begin, end = turns_of_help(run, scenario)
            story_lines = [line for one in history(run, scenario) for part in one.periods for line in part.lines]
        assert begin[0] == 104
        assert fades in begin[1]
        assert over in end[1]
        hours = run.series["support_hours"]
        assert hours[end[0] - 1] > 0
        assert not hours[end[0] :].any()
        assert sum(line.endswith((begin[1], end[1])) for line in story_lines) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_opens_with_the_help_that_there_is(make_run: MakeRun, language: str) -> None:
    run = helped_until(make_run, 9)
    turned = replace(run, event_table=make_run([happened(20, Event.PHASE_REACHED, value=2.0)]).event_table)
    with speaking(language):
        first, second = history(turned)
        assert first.opening.endswith(help_given(run, 0))
        assert second.opening.endswith(help_given(run, 21))
    assert help_given(run, 0) != help_given(run, 21)


@pytest.mark.parametrize(("weeks", "told"), [(120, (20, 80)), (80, (20,))])
def test_help_that_goes_up_and_down_is_told_where_it_turns(
    make_run: MakeRun, weeks: int, told: tuple[int, ...]
) -> None:
    scenario = raise_and_lower(story("steady-support"), 3, 20)
    says = (
        "From now on help of the support plan rises step by step.",
        "From now on help of the support plan falls step by step.",
    )
    with speaking("en"):
        turns = turns_of_help(make_run(weeks=weeks, support_hours=30.0), scenario)
    assert turns == tuple(zip(told, says, strict=False))
    # In the same week the test is taken of who could go on without help.
    assert scenario.plan_table().first_fall == 80
