"""Presenting: the contacts that participants make there, by which news and example go on."""

from __future__ import annotations

import pytest

from tests.living import begin, counted, do, dose, events, renumber, settled, street, ties_told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.neighbourhood.ties import Ties
from weisim.terms import Event, Involvement, Phase

TEAM = list(range(0, 200, 2))


def fair_of(ties: Ties) -> Neighbourhood:
    """Three hundred strangers, a hundred of whom take part and half of the others have heard, on the day itself."""
    here = settled(street(300))
    here.settle_in(here.given, ties)
    here.residents.involvement[1::2] = Involvement.AWARE
    begin(here, TEAM)
    dose(here, phase=int(Phase.DEVELOPMENT), informing=0.0)
    return here


@pytest.fixture
def fair() -> Neighbourhood:
    return fair_of(Ties(300))


def pairs(here: Neighbourhood) -> set[frozenset[int]]:
    return {frozenset((int(row), int(other))) for row, other, _ in ties_told(here.ties)}


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_participants_get_to_know_somebody_who_came_to_look(fair: Neighbourhood, chance: float) -> None:
    renumber(fair, "presenting", contacts=chance)
    fair.chance.turn(0)
    keys, who = fair.chance.keys("presenting.contact", "presenting.who"), fair.residents
    involved = who.involvement.copy()
    met = {row: int(draw(keys[1], row) * 300) for row in TEAM if draw(keys[0], row) < chance}
    expected = {frozenset((row, other)) for row, other in met.items() if involved[other] != 0 and other != row}
    do(fair, "presenting")
    assert pairs(fair) == expected
    assert fair.surroundings.ties_made[0] == len(expected)
    assert {strength for *_, strength in ties_told(fair.ties)} <= {fair.parameters.bonding.first}
    assert bool(expected) == (chance > 0)


def test_who_has_not_heard_did_not_come(fair: Neighbourhood) -> None:
    fair.residents.involvement[1::2] = Involvement.UNAWARE
    renumber(fair, "presenting", contacts=1.0)
    do(fair, "presenting")
    assert pairs(fair)
    assert {row for pair in pairs(fair) for row in pair} <= set(TEAM)


def test_it_is_on_the_account_of_who_takes_part(fair: Neighbourhood) -> None:
    do(fair, "presenting")
    assert fair.residents.ties_won[TEAM].sum() == fair.surroundings.ties_made[0] > 10
    outside = [row for row in range(300) if row not in TEAM]
    assert not fair.residents.ties_won[outside].any()


def test_new_contacts_count_who_has_heard_and_who_takes_part(fair: Neighbourhood) -> None:
    do(fair, "presenting")
    informed, active = counted(fair)
    assert active.sum() > 10
    assert (fair.residents.informed_neighbours == informed).all()
    assert (fair.residents.active_neighbours == active).all()


def test_want_of_memory_for_ties_makes_no_difference(fair: Neighbourhood) -> None:
    narrow = Ties(300)
    narrow.start[:], narrow.room[:], narrow.tail[0] = range(300), 1, 300
    narrow.other, narrow.strength = narrow.other[:310].copy(), narrow.strength[:310].copy()
    tight = fair_of(narrow)
    for here in (fair, tight):
        renumber(here, "presenting", contacts=1.0)
        do(here, "presenting")
    assert pairs(fair) == pairs(tight)
    assert narrow.other.size > 310, "memory did run out"
    assert (fair.residents.ties_won == tight.residents.ties_won).all()
    assert (fair.residents.trust == tight.residents.trust).all()


def test_before_the_development_phase_nobody_comes(fair: Neighbourhood) -> None:
    dose(fair, phase=int(Phase.EMERGENCE))
    do(fair, "presenting")
    assert not pairs(fair)
    assert Event.PRESENTED not in events(fair)[:, 1]
