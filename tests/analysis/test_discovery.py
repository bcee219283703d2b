"""Discovery: a planted box is found and read as a rule, and no rule is told of noise."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from tests.analysis.made_futures import STRAIN, drawn, number, played, rule, told_well
from weisim.analysis.discovery import discovery
from weisim.analysis.factors import association
from weisim.language import speaking

FACTORS = (
    number("made.calls"),
    number("made.weeks", 4.0, 52.0, "weeks", whole=True),
    rule("made.rule", "noisy", "hard", "none"),
    *(number(f"made.other{place}") for place in range(6)),
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is read in English."""
    with speaking("en"):
        yield


def boxed(values, future=0, replication=0):
    """Falls short where calls are above 0.6 and weeks below 28."""
    return -1.0 if values[0] > 0.6 and values[1] < 28 else 3.0


@pytest.fixture(scope="module")
def planted():
    return discovery(played(drawn(FACTORS, 300), {"stay": boxed}))


def test_a_planted_box_is_found(planted) -> None:
    assert planted.found
    assert {one.factor.key for one in planted.conditions} == {"made.calls", "made.weeks"}
    calls, weeks = sorted(planted.conditions, key=lambda one: one.factor.key)
    assert (calls.from_below, calls.from_above) == (True, False)
    assert calls.low == pytest.approx(0.6, abs=0.06)
    assert (weeks.from_below, weeks.from_above) == (False, True)
    assert weeks.high == pytest.approx(28, abs=4)
    assert planted.coverage > 0.85
    assert planted.density > 0.85
    assert planted.base == pytest.approx(0.2, abs=0.03)
    assert planted.held_out == 90
    assert planted.tried_short >= 0.8 * planted.tried
    assert all(one.comes_back >= 0.9 for one in planted.conditions)
    assert all(one.chance <= 0.05 for one in planted.conditions)


def test_the_rule_is_told_so_that_it_can_be_read(planted) -> None:
    told_well(planted)
    english = planted.sentences("en")
    assert english[0].startswith("In this model “Support stays” falls short in")
    assert english[1] == "It falls short mostly where all of this holds:"
    assert any(line.startswith("Assumed calls: above 0.") for line in english)
    assert any(line.startswith("Assumed weeks: below ") and line.endswith("weeks.") for line in english)
    assert "The rule stays when a little less or more is called good enough." in english
    assert len(planted.rows("nl")) == 2


def test_a_rival_rule_can_be_a_condition() -> None:
    plan = {"stay": lambda v, f, r: 0.0 if v[2] == 1 and v[0] > 0.3 else 2.0}
    found = discovery(played(drawn(FACTORS, 300), plan))
    assert found.found
    rules = [one for one in found.conditions if one.factor.key == "made.rule"]
    assert rules[0].choices == ("hard",)
    told_well(found)


def test_where_less_is_better_falling_short_is_above() -> None:
    plan = {"stay": lambda v, f, r: 0.8 if v[0] > 0.6 else 0.2}
    found = discovery(played(drawn(FACTORS, 200), plan, entry=STRAIN, good_enough=0.5))
    assert found.found
    assert [one.factor.key for one in found.conditions] == ["made.calls"]
    # Nothing lies between 0.2 and 0.8, so a threshold of 0.45 or 0.55 divides the futures in the same way.
    assert found.stays
    assert found.heading("en") == "Falls short: strain above 50%, with “Support stays”"


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_no_rule_is_told_of_noise(seed) -> None:
    luck = np.random.default_rng(seed)
    found = discovery(played(drawn(FACTORS, 200, seed), {"stay": lambda v, f, r: 2.0 * (luck.random() > 0.3)}))
    assert not found.found
    assert found.sentences("en")[1] == "No clear rule tells where."
    assert found.rows("en") == ()
    told_well(found)


def test_a_plan_that_never_falls_short_has_no_rule() -> None:
    found = discovery(played(drawn(FACTORS, 100), {"stay": lambda v, f, r: 2.0 + v[0]}))
    assert not found.found
    assert found.sentences("en")[1] == "That is too few or too many to look for a rule."
    told_well(found)


def test_a_future_falls_short_when_half_of_its_histories_do() -> None:
    plan = {"stay": lambda v, f, r: 2.0 if r <= (3 if v[0] < 0.5 else 2) else 0.0}
    found = discovery(played(drawn(FACTORS, 100), plan, replications=4))
    assert found.falls_short.sum() == pytest.approx(50, abs=1)


def test_a_rule_that_hangs_on_the_threshold_is_said_to() -> None:
    # At 1 the first number decides; at 2, one difference that matters further, the second.
    def outcome(values, future, replication):
        return 0.0 if values[0] > 0.7 else 1.5 if values[3] > 0.4 else 3.0

    found = discovery(played(drawn(FACTORS, 300), {"stay": outcome}))
    assert found.found
    assert not found.stays
    assert "The rule changes when a little less or more is called good enough." in found.sentences("en")


def test_too_few_futures_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least 60 futures"):
        discovery(played(drawn(FACTORS, 40), {"stay": boxed}))


def test_the_same_results_give_the_same_rule_and_leave_chance_and_logging_alone() -> None:
    results = played(drawn(FACTORS, 100), {"stay": boxed})
    np.random.seed(1)
    before = np.random.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first, second = discovery(results), discovery(results)
    assert first.record() == second.record()
    assert (np.random.get_state()[1] == before).all()
    assert not logging.getLogger("EMA").disabled


def test_association_is_the_part_of_the_order_that_is_explained() -> None:
    values = np.arange(100.0)
    assert association(FACTORS[0], values, np.exp(values)) == pytest.approx(1.0)
    assert association(FACTORS[0], values, np.random.default_rng(1).permutation(values)) < 0.05
    groups = np.repeat([0.0, 1.0], 50)
    # Two groups one above the other explain three quarters of the variance of ranks.
    assert association(FACTORS[2], groups, values) == pytest.approx(0.75, abs=0.01)


def test_it_is_plain_values_too(planted) -> None:
    record = json.loads(json.dumps(planted.record(), allow_nan=False))
    assert record["found"] is True
    assert len(record["thresholds"]) == 3
