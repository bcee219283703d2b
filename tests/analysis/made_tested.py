"""Made tested: results in which every group's test and what became of it are known beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from weisim.results.ledger import empty_ledger
from weisim.results.provenance import Provenance, run_key
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run
from weisim.terms import Event, Reason, Stage

WEEK, WEEKS = 20, 140
GROUP = Stage.RESIDENT_INITIATIVE

Fate = tuple[float, int | None, Reason]
"""Of one group: its tested output, in which week after the test it ended (None: it did not), and why."""


def fates(outputs: Sequence[float], ends: Sequence[int | None], reason: Reason = Reason.PEOPLE) -> list[Fate]:
    """Groups with their tested output and the week in which each ended."""
    return [(output, end, reason) for output, end in zip(outputs, ends, strict=True)]


def a_history(
    scenario: str, replication: int, groups: Sequence[Fate], future: int = 0, weeks: int = WEEKS, stage: Stage = GROUP
) -> Run:
    """A history in which support begins to go in week 20; who tests at .5 or more passes."""
    rows = [
        (WEEK, Event.TESTED, g, -1, -1, stage, Reason.CRITERION if output >= 0.5 else Reason.NONE, output)
        for g, (output, _, _) in enumerate(groups)
    ]
    rows += [
        (WEEK + end, Event.ENDED, g, -1, -1, stage, why, 0.0)
        for g, (_, end, why) in enumerate(groups)
        if end is not None and WEEK + end < weeks
    ]
    rows.sort(key=lambda row: row[0])
    return made_run(scenario, replication, np.zeros((weeks, 1)), np.array(rows, dtype=EVENT_TYPE), future=future)


def made_run(
    scenario: str,
    replication: int,
    values: np.ndarray,
    events: np.ndarray | None = None,
    names: tuple[str, ...] = ("living",),
    future: int = 0,
) -> Run:
    """A history with given indicators and events."""
    nothing = np.zeros(0, dtype=EVENT_TYPE)
    provenance = Provenance("0", scenario, replication, run_key(scenario, replication), "", 2019, "2026-01-01")
    table = nothing if events is None else events
    return Run(
        scenario,
        replication,
        replication,
        1000,
        names,
        values,
        table,
        (),
        provenance,
        empty_ledger(()),
        future,
    )


def played_with(plans: Mapping[str, Sequence[Sequence[Fate]]], **how: int) -> Results:
    """Results of plans, each a list of histories, each a list of groups."""
    runs = [
        a_history(scenario, number, groups, **how)  # type: ignore[arg-type]
        for scenario, histories in plans.items()
        for number, groups in enumerate(histories, start=1)
    ]
    return Results(tuple(runs), (), (), {name: (name, name) for name in plans})
