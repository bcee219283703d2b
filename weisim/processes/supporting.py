"""Supporting: this week's help, from plan, phase and what partners can spare."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import ENDED, try_without_help
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.model import Given, Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.support.plan import PlanTable
from weisim.terms import Event, Help, Reason

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
PROMISE_BROKEN, TESTED = int(Event.PROMISE_BROKEN), int(Event.TESTED)
NO_REASON, CRITERION = int(Reason.NONE), int(Reason.CRITERION)
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


def has_stepped_down(plan: PlanTable, level: np.ndarray) -> bool:
    """Whether a condition has lowered any help that the plan really gives."""
    return bool(((level[: plan.kind.size] < 1.0) & (plan.amount > 0.0)).any())


@clause
def live_initiatives(initiatives):
    """How many initiatives live."""
    live = 0
    for g in range(initiatives.size):
        if initiatives[g].stage != ENDED:
            live += 1
    return live


@rule
def lower_on_condition(week, condition_week, condition_share, stress_share, level, level_changed):
    """A plan that reacts steps down every eight weeks while enough initiatives carry themselves, else it holds."""
    for row in range(condition_week.size):
        reacts = 0 <= condition_week[row] <= week and week - level_changed[row] >= WEEKS_A_STEP
        if reacts and stress_share >= condition_share[row]:
            level[row] = max(level[row] - STEP, 0.0)
            level_changed[row] = week


@rule
def note_tests(week, initiatives, carrying, lines, filled):
    """Whether each live initiative could do without help, written down; the value is its output after half a year."""
    output, passed = np.empty(initiatives.size), np.empty(initiatives.size, np.int64)
    try_without_help(initiatives, carrying, output, passed)
    for g in range(initiatives.size):
        if initiatives[g].stage != ENDED:
            reason = CRITERION if passed[g] == 1 else NO_REASON
            note(lines, filled, week, TESTED, g, -1, initiatives[g].stage, reason, output[g])


@clause
def spared(capacity, wanted):
    """The part of what is wanted that fits in what somebody can spare."""
    return 1.0 if wanted <= capacity else capacity / wanted


@clause
def units_of(kind, given, live, joined):
    """Units a week: sessions are held with each live initiative, talks about talents with whoever joined last week."""
    if kind == REFLECTION:
        return given * live * SESSIONS_A_WEEK
    return given * joined if kind == TALENT_SCAN else given


@clause
def offer(
    week, live, kind, path, amount, from_phase, until_phase, partner, payer, price, partners, programme, level, offered,
):  # fmt: skip
    """What the plan offers this week, cut to the hours and euros partners can spare; returns the sharpest fall."""
    given = np.zeros(kind.size)
    fall = 0.0
    phase, joined, dose = programme[0].phase, programme[0].joined, programme[0].dose
    dose[:] = 0.0
    for who in range(partners.size):
        partners[who].hours_given = 0.0
        partners[who].euros_given = 0.0
    for row in range(kind.size):
        now = path[row, week] * level[row]
        fall = max(fall, offered[row] - now)
        offered[row] = now
        if from_phase[row] <= phase < until_phase[row]:
            given[row] = amount[row] * now
            if IN_HOURS[kind[row]]:
                partners[partner[row]].hours_given += units_of(kind[row], given[row], live, joined)
    for row in range(kind.size):
        if IN_HOURS[kind[row]]:
            helper = partners[partner[row]]
            given[row] *= spared(helper.capacity_hours, helper.hours_given)
        if kind[row] != SEED_GRANTS:
            partners[payer[row]].euros_given += units_of(kind[row], given[row], live, joined) * price[row]
    for who in range(partners.size):
        partners[who].hours_given = 0.0
    for row in range(kind.size):
        if kind[row] != SEED_GRANTS:
            purse = partners[payer[row]]
            given[row] *= spared(purse.capacity_euros, purse.euros_given)
        dose[kind[row]] += given[row]
        if IN_HOURS[kind[row]]:
            partners[partner[row]].hours_given += units_of(kind[row], given[row], live, joined)
    for who in range(partners.size):
        partners[who].euros_given = min(partners[who].euros_given, partners[who].capacity_euros)
    return fall


@clause
def keep_coaching(hours, live, memory, initiatives):
    """Coaching is divided over live initiatives as their members voted, and stays fresh for about a quarter."""
    votes = 0.0
    for g in range(initiatives.size):
        if initiatives[g].stage != ENDED:
            votes += initiatives[g].priority
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            one.coaching_had = 0.0
        else:
            share = one.priority / votes if votes > 0.0 else 1.0 / live
            one.coaching_had = one.coaching_had * (1.0 - 1.0 / memory) + hours * share


@clause
def saturated(dose):
    """More help helps less and less: a full dose gives 1, half of it two thirds, the double one and a third."""
    return 2.0 * dose / (1.0 + dose)


@clause
def strengths(programme, n):
    """How strong each kind of help is against its full dose; doors and meetings are measured per resident."""
    now = programme[0]
    dose = now.dose
    now.helped = 0.0
    for kind in range(dose.size):
        if dose[kind] > 0.0:
            now.helped = 1.0
    now.control = n.control * now.helped
    now.informing = saturated((dose[OUTREACH] + dose[INFORMING]) / (n.full_informing * n.size))
    now.connecting = min(1.0, saturated(dose[CONNECTING] / (n.full_connecting * n.size)))
    now.brokering = saturated(dose[BROKERING] / n.full_brokering)
    now.managing = (dose[CONNECTING] + dose[BROKERING]) / (n.full_connecting + n.full_brokering)
    reflected = dose[REFLECTION]
    now.reflecting = (
        reflected if reflected <= 1.0 else min(1.0 + n.reflection_extra * (reflected - 1.0), n.reflection_most)
    )
    now.community = saturated(dose[COMMUNITY_BUILDING] / n.full_community)


@rule
def support(
    week, numbers, kind, path, amount, from_phase, until_phase, partner, payer, price, partners, initiatives, programme,
    level, offered, lines, filled,
):  # fmt: skip
    """A week of help: what is offered, whether that breaks a promise, and how strong it is."""
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9],
    )  # fmt: skip
    live = live_initiatives(initiatives)
    fall = offer(
        min(week, path.shape[1] - 1), live, kind, path, amount, from_phase, until_phase, partner, payer, price,
        partners, programme, level[0], offered[0],
    )  # fmt: skip
    now = programme[0]
    keep_coaching(now.dose[COACHING] + now.dose[MANAGER_COACHING], live, n.memory, initiatives)
    broken = n.announced == 0.0 and fall > SHARP
    if broken:
        note(lines, filled, week, PROMISE_BROKEN, -1, -1, -1, -1, fall)
    now.promise_broken = 1 if broken else 0
    now.grants_paid = 0.0
    strengths(programme, n)


@process(
    reads="programme.phase programme.joined programme.path programme.level programme.level_changed "
    "initiatives.stage initiatives.priority initiatives.coaching_had initiatives.members initiatives.own_hours "
    "initiatives.structure initiatives.dependence initiatives.coverage initiatives.embeddedness "
    "initiatives.cash initiatives.room_of_deal initiatives.room_shared initiatives.room_bound "
    "initiatives.shared_saving initiatives.permitted partners.capacity_hours partners.capacity_euros",
    writes="programme.helped programme.informing programme.connecting programme.brokering programme.managing "
    "programme.reflecting programme.community programme.dose programme.level programme.level_changed "
    "programme.path programme.control programme.promise_broken programme.grants_paid "
    "partners.hours_given partners.euros_given initiatives.coaching_had",
)
def supporting(here: Neighbourhood, chance: Chance) -> None:
    """This week's help is what the plan offers, cut to the hours and euros that partners can spare.

    `dose_k = amount_k × path(t)` within the window of phases; a plan that reacts steps down by a tenth every eight
    weeks while enough initiatives pass the stress test. Coaching adds to a memory of about a quarter, `C ← C(1 − 1/13)
    + hours · votes/Σ votes`, so that members decide where the time of coaches goes. Control is present only while any
    help is. A fall of one kind of help by more than half in one week that nobody announced breaks a promise. Grants
    are bounded by their own yearly pot (*producing*). In the week in which the plan begins to be withdrawn, the
    stress test is taken of every live initiative before help falls, and written in the chronicle; nothing reads it.
    Realises statements 4, 52, 57, 58 and 65 to 67.
    """
    plan, programme = here.given.plan, here.programme
    withdrawn = here.week == plan.first_fall
    if here.once(reacts, plan):
        lowered = has_stepped_down(plan, programme.level[0])
        passed, alive = here.stress_test()
        lower_on_condition(
            here.week, plan.condition_week, plan.condition_share, passed / max(alive, 1), programme.level[0],
            programme.level_changed[0],
        )  # fmt: skip
        steps_down = has_stepped_down(plan, programme.level[0]) and not 0 <= plan.first_fall < here.week
        withdrawn = (withdrawn or steps_down) and not lowered
    if withdrawn:
        note_tests(
            here.week, here.initiatives.table, here.carrying, here.chronicle.lines, here.chronicle.filled,
        )  # fmt: skip
    support(
        here.week, here.once(numbers_of, here.given), plan.kind, plan.path, plan.amount, plan.from_phase,
        plan.until_phase, plan.partner, plan.payer, plan.price, here.partners.table, here.initiatives.table,
        programme.table, programme.level, programme.path, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
