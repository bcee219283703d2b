"""Sheet: the cells of an Excel file, read in a process of its own, so that a hostile file takes nothing else along."""

from __future__ import annotations

import contextlib
import json
import sys

MOST_MEMORY = 2 << 30
UNREADABLE = 3
"""The exit code for a file that is no workbook; any other than 0 means that it took too much."""


def read_sheet(path: str) -> list[list[str]]:
    """The cells of the first sheet as text, row by row."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def main(path: str) -> int:
    """Write the cells of a workbook to the screen as JSON, within bounds of memory; the exit code."""
    from python_calamine import CalamineError

    # only some systems can set a bound; elsewhere the look at the file beforehand has to do
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        rows = read_sheet(path)
    except (CalamineError, OSError, ValueError, IndexError, KeyError, TypeError):
        return UNREADABLE
    json.dump(rows, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
