"""Befriending: ties made by doing things together and ties that fade, on any network of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.living import ties_told
from weisim.neighbourhood.befriending import fade_ties, get_acquainted
from weisim.neighbourhood.ties import Ties

PEOPLE = 12
PERSON = st.integers(0, PEOPLE - 1)
STRENGTH = st.one_of(st.floats(0.01, 1.0), st.just(1.0))


@dataclass
class Circle:
    """A dozen people: who knows whom, who has heard and who takes part in what."""

    ties: Ties
    involvement: np.ndarray
    initiative: np.ndarray

    def __post_init__(self) -> None:
        """Count for each how many contacts have heard and how many take part."""
        self.informed, self.active = self.counted()

    def counted(self) -> tuple[np.ndarray, np.ndarray]:
        informed = [int((self.involvement[self.ties.contacts(row)] != 0).sum()) for row in range(PEOPLE)]
        active = [int((self.initiative[self.ties.contacts(row)] >= 0).sum()) for row in range(PEOPLE)]
        return np.array(informed, np.int32), np.array(active, np.int32)

    def strengths(self) -> dict[tuple[int, int], float]:
        return {(int(row), int(other)): float(much) for row, other, much in ties_told(self.ties)}

    def introduce(self, row: int, who: int, much: float = 0.1) -> int:
        t = self.ties
        return get_acquainted(
            row, who, much, self.involvement, self.initiative, self.informed, self.active, t.start, t.degree, t.room,
            t.other, t.strength, t.tail,
        )  # fmt: skip

    def fade(self, apart: float, faded: float, lost: float) -> int:
        t = self.ties
        return fade_ties(
            apart, faded, lost, self.involvement, self.initiative, self.informed, self.active, t.start, t.degree,
            t.other, t.strength,
        )  # fmt: skip


@st.composite
def circles(draw: st.DrawFn) -> Circle:
    ties = Ties(PEOPLE)
    for row, who, much in draw(st.lists(st.tuples(PERSON, PERSON, STRENGTH), max_size=40)):
        ties.meet(row, who, much)
    initiative = np.array(draw(st.lists(st.integers(-1, 2), min_size=PEOPLE, max_size=PEOPLE)), np.int32)
    heard = np.array(draw(st.lists(st.integers(0, 2), min_size=PEOPLE, max_size=PEOPLE)), np.int32)
    return Circle(ties, np.where(initiative >= 0, 3, heard).astype(np.int32), initiative)


@given(circles(), PERSON, PERSON)
def test_two_people_become_contacts_once_and_both_know_it(circle: Circle, row: int, who: int) -> None:
    before = circle.strengths()
    met = circle.introduce(row, who)
    assert met == int(row != who and (row, who) not in before)
    new = {(row, who): 0.1, (who, row): 0.1} if met else {}
    assert circle.strengths() == {**before, **new}
    assert circle.introduce(who, row, 0.9) == 0
    informed, active = circle.counted()
    assert (circle.informed == informed).all()
    assert (circle.active == active).all()


def test_when_memory_runs_out_nothing_is_done_until_it_is_widened() -> None:
    ties = Ties(PEOPLE)
    ties.meet(2, 7, 0.5)
    ties.room[2], ties.tail[0] = 1, ties.other.size
    circle = Circle(ties, np.ones(PEOPLE, np.int32), np.zeros(PEOPLE, np.int32))
    before = circle.strengths()
    assert circle.introduce(2, 5) == circle.introduce(5, 2) == -1
    assert circle.strengths() == before
    assert circle.informed[[2, 5]].tolist() == circle.active[[2, 5]].tolist() == [1, 0]
    ties.widen()
    assert circle.introduce(2, 5) == 1
    assert circle.strengths() == {**before, (2, 5): 0.1, (5, 2): 0.1}
    assert circle.informed[[2, 5]].tolist() == circle.active[[2, 5]].tolist() == [2, 1]


@settings(max_examples=150)
@given(circles(), st.floats(0.3, 1.0), st.floats(0.3, 1.0), st.floats(0.0, 0.5))
def test_fading_keeps_ties_mutual_and_counts_true(circle: Circle, apart: float, faded: float, lost: float) -> None:
    before = circle.strengths()
    count = circle.fade(apart, faded, lost)
    after = circle.strengths()
    assert all(after[other, row] == much for (row, other), much in after.items())
    assert len(before) - len(after) == 2 * count
    informed, active = circle.counted()
    assert (circle.informed == informed).all()
    assert (circle.active == active).all()
    for (row, other), much in before.items():
        together = circle.initiative[row] >= 0 and circle.initiative[row] == circle.initiative[other]
        now = much if much == 1.0 else (1 - (1 - much) * apart if together else much * faded)
        assert ((row, other) in after) == (now >= lost)
        if now >= lost:
            assert after[row, other] == pytest.approx(now, abs=1e-12)


@given(circles(), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_ties_within_a_household_neither_fade_nor_grow(circle: Circle, apart: float, faded: float) -> None:
    home = {pair for pair, much in circle.strengths().items() if much == 1.0}
    circle.fade(apart, faded, 0.6)
    assert {pair for pair, much in circle.strengths().items() if much == 1.0} >= home


@given(circles())
def test_lists_stay_in_order(circle: Circle) -> None:
    circle.fade(0.9, 0.5, 0.3)
    for row in range(PEOPLE):
        contacts = circle.ties.contacts(row)
        assert (np.diff(contacts) > 0).all()
