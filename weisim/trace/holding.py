"""Holding: what held back the residents who did not take part, by the five conditions of taking part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from weisim.language import Text, percent
from weisim.terms import Condition, Event, Phase
from weisim.trace.happening import happenings

if TYPE_CHECKING:
    from weisim.results.run import Run


def held_back(run: Run, week: int) -> dict[Condition, float]:
    """Of the residents who did not take part in a week: the share for each condition that failed first.

    Empty when the run is older than this readout, or when everybody took part.
    """
    values = dict(zip(run.names, run.values[week].tolist(), strict=True))
    found = {condition: values.get(f"bottleneck_{condition.word}", math.nan) for condition in Condition}
    return {} if any(math.isnan(share) for share in found.values()) else found


def last_weeks(run: Run) -> list[tuple[int, Phase]]:
    """The last week of each stretch that the programme spent in one phase, with that phase."""
    turns = [one for one in happenings(run) if one.event in (Event.PHASE_REACHED, Event.PHASE_LOST)]
    known = {int(phase): phase for phase in Phase}
    phases = [Phase.INFORMATION, *(known.get(one.counted, Phase.INFORMATION) for one in turns)]
    return list(zip([*(one.week for one in turns), run.weeks - 1], phases, strict=True))


def most_held_back(run: Run, week: int) -> str:
    """What held back most residents in a week, in one sentence; nothing when nobody knows."""
    shares = held_back(run, week)
    if not shares:
        return ""
    condition = max(shares, key=lambda one: shares[one])
    says = Text(
        "Of those who do not take part, the largest group ({share}) {why}.",
        share=percent(shares[condition]),
        why=condition,
    )
    return str(says)
