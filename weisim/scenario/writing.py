"""Writing: a story back into a file, with its place beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weisim.population.writing import write_place
from weisim.scenario.context import usual_parameters
from weisim.scenario.event import Event
from weisim.scenario.scenario import FORMAT, Scenario
from weisim.support.intervention import MOMENTS, Intervention, Moment, When, Withdrawal
from weisim.support.partner import Partner
from weisim.terms import Opportunity, Problem
from weisim.toml import write_toml

PLACES = "places"


def write_scenario(scenario: Scenario, path: Path | str) -> None:
    """Write a scenario so that reading it gives the same story; its place goes into `places/` beside it.

    The place is written as it was published; what the story says otherwise of it stands in the context. Numbers equal
    to their default are left out; a file that exists keeps its comments.

    Raises:
        OSError: the folder cannot be written.
    """
    target = Path(path)
    place = Path(PLACES) / f"{scenario.place.code}.toml"
    (target.parent / PLACES).mkdir(parents=True, exist_ok=True)
    write_place(scenario.place.as_published(), target.parent / place)
    write_toml(target, _values(scenario, place))


def _values(scenario: Scenario, place: Path) -> dict[str, Any]:
    offers = dict(zip(scenario.opportunities, scenario.strengths, strict=True))
    return {
        "format": FORMAT,
        "name": scenario.name,
        "title": scenario.title,
        "title_en": scenario.title_en or None,
        "place": place.as_posix(),
        "start": scenario.start,
        "weeks": scenario.weeks,
        "problems": None if scenario.problems == tuple(Problem) else [one.word for one in scenario.problems],
        "opportunities": None
        if offers == dict.fromkeys(Opportunity, 1.0)
        else {one.word: strength for one, strength in offers.items()},
        "context": _context(scenario),
        "partners": [_partner(one) for one in scenario.partners],
        "events": [_event(one) for one in scenario.events] or None,
        "support": {
            "control": scenario.support.control,
            "announced": scenario.support.announced,
            "withdraw": _withdrawal(scenario.support.withdraw),
            "raise": scenario.support.raising.model_dump() if scenario.support.raising is not None else None,
            "agenda": _numbers(scenario.support.agenda) or None,
            "interventions": [_intervention(one) for one in scenario.support.interventions],
        },
        "parameters": _parameters(scenario) or None,
    }


def _context(scenario: Scenario) -> dict[str, float] | None:
    said = scenario.context.model_dump(exclude_none=True)
    return said or None


def _parameters(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """The numbers that differ from what reading would fill in by itself; those of the context stand there."""
    usual = usual_parameters(scenario.place).with_values(scenario.context.numbers()).flatten()
    groups: dict[str, dict[str, Any]] = {}
    for key, value in scenario.parameters.flatten().items():
        if value != usual[key]:
            group, _, name = key.partition(".")
            groups.setdefault(group, {})[name] = value
    return groups


def _partner(one: Partner) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.word,
        "capacity_hours": one.capacity_hours,
        "capacity_euros": one.capacity_euros,
        "interests": {word: weight for word, weight in _numbers(one.interests).items() if weight},
        "openness": one.openness,
        "letting_go": one.letting_go,
        "trust": one.trust,
        "forms": [form.word for form in one.forms],
        "rooms": one.rooms,
        "from": one.from_phase.word,
        "until": one.until_phase.word if one.until_phase is not None else None,
    }


def _event(one: Event) -> dict[str, Any]:
    return {
        "name": one.name,
        "name_en": one.name_en or None,
        "from": one.begin.date or _moment(one.begin),
        "until": (one.end.date or _moment(one.end)) if one.end is not None else None,
        "trust": one.trust,
        "mobility": one.mobility,
        "problems": _numbers(one.problems) or None,
        "key_persons_leave": one.key_persons_leave,
    }


def _numbers(table: Mapping[Any, float]) -> dict[str, float]:
    """A table of terms with a number each, by their words."""
    return {term.word: value for term, value in table.items()}


def _intervention(one: Intervention) -> dict[str, Any]:
    return {
        "kind": one.kind.word,
        "by": one.by,
        "amount": one.amount,
        "from": _when(one.begin),
        "until": _when(one.until) if one.until is not None else None,
        "withdraw": _withdrawal(one.withdraw),
        "cost": one.cost,
        "payer": one.payer,
    }


def _when(when: When) -> Any:
    return when.phase.word if when.phase is not None else when.date or _moment(when)


def _moment(moment: Moment) -> dict[str, Any]:
    given = {key: getattr(moment, key) for key in MOMENTS}
    return {key: value for key, value in given.items() if value is not None}


def _withdrawal(ending: Withdrawal | None) -> dict[str, Any] | None:
    if ending is None:
        return None
    shape = {"over": ending.over, "remaining": ending.remaining}
    if ending.condition is not None:
        shape = {"at_least": ending.at_least}
    return {**_moment(ending), **shape, "condition": ending.condition}
