"""Luck: stories with one seed are twins until they differ, and no process moves the luck of another."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import columns, differing, events, lived, settled, story, street, supported, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support
from weisim.simulation.schedule import SCHEDULE


def apart_from(one: Scenario, two: Scenario, weeks: int, seed: int = 1) -> int | None:
    """The first week after which any column or event of two stories differs."""
    first, second = settled(one, seed), settled(two, seed)
    for week in range(weeks):
        first.step()
        second.step()
        told_first, told_second = events(first), events(second)
        if differing(columns(first), columns(second)) or told_first.tobytes() != told_second.tobytes():
            return week
    return None


@pytest.mark.parametrize("seed", [1, 2])
def test_stop_month_6_is_the_steady_story_until_week_26(seed: int) -> None:
    assert apart_from(story("steady-support"), story("stop-month-6"), 30, seed) == 26


@pytest.mark.parametrize(
    ("withdrawal", "week"),
    [
        ({"week": 17}, 17),
        ({"week": 17, "over": 6.0}, 18),
        ({"week": 9, "remaining": 0.2}, 9),
        ({"week": 12, "announced": False}, 12),
    ],
)
def test_stories_part_in_the_week_in_which_help_differs(withdrawal: dict[str, object], week: int) -> None:
    assert apart_from(street(200), withdraw_support(street(200), **withdrawal), 30) == week


def test_control_is_felt_from_the_first_week() -> None:
    assert apart_from(street(200), supported(street(200), control=0.5), 3) == 0


def test_announced_or_not_is_the_same_until_the_end_of_help() -> None:
    announced = withdraw_support(street(200), week=40)
    unannounced = withdraw_support(street(200), week=40, announced=False)
    assert apart_from(announced, unannounced, 50) == 40
    assert (
        apart_from(told(announced, {"doubting.promise": "none"}), told(unannounced, {"doubting.promise": "none"}), 40)
        is None
    )


@process(reads="", writes="")
def gambling(here: Neighbourhood, chance: Chance) -> None:
    """Draws a lot and does nothing with it."""
    for purpose in ("gambling", "joining.answer", "telling"):
        key = chance.key(purpose)
        assert 0 <= sum(draw(key, row) for row in range(50)) <= 50


@process(reads="", writes="")
def idling(here: Neighbourhood, chance: Chance) -> None:
    """Never does anything."""


@pytest.mark.parametrize("extra", [gambling, idling], ids=["only draws", "never acts"])
@pytest.mark.parametrize("place", [0, 7, len(SCHEDULE)])
def test_a_process_that_changes_nothing_moves_no_luck(extra: object, place: int) -> None:
    usual = lived(street(200), 50)
    longer = lived(street(200), 50, processes=(*SCHEDULE[:place], extra, *SCHEDULE[place:]))
    assert not differing(columns(usual), columns(longer))
    assert events(usual).tobytes() == events(longer).tobytes()


def test_nothing_draws_from_generators_that_remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process touches numpy's or Mesa's generators: drawing from them in between changes nothing."""
    usual = lived(street(120), 40)
    here = settled(street(120))
    for _ in range(40):
        np.random.default_rng().random(5)
        here.random.random()
        here.rng.random()
        here.step()
    assert not differing(columns(usual), columns(here))


def test_all_scenarios_of_a_seed_start_with_the_same_people() -> None:
    mornings = [columns(settled(story(name), 3)) for name in ("steady-support", "no-support", "fade-year-3")]
    apart = differing(mornings[0], mornings[1]) | differing(mornings[0], mornings[2])
    assert not {name for name in apart if name.startswith("residents.") or name == "ties"}
    assert differing(mornings[0], columns(settled(story("steady-support"), 4)))
