"""Bottleneck: who is held back from taking part, and by what (CLEAR)."""

from __future__ import annotations

import numpy as np

from weisim.indicators.indicator import Indicator, Observed, indicator, mean
from weisim.neighbourhood.census import Census
from weisim.terms import Condition


def _held_back_by(condition: Condition) -> Indicator:
    """How many of those who do not take part are held back by one condition first of all."""

    def observe(seen: Census) -> Observed:
        return mean(getattr(seen, f"held_back_{condition.word}"), seen.not_taking_part)

    observe.__name__ = f"bottleneck_{condition.word}"
    observe.__doc__ = f"Share of residents not taking part of whom the first thing to say is: {condition.english}."
    return indicator(
        unit="share",
        kind="stock",
        good="none",
        matters=0.05,
        label=(f"held back: {condition.english}", f"tegengehouden: {condition.dutch}"),
        dutch=f"Deel van de bewoners die niet meedoen van wie als eerste geldt: {condition.dutch}.",
        decimals=2,
        over_some=True,
    )(observe)


BY_CONDITION = tuple(_held_back_by(condition) for condition in Condition)


@indicator(
    unit="condition",
    kind="stock",
    good="none",
    matters=1.0,
    label=("bottleneck", "knelpunt"),
    dutch="Wat de meeste bewoners tegenhoudt: 1 kan niet, 2 wil niet, 3 kan nergens terecht, 4 niet gevraagd, "
    "5 vindt geen gehoor.",
    over_some=True,
)
def bottleneck(seen: Census) -> Observed:
    """What holds most residents back: 1 cannot, 2 does not like to, 3 not enabled, 4 not asked, 5 not responded to."""
    held = np.array([getattr(seen, f"held_back_{condition.word}") for condition in Condition])
    # Nothing (nan) where nobody is held back, and in weeks that have not passed.
    return np.where(held.max(axis=0) > 0.0, np.argmax(held, axis=0) + 1.0, np.nan)
