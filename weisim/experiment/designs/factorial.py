"""Factorial: every combination of some values of every factor."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weisim.experiment.drawing import drawn, not_too_many, some_factors, whole_number
from weisim.results.design import Design, Factor

MOST_LEVELS = 64


def factorial(factors: Sequence[Factor], levels: int = 3) -> Design:
    """Lay out every combination; the last factor changes fastest.

    A number gets this many values from the lowest to the highest of its range; a rule all its rivals; a whole number
    no more values than there are.

    Args:
        factors: what is not known.
        levels: how many values each number gets.

    Raises:
        InvalidInput: nothing varies, or there would be more futures than can be played.
    """
    some_factors(factors)
    whole_number("levels", levels, 2, MOST_LEVELS)
    steps = [_steps(factor, levels) for factor in factors]
    size = math.prod(len(values) for values in steps)
    not_too_many("levels", levels, size, factors)
    corners = np.meshgrid(*steps, indexing="ij")
    points = np.stack([corner.ravel() for corner in corners], axis=1)
    return drawn("factorial", factors, points, size, {"levels": levels})


def _steps(factor: Factor, levels: int) -> NDArray[np.float64]:
    if factor.choices:
        # the middle of the part of each rule, so that rounding can never make it another
        return (np.arange(len(factor.choices)) + 0.5) / len(factor.choices)
    if not factor.whole:
        return np.linspace(0.0, 1.0, levels)
    low, high = math.ceil(factor.low), math.floor(factor.high)
    count = high - low + 1
    places = np.unique(np.round(np.linspace(0, count - 1, min(levels, count))))
    return np.asarray((places + 0.5) / count, dtype=np.float64)
