"""Befalling: what comes from outside, from when until when, and what of it stays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.living import columns, differing, do, events, lived, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.scenario.event import Event as Outside
from weisim.scenario.scenario import Scenario
from weisim.support.intervention import Moment
from weisim.terms import Event, Problem

LITTER, POVERTY = int(Problem.LITTER), int(Problem.POVERTY)


def event(begin: int, end: int | None = None, **what: Any) -> Outside:
    return Outside(name="event", begin=Moment(week=begin), end=None if end is None else Moment(week=end), **what)


def befallen(*outside: Outside, residents: int = 60) -> Scenario:
    """The steady story of a street in which these things come from outside."""
    return street(residents).model_copy(update={"events": outside})


def in_week(here: Neighbourhood, week: int) -> Neighbourhood:
    """Let only befalling happen, week by week, up to and including a week."""
    while here.week <= week:
        do(here, "befalling")
        here.week += 1
    return here


def told_of(here: Neighbourhood, kind: Event) -> list[tuple[int, float]]:
    """In which weeks something of this kind was told, and of which event."""
    lines = here.chronicle.events()
    lines = lines[lines["event"] == kind]
    return list(zip(lines["week"].tolist(), lines["value"].tolist(), strict=True))


def test_where_nothing_befalls_nothing_changes(here: Neighbourhood) -> None:
    before = columns(here)
    in_week(here, 5)
    assert not differing(before, columns(here))
    assert len(events(here)) == 0


@pytest.mark.parametrize("shift", [-0.3, 0.2, -1.0, 1.0])
def test_trust_is_shifted_once_and_nothing_gives_it_back(shift: float) -> None:
    here = settled(befallen(event(2, 4, trust=shift)))
    before = here.residents.trust.copy()
    assert (in_week(here, 1).residents.trust == before).all()
    after = np.clip(before + shift, 0.0, 1.0)
    for week in (2, 3, 4, 5, 9):
        assert (in_week(here, week).residents.trust == after).all()


def test_a_problem_is_worse_for_as_long_as_it_lasts() -> None:
    here = settled(befallen(event(3, 6, problems={Problem.LITTER: 0.25, Problem.POVERTY: -0.1})))
    usual = here.surroundings.problem_level[0].copy()
    worse = usual.copy()
    worse[LITTER] += 0.25
    worse[POVERTY] -= 0.1
    for week, level in [(2, usual), (3, worse), (5, worse), (6, usual), (20, usual)]:
        assert in_week(here, week).surroundings.problem_level[0] == pytest.approx(level), week


@pytest.mark.parametrize("shift", [0.8, -0.9])
def test_a_level_stays_a_share_and_comes_back_to_what_it_was(shift: float) -> None:
    here = settled(
        befallen(event(1, 5, problems={Problem.LITTER: shift}), event(2, 4, problems={Problem.LITTER: shift}))
    )
    for week in range(8):
        level = in_week(here, week).surroundings.problem_level[0, LITTER]
        assert level == pytest.approx(0.5 if week in (0, 5, 6, 7) else float(shift > 0)), week


def test_mobility_is_that_of_the_strongest_event_and_then_as_usual_again() -> None:
    here = settled(befallen(event(1, 9, mobility=0.2), event(3, 5, mobility=0.6), event(4, 7, trust=0.1)))
    seen = [float(in_week(here, week).surroundings.mobility[0]) for week in range(11)]
    assert seen == [-1.0, 0.2, 0.2, 0.6, 0.6, 0.2, 0.2, 0.2, 0.2, -1.0, -1.0]


def test_an_event_without_an_end_lasts() -> None:
    here = settled(befallen(event(2, mobility=0.0, problems={Problem.LITTER: 0.1})))
    in_week(here, 200)
    assert here.surroundings.mobility[0] == 0.0, "nobody moves at all: that is not the same as nothing said"
    assert here.surroundings.problem_level[0, LITTER] == pytest.approx(0.6)
    assert told_of(here, Event.CONTEXT_ENDS) == []


def test_key_persons_leave_in_the_first_week_only() -> None:
    here = settled(befallen(event(2, 6, key_persons_leave=True), event(2, 3, trust=-0.1), event(4, trust=-0.1)))
    seen = [int(in_week(here, week).surroundings.key_persons_leave[0]) for week in range(7)]
    assert seen == [0, 0, 1, 0, 0, 0, 0]


def test_begin_and_end_are_told_with_the_number_of_the_event() -> None:
    here = in_week(settled(befallen(event(5, 8, trust=0.1), event(0, 8, mobility=0.1), event(3, trust=0.1))), 12)
    assert told_of(here, Event.CONTEXT_BEGINS) == [(0, 1.0), (3, 2.0), (5, 0.0)]
    assert told_of(here, Event.CONTEXT_ENDS) == [(8, 0.0), (8, 1.0)]


def test_the_story_is_the_same_until_something_befalls_it() -> None:
    calm, struck = street(150), befallen(event(20, 30, trust=-0.4), residents=150)
    assert not differing(columns(lived(calm, 20)), columns(lived(struck, 20)))
    apart = differing(columns(lived(calm, 21)), columns(lived(struck, 21)))
    assert "residents.trust" in apart


def test_more_people_move_while_a_renovation_lasts() -> None:
    """Statement 71: the same programme in another context."""
    here = lived(told(befallen(event(20, 40, mobility=0.9), residents=300), {"leaving.mobility": 0.05}), 60)
    lines = here.chronicle.events()
    moved = np.bincount(lines["week"][lines["event"] == Event.MOVED_OUT], minlength=60)
    # .9 a year is a chance of .0433 a week for each of 300 residents: 260 in twenty weeks; .05 a year: about 6.
    assert 190 < moved[20:40].sum() < 330
    assert moved[:20].sum() < 20
    assert moved[40:].sum() < 20
