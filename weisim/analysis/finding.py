"""Finding: what was found for one question of an experiment: the answer in sentences, a table and plain values.

Every finding is a noun with these five things, so that screens, reports and pictures can show any of them. What all
findings share stands here: who is compared with whom, how a cell of a table is written, how a value becomes plain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, ClassVar, Protocol, runtime_checkable

import numpy as np

from weisim.analysis.amounts import in_columns, signed
from weisim.language import Text
from weisim.results.dictionary import Entry
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results

NOTHING = "–"
"""What stands in a cell of which nothing can be said."""


@runtime_checkable
class Finding(Protocol):
    """What was found for one question.

    Attributes:
        kind: the word by which an inquiry asks for it, such as `robustness`; also the name of its picture.
    """

    kind: ClassVar[str]

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first, in sentences of at most twenty words; that there is no clear difference, when so."""
        ...

    def heading(self, language: str) -> str:
        """What the table shows, in one line."""
        ...

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        ...

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table, numbers as the reader's language writes them."""
        ...

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON, with None for what is missing."""
        ...


def told(finding: Finding, language: str) -> str:
    """A finding in plain text: the sentences, what the table shows, and the table."""
    rows = finding.rows(language)
    table = in_columns((finding.header(language), *rows)) if rows else []
    return "\n".join((*finding.sentences(language), "", finding.heading(language), "", *table)).rstrip()


def inquiry_of(results: Results) -> Inquiry:
    """What was asked before the runs were made; raises ValueError when nothing was."""
    if results.inquiry is None:
        raise ValueError(Text("These results do not come from an experiment with a question."))
    return results.inquiry


def compared(results: Results) -> tuple[str, tuple[str, ...]]:
    """The scenario that others are compared with, and those others in the order of the experiment.

    Raises:
        ValueError: nothing was asked, or the runs that must be compared are not there.
    """
    reference = inquiry_of(results).reference
    finished = [scenario for scenario in results.scenarios if results.of(scenario)]
    if reference not in finished:
        raise ValueError(Text("There is no finished history of “{title}”.", title=reference))
    others = tuple(scenario for scenario in finished if scenario != reference)
    if not others:
        raise ValueError(Text("A comparison needs histories of at least two plans."))
    return reference, others


def outcomes_of(results: Results) -> tuple[Entry, ...]:
    """What is looked at, as fixed beforehand; the first is the outcome that conclusions are drawn about.

    Raises:
        ValueError: nothing was asked, or the runs do not keep one of the outcomes.
    """
    names = inquiry_of(results).outcomes
    missing = [name for name in names if name not in results.indicators]
    if missing:
        raise ValueError(Text("The histories do not keep “{name}”.", name=missing[0]))
    return tuple(results.entry(name) for name in names)


def between(low: float, high: float, entry: Entry, language: str) -> str:
    """The cell of an interval of a difference, as in `−3 to +5`; a dash when it is missing."""
    if math.isnan(low) or math.isnan(high):
        return NOTHING
    ends = {"low": signed(low, entry, language), "high": signed(high, entry, language)}
    return Text("{low} to {high}", **ends).told(language)


def capital(text: str) -> str:
    """A label as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def plain(value: Any) -> Any:
    """Any value of a finding as plain values for JSON: None for nan, a list for an array, a word for a term."""
    if isinstance(value, Enum):
        return value.name.lower()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray | Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
