"""Conftest: a folder with a small scenario of one's own, and a way to change one line of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.faults import Fault, InvalidInput
from weisim.scenario.reading import read_scenario

ROOT = Path(__file__).resolve().parents[2]

SMALL = """\
format = 1
name = "plan"
title = "Mijn plan"
place = "places/plan-van-gool.toml"
start = 2013-02-01
weeks = 260
"""


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like that of a user: a place, a steady scenario and nothing else."""
    folder = tmp_path_factory.mktemp("street")
    (folder / "places").mkdir()
    shutil.copy(ROOT / "scenarios" / "places" / "plan-van-gool.toml", folder / "places")
    shutil.copy(ROOT / "scenarios" / "steady-support.toml", folder)
    return folder


@pytest.fixture
def small() -> str:
    """The shortest scenario there is."""
    return SMALL


@pytest.fixture
def faults_of(street: Path) -> Callable[[str], tuple[Fault, ...]]:
    """Read a text as a scenario that must be refused, and give its faults."""

    def faults(text: str, name: str = "plan.toml") -> tuple[Fault, ...]:
        path = street / name
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidInput) as caught:
            read_scenario(path)
        return caught.value.faults

    return faults
