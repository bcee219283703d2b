"""Telling: neighbours tell neighbours."""

from __future__ import annotations

import functools

import numpy as np

from weisim.neighbourhood.membership import UNAWARE, hear
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draws
from weisim.processes.process import process

MOST_CONTACTS = 1024


@functools.cache
def not_told(chance: float) -> np.ndarray:
    """The chance that none of so many contacts tells, float64[MOST_CONTACTS]."""
    values = [1.0]
    for _ in range(MOST_CONTACTS - 1):
        values.append(values[-1] * (1.0 - chance))
    return np.array(values)


@rule
def tell(
    key, by_informed, by_active, involvement, eager, informed_neighbours, active_neighbours, programme, start, degree,
    other, luck, heard,
):  # fmt: skip
    """Whoever has not heard may hear from the programme, from contacts who have, best from contacts who take part."""
    draws(key, luck)
    count, reach = 0, programme[0].reach
    for row in range(involvement.size):
        missed = (1.0 - reach) * by_informed[informed_neighbours[row]] * by_active[active_neighbours[row]]
        # One question about two things that nobody can foresee is answered sooner than two questions.
        if (involvement[row] == UNAWARE) & (luck[row] < 1.0 - missed):
            heard[count] = row
            count += 1
    for number in range(count):
        hear(heard[number], involvement, eager, informed_neighbours, start, degree, other)


@process(
    reads="programme.reach residents.involvement residents.eager residents.informed_neighbours "
    "residents.active_neighbours ties",
    writes="residents.involvement residents.informed_neighbours",
)
def telling(here: Neighbourhood, chance: Chance) -> None:
    """Neighbours tell neighbours; those who take part tell best.

    `P(aware) = 1 − (1 − P_out)(1 − β_a)^nA (1 − β_p)^nP`, one draw a week for both sources; nA and nP count the
    contacts who have heard and who take part, at the start of the process. Realises statements 15, 29 and 32.
    """
    p, who, ties = here.parameters.telling, here.residents, here.ties
    tell(
        chance.key("telling"), not_told(p.informed), not_told(p.active), who.involvement, who.eager,
        who.informed_neighbours, who.active_neighbours, here.programme.table, ties.start, ties.degree, ties.other,
        here.paper("luck", np.float64), here.paper("heard", np.int32),
    )  # fmt: skip
