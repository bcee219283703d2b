"""Conftest: a folder with an experiment of one's own, and a way to read what cannot be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.experiment.experiment import Experiment
from weisim.experiment.reading import read_experiment
from weisim.faults import Fault, InvalidInput

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders like those of a user: scenarios with a place, and experiments beside them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "scenarios" / "places").mkdir(parents=True)
    (folder / "experiments").mkdir()
    shutil.copy(ROOT / "scenarios" / "places" / "plan-van-gool.toml", folder / "scenarios" / "places")
    shutil.copy(ROOT / "scenarios" / "steady-support.toml", folder / "scenarios" / "own-plan.toml")
    text = (folder / "scenarios" / "own-plan.toml").read_text(encoding="utf-8")
    own = text.replace('"steady-support"', '"own-plan"')
    (folder / "scenarios" / "own-plan.toml").write_text(own, encoding="utf-8")
    return folder


@pytest.fixture
def experiment_of(desk: Path) -> Callable[[str], Experiment]:
    """Read a text as an experiment."""

    def read(text: str) -> Experiment:
        path = desk / "experiments" / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read_experiment(path)

    return read


@pytest.fixture
def faults_in(experiment_of: Callable[[str], Experiment]) -> Callable[[str], tuple[Fault, ...]]:
    """Read a text as an experiment that must be refused, and give its faults."""

    def faults(text: str) -> tuple[Fault, ...]:
        with pytest.raises(InvalidInput) as caught:
            experiment_of(text)
        return caught.value.faults

    return faults
