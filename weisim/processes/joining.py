"""Joining: who can, likes, is enabled, asked and answered, takes part."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, demand_of, named
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import AWARE, INTERESTED, RESTING, UNAWARE, enrol, hear
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.joining import Joining
from weisim.processes.process import process
from weisim.terms import Event, Reason

NOBODY = -1
JOINED, ASKED, UNASKED = int(Event.JOINED), int(Reason.ASKED), int(Reason.UNASKED)
Weights = namedtuple("Weights", "base motivation social asked itself trust fit can hard asked_threshold")


@rule
def come_forward(
    key, come, connecting, alone, enough_trust, pull, involvement, motivation, trust, hours_available, attraction,
    coming,
):  # fmt: skip
    """Who has heard, trusts enough and has time may come forward, sooner when somebody connects; returns how many."""
    count = 0
    factor = come * (alone + (1.0 - alone) * connecting)
    for row in range(involvement.size):
        if involvement[row] == AWARE and trust[row] > enough_trust:
            time = hours_available[row] / (hours_available[row] + 2.0) / 0.4
            chance = factor * (motivation[row] / 0.45) * (trust[row] / 0.5) ** 2 * time * (1.0 + pull * attraction[row])
            if draw(key, row) < chance:
                coming[count] = row
                count += 1
    return count


@rule
def become_interested(coming, involvement):
    """Who came forward this week is interested from now on, unless asked and taking part already."""
    for row in coming:
        if involvement[row] == AWARE:
            involvement[row] = INTERESTED


@rule
def openings(slack, numbers, stage, possible_hours, room):
    """How far each live initiative still looks for people: until its members could give more hours than it needs."""
    n = named(numbers)
    for g in range(stage.size):
        room[g] = 0.0
        if stage[g] != ENDED:
            room[g] = min(max(slack - possible_hours[g] / demand_of(stage[g], n), 0.0), 1.0)


@rule
def one_contact(u, row, start, degree, other, strength):
    """One contact, the stronger the tie the likelier; -1 for who knows nobody."""
    total = 0.0
    for place in range(start[row], start[row] + degree[row]):
        total += strength[place]
    wanted = u * total
    for place in range(start[row], start[row] + degree[row]):
        wanted -= strength[place]
        if wanted < 0.0:
            return other[place]
    return other[start[row] + degree[row] - 1] if degree[row] > 0 else -1


@rule
def answers_yes(
    u, by_asking, same_problem, w, row, motivation, trust, hours_available, active_neighbours, threshold, degree,
):  # fmt: skip
    """The answer to a question or to a thought of one's own, by the rule in force."""
    if w.hard > 0.0:
        share = active_neighbours[row] / degree[row] if degree[row] > 0 else 0.0
        return share >= threshold[row] - (w.asked_threshold if by_asking else 0.0)
    leaning = (
        w.base
        + w.motivation * (motivation[row] - 0.5)
        + w.social * min(active_neighbours[row], 4) / 2.0
        + (w.asked if by_asking else w.itself)
        + w.trust * (trust[row] - 0.58)
        + w.fit * ((1.0 if same_problem else 0.0) - 0.2)
        + w.can * (math.log(1.0 + hours_available[row]) - 1.1)
    )
    return u < 1.0 / (1.0 + math.exp(-leaning))


@rule
def ask_contacts(
    members, keys, ask, room, who_initiative, involvement, start, degree, other, strength, asked_for, best, asked,
):  # fmt: skip
    """Members ask contacts while their initiative looks for people; returns how many were asked."""
    count = 0
    for number in range(members.size):
        row = members[number]
        g = who_initiative[row]
        if draw(keys[0], row) >= ask * room[g]:
            continue
        contact = one_contact(draw(keys[1], row), row, start, degree, other, strength)
        if contact < 0:
            continue
        urge = draw(keys[2], row)
        if asked_for[contact] < 0:
            asked[count] = contact
            count += 1
        if asked_for[contact] < 0 or urge > best[contact]:
            asked_for[contact] = g
            best[contact] = urge
    return count


@rule
def one_initiative(u, own_problem, room, problem):
    """One initiative that looks for people, likelier when it works on one's own problem; -1 when none does."""
    total = 0.0
    for g in range(room.size):
        total += room[g] * (3.0 if problem[g] == own_problem else 1.0)
    wanted = u * total
    for g in range(room.size):
        wanted -= room[g] * (3.0 if problem[g] == own_problem else 1.0)
        if wanted < 0.0:
            return g
    return -1


