"""Presenting: what it does to be seen by the neighbourhood."""

from __future__ import annotations

from weisim.parameters.quantity import Group, share, switch


class Presenting(Group):
    """The reach of the presentation and what it does to trust and standing."""

    process = "presenting"

    # fmt: off
    reach: float = share(0.25, (0.0, 0.5), ("residents who hear of it", "bewoners die het horen"), "de-klyn-2013")
    trust: float = share(0.03, (0.0, 0.1), ("effect on trust", "effect op vertrouwen"), "weisim-model")
    standing: float = share(0.05, (0.0, 0.1), ("effect on legitimacy", "effect op aanzien"), "weisim-model")
    contacts: float = share(0.5, (0.0, 1.0), ("chance that a participant makes a contact at the presentation", "kans dat een deelnemer een contact maakt bij de presentatie"), "weisim-model")
    yearly: bool = switch(False, ("again every year", "elk jaar opnieuw"), "weisim-model")
    # fmt: on
