"""Varied: a story with some fields changed, checked anew, with a name and a title of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from weisim.faults import Fault, InvalidInput
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import Key, shown_key
from weisim.scenario.wording import told
from weisim.support.checks import LONGEST_NAME, LONGEST_TITLE
from weisim.support.partner import Partner, partner_row
from weisim.support.plan import SupportPlan


def varied(scenario: Scenario, name: str, **changes: Any) -> Scenario:
    """A story with some fields changed; its title says from which story it comes.

    Raises:
        InvalidInput: the changed story cannot be.
    """
    name = name[:LONGEST_NAME].rstrip(" .")
    changes = {"name": name, "title": f"{scenario.title} ({name})"[:LONGEST_TITLE], **changes}
    changes["title_en"] = f"{scenario.title_en} ({name})"[:LONGEST_TITLE] if scenario.title_en else ""
    story: Scenario = made(Scenario, {**fields_of(scenario), **changes}, scenario)
    return story


def made(kind: Any, values: dict[str, Any], scenario: Scenario, under: Key = ()) -> Any:
    """A declaration from its values, for a variation of a story.

    Args:
        kind: what is declared.
        values: its fields.
        scenario: the story that is varied.
        under: the table in which it would stand in a file, so that a fault can say what is allowed.

    Raises:
        InvalidInput: the values cannot be.
    """
    try:
        return kind(**values)
    except ValidationError as error:
        raise refused(error, scenario, under) from None


def refused(error: ValidationError, scenario: Scenario, under: Key = ()) -> InvalidInput:
    """What was wrong in the values of a variation, as faults of the story."""
    faults = []
    for problem in error.errors(include_url=False):
        path: Key = (*under, *problem["loc"])
        message, advice = told({**problem, "loc": path}, {})
        faults.append(Fault(scenario.name, 0, shown_key(path), "", message, advice))
    return InvalidInput(faults)


def helped_without(plan: SupportPlan, partners: Sequence[Partner], gone: Sequence[int]) -> SupportPlan:
    """The plan without the help that some partners give or pay for.

    Args:
        plan: the plan.
        partners: every partner, those who leave too.
        gone: the rows of those who leave.
    """
    kept = tuple(
        one
        for one in plan.interventions
        if not {partner_row(one.by, partners), partner_row(one.payer or one.by, partners)} & set(gone)
    )
    return plan if len(kept) == len(plan.interventions) else SupportPlan(**{**fields_of(plan), "interventions": kept})


def fields_of(noun: Any) -> dict[str, Any]:
    """The fields of a declaration by name."""
    return {name: getattr(noun, name) for name in type(noun).model_fields}
