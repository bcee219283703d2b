"""Tables: rows of text under each other, numbers to the right; no colours and no boxes, so any screen can read it."""

from __future__ import annotations

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: int = 0, gap: int = 2) -> str:
    """Rows as lines of text.

    Args:
        rows: cells; shorter rows are filled up.
        right: columns that are set to the right, such as numbers.
        indent: spaces before each line.
        gap: spaces between columns.
    """
    columns = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = [max(len(row[column]) for row in full) for column in range(columns)]
    lines = [
        (" " * gap).join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in full
    ]
    return "\n".join(" " * indent + line.rstrip() for line in lines)
