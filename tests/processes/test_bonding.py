"""Bonding: how people who work together come to know each other, and how initiatives take root and win standing."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, counted, do, dose, recount, renumber, settled, street, ties_told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.neighbourhood.ties import cut_all
from weisim.terms import Problem, Stage

TEAM = [0, 3, 7]
USUAL = 0.075 / 52


def alone(here: Neighbourhood, rows: list[int]) -> None:
    """These residents know nobody any more."""
    ties = here.ties
    for row in rows:
        cut_all(ties.start, ties.degree, ties.other, ties.strength, row)
    recount(here)


def acquainted(here: Neighbourhood) -> list[tuple[int, int]]:
    """All pairs of contacts."""
    return [(int(row), int(other)) for row, other, _ in ties_told(here.ties) if row < other]


@pytest.mark.parametrize("deals", [0, 2])
@pytest.mark.parametrize("community", [0.0, 1.0])
@pytest.mark.parametrize("rooted", [0.1, 0.9])
@pytest.mark.parametrize("residents", [60, 3000])
def test_roots_and_standing_follow_the_equations(community: float, rooted: float, residents: int, deals: int) -> None:
    here = settled(street(residents))
    g = begin(here, TEAM, embeddedness=rooted, legitimacy=0.3, output=0.8, deals=deals)
    dose(here, community=community)
    reach = min(1.0, 15 * here.ties.degree[TEAM].sum() / len(here.residents))
    do(here, "bonding")
    roots = rooted + 0.03 * (reach * (0.4 + 0.6 * min(1.0, rooted + 0.2)) - rooted) + 0.010 * community * (1 - rooted)
    standing = 0.3 + 0.02 * 0.8 * here.initiatives.embeddedness[g] * 0.7 - 0.008 * 0.3 + (0.01 if deals else 0.0)
    assert here.initiatives.embeddedness[g] == pytest.approx(roots, abs=1e-15)
    assert here.initiatives.legitimacy[g] == pytest.approx(standing, abs=1e-15)
    assert reach == 1.0 or residents == 3000


@pytest.mark.parametrize("deals", [0, 1])
def test_membership_of_the_cooperative_gives_standing_as_a_deal_does(here: Neighbourhood, deals: int) -> None:
    """Once: who has both stands no better than who has one of the two."""
    member = begin(here, TEAM, legitimacy=0.3, in_cooperative=1, deals=deals)
    no_member = begin(here, [11, 20, 30], legitimacy=0.3)
    do(here, "bonding")
    assert here.initiatives.legitimacy[member] == pytest.approx(0.3 - 0.008 * 0.3 + 0.01, abs=1e-15)
    assert here.initiatives.legitimacy[no_member] == pytest.approx(0.3 - 0.008 * 0.3, abs=1e-15)


def test_who_knows_nobody_roots_nothing(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=0.0)
    here.ties.degree[:] = 0
    g = begin(here, TEAM, embeddedness=0.0, output=1.0)
    for _ in range(50):
        do(here, "bonding")
    assert here.initiatives.embeddedness[g] == here.initiatives.legitimacy[g] == 0.0


def test_community_building_roots_even_them(here: Neighbourhood) -> None:
    here.ties.degree[:] = 0
    g = begin(here, TEAM, embeddedness=0.0)
    dose(here, community=1.0)
    do(here, "bonding")
    assert here.initiatives.embeddedness[g] == pytest.approx(0.010)


def test_standing_without_results_fades(here: Neighbourhood) -> None:
    g = begin(here, TEAM, legitimacy=0.5, output=0.0)
    ended = begin(here, [30], legitimacy=0.5, stage=Stage.ENDED)
    for _ in range(10):
        do(here, "bonding")
    assert here.initiatives.legitimacy[g] == pytest.approx(0.5 * (1 - 0.008) ** 10)
    assert here.initiatives.legitimacy[ended] == 0.5


def test_shares_stay_shares(here: Neighbourhood) -> None:
    g = begin(here, list(range(40)), output=1.0)
    dose(here, community=1.0)
    for _ in range(2000):
        do(here, "bonding")
        assert 0.0 <= here.initiatives.embeddedness[g] <= 1.0
        assert 0.0 <= here.initiatives.legitimacy[g] <= 1.0
    assert here.initiatives.legitimacy[g] > 0.6


@pytest.mark.parametrize(
    ("isolated", "community", "room", "factor"),
    [
        (False, 0.0, "", 1.0),
        (False, 1.0, "", 1.0),
        (True, 0.0, "", 1.0),
        (True, 0.5, "", 1.5),
        (True, 1.0, "", 2.0),
        (True, 1.3, "", 2.0),
        (False, 0.0, "room_of_plan", 1.5),
        (False, 0.0, "room_of_deal", 1.5),
        (False, 0.0, "room_shared", 1.5),
        (True, 1.0, "room_of_plan", 3.0),
    ],
)
def test_two_members_become_contacts_sooner_with_a_room_and_when_isolated(
    isolated: bool, community: float, room: str, factor: float
) -> None:
    """Pairs of strangers: with chance `meet` a week, and who has a contact more by it is told so."""
    here = settled(street(600))
    renumber(here, "bonding", meet=0.2)
    dose(here, community=community)
    who, degree = here.residents, here.ties.degree
    ones, others = [row for row in range(300) if degree[row] > 3], [row for row in range(300, 600) if degree[row] > 3]
    pairs = [pair for pair in zip(ones, others, strict=False) if pair[1] not in here.ties.contacts(pair[0])]
    for pair in pairs:
        g = begin(here, list(pair))
        if room:
            getattr(here.initiatives, room)[g] = 1
    if isolated:
        alone(here, [one for one, _ in pairs])
    before, won = set(acquainted(here)), who.ties_won.copy()
    here.chance.turn(0)
    luck = [draw(here.chance.key("bonding.meet"), one) for one, _ in pairs]
    do(here, "bonding")
    expected = {pair for pair, u in zip(pairs, luck, strict=True) if u < 0.2 * factor}
    assert expected
    assert set(acquainted(here)) - before == expected
    assert (who.ties_won - won == np.bincount([row for pair in expected for row in pair], minlength=600)).all()
    assert here.surroundings.ties_made[0] == len(expected)


@pytest.mark.parametrize(("left", "factor"), [(1.0, 1.0), (0.5, 1.0), (0.49, 1.5), (0.0, 1.5)])
def test_a_place_to_meet_in_the_neighbourhood_is_as_good_as_a_room(left: float, factor: float) -> None:
    """Once less than half is left of the want of a place to meet, for everybody, and a room adds nothing to that."""
    here = settled(street(600))
    renumber(here, "bonding", meet=0.2)
    around, degree = here.surroundings, here.ties.degree
    around.problem_level[0, Problem.MEETING_PLACE] = left * around.problem_base[0, Problem.MEETING_PLACE]
    ones, others = [row for row in range(300) if degree[row] > 3], [row for row in range(300, 600) if degree[row] > 3]
    pairs = [pair for pair in zip(ones, others, strict=False) if pair[1] not in here.ties.contacts(pair[0])]
    rooms = [number % 2 for number in range(len(pairs))]
    for pair, room in zip(pairs, rooms, strict=True):
        begin(here, list(pair), room_of_plan=room)
    before = set(acquainted(here))
    here.chance.turn(0)
    luck = [draw(here.chance.key("bonding.meet"), one) for one, _ in pairs]
    do(here, "bonding")
    expected = {
        pair for pair, u, room in zip(pairs, luck, rooms, strict=True) if u < 0.2 * max(factor, 1.5 if room else 1.0)
    }
    assert set(acquainted(here)) - before == expected


def test_new_contacts_are_weak_and_counted(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=1.0)
    begin(here, list(range(0, 60, 3)))
    before, strength = set(acquainted(here)), here.parameters.bonding.first
    for _ in range(20):
        do(here, "bonding")
        here.week += 1
    new = set(acquainted(here)) - before
    assert len(new) > 5
    assert here.surroundings.ties_made[0] == len(new)
    told = {(int(row), int(other)): much for row, other, much in ties_told(here.ties)}
    assert {told[pair] for pair in new} == {strength} == {0.10}
    informed, active = counted(here)
    assert (here.residents.informed_neighbours == informed).all()
    assert (here.residents.active_neighbours == active).all()


def test_who_works_together_grows_closer_and_all_other_ties_fade(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=0.0, lost=0.0)
    begin(here, list(range(0, 60, 2)))
    begin(here, list(range(1, 60, 6)))
    before = ties_told(here.ties)
    for week in range(60):
        here.week = week
        do(here, "bonding")
        if week in (24, 25, 50, 51):
            passed = (week + 1) // 26 * 26
            mine, theirs = (here.residents.initiative[before[:, end].astype(int)] for end in (0, 1))
            together = (mine >= 0) & (mine == theirs)
            closer, weaker = 1 - (1 - before[:, 2]) * 0.98**passed, before[:, 2] * 0.998**passed
            expected = np.where(before[:, 2] == 1.0, 1.0, np.where(together, closer, weaker))
            assert ties_told(here.ties)[:, 2] == pytest.approx(expected, abs=1e-12)
    assert together.any()
    assert not together.all()


def test_ties_that_have_faded_away_are_lost_on_both_sides(here: Neighbourhood) -> None:
    here.week = 25
    renumber(here, "bonding", meet=0.0, lost=0.3)
    begin(here, list(range(0, 60, 2)))
    here.residents.involvement[1::4] = 1
    here.residents.informed_neighbours[:] = counted(here)[0]
    before = ties_told(here.ties)
    do(here, "bonding")
    faded = before[:, 2] * np.where(before[:, 2] == 1.0, 1.0, 0.998**26)
    mine, theirs = (here.residents.initiative[before[:, end].astype(int)] for end in (0, 1))
    stronger = 1 - (1 - before[:, 2]) * 0.98**26
    now = np.where((mine >= 0) & (mine == theirs) & (before[:, 2] < 1.0), stronger, faded)
    kept = before[now >= 0.3]
    assert len(kept) < len(before)
    assert (ties_told(here.ties)[:, :2] == kept[:, :2]).all()
    assert here.surroundings.ties_lost[0] == (len(before) - len(kept)) // 2
    informed, active = counted(here)
    assert (here.residents.informed_neighbours == informed).all()
    assert (here.residents.active_neighbours == active).all()


def test_cohesion_rises_with_new_ties_and_falls_with_lost_ones_and_with_moves(here: Neighbourhood) -> None:
    renumber(here, "bonding", meet=1.0)
    begin(here, list(range(0, 60, 3)))
    here.surroundings.moved[0] = 4
    do(here, "bonding")
    made = int(here.surroundings.ties_made[0])
    moves = 0.3 * (4 / 60 - USUAL)
    assert here.surroundings.cohesion[0] == pytest.approx(5.9 + 0.6 * made / 60 - moves, abs=1e-12)
    # the same ties are not counted again; ties made at a presentation are
    was = float(here.surroundings.cohesion[0])
    renumber(here, "bonding", meet=0.0)
    here.surroundings.moved[0] = 0
    here.surroundings.ties_made[0] += 6
    here.surroundings.ties_lost[0] += 9
    do(here, "bonding")
    assert here.surroundings.cohesion[0] == pytest.approx(was - 0.6 * 3 / 60 + 0.3 * USUAL, abs=1e-12)


def test_cohesion_stays_on_its_scale(here: Neighbourhood) -> None:
    for made, end in ((10**6, 10.0), (-(10**6), 0.0)):
        here.surroundings.ties_made[0] = made
        do(here, "bonding")
        assert here.surroundings.cohesion[0] == end


def test_want_of_memory_for_ties_makes_no_difference() -> None:
    """When lists must move to a longer memory the week goes on where it stopped, and nothing is done twice."""
    roomy, tight = settled(street(60)), settled(street(60))
    for here in (roomy, tight):
        renumber(here, "bonding", meet=1.0)
        for first in range(10):
            begin(here, list(range(first, 60, 10)), embeddedness=0.3, output=0.9)
    ties = tight.ties
    ties.room[:] = ties.degree
    ties.other, ties.strength = ties.other[: ties.tail[0]].copy(), ties.strength[: ties.tail[0]].copy()
    for week in range(8):
        for here in (roomy, tight):
            here.week = week
            do(here, "bonding")
    assert ties.other.size > ties.tail[0]
    assert roomy.surroundings.ties_made[0] == tight.surroundings.ties_made[0] > 3
    assert (ties_told(roomy.ties) == ties_told(ties)).all()
    assert roomy.initiatives.embeddedness.tolist() == tight.initiatives.embeddedness.tolist()
    assert roomy.surroundings.cohesion[0] == tight.surroundings.cohesion[0]


def test_a_story_without_ties_stays_without(here: Neighbourhood) -> None:
    """Null model: nobody knows anybody, whatever people do together."""
    renumber(here, "settling", ties=False)
    here.ties.degree[:] = 0
    begin(here, TEAM)
    for _ in range(50):
        do(here, "bonding")
    assert not here.ties.degree.any()
