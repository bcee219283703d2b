"""Files: what is kept in the repository says nothing about one machine, and every scenario in it is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.reading import ROOT, kept_files, kept_texts

SCENARIOS = sorted((ROOT / "scenarios").glob("*.toml"))
PLACES = sorted((ROOT / "scenarios" / "places").glob("*.toml"))

# Put together from parts, so that this file does not contain what it forbids.
FOLDERS = "|".join(["work", "farm", "tmp", "root", "home", "Users"])
MACHINE = re.compile(rf"(?<![\w.<}}])/({FOLDERS})/")
HOSTS = re.compile(r"\b(pypi|files\.pythonhosted|registry\.npmjs|deb\.debian)" + r"\.(org|com)\b")
LARGEST = 2 * 1024 * 1024


def test_no_file_names_a_machine() -> None:
    found = [f"{name}:{line}" for name, line in _matches(MACHINE)]
    assert not found, "paths of one machine:\n" + "\n".join(found)


def test_no_file_names_a_registry() -> None:
    found = [f"{name}:{line}" for name, line in _matches(HOSTS)]
    assert not found, "addresses of a package registry:\n" + "\n".join(found)


def test_no_file_is_large() -> None:
    large = [path.relative_to(ROOT).as_posix() for path in kept_files() if path.stat().st_size > LARGEST]
    assert not large, f"over {LARGEST} bytes: {large}"


def test_there_are_scenarios_and_places() -> None:
    names = {path.stem for path in SCENARIOS}
    expected = {"steady-support", "stop-month-6", "stop-month-12", "stop-month-24", "fade-year-3", "no-support"}
    assert expected <= names
    assert "plan-van-gool" in {path.stem for path in PLACES}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_is_sound_and_runs_for_half_a_year(path: Path) -> None:
    from weisim import read_scenario, simulate

    scenario = read_scenario(path)
    assert scenario.name == path.stem
    run = simulate(scenario.model_copy(update={"weeks": 26}), seed=2013)
    assert len(run.series) == 26
    assert run.residents > 0


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_every_place_is_sound(path: Path) -> None:
    from weisim.population.place import read_place

    assert read_place(path).figures


def _matches(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [
        (name, f"{number} {line.strip()[:100]}")
        for name, text in kept_texts()
        if name not in {"LICENSE", "requirements.lock"} or pattern is HOSTS
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
