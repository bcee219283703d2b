"""Reading: one TOML file, with every line remembered; what is wrong in it is told in plain words."""

from __future__ import annotations

import difflib
import re
import stat
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.toml.lines import Lines, lines_of
from weisim.toml.syntax import syntax_fault

LARGEST = 256 * 1024
DEEPEST = 20
MOST_VALUES = 10_000
LONGEST_NUMBER = 400

_OTHER_FORMATS = {".yaml": "YAML", ".yml": "YAML", ".json": "JSON"}
# how pictures, PDF, zip (Excel and Word too), old Excel and Word, gzip, SQLite and Parquet begin
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"SQLite format 3",
    b"PAR1",
)
_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){64}""")


@dataclass(frozen=True)
class TomlFile:
    """What stood in one TOML file, and on which line.

    Attributes:
        path: the file, as the user named it.
        values: the tables and values, as the standard library reads them.
        lines: where each key stands.
    """

    path: Path
    values: dict[str, Any]
    lines: Lines

    def line_of(self, key: str | tuple[str | int, ...]) -> int:
        """The line of a key; of the nearest table around it when the key itself is not in the file.

        Args:
            key: a dotted key, or a tuple; a whole number in it counts from 0 in a list (`partners.0.name`).
        """
        return self.lines.line_of(_path(key))

    def written(self, key: str | tuple[str | int, ...]) -> str:
        """What the user wrote as the value of a key, in one short line; empty when the key is not there."""
        return self.lines.written(_path(key))


def read_toml(path: Path | str) -> TomlFile:
    """Read one settings file.

    Raises:
        InvalidInput: the file is absent, too large, not UTF-8 text, not TOML, or nested too deeply.
    """
    file = str(path)
    raw = _read(Path(path), file)
    other = _OTHER_FORMATS.get(Path(path).suffix.lower())
    if other is not None:
        message = Text("This is {other}. weisim reads TOML.", other=other)
        raise InvalidInput([Fault(file, 0, "", "", message, Text("Write name = value, and save it as .toml."))])
    text = _decoded(raw, file)
    if _DEEP_KEY.search(text):
        raise InvalidInput([_too_deep(file)])
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError, MemoryError, IndexError, AttributeError) as error:
        if isinstance(error, RecursionError | MemoryError):
            raise InvalidInput([_too_deep(file)]) from None
        raise InvalidInput([syntax_fault(file, text, str(error))]) from None
    if not values:
        raise InvalidInput([Fault(file, 1, "", "", Text("The file is empty: there are no settings in it."))])
    _check_size(values, file)
    return TomlFile(Path(path), values, lines_of(text))


def near_names(path: Path, pattern: str = "*.toml") -> tuple[str, ...]:
    """Names in the same folder that look like the name of a file that is not there, at most three."""
    try:
        names = sorted(found.name for found in path.parent.glob(pattern) if found.is_file())[:1000]
    except (OSError, ValueError):
        return ()
    return tuple(difflib.get_close_matches(path.name, names, n=3, cutoff=0.5))


def absent(path: Path, file: str, key: str = "", line: int = 0, found: str = "") -> Fault:
    """The fault for a file that is not there, with names that look like it."""
    near = near_names(path)
    advice = Text("Files that are here: {names}.", names=", ".join(near)) if near else ""
    return Fault(file, line, key, found, Text("The file {name} does not exist here.", name=path.name or file), advice)


def _path(key: str | tuple[str | int, ...]) -> tuple[str | int, ...]:
    if isinstance(key, tuple):
        return key
    return tuple(int(part) if part.isdigit() else part for part in key.split("."))


def unusual(path: Path) -> Text | None:
    """Why what stands at a path cannot be read as a file; nothing when it is an ordinary file.

    Raises:
        OSError: nothing stands there, or it may not be looked at.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return Text("This is a folder. Give the name of a file.")
    return None if stat.S_ISREG(mode) else Text("This is not an ordinary file.")


def is_binary(raw: bytes) -> bool:
    """Whether a file begins as pictures, archives and the files of office programs do: no text, whatever its name."""
    return raw.startswith(_BINARY)


def _read(path: Path, file: str) -> bytes:
    try:
        strange = unusual(path)
    except (FileNotFoundError, NotADirectoryError):
        raise InvalidInput([absent(path, file)]) from None
    except (OSError, ValueError):
        raise InvalidInput([Fault(file, 0, "", "", Text("The file cannot be opened."))]) from None
    if strange is not None:
        raise InvalidInput([Fault(file, 0, "", "", strange)])
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError:
        raise InvalidInput([Fault(file, 0, "", "", Text("The file cannot be opened."))]) from None


def _decoded(raw: bytes, file: str) -> str:
    if is_binary(raw):
        advice = Text("Give the name of a file with settings, such as plan.toml.")
        raise InvalidInput([Fault(file, 1, "", "", Text("This is not a text file."), advice)])
    if len(raw) > LARGEST:
        large = Text("The file is too large. At most {size} KiB is read.", size=LARGEST // 1024)
        raise InvalidInput([Fault(file, 0, "", "", large)])
    save = Text("Open it in a text editor and save it as UTF-8.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput([Fault(file, 1, "", "", Text("The file is saved as UTF-16."), save)])
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = Text("A letter on this line is not saved as UTF-8 (byte {place}).", place=error.start + 1)
        raise InvalidInput([Fault(file, line, "", "", message, save)]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInput([Fault(file, line, "", "", Text("This is not a text file: it holds a null character."))])
    # the same letter can be written in two ways; after this, equal is equal
    return unicodedata.normalize("NFC", text)


def _too_deep(file: str) -> Fault:
    return Fault(file, 0, "", "", Text("Tables stand too deep inside each other. At most {depth} deep.", depth=DEEPEST))


def _check_size(values: Mapping[str, Any], file: str) -> None:
    """Refuse a tree too deep or too large before anything walks it by recursion."""
    waiting: list[tuple[Any, int]] = [(values, 0)]
    count = 0
    while waiting:
        value, depth = waiting.pop()
        count += 1
        if depth > DEEPEST:
            raise InvalidInput([_too_deep(file)])
        if count > MOST_VALUES:
            raise InvalidInput([Fault(file, 0, "", "", Text("At most {count} values are read.", count=MOST_VALUES))])
        if isinstance(value, dict):
            waiting.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)
