"""Ties: who knows whom, how strongly, and how many of them have heard or take part."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.rule import clause, rule, rule_for

FIRST_ROOM = 12
# Memory that is never touched is never taken, so a long tail costs nothing until lists move there.
TAIL_PER_RESIDENT = 24


@rule_for("void(i8[::1], i4[::1], i4[::1], i8, i4[::1], i8)")
def tell_contacts(start, degree, other, row, counts, change):
    """Add to a count of each contact of one resident, such as the number of contacts who have heard."""
    for place in range(start[row], start[row] + degree[row]):
        counts[other[place]] += change


@clause
def _shut(start, degree, other, strength, row, who):
    """Take one entry out of a resident's list, keeping the order of rows."""
    end = start[row] + degree[row]
    place = start[row]
    while place < end and other[place] != who:
        place += 1
    if place == end:
        return
    for later in range(place, end - 1):
        other[later] = other[later + 1]
        strength[later] = strength[later + 1]
    degree[row] -= 1


@rule_for("void(i8[::1], i4[::1], i4[::1], f8[::1], i8, i8, f8)")
def _open(start, degree, other, strength, row, who, much):
    """Put one entry into a resident's list in order of rows; the caller has seen that there is room."""
    place = start[row] + degree[row]
    while place > start[row] and other[place - 1] > who:
        other[place] = other[place - 1]
        strength[place] = strength[place - 1]
        place -= 1
    other[place] = who
    strength[place] = much
    degree[row] += 1


@rule_for("b1(i8[::1], i4[::1], i4[::1], i4[::1], f8[::1], i8[::1], i8)")
def _make_way(start, degree, room, other, strength, tail, row):
    """A list that is full moves to the tail, with twice the room; False when the tail is full too."""
    if degree[row] < room[row]:
        return True
    wide = 2 * room[row]
    if tail[0] + wide > other.size:
        return False
    for step in range(degree[row]):
        other[tail[0] + step] = other[start[row] + step]
        strength[tail[0] + step] = strength[start[row] + step]
    start[row] = tail[0]
    room[row] = wide
    tail[0] += wide
    return True


@rule_for("b1(i8[::1], i4[::1], i4[::1], i8, i8)")
def knows(start, degree, other, row, who):
    """Whether two residents know each other."""
    for place in range(start[row], start[row] + degree[row]):  # noqa: SIM110 (a generator does not compile)
        if other[place] == who:
            return True
    return False


@rule
def cut_all(start, degree, other, strength, row):
    """A resident loses all ties, on both sides."""
    for place in range(start[row], start[row] + degree[row]):
        _shut(start, degree, other, strength, other[place], row)
    degree[row] = 0


@rule_for("i8(i8[::1], i4[::1], i4[::1], i4[::1], f8[::1], i8[::1], i8, i8, f8)")
def meet(start, degree, room, other, strength, tail, row, who, much):
    """Two residents get to know each other.

    Returns 1 when they do, 0 when they did already, -1 when memory must be widened first and nothing was done.
    """
    if row == who or knows(start, degree, other, row, who):
        return 0
    if not _make_way(start, degree, room, other, strength, tail, row) or not _make_way(
        start, degree, room, other, strength, tail, who
    ):
        return -1
    _open(start, degree, other, strength, row, who, much)
    _open(start, degree, other, strength, who, row, much)
    return 1


class Ties:
    """Symmetric, sparse ties with a strength from 0 to 1: a list for each resident, with room to grow.

    Attributes:
        start: int64[residents], where each resident's list begins.
        degree: int32[residents], number of ties.
        room: int32[residents], places in the list.
        other: int32[places], the contact at each place, ascending within a list.
        strength: float64[places], the strength of the tie at each place.
        tail: int64[1], where places begin that no list uses yet.
    """

    def __init__(self, residents: int) -> None:
        """Nobody knows anybody yet."""
        self.start = np.arange(residents, dtype=np.int64) * FIRST_ROOM
        self.degree = np.zeros(residents, np.int32)
        self.room = np.full(residents, FIRST_ROOM, np.int32)
        places = residents * (FIRST_ROOM + TAIL_PER_RESIDENT) + 2 * FIRST_ROOM
        self.other = np.empty(places, np.int32)
        self.strength = np.empty(places)
        self.tail = np.array([residents * FIRST_ROOM], np.int64)

    def contacts(self, row: int) -> np.ndarray:
        """The rows of those whom one resident knows, ascending."""
        return self.other[self.start[row] : self.start[row] + self.degree[row]]

    def meet(self, row: int, who: int, strength: float) -> None:
        """Two residents get to know each other; nothing changes when they know each other already."""
        while meet(self.start, self.degree, self.room, self.other, self.strength, self.tail, row, who, strength) < 0:
            self.widen()

    def widen(self) -> None:
        """Make the tail longer, by half of what there is."""
        self.widen_to(self.other.size + self.other.size // 2 + 64 * FIRST_ROOM)

    def widen_to(self, places: int) -> None:
        """Make the tail so long that there are this many places in all."""
        more = places - self.other.size
        self.other = np.concatenate((self.other, np.empty(more, np.int32)))
        self.strength = np.concatenate((self.strength, np.empty(more)))
