"""Replication: how many are needed follows from the first stage alone, and looking in between does not."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from scipy import stats

from tests.analysis.asking import asked, sound, valued
from weisim.analysis.replication import PILOT, STAGE, half_width, needed, replication


def values(count: int, by: float = 0.0, noise: float = 1.0, seed: int = 1) -> dict[str, list[float]]:
    chance = np.random.default_rng(seed)
    before = chance.normal(size=count)
    return {"a": before.tolist(), "b": (before + by + noise * chance.normal(size=count)).tolist()}


def test_how_many_are_needed_is_that_of_hand_calculation() -> None:
    """Differences of which half are 0 and half 1, in 100 pairs: deviation 0.5025, and t with 99 degrees is 1.984.

    For 0.1 to either side (1.984 * 0.5025 / 0.1)^2 = 99.4, so the first stage will do; for 0.05 it is 397.6, so 400.
    """
    pilot = np.tile([0.0, 1.0], 50)
    assert needed(pilot, 0.1) == 100
    assert needed(pilot, 0.05) == 400
    assert needed(pilot, 0.09) == 150
    assert needed(np.zeros(100), 0.1) == 100


def test_so_many_are_expected_to_be_as_wide_as_asked() -> None:
    pilot = np.random.default_rng(2).normal(size=100)
    spread = float(pilot.std(ddof=1))
    count = (stats.t.ppf(0.975, 99) * spread / 0.1) ** 2
    assert float(half_width(count, spread, 100)) == pytest.approx(0.1)
    assert needed(pilot, 0.1) == STAGE * math.ceil(count / STAGE)


def test_only_the_first_stage_decides() -> None:
    """What comes after the first hundred changes what was reached, and never what was needed."""
    first = values(PILOT)
    wild = {
        name: [*numbers, *(10 * np.random.default_rng(ord(name)).normal(size=60)).tolist()]
        for name, numbers in first.items()
    }
    found = [replication(valued(each, settings={"half_width": 0.1})) for each in (first, wild)]
    assert found[0].needed == found[1].needed
    assert [one.plans[0].pilot for one in found] == [100, 100]
    assert [one.there for one in found] == [100, 160]
    assert found[1].plans[0].reached > 2 * found[0].plans[0].reached


def test_the_worst_outcome_decides() -> None:
    results = asked(valued(values(100)), "trust", "strain", settings={"half_width": 0.2})
    found = replication(results)
    assert [(plan.entry.name, plan.asked) for plan in found.plans] == [("trust", 0.2), ("strain", 0.05)]
    assert found.plans[1].needed == 100  # it never differs
    assert found.worst.entry.name == "trust"
    assert found.needed == found.plans[0].needed
    narrow = replication(asked(valued(values(100)), "trust", "strain"))
    assert narrow.plans[0].asked == 0.05
    assert narrow.needed > 10 * found.needed


def test_it_says_how_many_to_add_and_that_nobody_may_look_in_between() -> None:
    found = replication(valued(values(100), settings={"half_width": 0.15}))
    assert found.needed % STAGE == 0
    assert found.needed > 100
    told = sound(found)
    assert told[0] == f"{found.needed} pairs are needed to be as sure as was asked; there are 100."
    assert f"Play {found.needed - 100} more at once, and look only then." in told
    assert told[-1].startswith("Looking in between")


def test_it_says_what_was_reached() -> None:
    found = replication(valued(values(250), settings={"half_width": 0.15}))
    assert found.needed <= 250
    plan = found.plans[0]
    assert plan.reached == pytest.approx(1.96 / np.sqrt(250), rel=0.15)
    assert plan.ratio == plan.reached / 0.15
    told = sound(found)
    assert "is known to within 10.7 percentage points; asked was 15.0" in told[1]
    assert not [text for text in told if text.startswith("Play")]


def test_futures_are_counted_where_there_are_several() -> None:
    found = replication(valued(values(200), futures=20, settings={"half_width": 0.1}))
    assert (found.futures, found.there, found.plans[0].pilot) == (True, 20, 20)
    assert "futures are needed" in sound(found)[0]
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    assert record["counted"] == "futures"
    assert record["plans"][0]["outcome"] == "trust"


def test_too_few_pairs_plan_nothing() -> None:
    with pytest.raises(ValueError, match="5"):
        replication(valued(values(4)))
