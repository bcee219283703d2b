"""Report: what the page says, and what it refuses to say."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from tests.figures.made_up import TITLES, made_up
from tests.report.reading import read
from weisim.analysis.comparison import compare
from weisim.analysis.wording import sentences
from weisim.report.document import Document, Picture, Table
from weisim.report.html import html
from weisim.report.report import document, write_report
from weisim.results.results import Results
from weisim.results.run import FailedRun
from weisim.terms import Standing

TWO = ("steady-support", "stop-month-12")


def failing(results: Results, count: int) -> Results:
    failed = tuple(FailedRun("no-support", 1000 + number, 1, "broke", -1, "weisim run") for number in range(count))
    return Results(results.runs, failed, results.dictionary, results.titles)


@functools.cache
def told_in(language: str, *scenarios: str) -> Document:
    """The report of some made-up scenarios, made once for all tests that only look at it."""
    return document(made_up(*scenarios), language)


def words(results: Results, language: str = "nl", **more: object) -> str:
    return read(html(document(results, language, **more))).all("body")[0].text()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "not_for"),
    [("nl", "Dit model verkent; het voorspelt niet."), ("en", "This model explores; it does not predict.")],
)
def test_the_page_says_that_it_explores_and_does_not_predict(tmp_path: Path, language: str, not_for: str) -> None:
    page = write_report(made_up(*TWO), tmp_path / "new" / "page.html", language)
    assert not_for in page.read_text(encoding="utf-8")


def test_pictures_are_told_with_the_sentences_of_the_conclusion() -> None:
    results = made_up(*TWO)
    told = sentences(compare(results, *TWO, ["independent_initiatives"]), "nl")["independent_initiatives"]
    found = told_in("nl", *TWO)
    by_name = {picture.name: picture for picture in found.pictures()}
    assert list(by_name) == ["trajectories", "differences", "outcomes", "survival"]
    assert told in by_name["differences"].alt
    assert told in by_name["trajectories"].alt
    assert told in read(html(found)).all("body")[0].text()


def test_the_table_beside_the_picture_of_the_endings_has_its_counts() -> None:
    picture = next(picture for picture in told_in("en").pictures() if picture.name == "outcomes")
    for row in picture.table.rows:
        counts = [int(cell.split()[0]) for cell in row[1:4]]
        assert sum(counts) == 12


def test_every_plan_stands_in_every_table_beside_a_picture() -> None:
    for picture in told_in("en").pictures():
        named = {row[0] for row in picture.table.rows}
        expected = {english for _, english in TITLES.values()}
        assert named == (expected - {"Support stays"} if picture.name == "differences" else expected)


def test_the_reference_can_be_another_plan() -> None:
    found = document(made_up("steady-support", "no-support"), "en", reference="no-support")
    picture = next(picture for picture in found.pictures() if picture.name == "differences")
    assert "Support stays" in {row[0] for row in picture.table.rows}
    assert "No support" not in {row[0] for row in picture.table.rows}


def test_figures_that_were_filled_in_are_listed_with_what_stands_in_for_them() -> None:
    note = "Ontbreekt: laag opgeleid. In plaats daarvan: het cijfer van de wijk."
    card = (("inwoners", "3.085", "CBS, buurt, 2019", ""), ("laag opgeleid", "890", "CBS, wijk, 2019", note))
    told = words(made_up(*TWO), place_card=card)
    assert note in told
    assert "CBS, wijk, 2019" in told
    assert "Er ontbrak geen cijfer." not in told
    assert "Er ontbrak geen cijfer." in words(made_up(*TWO), place_card=card[:1])


def test_figures_that_were_changed_to_fit_are_listed_with_by_how_much() -> None:
    card = (("inwoners", "3.100", "CBS, buurt, 2019", ""),)
    changed = (("huishoudens met kinderen", "485", "483", ""),)
    told = words(made_up(*TWO), place_card=card, reconciled=changed)
    assert "huishoudens met kinderen 485 483" in " ".join(told.split())
    assert "Alle cijfers passen bij elkaar." in words(made_up(*TWO), place_card=card, reconciled=())


def test_how_much_is_known_adds_up() -> None:
    shares = {Standing.VERIFIED: 0.2, Standing.DERIVED: 0.3, Standing.REMEMBERED: 0.1, Standing.ASSUMED: 0.4}
    section = next(
        part for part in document(made_up(*TWO), "en", standings=shares).sections if part.anchor == "assumed"
    )
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert sum(int(row[1].removesuffix("%")) for row in table.rows) == 100
    assert "About 50% of its numbers" in words(made_up(*TWO), "en", standings=shares)


def test_few_failed_histories_are_told_and_many_take_the_conclusion_away() -> None:
    results = made_up(*TWO, "no-support")
    few, many = words(failing(results, 1), "en"), words(failing(results, 5), "en")
    assert "1 of 37 histories could not be finished" in few
    assert "In this model" in few
    assert "That is too many for a conclusion." in many
    assert "In this model" not in many


def test_the_same_results_give_the_same_page(tmp_path: Path) -> None:
    results = made_up(*TWO)
    shuffled = Results(tuple(reversed(results.runs)), (), results.dictionary, results.titles)
    first, second = (write_report(one, tmp_path / f"{number}.html") for number, one in enumerate((results, shuffled)))
    assert first.read_bytes() == second.read_bytes()


def test_pictures_are_kept_as_files_when_a_folder_is_given(tmp_path: Path) -> None:
    write_report(made_up(*TWO), tmp_path / "page.html", figures_folder=tmp_path / "figures")
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    kinds = ("differences", "outcomes", "survival", "trajectories")
    assert names == sorted(f"{kind}.{ending}" for kind in kinds for ending in ("png", "svg"))


def test_one_plan_alone_is_told_without_a_comparison() -> None:
    found = document(made_up("steady-support"), "nl")
    assert [picture.name for picture in found.pictures()] == ["trajectories", "outcomes", "survival"]
    assert found.title == "Hoe ging het in deze buurt?"


def test_how_it_was_made_can_be_found_back() -> None:
    results = made_up(*TWO)
    told = read(html(told_in("en", *TWO))).all("body")[0].text()
    assert results.digest in told
    assert all(run.provenance.scenario_digest in told for run in results.runs)
    assert "1 – 12" in told


def test_a_report_about_nothing_is_refused() -> None:
    results = made_up(*TWO)
    with pytest.raises(ValueError, match="no finished run"):
        document(Results(()), "nl")
    with pytest.raises(ValueError, match="no-support"):
        document(failing(results, 1), "nl")
    with pytest.raises(KeyError):
        document(results, "nl", reference="no-support")


def test_a_table_whose_rows_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="headings"):
        Table("caption", ("a", "b"), (("1",),))


def test_pictures_of_a_document_come_in_the_order_of_the_page() -> None:
    found = told_in("nl", *TWO)
    assert all(isinstance(picture, Picture) for picture in found.pictures())
    assert len({picture.name for picture in found.pictures()}) == len(found.pictures())
