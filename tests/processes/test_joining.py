"""Joining: who comes forward, who is asked, who answers and who comes by himself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, counted, do, dose, lived, recount, renumber, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Involvement, Reason, Stage


def drawn(here: Neighbourhood, purpose: str) -> np.ndarray:
    """The luck of this week for each resident, for one purpose."""
    here.chance.turn(here.week)
    return np.array([draw(here.chance.key(purpose), row) for row in range(len(here.residents))])


def joined(here: Neighbourhood, reason: Reason | None = None) -> list[int]:
    events = here.chronicle.events()
    chosen = events[(events["event"] == Event.JOINED) & ((events["reason"] == reason) | (reason is None))]
    return sorted(chosen["resident"].tolist())


def answer(here: Neighbourhood, row: int, g: int, weight: float) -> float:
    """The chance of a yes by the equation of the noisy threshold."""
    who = here.residents
    same = 1.0 if here.initiatives.problem[g] == who.problem[row] else 0.0
    u = -2.6 + 3.0 * (who.motivation[row] - 0.5) + 0.8 * min(who.active_neighbours[row], 4) / 2 + weight
    u += 1.0 * (who.trust[row] - 0.58) + 0.6 * (same - 0.2) + 0.5 * (math.log(1 + who.hours_available[row]) - 1.1)
    return 1 / (1 + math.exp(-u))


@pytest.mark.parametrize("connecting", [0.0, 0.6, 1.0])
def test_coming_forward_follows_the_equation(connecting: float) -> None:
    here = settled(street(600))
    who = here.residents
    who.involvement[:] = Involvement.AWARE
    who.involvement[::5] = Involvement.UNAWARE
    recount(here)
    dose(here, connecting=connecting)
    renumber(here, "joining", come=0.3, consider=0.0)
    time = who.hours_available / (who.hours_available + 2) / 0.4
    chance = 0.3 * (who.motivation / 0.45) * (who.trust / 0.5) ** 2 * time * (0.1 + 0.9 * connecting)
    chance *= 1 + 0.5 * who.attraction
    comes = (who.involvement == Involvement.AWARE) & (who.trust > 0.25) & (drawn(here, "joining.come") < chance)
    was = who.involvement.copy()
    do(here, "joining")
    assert comes.any()
    assert (who.involvement == np.where(comes, Involvement.INTERESTED, was)).all()


def test_nobody_comes_forward_when_everybody_is_sceptical() -> None:
    here = settled(street(300))
    here.residents.involvement[:] = Involvement.AWARE
    here.residents.trust[:] = 0.0
    recount(here)
    renumber(here, "joining", come=1.0)
    dose(here, connecting=1.0)
    for week in range(50):
        here.week = week
        do(here, "joining")
    assert (here.residents.involvement == Involvement.AWARE).all()


def test_offers_attract_and_leave_motivation_alone() -> None:
    with_offers, without = (
        settled(story) for story in (street(300), street(300).model_copy(update={"opportunities": (), "strengths": ()}))
    )
    assert (with_offers.residents.motivation == without.residents.motivation).all()
    assert with_offers.residents.attraction.std() > without.residents.attraction.std()
    # The mean pull at the start is taken off, so that offers decide who comes, not how many.
    assert with_offers.residents.attraction.mean() == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(("hours", "opening"), [(0.0, 1.0), (5.0, 0.7), (8.5, 0.0), (20.0, 0.0)])
def test_openings_close_when_a_team_could_do_the_work(here: Neighbourhood, hours: float, opening: float) -> None:
    """With 5 hours of demand and slack 1.7 a team stops asking at 8.5 possible hours; at 5 it asks less."""
    for team in range(0, 40, 2):
        begin(here, [team, team + 1], stage=Stage.IDEA, possible_hours=hours)
    renumber(here, "joining", ask=1.0, base=50.0)
    asks = drawn(here, "joining.ask")[:40] < opening
    free = {row for row in range(60) if here.residents.initiative[row] < 0}
    do(here, "joining")
    assert bool(joined(here)) == bool(opening)
    assert set(joined(here)) <= free
    assert len(joined(here)) <= asks.sum()


def test_the_asked_answer_by_the_noisy_threshold() -> None:
    here = settled(street(600))
    who = here.residents
    for first in range(0, 300, 3):
        begin(here, [first], problem=first % 5)
    recount(here)
    renumber(here, "joining", ask=1.0, consider=0.0, come=0.0)
    luck = drawn(here, "joining.answer")
    chances = {}
    active = counted(here)[1]
    do(here, "joining")
    for event in here.chronicle.events():
        row, g = int(event["resident"]), int(event["initiative"])
        now, who.active_neighbours[row] = who.active_neighbours[row], active[row]
        chances[row] = answer(here, row, g, 1.6)
        who.active_neighbours[row] = now
        assert luck[row] < chances[row]
        assert event["reason"] == Reason.ASKED
    assert len(chances) > 5
    # Those who were asked (they have heard now, and nobody else did) and did not join had worse luck.
    refused = [row for row in range(600) if who.involvement[row] == Involvement.AWARE and who.initiative[row] < 0]
    assert refused
    best = {row: max(answer_at(here, row, active, g) for g in range(len(here.initiatives))) for row in refused}
    worst = {row: min(answer_at(here, row, active, g) for g in range(len(here.initiatives))) for row in refused}
    assert all(luck[row] >= worst[row] for row in refused)
    assert any(luck[row] >= best[row] for row in refused)


def answer_at(here: Neighbourhood, row: int, active: np.ndarray, g: int) -> float:
    now, here.residents.active_neighbours[row] = here.residents.active_neighbours[row], active[row]
    chance = answer(here, row, g, 1.6)
    here.residents.active_neighbours[row] = now
    return chance


def test_members_ask_people_they_know_and_the_stronger_tie_more() -> None:
    here = settled(street(300))
    renumber(here, "joining", ask=1.0, base=-1000.0)
    ties = here.ties
    begin(here, list(range(0, 300, 7)))
    here.initiatives.possible_hours[:] = 0.0
    strength, share = [], []
    members = np.flatnonzero(here.residents.initiative >= 0)
    contacts = {int(row): ties.contacts(row).tolist() for row in members}
    for week in range(40):
        here.week = week
        here.residents.involvement[here.residents.initiative < 0] = Involvement.UNAWARE
        recount(here)
        do(here, "joining")
        heard = set(np.flatnonzero(here.residents.involvement == Involvement.AWARE).tolist())
        known = {contact for row in members for contact in contacts[int(row)]}
        assert heard <= known
        for row in members:
            places = slice(ties.start[row], ties.start[row] + ties.degree[row])
            strength += ties.strength[places].tolist()
            share += [contact in heard for contact in ties.other[places]]
    strong = np.array(strength) == 1.0
    assert np.mean(np.array(share)[strong]) > np.mean(np.array(share)[~strong])


def test_who_is_asked_has_heard(here: Neighbourhood) -> None:
    begin(here, [0, 5, 9, 20, 31, 44])
    renumber(here, "joining", ask=1.0, base=-1000.0)
    do(here, "joining")
    assert (here.residents.involvement == Involvement.AWARE).any()
    assert (here.residents.informed_neighbours == counted(here)[0]).all()


def test_who_rests_or_takes_part_already_does_not_join(here: Neighbourhood) -> None:
    begin(here, list(range(0, 60, 2)))
    here.residents.involvement[1::2] = Involvement.RESTING
    recount(here)
    renumber(here, "joining", ask=1.0, base=1000.0, consider=1.0)
    do(here, "joining")
    assert joined(here) == []


def test_without_asking_and_considering_only_founders_take_part() -> None:
    here = lived(told(street(600), {"joining.ask": 0.0, "joining.consider": 0.0}), 104)
    events = here.chronicle.events()
    reasons = set(events["reason"][events["event"] == Event.JOINED].tolist())
    assert reasons == {Reason.FOUNDED}


def test_the_interested_consider_by_themselves() -> None:
    here = settled(street(900))
    g = begin(here, [0])
    who = here.residents
    who.involvement[1:600] = Involvement.INTERESTED
    recount(here)
    who.active_neighbours[:] = np.arange(900) % 7
    renumber(here, "joining", ask=0.0, consider=0.5, come=0.0)
    thinks = drawn(here, "joining.consider") < 0.5
    luck = drawn(here, "joining.itself")
    yes = [row for row in range(1, 600) if thinks[row] and luck[row] < answer(here, row, g, 0.5)]
    do(here, "joining")
    assert len(yes) > 30
    assert joined(here, Reason.UNASKED) == yes
    assert joined(here, Reason.ASKED) == []


def test_who_comes_forward_this_week_does_not_consider_yet() -> None:
    """All of joining looks at the state with which the week began."""
    here = settled(street(900))
    begin(here, [0])
    who = here.residents
    who.involvement[1:600], who.trust[1:600], who.motivation[1:600] = Involvement.AWARE, 0.98, 0.95
    recount(here)
    dose(here, connecting=1.0)
    renumber(here, "joining", ask=0.0, consider=1.0, come=1.0, base=10.0)
    do(here, "joining")
    assert (who.involvement[1:600] == Involvement.INTERESTED).sum() > 100
    assert joined(here) == []
    do(here, "joining")
    assert len(joined(here)) > 100


def test_considering_falls_on_the_own_problem_three_times_as_often() -> None:
    here = settled(street(3000))
    who = here.residents
    own, other = begin(here, [0], problem=0), begin(here, [1], problem=1)
    who.involvement[2:] = Involvement.INTERESTED
    who.problem[:] = 0
    recount(here)
    renumber(here, "joining", ask=0.0, consider=1.0, come=0.0, base=1000.0)
    do(here, "joining")
    share = (who.initiative[2:] == own).mean()
    assert share + (who.initiative[2:] == other).mean() == 1.0
    assert share == pytest.approx(0.75, abs=4 * math.sqrt(0.75 * 0.25 / 2998))


@pytest.mark.parametrize("room", ["room_of_plan", "room_of_deal"])
def test_considering_falls_on_an_initiative_with_a_room_half_as_often_again(room: str) -> None:
    here = settled(street(3000))
    who = here.residents
    roomy = begin(here, [0], problem=0, **{room: 1})
    begin(here, [1], problem=0)
    who.involvement[2:] = Involvement.INTERESTED
    recount(here)
    renumber(here, "joining", ask=0.0, consider=1.0, come=0.0, base=1000.0)
    do(here, "joining")
    share = (who.initiative[2:] == roomy).mean()
    assert share == pytest.approx(0.6, abs=4 * math.sqrt(0.6 * 0.4 / 2998))


def test_hard_threshold_joins_by_the_share_of_contacts_alone(here: Neighbourhood) -> None:
    begin(here, list(range(0, 60, 3)))
    who = here.residents
    renumber(here, "joining", rule="hard threshold", ask=0.0, consider=1.0, come=0.0)
    who.involvement[who.initiative < 0] = Involvement.INTERESTED
    recount(here)
    share = who.active_neighbours / np.maximum(here.ties.degree, 1)
    expected = np.flatnonzero((who.initiative < 0) & (share >= who.threshold)).tolist()
    do(here, "joining")
    assert expected
    assert joined(here) == expected


def test_hard_threshold_is_lower_for_who_is_asked(here: Neighbourhood) -> None:
    begin(here, list(range(0, 60, 3)))
    who = here.residents
    who.threshold[:] = who.active_neighbours / np.maximum(here.ties.degree, 1) + 0.05
    renumber(here, "joining", rule="hard threshold", ask=1.0, consider=0.0)
    do(here, "joining")
    assert joined(here, Reason.ASKED)
    again = settled(street(60))
    begin(again, list(range(0, 60, 3)))
    again.residents.threshold[:] = again.residents.active_neighbours / np.maximum(again.ties.degree, 1) + 0.15
    renumber(again, "joining", rule="hard threshold", ask=1.0, consider=0.0)
    do(again, "joining")
    assert joined(again) == []


def test_joiners_are_counted_where_they_belong(here: Neighbourhood) -> None:
    begin(here, [0, 5, 9, 20, 31, 44])
    renumber(here, "joining", ask=1.0, base=1000.0)
    do(here, "joining")
    informed, active = counted(here)
    assert joined(here)
    assert (here.residents.active_neighbours == active).all()
    assert (here.residents.informed_neighbours == informed).all()
    assert here.initiatives.members[0] == (here.residents.initiative == 0).sum()
    assert (here.residents.involvement[joined(here)] == Involvement.HELPER).all()
