"""Dealing: how deals are kept, renewed, end and break, and what comes with them."""

from __future__ import annotations

import pytest

from tests.living import do, dose, renumber
from tests.processes.agreeing import RI, forms, likeness, luck, meet, partner, partnered, ready, surplus, told_of, worth
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Event, Form, Phase, Reason, Stage

TERM = 39
OVER = 1 + TERM  # made in week 0, kept from week 1 on
PAID = 0.5 * 180 * 0.8  # half of what the work is worth
CHEAP = {"cost": 5.0, "transaction_low": 5.0, "transaction_high": 5.0}


def dealt(
    *, accept: float = 1.0, form: Form = Form.MONEY, trust: float = 0.5, costs: dict[str, float] | None = None
) -> Neighbourhood:
    """One initiative and one partner with a deal made in week 0; now it is week 1 and nobody meets any more."""
    here = partnered(partner(forms=(form,), trust=trust), **(costs or {}))
    ready(here, 0)
    meet(here)
    assert forms(here) == {(0, 0): form}
    renumber(here, "dealing", meet=0.0, accept=accept)
    return here


def until_told(here: Neighbourhood, *kinds: Event) -> int:
    """The week in which one of these things was told of the deal."""
    for _ in range(5 * TERM):
        meet(here)
        told = told_of(here, *kinds)
        if told:
            return told[0][0]
    raise AssertionError("never told")


@pytest.mark.parametrize("form", list(Form))
def test_each_form_gives_what_it_says_and_takes_what_it_costs(form: Form) -> None:
    here = dealt(form=form, costs=CHEAP)
    g, p = here.initiatives, here.partners
    assert g.order_income[0] + g.deal_money[0] + g.trained_in_deals[0] + g.permitted[0] == 0, "from next week on"
    meet(here)
    given = (g.order_income[0], g.deal_money[0], g.trained_in_deals[0], g.permitted[0], g.room_of_deal[0])
    expected = {
        Form.ORDERS: (0.5 * 60 * 0.8, 0, 0, 0, 0),
        Form.MONEY: (0, PAID, 0, 0, 0),
        Form.TRAINING: (0, 0, 1, 0, 0),
        Form.PERMIT: (0, 0, 0, 1, 0),
        Form.SPACE: (0, 0, 0, 0, 1),
    }[form]
    assert given == pytest.approx(expected)
    assert p.deal_hours[0] == pytest.approx(1.0 if form == Form.TRAINING else 0.25)
    assert p.deal_euros[0] == pytest.approx(expected[0] + expected[1]), "orders are paid by result"
    assert g.deals[0] == p.deals[0] == 1


def test_an_enterprise_gets_larger_orders() -> None:
    here = partnered(partner(forms=(Form.ORDERS,)))
    g = ready(here, 0, stage=Stage.ENTERPRISE, output=0.5)
    meet(here, 2)
    paid = 0.5 * 240 * likeness(here, g, 0) * 0.5
    assert here.initiatives.order_income[g] == here.partners.deal_euros[0] == pytest.approx(paid)


def test_orders_are_paid_by_what_is_done_this_week_and_money_as_it_was_agreed() -> None:
    here = partnered(partner(forms=(Form.ORDERS,)), partner("club"), value_orders=180.0)
    ready(here, 0, output=0.8)
    meet(here)
    here.initiatives.output[0] = 0.4
    meet(here)
    assert here.initiatives.order_income[0] == pytest.approx(0.5 * 180 * 0.4)
    assert here.initiatives.deal_money[0] == pytest.approx(PAID)
    assert here.partners.deal_euros == pytest.approx([0.5 * 180 * 0.4, PAID])


def test_gains_hours_and_euros_add_up_week_by_week() -> None:
    here = dealt()
    ours, theirs = here.initiatives.deal_gain[0, 0], here.initiatives.deal_gives[0, 0]
    here.partners.hours_given[0], here.partners.euros_given[0] = 3.0, 7.0
    meet(here, 10)
    assert here.initiatives.gain[0] == pytest.approx(10 * ours)
    assert here.partners.gain[0] == pytest.approx(10 * theirs)
    assert here.partners.week_gain[0] == pytest.approx(theirs)
    # In the week of the agreement itself the plan gave nothing, and the deal cost nothing.
    assert here.partners.hours_total[0] == pytest.approx(10 * (3 + 0.25))
    assert here.partners.euros_total[0] == pytest.approx(10 * (7 + PAID))


