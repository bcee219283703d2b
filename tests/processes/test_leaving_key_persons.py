"""Leaving: when key persons leave, and how mobility of an event from outside is felt."""

from __future__ import annotations

import pytest

from tests.living import begin, columns, differing, do, lived, renumber, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.scenario.event import Event as Outside
from weisim.support.intervention import Moment
from weisim.terms import Event, Reason, Stage


@pytest.fixture
def settled_down(here: Neighbourhood) -> Neighbourhood:
    """Three initiatives of people who neither stop nor move by themselves."""
    begin(here, [0, 3, 7], hours_given=10.0)
    begin(here, [20, 21], hours_given=9.0)
    begin(here, [40, 41, 42, 43], hours_given=12.0)
    here.residents.hours_given[[0, 3, 7]] = [1.0, 5.0, 4.0]
    here.residents.hours_given[[20, 21]] = [4.5, 4.5]
    here.residents.hours_given[[40, 41, 42, 43]] = [3.0, 3.0, 3.1, 2.9]
    renumber(here, "leaving", rate=0.0, mobility=0.0)
    return here


def moved(here: Neighbourhood) -> list[int]:
    lines = here.chronicle.events()
    return lines["resident"][lines["event"] == Event.MOVED_OUT].tolist()


def test_the_busiest_member_of_each_initiative_moves_out(settled_down: Neighbourhood) -> None:
    here = settled_down
    here.surroundings.key_persons_leave[0] = 1
    do(here, "leaving")
    assert moved(here) == [3, 20, 42], "equal: the lower row"
    assert here.surroundings.moved[0] == 3
    assert here.initiatives.members.tolist() == [2, 1, 3]
    assert here.initiatives.members_lost.tolist() == [1, 1, 1]
    lines = here.chronicle.events()
    left = lines[lines["event"] == Event.LEFT]
    assert left["resident"].tolist() == [3, 20, 42]
    assert set(left["reason"].tolist()) == {Reason.MOVED}


def test_who_gave_much_of_the_hours_is_missed_as_a_key_person(settled_down: Neighbourhood) -> None:
    settled_down.surroundings.key_persons_leave[0] = 1
    settled_down.week = 60
    do(settled_down, "leaving")
    assert settled_down.initiatives.key_person_left.tolist() == [60, 60, -999], "more than .4 of the hours"


def test_in_any_other_week_they_stay(settled_down: Neighbourhood) -> None:
    before = columns(settled_down)
    do(settled_down, "leaving")
    assert not differing(before, columns(settled_down))


def test_where_nobody_takes_part_nobody_has_to_leave(here: Neighbourhood) -> None:
    begin(here, [0], stage=Stage.ENDED)
    here.residents.initiative[0] = -1
    renumber(here, "leaving", rate=0.0, mobility=0.0)
    here.surroundings.key_persons_leave[0] = 1
    do(here, "leaving")
    assert moved(here) == []


@pytest.mark.parametrize(("outside", "usual", "some"), [(0.95, 0.0, True), (0.0, 0.15, False), (-1.0, 0.15, True)])
def test_mobility_from_outside_takes_the_place_of_the_usual(
    here: Neighbourhood, outside: float, usual: float, some: bool
) -> None:
    renumber(here, "leaving", rate=0.0, mobility=usual)
    here.surroundings.mobility[0] = outside
    for week in range(40):
        here.week = week
        do(here, "leaving")
    assert bool(moved(here)) == some
    if outside > 0:
        # .95 in a year: .056 a week for each of sixty residents, 134 in forty weeks.
        assert 90 < len(moved(here)) < 180


def test_in_a_story_each_initiative_loses_its_busiest_member_that_week() -> None:
    leaving = Outside(name="they leave", begin=Moment(week=60), key_persons_leave=True)
    here = lived(street(400).model_copy(update={"events": (leaving,)}), 60)
    before, seen = here.residents.initiative.copy(), len(moved(here))
    teams = set(before[before >= 0].tolist())
    here.step()
    assert len(teams) > 2
    assert teams <= set(before[moved(here)[seen:]].tolist())
