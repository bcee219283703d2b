"""Check: all faults of all files at once, in both languages; a few words for each sound scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typed

TWENTY = """\
format = 1
name = "veel-fout"
titel = "Een fout per regel"
title = "Veel fout"
extends = "steady-support.toml"
weeks = 0
start = "vorig jaar"
stappen = 4

[support]
control = 35
announced = "ja"
contrle = 1

[support.withdraw]
month = "18 mnd"
over = -3
remaining = 20

[parameters.telling]
informed = 0.5
actve = 0.01

[parameters.joining]
rule = "soft threshold"
come = true
ask = "veel"

[parameters.motivating]
pase = 0.3

[parameters.advancing]
formed_members = 2.5
gate = "kalender"
lost_weeks = 1

[parameters.vertellen]
snel = 1
"""
LINES = {3, 6, 7, 8, 11, 12, 13, 16, 17, 18, 21, 22, 25, 26, 27, 30, 33, 34, 35, 38}


@pytest.fixture
def faulty(short: Path) -> Path:
    path = short / "veel-fout.toml"
    path.write_text(TWENTY, encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "heading"), [("nl", "fouten in"), ("en", "faults in")])
def test_twenty_faults_are_told_at_once(typed: Typed, faulty: Path, language: str, heading: str) -> None:
    result = typed("check", faulty, "--language", language)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert heading in result.output
    told = {int(line.split("veel-fout.toml:")[1].split()[0]) for line in result.output.splitlines() if "toml:" in line}
    assert told == LINES
    assert result.output.startswith("20 ")
    assert f"weisim check {faulty}" in result.output


def test_the_two_languages_tell_the_same_faults(typed: Typed, faulty: Path) -> None:
    places = [
        [
            line.split()[0]
            for line in typed("check", faulty, "--language", language).output.splitlines()
            if "toml:" in line
        ]
        for language in ("nl", "en")
    ]
    assert places[0] == places[1]


def test_faults_of_all_files_come_together(typed: Typed, short: Path) -> None:
    for name in ("x", "y"):
        text = f'format = 1\nname = "{name}"\nextends = "steady-support.toml"\nweken = 3\n'
        (short / f"{name}.toml").write_text(text, encoding="utf-8")
    result = typed("check", short / "x.toml", short / "a.toml", short / "y.toml", short / "nergens.toml")
    assert result.exit_code == 2
    assert "3 fouten in 3 bestanden. Er is niets gerekend." in result.output
    assert "x.toml:4" in result.output
    assert "y.toml:4" in result.output


def test_a_fault_has_place_key_value_bounds_and_what_now(typed: Typed, short: Path) -> None:
    text = 'format = 1\nname = "x"\nextends = "steady-support.toml"\n\n[parameters.telling]\ninformed = 0.5\n'
    (short / "x.toml").write_text(text, encoding="utf-8")
    result = typed("check", short / "x.toml")
    first, *rest = [line for line in result.output.splitlines() if line]
    assert first == f"1 fout in {short / 'x.toml'}. Er is niets gerekend."
    assert "x.toml:6" in rest[0]
    assert any("parameters.telling.informed = 0.5" in line for line in rest)
    assert any("0.008" in line for line in rest)
    assert rest[-1].startswith("Verder: pas het bestand aan")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "nl",
            ["2.555 bewoners van 15 jaar en ouder", "260 weken", "€ 2", "de steun stopt in maand 12", "geen cijfers"],
        ),
        ("en", ["2,555 residents of 15 and older", "260 weeks", "€ 2", "it stops in month 12", "no figures"]),
    ],
)
def test_a_sound_scenario_is_told_in_few_words(typed: Typed, language: str, says: list[str]) -> None:
    result = typed("check", "stop-month-12", "--language", language)
    assert result.exit_code == 0
    assert max(map(len, result.output.splitlines())) <= 100
    line = " ".join(result.output.split())
    assert line.startswith("stop-month-12: Plan van Gool (BU03636910), 2019")
    assert all(part in line for part in says), line


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nl", "40,0 %. Veranderd door het scenario. Gepubliceerd: 20,9 %."),
        ("en", "40.0%. Changed by the scenario. Published: 20.9%."),
    ],
)
def test_a_figure_that_the_scenario_changes_is_told(typed: Typed, short: Path, language: str, says: str) -> None:
    text = 'format = 1\nname = "x"\nextends = "steady-support.toml"\n[context]\npoverty = 0.4\n'
    (short / "x.toml").write_text(text, encoding="utf-8")
    result = typed("check", short / "x.toml", "--language", language)
    assert result.exit_code == 0, result.output
    assert says in " ".join(result.output.split())


def test_every_packaged_scenario_is_sound(typed: Typed, root: Path) -> None:
    names = sorted(path.stem for path in (root / "scenarios").glob("*.toml"))
    result = typed("check", *names)
    assert result.exit_code == 0, result.output
    told = [line.partition(":")[0] for line in result.output.splitlines() if not line.startswith(" ")]
    assert told[: len(names)] == names


def test_support_that_goes_up_and_down_is_told(typed: Typed, short: Path) -> None:
    path = short / "op-en-af.toml"
    head = (
        'format = 1\nname = "op-en-af"\ntitle = "Op en af"\nextends = "steady-support.toml"\n'
        'place = "places/plan-van-gool.toml"\nweeks = 60\n'
    )
    path.write_text(f"{head}[support]\nraise = {{ steps = 3, weeks = 10 }}\n", encoding="utf-8")
    result = typed("check", path, "--language", "en")
    assert result.exit_code == 0, result.output
    assert "rises from nothing to full in 3 steps of 10 weeks" in " ".join(result.output.split())
    path.write_text(f"{head}[support]\nraise = {{ steps = 3, weeks = 11 }}\n", encoding="utf-8")
    result = typed("check", path, "--language", "en")
    assert result.exit_code == 2
    assert "takes 66 weeks" in " ".join(result.output.split())
