"""Language: one catalogue, two languages, chosen once."""

from __future__ import annotations

import pytest

from weisim.language import Text, choose_language, current_language, number, speaking, translate
from weisim.terms import Phase


@pytest.mark.parametrize(
    ("asked", "environment", "chosen"),
    [
        ("en", {"WEISIM_LANGUAGE": "nl"}, "en"),
        (None, {"WEISIM_LANGUAGE": "en", "LANG": "nl_NL.UTF-8"}, "en"),
        (None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LC_ALL": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, "nl"),
        (None, {"LC_MESSAGES": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "nl"),
        (None, {"WEISIM_LANGUAGE": "de", "LANG": "en_GB"}, "en"),
        (None, {}, "nl"),
        ("de", {}, "nl"),
    ],
)
def test_which_language(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, environment: dict[str, str], chosen: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_language(asked) == chosen


def test_a_block_in_one_language() -> None:
    assert current_language() == "nl"
    with speaking("en"):
        assert current_language() == "en"
        with speaking("nl"):
            assert current_language() == "nl"
        assert current_language() == "en"
    assert current_language() == "nl"


def test_a_sentence_in_both_languages() -> None:
    text = Text("There is no such number.")
    assert text.told("en") == "There is no such number."
    assert text.told("nl") not in ("", text.told("en"))
    assert str(text) == text.told("nl")
    with speaking("en"):
        assert str(text) == text.told("en")
    assert translate("There is no such number.", "nl") == text.told("nl")


def test_places_are_filled_with_words_of_the_same_language() -> None:
    text = Text("{phase}: {inner}", phase=Phase.EMERGENCE, inner=Text("There is no such number."))
    assert text.told("en") == "emergence phase: There is no such number."
    assert text.told("nl").startswith("ontstaansfase: ")
    assert "There" not in text.told("nl")


def test_what_has_no_translation_stays_english() -> None:
    assert translate("No such sentence in any catalogue.", "nl") == "No such sentence in any catalogue."
    assert translate("", "nl") == ""


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (0.25, 2, "0,25", "0.25"),
        (1e6, 0, "1.000.000", "1,000,000"),
        (-3.5, 1, "-3,5", "-3.5"),
    ],
)
def test_numbers_as_readers_write_them(value: float, decimals: int, dutch: str, english: str) -> None:
    assert number(value, decimals, "nl") == dutch
    assert number(value, decimals, "en") == english
    assert number(value, decimals) == dutch
