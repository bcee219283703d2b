"""Futures: what an experiment file says about them, and a table of futures made elsewhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from weisim.experiment.designs.factorial import factorial
from weisim.experiment.designs.latin_hypercube import latin_hypercube
from weisim.experiment.designs.morris import morris
from weisim.experiment.designs.sobol import sobol
from weisim.experiment.experiment import LARGEST_SEED, MOST_RUNS, set_differently, told_differently, too_many_runs
from weisim.experiment.factor import all_factors, factor, usual_factors
from weisim.experiment.tables import DESIGNS, FUTURES, NARROWED, Page, is_number
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.parameters.parameters import Parameters
from weisim.results.design import NO_DESIGN, Design, Factor, Future, Value
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import Key, Source, inside

USUAL, EVERY = "usual", "all"
LISTS: dict[str, Callable[[], tuple[Factor, ...]]] = {USUAL: usual_factors, EVERY: all_factors}
SETTINGS = {
    "latin hypercube": ("size", "seed"),
    "sobol": ("size", "seed"),
    "morris": ("trajectories", "levels", "seed"),
    "factorial": ("levels",),
    "file": ("file",),
}
ALWAYS = ("design", "vary")

LARGEST_FILE = 8 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 400
MOST_FAULTS = 50
NUMBER = "future"
"""The column that may hold the number of each future."""

_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


def futures_of(page: Page, given: Any, scenarios: Sequence[Scenario], root: Path, each: int) -> Design:
    """The futures that an experiment file asks for; what is wrong is noted in the page.

    Args:
        page: the experiment file.
        given: what stands in its table of futures.
        scenarios: the scenarios that will be played in these futures.
        root: the folder outside which a table of futures may not stand.
        each: how many histories are played in each future.
    """
    table = page.table(("futures",), given)
    page.known(("futures",), table, FUTURES)
    kind = page.word(("futures", "design"), table.get("design", DESIGNS[0]), DESIGNS)
    if not kind:
        factors_of(page, table.get("vary", USUAL), scenarios)
        return NO_DESIGN
    for key in table:
        if key in FUTURES and key not in ALWAYS and key not in SETTINGS[kind]:
            page.fault(
                ("futures", key),
                Text("This has no meaning in a design of the kind {kind}.", kind=kind),
                Text("Known here are: {words}.", words=", ".join((*ALWAYS, *SETTINGS[kind]))),
            )
    before = len(page.faults)
    if kind == "file":
        return _filed(page, table, scenarios, root)
    factors = factors_of(page, table.get("vary", USUAL), scenarios)
    settings = {key: table[key] for key in SETTINGS[kind] if key in table}
    for key, value in settings.items():
        page.whole(("futures", key), value, 0, LARGEST_SEED)
    if len(page.faults) > before or not factors:
        return NO_DESIGN
    makers: dict[str, Callable[..., Design]] = {
        "latin hypercube": latin_hypercube, "sobol": sobol, "morris": morris, "factorial": factorial,
    }  # fmt: skip
    key, expected = _expected(kind, settings, len(factors))
    if expected * each > MOST_RUNS:
        page.fault(("futures", key), *too_many_runs(expected * each))
        return NO_DESIGN
    try:
        return makers[kind](factors, **settings)
    except InvalidInput as error:
        for fault in error.faults:
            page.fault(tuple(fault.key.split(".")), fault.message, fault.advice)
        return NO_DESIGN


def _expected(kind: str, settings: dict[str, int], width: int) -> tuple[str, int]:
    """How many futures a design will have, told before any is drawn, and the setting that decides it."""
    if kind == "latin hypercube":
        return "size", settings.get("size", 0)
    if kind == "sobol":
        return "size", settings.get("size", 0) * (width + 2)
    if kind == "morris":
        return "trajectories", settings.get("trajectories", 0) * (width + 1)
    return "levels", 0


def factors_of(page: Page, given: Any, scenarios: Sequence[Scenario]) -> tuple[Factor, ...]:
    """What differs between the futures: a word for a usual list, or a list of keys, each with its own range or not.

    From a usual list the numbers in which the scenarios themselves differ are left out.
    """
    path: Key = ("futures", "vary")
    if isinstance(given, str):
        word = page.word(path, given, tuple(LISTS))
        return tuple(one for one in LISTS[word]() if not set_differently(scenarios, one.key)) if word else ()
    factors: list[Factor] = []
    before = len(page.faults)
    for place, row in enumerate(page.rows(path, given)):
        if len(page.faults) - before >= MOST_FAULTS:
            break
        here: Key = (*path, place)
        one = _factor(page, here, row)
        if one is None:
            continue
        if any(other.key == one.key for other in factors):
            page.fault(here, Text("holds {word} twice", word=one.key))
        elif set_differently(scenarios, one.key):
            page.fault(here, *told_differently(one.key))
        else:
            factors.append(one)
    return tuple(factors)


def _factor(page: Page, path: Key, row: Any) -> Factor | None:
    between = among = None
    key = row
    if isinstance(row, dict):
        page.known(path, row, NARROWED)
        key = row.get("key")
        if not isinstance(key, str):
            example = '{ key = "joining.base", between = [-3.0, -2.0] }'
            page.fault((*path, "key"), Text("must be a text between quotation marks"), _for_instance(example))
            return None
        if "between" in row:
            between = row["between"]
            if not isinstance(between, list) or len(between) != 2 or not all(map(is_number, between)):
                page.fault(
                    (*path, "between"), Text("must be a lowest and a highest number"), _for_instance("[-3.0, -2.0]")
                )
                return None
        if "among" in row:
            among = row["among"]
            if not isinstance(among, list) or not all(isinstance(word, str) for word in among):
                page.fault((*path, "among"), Text("must be a list of words"))
                return None
    elif not isinstance(row, str):
        page.fault(path, Text("must be the key of a number"), _for_instance('"joining.base"'))
        return None
    try:
        return factor(key, between, among)
    except InvalidInput as error:
        for fault in error.faults:
            page.fault((*path, fault.key) if isinstance(row, dict) else path, fault.message, fault.advice)
        return None


def _for_instance(example: str) -> Text:
    return Text("Write for instance: {example}", example=example)


def _filed(page: Page, table: dict[str, Any], scenarios: Sequence[Scenario], root: Path) -> Design:
    path: Key = ("futures", "file")
    given = table.get("file")
    if not isinstance(given, str):
        page.fault(path, Text("must be the name of a CSV file near this file"), _for_instance('file = "futures.csv"'))
        return NO_DESIGN
    file = inside(given, Source(page.file, root), ".csv")
    if file is None:
        page.fault(path, Text("must be the name of a CSV file near this file"), _for_instance('file = "futures.csv"'))
        return NO_DESIGN
    try:
        return read_futures(file, scenarios)
    except InvalidInput as error:
        page.faults.extend(error.faults)
        return NO_DESIGN


def read_futures(path: Path | str, scenarios: Sequence[Scenario] = ()) -> Design:
    """Read a table of futures: a column for each number that varies, a row for each future.

    The first row holds the keys, such as `joining.base`. A column `future` may number the rows from 1. Columns are
    parted by commas or semicolons; decimals have a point.

    Args:
        path: the CSV file.
        scenarios: the scenarios that will be played in these futures.

    Raises:
        InvalidInput: every cell that cannot be, with its row and column.
    """
    file = str(path)
    rows, lines = _rows(Path(path), file)
    header = [cell.strip() for cell in rows[0]]
    faults: list[Fault] = []
    numbers = {}
    for column, key in enumerate(header, start=1):
        if key == NUMBER:
            continue
        try:
            numbers[column] = factor(key)
        except InvalidInput as error:
            faults += [_at(file, 1, column, key, fault.message, fault.advice) for fault in error.faults]
            continue
        if set_differently(scenarios, key):
            faults.append(_at(file, 1, column, key, *told_differently(key)))
    for column, key in enumerate(header, start=1):
        if key in header[: column - 1]:
            faults.append(_at(file, 1, column, key, Text("This column already stands in the table.")))
    if not numbers and not faults:
        faults.append(Fault(file, 1, "", "", Text("Nothing varies, so every future is the same.")))
    if not rows[1:]:
        faults.append(Fault(file, 1, "", "", Text("There are no futures below the first row.")))
    futures = []
    for place, (row, line) in enumerate(zip(rows[1:], lines[1:], strict=True), start=1):
        if len(faults) >= MOST_FAULTS:
            break
        futures.append(_future(file, place, line, header, row, numbers, faults))
    if faults:
        raise InvalidInput(faults[:MOST_FAULTS])
    factors = tuple(numbers.values())
    points = np.full((len(futures), len(factors)), np.nan)
    return Design("file", factors, tuple(Future(*one) for one in futures), points, {"size": len(futures)})


def _future(
    file: str,
    place: int,
    line: int,
    header: list[str],
    row: list[str],
    numbers: dict[int, Factor],
    faults: list[Fault],
) -> tuple[int, dict[str, Value]]:
    if len(row) != len(header):
        told = Text("This row has {found} cells and the first row has {wanted}.", found=len(row), wanted=len(header))
        faults.append(Fault(file, line, "", "", told))
        return place, {}
    values: dict[str, Value] = {}
    for column, (key, cell) in enumerate(zip(header, row, strict=True), start=1):
        text = cell.strip()
        if key == NUMBER:
            if text != str(place):
                told = Text("Futures are numbered 1, 2, 3 and so on. Here {number} is expected.", number=place)
                faults.append(_at(file, line, column, text, told))
        elif column in numbers:
            value = _value(numbers[column], text)
            try:
                Parameters().with_values({key: value})
            except InvalidInput as error:
                advice = _comma(text) or error.faults[0].advice
                faults.append(_at(file, line, column, text, error.faults[0].message, advice))
            values[key] = value
    return place, values


def _value(one: Factor, text: str) -> Value:
    """The value that a cell stands for; the text itself when it stands for none."""
    if one.choices:
        return text
    # Python reads 1_000 and digits of other alphabets as numbers; no spreadsheet writes them
    if not re.fullmatch(r"[-+]?[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?", text):
        return text
    try:
        return int(text) if one.whole else float(text)
    except ValueError:
        return text


def _comma(text: str) -> Text | str:
    if not _DECIMAL_COMMA.fullmatch(text):
        return ""
    return Text("A number has a decimal point, not a comma. Write {number}.", number=text.replace(",", "."))


def _at(file: str, line: int, column: int, found: str, message: object, advice: object = "") -> Fault:
    """A fault in a cell, which has the name that a spreadsheet gives it, such as `B7`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return Fault(file, line, f"{letters}{line}", found[:60], message, advice)


