"""Deals anywhere: what must hold of deals, hands, rooms and accounts in any story, in every week."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.living import people_of, settled
from tests.simulation.any_story import stories
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.holders import ALWAYS
from weisim.results.ledger import account
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import simulate
from weisim.terms import Event, Form, Help, Stage

FIRST = len(ALWAYS)
"""The row of the first partner in a ledger."""

HAIR = 1e-6
# Strengths of help may exceed a full dose, a pull and a threshold are no shares of anything.
NO_SHARES = {"attraction", "threshold", "informing", "brokering", "managing", "community", "reflecting"}


def nobody_loses(here: Neighbourhood) -> None:
    """Every deal that runs was signed with a gain for both sides, as was every one that was told this week."""
    g, partners = here.initiatives, len(here.partners)
    runs = g.deal_until[:, :partners] >= 0
    assert (g.deal_gain[:, :partners][runs] > 0.0).all()
    assert (g.deal_gives[:, :partners][runs] > 0.0).all()
    assert not g.deal_gain[:, :partners][~runs].any()
    assert not g.deal_gives[:, :partners][~runs].any()


def nothing_is_overdrawn(here: Neighbourhood) -> None:
    """Hours, euros and rooms come out of what there is, for partners and for residents."""
    p, g, who = here.partners, here.initiatives, here.residents
    assert (p.hours_given + p.deal_hours <= p.capacity_hours + HAIR).all()
    assert (p.euros_given + p.deal_euros <= p.capacity_euros + HAIR).all()
    assert np.isclose(p.deal_euros.sum(), g.order_income.sum() + g.deal_money.sum()), "what is paid arrives"
    assert min(column.min() for column in (p.hours_given, p.deal_hours, p.euros_given, p.deal_euros)) >= 0.0
    lent = (g.deal_until >= 0) & (g.deal_form == Form.SPACE)
    assert (lent.sum(axis=0)[: len(p)] <= p.rooms).all()
    live = g.stage != Stage.ENDED
    assert g.room_of_plan.sum() <= here.surroundings.rooms[0] <= here.programme.dose[0, Help.SPACE] + HAIR
    assert (lent.sum(axis=1) + g.room_of_plan <= 1)[live].all(), "one room is enough"
    assert (who.hours_given <= who.hours_available).all()
    assert (who.hours_given >= 0.0).all()


def shares_are_shares(here: Neighbourhood) -> None:
    rosters = (here.residents, here.initiatives, here.partners, here.programme, here.surroundings, here.cooperatives)
    for roster in rosters:
        for state in roster.entity.states():
            column = getattr(roster, state.name)
            assert np.isfinite(column).all(), state.name
            if state.unit == "share" and state.name not in NO_SHARES:
                assert ((column >= 0.0) & (column <= 1.0)).all(), state.name
    assert np.isclose(here.surroundings.agenda[0].sum(), 1.0)


class Flows:
    """What is given and won, added up week by week by somebody who only looks."""

    def __init__(self, here: Neighbourhood) -> None:
        partners = len(here.partners)
        self.hours, self.euros, self.gains = (np.zeros(partners) for _ in range(3))
        self.grants = self.hours_of_residents = 0.0

    def watch(self, here: Neighbourhood) -> None:
        p = here.partners
        self.hours += p.hours_given + p.deal_hours
        self.euros += p.euros_given + p.deal_euros
        self.gains += p.week_gain
        self.grants += here.programme.grants_paid[0]
        self.hours_of_residents += here.residents.hours_given[here.members()].sum()

    def add_up_to(self, run: Run) -> None:
        """The ledger of the run says the same."""
        ledger = {name: run.ledger[:, account(name)] for name in ("hours_given", "euros_given", "euros_won", "deals")}
        assert np.isclose(ledger["hours_given"][0], self.hours_of_residents)
        assert np.allclose(ledger["hours_given"][FIRST:], self.hours)
        assert np.allclose(ledger["euros_won"][FIRST:], self.gains)
        assert (ledger["euros_given"][FIRST:] - self.euros > -HAIR).all()
        assert np.isclose(ledger["euros_given"][FIRST:].sum(), self.euros.sum() + self.grants)
        made = run.event_table[np.isin(run.event_table["event"], (Event.DEAL_MADE, Event.DEAL_RENEWED))]
        assert ledger["deals"][1] == len(made)
        assert ledger["deals"][FIRST:].tolist() == np.bincount(made["partner"], minlength=len(run.partners)).tolist()
        assert (made["value"] > 0.0).all()


def live(story: Scenario, seed: int) -> Run:
    """A story, watched in every week; the same history once more as a run, with its ledger."""
    here = settled(story, seed)
    flows = Flows(here)
    for _ in range(story.weeks):
        here.step()
        nobody_loses(here)
        nothing_is_overdrawn(here)
        shares_are_shares(here)
        flows.watch(here)
    run = simulate(story, seed, people_of(story))
    flows.add_up_to(run)
    return run


def test_nobody_loses_and_nothing_is_overdrawn_in_any_story() -> None:
    """Statements 26 and 74, over random partners, plans, numbers and events."""
    seen: Counter[int] = Counter()

    @settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(stories(), st.integers(1, 1000))
    def lived(story: Scenario, seed: int) -> None:
        seen.update(live(story, seed).event_table["event"].tolist())

    lived()
    # Stories in which nothing happens would show nothing.
    assert seen[Event.DEAL_MADE] > 150
    assert min(seen[kind] for kind in (Event.DEAL_BROKEN, Event.ROOM_FOUND, Event.HANDS_LENT)) > 10
    assert seen[Event.DEAL_ENDED] + seen[Event.DEAL_RENEWED] > 30
    assert seen[Event.CONTEXT_BEGINS] > 20
