"""Doubting: scepticism falls with credible talks and visible results, and rises with let-downs and broken promises."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Given, Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draws
from weisim.processes.process import process

GOOD_OUTPUT, PER_RESIDENTS = 0.5, 2500.0
Numbers = namedtuple("Numbers", "talk talk_effect top_down cuts seen results many suspicion let_down shock")


def numbers_of(given: Given) -> np.ndarray:
    """The numbers of doubting, float64[10], in the order of `Numbers`.

    Many: how many working initiatives are many here; suspicion: that of the stronger of its two grounds; shock: 0
    where a broken promise does nothing.
    """
    p = given.parameters.doubting
    worked_out = {
        "many": p.many * given.sociable.size / PER_RESIDENTS,
        "suspicion": p.suspicion * max(p.top_down, p.cuts),
        "shock": p.shock if p.promise == "shock" else 0.0,
    }
    return np.array([float(worked_out[name] if name in worked_out else getattr(p, name)) for name in Numbers._fields])


@rule
def doubt(
    key, numbers, trust, involvement, initiative, active_neighbours, collapses_near, initiatives, programme, luck,
):  # fmt: skip
    """What this week does to the trust of each resident."""
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9],
    )  # fmt: skip
    help_now = programme[0]
    draws(key, luck)
    working = 0
    for g in range(initiatives.size):
        working += initiatives[g].output >= GOOD_OUTPUT
    talks, seen = n.talk * help_now.informing, n.seen
    talk_effect = n.talk_effect * (1.0 - 0.5 * help_now.control) * (1.0 - n.top_down) * (1.0 - n.cuts)
    shown, suspicion = n.results * min(working / n.many, 1.0), n.suspicion * help_now.helped
    shock = n.shock if help_now.promise_broken else 0.0
    for row in range(trust.size):
        now = trust[row]
        if luck[row] < talks:
            now += talk_effect * (1.0 - now)
        if involvement[row] != UNAWARE:
            now += (seen * min(active_neighbours[row], 4) / 4.0 + shown) * (1.0 - now)
            now *= 1.0 - suspicion
        if shock > 0.0 and (initiative[row] >= 0 or active_neighbours[row] > 0):
            now *= 1.0 - shock
        trust[row] = now
    for row in range(trust.size):
        if collapses_near[row] > 0:
            for _ in range(collapses_near[row]):
                trust[row] *= 1.0 - n.let_down
            collapses_near[row] = 0


@process(
    reads="programme.informing programme.control programme.helped programme.promise_broken residents.trust "
    "residents.involvement residents.initiative residents.active_neighbours residents.collapses_near "
    "initiatives.output",
    writes="residents.trust residents.collapses_near",
)
def doubting(here: Neighbourhood, chance: Chance) -> None:
    """Scepticism falls by credible talks and visible results, and rises by let-downs, broken promises and control.

    A talk at the door: `T ← T + talk_effect(1 − T)(1 − ½c)(1 − top_down)(1 − cuts)`. Informed: credible contacts, who
    take part, and visible results, `T ← T + [τ⁺ min(nP, 4)/4 + results min(initiatives with y ≥ .5 per 2,500 residents,
    10)/10](1 − T)`. Who suspects a path laid out from above or a cut in budgets loses trust as long as help is given:
    `T ← T(1 − suspicion · max(top_down, cuts))`. A promise broken this week, rule *shock*: `T ← T(1 − shock)` for
    members and for whoever has contacts who take part; rule *none*: nothing. A collapse near by last week: `T ← T(1 −
    τ⁻)`. Realises statements 15, 30 and 32.
    """
    who = here.residents
    doubt(
        chance.key("doubting.talk"), here.once(numbers_of, here.given), who.trust, who.involvement, who.initiative,
        who.active_neighbours, who.collapses_near, here.initiatives.table, here.programme.table,
        here.paper("luck", np.float64),
    )  # fmt: skip
