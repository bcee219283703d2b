"""Sharing: know-how and help between initiatives."""

from __future__ import annotations

from weisim.parameters.quantity import Group, hours, per_week, share, switch, weeks, weight


class Sharing(Group):
    """Learning from each other in a team, an open pool of know-how, and hands lent to another initiative."""

    process = "sharing"

    # fmt: off
    on: bool = switch(True, ("initiatives share know-how and hands", "initiatieven delen kennis en hulp"), "de-klyn-2013")
    peer: float = per_week(0.004, (0.0, 0.01), ("learning from others in the team", "leren van anderen in de groep"), "weisim-model")
    publish: float = per_week(0.010, (0.0, 0.03), ("know-how published by an initiative", "kennis die een initiatief deelt"), "de-klyn-2013")
    outdated: float = per_week(0.010, (0.0, 0.05), ("know-how that grows old", "kennis die veroudert"), "weisim-model")
    library: float = share(0.0, (0.0, 0.9), ("know-how from elsewhere at the start", "kennis van elders bij de start"), "de-klyn-2013")
    draw: float = per_week(0.004, (0.0, 0.02), ("learning from the pool", "leren uit de kennispot"), "weisim-model")
    young: int = weeks(52, (13, 104), ("weeks in which an initiative draws on the pool", "weken waarin een initiatief uit de kennispot put"), "weisim-model")
    good_output: float = share(0.5, (0.3, 0.8), ("output from which an initiative has something to teach", "resultaat vanaf waar een initiatief iets te leren heeft"), "weisim-model")
    lend: float = per_week(0.05, (0.0, 0.2), ("chance of lending hands", "kans op hulp aan een ander"), "weisim-model")
    spare: float = weight(1.2, (1.0, 2.0), ("hours against need from which hands are spare", "uren tegen behoefte waarboven er handen over zijn"), "weisim-model")
    lent_hours: float = hours(2.0, (0.0, 6.0), ("hours lent at once", "uren hulp per keer"), "weisim-model")
    remembered: int = weeks(26, (4, 52), ("weeks an exchange counts as a link", "weken dat een uitwisseling als band telt"), "weisim-model")
    # fmt: on