@pytest.mark.parametrize("output", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("form", [Form.MONEY, Form.ORDERS, Form.TRAINING])
def test_what_comes_of_a_deal_may_differ_from_what_was_expected(form: Form, output: float) -> None:
    """A partner wins as the work of the week is worth; orders are paid by it, all other help is as was agreed."""
    here = dealt(form=form, costs={**CHEAP, "value_orders": 180.0})
    ours, theirs = here.initiatives.deal_gain[0, 0], here.initiatives.deal_gives[0, 0]
    before = worth(here, 0, 0, form)
    here.initiatives.output[0] = output
    meet(here)
    change = worth(here, 0, 0, form) - before
    # Half of what the work is worth is paid for it.
    by_result = change / 2 if form == Form.ORDERS else 0.0
    assert here.partners.week_gain[0] == pytest.approx(theirs + change - by_result)
    assert here.initiatives.gain[0] == pytest.approx(ours + by_result)
    assert (here.partners.week_gain[0] > theirs) == (output > 0.8)
    if output == 0.0 and form == Form.MONEY:
        assert here.partners.week_gain[0] < 0.0, "who pays for work that is not done has lost by it"


@pytest.mark.parametrize(("hours", "euros"), [(100.0, 0.0), (0.0, 9_950.0), (99.8, 0.0)])
def test_a_deal_for_which_the_plan_leaves_nothing_is_not_kept_that_week(hours: float, euros: float) -> None:
    here = dealt()
    here.partners.hours_given[0], here.partners.euros_given[0] = hours, euros
    meet(here, 20)
    g, p = here.initiatives, here.partners
    assert g.gain[0] == p.gain[0] == p.week_gain[0] == g.deal_money[0] == p.deal_hours[0] == p.deal_euros[0] == 0
    assert p.trust[0] == 0.5, "a deal that is not kept wins no trust"
    assert g.deals[0] == 1, "it runs all the same"
    here.partners.hours_given[0] = here.partners.euros_given[0] = 0.0
    meet(here)
    assert g.deal_money[0] == pytest.approx(PAID)


def test_a_room_stays_lent_in_a_week_without_time() -> None:
    here = dealt(form=Form.SPACE)
    here.partners.hours_given[0] = 100.0
    meet(here, 5)
    assert here.initiatives.room_of_deal[0] == 1
    assert here.partners.gain[0] == 0.0


def test_with_too_little_for_all_a_partner_keeps_the_deal_it_wins_most_by() -> None:
    here = partnered(partner(), transaction_low=20.0, transaction_high=20.0)
    ready(here, 0, output=0.6)
    best = ready(here, 1, output=0.9)
    ready(here, 2, output=0.7)
    meet(here)
    assert len(forms(here)) == 3
    here.partners.euros_given[0] = 10_000 - 100
    meet(here)
    assert here.initiatives.deal_money.tolist() == pytest.approx([81.0 if g == best else 0.0 for g in range(3)])
    here.partners.euros_given[0] = 10_000 - 150
    meet(here)
    assert here.initiatives.deal_money.tolist() == pytest.approx([0.0, 81.0, 63.0])


def test_a_deal_lasts_its_term_and_is_renewed_at_what_it_is_worth_by_then() -> None:
    here = dealt(trust=1.0)
    old = here.initiatives.deal_gain[0, 0]
    here.initiatives.output[0] = 0.95
    assert until_told(here, Event.DEAL_RENEWED, Event.DEAL_ENDED) == OVER
    here.week = OVER
    won = surplus(here, 0, 0, Form.MONEY)
    assert told_of(here, Event.DEAL_RENEWED) == [(OVER, 0, 0, Reason.FORM_MONEY, pytest.approx(won))]
    assert here.initiatives.deal_gain[0, 0] == here.initiatives.deal_gives[0, 0] == pytest.approx(won / 2)
    assert won / 2 != pytest.approx(old)
    assert here.initiatives.deal_money[0] == pytest.approx(0.5 * 180 * 0.95)
    assert here.initiatives.deals_made[0] == here.partners.deals_made[0] == 2
    here.week = OVER + 1
    meet(here, TERM)
    assert [told[0] for told in told_of(here, Event.DEAL_RENEWED)] == [OVER, OVER + TERM]


def test_a_deal_that_one_of_both_does_not_want_to_renew_is_over() -> None:
    here = dealt(accept=0.5)
    week = until_told(here, Event.DEAL_ENDED)
    for one in range(OVER, week + 1, TERM):
        assert (luck(here, "dealing.renew", 0, 0, week=one) < 0.5) == (one != week)
    ((_, g, p, reason, value),) = told_of(here, Event.DEAL_ENDED)
    assert (g, p, reason) == (0, 0, Reason.TERM_OVER)
    assert value > 0
    meet(here)
    assert forms(here) == {}
    assert here.initiatives.deals[0] == here.partners.deals[0] == here.initiatives.deal_money[0] == 0


def test_a_deal_in_which_nothing_is_left_to_win_is_not_renewed() -> None:
    here = dealt()
    here.initiatives.output[0] = 0.0
    renumber(here, "dealing", help=0.0)
    assert until_told(here, Event.DEAL_ENDED, Event.DEAL_RENEWED) == OVER
    assert told_of(here, Event.DEAL_ENDED)[0][3] == Reason.NO_GAIN_LEFT
    assert here.partners.trust[0] >= 0.5, "an end that was agreed on costs no trust"


def test_a_partner_whose_phases_are_over_renews_nothing() -> None:
    here = dealt()
    here.partners.until_phase[0] = int(Phase.AUTONOMOUS)
    meet(here, TERM)
    assert forms(here)
    dose(here, phase=int(Phase.AUTONOMOUS))
    meet(here)
    assert [(week, reason) for week, _, _, reason, _ in told_of(here, Event.DEAL_ENDED)] == [(OVER, Reason.TERM_OVER)]
    assert told_of(here, Event.DEAL_RENEWED) == []


def test_when_an_initiative_ends_its_deals_are_broken_and_partners_lose_trust() -> None:
    here = partnered(partner(trust=0.8), partner("club", trust=0.6, forms=(Form.SPACE,)), partner("not met", forms=()))
    g = ready(here, 0)
    meet(here, 2)
    here.initiatives.stage[g] = Stage.ENDED
    here.partners.trust[:] = [0.8, 0.6, 0.5]
    meet(here)
    assert here.partners.trust == pytest.approx([0.8 * 0.7, 0.6 * 0.7, 0.5])
    broken = told_of(here, Event.DEAL_BROKEN)
    assert [(week, g, p, reason) for week, g, p, reason, _ in broken] == [
        (2, g, 0, Reason.FORM_MONEY),
        (2, g, 1, Reason.FORM_SPACE),
    ]
    assert forms(here) == {}
    assert here.initiatives.room_of_deal[g] == here.initiatives.deals[g] == here.partners.deals.sum() == 0
    meet(here, 5)
    assert len(told_of(here, Event.DEAL_BROKEN)) == 2


def test_the_room_of_a_deal_that_broke_can_be_lent_again() -> None:
    here = partnered(partner(forms=(Form.SPACE,), rooms=1))
    ready(here, 0, output=0.9)
    ready(here, 1, output=0.5)
    assert forms(meet(here)) == {(0, 0): Form.SPACE}
    here.initiatives.stage[0] = Stage.ENDED
    assert forms(meet(here)) == {(1, 0): Form.SPACE}


def test_every_quarter_kept_wins_the_trust_of_a_partner() -> None:
    here = dealt()
    for quarter in (1, 2):
        meet(here, 12)
        assert here.partners.trust[0] == pytest.approx(0.5 + 0.02 * (quarter - 1))
        meet(here)
        assert here.partners.trust[0] == pytest.approx(0.5 + 0.02 * quarter)
    here.partners.trust[0] = 1.0
    meet(here, 13)
    assert here.partners.trust[0] == 1.0


@pytest.mark.parametrize("letting_go", [(0.9, 0.2), (0.2, 0.9)])
def test_a_deal_brings_the_control_that_a_partner_cannot_let_go_of(letting_go: tuple[float, float]) -> None:
    one, other = letting_go
    here = partnered(partner("one", letting_go=one), partner("other", letting_go=other))
    both, none = ready(here, 0, 1), ready(here, 2, stage=Stage.IDEA)
    meet(here)
    assert here.initiatives.control[both] == 0.0
    meet(here)
    assert here.initiatives.control[both] == pytest.approx(0.3 * 0.8), "the strictest counts"
    assert here.initiatives.control[none] == 0.0
    renumber(here, "dealing", strings=0.0)
    meet(here)
    assert here.initiatives.control[both] == 0.0


@pytest.mark.parametrize("plan", [0.1, 0.4])
def test_control_of_a_deal_is_felt_as_far_as_it_exceeds_that_of_the_plan(plan: float) -> None:
    """A rich deal can harm: members decide less, and structure comes about more slowly."""
    here = partnered(partner(letting_go=0.0))
    tied, loose = ready(here, 0, 1, 2, structure=0.3), ready(here, 10, 11, 12, structure=0.3, stage=Stage.IDEA)
    meet(here, 2)
    here.initiatives.stage[:] = RI
    dose(here, control=plan, helped=1.0, reflecting=1.0)
    do(here, "motivating")
    do(here, "organising")
    carried = 0.4 + 0.6 * here.initiatives.dependence[tied]
    assert here.residents.autonomy[0] == pytest.approx(1 - max(0.3, plan) * carried)
    assert here.residents.autonomy[10] == pytest.approx(1 - plan * carried)
    assert (here.initiatives.structure[tied] < here.initiatives.structure[loose]) == (plan < 0.3)


def test_a_deal_adds_to_the_standing_of_an_initiative() -> None:
    here = partnered(partner())
    dealing, alone = ready(here, 0, legitimacy=0.2, output=0.8), ready(here, 1, legitimacy=0.2, stage=Stage.IDEA)
    here.initiatives.embeddedness[:] = 0.0
    here.ties.degree[:] = 0
    meet(here, 2)
    do(here, "bonding")
    standing = here.initiatives.legitimacy
    assert standing[dealing] - standing[alone] == pytest.approx(0.01)
