"""Bonding: initiatives take root in the neighbourhood and win standing."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.carrying import ENDED
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process


@rule
def take_root(
    members, community, pace, reach, community_strength, by_output, fading, initiative, degree, stage, output,
    embeddedness, legitimacy,
):  # fmt: skip
    """How far each live initiative is known and trusted around it, and how it stands with others."""
    contacts = np.zeros(stage.size)
    for number in range(members.size):
        contacts[initiative[members[number]]] += degree[members[number]]
    for g in range(stage.size):
        if stage[g] == ENDED:
            continue
        reached = min(1.0, reach * contacts[g] / degree.size)
        rooted = embeddedness[g]
        rooted += pace * (reached * (0.4 + 0.6 * min(1.0, rooted + 0.2)) - rooted) + community * community_strength * (
            1.0 - rooted
        )
        embeddedness[g] = min(max(rooted, 0.0), 1.0)
        standing = (
            legitimacy[g] + by_output * output[g] * embeddedness[g] * (1.0 - legitimacy[g]) - fading * legitimacy[g]
        )
        legitimacy[g] = min(max(standing, 0.0), 1.0)


@process(
    reads="programme.community residents.initiative initiatives.stage initiatives.output initiatives.embeddedness "
    "initiatives.legitimacy ties",
    writes="initiatives.embeddedness initiatives.legitimacy",
)
def bonding(here: Neighbourhood, chance: Chance) -> None:
    """Initiatives take root where their members have contacts, and community building roots them further.

    `reach = min(1, 15 Σ degree of members/N)`; `Em ← Em + .03(reach(.4 + .6 min(1, Em + .2)) − Em) + community x_cb(1
    − Em)`; `L ← clip(L + l_out y Em(1 − L) − l_fade L)`. Realises statements 11, 40 and 51 as far as embeddedness
    goes.
    """
    p, g = here.parameters.bonding, here.initiatives
    take_root(
        here.members(), p.community, p.pace, p.reach, here.programme.community[0], p.legitimacy_output,
        p.legitimacy_fading,
        here.residents.initiative, here.ties.degree, g.stage, g.output, g.embeddedness, g.legitimacy,
    )  # fmt: skip
