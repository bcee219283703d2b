"""Indicators: what is read off a neighbourhood is what its definition says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, lived, settled, story, street
from weisim.indicators import (
    agenda,
    bottleneck,
    cohesion,
    economy,
    effort,
    gains,
    initiatives,
    motivation,
    participation,
)
from weisim.indicators.catalogue import CATALOGUE
from weisim.indicators.indicator import Observed, indicator, mean
from weisim.neighbourhood.census import Census, take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Condition, PartnerKind, Stage

OVER_PARTICIPANTS = ("hours_per_week", "hours_gini", "motivation", "skill", "strain", "problem_fit")
OVER_MONEY = ("grant_share", "local_multiplier")
OVER_INITIATIVES = (
    "dependence",
    "stress_test_share",
    "order_parameter",
    "task_concentration",
    "key_person_share",
    "embeddedness",
    "organisations_network_density",
)


@pytest.fixture(scope="module")
def here() -> Neighbourhood:
    return lived(street(400), 80)


def test_participation(here: Neighbourhood) -> None:
    who = here.residents
    member = who.initiative >= 0
    assert participation.informed_share(here) == pytest.approx((who.involvement > 0).mean())
    assert participation.participants(here) == member.sum()
    assert participation.participation_rate(here) == pytest.approx(member.mean())
    assert participation.hours_per_week(here) == pytest.approx(who.hours_given[member].mean())
    assert 0 < participation.hours_gini(here) < 1


def test_motivation(here: Neighbourhood) -> None:
    who = here.residents
    member, knows = who.initiative >= 0, who.involvement > 0
    assert motivation.motivation(here) == pytest.approx(who.motivation[member].mean())
    assert motivation.skill(here) == pytest.approx(who.skill[member].mean())
    assert motivation.strain(here) == pytest.approx(who.strain[member].mean())
    assert motivation.trust(here) == pytest.approx(who.trust.mean())
    assert motivation.scepticism(here) == pytest.approx(1 - who.trust.mean())
    assert motivation.trust_of_informed(here) == pytest.approx(who.trust[knows].mean())


def test_initiatives(here: Neighbourhood) -> None:
    g = here.initiatives
    live = g.stage != Stage.ENDED
    demand = np.array([5.0, 10.0, 14.0, 18.0, 0.0])[g.stage[live]]
    assert initiatives.ideas_born(here) == len(g)
    assert initiatives.initiatives_alive(here) == live.sum()
    assert initiatives.initiatives_ended(here) == (~live).sum()
    assert initiatives.initiatives_alive(here) + initiatives.initiatives_ended(here) == initiatives.ideas_born(here)
    assert initiatives.initiatives_formed(here) == (live & (g.members >= 3) & (g.age >= 8)).sum()
    assert initiatives.dependence(here) == pytest.approx(g.dependence[live].mean())
    assert initiatives.order_parameter(here) == pytest.approx((g.structure[live] * demand).sum() / demand.sum())
    assert initiatives.embeddedness(here) == pytest.approx(g.embeddedness[live].mean())
    passed, alive = here.stress_test()
    assert initiatives.stress_test_share(here) == passed / alive


def test_independent_organisations_are_initiatives_and_enterprises_together() -> None:
    here = settled(street(60))
    for row, stage in enumerate((Stage.INDEPENDENT, Stage.INDEPENDENT, Stage.ENTERPRISE, Stage.IDEA, Stage.ENDED)):
        begin(here, [row], stage=stage)
    assert initiatives.independent_initiatives(here) == 2
    assert initiatives.neighbourhood_enterprises(here) == 1
    assert initiatives.independent_organisations(here) == 3
    assert initiatives.initiatives_alive(here) == 4


def test_economy_and_effort(here: Neighbourhood) -> None:
    g = here.initiatives
    live = g.stage != Stage.ENDED
    assert economy.own_income(here) == pytest.approx(g.income_own[live].sum())
    assert economy.grants(here) == pytest.approx(here.programme.grants_paid[0])
    assert effort.support_hours(here) == pytest.approx(here.partners.hours_given.sum())
    assert effort.support_cost(here) == pytest.approx(here.partners.euros_given.sum() + here.programme.grants_paid[0])
    assert effort.phase(here) == here.programme.phase[0]


def test_deals_and_gains(here: Neighbourhood) -> None:
    partners, who = here.partners, here.residents
    assert gains.deals(here) == here.initiatives.deals[here.initiatives.stage != Stage.ENDED].sum() > 0
    assert gains.gain_residents(here) >= (who.ties_won > 0).sum() > 0
    by_kind = {one.entry.name: one(here) for one in gains.BY_KIND}
    for kind in PartnerKind:
        if kind != PartnerKind.PROCESS_MANAGER:
            won = partners.week_gain[partners.kind == kind].sum()
            assert by_kind[f"gain_{kind.word}"] == pytest.approx(52 * won)
    assert sum(by_kind.values()) == pytest.approx(52 * partners.week_gain.sum())
    assert partners.week_gain.sum() > 0


def test_cohesion_and_know_how(here: Neighbourhood) -> None:
    assert cohesion.cohesion(here) == here.surroundings.cohesion[0]
    assert cohesion.knowledge_pool(here) == here.surroundings.knowledge_pool[0] > 0
    live = initiatives.initiatives_alive(here)
    pairs = take_census(here).exchanges
    assert cohesion.organisations_network_density(here) == pytest.approx(pairs / (live * (live - 1) / 2))


def test_agenda(here: Neighbourhood) -> None:
    weights = [one(here) for one in agenda.BY_PROBLEM]
    assert weights == here.surroundings.agenda[0].tolist()
    assert sum(weights) == pytest.approx(1.0)
    assert agenda.agenda_fit(here) == 1.0, "nothing is set from above"
    who, member = here.residents, here.residents.initiative >= 0
    same = here.initiatives.problem[who.initiative[member]] == who.problem[member]
    assert agenda.problem_fit(here) == pytest.approx(same.mean())


def test_the_bottleneck_is_what_holds_back_most() -> None:
    here = settled(street(60))
    here.surroundings.not_taking_part[0] = 50
    here.surroundings.held_back[0] = (5, 10, 0, 30, 1)
    shares = [one(here) for one in bottleneck.BY_CONDITION]
    assert shares == pytest.approx([0.1, 0.2, 0.0, 0.6, 0.02])
    assert bottleneck.bottleneck(here) == 1 + Condition.ASKED
    here.surroundings.held_back[0] = (10, 10, 0, 0, 0)
    assert bottleneck.bottleneck(here) == 1 + Condition.CAN, "of equals the first"


def test_who_is_held_back_by_nothing_shows_no_bottleneck() -> None:
    here = settled(street(60))
    here.surroundings.not_taking_part[0] = 50
    assert math.isnan(bottleneck.bottleneck(here))
    assert [one(here) for one in bottleneck.BY_CONDITION] == [0.0] * len(Condition)


def test_the_full_plan_takes_the_hours_it_says() -> None:
    """8 + 8 + 6 in the information phase; what is added in emergence is 4 + 8 + 6 and 6 of brokering."""
    here = settled(story("steady-support"))
    here.step()
    assert effort.support_hours(here) == 22.0
    here.programme.phase[0] = 2
    here.step()
    assert effort.support_hours(here) == 46.0


def test_a_mean_over_nobody_is_missing_and_not_zero() -> None:
    here = lived(street(60, "no-support"), 1)
    assert not (here.residents.initiative >= 0).any()
    told = {one.entry.name: one(here) for one in CATALOGUE}
    over_nobody = {*OVER_PARTICIPANTS, *OVER_INITIATIVES, *OVER_MONEY, "trust_of_informed"}
    for name in over_nobody:
        assert math.isnan(told[name]), name
    for name in set(told) - over_nobody:
        assert math.isfinite(told[name]), name


def test_a_mean_is_the_same_for_one_week_and_for_all_weeks_at_once() -> None:
    totals, counts = np.array([3.0, 0.0, 5.0]), np.array([4.0, 0.0, 8.0])
    with np.errstate(all="raise"):
        at_once = mean(totals, counts)
        one_by_one = [float(mean(total, count)) for total, count in zip(totals.tolist(), counts.tolist(), strict=True)]
    assert at_once == pytest.approx([0.75, math.nan, 0.625], nan_ok=True)
    assert np.array(one_by_one).tobytes() == np.asarray(at_once).tobytes()


def test_a_new_indicator_is_one_function(here: Neighbourhood) -> None:
    @indicator(
        unit="residents", kind="stock", good="high", matters=1.0, label=("rested", "uitgerust"), dutch="Bewoners."
    )
    def residents_here(seen: Census) -> Observed:
        """Residents who live here."""
        return seen.residents

    assert residents_here(here) == 400.0
    assert residents_here.entry.name == "residents_here"
    assert residents_here.entry.definition_english == "Residents who live here."
