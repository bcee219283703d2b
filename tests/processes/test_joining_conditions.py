"""Joining: what holds back each resident who does not take part, the first of five conditions that fails (CLEAR)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.living import begin, do, lived, recount, renumber, settled, street, told
from weisim.neighbourhood.census import take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Condition, Involvement

OUTSIDE = slice(1, None)  # everybody but the one member
FAILS: dict[Condition, dict[str, Any]] = {
    Condition.CAN: {"hours_available": 0.49},
    Condition.LIKE: {"motivation": 0.39},
    Condition.ASKED: {"asked_in": 40 - 26},
    Condition.RESPONDED: {"trust": 0.39},
}
BARELY = {"hours_available": 0.5, "motivation": 0.4, "asked_in": 52 - 25, "trust": 0.4}


def held_back(here: Neighbourhood, week: int = 52) -> dict[Condition, int]:
    """How many are held back by what, as it is read in a week; those by which nobody is are left out."""
    here.week = week
    do(here, "joining")
    counts = here.surroundings.held_back[0]
    return {condition: int(counts[condition]) for condition in Condition if counts[condition]}


@pytest.fixture
def able(here: Neighbourhood) -> Neighbourhood:
    """A street where nothing holds anybody back, and where nobody asks, considers or comes forward this week."""
    who = here.residents
    begin(here, [0], possible_hours=0.0)
    who.involvement[OUTSIDE], who.problem[:] = Involvement.AWARE, here.initiatives.problem[0]
    for name, value in BARELY.items():
        getattr(who, name)[OUTSIDE] = value
    recount(here)
    renumber(here, "joining", ask=0.0, consider=0.0, come=0.0)
    return here


def test_whoever_barely_meets_all_five_conditions_is_held_back_by_none(able: Neighbourhood) -> None:
    assert held_back(able) == {}
    assert able.surroundings.not_taking_part[0] == 59


@pytest.mark.parametrize("condition", FAILS)
def test_each_condition_holds_back_those_who_fail_it(able: Neighbourhood, condition: Condition) -> None:
    for name, value in FAILS[condition].items():
        getattr(able.residents, name)[10:17] = value
    assert held_back(able) == {condition: 7}


def test_whoever_rests_cannot(able: Neighbourhood) -> None:
    able.residents.involvement[5:8] = Involvement.RESTING
    assert held_back(able) == {Condition.CAN: 3}


@pytest.mark.parametrize("hours", [17.0, 100.0])
def test_where_no_initiative_looks_for_people_nobody_is_enabled(able: Neighbourhood, hours: float) -> None:
    able.initiatives.possible_hours[0] = hours
    assert held_back(able) == {Condition.ENABLED: 59}


def test_within_reach_is_who_works_on_the_own_problem_or_has_a_contact_in_it(able: Neighbourhood) -> None:
    able.residents.problem[:] = able.initiatives.problem[0] + 1
    able.residents.problem[[20, 21]] = able.initiatives.problem[0]
    contacts = set(able.ties.contacts(0).tolist())
    assert contacts
    reached = contacts | {20, 21}
    assert held_back(able) == {Condition.ENABLED: 59 - len(reached)}
    able.initiatives.possible_hours[0] = 100.0
    assert held_back(able, 65)[Condition.ENABLED] == 59, "a contact who takes part is no way in where nobody is wanted"


def test_the_first_condition_that_fails_is_the_one_that_counts(able: Neighbourhood) -> None:
    """In the order can, like, enabled, asked, responded, whatever fails besides."""
    who = able.residents
    order = [Condition.CAN, Condition.LIKE, Condition.ASKED, Condition.RESPONDED]
    for place in range(len(order)):
        # A tenth of the street fails this one and all later ones.
        for later in order[place:]:
            for name, value in FAILS[later].items():
                getattr(who, name)[10 * (place + 1) : 10 * (place + 2)] = value
    assert held_back(able) == dict.fromkeys(order, 10)
    able.initiatives.possible_hours[0] = 100.0
    assert held_back(able) == {Condition.CAN: 10, Condition.LIKE: 10, Condition.ENABLED: 39}


def test_who_takes_part_is_held_back_by_nothing(able: Neighbourhood) -> None:
    begin(able, list(range(1, 31)))
    able.residents.trust[:] = 0.1
    able.initiatives.possible_hours[:] = 0.0
    assert held_back(able) == {Condition.RESPONDED: 29}
    assert able.surroundings.not_taking_part[0] == 29


@pytest.mark.parametrize(("ago", "asked"), [(0, True), (25, True), (26, False), (500, False)])
def test_a_question_counts_for_half_a_year(able: Neighbourhood, ago: int, asked: bool) -> None:
    able.residents.asked_in[OUTSIDE] = 52 - ago
    assert held_back(able) == ({} if asked else {Condition.ASKED: 59})


def test_being_asked_this_week_counts_whatever_the_answer(able: Neighbourhood) -> None:
    able.residents.asked_in[:] = -999
    able.residents.hours_available[:], able.residents.motivation[OUTSIDE] = 0.5, 0.4
    renumber(able, "joining", ask=1.0, base=-50.0, consider=0.0, come=0.0)
    contacts = able.ties.contacts(0)
    assert contacts.size > 0
    assert held_back(able) == {Condition.ASKED: 58}
    (one,) = np.flatnonzero(able.residents.asked_in == 52)
    assert one in contacts


def test_it_is_read_once_a_quarter_and_stands_until_then(able: Neighbourhood) -> None:
    able.residents.asked_in[:] = 52
    assert held_back(able, 52) == {}
    able.residents.trust[:] = 0.1
    assert held_back(able, 53) == held_back(able, 64) == {}
    assert held_back(able, 65) == {Condition.RESPONDED: 59} == held_back(able, 70)


def test_the_thresholds_are_numbers_of_the_model(able: Neighbourhood) -> None:
    renumber(able, "joining", can_hours=0.6, ask=0.0, consider=0.0, come=0.0)
    assert held_back(able) == {Condition.CAN: 59}


def test_in_any_story_nobody_is_counted_twice() -> None:
    here = settled(street(200))
    for week in range(80):
        here.step()
        if week % 13 == 0:
            seen = take_census(here)
            told = [getattr(seen, f"held_back_{condition.word}") for condition in Condition]
            assert 0 <= sum(told) <= seen.not_taking_part <= 200
    assert sum(told) > 0


def test_without_any_initiative_nobody_is_enabled() -> None:
    here = lived(told(street(200), {"founding.trickle": 0.0, "founding.spontaneous": 0.0}), 14)
    counts = here.surroundings.held_back[0]
    assert len(here.initiatives) == 0
    assert counts[Condition.ASKED] == counts[Condition.RESPONDED] == 0
    assert counts[Condition.ENABLED] > 0
