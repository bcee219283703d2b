"""Factor: what is not known, from the declared numbers; narrower where asked, refused where it cannot be."""

from __future__ import annotations

import pytest

from weisim.experiment.factor import DECISIONS, NARROWER, NULL_RULES, PRICES, USUAL, all_factors, factor, usual_factors
from weisim.faults import InvalidInput
from weisim.parameters.parameters import Parameters


def refused(*args: object) -> object:
    with pytest.raises(InvalidInput) as caught:
        factor(*args)  # type: ignore[arg-type]
    (fault,) = caught.value.faults
    return fault


def test_a_factor_is_what_the_number_declares() -> None:
    number, one = Parameters.find("joining.base"), factor("joining.base")
    assert (one.low, one.high, one.default, one.unit) == (number.low, number.high, number.default, number.unit)
    assert one.choices == ()
    assert one.label("nl") == number.dutch
    assert one.value(0.0) == number.low
    assert one.value(1.0) == number.high


def test_a_rule_is_drawn_among_its_rivals() -> None:
    one = factor("joining.rule")
    assert one.choices == ("noisy threshold", "hard threshold")
    assert [one.value(point) for point in (0.0, 0.49, 0.51, 1.0)] == [one.choices[0]] * 2 + [one.choices[1]] * 2


def test_a_whole_number_stays_whole() -> None:
    one = factor("ending.few", (2, 4))
    assert one.whole
    assert {one.value(point / 100) for point in range(101)} == {2, 3, 4}
    assert all(isinstance(one.value(point), int) for point in (0.0, 0.5, 1.0))


def test_a_range_can_be_narrowed_within_what_is_declared() -> None:
    one = factor("joining.base", (-3.0, -2.0))
    assert (one.low, one.high) == (-3.0, -2.0)
    two = factor("organising.rule", None, ("feedback", "double well"))
    assert two.choices == ("feedback", "double well")
    assert two.high == 2.0


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (("joining.bas",), "key"),
        (("sharing.on",), "key"),
        ((3,), "key"),
        (("joining.base", (-4.0, -2.0)), "between"),
        (("joining.base", (-2.0, -3.0)), "between"),
        (("joining.base", (-2.0, -2.0)), "between"),
        (("ending.few", (2.2, 3.4)), "between"),
        (("joining.rule", (0.0, 1.0)), "between"),
        (("joining.base", None, ("noisy threshold",)), "among"),
        (("joining.rule", None, ("noisy threshold", "hard")), "among"),
        (("joining.rule", None, ("noisy threshold",)), "among"),
        (("joining.rule", None, ("noisy threshold", "noisy threshold")), "among"),
    ],
)
def test_what_cannot_be_is_refused_at_its_key(args: tuple[object, ...], key: str) -> None:
    assert refused(*args).key == key  # type: ignore[attr-defined]


def test_a_word_that_looks_like_a_key_is_offered() -> None:
    assert "joining.base" in str(refused("joining.bas").advice)  # type: ignore[attr-defined]
    assert "supporting.coaching_half" in str(refused("learning.coaching_half").advice)  # type: ignore[attr-defined]


def test_the_usual_ones_are_the_shaky_ones_and_the_rival_rules() -> None:
    factors = usual_factors()
    assert [one.key for one in factors] == list(USUAL)
    assert {one.key for one in factors if one.choices} == {
        "joining.rule", "motivating.crowding", "doubting.promise", "organising.rule",
    }  # fmt: skip
    assert all(one.standing != "verified" for one in factors)


def test_all_of_them_are_every_number_but_prices_switches_and_decisions() -> None:
    keys = {one.key for one in all_factors()}
    numbers = Parameters.table()
    left_out = {number.key for number in numbers} - keys
    assert left_out == {number.key for number in numbers if number.kind == "switch"} | PRICES | DECISIONS
    assert set(USUAL) <= keys


@pytest.mark.parametrize("one", all_factors(), ids=lambda one: one.key)
def test_both_ends_and_the_default_of_each_can_be_played(one: object) -> None:
    for point in (0.0, 0.5, 1.0):
        Parameters().with_values({one.key: one.value(point)})  # type: ignore[attr-defined]
    if one.choices:  # type: ignore[attr-defined]
        assert one.default in one.choices  # type: ignore[attr-defined]
    else:
        assert one.low <= one.default <= one.high  # type: ignore[attr-defined]


def test_the_lists_of_exceptions_name_numbers_that_exist() -> None:
    for key in (*PRICES, *DECISIONS, *NARROWER, *NULL_RULES):
        Parameters.find(key)
