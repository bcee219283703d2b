"""Workbook: the cells of an Excel file, after a look at what it would take to read them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.population.sheet import UNREADABLE

LONGEST = 120  # seconds
MOST_ENTRIES = 200
# the file of the whole country unpacks to some eighty million bytes
MOST_BYTES = 250_000_000
MOST_RATIO = 200

_CHUNK = 1 << 20
# a place such as B7 or $A$1, in a column of at most two letters (702) and a row below 25,000; the file of the whole
# country has some 18,000 rows and 130 columns
_NEAR = rb"\$?[A-Z]{0,2}\$?(?:2[0-4]\d{3}|1\d{4}|\d{0,4})"
_FAR = re.compile(rb"[\s\"'](?:r|ref)\s*=\s*(?![\"']" + _NEAR + rb"(?::" + _NEAR + rb")?[\"'])[\"']")
# what makes an entry a sheet, in one and in two bytes a letter
_FIRST_SHEET = "xl/worksheets/sheet1.xml"
# a cell with an error such as #N/A, and a cell with a formula whose outcome was not kept: both would come out empty
_PLACE = rb"\br\s?=\s?[\"']([A-Z]{1,3}\d{1,7})[\"']"
_EMPTY_INSIDE = (
    re.compile(rb"<c\b(?=[^<>]{0,200}\bt\s?=\s?[\"']e[\"'])[^<>]{0,200}" + _PLACE),
    re.compile(
        rb"<c\b[^<>]{0,200}" + _PLACE + rb"[^<>]{0,200}>\s{0,20}<f\b[^<>]{0,200}(?:/>|>[^<]{0,9000}</f>)\s{0,20}</c>"
    ),
)
_SHEET = (b"sheetData", "sheetData".encode("utf-16-le"), "sheetData".encode("utf-16-be"))


def rows_of_workbook(path: Path, file: str) -> list[list[str]]:
    """The cells of the first sheet as text, row by row.

    A workbook of a few kilobytes can ask for hundreds of gigabytes, so its directory and the places of its cells are
    looked at before it is opened.

    Raises:
        InvalidInput: it is not a workbook, or would be too large to read.
    """
    _check(path, file)
    # what the look above did not foresee ends that process, not this one
    command = [sys.executable, "-P", str(Path(__file__).with_name("sheet.py")), str(path)]
    try:
        read = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
        rows: list[list[str]] = json.loads(read.stdout) if read.returncode == 0 else []
    except subprocess.TimeoutExpired:
        raise InvalidInput([_too_large(file)]) from None
    except (OSError, ValueError):
        raise InvalidInput([_unreadable(file)]) from None
    if read.returncode:
        raise InvalidInput([_unreadable(file) if read.returncode == UNREADABLE else _too_large(file)])
    return rows


def _unreadable(file: str) -> Fault:
    return Fault(file, 0, "", "", Text("The Excel file cannot be read."), Text("Open it, and save it again as .xlsx."))


def _no_outcome(file: str, cell: str) -> Fault:
    message = Text("This cell holds an error, or a formula without its outcome.")
    return Fault(file, 0, cell, "", message, Text("Write the number in the cell, or leave it empty."))


def _too_large(file: str) -> Fault:
    advice = Text("Keep only the rows of your municipality, and save it as .xlsx.")
    return Fault(file, 0, "", "", Text("The Excel file is too large to read."), advice)


def _check(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries)
            if any(".." in entry.filename.split("/") or entry.filename.startswith("/") for entry in entries):
                raise InvalidInput([_unreadable(file)])
            if len(entries) > MOST_ENTRIES or size > MOST_BYTES or size > MOST_RATIO * max(packed, 1):
                raise InvalidInput([_too_large(file)])
            budget = MOST_BYTES
            # the sheets last, so that a file too large is told before a cell of it
            for entry in sorted(entries, key=lambda one: one.filename == _FIRST_SHEET):
                budget -= _check_entry(archive, entry, budget, file)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        raise InvalidInput([_unreadable(file)]) from None


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: int, file: str) -> int:
    """Read one entry to its end, count its bytes, and refuse a sheet with a cell far away; any entry may be a sheet."""
    count, tail = 0, b""
    is_sheet = has_far_cell = False
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            count += len(piece)
            if count > budget:
                raise InvalidInput([_too_large(file)])
            text = tail + piece
            empty = next((found for one in _EMPTY_INSIDE if (found := one.search(text))), None)
            if empty is not None and entry.filename == _FIRST_SHEET:
                raise InvalidInput([_no_outcome(file, empty[1].decode())])
            # a tag that goes on in the next piece is looked at with that piece
            cut = max(text.rfind(b"<"), 0)
            is_sheet = is_sheet or any(mark in text for mark in _SHEET)
            has_far_cell = has_far_cell or _FAR.search(text, 0, cut) is not None
            tail = text[cut:]
            # words in two bytes a letter, or a tag without end: no spreadsheet program writes these
            if is_sheet and (b"\0" in piece or len(tail) > 2 * _CHUNK):
                raise InvalidInput([_unreadable(file)])
            tail = tail[-2 * _CHUNK :]
    if is_sheet and (has_far_cell or _FAR.search(tail)):
        raise InvalidInput([_too_large(file)])
    return count
