"""Shapes: the spread of a trait as a table of equally likely values, so that one draw gives one value."""

from __future__ import annotations

import functools
import math
from statistics import NormalDist

import numpy as np

VALUES = 8192


@functools.cache
def normal_values() -> np.ndarray:
    """Equally likely values of a standard normal distribution, float64[VALUES]."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse((number + 0.5) / VALUES) for number in range(VALUES)])


@functools.cache
def beta_values(a: float, b: float) -> np.ndarray:
    """Equally likely values of a beta distribution, float64[VALUES]."""
    # Its density is added up on a fine grid and read backwards; powers one by one: numpy's differ between machines.
    grid = np.linspace(0.0, 1.0, 2 * VALUES + 1)
    middle = (grid[1:] + grid[:-1]) / 2.0
    density = np.array([math.pow(x, a - 1.0) * math.pow(1.0 - x, b - 1.0) for x in middle.tolist()])
    below = np.concatenate(([0.0], np.cumsum(density)))
    return np.interp((np.arange(VALUES) + 0.5) / VALUES, below / below[-1], grid)


@functools.cache
def log_normal_values(mu: float, sigma: float) -> np.ndarray:
    """Equally likely values of a log-normal distribution, float64[VALUES]."""
    return np.array([math.exp(mu + sigma * z) for z in normal_values().tolist()])
