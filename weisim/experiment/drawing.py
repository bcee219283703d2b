"""Drawing: points that a library chose become futures, after a check of everything it gave."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.design import Design, Factor, Future, Kind

MOST_FUTURES = 100_000
MOST_VALUES = 3_000_000
"""Values in all futures together; more does not fit in the memory of a small computer."""
LARGEST_SEED = 2**32 - 1
ROUNDING = 1e-9


def whole_number(key: str, value: object, low: int, high: int) -> None:
    """Refuse a setting of a design that is not a whole number within its bounds; raises InvalidInput."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        message = Text("must be a whole number from {low} up to and including {high}", low=low, high=high)
        raise InvalidInput([Fault("", 0, f"futures.{key}", str(value), message)])


def not_too_many(key: str, value: int, futures: int, factors: Sequence[Factor]) -> None:
    """Refuse a design with more futures than can be held and played; raises InvalidInput."""
    most = min(MOST_FUTURES, MOST_VALUES // len(factors))
    if futures > most:
        message = Text("This would make {count} futures. At most {most} can be played.", count=futures, most=most)
        raise InvalidInput([Fault("", 0, f"futures.{key}", str(value), message)])


def some_factors(factors: Sequence[Factor]) -> None:
    """Refuse a design in which nothing varies, or one thing twice; raises InvalidInput."""
    keys = [factor.key for factor in factors]
    if not keys:
        raise InvalidInput([Fault("", 0, "futures.vary", "", Text("Nothing varies, so every future is the same."))])
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise InvalidInput([Fault("", 0, "futures.vary", twice, Text("holds {word} twice", word=twice))])


@contextlib.contextmanager
def installed() -> Iterator[None]:
    """Fetch a library that does not come along by itself; its absence becomes a fault."""
    try:
        yield
    except ImportError:
        message = Text("This design needs the package SALib.")
        advice = Text("Install it with: {command}", command="pip install weisim[analysis]")
        raise InvalidInput([Fault("", 0, "futures.design", "", message, advice)]) from None


@contextlib.contextmanager
def strictly() -> Iterator[None]:
    """Let a library draw; whatever it warns about or stumbles over becomes a fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except (Warning, ValueError, ArithmeticError, IndexError, TypeError) as error:
        message = Text("These futures could not be drawn: {reason}", reason=" ".join(str(error).split())[:200])
        raise InvalidInput([Fault("", 0, "futures.design", "", message)]) from None


def drawn(
    kind: Kind, factors: Sequence[Factor], points: NDArray[np.float64], expected: int, settings: Mapping[str, int]
) -> Design:
    """The design of these points, numbered from 1 in their order.

    Args:
        kind: how the points were chosen.
        factors: what differs, a column each.
        points: where each future lies in the ranges, 0-1.
        expected: how many there must be.
        settings: whole numbers that an analysis needs.

    Raises:
        InvalidInput: the points are not what was asked for: too many or few, not finite, or out of range.
    """
    points = np.asarray(points, dtype=np.float64)
    wrong = ""
    if points.shape != (expected, len(factors)):
        wrong = f"{points.shape} and not {(expected, len(factors))}"
    elif not np.isfinite(points).all():
        wrong = "nan"
    elif points.min() < -ROUNDING or points.max() > 1.0 + ROUNDING:
        wrong = f"{points.min():g} to {points.max():g}"
    if wrong:
        message = Text("The library gave other points than were asked for: {what}.", what=wrong)
        raise InvalidInput([Fault("", 0, "futures.design", kind, message)])
    points = np.clip(points, 0.0, 1.0)
    futures = tuple(
        Future(number, {one.key: one.value(float(point)) for one, point in zip(factors, row, strict=True)})
        for number, row in enumerate(points, start=1)
    )
    return Design(kind, tuple(factors), futures, points, dict(settings))
