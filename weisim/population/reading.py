"""Reading: key figures of CBS in any of the layouts in which they come."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.population.layouts import (
    PERCENT_OF_HOUSEHOLDS,
    PERCENT_OF_INHABITANTS,
    Column,
    cell_value,
    columns_of,
)
from weisim.population.workbook import rows_of_workbook
from weisim.toml import absent, is_binary
from weisim.toml.texts import text_refused

LARGEST = 150_000_000
LONGEST_NAME = 120
EARLIEST_YEAR, LATEST_YEAR = 2004, 2040
HEADER_WITHIN = 5  # rows; some years have lines of explanation above the header

_LEVELS = {"BU": "buurt", "WK": "wijk", "GM": "gemeente", "NL": "national"}
_DIGITS = {"BU": 8, "WK": 6, "GM": 4}
_CODE = re.compile(r"(BU[0-9A-Z]{8}|WK[0-9A-Z]{6}|GM[0-9A-Z]{4})")
# the numbers of the StatLine tables, as far as a file with that number was seen
_TABLES = {2019: "84583NED", 2024: "85984NED"}


@dataclass(frozen=True)
class FiguresFile:
    """One file of key figures: rows by code, cells still as they were written.

    Attributes:
        file: the file, as the user named it.
        year: the year the user says it is about.
        columns: the columns that are used, by our names.
        rows: the cells of each area, by code.
        lines: the line of each area in the file.
        width: how many columns the header has, those without a heading at its end apart.
        separator: the sign between two cells; empty in a workbook.
    """

    file: str
    year: int
    columns: Mapping[str, Column]
    rows: Mapping[str, Sequence[str]]
    lines: Mapping[str, int]
    width: int
    separator: str = ""

    @property
    def source(self) -> str:
        """Who published these figures, with the licence."""
        table = f" ({_TABLES[self.year]})" if self.year in _TABLES else ""
        return f"CBS, Kerncijfers wijken en buurten {self.year}{table}, CC BY 4.0"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all areas, in the order of the file."""
        return tuple(self.rows)

    def text(self, code: str, column: str) -> str:
        """A cell with words; empty when there is none."""
        found = self.columns.get(column)
        row = self.rows.get(code, ())
        cell = row[found.place].strip() if found and found.place < len(row) else ""
        return "" if cell == "." else cell

    def name(self, code: str) -> str:
        """The name of an area; empty when the file does not give it."""
        return self.text(code, "name")

    def heading(self, name: str) -> str:
        """The heading above a figure in this file; our own word where the file does not have it."""
        return self.columns[name].heading if name in self.columns else name

    def sound(self, code: str, column: str) -> str:
        """A cell with words that can stand on a screen and in a table; empty when there is none.

        Raises:
            InvalidInput: it is too long, or would be taken for a formula or for part of a page.
        """
        words = self.text(code, column)
        refused = text_refused(words, LONGEST_NAME) if words else None
        if refused is None:
            return words
        key = f"{code}.{self.columns[column].heading}"
        raise InvalidInput([Fault(self.file, self.lines[code], key, words[:40], refused[0])])

    def borders_changed(self, code: str) -> bool:
        """Whether CBS says that this code means another area than the year before."""
        return self.text(code, "change") in ("3", "3.0")

    def value(self, code: str, name: str) -> float | None:
        """One figure of one area; nothing when the file does not give it.

        Raises:
            InvalidInput: the cell cannot be read, or the row does not fit under the header.
        """
        column, row = self.columns.get(name), self.rows.get(code)
        if column is None or row is None:
            return None
        if not _fits(row, self.width):
            raise InvalidInput([_misfit(self.file, self.lines[code], code, row, self.width, self.separator)])
        cell = row[column.place]
        try:
            value = cell_value(cell, column.kind)
        except ValueError:
            message = Text("The cell below {heading} is not a figure that can be used.", heading=column.heading)
            advice = Text("Write a number, or a point where it is unknown.")
            key = f"{code}.{column.heading}"
            raise InvalidInput([Fault(self.file, self.lines[code], key, cell.strip()[:40], message, advice)]) from None
        if value is not None and column.kind == PERCENT_OF_INHABITANTS:
            whole = self.value(code, "inhabitants")
        elif value is not None and column.kind == PERCENT_OF_HOUSEHOLDS:
            whole = self.value(code, "households")
        else:
            return value
        return None if whole is None or value is None else value * whole


