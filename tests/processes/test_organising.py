"""Organising: how structure grows, holds itself or dissolves."""

from __future__ import annotations

import pytest

from tests.living import begin, do, dose, renumber, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Stage

TEAM = [0, 3, 7, 11, 20]


@pytest.mark.parametrize("members", [1, 3, 5])
@pytest.mark.parametrize(("of_plan", "of_deal"), [(0.0, 0.0), (0.5, 0.2), (0.2, 0.5)])
@pytest.mark.parametrize(("reflecting", "coached"), [(0.0, 0.0), (1.2, 6.0)])
@pytest.mark.parametrize("lost", [0, 2])
def test_structure_follows_practice_force_wear_and_turnover(
    here: Neighbourhood, members: int, of_plan: float, of_deal: float, reflecting: float, coached: float, lost: int
) -> None:
    """Control is that of the plan or of the strictest deal, whichever is more."""
    g = begin(
        here, TEAM[:members], structure=0.4, output=0.7, dependence=0.2, coverage=(0.6, 0.1, 0.2, 0.3),
        coaching_had=coached, members_lost=lost, control=of_deal,
    )  # fmt: skip
    dose(here, reflecting=reflecting, control=of_plan, helped=1.0 if reflecting else 0.0)
    do(here, "organising")
    control = max(of_plan, of_deal)
    practice = min(members / 4, 1) * 0.7 * (1 - 0.8 * control) * (1 - 0.15 * 0.2)
    force = 0.06 * (0.4 * reflecting + 0.6 * coached / (coached + 3)) * (1 - control / 2)
    grown = practice * (0.004 + 0.30 * 0.6 * 0.4 + force) * 0.6
    expected = 0.4 + grown - 0.04 * 0.4 - 0.5 * 0.4 * lost / (members + lost)
    assert here.initiatives.structure[g] == pytest.approx(expected, abs=1e-15)


def test_without_a_result_structure_wears_off(here: Neighbourhood) -> None:
    g = begin(here, TEAM, structure=0.8, output=0.0, coaching_had=50.0)
    dose(here, reflecting=1.0, helped=1.0)
    for _ in range(30):
        do(here, "organising")
    assert here.initiatives.structure[g] == pytest.approx(0.8 * (1 - 0.04) ** 30)


def test_ended_initiatives_keep_what_they_had(here: Neighbourhood) -> None:
    g = begin(here, [0], structure=0.5, stage=Stage.ENDED)
    do(here, "organising")
    assert here.initiatives.structure[g] == 0.5


def test_structure_stays_a_share(here: Neighbourhood) -> None:
    g = begin(here, TEAM, structure=0.99, output=1.0, coverage=1.0, coaching_had=100.0)
    dose(here, reflecting=1.2, helped=1.0)
    renumber(here, "organising", force=5.0, routine=5.0)
    do(here, "organising")
    assert here.initiatives.structure[g] == 1.0
    here.initiatives.members_lost[g], here.initiatives.output[g] = 50, 0.0
    renumber(here, "organising", wear=1.0, turnover=1.0)
    do(here, "organising")
    assert here.initiatives.structure[g] == 0.0


def ramp(hours: float, rule: str = "feedback", steps: int = 10, weeks: int = 150) -> tuple[list[float], list[float]]:
    """Structure of one team of five while help goes slowly up to full and down again; demand is 10 hours."""
    here = settled(told(street(60), {"organising.rule": rule}))
    who, i = here.residents, here.initiatives
    g = begin(here, TEAM, stage=Stage.RESIDENT_INITIATIVE)
    who.skill[:], who.motivation[:] = 0.65, 1.0
    who.hours_available[:] = hours / 5 / (0.6 + 0.8 * 0.65)
    up, down = [], []
    for way, strengths in ((up, range(steps + 1)), (down, range(steps, -1, -1))):
        for strength in strengths:
            dose(here, reflecting=strength / steps, helped=1.0 if strength else 0.0)
            i.coaching_had[g] = 12.0 * strength / steps
            for _ in range(weeks):
                do(here, "working")
                do(here, "organising")
            way.append(float(i.structure[g]))
    assert i.own_hours[g] == pytest.approx(hours)
    return up, down


def test_order_holds_itself_once_it_is_there() -> None:
    """Statement 55: with about the hours that are needed the loose and the organised team both stay what they are."""
    up, down = ramp(11.0)
    assert up[0] < 0.1
    assert up[-1] > 0.6
    assert down[-1] > 0.45


@pytest.mark.parametrize(("hours", "low", "high"), [(8.0, 0.0, 0.05), (14.0, 0.55, 1.0)])
def test_with_fewer_or_more_hours_there_is_one_state(hours: float, low: float, high: float) -> None:
    up, down = ramp(hours)
    assert low <= down[-1] <= high
    assert up[0] == pytest.approx(down[-1], abs=0.02)


def test_without_the_feedback_order_goes_with_the_force() -> None:
    up, down = ramp(11.0, "plain")
    assert up[-1] > up[0]
    assert up[0] == pytest.approx(down[-1], abs=0.02)


def test_no_force_and_just_the_hours_leaves_a_loose_team_loose() -> None:
    assert ramp(10.0)[0][0] < 0.1
