"""Boxes: the rule with a few conditions under which most futures are cases, found by peeling off the others.

The search is the patient rule induction method of the EMA workbench. Which of its boxes becomes the rule is decided
here: conditions that chance explains are left out, and of what remains the box that divides best is taken.
"""

from __future__ import annotations

import contextlib
import logging
import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.factors import association
from weisim.analysis.futures import plain_value, rule_called
from weisim.analysis.interval import FloatArray
from weisim.language import Text
from weisim.results.design import Factor

FEWEST_CASES = 10
"""Fewer futures that fall short, or that do not, make no rule."""
MOST_CONDITIONS = 3
"""A rule with more conditions is not read."""
SCREENED = 12
"""So many assumptions, those that go together most with falling short, are looked at by the search."""
CHANCE = 0.05
"""A condition whose quasi-p is above this is left out of the rule."""
PEEL = 0.1
"""The part of the futures that one step takes off."""


@dataclass(frozen=True)
class Condition:
    """One part of the rule: the range of an assumption, or the rules that hold.

    Attributes:
        factor: the assumption.
        low, high: the range in the rule; the whole range at a side that is open.
        choices: the rival rules for which the rule holds; empty for a number.
        chance: quasi-p, how often futures would fall short as much as this without the condition.
        comes_back: in which share of half-samples the search takes this assumption again.
    """

    factor: Factor
    low: float
    high: float
    choices: tuple[str, ...]
    chance: float
    comes_back: float

    @property
    def from_below(self) -> bool:
        """Whether the condition sets a lower limit."""
        return not self.choices and self.low > self.factor.low + 1e-9

    @property
    def from_above(self) -> bool:
        """Whether the condition sets an upper limit."""
        return not self.choices and self.high < self.factor.high - 1e-9

    def told(self, language: str) -> str:
        """The condition in words, without the name of the assumption."""
        if self.choices:
            return " / ".join(rule_called(choice, language) for choice in self.choices)
        low, high = (plain_value(edge, self.factor, language) for edge in (self.low, self.high))
        if self.from_below and self.from_above:
            return Text("between {low} and {high}", low=low, high=high).told(language)
        if self.from_below:
            return Text("above {low}", low=low).told(language)
        return Text("below {high}", high=high).told(language)

    def holds(self, values: FloatArray) -> NDArray[np.bool_]:
        """In which futures it holds, from the values of the assumption."""
        if self.choices:
            allowed = [self.factor.choices.index(choice) for choice in self.choices]
            return np.isin(values.astype(np.int64), allowed)
        return (values >= self.low) & (values <= self.high)


def search(factors: Sequence[Factor], table: FloatArray, cases: NDArray[np.bool_]) -> tuple[Condition, ...]:
    """The best rule of at most three conditions on these futures; nothing when there are too few cases of a kind."""
    if min(cases.sum(), (~cases).sum()) < FEWEST_CASES / 2:
        return ()
    columns = _screened(factors, table, cases)
    if not columns:
        return ()
    with _quiet():
        import pandas as pd
        from ema_workbench.analysis import prim

        frame = pd.DataFrame(
            {
                factors[place].key: (
                    pd.Series([factors[place].choices[int(at)] for at in table[:, place]], dtype=object)
                    if factors[place].choices
                    else table[:, place].astype(np.float64)
                )
                for place in columns
            }
        )
        found = prim.Prim(frame, cases.astype(np.int64), threshold=0.0, peel_alpha=PEEL, mass_min=0.05).find_box()
        boxes = [
            _conditions(factors, columns, found.box_lims[step], found.qp[step], found.box_lims[0])
            for step in range(len(found.box_lims))
        ]
    scored = [(_score(box, factors, table, cases), -len(box), box) for box in boxes if box]
    return max(scored, key=lambda one: one[:2])[2] if scored else ()


def _screened(factors: Sequence[Factor], table: FloatArray, cases: NDArray[np.bool_]) -> list[int]:
    """The places of the assumptions that go together most with falling short, in the order of the design."""
    strength = [association(factor, table[:, place], cases.astype(np.float64)) for place, factor in enumerate(factors)]
    best = sorted(range(len(factors)), key=lambda place: -strength[place])[:SCREENED]
    return sorted(place for place in best if np.ptp(table[:, place]) > 0)


def _conditions(
    factors: Sequence[Factor], columns: Sequence[int], limits: Any, chances: dict[str, list[float]], whole: Any
) -> tuple[Condition, ...]:
    """A box of the search as conditions: those that chance does not explain, the surest first, at most three."""
    found = []
    for place in columns:
        factor = factors[place]
        if factor.key not in chances:
            continue
        told = [float(chance) for chance in chances[factor.key]]
        sure = [chance for chance in told if 0 <= chance <= CHANCE]
        if not sure:
            continue
        if factor.choices:
            kept = tuple(choice for choice in factor.choices if choice in limits[factor.key].iloc[0])
            found.append(Condition(factor, math.nan, math.nan, kept, min(sure), 0.0))
            continue
        # A side that chance explains is opened again.
        sides = [
            float(limits[factor.key].iloc[side]) if 0 <= told[side] <= CHANCE else (factor.low, factor.high)[side]
            for side in (0, 1)
        ]
        found.append(Condition(factor, sides[0], sides[1], (), min(sure), 0.0))
    return tuple(sorted(found, key=lambda one: one.chance)[:MOST_CONDITIONS])


def inside_of(box: Sequence[Condition], factors: Sequence[Factor], table: FloatArray) -> NDArray[np.bool_]:
    """Which futures lie under a rule; all of them when it has no condition."""
    inside = np.ones(len(table), dtype=bool)
    for one in box:
        inside &= one.holds(table[:, list(factors).index(one.factor)])
    return inside


def _score(box: Sequence[Condition], factors: Sequence[Factor], table: FloatArray, cases: NDArray[np.bool_]) -> float:
    """How well a rule divides: the harmonic mean of coverage and density, so that neither is bought with the other."""
    inside = inside_of(box, factors, table)
    hits = float((inside & cases).sum())
    return 2 * hits / (float(inside.sum()) + float(cases.sum()))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Import and use the workbench without its log lines and without its warnings about what else is not installed."""
    logger = logging.getLogger("EMA")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*not (installed|available).*")
            # It was written for an older pandas, whose ways of saying the same still work.
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            warnings.filterwarnings("ignore", category=FutureWarning)
            yield
    finally:
        logger.disabled = before
