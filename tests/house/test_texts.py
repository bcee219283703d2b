"""Texts: every sentence shown to a user has a Dutch translation, with the same places to fill in."""

from __future__ import annotations

import ast
import gettext
import re
import string
from collections.abc import Iterator

from babel.messages.pofile import read_po

import weisim
from tests.house.reading import PACKAGE, Source, sources

CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "weisim.po"
SPEAKERS = {"Text", "translate"}
TEMPLATE = re.compile(r"""\btranslate\(\s*(?P<quote>["'])(?P<message>.*?)(?<!\\)(?P=quote)""", re.DOTALL)


def _calls(source: Source) -> Iterator[ast.Call]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS:
            yield node


def _messages(call: ast.Call) -> list[str] | None:
    """The sentences a call may say; none when it says again what another `Text` said; None when nobody can tell."""
    first = call.args[0] if call.args else None
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    if all(isinstance(choice, ast.Constant) and isinstance(choice.value, str) for choice in choices):
        return [choice.value for choice in choices]  # type: ignore[union-attr]
    return [] if isinstance(first, ast.Attribute) and first.attr in ("message", "unit") else None


def _spoken() -> dict[str, str]:
    """Every English sentence in the package, with the place where it stands; units of numbers included."""
    found = {number.unit: f"unit of {number.key}" for number in weisim.Parameters.table() if number.unit}
    for source in sources():
        for call in _calls(source):
            found |= dict.fromkeys(_messages(call) or [], f"{source.name}:{call.lineno}")
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.jinja")]):
        for match in TEMPLATE.finditer(path.read_text(encoding="utf-8")):
            found[match["message"].replace("\\" + match["quote"], match["quote"])] = path.name
    found.pop("", None)
    return found


def _dutch() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="nl", abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id and not message.fuzzy}


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_a_literal() -> None:
    hidden = [
        f"{source.name}:{call.lineno} {ast.unparse(call)[:80]}"
        for source in sources()
        if source.name != "language"
        for call in _calls(source)
        if _messages(call) is None
    ]
    assert not hidden, "not a literal, so nobody can find it to translate it:\n" + "\n".join(hidden)


def test_every_sentence_has_a_dutch_one() -> None:
    dutch = _dutch()
    missing = [f"{place} {message!r}" for message, place in _spoken().items() if not dutch.get(message)]
    assert not missing, f"{len(missing)} without Dutch:\n" + "\n".join(missing)


def test_no_translation_is_left_over() -> None:
    spoken = _spoken()
    left = [message for message in _dutch() if message not in spoken]
    assert not left, "translated, but nobody says it:\n" + "\n".join(map(repr, left))


def test_dutch_fills_in_the_same_places() -> None:
    wrong = [f"{english!r} / {dutch!r}" for english, dutch in _dutch().items() if _places(english) != _places(dutch)]
    assert not wrong, "\n".join(wrong)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [english for english, dutch in _dutch().items() if compiled.gettext(english) != dutch]
    assert not stale, "run `make texts`; changed since:\n" + "\n".join(map(repr, stale))


def test_dutch_sentences_are_short() -> None:
    long = [
        f"{len(sentence.split())} words: {sentence}"
        for dutch in _dutch().values()
        for sentence in re.split(r"(?<=[.!?])\s|\n", dutch)
        if len(sentence.split()) > 20
    ]
    assert not long, "\n".join(long)
