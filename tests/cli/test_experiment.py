"""Experiment: a question played in several futures, told on the screen, on a page and for programs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from weisim.results.store import load_results

ASKS = """
format = 1
name = "stoppen"
title = "Stoppen"
title_en = "Stopping"
question = "Wat blijft er als de steun stopt?"
question_en = "What is left when support stops?"
scenarios = ["stories/a.toml", "stories/b.toml"]
replications = 2
outcomes = ["participants", "initiatives_alive"]
good_enough = { participants = 10 }
findings = ["family", "spread", "robustness", "sobol"]
keep = "outline"

[futures]
size = 20
seed = 3
vary = ["joining.ask", "founding.idea", "joining.rule"]
"""


@pytest.fixture
def asked(tmp_path: Path, short: Path) -> Path:
    """An experiment of two short stories in six futures, in the folder in which commands are typed."""
    path = tmp_path / "stoppen.toml"
    path.write_text(ASKS, encoding="utf-8")
    return path


def test_it_ends_in_sentences_tables_a_page_and_findings_for_programs(
    typed: Typed, asked: Path, tmp_path: Path
) -> None:
    result = typed("experiment", asked, "--jobs", "1", "--out", "uit", "--language", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "What is left when support stops?"
    assert "2 plans, 20 futures, 2 histories of each, the same luck; 80 in all." in result.stdout
    assert "What differs from the first plan?" in result.stdout
    assert "In how many of the plausible neighbourhoods is this plan good enough?" in result.stdout
    assert "This model explores; it does not predict." in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 160
    page = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page
    assert page.count("<svg") == 3
    kept = json.loads((tmp_path / "uit" / "findings.json").read_text(encoding="utf-8"))
    assert [finding["kind"] for finding in kept["findings"]] == ["family", "spread", "robustness", "sobol"]
    assert all(finding["sentences"]["nl"] and finding["sentences"]["en"] for finding in kept["findings"])
    assert kept["runs"] == 80


def test_a_finding_that_the_runs_cannot_bear_says_why(typed: Typed, asked: Path) -> None:
    told = json.loads(typed("experiment", asked, "--jobs", "1", "--out", "uit", "--json").stdout)
    (sobol,) = [finding for finding in told["findings"] if finding["kind"] == "sobol"]
    assert set(sobol["values"]) == {"asked", "why"}
    assert "sobol" in sobol["sentences"]["en"][0].lower()


def test_the_same_command_again_plays_nothing_and_says_the_same(typed: Typed, asked: Path, tmp_path: Path) -> None:
    words = ("experiment", asked, "--jobs", "1", "--store", "alles.sqlite", "--json")
    first = json.loads(typed(*words).stdout)
    before = (tmp_path / "alles.sqlite").stat().st_size
    result = typed(*words)
    assert json.loads(result.stdout) == first
    assert "To be played" not in result.stderr
    assert "Te spelen" not in result.stderr
    assert (tmp_path / "alles.sqlite").stat().st_size == before


def test_more_replications_build_on_what_is_there(typed: Typed, asked: Path) -> None:
    assert typed("experiment", asked, "--jobs", "1", "--out", "uit", "--replications", "1").exit_code == 0
    result = typed("experiment", asked, "--jobs", "1", "--out", "uit", "--language", "en")
    assert "40 are kept from an earlier time and are not played again." in result.stderr
    assert "To be played: 40 histories" in result.stderr


def test_futures_from_a_file_stand_in(typed: Typed, asked: Path, tmp_path: Path) -> None:
    (tmp_path / "eigen.csv").write_text(
        "future,joining.ask,joining.rule\n1,0.2,noisy threshold\n2,0.6,hard threshold\n", encoding="utf-8"
    )
    result = typed("experiment", asked, "--jobs", "1", "--out", "uit", "--futures", "eigen.csv", "--json")
    assert result.exit_code == 0, result.output
    kept = load_results(tmp_path / "uit" / "results.sqlite")
    assert kept.design.kind == "file"
    assert kept.futures == (1, 2)
    assert kept.design.future(2).values == {"joining.ask": 0.6, "joining.rule": "hard threshold"}


def test_other_futures_in_the_same_store_are_refused(typed: Typed, asked: Path, tmp_path: Path) -> None:
    assert typed("experiment", asked, "--jobs", "1", "--store", "alles.sqlite", "--replications", "1").exit_code == 0
    asked.write_text(ASKS.replace("seed = 3", "seed = 4"), encoding="utf-8")
    result = typed("experiment", asked, "--jobs", "1", "--store", "alles.sqlite", "--replications", "1")
    assert result.exit_code == 2, result.output
    assert len(load_results(tmp_path / "alles.sqlite").runs) == 40


def test_a_comparison_that_was_changed_after_playing_is_told_as_exploration(typed: Typed, asked: Path) -> None:
    words = ("experiment", asked, "--jobs", "1", "--out", "uit", "--replications", "1", "--language", "en")
    assert "exploration" not in typed(*words).stdout
    asked.write_text(ASKS.replace('"participants", "initiatives_alive"', '"initiatives_alive", "participants"'))
    assert "So read this as exploration" in " ".join(typed(*words).stdout.split())
    asked.write_text(ASKS, encoding="utf-8")
    told = typed(*words, "--json")
    assert json.loads(told.stdout)["experiment"]["changed"], "what was seen cannot be unseen"


def test_any_run_can_be_played_again_and_gives_the_same_bits(typed: Typed, asked: Path, tmp_path: Path) -> None:
    assert typed("experiment", asked, "--jobs", "1", "--store", "alles.sqlite").exit_code == 0
    for run in load_results(tmp_path / "alles.sqlite").runs[::27]:
        result = typed("rerun", "alles.sqlite", run.provenance.run_key[:12], "--language", "en")
        assert result.exit_code == 0, result.output
        assert f"bit by bit:\n{run.digest}" in result.output or f"bit by bit: {run.digest}" in result.output
        assert f"future {run.future}, replication {run.replication}" in result.output


def test_a_run_that_was_tampered_with_is_told_from_what_it_should_be(typed: Typed, asked: Path, tmp_path: Path) -> None:
    from weisim.results import rows

    assert typed("experiment", asked, "--jobs", "1", "--store", "alles.sqlite", "--replications", "1").exit_code == 0
    key = load_results(tmp_path / "alles.sqlite").runs[0].provenance.run_key
    with sqlite3.connect(tmp_path / "alles.sqlite") as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM run WHERE run_key = ?", (key,)).fetchone())
        row["digest"] = "0" * 64
        whole = rows.checksum(value for name, value in row.items() if name != "sha256")
        database.execute("UPDATE run SET digest = ?, sha256 = ? WHERE run_key = ?", (row["digest"], whole, key))
    database.close()
    result = typed("rerun", "alles.sqlite", key, "--language", "en")
    assert result.exit_code == 1, result.output
    assert "Played again it gives something else" in result.output


@pytest.mark.parametrize(("key", "says"), [("abc", "at least 8 signs"), ("0" * 20, "holds no run with the key")])
def test_a_key_that_is_no_key_is_refused_in_words(typed: Typed, asked: Path, key: str, says: str) -> None:
    assert typed("experiment", asked, "--jobs", "1", "--store", "alles.sqlite", "--replications", "1").exit_code == 0
    result = typed("rerun", "alles.sqlite", key, "--language", "en")
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())


def test_check_tells_what_an_experiment_asks_and_how_much_it_plays(typed: Typed, asked: Path) -> None:
    result = typed("check", asked, "withdrawal", "--language", "en")
    assert result.exit_code == 0, result.output
    told = " ".join(result.output.split())
    assert "stoppen: What is left when support stops?" in told
    assert "2 plans, 20 futures, 2 histories of each; 80 in all" in told
    assert "withdrawal: When and how can support end" in told


def test_the_doctor_finds_nothing_wrong_where_tests_run(typed: Typed) -> None:
    result = typed("doctor", "--language", "en")
    assert result.exit_code == 0, result.output
    assert "wrong" not in result.output
    assert "one short history, twice: the same, bit by bit" in result.output
