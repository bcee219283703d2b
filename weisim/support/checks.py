"""Checks: what a name, a word and a number in a declaration may be, and how a refusal is told in two languages."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from weisim.language import Text
from weisim.terms import Term
from weisim.toml.texts import text_refused

LONGEST_NAME = 60
LONGEST_TITLE = 200

# names of devices on Windows, where what stands behind a point or a space does not count
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(\..*)?", re.IGNORECASE
)
_NAME = re.compile(r"[\w .,()'-]+")


class Declaration(BaseModel):
    """Something a process manager declares: frozen, strict, and without keys nobody knows."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        validate_default=True,
        validate_by_alias=True,
        validate_by_name=True,
    )


@dataclass(frozen=True)
class Unit:
    """What a number in a declaration is counted in."""

    told: Text


def refusal(message: Text, advice: Text | str = "") -> PydanticCustomError:
    """The exception with which a declaration says no, so that the reader of files can tell it in either language."""
    return PydanticCustomError("refusal", "{told} {advice}", {"told": message, "advice": advice})


def nearest(word: str, known: tuple[str, ...] | list[str], cutoff: float = 0.6) -> str:
    """The known word that looks most like this one, or an empty string when none does."""
    found = difflib.get_close_matches(word.strip().lower(), known, n=1, cutoff=cutoff)
    return found[0] if found else ""


def did_you_mean(word: str) -> Text | str:
    """The question that offers a word, or nothing when there is none to offer."""
    return Text("Did you mean {word}?", word=word) if word else ""


def term_from(kind: type[Term], names: dict[str, str] | None = None, offered: tuple[Term, ...] = ()) -> BeforeValidator:
    """Read a term from its word, and refuse other words with the list of words that may be used.

    Args:
        kind: the term.
        names: words people write instead, such as Dutch ones, with the word they stand for.
        offered: the members a refusal lists; all of them when left out.
    """

    def read(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        words = kind.words()
        listed_words = tuple(member.word for member in offered) or words
        allowed = Text("must be one of these words: {words}", words=", ".join(listed_words))
        if not isinstance(value, str):
            raise refusal(allowed)
        if value in words:
            return kind.from_word(value)
        if value.strip() in words:
            raise refusal(allowed, Text("Take the space away: {word}", word=value.strip()))
        spelled = value.strip().lower().replace(" ", "_").replace("-", "_")
        raise refusal(allowed, did_you_mean((names or {}).get(spelled) or nearest(spelled, words)))

    return BeforeValidator(read)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


listed = BeforeValidator(_as_tuple)
"""A list in a file becomes a tuple, which cannot change."""


def _each_once(value: Any) -> Any:
    if isinstance(value, list | tuple):
        for place, word in enumerate(value):
            # What is no word at all is told by its own check.
            if not isinstance(word, dict | list) and word in value[:place]:
                raise refusal(Text("holds {word} twice", word=word))
    return value


def _some(value: Any) -> Any:
    if isinstance(value, list | tuple) and not value:
        raise refusal(Text("must hold at least one word"))
    return value


def _as_weights(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if not all(isinstance(word, str) for word in value):
        raise refusal(Text("must be a list of words"))
    return dict.fromkeys(_each_once(value), 1.0)


def _not_all_zero(value: Any) -> Any:
    if value and not any(value.values()):
        raise refusal(Text("must have at least one number above zero"))
    return value


each_once = BeforeValidator(_each_once)
"""A list in which nothing stands twice."""

some = BeforeValidator(_some)
"""A list that is not empty."""

as_weights = BeforeValidator(_as_weights)
"""A list of words is a table in which each word weighs the same."""

not_all_zero = AfterValidator(_not_all_zero)
"""A table of weights of which at least one counts."""


def _checked_text(value: str, longest: int) -> str:
    value = unicodedata.normalize("NFC", value)
    refused = text_refused(value, longest)
    if refused is not None:
        raise refusal(refused[0], did_you_mean(refused[1]))
    return value


def _checked_name(value: str) -> str:
    value = _checked_text(value, LONGEST_NAME)
    if not _NAME.fullmatch(value):
        raise refusal(Text("may hold letters, digits, spaces and . , ( ) ' - _ only"))
    if _RESERVED.fullmatch(value) or value.endswith(".") or value.startswith("."):
        raise refusal(Text("cannot be the name of a file on every computer. Choose another name."))
    return value


def _checked_title(value: str) -> str:
    return _checked_text(value, LONGEST_TITLE)


Name = Annotated[str, AfterValidator(_checked_name)]
Title = Annotated[str, AfterValidator(_checked_title)]
Share = Annotated[float, Field(ge=0, le=1), Unit(Text("share"))]
Weight = Annotated[float, Field(ge=0, le=1_000), Unit(Text("weight"))]
