"""Bonding: ties in a whole story: who can meet whom, and that all counts of contacts stay true."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.living import begin, counted, do, dose, lived, renumber, settled, street, ties_told, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Event, Stage

BUSY = {"bonding.meet": 0.6, "bonding.fading": 0.01, "bonding.lost": 0.1, "leaving.mobility": 0.15}


def pairs(here: Neighbourhood) -> set[tuple[int, int]]:
    """Everybody who knows each other."""
    return {(int(row), int(other)) for row, other, _ in ties_told(here.ties) if row < other}


def test_counts_of_contacts_stay_true_while_ties_come_and_go() -> None:
    """Whoever has heard or takes part is counted by each contact, however ties were made or lost."""
    here = settled(told(street(300), {**BUSY, "presenting.yearly": True, "founding.idea": 0.06}), seed=4)
    for week in range(156):
        here.step()
        if week % 13 == 0 or week % 26 == 25:
            informed, active = counted(here)
            assert (here.residents.informed_neighbours == informed).all()
            assert (here.residents.active_neighbours == active).all()
            ties = ties_told(here.ties)
            turned = ties[np.lexsort((ties[:, 0], ties[:, 1]))]
            assert (ties == turned[:, [1, 0, 2]]).all(), "either end holds the same tie"
    assert here.surroundings.ties_made[0] > 100
    assert here.surroundings.ties_lost[0] > 100


def test_any_two_members_can_meet_and_nobody_else(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=1.0, fading=0.0)
    here.ties.degree[:] = 0
    team, other_team = [4, 9, 17, 33, 58], [1, 2]
    begin(here, team)
    begin(here, other_team)
    begin(here, [50], output=1.0)
    for week in range(200):
        here.week = week
        do(here, "bonding")
    assert pairs(here) == {*itertools.combinations(team, 2), (1, 2)}


def test_where_an_initiative_has_ended_nobody_meets_any_more(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=1.0)
    begin(here, [0, 20, 40, 59], stage=Stage.ENDED)
    before = pairs(here)
    for week in range(20):
        here.week = week
        do(here, "bonding")
    assert pairs(here) == before


@pytest.mark.parametrize("community", [0.5, 1.0])
def test_community_building_helps_the_isolated_to_contacts_and_takes_nothing_from_others(community: float) -> None:
    """Statement 40: whoever meets without it meets with it too, and some of the lonely besides."""

    def met(strength: float) -> set[tuple[int, int]]:
        here = settled(street(600))
        for first in range(0, 600, 4):
            begin(here, list(range(first, first + 4)))
        dose(here, community=strength)
        before, few = pairs(here), here.ties.degree <= 3
        do(here, "bonding")
        new = pairs(here) - before
        lonely.append({pair for pair in new if few[list(pair)].any()})
        return new

    lonely: list[set[tuple[int, int]]] = []
    without, with_it = met(0.0), met(community)
    assert without < with_it
    assert with_it - without <= lonely[1]
    assert len(lonely[1]) > len(lonely[0])


def test_taking_part_wins_contacts_that_are_kept_on_the_account() -> None:
    here = lived(told(street(300), {"leaving.mobility": 0.0, "bonding.fading": 0.0}), 130)
    outside = set(here.chronicle.events()["resident"][here.chronicle.events()["event"] == Event.JOINED].tolist())
    won = np.flatnonzero(here.residents.ties_won)
    assert len(won) > 10
    assert set(won.tolist()) <= outside, "only who takes part wins them"
    assert len(pairs(here)) - len(pairs(settled(told(street(300))))) == here.surroundings.ties_made[0]
