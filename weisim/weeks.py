"""Weeks: the one unit of time; dates, months, years and half-lives become weeks here, and nowhere else."""

from __future__ import annotations

import datetime
import math

WEEKS_PER_YEAR = 52
MONTHS_PER_YEAR = 12


def weeks_from_months(months: float) -> int:
    """The week in which a number of months after the start has passed (month 6 is week 26, month 12 is week 52)."""
    return round(months * WEEKS_PER_YEAR / MONTHS_PER_YEAR)


def months_from_weeks(weeks: float) -> float:
    """A number of weeks, told in months of a year of 52 weeks."""
    return weeks * MONTHS_PER_YEAR / WEEKS_PER_YEAR


def weeks_between(start: datetime.date, date: datetime.date) -> int:
    """Whole weeks from the start of the story to a date; negative before the start."""
    return (date - start).days // 7


def date_of_week(start: datetime.date, week: int) -> datetime.date:
    """The calendar date on which a week of the story begins."""
    return start + datetime.timedelta(days=7 * week)


def weekly_chance(yearly_chance: float) -> float:
    """The weekly chance that over 52 weeks gives this yearly chance (a share below 1)."""
    return 1.0 - math.pow(1.0 - yearly_chance, 1.0 / WEEKS_PER_YEAR)


def weekly_hazard(yearly_hazard: float) -> float:
    """The hazard a week that belongs to a hazard a year."""
    return yearly_hazard / WEEKS_PER_YEAR


def weekly_fading(half_life_months: float) -> float:
    """The share lost each week of what has this half-life in months."""
    return math.log(2.0) / (half_life_months * WEEKS_PER_YEAR / MONTHS_PER_YEAR)
