"""References: every source that a number names can be looked up."""

from __future__ import annotations

import pytest

from weisim.parameters.parameters import Parameters
from weisim.references import Reference, find_reference, references


@pytest.mark.parametrize("reference", references().values(), ids=lambda reference: reference.key)
def test_every_source_says_where_it_is_and_how_much_was_read(reference: Reference) -> None:
    assert reference.title
    assert reference.author
    assert 1900 < reference.year < 2100
    assert reference.where
    assert reference.read
    told = str(reference)
    assert reference.author in told
    assert str(reference.year) in told
    assert reference.title in told


def test_numbers_name_known_sources() -> None:
    assert {number.source for number in Parameters.table()} <= set(references())


def test_no_source_is_left_over() -> None:
    """A source in the list is named by a number, or is where the figures of the neighbourhood come from."""
    assert set(references()) - {number.source for number in Parameters.table()} <= {"cbs-kwb"}


def test_an_unknown_source_is_not_found() -> None:
    assert find_reference("de-klyn-2013").author == "Aura de Klyn"
    with pytest.raises(KeyError):
        find_reference("nobody-1900")
