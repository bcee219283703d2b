"""Organising: structure grows with a force and, past a point, holds itself."""

from __future__ import annotations

from weisim.neighbourhood.carrying import ENDED, ORGANISE, named, next_structure
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process


@rule
def organise(initiatives, programme, coaching_half, numbers):
    """A week of roles and agreements that come about, wear off, or leave with those who leave."""
    n, help_now = named(numbers), programme[0]
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage != ENDED:
            coached = one.coaching_had / (one.coaching_had + coaching_half)
            one.structure = next_structure(
                one.structure, one.members, one.members_lost, one.output, one.dependence, one.coverage[ORGANISE],
                coached, help_now.reflecting, help_now.helped, max(help_now.control, one.control), n,
            )  # fmt: skip


@process(
    reads="programme.reflecting programme.helped programme.control initiatives.stage initiatives.members "
    "initiatives.members_lost initiatives.output initiatives.dependence initiatives.coverage "
    "initiatives.coaching_had initiatives.control initiatives.structure",
    writes="initiatives.structure",
)
def organising(here: Neighbourhood, chance: Chance) -> None:
    """Structure grows with practice, reflection and coaching, wears off otherwise, and past a point feeds itself.

    `practice = min(n/4, 1) y (1 − .8c)(1 − dependency d)`, c the control of the plan or of the strictest deal, `force =
    f(.4 ρ 1[dose > 0] + .6 Cs)(1 − ½c)`, k the best organiser: `O ← clip(O + practice(o0 + o1 k O + force)(1 − O) −
    wear O − turnover O left/(n + left))`. Nothing here is a double well: routines are learned from routines, cost
    upkeep, and make hours usable. Rival rules: *plain* (o1 = 0); *double well*, where wells stand in for wear:
    `practice force (1 − O) + hold O(1 − O)(O − θ)`. Realises statements 5, 53 and 55.
    """
    organise(here.initiatives.table, here.programme.table, here.parameters.supporting.coaching_half, here.carrying)
