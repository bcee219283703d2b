"""Advancing: programme, initiatives and residents pass a gate, or fall back through it."""

from __future__ import annotations

import math
from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import CONNECT, ENDED, ENTERPRISE, IDEA, INDEPENDENT, MAKE, RESIDENT_INITIATIVE, SELL
from weisim.neighbourhood.chronicle import note
from weisim.neighbourhood.membership import CORE, HELPER, INTERESTED
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.advancing import Advancing
from weisim.processes.process import process
from weisim.support.plan import PlanTable
from weisim.terms import Event, Phase, Reason

STAGE_REACHED, FELL_BACK = int(Event.STAGE_REACHED), int(Event.FELL_BACK)
CRITERION, STRUCTURE = int(Reason.CRITERION), int(Reason.STRUCTURE)
Gates = namedtuple(
    "Gates",
    "formed_members formed_age formed_viability independent_members independent_age independent_viability "
    "independent_structure independent_coverage independent_chance enterprise_quality enterprise_embeddedness "
    "enterprise_chance lost_structure lost_weeks",
)


def gates_of(p: Advancing) -> np.ndarray:
    """The gates of an initiative, float64[14], in the order of `Gates`."""
    return np.array([float(getattr(p, name)) for name in Gates._fields])


@rule
def ripe(g, gates, members, age, viability, structure, coverage):
    """Whether an initiative has the people, age, viability, structure and every skill to be independent."""
    lowest = min(min(coverage[g, 0], coverage[g, 1]), min(coverage[g, 2], coverage[g, 3]))
    return (
        members[g] >= gates.independent_members
        and age[g] >= gates.independent_age
        and viability[g] > gates.independent_viability
        and structure[g] > gates.independent_structure
        and lowest > gates.independent_coverage
    )


@rule
def fit_for_business(g, gates, coverage, embeddedness, aims_enterprise):
    """Whether an initiative that aims at an enterprise can make, sell and connect well enough and has roots."""
    quality = (coverage[g, MAKE] * coverage[g, SELL] * coverage[g, CONNECT]) ** (1.0 / 3.0)
    return (
        aims_enterprise[g] == 1
        and quality > gates.enterprise_quality
        and embeddedness[g] > gates.enterprise_embeddedness
    )


@rule
def advance(
    week, key, numbers, stage, name, members, age, viability, structure, coverage, embeddedness, aims_enterprise,
    weeks_loose, lines, filled,
):  # fmt: skip
    """The stage of each initiative after this week; no stage is skipped, and independence can be lost."""
    gates = Gates(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6],
        numbers[7], numbers[8], numbers[9], numbers[10], numbers[11], numbers[12], numbers[13],
    )  # fmt: skip
    for g in range(stage.size):
        was = stage[g]
        if was == ENDED:
            continue
        if was == IDEA:
            if (
                members[g] >= gates.formed_members
                and age[g] >= gates.formed_age
                and viability[g] > gates.formed_viability
            ):
                stage[g] = RESIDENT_INITIATIVE
        elif was == RESIDENT_INITIATIVE:
            if (
                ripe(g, gates, members, age, viability, structure, coverage)
                and draw(key, name[g]) < gates.independent_chance
            ):
                stage[g] = (
                    ENTERPRISE if fit_for_business(g, gates, coverage, embeddedness, aims_enterprise) else INDEPENDENT
                )
        else:
            weeks_loose[g] = weeks_loose[g] + 1 if structure[g] < gates.lost_structure else 0
            if weeks_loose[g] >= gates.lost_weeks:
                stage[g] = RESIDENT_INITIATIVE
                weeks_loose[g] = 0
                note(lines, filled, week, FELL_BACK, g, -1, stage[g], STRUCTURE, structure[g])
                continue
            ready = was == INDEPENDENT and ripe(g, gates, members, age, viability, structure, coverage)
            if (
                ready
                and fit_for_business(g, gates, coverage, embeddedness, aims_enterprise)
                and draw(key, name[g]) < gates.enterprise_chance
            ):
                stage[g] = ENTERPRISE
        if stage[g] != was:
            note(lines, filled, week, STAGE_REACHED, g, -1, stage[g], CRITERION, math.nan)


@rule
def read_involvement(
    members, core_motivation, core_share, initiative, founded, motivation, hours_given, team_hours, involvement,
):  # fmt: skip
    """Who carries an initiative: motivated, and giving a good part of the hours or having started it."""
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        carries = founded[row] == g or (team_hours[g] > 0.0 and hours_given[row] >= core_share * team_hours[g])
        involvement[row] = CORE if carries and motivation[row] >= core_motivation else HELPER


@rule
def count_signs(group_motivation, group_trust, involvement, motivation, trust, stage, dependence, signs):
    """What gates look at: the motivated group, live, formed and independent initiatives, mean dependence."""
    signs[:] = 0.0
    for row in range(involvement.size):
        counts = involvement[row] == INTERESTED or involvement[row] == HELPER or involvement[row] == CORE
        if counts and motivation[row] >= group_motivation and trust[row] >= group_trust:
            signs[0] += 1.0
    for g in range(stage.size):
        if stage[g] != ENDED:
            signs[1] += 1.0
            signs[4] += dependence[g]
            if stage[g] >= RESIDENT_INITIATIVE:
                signs[2] += 1.0
            if stage[g] >= INDEPENDENT:
                signs[3] += 1.0
    signs[4] = signs[4] / signs[1] if signs[1] > 0.0 else 0.0


