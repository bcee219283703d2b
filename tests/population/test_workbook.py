"""Test of workbooks: files that would eat the memory of a computer are refused before they are opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.population import workbook
from weisim.population.reading import read_figures

SHEET = "xl/worksheets/sheet1.xml"


def _changed(excel: Path, path: Path, sheet: bytes | None = None, extra: dict[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(excel) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if sheet is not None and name == SHEET else old.read(name))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return path


def _sheet(cell: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cell}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row><c r='XFD9'><v>1</v></c></row>",
        '<row r="1"><c t="n"r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c r  =  "A1048576"><v>1</v></c></row>',
        '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
        " " * (1 << 20) + '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        " " * ((1 << 20) - 121) + '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_is_refused(tmp_path: Path, paths: dict[str, tuple[Path, int]], cell: str) -> None:
    path = _changed(paths["excel"][0], tmp_path / "far.xlsx", _sheet(cell))
    with pytest.raises(InvalidInput), speaking("en"):
        read_figures(path, 2023)


def test_a_sheet_under_another_name_or_in_wide_letters_is_looked_at(
    tmp_path: Path, paths: dict[str, tuple[Path, int]]
) -> None:
    far = _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    hidden = _changed(paths["excel"][0], tmp_path / "hidden.xlsx", extra={"xl/theme/theme9.xml": far})
    wide = _changed(paths["excel"][0], tmp_path / "wide.xlsx", far.decode().encode("utf-16"))
    for path in (hidden, wide):
        with pytest.raises(InvalidInput):
            read_figures(path, 2023)


def test_a_bomb_is_refused(tmp_path: Path, paths: dict[str, tuple[Path, int]]) -> None:
    path = _changed(paths["excel"][0], tmp_path / "bomb.xlsx", extra={"xl/media/a.bin": bytes(80_000_000)})
    with pytest.raises(InvalidInput) as caught:
        read_figures(path, 2023)
    with speaking("en"):
        assert "too large" in str(caught.value)


def test_many_entries_and_odd_names_are_refused(tmp_path: Path, paths: dict[str, tuple[Path, int]]) -> None:
    many = _changed(paths["excel"][0], tmp_path / "many.xlsx", extra={f"a{n}.xml": b"x" for n in range(300)})
    climbing = _changed(paths["excel"][0], tmp_path / "climbing.xlsx", extra={"xl/../../etc/passwd": b"x"})
    for path in (many, climbing):
        with pytest.raises(InvalidInput):
            read_figures(path, 2023)


@pytest.mark.parametrize("cut", [30, 200, 5000, -30, -1])
def test_half_a_workbook_is_refused(tmp_path: Path, paths: dict[str, tuple[Path, int]], cut: int) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(paths["excel"][0].read_bytes()[:cut])
    with pytest.raises(InvalidInput):
        read_figures(path, 2023)


def test_broken_xml_is_refused(tmp_path: Path, paths: dict[str, tuple[Path, int]]) -> None:
    path = _changed(paths["excel"][0], tmp_path / "broken.xlsx", b"<worksheet><sheetData><row")
    with pytest.raises(InvalidInput):
        read_figures(path, 2023)


def test_what_the_look_did_not_foresee_ends_another_process(
    tmp_path: Path, paths: dict[str, tuple[Path, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    far = _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    path = _changed(paths["excel"][0], tmp_path / "far.xlsx", far)
    monkeypatch.setattr(workbook, "_check", lambda path, file: None)
    with pytest.raises(InvalidInput) as caught:
        read_figures(path, 2023)
    with speaking("en"):
        assert "too large" in str(caught.value)


@pytest.mark.parametrize(
    "cell", ['<c t="e" r="B2"><v>#N/A</v></c>', '<c r="B2"><f>1+1</f></c>', '<c r="B2"><f t="shared" si="0"/></c>']
)
def test_a_cell_without_an_outcome_is_named(tmp_path: Path, paths: dict[str, tuple[Path, int]], cell: str) -> None:
    path = _changed(paths["excel"][0], tmp_path / "cell.xlsx", _sheet(f'<row r="2">{cell}</row>'))
    with pytest.raises(InvalidInput) as caught:
        read_figures(path, 2023)
    assert [fault.key for fault in caught.value.faults] == ["B2"]


def test_a_formula_with_its_outcome_is_read(tmp_path: Path, paths: dict[str, tuple[Path, int]]) -> None:
    sheet = _sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="b"><v>1</v></c></row>')
    path = _changed(paths["excel"][0], tmp_path / "sum.xlsx", sheet)
    assert workbook.rows_of_workbook(path, "sum.xlsx") == [["2", "True"]]
