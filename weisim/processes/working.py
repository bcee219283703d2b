"""Working: members put in hours, tasks are shared, and the week has a result."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.carrying import ENDED, IDEA, demand_of, named, output_of
from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.terms import Help

COACHING, MANAGER_COACHING = int(Help.COACHING), int(Help.MANAGER_COACHING)


@rule
def give_hours(
    members, ceiling, n, initiative, motivation, strain, hours_available, hours_given, weeks_in, skill, stage,
    dependence, own_hours, possible_hours, team_hours, coverage,
):  # fmt: skip
    """What each member gives, what a team could give, and who in it is best at what."""
    wanted = np.zeros(stage.size)
    for g in range(stage.size):
        own_hours[g] = 0.0
        possible_hours[g] = 0.0
        team_hours[g] = 0.0
        for part in range(coverage.shape[1]):
            coverage[g, part] = 0.0
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        wish = hours_available[row] * (0.3 + 0.9 * motivation[row]) * (1.0 - n.dependency * dependence[g])
        hours_given[row] = min(wish, hours_available[row]) * (1.0 - 0.5 * strain[row])
        wanted[g] += hours_given[row]
        weeks_in[row] += 1
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        able = 0.6 + 0.8 * (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        possible_hours[g] += hours_given[row] * able
        most = ceiling * demand_of(stage[g], n)
        if wanted[g] > most:
            hours_given[row] *= most / wanted[g]
        own_hours[g] += hours_given[row] * able
        team_hours[g] += hours_given[row]
        for part in range(coverage.shape[1]):
            coverage[g, part] = max(coverage[g, part], skill[row, part])


@rule
def get_results(
    carry_idea, carry_later, carried_in_all, coaching_half, memory, in_red, red_weeks, n, stage, age, members,
    structure, coaching_had, dependence, own_hours, carried_hours, output, coverage, viability, weeks_in_red,
):  # fmt: skip
    """What the week's work came to, what professionals carried of it, and how healthy that leaves the initiative."""
    live = 0
    for g in range(stage.size):
        if stage[g] != ENDED:
            live += 1
    for g in range(stage.size):
        if stage[g] == ENDED:
            continue
        age[g] += 1
        demand = demand_of(stage[g], n)
        carried_hours[g] = 0.0
        if carried_in_all > 0.0 and members[g] > 0:
            coached = coaching_had[g] / (coaching_had[g] + coaching_half)
            most = (carry_idea if stage[g] == IDEA else carry_later) * demand * min(1.0, 1.4 * coached)
            carried_hours[g] = min(most, carried_in_all / live)
        work = carried_hours[g] + own_hours[g]
        share = carried_hours[g] / work if work > 0.0 else 0.0
        dependence[g] += n.adapting * (share - dependence[g])
        output[g] = output_of(own_hours[g], structure[g], carried_hours[g], demand, n) if members[g] > 0 else 0.0
        skilled = (coverage[g, 0] + coverage[g, 1] + coverage[g, 2] + coverage[g, 3]) / 4.0
        worth = output[g] * (0.35 + 0.65 * min(max((skilled - 0.25) / 0.45, 0.0), 1.0))
        lost = in_red if weeks_in_red[g] > red_weeks else 0.0
        viability[g] = min(max(viability[g] + memory * (worth - viability[g]) - lost, 0.0), 1.0)


@rule
def work(
    listed, ceiling, carry_manager, carry_idea, carry_later, coaching_half, memory, in_red, red_weeks, carrying,
    managing, dose, initiative, motivation, strain, hours_available, hours_given, weeks_in, skill, stage, age, team,
    structure, coaching_had, dependence, own_hours, possible_hours, team_hours, carried_hours, output, coverage,
    viability, weeks_in_red,
):  # fmt: skip
    """A week of work: members give their hours, professionals carry a part, and this is what it comes to."""
    n = named(carrying)
    give_hours(
        listed_members(initiative, listed), ceiling, n, initiative, motivation, strain, hours_available, hours_given,
        weeks_in, skill, stage, dependence, own_hours, possible_hours, team_hours, coverage,
    )  # fmt: skip
    carried_in_all = carry_manager * managing[0] + dose[0, COACHING] + dose[0, MANAGER_COACHING]
    get_results(
        carry_idea, carry_later, carried_in_all, coaching_half, memory, in_red, red_weeks, n, stage, age, team,
        structure, coaching_had, dependence, own_hours, carried_hours, output, coverage, viability, weeks_in_red,
    )  # fmt: skip


@process(
    reads="programme.managing programme.dose residents.initiative residents.motivation residents.strain "
    "residents.hours_available residents.skill residents.weeks_in initiatives.stage initiatives.age "
    "initiatives.members initiatives.structure initiatives.coaching_had initiatives.dependence "
    "initiatives.viability initiatives.weeks_in_red initiatives.carried_hours initiatives.output",
    writes="residents.hours_given residents.weeks_in initiatives.age initiatives.own_hours initiatives.possible_hours "
    "initiatives.hours_given initiatives.carried_hours initiatives.coverage initiatives.dependence "
    "initiatives.output initiatives.viability",
)
def working(here: Neighbourhood, chance: Chance) -> None:
    """Members put in hours; the able and willing carry most; hours, skill and structure make a result.

    `h⁰ = min(H(.3 + .9 M)(1 − dependency d), H)(1 − ½B)`, `h = h⁰ min(1, ceiling D/Σh⁰)`, effective `e = h(.6 + .8
    mean K)`, `E = Σe`. Professionals carry `P = min(carry D min(1, 1.4 Cs), (10 x_PM + coaching hours)/live)`,
    nothing without support; `d ← d + .1(P/(P + E) − d)`. `r = [E(e0 + (1 − e0)O) + P]/D`, `y = r³/(r³ + .75³)`; worth
    `w = y(.35 + .65 clip((mean coverage − .25)/.45))`; `V ← clip(V + ν(w − V) − .02 · 1[in the red])`. Hours given
    never exceed hours available. Realises statements 8, 13, 52 and 56.
    """
    p, who, g, programme = here.parameters.working, here.residents, here.initiatives, here.programme
    work(
        here.listed, p.ceiling, p.carry_manager, p.carry_idea, p.carry_later, here.parameters.supporting.coaching_half,
        p.memory, p.in_red, here.parameters.producing.red_weeks, here.carrying, programme.managing, programme.dose,
        who.initiative, who.motivation, who.strain, who.hours_available, who.hours_given, who.weeks_in, who.skill,
        g.stage, g.age, g.members, g.structure, g.coaching_had, g.dependence, g.own_hours, g.possible_hours,
        g.hours_given, g.carried_hours, g.output, g.coverage, g.viability, g.weeks_in_red,
    )  # fmt: skip
