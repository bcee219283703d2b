"""Morris: futures in walks that change one factor at a time, to find which matter at all."""

from __future__ import annotations

from collections.abc import Sequence

from weisim.experiment.drawing import (
    LARGEST_SEED,
    MOST_FUTURES,
    drawn,
    installed,
    not_too_many,
    some_factors,
    strictly,
    whole_number,
)
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.design import Design, Factor

MOST_LEVELS = 64


def morris(factors: Sequence[Factor], trajectories: int = 20, levels: int = 4, seed: int = 1) -> Design:
    """Draw walks through the futures; each step of a walk changes one factor.

    A walk has one future more than there are factors. The walks follow each other, in the order in which they are
    analysed.

    Args:
        factors: what is not known.
        trajectories: how many walks.
        levels: into how many steps each range is divided; an even number.
        seed: another seed draws other futures.

    Raises:
        InvalidInput: nothing varies, or a number that cannot be.
    """
    some_factors(factors)
    whole_number("trajectories", trajectories, 2, MOST_FUTURES)
    whole_number("levels", levels, 2, MOST_LEVELS)
    whole_number("seed", seed, 0, LARGEST_SEED)
    if levels % 2:
        message = Text("must be an even number, such as {number}", number=levels + 1)
        raise InvalidInput([Fault("", 0, "futures.levels", str(levels), message)])
    size = trajectories * (len(factors) + 1)
    not_too_many("trajectories", trajectories, size, factors)
    problem = {
        "num_vars": len(factors),
        "names": [factor.key for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    with installed():
        from SALib.sample.morris import sample
    with strictly():
        points = sample(problem, trajectories, num_levels=levels, seed=seed)
    return drawn("morris", factors, points, size, {"trajectories": trajectories, "levels": levels, "seed": seed})
