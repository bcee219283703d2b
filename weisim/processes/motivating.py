"""Motivating: autonomy, competence and relatedness become motivation."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.carrying import demand_of, named
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.neighbourhood.traits import clipped
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Help

FIRST_WEEKS = 4
RECOGNITION = int(Help.RECOGNITION)
LEVEL_AUTONOMY, LEVEL_COMPETENCE, LEVEL_RELATEDNESS = 0.6, 0.5, 0.5
Numbers = namedtuple(
    "Numbers",
    "pace gain autonomy competence relatedness overload recognition strain_gain strain_rest crowding crowding_size "
    "salience",
)
CROWDING = ("salience", "two stocks", "off")
SALIENCE, TWO_STOCKS = 0.0, 1.0
WITHOUT_CONTROL = 0.2


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of motivating, float64[12], in the order of `Numbers`."""
    p = parameters.motivating
    worked_out = {"crowding": CROWDING.index(p.crowding)}
    return np.array([float(worked_out[name] if name in worked_out else getattr(p, name)) for name in Numbers._fields])


@rule
def want(
    numbers, carrying, initiative, disposition, motivation, autonomy, competence, relatedness, skill, strain,
    active_neighbours, self_interest, extrinsic, initiatives, programme, surroundings,
):  # fmt: skip
    """What a week does to the wish of one's own to take part, and to strain."""
    c = named(carrying)
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9], numbers[10], numbers[11],
    )  # fmt: skip
    control, agenda_control = programme[0].control, surroundings[0].agenda_control
    praise = n.recognition * min(1.0, programme[0].dose[RECOGNITION])
    for row in range(motivation.size):
        if initiative[row] < 0:
            motivation[row] += n.pace * (disposition[row] - motivation[row])
            strain[row] *= 1.0 - n.strain_rest
            if n.crowding == TWO_STOCKS:
                extrinsic[row] = 0.0
            continue
        one = initiatives[initiative[row]]
        able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        felt = min(max(control, one.control) + agenda_control, 1.0)
        autonomy[row] = 1.0 - felt * (0.4 + 0.6 * one.dependence)
        competence[row] = clipped(0.6 * able + 0.5 * one.output, 0.0, 1.0)
        company = 0.25 + 0.5 * (one.members - 1.0) / (one.members + 1.0) + 0.08 * min(active_neighbours[row], 4)
        relatedness[row] = clipped(company, 0.0, 1.0)
        over = 0.0
        if one.age >= FIRST_WEEKS:
            pressure = clipped(demand_of(one.stage, c) / max(one.own_hours, 0.5), 1.0, 2.0)
            over = max(pressure * (0.3 + 0.9 * motivation[row]) - 1.0, 0.0)
        needs = (
            n.autonomy * (autonomy[row] - LEVEL_AUTONOMY)
            + n.competence * (competence[row] - LEVEL_COMPETENCE)
            + n.relatedness * (relatedness[row] - LEVEL_RELATEDNESS)
        )
        pay = min(one.paid, 1.0)
        crowded = n.crowding_size * n.salience * pay if n.crowding == SALIENCE else 0.0
        goal = clipped(disposition[row] + n.gain * needs - n.overload * over + praise - crowded, 0.0, 1.0)
        motivation[row] = clipped(motivation[row] + n.pace * (goal - motivation[row]), 0.0, 1.0)
        if n.crowding == TWO_STOCKS:
            moved = n.crowding_size * extrinsic[row] * (felt + WITHOUT_CONTROL)
            motivation[row] = max(motivation[row] - moved, 0.0)
            extrinsic[row] += n.pace * (pay * self_interest[row] - extrinsic[row])
        strain[row] = clipped(strain[row] + n.strain_gain * over - n.strain_rest * strain[row], 0.0, 1.0)


@process(
    reads="programme.control programme.dose residents.initiative residents.disposition residents.motivation "
    "residents.skill residents.strain residents.active_neighbours initiatives.stage initiatives.age "
    "initiatives.members initiatives.output initiatives.dependence initiatives.own_hours initiatives.control "
    "initiatives.paid residents.self_interest residents.extrinsic surroundings.agenda_control",
    writes="residents.motivation residents.autonomy residents.competence residents.relatedness residents.strain "
    "residents.extrinsic",
)
def motivating(here: Neighbourhood, chance: Chance) -> None:
    """Satisfied needs become a wish of one's own; overload and control eat it.

    For members: autonomy `1 − c(.4 + .6 d)`, c the control of the plan or of the strictest deal, whichever is more,
    with what an agenda from above adds; competence `.6 mean K + .5 y`, relatedness `.25 + .5(n − 1)/(n + 1) + .08
    min(nP, 4)`; `load = clip(D/E, 1, 2)(.3 + .9 M)`, `over = (load − 1)⁺` from the fifth week on; `M* = clip(M0 +
    gain[w_A(A − .6) + w_C(C − .5) + w_R(R − .5)] − w_L over + w_F recognition − X)`, `M ← M + pace(M* − M)`, `B ←
    clip(B + κ over − rest B)`. Others: M returns to M0 and strain wears off. What pay does: *salience*, `X = χ ·
    salience · paid part of the hours`; rival *two stocks*, a wish for the pay of its own, `Mx ← Mx + pace(paid ·
    self-interest − Mx)`, that adds half to hours and pushes `χ Mx(c + .2)` a week out of M; or *off*.
    Self-determination theory; realises statements 23, 27 and 42.
    """
    who = here.residents
    if here.parameters.motivating.frozen:
        return
    want(
        here.once(numbers_of, here.parameters), here.carrying, who.initiative, who.disposition, who.motivation,
        who.autonomy, who.competence, who.relatedness, who.skill, who.strain, who.active_neighbours,
        who.self_interest, who.extrinsic, here.initiatives.table, here.programme.table, here.surroundings.table,
    )  # fmt: skip
