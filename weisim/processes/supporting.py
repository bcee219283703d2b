"""Supporting: this week's help, from plan, phase and what partners can spare."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.model import Given, Neighbourhood
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
COMMUNITY_BUILDING, TALENT_SCAN = int(Help.COMMUNITY_BUILDING), int(Help.TALENT_SCAN)
REFERENCE_RESIDENTS = 2500.0
WEEKS_A_STEP, STEP, SHARP, SESSIONS_A_WEEK = 8, 0.1, 0.5, 0.25
PROMISE_BROKEN = int(Event.PROMISE_BROKEN)
Numbers = namedtuple(
    "Numbers",
    "control announced size memory full_informing full_connecting full_brokering full_community reflection_extra "
    "reflection_most",
)


def numbers_of(given: Given) -> np.ndarray:
    """The numbers of supporting, float64[10], in the order of `Numbers`; size is that of the neighbourhood."""
    p = given.parameters.supporting
    worked_out = {
        "control": given.control,
        "announced": given.announced,
        "size": given.sociable.size / REFERENCE_RESIDENTS,
    }
    return np.array([float(worked_out[name] if name in worked_out else getattr(p, name)) for name in Numbers._fields])


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
def units_of(kind, given, live, joined):
    """Units a week: sessions are held with each live initiative, talks about talents with whoever joined last week."""
    if kind == REFLECTION:
        return given * live * SESSIONS_A_WEEK
    return given * joined if kind == TALENT_SCAN else given


@rule
def offer(
    week, phase, live, joined, kind, path, amount, from_phase, until_phase, partner, payer, price, level,
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
            if IN_HOURS[kind[row]]:
                hours[partner[row]] += units_of(kind[row], given[row], live, joined)
    for row in range(kind.size):
        if IN_HOURS[kind[row]]:
            given[row] *= spared(capacity_hours[partner[row]], hours[partner[row]])
        if kind[row] != SEED_GRANTS:
            euros[payer[row]] += units_of(kind[row], given[row], live, joined) * price[row]
    hours[:] = 0.0
    for row in range(kind.size):
        if kind[row] != SEED_GRANTS:
            given[row] *= spared(capacity_euros[payer[row]], euros[payer[row]])
        dose[kind[row]] += given[row]
        if IN_HOURS[kind[row]]:
            hours[partner[row]] += units_of(kind[row], given[row], live, joined)
    for row in range(euros.size):
        euros[row] = min(euros[row], capacity_euros[row])
    return fall


@rule
def keep_coaching(hours, live, memory, stage, priority, coaching_had):
    """Coaching is divided over live initiatives as their members voted, and stays fresh for about a quarter."""
    votes = 0.0
    for row in range(stage.size):
        if stage[row] != ENDED:
            votes += priority[row]
    for row in range(stage.size):
        if stage[row] == ENDED:
            coaching_had[row] = 0.0
        else:
            share = priority[row] / votes if votes > 0.0 else 1.0 / live
            coaching_had[row] = coaching_had[row] * (1.0 - 1.0 / memory) + hours * share


@rule
def saturated(dose):
    """More help helps less and less: a full dose gives 1, half of it two thirds, the double one and a third."""
    return 2.0 * dose / (1.0 + dose)


@rule
def strengths(
    dose, n, helped, controlled, informing, connecting, brokering, managing, reflecting, community,
):  # fmt: skip
    """How strong each kind of help is against its full dose; doors and meetings are measured per resident."""
    helped[0] = 0.0
    for kind in range(dose.size):
        if dose[kind] > 0.0:
            helped[0] = 1.0
    controlled[0] = n.control * helped[0]
    informing[0] = saturated((dose[OUTREACH] + dose[INFORMING]) / (n.full_informing * n.size))
    connecting[0] = min(1.0, saturated(dose[CONNECTING] / (n.full_connecting * n.size)))
    brokering[0] = saturated(dose[BROKERING] / n.full_brokering)
    managing[0] = (dose[CONNECTING] + dose[BROKERING]) / (n.full_connecting + n.full_brokering)
    reflected = dose[REFLECTION]
    reflecting[0] = (
        reflected if reflected <= 1.0 else min(1.0 + n.reflection_extra * (reflected - 1.0), n.reflection_most)
    )
    community[0] = saturated(dose[COMMUNITY_BUILDING] / n.full_community)


@rule
def support(
    week, numbers, kind, path, amount, from_phase, until_phase, partner, payer, price, capacity_hours, capacity_euros,
    hours, euros, stage, priority, coaching_had, phase, joined, level, offered, dose, promise_broken, grants_paid,
    helped,
    controlled, informing, connecting, brokering, managing, reflecting, community, lines, filled,
):  # fmt: skip
    """A week of help: what is offered, whether that breaks a promise, and how strong it is."""
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9],
    )  # fmt: skip
    live = live_initiatives(stage)
    fall = offer(
        min(week, path.shape[1] - 1), phase[0], live, joined[0], kind, path, amount, from_phase, until_phase, partner,
        payer, price, level[0], capacity_hours, capacity_euros, offered[0], dose[0], hours, euros,
    )  # fmt: skip
    keep_coaching(dose[0, COACHING] + dose[0, MANAGER_COACHING], live, n.memory, stage, priority, coaching_had)
    broken = n.announced == 0.0 and fall > SHARP
    if broken:
        note(lines, filled, week, PROMISE_BROKEN, -1, -1, -1, -1, fall)
    promise_broken[0] = 1 if broken else 0
    grants_paid[0] = 0.0
    strengths(
        dose[0], n, helped, controlled, informing, connecting, brokering, managing, reflecting, community,
    )  # fmt: skip


@process(
    reads="programme.phase programme.joined programme.path programme.level programme.level_changed "
    "initiatives.stage initiatives.priority initiatives.coaching_had initiatives.members initiatives.own_hours "
    "initiatives.structure initiatives.dependence initiatives.coverage initiatives.embeddedness "
    "initiatives.cash partners.capacity_hours partners.capacity_euros",
    writes="programme.helped programme.informing programme.connecting programme.brokering programme.managing "
    "programme.reflecting programme.community programme.dose programme.level programme.level_changed "
    "programme.path programme.control programme.promise_broken programme.grants_left programme.grants_paid "
    "partners.hours_given partners.euros_given initiatives.coaching_had",
)
def supporting(here: Neighbourhood, chance: Chance) -> None:
    """This week's help is what the plan offers, cut to the hours and euros that partners can spare.

    `dose_k = amount_k × path(t)` within the window of phases; a plan that reacts steps down by a tenth every eight
    weeks while enough initiatives pass the stress test. Coaching adds to a memory of about a quarter, `C ← C(1 − 1/13)
    + hours · votes/Σ votes`, so that members decide where the time of coaches goes. Control is present only while any
    help is. A fall of one kind of help by more than half in one week that nobody announced breaks a promise. Grants are
    bounded by their own yearly pot. Realises statements 4, 52, 57, 58 and 65 to 67.
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
    partners, g = here.partners, here.initiatives
    support(
        here.week, here.once(numbers_of, here.given), plan.kind, plan.path, plan.amount, plan.from_phase,
        plan.until_phase, plan.partner, plan.payer, plan.price,
        partners.capacity_hours, partners.capacity_euros, partners.hours_given, partners.euros_given,
        g.stage, g.priority, g.coaching_had,
        programme.phase, programme.joined, programme.level, programme.path, programme.dose, programme.promise_broken,
        programme.grants_paid, programme.helped, programme.control, programme.informing, programme.connecting,
        programme.brokering, programme.managing, programme.reflecting, programme.community,
        here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
