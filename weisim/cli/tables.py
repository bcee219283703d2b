"""Tables: rows of text under each other, numbers to the right; no colours and no boxes, so any screen can read it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

WIDEST, NARROWEST = 100, 60
LEAST_ROOM = 14


def line_width() -> int:
    """How many signs go on a line: as many as the screen has, at most a hundred."""
    return max(min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST), NARROWEST)


def filled(text: object, *, indent: str = "", hang: str | None = None) -> str:
    """A text in lines that fit the screen; the lines after the first are set in by `hang`, else as the first."""
    return textwrap.fill(
        str(text),
        line_width(),
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    indent: int = 0,
    gap: int = 2,
    fold: int | None = None,
    head: bool = False,
) -> str:
    """Rows as lines of text.

    Args:
        rows: cells; shorter rows are filled up.
        right: columns that are set to the right, such as numbers.
        indent: spaces before each line.
        gap: spaces between columns.
        fold: the column whose cells go over several lines when the table is wider than the screen.
        head: whether the first row is a head, whose words may then stand under each other as well.
    """
    columns = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = [max(len(row[column]) for row in full) for column in range(columns)]
    room = line_width() - indent - gap * (columns - 1)
    if fold is not None and sum(widths) > room:
        if head:
            widths = [width if column == fold else _narrowest(full, column) for column, width in enumerate(widths)]
        widths[fold] = min(widths[fold], max(room - sum(widths) + widths[fold], LEAST_ROOM))
    lines = [
        (" " * gap).join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for place, row in enumerate(full)
        for line in _lines(row, widths, low=head and place == 0)
    ]
    return "\n".join(" " * indent + line.rstrip() for line in lines)


def _narrowest(full: Sequence[Sequence[str]], column: int) -> int:
    """The width of a column whose head is folded at its spaces."""
    words = full[0][column].split()
    return max((len(one) for one in (*words, *(row[column] for row in full[1:]))), default=0)


def _lines(row: Sequence[str], widths: Sequence[int], *, low: bool) -> Iterator[list[str]]:
    """The lines of one row; the cells of a low row stand at its foot."""
    cells = [
        [cell]
        if len(cell) <= width
        else textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max((len(cell) for cell in cells), default=0)
    for cell in cells:
        blank = [""] * (height - len(cell))
        cell[:] = [*blank, *cell] if low else [*cell, *blank]
    for line in range(height):
        yield [cell[line] for cell in cells]
