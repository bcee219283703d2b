"""Parameters: every number of the model with unit, range, label, source and standing; overrides are checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.parameters.parameters import Parameters, allowed, standings
from weisim.parameters.quantity import Number, nearest
from weisim.references import references
from weisim.simulation.schedule import SCHEDULE
from weisim.terms import Standing

TABLE = Parameters.table()
# Numbers of the model note that other rooms and the patterns lean on.
NOTED = {
    "informing.reach": 0.018,
    "telling.informed": 0.003,
    "telling.active": 0.015,
    "doubting.talk": 0.035,
    "doubting.talk_effect": 0.12,
    "doubting.seen": 0.010,
    "doubting.let_down": 0.03,
    "doubting.shock": 0.25,
    "motivating.pace": 0.04,
    "motivating.gain": 0.8,
    "motivating.overload": 0.15,
    "joining.come": 0.020,
    "joining.slack": 1.7,
    "joining.ask": 0.45,
    "joining.base": -2.6,
    "joining.consider": 0.012,
    "founding.idea": 0.031,
    "founding.trickle": 0.0004,
    "founding.spontaneous": 0.00006,
    "founding.niche": 7.5,
    "founding.crowd": 4.4,
    "founding.nurse": 12.0,
    "presenting.reach": 0.25,
    "working.demand_idea": 5.0,
    "working.demand_resident_initiative": 10.0,
    "working.demand_independent": 14.0,
    "working.demand_enterprise": 18.0,
    "working.dependency": 0.15,
    "working.ceiling": 2.2,
    "working.without_structure": 0.38,
    "working.memory": 0.06,
    "learning.doing": 0.016,
    "learning.training": 0.035,
    "learning.coaching": 0.0025,
    "organising.seed": 0.004,
    "organising.routine": 0.30,
    "organising.force": 0.06,
    "organising.wear": 0.04,
    "bonding.community": 0.010,
    "bonding.legitimacy_output": 0.02,
    "producing.turnover": 1500.0,
    "leaving.mobility": 0.075,
    "leaving.rest": 13,
    "ending.base_idea": 0.50,
    "ending.base_resident_initiative": 0.28,
    "ending.base_independent": 0.27,
    "ending.base_enterprise": 0.24,
    "ending.viability": 2.2,
    "ending.legitimacy": 0.8,
    "advancing.independent_coverage": 0.60,
    "settling.trust": 0.58,
}


@pytest.mark.parametrize(("key", "value"), NOTED.items())
def test_defaults_are_those_of_the_model_note(key: str, value: float) -> None:
    assert Parameters.find(key).default == value
    assert Parameters().value(key) == value


@pytest.mark.parametrize("number", TABLE, ids=lambda number: number.key)
def test_every_number_explains_itself(number: Number) -> None:
    assert number.unit
    assert number.english
    assert number.dutch
    assert number.label("nl") == number.dutch
    assert number.label("en") == number.english
    assert number.source in references()
    assert isinstance(number.standing, Standing)
    assert number.key == f"{number.group}.{number.name}"
    if number.kind in ("number", "whole"):
        assert number.low is not None
        assert number.high is not None
        assert number.low <= number.default <= number.high
        assert number.low < number.high
    elif number.kind == "choice":
        assert number.default in number.choices
        assert len(number.choices) > 1
    else:
        assert isinstance(number.default, bool)


def test_keys_are_unique_and_groups_follow_the_week() -> None:
    keys = [number.key for number in TABLE]
    assert len(keys) == len(set(keys))
    groups = list(dict.fromkeys(number.group for number in TABLE))
    assert groups == ["settling", *(process.name for process in SCHEDULE if process.name in groups)]


def test_every_group_says_what_it_is_about() -> None:
    for group in Parameters.GROUPS:
        assert group.__doc__
        assert len(group.numbers()) == len(group.model_fields)


def test_flatten_and_back() -> None:
    flat = Parameters().flatten()
    assert list(flat) == [number.key for number in TABLE]
    assert Parameters().with_values(flat) == Parameters()


def test_with_values_changes_what_is_asked_and_nothing_else() -> None:
    changed = Parameters().with_values(
        {"telling.informed": 0.004, "telling.active": 0.02, "joining.rule": "hard threshold"}
    )
    assert (changed.telling.informed, changed.telling.active, changed.joining.rule) == (0.004, 0.02, "hard threshold")
    apart = {key for key, value in changed.flatten().items() if value != Parameters().value(key)}
    assert apart == {"telling.informed", "telling.active", "joining.rule"}
    assert Parameters().telling.informed == 0.003


def test_numbers_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Parameters().telling.informed = 0.1  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Parameters().telling = Parameters().telling  # type: ignore[misc]


@given(data=st.data())
def test_any_value_within_its_range_is_taken(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([one for one in TABLE if one.kind in ("number", "whole")]))
    assert number.low is not None
    assert number.high is not None
    whole = number.kind == "whole"
    values = st.integers(int(number.low), int(number.high)) if whole else st.floats(number.low, number.high)
    value = data.draw(values)
    assert Parameters().with_values({number.key: value}).value(number.key) == value


@given(data=st.data(), above=st.booleans(), by=st.floats(1e-6, 1e6))
def test_no_value_out_of_its_range_is_taken(data: st.DataObject, above: bool, by: float) -> None:
    number = data.draw(st.sampled_from([one for one in TABLE if one.kind in ("number", "whole")]))
    edge = number.high if above else number.low
    assert edge is not None
    value: float = edge + by if above else edge - by
    if number.kind == "whole":
        value = int(edge) + (1 if above else -1) * (int(by) + 1)
    with pytest.raises(InvalidInput) as caught:
        Parameters().with_values({number.key: value})
    (fault,) = caught.value.faults
    assert fault.key == f"parameters.{number.key}"
    assert str(fault.message)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "0.1", None, True, [0.1]])
def test_only_numbers_are_numbers(value: object) -> None:
    with pytest.raises(InvalidInput):
        Parameters().with_values({"telling.informed": value})


def test_all_faults_at_once_with_advice() -> None:
    wrong = {
        "telling.infrmed": 0.003,
        "doubting.pace": 0.1,
        "telling.active": 3,
        "learning.wanted": 70,
        "joining.rule": "hard treshold",
        "founding.eager": 1,
        "leaving.rest": 12.5,
    }
    with pytest.raises(InvalidInput) as caught:
        Parameters().with_values(wrong)
    faults = caught.value.faults
    assert [fault.key for fault in faults] == [f"parameters.{key}" for key in wrong]
    with speaking("en"):
        told = [f"{fault.message} {fault.advice}" for fault in faults]
    assert "telling.informed" in told[0]
    assert "motivating.pace" in told[1]
    assert "0" in told[2]
    assert "per week" in told[2]
    assert "0.7" in told[3]
    assert "hard threshold" in told[4]
    assert "true or false" in told[5]
    assert "whole number" in told[6]


def test_faults_speak_dutch_and_english() -> None:
    with pytest.raises(InvalidInput) as caught:
        Parameters().with_values({"telling.active": 3})
    (fault,) = caught.value.faults
    with speaking("en"):
        english = str(fault)
    with speaking("nl"):
        dutch = str(fault)
    assert english != dutch
    assert "telling.active" in english
    assert "telling.active" in dutch


def test_what_is_allowed_is_told_for_every_kind() -> None:
    with speaking("en"):
        told = {number.kind: str(allowed(number)) for number in TABLE}
    assert set(told) == {"number", "whole", "choice", "switch"}
    assert all(told.values())


def test_shares_of_standing_add_up() -> None:
    shares = standings()
    assert set(shares) == set(Standing)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares[Standing.ASSUMED] > 0.5, "most of the model is assumed, and it says so"


def test_find_knows_no_unknown_key() -> None:
    with pytest.raises(KeyError):
        Parameters.find("telling.nothing")
    with pytest.raises(KeyError):
        Parameters().value("nothing.at_all")


def test_nearest() -> None:
    assert nearest("informd", ["informed", "active"]) == "informed"
    assert nearest("xyz", ["informed", "active"]) == ""