def _rows(path: Path, file: str) -> tuple[list[list[str]], list[int]]:
    """The rows of a table that are not empty, and the line on which each stands."""
    try:
        if not path.is_file():
            raise OSError
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise InvalidInput([Fault(file, 0, "", "", Text("The file cannot be opened."))]) from None
    if len(raw) > LARGEST_FILE:
        large = Text("The file is too large. At most {size} KiB is read.", size=LARGEST_FILE // 1024)
        raise InvalidInput([Fault(file, 0, "", "", large)])
    save = Text("Save the table as CSV in UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = Text("A letter on this line is not saved as UTF-8 (byte {place}).", place=error.start + 1)
        raise InvalidInput([Fault(file, raw.count(b"\n", 0, error.start) + 1, "", "", message, save)]) from None
    if "\0" in text:
        message = Text("This is not a text file: it holds a null character.")
        raise InvalidInput([Fault(file, 0, "", "", message, save)])
    first = text.split("\n", 1)[0]
    separator = ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            rows.append(row)
            lines.append(reader.line_num)
            if len(row) > MOST_COLUMNS:
                many = Text("At most {count} columns are read.", count=MOST_COLUMNS)
                raise InvalidInput([Fault(file, reader.line_num, "", "", many)])
            if len(rows) > MOST_ROWS + 1:
                many = Text("At most {count} futures are read.", count=MOST_ROWS)
                raise InvalidInput([Fault(file, reader.line_num, "", "", many)])
    except csv.Error:
        message = Text("This is not a row of a table: a quotation mark is missing or too many.")
        raise InvalidInput([Fault(file, reader.line_num, "", "", message, save)]) from None
    if not rows:
        raise InvalidInput([Fault(file, 1, "", "", Text("The file is empty."), save)])
    return rows, lines
