"""Verdict: what may be said of a difference that was one of many."""

from __future__ import annotations

from enum import Enum

from weisim.analysis.interval import FEWEST_RUNS

SURE_ENOUGH = 0.05
"""A difference holds up when, over all that was compared, chance alone would no more often give any that large."""


class Verdict(Enum):
    """What may be said of a difference within the family."""

    HOLDS = "it holds up, and may be large enough to matter"
    SMALL = "it holds up, and all of its interval is too small to matter"
    EQUAL = "it does not hold up, and no part of its interval is large enough to matter"
    UNCLEAR = "it does not hold up, and might matter"
    TOO_FEW = "there are too few histories to say anything"


def verdict_of(count: int, low: float, high: float, of_any: float, matters: float) -> Verdict:
    """Decide what may be said of a difference within a family; the only place where that is decided.

    Args:
        count: how many pairs (or futures) it was found in.
        low: lower end of the 95 % interval of the mean difference.
        high: upper end of it.
        of_any: how often chance alone gives one so large, corrected for all that was compared.
        matters: the smallest difference that matters.
    """
    if count < FEWEST_RUNS:
        return Verdict.TOO_FEW
    small = -matters < low and high < matters
    if of_any <= SURE_ENOUGH:
        return Verdict.SMALL if small else Verdict.HOLDS
    return Verdict.EQUAL if small or low == high == 0 else Verdict.UNCLEAR
