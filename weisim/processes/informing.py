"""Informing: news of the opportunities reaches doors."""

from __future__ import annotations

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process


@process(reads="programme.informing", writes="programme.reach")
def informing(here: Neighbourhood, chance: Chance) -> None:
    """Letters, meetings and talks bring the news of the opportunities to doors.

    `P_out = reach · sat(x_inform)`: the chance a week that a resident who has not heard hears it from the programme.
    Whether somebody hears is decided once a week in *telling*, for all sources together. Realises statements 29 and
    32.
    """
    here.programme.reach[0] = here.parameters.informing.reach * here.programme.informing[0]
