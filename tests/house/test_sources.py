"""Sources: every number of the model says where it comes from, and that source is in the list."""

from __future__ import annotations

import weisim
from weisim.references import references

NUMBERS = weisim.Parameters.table()


def test_every_number_has_a_source_in_the_list() -> None:
    known = set(references())
    missing = [f"{number.key}: {number.source!r}" for number in NUMBERS if number.source not in known]
    assert NUMBERS
    assert not missing, "\n".join(missing)


def test_every_number_is_labelled_in_both_languages() -> None:
    silent = [number.key for number in NUMBERS if not (number.label("nl").strip() and number.label("en").strip())]
    assert not silent


def test_every_default_lies_in_its_range() -> None:
    outside = [
        f"{number.key} = {number.default}"
        for number in NUMBERS
        if number.low is not None and number.high is not None and not number.low <= number.default <= number.high
    ]
    assert not outside
