"""Weeks: months, years, dates and half-lives become weeks in one place."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.weeks import (
    date_of_week,
    months_from_weeks,
    weekly_chance,
    weekly_fading,
    weekly_hazard,
    weeks_between,
    weeks_from_months,
)

START = datetime.date(2013, 2, 1)


@pytest.mark.parametrize(("months", "weeks"), [(0, 0), (1, 4), (3, 13), (6, 26), (12, 52), (24, 104), (60, 260)])
def test_months(months: float, weeks: int) -> None:
    assert weeks_from_months(months) == weeks


@given(weeks=st.integers(0, 1040))
def test_months_and_back(weeks: int) -> None:
    assert weeks_from_months(months_from_weeks(weeks)) == weeks


@given(week=st.integers(0, 1040))
def test_dates_and_back(week: int) -> None:
    assert weeks_between(START, date_of_week(START, week)) == week
    assert weeks_between(START, date_of_week(START, week) + datetime.timedelta(days=6)) == week


def test_before_the_start_weeks_are_negative() -> None:
    assert weeks_between(START, START - datetime.timedelta(days=1)) == -1
    assert weeks_between(START, START - datetime.timedelta(days=7)) == -1
    assert weeks_between(START, START - datetime.timedelta(days=8)) == -2


@given(yearly=st.floats(0, 0.999))
def test_fifty_two_weekly_chances_make_the_yearly_one(yearly: float) -> None:
    assert 1 - (1 - weekly_chance(yearly)) ** 52 == pytest.approx(yearly, abs=1e-9)


@given(yearly=st.floats(0, 5))
def test_a_hazard_adds_up_over_the_year(yearly: float) -> None:
    assert 52 * weekly_hazard(yearly) == pytest.approx(yearly)


@given(months=st.floats(1, 240))
def test_after_a_half_life_half_is_left(months: float) -> None:
    assert math.exp(-weekly_fading(months) * months * 52 / 12) == pytest.approx(0.5)
