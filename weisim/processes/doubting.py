"""Doubting: scepticism falls with credible talks and visible results, and rises with let-downs and broken promises."""

from __future__ import annotations

from weisim.neighbourhood.membership import UNAWARE
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process


@rule
def doubt(
    key, talks, talk_effect, seen, let_down, shock, trust, involvement, initiative, active_neighbours, collapses_near,
):  # fmt: skip
    """What this week does to the trust of each resident."""
    for row in range(trust.size):
        now = trust[row]
        if talks > 0.0 and draw(key, row) < talks:
            now += talk_effect * (1.0 - now)
        if active_neighbours[row] > 0 and involvement[row] != UNAWARE:
            now += seen * min(active_neighbours[row], 4) / 4.0 * (1.0 - now)
        if shock > 0.0 and (initiative[row] >= 0 or active_neighbours[row] > 0):
            now *= 1.0 - shock
        if collapses_near[row] > 0:
            for _ in range(collapses_near[row]):
                now *= 1.0 - let_down
            collapses_near[row] = 0
        trust[row] = now


@process(
    reads="programme.informing programme.control programme.promise_broken residents.trust residents.involvement "
    "residents.initiative residents.active_neighbours residents.collapses_near",
    writes="residents.trust residents.collapses_near",
)
def doubting(here: Neighbourhood, chance: Chance) -> None:
    """Scepticism falls by credible talks and visible results, and rises by let-downs, broken promises and control.

    A talk at the door: `T ← T + talk_effect(1 − T)(1 − ½c)(1 − top_down)`. Informed, with contacts who take part: `T
    ← T + τ⁺ min(nP, 4)/4 (1 − T)`. A promise broken this week, rule *shock*: `T ← T(1 − shock)` for members and for
    whoever has contacts who take part; rule *none*: nothing. A collapse near by last week: `T ← T(1 − τ⁻)`. Realises
    statements 15, 30 and 32.
    """
    p, who, programme = here.parameters.doubting, here.residents, here.programme
    control = programme.control[0]
    shock = p.shock if p.promise == "shock" and programme.promise_broken[0] else 0.0
    doubt(
        chance.key("doubting.talk"), p.talk * programme.informing[0],
        p.talk_effect * (1.0 - 0.5 * control) * (1.0 - p.top_down), p.seen, p.let_down, shock,
        who.trust, who.involvement, who.initiative, who.active_neighbours, who.collapses_near,
    )  # fmt: skip
