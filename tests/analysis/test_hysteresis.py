"""Hysteresis: areas that can be worked out by hand, and what time alone gives taken away."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.analysis.made_futures import told_well
from tests.analysis.made_stairs import UP, noise, stairs
from tests.living import street
from weisim.analysis.hysteresis import hysteresis
from weisim.indicators.catalogue import DICTIONARY
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results
from weisim.scenario.raising import raise_and_lower
from weisim.scenario.variations import scale_support
from weisim.scenario.varied import varied
from weisim.simulation.simulate import simulate


def test_without_memory_there_is_no_area() -> None:
    found = hysteresis(stairs(lambda level, week, down, one, future: 10 * level))
    assert found.between.mean == pytest.approx(0.0, abs=1e-12)
    assert found.up.mean == found.down.mean == pytest.approx((0.0, 2.5, 5.0, 7.5, 10.0))
    noisy = hysteresis(stairs(lambda level, week, down, one, future: 10 * level + noise(one, week)))
    low, high = noisy.between.interval
    assert low < 0 < high
    assert noisy.sentences("en")[0] == "Live initiatives: no clear difference between the way up and the way down."
    told_well(noisy)


def test_a_jump_that_comes_later_on_the_way_back_has_the_area_between_the_jumps() -> None:
    """Up at .75 and down at .25, in steps of a quarter: trapezia give 3 × (.875 − .375)."""

    def outcome(level: float, week: int, down: bool, one: int, future: int) -> float:
        return 3.0 if level >= (0.25 if down else 0.75) else 0.0

    found = hysteresis(stairs(outcome))
    assert found.between.mean == pytest.approx(3 * (0.875 - 0.375))
    assert found.relative == pytest.approx(0.5 / 0.375)
    assert found.between.side == 1
    assert found.sentences("en")[0] == "Live initiatives: in this model more on the way down than on the way up."


def test_a_double_well_has_the_area_of_the_textbook() -> None:
    """dx/dt = x − x³ + r with r from −1 to 1 flips at ±2/√27; the area is 3/2 in r, so half of that in help."""
    steps = 101
    levels = np.linspace(0, 1, steps)
    branch, x = {}, -1.5
    for down, row in [(False, row) for row in range(steps)] + [(True, row) for row in reversed(range(steps))]:
        for _ in range(4000):
            x += 0.02 * (x - x**3 + 2 * levels[row] - 1)
        branch[down, row] = x

    def outcome(level: float, week: int, down: bool, one: int, future: int) -> float:
        return float(branch[down, round(level * (steps - 1))])

    found = hysteresis(stairs(outcome, steps=steps, weeks=2, replications=5))
    assert found.between.mean == pytest.approx(3 / 4, abs=0.03)
    assert found.between.side == 1
    # Turned around, as if help came down first, it is the same area with the other sign.
    turned = hysteresis(stairs(lambda a, b, down, c, d: outcome(a, b, not down, c, d), steps, 2, 5))
    assert turned.between.mean == pytest.approx(-found.between.mean)
    assert "less on the way down" in turned.sentences("en")[0]


def test_what_time_alone_gives_is_no_sign_of_memory() -> None:
    """An outcome that only grows: a large area between the ways, of which nothing is left."""

    def grows(level: float, week: int, down: bool, one: int, future: int) -> float:
        return 5 * level + 0.5 * week + noise(one, 0)

    alone = hysteresis(stairs(grows))
    # Level k of five is met 2 × (4 − k) + 1 steps of four weeks later: on average, by trapezia, five of them.
    assert alone.between.mean == pytest.approx(0.5 * 4 * 5)
    assert alone.left is None
    assert any("cannot be told here" in one for one in alone.sentences("en"))
    found = hysteresis(stairs(grows, steady=grows))
    assert found.between.mean == pytest.approx(alone.between.mean)
    assert found.time is not None
    assert found.left is not None
    assert found.time.mean == pytest.approx(alone.between.mean)
    assert found.left.mean == pytest.approx(0.0, abs=1e-9)
    assert found.sentences("en")[-1] == "So there is no clear sign that what was built holds itself."
    assert found.sentences("nl")[-1].startswith("Dus er is geen duidelijk teken")
    for one in (alone, found):
        told_well(one)


@pytest.mark.parametrize(("memory", "says"), [(2.0, "holds itself, or takes longer"), (-2.0, "less is left")])
def test_what_is_left_is_the_memory(memory: float, says: str) -> None:
    def grows(level: float, week: int, down: bool, one: int, future: int) -> float:
        return 5 * level + 0.1 * week * (1 + level) + noise(one, week, 0.2)

    found = hysteresis(
        stairs(lambda level, week, down, *who: grows(level, week, down, *who) + memory * down, steady=grows)
    )
    assert found.left is not None
    assert found.left.mean == pytest.approx(memory)
    assert found.left.side == math.copysign(1, memory)
    assert says in found.sentences("en")[-1]
    assert found.steady == ("always-0", "always-0.25", "always-0.5", "always-0.75", "always-1")
    told_well(found)


def test_only_the_last_half_of_a_step_is_looked_at() -> None:
    """What changes in the first half of a step does not count; in an outline one week of each half is kept."""

    def outcome(level: float, week: int, down: bool, one: int, future: int) -> float:
        return (1000.0 if week % 52 < 26 else 0.0) + 4 * level + down

    whole = hysteresis(stairs(outcome, weeks=52, replications=5))
    assert whole.between.mean == pytest.approx(1.0)
    assert whole.up.mean == pytest.approx((0, 1, 2, 3, 4))
    outlined = hysteresis(stairs(outcome, weeks=52, replications=5, outlined=True))
    assert outlined.record() == whole.record()


def test_every_future_weighs_the_same_and_luck_is_told_apart() -> None:
    def outcome(level: float, week: int, down: bool, one: int, future: int) -> float:
        return level + down * future + noise(one, week, 0.01)

    results = stairs(outcome, futures=(1, 2, 3, 4, 5, 6))
    found = hysteresis(results)
    assert found.futures == 6
    assert found.between.mean == pytest.approx(3.5, abs=0.05)
    assert found.spread.told_apart
    assert found.spread.share > 0.99
    fewer = Results(
        tuple(run for run in results.runs if run.future < 6 or run.replication == 1),
        dictionary=results.dictionary,
        titles=results.titles,
        inquiry=results.inquiry,
    )
    assert hysteresis(fewer).between.mean == pytest.approx(3.5, abs=0.05)


def test_histories_that_could_not_be_used_are_refused() -> None:
    def flat(level: float, week: int, down: bool, one: int, future: int) -> float:
        return level

    results = stairs(flat, steady=flat)
    for how, says in (
        ({"steps": 1}, "steps"),
        ({"weeks": 5}, "ends before|eindigt voordat"),
        ({"scenario": "nobody"}, "nobody"),
        ({"steady": {"always-0": 0.0}}, "0.25"),
    ):
        with pytest.raises(ValueError, match=says):
            hysteresis(results, **how)
    missing = stairs(lambda level, week, down, one, future: math.nan if level > 0.9 else level)
    with pytest.raises(ValueError, match=r"something to measure|iets te meten"):
        hysteresis(missing)
    short = stairs(flat, weeks=8, outlined=True)
    with pytest.raises(ValueError, match=r"keep no week|geen week"):
        hysteresis(short)


def test_too_few_histories_are_not_judged() -> None:
    found = hysteresis(stairs(lambda level, week, down, one, future: level + down, replications=3))
    assert math.isnan(found.between.interval[0])
    assert "too few" in found.sentences("en")[0]
    assert found.record()["between"]["interval"] == [None, None]
    told_well(found)


def test_real_stories_can_be_looked_at() -> None:
    base, levels = street(300), (0.0, 0.5, 1.0)
    plans = [raise_and_lower(base, 3, 26, name=UP)]
    plans += [varied(scale_support(base, level), f"always-{level:g}", weeks=156) for level in levels]
    runs = [simulate(plan, seed) for plan in plans for seed in range(1, 6)]
    settings = {"steps": 3.0, "weeks_a_step": 26.0, **{f"always-{level:g}": level for level in levels}}
    inquiry = Inquiry("up", ("Op", "Up"), ("?", "?"), UP, ("initiatives_alive",), settings=settings)
    results = Results(
        tuple(runs), (), DICTIONARY, {plan.name: (plan.name, plan.name) for plan in plans}, inquiry=inquiry
    )
    found = hysteresis(results)
    # With no help yet on the way up, these two stories are the same weeks.
    assert found.steady_up is not None
    assert found.up.mean[0] == found.steady_up.mean[0]
    column = runs[0].names.index("initiatives_alive")
    by_hand = np.mean([run.values[4 * 26 + 13 : 5 * 26, column].mean() for run in runs[:5]])
    assert found.down.mean[1] == pytest.approx(by_hand)
    told_well(found)
