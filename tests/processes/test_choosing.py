"""Choosing: whose problems make the agenda, who is helped first, and who gets the rooms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, do, dose, events, recount, renumber, settled, street, supported, told
from weisim.neighbourhood.census import take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw, mixed
from weisim.support.intervention import Intervention
from weisim.terms import Event, Help, Involvement, Phase, Problem, Stage

POVERTY, ISOLATION, MEETING_PLACE, PLAYGROUND, LITTER = (int(problem) for problem in Problem)
MANY, FEW = slice(0, 40), slice(40, 60)


def aware(here: Neighbourhood, rows: slice | list[int] = slice(None)) -> None:
    here.residents.involvement[rows] = Involvement.AWARE
    recount(here)


def worried(here: Neighbourhood, rows: slice, *problems: int) -> None:
    """These residents worry about these problems, and about nothing else."""
    here.residents.concern[rows] = 0.0
    here.residents.concern[rows, list(problems)] = 1.0 / len(problems)


def agenda(here: Neighbourhood) -> np.ndarray:
    do(here, "choosing")
    return here.surroundings.agenda[0].copy()


def rooms(here: Neighbourhood, count: float) -> list[int]:
    """The initiatives that have a room of the plan when it pays for so many."""
    here.programme.dose[0, Help.SPACE] = count
    do(here, "choosing")
    return np.flatnonzero(here.initiatives.room_of_plan).tolist()


def happened(here: Neighbourhood, kind: Event) -> list[int]:
    lines = here.chronicle.events()
    return lines["initiative"][lines["event"] == kind].tolist()


@pytest.fixture
def waiting(here: Neighbourhood) -> Neighbourhood:
    """Four resident initiatives and an idea, each with a priority that no vote changes this week."""
    for number, priority in enumerate([0.3, 0.6, 0.6, 0.2, 0.9]):
        stage = Stage.IDEA if number == 4 else Stage.RESIDENT_INITIATIVE
        begin(here, [number], stage=stage, priority=priority)
    here.week = 1
    return here


def test_the_agenda_is_what_weighs_on_those_who_have_heard(here: Neighbourhood) -> None:
    aware(here, [0, 5, 6, 30, 59])
    here.surroundings.problem_level[0] = [0.1, 0.9, 0.5, 0.0, 0.3]
    felt = here.residents.concern[[0, 5, 6, 30, 59]].sum(axis=0) * here.surroundings.problem_level[0]
    assert agenda(here) == pytest.approx(felt / felt.sum(), abs=1e-12)
    assert here.surroundings.agenda[0, PLAYGROUND] == 0.0


def test_when_two_groups_swap_what_worries_them_the_agenda_swaps(here: Neighbourhood) -> None:
    """Statement 6."""
    aware(here)
    worried(here, MANY, POVERTY)
    worried(here, FEW, LITTER, ISOLATION)
    first = agenda(here)
    assert first == pytest.approx([2 / 3, 1 / 6, 0, 0, 1 / 6])
    swapped = settled(street(60))
    aware(swapped)
    worried(swapped, MANY, LITTER, ISOLATION)
    worried(swapped, FEW, POVERTY)
    assert agenda(swapped) == pytest.approx([1 / 3, 1 / 3, 0, 0, 1 / 3])


def test_as_long_as_nobody_has_heard_all_problems_of_the_story_weigh_the_same(here: Neighbourhood) -> None:
    assert agenda(here) == pytest.approx(np.full(5, 0.2))
    two = settled(street(60).model_copy(update={"problems": (Problem.LITTER, Problem.POVERTY)}))
    assert agenda(two) == pytest.approx([0.5, 0, 0, 0, 0.5])
    aware(two)
    assert agenda(two)[[ISOLATION, MEETING_PLACE, PLAYGROUND]] == pytest.approx(0.0)


def test_a_setting_lets_everybody_count_heard_or_not() -> None:
    here = settled(told(street(60), {"choosing.agenda": "all"}))
    worried(here, MANY, POVERTY)
    worried(here, FEW, LITTER)
    aware(here, [59])
    assert agenda(here) == pytest.approx([2 / 3, 0, 0, 0, 1 / 3])


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_what_is_set_from_above_is_mixed_in_and_fits_less(share: float) -> None:
    above = {Problem.LITTER: 3.0, Problem.POVERTY: 1.0}
    here = settled(told(supported(street(60), agenda=above), {"choosing.top_down": share}))
    aware(here)
    worried(here, slice(None), ISOLATION)
    mixture = agenda(here)
    assert mixture == pytest.approx([share / 4, 1 - share, 0, 0, 3 * share / 4])
    assert here.surroundings.agenda_of_residents[0] == pytest.approx([0, 1, 0, 0, 0])
    assert take_census(here).agenda_fit == pytest.approx(1 - share)


@pytest.mark.parametrize(("helped", "felt"), [(1.0, 0.3 * 0.5), (0.0, 0.0)])
def test_an_agenda_from_above_is_felt_as_control_while_help_is_given(helped: float, felt: float) -> None:
    here = settled(told(street(60), {"choosing.top_down": 0.5}))
    g = begin(here, [0, 1, 2])
    dose(here, helped=helped, control=0.2)
    do(here, "choosing")
    assert here.surroundings.agenda_control[0] == pytest.approx(felt)
    do(here, "motivating")
    carried = 0.4 + 0.6 * here.initiatives.dependence[g]
    assert here.residents.autonomy[:3] == pytest.approx(1 - (0.2 + felt) * carried)


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_votes_follow_the_equation(here: Neighbourhood, noise: float) -> None:
    who = here.residents
    who.problem[[0, 1, 2, 3, 4]] = [LITTER, LITTER, LITTER, POVERTY, ISOLATION]
    begin(here, [0, 3], problem=LITTER, legitimacy=0.0)
    begin(here, [1, 2], problem=POVERTY, legitimacy=0.8)
    begin(here, [4], problem=PLAYGROUND, legitimacy=0.5)
    renumber(here, "choosing", noise=noise)
    weight = agenda(here)
    key, own = int(here.chance.key("choosing.vote")), {LITTER: 3 / 5, POVERTY: 1 / 5, PLAYGROUND: 0.0}
    for g, problem, standing in ((0, LITTER, 0.0), (1, POVERTY, 0.8), (2, PLAYGROUND, 0.5)):
        ballot = np.uint64(mixed(np.uint64((key + int(here.initiatives.key[g])) % 2**64)))
        luck = np.mean([draw(ballot, voter) for voter in (0, 1, 2, 3, 4)])
        voted = weight[problem] + 0.5 * own[problem] + 0.2 * standing + noise * luck
        assert here.initiatives.priority[g] == pytest.approx(voted, abs=1e-12)


def test_what_most_members_suffer_from_comes_first(here: Neighbourhood) -> None:
    here.residents.problem[:5] = [LITTER, LITTER, LITTER, POVERTY, POVERTY]
    rare, common = begin(here, [0, 1, 2, 3], problem=POVERTY), begin(here, [4], problem=LITTER)
    renumber(here, "choosing", noise=0.0)
    do(here, "choosing")
    assert here.initiatives.priority[common] > here.initiatives.priority[rare]


def test_an_ended_initiative_is_voted_on_no_more(here: Neighbourhood) -> None:
    g = begin(here, [0], stage=Stage.ENDED, priority=0.123)
    do(here, "choosing")
    assert here.initiatives.priority[g] == 0.123


def test_agenda_and_votes_stand_for_a_quarter(here: Neighbourhood) -> None:
    aware(here)
    g = begin(here, [0])
    renumber(here, "choosing", noise=0.0)
    first = agenda(here)
    worried(here, slice(None), LITTER)
    here.initiatives.legitimacy[g] = 1.0
    voted = here.initiatives.priority[g]
    for week in range(1, 13):
        here.week = week
        assert (agenda(here) == first).all()
        assert here.initiatives.priority[g] == voted
    here.week = 13
    assert agenda(here) == pytest.approx([0, 0, 0, 0, 1])
    assert here.initiatives.priority[g] != voted


@pytest.mark.parametrize(("count", "who"), [(0, []), (1, [1]), (2, [1, 2]), (3, [0, 1, 2]), (9, [0, 1, 2, 3])])
def test_rooms_go_down_the_list_and_equal_goes_to_the_older(waiting: Neighbourhood, count: int, who: list[int]) -> None:
    assert rooms(waiting, count) == who, "an idea waits, however much it is wanted"
    assert sorted(happened(waiting, Event.ROOM_FOUND)) == who
    assert happened(waiting, Event.ROOM_LOST) == []


def test_whoever_has_a_room_keeps_it_while_there_are_enough(waiting: Neighbourhood) -> None:
    rooms(waiting, 1)
    waiting.initiatives.priority[:] = [0.9, 0.1, 0.9, 0.9, 0.9]
    assert rooms(waiting, 1) == [1]
    assert rooms(waiting, 2) == [0, 1], "what comes free goes to the next in line"
    assert rooms(waiting, 1) == [0], "the least wanted goes first"
    assert happened(waiting, Event.ROOM_LOST) == [1]


def test_of_two_that_are_wanted_as_much_the_younger_loses_its_room(waiting: Neighbourhood) -> None:
    waiting.initiatives.priority[:] = 0.5
    assert rooms(waiting, 3) == [0, 1, 2]
    assert rooms(waiting, 2) == [0, 1]
    assert rooms(waiting, 1) == [0]


def test_when_the_plan_pays_for_no_room_any_more_all_are_lost(waiting: Neighbourhood) -> None:
    rooms(waiting, 3)
    assert rooms(waiting, 0) == []
    assert sorted(happened(waiting, Event.ROOM_LOST)) == [0, 1, 2]
    before = len(events(waiting))
    assert rooms(waiting, 0) == []
    assert len(events(waiting)) == before


def test_who_has_a_room_by_a_deal_does_not_wait_for_another(waiting: Neighbourhood) -> None:
    waiting.initiatives.room_of_deal[1] = 1
    assert rooms(waiting, 2) == [0, 2]


def test_the_room_of_an_initiative_that_ended_comes_free(waiting: Neighbourhood) -> None:
    rooms(waiting, 2)
    waiting.initiatives.stage[1] = Stage.ENDED
    assert rooms(waiting, 2) == [0, 2]
    assert happened(waiting, Event.ROOM_LOST) == [], "that it ended has been told already"


def test_half_a_room_is_no_room(waiting: Neighbourhood) -> None:
    assert rooms(waiting, 0.9) == []
    assert rooms(waiting, 1.9) == [1]


def test_members_decide_where_the_time_of_coaches_goes() -> None:
    here = settled(street(60))
    wanted, other = begin(here, [0, 1], priority=0.6), begin(here, [2, 3], priority=0.2)
    here.programme.phase[0] = Phase.EMERGENCE
    do(here, "supporting")
    hours = here.programme.dose[0, Help.COACHING] + here.programme.dose[0, Help.MANAGER_COACHING]
    assert hours > 0
    assert here.initiatives.coaching_had[[wanted, other]].tolist() == pytest.approx([0.75 * hours, 0.25 * hours])


@pytest.mark.parametrize(("euros", "who"), [(450.0, [0, 1, 2]), (300.0, [1, 2]), (299.0, [1]), (100.0, [])])
def test_rooms_that_nobody_can_pay_are_not_there(euros: float, who: list[int]) -> None:
    rent = Intervention(kind=Help.SPACE, by="housing", amount=3.0)
    here = settled(supported(street(60), interventions=(rent,)))
    here.partners.capacity_euros[:] = euros
    for number, priority in enumerate([0.3, 0.6, 0.6]):
        begin(here, [number], stage=Stage.RESIDENT_INITIATIVE, priority=priority)
    here.week = 1
    do(here, "supporting")
    do(here, "choosing")
    assert np.flatnonzero(here.initiatives.room_of_plan).tolist() == who
