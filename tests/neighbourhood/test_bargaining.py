"""Bargaining: what a deal is worth to either side, for any initiative and any partner."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.neighbourhood.bargaining import (
    Terms,
    gains_of,
    hours_of,
    in_euros,
    interests_served,
    overlap,
    termed,
    terms_of,
    value_of,
)
from weisim.parameters.dealing import Dealing
from weisim.parameters.parameters import Parameters
from weisim.terms import Form, Interest, Problem, Stage

SERVED = interests_served()
SHARE = st.floats(0.0, 1.0)
STAGES = st.sampled_from([Stage.RESIDENT_INITIATIVE, Stage.INDEPENDENT, Stage.ENTERPRISE])
WEIGHTS = st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5).map(np.array)
PAIR = {
    "form": st.sampled_from(list(Form)),
    "stage": STAGES,
    "alike": SHARE,
    "output": SHARE,
    "quality": st.floats(0.0, 1.5),
    "trust": SHARE,
    "u": st.floats(0.0, 1.0, exclude_max=True),
}


@st.composite
def numbers(draw: st.DrawFn, split: str) -> Any:
    """Any numbers of dealing within their ranges."""
    values: dict[str, Any] = {"split": split}
    for one in Parameters.table():
        if one.group == "dealing" and one.low is not None and one.high is not None:
            whole = one.kind == "whole"
            values[one.name] = draw(st.integers(int(one.low), int(one.high)) if whole else st.floats(one.low, one.high))
    return termed(terms_of(Dealing(**values)))


def usual(**values: Any) -> Any:
    return termed(terms_of(Dealing(**values)))


def test_every_number_of_dealing_that_rules_use_keeps_its_name() -> None:
    terms = usual()
    for name in set(Terms._fields) - {"equal_price"}:
        assert getattr(terms, name) == getattr(Dealing(), name)
    assert [usual(split=split).equal_price for split in ("nash", "equal price")] == [0.0, 1.0]


def surplus(n: Any, u: float, **pair: Any) -> float:
    """What a deal is worth to both together, worked out anew."""
    value = value_of(pair["form"], pair["stage"], n)
    helped = 0.0 if pair["form"] in (Form.MONEY, Form.ORDERS) else n.help * value
    agreeing = (n.transaction_low + (n.transaction_high - n.transaction_low) * u) / (0.5 + 0.5 * pair["trust"])
    return float(value * pair["alike"] * pair["output"] * pair["quality"] + helped - 2 * n.cost - agreeing)


def gains(n: Any, u: float, **pair: Any) -> tuple[float, float, float]:
    """What both expect to win, and the euros paid, from what the work of a pair is worth."""
    worth = value_of(pair["form"], pair["stage"], n) * pair["alike"] * pair["output"] * pair["quality"]
    found: tuple[float, float, float] = gains_of(pair["form"], pair["stage"], worth, pair["trust"], u, n)
    return found


@given(**PAIR, n=numbers("nash"))
def test_by_nash_both_win_the_same_or_there_is_no_deal(n: Any, u: float, **pair: Any) -> None:
    ours, theirs, paid = gains(**pair, u=u, n=n)
    assert ours == theirs
    whole = surplus(n, u, **pair)
    if whole > 1e-9:
        assert ours + theirs == pytest.approx(whole)
        assert (paid > 0.0) == in_euros(pair["form"])
    elif whole < -1e-9:
        assert (ours, theirs, paid) == (-1.0, -1.0, -1.0)


@given(**PAIR, n=numbers("equal price"))
def test_at_an_equal_price_nobody_signs_what_he_expects_to_lose_by(n: Any, **pair: Any) -> None:
    ours, theirs, _ = gains(**pair, n=n)
    nash = gains(**pair, n=n._replace(equal_price=0.0))
    if (ours, theirs) == (-1.0, -1.0):
        return
    assert ours > 0.0
    assert theirs > 0.0
    # The price moves gain from one to the other and takes nothing away, so whoever deals here deals by Nash too.
    assert ours + theirs == pytest.approx(nash[0] + nash[1])


@given(**PAIR, split=st.sampled_from(["nash", "equal price"]))
def test_euros_are_won_by_one_and_lost_by_the_other(split: str, **pair: Any) -> None:
    """What is left of the gain of either side without the payment is the cost of the deal, and the work itself."""
    n = usual(split=split, value_money=180.0, value_orders=180.0, cost=5.0, transaction_low=5.0, transaction_high=13.0)
    ours, theirs, paid = gains(**pair, n=n)
    if paid <= 0.0:
        return
    costs = n.cost + 0.5 * (5.0 + 8.0 * pair["u"]) / (0.5 + 0.5 * pair["trust"])
    worth = value_of(pair["form"], pair["stage"], n) * pair["alike"] * pair["output"] * pair["quality"]
    assert ours == pytest.approx(paid - costs)
    assert theirs == pytest.approx(worth - paid - costs)


@given(**PAIR, more=SHARE)
@pytest.mark.parametrize("what", ["alike", "output", "quality", "trust"])
def test_nothing_that_is_good_for_a_deal_makes_it_worth_less(what: str, more: float, **pair: Any) -> None:
    better = {**pair, what: max(pair[what], more)}
    assert sum(gains(**better, n=usual())[:2]) >= sum(gains(**pair, n=usual())[:2]) - 1e-9


@given(st.sampled_from(list(Problem)), STAGES, WEIGHTS)
def test_likeness_is_a_share(problem: Problem, stage: Stage, interests: np.ndarray) -> None:
    assert 0.0 <= overlap(problem, stage, SERVED, interests) <= 1.0 + 1e-12


@given(st.sampled_from(list(Problem)), STAGES, WEIGHTS, st.floats(0.01, 100.0))
def test_likeness_is_about_direction_not_about_size(
    problem: Problem, stage: Stage, interests: np.ndarray, times: float
) -> None:
    one, other = (overlap(problem, stage, SERVED, interests * factor) for factor in (1.0, times))
    assert one == pytest.approx(other, abs=1e-6)


@pytest.mark.parametrize("problem", list(Problem))
def test_a_partner_that_cares_for_just_what_a_problem_touches_is_wholly_alike(problem: Problem) -> None:
    cares = np.array([float(interest in problem.serves) for interest in Interest])
    assert overlap(problem, Stage.INDEPENDENT, SERVED, cares) == pytest.approx(1.0)
    assert overlap(problem, Stage.INDEPENDENT, SERVED, 1.0 - cares) == 0.0
    assert overlap(problem, Stage.INDEPENDENT, SERVED, np.zeros(5)) == 0.0


def test_an_enterprise_also_brings_work_and_income_whatever_it_works_on() -> None:
    work = np.array([float(interest in (Interest.EMPLOYMENT, Interest.INCOME)) for interest in Interest])
    for problem in Problem:
        usual_stage, enterprise = (
            overlap(problem, stage, SERVED, work) for stage in (Stage.INDEPENDENT, Stage.ENTERPRISE)
        )
        assert enterprise > 0.0
        assert enterprise >= usual_stage
    # Isolation touches one interest wholly; half of two others is added: cos = 1/sqrt(1.5 · 2).
    assert overlap(Problem.ISOLATION, Stage.ENTERPRISE, SERVED, work) == pytest.approx(1 / 3**0.5)


@pytest.mark.parametrize(
    ("form", "value", "hours", "paid"),
    [
        (Form.SPACE, 80.0, 0.25, False),
        (Form.MONEY, 60.0, 0.25, True),
        (Form.ORDERS, 60.0, 0.25, True),
        (Form.TRAINING, 40.0, 1.0, False),
        (Form.PERMIT, 30.0, 0.25, False),
    ],
)
def test_what_a_form_is_worth_and_takes_as_the_model_note_has_it(
    form: Form, value: float, hours: float, paid: bool
) -> None:
    n = usual()
    assert value_of(form, Stage.RESIDENT_INITIATIVE, n) == value_of(form, Stage.INDEPENDENT, n) == value
    assert value_of(form, Stage.ENTERPRISE, n) == (240.0 if form == Form.ORDERS else value)
    assert hours_of(form, n) == hours
    assert in_euros(form) == paid
