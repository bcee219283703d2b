"""Befalling: what comes from outside, whatever the programme does."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.easing import read_levels
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.terms import Event

AS_USUAL = -1.0


@process(
    reads="residents.trust surroundings.eased surroundings.rooms_used",
    writes="residents.trust surroundings.problem_base surroundings.problem_level surroundings.mobility "
    "surroundings.key_persons_leave",
)
def befalling(here: Neighbourhood, chance: Chance) -> None:
    """A renovation, a wave of moving, or key persons who leave come from outside, at dates that the scenario gives.

    At its begin an event may shift the trust of everybody, `T ← clip(T + shift)`; while it lasts it may shift the level
    that a problem has without work on it and set the yearly mobility (the highest of all events that last); in its
    first week the member with most hours of each initiative may move out. What it did to trust stays: that comes back
    by talks and results only. Realises statement 71.
    """
    if not here.given.events:
        return
    around, who = here.surroundings, here.residents
    around.key_persons_leave[0] = 0
    mobility, shift = AS_USUAL, np.zeros(here.given.problems.size)
    for number, event in enumerate(here.given.events):
        if here.week == event.begin:
            here.chronicle.write(here.week, Event.CONTEXT_BEGINS, value=number)
            who.trust[:] = np.clip(who.trust + event.trust, 0.0, 1.0)
            around.key_persons_leave[0] = max(int(around.key_persons_leave[0]), int(event.key_persons_leave))
        if here.week == event.end:
            here.chronicle.write(here.week, Event.CONTEXT_ENDS, value=number)
        if event.begin <= here.week and not 0 <= event.end <= here.week:
            mobility = max(mobility, event.mobility)
            shift += event.problems
    around.mobility[0] = mobility
    around.problem_base[0] = np.clip(here.parameters.choosing.level * here.given.problems + shift, 0.0, 1.0)
    read_levels(around.table, here.parameters.producing.enough_rooms)
