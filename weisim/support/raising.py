"""Raising: all help raised step by step from nothing to full, and lowered again by the same steps."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from weisim.language import Text
from weisim.support.checks import Declaration, Unit
from weisim.support.intervention import LAST_WEEK

MOST_STEPS = 50


class Raising(Declaration):
    """All help is raised in equal steps from nothing to full, and lowered again by the same steps.

    The first step of the way up and the last of the way down are without help, the two in the middle have full help:
    every level comes twice, once on the way up and once on the way down.

    Attributes:
        steps: how many levels there are, none and full included.
        weeks: how long each level stays.
    """

    steps: Annotated[int, Field(ge=2, le=MOST_STEPS), Unit(Text("steps"))] = 10
    weeks: Annotated[int, Field(ge=1, le=LAST_WEEK // 4), Unit(Text("weeks"))] = 52

    @property
    def length(self) -> int:
        """How many weeks it takes to raise help and to lower it again."""
        return 2 * self.steps * self.weeks

    @property
    def levels(self) -> tuple[float, ...]:
        """The share of full help at each step, from none to full."""
        return tuple(step / (self.steps - 1) for step in range(self.steps))

    def path(self, weeks: int) -> npt.NDArray[np.float64]:
        """The share of full help in each week of a story; nothing from the end of the way down."""
        stairs = np.repeat((*self.levels, *self.levels[::-1]), self.weeks)
        path = np.zeros(weeks)
        path[: stairs.size] = stairs[:weeks]
        return path
