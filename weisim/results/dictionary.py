"""Dictionary: what each indicator is called, counts and is worth, so that readers of results never need the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["stock", "flow", "cumulative"]
Good = Literal["high", "low", "none"]


@dataclass(frozen=True)
class Entry:
    """One indicator as a reader meets it: label, unit, kind, good direction and definition.

    Attributes:
        name: the word in files and code, such as `independent_initiatives`.
        unit: the unit in English, such as `share`, `initiatives`, `hours a week`.
        kind: `stock` (how many there are), `flow` (how much this week) or `cumulative` (how much since the start).
        good: the direction that people who run a programme would call good; `none` when neither is.
        matters: the smallest difference that matters to them, in the unit of the indicator.
        english: the English label.
        dutch: the Dutch label.
        definition_english: what exactly is counted, in English.
        definition_dutch: what exactly is counted, in Dutch.
        decimals: how many decimals a reader needs.
        may_be_missing: whether it has no value (nan) where there is nobody to take it over.
    """

    name: str
    unit: str
    kind: Kind
    good: Good
    matters: float
    english: str
    dutch: str
    definition_english: str
    definition_dutch: str
    decimals: int
    may_be_missing: bool = False

    def __post_init__(self) -> None:
        """Refuse an entry that could not be read aright; raises ValueError."""
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.name}: kind must be one of {get_args(Kind)}, not {self.kind!r}")
        if self.good not in get_args(Good):
            raise ValueError(f"{self.name}: good must be one of {get_args(Good)}, not {self.good!r}")
        if not (self.matters >= 0 and self.decimals >= 0):
            raise ValueError(f"{self.name}: the smallest difference that matters and the decimals cannot be negative")

    def label(self, language: str) -> str:
        """The label in one language, `nl` or `en`."""
        return self.dutch if language == "nl" else self.english

    def definition(self, language: str) -> str:
        """What exactly is counted, in one language, `nl` or `en`."""
        return self.definition_dutch if language == "nl" else self.definition_english
