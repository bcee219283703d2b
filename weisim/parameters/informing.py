"""Informing: reach of letters, meetings and talks on the staircase."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week


class Informing(Group):
    """How fast outreach brings the news to doors."""

    process = "informing"

    # fmt: off
    reach: float = per_week(0.018, (0.0, 0.035), ("reached per week by outreach", "bereik per week"), "weisim-model")
    # fmt: on
