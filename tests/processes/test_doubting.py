"""Doubting: what feeds scepticism and what lowers it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, do, dose, renumber
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Involvement


@pytest.mark.parametrize(("control", "top_down"), [(0.0, 0.0), (0.5, 0.0), (0.2, 0.4)])
def test_a_talk_at_the_door_wins_trust(here: Neighbourhood, control: float, top_down: float) -> None:
    renumber(here, "doubting", talk=0.5, talk_effect=0.12, top_down=top_down)
    dose(here, informing=1.0, control=control)
    trust = here.residents.trust.copy()
    here.chance.turn(0)
    talks = np.array([draw(here.chance.key("doubting.talk"), row) < 0.5 for row in range(60)])
    do(here, "doubting")
    gained = 0.12 * (1 - trust) * (1 - control / 2) * (1 - top_down)
    assert talks.any()
    assert here.residents.trust == pytest.approx(np.where(talks, trust + gained, trust), abs=1e-14)


def test_seeing_others_take_part_wins_trust_of_those_who_have_heard(here: Neighbourhood) -> None:
    renumber(here, "doubting", talk=0.0)
    who = here.residents
    begin(here, [0, 5, 9, 20, 31])
    who.involvement[10:30] = Involvement.UNAWARE
    who.involvement[30:] = Involvement.AWARE
    who.active_neighbours[:] = np.arange(60) % 7
    trust = who.trust.copy()
    do(here, "doubting")
    seen = np.where(who.involvement != Involvement.UNAWARE, np.minimum(who.active_neighbours, 4) / 4, 0.0)
    assert who.trust == pytest.approx(trust + 0.010 * seen * (1 - trust), abs=1e-14)


@pytest.mark.parametrize(("promise", "broken", "left"), [("shock", 1, 0.75), ("none", 1, 1.0), ("shock", 0, 1.0)])
def test_a_broken_promise_costs_trust_of_those_near(
    here: Neighbourhood, promise: str, broken: int, left: float
) -> None:
    renumber(here, "doubting", talk=0.0, seen=0.0, promise=promise)
    who = here.residents
    begin(here, [0, 5])
    dose(here, promise_broken=broken)
    trust = who.trust.copy()
    do(here, "doubting")
    near = (who.initiative >= 0) | (who.active_neighbours > 0)
    assert near.any()
    assert not near.all()
    assert who.trust == pytest.approx(np.where(near, trust * left, trust), abs=1e-14)


def test_collapses_near_by_cost_trust_once_each(here: Neighbourhood) -> None:
    renumber(here, "doubting", talk=0.0, seen=0.0)
    who = here.residents
    who.collapses_near[:] = np.arange(60) % 3
    trust, near = who.trust.copy(), who.collapses_near.copy()
    do(here, "doubting")
    assert who.trust == pytest.approx(trust * (1 - 0.03) ** near, abs=1e-14)
    assert not who.collapses_near.any()
    trust = who.trust.copy()
    do(here, "doubting")
    assert (who.trust == trust).all()


def test_trust_stays_a_share_whatever_happens(here: Neighbourhood) -> None:
    renumber(here, "doubting", talk=1.0, talk_effect=0.25, seen=0.03, let_down=0.1, shock=0.4)
    dose(here, informing=1.0)
    here.residents.trust[:30], here.residents.trust[30:] = 0.0, 1.0
    for week in range(200):
        here.week = week
        here.residents.collapses_near[:] = week % 2
        dose(here, promise_broken=week % 3 == 0)
        do(here, "doubting")
        assert ((here.residents.trust >= 0) & (here.residents.trust <= 1)).all()
