"""Logrank: the test and the means of a textbook, and lives of one history that stay together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import survdiff

from tests.analysis.asking import TITLES, asked, sound
from tests.analysis.conftest import known_results, known_run
from weisim.analysis.lifetimes import AGES, lifetimes
from weisim.analysis.logrank import lasted, logrank
from weisim.analysis.survival import survival
from weisim.results.results import Results

# Weeks in remission under 6-mercaptopurine and under placebo (Freireich and others, 1963), as in every textbook.
TREATED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
TREATED_FOLLOWED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)

Lives = list[tuple[int, int | None]]


def textbook() -> Results:
    """Placebo as the plan of reference, all of it in one history."""
    placebo: Lives = [(0, age) for age in PLACEBO]
    treated: Lives = [(0, age) for age in TREATED] + [(40 - age, None) for age in TREATED_FOLLOWED]
    runs = [known_run("a", 1, lives=placebo, weeks=41), known_run("b", 1, lives=treated, weeks=41)]
    return known_results(runs, TITLES)


def spread(lives: Lives, scenario: str, histories: int, weeks: int = 260) -> list:
    return [known_run(scenario, 1 + row, lives=lives[row::histories], weeks=weeks) for row in range(histories)]


def exponential(seed: int, mean: float, count: int = 200) -> Lives:
    chance = np.random.default_rng(seed)
    ages = 1 + chance.exponential(mean, count).astype(int)
    begins = chance.integers(0, 150, count)
    return [
        (int(begin), int(begin + age) if begin + age < 260 else None) for begin, age in zip(begins, ages, strict=True)
    ]


def test_the_statistic_is_that_of_the_textbook() -> None:
    found = logrank(textbook(), "a", "b", "ideas")
    assert found.chi_squared == pytest.approx(16.79, abs=0.005)
    assert (found.ended, found.expected) == (9, pytest.approx(19.25, abs=0.005))
    # One pair can only change places with itself; that says nothing.
    assert found.by_chance == 1.0


def test_the_library_agrees_for_any_lives() -> None:
    results = known_results(spread(exponential(1, 80), "a", 20) + spread(exponential(2, 120), "b", 20))
    a, b = (survival(results, name, "ideas") for name in "ab")
    ended = np.r_[a.ended, b.ended].astype(int)
    group = np.r_[np.zeros(a.lives.size), np.ones(b.lives.size)]
    expected, _ = survdiff(np.r_[a.lives, b.lives], ended, group)
    assert logrank(results, "a", "b", "ideas").chi_squared == pytest.approx(expected)


def test_mean_weeks_up_to_an_age_are_the_area_under_the_curve() -> None:
    found = lasted(textbook(), "a", "b", 35, "ideas")
    # All under placebo ended, so their mean is 182 weeks over 21 lives. The other was added up step by step by hand.
    assert found.reference == pytest.approx(182 / 21)
    steps = [(6, 1), (1, 0.8571), (3, 0.8067), (3, 0.7529), (3, 0.6902), (6, 0.6275), (1, 0.5378), (12, 0.4482)]
    assert found.weeks == pytest.approx(sum(width * share for width, share in steps), abs=0.002)
    assert found.difference == pytest.approx(found.weeks - found.reference)
    assert found.apart[0] == pytest.approx(0.4482, abs=1e-4)
    assert np.isnan(found.low)


def test_nothing_is_said_of_an_age_to_which_nobody_was_followed() -> None:
    found = lasted(textbook(), "a", "b", 36, "ideas")
    assert np.isnan(found.weeks)
    assert np.isnan(found.difference)
    assert found.reference == pytest.approx(182 / 21)


def test_lives_of_one_history_are_not_counted_as_if_each_had_its_own() -> None:
    """In some histories all die early. Under b that is 10 of 16, under a 6, and it differs within 10 pairs: 7 to 3."""
    bad = {"a": range(6), "b": range(3, 13)}
    runs = [
        known_run(name, row, lives=[(0, 20 if row in bad[name] else None)] * 10) for name in "ab" for row in range(16)
    ]
    found = logrank(known_results(runs), "a", "b", "ideas")
    assert found.chi_squared > 10
    assert found.by_chance == pytest.approx(stats.binomtest(3, 10).pvalue, abs=0.02)


def test_chance_says_so_where_lives_really_last_longer() -> None:
    results = known_results(spread(exponential(1, 40), "a", 20) + spread(exponential(2, 160), "b", 20), TITLES)
    found = logrank(results, "a", "b", "ideas")
    assert (found.by_chance, found.pairs, found.units) == (1e-4, 20, 20)
    assert found.ended < found.expected
    weeks = lasted(results, "a", "b", 104, "ideas")
    assert 0 < weeks.low < weeks.difference < weeks.high


def test_a_plan_against_itself_is_never_told_apart() -> None:
    results = known_results(spread(exponential(1, 40), "a", 20) + spread(exponential(1, 40), "b", 20))
    assert logrank(results, "a", "b", "ideas").by_chance == 1.0
    weeks = lasted(results, "a", "b", 104, "ideas")
    assert (weeks.difference, weeks.low, weeks.high) == (0, 0, 0)


def test_false_alarms_are_as_many_as_were_allowed() -> None:
    """A hundred times the same plan with other luck, lives of a history sharing it: about one in twenty."""
    alarms = 0
    for trial in range(100):
        chance = np.random.default_rng(500 + trial)
        runs = []
        for name in "ab":
            for row in range(12):
                mean = 30 * chance.lognormal(0, 1)
                ages = 1 + chance.exponential(mean, 6).astype(int)
                lives: Lives = [(0, int(age) if age < 200 else None) for age in ages]
                runs.append(known_run(name, row, lives=lives, weeks=201))
        alarms += logrank(known_results(runs), "a", "b", "ideas").by_chance <= 0.05
    # Binomial with 100 trials of 1 in 20: 0 to 11 with a probability of 0.996.
    assert alarms <= 11


def test_a_future_counts_as_one() -> None:
    runs = spread(exponential(1, 40), "a", 20) + spread(exponential(2, 160), "b", 20)
    dealt = [replace(run, future=1 + run.replication % 2) for run in runs]
    found = logrank(known_results(dealt), "a", "b", "ideas")
    assert (found.pairs, found.units) == (20, 2)
    assert found.by_chance >= 0.5


def test_the_finding_says_who_lasts_longer_and_how_many_were_followed() -> None:
    results = known_results(spread(exponential(1, 40), "a", 20) + spread(exponential(2, 160), "b", 20), TITLES)
    found = lifetimes(asked(results), "ideas")
    assert found.kind == "survival"
    assert found.horizon == 104
    assert found.lives[1].holds
    assert found.lives[0].followed == tuple(found.curves[0].followed(age) for age in AGES)
    assert sound(found)[0] == "In this model ideas last longer under “Then” than under “First”."
    record = found.record()
    assert record["plans"][0]["test"] is None
    assert record["plans"][1]["holds"] is True


@pytest.mark.parametrize("histories", [3, 20])
def test_the_finding_says_so_when_there_is_no_clear_difference_or_too_little(histories: int) -> None:
    lives = exponential(5, 80, 60), exponential(6, 80, 60)
    runs = spread(lives[0], "a", histories) + spread(lives[1], "b", histories)
    found = lifetimes(asked(known_results(runs, TITLES)), "ideas")
    assert not found.lives[1].holds
    told = sound(found)[0]
    assert told.startswith("How long ideas last: ")
    assert ("no clear difference" in told) is (histories == 20)


def test_the_inquiry_may_ask_for_another_age() -> None:
    results = asked(known_results(spread(exponential(1, 40), "a", 20) + spread(exponential(2, 40), "b", 20), TITLES))
    inquiry = replace(results.inquiry, settings={"horizon": 52})  # type: ignore[type-var]
    assert lifetimes(replace(results, inquiry=inquiry), "ideas").horizon == 52
    with pytest.raises(ValueError, match="one of"):
        lifetimes(results, "people")  # type: ignore[arg-type]
