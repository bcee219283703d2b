"""Wording: what is said follows from what was found, at every border, in both languages."""

import itertools
import math
import re
from dataclasses import replace

import pytest

from weisim.analysis.comparison import Difference, compare
from weisim.analysis.wording import MOST_WORDS, Case, case_of, sentence, sentences, short, words
from weisim.language import Text
from weisim.results.dictionary import Entry

ENTRY = Entry(
    "independent",
    "organisations",
    "stock",
    "high",
    2.0,
    "independent organisations",
    "zelfstandige organisaties",
    "",
    "",
    0,
)
FOUND = Difference("independent", "a", "b", 0, 0, 0, 0, 0, 0.55, 0.1, 100, 0, 10, 10)
LONG = "A process manager and four partners stay for ten years and then leave all at once"
LONG_LABEL = "share of live initiatives that would carry themselves when support is at zero"


def found(low, high, **changes):
    return replace(FOUND, low=low, high=high, median=(low + high) / 2, **changes)


@pytest.mark.parametrize(
    ("low", "high", "case"),
    [
        (2.0, 5.0, Case.CLEAR),
        (-5.0, -2.0, Case.CLEAR),
        (1.999, 5.0, Case.UNSURE_SIZE),
        (-5.0, -1.999, Case.UNSURE_SIZE),
        (0.001, 2.0, Case.UNSURE_SIZE),
        (0.001, 1.999, Case.SMALL),
        (-1.999, -0.001, Case.SMALL),
        (1.0, 1.0, Case.SMALL),
        (0.0, 1.999, Case.EQUAL),
        (-1.999, 0.0, Case.EQUAL),
        (-1.999, 1.999, Case.EQUAL),
        (0.0, 0.0, Case.EQUAL),
        (-2.0, 1.0, Case.UNCLEAR),
        (-1.0, 2.0, Case.UNCLEAR),
        (0.0, 2.0, Case.UNCLEAR),
        (-50.0, 50.0, Case.UNCLEAR),
        (math.nan, math.nan, Case.NOTHING),
    ],
)
def test_every_border_between_the_cases(low, high, case):
    assert case_of(found(low, high), ENTRY) is case


def test_where_every_difference_matters_only_nought_is_equal():
    fine = replace(ENTRY, matters=0.0)
    assert case_of(found(0.0, 0.0), fine) is Case.EQUAL
    assert case_of(found(0.0, 0.1), fine) is Case.UNCLEAR
    assert case_of(found(0.1, 0.2), fine) is Case.CLEAR


def test_fewer_pairs_than_planned_is_provisional_whatever_was_found():
    assert case_of(found(2.0, 5.0, pairs=99), ENTRY, planned=100) is Case.PROVISIONAL
    assert case_of(found(2.0, 5.0, pairs=99, missing=1), ENTRY, planned=100) is Case.CLEAR
    assert case_of(found(2.0, 5.0, pairs=0), ENTRY, planned=100) is Case.NOTHING


def test_a_clear_difference_in_dutch_and_english():
    clear = found(-25.0, -13.0)
    assert sentence(clear, ENTRY, "nl", "A", "B") == (
        "In dit model levert B minder op dan A. Zelfstandige organisaties: naar verwachting 19 minder. "
        "In 8 op de 10 gevallen is het 13 tot 25 minder."
    )
    assert sentence(clear, ENTRY, "en", "A", "B") == (
        "In this model B yields less than A. Independent organisations: 19 less is expected. "
        "In 8 out of 10 cases it is 13 to 25 less."
    )


def test_no_clear_difference_in_dutch_and_english():
    unclear = found(-4.0, 3.0)
    assert sentence(unclear, ENTRY, "nl", "A", "B") == (
        "Zelfstandige organisaties: geen duidelijk verschil in dit model. "
        "B kwam in ongeveer 11 van de 20 gevallen beter uit dan A."
    )
    assert sentence(unclear, ENTRY, "en", "A", "B") == (
        "Independent organisations: no clear difference in this model. "
        "B came out better than A in about 11 out of 20 cases."
    )


