"""Ripeness: a test that tells everything, one that tells nothing, and what lies between, all known beforehand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.analysis.made_futures import told_well
from tests.analysis.made_tested import Fate, a_history, fates, played_with
from tests.living import street, supported
from weisim.analysis.followed import follow
from weisim.analysis.interval import superiority
from weisim.analysis.ordering import better_before
from weisim.analysis.ripeness import Ripeness, ripeness
from weisim.results.results import Results
from weisim.simulation.simulate import simulate
from weisim.support.intervention import Withdrawal
from weisim.terms import Event, Reason, Stage

HALF = [0.1, 0.2, 0.3, 0.6, 0.7, 0.8]


def by_luck(count: int, seed: int, slope: float = 0.0, histories: int = 1) -> list[list[Fate]]:
    """Histories whose groups last with a chance that rises with their tested output, by so much."""
    luck = np.random.default_rng(seed)
    told = []
    for _ in range(histories):
        output = luck.random(count)
        lasts = luck.random(count) < 0.5 + slope * (output - 0.5)
        told.append(fates(output.tolist(), [None if one else 50 for one in lasts]))
    return told


def test_a_test_that_tells_everything() -> None:
    ends = [5, 50, 104, None, None, None]
    found = ripeness(played_with({"stop": [fates(HALF, ends)] * 8}))
    assert (found.better, found.better_interval) == (1.0, (1.0, 1.0))
    assert (found.passed.share, found.failed.share, found.every.share) == (1.0, 0.0, 0.5)
    assert (found.passed.groups, found.passed.alive, found.failed.ended) == (24, 24, 24)
    assert found.wrong_base == 0.25
    assert found.wrong_bins < 0.1
    assert found.sentences("en")[0] == "In this model the stress test tells well who lasts."
    told_well(found)


def test_a_test_that_tells_nothing() -> None:
    """Whatever a group tested, half of those that tested so last."""
    ends = [5, None, 5, None, 5, None]
    found = ripeness(played_with({"stop": [fates(HALF, ends), fates(HALF, ends[::-1])] * 8}))
    assert found.better == 0.5
    assert found.passed.share == found.failed.share == found.every.share == 0.5
    assert {one.share for one in found.bins} == {0.5}
    assert found.wrong_bins >= 0.95 * found.wrong_base
    said = found.sentences("en")
    assert said[0] == "In this model the stress test hardly tells who lasts."
    assert any(sentence.startswith("A guess by the test is hardly less wrong") for sentence in said)
    assert found.sentences("nl")[0] == "In dit model zegt de stresstest nauwelijks wie er blijft."
    told_well(found)


def test_a_test_that_points_the_wrong_way_is_told_so() -> None:
    found = ripeness(played_with({"stop": [fates(HALF, [None, None, None, 5, 50, 104])] * 8}))
    assert found.better == 0.0
    assert "the wrong way" in found.sentences("en")[0]
    told_well(found)


def test_who_is_better_is_counted_over_all_pairs() -> None:
    """The same as a count of pairs by hand, and as the probability of superiority, ties half."""
    histories = by_luck(9, 3, slope=0.6, histories=12)
    rounded = [[(round(output, 1), end, why) for output, end, why in groups] for groups in histories]
    found = ripeness(played_with({"stop": rounded}))
    every = [one for groups in rounded for one in groups]
    lasts, ends = ([one[0] for one in every if (one[1] is None) == side] for side in (True, False))
    wins = [(a > b) + 0.5 * (a == b) for a, b in itertools.product(lasts, ends)]
    assert found.better == pytest.approx(np.mean(wins)) == pytest.approx(superiority(ends, lasts))
    assert found.better_of_any == found.better
    low, high = found.better_interval
    assert 0.5 < low < found.better < high < 1


def test_plans_are_not_set_against_each_other() -> None:
    """Under one plan all test low and most end, under the other all test high and most last: that is no foretelling."""
    low, high = [0.1, 0.2, 0.3, 0.4], [0.6, 0.7, 0.8, 0.9]
    mostly = [[5, 5, 5, None], [5, 5, None, 5], [5, None, 5, 5], [None, 5, 5, 5]]
    rarely = [[None if end else 5 for end in one] for one in mostly]
    found = ripeness(
        played_with(
            {"early": [fates(low, ends) for ends in mostly] * 3, "late": [fates(high, ends) for ends in rarely] * 3}
        )
    )
    assert found.better == 0.5
    assert found.better_of_any > 0.7
    assert "hardly" in found.sentences("en")[0]
    assert found.scenarios == ("early", "late")
    assert found.histories == 24


def test_who_reached_the_goal_is_followed_until_then() -> None:
    """Of four, one reached its goal in week 20 and one of the three left ended in week 30: two thirds lasted."""
    groups: list[Fate] = [(0.6, 20, Reason.COMPLETED), (0.6, 30, Reason.PEOPLE), (0.7, None, Reason.NONE)]
    found = ripeness(played_with({"stop": [[*groups, groups[2]]] * 6}))
    assert found.every.share == pytest.approx(2 / 3)
    assert (found.completed, found.every.groups, found.every.alive, found.every.ended) == (6, 24, 12, 6)
    earlier: list[Fate] = [(0.6, 40, Reason.COMPLETED), *groups[1:]]
    assert ripeness(played_with({"stop": [[*earlier, groups[2]]] * 6})).every.share == pytest.approx(3 / 4)
    taken: list[Fate] = [(0.6, 40, Reason.ABSORBED), *groups[1:]]
    assert ripeness(played_with({"stop": [[*taken, groups[2]]] * 6})).every.share == pytest.approx(1 / 2)


@pytest.mark.parametrize(("after", "share"), [(4, 1.0), (5, 5 / 6), (49, 5 / 6), (50, 4 / 6), (104, 3 / 6)])
def test_looked_again_after_so_many_weeks(after: int, share: float) -> None:
    found = ripeness(played_with({"stop": [fates(HALF, [5, 50, 104, None, None, None])] * 6}), after)
    assert found.every.share == pytest.approx(share)


def test_ideas_and_short_stories_are_left_out_and_counted() -> None:
    groups = fates(HALF, [5, 50, 104, None, None, None])
    runs = [a_history("stop", number, groups) for number in (1, 2)]
    runs.append(a_history("stop", 3, groups[:2], stage=Stage.IDEA))
    runs.append(a_history("stop", 4, groups[:4], weeks=124))
    runs.append(a_history("stop", 5, groups[:5], weeks=125))
    found = ripeness(Results(tuple(runs)))
    assert (found.ideas, found.too_short, found.every.groups, found.histories) == (2, 4, 17, 3)


def test_bins_hold_about_as_many_each_and_all_together() -> None:
    found = ripeness(played_with({"stop": by_luck(20, 5, histories=20)}))
    assert [one.groups for one in found.bins] == [80] * 5
    for before, after in itertools.pairwise(found.bins):
        assert before.high < after.low
    assert sum(one.alive for one in found.bins) == found.every.alive
    alike = ripeness(played_with({"stop": [fates([0.9] * 6, [None, 5, None, 5, 5, None])] * 20}))
    assert [one.groups for one in alike.bins] == [120]
    assert alike.better == 0.5
    assert len(alike.rows("en")) == 4


def test_too_few_groups_are_not_judged() -> None:
    found = ripeness(played_with({"stop": [fates([0.2, 0.8], [5, None])] * 4}))
    assert np.isnan(found.better)
    assert found.sentences("en")[0] == "There are too few groups to say whether the stress test tells who lasts."
    told_well(found)
    assert found.record()["better"] is None


def test_histories_that_could_not_be_used_are_refused() -> None:
    nothing = Results((a_history("stay", 1, []),))
    with pytest.raises(ValueError, match=r"nothing was tested|niets getest"):
        ripeness(nothing)
    with pytest.raises(ValueError, match=r"long enough|lang genoeg"):
        ripeness(played_with({"stop": [fates([0.2], [5])]}, weeks=60))


def test_a_future_is_drawn_again_as_a_whole() -> None:
    """Futures differ much and histories in one not at all: five futures are five cases, however many histories."""

    def found(histories: int) -> Ripeness:
        runs = [
            a_history("stop", number, fates([0.3, 0.8], [None, None] if future % 2 else [5, 5]), future)
            for future in range(1, 7)
            for number in range(1, histories + 1)
        ]
        return ripeness(Results(tuple(runs)))

    few, many = found(2), found(20)
    assert (few.futures, many.futures) == (6, 6)
    assert few.every.interval == pytest.approx(many.every.interval)
    assert few.every.interval[1] - few.every.interval[0] > 0.6


@pytest.mark.slow
@pytest.mark.parametrize("slope", [0.0, 0.8])
def test_the_interval_holds_what_is_true_as_often_as_it_says(slope: float) -> None:
    """Over 200 experiments of 40 histories; with so many, 95 % may come out between 91 and 99 %."""
    # P(last | x) = 1/2 + s (x - 1/2) on [0, 1] gives P(x of who lasts > x of who ends) = 1/2 + s/3.
    true = 0.5 + slope / 3
    held = 0
    for seed in range(200):
        groups = follow(played_with({"stop": by_luck(8, seed, slope, histories=40)}), 104)
        low, high = better_before(groups, groups.strata)[1]
        held += low <= true <= high
    assert 0.91 <= held / 200 <= 0.99


def test_real_histories_are_counted_as_the_chronicle_tells_them() -> None:
    story = supported(street(300), withdraw=Withdrawal(week=60)).model_copy(update={"weeks": 120})
    runs = [simulate(story, seed) for seed in range(1, 6)]
    found = ripeness(Results(tuple(runs)), after=52)
    groups = alive = passed = 0
    for run in runs:
        events = run.events
        tests = events[(events["event"] == "tested") & (events["stage"] != "idea")]
        ends = events[(events["event"] == "ended") & (events["week"] <= 112)]
        groups += len(tests)
        alive += int((~tests["initiative"].isin(ends["initiative"])).sum())
        passed += int((tests["reason"] == "criterion").sum())
    assert groups > 10
    assert (found.every.groups, found.every.alive, found.passed.groups) == (groups, alive, passed)
    outlined = ripeness(Results(tuple(run.outlined() for run in runs)), after=52)
    assert outlined.record() == found.record()
    told_well(found)
    assert (runs[0].event_table["event"] == Event.TESTED).sum() > 0
