"""References: look up a source by its key; `references.toml` beside this file holds them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from weisim.toml import read_toml


@dataclass(frozen=True)
class Reference:
    """Where a number or a rule comes from.

    Attributes:
        key: how numbers name it.
        title, author, year, where: the source itself.
        read: how much of it was read for weisim.
    """

    key: str
    title: str
    author: str
    year: int
    where: str
    read: str

    def __str__(self) -> str:
        """The source in one line."""
        return f"{self.author} ({self.year}). {self.title}. {self.where}"


@functools.cache
def references() -> dict[str, Reference]:
    """All sources by key."""
    entries = read_toml(Path(__file__).parent / "references.toml").values
    return {key: Reference(key=key, **entry) for key, entry in entries.items()}


def find_reference(key: str) -> Reference:
    """The source with this key; raises KeyError when there is none."""
    return references()[key]
