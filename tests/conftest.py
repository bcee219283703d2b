"""Conftest: what tests in every room share: one seed, a small street, one language to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario

# Examples come from the source alone, so that a test says the same on every machine and every day.
settings.register_profile("weisim", derandomize=True, deadline=None, database=None)
settings.load_profile("weisim")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _same_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test as on a computer whose language is not known, where weisim speaks Dutch."""
    for name in ("WEISIM_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(scope="session")
def seed() -> int:
    """The one seed of the tests: the year of the text behind the model."""
    return 2013


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def steady() -> Scenario:
    """The story everything else varies, as it stands in the repository."""
    from weisim.scenario.reading import read_scenario

    return read_scenario(ROOT / "scenarios" / "steady-support.toml")


@pytest.fixture(scope="session")
def small_street() -> Scenario:
    """The steady story, told about a street of sixty residents of 15 and older."""
    from tests.living import street

    return street(60)
