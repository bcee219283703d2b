"""Names: what things may be called, where files may be, and versions (cases 57 to 65, 78 to 83, 93 and 94)."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.bad_input.case import SMALL, Case, Made, row, text


def _link(path: Path) -> None:
    secret = path.resolve().parent.parent / "secret.toml"
    secret.write_text(SMALL, encoding="utf-8")
    path.symlink_to(secret)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _place(number: int, given: str, english: str, dutch: str, **more: Made) -> Case:
    made = {"plan.toml": SMALL.replace("places/plan-van-gool.toml", given), **{_file(one): more[one] for one in more}}
    return Case(number, given, made, english, dutch, line=4, key="place")


def _file(word: str) -> str:
    return word.replace("_", "/", 1) + ".toml"


def _extends(number: int, given: str, english: str, dutch: str, **more: Made) -> Case:
    made = {"plan.toml": f"{SMALL}extends = '{given}'\n", **{_file(one): more[one] for one in more}}
    return Case(number, given, made, english, dutch, line=7, key="extends")


def _together(number: int, one: str, two: str, english: str, dutch: str) -> Case:
    made = {"a.toml": SMALL.replace("plan", one, 1), "b.toml": SMALL.replace("plan", two, 1)}
    typed = ("compare", "a.toml", "b.toml", "--replications", "1", "--jobs", "1")
    return Case(number, f"{one} and {two}", made, english, dutch, file="", key="name", command=typed)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


STAYS = ("the folder of this file or below it", "de map van dit bestand of daaronder")

NAMES: tuple[Case, ...] = (
    row(57, 'name = ""', "must not be empty", "mag niet leeg zijn"),
    row(57, 'title = "  "', "must not be empty", "mag niet leeg zijn"),
    row(58, f'name = "{"x" * 500}"', "at most 60", "hoogstens 60"),
    row(58, f'title = "{"x" * 500}"', "at most 200", "hoogstens 200"),
    row(59, 'name = "=1+1"', "spreadsheet", "rekenblad"),
    row(59, 'title = "@som(1)"', "spreadsheet", "rekenblad"),
    row(59, 'title = "\uff1d1+1"', "spreadsheet", "rekenblad"),
    row(60, 'name = "<script>"', "< or >", "< of >"),
    row(60, 'title = "<script>alert(1)</script>"', "< or >", "< of >"),
    row(61, r'name = "a\nb"', "cannot be seen", "onzichtbaar teken"),
    row(61, r'title = "a\nb"', "cannot be seen", "onzichtbaar teken"),
    row(62, r'name = "a\u202Eb"', "cannot be seen", "onzichtbaar teken"),
    row(62, r'title = "a\u202Eb"', "cannot be seen", "onzichtbaar teken"),
    row(63, 'name = "CON"', "every computer", "elke computer"),
    row(63, 'name = "aux.toml"', "every computer", "elke computer"),
    row(63, 'name = "lpt1"', "every computer", "elke computer"),
    row(63, 'name = "aux .toml"', "every computer", "elke computer"),
    row(63, 'name = "COM\u00b9"', "every computer", "elke computer"),
    row(63, 'name = "../plan"', "only", "alleen"),
    _together(64, "plan", "plan", "same name", "dezelfde naam"),
    _together(65, "plan", "Plan", "in capital letters only", "alleen in hoofdletters"),
    _place(78, "../../secret.toml", *STAYS),
    _place(78, "../../secret.csv", *STAYS),
    _place(79, "/etc/passwd", *STAYS),
    _place(80, "C:/places/a.toml", *STAYS),
    _place(80, r"\\\\host\\share\\a.toml", *STAYS),
    _place(81, "link.toml", *STAYS, link=_link),
    _place(82, "places", *STAYS),
    _place(82, "map.toml", "folder", "map", map=_folder),
    _place(82, "pipe.toml", "not an ordinary file", "geen gewoon bestand", pipe=_pipe),
    _place(82, "device.toml", *STAYS, device=_device),
    _place(83, "places/plan-van-gol.toml", "plan-van-gool.toml", "plan-van-gool.toml"),
    _extends(78, "../secret.toml", *STAYS),
    _extends(79, "/etc/passwd", *STAYS),
    _extends(80, "C:/a.toml", *STAYS),
    _extends(80, r"\\host\share\a.toml", *STAYS),
    _extends(81, "link.toml", *STAYS, link=_link),
    _extends(82, "map.toml", "folder", "map", map=_folder),
    _extends(83, "stedy-support.toml", "steady-support", "steady-support"),
    Case(
        82,
        "a folder to check",
        {"map.toml": _folder},
        "This is a folder",
        "Dit is een map",
        file="map.toml",
        command=("check", "map.toml"),
    ),
    Case(
        82,
        "a pipe to check",
        {"pipe.toml": _pipe},
        "not an ordinary file",
        "geen gewoon bestand",
        file="pipe.toml",
        command=("check", "pipe.toml"),
        hostile=True,
    ),
    Case(
        82,
        "a device to check",
        {"device.toml": _device},
        "not an ordinary file",
        "geen gewoon bestand",
        file="device.toml",
        command=("check", "device.toml"),
        hostile=True,
    ),
    Case(
        83,
        "a name nearly right",
        {"plan.toml": SMALL},
        "plan.toml",
        "plan.toml",
        file="plam.toml",
        command=("check", "plam.toml"),
    ),
    row(93, "format = 2", "newer weisim", "nieuwere weisim"),
    text(94, "no version", SMALL.removeprefix("format = 1\n"), "format = 1", "format = 1", line=1, key="format"),
    row(94, "format = 0", "must be the number 1", "moet het getal 1 zijn"),
)
