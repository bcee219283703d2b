"""Run: one history, told and kept; the same command gives the same."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from weisim.population.population import Population


def manifest(folder: Path) -> dict[str, object]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_it_keeps_the_files_that_were_promised(typed: Typed, short: Path, tmp_path: Path) -> None:
    result = typed("run", short / "a.toml", "--seed", "7", "--out", "uit")
    assert result.exit_code == 0, result.output
    names = {"series.csv", "final.csv", "events.csv", "ledger.csv", "dictionary.csv", "manifest.json"}
    assert {path.name for path in (tmp_path / "uit").iterdir()} == names
    assert all(name in result.output for name in names)
    with (tmp_path / "uit" / "series.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["scenario", "future", "replication", "week", "indicator", "value"]
    assert {row["replication"] for row in rows} == {"7"}
    assert {int(row["week"]) for row in rows} == set(range(20))


@pytest.mark.parametrize(("language", "says"), [("nl", "de ontstaansfase begint"), ("en", "emergence phase begins")])
def test_it_tells_a_short_story(typed: Typed, short: Path, language: str, says: str) -> None:
    result = typed("run", short / "a.toml", "--out", "uit", "--language", language)
    assert says in result.output
    assert "2,555" in result.output.replace("2.555", "2,555")
    assert result.output.splitlines()[-1].startswith(("Verder: kopieer", "Next: copy"))


@pytest.mark.parametrize(
    ("language", "chapter", "line"),
    [
        ("nl", "Ontstaansfase · vanaf ", "Ideeën geboren: 0 ("),
        ("en", "Emergence phase · from ", "Ideas born: 0 ("),
    ],
)
def test_the_whole_story_is_told_when_asked(typed: Typed, short: Path, language: str, chapter: str, line: str) -> None:
    command = ("run", short / "a.toml", "--out", "uit", "--language", language)
    whole, in_short = typed(*command, "--story").output, typed(*command).output
    assert chapter in whole
    assert line in whole
    assert chapter not in in_short
    assert line not in in_short
    assert in_short.splitlines()[-8:] == whole.splitlines()[-8:]
    assert max(map(len, whole.splitlines()[:-2])) <= 110


@pytest.mark.parametrize(
    ("language", "born"), [("nl", "Een bewoner heeft een idee: initiatief 0"), ("en", "A resident")]
)
def test_the_life_of_one_initiative_is_told_when_asked(typed: Typed, short: Path, language: str, born: str) -> None:
    result = typed("run", short / "a.toml", "--out", "uit", "--initiative", "0", "--language", language)
    assert result.exit_code == 0
    assert born in result.output


def test_an_initiative_that_does_not_exist_is_told_with_those_that_do(
    typed: Typed, short: Path, tmp_path: Path
) -> None:
    assert typed("run", short / "a.toml", "--out", "uit").exit_code == 0
    with (tmp_path / "uit" / "events.csv").open(encoding="utf-8") as file:
        last = max(int(row["initiative"]) for row in csv.DictReader(file) if row["initiative"])
    result = typed("run", short / "a.toml", "--out", "uit", "--initiative", "99")
    assert result.exit_code == 2
    assert f"lopen de nummers van initiatieven van 0 tot en met {last}" in " ".join(result.output.split())


@pytest.mark.parametrize(("language", "says"), [("nl", "als verhaal te lezen"), ("en", "read as a story")])
def test_help_says_how_to_read_the_whole_story(typed: Typed, language: str, says: str) -> None:
    output = " ".join(typed("run", "--help", "--language", language).output.split())
    assert "--story" in output
    assert says in output
    assert "--initiative N" in output


def test_a_story_of_two_years_tells_deals_grants_and_what_held_residents_back(
    typed: Typed, short: Path, tmp_path: Path
) -> None:
    longer = (short / "a.toml").read_text(encoding="utf-8").replace("weeks = 20", "weeks = 104")
    (short / "a.toml").write_text(longer, encoding="utf-8")
    output = typed("run", short / "a.toml", "--out", "uit", "--language", "en").output
    made, partners = re.search(r"Deals made with partners: (\d+) \((.*?)\)\.\n", output, re.DOTALL).groups()
    assert int(made) == sum(int(count) for count in re.findall(r" (\d+)(?:,|$)", " ".join(partners.split()))) > 0
    forms = re.search(r"What partners give in them: (.*?)\.\n", output, re.DOTALL).group(1)
    assert int(made) == sum(int(count) for count in re.findall(r" (\d+)(?:,|$)", " ".join(forms.split())))
    paid = re.search(r"Grants paid by the support plan: ([\d,]+) euro\.", output).group(1)
    with (tmp_path / "uit" / "series.csv").open(encoding="utf-8") as file:
        grants = [float(row["value"]) for row in csv.DictReader(file) if row["indicator"] == "grants"]
    assert int(paid.replace(",", "")) == round(sum(grants)) > 0
    held = output.partition("What held back the residents")[2]
    assert re.search(r"month 24, \w+ phase( +\d+%){5}", held)
    shares = [[int(share) for share in re.findall(r"(\d+)%", row)] for row in re.findall(r"month .*%", held)]
    assert all(90 <= sum(row) <= 102 for row in shares)


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
