"""Plans: the scenarios of an experiment file; named in it, written out in it, or laid out as a grid of levers."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weisim.experiment.tables import MOST_TOLD, STEPS, Page
from weisim.faults import InvalidInput
from weisim.language import Text
from weisim.scenario.finding import SUFFIX, packaged_names, scenario_folder
from weisim.scenario.reading import read_scenario, story_from
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import Key, Source, gather_from, inside, shown_key
from weisim.support.checks import LONGEST_NAME, LONGEST_TITLE, did_you_mean, nearest
from weisim.toml import TomlFile, absent
from weisim.toml.lines import Lines, Spot

MOST_PLANS = 200
MOST_STEPS = 100
LABELS = {
    "support.control": ("regie", "control"),
    "support.scale.all": ("dosis", "dose"),
    "context.trust": ("vertrouwen", "trust"),
    "context.mobility": ("verhuizen", "mobility"),
    "context.poverty": ("armoede", "poverty"),
}
IN_GRID = ("context", "support", "parameters")


@dataclass(frozen=True)
class Lever:
    """One thing that a grid sets: its key in a scenario file, where it stands, and the values it gets."""

    path: tuple[str, ...]
    stands: Key
    values: tuple[float | int, ...]

    @property
    def key(self) -> str:
        """The key as it is written in a file, such as `support.control`."""
        return ".".join(self.path)

    def label(self, language: str) -> str:
        """What it is called in one language, `nl` or `en`: a word of the field, else the key itself."""
        labels = LABELS.get(self.key)
        return labels[0 if language == "nl" else 1] if labels else ".".join(self.path[1:])

    def set_to(self, value: float, language: str) -> str:
        """The lever with a value of it, as it stands in a title."""
        number = f"{value:g}"
        return f"{self.label(language)} {number.replace('.', ',') if language == 'nl' else number}"


def root_of(path: Path) -> Path:
    """The folder outside which an experiment file may not reach: the one around its own."""
    return path.parent.resolve().parent


def named_plans(page: Page, given: Any) -> list[tuple[Key, Scenario]]:
    """The scenarios that an experiment file names, by name or as the path of a file, each with where it is named."""
    plans: list[tuple[Key, Scenario]] = []
    before = len(page.faults)
    for place, name in enumerate(_few(page, ("scenarios",), given)):
        if len(page.faults) - before > MOST_TOLD:
            break
        path: Key = ("scenarios", place)
        if not isinstance(name, str):
            page.fault(path, Text("must be a text between quotation marks"))
            continue
        file = _file_of(page, path, name)
        if file is None:
            continue
        try:
            plans.append((path, read_scenario(file)))
        except InvalidInput as error:
            page.faults.extend(error.faults)
    return plans


def _few(page: Page, path: Key, given: Any) -> list[Any]:
    """A list of plans that is not longer than can be compared."""
    rows = page.rows(path, given)
    if len(rows) > MOST_PLANS:
        page.fault(path, Text("At most {most} plans can be compared.", most=MOST_PLANS))
    return rows[:MOST_PLANS]


def _file_of(page: Page, path: Key, name: str) -> Path | None:
    bare = bool(name) and "/" not in name and not name.endswith(SUFFIX)
    given = name + SUFFIX if bare else name
    source = Source(page.file, root_of(page.file.path))
    here = inside(given, source)
    if here is None:
        page.fault(
            path,
            Text("must be the name of a scenario, or the path of a .toml file near this file, with /"),
        )
        return None
    if here.is_file():
        return here
    packaged = scenario_folder() / given
    if "/" not in given and packaged.is_file():
        return packaged
    fault = absent(here, page.name, shown_key(path), page.file.line_of(path), page.file.written(path))
    near = did_you_mean(nearest(here.stem, packaged_names()))
    known = Text("Scenarios that come along: {names}.", names=", ".join(packaged_names()))
    page.fault(path, fault.message, near or fault.advice or known)
    return None


def written_plans(page: Page, given: Any) -> list[tuple[Key, Scenario]]:
    """The scenarios that are written out in an experiment file, each with where its name stands."""
    plans: list[tuple[Key, Scenario]] = []
    before = len(page.faults)
    for place, table in enumerate(_few(page, ("variants",), given)):
        if len(page.faults) - before > MOST_TOLD:
            break
        if page.table(("variants", place), table):
            source = Source(page.file, root_of(page.file.path), ("variants", place))
            plans.extend((("variants", place, "name"), story) for story in _story(page, source))
        elif table == {}:
            page.fault(("variants", place), Text("There is nothing in this table."))
    return plans


def _story(page: Page, source: Source) -> Iterator[Scenario]:
    try:
        yield story_from(gather_from(source))
    except InvalidInput as error:
        page.faults.extend(error.faults)


def levers_of(page: Page, given: Any) -> list[Lever]:
    """What a grid sets, each with its values, in the order of the file."""
    table = page.table(("grid",), given)
    if not table and isinstance(given, dict):
        page.fault(("grid",), Text("There is nothing in this table."))
    levers: list[Lever] = []
    for stands, value in _leaves(table, ("grid",)):
        key = ".".join(str(part) for part in stands[1:])
        path = tuple(key.split("."))
        if len(path) < 2 or path[0] not in IN_GRID:
            example = '"support.control" = [0.0, 0.4, 0.8]'
            page.fault(stands, Text("There is no such lever."), Text("Write for instance: {example}", example=example))
            continue
        values = _values(page, stands, value)
        if any(path[: len(lever.path)] == lever.path[: len(path)] for lever in levers):
            page.fault(stands, Text("holds {word} twice", word=key))
        elif values:
            levers.append(Lever(path, stands, values))
    cells = math.prod(len(lever.values) for lever in levers)
    if cells > MOST_PLANS:
        page.fault(
            ("grid",),
            Text("This grid has {count} plans. At most {most} can be compared.", count=cells, most=MOST_PLANS),
        )
        return []
    return levers


def _leaves(table: Mapping[str, Any], path: Key) -> Iterator[tuple[Key, Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and not set(value) <= set(STEPS):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _values(page: Page, path: Key, value: Any) -> tuple[float | int, ...]:
    if isinstance(value, dict):
        return _stepped(page, path, value)
    values: list[float | int] = []
    for place, number in enumerate(page.rows(path, value)):
        if page.number((*path, place), number) is None:
            continue
        if number in values:
            page.fault((*path, place), Text("holds {word} twice", word=number))
        else:
            values.append(number)
    return tuple(values)


def _stepped(page: Page, path: Key, table: Mapping[str, Any]) -> tuple[float | int, ...]:
    """The values from the first to the last with equal steps."""
    before = len(page.faults)
    for key in STEPS:
        if key not in table:
            example = "{ from = 0.0, to = 0.8, step = 0.2 }"
            message, advice = Text("This is missing."), Text("Write for instance: {example}", example=example)
            page.fault((*path, key), message, advice)
        else:
            page.number((*path, key), table[key])
    if len(page.faults) > before:
        return ()
    first, last, step = (table[key] for key in STEPS)
    if step == 0:
        page.fault((*path, "step"), Text("A step of zero never arrives."))
        return ()
    steps = (last - first) / step
    if steps < 0:
        page.fault((*path, "step"), Text("This step leads away from the end."), Text("Turn its sign around."))
        return ()
    if steps > MOST_STEPS:
        page.fault((*path, "step"), Text("This makes more than {most} steps.", most=MOST_STEPS))
        return ()
    count = math.floor(steps + 1e-9) + 1
    if all(isinstance(one, int) for one in (first, last, step)):
        return tuple(first + step * place for place in range(count))
    return tuple(float(f"{first + step * place:.12g}") for place in range(count))


def grid_of(
    page: Page, levers: list[Lever], plan: Scenario, named: str
) -> tuple[list[Scenario], dict[str, dict[str, float]]]:
    """Every combination of the values of levers, as variants of one plan.

    Args:
        page: the experiment file.
        levers: what is set, and to what.
        plan: the plan that is varied.
        named: how the experiment file names that plan.

    Returns:
        the plans, and for each by name what its levers are set to.
    """
    plans: list[Scenario] = []
    settings: dict[str, dict[str, float]] = {}
    # each value by itself first, so that one that cannot be is told once and quickly
    before = len(page.faults)
    first = {lever: lever.values[0] for lever in levers}
    for lever in levers:
        for value in lever.values:
            list(_cell(page, {**first, lever: value}, {"name": plan.name, "extends": named}))
    if len(page.faults) > before:
        return [], {}
    for number, values in enumerate(itertools.product(*(lever.values for lever in levers)), start=1):
        chosen = dict(zip(levers, values, strict=True))
        labels = [f"{lever.label('en')}-{value:g}" for lever, value in chosen.items()]
        name = re.sub(r"[ _]", "-", "-".join([plan.name, *labels]))
        name = name if len(name) <= LONGEST_NAME else f"{plan.name[:40].rstrip(' .-')}-plan-{number}"
        told = {
            "name": name,
            "title": _title(plan, chosen, "nl"),
            "title_en": _title(plan, chosen, "en"),
            "extends": named,
        }
        for made in _cell(page, chosen, told):
            plans.append(made)
            settings[made.name] = {lever.key: float(value) for lever, value in chosen.items()}
    return plans, settings


def _title(plan: Scenario, chosen: Mapping[Lever, float | int], language: str) -> str:
    shown = "; ".join(lever.set_to(value, language) for lever, value in chosen.items())
    title = f"{plan.told(language)} ({shown})"
    return title if len(title) <= LONGEST_TITLE else shown[:LONGEST_TITLE].rstrip()


def _cell(page: Page, chosen: Mapping[Lever, float | int], told: Mapping[str, Any]) -> Iterator[Scenario]:
    """One plan of a grid: a story that says no more than the levers, with the lines where they stand."""
    values: dict[str, Any] = dict(told)
    spots: dict[Key, Spot] = {("grid",): Spot(page.file.line_of(("grid",)))}
    for lever, value in chosen.items():
        table = values
        for part in lever.path[:-1]:
            table = table.setdefault(part, {})
        table[lever.path[-1]] = value
        spots["grid", *lever.path] = Spot(page.file.line_of(lever.stands), f"{value}")
    lines = Lines(spots)
    yield from _story(
        page, Source(TomlFile(page.file.path, {"grid": values}, lines), root_of(page.file.path), ("grid",))
    )
