"""Variations: from one story to another that differs in one thing; each variation gets a name of its own."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import shown_key
from weisim.scenario.wording import told
from weisim.support.checks import LONGEST_NAME, did_you_mean, nearest
from weisim.support.intervention import Withdrawal
from weisim.support.partner import partner_row
from weisim.support.plan import SupportPlan
from weisim.terms import Help


def withdraw_support(
    scenario: Scenario,
    month: float | None = None,
    week: int | None = None,
    over: float = 0.0,
    remaining: float = 0.0,
    kind: Help | str | None = None,
    announced: bool | None = None,
    name: str | None = None,
) -> Scenario:
    """The same story in which support is withdrawn from a month or a week on.

    Args:
        scenario: the story to vary.
        month: the month in which it begins; give this or the week.
        week: the week in which it begins.
        over: months in which it fades; 0 is at once.
        remaining: share that stays for ever.
        kind: one kind of help; all help when left out.
        announced: whether residents are told; as it was when left out.
        name: name of the new story.

    Raises:
        InvalidInput: the story would contradict itself, such as an end after the end of the story.
    """
    help_kind = _help(kind, scenario)
    given: dict[str, Any] = {"month": month, "week": week, "over": over, "remaining": remaining}
    ending = _made(Withdrawal, {key: value for key, value in given.items() if value is not None}, scenario)
    plan: SupportPlan = scenario.support.withdrawn(ending, help_kind)
    if announced is not None:
        plan = SupportPlan(**{**_fields(plan), "announced": announced})
    moment = f"month-{month:g}" if month is not None else f"week-{week}"
    made = f"{scenario.name}-stop-{help_kind.word + '-' if help_kind is not None else ''}{moment}"
    made += f"-over-{over:g}" if over else ""
    made += f"-keep-{remaining:g}" if remaining else ""
    made += "-unannounced" if announced is False else ""
    return _varied(scenario, name or made, support=plan)


def scale_support(
    scenario: Scenario, factor: float, kind: Help | str | None = None, name: str | None = None
) -> Scenario:
    """The same story with more or less of one kind of help, or of all help.

    Raises:
        InvalidInput: the kind of help is unknown, or an amount leaves its range.
    """
    help_kind = _help(kind, scenario)
    made = f"{scenario.name}-{help_kind.word if help_kind is not None else 'support'}-x{factor:g}"
    try:
        plan = scenario.support.scaled(help_kind, factor)
    except ValidationError as error:
        raise _refused(error, scenario, {}) from None
    return _varied(scenario, name or made, support=plan)


def without_partner(scenario: Scenario, partner: str, name: str | None = None) -> Scenario:
    """The same story without one partner; the help it gives or pays for is gone too.

    The process manager works on the account of the government and leaves with it.

    Raises:
        InvalidInput: there is no such partner.
    """
    row = next((row for row, one in enumerate(scenario.partners) if one.name == partner), -1)
    if row < 0:
        names = [one.name for one in scenario.partners]
        message = Text("There is no partner with this name. There are: {names}.", names=", ".join(names))
        advice = did_you_mean(nearest(partner, names))
        raise InvalidInput([Fault(scenario.name, 0, "partners", partner, message, advice)])
    kept = tuple(
        one
        for one in scenario.support.interventions
        if row not in (partner_row(one.by, scenario.partners), partner_row(one.payer or one.by, scenario.partners))
    )
    plan = SupportPlan(**{**_fields(scenario.support), "interventions": kept})
    partners = tuple(one for one in scenario.partners if one.name != partner)
    return _varied(scenario, name or f"{scenario.name}-without-{partner}", partners=partners, support=plan)


def without_help(scenario: Scenario, *kinds: Help | str, name: str | None = None) -> Scenario:
    """The same story without some kinds of help.

    Raises:
        InvalidInput: a kind of help is unknown.
    """
    gone = [one for one in (_help(kind, scenario) for kind in kinds) if one is not None]
    kept = tuple(one for one in scenario.support.interventions if one.kind not in gone)
    plan = SupportPlan(**{**_fields(scenario.support), "interventions": kept})
    return _varied(scenario, name or f"{scenario.name}-without-{'-'.join(one.word for one in gone)}", support=plan)


def _varied(scenario: Scenario, name: str, **changes: Any) -> Scenario:
    """A story with some fields changed, checked anew; its title says from which story it comes."""
    name = name[:LONGEST_NAME].rstrip(" .")
    changes = {"name": name, "title": f"{scenario.title} ({name})"[:200], **changes}
    changes["title_en"] = f"{scenario.title_en} ({name})"[:200] if scenario.title_en else ""
    made: Scenario = _made(Scenario, {**_fields(scenario), **changes}, scenario)
    return made


def _made(kind: Any, values: dict[str, Any], scenario: Scenario) -> Any:
    try:
        return kind(**values)
    except ValidationError as error:
        raise _refused(error, scenario, values) from None


def _refused(error: ValidationError, scenario: Scenario, values: dict[str, Any]) -> InvalidInput:
    faults = []
    for problem in error.errors(include_url=False):
        message, advice = told(problem, values)
        faults.append(Fault(scenario.name, 0, shown_key(tuple(problem["loc"])), "", message, advice))
    return InvalidInput(faults)


def _fields(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in type(noun).model_fields}


def _help(kind: Help | str | None, scenario: Scenario) -> Help | None:
    if kind is None or isinstance(kind, Help):
        return kind
    try:
        return Help.from_word(kind)
    except KeyError:
        words = Help.words()
        message = Text("must be one of these words: {words}", words=", ".join(words))
        advice = did_you_mean(nearest(kind, words))
        raise InvalidInput([Fault(scenario.name, 0, "kind", kind, message, advice)]) from None
