"""Costs: who pays stands in a table by year, each plan has its price, and hours of residents are no euros."""

from __future__ import annotations

import pytest

from tests.figures.made_up import TITLES, made_up
from tests.report.reading import read
from tests.report.test_aims import older
from weisim.report.document import Bullets, Section, Table
from weisim.report.html import html
from weisim.report.report import document
from weisim.results.results import Results
from weisim.results.run import FailedRun

THREE = ("steady-support", "stop-month-12", "no-support")


def section(results: Results, language: str = "en") -> Section | None:
    return next((part for part in document(results, language).sections if part.anchor == "costs"), None)


def test_who_pays_stands_by_year_and_each_plan_has_its_price() -> None:
    part = section(made_up(*THREE))
    assert part is not None
    paid, plans = (block for block in part.blocks if isinstance(block, Table))
    assert "Support stays" in paid.caption
    assert [row[0] for row in paid.rows] == ["government", "welfare organisation", "housing association", "together"]
    assert len(paid.columns) == 7
    assert [row[0] for row in plans.rows] == [TITLES[name][1] for name in THREE]
    assert plans.rows[0][4].startswith("€")
    assert plans.rows[2][4] == "–"


def test_what_is_paid_falls_away_in_the_years_without_support() -> None:
    part = section(made_up("stop-month-12", "no-support"))
    assert part is not None
    paid = next(block for block in part.blocks if isinstance(block, Table))
    assert paid.rows[0][1] != "0"
    assert paid.rows[0][2:6] == ("0",) * 4


@pytest.mark.parametrize(
    ("language", "beside"),
    [
        ("nl", ("Niet in euro's", "zouden ze dubbel tellen", "minstens acht weken bestaat")),
        ("en", ("Not in euros", "would be counted twice", "has existed eight weeks")),
    ],
)
def test_what_is_not_in_euros_stands_beside_it_in_words(language: str, beside: tuple[str, ...]) -> None:
    tree = read(html(document(made_up(*THREE), language)))
    assert "#costs" in [link.attributes["href"] for link in tree.all("a")]
    (place,) = [one for one in tree.all("section") if one.attributes["aria-labelledby"] == "costs"]
    for words in beside:
        assert words in place.text()


def test_too_many_failed_histories_take_the_sentences_away() -> None:
    results = made_up(*THREE)
    failed = tuple(FailedRun("no-support", 1000 + number, 1, "broke", -1, "weisim run") for number in range(9))
    few, many = section(results), section(Results(results.runs, failed, results.dictionary, results.titles))
    assert few is not None
    assert many is not None
    assert [isinstance(part.blocks[0], Bullets) for part in (few, many)] == [True, False]


def test_older_results_have_no_such_section() -> None:
    assert section(older(made_up(*THREE))) is None
