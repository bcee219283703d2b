"""Chronicle: what happened, when and to whom."""

from __future__ import annotations

import math

import numpy as np

from weisim.neighbourhood.rule import rule_for
from weisim.results.run import EVENT_TYPE

WIDTH = 8
WEEK, EVENT, INITIATIVE, RESIDENT, PARTNER, STAGE, REASON, VALUE = range(WIDTH)


@rule_for("void(f8[:,::1], i8[::1], i8, i8, i8, i8, i8, i8, f8)")
def note(lines, filled, week, event, initiative, resident, stage, reason, value):
    """Write one event; a rule that calls this has been given enough room."""
    line = filled[0]
    lines[line, WEEK] = week
    lines[line, EVENT] = event
    lines[line, INITIATIVE] = initiative
    lines[line, RESIDENT] = resident
    lines[line, PARTNER] = -1.0
    lines[line, STAGE] = stage
    lines[line, REASON] = reason
    lines[line, VALUE] = value
    filled[0] = line + 1


@rule_for("void(f8[:,::1], i8[::1], i8, i8, i8, i8, i8, i8, f8)")
def note_deal(lines, filled, week, event, initiative, partner, stage, reason, value):
    """Write one event between an initiative and a partner."""
    note(lines, filled, week, event, initiative, -1, stage, reason, value)
    lines[filled[0] - 1, PARTNER] = partner


class Chronicle:
    """All events of one history, in the order in which they happened.

    Attributes:
        lines: float64[room, 8], the columns of `EVENT_TYPE`; -1 and nan are missing.
        filled: int64[1], how many lines are written.
    """

    def __init__(self, room: int) -> None:
        """Start an empty chronicle with room for the events of at least one week."""
        self.room_of_a_week = room
        self.lines = np.empty((2 * room, WIDTH))
        self.filled = np.zeros(1, np.int64)

    def make_room(self) -> None:
        """See to it that another week fits."""
        if self.filled[0] + self.room_of_a_week > self.lines.shape[0]:
            written = int(self.filled[0])
            grown = np.empty((2 * self.lines.shape[0] + self.room_of_a_week, WIDTH))
            grown[:written] = self.lines[:written]
            self.lines = grown

    def write(
        self, week: int, event: int, initiative: int = -1, resident: int = -1, stage: int = -1, reason: int = -1,
        value: float = math.nan,
    ) -> None:  # fmt: skip
        """Write one event; what it is not about stays -1, and nan."""
        note(self.lines, self.filled, week, int(event), initiative, resident, int(stage), int(reason), value)

    def events(self) -> np.ndarray:
        """The events as a structured array of `EVENT_TYPE`."""
        written = self.lines[: int(self.filled[0])]
        table = np.empty(len(written), EVENT_TYPE)
        for column, name in enumerate(EVENT_TYPE.names or ()):
            table[name] = written[:, column]
        return table
