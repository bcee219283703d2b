"""Rule: how a rule that is written for one entity is compiled for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Written = TypeVar("Written", bound=Callable[..., Any])


def rule(written: Written) -> Written:
    """Compile a rule once and keep the result; the text of the rule is its one definition.

    Never with fast mathematics, which hides missing values, and never in parallel, which changes sums. With
    `NUMBA_DISABLE_JIT=1` the very same text runs uncompiled: the oracle of the tests.
    """
    return cast("Written", njit(cache=True, nogil=True, error_model="numpy")(written))
