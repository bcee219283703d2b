"""Carrying: what hours, structure and money come to, and whether an initiative could carry itself without help.

These rules stand below the processes because several read them: working, organising and producing apply them for one
week, the stress test for half a year without help. There is no second version of any of them.
"""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.rule import rule
from weisim.parameters.parameters import Parameters
from weisim.terms import Skill, Stage

IDEA, RESIDENT_INITIATIVE = int(Stage.IDEA), int(Stage.RESIDENT_INITIATIVE)
INDEPENDENT, ENTERPRISE, ENDED = int(Stage.INDEPENDENT), int(Stage.ENTERPRISE), int(Stage.ENDED)
ORGANISE, MAKE, SELL, CONNECT = (int(part) for part in Skill)
FEEDBACK, DOUBLE_WELL, PLAIN = range(3)
STRUCTURE_RULES = ("feedback", "double well", "plain")
TEST_WEEKS = 26
TEST_MEMBERS, TEST_OUTPUT, TEST_STRUCTURE = 3, 0.5, 0.25

Numbers = namedtuple(
    "Numbers",
    "demand_0 demand_1 demand_2 demand_3 loose half dependency adapting structure_rule seed routine force "
    "force_reflection wear turnover control hold threshold income_0 income_1 income_2 turnover_3 "
    "unrooted_initiative unrooted_enterprise full_quality quality_power cost_0 cost_1 cost_2 cost_3 fixed_costs",
)


def carrying_numbers(parameters: Parameters) -> np.ndarray:
    """The numbers of working, organising and producing that these rules use, float64[31], in the order of `Numbers`.

    One array crosses into compiled rules many times faster than thirty numbers; there `named` gives them their names
    back.
    """
    w, o, m = parameters.working, parameters.organising, parameters.producing
    return np.array([
        w.demand_idea, w.demand_resident_initiative, w.demand_independent, w.demand_enterprise,
        w.without_structure, w.half_output, w.dependency, w.adapting,
        float(STRUCTURE_RULES.index(o.rule)), o.seed, o.routine, o.force, o.force_reflection, o.wear, o.turnover,
        o.control, o.hold, o.threshold,
        m.income_idea, m.income_resident_initiative, m.income_independent, m.turnover, m.unrooted_initiative,
        m.unrooted_enterprise, m.full_quality, m.quality_power,
        m.cost_idea, m.cost_resident_initiative, m.cost_independent, m.cost_enterprise, m.fixed_costs,
    ])  # fmt: skip


@rule
def named(values):
    """The numbers by name."""
    return Numbers(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9],
        values[10], values[11], values[12], values[13], values[14], values[15], values[16], values[17], values[18],
        values[19],
        values[20], values[21], values[22], values[23], values[24], values[25], values[26], values[27], values[28],
        values[29], values[30],
    )  # fmt: skip


@rule
def of_stage(stage, idea, resident_initiative, independent, enterprise):
    """The one of four numbers that belongs to a stage."""
    if stage == IDEA:
        return idea
    if stage == RESIDENT_INITIATIVE:
        return resident_initiative
    return independent if stage == INDEPENDENT else enterprise


@rule
def demand_of(stage, n):
    """Hours a week that an initiative of this stage needs."""
    return of_stage(stage, n.demand_0, n.demand_1, n.demand_2, n.demand_3)


@rule
def output_of(own_hours, structure, carried_hours, demand, n):
    """The result of a week: hours count as far as structure makes them usable, and half the demand gives little."""
    ratio = (own_hours * (n.loose + (1.0 - n.loose) * structure) + carried_hours) / demand
    cube = ratio * ratio * ratio
    return cube / (cube + n.half * n.half * n.half)


