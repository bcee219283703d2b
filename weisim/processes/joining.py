"""Joining: who can, likes, is enabled, asked and answered, takes part."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, demand_of, named
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import AWARE, INTERESTED, RESTING, UNAWARE, enrol, hear, listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw, draws
from weisim.parameters.joining import Joining
from weisim.processes.process import process
from weisim.terms import Condition, Event, Problem, Reason

NOBODY = -1
JOINED, ASKED, UNASKED = int(Event.JOINED), int(Reason.ASKED), int(Reason.UNASKED)
CAN, LIKE, ENABLED, NOT_ASKED, RESPONDED = (int(condition) for condition in Condition)
WEEKS_BETWEEN_READINGS = 13
PROBLEMS = len(Problem)
Numbers = namedtuple(
    "Numbers",
    "come alone enough_trust pull slack ask consider base motivation social asked itself trust fit can hard "
    "asked_threshold room can_hours like_motivation asked_weeks responded_trust",
)


@clause
def come_forward(key, connecting, n, involvement, motivation, trust, hours_available, attraction, luck, comes):
    """Who has heard, trusts enough and has time may come forward, sooner when somebody connects."""
    draws(key, luck)
    factor = n.come * (n.alone + (1.0 - n.alone) * connecting)
    # Worked out for everybody, several at a time: that is sooner done than asking first for whom it matters.
    for row in range(involvement.size):
        time = hours_available[row] / (hours_available[row] + 2.0) / 0.4
        chance = factor * (motivation[row] / 0.45) * (trust[row] / 0.5) ** 2 * time * (1.0 + n.pull * attraction[row])
        comes[row] = (luck[row] < chance) & (involvement[row] == AWARE) & (trust[row] > n.enough_trust)


@clause
def become_interested(comes, involvement):
    """Who came forward this week is interested from now on, unless asked and taking part already."""
    for row in range(comes.size):
        if comes[row] and involvement[row] == AWARE:
            involvement[row] = INTERESTED


@clause
def openings(slack, carrying, initiatives, room):
    """How far each live initiative still looks for people: until its members could give more hours than it needs."""
    n = named(carrying)
    for g in range(initiatives.size):
        one = initiatives[g]
        room[g] = 0.0
        if one.stage != ENDED:
            room[g] = min(max(slack - one.possible_hours / demand_of(one.stage, n), 0.0), 1.0)


@clause
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


@clause
def answers_yes(
    u, by_asking, same_problem, n, row, motivation, trust, hours_available, active_neighbours, threshold, degree,
):  # fmt: skip
    """The answer to a question or to a thought of one's own, by the rule in force."""
    if n.hard > 0.0:
        share = active_neighbours[row] / degree[row] if degree[row] > 0 else 0.0
        return share >= threshold[row] - (n.asked_threshold if by_asking else 0.0)
    leaning = (
        n.base
        + n.motivation * (motivation[row] - 0.5)
        + n.social * min(active_neighbours[row], 4) / 2.0
        + (n.asked if by_asking else n.itself)
        + n.trust * (trust[row] - 0.58)
        + n.fit * ((1.0 if same_problem else 0.0) - 0.2)
        + n.can * (math.log(1.0 + hours_available[row]) - 1.1)
    )
    return u < 1.0 / (1.0 + math.exp(-leaning))


