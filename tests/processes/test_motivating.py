"""Motivating: how needs, overload and control become motivation."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, dose, lived, renumber, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Help, Stage

TEAM = [0, 3, 7, 11, 20]


def expected(here: Neighbourhood, row: int, control: float, praise: float) -> tuple[float, float]:
    """Motivation and strain of one member after this week, by the equations."""
    who, g, p = here.residents, here.initiatives, here.parameters.motivating
    own = who.initiative[row]
    autonomy = 1 - control * (0.4 + 0.6 * g.dependence[own])
    competence = min(max(0.6 * who.skill[row].mean() + 0.5 * g.output[own], 0), 1)
    n = g.members[own]
    relatedness = min(max(0.25 + 0.5 * (n - 1) / (n + 1) + 0.08 * min(who.active_neighbours[row], 4), 0), 1)
    demand = (5.0, 10.0, 14.0, 18.0)[g.stage[own]]
    load = min(max(demand / max(g.own_hours[own], 0.5), 1), 2) * (0.3 + 0.9 * who.motivation[row])
    over = max(load - 1, 0) if g.age[own] >= 4 else 0.0
    needs = p.autonomy * (autonomy - 0.6) + p.competence * (competence - 0.5) + p.relatedness * (relatedness - 0.5)
    goal = min(max(who.disposition[row] + p.gain * needs - p.overload * over + praise, 0), 1)
    motivation = who.motivation[row] + p.pace * (goal - who.motivation[row])
    return motivation, min(max(who.strain[row] + 0.10 * over - 0.05 * who.strain[row], 0), 1)


@pytest.mark.parametrize("stage", list(Stage)[:4])
@pytest.mark.parametrize("age", [3, 4])
def test_members_move_towards_their_satisfied_needs(here: Neighbourhood, stage: Stage, age: int) -> None:
    begin(here, TEAM, stage=stage, age=age, output=0.7, dependence=0.3, own_hours=3.0)
    here.residents.strain[:] = 0.2
    dose(here, control=0.4)
    here.programme.dose[0, Help.RECOGNITION] = 1.0
    wanted = [expected(here, row, 0.4, 0.05) for row in TEAM]
    do(here, "motivating")
    assert here.residents.motivation[TEAM] == pytest.approx([motivation for motivation, _ in wanted], abs=1e-14)
    assert here.residents.strain[TEAM] == pytest.approx([strain for _, strain in wanted], abs=1e-14)
    assert age < 4 or (here.residents.strain[TEAM] > 0.19).any()


def test_others_return_to_what_they_brought_along(here: Neighbourhood) -> None:
    who = here.residents
    who.motivation[:], who.strain[:] = 0.9, 0.4
    do(here, "motivating")
    assert who.motivation == pytest.approx(0.9 + 0.04 * (who.disposition - 0.9), abs=1e-14)
    assert who.strain == pytest.approx(np.full(60, 0.38), abs=1e-14)


def test_at_the_levels_of_reference_nothing_changes(here: Neighbourhood) -> None:
    """Autonomy .6, competence and relatedness .5, no overload: motivation stays at what was brought along."""
    who = here.residents
    begin(here, [0, 1, 2], stage=Stage.IDEA, age=10, output=0.4, dependence=0.0, own_hours=5.0)
    who.skill[:], who.active_neighbours[:] = 0.5, 0
    who.motivation[:] = who.disposition[:] = 0.5
    dose(here, control=1.0)
    do(here, "motivating")
    assert who.autonomy[0] == pytest.approx(0.6)
    assert who.competence[0] == pytest.approx(0.5)
    assert who.relatedness[0] == pytest.approx(0.5)
    assert who.motivation[[0, 1, 2]] == pytest.approx([0.5] * 3, abs=1e-15)


def test_alone_without_result_and_without_help_motivation_falls_for_most() -> None:
    here = lived(street(300), 0)
    for row in range(0, 300, 10):
        begin(here, [row], stage=Stage.IDEA, age=10, own_hours=1.0)
    members = here.residents.initiative >= 0
    do(here, "motivating")
    fell = here.residents.motivation < here.residents.disposition
    assert fell[members].mean() > 0.5


def test_control_eats_motivation_and_more_so_where_work_is_carried(here: Neighbourhood) -> None:
    begin(here, [0, 1], stage=1, age=1, own_hours=20.0)
    begin(here, [4, 5], stage=1, age=1, own_hours=20.0, dependence=0.8)
    here.residents.skill[:], here.residents.active_neighbours[:] = 0.5, 0
    here.residents.disposition[:] = here.residents.motivation[:] = 0.5
    dose(here, control=1.0)
    do(here, "motivating")
    held, carried = here.residents.motivation[[0, 4]]
    assert carried < held
    dose(here, control=0.0)
    before = here.residents.motivation.copy()
    here.residents.motivation[:] = 0.5
    do(here, "motivating")
    assert here.residents.motivation[0] > before[0]


def paid_team(here: Neighbourhood, paid: float, **numbers: object) -> list[int]:
    """A team whose work is paid for so far, next to one that differs in nothing but that."""
    who, teams = here.residents, (TEAM, [30, 31, 32, 33, 34])
    who.disposition[:], who.motivation[:], who.self_interest[:], who.active_neighbours[:] = 0.5, 0.6, 0.8, 0
    who.skill[:] = 0.5
    for team, part in zip(teams, (paid, 0.0), strict=True):
        begin(here, team, stage=Stage.ENTERPRISE, age=10, output=0.7, own_hours=20.0, paid=part)
    who.active_neighbours[:] = 0
    renumber(here, "motivating", **numbers)
    return teams[1]


@pytest.mark.parametrize(("paid", "felt"), [(0.0, 0.0), (0.4, 0.4), (1.0, 1.0), (3.0, 1.0)])
def test_pay_that_is_felt_as_a_reward_lowers_what_motivation_tends_to(
    here: Neighbourhood, paid: float, felt: float
) -> None:
    """By size x salience x the part of the hours that is paid, at most all of them."""
    others, who = paid_team(here, paid, crowding_size=0.2, salience=0.5), here.residents
    do(here, "motivating")
    lost = who.motivation[others] - who.motivation[TEAM]
    assert lost == pytest.approx([0.04 * 0.2 * 0.5 * felt] * 5, abs=1e-14)
    assert not who.extrinsic.any()
    for _ in range(600):
        do(here, "motivating")
    assert who.motivation[others] - who.motivation[TEAM] == pytest.approx([0.1 * felt] * 5, abs=1e-6)


@pytest.mark.parametrize(("paid", "felt"), [(0.0, 0.0), (0.4, 0.4), (3.0, 1.0)])
def test_of_two_stocks_the_wish_for_pay_pushes_out_the_wish_of_ones_own(
    here: Neighbourhood, paid: float, felt: float
) -> None:
    """It grows towards pay x self-interest, and pushes the harder the more control there is."""
    others, who = paid_team(here, paid, crowding="two stocks", crowding_size=0.2, salience=0.5), here.residents
    who.extrinsic[[*TEAM, *others]] = 0.3
    who.extrinsic[others] = 0.0
    dose(here, control=0.5)
    do(here, "motivating")
    pushed = 0.2 * 0.3 * (0.5 + 0.2)
    assert who.motivation[others] - who.motivation[TEAM] == pytest.approx([pushed] * 5, abs=1e-14)
    assert who.extrinsic[TEAM] == pytest.approx([0.3 + 0.04 * (0.8 * felt - 0.3)] * 5, abs=1e-14)
    assert not who.extrinsic[others].any()
    for _ in range(400):
        do(here, "motivating")
        assert (who.motivation >= 0.0).all()
    assert who.extrinsic[TEAM] == pytest.approx([0.8 * felt] * 5, abs=1e-6)


def test_who_stops_wants_no_pay_any_more(here: Neighbourhood) -> None:
    paid_team(here, 1.0, crowding="two stocks")
    here.residents.extrinsic[:] = 0.5
    do(here, "motivating")
    members = here.residents.initiative >= 0
    assert (here.residents.extrinsic[members] > 0.4).all()
    assert not here.residents.extrinsic[~members].any()


def test_off_pay_does_nothing_to_motivation(here: Neighbourhood) -> None:
    others, who = paid_team(here, 1.0, crowding="off", crowding_size=0.4, salience=1.0), here.residents
    for _ in range(20):
        do(here, "motivating")
    assert who.motivation[TEAM].tolist() == who.motivation[others].tolist()
    assert not who.extrinsic.any()


@pytest.mark.parametrize(
    ("of_plan", "of_deal", "of_agenda", "felt"),
    [(0.2, 0.0, 0.0, 0.2), (0.2, 0.15, 0.0, 0.2), (0.2, 0.3, 0.0, 0.3), (0.2, 0.3, 0.25, 0.55), (0.9, 0.0, 0.3, 1.0)],
)
def test_control_is_that_of_plan_or_strictest_deal_and_an_agenda_from_above_adds_to_it(
    here: Neighbourhood, of_plan: float, of_deal: float, of_agenda: float, felt: float
) -> None:
    begin(here, TEAM, dependence=0.3, control=of_deal)
    other = begin(here, [30, 31], dependence=0.3)
    dose(here, control=of_plan)
    here.surroundings.agenda_control[0] = of_agenda
    do(here, "motivating")
    autonomy = here.residents.autonomy
    assert autonomy[TEAM] == pytest.approx([1 - felt * (0.4 + 0.6 * 0.3)] * len(TEAM))
    without = min(of_plan + of_agenda, 1.0)
    assert autonomy[here.residents.initiative == other] == pytest.approx([1 - without * (0.4 + 0.6 * 0.3)] * 2)


def test_frozen_motivation_stays_as_it_is(here: Neighbourhood) -> None:
    renumber(here, "motivating", frozen=True)
    begin(here, TEAM, stage=1, age=10, output=0.9)
    here.residents.motivation[:] = 0.8
    before = columns(here)
    do(here, "motivating")
    assert not differing(before, columns(here))


def test_motivation_and_strain_stay_shares_for_a_year(here: Neighbourhood) -> None:
    begin(here, TEAM, stage=3, age=10, own_hours=0.5)
    renumber(here, "motivating", strain_gain=0.9, overload=5.0, gain=6.0, pace=0.9)
    for week in range(52):
        here.initiatives.output[0] = week % 2
        do(here, "motivating")
        for column in (here.residents.motivation, here.residents.strain, here.residents.competence):
            assert ((column >= 0) & (column <= 1)).all()


def test_the_numbers_are_told(small_street: object) -> None:
    """The three weights of the needs add up to one."""
    p = told(street(60)).parameters.motivating
    assert p.autonomy + p.competence + p.relatedness == pytest.approx(1.0)
