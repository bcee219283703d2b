"""Dealing: who meets whom, what a deal is worth, and when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import columns, differing, dose, events, lived, renumber, street, told
from tests.processes.agreeing import (
    RI,
    forms,
    likeness,
    luck,
    meet,
    partner,
    partnered,
    ready,
    surplus,
    told_of,
)
from weisim.neighbourhood.model import Neighbourhood
from weisim.support.plan import SupportPlan
from weisim.terms import Event, Form, Interest, Phase, Problem, Reason, Skill, Stage

EVERYTHING = {"capacity_hours": 1_000.0, "capacity_euros": 1_000_000.0}
PERMITS = {"forms": (Form.PERMIT,), **EVERYTHING}
LIVEABLE = {Interest.LIVEABILITY: 0.5, Interest.MAINTENANCE: 0.5}


def crowd(here: Neighbourhood, count: int = 40) -> None:
    """Many initiatives of one member each, some better connected and some with members who know their worth."""
    for row in range(count):
        ready(here, row)
    here.initiatives.coverage[:, Skill.CONNECT] = np.linspace(0.05, 0.95, count)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("stage", [RI, Stage.INDEPENDENT, Stage.ENTERPRISE])
def test_both_win_half_of_what_a_deal_is_worth(form: Form, stage: Stage) -> None:
    interests = {Interest.COHESION: 0.6, Interest.INCOME: 0.3, Interest.LIVEABILITY: 0.1}
    here = partnered(partner(interests=interests, forms=(form,), trust=0.4), value_orders=120.0)
    g = ready(here, 3, 8, stage=stage, coverage=np.array([0.2, 0.9, 0.8, 0.75]))
    here.residents.trust[[3, 8]] = [0.95, 0.7]
    won = surplus(here, g, 0, form)
    meet(here)
    one = here.initiatives
    if won <= 0:
        assert forms(here) == {}
        return
    assert forms(here) == {(g, 0): form}
    assert (one.deal_gain[g, 0], one.deal_gives[g, 0]) == pytest.approx((won / 2, won / 2), abs=1e-12)
    assert told_of(here, Event.DEAL_MADE) == [(0, g, 0, Reason(Reason.FORM_SPACE + form), pytest.approx(won))]


def test_there_is_a_deal_if_and_only_if_both_win() -> None:
    """The more an initiative achieves, the sooner its work is worth the trouble; nobody signs at a loss."""
    here = partnered(partner(forms=(Form.TRAINING,), **EVERYTHING), partner("club", forms=(Form.MONEY,), **EVERYTHING))
    for row in range(40):
        ready(here, row, output=row / 40)
    expected = {
        (g, p): form
        for g in range(40)
        for p, form in ((0, Form.TRAINING), (1, Form.MONEY))
        if surplus(here, g, p, form) > 0
    }
    meet(here)
    assert forms(here) == expected
    assert 10 < len(expected) < 80
    assert min(value for *_, value in told_of(here, Event.DEAL_MADE)) > 0


def test_of_several_forms_the_one_that_is_worth_most_is_chosen() -> None:
    here = partnered(
        partner(forms=(Form.MONEY, Form.ORDERS, Form.PERMIT)),
        partner("club", forms=(Form.TRAINING, Form.PERMIT)),
        help=1.5,
    )
    g, h = ready(here, 0), ready(here, 1, stage=Stage.ENTERPRISE)
    meet(here)
    assert forms(here) == {
        (g, 0): Form.MONEY,
        (g, 1): Form.TRAINING,
        (h, 0): Form.ORDERS,
        (h, 1): Form.TRAINING,
    }


def test_money_and_orders_pay_only_as_far_as_the_work_is_worth_it() -> None:
    """A partner to whom the work means nothing pays nothing for it, however much it has to give."""
    cares = partner("cares", forms=(Form.MONEY, Form.ORDERS), **EVERYTHING)
    other = partner("builder", interests=LIVEABLE, forms=(Form.MONEY, Form.ORDERS), **EVERYTHING)
    here = partnered(cares, other, cost=0.1, transaction_low=0.1, transaction_high=0.1, help=3.0)
    g = ready(here, 0)
    assert set(forms(meet(here, 5))) == {(g, 0)}


@pytest.mark.parametrize("brokering", [0.0, 0.5, 1.3])
@pytest.mark.parametrize("phase", [Phase.EMERGENCE, Phase.DEVELOPMENT])
def test_meetings_follow_the_equation(brokering: float, phase: Phase) -> None:
    team = [
        partner("school", openness=0.9, **PERMITS),
        partner("club", openness=0.3, **PERMITS),
        partner("late", openness=0.9, from_phase=Phase.DEVELOPMENT, **PERMITS),
        partner("no deals", openness=0.9, forms=()),
    ]
    here = partnered(*team, meet=2.5, help=20.0)
    dose(here, brokering=brokering, phase=int(phase))
    crowd(here)
    active = [0, 1, 2] if phase == Phase.DEVELOPMENT else [0, 1]
    expected = set()
    for g in range(40):
        reach = 2.5 * (0.2 + 0.8 * here.initiatives.coverage[g, Skill.CONNECT]) * (0.35 + 0.65 * brokering)
        reach *= (1 + 0.5 * here.residents.worth_known[g]) / len(active)
        expected |= {(g, p) for p in active if luck(here, "dealing.meet", g, p) < reach * here.partners.openness[p]}
    meet(here)
    assert set(forms(here)) == expected
    assert 5 < len(expected) < 110


@pytest.mark.parametrize("what", ["brokering", "connect", "worth", "openness"])
def test_what_brings_people_together_brings_more_deals(what: str) -> None:
    """Statements 24 and 25: every deal without it is made with it too, and others besides."""

    def dealt(more: bool) -> set[tuple[int, int]]:
        here = partnered(partner(openness=0.4, **PERMITS), partner("club", openness=0.4, **PERMITS), help=20.0)
        renumber(here, "dealing", meet=0.5)
        for row in range(50):
            ready(here, row)
        here.residents.worth_known[:] = more and what == "worth"
        here.initiatives.coverage[:, Skill.CONNECT] = 0.9 if more and what == "connect" else 0.4
        dose(here, brokering=1.0 if more and what == "brokering" else 0.0)
        here.partners.openness[:] = 0.9 if more and what == "openness" else 0.4
        return set(forms(meet(here, 4)))

    assert dealt(False) < dealt(True)


def test_a_share_of_the_meetings_becomes_a_deal() -> None:
    here = partnered(partner(**EVERYTHING), accept=0.3)
    for row in range(50):
        ready(here, row)
    agreed = {(g, 0) for g in range(50) if luck(here, "dealing.agree", g, 0) < 0.3}
    meet(here)
    assert set(forms(here)) == agreed
    assert 5 < len(agreed) < 30


@pytest.mark.parametrize("phase", list(Phase))
def test_partners_deal_in_their_own_phases_only(phase: Phase) -> None:
    here = partnered(
        partner("early", from_phase=Phase.INFORMATION, until_phase=Phase.DEVELOPMENT),
        partner("late", from_phase=Phase.DEVELOPMENT),
        partner("brief", from_phase=Phase.DEVELOPMENT, until_phase=Phase.AUTONOMOUS),
    )
    dose(here, phase=int(phase))
    g = ready(here, 0)
    windows = {0: phase < 3, 1: phase >= 3, 2: phase == 3}
    meet(here, 3)
    assert set(forms(here)) == {(g, p) for p, open_now in windows.items() if open_now}


@pytest.mark.parametrize("stage", [Stage.IDEA, Stage.ENDED])
def test_ideas_and_what_has_ended_make_no_deals(stage: Stage) -> None:
    here = partnered(partner(), partner("club"))
    ready(here, 0, stage=stage, output=1.0, coverage=0.9)
    assert forms(meet(here, 5)) == {}
    assert len(events(here)) == 0


def test_there_is_one_deal_at_a_time_between_the_same_two() -> None:
    here = partnered(partner(forms=(Form.MONEY, Form.ORDERS, Form.TRAINING), **EVERYTHING))
    ready(here, 0)
    meet(here, 30)
    assert len(told_of(here, Event.DEAL_MADE)) == 1
    assert here.initiatives.deals_made[0] == here.partners.deals_made[0] == 1


@pytest.mark.parametrize(
    ("form", "hours", "euros", "deal"),
    [
        (Form.TRAINING, 1.0, 0.0, True),
        (Form.TRAINING, 0.99, 500.0, False),
        (Form.PERMIT, 0.25, 0.0, True),
        (Form.PERMIT, 0.24, 500.0, False),
        # Half of what the work is worth: 180 at its best, at an output of .8; orders at the rate for full output.
        (Form.MONEY, 0.25, 72.0, True),
        (Form.MONEY, 10.0, 71.9, False),
        (Form.ORDERS, 0.25, 30.0, True),
        (Form.ORDERS, 10.0, 29.9, False),
        (Form.SPACE, 0.25, 0.0, True),
    ],
)
def test_nobody_promises_what_the_plan_leaves_no_capacity_for(
    form: Form, hours: float, euros: float, deal: bool
) -> None:
    here = partnered(partner(forms=(form,)), cost=5.0, transaction_low=5.0, transaction_high=5.0)
    here.partners.hours_given[0], here.partners.euros_given[0] = 100 - hours, 10_000 - euros
    ready(here, 0)
    assert bool(forms(meet(here))) == deal


def test_when_there_is_enough_for_one_the_deal_that_is_worth_most_comes_first() -> None:
    here = partnered(partner(capacity_euros=100.0), transaction_low=20.0, transaction_high=20.0)
    ready(here, 0, output=0.5)
    best = ready(here, 1, output=0.9)
    assert set(forms(meet(here))) == {(best, 0)}


def test_of_two_that_are_worth_as_much_the_older_initiative_comes_first() -> None:
    here = partnered(partner(capacity_hours=0.25), transaction_low=20.0, transaction_high=20.0)
    here.residents.trust[:] = 0.6
    older = ready(here, 5)
    ready(here, 2)
    assert set(forms(meet(here))) == {(older, 0)}


def test_of_two_initiatives_and_one_room_one_has_the_room() -> None:
    here = partnered(partner(forms=(Form.SPACE,), rooms=1, **EVERYTHING), transaction_low=20.0, transaction_high=20.0)
    ready(here, 0, output=0.4)
    best = ready(here, 1, output=0.9)
    meet(here, 20)
    assert forms(here) == {(best, 0): Form.SPACE}
    assert here.initiatives.room_of_deal.tolist() == [0, 1]
    assert here.partners.rooms_lent.tolist() == [1]
    here.initiatives.stage[best] = Stage.ENDED
    renumber(here, "dealing", meet=0.0)
    meet(here, 2)
    assert here.partners.rooms_lent.tolist() == [0], "a room that comes back is lent no more"


def test_who_has_a_room_of_the_plan_asks_for_no_second_one() -> None:
    here = partnered(partner(forms=(Form.SPACE, Form.MONEY), rooms=5))
    g = ready(here, 0, room_of_plan=1)
    assert forms(meet(here, 5)) == {(g, 0): Form.MONEY}


def test_who_has_a_room_of_a_deal_asks_for_no_second_one() -> None:
    here = partnered(partner(forms=(Form.SPACE, Form.MONEY), rooms=5), partner("club", forms=(Form.SPACE,), rooms=5))
    g = ready(here, 0)
    here.partners.openness[0] = 0.0
    assert forms(meet(here)) == {(g, 1): Form.SPACE}
    here.partners.openness[0] = 0.5
    assert forms(meet(here, 5)) == {(g, 0): Form.MONEY, (g, 1): Form.SPACE}


def test_an_equal_price_for_all_makes_fewer_deals_and_nobody_loses_by_one() -> None:
    """A rival rule for the split: what a usual initiative would pay is what anybody pays."""

    def dealt(split: str) -> Neighbourhood:
        here = partnered(partner(trust=0.9, forms=(Form.SPACE,), rooms=100, **EVERYTHING), split=split)
        for row in range(50):
            ready(here, row, output=row / 50)
        return meet(here)

    nash, equal = dealt("nash"), dealt("equal price")
    assert set(forms(equal)) < set(forms(nash))
    for g, p in forms(equal):
        ours, theirs = equal.initiatives.deal_gain[g, p], equal.initiatives.deal_gives[g, p]
        trust = 0.5 * (0.9 + equal.residents.trust[g])
        agreed = (15 + 25 * luck(equal, "dealing.cost", g, p, week=0)) / (0.5 + 0.5 * trust)
        # The help is worth 80; the usual initiative's work 40, so 20 go back for it.
        assert ours == pytest.approx(80 - 20 - 15 - agreed / 2, abs=1e-9)
        assert theirs == pytest.approx(80 * equal.initiatives.output[g] + 20 - 15 - agreed / 2, abs=1e-9)
        assert min(ours, theirs) > 0


def test_at_an_equal_price_anybody_gets_what_a_usual_initiative_would() -> None:
    here = partnered(partner(**EVERYTHING), split="equal price", cost=5.0, transaction_low=5.0, transaction_high=5.0)
    for row, output in enumerate((0.5, 0.7, 0.9)):
        ready(here, row, output=output)
    meet(here, 2)
    # The usual initiative's work is worth 90, so half of that is paid for it.
    assert here.initiatives.deal_money.tolist() == pytest.approx([45.0, 45.0, 45.0])
    gives = here.initiatives.deal_gives[:, 0]
    assert gives[0] < gives[1] < gives[2], "the better the work, the more a partner wins at that price"


def test_partners_open_up_when_good_work_on_what_they_care_for_is_seen() -> None:
    """Statement 76."""
    here = partnered(partner(), partner("builder", interests=LIVEABLE), partner("open", openness=1.0), meet=0.0)
    ready(here, 0, output=0.9)
    ready(here, 1, output=0.7)
    ready(here, 2, output=1.0, problem=Problem.POVERTY)
    ready(here, 3, output=0.55, problem=Problem.LITTER)
    ready(here, 4, output=0.95, stage=Stage.ENDED)
    meet(here)
    assert here.partners.openness == pytest.approx([0.5 + 0.01 * 0.4, 0.5 + 0.01 * 0.05, 1.0])
    meet(here, 300)
    assert here.partners.openness[:2] == pytest.approx([0.95, 0.5 + 301 * 0.01 * 0.05])
    here.initiatives.output[:] = 0.0
    meet(here, 50)
    assert here.partners.openness[0] == pytest.approx(0.95), "what was won is not lost"


def test_half_a_likeness_is_enough_to_take_notice() -> None:
    cares = {Interest.COHESION: 0.5, Interest.INCOME: 0.5, Interest.LIVEABILITY: 0.5, Interest.EMPLOYMENT: 0.5}
    here = partnered(
        partner(interests=cares), partner("less", interests={**cares, Interest.MAINTENANCE: 0.5}), meet=0.0
    )
    g = ready(here, 0)
    assert likeness(here, g, 0) == pytest.approx(0.5)
    assert likeness(here, g, 1) < 0.5
    meet(here)
    assert here.partners.openness[0] > 0.5 == here.partners.openness[1]


def test_the_luck_of_an_initiative_is_its_own_whatever_stands_before_it() -> None:
    """Twins in two scenarios have the same meetings, also when others were born in between."""

    def dealt(before: int) -> dict[int, set[int]]:
        here = partnered(*(partner(f"p{number}", **EVERYTHING) for number in range(6)), meet=3.0, accept=0.6)
        for row in range(before):
            ready(here, 50 + row, stage=Stage.ENDED)
        for row in range(20):
            ready(here, row)
        meet(here)
        return {g - before: {p for one, p in forms(here) if one == g} for g, _ in forms(here)}

    assert dealt(0) == dealt(7)
    assert dealt(0)


def test_the_luck_of_a_partner_is_its_own_in_whatever_order_they_are_told() -> None:
    def dealt(*names: str) -> set[tuple[int, str]]:
        here = partnered(*(partner(name, **EVERYTHING) for name in names), meet=3.0, accept=0.6)
        for row in range(20):
            ready(here, row)
        meet(here)
        return {(g, names[p]) for g, p in forms(here)}

    assert dealt("school", "church", "mosque") == dealt("mosque", "school", "church")
    assert len(dealt("school", "church", "mosque")) > 3


def test_without_partners_the_story_goes_on_and_nobody_deals() -> None:
    here = partnered()
    ready(here, 0)
    before = columns(here)
    meet(here)
    assert not differing(before, columns(here))
    busy = told(street(200), {"founding.spontaneous": 0.0002, "founding.trickle": 0.001})
    alone = lived(busy.model_copy(update={"partners": (), "support": SupportPlan(interventions=())}), 200)
    assert len(alone.initiatives) > 0
    assert not alone.initiatives.deals_made.any()
