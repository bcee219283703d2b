"""Reading: from a scenario file to a checked story, with every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from weisim.faults import Fault, InvalidInput
from weisim.parameters.parameters import Parameters
from weisim.population.place import Place, read_place
from weisim.scenario.checking import contradictions
from weisim.scenario.context import usual_parameters
from weisim.scenario.finding import find_scenario, scenario_folder
from weisim.scenario.piecing import story_of
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import Key, Sources, gather, inside, outside
from weisim.scenario.tables import NAMED_PEOPLE, ScenarioTables
from weisim.scenario.varied import helped_without
from weisim.scenario.wording import number_advice, told, unknown_key
from weisim.scenario.writing import write_scenario
from weisim.support.partner import only_dealing, partner_row
from weisim.toml import absent, read_toml, unusual

__all__ = ["find_scenario", "read_scenario", "scenario_folder", "write_scenario"]


def read_scenario(path: Path | str) -> Scenario:
    """Read one scenario file and the files it extends, and check it as a whole.

    Args:
        path: the file, or the name of a scenario that comes along.

    Raises:
        InvalidInput: every fault of the files, each with file, line, what was found and what is allowed,
            sorted by file and line.
    """
    return story_from(gather(find_scenario(path)))


def story_from(sources: Sources) -> Scenario:
    """Check a story as a whole, wherever it stands; raises InvalidInput with every fault."""
    faults = list(sources.faults)
    tables: ScenarioTables | None = None
    try:
        tables = ScenarioTables.model_validate(sources.values)
    except ValidationError as error:
        faults.extend(_faults_of(error, sources))
    faults.extend(
        sources.fault(found.path, found.message, found.advice) for found in contradictions(story_of(sources.values))
    )
    place = _place(sources, faults)
    parameters = _parameters(sources, place, faults)
    if faults or tables is None or place is None or parameters is None:
        raise InvalidInput(_sorted(faults))
    support = tables.support.plan()
    gone = [partner_row(name, tables.partners) for name in tables.absent]
    partners = tables.partners if tables.deals is None else only_dealing(tables.partners, tables.deals)
    return Scenario(
        name=tables.name,
        title=tables.title or tables.name,
        title_en=tables.title_en or "",
        place=tables.context.told_of(place[0]),
        start=tables.start,
        weeks=tables.weeks,
        parameters=parameters.with_values(tables.context.numbers()),
        partners=tuple(one for row, one in enumerate(partners) if row not in gone),
        events=tables.events,
        support=helped_without(support, tables.partners, gone),
        opportunities=tuple(tables.opportunities),
        strengths=tuple(tables.opportunities.values()),
        problems=tables.problems,
    )


def _sorted(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.key))


def _faults_of(error: ValidationError, sources: Sources) -> Iterator[Fault]:
    for problem in error.errors(include_url=False):
        path: Key = tuple(problem["loc"])
        # the version has its own check; what a broken chain would have brought is not missing
        if path == ("format",) or path == ("extends",) or (problem["type"] == "missing" and not sources.complete):
            continue
        message, advice = told(problem, sources.values)
        yield sources.fault(path, message, advice)


def _place(sources: Sources, faults: list[Fault]) -> tuple[Place, Path] | None:
    given = sources.values.get("place")
    if not isinstance(given, str):
        return None
    path = inside(given, sources.source_of(("place",)))
    if path is None:
        faults.append(outside(("place",), sources))
        return None
    if not path.exists():
        where = sources.fault(("place",), "")
        faults.append(absent(path, where.file, where.key, where.line, where.found))
        return None
    strange = unusual(path)
    if strange is not None:
        faults.append(sources.fault(("place",), strange))
        return None
    try:
        return read_place(path), path
    except InvalidInput as error:
        faults.extend(error.faults)
        return None


def _parameters(sources: Sources, place: tuple[Place, Path] | None, faults: list[Fault]) -> Parameters | None:
    """Defaults, then what the place suggests, then what the scenario says in so many numbers."""
    parameters = Parameters()
    if place is not None:
        try:
            parameters = usual_parameters(place[0])
        except InvalidInput as error:
            faults.extend(_at_place(fault, place[1]) for fault in error.faults)
    own = sources.values.get("parameters", {})
    flat: dict[str, Any] = {}
    for group, table in own.items() if isinstance(own, dict) else ():
        if not isinstance(table, dict):
            flat[group] = table
        elif _plain(group) in NAMED_PEOPLE:
            faults.append(sources.fault(("parameters", group), *unknown_key(("parameters", group))))
        else:
            flat.update({f"{group}.{name}": value for name, value in table.items()})
    try:
        return parameters.with_values(flat)
    except InvalidInput as error:
        for fault in error.faults:
            key = fault.key.removeprefix("parameters.")
            group, _, name = key.partition(".")
            path: Key = ("parameters", group, name) if name else ("parameters", group)
            advice = number_advice(flat.get(key)) if isinstance(flat.get(key), str) and _counted(key) else ""
            faults.append(sources.fault(path, fault.message, fault.advice or advice))
        return None


def _counted(key: str) -> bool:
    try:
        return Parameters.find(key).kind in ("number", "whole")
    except KeyError:
        return False


def _at_place(fault: Fault, path: Path) -> Fault:
    key = fault.key.removeprefix("parameters.")
    line = read_toml(path).line_of(("settings", key))
    return Fault(str(path), line, f"settings.{key}", fault.found, fault.message, fault.advice)


def _plain(word: str) -> str:
    return re.sub(r"\W+", "_", word.strip().lower())
