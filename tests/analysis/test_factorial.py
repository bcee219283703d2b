"""Factorial: a grid worked by hand, levers that need each other, and grids that are none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.made_futures import LIVING, STRAIN, run, told_well
from weisim.analysis.factorial import factorial
from weisim.language import speaking
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results

CONTROL, DOSE = (0.0, 0.4, 0.8), (0.0, 0.5)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def grid(formula, replications=12, entry=LIVING, control=CONTROL, dose=DOSE):
    levers = {
        f"plan control {one:g}" + ("" if dose is None else f" dose {two:g}"): (
            {"support.control": one} if dose is None else {"support.control": one, "support.scale.all": two}
        )
        for one in control
        for two in (dose or (0.0,))
    }
    runs = [
        run(name, 0, replication, {entry.name: formula(*(*set_.values(), 0.0)[:2], replication)})
        for name, set_ in levers.items()
        for replication in range(1, replications + 1)
    ]
    first = next(iter(levers))
    inquiry = Inquiry("grid", ("Raster", "Grid"), ("?", "?"), first, (entry.name,), levers=levers)
    return Results(tuple(runs), (), (LIVING, STRAIN), {name: (name, name) for name in levers}, inquiry=inquiry)


def test_a_grid_is_what_it_is_by_hand() -> None:
    found = factorial(grid(lambda control, dose, luck: 10 - 5 * control + 4 * dose + luck))
    # The middle of 1 to 12 is 6.5.
    assert found.at(0.4, 0.5).median == pytest.approx(10 - 2 + 2 + 6.5)
    assert found.best == "plan control 0 dose 0.5"
    control, dose = found.changes
    assert (control.lever, control.start, control.end) == ("support.control", 0.0, 0.8)
    assert (control.median, control.low, control.high) == (pytest.approx(-4),) * 3
    assert dose.median == pytest.approx(2)
    assert found.together.median == pytest.approx(0)
    assert not found.together.clear
    assert [cell.as_good for cell in found.cells] == [False, True, False, False, False, False]
    assert found.sentences("en") == (
        "In this model control 0, dose 0.5 comes out best: 18.5 live initiatives.",
        "All other settings come out clearly worse.",
        "From 0 to 0.8, “control” goes with 4.0 less.",
        "From 0 to 0.5, “dose” goes with 2.0 more.",
        "Whether “control” and “dose” need each other is not clear.",
    )


def test_levers_that_need_each_other_are_found() -> None:
    found = factorial(grid(lambda control, dose, luck: 10 * control * dose + luck))
    # (0.8, 0.5) gives 4 more than the sum of each alone.
    assert found.together.median == pytest.approx(4)
    assert found.together.clear
    assert "Both high, “control” and “dose” give 4.0 more than each alone adds up to." in found.sentences("en")
    told_well(found)


def test_where_less_is_better_the_lowest_is_best() -> None:
    found = factorial(grid(lambda control, dose, luck: 0.1 + 0.5 * control - 0.1 * dose, entry=STRAIN))
    assert found.best == "plan control 0 dose 0.5"


def test_a_setting_that_is_not_clearly_worse_is_as_good() -> None:
    noise = np.random.default_rng(2)
    found = factorial(grid(lambda control, dose, luck: (control > 0.1) * -5 + noise.normal(0, 1), 30))
    as_good = {cell.levers for cell in found.cells if cell.as_good}
    assert as_good == {(0.0, 0.0), (0.0, 0.5)}
    assert "No clear difference with that: 1 of the other 5 settings." in found.sentences("en")
    assert "From 0 to 0.5, “dose” makes no clear difference." in found.sentences("en")


def test_no_clear_difference_is_said() -> None:
    noise = np.random.default_rng(2)
    found = factorial(grid(lambda control, dose, luck: noise.normal(), 20))
    assert found.sentences("en")[0] == "Live initiatives: no clear difference between the settings in this model."
    told_well(found)


def test_a_value_in_between_may_be_best() -> None:
    found = factorial(grid(lambda control, dose, luck: luck - 10 * (control - 0.4) ** 2, dose=(0.0, 0.25, 0.5)))
    control, dose = found.changes
    assert control.between == 0.4
    assert np.isnan(dose.between)
    assert "In between, “control” does better: near 0.4." in found.sentences("en")


def test_a_future_counts_once_however_many_histories_it_has() -> None:
    results = grid(lambda control, dose, luck: control + luck, 8)
    futures = tuple(replace(one, future=1 + one.replication % 2) for one in results.runs)
    own = tuple(replace(one, replication=99) for one in results.runs if one.replication == 1)
    found = factorial(replace(results, runs=(*futures, *own)))
    assert {cell.histories for cell in found.cells} == {2}
    # The means over 1, 3, 5, 7 and over 2, 4, 6, 8 are 4 and 5.
    assert found.at(0.8, 0.0).median == pytest.approx(4.5 + 0.8)


def test_one_lever_is_a_grid_too() -> None:
    found = factorial(grid(lambda control, dose, luck: control + luck, dose=None))
    assert found.together is None
    assert found.best == "plan control 0.8"
    told_well(found)


def test_few_histories_make_nothing_clear() -> None:
    found = factorial(grid(lambda control, dose, luck: control + luck, replications=4))
    assert all(cell.as_good for cell in found.cells)
    assert not any(change.clear for change in found.changes)
    assert "–" in found.rows("nl")[0]


def test_what_is_no_grid_is_refused() -> None:
    results = grid(lambda control, dose, luck: control + luck)
    levers = {name: dict(setting) for name, setting in results.inquiry.levers.items()}
    hole = {name: setting for name, setting in levers.items() if name != "plan control 0.4 dose 0.5"}
    with pytest.raises(ValueError, match="whole grid"):
        factorial(results, levers=hole)
    with pytest.raises(ValueError, match="one or two levers, not 3"):
        factorial(results, levers={name: {**setting, "third": 1.0} for name, setting in levers.items()})
    with pytest.raises(ValueError, match="one or two levers, not 0"):
        factorial(replace(results, inquiry=replace(results.inquiry, levers={})))
    kept = tuple(one for one in results.runs if one.scenario != "plan control 0.4 dose 0.5")
    with pytest.raises(ValueError, match="no finished history"):
        factorial(replace(results, runs=kept))
    apart = tuple(one for one in results.runs if one.scenario != "plan control 0 dose 0" or one.replication == 1)
    apart = tuple(one for one in apart if one.scenario == "plan control 0 dose 0" or one.replication > 1)
    with pytest.raises(ValueError, match="same luck"):
        factorial(replace(results, runs=apart))


def test_it_is_plain_values_too() -> None:
    record = json.loads(json.dumps(factorial(grid(lambda c, d, luck: c + luck, 3)).record(), allow_nan=False))
    assert record["cells"][0]["median_low"] is None
    assert record["levers"] == ["support.control", "support.scale.all"]
