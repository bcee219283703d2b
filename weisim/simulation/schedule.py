"""Schedule: what happens in a week, in this order (ODD element 3)."""

from __future__ import annotations

from weisim.processes.advancing import advancing
from weisim.processes.befalling import befalling
from weisim.processes.bonding import bonding
from weisim.processes.choosing import choosing
from weisim.processes.dealing import dealing
from weisim.processes.doubting import doubting
from weisim.processes.ending import ending
from weisim.processes.federating import federating
from weisim.processes.founding import founding
from weisim.processes.informing import informing
from weisim.processes.joining import joining
from weisim.processes.learning import learning
from weisim.processes.leaving import leaving
from weisim.processes.motivating import motivating
from weisim.processes.organising import organising
from weisim.processes.presenting import presenting
from weisim.processes.producing import producing
from weisim.processes.sharing import sharing
from weisim.processes.supporting import supporting
from weisim.processes.telling import telling
from weisim.processes.working import working

# fmt: off
SCHEDULE = (
    supporting, befalling,                                 # what help is there this week, and what comes from outside
    informing, telling, doubting,                          # information: the news goes round
    motivating, joining, choosing, founding, presenting,   # emergence: people begin, and are seen
    working, learning, sharing, organising, bonding,       # development: they learn by doing, together
    dealing, producing, federating,                        # autonomous: they stand on their own
    leaving, ending, advancing,                            # what is lost; where everyone now stands
)
# fmt: on