def level_of(code: str) -> str:
    """The level of an area by its code: buurt, wijk, gemeente or national."""
    return _LEVELS.get(code[:2], "")


def read_figures(path: Path | str, year: int | None) -> FiguresFile:
    """Read a file with key figures: StatLine text with all or some columns, or the Excel file.

    Args:
        path: the file. What kind it is follows from its content.
        year: the year its figures are about. File names lie about this, so the user says it.

    Raises:
        InvalidInput: the year is missing or cannot be, the file cannot be read, or it holds other figures.
    """
    file = str(path)
    if year is None:
        advice = Text("Write the year behind the name, such as {example}.", example=f"{file}@2019")
        raise InvalidInput([Fault(file, 0, "", "", Text("The year of these figures is missing."), advice)])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        message = Text("The year must be from {low} to {high}.", low=EARLIEST_YEAR, high=LATEST_YEAR)
        raise InvalidInput([Fault(file, 0, "", str(year), message)])
    start = _start(Path(path), file)
    separator = ""
    if start.startswith(b"PK\x03\x04"):
        rows = list(enumerate(rows_of_workbook(Path(path), file), 1))
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        advice = Text("Open it, and save it again as .xlsx.")
        raise InvalidInput([Fault(file, 0, "", "", Text("This is an Excel file of the old kind."), advice)])
    elif is_binary(start):
        advice = Text("Use a file of StatLine (Codering, AantalInwoners) or Excel (gwb_code, a_inw).")
        raise InvalidInput([Fault(file, 0, "", "", Text("This is not a text file."), advice)])
    else:
        rows, separator = _text_rows(Path(path), file)
    return _figures(rows, file, year, separator)


