"""Robustness: a table worked by hand, luck kept apart from not knowing, and nothing said of too few futures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.made_futures import STRAIN, drawn, number, played, told_well
from weisim.analysis.robustness import luck_bounds, robustness
from weisim.language import speaking
from weisim.results.run import FailedRun

FACTORS = (number("made.one"), number("made.two"))

# Ten futures, three plans, worked by hand.          lost beside the best plan
#            best    stay    stop    none             stay  stop  none
TABLE = {
    1: (10.0, 8.0, 2.0),  # stay                       0     2     8
    2: (9.0, 8.0, 2.0),  # stay                        0     1     7
    3: (8.0, 8.0, 2.0),  # stay and stop share it      0     0     6
    4: (7.0, 8.0, 2.0),  # stop                        1     0     6
    5: (6.0, 8.0, 2.0),  # stop                        2     0     6
    6: (5.0, 8.0, 2.0),  # stop                        3     0     6
    7: (4.0, 8.0, 2.0),  # stop                        4     0     6
    8: (3.0, 8.0, 2.0),  # stop                        5     0     6
    9: (2.0, 2.0, 2.0),  # all three share it          0     0     0
    10: (1.0, 1.0, 12.0),  # none                     11    11     0
}
NAMES = ("stay", "stop", "none")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def by_hand(entry=None, good_enough=5.0, turned=False):
    sign = -1.0 if turned else 1.0
    outcomes = {
        name: (lambda values, future, replication, place=place: sign * TABLE[future][place])
        for place, name in enumerate(NAMES)
    }
    more = {} if entry is None else {"entry": entry}
    return played(drawn(FACTORS, 10), outcomes, good_enough=sign * good_enough, **more)


def test_regret_is_what_it_is_by_hand() -> None:
    found = robustness(by_hand(), fewest=10)
    assert [plan.scenario for plan in found.plans] == ["stop", "stay", "none"]
    stay, stop, none = (found.of(name) for name in NAMES)
    assert (stay.good, stop.good, none.good) == (6, 8, 1)
    assert (stay.regret_worst, stop.regret_worst, none.regret_worst) == (11, 11, 8)
    # Sorted losses of `stay` are 0 0 0 0 1 2 3 4 5 11: at 0.9 of nine steps lies 5 + 0.1 × 6.
    assert stay.regret_most == pytest.approx(5.6)
    assert stop.regret_most == pytest.approx(2 + 0.1 * 9)
    assert none.regret_most == pytest.approx(7 + 0.1 * 1)
    assert (stay.worst, stop.worst, none.worst) == (1, 1, 2)
    assert stay.best == pytest.approx(2 + 1 / 2 + 1 / 3)
    assert stop.best == pytest.approx(5 + 1 / 2 + 1 / 3)
    assert none.best == pytest.approx(1 + 1 / 3)
    assert sum(plan.best for plan in found.plans) == pytest.approx(10)
    assert found.minimax.scenario == "none"
    assert (found.ahead, found.behind) == (2, 0)
    assert not found.clear


def test_where_less_is_better_everything_turns() -> None:
    up, down = robustness(by_hand(), fewest=10), robustness(by_hand(STRAIN, turned=True), fewest=10)
    for name in NAMES:
        assert down.of(name).good == up.of(name).good
        assert down.of(name).regret_most == pytest.approx(up.of(name).regret_most)
        assert down.of(name).best == up.of(name).best
        assert down.of(name).worst == -up.of(name).worst


def test_a_value_at_the_threshold_is_good_enough() -> None:
    assert robustness(by_hand(good_enough=8.0), fewest=10).of("stop").good == 8


def test_the_interval_of_the_share_is_that_of_the_futures_drawn() -> None:
    plan = robustness(by_hand(), fewest=10).of("stop")
    # Wilson's interval of 8 out of 10.
    assert (plan.low, plan.high) == pytest.approx((0.4902, 0.9433), abs=1e-3)


def test_luck_is_kept_apart_when_every_future_has_the_same_chance() -> None:
    luck = np.random.default_rng(1)
    for chance, truth in ((0.6, 1.0), (0.4, 0.0)):
        good, of = luck.binomial(3, chance, 400), np.full(400, 3)
        low, high = luck_bounds(good, of)
        assert low - 0.05 <= truth <= high + 0.05
        # The plain count is wrong by a third: that is what luck does to labels.
        assert abs((2 * good > of).mean() - truth) > 0.3


def test_many_histories_leave_little_to_luck() -> None:
    luck = np.random.default_rng(2)
    chances = np.repeat([0.05, 0.95], 150)
    few = luck_bounds(luck.binomial(2, chances), np.full(300, 2))
    many = luck_bounds(luck.binomial(12, chances), np.full(300, 12))
    assert many[1] - many[0] < 0.1 < few[1] - few[0]
    assert many[0] - 0.05 <= 0.5 <= many[1] + 0.05


def test_one_history_leaves_what_one_can_reason_out() -> None:
    # With a mean chance m, at least 2 m - 1 and at most 2 m of the futures have a chance of one half or more.
    good = np.repeat([1, 0], [70, 30])
    low, high = luck_bounds(good, np.ones(100, dtype=np.int64))
    assert low == pytest.approx(0.4, abs=0.02)
    assert high == pytest.approx(1.0, abs=0.02)


def test_lost_histories_may_differ_in_number() -> None:
    luck = np.random.default_rng(2)
    of = np.tile([3, 4], 100)
    low, high = luck_bounds(luck.binomial(of, 0.95), of)
    assert 0.9 < low <= high <= 1.0


def test_a_future_without_a_history_of_one_plan_is_left_out_of_all() -> None:
    results = by_hand()
    kept = tuple(run for run in results.runs if (run.scenario, run.future) != ("none", 10))
    failed = (FailedRun("none", 1, 1, "hung", -1, "", 10, "hung"),)
    found = robustness(replace(results, runs=kept, failed=failed), fewest=5)
    assert (found.futures, found.left_out) == (9, 1)
    assert found.of("stay").regret_worst == 5
    assert "Left out because a history there is missing: 1 of 10." in found.sentences("en")


def test_a_history_that_one_plan_lacks_is_left_out_of_the_others_too() -> None:
    # Replication 2 is ten higher everywhere; without it in one plan the others would seem to gain from it.
    plans = {name: (lambda v, f, r: 5.0 + 10.0 * (r == 2)) for name in ("stay", "stop")}
    results = played(drawn(FACTORS, 30), plans, 2)
    kept = tuple(run for run in results.runs if (run.scenario, run.future, run.replication) != ("stop", 4, 2))
    found = robustness(replace(results, runs=kept))
    assert found.replications == (1, 2)
    assert [plan.regret_worst for plan in found.plans] == [0, 0]
    assert found.left_out == 0


def test_a_clear_difference_is_clear_and_an_unclear_one_is_said_to_be_unclear() -> None:
    plans = {"stay": lambda v, f, r: v[0] + 0.9, "stop": lambda v, f, r: v[0] + 0.3}
    found = robustness(played(drawn(FACTORS), plans))
    assert found.clear
    # `stay` is good enough from 0.1 on, which are nine of ten futures.
    answer = "In this model “Support stays” is good enough in 180 of 200 plausible neighbourhoods."
    assert found.sentences("en")[0] == answer
    same = robustness(played(drawn(FACTORS), {"stay": plans["stop"], "stop": plans["stop"]}))
    assert not same.clear
    assert same.sentences("en")[1].startswith("That is no clear difference")
    assert [plan.best for plan in same.plans] == [100, 100]


def test_too_few_futures_or_none_at_all_are_errors() -> None:
    with pytest.raises(ValueError, match="at least 20 futures; there are 10"):
        robustness(by_hand())
    results = by_hand()
    own = tuple(replace(run, future=0, replication=run.future) for run in results.runs)
    with pytest.raises(ValueError, match="not played in different futures"):
        robustness(replace(results, runs=own))


def test_what_is_good_enough_must_be_said_beforehand() -> None:
    results = by_hand()
    silent = replace(results, inquiry=replace(results.inquiry, good_enough={}))
    with pytest.raises(ValueError, match="good enough"):
        robustness(silent, fewest=10)
    assert robustness(silent, good_enough=5.0, fewest=10).of("stop").good == 8


def test_it_is_told_in_both_languages_and_as_plain_values() -> None:
    found = robustness(by_hand(), fewest=10)
    told_well(found)
    assert found.heading("en") == (
        "In how many of the plausible neighbourhoods is this plan good enough? "
        "Good enough: live initiatives at least 5.0."
    )
    assert found.heading("nl").startswith("In hoeveel van de denkbare wijken is dit plan goed genoeg?")
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    assert record["minimax"] == "none"
    assert record["plans"][0]["luck"] is None
