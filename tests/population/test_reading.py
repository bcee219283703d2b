"""Test of reading: three layouts, the marks of CBS, and what is wrong said in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.population.layouts import COUNT, PERCENT, cell_value
from weisim.population.reading import FiguresFile, read_figures, unknown_area
from weisim.population.substituting import place_from
from weisim.population.synthesis import synthesise

HEADER = '"ID";"SoortRegio_2";"Codering_3";"AantalInwoners_5";"k_0Tot15Jaar_8";"k_15Tot25Jaar_9";"Koopwoningen_40"\n'


def _faults(path: Path, year: int | None = 2019) -> str:
    with pytest.raises(InvalidInput) as caught, speaking("en"):
        read_figures(path, year)
    assert all(fault.file == str(path) for fault in caught.value.faults)
    with speaking("en"):
        return str(caught.value)


def test_statline_with_all_columns(full: FiguresFile) -> None:
    assert full.value("BU03636910", "inhabitants") == 3100
    assert full.value("BU03636910", "social_rent") == 0.65
    assert full.value("BU03636910", "household_size") == 2.0
    assert full.value("BU03636910", "income_lowest_40") == 0.569
    assert full.text("BU03636910", "municipality") == "Amsterdam"


def test_statline_with_few_columns(sparse: FiguresFile) -> None:
    assert sparse.value("BU03636910", "inhabitants") == 3095
    assert sparse.value("BU03636910", "education_low") is None  # a point
    assert sparse.value("BU03636910", "owner") is None  # no such column


def test_excel_with_text_and_numbers_mixed(excel: FiguresFile) -> None:
    assert excel.value("BU03440312", "inhabitants") == 4900
    assert excel.value("BU03440312", "owner") == 0.15
    assert excel.value("BU03440312", "participation") is None
    assert excel.name("BU03440312") == "Wolga- en Donaudreef en omgeving"


def test_the_columns_tell_the_layout_not_the_name_or_the_kind_of_file(tmp_path: Path, excel: FiguresFile) -> None:
    path = tmp_path / "kwb_2019_statline.dat"
    path.write_text('gwb_code_10,regio,a_inw,p_koopw\nBU0363NH05,Plan van Gool,3250,"27,5"\n', encoding="utf-8")
    read = read_figures(path, 2024)
    assert read.value("BU0363NH05", "inhabitants") == 3250
    assert read.value("BU0363NH05", "owner") == 0.275
    renamed = tmp_path / "figures.csv"
    renamed.write_bytes(Path(excel.file).read_bytes())
    assert read_figures(renamed, 2023).codes == excel.codes


@pytest.mark.parametrize("mark", [".", "       .", "", "x", "-", ",", "-99999999", "-99997", "-99999999.0"])
def test_marks_of_the_unknown(mark: str) -> None:
    assert cell_value(mark, COUNT) is None


@pytest.mark.parametrize("cell", ["inf", "nan", "#N/A", "1e5", "-5", "3.100", "3 100", "101", "ja", "12,5,5"])
def test_what_is_no_figure_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cell_value(cell, COUNT if cell in ("3.100", "-5") else PERCENT)


def test_comma_and_point_are_the_same() -> None:
    assert cell_value(" 56,9", PERCENT) == cell_value("56.9 ", PERCENT) == pytest.approx(0.569)


def test_early_years_give_ages_as_percentages(tmp_path: Path) -> None:
    path = tmp_path / "kwb.csv"
    path.write_text("gwb_code;a_inw;p_00_14;a_hh;p_1p_hh\nBU03636910;2000;20;1000;45\n", encoding="utf-8")
    read = read_figures(path, 2013)
    assert read.value("BU03636910", "age_0_14") == 400
    assert read.value("BU03636910", "single") == 450


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "not the key figures"),
        (b"Perioden;Wijken en buurten;SES-WOA\n2019;Amsterdam;0\n", "not the key figures"),
        (HEADER.encode("utf-16"), "UTF-16"),
        (HEADER.encode() + b"\0", "null character"),
        (HEADER.encode(), "no area"),
        (HEADER.encode() + b'"1;"Buurt";"BU00010101";"5\n', "quote"),
        (HEADER.encode() + b"1;Buurt;BU00010101;100;5;5;5\n1;Buurt;BU00010101;200;5;5;5\n", "more than once"),
        (HEADER.replace("SoortRegio_2", "AantalInwoners_4").encode(), "more than once"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old kind"),
        (b"PK\x03\x04 not a workbook", "cannot be read"),
    ],
)
def test_a_wrong_file_is_named_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert words in _faults(path)


def test_no_file_no_year_and_a_folder(tmp_path: Path, full: FiguresFile) -> None:
    assert "does not exist" in _faults(tmp_path / "none.csv")
    assert "folder" in _faults(tmp_path)
    assert "@2019" in _faults(Path(full.file), None)
    assert "from 2004 to 2040" in _faults(Path(full.file), 1913)


def test_a_cell_that_cannot_be_read_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(HEADER + "1;Buurt;BU00010101;abc;5;5;5\n2;Buurt;BU00010102;100;5\n", encoding="utf-8")
    read = read_figures(path, 2019)
    with pytest.raises(InvalidInput) as caught:
        read.value("BU00010101", "inhabitants")
    fault = caught.value.faults[0]
    assert (fault.line, fault.key, fault.found) == (2, "BU00010101.AantalInwoners_5", "abc")
    with pytest.raises(InvalidInput) as short, speaking("en"):
        read.value("BU00010102", "inhabitants")
    with speaking("en"):
        assert "5 cells" in str(short.value)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("BU03440321 ", ""),
        ("BU0344O312", "BU03440312"),
        ("haarzuilens", "BU03441012"),
        ("Wilhelminapark en omgeving", "BU03440532"),
        ("BU03636910", "39 areas"),
    ],
)
def test_an_unknown_area_gets_a_suggestion(excel: FiguresFile, asked: str, meant: str) -> None:
    if not meant:
        assert place_from([(excel.file, 2023)], asked).code == asked.strip()
        return
    with speaking("en"):
        assert meant in str(unknown_area(asked, [excel]).advice)


@given(
    st.lists(
        st.sampled_from(['"', ";", ",", "\n", "BU00010101", "gwb_code", "a_inw", ".", "5", "60", "\ufeff", "é", "\t"])
    )
)
def test_token_soup_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, tokens: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "soup.csv"
    path.write_text("".join(tokens), encoding="utf-8")
    _read_or_refused(path, "BU00010101")


@given(
    st.integers(0, 117),
    st.sampled_from(
        ["", ".", "0", "5", "-1", "99999999", "1e400", "inf", "3,5", "x", "\u0663", "9" * 400, "0.0", "100"]
    ),
    st.integers(0, 117),
    st.sampled_from(["", ".", "0", "1", "50", "100000", '"', ";", "\n"]),
)
def test_mutated_cells_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    paths: dict[str, tuple[Path, int]],
    one: int,
    cell: str,
    other: int,
    second: str,
) -> None:
    lines = paths["full"][0].read_text(encoding="utf-8-sig").splitlines()
    at = next(number for number, line in enumerate(lines) if "BU03636910" in line)
    cells = lines[at].split(";")
    cells[one], cells[other] = cell, second
    lines[at] = ";".join(cells)
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    _read_or_refused(path, "BU03636910")


def _read_or_refused(path: Path, code: str) -> None:
    try:
        place = place_from([(path, 2019)], code)
        people = synthesise(place)
    except InvalidInput as invalid:
        told = str(invalid)
    else:
        told = f"{place.name}: {people.inhabitants}"
        assert people.inhabitants == place.inhabitants
    assert told
