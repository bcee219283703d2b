"""Demo: the question answered, with everything that was promised beside it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Typed
from weisim.cli.demo import SCENARIOS
from weisim.scenario.finding import packaged_names


def test_it_plays_the_scenarios_that_come_along() -> None:
    assert set(SCENARIOS) <= set(packaged_names())
    assert len(SCENARIOS) == 6


def test_it_answers_in_both_languages_and_keeps_page_pictures_files_and_store(typed: Typed, tmp_path: Path) -> None:
    for language, year in (("nl", "zijn van 2019"), ("en", "are of 2019")):  # the second time all runs are there
        result = typed("demo", "--out", "uit", "--replications", "1", "--jobs", "1", "--language", language)
        assert result.exit_code == 0, result.output
        assert year in result.output
        assert "Plan van Gool" in result.output
        assert "index.html" in result.output.splitlines()[-1]
        page = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in page
    there = {path.name for path in (tmp_path / "uit").iterdir()}
    assert {
        "index.html",
        "series.csv",
        "final.csv",
        "events.csv",
        "ledger.csv",
        "manifest.json",
        "results.sqlite",
    } <= there
    drawn = {path.stem for path in (tmp_path / "uit").glob("*.svg")}
    assert len(drawn) >= 3
    assert {path.stem for path in (tmp_path / "uit").glob("*.png")} == drawn
