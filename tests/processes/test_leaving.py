"""Leaving: who stops, who moves out, and who comes to live there instead."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, counted, do, recount, renumber, settled, street, ties_told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Involvement, Reason

WEEKLY = 1 - (1 - 0.35) ** (1 / 52)


def moving(here: Neighbourhood, yearly: float) -> None:
    renumber(here, "leaving", mobility=yearly)


def told_of(here: Neighbourhood, event: Event) -> np.ndarray:
    events = here.chronicle.events()
    return events[events["event"] == event]


@pytest.mark.parametrize("honeymoon", [0.0, 1.0])
def test_who_stops_follows_the_hazard(honeymoon: float) -> None:
    here = settled(street(600))
    moving(here, 0.0)
    renumber(here, "leaving", honeymoon=honeymoon, rate=0.9)
    who = here.residents
    begin(here, list(range(0, 600, 2)))
    who.strain[:] = np.linspace(0, 1, 600)
    who.weeks_in[:] = np.arange(600) % 60
    bump = np.array([any(abs(week - around) <= 2 for around in (13, 26, 52)) for week in who.weeks_in])
    rate = 1 - (1 - 0.9) ** (1 / 52)
    hazard = rate * np.exp(-2.5 * (who.motivation - 0.62) + 1.5 * who.strain) * (1 + honeymoon * bump)
    here.chance.turn(0)
    luck = np.array([draw(here.chance.key("leaving.stop"), row) for row in range(600)])
    stops = np.flatnonzero((who.initiative >= 0) & (luck < hazard))
    do(here, "leaving")
    assert len(stops) > 10
    assert told_of(here, Event.LEFT)["resident"].tolist() == stops.tolist()
    assert set(told_of(here, Event.LEFT)["reason"].tolist()) == {Reason.LOST_HEART}
    assert (who.involvement[stops] == Involvement.RESTING).all()
    assert not who.hours_given[stops].any()
    assert here.initiatives.members_lost[0] == len(stops)
    assert here.initiatives.members[0] == 300 - len(stops)
    assert (who.active_neighbours == counted(here)[1]).all()


def test_at_usual_motivation_a_third_stops_in_a_year() -> None:
    here = settled(street(2000))
    moving(here, 0.0)
    begin(here, list(range(1000)))
    here.residents.motivation[:], here.residents.strain[:] = 0.62, 0.0
    for week in range(52):
        here.week = week
        do(here, "leaving")
    share = 1 - here.initiatives.members[0] / 1000
    assert share == pytest.approx(0.35, abs=4 * math.sqrt(0.35 * 0.65 / 1000))


def test_rest_lasts_thirteen_weeks(here: Neighbourhood) -> None:
    moving(here, 0.0)
    renumber(here, "leaving", rate=0.999999)
    begin(here, [5])
    here.residents.motivation[5] = 0.0
    while here.residents.involvement[5] != Involvement.RESTING:
        do(here, "leaving")
        here.week += 1
    rested = 0
    while here.residents.involvement[5] == Involvement.RESTING:
        do(here, "leaving")
        here.week += 1
        rested += 1
    assert rested == 13
    assert here.residents.involvement[5] == Involvement.INTERESTED


@pytest.mark.parametrize(("given", "remembered"), [(3.9, -999), (4.1, 8)])
def test_who_gives_more_than_four_tenths_is_missed(here: Neighbourhood, given: float, remembered: int) -> None:
    moving(here, 0.0)
    g = begin(here, [0, 3], hours_given=10.0)
    here.residents.hours_given[0] = given
    here.residents.motivation[0] = -50.0
    here.residents.motivation[3] = 50.0
    here.week = 8
    do(here, "leaving")
    assert here.initiatives.members[g] == 1
    assert here.initiatives.key_person_left[g] == remembered


def test_movers_are_as_many_as_the_mobility_says() -> None:
    here = settled(street(2000))
    for week in range(52):
        here.week = week
        do(here, "leaving")
    moved = len(told_of(here, Event.MOVED_OUT)) / len(here.residents)
    assert moved == pytest.approx(-math.log(1 - 0.075), abs=4 * math.sqrt(0.075 / 2000))


def test_a_newcomer_is_another_person_without_memory() -> None:
    here = settled(street(300))
    who = here.residents
    moving(here, 0.9999)
    begin(here, list(range(0, 300, 3)))
    who.involvement[who.initiative < 0] = Involvement.INTERESTED
    recount(here)
    past = ("weeks_in", "weeks_resting", "learned", "collapses_near", "formerly", "founded", "ties_won", "less_lonely")
    for name in past:
        getattr(who, name)[:] = 1
    who.extrinsic[:] = 0.7
    who.asked_in[:] = -1
    who.strain[:], who.last_idea[:] = 0.5, 3
    before = {name: getattr(who, name).copy() for name in ("tenure", "household", "children")}
    first = ties_told(here.ties)
    trust, hours = who.trust.copy(), who.hours_available.copy()
    do(here, "leaving")
    movers = told_of(here, Event.MOVED_OUT)["resident"]
    assert len(movers) > 20
    assert here.surroundings.moved[0] == len(movers)
    for name, value in {
        "involvement": Involvement.UNAWARE, "initiative": -1, "formerly": -1, "founded": -1, "weeks_in": 0,
        "weeks_resting": 0, "learned": 0, "ties_won": 0, "asked_in": -999, "less_lonely": 0, "extrinsic": 0.0,
        "collapses_near": 0, "strain": 0.0, "last_idea": -999, "hours_given": 0.0,
    }.items():  # fmt: skip
        assert (getattr(who, name)[movers] == value).all(), name
    for name, column in before.items():
        assert (getattr(who, name) == column).all(), name
    assert (who.motivation[movers] == who.disposition[movers]).all()
    assert (who.skill[movers] == who.skill_at_start[movers]).all()
    assert (trust[movers] != who.trust[movers]).mean() > 0.9
    assert (hours[movers] != who.hours_available[movers]).mean() > 0.9
    stayed = np.setdiff1d(np.arange(300), movers)
    assert (trust[stayed] == who.trust[stayed]).all()
    assert (who.extrinsic[stayed] == 0.7).all()
    assert who.less_lonely[stayed].all()
    informed, active = counted(here)
    assert (who.informed_neighbours == informed).all()
    assert (who.active_neighbours == active).all()
    # who stayed keeps the ties with who stayed
    both = ~np.isin(first[:, 0], movers) & ~np.isin(first[:, 1], movers)
    now = ties_told(here.ties)
    kept = ~np.isin(now[:, 0], movers) & ~np.isin(now[:, 1], movers)
    assert (first[both] == now[kept]).all()


def test_newcomers_know_their_household_and_half_as_many_others() -> None:
    here = settled(street(2000))
    moving(here, 0.95)
    do(here, "leaving")
    movers = told_of(here, Event.MOVED_OUT)["resident"]
    household = here.residents.household
    others = []
    for row in movers:
        contacts = set(here.ties.contacts(int(row)).tolist())
        housemates = set(np.flatnonzero(household == household[row]).tolist()) - {int(row)}
        assert housemates <= contacts
        others.append(len(contacts - housemates))
    assert len(movers) > 60
    # four on average by the number drawn, a few less for doubles, a few more for newcomers who meet each other
    assert np.mean(others) == pytest.approx(4.0, abs=4 * 2 / math.sqrt(len(movers)))


def test_newcomers_trust_and_traits_are_those_of_such_homes() -> None:
    here = settled(street(2000))
    moving(here, 0.9999)
    educated = here.residents.education.copy()
    for week in range(10):
        here.week = week
        do(here, "leaving")
    movers = np.unique(told_of(here, Event.MOVED_OUT)["resident"])
    trust = here.residents.trust[movers]
    assert len(movers) > 1000
    assert trust.mean() == pytest.approx(0.5, abs=4 * 0.2 / math.sqrt(len(movers)))
    assert trust.std() == pytest.approx(0.2, abs=0.02)
    for tenure in range(3):
        homes = here.residents.tenure == tenure
        rows = movers[homes[movers]]
        spread = 4 * 0.82 / math.sqrt(len(rows))
        assert here.residents.education[rows].mean() == pytest.approx(educated[homes].mean(), abs=spread)


def test_a_fifth_of_newcomers_can_say_what_they_are_worth_whatever_those_before_them_could() -> None:
    here = settled(street(2000))
    moving(here, 0.9999)
    here.residents.worth_known[:] = 1
    do(here, "leaving")
    movers = told_of(here, Event.MOVED_OUT)["resident"]
    known = here.residents.worth_known
    assert known[movers].mean() == pytest.approx(0.2, abs=4 * 0.4 / math.sqrt(len(movers)))
    assert known[np.setdiff1d(np.arange(len(known)), movers)].all()


def test_a_member_who_moves_leaves_the_initiative_too() -> None:
    here = settled(street(300))
    moving(here, 0.9999)
    renumber(here, "leaving", rate=0.0)
    begin(here, list(range(300)))
    do(here, "leaving")
    left, moved = told_of(here, Event.LEFT), told_of(here, Event.MOVED_OUT)
    assert left["resident"].tolist() == moved["resident"].tolist()
    assert set(left["reason"].tolist()) == {Reason.MOVED}
    assert here.initiatives.members[0] == 300 - len(moved)


def test_nobody_leaves_when_rates_are_zero(here: Neighbourhood) -> None:
    moving(here, 0.0)
    renumber(here, "leaving", rate=0.0)
    begin(here, list(range(60)))
    for week in range(100):
        here.week = week
        do(here, "leaving")
    assert here.initiatives.members[0] == 60
    assert pytest.approx(0.0083, abs=0.0001) == WEEKLY
