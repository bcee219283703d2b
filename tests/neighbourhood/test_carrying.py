"""Carrying: whether an initiative could carry itself today, without any help."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, dose, lived, settled, street, told
from weisim.neighbourhood.carrying import income_of, named, next_structure, try_without_help
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Help, Stage

SOUND = {"stage": Stage.RESIDENT_INITIATIVE, "own_hours": 14.0, "structure": 0.6, "coverage": 0.7, "embeddedness": 0.5}


@pytest.fixture
def here() -> Neighbourhood:
    return settled(street(60))


@pytest.mark.parametrize(
    ("how", "passes"),
    [
        ({}, True),
        ({"stage": Stage.INDEPENDENT, "own_hours": 18.0}, True),
        ({"stage": Stage.IDEA}, False),
        ({"members": 2}, False),
        ({"own_hours": 6.0}, False),
        ({"structure": 0.0, "own_hours": 9.0}, False),
        ({"coverage": (0.05, 0.9, 0.9, 0.9), "own_hours": 9.5}, False),
        ({"stage": Stage.ENTERPRISE, "own_hours": 24.0, "cash": 20000.0}, True),
        ({"stage": Stage.ENTERPRISE, "own_hours": 24.0, "cash": 100.0, "embeddedness": 0.0}, False),
        ({"stage": Stage.ENTERPRISE, "own_hours": 24.0, "cash": 100.0, "embeddedness": 0.9, "coverage": 0.9}, True),
        ({"dependence": 0.5, "carried_hours": 8.0}, True),
        ({"dependence": 0.5, "carried_hours": 8.0, "own_hours": 6.0}, False),
    ],
)
def test_hours_structure_people_and_money_decide(here: Neighbourhood, how: dict[str, object], passes: bool) -> None:
    rows = list(range(int(str(how.get("members", 5)))))
    begin(here, rows, **{**SOUND, **{name: value for name, value in how.items() if name != "members"}})
    assert here.stress_test() == (int(passes), 1)


def test_it_is_the_same_rule_as_half_a_year_of_work_without_help(here: Neighbourhood) -> None:
    """The test says what working and organising would do in 26 weeks with all help at zero, people and skill held."""
    team = [0, 3, 7, 11]
    here.residents.motivation[:], here.residents.skill[:] = 0.8, 0.6
    for hours in (1.0, 2.0, 2.3, 2.6, 3.0, 4.0):
        here.residents.hours_available[:] = hours
        here.initiatives.stage[:] = Stage.ENDED
        here.residents.initiative[:] = -1
        g = begin(here, team, stage=Stage.RESIDENT_INITIATIVE, structure=0.35, coverage=0.6)
        do(here, "working")
        foretold = here.stress_test()[0]
        for _ in range(26):
            do(here, "working")
            do(here, "organising")
        came_true = here.initiatives.output[g] >= 0.5 and here.initiatives.structure[g] > 0.25
        assert foretold == came_true


def test_help_of_today_makes_no_difference(here: Neighbourhood) -> None:
    begin(here, [0, 1, 2], **SOUND)
    without = here.stress_test()
    here.programme.dose[0, Help.COACHING] = 100.0
    dose(here, reflecting=1.2, helped=1.0, control=1.0)
    assert here.stress_test() == without


def test_reading_it_changes_nothing() -> None:
    here = lived(street(300), 60)
    before = columns(here)
    passed, live = here.stress_test()
    assert not differing(before, columns(here))
    assert 0 <= passed <= live == (here.initiatives.stage != Stage.ENDED).sum()


def test_ended_initiatives_are_not_counted(here: Neighbourhood) -> None:
    begin(here, [0, 1, 2], **{**SOUND, "stage": Stage.ENDED})
    assert here.stress_test() == (0, 0)


@pytest.mark.parametrize(("start", "holds"), [(0.9, True), (0.5, True), (0.2, False)])
def test_a_double_well_holds_above_its_threshold_and_loses_below_it(start: float, holds: bool) -> None:
    """The rival rule has two states of its own: structure rises by itself above the threshold and falls below it."""
    rival = told(street(60), {"organising.rule": "double well"})
    n = named(settled(rival).carrying)
    structure = start
    for _ in range(52):
        structure = next_structure(structure, 5, 0, 0.8, 0.0, 0.6, 0.0, 0.0, 0.0, 0.0, n)
    assert structure > start if holds else structure < start / 2


def test_an_idea_without_any_work_earns_nothing(here: Neighbourhood) -> None:
    n = named(here.carrying)
    assert income_of(Stage.IDEA, 0.0, 1.0, 1.0, n) == 0.0
    assert income_of(Stage.IDEA, 0.3, 1.0, 0.0, n) == 3.0


def test_what_is_counted_is_what_each_of_them_does_alone() -> None:
    """There is one rule: the count reads what is worked out for each initiative, and today's output is not read."""
    here = lived(street(300), 90)
    table, size = here.initiatives.table, len(here.initiatives.stage)
    output, passed = np.full(size, np.nan), np.full(size, 7)
    live = try_without_help(table, here.carrying, output, passed)
    assert here.stress_test() == (passed.sum(), live)
    assert set(passed.tolist()) == {0, 1}
    tested = (here.initiatives.stage < Stage.ENDED) & (here.initiatives.stage > Stage.IDEA)
    tested &= here.initiatives.members >= 3
    assert (output[~tested] == 0).all()
    assert ((output[tested] > 0) & (output[tested] < 1)).all()
    assert (output[passed == 1] >= 0.5).all()
