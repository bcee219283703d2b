"""Print tables: what the ODD pages say about entities, schedule, indicators and numbers, printed from the code itself.

Run it after a change of the model:  python docs/odd/print_tables.py
It rewrites what stands between the marks in the pages; a test fails as long as that was forgotten.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from weisim.indicators.catalogue import DICTIONARY
from weisim.neighbourhood.model import KINDS
from weisim.parameters.parameters import Parameters, standings
from weisim.parameters.quantity import Number
from weisim.simulation.schedule import SCHEDULE
from weisim.terms import Standing

HERE = Path(__file__).parent
NO_NUMBERS = "It has no numbers of its own."
MARK = re.compile(r"(<!-- printed: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def entities() -> str:
    """Every kind of entity with its state variables (element 2)."""
    parts = []
    for kind in KINDS:
        rows = [
            [f"`{one.name}`", one.meaning, one.unit, f"{one.width} values" if one.width > 1 else "", f"{one.default:g}"]
            for one in kind.states()
        ]
        heading = f"### {kind.__name__}\n\n{_opening(kind.__doc__)}\n\n"
        parts.append(heading + _table(["state", "meaning", "unit", "width", "start"], rows))
    return "\n\n".join(parts)


def week() -> str:
    """The processes in the order of the week (element 3)."""
    rows = [[str(place), f"`{one.name}`", one.sentence] for place, one in enumerate(SCHEDULE, start=1)]
    return _table(["", "process", "what happens"], rows)


def hands() -> str:
    """What each process reads and writes (element 3); tests prove both."""
    rows = [[f"`{one.name}`", _words(one.reads), _words(one.writes)] for one in SCHEDULE]
    return _table(["process", "reads", "writes"], rows)


def observation() -> str:
    """The indicators (element 4)."""
    rows = [[f"`{one.name}`", one.definition_english, one.unit, one.kind] for one in DICTIONARY]
    return _table(["indicator", "definition", "unit", "kind"], rows)


def submodels() -> str:
    """Each process with its rule and its numbers (element 7)."""
    return "\n\n".join(f"### {one.name}\n\n{_prose(one.text)}\n\n{numbers(one.name) or NO_NUMBERS}" for one in SCHEDULE)


def start() -> str:
    """The numbers of settling (element 5)."""
    return numbers("settling")


def known() -> str:
    """How well the numbers are known."""
    table, shares = Parameters.table(), standings()
    rows = []
    for standing in Standing:
        count = len([one for one in table if one.standing is standing])
        rows.append([standing.english, str(count), f"{100 * shares[standing]:.0f} %"])
    return _table(["standing", "numbers", "share"], [*rows, ["all", str(len(table)), "100 %"]])


def numbers(group: str) -> str:
    """The numbers of one process: default, range, unit, standing and source; nothing when it has none."""
    rows = [
        [f"`{one.key}`", one.english, _value(one), _range(one), one.unit, one.standing.english, one.source]
        for one in Parameters.table()
        if one.group == group
    ]
    return _table(["number", "meaning", "default", "range", "unit", "standing", "source"], rows) if rows else ""


TABLES: dict[str, Callable[[], str]] = {
    "entities": entities,
    "week": week,
    "hands": hands,
    "observation": observation,
    "start": start,
    "submodels": submodels,
    "known": known,
}


def pages() -> list[Path]:
    """The pages in which tables are printed: those of the ODD, and the account of what is known."""
    return sorted([*HERE.glob("*.md"), *(HERE.parent / "accountability").glob("*.md")])


def printed(page: str) -> str:
    """A page with its tables as the code has them now; raises KeyError when it asks for a table that does not exist."""
    return MARK.sub(lambda mark: f"{mark[1]}\n{TABLES[mark['name']]()}\n\n{mark[3]}", page)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _words(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _opening(text: str | None) -> str:
    return inspect.cleandoc(text or "").split("\n\n")[0].replace("\n", " ")


def _prose(text: str) -> str:
    return inspect.cleandoc(text)


def _value(one: Number) -> str:
    if one.kind == "switch":
        return "on" if one.default else "off"
    return one.default if isinstance(one.default, str) else f"{one.default:g}"


def _range(one: Number) -> str:
    if one.low is None or one.high is None:
        return " / ".join(one.choices) or "on / off"
    return f"{one.low:g} – {one.high:g}"


def main() -> None:
    """Rewrite every page whose tables changed, and say which."""
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = printed(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"printed anew: {path.parent.name}/{path.name}")


if __name__ == "__main__":
    main()
