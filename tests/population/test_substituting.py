"""Test of substituting: what is missing is filled from the nearest source, and every time this is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.population.place import Place
from weisim.population.quantities import NEEDED
from weisim.population.reading import FiguresFile, read_figures
from weisim.population.substituting import place_from, place_of
from weisim.population.synthesis import synthesise


def _levels(place: Place, name: str) -> tuple[str, str, int]:
    figure = place.figures[name]
    return figure.level, figure.area, figure.year


def test_a_complete_row_needs_no_substitute(full: FiguresFile) -> None:
    place = place_of([full], "BU03636910")
    assert place.substitutions == ()
    assert place["age_0_14"] == 545
    assert place.year == 2019


def test_the_district_stands_in_scaled_to_the_people(full: FiguresFile) -> None:
    place = place_of([full], "BU03638000")
    assert _levels(place, "owner") == ("wijk", "WK036380", 2019)
    district = full.value("WK036380", "education_high")
    people = full.value("WK036380", "inhabitants")
    assert district is not None
    assert people is not None
    assert place["education_high"] == pytest.approx(district * 265 / people, abs=0.001)
    assert len(place.substitutions) == 10


def test_the_first_file_wins_and_the_second_fills_in(full: FiguresFile, sparse: FiguresFile) -> None:
    place = place_of([sparse, full], "BU03636910")
    assert place.year == 2021
    assert place["age_0_14"] == 550
    assert _levels(place, "owner") == ("buurt", "BU03636910", 2019)
    assert place["education_low"] == pytest.approx(850 * 3095 / 3100, abs=0.001)
    assert {one.name for one in place.substitutions} == {
        "owner", "social_rent", "private_rent", "education_low", "education_middle", "education_high", "participation",
        "income_lowest_40", "income_highest_20", "below_110",
    }  # fmt: skip
    assert place_of([full, sparse], "BU03636910").substitutions == ()


def test_the_country_stands_in_last_and_tells_its_source(sparse: FiguresFile) -> None:
    place = place_of([sparse], "BU03636910")
    assert _levels(place, "participation") == ("national", "NL00", 2019)
    for one in place.substitutions:
        assert one.figure.source in str(one)
        assert "Nederland" in str(one)
    with speaking("en"):
        assert "Missing: owner-occupied homes. Instead: the figure of the Netherlands." in str(place.substitutions[0])


def test_every_substitute_is_listed_and_nothing_else(
    full: FiguresFile, sparse: FiguresFile, excel: FiguresFile
) -> None:
    for files in ([full], [sparse], [excel], [sparse, full]):
        for code in files[0].codes:
            try:
                place = place_of(files, code)
            except InvalidInput:
                continue
            own = {name for name, figure in place.figures.items() if (figure.area, figure.year) == (code, place.year)}
            listed = {one.name for one in place.substitutions}
            assert set(NEEDED) <= set(place.figures)
            assert listed == set(place.figures) - own


def test_households_of_nobody_are_no_figure(full: FiguresFile) -> None:
    place = place_of([full], "BU03634103")  # 1,915 people in no household at all
    assert place.figures["households"].level == "wijk"
    assert synthesise(place).inhabitants == 1915


def test_other_borders_are_not_compared(tmp_path: Path, full: FiguresFile) -> None:
    path = tmp_path / "newer.csv"
    header = "gwb_code;regio;ind_wbi;a_inw\n"
    path.write_text(header + "BU03636910;Plan van Gool;3;3200\n", encoding="utf-8")
    place = place_from([(path, 2023), (full.file, 2019)], "BU03636910")
    assert place.figures["owner"].level == "wijk"
    path.write_text(header + "BU03636910;Plan van Gool;1;3200\n", encoding="utf-8")
    place = place_from([(path, 2023), (full.file, 2019)], "BU03636910")
    assert place.figures["owner"].level == "buurt"
    assert place["age_0_14"] == pytest.approx(545 * 3200 / 3100, abs=0.001)


def test_codes_with_letters(tmp_path: Path, paths: dict[str, tuple[Path, int]]) -> None:
    text = paths["full"][0].read_text(encoding="utf-8-sig")
    path = tmp_path / "letters.csv"
    path.write_text(text.replace("BU03636910", "BU0363NH05").replace("WK036369", "WK0363NH"), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "BU0363NH05" in line)
    lines[at] = lines[at].replace('"      27";"      73";"      65"', '"       .";"       .";"       ."')
    path.write_text("\n".join(lines), encoding="utf-8")
    place = place_from([(path, 2019)], "bu0363nh05 ")
    assert place.code == "BU0363NH05"
    assert _levels(place, "owner") == ("wijk", "WK0363NH", 2019)


def test_men_and_women_together_when_inhabitants_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "men.csv"
    path.write_text("gwb_code;a_inw;a_man;a_vrouw\nBU03636910;.;300;320\n", encoding="utf-8")
    place = place_from([(path, 2020)], "BU03636910")
    assert place.inhabitants == 620
    assert "mannen en vrouwen samen" in str(place.substitutions[0])
    path.write_text("gwb_code;a_inw;a_man;a_vrouw\nBU03636910;.;.;320\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        place_from([(path, 2020)], "BU03636910")


def test_too_few_people_are_refused_and_few_are_warned_about(full: FiguresFile) -> None:
    for code in ("BU03631003", "BU03631000"):
        with pytest.raises(InvalidInput) as caught, speaking("en"):
            place_of([full], code)
        with speaking("en"):
            assert "At least 50 are needed" in str(caught.value)
    assert len(place_of([full], "BU03637307").warnings) == 1
    assert "480" in str(place_of([full], "BU03637307").warnings[0])
    assert place_of([full], "BU03636910").warnings == ()


def test_a_district_and_a_municipality_are_places_too(full: FiguresFile) -> None:
    assert place_of([full], "WK036369").inhabitants == 11125
    assert place_of([full], "WK036380").substitutions == ()


def test_faults_of_all_files_come_together(tmp_path: Path, full: FiguresFile) -> None:
    with pytest.raises(InvalidInput) as caught:
        place_from([(tmp_path / "a.csv", 2019), (full.file, None), (tmp_path / "b.csv", 2020)], "BU03636910")
    assert len(caught.value.faults) == 3


def test_a_place_from_the_file_is_the_place_kept_with_the_scenarios(full: FiguresFile, gool: Place) -> None:
    read = place_from([(full.file, 2019)], "BU03636910", "Plan van Gool")
    assert dict(read.figures) == dict(gool.figures)
    assert read_figures(full.file, 2019).source == read.figures["owner"].source
