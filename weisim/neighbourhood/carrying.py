"""Carrying: what hours, structure and money come to, and whether an initiative could carry itself without help.

These rules stand below the processes because several read them: working, organising and producing apply them for one
week, the stress test for half a year without help. There is no second version of any of them.
"""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.rule import clause, rule
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
    "unrooted_initiative unrooted_enterprise full_quality quality_power cost_0 cost_1 cost_2 cost_3 "
    "fixed_costs place_bound place_freeing coordinator room_saves permit_saves",
)


def carrying_numbers(parameters: Parameters) -> np.ndarray:
    """The numbers of working, organising and producing that these rules use, float64[36], in the order of `Numbers`.

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
        m.cost_idea, m.cost_resident_initiative, m.cost_independent, m.cost_enterprise, m.fixed_costs, m.place_bound,
        m.place_freeing, m.coordinator, m.room_saves, parameters.dealing.permit_saves,
    ])  # fmt: skip


@rule
def named(values):
    """The numbers by name."""
    return Numbers(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9],
        values[10], values[11], values[12], values[13], values[14], values[15], values[16], values[17], values[18],
        values[19],
        values[20], values[21], values[22], values[23], values[24], values[25], values[26], values[27], values[28],
        values[29], values[30], values[31], values[32], values[33], values[34], values[35],
    )  # fmt: skip


@clause
def of_stage(stage, idea, resident_initiative, independent, enterprise):
    """The one of four numbers that belongs to a stage."""
    if stage == IDEA:
        return idea
    if stage == RESIDENT_INITIATIVE:
        return resident_initiative
    return independent if stage == INDEPENDENT else enterprise


@clause
def demand_of(stage, n):
    """Hours a week that an initiative of this stage needs."""
    return of_stage(stage, n.demand_0, n.demand_1, n.demand_2, n.demand_3)


@clause
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
    if members_lost > 0:
        change -= n.turnover * structure * members_lost / (members + members_lost)
    return min(max(structure + change, 0.0), 1.0)


@clause
def quality_of(make, sell, connect, n):
    """How good what is made, sold and connected is: the geometric mean of the best members, 1 at full quality."""
    return (make * sell * connect) ** (1.0 / 3.0) / n.full_quality


@rule
def income_of(stage, output, quality, embeddedness, n):
    """Own income a week: nothing without work, and only who knows and trusts an initiative buys from it."""
    quality = min(quality, 1.0)
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


@clause
def costs_of(stage, output, n):
    """Costs a week: a part stays when the work stops."""
    return of_stage(stage, n.cost_0, n.cost_1, n.cost_2, n.cost_3) * (n.fixed_costs + (1.0 - n.fixed_costs) * output)


@clause
def has_own_room(one):
    """Whether an initiative has a room of its own, by the plan or by a deal."""
    return one.room_of_plan == 1 or one.room_of_deal == 1


@clause
def has_room(one):
    """Whether an initiative can use a room: its own, or one of the cooperative."""
    return has_own_room(one) or one.room_shared == 1


@clause
def part_of_costs(one, room, n):
    """The part of its costs that an initiative pays: less with a room, or by sharing services, and with a permit."""
    return (1.0 - max(n.room_saves * room, one.shared_saving)) * (1.0 - n.permit_saves * one.permitted)


@clause
def may_carry_itself(one):
    """Only an initiative past the idea, with enough members, can be one that carries itself."""
    return RESIDENT_INITIATIVE <= one.stage < ENDED and one.members >= TEST_MEMBERS


@rule
def try_without_help(initiatives, numbers, output, passed):
    """Half a year without any help, for each initiative that may carry itself; returns how many initiatives live.

    People, skills and hours are held as they are today, nothing is left to chance and no grant is paid. It is a reading
    of today, never a chance of survival: it knows no leavers and no bad luck.

    Args:
        initiatives: the table of initiatives, which stays as it is.
        numbers: the numbers of carrying.
        output: float64[initiatives], filled with the output after that half year; 0 for those not tested.
        passed: int64[initiatives], filled with 1 for who would still do its work, else 0.
    """
    n = named(numbers)
    live, count, tested = 0, 0, np.empty(initiatives.size, np.int32)
    for g in range(initiatives.size):
        output[g], passed[g] = 0.0, 0
        live += initiatives[g].stage != ENDED
        if may_carry_itself(initiatives[g]):
            tested[count] = g
            count += 1
    order, leaning, money = np.empty(count), np.empty(count), np.empty(count)
    quality, lowest, missed, due = np.empty(count), np.zeros(count), np.zeros(count), np.empty(count)
    for number in range(count):
        one = initiatives[tested[number]]
        order[number], leaning[number], money[number] = one.structure, one.dependence, one.cash
        quality[number] = quality_of(one.coverage[MAKE], one.coverage[SELL], one.coverage[CONNECT], n)
        due[number] = part_of_costs(one, one.room_of_deal, n)
        # A room of the plan goes with the plan; one of a deal or of the cooperative stays.
        if max(one.room_of_deal, one.room_shared) == 0:
            missed[number] = n.place_bound * one.room_bound
    # Week by week for all together: what one initiative waits for, another can use.
    for _ in range(TEST_WEEKS):
        for number in range(count):
            g = tested[number]
            one = initiatives[g]
            output[g] = output_of(one.own_hours, order[number], 0.0, demand_of(one.stage, n), n)
            output[g] *= 1.0 - missed[number]
            missed[number] -= n.place_freeing * missed[number]
            leaning[number] -= n.adapting * leaning[number]
            order[number] = next_structure(
                order[number], one.members, 0, output[g], leaning[number], one.coverage[ORGANISE], 0.0, 0.0, 0.0,
                0.0, n,
            )  # fmt: skip
            # Others than enterprises may do without money for a while.
            if one.stage == ENTERPRISE:
                earned = income_of(one.stage, output[g], quality[number], one.embeddedness, n)
                money[number] += earned - due[number] * costs_of(one.stage, output[g], n) - n.coordinator
                lowest[number] = min(lowest[number], money[number])
    for number in range(count):
        g = tested[number]
        if lowest[number] >= 0.0 and output[g] >= TEST_OUTPUT and order[number] > TEST_STRUCTURE:
            passed[g] = 1
    return live


@rule
def count_who_carry_themselves(initiatives, numbers):
    """How many initiatives would still do their work after half a year without any help, and how many live."""
    output, passed = np.empty(initiatives.size), np.empty(initiatives.size, np.int64)
    live = try_without_help(initiatives, numbers, output, passed)
    return passed.sum(), live
