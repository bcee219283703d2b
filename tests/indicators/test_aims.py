"""Aims: problems, places and endings are told as they are, and what is assumed says so."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, lived, settled, street
from weisim.indicators import initiatives, liveability, places
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Problem, Stage


@pytest.fixture(scope="module")
def here() -> Neighbourhood:
    return lived(street(400), 120)


def test_every_problem_is_told_at_its_level(here: Neighbourhood) -> None:
    names = [one.entry.name for one in liveability.BY_PROBLEM]
    assert names == [f"problem_{problem.word}" for problem in Problem]
    assert [one(here) for one in liveability.BY_PROBLEM] == here.surroundings.problem_level[0].tolist()
    assert {one.entry.good for one in liveability.BY_PROBLEM} == {"low"}


def test_what_happened_to_participants_is_counted_and_called_assumed(here: Neighbourhood) -> None:
    assert liveability.less_lonely(here) == here.surroundings.less_lonely[0]
    assert liveability.into_work(here) == here.surroundings.into_work[0]
    for one in (liveability.less_lonely, liveability.into_work):
        assert one.entry.kind == "cumulative"
        assert "assumed" in one.entry.english
        assert "assumed" in one.entry.definition_english
        assert "aangenomen" in one.entry.dutch
        assert "aangenomen" in one.entry.definition_dutch


def test_rooms_are_in_use_or_free(here: Neighbourhood) -> None:
    g = here.initiatives
    live = g.stage != Stage.ENDED
    with_room = live & ((g.room_of_plan == 1) | (g.room_of_deal == 1))
    assert places.rooms_used(here) == here.surroundings.rooms_used[0] >= with_room.sum()
    assert places.space_available(here) == here.surroundings.rooms_free[0] >= 0


def test_every_ending_is_one_of_three(here: Neighbourhood) -> None:
    programme = here.programme
    assert initiatives.ended_absorbed(here) == programme.absorbed[0]
    assert initiatives.ended_completed(here) == programme.completed[0]
    three = (initiatives.ended_collapsed, initiatives.ended_absorbed, initiatives.ended_completed)
    assert sum(one(here) for one in three) == initiatives.initiatives_ended(here) > 0
    assert min(one(here) for one in three) >= 0


def test_activities_are_alive_with_their_initiative_or_after_it() -> None:
    here = settled(street(60))
    stages = (Stage.RESIDENT_INITIATIVE, Stage.INDEPENDENT, Stage.ENTERPRISE, Stage.IDEA, Stage.ENDED, Stage.ENDED)
    for row, stage in enumerate(stages):
        begin(here, [row], stage=stage)
    here.initiatives.output[:] = np.array([0.5, 0.49, 0.9, 1.0, 0.0, 0.0])
    here.initiatives.activity[4] = 1
    assert initiatives.activities_outliving(here) == 1
    assert initiatives.activities_alive(here) == 3, "two that do at least half, and one that outlived"