def test_equally_good_small_and_provisional():
    assert "A en B zijn in dit model even goed." in sentence(found(-1, 1), ENTRY, "nl", "A", "B")
    assert "maar het is klein" in sentence(found(0.5, 1), ENTRY, "nl", "A", "B")
    provisional = sentence(found(-5, -3, pairs=4), ENTRY, "nl", "A", "B", planned=100)
    assert provisional.startswith("Voorlopig (4 van 100 paren).")
    assert "−5 tot −3" in provisional
    assert "minder" not in provisional


def test_good_and_bad_are_told_where_low_is_good_and_left_out_where_neither_is():
    low, neither = replace(ENTRY, good="low"), replace(ENTRY, good="none")
    assert "en dat is beter" in sentence(found(-5, -3), low, "nl", "A", "B")
    assert "lager is hier beter" in sentence(found(3, 5), low, "nl", "A", "B")
    for told in (
        sentence(found(low_, high), neither, "nl", "A", "B") for low_, high in ((-5, -3), (3, 5), (-9, 9), (0, 0))
    ):
        assert not re.search(r"\b(beter|goed|levert)\b", told)


def test_shares_are_told_in_percentage_points():
    share = Entry("x", "share", "stock", "high", 0.01, "taking part", "meedoen", "", "", 3)
    assert "naar verwachting 4,0 procentpunten meer" in sentence(found(0.02, 0.06), share, "nl", "A", "B")
    assert "2.0 to 6.0 percentage points more" in sentence(found(0.02, 0.06), share, "en", "A", "B")


def every_sentence():
    intervals = (
        (-25000, -13000),
        (13000, 25000),
        (-1.5, -0.5),
        (0.5, 1.5),
        (0.5, 9),
        (-9, -0.5),
        (-1, 1),
        (-9, 9),
        (math.nan, math.nan),
    )
    units = ("organisations", "share", "euros a week")
    for interval, good, unit, planned, language in itertools.product(
        intervals, ("high", "low", "none"), units, (None, 1000), ("nl", "en")
    ):
        entry = replace(ENTRY, good=good, unit=unit, decimals=3, dutch=LONG_LABEL, english=LONG_LABEL)
        for share in (0.0, 0.01, 0.55, 1.0):
            for name in ("A", "B", LONG, f"‘{LONG}’"):
                told = sentence(found(*interval, share_better=share), entry, language, name, f"‘{LONG}’", planned)
                yield language, case_of(found(*interval), entry, planned), told


def test_no_sentence_is_longer_than_twenty_words_with_the_longest_names():
    for _, _, told in every_sentence():
        for part in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", told):
            assert words(part) <= MOST_WORDS, part


def test_the_model_is_named_in_every_conclusion_and_significance_in_none():
    for language, case, told in every_sentence():
        assert "signific" not in told.lower()
        assert "{" not in told
        if case is not Case.NOTHING:
            assert ("in dit model" if language == "nl" else "in this model") in told.lower(), told


def test_a_name_that_is_cut_keeps_its_quotation_mark():
    told = short(
        Text("{title}: about {alive} independent organisations in this model.", title=f"‘{LONG}’", alive=3), "en"
    )
    assert words(told) == MOST_WORDS
    assert told.count("‘") == told.count("’") == 1


def test_a_comparison_has_a_sentence_for_each_indicator(make_run, make_results):
    runs = [
        make_run(name, number, {"independent_initiatives": 9 if name == "a" else 1})
        for name in ("a", "b")
        for number in range(8)
    ]
    results = make_results(runs, {"a": ("Steun blijft", "Support stays"), "b": ("Steun stopt", "Support stops")})
    told = sentences(compare(results, "a", "b"), "nl")
    assert set(told) == set(results.indicators)
    assert told["independent_initiatives"].startswith("In dit model levert ‘Steun stopt’ minder op dan ‘Steun blijft’.")
    assert "even goed" in told["trust"]
