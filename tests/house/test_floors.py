"""Floors: imports run downward, the wings stay apart and siblings do not meet."""

from __future__ import annotations

from tests.house.reading import PACKAGE, Source, sources

FLOORS = [
    {"terms", "weeks", "faults", "language"},
    {"toml", "organisations"},
    {"references"},
    {"parameters", "support", "population", "results"},
    {"scenario", "analysis"},
    {"neighbourhood", "figures"},
    {"processes", "indicators", "report"},
    {"simulation"},
    {"experiment"},
    {"app", "calibration", "trace"},
    {"cli", "__init__"},
    {"__main__"},
]
READING = {"results", "analysis", "figures", "report"}  # may not import the making rooms
MAKING = {
    "parameters",
    "support",
    "population",
    "scenario",
    "neighbourhood",
    "processes",
    "indicators",
    "simulation",
    "experiment",
}
# These make results, so they may import `results`, and nothing else of the reading wing.
MAKES_RESULTS = {"neighbourhood", "indicators", "simulation", "experiment"}

FLOOR = {room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms}

# Rows of equals: the files that serve the whole row, and those that gather it.
ROWS = {
    ("parameters",): {"quantity"},
    ("processes",): {"process"},
    ("indicators",): {"indicator"},
    ("figures",): {"style"},
    ("experiment", "designs"): set[str](),
}
GATHERS = {"parameters/parameters", "indicators/catalogue"}
COMMANDS = set("demo new check run compare experiment fit report explain rerun verify doctor serve export why".split())


def test_every_room_is_on_the_plan() -> None:
    rooms = {source.room for source in sources()}
    assert rooms <= set(FLOOR), f"not on the plan: {sorted(rooms - set(FLOOR))}"


def test_imports_run_downward() -> None:
    up = [
        f"{source.name}:{found.line} (floor {FLOOR[source.room]}) imports {found.target} (floor {FLOOR[found.room]})"
        for source in sources()
        for found in source.imports
        if found.room and found.room != source.room and FLOOR[found.room] >= FLOOR[source.room]
    ]
    assert not up, "\n".join(up)


def test_wings_meet_in_results_alone() -> None:
    crossing = []
    for source in sources():
        if source.room in READING:
            closed = MAKING
        elif source.room in MAKING:
            closed = READING - {"results"} if source.room in MAKES_RESULTS else READING
        else:
            continue
        crossing += [
            f"{source.name}:{found.line} imports {found.target}" for found in source.imports if found.room in closed
        ]
    assert not crossing, "\n".join(crossing)


def test_siblings_do_not_meet() -> None:
    meetings = []
    for source in sources():
        row = source.parts[:-1]
        if row not in ROWS or source.name in GATHERS or source.parts[-1] == "__init__":
            continue
        meetings += _within(source, row, allowed=ROWS[row])
    assert not meetings, "\n".join(meetings)


def test_commands_do_not_meet() -> None:
    meetings = []
    for source in sources():
        if source.room == "cli" and source.parts[-1] in COMMANDS:
            others = [found for found in source.imports if found.target.startswith("weisim.cli.")]
            meetings += [
                f"{source.name}:{found.line} imports {found.target}"
                for found in others
                if found.target.split(".")[2] in COMMANDS
            ]
    assert not meetings, "\n".join(meetings)


def test_no_room_is_empty() -> None:
    rooms = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    assert folders == rooms, f"without an __init__.py: {sorted(map(str, folders - rooms))}"
    empty = [room.name for room in rooms if not any(path.name != "__init__.py" for path in room.rglob("*.py"))]
    assert not empty, f"empty rooms: {empty}"


def _within(source: Source, row: tuple[str, ...], allowed: set[str]) -> list[str]:
    inside = ".".join(("weisim", *row)) + "."
    return [
        f"{source.name}:{found.line} imports its sibling {found.target}"
        for found in source.imports
        if found.target.startswith(inside) and found.target.removeprefix(inside).partition(".")[0] not in allowed
    ]
