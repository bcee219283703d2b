"""Raising: a story in which support goes up and comes down again, from a variation and from a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.living import lived
from tests.living import street as a_street
from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.scenario.raising import raise_and_lower
from weisim.scenario.reading import read_scenario, write_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support
from weisim.support.raising import Raising
from weisim.terms import Event

STEADY = "73b2fde5e05b"
FaultsOf = Callable[[str], tuple[Fault, ...]]


def test_a_story_lasts_as_long_as_raising_and_lowering_takes(steady: Scenario) -> None:
    story = raise_and_lower(steady)
    assert (story.weeks, story.support.raising) == (1_040, Raising(steps=10, weeks=52))
    assert story.name == "steady-support-up-and-down-10x52"
    path = story.plan_table().path
    assert path.shape[1] == 1_040
    for week in range(1_040):
        step = week // 52
        assert path[:, week] == pytest.approx(min(step, 19 - step) / 9)
    assert steady.support.raising is None


def test_whatever_end_the_plan_had_is_left_out_and_no_promise_is_broken() -> None:
    small = a_street(300)
    ending = withdraw_support(small, week=10, announced=False)
    story = raise_and_lower(ending, steps=2, weeks_a_step=20)
    assert story.support.announced
    assert story.digest == raise_and_lower(small, steps=2, weeks_a_step=20).digest
    here = lived(story, story.weeks)
    seen = here.chronicle.events()
    assert Event.PROMISE_BROKEN not in seen["event"]
    assert set(seen["week"][seen["event"] == Event.TESTED].tolist()) == {60}


def test_help_in_a_history_goes_up_and_down() -> None:
    story = raise_and_lower(a_street(300), steps=3, weeks_a_step=20)
    here = lived(story, 0)
    given = []
    for _ in range(story.weeks):
        here.step()
        given.append(here.programme.path[0, 4])
    assert given == list(np.repeat([0.0, 0.5, 1.0, 1.0, 0.5, 0.0], 20))


def test_a_file_can_say_it(street: Path, small: str) -> None:
    path = street / "raised.toml"
    path.write_text(small + "[support]\nraise = { steps = 5, weeks = 26 }\n", encoding="utf-8")
    story = read_scenario(path)
    assert story.support.raising == Raising(steps=5, weeks=26)
    path.write_text(small, encoding="utf-8")
    assert story.digest == raise_and_lower(read_scenario(path), 5, 26).digest
    assert story.digest != read_scenario(path).digest
    assert story.digest != raise_and_lower(read_scenario(path), 10, 13).digest


def test_what_is_written_comes_back(steady: Scenario, tmp_path: Path) -> None:
    story = raise_and_lower(steady, 4, 30)
    write_scenario(story, tmp_path / "raised.toml")
    back = read_scenario(tmp_path / "raised.toml")
    assert back == story
    assert back.digest == story.digest


def test_a_plan_that_is_not_raised_has_the_fingerprint_it_always_had() -> None:
    """The digest of a story that came along before there were steps."""
    assert read_scenario("steady-support").digest.startswith(STEADY)


@pytest.mark.parametrize(
    ("more", "key", "says"),
    [
        ("raise = { steps = 10, weeks = 52 }", "support.raise", "takes 1040 weeks. This story has 260."),
        ("raise = { steps = 30, weeks = 52 }", "support.raise", "A story has at most 1040."),
        ("raise = { steps = 1, weeks = 52 }", "support.raise.steps", "from 2 up to and including 50 (steps)"),
        ("raise = { steps = 2.5 }", "support.raise.steps", "whole number"),
        ("raise = { stappen = 2 }", "support.raise.stappen", "Did you mean steps?"),
        ("raise = 3", "support.raise", "must be a table"),
        ("opbouw = { steps = 2 }", "support.opbouw", "Did you mean raise?"),
        (
            "raise = { steps = 2, weeks = 9 }\nwithdraw = { week = 9 }",
            "support.withdraw",
            "cannot be withdrawn as well",
        ),
    ],
)
def test_what_cannot_be_is_told(faults_of: FaultsOf, small: str, more: str, key: str, says: str) -> None:
    (fault,) = faults_of(f"{small}[support]\n{more}\n")
    assert fault.key == key
    with speaking("en"):
        assert says in f"{fault.message} {fault.advice}"


def test_variations_that_cannot_be_are_refused(steady: Scenario) -> None:
    for refused in (
        lambda: raise_and_lower(steady, steps=11),
        lambda: raise_and_lower(steady, steps=1),
        lambda: withdraw_support(raise_and_lower(steady, 2, 20), week=9),
    ):
        with pytest.raises(InvalidInput):
            refused()
