"""Gains: everybody has a row, every partner a line for when and how, and the page says what the euros are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figures.made_up import PARTNERS, TITLES, made_up
from tests.report.reading import Element, read
from weisim.report.document import Section, Table
from weisim.report.html import html
from weisim.report.report import document
from weisim.results.holders import ALWAYS, COOPERATIVE, called, holders
from weisim.results.ledger import empty_ledger
from weisim.results.results import Results

TWO = ("steady-support", "stop-month-12")
COOPERATIVES = [called(COOPERATIVE, language) for language in ("nl", "en")]


def section(results: Results, language: str = "en") -> Section | None:
    return next((part for part in document(results, language).sections if part.anchor == "gains"), None)


def tables(part: Section) -> list[Table]:
    return [block for one in (part, *part.parts) for block in one.blocks if isinstance(block, Table)]


def of(results: Results, **changed: object) -> Results:
    runs = tuple(replace(run, **changed) for run in results.runs)  # type: ignore[arg-type]
    return Results(runs, (), results.dictionary, results.titles)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_has_a_row_and_every_partner_a_line_for_when_and_how(language: str) -> None:
    part = section(made_up(*TWO), language)
    assert part is not None
    given, won, deals, plans = tables(part)
    everybody = [called(name, language) for name in holders(PARTNERS)]
    assert [row[0] for row in given.rows] == [row[0] for row in won.rows] == everybody
    assert (len(given.columns), len(won.columns)) == (5, 6)
    named = {row[0].partition(":")[0] for row in deals.rows}
    assert named == {called(name, language) for name in PARTNERS}
    assert [row[0] for row in plans.rows[1:]] == [name for name in everybody[1:] if name not in COOPERATIVES]
    assert list(plans.columns[1:]) == [TITLES[name][language == "en"] for name in TWO]


def test_the_ledger_is_of_the_plan_whose_support_lasts_longest() -> None:
    part = section(made_up("stop-month-12", "steady-support", "no-support"))
    assert part is not None
    assert "Support stays" in tables(part)[0].caption
    assert "Support stays" in tables(part)[2].caption


def test_deals_stand_in_the_phase_in_which_they_were_made() -> None:
    part = section(made_up(*TWO))
    assert part is not None
    rows = {row[0]: row[1:5] for row in tables(part)[2].rows}
    assert rows["public space (municipality): no deals"] == ("–", "–", "–", "–")
    assert rows["housing association: space"][0] == "–"
    assert float(rows["housing association: space"][2]) > 1


@pytest.mark.parametrize(
    ("language", "caveats"),
    [
        ("nl", ("met aangenomen waarden", "is dus in het model gestopt", "alleen als beide kanten winst verwachten")),
        ("en", ("by assumed values", "is put into the model", "only made when both sides expect to gain")),
    ],
)
def test_what_the_euros_are_and_what_may_come_of_a_deal_is_said(language: str, caveats: tuple[str, ...]) -> None:
    tree = read(html(document(made_up(*TWO), language)))
    (place,) = [one for one in tree.all("section") if one.attributes["aria-labelledby"] == "gains"]
    text = place.text()
    for caveat in caveats:
        assert caveat in text


def test_the_section_is_in_the_list_of_contents_and_its_tables_can_be_read_by_row_and_column() -> None:
    tree = read(html(document(made_up(*TWO), "nl")))
    assert "#gains" in [link.attributes["href"] for link in tree.all("a")]
    (place,) = [one for one in tree.all("section") if one.attributes["aria-labelledby"] == "gains"]
    assert len(place.all("table")) == 4
    for table in place.all("table"):
        heads = [_first(row).text() for row in table.all("tbody")[0].all("tr")]
        assert len(set(heads)) == len(heads), "a row that cannot be told from another by its name"


def test_results_without_a_ledger_have_no_such_section() -> None:
    results = made_up(*TWO)
    assert section(of(results, ledger=empty_ledger(PARTNERS))) is None


def test_older_results_without_a_count_of_residents_who_won_have_no_row_for_them() -> None:
    results = made_up(*TWO)
    names = tuple("unknown" if name == "gain_residents" else name for name in results.runs[0].names)
    part = section(of(results, names=names))
    assert part is not None
    everybody = [called(name, "en") for name in holders(PARTNERS)[1:]]
    assert [row[0] for row in tables(part)[3].rows] == [name for name in everybody if name not in COOPERATIVES]


def test_one_plan_alone_is_not_set_beside_others_and_a_plan_without_partners_says_so() -> None:
    results = made_up("steady-support")
    part = section(results)
    assert part is not None
    assert [one.anchor for one in part.parts] == ["deals"]
    run = results.runs[0]
    alone = replace(
        run, partners=(), event_table=run.event_table[run.event_table["partner"] < 0], ledger=run.ledger[: len(ALWAYS)]
    )
    part = section(Results((alone,), (), results.dictionary, results.titles))
    assert part is not None
    assert len(tables(part)) == 2
    assert "no partners" in html(document(Results((alone,), (), results.dictionary, results.titles), "en"))


def test_a_partner_with_markup_in_its_name_is_text_not_markup() -> None:
    odd = ('<script>alert("1")</script>', "<b>A & B</b>", *PARTNERS[2:])
    page = html(document(of(made_up(*TWO), partners=odd), "nl"))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
    read(page)


def _first(row: Element) -> Element:
    return row.children[0]
