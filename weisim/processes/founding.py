"""Founding: residents with a problem and a plan start an initiative."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, IDEA
from weisim.neighbourhood.membership import INTERESTED, RESTING, enrol
from weisim.neighbourhood.model import Given, Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draws
from weisim.processes.process import process
from weisim.terms import Event, Phase, Reason

EMERGENCE = int(Phase.EMERGENCE)
ROWS = 2**32
Numbers = namedtuple("Numbers", "trickle spontaneous pause niches problems crowd nurse")


def numbers_of(given: Given) -> np.ndarray:
    """The numbers of founding, float64[7], in the order of `Numbers`.

    Niches: how many initiatives all problems together can feed here; problems: how many there are here.
    """
    p = given.parameters.founding
    worked_out = {"niches": p.niche * given.sociable.size / 1000.0, "problems": given.problems.sum()}
    return np.array([float(worked_out[name] if name in worked_out else getattr(p, name)) for name in Numbers._fields])


@clause
def crowding(initiatives, agenda, n, ease):
    """How far initiatives on the same problem and ideas already nursed deter a new idea, for each problem."""
    ideas = 0
    count = np.zeros(ease.size)
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage != ENDED:
            count[one.problem] += 1.0
        if one.stage == IDEA:
            ideas += 1
    for q in range(ease.size):
        niche = n.niches * agenda[q]
        ease[q] = math.exp(-n.crowd * count[q] / niche) / (1.0 + ideas / n.nurse) if niche > 0.0 else 0.0


@rule
def found(
    key, week, with_help, numbers, involvement, initiative, motivation, trust, hours_available, problem, last_idea,
    surroundings, initiatives, luck, founders,
):  # fmt: skip
    """Who starts an idea this week; returns how many."""
    n = Numbers(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6])
    agenda = surroundings[0].agenda
    ease = np.empty(agenda.size)
    crowding(initiatives, agenda, n, ease)
    # Ideas are nursed as far as their problem is on the agenda: on average fully.
    heaviest = 0.0
    for q in range(agenda.size):
        heaviest = max(heaviest, agenda[q] * n.problems)
    draws(key, luck)
    count = 0
    # The wish is 2 at most and trust 1, so hardly anybody needs a closer look.
    most_interested, most_others = (with_help * heaviest + n.trickle) * 2.0 / 0.58, n.spontaneous * 2.0
    for row in range(involvement.size):
        if luck[row] >= (most_interested if involvement[row] == INTERESTED else most_others):
            continue
        if motivation[row] <= 0.5 or hours_available[row] <= 0.0 or week - last_idea[row] < n.pause:
            continue
        if initiative[row] >= 0 or involvement[row] == RESTING:
            continue
        wish = 4.0 * (motivation[row] - 0.5) * ease[problem[row]]
        if involvement[row] == INTERESTED:
            chance = (with_help * agenda[problem[row]] * n.problems + n.trickle) * wish * trust[row] / 0.58
        else:
            chance = n.spontaneous * wish
        if luck[row] < chance:
            founders[count] = row
            count += 1
    return count


@process(
    reads="programme.connecting programme.phase programme.presented_in programme.ideas_born programme.joined "
    "surroundings.agenda residents.involvement "
    "residents.initiative residents.motivation residents.trust residents.problem residents.last_idea "
    "residents.hours_available residents.aims_enterprise residents.eager residents.weeks_in "
    "residents.informed_neighbours residents.active_neighbours initiatives.stage initiatives.problem "
    "initiatives.members ties",
    writes="programme.ideas_born programme.joined residents.involvement residents.initiative residents.founded "
    "residents.last_idea residents.weeks_in residents.informed_neighbours residents.active_neighbours "
    "initiatives.*",
)
def founding(here: Neighbourhood, chance: Chance) -> None:
    """An interested resident with a problem and a plan starts an idea; partners never do.

    Interested, with some time, not a member, not resting, no idea in the past year: `P = [idea · S_connect (1 + copy ·
    1[presented less than 8 weeks ago]) 1[phase ≥ emergence] · agenda_q/mean + trickle] · 4(M − ½)⁺ (T/.58) · exp(−crowd
    n_q/niche_q)/(1 + n_ideas/nurse)`; not interested: `spontaneous · 4(M − ½)⁺` and the same last two factors. All
    problems together feed `niche` initiatives per 1,000 residents, divided by the agenda. Realises statements 16, 31,
    38, 43 and 49.
    """
    p, who, g, ties, programme = here.parameters.founding, here.residents, here.initiatives, here.ties, here.programme
    imitated = here.week - int(programme.presented_in[0]) < p.imitation_weeks
    helped = (
        p.idea * programme.connecting[0] * (1.0 + p.imitation * imitated) if programme.phase[0] >= EMERGENCE else 0.0
    )
    founders = here.paper("founders", np.int32)
    count = found(
        chance.key("founding"), here.week, helped, here.once(numbers_of, here.given), who.involvement, who.initiative,
        who.motivation, who.trust, who.hours_available, who.problem, who.last_idea, here.surroundings.table, g.table,
        here.paper("luck", np.float64), founders,
    )  # fmt: skip
    for row in founders[:count].tolist():
        new = g.add_row()
        g.problem[new] = who.problem[row]
        g.aims_enterprise[new] = who.aims_enterprise[row]
        g.founder[new], g.born[new] = row, here.week
        g.key[new] = here.week * ROWS + row
        who.founded[row], who.last_idea[row] = new, here.week
        enrol(
            row, new, who.initiative, who.involvement, who.weeks_in, who.eager, g.members, who.informed_neighbours,
            who.active_neighbours,
            ties.start, ties.degree, ties.other,
        )  # fmt: skip
        programme.ideas_born[0] += 1
        programme.joined[0] += 1
        here.chronicle.write(here.week, Event.IDEA_BORN, new, row, IDEA, value=float(who.problem[row]))
        here.chronicle.write(here.week, Event.JOINED, new, row, IDEA, Reason.FOUNDED)
