"""Presenting: initiatives show themselves."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, columns, counted, differing, do, dose, recount, renumber, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Involvement, Phase, Stage


def presented(here: Neighbourhood) -> list[int]:
    events = here.chronicle.events()
    return events["week"][events["event"] == Event.PRESENTED].tolist()


@pytest.mark.parametrize("phase", [Phase.INFORMATION, Phase.EMERGENCE])
def test_nothing_is_shown_before_development(here: Neighbourhood, phase: Phase) -> None:
    dose(here, phase=phase, informing=1.0)
    before = columns(here)
    do(here, "presenting")
    assert not differing(before, columns(here))
    assert presented(here) == []


def test_part_of_the_unaware_hear_and_the_informed_trust_more() -> None:
    here = settled(street(600))
    who = here.residents
    who.involvement[::3] = Involvement.INTERESTED
    who.eager[:] = 0
    recount(here)
    dose(here, phase=Phase.DEVELOPMENT, informing=0.6)
    trust, was = who.trust.copy(), who.involvement.copy()
    luck = np.array([draw(here.chance.key("presenting"), row) for row in range(600)])
    do(here, "presenting")
    here.chance.turn(0)
    luck = np.array([draw(here.chance.key("presenting"), row) for row in range(600)])
    hears = (was == Involvement.UNAWARE) & (luck < 0.25 * 0.6)
    assert hears.any()
    assert (who.involvement == np.where(hears, Involvement.AWARE, was)).all()
    knows = who.involvement != Involvement.UNAWARE
    assert who.trust == pytest.approx(np.where(knows, trust + 0.03 * (1 - trust), trust), abs=1e-15)
    assert (who.informed_neighbours == counted(here)[0]).all()
    assert presented(here) == [0]


def test_initiatives_with_results_gain_standing(here: Neighbourhood) -> None:
    good = begin(here, [0], output=0.5, legitimacy=0.2)
    weak = begin(here, [1], output=0.49, legitimacy=0.2)
    best = begin(here, [2], output=0.9, legitimacy=0.98)
    ended = begin(here, [3], output=0.9, legitimacy=0.2, stage=Stage.ENDED)
    dose(here, phase=Phase.DEVELOPMENT, informing=0.0)
    do(here, "presenting")
    assert here.initiatives.legitimacy[[good, weak, best, ended]] == pytest.approx([0.25, 0.2, 1.0, 0.2])


@pytest.mark.parametrize(("yearly", "weeks"), [(False, [5]), (True, [5, 57, 109])])
def test_once_or_every_year(here: Neighbourhood, yearly: bool, weeks: list[int]) -> None:
    renumber(here, "presenting", yearly=yearly)
    for week in range(120):
        here.week = week
        dose(here, phase=Phase.DEVELOPMENT if week >= 5 else Phase.EMERGENCE)
        do(here, "presenting")
    assert presented(here) == weeks


def test_a_second_entry_into_development_shows_nothing_again(here: Neighbourhood) -> None:
    for week in range(30):
        here.week = week
        dose(here, phase=Phase.EMERGENCE if 10 <= week < 20 else Phase.DEVELOPMENT)
        do(here, "presenting")
    assert presented(here) == [0]
