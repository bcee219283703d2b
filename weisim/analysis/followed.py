"""Followed: the groups that were tested when support began to go, and whether they lived some weeks later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.interval import FloatArray
from weisim.analysis.paired import units
from weisim.language import Text
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Event, Reason, Stage


@dataclass(frozen=True, eq=False)
class Followed:
    """Groups tested at withdrawal and looked at again, one row a group.

    Attributes:
        output: float64[groups], what each would still do after half a year without help, 0-1; 0 when too small to test.
        passed: bool[groups], whether it passed the test.
        weeks: int64[groups], how long each was followed: until it stopped, else until it was looked at again.
        ended: bool[groups], whether it had ended then.
        completed: bool[groups], whether it had stopped because its goal was reached, which is no failure.
        unit: int64[groups], what is drawn again for intervals: the history by its luck, the same in every plan; the
            future when there are several.
        strata: int64[groups], the plan and the future of each.
        scenarios: the plans in which support was withdrawn.
        histories: how many histories hold these groups.
        futures: in how many futures.
        ideas: ideas left out.
        too_short: groups left out because their story ends too soon.
    """

    output: FloatArray
    passed: NDArray[np.bool_]
    weeks: NDArray[np.int64]
    ended: NDArray[np.bool_]
    completed: NDArray[np.bool_]
    unit: NDArray[np.int64]
    strata: NDArray[np.int64]
    scenarios: tuple[str, ...]
    histories: int
    futures: int
    ideas: int
    too_short: int

    @property
    def alive(self) -> NDArray[np.bool_]:
        """bool[groups], whether it still lived when it was looked at again."""
        alive: NDArray[np.bool_] = ~self.ended & ~self.completed
        return alive


def follow(results: Results, after: int) -> Followed:
    """Every group that was tested when support began to go, looked at again some weeks later.

    Raises:
        ValueError: nothing was tested, or no group could be followed so long.
    """
    rows: list[NDArray[np.float64]] = []
    scenarios: list[str] = []
    pairs = sorted({run.pair for run in results.runs})
    number = {pair: place for place, pair in enumerate(pairs)}
    unit_of = units(np.array([future for future, _ in pairs], dtype=np.int64))
    left_out = np.zeros(2, dtype=np.int64)
    histories: set[tuple[str, int, int]] = set()
    for scenario in results.scenarios:
        for run in results.of(scenario):
            tested = run.event_table[run.event_table["event"] == Event.TESTED]
            if not tested.size:
                continue
            if scenario not in scenarios:
                scenarios.append(scenario)
            found, gone = _of_one(run, tested, after)
            left_out += gone
            if len(found):
                histories.add((scenario, *run.pair))
                who = np.tile([unit_of[number[run.pair]], len(scenarios), run.future], (len(found), 1))
                rows.append(np.column_stack([found, who]))
    if not scenarios:
        raise ValueError(Text("Support is withdrawn in none of these histories, so nothing was tested."))
    if not rows:
        raise ValueError(Text("No group could be followed long enough after support began to go."))
    table = np.concatenate(rows)
    strata = np.unique(table[:, 6:], axis=0, return_inverse=True)[1].ravel()
    # Units without a group are no units: they would only be drawn in vain.
    unit = np.unique(table[:, 5], return_inverse=True)[1]
    return Followed(
        output=table[:, 0],
        passed=table[:, 1] == 1,
        weeks=table[:, 2].astype(np.int64),
        ended=table[:, 3] == 1,
        completed=table[:, 4] == 1,
        unit=unit.astype(np.int64),
        strata=strata.astype(np.int64),
        scenarios=tuple(scenarios),
        histories=len(histories),
        futures=len({future for _, future, _ in histories}),
        ideas=int(left_out[0]),
        too_short=int(left_out[1]),
    )


def _of_one(run: Run, tested: NDArray[Any], after: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The groups of one run, a row each; and how many were left out: ideas, and those whose story is too short."""
    groups, first = tested[tested["stage"] >= Stage.RESIDENT_INITIATIVE], int(tested["week"][0])
    ideas = len(tested) - len(groups)
    if first + after > run.weeks - 1:
        return np.zeros((0, 5)), np.array([ideas, len(groups)])
    table = run.event_table
    ends = table[(table["event"] == Event.ENDED) & (table["week"] >= first) & (table["week"] <= first + after)]
    week = dict(zip(ends["initiative"].tolist(), (ends["week"] - first).tolist(), strict=True))
    reached = set(ends["initiative"][ends["reason"] == Reason.COMPLETED].tolist())
    found = [
        (output, reason == Reason.CRITERION, week.get(one, after), one in week and one not in reached, one in reached)
        for one, output, reason in groups[["initiative", "value", "reason"]].tolist()
    ]
    return np.array(found, dtype=np.float64).reshape(-1, 5), np.array([ideas, 0])
