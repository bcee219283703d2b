"""Faults: what is wrong, where, and what to do now."""

from __future__ import annotations

import pickle

import pytest

from weisim.faults import Fault, InvalidInput
from weisim.language import Text, speaking


def test_a_fault_in_one_line() -> None:
    fault = Fault("plan.toml", 7, "support.withdraw.month", "240", "must be at most 120", "Choose an earlier month.")
    assert str(fault) == "plan.toml:7 support.withdraw.month = 240: must be at most 120 Choose an earlier month."


def test_what_is_not_known_is_left_out() -> None:
    assert str(Fault("plan.toml", 0, "place", "", "This is missing.")) == "plan.toml place: This is missing."
    assert str(Fault("", 0, "place", "", "This is missing.")) == "place: This is missing."


def test_a_fault_speaks_the_language_in_force() -> None:
    fault = Fault("plan.toml", 3, "place", "", Text("This is missing."))
    with speaking("en"):
        english = str(fault)
    assert "This is missing." in english
    assert str(fault) != english


def test_all_faults_travel_together_in_order() -> None:
    faults = [Fault("plan.toml", line, f"key{line}", "", "wrong") for line in (1, 5, 9)]
    with pytest.raises(InvalidInput) as caught:
        raise InvalidInput(faults)
    assert caught.value.faults == tuple(faults)
    assert str(caught.value).splitlines() == [str(fault) for fault in faults]


def test_a_fault_is_frozen_and_travels_between_processes() -> None:
    fault = Fault("plan.toml", 1, "place", "", "wrong")
    with pytest.raises(AttributeError):
        fault.line = 2  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(InvalidInput([fault]))).faults == (fault,)
