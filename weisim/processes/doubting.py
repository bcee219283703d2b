"""Doubting: scepticism falls with credible talks and visible results, and rises with let-downs and broken promises."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draws
from weisim.processes.process import process

GOOD_OUTPUT, PER_RESIDENTS = 0.5, 2500.0


@rule
def doubt(
    key, talks, talk_effect, seen, results, many, suspicion, let_down, shock, trust, involvement, initiative,
    active_neighbours, collapses_near, output, luck,
):  # fmt: skip
    """What this week does to the trust of each resident."""
    draws(key, luck)
    working = 0
    for g in range(output.size):
        working += output[g] >= GOOD_OUTPUT
    shown = results * min(working / many, 1.0)
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
                trust[row] *= 1.0 - let_down
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
    p, who, programme = here.parameters.doubting, here.residents, here.programme
    control = programme.control[0]
    shock = p.shock if p.promise == "shock" and programme.promise_broken[0] else 0.0
    doubt(
        chance.key("doubting.talk"), p.talk * programme.informing[0],
        p.talk_effect * (1.0 - 0.5 * control) * (1.0 - p.top_down) * (1.0 - p.cuts), p.seen, p.results,
        p.many * len(who) / PER_RESIDENTS,
        p.suspicion * max(p.top_down, p.cuts) * programme.helped[0], p.let_down, shock,
        who.trust, who.involvement, who.initiative, who.active_neighbours, who.collapses_near, here.initiatives.output,
        here.paper("luck", np.float64),
    )  # fmt: skip
