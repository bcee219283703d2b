"""Easing: what work does to problems, goals and rooms, and to those who do it."""

from __future__ import annotations

import pytest

from tests.living import begin, do, renumber
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import AgeGroup, Flow, Problem, Stage

TEAM = [0, 3, 7]
FASTER = {Problem.PLAYGROUND: 3.0, Problem.POVERTY: 0.25, Problem.ISOLATION: 0.25}


def niche(here: Neighbourhood, problem: Problem) -> float:
    """How many initiatives the neighbourhood can feed on a problem."""
    agenda = float(here.surroundings.agenda[0, problem])
    return here.parameters.founding.niche * len(here.residents) / 1000 * agenda


def at_work(here: Neighbourhood, problem: Problem, **values: float) -> int:
    here.surroundings.agenda[0] = 0.2
    return begin(here, TEAM, **{"problem": problem, "output": 0.8, "cash": 1000.0, **values})


@pytest.mark.parametrize("problem", list(Problem))
def test_work_eases_its_own_problem_with_a_lag(here: Neighbourhood, problem: Problem) -> None:
    """A playground is quickly done; poverty and isolation are not solved by neighbours."""
    at_work(here, problem)
    renumber(here, "producing", ease=0.002)
    gain, eased = 0.002 * FASTER.get(problem, 1.0) * 0.8 / niche(here, problem), 0.0
    for _ in range(3):
        do(here, "producing")
        eased += gain * (1 - eased) - 0.01 * eased
        assert here.surroundings.eased[0, problem] == pytest.approx(eased)
    around = here.surroundings
    assert around.problem_level[0] == pytest.approx(around.problem_base[0] * (1 - around.eased[0]))
    assert around.eased[0].sum() == pytest.approx(eased), "other problems stay as they are"


def test_a_problem_comes_back_without_work(here: Neighbourhood) -> None:
    around = here.surroundings
    around.eased[0] = 0.5
    do(here, "producing")
    assert around.eased[0] == pytest.approx(0.5 * 0.99)
    for _ in range(600):
        do(here, "producing")
    assert around.problem_level[0] == pytest.approx(around.problem_base[0], rel=0.01)


def test_no_place_to_meet_is_less_by_rooms_in_use(here: Neighbourhood) -> None:
    around, levels = here.surroundings, []
    place = around.problem_base[0, Problem.MEETING_PLACE]
    for rows in ([], [0], [3], [7]):
        if rows:
            begin(here, rows, room_of_deal=1, problem=Problem.LITTER)
        do(here, "producing")
        levels.append(float(around.problem_level[0, Problem.MEETING_PLACE]))
    assert levels == pytest.approx([place, place / 2, 0.0, 0.0])


@pytest.mark.parametrize(("activity", "part"), [(0, 0.0), (1, 0.333), (2, 0.333)])
def test_an_activity_that_outlives_its_organisation_still_eases(
    here: Neighbourhood, activity: int, part: float
) -> None:
    """By former members or by a partner: a third of the work goes on."""
    renumber(here, "producing", ease=0.002)
    at_work(here, Problem.LITTER, stage=Stage.ENDED, output=0.0, output_left=0.8, activity=activity)
    do(here, "producing")
    expected = part * 0.002 * 0.8 / niche(here, Problem.LITTER)
    assert here.surroundings.eased[0, Problem.LITTER] == pytest.approx(expected)


def test_a_problem_that_nobody_puts_on_the_agenda_is_not_eased(here: Neighbourhood) -> None:
    at_work(here, Problem.LITTER)
    here.surroundings.agenda[0] = (0.5, 0.5, 0.0, 0.0, 0.0)
    do(here, "producing")
    assert here.surroundings.eased[0, Problem.LITTER] == 0.0


@pytest.mark.parametrize(
    ("problem", "pace"),
    [
        (Problem.LITTER, 0.004),
        (Problem.MEETING_PLACE, 0.004),
        (Problem.PLAYGROUND, 0.012),
        (Problem.POVERTY, 0.0),
        (Problem.ISOLATION, 0.0),
    ],
)
def test_only_some_goals_can_be_reached(here: Neighbourhood, problem: Problem, pace: float) -> None:
    g = at_work(here, problem)
    do(here, "producing")
    assert here.initiatives.goal_left[g] == pytest.approx(1 - pace * 0.8)
    here.initiatives.goal_left[g] = 0.001
    do(here, "producing")
    assert here.initiatives.goal_left[g] == (0.0 if pace else 0.001)


