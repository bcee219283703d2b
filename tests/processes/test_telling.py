"""Telling: how news passes between neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, counted, do, dose, lived, recount, renumber, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Involvement


def test_the_chance_to_hear_is_that_of_all_sources_together(here: Neighbourhood) -> None:
    who = here.residents
    who.involvement[::3] = Involvement.AWARE
    begin(here, [1, 4, 7, 10, 13])
    who.eager[:] = 0
    dose(here, reach=0.2)
    renumber(here, "telling", informed=0.3, active=0.4)
    informed, active = counted(here)
    chance = 1 - (1 - 0.2) * (1 - 0.3) ** informed * (1 - 0.4) ** active
    was = who.involvement.copy()
    here.chance.turn(here.week)
    drawn = np.array([draw(here.chance.key("telling"), row) for row in range(len(who))])
    do(here, "telling")
    hears = (was == Involvement.UNAWARE) & (drawn < chance)
    assert hears.any()
    assert not hears[was == Involvement.UNAWARE].all()
    assert (who.involvement == np.where(hears, Involvement.AWARE, was)).all()


def test_everyone_who_knows_the_hearer_counts_one_more(here: Neighbourhood) -> None:
    dose(here, reach=0.5)
    do(here, "telling")
    assert (here.residents.involvement != Involvement.UNAWARE).any()
    assert (here.residents.informed_neighbours == counted(here)[0]).all()


def test_who_cannot_wait_is_interested_at_once(here: Neighbourhood) -> None:
    here.residents.eager[:] = np.arange(len(here.residents)) % 2
    dose(here, reach=1.0)
    do(here, "telling")
    assert (
        here.residents.involvement == np.where(here.residents.eager, Involvement.INTERESTED, Involvement.AWARE)
    ).all()


def test_those_who_heard_before_stay_what_they_are(here: Neighbourhood) -> None:
    here.residents.involvement[:] = np.arange(len(here.residents)) % 5 + 1
    recount(here)
    was = here.residents.involvement.copy()
    dose(here, reach=1.0)
    do(here, "telling")
    assert (here.residents.involvement == was).all()


def test_no_outreach_and_nobody_informed_stays_silent() -> None:
    scenario = told(street(300, "no-support"), {"founding.spontaneous": 0.0, "founding.trickle": 0.0})
    here = lived(scenario, 60)
    assert not here.residents.involvement.any()


def test_without_ties_awareness_grows_by_outreach_alone() -> None:
    """Then the curve has no bend upwards: each quarter brings fewer new ones than the last."""
    quiet = {
        "settling.ties": False,
        "founding.idea": 0.0,
        "founding.trickle": 0.0,
        "founding.spontaneous": 0.0,
        "leaving.mobility": 0.0,
    }
    here = settled(told(street(1500), quiet, {"advancing.group_least": 10**6}))
    informed = [0]
    for _ in range(4):
        for _ in range(13):
            here.step()
        informed.append(int((here.residents.involvement != Involvement.UNAWARE).sum()))
    gains = np.diff(informed)
    assert (np.diff(gains) < 0).all()
    x = 16.0 / (16.0 * len(here.residents) / 2500.0)
    expected = len(here.residents) * (1 - (1 - 0.018 * 2 * x / (1 + x)) ** 52)
    assert informed[-1] == pytest.approx(expected, abs=4 * np.sqrt(len(here.residents) / 4))
