"""Describing: what a store says about its runs, so that readers need nothing else: words, titles, futures, question."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from weisim.results import rows
from weisim.results.design import NO_DESIGN, Design, Factor, Future
from weisim.results.dictionary import Entry
from weisim.results.inquiry import Inquiry

Titles = dict[str, tuple[str, str]]


def dictionary_list(dictionary: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries as plain mappings, in order."""
    return [asdict(entry) for entry in dictionary]


def kept_dictionary(database: sqlite3.Connection) -> tuple[Entry, ...]:
    """What the indicators mean, as the store has it."""
    return tuple(Entry(**entry) for entry in rows.meta(database, "dictionary") or ())


def kept_titles(database: sqlite3.Connection) -> Titles:
    """What the scenarios are called, as the store has it."""
    return {name: (dutch, english) for name, dutch, english in rows.meta(database, "titles") or ()}


def design_record(design: Design) -> dict[str, Any]:
    """A design as plain values, ready for JSON; a point that is not known is None."""
    return {
        "kind": design.kind,
        "factors": [asdict(factor) for factor in design.factors],
        "futures": [dict(future.values) for future in design.futures],
        "points": [[None if math.isnan(point) else point for point in row] for row in design.points.tolist()],
        "settings": dict(design.settings),
    }


def design_from(record: dict[str, Any]) -> Design:
    """The design that `design_record` made plain values of."""
    factors = tuple(Factor(**{**told, "choices": tuple(told["choices"])}) for told in record["factors"])
    futures = tuple(Future(number, values) for number, values in enumerate(record["futures"], start=1))
    points = [[math.nan if point is None else point for point in row] for row in record["points"]]
    return Design(record["kind"], factors, futures, points, record["settings"])  # type: ignore[arg-type]


def kept_design(database: sqlite3.Connection) -> Design:
    """The futures in which the runs were played, as the store has them."""
    record = rows.meta(database, "design")
    return NO_DESIGN if record is None else design_from(record)


def kept_inquiry(database: sqlite3.Connection) -> Inquiry | None:
    """What the experiment asks, as the store has it."""
    record = rows.meta(database, "inquiry")
    return None if record is None else Inquiry.from_record(record)


def joined(kept: Design, asked: Design) -> Design | None:
    """The longer of two designs when one begins with the other; None when their futures differ."""
    if any(dict(one.values) != dict(other.values) for one, other in zip(kept.futures, asked.futures, strict=False)):
        return None
    return kept if len(kept.futures) > len(asked.futures) else asked
