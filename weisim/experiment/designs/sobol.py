"""Sobol: futures from which the share of each factor in what is not known can be told."""

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


def sobol(factors: Sequence[Factor], size: int = 64, seed: int = 1, *, second_order: bool = False) -> Design:
    """Draw futures in blocks in which one factor at a time is swapped between two of them.

    There are `size` blocks of two futures more than there are factors, in the order in which they are analysed.

    Args:
        factors: what is not known.
        size: how many blocks; a power of two, for which the sequence is even.
        seed: another seed draws other futures.
        second_order: also draw what is needed to tell how two factors act together; nearly twice the futures.

    Raises:
        InvalidInput: nothing varies, or a number that cannot be.
    """
    some_factors(factors)
    whole_number("size", size, 2, MOST_FUTURES)
    whole_number("seed", seed, 0, LARGEST_SEED)
    if size & (size - 1):
        lower = 1 << (size.bit_length() - 1)
        message = Text("must be a power of two, such as {lower} or {upper}", lower=lower, upper=2 * lower)
        raise InvalidInput([Fault("", 0, "futures.size", str(size), message)])
    block = 2 * len(factors) + 2 if second_order else len(factors) + 2
    not_too_many("size", size, size * block, factors)
    problem = {
        "num_vars": len(factors),
        "names": [factor.key for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    with installed():
        from SALib.sample.sobol import sample
    with strictly():
        points = sample(problem, size, calc_second_order=second_order, scramble=True, seed=seed)
    settings = {"size": size, "seed": seed, "second_order": int(second_order)}
    return drawn("sobol", factors, points, size * block, settings)
