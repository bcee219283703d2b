"""Latin hypercube: futures spread evenly over the range of every factor."""

from __future__ import annotations

from collections.abc import Sequence

from weisim.experiment.drawing import (
    LARGEST_SEED,
    MOST_FUTURES,
    drawn,
    not_too_many,
    some_factors,
    strictly,
    whole_number,
)
from weisim.results.design import Design, Factor


def latin_hypercube(factors: Sequence[Factor], size: int = 200, seed: int = 1) -> Design:
    """Draw futures so that each part of each range is visited equally often.

    Args:
        factors: what is not known.
        size: how many futures.
        seed: another seed draws other futures.

    Raises:
        InvalidInput: nothing varies, or a number that cannot be.
    """
    some_factors(factors)
    whole_number("size", size, 1, MOST_FUTURES)
    not_too_many("size", size, size, factors)
    whole_number("seed", seed, 0, LARGEST_SEED)
    from scipy.stats import qmc

    with strictly():
        points = qmc.LatinHypercube(d=len(factors), scramble=True, rng=seed).random(size)
    return drawn("latin hypercube", factors, points, size, {"size": size, "seed": seed})
