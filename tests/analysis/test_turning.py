"""Turning: a straight line turns where it crosses nothing, what does not turn does not, and noise is not an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.made_futures import STRAIN, drawn, number, played, rule, told_well
from weisim.analysis.turning import turning
from weisim.language import speaking
from weisim.results.design import NO_DESIGN

FACTORS = (
    number("made.slope", 0.0, 10.0, "weeks"),
    number("made.other"),
    rule("made.rule", "noisy", "hard", "none"),
    *(number(f"made.more{place}") for place in range(5)),
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def against(difference, replications=1, futures=200, **more):
    """Results in which `stop` differs from `stay` by a formula, whatever they share."""
    shared = {"stay": lambda v, f, r: 5 + 3 * v[1] + r, "stop": lambda v, f, r: 5 + 3 * v[1] + r + difference(v, f, r)}
    return played(drawn(FACTORS, futures), shared, replications, **more)


def test_a_straight_line_turns_exactly_where_it_crosses_nothing() -> None:
    found = turning(against(lambda v, f, r: v[0] - 3.7, replications=2))
    assert found.factor.key == "made.slope"
    assert found.strength == pytest.approx(1.0)
    assert found.turns == (pytest.approx(3.7),)
    assert (found.low, found.high) == (pytest.approx(3.7), pytest.approx(3.7))
    assert found.answer_turns
    assert found.line == pytest.approx(found.values - 3.7)


def test_the_level_may_be_the_smallest_difference_that_matters() -> None:
    found = turning(against(lambda v, f, r: v[0] - 3.7), level=1.0)
    assert found.turns == (pytest.approx(4.7),)
    told_well(found)


def test_the_interval_holds_the_value_under_luck() -> None:
    held = 0
    for seed in range(12):
        luck = np.random.default_rng(seed)
        found = turning(against(lambda v, f, r, luck=luck: v[0] - 6 + luck.normal(0, 3), replications=2))
        assert found.answer_turns
        held += found.low <= 6 <= found.high
    # 19 of 20 are expected; fewer than 9 of 12 has a chance below 3 in 10,000.
    assert held >= 9


def test_an_answer_that_does_not_turn_is_said_not_to() -> None:
    found = turning(against(lambda v, f, r: 2 + v[0]))
    assert found.answer_turns is False
    assert found.turns == ()
    assert found.sentences("en")[:2] == (
        "In this model the answer does not turn within the range of “assumed slope”.",
        "Over the whole range “Support stops” does better than “Support stays”.",
    )
    told_well(found)


def test_where_less_is_better_more_is_worse() -> None:
    found = turning(against(lambda v, f, r: 0.2 + 0.1 * v[0], entry=STRAIN))
    assert found.sentences("en")[1] == "Over the whole range “Support stops” does worse than “Support stays”."
    turned = turning(against(lambda v, f, r: 0.1 * v[0] - 0.5, entry=STRAIN))
    assert "Below it “Support stops” does better than “Support stays”; above it worse." in turned.sentences("en")


def test_which_side_is_better_is_told() -> None:
    up, down = (turning(against(lambda v, f, r, sign=sign: sign * (v[0] - 4))) for sign in (1, -1))
    assert "Below it “Support stops” does worse than “Support stays”; above it better." in up.sentences("en")
    assert "Below it “Support stops” does better than “Support stays”; above it worse." in down.sentences("en")
    assert up.sentences("en")[0] == "In this model the answer turns where “assumed slope” is 4 weeks."


def test_it_may_turn_twice() -> None:
    found = turning(against(lambda v, f, r: (v[0] - 1) * (v[0] - 8) - 0.2 * v[0]))
    assert len(found.turns) == 2
    assert any(sentence.startswith("It turns back at") for sentence in found.sentences("en"))


def test_a_rival_rule_may_turn_the_answer() -> None:
    luck = np.random.default_rng(3)
    found = turning(against(lambda v, f, r: (2.0, -3.0, 1.0)[int(v[2])] + luck.normal(0, 0.5)))
    assert found.factor.key == "made.rule"
    assert found.answer_turns
    assert [one.choice for one in found.rules] == ["noisy", "hard", "none"]
    assert [one.mean for one in found.rules] == pytest.approx([2, -3, 1], abs=0.2)
    assert all(one.low < one.mean < one.high for one in found.rules)
    assert found.sentences("en")[0] == "In this model the answer turns with “rule of rule”."
    told_well(found)
    same = turning(against(lambda v, f, r: (2.0, 3.0, 1.0)[int(v[2])]))
    assert same.answer_turns is False


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_no_turning_point(seed) -> None:
    luck = np.random.default_rng(seed)
    found = turning(against(lambda v, f, r: luck.normal()))
    assert not found.matters
    assert found.answer_turns is None
    assert found.sentences("en") == (
        "In this model no assumption clearly decides which of the two plans does better.",
        "There is no clear difference between the plans over the futures.",
    )
    told_well(found)


def test_a_difference_that_hangs_on_nothing_is_the_same_everywhere() -> None:
    luck = np.random.default_rng(1)
    found = turning(against(lambda v, f, r: 10 + luck.normal()))
    assert not found.matters
    assert found.answer_turns is False
    assert found.sentences("en")[1] == "Over the whole range “Support stops” does better than “Support stays”."


def test_it_is_refused_where_it_cannot_be_borne() -> None:
    with pytest.raises(ValueError, match="at least 40 futures"):
        turning(against(lambda v, f, r: v[0], futures=30))
    results = against(lambda v, f, r: v[0])
    with pytest.raises(ValueError, match="at least two plans"):
        turning(results.select("stay"))
    with pytest.raises(ValueError, match="Nothing differs"):
        turning(replace(results, design=NO_DESIGN))


def test_it_is_told_in_both_languages_and_as_plain_values() -> None:
    found = turning(against(lambda v, f, r: v[0] - 3.7))
    told_well(found)
    assert found.rows("en")[0][3] == "3.7 weeks"
    assert found.rows("en")[1][3] == "–"
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    assert record["answer_turns"] is True


def test_the_plan_that_does_best_beside_the_reference_is_looked_at() -> None:
    plans = {
        "stay": lambda v, f, r: 5.0,
        "none": lambda v, f, r: 1.0,
        "stop": lambda v, f, r: 5 + v[0] - 4,
    }
    results = played(drawn(FACTORS), plans)
    assert turning(results).subject.scenario == "stop"
    assert turning(results, scenario="none").subject.against == "stay"
    assert turning(results, scenario="none", against="stop").turns == ()
