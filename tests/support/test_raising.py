"""Raising: help goes up in equal steps and comes down by the same, week by week."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from pydantic import ValidationError

from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.plan import SupportPlan
from weisim.support.raising import Raising
from weisim.terms import Help

START = datetime.date(2013, 2, 1)


def test_three_steps_of_two_weeks_week_by_week() -> None:
    stairs = Raising(steps=3, weeks=2)
    assert stairs.levels == (0.0, 0.5, 1.0)
    assert stairs.length == 12
    assert stairs.path(12).tolist() == [0, 0, 0.5, 0.5, 1, 1, 1, 1, 0.5, 0.5, 0, 0]
    assert stairs.path(15).tolist()[12:] == [0, 0, 0]
    assert stairs.path(5).tolist() == [0, 0, 0.5, 0.5, 1]


@pytest.mark.parametrize(("steps", "weeks"), [(2, 1), (5, 13), (10, 52), (50, 3)])
def test_every_level_comes_once_on_the_way_up_and_once_on_the_way_down(steps: int, weeks: int) -> None:
    path = Raising(steps=steps, weeks=weeks).path(2 * steps * weeks)
    assert path.tolist() == path[::-1].tolist()
    levels, counts = np.unique(path, return_counts=True)
    assert len(levels) == steps
    assert set(counts.tolist()) == {2 * weeks}
    np.testing.assert_allclose(np.diff(levels), 1 / (steps - 1))


def test_all_help_of_a_plan_follows_the_steps_within_its_own_dates() -> None:
    late = Intervention(**{"kind": Help.COACHING, "by": "welfare", "amount": 8.0, "from": When(week=3)})
    plan = SupportPlan(interventions=(*SupportPlan().interventions, late), raising=Raising(steps=3, weeks=2))
    table = plan.table(14, START, {})
    stairs = [0, 0, 0.5, 0.5, 1, 1, 1, 1, 0.5, 0.5, 0, 0, 0, 0]
    for path in table.path[:-1]:
        assert path.tolist() == stairs
    assert table.path[-1].tolist() == [0, 0, 0, *stairs[3:]]
    assert table.first_fall == 8


def test_the_steps_take_the_place_of_any_other_end_and_are_announced() -> None:
    plan = SupportPlan(withdraw=Withdrawal(week=20), announced=False).raised_and_lowered(Raising(steps=2, weeks=5))
    assert (plan.withdraw, plan.announced, plan.raising) == (None, True, Raising(steps=2, weeks=5))
    assert plan.scaled(None, 0.5).raising == plan.raising


@pytest.mark.parametrize("how", [{"steps": 1}, {"steps": 51}, {"weeks": 0}, {"weeks": 261}, {"steps": 2.5}])
def test_steps_that_cannot_be_are_refused(how: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Raising(**how)  # type: ignore[arg-type]
