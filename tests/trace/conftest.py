"""Conftest: small runs made by hand, so that every event in them is known, and one history that was played."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.living import story
from weisim.results.provenance import Provenance
from weisim.results.run import EVENT_TYPE, Run
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import simulate
from weisim.terms import Event, Reason, Stage

Row = tuple[int, Event, int, int, int, int, int, float]
MakeRun = Callable[..., Run]


def happened(
    week: int,
    event: Event,
    initiative: int = -1,
    partner: int = -1,
    stage: Stage | int = -1,
    reason: Reason = Reason.NONE,
    value: float = np.nan,
) -> Row:
    """One row of a chronicle; what it is not about stays missing."""
    return (week, event, initiative, -1, partner, stage, reason, value)


@pytest.fixture
def make_run() -> MakeRun:
    """Make a run of so many weeks from rows of events and, where asked, indicators that stay the same all the time."""

    def make(rows: Sequence[Row] = (), weeks: int = 52, **indicators: float) -> Run:
        values = np.tile(np.array(list(indicators.values() or (0.0,))), (weeks, 1))
        return Run.from_arrays(
            "made-up",
            1,
            1,
            2_555,
            tuple(indicators) or ("trust",),
            values,
            np.array(list(rows), dtype=EVENT_TYPE),
            ("social affairs", "housing", "Stichting De Hoek"),
            Provenance("0.1.0", "digest", 1, "key", "BU03636910", 2019, "2026-01-01"),
        )

    return make


@pytest.fixture(scope="session")
def played() -> tuple[Run, Scenario]:
    """Five years of steady support, as they were played, with their scenario."""
    scenario = story("steady-support")
    return simulate(scenario, seed=1), scenario
