"""Terms: the words of the field, each once, with labels in two languages."""

from __future__ import annotations

import pytest

from weisim import organisations, terms
from weisim.terms import Flow, Holder, Involvement, Phase, Reason, Stage, Term

KINDS = [
    kind
    for kind in {**vars(terms), **vars(organisations)}.values()
    if isinstance(kind, type) and issubclass(kind, Term) and kind is not Term
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_word_has_two_labels_and_comes_back(kind: type[Term]) -> None:
    for member in kind:
        assert kind.from_word(member.word) is member
        assert kind(int(member)) is member
        assert member.word == member.word.lower()
        if member is not Reason.NONE:
            assert member.label("nl")
            assert member.label("en")
    assert kind.words() == tuple(member.word for member in kind)
    assert len(set(kind.words())) == len(kind)
    labels = [member.label("nl") for member in kind]
    assert len(set(labels)) == len(labels)
    assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_numbers_follow_one_another(kind: type[Term]) -> None:
    numbers = [int(member) for member in kind]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_the_three_clocks() -> None:
    assert Phase.words() == ("information", "emergence", "development", "autonomous")
    assert [int(phase) for phase in Phase] == [1, 2, 3, 4]
    assert Stage.words() == ("idea", "resident_initiative", "independent", "enterprise", "ended")
    assert Involvement.words() == ("unaware", "aware", "interested", "helper", "core", "resting")


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(KeyError):
        Phase.from_word("ontwaken")


def test_a_term_is_a_number_in_a_column() -> None:
    assert Stage.ENDED == 4
    assert Stage.INDEPENDENT > Stage.RESIDENT_INITIATIVE


def test_money_moves_between_two_holders() -> None:
    for flow in Flow:
        assert isinstance(flow.giver, Holder)
        assert isinstance(flow.taker, Holder)
        assert flow.giver is not flow.taker
    for holder in Holder:
        assert {flow for flow in Flow if flow.giver is holder}, holder
        assert {flow for flow in Flow if flow.taker is holder}, holder


def test_money_into_initiatives_comes_before_money_out_of_them() -> None:
    """So that one comparison of numbers tells whether cash rises or falls."""
    into = [flow for flow in Flow if flow.taker is Holder.INITIATIVES]
    out = [flow for flow in Flow if flow.giver is Holder.INITIATIVES]
    assert [*into, *out] == list(Flow)[: len(into) + len(out)]
