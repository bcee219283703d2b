"""Amounts: numbers a reader can picture."""

import math

import pytest

from weisim.analysis.amounts import cases_in_short, cases_out_of, least, rough, shown, signed, size, whole
from weisim.results.dictionary import Entry

SHARE = Entry("x", "share", "stock", "high", 0.1, "x", "x", "", "", 2)
PEOPLE = Entry("x", "residents", "stock", "high", 1, "x", "x", "", "", 0)
EUROS = Entry("x", "euros", "stock", "none", 1, "x", "x", "", "", 0)


@pytest.mark.parametrize(
    ("share", "english", "dutch"),
    [
        (0.0, "in no case", "in geen enkel geval"),
        (0.001, "in hardly any case", "in bijna geen enkel geval"),
        (0.024, "in hardly any case", "in bijna geen enkel geval"),
        (0.026, "in about 1 out of 20 cases", "in ongeveer 1 van de 20 gevallen"),
        (0.5, "in about 5 out of 10 cases", "in ongeveer 5 op de 10 gevallen"),
        (0.55, "in about 11 out of 20 cases", "in ongeveer 11 van de 20 gevallen"),
        (0.8, "in about 8 out of 10 cases", "in ongeveer 8 op de 10 gevallen"),
        (0.85, "in about 17 out of 20 cases", "in ongeveer 17 van de 20 gevallen"),
        (0.974, "in about 19 out of 20 cases", "in ongeveer 19 van de 20 gevallen"),
        (0.98, "in nearly all cases", "in bijna alle gevallen"),
        (1.0, "in all cases", "in alle gevallen"),
    ],
)
def test_a_probability_becomes_a_count_one_can_picture(share, english, dutch):
    assert cases_out_of(share).told("en") == english
    assert cases_out_of(share).told("nl") == dutch


@pytest.mark.parametrize(
    ("share", "english", "dutch"),
    [
        (0.0, "none", "geen"),
        (0.001, "hardly any", "bijna geen"),
        (0.5, "± 5 of 10", "± 5 van 10"),
        (0.85, "± 17 of 20", "± 17 van 20"),
        (0.98, "nearly all", "bijna alle"),
        (1.0, "all", "alle"),
    ],
)
def test_a_narrow_column_says_it_in_short(share, english, dutch):
    assert cases_in_short(share).told("en") == english
    assert cases_in_short(share).told("nl") == dutch


def test_numbers_are_written_as_the_language_does():
    assert shown(1234.4, PEOPLE, "nl") == "1.234"
    assert shown(1234.4, PEOPLE, "en") == "1,234"
    assert shown(0.25, SHARE, "nl") == "25 %"
    assert shown(0.25, SHARE, "en") == "25%"
    assert shown(1500, EUROS, "nl") == "€ 1.500"
    assert shown(math.nan, PEOPLE, "nl") == "–"


def test_halves_are_rounded_as_people_do_and_zero_has_no_sign():
    assert [whole(value, "nl") for value in (0.5, 1.5, 2.5, 2.4)] == ["1", "2", "3", "2"]
    assert signed(2.5, PEOPLE, "nl") == "+3"
    assert signed(-2.5, PEOPLE, "nl") == "−3"
    assert signed(-0.2, PEOPLE, "nl") == "0"


def test_the_size_of_a_difference_tells_its_unit_once():
    assert size(-0.01, SHARE, "nl") == "1 procentpunt"
    assert size(0.05, SHARE, "en") == "5 percentage points"
    assert least(0.05, SHARE, "en") == "5"
    assert size(-0.2, PEOPLE, "nl") == "minder dan 1"
    assert size(0.0, PEOPLE, "nl") == "0"
    assert least(1200, EUROS, "en") == "€1,200"


def test_digits_that_nobody_can_use_are_left_out():
    assert [rough(value) for value in (48_237.0, 48_250.0, 999.4, 0.0, -48_237.0)] == [
        48_200.0,
        48_300.0,
        999.4,
        0.0,
        -48_200.0,
    ]
    assert rough(48_237.0, 2) == 48_000.0
    assert rough(999_999.0) == 1_000_000.0
    assert math.isnan(rough(math.nan))
