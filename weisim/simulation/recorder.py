"""Recorder: indicators of a history, into arrays; Mesa's DataCollector for those who ask."""

from __future__ import annotations

from functools import partial

import mesa
import numpy as np

from weisim.indicators.catalogue import CATALOGUE
from weisim.neighbourhood.census import FIELDS, Census, count
from weisim.neighbourhood.model import Neighbourhood

NAMES = tuple(indicator.entry.name for indicator in CATALOGUE)


class Recorder:
    """What is counted each week, and the indicators that are read off those counts once all weeks have passed.

    Attributes:
        counted: float64[weeks, FIELDS], the census of each week; nan in weeks that have not passed.
    """

    def __init__(self, weeks: int) -> None:
        """Make room for the whole story."""
        self.counted = np.full((weeks, FIELDS), np.nan)

    def observe(self, here: Neighbourhood, week: int) -> None:
        """Count the week that has just passed."""
        count(here, self.counted[week])

    @property
    def values(self) -> np.ndarray:
        """Every indicator in every week, float64[weeks, indicators]; each is worked out for all weeks together."""
        seen, values = Census(*self.counted.T), np.empty((len(self.counted), len(CATALOGUE)))
        for column, indicator in enumerate(CATALOGUE):
            values[:, column] = indicator.observe(seen)
        return values


def data_collector() -> mesa.DataCollector:
    """Mesa's own collector with every indicator as a model reporter; slower, but at home in Mesa's tools."""
    return mesa.DataCollector(model_reporters={indicator.entry.name: partial(indicator) for indicator in CATALOGUE})
