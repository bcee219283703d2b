"""Working: members put in hours, tasks are shared, and the week has a result."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, IDEA, demand_of, has_room, named, output_of
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Help

COACHING, MANAGER_COACHING = int(Help.COACHING), int(Help.MANAGER_COACHING)
Numbers = namedtuple(
    "Numbers", "ceiling carry_manager carry_idea carry_later coaching_half memory in_red red_weeks place_bound"
)


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of working, float64[9], in the order of `Numbers`."""
    of_others = {
        "coaching_half": parameters.supporting.coaching_half,
        "red_weeks": parameters.producing.red_weeks,
        "place_bound": parameters.producing.place_bound,
    }
    values = [of_others[name] if name in of_others else getattr(parameters.working, name) for name in Numbers._fields]
    return np.array([float(value) for value in values])


@clause
def give_hours(
    members, ceiling, c, initiative, motivation, extrinsic, strain, hours_available, hours_given, weeks_in, skill,
    initiatives,
):  # fmt: skip
    """What each member gives, what a team could give, and who in it is best at what."""
    wanted = np.zeros(initiatives.size)
    for g in range(initiatives.size):
        one = initiatives[g]
        one.own_hours = 0.0
        one.possible_hours = 0.0
        one.hours_given = 0.0
        for part in range(skill.shape[1]):
            one.coverage[part] = 0.0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        drive = motivation[row] + 0.5 * extrinsic[row]
        wish = hours_available[row] * (0.3 + 0.9 * drive) * (1.0 - c.dependency * initiatives[g].dependence)
        hours_given[row] = min(wish, hours_available[row]) * (1.0 - 0.5 * strain[row])
        wanted[g] += hours_given[row]
        weeks_in[row] += 1
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        one = initiatives[g]
        able = 0.6 + 0.8 * (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        one.possible_hours += hours_given[row] * able
        most = ceiling * demand_of(one.stage, c)
        if wanted[g] > most:
            hours_given[row] *= most / wanted[g]
        one.own_hours += hours_given[row] * able
        one.hours_given += hours_given[row]
        for part in range(skill.shape[1]):
            one.coverage[part] = max(one.coverage[part], skill[row, part])


@clause
def get_results(carried_in_all, n, c, initiatives):
    """What the week's work came to, what professionals carried of it, and how healthy that leaves the initiative."""
    live = 0
    for g in range(initiatives.size):
        if initiatives[g].stage != ENDED:
            live += 1
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        one.age += 1
        demand = demand_of(one.stage, c)
        one.carried_hours = 0.0
        if carried_in_all > 0.0 and one.members > 0:
            coached = one.coaching_had / (one.coaching_had + n.coaching_half)
            most = (n.carry_idea if one.stage == IDEA else n.carry_later) * demand * min(1.0, 1.4 * coached)
            one.carried_hours = min(most, carried_in_all / live)
        one.own_hours = max(one.own_hours - one.coaching_given, 0.0)
        work = one.carried_hours + one.own_hours
        share = one.carried_hours / work if work > 0.0 else 0.0
        one.dependence += c.adapting * (share - one.dependence)
        one.output = output_of(one.own_hours, one.structure, one.carried_hours, demand, c) if one.members > 0 else 0.0
        if not has_room(one):
            one.output *= 1.0 - n.place_bound * one.room_bound
        skilled = (one.coverage[0] + one.coverage[1] + one.coverage[2] + one.coverage[3]) / 4.0
        worth = one.output * (0.35 + 0.65 * min(max((skilled - 0.25) / 0.45, 0.0), 1.0))
        lost = n.in_red if one.weeks_in_red > n.red_weeks else 0.0
        one.viability = min(max(one.viability + n.memory * (worth - one.viability) - lost, 0.0), 1.0)


@rule
def work(
    listed, numbers, carrying, initiative, motivation, extrinsic, strain, hours_available, hours_given, weeks_in, skill,
    initiatives, programme,
):  # fmt: skip
    """A week of work: members give their hours, professionals carry a part, and this is what it comes to."""
    c, now = named(carrying), programme[0]
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7],
        numbers[8],
    )  # fmt: skip
    give_hours(
        listed_members(initiative, listed), n.ceiling, c, initiative, motivation, extrinsic, strain, hours_available,
        hours_given,
        weeks_in, skill, initiatives,
    )  # fmt: skip
    carried_in_all = n.carry_manager * now.managing + now.dose[COACHING] + now.dose[MANAGER_COACHING]
    get_results(carried_in_all, n, c, initiatives)


@process(
    reads="programme.managing programme.dose residents.initiative residents.motivation residents.extrinsic "
    "residents.strain residents.hours_available residents.skill residents.weeks_in initiatives.stage "
    "initiatives.age initiatives.members initiatives.structure initiatives.coaching_had initiatives.dependence "
    "initiatives.viability initiatives.weeks_in_red initiatives.carried_hours initiatives.output "
    "initiatives.coaching_given initiatives.room_of_plan initiatives.room_of_deal initiatives.room_shared "
    "initiatives.room_bound",
    writes="residents.hours_given residents.weeks_in initiatives.age initiatives.own_hours initiatives.possible_hours "
    "initiatives.hours_given initiatives.carried_hours initiatives.coverage initiatives.dependence "
    "initiatives.output initiatives.viability",
)
def working(here: Neighbourhood, chance: Chance) -> None:
    """Members put in hours; the able and willing carry most; hours, skill and structure make a result.

    `h⁰ = min(H(.3 + .9 M)(1 − dependency d), H)(1 − ½B)`, `h = h⁰ min(1, ceiling D/Σh⁰)`, effective `e = h(.6 + .8 mean
    K)`, `E = Σe`. Professionals carry `P = min(carry D min(1, 1.4 Cs), (10 x_PM + coaching hours)/live)`, nothing
    without support; `d ← d + .1(P/(P + E) − d)`. `r = [E(e0 + (1 − e0)O) + P]/D`, `y = r³/(r³ + .75³)`, less what was
    bound to a room that is lost; E without the hours in which a member of the cooperative coaches others; worth `w =
    y(.35 + .65 clip((mean coverage − .25)/.45))`; `V ← clip(V + ν(w − V) − .02 · 1[in the red])`. Hours given never
    exceed hours available. Realises statements 8, 13, 52 and 56.
    """
    who = here.residents
    work(
        here.listed, here.once(numbers_of, here.parameters), here.carrying, who.initiative, who.motivation,
        who.extrinsic, who.strain,
        who.hours_available, who.hours_given, who.weeks_in, who.skill, here.initiatives.table, here.programme.table,
    )  # fmt: skip
