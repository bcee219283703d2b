"""Answers: what stands on the screen fits it, and everybody who gives or gains has a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figures.made_up import OF_NOW, PARTNERS, made_up
from weisim.cli import answers
from weisim.language import speaking
from weisim.results.dictionary import Entry
from weisim.results.holders import called, holders
from weisim.results.results import Results
from weisim.results.run import Run

KEPT = (
    ("participants", "residents", 0, "participants", "deelnemers"),
    ("deals", "deals", 0, "deals with partners", "afspraken met partners"),
    ("cohesion", "0 to 10", 1, "social cohesion", "sociale samenhang"),
    ("support_cost", "euros a week", 0, "cost of support", "kosten van steun"),
)
PAYERS = {
    "nl": ("overheid", "welzijnsorganisatie", "woningcorporatie", "samen"),
    "en": ("government", "welfare", "housing", "together"),
}


@pytest.fixture
def results() -> Results:
    made = made_up()
    more = tuple(Entry(name, unit, "stock", "none", 1.0, en, nl, "", "", places) for name, unit, places, en, nl in KEPT)
    return Results(made.runs, (), (*made.dictionary, *more), made.titles)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_has_a_row_and_the_euros_are_explained(
    results: Results, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with speaking(language):
        text = answers.plain(results)
    everybody = tuple(called(name, language) for name in holders(PARTNERS))
    ledger = text.split("Wie geeft en wint" if language == "nl" else "Who gives and gains")[1].split("\n\n")[0]
    assert len([line for line in ledger.splitlines() if line.startswith(everybody)]) == len(everybody)
    assert ("met aangenomen waarden" if language == "nl" else "by assumed values") in text


@pytest.mark.parametrize(("language", "word"), [("nl", "samenhang"), ("en", "cohesion")])
def test_deals_and_cohesion_fit_a_screen_of_a_hundred_signs_and_make_room_on_a_smaller_one(
    results: Results, language: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with speaking(language):
        whole = answers.plain(results)
        monkeypatch.setenv("COLUMNS", "80")
        narrow = answers.scenarios_table(results)
    assert max(map(len, whole.splitlines())) <= 100
    assert word in whole
    assert max(map(len, narrow.splitlines())) <= 80
    assert word not in narrow


def test_deals_and_cohesion_stand_beside_participants_as_far_as_they_were_kept(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with speaking("en"):
        head = answers.scenarios_table(results).split("Support stays")[0]
        assert "deals" in head
        assert head.index("participants") < head.index("cohesion")
        without = Results(tuple(_older(run) for run in results.runs), (), results.dictionary, results.titles)
        older = answers.scenarios_table(without)
    assert "deals" not in older
    assert "cohesion" not in older
    assert "participants" in older


@pytest.mark.parametrize(("language", "years"), [("nl", "jaar 5"), ("en", "year 5")])
def test_who_pays_has_a_row_each_and_a_column_a_year_as_far_as_that_fits(
    results: Results, language: str, years: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with speaking(language):
        paid = answers.plain(results).split("\n\n")[-1]
        monkeypatch.setenv("COLUMNS", "70")
        narrow = answers.plain(results).split("\n\n")[-1]
    payers = PAYERS[language]
    for told in (paid, narrow):
        rows = [line for line in told.splitlines() if line.startswith(payers)]
        assert [row.split()[0] for row in rows] == list(payers)
    assert max(map(len, paid.splitlines())) <= 100
    assert max(map(len, narrow.splitlines())) <= 70
    assert years in " ".join(paid.split())
    assert years not in narrow


def test_results_without_costs_have_the_old_answer(results: Results) -> None:
    names = tuple(f"old_{name}" if name in OF_NOW else name for name in results.runs[0].names)
    older = tuple(replace(run, names=names) for run in results.runs)
    with speaking("en"):
        text = answers.plain(Results(older, (), results.dictionary, results.titles))
    assert "Who pays" not in text
    assert "Liveability" not in text
    assert "Who gives and gains" in text


def _older(run: Run) -> Run:
    """The run as an older weisim would have kept it."""
    return replace(run, names=tuple(f"old_{name}" if name in ("deals", "cohesion") else name for name in run.names))
