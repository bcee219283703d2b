"""Membership: what it means for the neighbours when somebody hears, joins or leaves."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.rule import clause, rule, rule_for
from weisim.neighbourhood.ties import tell_contacts
from weisim.terms import Involvement

UNAWARE, AWARE, INTERESTED = int(Involvement.UNAWARE), int(Involvement.AWARE), int(Involvement.INTERESTED)
HELPER, CORE, RESTING = int(Involvement.HELPER), int(Involvement.CORE), int(Involvement.RESTING)

STREET = 64  # residents looked at together


@rule_for("void(i8, i4[::1], i4[::1], i4[::1], i8[::1], i4[::1], i4[::1])")
def hear(row, involvement, eager, informed_neighbours, start, degree, other):
    """A resident hears of it, and counts as informed for all contacts; who cannot wait is interested at once."""
    involvement[row] = INTERESTED if eager[row] == 1 else AWARE
    tell_contacts(start, degree, other, row, informed_neighbours, 1)


@rule_for("void(i8, i8, i4[::1], i4[::1], i4[::1], i4[::1], i4[:], i4[::1], i4[::1], i8[::1], i4[::1], i4[::1])")
def enrol(
    row, initiative, who_initiative, involvement, weeks_in, eager, members, informed_neighbours, active_neighbours,
    start, degree, other,
):  # fmt: skip
    """A resident takes part in an initiative, and counts as active for all contacts."""
    if involvement[row] == UNAWARE:
        hear(row, involvement, eager, informed_neighbours, start, degree, other)
    who_initiative[row] = initiative
    involvement[row] = HELPER
    weeks_in[row] = 0
    members[initiative] += 1
    tell_contacts(start, degree, other, row, active_neighbours, 1)


@clause
def withdraw(
    row, rest, who_initiative, involvement, weeks_resting, hours_given, members, active_neighbours, start, degree,
    other,
):  # fmt: skip
    """A resident takes part no longer and rests for some weeks."""
    members[who_initiative[row]] -= 1
    who_initiative[row] = -1
    involvement[row] = RESTING
    weeks_resting[row] = rest
    hours_given[row] = 0.0
    tell_contacts(start, degree, other, row, active_neighbours, -1)


@rule
def list_members(who_initiative, listed):
    """Write the rows of all who take part, in order; returns how many."""
    count = 0
    for first in range(0, who_initiative.size, STREET):
        street = who_initiative[first : first + STREET]
        # In most streets nobody takes part, and that is seen at once: a number below 0 has its highest bit set.
        all_bits = np.int32(-1)
        for place in range(street.size):
            all_bits &= street[place]
        if all_bits >= 0:
            for place in range(street.size):
                if street[place] >= 0:
                    listed[count] = first + place
                    count += 1
    return count


@clause
def listed_members(who_initiative, listed):
    """The rows of all who take part, in order, written on the scratch paper `listed`."""
    return listed[: list_members(who_initiative, listed)]
