"""Family: what holds up among all that was fixed beforehand, and what is said of it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from tests.analysis.asking import asked, sound, valued
from weisim.analysis.family import family, gained, holm
from weisim.analysis.finding import Finding, told
from weisim.analysis.verdict import Verdict, verdict_of
from weisim.language import speaking

LUCK = np.random.default_rng(11).normal(size=40)


def apart(by: float, noise: float = 0.01) -> list[float]:
    return (LUCK + by + noise * np.random.default_rng(12).normal(size=40)).tolist()


def test_a_difference_is_that_with_the_reference_and_holds_up_when_it_is_large() -> None:
    found = family(valued({"a": LUCK.tolist(), "b": apart(0.5)}))
    one = found.of("b", "trust")
    assert isinstance(found, Finding)
    assert one.mean == pytest.approx(0.5, abs=0.01)
    assert one.low < one.mean < one.high
    assert (one.pairs, one.units, one.failed, one.missing) == (40, 40, 0, 0)
    assert one.by_chance == one.by_chance_of_any == 1e-4
    assert one.verdict is Verdict.HOLDS
    assert one.correlation > 0.99


def test_nothing_is_called_no_clear_difference() -> None:
    found = family(valued({"a": LUCK.tolist(), "b": np.random.default_rng(13).normal(size=40).tolist()}))
    assert found.of("b", "trust").verdict is Verdict.UNCLEAR
    sentences = sound(found)
    assert sentences[0] == "Trust: no clear difference between “Then” and “First”."
    assert sentences[1].startswith("On average it may be anything from −")


@pytest.mark.parametrize(
    ("count", "low", "high", "chance", "verdict"),
    [
        (4, 1.0, 2.0, 0.001, Verdict.TOO_FEW),
        (40, 1.0, 3.0, 0.05, Verdict.HOLDS),
        (40, 0.1, 0.9, 0.001, Verdict.SMALL),
        (40, -0.2, 0.9, 0.3, Verdict.EQUAL),
        (40, 0.0, 0.0, 1.0, Verdict.EQUAL),
        (40, -0.2, 1.0, 0.3, Verdict.UNCLEAR),
        (40, 1.0, 3.0, 0.051, Verdict.UNCLEAR),
    ],
)
def test_what_may_be_said(count: int, low: float, high: float, chance: float, verdict: Verdict) -> None:
    assert verdict_of(count, low, high, chance, 1.0) is verdict


def test_holm_is_that_of_the_textbook_and_the_library() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]).size == 0
    many = np.random.default_rng(1).random((5, 6)) ** 3
    assert holm(many) == pytest.approx(np.array([multipletests(row, method="holm")[1] for row in many]))


def test_the_family_is_all_plans_and_outcomes_of_the_inquiry() -> None:
    noise = stats.zscore(np.random.default_rng(5).normal(size=40))
    weak = (LUCK + 0.33 * noise + 0.12).tolist()
    alone = family(valued({"a": LUCK.tolist(), "b": weak})).of("b", "trust")
    many = family(asked(valued({"a": LUCK.tolist(), "b": weak, "c": LUCK.tolist()}), "trust", "strain"))
    assert [(one.entry.name, one.scenario) for one in many.comparisons] == [
        ("trust", "b"),
        ("trust", "c"),
        ("strain", "b"),
        ("strain", "c"),
    ]
    among = many.of("b", "trust")
    assert alone.by_chance == among.by_chance == alone.by_chance_of_any
    assert among.by_chance_of_any == pytest.approx(4 * alone.by_chance)
    assert 0.0125 < alone.by_chance < 0.05
    assert (alone.verdict, among.verdict) == (Verdict.HOLDS, Verdict.UNCLEAR)
    assert sound(many)[-2] == "None of the 4 differences that were fixed beforehand holds up."


def test_a_future_counts_as_one_however_often_it_was_played() -> None:
    """Ten futures, each played twenty times, in which plans differ by what is not known: ten numbers, not 200."""
    by_future = np.random.default_rng(3).normal(0.3, 1, 10)
    before = np.random.default_rng(4).normal(size=200)
    after = before + by_future[np.arange(200) % 10] + 0.01 * np.random.default_rng(6).normal(size=200)
    found = family(valued({"a": before.tolist(), "b": after.tolist()}, futures=10)).of("b", "trust")
    assert (found.pairs, found.units) == (200, 10)
    expected = stats.t.interval(0.95, 9, by_future.mean(), by_future.std(ddof=1) / np.sqrt(10))
    assert (found.low, found.high) == pytest.approx(expected, abs=0.15)
    assert found.spread.share > 0.95


def test_sharing_luck_is_worth_as_many_histories_as_it_saves() -> None:
    assert np.isnan(gained(LUCK, LUCK + 1))  # nothing left to be unsure of
    before, after = np.array([1.0, 2, 3, 4]), np.array([2.0, 2, 4, 4])
    # Variances 5/3 and 4/3 apart; differences 1, 0, 1, 0 with variance 1/3.
    assert gained(before, after) == pytest.approx(9.0)
    found = family(valued({"a": LUCK.tolist(), "b": apart(0.5, 0.5)}))
    assert sound(found)[-1].startswith("Without shared luck, ")
    found = family(valued({"a": LUCK.tolist(), "b": LUCK[::-1].tolist()}))
    assert sound(found)[-1] == "That histories of a pair share their luck made little difference here."


def test_better_follows_the_good_direction() -> None:
    for indicator, better in (("trust", 1.0), ("strain", 0.0)):
        found = family(valued({"a": [0.1] * 6, "b": [0.2] * 6}, indicator)).of("b", indicator)
        assert (found.better, found.better_low, found.better_high) == (better, better, better)


def test_failures_are_told_with_what_they_might_have_been() -> None:
    values = {"a": LUCK.tolist(), "b": apart(0.5)[:38]}
    found = family(valued(values, failed=[("b", 39), ("b", 40)]))
    one = found.of("b", "trust")
    assert (one.failed, one.pairs) == (2, 38)
    assert one.lowest < one.mean < one.highest
    sentences = sound(found)
    assert "2 pairs could not be finished and are left out." in sentences
    assert any(text.startswith("At the very worst and best") for text in sentences)


def test_shares_of_outcomes_are_compared_over_pairs() -> None:
    found = family(valued({"a": [7] * 6 + [0] * 4, "b": [7] * 2 + [0] * 8}, "independent_initiatives"))
    success = next(one for one in found.classes if one.outcome.word == "success")
    failure = next(one for one in found.classes if one.outcome.word == "failure")
    assert (success.reference, success.share, success.difference) == pytest.approx((0.6, 0.2, -0.4))
    assert failure.difference == pytest.approx(0.4)
    assert success.low < -0.4 < success.high <= 0
    assert sum(one.difference for one in found.classes) == pytest.approx(0)


def test_many_plans_without_a_clear_difference_are_told_together() -> None:
    from dataclasses import replace

    values = {name: np.random.default_rng(30 + row).normal(size=40).tolist() for row, name in enumerate("abc")}
    results = valued(values)
    more = [replace(run, scenario=f"{run.scenario}{copy}") for run in results.runs for copy in (1, 2)]
    found = family(replace(results, runs=(*results.runs, *more)))
    assert len(found.comparisons) == 8
    assert sound(found)[0] == "Trust: no clear difference with “First” for 8 plans."


@pytest.mark.parametrize("count", [1, 4])
def test_few_pairs_say_nothing(count: int) -> None:
    found = family(valued({"a": [1.0] * count, "b": [2.0] * count}))
    assert found.of("b", "trust").verdict is Verdict.TOO_FEW
    assert sound(found)[0] == "Trust: too few histories to compare “Then” with “First”."


def test_a_finding_is_plain_values_and_a_text() -> None:
    found = family(valued({"a": [1, 2, 3], "b": [2, 2, np.nan]}))
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    assert record["comparisons"][0]["verdict"] == "too_few"
    assert record["comparisons"][0]["low"] is None
    assert record["comparisons"][0]["missing"] == 1
    assert "houdt stand" in told(family(valued({"a": LUCK.tolist(), "b": apart(0.5)})), "nl")


def test_what_cannot_be_compared_is_refused_in_words() -> None:
    results = valued({"a": [1, 2], "b": [2, 3]})
    for broken, why in (
        (asked(results, "trust", reference="nowhere"), "no finished history of “nowhere”"),
        (asked(results.select("a"), "trust"), "at least two plans"),
        (asked(results, "laughter"), "do not keep “laughter”"),
    ):
        with speaking("en"), pytest.raises(ValueError, match=why):
            family(broken)
    from dataclasses import replace

    with speaking("nl"), pytest.raises(ValueError, match="niet uit een experiment met een vraag"):
        family(replace(results, inquiry=None))
