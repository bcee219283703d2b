"""Recorder: indicators and events of a history, into arrays; Mesa's DataCollector for those who ask."""

from __future__ import annotations

from functools import partial

import mesa
import numpy as np

from weisim.indicators.catalogue import CATALOGUE
from weisim.neighbourhood.census import take_census
from weisim.neighbourhood.model import Neighbourhood

NAMES = tuple(indicator.entry.name for indicator in CATALOGUE)


class Recorder:
    """What is written down each week.

    Attributes:
        values: float64[weeks, indicators], filled week by week.
    """

    def __init__(self, weeks: int) -> None:
        """Make room for the whole story."""
        self.values = np.full((weeks, len(CATALOGUE)), np.nan)

    def observe(self, here: Neighbourhood, week: int) -> None:
        """Write down the week that has just passed."""
        seen, line = take_census(here), self.values[week]
        for column, indicator in enumerate(CATALOGUE):
            line[column] = indicator.observe(here, seen)


def data_collector() -> mesa.DataCollector:
    """Mesa's own collector with every indicator as a model reporter; slower, but at home in Mesa's tools."""
    return mesa.DataCollector(model_reporters={indicator.entry.name: partial(indicator) for indicator in CATALOGUE})
