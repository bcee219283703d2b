"""Figures: place files and key figures in text and Excel that cannot be what they seem (cases 70, 71, 84 to 90)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.faults.bad_input.case import SMALL, Case, Made

ROOT = Path(__file__).resolve().parents[3]
PLACE = (ROOT / "scenarios" / "places" / "plan-van-gool.toml").read_text(encoding="utf-8")
EXCEL = ROOT / "tests" / "population" / "kwb" / "kwb-2023_utrecht_selectie.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
HEADER = "gwb_code;regio;a_inw;a_00_14;p_koopw"


def _place(number: int, old: str, new: str, english: str, dutch: str, key: str) -> Case:
    assert old in PLACE
    changed = PLACE.replace(old, new)
    line = changed[: changed.index(new)].count("\n") + 1
    made = {"plan.toml": SMALL.replace("plan-van-gool", "other"), "places/other.toml": changed}
    return Case(number, new[:60], made, english, dutch, line=line, key=key, file="places/other.toml")


def _new(number: int, what: str, made: Made, english: str = "", dutch: str = "", **more: object) -> Case:
    name = str(more.pop("name", "cijfers.csv"))
    area = str(more.pop("area", "BU03636910"))
    typed = ("new", "mijn.toml", "--figures", f"{name}@2019", "--area", area)
    given: dict[str, object] = {"file": name, **more}
    return Case(number, what, {name: made}, english, dutch, command=typed, **given)  # type: ignore[arg-type]


def _rows(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


def _workbook(sheet: str = "", extra: tuple[str, bytes] | None = None) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(EXCEL) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, sheet.encode() if sheet and name == SHEET else old.read(name))
            if extra:
                new.writestr(*extra)

    return make


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR = (
    f'<worksheet xmlns="{SPACE}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    f'<!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet xmlns="{SPACE}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&b;&c;</t></is></c></row></sheetData></worksheet>'
)


def _cell(cell: str) -> str:
    return f'<worksheet xmlns="{SPACE}"><sheetData><row r="2">{cell}</row></sheetData></worksheet>'


FIGURES: tuple[Case, ...] = (
    _place(70, "owner = {value = 0.27", "owner = {value = 0.52", "1.24", "1,24", "figures.owner"),
    _place(71, "age_15_24 = {value = 465", "age_15_24 = {value = 4650", "3,100", "3.100", "figures.age_15_24"),
    _place(71, "single = {value = 770", "single = {value = 3900", "1,540", "1.540", "figures.single"),
    _place(41, "owner = {value = 0.27", "owner = {value = 27", "0.27", "0.27", "figures.owner.value"),
    _place(59, 'name = "Plan van Gool"', 'name = "=1+1"', "spreadsheet", "rekenblad", "name"),
    _place(60, 'name = "Plan van Gool"', 'name = "<script>"', "< or >", "< of >", "name"),
    _place(88, 'code = "BU03636910"', 'code = "BU3636910"', "CBS code", "CBS-code", "code"),
    _new(84, "semicolons and decimal commas", _rows("BU03636910;Gool;3100;545;27,5")),
    _new(
        71,
        "more children than people",
        _rows(
            "BU03636910;Gool;3100;545;900;1200;900;900",
            header="gwb_code;regio;a_inw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo",
        ),
        "4,445",
        "4.445",
        line=2,
        key="BU03636910.a_25_44",
    ),
    _new(
        84,
        "commas and decimal commas",
        _rows("BU03636910,Gool,3100,545,27,5", header=HEADER.replace(";", ",")),
        "decimal comma",
        "decimale komma",
        line=2,
        key="BU03636910",
    ),
    _new(
        84,
        "a shift that hides itself",
        _rows("BU03636910,Gool,3100,545,27,5", header=HEADER.replace(";", ",") + ","),
        "decimal comma",
        "decimale komma",
        line=2,
        key="BU03636910",
    ),
    _new(
        84,
        "a shift that hides the code",
        _rows("3100,27,5,BU03636910", header="a_inw,p_koopw,gwb_code"),
        "decimal comma",
        "decimale komma",
        line=2,
    ),
    _new(
        84,
        "points between thousands",
        _rows("BU03636910;Gool;3.100;545;27"),
        "not a figure",
        "geen bruikbaar cijfer",
        line=2,
        key="BU03636910.a_inw",
    ),
    _new(
        85,
        "a column twice",
        _rows("BU03636910;Gool;3100;3200;27", header=HEADER.replace("a_00_14", "a_inw")),
        "more than once",
        "meer dan",
        line=1,
        key="a_inw",
    ),
    _new(
        85,
        "a column twice, in capitals",
        _rows("BU03636910;Gool;3100;3200;27", header=HEADER.replace("a_00_14", "A_INW")),
        "more than once",
        "meer dan",
        line=1,
        key="A_INW",
    ),
    _new(86, "a row too long", _rows("BU03636910;Gool;3100;545;27;9"), "6 cells", "6 cellen", line=2, key="BU03636910"),
    _new(86, "a row too short", _rows("BU03636910;Gool;3100"), "3 cells", "3 cellen", line=2, key="BU03636910"),
    *(
        _new(
            87,
            cell,
            _rows(f"BU03636910;Gool;3100;{cell};27"),
            "not a figure",
            "geen bruikbaar cijfer",
            line=2,
            key="BU03636910.a_00_14",
        )
        for cell in ("inf", "#N/A", "12E5", "nan")
    ),
    _new(87, "a point for an unknown figure", _rows("BU03636910;Gool;3100;.;27")),
    _new(
        88,
        "a code without its zero",
        _rows("BU3636910;Gool;3100;545;27"),
        "zero",
        "nul",
        line=2,
        key="BU3636910",
        area="BU3636910",
    ),
    _new(88, "a code that became a number", _rows("3636910;Gool;3100;545;27"), "BU", "BU", line=2),
    _new(
        88,
        "an area without its zero",
        _rows("BU03636910;Gool;3100;545;27"),
        "Did you mean BU03636910",
        "Bedoelt u BU03636910",
        key="area",
        area="3636910",
    ),
    _new(
        89,
        "a bomb",
        _workbook(extra=("xl/media/a.bin", bytes(80_000_000))),
        "too large",
        "te groot",
        name="cijfers.xlsx",
        hostile=True,
    ),
    _new(89, "a cell far away", _workbook(FAR), "too large", "te groot", name="cijfers.xlsx", hostile=True),
    _new(
        89, "an entity", _workbook(ENTITY), "cannot be read", "niet worden gelezen", name="cijfers.xlsx", hostile=True
    ),
    *(
        _new(87, f"{what} in Excel", _workbook(_cell(cell)), "B2", "B2", key="B2", name="cijfers.xlsx")
        for what, cell in (
            ("#N/A", '<c r="B2" t="e"><v>#N/A</v></c>'),
            ("a formula without outcome", '<c r="B2"><f>1+1</f></c>'),
        )
    ),
    _new(
        90,
        "Excel under the name of a text",
        lambda path: path.write_bytes(EXCEL.read_bytes()) and None,
        area="BU03440312",
    ),
    _new(90, "text under the name of Excel", _rows("BU03636910;Gool;3100;545;27"), name="cijfers.xlsx"),
    _new(
        90,
        "a picture under the name of Excel",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "not a text file",
        "geen tekstbestand",
        name="cijfers.xlsx",
    ),
    _new(
        59,
        "a name that is a formula",
        _rows("BU03636910;=1+1;3100;545;27"),
        "spreadsheet",
        "rekenblad",
        line=2,
        key="BU03636910.regio",
    ),
    _new(
        60,
        "a name with <script>",
        _rows("BU03636910;<script>;3100;545;27"),
        "< or >",
        "< of >",
        line=2,
        key="BU03636910.regio",
    ),
)
