"""Lines: on which line of a TOML text each key stands, and what was written there.

The reader of the standard library keeps no lines. This one only looks where things are;
what they mean is left to that reader.
"""

from __future__ import annotations

import bisect
import contextlib
import re
import tomllib
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

SHOWN = 60

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_BARE = re.compile(r"[A-Za-z0-9_-]++")
_SCALAR = re.compile(r"[^,\]}#\n]*+")
_STRINGS = (
    re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"""(?:"{0,2})', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*+"'),
    re.compile(r"'[^'\n]*+'"),
)


@dataclass(frozen=True)
class Spot:
    """Where a key stands and what was written as its value."""

    line: int
    written: str = ""


@dataclass
class Lines:
    """What was found: a spot for each key path, and keys that stand in the text twice."""

    spots: dict[Path, Spot] = field(default_factory=dict)
    twice: list[tuple[Path, int, int]] = field(default_factory=list)
    open_mark: str = ""
    open_line: int = 0

    def line_of(self, path: Path) -> int:
        """The line of a key, or of the nearest table around it; 1 when nothing around it has a line."""
        for length in range(len(path), 0, -1):
            spot = self.spots.get(path[:length])
            if spot is not None:
                return spot.line
        return 1

    def written(self, path: Path) -> str:
        """What the user wrote as the value of this key, shortened to one short line; empty for a table."""
        spot = self.spots.get(path)
        text = " ".join(spot.written.split()) if spot else ""
        return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


class Broken(Exception):
    """The text stops being TOML here."""


def lines_of(text: str) -> Lines:
    """Find the line of every key in a text; a text that is not TOML is read as far as it goes."""
    looker = _Looker(text)
    with contextlib.suppress(Broken, RecursionError):
        looker.document()
    return looker.lines


class _Looker:
    """Walks once through the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines = Lines()
        self.lengths: dict[Path, int] = {}
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return bisect.bisect_left(self.ends, at) + 1

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise Broken
        self.at += len(mark)

    def document(self) -> None:
        header: Path = ()
        while True:
            self.skip(_BLANK)
            if self.at >= len(self.text):
                return
            start = self.at
            if self.text.startswith("[", self.at):
                header = self.header(start)
            else:
                self.pair(header)
            self.skip(_SPACE)
            if self.at < len(self.text) and self.text[self.at] not in "#\r\n":
                raise Broken

    def header(self, start: int) -> Path:
        mark = "[[" if self.text.startswith("[[", self.at) else "["
        self.expect(mark)
        path = self.resolve(self.key())
        self.expect("]" * len(mark))
        if mark == "[[":
            self.lines.spots.setdefault(path, Spot(self.line(start)))
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = (*path, self.lengths[path] - 1)
        self.note(path, start, "")
        return path

    def resolve(self, parts: list[str]) -> Path:
        path: Path = ()
        for place, part in enumerate(parts):
            path = (*path, part)
            if path in self.lengths and place < len(parts) - 1:
                path = (*path, self.lengths[path] - 1)
        return path

    def key(self) -> list[str]:
        parts = []
        while True:
            self.skip(_SPACE)
            start = self.at
            if self.text.startswith(('"', "'"), start):
                self.string()
                parts.append(_unquoted(self.text[start : self.at]))
            else:
                self.skip(_BARE)
                parts.append(self.text[start : self.at])
                if start == self.at:
                    raise Broken
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def pair(self, table: Path) -> None:
        start = self.at
        parts = self.key()
        self.expect("=")
        for length in range(1, len(parts)):
            self.lines.spots.setdefault((*table, *parts[:length]), Spot(self.line(start)))
        self.value((*table, *parts), start)

    def value(self, path: Path, start: int) -> None:
        self.skip(_SPACE)
        begin = self.at
        self.note(path, start, "")
        if self.text.startswith("[", begin):
            self.array(path)
        elif self.text.startswith("{", begin):
            self.table(path)
        elif self.text.startswith(('"', "'"), begin):
            self.string()
        else:
            self.skip(_SCALAR)
        self.lines.spots[path] = Spot(self.lines.spots[path].line, self.text[begin : self.at].strip())

    def string(self) -> None:
        triple = self.text[self.at : self.at + 3]
        patterns = _STRINGS[:2] if triple in ('"""', "'''") else _STRINGS[2:]
        for pattern in patterns:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                return
        self.stop(triple if triple in ('"""', "'''") else self.text[self.at], self.at)

    def array(self, path: Path) -> None:
        start = self.at
        self.at += 1
        place = 0
        while True:
            self.skip(_BLANK)
            if self.text.startswith("]", self.at):
                self.at += 1
                return
            if self.at >= len(self.text) or self.text[self.at] in "=}":
                self.stop("[", start)
            self.value((*path, place), self.at)
            place += 1
            self.skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith("]", self.at):
                self.stop("[", start)

    def table(self, path: Path) -> None:
        start = self.at
        self.at += 1
        while True:
            self.skip(_BLANK)
            if self.text.startswith("}", self.at):
                self.at += 1
                return
            if self.at >= len(self.text):
                self.stop("{", start)
            self.pair(path)
            self.skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith("}", self.at):
                self.stop("{", start)

    def stop(self, mark: str, at: int) -> None:
        self.lines.open_mark, self.lines.open_line = mark, self.line(at)
        raise Broken

    def note(self, path: Path, start: int, written: str) -> None:
        line = self.line(start)
        earlier = self.lines.spots.get(path)
        if earlier is not None:
            self.lines.twice.append((path, earlier.line, line))
        self.lines.spots[path] = Spot(line, written)


def _unquoted(quoted: str) -> str:
    try:
        return str(tomllib.loads("key = " + quoted)["key"])
    except ValueError:
        return quoted
