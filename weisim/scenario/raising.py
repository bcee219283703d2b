"""Raising: from one story to another in which support is raised slowly from nothing to full, and lowered again."""

from __future__ import annotations

from weisim.scenario.scenario import Scenario
from weisim.scenario.varied import made, varied
from weisim.support.plan import SupportPlan
from weisim.support.raising import Raising


def raise_and_lower(scenario: Scenario, steps: int = 10, weeks_a_step: int = 52, name: str | None = None) -> Scenario:
    """The same story, as long as that takes, in which all help goes up in steps and comes down the same way.

    Residents are told beforehand, so that no promise is broken. What the plan said about its own end is left out.

    Args:
        scenario: the story to vary.
        steps: how many levels there are, from no help to full help; each comes once on the way up and once down.
        weeks_a_step: how long each level stays.
        name: name of the new story.

    Raises:
        InvalidInput: there are too few steps, or it takes longer than a story can be.
    """
    raising: Raising = made(Raising, {"steps": steps, "weeks": weeks_a_step}, scenario, ("support", "raise"))
    plan: SupportPlan = scenario.support.raised_and_lowered(raising)
    title = f"{scenario.name}-up-and-down-{steps}x{weeks_a_step}"
    return varied(scenario, name or title, support=plan, weeks=raising.length)
