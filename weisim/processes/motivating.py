"""Motivating: autonomy, competence and relatedness become motivation."""

from __future__ import annotations

from weisim.neighbourhood.carrying import demand_of, named
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.neighbourhood.traits import clipped
from weisim.processes.process import process
from weisim.terms import Help

FIRST_WEEKS = 4
RECOGNITION = int(Help.RECOGNITION)
LEVEL_AUTONOMY, LEVEL_COMPETENCE, LEVEL_RELATEDNESS = 0.6, 0.5, 0.5


@rule
def want(
    pace, gain, w_autonomy, w_competence, w_relatedness, w_overload, praise, control, agenda_control, strain_gain,
    strain_rest, numbers, initiative, disposition, motivation, autonomy, competence, relatedness, skill, strain,
    active_neighbours,
    stage, age, members, output, dependence, own_hours, deal_control,
):  # fmt: skip
    """What a week does to the wish of one's own to take part, and to strain."""
    n = named(numbers)
    for row in range(motivation.size):
        g = initiative[row]
        if g < 0:
            motivation[row] += pace * (disposition[row] - motivation[row])
            strain[row] *= 1.0 - strain_rest
            continue
        able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        felt = min(max(control, deal_control[g]) + agenda_control, 1.0)
        autonomy[row] = 1.0 - felt * (0.4 + 0.6 * dependence[g])
        competence[row] = clipped(0.6 * able + 0.5 * output[g], 0.0, 1.0)
        company = 0.25 + 0.5 * (members[g] - 1.0) / (members[g] + 1.0) + 0.08 * min(active_neighbours[row], 4)
        relatedness[row] = clipped(company, 0.0, 1.0)
        over = 0.0
        if age[g] >= FIRST_WEEKS:
            pressure = clipped(demand_of(stage[g], n) / max(own_hours[g], 0.5), 1.0, 2.0)
            over = max(pressure * (0.3 + 0.9 * motivation[row]) - 1.0, 0.0)
        needs = (
            w_autonomy * (autonomy[row] - LEVEL_AUTONOMY)
            + w_competence * (competence[row] - LEVEL_COMPETENCE)
            + w_relatedness * (relatedness[row] - LEVEL_RELATEDNESS)
        )
        goal = clipped(disposition[row] + gain * needs - w_overload * over + praise, 0.0, 1.0)
        motivation[row] = clipped(motivation[row] + pace * (goal - motivation[row]), 0.0, 1.0)
        strain[row] = clipped(strain[row] + strain_gain * over - strain_rest * strain[row], 0.0, 1.0)


@process(
    reads="programme.control programme.dose residents.initiative residents.disposition residents.motivation "
    "residents.skill residents.strain residents.active_neighbours initiatives.stage initiatives.age "
    "initiatives.members initiatives.output initiatives.dependence initiatives.own_hours initiatives.control "
    "surroundings.agenda_control",
    writes="residents.motivation residents.autonomy residents.competence residents.relatedness residents.strain",
)
def motivating(here: Neighbourhood, chance: Chance) -> None:
    """Satisfied needs become a wish of one's own; overload and control eat it.

    For members: autonomy `1 − c(.4 + .6 d)`, c the control of the plan or of the strictest deal, whichever is more,
    with what an agenda from above adds; competence `.6 mean K + .5 y`, relatedness `.25 + .5(n − 1)/(n + 1) +
    .08 min(nP, 4)`; `load = clip(D/E, 1, 2)(.3 + .9 M)`, `over = (load − 1)⁺` from the fifth week on; `M* = clip(M0 +
    gain[w_A(A − .6) + w_C(C − .5) + w_R(R − .5)] − w_L over + w_F recognition)`, `M ← M + pace(M* − M)`, `B ← clip(B
    + κ over − rest B)`. Others: M returns to M0 and strain wears off. Self-determination theory; realises statements
    23, 27 and 42.
    """
    p, who, g = here.parameters.motivating, here.residents, here.initiatives
    if p.frozen:
        return
    want(
        p.pace, p.gain, p.autonomy, p.competence, p.relatedness, p.overload,
        p.recognition * min(1.0, here.programme.dose[0, RECOGNITION]),
        here.programme.control[0], here.surroundings.agenda_control[0], p.strain_gain, p.strain_rest, here.carrying,
        who.initiative, who.disposition, who.motivation, who.autonomy, who.competence, who.relatedness, who.skill,
        who.strain, who.active_neighbours,
        g.stage, g.age, g.members, g.output, g.dependence, g.own_hours, g.control,
    )  # fmt: skip
