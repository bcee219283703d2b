"""Supporting: this week's help, from plan, phase and what partners can spare."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.carrying import ENDED
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.support.plan import PlanTable
from weisim.terms import Event, Help
from weisim.weeks import WEEKS_PER_YEAR

SEED_GRANTS, REFLECTION = int(Help.SEED_GRANTS), int(Help.REFLECTION)
MANAGER_COACHING, COACHING = int(Help.MANAGER_COACHING), int(Help.COACHING)
IN_HOURS = np.array(
    [word not in (Help.SEED_GRANTS, Help.REFLECTION, Help.RECOGNITION, Help.TRAINING, Help.SPACE) for word in Help]
)
OUTREACH, INFORMING, CONNECTING, BROKERING = (
    int(Help.OUTREACH),
    int(Help.INFORMING),
    int(Help.CONNECTING),
    int(Help.BROKERING),
)
COMMUNITY_BUILDING = int(Help.COMMUNITY_BUILDING)
REFERENCE_RESIDENTS = 2500.0
WEEKS_A_STEP, STEP, SHARP, SESSIONS_A_WEEK = 8, 0.1, 0.5, 0.25


def reacts(plan: PlanTable) -> bool:
    """Whether any help in the plan steps down on a condition."""
    return bool((plan.condition_week >= 0).any())


@rule
def live_initiatives(stage):
    """How many initiatives live."""
    live = 0
    for row in range(stage.size):
        if stage[row] != ENDED:
            live += 1
    return live


@rule
def lower_on_condition(week, path, condition_week, condition_share, stress_share, level, level_changed):
    """A plan that reacts steps down every eight weeks while enough initiatives carry themselves, else it holds."""
    for row in range(condition_week.size):
        reacts = 0 <= condition_week[row] <= week and week - level_changed[row] >= WEEKS_A_STEP
        if reacts and stress_share >= condition_share[row]:
            level[row] = max(level[row] - STEP, 0.0)
            level_changed[row] = week


@rule
def spared(capacity, wanted):
    """The part of what is wanted that fits in what somebody can spare."""
    return 1.0 if wanted <= capacity else capacity / wanted


@rule
def units_of(kind, given, live):
    """Units a week that are paid for: sessions are held with each live initiative, the rest is given as it is."""
    return given * live * SESSIONS_A_WEEK if kind == REFLECTION else given


@rule
def offer(
    week, phase, live, kind, path, amount, from_phase, until_phase, partner, payer, price, level, in_hours,
    capacity_hours, capacity_euros, offered, dose, hours, euros,
):  # fmt: skip
    """What the plan offers this week, cut to the hours and euros partners can spare; returns the sharpest fall."""
    given = np.zeros(kind.size)
    fall = 0.0
    dose[:] = 0.0
    hours[:] = 0.0
    euros[:] = 0.0
    for row in range(kind.size):
        now = path[row, week] * level[row]
        fall = max(fall, offered[row] - now)
        offered[row] = now
        if from_phase[row] <= phase < until_phase[row]:
            given[row] = amount[row] * now
            if in_hours[kind[row]]:
                hours[partner[row]] += given[row]
    for row in range(kind.size):
        if in_hours[kind[row]]:
            given[row] *= spared(capacity_hours[partner[row]], hours[partner[row]])
        if kind[row] != SEED_GRANTS:
            euros[payer[row]] += units_of(kind[row], given[row], live) * price[row]
    hours[:] = 0.0
    for row in range(kind.size):
        if kind[row] != SEED_GRANTS:
            given[row] *= spared(capacity_euros[payer[row]], euros[payer[row]])
        dose[kind[row]] += given[row]
        if in_hours[kind[row]]:
            hours[partner[row]] += given[row]
    for row in range(euros.size):
        euros[row] = min(euros[row], capacity_euros[row])
    return fall


@rule
def keep_coaching(hours, live, memory, stage, coaching_had):
    """Coaching is divided over live initiatives and stays fresh for about a quarter."""
    for row in range(stage.size):
        if stage[row] == ENDED:
            coaching_had[row] = 0.0
        else:
            coaching_had[row] = coaching_had[row] * (1.0 - 1.0 / memory) + hours / live


@rule
def saturated(dose):
    """More help helps less and less: a full dose gives 1, half of it two thirds, the double one and a third."""
    return 2.0 * dose / (1.0 + dose)


@rule
def strengths(
    dose, size, control, full_informing, full_connecting, full_brokering, full_community, extra, most, helped,
    controlled, informing, connecting, managing, reflecting, community,
):  # fmt: skip
    """How strong each kind of help is against its full dose; doors and meetings are measured per resident."""
    helped[0] = 0.0
    for kind in range(dose.size):
        if dose[kind] > 0.0:
            helped[0] = 1.0
    controlled[0] = control * helped[0]
    informing[0] = saturated((dose[OUTREACH] + dose[INFORMING]) / (full_informing * size))
    connecting[0] = min(1.0, saturated(dose[CONNECTING] / (full_connecting * size)))
    managing[0] = (dose[CONNECTING] + dose[BROKERING]) / (full_connecting + full_brokering)
    reflected = dose[REFLECTION]
    reflecting[0] = reflected if reflected <= 1.0 else min(1.0 + extra * (reflected - 1.0), most)
    community[0] = saturated(dose[COMMUNITY_BUILDING] / full_community)


@process(
    reads="programme.phase programme.path programme.level programme.level_changed programme.grants_left "
    "initiatives.stage initiatives.coaching_had initiatives.members initiatives.own_hours initiatives.structure "
    "initiatives.dependence initiatives.coverage initiatives.embeddedness initiatives.cash "
    "partners.capacity_hours partners.capacity_euros",
    writes="programme.helped programme.informing programme.connecting programme.managing programme.reflecting "
    "programme.community programme.dose programme.level programme.level_changed programme.path "
    "programme.control programme.promise_broken programme.grants_left programme.grants_paid "
    "partners.hours_given partners.euros_given initiatives.coaching_had",
)
def supporting(here: Neighbourhood, chance: Chance) -> None:
    """This week's help is what the plan offers, cut to the hours and euros that partners can spare.

    `dose_k = amount_k × path(t)` within the window of phases; a plan that reacts steps down by a tenth every eight
    weeks while enough initiatives pass the stress test. Coaching adds to a memory of about a quarter, `C ← C(1 −
    1/13) + hours / live`. Control is present only while any help is. A fall of one kind of help by more than half in
    one week that nobody announced breaks a promise. Grants are bounded by their own yearly pot. Realises statements 4,
    52, 57, 58 and 65 to 67.
    """
    plan, p, programme = here.given.plan, here.parameters.supporting, here.programme
    if here.week % WEEKS_PER_YEAR == 0:
        programme.grants_left[0] = p.grant_pot
    if here.once(reacts, plan):
        passed, alive = here.stress_test()
        lower_on_condition(
            here.week, plan.path, plan.condition_week, plan.condition_share, passed / max(alive, 1),
            programme.level[0], programme.level_changed[0],
        )  # fmt: skip
    dose, g = programme.dose[0], here.initiatives
    live = live_initiatives(g.stage)
    fall = offer(
        min(here.week, plan.path.shape[1] - 1), int(programme.phase[0]), live, plan.kind, plan.path, plan.amount,
        plan.from_phase, plan.until_phase, plan.partner, plan.payer,
        plan.price, programme.level[0], IN_HOURS, here.partners.capacity_hours,
        here.partners.capacity_euros, programme.path[0], dose, here.partners.hours_given, here.partners.euros_given,
    )  # fmt: skip
    keep_coaching(dose[COACHING] + dose[MANAGER_COACHING], live, p.memory, g.stage, g.coaching_had)
    broken = not here.given.announced and fall > SHARP
    if broken:
        here.chronicle.write(here.week, Event.PROMISE_BROKEN, value=fall)
    programme.promise_broken[0] = broken
    programme.grants_paid[0] = 0.0
    strengths(
        dose, len(here.residents) / REFERENCE_RESIDENTS, here.given.control,
        p.full_informing, p.full_connecting, p.full_brokering, p.full_community, p.reflection_extra, p.reflection_most,
        programme.helped, programme.control, programme.informing, programme.connecting, programme.managing,
        programme.reflecting, programme.community,
    )  # fmt: skip
