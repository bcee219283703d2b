"""Quantity: how one number of the model is declared, with everything a reader needs to judge it."""

from __future__ import annotations

import difflib
import functools
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from weisim.terms import Standing

Bounds = tuple[float, float]


@dataclass(frozen=True)
class Number:
    """One number of the model as a reader sees it.

    Attributes:
        key: dotted key, such as `telling.informed`.
        unit: what it is counted in.
        kind: `number`, `whole`, `choice` or `switch`.
        default: the value that holds when nobody says otherwise.
        low, high: the range within which it may be set (None for choices and switches).
        choices: the words of a choice.
        english, dutch: the label.
        source: key in `references.toml`, with the row where the number stands.
        standing: how well it is known.
    """

    key: str
    unit: str
    kind: str
    default: float | int | bool | str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    english: str
    dutch: str
    source: str
    standing: Standing

    @property
    def group(self) -> str:
        """The process to which the number belongs."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The number's name within its group."""
        return self.key.partition(".")[2]

    def label(self, language: str) -> str:
        """The label in one language."""
        return self.dutch if language == "nl" else self.english


def _declare(
    default: Any,
    kind: str,
    unit: str,
    label: tuple[str, str],
    source: str,
    standing: str,
    between: Bounds | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    note: Any = {
        "kind": kind,
        "unit": unit,
        "english": label[0],
        "dutch": label[1],
        "source": source,
        "standing": standing,
        "between": between,
        "choices": choices,
    }
    limits: dict[str, Any] = {} if between is None else {"ge": between[0], "le": between[1]}
    return Field(default, json_schema_extra={"weisim": note}, **limits)


def share(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A part of a whole, from 0 to 1."""
    return _declare(default, "number", "share", label, source, standing, between)


def weight(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A number without unit: a weight, a factor or a shape."""
    return _declare(default, "number", "weight", label, source, standing, between)


def per_week(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A chance or a pace a week."""
    return _declare(default, "number", "per week", label, source, standing, between)


def per_year(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A chance or a hazard a year; the process turns it into weeks through `weisim.weeks`."""
    return _declare(default, "number", "per year", label, source, standing, between)


def half_life(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """Months after which half is left; the process turns it into weeks through `weisim.weeks`."""
    return _declare(default, "number", "months until half is left", label, source, standing, between)


def weeks(default: int, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A whole number of weeks."""
    return _declare(default, "whole", "weeks", label, source, standing, between)


def count(default: int, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """A whole number of people, initiatives or homes."""
    return _declare(default, "whole", "count", label, source, standing, between)


def hours(default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """Hours a week."""
    return _declare(default, "number", "hours per week", label, source, standing, between)


def euros(
    default: float, between: Bounds, label: tuple[str, str], source: str, standing: str = "assumed", per: str = ""
) -> Any:
    """An amount of money."""
    return _declare(default, "number", f"euro per {per}" if per else "euro", label, source, standing, between)


def choice(
    default: str, choices: tuple[str, ...], label: tuple[str, str], source: str, standing: str = "assumed"
) -> Any:
    """One of several rules or readings, a value like any other."""
    return _declare(default, "choice", "choice", label, source, standing, None, choices)


def switch(default: bool, label: tuple[str, str], source: str, standing: str = "assumed") -> Any:
    """On or off."""
    return _declare(default, "switch", "on/off", label, source, standing)


class Group(BaseModel):
    """The numbers of one process; frozen and strict."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, validate_default=True, hide_input_in_errors=True
    )

    process: ClassVar[str]

    @model_validator(mode="after")
    def _choices_exist(self) -> Group:
        for number in self.numbers():
            if number.choices and getattr(self, number.name) not in number.choices:
                raise ValueError(f"{number.key}: one of {', '.join(number.choices)}")
        return self

    @classmethod
    @functools.cache
    def numbers(cls) -> tuple[Number, ...]:
        """The numbers of this group in the order in which they are declared."""
        listed = []
        for name, field in cls.model_fields.items():
            extra = field.json_schema_extra
            assert isinstance(extra, dict)
            note: Any = extra["weisim"]
            low, high = note["between"] or (None, None)
            listed.append(
                Number(
                    f"{cls.process}.{name}",
                    note["unit"],
                    note["kind"],
                    field.default,
                    low,
                    high,
                    tuple(note["choices"]),
                    note["english"],
                    note["dutch"],
                    note["source"],
                    Standing.from_word(note["standing"]),
                )
            )
        return tuple(listed)


def nearest(word: str, known: list[str]) -> str:
    """The known word that looks most like this one, or an empty string when none is near."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else ""
