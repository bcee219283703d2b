"""Dates: the weeks of a story as days and months that can be read aloud."""

from __future__ import annotations

import datetime

from weisim.language import Text
from weisim.weeks import date_of_week

MONTHS = (
    Text("January"),
    Text("February"),
    Text("March"),
    Text("April"),
    Text("May"),
    Text("June"),
    Text("July"),
    Text("August"),
    Text("September"),
    Text("October"),
    Text("November"),
    Text("December"),
)


def day(start: datetime.date | None, week: int) -> str:
    """The day on which a week begins, such as 8 March 2013; the number of the week when nobody knows the start."""
    if start is None:
        return str(Text("week {week}", week=week))
    return _written(date_of_week(start, week))


def stretch(start: datetime.date | None, first: int, last: int) -> str:
    """A stretch of time from the first day of one week to the last day of another, such as 8 March to 6 June 2013."""
    if start is None:
        return str(Text("weeks {first} to {last}", first=first, last=last))
    begin = date_of_week(start, first)
    end = date_of_week(start, last + 1) - datetime.timedelta(days=1)
    written = _written(begin)
    if begin.year == end.year:
        written = f"{begin.day}" if begin.month == end.month else f"{begin.day} {MONTHS[begin.month - 1]}"
    return str(Text("{first} to {last}", first=written, last=_written(end)))


def _written(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
