"""Census: counting in one pass gives what counting one by one gives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.living import begin, columns, differing, lived, settled, street, told
from weisim.neighbourhood.census import gini_of, take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Condition, Event, Flow, Involvement, PartnerKind, Problem, Stage

Hours = st.lists(st.floats(0, 100), min_size=1, max_size=40)


@given(values=Hours)
def test_gini_is_half_the_mean_difference_over_the_mean(values: list[float]) -> None:
    hours = np.array(values)
    gini = gini_of(hours.copy())
    if hours.sum() <= 0:
        assert math.isnan(gini)
        return
    apart = np.abs(hours[:, None] - hours[None, :]).mean()
    assert gini == pytest.approx(apart / (2 * hours.mean()), abs=1e-9)


def test_gini_of_equals_and_of_one_who_has_all() -> None:
    assert gini_of(np.full(10, 3.0)) == pytest.approx(0.0, abs=1e-12)
    assert gini_of(np.array([0.0] * 9 + [5.0])) == pytest.approx(0.9)


@pytest.mark.parametrize("weeks", [0, 20, 80])
def test_counts_and_sums(weeks: int) -> None:
    here = lived(street(400), weeks)
    before = columns(here)
    seen, who, g = take_census(here), here.residents, here.initiatives
    assert not differing(before, columns(here))
    member, live = who.initiative >= 0, g.stage != Stage.ENDED
    assert seen.residents == 400
    assert seen.informed == (who.involvement != Involvement.UNAWARE).sum()
    assert seen.participants == member.sum()
    assert seen.trust == pytest.approx(who.trust.sum())
    assert seen.trust_of_informed == pytest.approx(who.trust[who.involvement != Involvement.UNAWARE].sum())
    assert seen.hours == pytest.approx(who.hours_given[member].sum())
    assert seen.motivation == pytest.approx(who.motivation[member].sum())
    assert seen.skill == pytest.approx(who.skill[member].mean(axis=1).sum())
    assert seen.strain == pytest.approx(who.strain[member].sum())
    assert seen.live == live.sum()
    assert seen.formed == (live & (g.members >= 3) & (g.age >= 8)).sum()
    assert seen.independent == (g.stage == Stage.INDEPENDENT).sum()
    assert seen.enterprises == (g.stage == Stage.ENTERPRISE).sum()
    assert seen.dependence == pytest.approx(g.dependence[live].sum())
    demand = np.array([5.0, 10.0, 14.0, 18.0, 0.0])[g.stage]
    assert seen.structure == pytest.approx((g.structure * demand)[live].sum())
    assert seen.demand == pytest.approx(demand[live].sum())
    assert seen.embeddedness == pytest.approx(g.embeddedness[live].sum())
    earned = here.surroundings.flows[0, [Flow.SALES, Flow.SALES_OUTSIDE, Flow.RENT, Flow.ORDERS]]
    assert seen.own_income == pytest.approx(earned.sum())
    assert seen.grants == pytest.approx(here.surroundings.flows[0, Flow.GRANTS])
    assert seen.passed == here.stress_test()[0]
    assert seen.activities == (g.activity > 0).sum()
    assert seen.support_hours == pytest.approx(here.partners.hours_given.sum())
    assert seen.support_euros == pytest.approx(here.partners.euros_given.sum())
    assert seen.grants_paid == here.programme.grants_paid[0]
    assert seen.ideas_born == len(g)
    assert seen.ended == (~live).sum()
    assert seen.phase == here.programme.phase[0]


def helped_of_late(here: Neighbourhood) -> set[frozenset[int]]:
    """Pairs of live initiatives of which one lent hands to the other in the last half year, as the chronicle tells."""
    live = here.initiatives.stage != Stage.ENDED
    return {
        frozenset((int(one["initiative"]), int(one["value"])))
        for one in here.chronicle.events()
        if one["event"] == Event.HANDS_LENT and here.week - 1 - one["week"] < 26
        if live[int(one["initiative"])] and live[int(one["value"])]
    }


@pytest.mark.parametrize("weeks", [0, 20, 80, 150])
def test_counts_of_what_is_won_shared_and_held_back(weeks: int) -> None:
    here = lived(told(street(400), {"choosing.top_down": 0.4, "founding.idea": 0.06, "sharing.lend": 0.1}), weeks)
    seen, who, g, around = take_census(here), here.residents, here.initiatives, here.surroundings
    live, member = g.stage != Stage.ENDED, np.flatnonzero(who.initiative >= 0)
    more = ((who.skill - who.skill_at_start).max(axis=1) >= 0.1) & (who.learned == 1)
    assert seen.winners == (more | (who.ties_won > 0)).sum()
    assert seen.same_problem == (g.problem[who.initiative[member]] == who.problem[member]).sum()
    running = (g.deal_until[live] >= 0).sum()
    assert seen.deals == g.deals[live].sum() <= running
    assert seen.exchanges == len(helped_of_late(here))
    assert (seen.cohesion, seen.pool) == (around.cohesion[0], around.knowledge_pool[0])
    apart = np.abs(around.agenda[0] - around.agenda_of_residents[0]).sum()
    assert seen.agenda_fit == pytest.approx(1 - apart / 2)
    assert [getattr(seen, f"agenda_{problem.word}") for problem in Problem] == around.agenda[0].tolist()
    held = [getattr(seen, f"held_back_{condition.word}") for condition in Condition]
    assert held == around.held_back[0].tolist()
    assert sum(held) <= seen.not_taking_part == around.not_taking_part[0]
    for kind in PartnerKind:
        won = here.partners.week_gain[here.partners.kind == kind].sum()
        assert getattr(seen, f"gain_{kind.word}") == pytest.approx(won)
    if weeks == 150:
        assert min(seen.winners, seen.same_problem, seen.deals, seen.exchanges, seen.pool) > 0
        assert seen.agenda_fit < 1


def test_two_that_help_each_other_are_one_pair_for_half_a_year() -> None:
    here = settled(street(60))
    one, two, ended = (begin(here, [row], stage=stage) for row, stage in ((0, 1), (3, 1), (7, Stage.ENDED)))
    g = here.initiatives
    g.lent_to[one, :3], g.lent_in[one, :3] = (two, two, ended), (70, 60, 70)
    g.lent_to[two, 0], g.lent_in[two, 0] = one, 65
    for week, pairs in ((71, 1), (91, 1), (96, 1), (97, 0)):
        here.week = week  # the week after the one that is counted
        assert take_census(here).exchanges == pairs, week


def test_concentration_of_tasks() -> None:
    from tests.living import begin, do

    here = settled(street(60))
    here.residents.hours_available[:] = 0.1
    begin(here, [0, 1, 2, 3])
    begin(here, [10])
    here.residents.hours_available[0] = 0.7
    here.residents.motivation[:] = 0.5
    do(here, "working")
    seen = take_census(here)
    assert seen.concentration == pytest.approx((0.7**2 + 3 * 0.1**2) / 1.0 + 1.0)
    assert seen.concentrated == 2
    assert seen.key_person == 2