@rule
def next_structure(
    structure, members, members_lost, output, dependence, organiser, coached, reflection, helped, control, n,
):  # fmt: skip
    """Structure after a week: practice makes routine, help adds a force, all of it wears off and goes with leavers."""
    practice = min(members / 4.0, 1.0) * output * (1.0 - n.control * control) * (1.0 - n.dependency * dependence)
    added = (
        n.force
        * (n.force_reflection * reflection * helped + (1.0 - n.force_reflection) * coached)
        * (1.0 - 0.5 * control)
    )
    if n.structure_rule == DOUBLE_WELL:
        # The wells stand in for wear: above the threshold structure rises by itself, below it falls.
        change = practice * added * (1.0 - structure)
        change += n.hold * structure * (1.0 - structure) * (structure - n.threshold)
    else:
        routine = n.routine * organiser * structure if n.structure_rule == FEEDBACK else 0.0
        change = practice * (n.seed + routine + added) * (1.0 - structure) - n.wear * structure
    if members + members_lost > 0:
        change -= n.turnover * structure * members_lost / (members + members_lost)
    return min(max(structure + change, 0.0), 1.0)


@rule
def quality_of(make, sell, connect, n):
    """How good what is made, sold and connected is: the geometric mean of the best members, 1 at full quality."""
    return (make * sell * connect) ** (1.0 / 3.0) / n.full_quality


@rule
def income_of(stage, output, quality, embeddedness, n):
    """Own income a week: nothing without work, and only who knows and trusts an initiative buys from it."""
    if stage == IDEA:
        return n.income_0 if output > 0.0 else 0.0
    if stage == RESIDENT_INITIATIVE:
        return n.income_1 * output * (n.unrooted_initiative + (1.0 - n.unrooted_initiative) * embeddedness)
    if stage == INDEPENDENT:
        return n.income_2 * output * (1.0 + quality * embeddedness)
    return (
        n.turnover_3
        * output
        * quality**n.quality_power
        * (n.unrooted_enterprise + (1.0 - n.unrooted_enterprise) * embeddedness)
    )


@rule
def costs_of(stage, output, n):
    """Costs a week: a part stays when the work stops."""
    return of_stage(stage, n.cost_0, n.cost_1, n.cost_2, n.cost_3) * (n.fixed_costs + (1.0 - n.fixed_costs) * output)


@rule
def carries_itself(stage, members, own_hours, structure, dependence, organiser, quality, embeddedness, cash, n):
    """Whether an initiative would still do its work after half a year without any help, its people and skills as today.

    Hours, skills and members are held, nothing is left to chance and no grant is paid. It is a reading of today,
    never a chance of survival: it knows no leavers and no bad luck.
    """
    if stage < RESIDENT_INITIATIVE or stage == ENDED or members < TEST_MEMBERS:
        return False
    demand, output = demand_of(stage, n), 0.0
    for _ in range(TEST_WEEKS):
        output = output_of(own_hours, structure, 0.0, demand, n)
        dependence -= n.adapting * dependence
        structure = next_structure(structure, members, 0, output, dependence, organiser, 0.0, 0.0, 0.0, 0.0, n)
        cash += income_of(stage, output, quality, embeddedness, n) - costs_of(stage, output, n)
        if stage == ENTERPRISE and cash < 0.0:
            return False
    return output >= TEST_OUTPUT and structure > TEST_STRUCTURE


@rule
def count_who_carry_themselves(stage, members, own_hours, structure, dependence, coverage, embeddedness, cash, numbers):
    """How many live initiatives would carry themselves, and how many live there are."""
    n = named(numbers)
    passed, live = 0, 0
    for row in range(stage.size):
        if stage[row] != ENDED:
            live += 1
            quality = quality_of(coverage[row, MAKE], coverage[row, SELL], coverage[row, CONNECT], n)
            if carries_itself(
                stage[row], members[row], own_hours[row], structure[row], dependence[row], coverage[row, ORGANISE],
                quality, embeddedness[row], cash[row], n,
            ):  # fmt: skip
                passed += 1
    return passed, live