@rule
def join(
    week, members, keys, ask, consider, weights, room, who_initiative, involvement, weeks_in, eager, motivation,
    trust, hours_available, own_problem, informed_neighbours, active_neighbours, threshold, stage, problem, team,
    start, degree, other, strength, lines, filled, asked_for, best,
):  # fmt: skip
    """Asking, answering and considering unasked, all on the state at the start of the week's joining."""
    w = Weights(
        weights[0], weights[1], weights[2], weights[3], weights[4], weights[5], weights[6], weights[7], weights[8],
        weights[9],
    )  # fmt: skip
    residents = who_initiative.size
    asked = np.empty(min(members.size, residents), np.int32)
    count = ask_contacts(
        members, keys, ask, room, who_initiative, involvement, start, degree, other, strength, asked_for, best, asked
    )
    joiners = np.empty(residents, np.int32)
    joined = 0
    for number in range(count):
        row = asked[number]
        if who_initiative[row] < 0 and involvement[row] != RESTING:
            same = problem[asked_for[row]] == own_problem[row]
            if answers_yes(
                draw(keys[3], row), True, same, w, row, motivation, trust, hours_available, active_neighbours,
                threshold, degree,
            ):  # fmt: skip
                joiners[joined] = row
                joined += 1
    by_asking = joined
    looking = False
    for g in range(room.size):
        looking = looking or room[g] > 0.0
    if looking:
        for row in range(residents):
            if involvement[row] == INTERESTED and asked_for[row] < 0 and draw(keys[4], row) < consider:
                g = one_initiative(draw(keys[5], row), own_problem[row], room, problem)
                if g < 0:
                    continue
                same = problem[g] == own_problem[row]
                if answers_yes(
                    draw(keys[6], row), False, same, w, row, motivation, trust, hours_available, active_neighbours,
                    threshold, degree,
                ):  # fmt: skip
                    asked_for[row] = g
                    joiners[joined] = row
                    joined += 1
    for number in range(joined):
        row = joiners[number]
        g = asked_for[row]
        enrol(
            row, g, who_initiative, involvement, weeks_in, eager, team, informed_neighbours, active_neighbours,
            start, degree, other,
        )  # fmt: skip
        note(lines, filled, week, JOINED, g, row, stage[g], ASKED if number < by_asking else UNASKED, math.nan)
        asked_for[row] = NOBODY
    for number in range(count):
        asked_for[asked[number]] = NOBODY
        if involvement[asked[number]] == UNAWARE:
            hear(asked[number], involvement, eager, informed_neighbours, start, degree, other)


def weights_of(p: Joining) -> np.ndarray:
    """The weights of the answer, float64[10], in the order of `Weights`."""
    hard = 1.0 if p.rule == "hard threshold" else 0.0
    return np.array([p.base, p.motivation, p.social, p.asked, p.self, p.trust, p.fit, p.can, hard, p.threshold_asked])


DRAWS = (
    "joining.ask",
    "joining.contact",
    "joining.urge",
    "joining.answer",
    "joining.consider",
    "joining.which",
    "joining.itself",
)


@process(
    reads="programme.connecting residents.involvement residents.motivation residents.trust residents.hours_available "
    "residents.attraction residents.initiative residents.problem residents.eager residents.weeks_in "
    "residents.informed_neighbours residents.active_neighbours residents.threshold initiatives.stage "
    "initiatives.possible_hours initiatives.problem initiatives.members ties",
    writes="residents.involvement residents.initiative residents.weeks_in residents.informed_neighbours "
    "residents.active_neighbours initiatives.members",
)
def joining(here: Neighbourhood, chance: Chance) -> None:
    """Who can, likes, is enabled, asked and answered, takes part.

    (a) Coming forward, trust above .25: `P = come (M/.45)(T/.5)² (H/(H + 2))/.4 (.1 + .9 S_connect)(1 + pull(a −
    ā))`; offers attract, they never enter motivation. (b) Openings `clip(slack − Ē/D, 0, 1)`. (c) Each member asks
    with chance `ask · opening` one contact, the stronger the tie the likelier. (d) The asked join with `σ(b0 + b_M(M
    − ½) + b_S min(nP, 4)/2 + b_ask + b_T(T − .58) + b_fit(same − .2) + b_can(ln(1 + H) − 1.1))`. (e) An interested
    resident considers an initiative unasked, with `b_self` for `b_ask`; who comes forward is interested from next week
    on. Rival rule *hard threshold*: join when the share of contacts taking part reaches one's threshold. Realises
    statements 14, 16, 21, 23, 30, 31 and 33 to 42.
    """
    p, who, g, ties = here.parameters.joining, here.residents, here.initiatives, here.ties
    coming = here.paper("coming", np.int32)
    forward = come_forward(
        chance.key("joining.come"), p.come, here.programme.connecting[0], p.alone, p.enough_trust, p.pull,
        who.involvement, who.motivation, who.trust, who.hours_available, who.attraction, coming,
    )  # fmt: skip
    room = np.empty(len(g))
    openings(p.slack, here.carrying, g.stage, g.possible_hours, room)
    join(
        here.week, here.members(), chance.keys(*DRAWS), p.ask, p.consider, here.once(weights_of, p), room,
        who.initiative, who.involvement, who.weeks_in, who.eager, who.motivation, who.trust, who.hours_available,
        who.problem,
        who.informed_neighbours, who.active_neighbours, who.threshold, g.stage, g.problem, g.members,
        ties.start, ties.degree, ties.other, ties.strength, here.chronicle.lines, here.chronicle.filled,
        here.paper("asked for", np.int32, NOBODY), here.paper("urge", np.float64),
    )  # fmt: skip
    become_interested(coming[:forward], who.involvement)
