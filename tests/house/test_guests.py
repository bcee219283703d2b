"""Guests: every library has its own room, chance and clocks included."""

from __future__ import annotations

import ast
import re
import sys
import tomllib

from tests.house.reading import ROOT, Import, Source, sources

# Library: where it may be imported. A room stands for all its files; `room/file` for one.
GUESTS: dict[str, tuple[str, ...]] = {
    "mesa": ("neighbourhood/state", "neighbourhood/model", "simulation/recorder"),
    "numba": ("neighbourhood", "processes"),
    "pydantic": ("parameters", "support", "population/figure", "population/place", "scenario", "experiment"),
    "pydantic_core": ("parameters", "support", "population/figure", "population/place", "scenario", "experiment"),
    "pandas": ("population", "results", "analysis"),
    "python_calamine": ("population",),
    "scipy": ("analysis", "experiment/designs"),
    "statsmodels": ("analysis", "experiment/designs"),
    "SALib": ("analysis", "experiment/designs"),
    "ema_workbench": ("analysis", "experiment/designs"),
    "matplotlib": ("figures",),
    "sqlite3": ("results", "population/reading"),
    "pyarrow": ("results",),
    "filelock": ("results",),
    "multiprocessing": ("experiment/engines",),
    "concurrent": ("experiment/engines",),
    "dask": ("experiment/engines",),
    "distributed": ("experiment/engines",),
    "jinja2": ("report",),
    "markupsafe": ("report",),
    "typst": ("report",),
    "docx": ("report",),
    "click": ("cli",),
    "rich": ("cli",),
    "starlette": ("app/server",),
    "uvicorn": ("app/server",),
    "tomllib": ("toml",),
    "tomlkit": ("toml",),
    "gettext": ("language",),
    "urllib": ("population/statline",),
    "http": ("population/statline", "app/server"),
    "socket": ("population/statline", "app/server"),
    "ssl": ("population/statline",),
    "requests": ("population/statline",),
    "httpx": ("population/statline",),
    "platform": ("results/provenance",),
    "time": ("results/provenance", "experiment", "cli"),
    "random": (),
    "secrets": (),
}
ANYWHERE = {"numpy"}
CALENDAR = re.compile(r"\b((datetime|date)\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime))\(")
CHANCE = re.compile(r"\b(numpy|np|model|here)\.(random|rng)\b")


def test_every_guest_keeps_to_its_room() -> None:
    strays = [
        f"{source.name}:{found.line} imports {found.target}; its rooms: {', '.join(GUESTS[found.guest]) or 'none'}"
        for source in sources()
        for found in source.imports
        if found.guest in GUESTS and not _welcome(source, GUESTS[found.guest])
    ]
    assert not strays, "\n".join(strays)


def test_nobody_came_uninvited() -> None:
    strangers = [
        f"{source.name}:{found.line} imports {found.target}"
        for source in sources()
        for found in source.imports
        if _is_stranger(found)
    ]
    assert not strangers, "\n".join(strangers)


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!~\[; ]", line)[0].replace("-", "_") for line in project["dependencies"]}
    used = {found.guest for source in sources() for found in source.imports}
    assert names <= used, f"declared and not used: {sorted(names - used)}"


def test_the_calendar_hangs_in_one_room() -> None:
    readers = [
        f"{source.name}:{node.lineno} {ast.unparse(node)}"
        for source in sources()
        if source.name != "results/provenance"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and CALENDAR.search(ast.unparse(node.func) + "(")
    ]
    assert not readers, "\n".join(readers)


def test_processes_draw_chance_from_streams_alone() -> None:
    rooms = {"processes", "neighbourhood", "indicators", "simulation"}
    draws = [
        f"{source.name}:{node.lineno} {ast.unparse(node)}"
        for source in sources()
        if source.room in rooms and source.name != "neighbourhood/state"  # Mesa's agent sets ask for a generator
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and CHANCE.search(ast.unparse(node))
    ]
    draws += [
        f"{source.name}:{found.line} imports {found.target}"
        for source in sources()
        for found in source.imports
        if found.target.startswith("numpy.random")
    ]
    assert not draws, "\n".join(draws)


def _welcome(source: Source, rooms: tuple[str, ...]) -> bool:
    return any(source.name == room or source.name.startswith(room + "/") for room in rooms)


def _is_stranger(found: Import) -> bool:
    ours = found.guest in {"weisim", "__future__"}
    return not (ours or found.guest in GUESTS or found.guest in ANYWHERE or found.guest in sys.stdlib_module_names)
