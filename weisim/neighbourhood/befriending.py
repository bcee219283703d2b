"""Befriending: ties that come about by doing things together, and ties that fade."""

from __future__ import annotations

from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.rule import clause, rule, rule_for
from weisim.neighbourhood.ties import meet

HOUSEHOLD = 1.0


@rule_for("i8(i8, i8, f8, i4[::1], i4[::1], i4[::1], i4[::1], i8[::1], i4[::1], i4[::1], i4[::1], f8[::1], i8[::1])")
def get_acquainted(
    row, who, much, involvement, initiative, informed_neighbours, active_neighbours, start, degree, room, other,
    strength, tail,
):  # fmt: skip
    """Two residents become contacts, and count among each other's contacts who have heard or take part.

    Returns 1 when they do, 0 when they were contacts already, -1 when memory must be widened first.
    """
    made = meet(start, degree, room, other, strength, tail, row, who, much)
    if made > 0:
        informed_neighbours[row] += 1 if involvement[who] != UNAWARE else 0
        informed_neighbours[who] += 1 if involvement[row] != UNAWARE else 0
        active_neighbours[row] += 1 if initiative[who] >= 0 else 0
        active_neighbours[who] += 1 if initiative[row] >= 0 else 0
    return made


@clause
def lose(
    row, lost, involvement, initiative, informed_neighbours, active_neighbours, start, degree, other, strength,
):  # fmt: skip
    """A resident loses the ties that have become too weak; returns how many."""
    kept = start[row]
    for place in range(start[row], start[row] + degree[row]):
        who = other[place]
        if strength[place] < lost:
            informed_neighbours[row] -= 1 if involvement[who] != UNAWARE else 0
            active_neighbours[row] -= 1 if initiative[who] >= 0 else 0
            continue
        other[kept] = who
        strength[kept] = strength[place]
        kept += 1
    count = start[row] + degree[row] - kept
    degree[row] -= count
    return count


@rule
def fade_ties(
    apart, faded, lost, involvement, initiative, informed_neighbours, active_neighbours, start, degree, other, strength,
):  # fmt: skip
    """A good while of fading: ties in the household stay, those of people who work together grow, the weakest are lost.

    Returns how many were lost.
    """
    count = 0
    for row in range(degree.size):
        end, weakest = start[row] + degree[row], HOUSEHOLD
        if initiative[row] < 0:
            for place in range(start[row], end):
                strength[place] *= faded if strength[place] < HOUSEHOLD else 1.0
                weakest = min(weakest, strength[place])
        else:
            for place in range(start[row], end):
                if strength[place] < HOUSEHOLD:
                    together = initiative[row] == initiative[other[place]]
                    strength[place] = 1.0 - (1.0 - strength[place]) * apart if together else strength[place] * faded
                    weakest = min(weakest, strength[place])
        if weakest < lost:
            count += lose(row, lost, involvement, initiative, informed_neighbours, active_neighbours, start, degree,
                          other, strength)  # fmt: skip
    # Either end of a tie is in the list of the other, so each tie was met twice.
    return count // 2
