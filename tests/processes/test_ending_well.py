"""Ending well, or in other hands: goals reached, partners that take over, and what is done with the money."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, do, renumber
from tests.processes.test_ending import certain, ended
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Event, Flow, Reason, Stage

TEAM = [0, 3, 7]
HELD = {"stage": Stage.INDEPENDENT, "deals": 1, "control": 0.2}


def only(here: Neighbourhood, **chances: float) -> None:
    """Nothing ends but by what is asked for."""
    certain(here, 0.0)
    renumber(here, "ending", **{"completed": 0.0, "absorbed": 0.0, **chances})


@pytest.mark.parametrize(
    ("left", "chance", "stage", "ends"),
    [
        (0.0, 1.0, Stage.RESIDENT_INITIATIVE, True),
        (0.0, 1.0, Stage.INDEPENDENT, True),
        (0.0, 1.0, Stage.IDEA, False),
        (0.0, 1.0, Stage.ENTERPRISE, False),
        (0.01, 1.0, Stage.RESIDENT_INITIATIVE, False),
        (0.0, 0.0, Stage.RESIDENT_INITIATIVE, False),
    ],
)
def test_an_initiative_that_reached_its_goal_may_stop(
    here: Neighbourhood, left: float, chance: float, stage: Stage, ends: bool
) -> None:
    """Past the idea, and not when it lives on trade."""
    g = begin(here, TEAM, goal_left=left, stage=stage)
    only(here, completed=chance)
    do(here, "ending")
    assert ended(here) == ({g: Reason.COMPLETED} if ends else {})
    assert here.programme.completed[0] == int(ends)


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        ({}, True),
        ({"stage": Stage.ENTERPRISE}, True),
        ({"stage": Stage.RESIDENT_INITIATIVE}, False),
        ({"control": 0.1}, False),
        ({"deals": 0}, False),
    ],
)
def test_only_an_organisation_held_tightly_in_a_deal_is_taken_over(
    here: Neighbourhood, how: dict[str, float], ends: bool
) -> None:
    g = begin(here, TEAM, **{**HELD, **how})
    only(here, absorbed=1.0)
    do(here, "ending")
    assert ended(here) == ({g: Reason.ABSORBED} if ends else {})
    assert here.programme.absorbed[0] == int(ends)


@pytest.mark.parametrize("how", [{"goal_left": 0.0, "stage": Stage.RESIDENT_INITIATIVE}, HELD])
def test_an_end_that_is_no_collapse_hurts_nobody(here: Neighbourhood, how: dict[str, float]) -> None:
    """Members stop and rest, but neither they nor their contacts lose heart or trust."""
    begin(here, TEAM, **how)
    only(here, completed=1.0, absorbed=1.0)
    motivation, trust = here.residents.motivation.copy(), here.residents.trust.copy()
    do(here, "ending")
    assert len(ended(here)) == 1
    assert (here.residents.initiative[TEAM] == -1).all()
    assert (here.residents.motivation == motivation).all()
    assert (here.residents.trust == trust).all()
    assert not here.residents.collapses_near.any()


def test_what_a_partner_took_over_goes_on_without_former_members(here: Neighbourhood) -> None:
    g = begin(here, TEAM, output=0.6, **HELD)
    only(here, absorbed=1.0, activity=0.0)
    do(here, "ending")
    here.residents.formerly[:] = -1
    do(here, "ending")
    assert here.initiatives.activity[g] == 2
    assert here.initiatives.output_left[g] == pytest.approx(0.6)
    assert here.initiatives.output[g] == 0.0
    assert Event.ACTIVITY_ENDED not in here.chronicle.events()["event"]


@pytest.mark.parametrize(("cash", "flow", "amount"), [(500.0, Flow.CLOSING, 500.0), (-800.0, Flow.WRITTEN_OFF, 800.0)])
def test_money_leaves_the_neighbourhood_and_debts_are_written_off(
    here: Neighbourhood, cash: float, flow: Flow, amount: float
) -> None:
    """What is left goes to who gave it or to another good cause, never to members."""
    g, around = begin(here, TEAM, cash=cash), here.surroundings
    certain(here)
    do(here, "ending")
    assert here.initiatives.cash[g] == 0.0
    assert here.initiatives.flows[g, flow] == amount
    assert np.flatnonzero(around.flows[0]).tolist() == [flow]
    assert (around.purse[0], around.earned[0]) == (0.0, 0.0)


def test_who_ends_is_no_member_of_the_cooperative_any_more(here: Neighbourhood) -> None:
    here.cooperatives.add_row()
    here.cooperatives.members[0] = 3
    g = begin(here, TEAM, stage=Stage.INDEPENDENT, in_cooperative=1)
    certain(here)
    do(here, "ending")
    assert here.initiatives.in_cooperative[g] == 0
    assert here.cooperatives.members[0] == 2
