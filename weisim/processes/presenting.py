"""Presenting: initiatives show themselves to the neighbourhood."""

from __future__ import annotations

from weisim.neighbourhood.befriending import get_acquainted
from weisim.neighbourhood.carrying import ENDED
from weisim.neighbourhood.membership import UNAWARE, hear
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.terms import Event, Phase
from weisim.weeks import WEEKS_PER_YEAR

GOOD_OUTPUT = 0.5
DEVELOPMENT = int(Phase.DEVELOPMENT)


@rule
def show(
    key, reach, gain_of_trust, gain_of_standing, involvement, eager, trust, informed_neighbours, initiatives, start,
    degree, other,
):  # fmt: skip
    """Part of the unaware hear now; whoever knows trusts a little more; working initiatives gain standing."""
    for row in range(involvement.size):
        if involvement[row] == UNAWARE and draw(key, row) < reach:
            hear(row, involvement, eager, informed_neighbours, start, degree, other)
        if involvement[row] != UNAWARE:
            trust[row] += gain_of_trust * (1.0 - trust[row])
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage != ENDED and one.output >= GOOD_OUTPUT:
            one.legitimacy = min(one.legitimacy + gain_of_standing, 1.0)


@rule
def make_contacts(
    since, keys, chance, much, members, involvement, initiative, ties_won, informed_neighbours, active_neighbours,
    start, degree, room, other, strength, tail, surroundings,
):  # fmt: skip
    """Participants get to know somebody who came to look; returns where it stopped for want of memory, or -1."""
    for number in range(since, members.size):
        row = members[number]
        if draw(keys[0], row) >= chance:
            continue
        visitor = int(draw(keys[1], row) * involvement.size)
        # Only who has heard can have come.
        if involvement[visitor] == UNAWARE:
            continue
        met = get_acquainted(
            row, visitor, much, involvement, initiative, informed_neighbours, active_neighbours, start, degree, room,
            other, strength, tail,
        )  # fmt: skip
        if met < 0:
            return number
        if met > 0:
            ties_won[row] += 1
            surroundings[0].ties_made += 1
    return -1


@process(
    reads="programme.phase programme.presented_in programme.informing residents.involvement residents.eager "
    "residents.trust residents.initiative residents.ties_won residents.informed_neighbours "
    "residents.active_neighbours initiatives.stage initiatives.output initiatives.legitimacy surroundings.ties_made "
    "ties",
    writes="programme.presented_in residents.involvement residents.trust residents.ties_won "
    "residents.informed_neighbours residents.active_neighbours initiatives.legitimacy surroundings.ties_made ties",
)
def presenting(here: Neighbourhood, chance: Chance) -> None:
    """Initiatives show themselves to the neighbourhood when the programme enters the development phase.

    Once, in the first week of that phase, and yearly after it if `presenting.yearly`: whoever has not heard hears
    with chance `reach · min(1, sat(x_inform))`; informed `T ← T + trust(1 − T)`; initiatives with output of at least
    .5 gain legitimacy; each participant gets to know, with chance `contacts`, one resident drawn by lot if that one has
    heard. By these ties the news and the example go on. Realises statements 15 and 76.
    """
    p, who, ties, programme = here.parameters.presenting, here.residents, here.ties, here.programme
    never = programme.presented_in[0] < 0
    again = p.yearly and not never and (here.week - int(programme.presented_in[0])) % WEEKS_PER_YEAR == 0
    if not again and not (never and programme.phase[0] >= DEVELOPMENT):
        return
    programme.presented_in[0] = here.week
    here.chronicle.write(here.week, Event.PRESENTED)
    show(
        chance.key("presenting"), p.reach * min(1.0, programme.informing[0]), p.trust, p.standing,
        who.involvement, who.eager, who.trust, who.informed_neighbours, here.initiatives.table, ties.start, ties.degree,
        ties.other,
    )  # fmt: skip
    # In a story without ties nobody wins any.
    contacts, stopped = p.contacts if here.parameters.settling.ties else 0.0, 0
    while stopped >= 0:
        stopped = make_contacts(
            stopped, chance.keys("presenting.contact", "presenting.who"), contacts, here.parameters.bonding.first,
            here.members(), who.involvement, who.initiative, who.ties_won, who.informed_neighbours,
            who.active_neighbours, ties.start, ties.degree, ties.room, ties.other, ties.strength, ties.tail,
            here.surroundings.table,
        )  # fmt: skip
        if stopped >= 0:
            ties.widen()
