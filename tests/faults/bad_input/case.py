"""Case: one input that somebody might give, and what weisim must say about it in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Made = str | bytes | Callable[[Path], None]
"""What stands in a file, or what makes the thing that stands in its place."""

SMALL = """\
format = 1
name = "plan"
title = "Mijn plan"
place = "places/plan-van-gool.toml"
start = 2013-02-01
weeks = 260
"""
"""The shortest scenario there is, of six lines."""


@dataclass(frozen=True)
class Case:
    """One bad input of the list, or a good one that looks bad.

    Attributes:
        number: its number in the list; several cases of one sort share a number.
        what: what it is, in a few words.
        files: what stands in the folder beside the place of the pilot, by file name.
        english, dutch: words that must be in the answer; nothing when the input is accepted.
        line: the line that is named; 0 when there is none.
        key: the key that is named; empty when it is not about a key.
        file: the file that is named; empty when the fault is in the command itself.
        command: what is typed.
        hostile: whether it is tried in a process of its own as well, to measure what it takes.
    """

    number: int
    what: str
    files: Mapping[str, Made]
    english: str = ""
    dutch: str = ""
    line: int = 0
    key: str = ""
    file: str = "plan.toml"
    command: tuple[str, ...] = ("check", "plan.toml")
    hostile: bool = False

    @property
    def accepted(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.english

    def lay_out(self, folder: Path) -> None:
        """Make its files in a folder."""
        for name, made in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if callable(made):
                made(path)
            else:
                path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))


def text(number: int, what: str, made: Made, english: str = "", dutch: str = "", **more: object) -> Case:
    """A whole file of settings, as it stands."""
    return Case(number, what, {"plan.toml": made}, english, dutch, **more)  # type: ignore[arg-type]


def row(number: int, setting: str, english: str = "", dutch: str = "", **more: object) -> Case:
    """The shortest scenario with one of its rows written otherwise; the row keeps its line."""
    key = setting.split(" =")[0]
    rows = SMALL.splitlines()
    at = next((place for place, one in enumerate(rows) if one.startswith(f"{key} ")), len(rows))
    rows[at : at + 1] = [setting]
    given: dict[str, object] = {"line": at + 1 if english else 0, "key": key if english else "", **more}
    return text(number, setting[:60], "\n".join(rows) + "\n", english, dutch, **given)


def table(number: int, below: str, english: str = "", dutch: str = "", line: int = 8, **more: object) -> Case:
    """The shortest scenario with a table below it, which begins on line 7."""
    return text(number, below.replace("\n", " ")[:60], SMALL + below + "\n", english, dutch, line=line, **more)


def other(number: int, name: str, made: Made, english: str = "", dutch: str = "", **more: object) -> Case:
    """A file under another name, given to `check`."""
    given: dict[str, object] = {"file": name, "command": ("check", name), **more}
    return Case(number, name, {name: made}, english, dutch, **given)  # type: ignore[arg-type]
