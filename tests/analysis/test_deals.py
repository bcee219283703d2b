"""Deals: each stands under its partner, its form and the phase in which the programme was at that moment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.conftest import known_results, known_run
from weisim.analysis.deals import deals
from weisim.terms import Event, Form, Phase, Reason

PARTNERS = ("housing", "business")
NOBODY = {"residents": {}, "initiatives": {}, **{name: {} for name in PARTNERS}}


def phase(week, number, event=Event.PHASE_REACHED):
    return (week, event, -1, -1, -1, -1, Reason.CRITERION, float(number))


def deal(week, partner, form, event=Event.DEAL_MADE):
    return (week, event, 0, -1, partner, -1, Reason.FORM_SPACE + form, 5.0)


def found_in(*histories):
    runs = [known_run("a", number, events=events, ledger=NOBODY) for number, events in enumerate(histories, 1)]
    return deals(known_results(runs), "a")


def test_the_phase_is_that_of_the_moment_also_after_a_fall_back_and_within_one_week():
    found = found_in(
        [
            deal(1, 0, Form.SPACE),
            deal(5, 0, Form.SPACE),
            phase(5, 2),
            deal(6, 0, Form.SPACE),
            phase(9, 3),
            deal(10, 0, Form.SPACE),
            phase(20, 2, Event.PHASE_LOST),
            deal(21, 0, Form.SPACE),
            phase(30, 3),
            phase(31, 4),
            deal(40, 0, Form.SPACE),
        ]
    )
    (space, nothing) = found.lines
    assert (space.partner, space.form) == ("housing", Form.SPACE)
    assert space.made == (2, 2, 1, 1)
    assert (nothing.partner, nothing.form, nothing.made, nothing.histories) == ("business", None, (0, 0, 0, 0), 0)


def test_counts_are_averages_over_all_histories_and_renewals_stand_apart():
    renewal = deal(60, 1, Form.ORDERS, Event.DEAL_RENEWED)
    found = found_in([deal(1, 1, Form.ORDERS), deal(2, 1, Form.ORDERS), renewal], [deal(1, 1, Form.MONEY)], [], [])
    by_form = {(line.partner, line.form): line for line in found.lines}
    assert list(by_form) == [("housing", None), ("business", Form.MONEY), ("business", Form.ORDERS)]
    orders = by_form["business", Form.ORDERS]
    assert orders.made[0] == pytest.approx(2 / 4)
    assert orders.renewed == pytest.approx(1 / 4)
    assert orders.histories == 1
    assert found.runs == 4


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 1), st.sampled_from(Form)), max_size=8), min_size=1)
)
def test_no_deal_is_lost_and_no_partner_is_missing(histories):
    moves = [phase(20, 2), phase(50, 3), phase(80, 4)]
    told = [sorted((*moves, *(deal(*one) for one in events)), key=lambda event: event[0]) for events in histories]
    found = found_in(*told)
    everything = sum(map(len, histories))
    assert sum(sum(line.made) for line in found.lines) * len(histories) == pytest.approx(everything)
    assert {line.partner for line in found.lines} == set(PARTNERS)
    assert all(len(line.made) == len(Phase) for line in found.lines)
    assert all(line.histories <= len(histories) for line in found.lines)


def test_a_plan_without_partners_has_no_lines():
    assert deals(known_results([known_run("a")]), "a").lines == ()


def test_other_events_are_no_deals():
    broken = deal(3, 0, Form.SPACE, Event.DEAL_BROKEN)
    found = found_in([(4, Event.ROOM_FOUND, 0, -1, 0, -1, -1, np.nan), broken])
    assert [line.form for line in found.lines] == [None, None]
