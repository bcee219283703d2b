"""Wording: what pydantic found wrong in a table, told so that it can be mended."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from pydantic.fields import FieldInfo

from weisim.language import Text
from weisim.scenario.tables import ALIASES, NAMED_PEOPLE, Key, all_keys, counted_at, homes_of, keys_of, table_at
from weisim.support.checks import Declaration, Unit, did_you_mean, nearest
from weisim.support.intervention import unit_of
from weisim.terms import Help

EXAMPLES = {
    "name": 'name = "my-plan"',
    "title": 'title = "Mijn plan"',
    "place": 'place = "places/plan-van-gool.toml"',
    "start": "start = 2013-02-01",
    "kind": 'kind = "outreach"',
    "by": 'by = "welfare"',
    "amount": "amount = 8",
    "from": "from = { week = 60 }",
}

_WITH_UNIT = re.compile(r"[^\d+-]*[-+]?\d[\d.,]*\s*[^\d\s].*|[^\d]+[-+]?\d[\d.,]*")
_BARE_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")

Told = tuple[Text, Text | str]


def told(problem: Any, tree: Any) -> Told:
    """The message and the advice for one problem that pydantic reports.

    Args:
        problem: one entry of `ValidationError.errors()`.
        tree: the values that were checked, to look up the neighbours of a key.
    """
    path: Key = tuple(problem["loc"])
    kind: str = problem["type"]
    value = problem.get("input")
    if kind == "refusal":
        return problem["ctx"]["told"], problem["ctx"]["advice"]
    if kind == "extra_forbidden":
        return unknown_key(path)
    if kind == "missing":
        example = EXAMPLES.get(str(path[-1]))
        return Text("This is missing."), Text("Write for instance: {example}", example=example) if example else ""
    if kind.startswith(("model", "dict")):
        return _table_wanted(path)
    if kind.startswith(("tuple", "list")):
        return Text("must be a list"), Text("Put [ and ] around it, or write [[{key}]] above it.", key=_dotted(path))
    if kind.startswith("string"):
        return Text("must be a text between quotation marks"), ""
    if kind.startswith("bool"):
        return Text("must be true or false, without quotes"), ""
    if kind.startswith("date") or isinstance(value, datetime.date):
        return _date(path, value)
    return _number(path, kind, value, tree)


def unknown_key(path: Key) -> Told:
    """The words for a key that its table does not know."""
    key = str(path[-1])
    plain = re.sub(r"\W+", "_", key.strip().lower())
    if plain in NAMED_PEOPLE:
        return (
            Text("weisim works with figures only. Named people may not stand in a scenario."),
            Text("Take the people out of the file, with their names and addresses."),
        )
    known = keys_of(table_at(path[:-1]) or Declaration)
    near = ALIASES.get(plain, "")
    near = near if near in known else nearest(plain, known)
    message = Text("There is no such key here.")
    if near:
        return message, did_you_mean(near)
    word = ALIASES.get(plain) or nearest(plain, all_keys(), cutoff=0.8)
    homes = homes_of(word)
    if homes:
        above = Text("the top of the file, above all tables")
        where = above if "" in homes else ", ".join(f"[{home}]" for home in homes)
        return message, Text("The key {key} belongs in {where}.", key=word, where=where)
    return message, Text("Known here are: {words}.", words=", ".join(known)) if known else ""


def number_advice(value: object, unit: object = "") -> Text | str:
    """What to do when a text stands where a number should be."""
    if isinstance(value, str):
        stripped = value.strip()
        if _BARE_NUMBER.fullmatch(stripped):
            return Text("Write it without quotation marks: {number}", number=stripped.replace(",", "."))
        if re.fullmatch(r"\d+(\.\d+)?\s*%", stripped):
            return did_you_mean(f"{float(stripped.rstrip(' %')) / 100:g}")
        if _WITH_UNIT.fullmatch(stripped):
            if unit:
                return Text("Write only the number; the unit is already {unit}.", unit=unit)
            return Text("Write only the number: the unit is already known.")
    if isinstance(value, float) and not math.isfinite(value):
        return Text("Write an ordinary number.")
    return ""


def _table_wanted(path: Key) -> Told:
    key = _dotted(path)
    return Text("must be a table with keys of its own"), Text("Write [{key}] and put the keys below it.", key=key)


def _date(path: Key, value: object) -> Told:
    if path and path[-1] == "start" and type(value) is datetime.date:
        return Text("must be a date from 1990-01-01 up to and including 2100-01-01"), ""
    dutch = re.fullmatch(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*", value) if isinstance(value, str) else None
    if dutch:
        day, month, year = (int(part) for part in dutch.groups())
        example = f"{year:04d}-{month:02d}-{day:02d}"
    else:
        example = "2013-02-01"
    return (
        Text("must be a date without quotation marks: year-month-day"),
        Text("Write for instance: {example}", example=example),
    )


def _number(path: Key, kind: str, value: object, tree: Any) -> Told:
    low, high, unit, whole = _allowed(path)
    if path and path[-1] == "amount":
        unit = _unit_of_help(path, tree) or unit
    if low is None or high is None:
        return (Text("must be a whole number") if whole else Text("must be a number")), number_advice(value, unit)
    message = (
        Text("must be a whole number from {low} up to and including {high} ({unit})", low=low, high=high, unit=unit)
        if whole
        else Text("must be a number from {low} up to and including {high} ({unit})", low=low, high=high, unit=unit)
    )
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and (low, high) == ("0", "1") and 2 <= value <= 100:  # type: ignore[operator]
        return message, Text("A share is 0 to 1. Did you mean {share}?", share=f"{value / 100:g}")  # type: ignore[operator]
    if whole and isinstance(value, float) and value.is_integer():
        return message, Text("Write for instance: {example}", example=f"{value:.0f}")
    return message, number_advice(value, unit)


def _allowed(path: Key) -> tuple[str | None, str | None, Text | str, bool]:
    """Lowest, highest, unit, and whether it must be whole, as declared for the key at a path."""
    declared = counted_at(path)
    notes = [note for one in declared for note in (one.metadata if isinstance(one, FieldInfo) else (one,))]
    low = next((note.ge for note in notes if hasattr(note, "ge")), None)
    high = next((note.le for note in notes if hasattr(note, "le")), None)
    unit = next((note.told for note in notes if isinstance(note, Unit)), "")
    return _shown(low), _shown(high), unit, int in declared


def _shown(bound: float | None) -> str | None:
    """A bound as people write it, without decimals where it has none."""
    return None if bound is None else f"{bound:.0f}" if float(bound).is_integer() else f"{bound}"


def _unit_of_help(path: Key, tree: Any) -> Text | None:
    try:
        for part in path[:-1]:
            tree = tree[part]
        return unit_of(Help.from_word(tree["kind"]))
    except (KeyError, IndexError, TypeError, AttributeError):
        return None


def _dotted(path: Key) -> str:
    return ".".join(part for part in path if isinstance(part, str))