@pytest.mark.parametrize("room", ["room_of_plan", "room_of_deal", "room_shared"])
def test_who_loses_a_room_loses_visitors(here: Neighbourhood, room: str) -> None:
    """Work settles in a room; when that goes some visitors stay away, once."""
    g, i = begin(here, TEAM, embeddedness=0.5, room_bound=0.5, had_room=1, **{room: 1}), here.initiatives
    do(here, "producing")
    bound = 0.5 + 0.04 * 0.5
    assert (i.room_bound[g], i.embeddedness[g]) == pytest.approx((bound, 0.5))
    getattr(i, room)[g] = 0
    do(here, "producing")
    lost = 0.5 * (1 - 0.3 * bound)
    assert (i.room_bound[g], i.embeddedness[g]) == pytest.approx((0.96 * bound, lost))
    do(here, "producing")
    assert (i.room_bound[g], i.embeddedness[g]) == pytest.approx((0.96**2 * bound, lost))


@pytest.mark.parametrize(("of_plan", "of_partners", "free"), [(3, 2, 3), (1, 1, 0), (0, 0, 0)])
def test_rooms_that_nobody_uses_are_counted(here: Neighbourhood, of_plan: int, of_partners: int, free: int) -> None:
    here.partners.rooms[:] = 0
    here.partners.rooms[0], here.surroundings.rooms[0] = of_partners, of_plan
    begin(here, [0], room_of_plan=1)
    begin(here, [3], room_of_deal=1)
    begin(here, [7], room_shared=1)
    begin(here, [9], room_of_plan=1, stage=Stage.ENDED)
    do(here, "producing")
    assert here.surroundings.rooms_used[0] == 2
    assert here.surroundings.rooms_free[0] == free


def test_relief_counts_for_partners_who_care(here: Neighbourhood) -> None:
    """Litter touches liveability and maintenance: who cares for one of the two has half of the relief."""
    around, p = here.surroundings, here.partners
    p.interests[:] = 0.0
    p.interests[0] = (1.0, 0.0, 0.0, 1.0, 0.0)
    p.interests[1] = (1.0, 1.0, 0.0, 0.0, 0.0)
    around.eased[0] = 0.0
    around.eased[0, Problem.LITTER] = 0.4
    do(here, "producing")
    eased = around.problem_base[0, Problem.LITTER] - around.problem_level[0, Problem.LITTER]
    assert p.relief[:2] == pytest.approx([eased / 52, eased / 52 / 2])
    assert not p.relief[2:].any()


def test_only_lonely_participants_with_new_contacts_become_less_lonely(here: Neighbourhood) -> None:
    who = here.residents
    renumber(here, "producing", lonely=1.0, less_lonely=1.0)
    begin(here, TEAM)
    who.ties_won[[0, 3, 9]] = (2, 1, 5)
    for _ in range(2):
        do(here, "producing")
    assert who.less_lonely.nonzero()[0].tolist() == [0], "3 has one new contact, 9 does not take part"
    assert here.surroundings.less_lonely[0] == 1


@pytest.mark.parametrize("lonely", [0.0, 0.5])
def test_who_is_not_lonely_cannot_become_less_lonely(here: Neighbourhood, lonely: float) -> None:
    rows = list(range(40))
    renumber(here, "producing", lonely=lonely, less_lonely=1.0)
    begin(here, rows)
    here.residents.ties_won[:] = 2
    for week in range(4):
        here.week = week
        do(here, "producing")
    share = here.residents.less_lonely[rows].mean()
    assert share == 0.0 if lonely == 0.0 else 0.25 < share < 0.75, "the same ones in every week"


def test_only_who_is_paid_long_enough_finds_work(here: Neighbourhood) -> None:
    who, rows = here.residents, [0, 3, 7, 11]
    renumber(here, "producing", into_work=1.0)
    values = {"stage": Stage.ENTERPRISE, "weeks_enterprise": 90, "cash": 60000.0, "output": 0.9, "hours_given": 46.0}
    g = begin(here, rows, embeddedness=1.0, coverage=0.7, **values)
    who.work[:], who.age_group[:] = 0, int(AgeGroup.AGE_25_44)
    who.work[11], who.age_group[7] = 1, int(AgeGroup.AGE_65_PLUS)
    who.hours_given[[*rows, 20]] = (12.0, 2.0, 20.0, 12.0, 12.0)
    do(here, "producing")
    assert here.initiatives.paid[g] * 12.0 > 12.0
    assert here.initiatives.flows[g, Flow.WAGES] > 0.0
    assert who.work.nonzero()[0].tolist() == [0, 11], "3 is paid too few hours, 7 is retired, 20 takes no part"
    assert here.surroundings.into_work[0] == 1
