"""Document: what a report is made of, before it becomes a page, a print or a file for a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text; `weight` is `plain`, `lead` for the answer, or `note` for a remark."""

    text: str
    weight: str = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first column names the rows.

    Attributes:
        caption: what the table shows.
        columns: heading of each column.
        rows: the cells, a tuple a row, as many as there are columns.
        numeric: whether the columns after the first hold numbers, which are then written to the right.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = True

    def __post_init__(self) -> None:
        """Refuse a row that does not fit under the headings; raises ValueError."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} headings: {row}")


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, what it says in words, and the same numbers as a table.

    Attributes:
        name: a word that no other picture of the document has; also the name of its file.
        svg: the drawing.
        alt: what a reader who cannot see the picture must know; the sentences of the conclusion are part of it.
        caption: how to read the picture.
        table: the numbers of the picture.
    """

    name: str
    svg: str
    alt: str
    caption: str
    table: Table


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of the document under its own heading, with its own subsections."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = field(default=())


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    language: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    footer: str

    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, in the order in which a reader meets them."""
        return tuple(_pictures(self.sections))


def on_one_line(cell: str) -> str:
    """An amount whose range is not broken at its dash; a narrow column may still put the range under the median."""
    return cell.replace("–", "\N{WORD JOINER}–\N{WORD JOINER}") if "(" in cell else cell


def _pictures(sections: Sequence[Section]) -> list[Picture]:
    found: list[Picture] = []
    for section in sections:
        found += [block for block in section.blocks if isinstance(block, Picture)]
        found += _pictures(section.parts)
    return found
