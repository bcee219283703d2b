"""Dates: weeks as days and months that can be read aloud."""

from __future__ import annotations

import datetime

import pytest

from weisim.language import speaking
from weisim.trace.dates import day, stretch

START = datetime.date(2013, 2, 1)


@pytest.mark.parametrize(
    ("week", "english", "dutch"),
    [
        (0, "1 February 2013", "1 februari 2013"),
        (5, "8 March 2013", "8 maart 2013"),
        (52, "31 January 2014", "31 januari 2014"),
    ],
)
def test_a_week_begins_on_a_day(week: int, english: str, dutch: str) -> None:
    with speaking("en"):
        assert day(START, week) == english
    with speaking("nl"):
        assert day(START, week) == dutch


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0, 0, "1 to 7 February 2013"),
        (0, 12, "1 February to 2 May 2013"),
        (39, 51, "1 November 2013 to 30 January 2014"),
    ],
)
def test_a_stretch_goes_up_to_the_last_day_of_its_last_week(first: int, last: int, told: str) -> None:
    with speaking("en"):
        assert stretch(START, first, last) == told


def test_without_a_calendar_weeks_are_told() -> None:
    with speaking("nl"):
        assert day(None, 7) == "week 7"
        assert stretch(None, 0, 12) == "week 0 tot en met 12"
