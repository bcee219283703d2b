"""Accounts: every line of the ledger is the sum of what a history showed, week by week."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import people_of, settled
from tests.simulation.test_uncompiled import WEEKS, busy
from weisim.neighbourhood.bargaining import interests_served
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.holders import ALWAYS
from weisim.results.ledger import account
from weisim.results.run import Run
from weisim.simulation.simulate import simulate
from weisim.terms import Flow, Holder

SEED = 2013
RESIDENTS, INITIATIVES, COOPERATIVE, FIRST = range(len(ALWAYS) + 1)


class Added:
    """What is earned and paid, added up week by week by somebody who only looks."""

    def __init__(self, partners: int) -> None:
        self.residents = self.own_income = self.fees = self.fund = self.pot = 0.0
        self.cost, self.relief, self.euros = np.zeros(partners), np.zeros(partners), np.zeros(partners)

    def watch(self, here: Neighbourhood) -> None:
        flows, p, around = here.surroundings.flows[0], here.partners, here.surroundings
        self.residents += flows[[flow for flow in Flow if flow.taker == Holder.RESIDENTS]].sum()
        self.own_income += flows[[Flow.SALES, Flow.SALES_OUTSIDE, Flow.RENT, Flow.ORDERS]].sum()
        self.fees += flows[Flow.FEES]
        self.fund += flows[Flow.FUND]
        supporting = here.parameters.supporting
        payers = here.given.plan.grant_payers(len(p))
        self.euros += p.euros_given + p.deal_euros + payers * here.programme.grants_paid[0]
        self.cost += p.euros_given + p.deal_euros + payers * here.programme.grants_paid[0]
        self.cost += p.deal_hours * supporting.hourly_partner + p.rooms_lent * supporting.room
        gone = (around.problem_base[0] - around.problem_level[0]) / 52.0
        served = interests_served()
        self.relief += (p.interests @ served.T / served.sum(axis=1)) @ gone


@pytest.fixture(scope="module")
def played() -> tuple[Added, Run]:
    """A street with enterprises, deals and a cooperative, watched, and the same history as a run."""
    here = settled(busy("as usual"), SEED)
    added = Added(len(here.partners))
    for _ in range(WEEKS):
        here.step()
        added.watch(here)
    return added, simulate(busy("as usual"), SEED, people_of(busy("as usual")))


def column(run: Run, name: str) -> np.ndarray:
    return run.ledger[:, account(name)]


def test_residents_earn_what_flows_to_them(played: tuple[Added, Run]) -> None:
    added, run = played
    earned = column(run, "euros_earned")
    assert earned[RESIDENTS] == pytest.approx(added.residents)
    assert earned[RESIDENTS] > 1_000.0
    assert np.isnan(earned[FIRST:]).all()


def test_initiatives_earn_their_own_income(played: tuple[Added, Run]) -> None:
    added, run = played
    assert column(run, "euros_earned")[INITIATIVES] == pytest.approx(added.own_income)


def test_the_cooperative_earns_fees_and_gives_what_its_fund_pays(played: tuple[Added, Run]) -> None:
    added, run = played
    assert column(run, "euros_earned")[COOPERATIVE] == pytest.approx(added.fees)
    assert column(run, "euros_given")[COOPERATIVE] == pytest.approx(added.fund)
    assert added.fees > 50.0


def test_partners_bear_the_cost_of_all_they_give_and_have_the_relief(played: tuple[Added, Run]) -> None:
    """Euros at face value, hours and rooms in deals at their price; relief by what each cares for."""
    added, run = played
    assert column(run, "cost")[FIRST:] == pytest.approx(added.cost)
    assert column(run, "euros_given")[FIRST:] == pytest.approx(added.euros)
    assert (column(run, "cost")[FIRST:] > added.euros).any(), "hours and rooms cost something too"
    assert column(run, "relief")[FIRST:] == pytest.approx(added.relief)
    assert (added.relief > 0.0).all()
    assert np.isnan(column(run, "cost")[:FIRST]).all()
    assert np.isnan(column(run, "relief")[:FIRST]).all()