INFORMATION, EMERGENCE, DEVELOPMENT, AUTONOMOUS = (int(phase) for phase in Phase)


def earned(phase: int, signs: np.ndarray, part: float, residents: int, p: Advancing) -> bool:
    """Whether the criterion that opened a phase holds, or a part of it.

    Only the gate of the information phase stands in the source text: a group that wants to take part out of intrinsic
    motivation. The others are ours.
    """
    group, live, formed, independent, _ = signs.tolist()
    if phase == EMERGENCE:
        return bool(group >= part * max(float(p.group_least), p.group_share * residents))
    if phase == DEVELOPMENT:
        return bool(live >= part * p.emergence_live and formed >= part * p.emergence_formed)
    return bool(independent >= part * p.autonomous_organisations)


def gate_open(here: Neighbourhood, phase: int, signs: np.ndarray, p: Advancing) -> tuple[bool, Reason]:
    """Whether the programme may go on to the next phase, and by what: criterion, calendar, or the later of the two."""
    programme = here.programme
    criterion = earned(phase + 1, signs, 1.0, len(here.residents), p)
    if phase == EMERGENCE:
        criterion = criterion and programme.week_of_phase[0] >= p.emergence_weeks
    if phase == DEVELOPMENT:
        criterion = criterion and (programme.helped[0] == 0.0 or float(signs[4]) <= p.autonomous_dependence)
    if p.gate == "criterion":
        return criterion, Reason.CRITERION
    due = (p.calendar_emergence, p.calendar_development, here.once(end_of_plan, here.given.plan))
    calendar = here.week + 1 >= due[phase - 1]
    if p.gate == "calendar":
        return calendar, Reason.CALENDAR
    return criterion and calendar, Reason.CRITERION


def end_of_plan(plan: PlanTable) -> int:
    """The first week after which the plan offers nothing any more; the end of the story when it never stops."""
    offered = np.flatnonzero(plan.path.any(axis=0))
    return int(offered[-1]) + 1 if offered.size else 0


def turn_programme(here: Neighbourhood, signs: np.ndarray, p: Advancing) -> None:
    """Go on to the next phase, stay, or fall back when the phase has not been earned for half a year."""
    programme = here.programme
    phase = int(programme.phase[0])
    programme.week_of_phase[0] += 1
    reached, reason = gate_open(here, phase, signs, p) if phase < AUTONOMOUS else (False, Reason.NONE)
    if reached:
        programme.phase[0], programme.week_of_phase[0], programme.weeks_below[0] = phase + 1, 0, 0
        here.chronicle.write(here.week, Event.PHASE_REACHED, reason=reason, value=phase + 1)
        return
    if phase == INFORMATION or p.gate == "calendar":
        return
    below = not earned(phase, signs, p.back_share, len(here.residents), p)
    programme.weeks_below[0] = programme.weeks_below[0] + 1 if below else 0
    if programme.weeks_below[0] >= p.back_weeks:
        programme.phase[0], programme.week_of_phase[0], programme.weeks_below[0] = phase - 1, 0, 0
        here.chronicle.write(here.week, Event.PHASE_LOST, reason=Reason.CRITERION, value=phase - 1)


@process(
    reads="programme.phase programme.week_of_phase programme.weeks_below programme.helped residents.involvement "
    "residents.initiative residents.founded residents.motivation residents.trust residents.hours_given "
    "initiatives.stage initiatives.key initiatives.members initiatives.age initiatives.viability "
    "initiatives.structure initiatives.coverage initiatives.embeddedness initiatives.aims_enterprise "
    "initiatives.weeks_loose initiatives.hours_given initiatives.dependence",
    writes="programme.phase programme.week_of_phase programme.weeks_below residents.involvement initiatives.stage "
    "initiatives.weeks_loose",
)
def advancing(here: Neighbourhood, chance: Chance) -> None:
    """Programme, initiatives and residents pass a gate when the criterion holds, by the calendar or both, or fall back.

    Information ends with a group that is intrinsically motivated (M ≥ .5, T ≥ .4; at least 12 people and 1 %),
    emergence with six live initiatives of which four formed, development with four independent organisations that
    hardly lean on professionals. An initiative is a resident initiative with 3 members, 8 weeks and V > .4;
    independent with 4 members, 39 weeks, V > .5, O > .5 and each best skill above .6, then with chance .1 a week; an
    enterprise when it aims at one, sells well enough and has roots. Phases are read off and drive only what the plan
    offers. Realises statements 2, 9, 28, 42, 49 and 59 to 61.
    """
    p, who, g = here.parameters.advancing, here.residents, here.initiatives
    advance(
        here.week, chance.key("advancing"), here.once(gates_of, p),
        g.stage, g.key, g.members, g.age, g.viability, g.structure, g.coverage, g.embeddedness,
        g.aims_enterprise, g.weeks_loose, here.chronicle.lines, here.chronicle.filled,
    )  # fmt: skip
    read_involvement(
        here.members(), p.core_motivation, p.core_share, who.initiative, who.founded, who.motivation,
        who.hours_given, g.hours_given, who.involvement,
    )  # fmt: skip
    signs = np.zeros(5)
    count_signs(
        p.group_motivation, p.group_trust, who.involvement, who.motivation, who.trust, g.stage, g.dependence, signs
    )
    turn_programme(here, signs, p)