@clause
def ask_contacts(
    week, members, keys, ask, room, who_initiative, start, degree, other, strength, asked_in, asked_for, best, asked,
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
        asked_in[contact] = week
        if asked_for[contact] < 0:
            asked[count] = contact
            count += 1
        if asked_for[contact] < 0 or urge > best[contact]:
            asked_for[contact] = g
            best[contact] = urge
    return count


@clause
def weight_of(one, looks, own_problem, with_room):
    """How much an initiative draws somebody: it looks for people, works on the own problem, has a room to walk in."""
    weight = looks * (3.0 if one.problem == own_problem else 1.0)
    return weight * with_room if one.room_of_plan == 1 or one.room_of_deal == 1 else weight


@clause
def one_initiative(u, own_problem, with_room, room, initiatives):
    """One initiative that looks for people; -1 when none does."""
    total = 0.0
    for g in range(room.size):
        total += weight_of(initiatives[g], room[g], own_problem, with_room)
    wanted = u * total
    for g in range(room.size):
        wanted -= weight_of(initiatives[g], room[g], own_problem, with_room)
        if wanted < 0.0:
            return g
    return -1


@clause
def hold_back(
    week, n, room, initiatives, initiative, own_problem, active_neighbours, involvement, motivation, trust,
    hours_available, asked_in, held_back,
):  # fmt: skip
    """What holds back who does not take part: the first condition of CLEAR that fails; returns how many they are."""
    # Within reach is who works on the own problem, or whoever looks for people when a contact already takes part.
    anywhere, within_reach = False, np.zeros(PROBLEMS, np.bool_)
    for g in range(room.size):
        if room[g] > 0.0:
            anywhere = True
            within_reach[initiatives[g].problem] = True
    counts = np.zeros(held_back.size + 1, np.int32)
    for row in range(initiative.size):
        if initiative[row] >= 0:
            continue
        first = RESPONDED if trust[row] < n.responded_trust else RESPONDED + 1
        if week - asked_in[row] >= n.asked_weeks:
            first = NOT_ASKED
        if not within_reach[own_problem[row]] and not (anywhere and active_neighbours[row] > 0):
            first = ENABLED
        if motivation[row] < n.like_motivation:
            first = LIKE
        if hours_available[row] < n.can_hours or involvement[row] == RESTING:
            first = CAN
        counts[first] += 1
    for condition in range(held_back.size):
        held_back[condition] = counts[condition]
    return counts.sum()


@rule
def join(
    week, listed, keys, numbers, carrying, who_initiative, involvement, weeks_in, eager, motivation, trust,
    hours_available, attraction, own_problem, informed_neighbours, active_neighbours, threshold, asked_in,
    initiatives, programme, surroundings, start, degree, other, strength, lines, filled, luck, asked_for, best,
):  # fmt: skip
    """Coming forward, asking, answering and considering unasked, all on the state at the start of the process."""
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9],
        numbers[10], numbers[11], numbers[12], numbers[13], numbers[14], numbers[15], numbers[16], numbers[17],
        numbers[18], numbers[19], numbers[20], numbers[21],
    )  # fmt: skip
    residents, members, connecting = (
        who_initiative.size,
        listed_members(who_initiative, listed),
        programme[0].connecting,
    )
    comes = np.empty(residents, np.bool_)
    come_forward(keys[7], connecting, n, involvement, motivation, trust, hours_available, attraction, luck, comes)
    room = np.empty(initiatives.size)
    openings(n.slack, carrying, initiatives, room)
    asked = np.empty(min(members.size, residents), np.int32)
    count = ask_contacts(
        week, members, keys, n.ask, room, who_initiative, start, degree, other, strength, asked_in, asked_for, best,
        asked,
    )  # fmt: skip
    joiners = np.empty(residents, np.int32)
    joined = 0
    for number in range(count):
        row = asked[number]
        if who_initiative[row] < 0 and involvement[row] != RESTING:
            same = initiatives[asked_for[row]].problem == own_problem[row]
            if answers_yes(
                draw(keys[3], row), True, same, n, row, motivation, trust, hours_available, active_neighbours,
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
            if involvement[row] == INTERESTED and asked_for[row] < 0 and draw(keys[4], row) < n.consider:
                g = one_initiative(draw(keys[5], row), own_problem[row], n.room, room, initiatives)
                if g < 0:
                    continue
                same = initiatives[g].problem == own_problem[row]
                if answers_yes(
                    draw(keys[6], row), False, same, n, row, motivation, trust, hours_available, active_neighbours,
                    threshold, degree,
                ):  # fmt: skip
                    asked_for[row] = g
                    joiners[joined] = row
                    joined += 1
    for number in range(joined):
        row = joiners[number]
        g = asked_for[row]
        enrol(
            row, g, who_initiative, involvement, weeks_in, eager, initiatives.members, informed_neighbours,
            active_neighbours, start, degree, other,
        )  # fmt: skip
        why = ASKED if number < by_asking else UNASKED
        note(lines, filled, week, JOINED, g, row, initiatives[g].stage, why, math.nan)
        asked_for[row] = NOBODY
    for number in range(count):
        asked_for[asked[number]] = NOBODY
        if involvement[asked[number]] == UNAWARE:
            hear(asked[number], involvement, eager, informed_neighbours, start, degree, other)
    become_interested(comes, involvement)
    programme[0].joined = joined
    if week % WEEKS_BETWEEN_READINGS == 0:
        around = surroundings[0]
        around.not_taking_part = hold_back(
            week, n, room, initiatives, who_initiative, own_problem, active_neighbours, involvement, motivation, trust,
            hours_available, asked_in, around.held_back,
        )  # fmt: skip


def numbers_of(p: Joining) -> np.ndarray:
    """The numbers of joining, float64[22], in the order of `Numbers`."""
    return np.array([
        p.come, p.alone, p.enough_trust, p.pull, p.slack, p.ask, p.consider,
        p.base, p.motivation, p.social, p.asked, p.self, p.trust, p.fit, p.can,
        1.0 if p.rule == "hard threshold" else 0.0, p.threshold_asked,
        p.room, p.can_hours, p.like_motivation, float(p.asked_weeks), p.responded_trust,
    ])  # fmt: skip


DRAWS = (
    "joining.ask",
    "joining.contact",
    "joining.urge",
    "joining.answer",
    "joining.consider",
    "joining.which",
    "joining.itself",
    "joining.come",
)


@process(
    reads="programme.connecting residents.involvement residents.motivation residents.trust residents.hours_available "
    "residents.attraction residents.initiative residents.problem residents.eager residents.weeks_in "
    "residents.informed_neighbours residents.active_neighbours residents.threshold residents.asked_in "
    "initiatives.stage initiatives.possible_hours initiatives.problem initiatives.members initiatives.room_of_plan "
    "initiatives.room_of_deal ties",
    writes="residents.involvement residents.initiative residents.weeks_in residents.informed_neighbours "
    "residents.active_neighbours residents.asked_in initiatives.members programme.joined surroundings.held_back "
    "surroundings.not_taking_part",
)
def joining(here: Neighbourhood, chance: Chance) -> None:
    """Who can, likes, is enabled, asked and answered, takes part.

    (a) Coming forward, trust above .25: `P = come (M/.45)(T/.5)² (H/(H + 2))/.4 (.1 + .9 S_connect)(1 + pull(a − ā))`;
    offers attract, they never enter motivation. (b) Openings `clip(slack − Ē/D, 0, 1)`. (c) Each member asks with
    chance `ask · opening` one contact, the stronger the tie the likelier. (d) The asked join with `σ(b0 + b_M(M − ½) +
    b_S min(nP, 4)/2 + b_ask + b_T(T − .58) + b_fit(same − .2) + b_can(ln(1 + H) − 1.1))`. (e) An interested resident
    considers an initiative unasked, with `b_self` for `b_ask`; who comes forward is interested from next week on. Rival
    rule *hard threshold*: join when the share of contacts taking part reaches one's threshold. Once a quarter it is
    read off what holds back each resident who does not take part, the first that fails of: can (H ≥ .5, not resting),
    like (M ≥ .4), enabled (an initiative within reach looks for people: on the own problem, or any when a contact takes
    part), asked (in the last 26 weeks), responded to (T ≥ .4). Realises statements 14, 16, 21, 23, 30, 31 and 33 to 42.
    """
    who, ties = here.residents, here.ties
    join(
        here.week, here.listed, chance.keys(*DRAWS), here.once(numbers_of, here.parameters.joining), here.carrying,
        who.initiative, who.involvement, who.weeks_in, who.eager, who.motivation, who.trust, who.hours_available,
        who.attraction, who.problem, who.informed_neighbours, who.active_neighbours, who.threshold, who.asked_in,
        here.initiatives.table, here.programme.table, here.surroundings.table,
        ties.start, ties.degree, ties.other, ties.strength, here.chronicle.lines, here.chronicle.filled,
        here.paper("luck", np.float64), here.paper("asked for", np.int32, NOBODY), here.paper("urge", np.float64),
    )  # fmt: skip
