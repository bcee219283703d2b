"""Made stairs: results of stories in which help goes up and down, with an outcome that is known beforehand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.analysis.made_tested import made_run
from weisim.results.dictionary import Entry
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results

LIVING = Entry("living", "initiatives", "stock", "high", 1.0, "live initiatives", "levende initiatieven", "", "", 2)
UP = "up-and-down"

Outcome = Callable[[float, int, bool, int, int], float]
"""The outcome by level, week, whether help goes down, replication and future."""


def stairs(
    outcome: Outcome,
    steps: int = 5,
    weeks: int = 4,
    replications: int = 8,
    steady: Outcome | None = None,
    futures: tuple[int, ...] = (0,),
    outlined: bool = False,
) -> Results:
    """Results of one story that goes up and down and, where asked, of stories that stay at each level."""
    levels = [step / (steps - 1) for step in range(steps)]
    path = np.repeat([*levels, *levels[::-1]], weeks)
    half, runs = steps * weeks, []
    for future in futures:
        for replication in range(1, replications + 1):
            told = [outcome(level, week, week >= half, replication, future) for week, level in enumerate(path)]
            runs.append(made_run(UP, replication, np.array(told)[:, None], future=future))
            for level in levels if steady is not None else ():
                told = [steady(level, week, False, replication, future) for week in range(2 * half)]
                runs.append(made_run(f"always-{level:g}", replication, np.array(told)[:, None], future=future))
    settings: dict[str, float] = {"steps": steps, "weeks_a_step": weeks}
    names = dict.fromkeys(run.scenario for run in runs)
    settings |= {name: float(name.removeprefix("always-")) for name in names if name != UP}
    inquiry = Inquiry("made", ("Op en af", "Up and down"), ("?", "?"), UP, ("living",), settings=settings)
    titles = {name: (name, name) for name in names}
    kept = tuple(run.outlined() if outlined else run for run in runs)
    return Results(kept, (), (LIVING,), titles, inquiry=inquiry)


def noise(replication: int, week: int, size: float = 1.0) -> float:
    """Luck that is the same in every story with the same number."""
    return size * float(np.random.default_rng([replication, week]).standard_normal())
