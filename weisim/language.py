"""Language: one catalogue of texts, Dutch and English, for command line, report and messages.

The English sentence is the key; the Dutch one stands in the catalogue (`locale/nl/LC_MESSAGES/weisim.po`).
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import gettext
import locale
import os
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

LANGUAGES = ("nl", "en")
CATALOGUE = Path(__file__).parent / "locale"

_in_force: contextvars.ContextVar[str | None] = contextvars.ContextVar("language", default=None)


def choose_language(asked: str | None = None) -> str:
    """The language to speak: the one asked for, else `WEISIM_LANGUAGE`, else the system's, else Dutch."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not system:
        with contextlib.suppress(ValueError):
            system = locale.getlocale()[0] or ""
    for wish in (asked, os.environ.get("WEISIM_LANGUAGE"), system):
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return "nl"


def current_language() -> str:
    """The language in force here and now."""
    return _in_force.get() or choose_language()


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak one language within a block."""
    token = _in_force.set(language)
    try:
        yield
    finally:
        _in_force.reset(token)


@functools.lru_cache(maxsize=len(LANGUAGES))
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation("weisim", CATALOGUE, [language], fallback=True)


def translate(message: str, language: str | None = None) -> str:
    """An English sentence of the product in the language asked for, or in the one in force."""
    chosen = language or current_language()
    return message if chosen == "en" or not message else _translations(chosen).gettext(message)


def number(value: float, decimals: int = 0, language: str | None = None) -> str:
    """A number as the reader's language writes it, halves away from zero: 1.234,5 in Dutch, 1,234.5 in English."""
    written = Decimal(repr(float(value)))
    if written.is_finite():
        written = written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{written:,f}"
    if (language or current_language()) == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def as_written(value: float, language: str | None = None) -> str:
    """A number with the decimals it has and no more, as the reader's language writes it: 0,003 or 12."""
    decimals = max(-int(Decimal(f"{value:g}").normalize().as_tuple().exponent), 0)
    return number(value, decimals, language)


def percent(share: float, decimals: int = 0, language: str | None = None) -> str:
    """A share in per cent, as the reader's language writes it: 57,0 % in Dutch, 57.0% in English."""
    space = " " if (language or current_language()) == "nl" else ""
    return f"{number(share * 100, decimals, language)}{space}%"


class Text:
    """A sentence that is not yet in any language: an English message with named places to fill in.

    `Text("must be from {low} up to and including {high}", low=6, high=48)` becomes a sentence when somebody prints it,
    in the language in force at that moment. A value may itself be a `Text` or a term with a label.
    """

    def __init__(self, message: str, **values: object) -> None:
        """Keep the message and what fills its places."""
        self.message = message
        self.values = values

    def told(self, language: str | None = None) -> str:
        """The sentence in one language."""
        chosen = language or current_language()
        filled = {name: _told(value, chosen) for name, value in self.values.items()}
        return translate(self.message, chosen).format(**filled)

    def __str__(self) -> str:
        """The sentence in the language in force."""
        return self.told()

    def __repr__(self) -> str:
        """The English message, for those who build."""
        return f"Text({self.message!r})"


def _told(value: object, language: str) -> object:
    if isinstance(value, Text):
        return value.told(language)
    label = getattr(value, "label", None)
    return label(language) if callable(label) else value
