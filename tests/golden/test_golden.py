"""Golden: a few dozen numbers of three histories are what they were; see `refresh.py` for changing them on purpose."""

from __future__ import annotations

import math

import pytest

from tests.golden.refresh import INDICATORS, SCENARIOS, found, frozen, history

# Events are decided by comparing with luck, so counts are exact; the last bits of a sum may differ between systems.
CLOSE = 1e-9


@pytest.mark.parametrize("name", SCENARIOS)
def test_histories_are_what_they_were(name: str) -> None:
    now, then = found(history(name)), frozen()[name]
    assert list(now) == list(then)
    moved = {
        indicator: (then[indicator], now[indicator])
        for indicator in then
        if not (math.isnan(now[indicator]) and math.isnan(then[indicator]))
        and not math.isclose(now[indicator], then[indicator], rel_tol=CLOSE, abs_tol=CLOSE)
    }
    assert not moved, "then and now; if this was meant: python -m tests.golden.refresh"


def test_the_frozen_numbers_are_three_scenarios_and_a_few_dozen_numbers() -> None:
    assert tuple(frozen()) == SCENARIOS
    assert 30 <= sum(len(numbers) for numbers in frozen().values()) <= 60
    assert all(set(INDICATORS) < set(numbers) for numbers in frozen().values())
