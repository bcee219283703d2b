"""Variations: from one story to another that differs in one thing; each variation gets a name of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.scenario.context import Context
from weisim.scenario.event import Event
from weisim.scenario.scenario import Scenario
from weisim.scenario.varied import fields_of, helped_without, made, refused, varied
from weisim.support.checks import did_you_mean, nearest
from weisim.support.intervention import Withdrawal
from weisim.support.partner import only_dealing
from weisim.support.plan import SupportPlan
from weisim.terms import Help, Problem

TOP_DOWN = "choosing.top_down"
IN_SUPPORT = ("support",)
IN_WITHDRAW = ("support", "withdraw")


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
    ending = made(Withdrawal, {key: value for key, value in given.items() if value is not None}, scenario, IN_WITHDRAW)
    plan: SupportPlan = scenario.support.withdrawn(ending, help_kind)
    if announced is not None:
        plan = SupportPlan(**{**fields_of(plan), "announced": announced})
    moment = f"month-{month:g}" if month is not None else f"week-{week}"
    title = f"{scenario.name}-stop-{help_kind.word + '-' if help_kind is not None else ''}{moment}"
    title += f"-over-{over:g}" if over else ""
    title += f"-keep-{remaining:g}" if remaining else ""
    title += "-unannounced" if announced is False else ""
    return varied(scenario, name or title, support=plan)


def scale_support(
    scenario: Scenario, factor: float, kind: Help | str | None = None, name: str | None = None
) -> Scenario:
    """The same story with more or less of one kind of help, or of all help.

    Raises:
        InvalidInput: the kind of help is unknown, or an amount leaves its range.
    """
    help_kind = _help(kind, scenario)
    title = f"{scenario.name}-{help_kind.word if help_kind is not None else 'support'}-x{factor:g}"
    try:
        plan = scenario.support.scaled(help_kind, factor)
    except ValidationError as error:
        raise refused(error, scenario, ("support", "interventions")) from None
    return varied(scenario, name or title, support=plan)


def without_partner(scenario: Scenario, partner: str, name: str | None = None) -> Scenario:
    """The same story without one partner; the help it gives or pays for is gone too.

    The process manager works on the account of the government and leaves with it.

    Raises:
        InvalidInput: there is no such partner.
    """
    plan = helped_without(scenario.support, scenario.partners, (row_of(partner, scenario),))
    partners = tuple(one for one in scenario.partners if one.name != partner)
    return varied(scenario, name or f"{scenario.name}-without-{partner}", partners=partners, support=plan)


def without_help(scenario: Scenario, *kinds: Help | str, name: str | None = None) -> Scenario:
    """The same story without some kinds of help.

    Raises:
        InvalidInput: a kind of help is unknown.
    """
    gone = [one for one in (_help(kind, scenario) for kind in kinds) if one is not None]
    kept = tuple(one for one in scenario.support.interventions if one.kind not in gone)
    plan = SupportPlan(**{**fields_of(scenario.support), "interventions": kept})
    return varied(scenario, name or f"{scenario.name}-without-{'-'.join(one.word for one in gone)}", support=plan)


def single_partner(scenario: Scenario, partner: str, name: str | None = None) -> Scenario:
    """The same story in which only one partner makes deals; the others go on giving help.

    Raises:
        InvalidInput: there is no such partner.
    """
    row_of(partner, scenario)
    partners = only_dealing(scenario.partners, (partner,))
    return varied(scenario, name or f"{scenario.name}-only-{partner}", partners=partners)


def without_partners(scenario: Scenario, name: str | None = None) -> Scenario:
    """The same story in which no partner makes deals; they go on giving help."""
    return varied(scenario, name or f"{scenario.name}-without-deals", partners=only_dealing(scenario.partners, ()))


def with_control(scenario: Scenario, control: float, name: str | None = None) -> Scenario:
    """The same story in which others than residents decide more or less, 0-1.

    Raises:
        InvalidInput: the share leaves its range.
    """
    plan = made(SupportPlan, {**fields_of(scenario.support), "control": control}, scenario, IN_SUPPORT)
    return varied(scenario, name or f"{scenario.name}-control-{control:g}", support=plan)


def with_top_down(
    scenario: Scenario, share: float, agenda: Mapping[Problem, float] | None = None, name: str | None = None
) -> Scenario:
    """The same story in which a share of the agenda is set from above.

    Args:
        scenario: the story to vary.
        share: how much of the agenda comes from above, 0-1.
        agenda: how much each problem weighs on it; as it was when left out.
        name: name of the new story.

    Raises:
        InvalidInput: the share or a weight leaves its range, or a problem is not among those of the story.
    """
    plan = scenario.support
    if agenda is not None:
        plan = made(SupportPlan, {**fields_of(plan), "agenda": agenda}, scenario, IN_SUPPORT)
    parameters = scenario.parameters.with_values({TOP_DOWN: share})
    title = f"{scenario.name}-top-down-{share:g}"
    if agenda is not None:
        title += "".join(f"-{problem.word}" for problem in plan.agenda)
    return varied(scenario, name or title, support=plan, parameters=parameters)


def with_context(
    scenario: Scenario,
    mobility: float | None = None,
    trust: float | None = None,
    poverty: float | None = None,
    name: str | None = None,
) -> Scenario:
    """The same story in another neighbourhood; what is left out is as it was.

    Args:
        scenario: the story to vary.
        mobility: share of residents that leaves the neighbourhood in a year.
        trust: mean trust of residents at the start.
        poverty: share of households up to 110 % of the social minimum.
        name: name of the new story.

    Raises:
        InvalidInput: a value leaves its range.
    """
    given = {"mobility": mobility, "trust": trust, "poverty": poverty}
    said = {word: value for word, value in given.items() if value is not None}
    context: Context = made(Context, said, scenario, ("context",))
    title = "-".join([scenario.name, *(f"{word}-{value:g}" for word, value in said.items())])
    return varied(
        scenario,
        name or title,
        place=context.told_of(scenario.place),
        parameters=scenario.parameters.with_values(context.numbers()),
    )


def with_event(scenario: Scenario, event: Event, name: str | None = None) -> Scenario:
    """The same story in which one thing more befalls the neighbourhood.

    Raises:
        InvalidInput: the event lies outside the story, or does nothing.
    """
    return varied(scenario, name or f"{scenario.name}-{event.name}", events=(*scenario.events, event))


def row_of(partner: str, scenario: Scenario) -> int:
    """The place of a partner in a story, from 0, by its name.

    Raises:
        InvalidInput: there is no such partner.
    """
    names = [one.name for one in scenario.partners]
    if partner in names:
        return names.index(partner)
    message = Text("There is no partner with this name. There are: {names}.", names=", ".join(names))
    raise InvalidInput([Fault(scenario.name, 0, "partners", partner, message, did_you_mean(nearest(partner, names)))])


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
