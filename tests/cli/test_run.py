"""Run: one history, told and kept; the same command gives the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from weisim.population.population import Population


def manifest(folder: Path) -> dict[str, object]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_it_keeps_the_files_that_were_promised(typed: Typed, short: Path, tmp_path: Path) -> None:
    result = typed("run", short / "a.toml", "--seed", "7", "--out", "uit")
    assert result.exit_code == 0, result.output
    names = {"series.csv", "final.csv", "events.csv", "dictionary.csv", "manifest.json"}
    assert {path.name for path in (tmp_path / "uit").iterdir()} == names
    with (tmp_path / "uit" / "series.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["scenario", "replication", "week", "indicator", "value"]
    assert {row["replication"] for row in rows} == {"7"}
    assert {int(row["week"]) for row in rows} == set(range(20))


@pytest.mark.parametrize(("language", "says"), [("nl", "de ontstaansfase begint"), ("en", "emergence phase begins")])
def test_it_tells_a_short_story(typed: Typed, short: Path, language: str, says: str) -> None:
    result = typed("run", short / "a.toml", "--out", "uit", "--language", language)
    assert says in result.output
    assert "2,555" in result.output.replace("2.555", "2,555")
    assert result.output.splitlines()[-1].startswith(("Verder: kopieer", "Next: copy"))


def test_a_scenario_that_comes_along_is_compared_with_another_one(typed: Typed, short: Path) -> None:
    shorter = (short / "no-support.toml").read_text(encoding="utf-8").replace("extends", "weeks = 5\nextends")
    (short / "no-support.toml").write_text(shorter, encoding="utf-8")
    last = typed("run", short / "no-support.toml", "--out", "uit", "--language", "en").output.splitlines()[-1]
    assert last == f"Next: weisim compare {short / 'no-support.toml'} steady-support"


def test_the_same_command_gives_the_same_digest(typed: Typed, short: Path, tmp_path: Path) -> None:
    for out in ("een", "twee"):
        assert typed("run", short / "a.toml", "--seed", "3", "--out", out).exit_code == 0
    first, second = manifest(tmp_path / "een"), manifest(tmp_path / "twee")
    assert first["results_digest"] == second["results_digest"]


def test_a_run_that_fails_is_told_with_exit_code_1(
    typed: Typed, short: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(scenario: object, seed: int, population: Population) -> None:
        raise ArithmeticError("strain is not a number in week 3")

    monkeypatch.setattr("weisim.simulation.simulate.simulate", fails)
    result = typed("run", short / "a.toml", "--seed", "5", "--out", "uit", "--language", "en")
    assert result.exit_code == 1
    assert "ArithmeticError: strain is not a number in week 3" in result.output
    assert "weisim run a --seed 5" in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_played(
    typed: Typed, short: Path, tmp_path: Path
) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    result = typed("run", short / "a.toml", "--out", "bestand/uit")
    assert result.exit_code == 2
    assert "deze map kan niet gemaakt worden" in result.output
