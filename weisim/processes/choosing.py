"""Choosing: residents set the agenda and share out the help."""

from __future__ import annotations

import math

import numpy as np

from weisim.neighbourhood.carrying import ENDED, RESIDENT_INITIATIVE
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw, mixed
from weisim.processes.process import process
from weisim.terms import Event, Help

SPACE = int(Help.SPACE)
ROOM_FOUND, ROOM_LOST = int(Event.ROOM_FOUND), int(Event.ROOM_LOST)


@rule
def weigh(everybody, top_down, known, above, concern, involvement, surroundings):
    """The weight of each problem: what residents worry about times how bad it is, mixed with what comes from above."""
    around = surroundings[0]
    of_residents, agenda, level = around.agenda_of_residents, around.agenda, around.problem_level
    problems = agenda.size
    for q in range(problems):
        of_residents[q] = 0.0
    for row in range(involvement.size):
        if everybody or involvement[row] != UNAWARE:
            for q in range(problems):
                of_residents[q] += concern[row, q]
    total = 0.0
    for q in range(problems):
        of_residents[q] *= level[q]
        total += of_residents[q]
    for q in range(problems):
        # As long as nobody has heard, no problem weighs more than another.
        of_residents[q] = of_residents[q] / total if total > 0.0 else known[q] / max(1.0, known.sum())
        agenda[q] = (1.0 - top_down) * of_residents[q] + top_down * above[q]


@rule
def vote(key, members, own, by_standing, noise, felt, surroundings, initiatives):
    """What members want help to go to: agenda, own problem, good standing and some chance; the mean of their votes."""
    agenda, voters = surroundings[0].agenda, members.size
    share = np.zeros(agenda.size)
    for number in range(voters):
        share[felt[members[number]]] += 1.0 / voters
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        luck = 0.0
        if noise > 0.0 and voters > 0:
            ballot = mixed(key + np.uint64(one.key))
            for number in range(voters):
                luck += draw(ballot, members[number])
            luck *= noise / voters
        one.priority = agenda[one.problem] + own * share[one.problem] + by_standing * one.legitimacy + luck


@rule
def share_rooms(week, rooms, initiatives, lines, filled):
    """Rooms go down the list to initiatives past the idea; who has one keeps it while there are enough."""
    used = 0
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            one.room_of_plan = 0
        used += one.room_of_plan
    while used > rooms:
        last = -1
        for g in range(initiatives.size):
            one = initiatives[g]
            if one.room_of_plan == 1 and (last < 0 or one.priority <= initiatives[last].priority):
                last = g
        initiatives[last].room_of_plan = 0
        used -= 1
        note(lines, filled, week, ROOM_LOST, last, -1, initiatives[last].stage, 0, math.nan)
    while used < rooms:
        first = -1
        for g in range(initiatives.size):
            one = initiatives[g]
            waits = RESIDENT_INITIATIVE <= one.stage < ENDED and one.room_of_plan == 0 and one.room_of_deal == 0
            if waits and (first < 0 or one.priority > initiatives[first].priority):
                first = g
        if first < 0:
            break
        initiatives[first].room_of_plan = 1
        used += 1
        note(lines, filled, week, ROOM_FOUND, first, -1, initiatives[first].stage, 0, math.nan)


@process(
    reads="programme.dose programme.helped residents.concern residents.involvement residents.problem "
    "residents.initiative surroundings.problem_level surroundings.agenda surroundings.rooms initiatives.stage "
    "initiatives.problem initiatives.key initiatives.legitimacy initiatives.priority initiatives.room_of_plan "
    "initiatives.room_of_deal",
    writes="surroundings.agenda surroundings.agenda_of_residents surroundings.agenda_control surroundings.rooms "
    "initiatives.priority initiatives.room_of_plan",
)
def choosing(here: Neighbourhood, chance: Chance) -> None:
    """Residents set the agenda, and members of initiatives decide who gets help first.

    Once a quarter `agenda_q = Σ concern_q · level_q / Σ` over residents who have heard (or all), mixed with what is set
    from above: `(1 − top_down) · residents' + top_down · given`. Members give each initiative `agenda + .5 · [one's own
    problem] + .2 L + U(0, .2)`; the sum of votes orders grants, rooms and training places, and divides the time of
    coaches; equal: the older initiative. Rooms of the plan go down that list; who has one keeps it while there are
    enough. An agenda from above adds `.3 · top_down` to the control that members feel, and it steers which ideas are
    nursed and fed (*founding*). Realises statements 6, 7 and 8.
    """
    p, who, around = here.parameters.choosing, here.residents, here.surroundings
    if here.week % p.every == 0:
        weigh(
            p.agenda == "all", p.top_down, here.given.problems, here.given.agenda, who.concern, who.involvement,
            around.table,
        )  # fmt: skip
        vote(
            chance.key("choosing.vote"), here.members(), p.own_problem, p.standing, p.noise, who.problem, around.table,
            here.initiatives.table,
        )  # fmt: skip
    around.agenda_control[0] = p.control * p.top_down * here.programme.helped[0]
    rooms = int(here.programme.dose[0, SPACE] + 1e-6)  # a room is not lost by rounding
    if rooms or around.rooms[0]:
        around.rooms[0] = rooms
        share_rooms(here.week, rooms, here.initiatives.table, here.chronicle.lines, here.chronicle.filled)
