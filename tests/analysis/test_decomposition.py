"""Decomposition: parts worked by hand, parts that always add up, and an early end that means fewer births."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.asking import TITLES, asked, sound
from tests.analysis.conftest import known_results, known_run
from weisim.analysis.decomposition import cohorts, decomposition, parted, parts_of
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Event, Reason, Stage

TOTAL, BIRTHS, SURVIVAL, REACHED, TIMING = range(5)


def table(begun: list[float], live: list[float], reached: list[float] | None = None) -> np.ndarray:
    return np.array([begun, live, reached or [0.0] * len(begun)])


def test_births_and_survival_are_those_of_hand_calculation() -> None:
    """One year. Of 10 born 5 live (0.5), and of 20 born 16 live (0.8).

    Births: 10 more, at a mean share of 0.65, is 6.5. Survival: 0.3 more of a mean of 15 born is 4.5. Together 11.
    """
    assert parts_of(table([10], [5]), table([20], [16])) == pytest.approx([11, 6.5, 4.5, 0, 0])


def test_timing_is_that_of_hand_calculation() -> None:
    """As many are born, but all in the second year, of which all live, where half of the first year do.

    Shares by year of birth: (1, 0) and (0, 1). Of year one 0.5 lives, of year two nobody was born under the first plan,
    so the 1.0 of the other plan stands in, and the other way round. All of the 5 more is timing.
    """
    assert parts_of(table([10, 0], [5, 0]), table([0, 10], [0, 10])) == pytest.approx([5, 0, 0, 0, 5])


def test_three_things_at_once_are_shared_out_over_all_orders() -> None:
    """Births 10 and 20; years (1/2, 1/2) and (1/4, 3/4); of these live (0.4, 0.8) and (0.6, 0.8).

    Live: 10 * 0.6 = 6 and 20 * 0.75 = 15. Rates: own 0.6 and 0.75; crossed, years of one with lives of the other,
    0.5 * 0.6 + 0.5 * 0.8 = 0.7 and 0.25 * 0.4 + 0.75 * 0.8 = 0.7. Births: 10 * (1.35 / 3 + 1.4 / 6) = 6.8333.
    Survival: 0.2 more in year one, weighed by (10 * 0.5 + 20 * 0.25) / 3 + (10 * 0.25 + 20 * 0.5) / 6 = 5.4167: 1.0833.
    Timing: the rest of 9, 1.0833.
    """
    found = parts_of(table([5, 5], [2, 4]), table([5, 15], [3, 12]))
    assert found == pytest.approx([9, 6.8333, 1.0833, 0, 1.0833], abs=1e-4)


def test_who_reached_the_goal_is_told_apart_from_who_failed() -> None:
    """Of ten, five fail and five live; or five reach their goal and five live: the same live, nobody fails."""
    found = parts_of(table([10], [5]), table([10], [5], [5]))
    assert found == pytest.approx([0, 0, 5, -5, 0])


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_the_parts_add_up_whatever_happened(seed: int, years: int) -> None:
    chance = np.random.default_rng(seed)
    sides = []
    for _ in "ab":
        begun = chance.integers(0, 6, years) * chance.integers(0, 2, years)
        live = chance.binomial(begun, chance.random())
        sides.append(np.array([begun, live, chance.binomial(begun - live, 0.5)], dtype=float))
    found = parts_of(*sides)
    assert found[TOTAL] == pytest.approx(sides[1][1].sum() - sides[0][1].sum())
    assert found[1:].sum() == pytest.approx(found[TOTAL])
    assert parts_of(sides[1], sides[0]) == pytest.approx(-found)


def histories(
    scenario: str, births: tuple[float, ...], share: tuple[float, float], luck: int, count: int = 30
) -> list[Run]:
    """Histories with so many births in each year; of the young and the old so many live at the end."""
    chance = np.random.default_rng(luck)
    runs = []
    for row in range(count):
        lives: list[tuple[int, int | None]] = []
        for year, mean in enumerate(births):
            for _ in range(chance.poisson(mean)):
                begin = 52 * year + int(chance.integers(0, 52))
                alive = chance.random() < share ** (5 - year)
                lives.append((begin, None if alive else min(begin + 1 + int(chance.integers(0, 40)), 259)))
        runs.append(known_run(scenario, row, lives=lives))
    return runs


def found_for(a: list[Run], b: list[Run], reference: str = "a"):
    results: Results = known_results(a + b, TITLES)
    return decomposition(asked(results, reference=reference), "ideas")


def test_an_early_end_of_support_is_fewer_births_and_not_shorter_lives() -> None:
    """Support in all years against support in the first: births fall, survival at equal age is the same."""
    found = found_for(histories("a", (6, 6, 6, 6, 6), 0.85, 1), histories("b", (6, 0.5, 0.5, 0.5, 0.5), 0.85, 2))
    part = found.parts[0]
    assert part.total.amount < -8
    assert part.births.high < 0
    assert part.births.amount / part.total.amount > 0.7
    assert part.survival.low < 0 < part.survival.high
    # What is left was born early and is old, so of all that were born fewer live: that is age, not a worse fate.
    assert part.timing.high < 0
    told = sound(found)
    assert told[0].startswith("“Then” leaves ")
    assert "initiatives fewer than “First”" in told[0]
    assert told[1] == "Mostly because fewer begin."


def test_shorter_lives_are_not_taken_for_fewer_births() -> None:
    found = found_for(histories("a", (6,) * 5, 0.9, 1), histories("b", (6,) * 5, 0.6, 2))
    part = found.parts[0]
    assert part.survival.high < 0
    assert part.births.low < 0 < part.births.high
    assert sound(found)[1] == "Mostly because they last less long."


def test_nothing_is_called_no_clear_difference_and_little_too_little() -> None:
    same = (6,) * 5, 0.85
    assert sound(found_for(histories("a", *same, 1), histories("b", *same, 4)))[0] == (
        "What lives at the end: no clear difference between “Then” and “First”."
    )
    few = found_for(histories("a", *same, 1, 3), histories("b", *same, 4, 3))
    assert sound(few)[0].startswith("Too few histories")
    assert json.loads(json.dumps(few.record(), allow_nan=False))["plans"][0]["births"]["low"] is None


def test_what_is_counted_follows_the_stage() -> None:
    """One becomes independent and stays so, one falls back, one reaches its goal, one is an idea to the end."""
    events = [
        (30, Event.STAGE_REACHED, 0, -1, -1, Stage.INDEPENDENT, -1, np.nan),
        (60, Event.STAGE_REACHED, 1, -1, -1, Stage.INDEPENDENT, -1, np.nan),
        (90, Event.FELL_BACK, 1, -1, -1, Stage.RESIDENT_INITIATIVE, -1, np.nan),
        (70, Event.STAGE_REACHED, 2, -1, -1, Stage.ENTERPRISE, -1, np.nan),
        (99, Event.ENDED, 2, -1, -1, Stage.ENTERPRISE, Reason.COMPLETED, np.nan),
    ]
    run = known_run(lives=[(0, None), (0, None), (0, None), (0, None)], weeks=104, events=events)
    assert cohorts(run, "independent", 2).tolist() == [[1, 2], [1, 0], [0, 1]]
    assert cohorts(run, "ideas", 2).tolist() == [[4, 0], [3, 0], [1, 0]]


def test_pairs_are_drawn_together_and_futures_as_one() -> None:
    before = np.random.default_rng(1).poisson(3, (40, 1, 1)) * np.array([[[1.0], [0.5], [0.0]]])
    found = parted("b", before, before * 2, np.arange(40))
    assert found.total.amount == pytest.approx(found.births.amount)
    wide = parted("b", before, before * 2, np.arange(40) % 6)
    assert wide.pairs == 40
    assert wide.total.amount == pytest.approx(found.total.amount)
    assert np.isnan(parted("b", before, before * 2, np.arange(40) % 4).total.low)