def _start(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            raise InvalidInput([Fault(file, 0, "", "", Text("This is a folder. Give the name of a file."))])
        if not path.exists():
            raise InvalidInput([absent(path, file)])
        size = path.stat().st_size if path.is_file() else 0
        if size == 0:
            raise InvalidInput([Fault(file, 0, "", "", Text("The file is empty."))])
        if size > LARGEST:
            message = Text("The file is too large. At most {size} MB is read.", size=LARGEST // 1_000_000)
            raise InvalidInput([Fault(file, 0, "", "", message)])
        with path.open("rb") as stream:
            return stream.read(8)
    except (OSError, ValueError):
        raise InvalidInput([Fault(file, 0, "", "", Text("The file cannot be opened."))]) from None


def _text_rows(path: Path, file: str) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows of a file of text, and the sign between their cells."""
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        advice = Text("Open it in a text editor and save it as UTF-8.")
        raise InvalidInput([Fault(file, 1, "", "", Text("The file is saved as UTF-16."), advice)])
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise InvalidInput([Fault(file, line, "", "", Text("This is not a text file: it holds a null character."))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # older downloads come in the alphabet of Windows; only names hold other letters than ASCII
        text = raw.decode("cp1252", errors="replace")
    # lines of explanation above the header have few cells, whatever signs stand in them
    top = text.lstrip("\r\n").split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
    separator = max(";,\t", key=lambda sign: max(line.count(sign) for line in top))
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))
    except csv.Error:
        message = Text("This line is not a row of cells: a quote is opened or closed in the wrong place.")
        raise InvalidInput([Fault(file, reader.line_num, "", "", message)]) from None
    return rows, separator


def _fits(row: Sequence[str], width: int) -> bool:
    """Whether every cell of a row stands below a heading."""
    return len(row) >= width and not any(cell.strip() for cell in row[width:])


def _misfit(file: str, line: int, code: str, row: Sequence[str], width: int, separator: str) -> Fault:
    message = Text("This row has {cells} cells, the header has {width}.", cells=len(row), width=width)
    advice: Text | str = ""
    if len(row) > width and separator == ",":
        advice = Text("Is there a decimal comma? Then put ; between the cells, or write the number with a point.")
    return Fault(file, line, code, "", message, advice)


def _figures(rows: Sequence[tuple[int, Sequence[str]]], file: str, year: int, separator: str) -> FiguresFile:
    columns, width, body = None, 0, 0
    for line, cells in rows[:HEADER_WITHIN]:
        body += 1
        columns = columns_of(cells, file, line)
        if columns is not None:
            width = max(place for place, cell in enumerate(cells, 1) if cell.strip())
            break
    if columns is None:
        message = Text("These are not the key figures of CBS: the columns with code and inhabitants are missing.")
        advice = Text("Use a file of StatLine (Codering, AantalInwoners) or Excel (gwb_code, a_inw).")
        raise InvalidInput([Fault(file, 1, "", "", message, advice)])
    place = columns["code"].place
    found: dict[str, Sequence[str]] = {}
    lines: dict[str, int] = {}
    faults = []
    numbers = 0
    for line, cells in rows[body:]:
        code = cells[place].strip().upper() if place < len(cells) else ""
        if not level_of(code):
            elsewhere = next((cell.strip() for cell in cells if _CODE.fullmatch(cell.strip().upper())), "")
            if elsewhere and not _fits(cells, width):
                faults.append(_misfit(file, line, elsewhere, cells, width, separator))
            numbers = numbers or (line if code.isdecimal() else 0)
            continue
        if code[:2] in _DIGITS and not _CODE.fullmatch(code):
            faults.append(_wrong_code(file, line, code))
        if code in found and list(found[code]) != list(cells):
            message = Text("This area stands in the file more than once, with other figures.")
            faults.append(Fault(file, line, code, "", message))
        found.setdefault(code, cells)
        lines.setdefault(code, line)
    if not found and not faults and numbers:
        message = Text("The codes in this file are numbers: the letters in front of them are gone.")
        advice = Text("A code looks like BU03636910. Take the file as CBS gives it.")
        faults.append(Fault(file, numbers, columns["code"].heading, "", message, advice))
    if not found and not faults:
        message = Text("There is no area in this file: no code begins with BU, WK or GM.")
        faults.append(Fault(file, rows[body - 1][0], "", "", message))
    if faults:
        raise InvalidInput(faults[:20])
    return FiguresFile(file, year, columns, found, lines, width, separator)


def _wrong_code(file: str, line: int, code: str) -> Fault:
    digits = _DIGITS[code[:2]]
    message = Text("This code needs {count} characters behind {letters}.", count=digits, letters=code[:2])
    rest = code[2:]
    whole = f"{code[:2]}{rest.zfill(digits)}"
    advice = (
        Text("A zero may have gone. Did you mean {word}?", word=whole)
        if rest.isdecimal() and len(rest) < digits
        else ""
    )
    return Fault(file, line, code[:20], "", message, advice)


def unknown_area(code: str, files: Sequence[FiguresFile]) -> Fault:
    """The fault for an area that is in none of the files: what it may have meant, and what there is."""
    names = {file.name(known).casefold(): known for file in files for known in file.codes if file.name(known)}
    codes = list(dict.fromkeys(known for file in files for known in file.codes))
    asked, name = code.upper(), code.casefold()
    bare = asked[2:] if level_of(asked) else asked
    with_zeros = [f"{letters}{bare.zfill(digits)}" for letters, digits in _DIGITS.items()] if bare.isdecimal() else []
    same_municipality = [known for known in codes if known[2:6] == asked[2:6]]
    near = [known for known in with_zeros if known in codes]
    near += [known for full, known in names.items() if len(name) > 2 and name in full]
    near += difflib.get_close_matches(asked, same_municipality or codes, n=3, cutoff=0.7 if same_municipality else 0.9)
    near += [names[full] for full in difflib.get_close_matches(name, list(names), n=2, cutoff=0.7)]
    near = list(dict.fromkeys(near))[:3]
    described = ", ".join(_described(known, files) for known in near or codes[:5])
    if near:
        advice = Text("Did you mean {codes}?", codes=described)
    elif len(codes) == 1:
        advice = Text("There is one area in it: {codes}.", codes=described)
    else:
        advice = Text("There are {count} areas in it, such as {codes}.", count=len(codes), codes=described)
    where = ", ".join(file.file for file in files)
    return Fault(where, 0, "area", code, Text("There is no area with this code in the file."), advice)


def _described(code: str, files: Sequence[FiguresFile]) -> str:
    name = next((file.name(code) for file in files if file.name(code)), "")
    return f"{code} ({name})" if name else code
