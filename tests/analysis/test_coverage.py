"""Coverage: intervals hold what they should as often as they say, where the answer is known.

Seeds are fixed. A small number of repeats stands in `make test`, with a tolerance of four standard errors about 95 %; a
thousand, which must give 93 to 97 %, in `make test-all`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from weisim.analysis.interval import superiority
from weisim.analysis.paired import better_interval, mean_interval, mean_of_units
from weisim.analysis.replication import needed

Draw = Callable[[np.random.Generator, int], np.ndarray]

CASES: dict[str, tuple[float, Draw]] = {
    "normal": (0.3, lambda chance, count: chance.normal(0.3, 1.0, count)),
    "all or nothing": (0.15, lambda chance, count: (chance.random(count) < 0.15).astype(float)),
    "skew count": (3.0, lambda chance, count: chance.negative_binomial(1, 0.25, count).astype(float)),
    "difference of counts": (
        1.0,
        lambda chance, count: chance.negative_binomial(2, 0.25, count) - chance.poisson(5, count).astype(float),
    ),
}
FEW, MANY = 300, 1000
REPEATS = [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]


def allowed(repeats: int) -> tuple[float, float]:
    """From 93 to 97 % for a thousand; wider for fewer, by four standard errors."""
    if repeats >= MANY:
        return 0.93, 0.97
    slack = 4 * np.sqrt(0.95 * 0.05 / repeats)
    return 0.95 - slack, min(0.95 + slack, 1.0)


def covered(
    repeats: int, seed: int, truth: float, interval: Callable[[np.random.Generator], tuple[float, float]]
) -> float:
    chance = np.random.default_rng(seed)
    inside = 0
    for _ in range(repeats):
        low, high = interval(chance)
        inside += low <= truth <= high
    return inside / repeats


@pytest.mark.parametrize("repeats", REPEATS)
@pytest.mark.parametrize("count", [40, 100])
@pytest.mark.parametrize("case", CASES)
def test_the_interval_of_a_mean_covers_it(case: str, count: int, repeats: int) -> None:
    truth, draw = CASES[case]
    low, high = allowed(repeats)
    if repeats >= MANY and case == "skew count" and count == 40:
        low = 0.92  # few counts of which one is very large: a known weakness of every interval of a mean
    assert low <= covered(repeats, 101, truth, lambda chance: mean_interval(draw(chance, count))) <= high


@pytest.mark.parametrize("repeats", REPEATS)
@pytest.mark.parametrize("case", CASES)
def test_two_stages_keep_what_they_promise(case: str, repeats: int) -> None:
    """A first stage of a hundred, then as many as it says are needed: as sure as was asked, and as often as is said."""
    truth, draw = CASES[case]
    asked = 0.6 * 1.96 * float(draw(np.random.default_rng(1), 100_000).std()) / 10
    widths = []

    def interval(chance: np.random.Generator) -> tuple[float, float]:
        pilot = draw(chance, 100)
        more = draw(chance, needed(pilot, asked) - 100)
        low, high = mean_interval(np.concatenate([pilot, more]))
        widths.append((high - low) / 2)
        return low, high

    low, high = allowed(repeats)
    assert low <= covered(repeats, 202, truth, interval) <= high
    # What comes out is as narrow as was asked, but for a hair where the first stage happened to be narrow.
    assert np.median(widths) <= asked
    assert np.quantile(widths, 0.9) <= 1.15 * asked


def test_looking_after_every_few_does_not() -> None:
    """Why there are stages: stop as soon as the interval is narrow enough, and it holds the answer far too seldom."""
    truth, draw = CASES["all or nothing"]

    def peeking(chance: np.random.Generator) -> tuple[float, float]:
        seen = draw(chance, 10)
        while True:
            half = 1.96 * seen.std(ddof=1) / np.sqrt(seen.size)
            if half <= 0.05 or seen.size >= 1000:
                return seen.mean() - half, seen.mean() + half
            seen = np.concatenate([seen, draw(chance, 1)])

    assert covered(400, 303, truth, peeking) < 0.85


@pytest.mark.parametrize("repeats", REPEATS)
def test_the_interval_over_futures_covers_the_mean_over_all_futures(repeats: int) -> None:
    """Forty futures of five histories, that differ as much by what is not known as by luck."""
    unit = np.repeat(np.arange(40), 5)

    def interval(chance: np.random.Generator) -> tuple[float, float]:
        return mean_interval(mean_of_units(0.5 + chance.normal(size=40)[unit] + chance.normal(size=200), unit))

    low, high = allowed(repeats)
    assert low <= covered(repeats, 404, 0.5, interval) <= high
    # As if each history were one of its own, the interval holds the answer far too seldom.
    wrong = covered(
        200, 405, 0.5, lambda chance: mean_interval(0.5 + chance.normal(size=40)[unit] + chance.normal(size=200))
    )
    assert wrong < 0.85


@pytest.mark.parametrize("repeats", REPEATS)
def test_the_interval_of_doing_better_covers_it(repeats: int) -> None:
    """Counts under two plans whose pairs share part of their luck; the truth comes from a million of each."""
    chance = np.random.default_rng(1)

    def pairs(chance: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
        shared = chance.poisson(3, count)
        return shared + chance.poisson(2.0, count) + 0.0, shared + chance.poisson(3.0, count) + 0.0

    truth = superiority(*pairs(chance, 1_000_000))

    def interval(chance: np.random.Generator) -> tuple[float, float]:
        return better_interval(*pairs(chance, 60), np.arange(60))

    low, high = allowed(repeats)
    assert low <= covered(repeats, 505, truth, interval) <= high
