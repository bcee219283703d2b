"""Writing: a story back into a file, with its place beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weisim.parameters.parameters import Parameters
from weisim.population.writing import write_place
from weisim.scenario.scenario import FORMAT, Scenario
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.terms import Opportunity, Problem
from weisim.toml import write_toml

PLACES = "places"


def write_scenario(scenario: Scenario, path: Path | str) -> None:
    """Write a scenario so that reading it gives the same story; its place goes into `places/` beside it.

    Numbers equal to their default are left out; a file that exists keeps its comments.

    Raises:
        OSError: the folder cannot be written.
    """
    target = Path(path)
    place = Path(PLACES) / f"{scenario.place.code}.toml"
    (target.parent / PLACES).mkdir(parents=True, exist_ok=True)
    write_place(scenario.place, target.parent / place)
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
        "partners": [
            {
                "name": one.name,
                "kind": one.kind.word,
                "capacity_hours": one.capacity_hours,
                "capacity_euros": one.capacity_euros,
            }
            for one in scenario.partners
        ],
        "support": {
            "control": scenario.support.control,
            "announced": scenario.support.announced,
            "withdraw": _withdrawal(scenario.support.withdraw),
            "interventions": [_intervention(one) for one in scenario.support.interventions],
        },
        "parameters": _parameters(scenario) or None,
    }


def _parameters(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """The numbers that differ from what reading would fill in by itself."""
    suggested = {key: one.value for key, one in scenario.place.settings.items()}
    usual = {**Parameters().flatten(), **suggested}
    groups: dict[str, dict[str, Any]] = {}
    for key, value in scenario.parameters.flatten().items():
        if value != usual[key]:
            group, _, name = key.partition(".")
            groups.setdefault(group, {})[name] = value
    return groups


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
    given = {"month": moment.month, "week": moment.week, "date": moment.date}
    return {key: value for key, value in given.items() if value is not None}


def _withdrawal(ending: Withdrawal | None) -> dict[str, Any] | None:
    if ending is None:
        return None
    shape = {"over": ending.over, "remaining": ending.remaining}
    if ending.condition is not None:
        shape = {"at_least": ending.at_least}
    return {**_moment(ending), **shape, "condition": ending.condition}
