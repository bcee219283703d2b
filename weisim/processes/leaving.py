"""Leaving: people tire, lose heart or move."""

from __future__ import annotations

import math

import numpy as np

from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import INTERESTED, RESTING, withdraw
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.moving import move_in
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw, draws
from weisim.processes.process import process
from weisim.terms import Event, Reason
from weisim.weeks import weekly_chance

LEFT, MOVED_OUT = int(Event.LEFT), int(Event.MOVED_OUT)
LOST_HEART, MOVED = int(Reason.LOST_HEART), int(Reason.MOVED)
DISAPPOINTING_WEEKS = (13, 26, 52)
AROUND = 2


@clause
def tire(key, rate, w_motivation, settled, w_strain, honeymoon, row, motivation, strain, weeks_in):
    """Whether one member stops this week."""
    hazard = rate * math.exp(-w_motivation * (motivation[row] - settled) + w_strain * strain[row])
    for week in DISAPPOINTING_WEEKS:
        if abs(weeks_in[row] - week) <= AROUND:
            hazard *= 1.0 + honeymoon
    return draw(key, row) < hazard


@rule
def leave(
    week, luck, key_stop, move, rate, w_motivation, settled, w_strain, honeymoon, rest, key_share, initiative,
    involvement, weeks_in, weeks_resting, motivation, strain, hours_given, active_neighbours, initiatives, start,
    degree, other, lines, filled, movers,
):  # fmt: skip
    """Who stops, who has rested enough, and who moves out, with the luck given; returns how many moved."""
    count = 0
    for g in range(initiatives.size):
        initiatives[g].members_lost = 0
    for row in range(initiative.size):
        moves = luck[row] < move
        g = initiative[row]
        # Most residents do nothing of all this, and one question tells.
        if (not moves) & (g < 0) & (involvement[row] != RESTING):
            continue
        if involvement[row] == RESTING:
            weeks_resting[row] -= 1
            if weeks_resting[row] <= 0:
                involvement[row] = INTERESTED
        if g >= 0 and (
            moves or tire(key_stop, rate, w_motivation, settled, w_strain, honeymoon, row, motivation, strain, weeks_in)
        ):
            one = initiatives[g]
            if hours_given[row] > key_share * one.hours_given:
                one.key_person_left = week
            one.members_lost += 1
            note(lines, filled, week, LEFT, g, row, one.stage, MOVED if moves else LOST_HEART, math.nan)
            withdraw(
                row, rest, initiative, involvement, weeks_resting, hours_given, initiatives.members,
                active_neighbours, start, degree, other,
            )  # fmt: skip
        if moves:
            note(lines, filled, week, MOVED_OUT, -1, row, -1, MOVED, math.nan)
            movers[count] = row
            count += 1
    return count


def busiest(members: np.ndarray, initiative: np.ndarray, hours_given: np.ndarray, initiatives: int) -> np.ndarray:
    """The member of each initiative who gives most hours, equal: the lower row; int64[initiatives with members]."""
    most: dict[int, int] = {}
    for row in members.tolist():
        g = int(initiative[row])
        if g not in most or hours_given[row] > hours_given[most[g]]:
            most[g] = row
    return np.array([most[g] for g in range(initiatives) if g in most], np.int64)


@process(
    reads="residents.* ties surroundings.mobility surroundings.key_persons_leave initiatives.stage "
    "initiatives.members initiatives.hours_given",
    writes="residents.* ties surroundings.moved initiatives.members initiatives.members_lost "
    "initiatives.key_person_left",
)
def leaving(here: Neighbourhood, chance: Chance) -> None:
    """People tire, lose heart or move; whoever moves out is replaced the same week by a newcomer without memory.

    Members stop with hazard `h0 exp(−κ_M(M − .62) + κ_B B)(1 + bump · 1[about 13, 26 or 52 weeks in])` and rest 13
    weeks, after which they are interested again. All residents move with the weekly chance of the yearly mobility, that
    of an event from outside while it lasts; in the week in which key persons leave, the busiest member of each
    initiative moves. The newcomer has traits as people in such homes have, knows the others in the home and about half
    the usual number near by, and has heard nothing. Realises statement 71.
    """
    p, who, g, ties, around = (
        here.parameters.leaving, here.residents, here.initiatives, here.ties, here.surroundings,
    )  # fmt: skip
    luck, movers = here.paper("moving luck", np.float64), here.paper("movers", np.int64)
    draws(chance.key("leaving.move"), luck)
    if around.key_persons_leave[0]:
        luck[busiest(here.members(), who.initiative, who.hours_given, len(g))] = -1.0
    mobility = p.mobility if around.mobility[0] < 0.0 else float(around.mobility[0])
    count = leave(
        here.week, luck, chance.key("leaving.stop"), weekly_chance(mobility), weekly_chance(p.rate),
        p.motivation, p.settled, p.strain, p.honeymoon, p.rest, here.parameters.ending.key_share,
        who.initiative, who.involvement, who.weeks_in, who.weeks_resting, who.motivation, who.strain, who.hours_given,
        who.active_neighbours, g.table, ties.start, ties.degree, ties.other, here.chronicle.lines,
        here.chronicle.filled, movers,
    )  # fmt: skip
    around.moved[0] = count
    if count:
        move_in(here, movers[:count].copy(), chance)
