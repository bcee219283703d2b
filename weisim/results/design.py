"""Design: what is not known about a neighbourhood, and the futures that were drawn from it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Value = float | int | bool | str
Kind = Literal["none", "factorial", "latin hypercube", "morris", "sobol", "file"]


@dataclass(frozen=True)
class Factor:
    """One thing that is not known: a number within its range, or a rule among its rivals.

    Attributes:
        key: the number it is, such as `joining.base`.
        unit: what it is counted in.
        low, high: the range within which it is drawn; 0 and the number of choices for a rule.
        choices: the rival rules; empty for a number.
        whole: whether only whole numbers make sense.
        default: the value that holds when nobody says otherwise.
        english, dutch: the label.
        standing: how well it is known, in one word.
    """

    key: str
    unit: str
    low: float
    high: float
    choices: tuple[str, ...]
    whole: bool
    default: Value
    english: str
    dutch: str
    standing: str

    def value(self, point: float) -> Value:
        """The value at a point from 0 to 1 of the range; each rule and each whole number gets an equal part of it."""
        if self.choices:
            return self.choices[min(int(point * len(self.choices)), len(self.choices) - 1)]
        if self.whole:
            low, high = math.ceil(self.low), math.floor(self.high)
            return min(low + int(point * (high - low + 1)), high)
        return self.low + point * (self.high - self.low)

    def number(self, value: Value) -> float:
        """A value as a number for tables and statistics: itself, or the place of a rule among its rivals."""
        return float(self.choices.index(str(value))) if self.choices else float(value)

    def label(self, language: str) -> str:
        """What it is called in one language, `nl` or `en`."""
        return self.dutch if language == "nl" else self.english


@dataclass(frozen=True)
class Future:
    """One way in which the neighbourhood may work: a value for everything that is not known.

    Attributes:
        number: counts from 1; 0 is kept for the numbers as the scenarios have them.
        values: a value for each key.
    """

    number: int
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        """Keep the values unchangeable; raises ValueError for a number below 1."""
        if self.number < 1:
            raise ValueError(f"a future is numbered from 1, not {self.number}")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[type[Future], tuple[object, ...]]:
        """Travel between processes with the values as a plain mapping."""
        return type(self), (self.number, dict(self.values))


@dataclass(frozen=True, eq=False)
class Design:
    """How futures were chosen, and which.

    Attributes:
        kind: the way in which they were chosen; `none` when only the scenarios' own numbers are played.
        factors: what differs between them.
        futures: the futures, by number from 1.
        points: float64[futures, factors], where each lies in the ranges, 0-1; nan where a file gave the values.
        settings: whole numbers that an analysis needs, such as `trajectories` and `levels` of a Morris design.
    """

    kind: Kind = "none"
    factors: tuple[Factor, ...] = ()
    futures: tuple[Future, ...] = ()
    points: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    settings: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take private copies; raises ValueError when futures, factors and points do not fit together."""
        if self.kind not in get_args(Kind):
            raise ValueError(f"a design is one of {get_args(Kind)}, not {self.kind!r}")
        points = np.array(self.points, dtype=np.float64).reshape(len(self.futures), len(self.factors))
        if [future.number for future in self.futures] != list(range(1, len(self.futures) + 1)):
            raise ValueError("futures are numbered 1, 2, 3 and so on")
        keys = {factor.key for factor in self.factors}
        if any(set(future.values) != keys for future in self.futures):
            raise ValueError("each future gives each factor a value, and nothing else")
        points.setflags(write=False)
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "settings", MappingProxyType(dict(self.settings)))

    def __reduce__(self) -> tuple[type[Design], tuple[object, ...]]:
        """Travel between processes with the settings as a plain mapping."""
        return type(self), (self.kind, self.factors, self.futures, self.points, dict(self.settings))

    def factor(self, key: str) -> Factor:
        """The factor with this key; raises KeyError when it does not differ between the futures."""
        for factor in self.factors:
            if factor.key == key:
                return factor
        raise KeyError(key)

    def future(self, number: int) -> Future:
        """The future with this number; raises KeyError when there is none."""
        if not 1 <= number <= len(self.futures):
            raise KeyError(number)
        return self.futures[number - 1]

    def table(self) -> NDArray[np.float64]:
        """Every value as a number: float64[futures, factors]; a rule is its place among its rivals."""
        rows = [[factor.number(future.values[factor.key]) for factor in self.factors] for future in self.futures]
        return np.array(rows, dtype=np.float64).reshape(len(self.futures), len(self.factors))


NO_DESIGN = Design()
"""Nothing varies: the scenarios are played with their own numbers."""
