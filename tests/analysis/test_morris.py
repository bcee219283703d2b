"""Morris: a straight line gives its own slopes, an inert assumption comes out inert, and nonsense is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.made_futures import design, number, played, run, told_well
from weisim.analysis.morris import morris
from weisim.language import speaking
from weisim.results.design import Design
from weisim.results.run import FailedRun

FACTORS = tuple(number(f"made.{name}") for name in ("large", "small", "bent", "inert"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def steps(factors=FACTORS, trajectories=20, levels=4, seed=3) -> Design:
    from SALib.sample import morris as sampled

    problem = {
        "num_vars": len(factors),
        "names": [factor.key for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    points = sampled.sample(problem, trajectories, num_levels=levels, seed=seed)
    return design("morris", factors, points, {"trajectories": trajectories, "levels": levels})


def line(values, future, replication):
    return 10 * values[0] - 4 * values[1] + 3 * values[2] ** 2


def test_a_straight_line_gives_its_slopes_and_its_direction() -> None:
    found = morris(played(steps(), {"stay": line}))
    assert [one.factor.key for one in found.influences[:2]] == ["made.large", "made.small"]
    assert found.of("made.large").size == pytest.approx(10)
    assert found.of("made.large").spread == pytest.approx(0, abs=1e-9)
    assert found.of("made.small").mean == pytest.approx(-4)
    # On four levels the step is 2/3, so 3x² changes at a slope of 3 (x + (x + 2/3)): 2 or 4.
    assert 2 <= found.of("made.bent").size <= 4
    assert found.of("made.bent").spread > 0.5
    assert found.converged


def test_a_planted_inert_assumption_comes_out_inert() -> None:
    found = morris(played(steps(), {"stay": line}))
    assert [one.factor.key for one in found.influences if one.inert] == ["made.inert"]
    assert found.of("made.inert").size == 0


def test_an_inert_assumption_is_inert_under_luck_too_and_the_luck_is_told() -> None:
    luck = np.random.default_rng(4)
    noisy = played(steps(), {"stay": lambda v, f, r: line(v, f, r) + luck.normal(0, 2)}, replications=6)
    found = morris(noisy)
    assert found.of("made.inert").inert
    assert not found.of("made.large").inert
    # A step differs by luck with a spread of 2 √2 / √6; its mean size is 0.80 times that, over a step of 2/3.
    assert found.of("made.inert").luck == pytest.approx(0.798 * 2 * np.sqrt(2 / 6) * 1.5, rel=0.25)
    assert found.of("made.inert").size == pytest.approx(found.of("made.inert").luck, rel=0.5)


def test_a_difference_between_plans_takes_only_what_differs() -> None:
    results = played(steps(), {"stay": line, "stop": lambda v, f, r: line(v, f, r) + 5 * v[3]})
    found = morris(results)
    assert (found.subject.scenario, found.subject.against) == ("stop", "stay")
    assert found.of("made.inert").size == pytest.approx(5)
    assert found.of("made.large").size == pytest.approx(0, abs=1e-9)


def test_rows_in_another_order_give_the_same_answer() -> None:
    results = played(steps(), {"stay": line}, replications=2)
    order = np.random.default_rng(1).permutation(len(results.runs))
    shuffled = replace(results, runs=tuple(results.runs[place] for place in order))
    assert morris(shuffled) == morris(results)


def test_a_design_whose_points_do_not_fit_its_values_is_refused() -> None:
    right = steps()
    points = right.points.copy()
    points[[3, 40]] = points[[40, 3]]
    wrong = Design("morris", right.factors, right.futures, points, right.settings)
    with pytest.raises(ValueError, match="not the one of its point"):
        morris(replace(played(right, {"stay": line}), design=wrong))


def test_futures_in_another_order_are_not_steps() -> None:
    right = steps()
    order = np.random.default_rng(1).permutation(len(right.points))
    wrong = design("morris", FACTORS, right.points[order], right.settings)
    with pytest.raises(ValueError, match="rows of steps"):
        morris(played(wrong, {"stay": line}))


def test_other_levels_than_the_design_has_are_refused() -> None:
    right = steps()
    wrong = Design("morris", right.factors, right.futures, right.points, {"trajectories": 20, "levels": 8})
    with pytest.raises(ValueError, match="levels"):
        morris(replace(played(right, {"stay": line}), design=wrong))


def test_a_missing_value_is_an_error() -> None:
    results = played(steps(), {"stay": lambda v, f, r: np.nan if f == 7 else line(v, f, r)})
    with pytest.raises(ValueError, match="no value in future 7"):
        morris(results)


def test_a_missing_future_is_an_error() -> None:
    results = played(steps(), {"stay": line})
    with pytest.raises(ValueError, match="Future 9 has no finished history"):
        morris(replace(results, runs=tuple(run for run in results.runs if run.future != 9)))


def test_a_future_too_many_is_an_error() -> None:
    results = played(steps(), {"stay": line})
    with pytest.raises(ValueError, match="does not have"):
        morris(replace(results, runs=(*results.runs, run("stay", 101, 1, {"living": 1.0}))))


def test_a_constant_outcome_is_an_error() -> None:
    with pytest.raises(ValueError, match="the same in all futures"):
        morris(played(steps(), {"stay": lambda v, f, r: 0.1 * 3}))


def test_another_kind_of_design_is_refused() -> None:
    right = steps()
    other = Design("latin hypercube", right.factors, right.futures, right.points)
    with pytest.raises(ValueError, match="kind morris"):
        morris(replace(played(right, {"stay": line}), design=other))


def test_a_lost_run_costs_its_replication_everywhere() -> None:
    results = played(steps(), {"stay": lambda v, f, r: line(v, f, r) + r}, replications=3)
    kept = tuple(run for run in results.runs if (run.future, run.replication) != (5, 2))
    failed = (FailedRun("stay", 2, 2, "lost", -1, "", 5, "lost"),)
    found = morris(replace(results, runs=kept, failed=failed))
    assert found.replications == 2
    assert found.of("made.large").size == pytest.approx(10)


def test_too_few_steps_do_not_hold_their_order() -> None:
    luck = np.random.default_rng(2)
    factors = tuple(number(f"made.{name}") for name in "abcdefgh")
    found = morris(played(steps(factors, 4), {"stay": lambda v, f, r: luck.normal()}))
    assert not found.converged


def test_it_is_told_in_both_languages_and_as_plain_values() -> None:
    found = morris(played(steps(), {"stay": line}))
    told_well(found)
    assert found.sentences("en")[:2] == (
        "In this model “assumed large” matters most.",
        "Over its whole range it changes the outcome by 10.0 on average.",
    )
    assert "Without a clear influence: 1 of the 4 assumptions." in found.sentences("en")
    assert any("one history in each future" in sentence for sentence in found.sentences("en"))
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    assert record["kind"] == "morris"
    assert record["influences"][0]["luck"] is None


def test_the_scenarios_own_numbers_are_no_future() -> None:
    results = played(steps(), {"stay": line})
    own = run("stay", 0, 1, {"living": 99.0})
    assert morris(replace(results, runs=(*results.runs, own))).record() == morris(results).record()


def test_of_many_inert_assumptions_none_comes_out_by_chance() -> None:
    factors = tuple(number(f"made.f{place}") for place in range(60))
    luck = np.random.default_rng(8)
    found = morris(played(steps(factors, 10), {"stay": lambda v, f, r: 12 * v[0] + luck.normal()}, 2))
    assert [one.factor.key for one in found.influences if not one.inert] == ["made.f0"]
    assert len(found.rows("nl")) == 25
