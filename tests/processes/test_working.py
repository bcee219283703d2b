"""Working: hours people give, and what they come to."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, do, dose, lived, renumber, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Help, Stage

DEMAND = (5.0, 10.0, 14.0, 18.0)
TEAM = [0, 3, 7, 11, 20]


@pytest.mark.parametrize("stage", list(Stage)[:4])
@pytest.mark.parametrize("scale", [0.2, 1.0, 4.0])
def test_hours_follow_time_motivation_strain_and_what_there_is_to_do(
    here: Neighbourhood, stage: Stage, scale: float
) -> None:
    who = here.residents
    who.hours_available[:] = np.linspace(0, 12, 60) * scale
    who.motivation[:] = np.linspace(0, 1, 60)[::-1]
    who.strain[:] = np.linspace(0.8, 0, 60)
    g = begin(here, TEAM, stage=stage, dependence=0.4)
    do(here, "working")
    hours, motivation = who.hours_available[TEAM], who.motivation[TEAM]
    wish = np.minimum(hours * (0.3 + 0.9 * motivation) * (1 - 0.15 * 0.4), hours) * (1 - who.strain[TEAM] / 2)
    given = wish * min(1, 2.2 * DEMAND[stage] / wish.sum())
    able = 0.6 + 0.8 * who.skill[TEAM].mean(axis=1)
    assert who.hours_given[TEAM] == pytest.approx(given)
    assert here.initiatives.own_hours[g] == pytest.approx((given * able).sum())
    assert here.initiatives.possible_hours[g] == pytest.approx((wish * able).sum())
    assert here.initiatives.hours_given[g] == pytest.approx(given.sum())
    assert here.initiatives.coverage[g] == pytest.approx(who.skill[TEAM].max(axis=0))


@pytest.mark.parametrize("stage", list(Stage)[:4])
@pytest.mark.parametrize("coached", [0.0, 2.0, 60.0])
def test_results_follow_hours_structure_and_what_is_carried(here: Neighbourhood, stage: Stage, coached: float) -> None:
    g, others = begin(here, TEAM, stage=stage, structure=0.3, coaching_had=coached, dependence=0.2, viability=0.6), []
    others += [begin(here, [row]) for row in range(30, 40)]
    dose(here, managing=0.5)
    here.programme.dose[0, Help.COACHING], here.programme.dose[0, Help.MANAGER_COACHING] = 8.0, 4.0
    do(here, "working")
    i = here.initiatives
    most = (0.35 if stage == Stage.IDEA else 0.20) * DEMAND[stage] * min(1.0, 1.4 * coached / (coached + 3.0))
    carried = min(most, (10 * 0.5 + 12.0) / 11)
    assert i.carried_hours[g] == pytest.approx(carried)
    own = i.own_hours[g]
    assert i.dependence[g] == pytest.approx(0.2 + 0.1 * (carried / (carried + own) - 0.2))
    r = (own * (0.38 + 0.62 * 0.3) + carried) / DEMAND[stage]
    y = r**3 / (r**3 + 0.75**3)
    assert i.output[g] == pytest.approx(y)
    worth = y * (0.35 + 0.65 * min(max((i.coverage[g].mean() - 0.25) / 0.45, 0), 1))
    assert i.viability[g] == pytest.approx(0.6 + 0.06 * (worth - 0.6))
    assert i.age[g] == 1


@pytest.mark.parametrize("room", ["", "room_of_plan", "room_of_deal", "room_shared"])
@pytest.mark.parametrize("bound", [0.0, 0.5, 1.0])
def test_work_that_has_settled_in_a_room_stops_without_one(here: Neighbourhood, room: str, bound: float) -> None:
    """Of what is bound to the room .6 stops, in result and so in viability; hours are given as before."""
    teams = ([0, 1, 2], [10, 11, 12])
    for name in ("hours_available", "motivation", "strain"):
        getattr(here.residents, name)[teams[1]] = getattr(here.residents, name)[teams[0]]
    here.residents.skill[teams[1]] = here.residents.skill[teams[0]]
    g, usual = (begin(here, team, structure=0.5, stage=Stage.RESIDENT_INITIATIVE) for team in teams)
    here.initiatives.room_bound[g] = bound
    if room:
        getattr(here.initiatives, room)[g] = 1
    do(here, "working")
    i = here.initiatives
    assert i.output[usual] > 0.0
    assert i.output[g] == pytest.approx(i.output[usual] * (1.0 if room else 1.0 - 0.6 * bound))
    assert i.own_hours[g] == i.own_hours[usual]
    assert (i.viability[g] < i.viability[usual]) == (not room and bound > 0.0)


@pytest.mark.parametrize("hours", [0.0, 1.5, 1000.0])
def test_hours_spent_on_coaching_others_are_not_its_own(here: Neighbourhood, hours: float) -> None:
    """They are given all the same, but come to nothing here; there are never less than none left."""
    alike = ([0, 1, 2], [10, 11, 12])
    for name in ("hours_available", "motivation", "strain"):
        getattr(here.residents, name)[alike[1]] = getattr(here.residents, name)[alike[0]]
    here.residents.skill[alike[1]] = here.residents.skill[alike[0]]
    coach, usual = (begin(here, team, structure=0.5, stage=Stage.INDEPENDENT) for team in alike)
    here.initiatives.coaching_given[coach] = hours
    do(here, "working")
    i = here.initiatives
    assert i.own_hours[usual] > 1.5
    assert i.own_hours[coach] == pytest.approx(max(i.own_hours[usual] - hours, 0.0))
    assert i.hours_given[coach] == i.hours_given[usual]
    assert (i.output[coach] < i.output[usual]) == (hours > 0.0)
    assert (i.output[coach] == 0.0) == (hours == 1000.0)


def test_the_wish_for_pay_adds_half_to_what_is_given(here: Neighbourhood) -> None:
    who = here.residents
    who.motivation[:], who.extrinsic[TEAM], who.hours_available[:], who.strain[:] = 0.3, 0.4, 1.0, 0.0
    begin(here, TEAM, stage=Stage.ENTERPRISE)
    do(here, "working")
    assert who.hours_given[TEAM] == pytest.approx([0.3 + 0.9 * (0.3 + 0.2)] * len(TEAM))


def test_half_the_result_at_three_quarters_of_the_demand(here: Neighbourhood) -> None:
    who = here.residents
    who.skill[:], who.strain[:], who.motivation[:] = 0.5, 0.0, 1.0
    who.hours_available[:] = 0.75 * 10.0 / 3
    g = begin(here, [0, 1, 2], stage=Stage.RESIDENT_INITIATIVE, structure=1.0)
    do(here, "working")
    assert here.initiatives.output[g] == pytest.approx(0.5)


def test_without_hours_there_is_no_more_than_professionals_carry(here: Neighbourhood) -> None:
    here.residents.hours_available[:] = 0.0
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE, structure=0.9, coaching_had=30.0)
    here.programme.dose[0, Help.COACHING] = 8.0
    do(here, "working")
    i = here.initiatives
    assert i.own_hours[g] == i.hours_given[g] == 0.0
    assert i.carried_hours[g] == pytest.approx(0.2 * 10)
    assert i.output[g] < 0.02
    here.programme.dose[0, Help.COACHING] = 0.0
    do(here, "working")
    assert i.carried_hours[g] == i.output[g] == 0.0


def test_nobody_left_means_no_result_however_much_help_there_is(here: Neighbourhood) -> None:
    g = begin(here, [0], structure=0.9, coaching_had=30.0, output=0.8)
    here.residents.initiative[0] = -1
    here.initiatives.members[g] = 0
    here.programme.dose[0, Help.COACHING] = 8.0
    do(here, "working")
    assert here.initiatives.output[g] == here.initiatives.own_hours[g] == here.initiatives.carried_hours[g] == 0.0


@pytest.mark.parametrize(("weeks", "lost"), [(8, 0.0), (9, 0.02)])
def test_red_figures_cost_viability(here: Neighbourhood, weeks: int, lost: float) -> None:
    one = begin(here, TEAM, weeks_in_red=0, viability=0.6)
    two = begin(here, [40, 41], weeks_in_red=weeks, viability=0.6)
    here.residents.skill[:] = 0.5
    here.residents.hours_available[:] = 0.0
    do(here, "working")
    assert here.initiatives.viability[one] - here.initiatives.viability[two] == pytest.approx(lost)


def test_work_ten_times_as_heavy_comes_to_nothing(here: Neighbourhood) -> None:
    """A team that does its work well gets almost nothing done when there is ten times as much to do."""
    here.residents.hours_available[:], here.residents.motivation[:] = 4.0, 0.8
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE, structure=0.6)
    do(here, "working")
    assert here.initiatives.output[g] > 0.7
    demands = ("demand_idea", "demand_resident_initiative", "demand_independent", "demand_enterprise")
    renumber(here, "working", **{name: 10 * getattr(here.parameters.working, name) for name in demands})
    do(here, "working")
    assert here.initiatives.output[g] < 0.02


def test_ended_initiatives_do_not_age(here: Neighbourhood) -> None:
    g = begin(here, [0], stage=Stage.ENDED, age=7)
    do(here, "working")
    assert here.initiatives.age[g] == 7


def test_hours_given_never_exceed_hours_available() -> None:
    story = told(street(300), {"founding.idea": 0.06, "leaving.mobility": 0.15})
    here, worked = lived(story, 0), 0
    for _ in range(130):
        here.step()
        who = here.residents
        assert (who.hours_given <= who.hours_available).all()
        assert (who.hours_given >= 0).all()
        assert not who.hours_given[who.initiative < 0].any()
        worked += int((who.hours_given > 0).sum())
    assert worked > 100


def test_no_dependency_in_the_pure_text(here: Neighbourhood) -> None:
    """With dependency at zero carried work holds nobody back."""
    renumber(here, "working", dependency=0.0)
    begin(here, TEAM, dependence=1.0)
    do(here, "working")
    with_it = here.residents.hours_given[TEAM].copy()
    here.initiatives.dependence[0] = 0.0
    do(here, "working")
    assert (here.residents.hours_given[TEAM] == with_it).all()
