"""Advancing: programme, initiatives and residents pass a gate, or fall back through it."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import CONNECT, ENDED, ENTERPRISE, IDEA, INDEPENDENT, MAKE, RESIDENT_INITIATIVE, SELL
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import CORE, HELPER, INTERESTED, listed_members
from weisim.neighbourhood.model import Given, Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.support.plan import PlanTable
from weisim.terms import Event, Phase, Reason

STAGE_REACHED, FELL_BACK = int(Event.STAGE_REACHED), int(Event.FELL_BACK)
PHASE_REACHED, PHASE_LOST = int(Event.PHASE_REACHED), int(Event.PHASE_LOST)
CRITERION, STRUCTURE, CALENDAR = int(Reason.CRITERION), int(Reason.STRUCTURE), int(Reason.CALENDAR)
INFORMATION, EMERGENCE, DEVELOPMENT, AUTONOMOUS = (int(phase) for phase in Phase)
HOW_PHASES_END = ("criterion", "calendar", "both")
BY_CRITERION, BY_CALENDAR, BY_BOTH = range(3)
Gates = namedtuple(
    "Gates",
    "formed_members formed_age formed_viability independent_members independent_age independent_viability "
    "independent_structure independent_coverage independent_chance enterprise_quality enterprise_embeddedness "
    "enterprise_own_income enterprise_chance lost_structure lost_weeks core_motivation core_share "
    "group_motivation group_trust group_least group_share emergence_weeks emergence_live emergence_formed "
    "autonomous_organisations autonomous_dependence back_share back_weeks calendar_emergence "
    "calendar_development gate end_of_plan",
)
Signs = namedtuple("Signs", "group live formed independent dependence cooperative")


def end_of_plan(plan: PlanTable) -> int:
    """The first week after which the plan offers nothing any more; the end of the story when it never stops."""
    offered = np.flatnonzero(plan.path.any(axis=0))
    return int(offered[-1]) + 1 if offered.size else 0


def gates_of(given: Given) -> np.ndarray:
    """The gates of initiatives, residents and the programme, float64[32], in the order of `Gates`."""
    p = given.parameters.advancing
    worked_out = {"gate": HOW_PHASES_END.index(p.gate), "end_of_plan": end_of_plan(given.plan)}
    return np.array([float(worked_out[name] if name in worked_out else getattr(p, name)) for name in Gates._fields])


@clause
def ripe(one, gates):
    """Whether an initiative has the people, age, viability, structure and every skill to be independent."""
    lowest = min(min(one.coverage[0], one.coverage[1]), min(one.coverage[2], one.coverage[3]))
    return (
        one.members >= gates.independent_members
        and one.age >= gates.independent_age
        and one.viability > gates.independent_viability
        and one.structure > gates.independent_structure
        and lowest > gates.independent_coverage
    )


@clause
def fit_for_business(one, gates):
    """Whether an initiative that aims at an enterprise makes and sells well, has roots and earns part of its money."""
    quality = (one.coverage[MAKE] * one.coverage[SELL] * one.coverage[CONNECT]) ** (1.0 / 3.0)
    return (
        one.aims_enterprise == 1
        and quality > gates.enterprise_quality
        and one.embeddedness > gates.enterprise_embeddedness
        and one.own_of_late >= gates.enterprise_own_income * (one.own_of_late + one.given_of_late)
    )


@clause
def advance(week, key, gates, initiatives, lines, filled):
    """The stage of each initiative after this week; no stage is skipped, and independence can be lost."""
    for g in range(initiatives.size):
        one = initiatives[g]
        was = one.stage
        if was == ENDED:
            continue
        if was == IDEA:
            if (
                one.members >= gates.formed_members
                and one.age >= gates.formed_age
                and one.viability > gates.formed_viability
            ):
                one.stage = RESIDENT_INITIATIVE
        elif was == RESIDENT_INITIATIVE:
            if ripe(one, gates) and draw(key, one.key) < gates.independent_chance:
                one.stage = ENTERPRISE if fit_for_business(one, gates) else INDEPENDENT
        else:
            one.weeks_loose = one.weeks_loose + 1 if one.structure < gates.lost_structure else 0
            if one.weeks_loose >= gates.lost_weeks:
                one.stage = RESIDENT_INITIATIVE
                one.weeks_loose = 0
                note(lines, filled, week, FELL_BACK, g, -1, one.stage, STRUCTURE, one.structure)
                continue
            ready = was == INDEPENDENT and ripe(one, gates)
            if ready and fit_for_business(one, gates) and draw(key, one.key) < gates.enterprise_chance:
                one.stage = ENTERPRISE
        if one.stage != was:
            note(lines, filled, week, STAGE_REACHED, g, -1, one.stage, CRITERION, math.nan)


@clause
def read_involvement(members, gates, initiative, founded, motivation, hours_given, initiatives, involvement):
    """Who carries an initiative: motivated, and giving a good part of the hours or having started it."""
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        team_hours = initiatives[g].hours_given
        carries = founded[row] == g or (team_hours > 0.0 and hours_given[row] >= gates.core_share * team_hours)
        involvement[row] = CORE if carries and motivation[row] >= gates.core_motivation else HELPER


@clause
def read_signs(gates, involvement, motivation, trust, initiatives, cooperatives):
    """What gates look at: the motivated group, initiatives by stage, mean dependence, the cooperative."""
    group, live, formed, independent, leaning = 0, 0, 0, 0, 0.0
    for row in range(involvement.size):
        kind = involvement[row]
        group += (
            ((kind == INTERESTED) | (kind == HELPER) | (kind == CORE))
            & (motivation[row] >= gates.group_motivation)
            & (trust[row] >= gates.group_trust)
        )
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage != ENDED:
            live += 1
            leaning += one.dependence
            formed += one.stage >= RESIDENT_INITIATIVE
            independent += one.stage >= INDEPENDENT
    federated = cooperatives.size > 0 and cooperatives[cooperatives.size - 1].lives == 1
    return Signs(group, live, formed, independent, leaning / live if live > 0 else 0.0, federated)


@clause
def earned(phase, part, signs, residents, gates):
    """Whether the criterion that opened a phase holds, or a part of it.

    Only the gate of the information phase stands in the source text: a group that wants to take part out of intrinsic
    motivation. The others are ours.
    """
    if phase == EMERGENCE:
        return signs.group >= part * max(gates.group_least, gates.group_share * residents)
    if phase == DEVELOPMENT:
        return signs.live >= part * gates.emergence_live and signs.formed >= part * gates.emergence_formed
    return signs.cooperative or signs.independent >= part * gates.autonomous_organisations


@clause
def gate_open(week, phase, week_of_phase, helped, signs, residents, gates):
    """Whether the programme may go on to the next phase: by the criterion, by the calendar, or by both."""
    criterion = earned(phase + 1, 1.0, signs, residents, gates)
    if phase == EMERGENCE:
        criterion = criterion and week_of_phase >= gates.emergence_weeks
    if phase == DEVELOPMENT:
        criterion = criterion and (helped == 0.0 or signs.dependence <= gates.autonomous_dependence)
    due = gates.end_of_plan
    if phase == INFORMATION:
        due = gates.calendar_emergence
    elif phase == EMERGENCE:
        due = gates.calendar_development
    calendar = week + 1 >= due
    if gates.gate == BY_CRITERION:
        return criterion
    return calendar if gates.gate == BY_CALENDAR else criterion and calendar


@clause
def turn_programme(week, signs, residents, gates, run, lines, filled):
    """Go on to the next phase, stay, or fall back when the phase has not been earned for half a year."""
    now = run.phase
    run.week_of_phase += 1
    if now < AUTONOMOUS and gate_open(week, now, run.week_of_phase, run.helped, signs, residents, gates):
        run.phase, run.week_of_phase, run.weeks_below = now + 1, 0, 0
        why = CALENDAR if gates.gate == BY_CALENDAR else CRITERION
        note(lines, filled, week, PHASE_REACHED, -1, -1, -1, why, float(now + 1))
        return
    if now == INFORMATION or gates.gate == BY_CALENDAR:
        return
    run.weeks_below = 0 if earned(now, gates.back_share, signs, residents, gates) else run.weeks_below + 1
    if run.weeks_below >= gates.back_weeks:
        run.phase, run.week_of_phase, run.weeks_below = now - 1, 0, 0
        note(lines, filled, week, PHASE_LOST, -1, -1, -1, CRITERION, float(now - 1))


@rule
def pass_gates(
    week, key, n, listed, initiative, founded, motivation, trust, hours_given, involvement, initiatives, programme,
    cooperatives, lines, filled,
):  # fmt: skip
    """Where everyone stands after this week: first initiatives, then residents, then the programme."""
    gates = Gates(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16],
        n[17], n[18], n[19], n[20], n[21], n[22], n[23], n[24], n[25], n[26], n[27], n[28], n[29], n[30], n[31],
    )  # fmt: skip
    advance(week, key, gates, initiatives, lines, filled)
    members = listed_members(initiative, listed)
    read_involvement(members, gates, initiative, founded, motivation, hours_given, initiatives, involvement)
    signs = read_signs(gates, involvement, motivation, trust, initiatives, cooperatives)
    turn_programme(week, signs, initiative.size, gates, programme[0], lines, filled)


@process(
    reads="programme.phase programme.week_of_phase programme.weeks_below programme.helped residents.involvement "
    "residents.initiative residents.founded residents.motivation residents.trust residents.hours_given "
    "initiatives.stage initiatives.key initiatives.members initiatives.age initiatives.viability "
    "initiatives.structure initiatives.coverage initiatives.embeddedness initiatives.aims_enterprise "
    "cooperatives.lives initiatives.own_of_late initiatives.given_of_late initiatives.weeks_loose "
    "initiatives.hours_given initiatives.dependence",
    writes="programme.phase programme.week_of_phase programme.weeks_below residents.involvement initiatives.stage "
    "initiatives.weeks_loose",
)
def advancing(here: Neighbourhood, chance: Chance) -> None:
    """Programme, initiatives and residents pass a gate when the criterion holds, by the calendar or both, or fall back.

    Information ends with a group that is intrinsically motivated (M ≥ .5, T ≥ .4; at least 12 people and 1 %),
    emergence with six live initiatives of which four formed, development with a cooperative or four independent
    organisations, that hardly lean on professionals. An initiative is a resident initiative with 3 members, 8 weeks and
    V > .4; independent with 4 members, 39 weeks, V > .5, O > .5 and each best skill above .6, then with chance .1 a
    week; an enterprise when it aims at one, sells well enough, has roots, and earns .3 of its income of a quarter
    itself. Phases are read off and drive only what the plan offers. Realises statements 2, 9, 28, 42, 49 and 59 to 61.
    """
    who = here.residents
    pass_gates(
        here.week, chance.key("advancing"), here.once(gates_of, here.given), here.listed,
        who.initiative, who.founded, who.motivation, who.trust, who.hours_given, who.involvement,
        here.initiatives.table, here.programme.table, here.cooperatives.table, here.chronicle.lines,
        here.chronicle.filled,
    )  # fmt: skip
