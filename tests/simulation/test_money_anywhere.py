"""Money anywhere: what every holder has is what came in less what went out, in any story, in every week."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.living import settled, story, street, told
from tests.simulation.any_story import QUICK, stories, thriving
from weisim.neighbourhood.entities import INITIATIVE_FLOWS
from weisim.neighbourhood.model import Neighbourhood
from weisim.scenario.scenario import Scenario
from weisim.terms import Event, Flow, Holder

CENT = 1e-4
INTO = [flow for flow in Flow if flow.taker == Holder.INITIATIVES]
OUT_OF = [flow for flow in Flow if flow.giver == Holder.INITIATIVES]


class Books:
    """What each holder had at the end of last week, kept by somebody who only looks."""

    def __init__(self, here: Neighbourhood) -> None:
        self.seen: Counter[int] = Counter()
        self.keep(here)

    def keep(self, here: Neighbourhood) -> None:
        self.cash = here.initiatives.cash.copy()
        self.fund = float(here.cooperatives.cash.sum())
        self.pot, self.purse = float(here.programme.grants_left[0]), float(here.surroundings.purse[0])
        self.earned = float(here.surroundings.earned[0])

    def balance(self, here: Neighbourhood) -> None:
        """Every holder: money in is money out plus what was added to the stock."""
        flows = {flow: float(here.surroundings.flows[0, flow]) for flow in Flow}
        added = {
            Holder.INITIATIVES: here.initiatives.cash.sum() - self.cash.sum(),
            Holder.COOPERATIVE: here.cooperatives.cash.sum() - self.fund,
            Holder.PROGRAMME: here.programme.grants_left[0] - self.pot,
            Holder.RESIDENTS: here.surroundings.purse[0] - self.purse,
            Holder.PARTNERS: 0.0,
        }
        for holder, more in added.items():
            money_in = sum(flows[flow] for flow in Flow if flow.taker == holder)
            money_out = sum(flows[flow] for flow in Flow if flow.giver == holder)
            assert money_in == pytest.approx(money_out + more, abs=CENT), holder.name
        outside = sum(flows[f] for f in Flow if f.giver == Holder.OUTSIDE)
        outside -= sum(flows[f] for f in Flow if f.taker == Holder.OUTSIDE)
        assert outside == pytest.approx(sum(added.values()), abs=CENT), "what came in from outside is still there"
        had = sum(flows[flow] for flow in Flow if flow.taker == Holder.RESIDENTS)
        assert here.surroundings.earned[0] - self.earned == pytest.approx(had, abs=CENT)
        self.each_initiative(here)
        self.each_partner(here, flows)
        assert min(flows.values()) >= -CENT, "money flows one way"
        self.seen.update(int(flow) for flow, amount in flows.items() if amount != 0.0)
        self.keep(here)

    def each_initiative(self, here: Neighbourhood) -> None:
        g = here.initiatives
        before = np.zeros(len(g))
        before[: self.cash.size] = self.cash
        change = g.flows[:, INTO].sum(axis=1) - g.flows[:, OUT_OF].sum(axis=1)
        assert np.allclose(g.cash - before, change, atol=CENT)
        assert (g.flows >= -CENT).all(), "money flows one way"
        assert np.allclose(here.surroundings.flows[0, :INITIATIVE_FLOWS], g.flows.sum(axis=0), atol=CENT)
        assert (g.cash >= -here.parameters.producing.credit - CENT).all()
        assert here.programme.grants_left[0] >= 0.0
        assert (here.cooperatives.cash >= -CENT).all()

    def each_partner(self, here: Neighbourhood, flows: dict[Flow, float]) -> None:
        p = here.partners
        assert p.euros_given.sum() == pytest.approx(flows[Flow.PLAN], abs=CENT)
        assert p.deal_euros.sum() == pytest.approx(flows[Flow.ORDERS] + flows[Flow.DEAL_MONEY], abs=CENT)
        assert p.pot_euros.sum() == pytest.approx(flows[Flow.POT] - flows[Flow.POT_BACK], abs=CENT)
        spent = (p.euros_given + p.deal_euros + np.maximum(p.pot_euros, 0.0)).sum()
        assert spent == pytest.approx(flows[Flow.BUDGET], abs=CENT)
        assert np.maximum(-p.pot_euros, 0.0).sum() == pytest.approx(flows[Flow.BUDGET_BACK], abs=CENT)


def live(scenario: Scenario, seed: int) -> tuple[Counter[int], set[int]]:
    """A story whose books are checked every week; which flows it had, and which events."""
    here = settled(scenario, seed)
    books = Books(here)
    for _ in range(scenario.weeks):
        here.step()
        books.balance(here)
    return books.seen, set(here.chronicle.events()["event"].tolist())


def test_every_flow_has_one_giver_and_another_taker() -> None:
    for flow in Flow:
        assert flow.giver != flow.taker, flow.name
    assert [int(flow) for flow in INTO + OUT_OF] == list(range(INITIATIVE_FLOWS)), "in first, then out"


def test_money_in_is_money_out_plus_stock_in_any_story() -> None:
    """For every holder and every week, over random stories."""
    seen: Counter[int] = Counter()

    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(stories(), st.integers(1, 1000))
    def lived(scenario: Scenario, seed: int) -> None:
        seen.update(live(scenario, seed)[0])

    lived()
    # Books without entries always balance. Orders and wages are rare in any story: those that thrive must have them.
    assert min(seen[flow] for flow in (Flow.GRANTS, Flow.COSTS, Flow.WRITTEN_OFF, Flow.POT_BACK)) > 10


def test_money_in_is_money_out_plus_stock_where_organisations_thrive() -> None:
    """The same with enterprises and cooperatives, over random numbers of money."""
    seen: Counter[int] = Counter()
    happened: Counter[int] = Counter()

    @settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(thriving(), st.integers(1, 1000))
    def lived(scenario: Scenario, seed: int) -> None:
        flows, events = live(scenario, seed)
        seen.update(flows)
        happened.update(events)

    lived()
    rare = (Flow.COOPERATIVE_CLOSING, Flow.BUDGET_BACK)  # the plans here fill the pot for as long as they last
    assert min(seen[flow] for flow in Flow if flow not in rare) > 10
    assert seen[Flow.COOPERATIVE_CLOSING] > 0
    assert happened[Event.COOPERATIVE_FOUNDED] > 10


@pytest.mark.parametrize("name", ["steady-support", "stop-month-12", "no-partners"])
def test_the_books_of_packaged_scenarios_balance(name: str) -> None:
    scenario = story(name).model_copy(update={"place": street(60).place})
    seen, _ = live(told(scenario, QUICK), 3)
    assert {Flow.GRANTS, Flow.SALES, Flow.COSTS, Flow.LOCAL_PURCHASES, Flow.POT, Flow.PLAN, Flow.BUDGET} <= set(seen)
    assert (Flow.BUDGET_BACK in seen) == (name == "stop-month-12"), "what is left goes back when grants stop"
    if name != "stop-month-12":
        assert (Flow.ORDERS in seen or Flow.DEAL_MONEY in seen) == (name == "steady-support")
