"""Quantity: a number is declared in one line, with its range enforced."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from weisim.parameters.quantity import (
    Group,
    choice,
    count,
    euros,
    half_life,
    hours,
    per_week,
    per_year,
    share,
    switch,
    weeks,
)
from weisim.terms import Standing
from weisim.weeks import weekly_chance, weekly_fading


class Trying(Group):
    """One number of each kind."""

    process = "trying"

    part: float = share(0.5, (0.2, 0.8), ("part", "deel"), "weisim-model")
    rate: float = per_week(0.1, (0.0, 0.2), ("rate", "tempo"), "weisim-model", "derived")
    yearly: float = per_year(0.075, (0.0, 0.15), ("moves", "verhuist"), "clo-2015")
    fading: float = half_life(11.0, (6.0, 13.0), ("fading", "vervagen"), "weisim-model")
    rest: int = weeks(13, (4, 52), ("rest", "rust"), "weisim-model")
    few: int = count(3, (2, 5), ("few", "weinig"), "weisim-model")
    time: float = hours(5.0, (3.0, 7.0), ("time", "tijd"), "weisim-model")
    money: float = euros(20.0, (0.0, 100.0), ("money", "geld"), "weisim-model", per="week")
    rule: str = choice("one", ("one", "other"), ("rule", "regel"), "weisim-model")
    on: bool = switch(True, ("on", "aan"), "weisim-model")


def test_numbers_carry_what_was_declared() -> None:
    numbers = {number.name: number for number in Trying.numbers()}
    assert list(numbers) == "part rate yearly fading rest few time money rule on".split()
    assert (numbers["part"].unit, numbers["part"].low, numbers["part"].high) == ("share", 0.2, 0.8)
    assert numbers["rate"].standing is Standing.DERIVED
    assert numbers["part"].standing is Standing.ASSUMED
    assert numbers["money"].unit == "euro per week"
    assert numbers["rule"].choices == ("one", "other")
    assert {number.kind for number in numbers.values()} == {"number", "whole", "choice", "switch"}
    assert numbers["rest"].key == "trying.rest"


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": 0.81},
        {"part": 0.19},
        {"rest": 3},
        {"rest": 13.0},
        {"rule": "third"},
        {"on": 1},
        {"time": "5"},
        {"other": 1},
        {"rate": float("nan")},
    ],
)
def test_ranges_and_kinds_are_checked(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Trying(**wrong)


def test_edges_belong_to_the_range() -> None:
    assert Trying(part=0.2, rest=52).part == 0.2


def test_units_that_people_think_in_become_weeks_in_one_place() -> None:
    numbers = {number.name: number.unit for number in Trying.numbers()}
    assert (numbers["yearly"], numbers["fading"]) == ("per year", "months until half is left")
    assert weekly_chance(0.075) == pytest.approx(0.0015, abs=0.0001)
    assert weekly_fading(11.0) == pytest.approx(0.0145, abs=0.0001)
