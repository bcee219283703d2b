"""Conftest: selections of rows from files of CBS, and the place of the pilot."""

from __future__ import annotations

from pathlib import Path

import pytest

from weisim.population.place import Place, read_place
from weisim.population.reading import FiguresFile, read_figures

KWB = Path(__file__).parent / "kwb"
FULL = KWB / "kwb_2019_84583NED_amsterdam_selectie.csv"
SPARSE = KWB / "kwb_2021_amsterdam_selectie_22cols.csv"
EXCEL = KWB / "kwb-2023_utrecht_selectie.xlsx"


@pytest.fixture(scope="session")
def full() -> FiguresFile:
    return read_figures(FULL, 2019)


@pytest.fixture(scope="session")
def sparse() -> FiguresFile:
    return read_figures(SPARSE, 2021)


@pytest.fixture(scope="session")
def excel() -> FiguresFile:
    return read_figures(EXCEL, 2023)


@pytest.fixture(scope="session")
def paths() -> dict[str, tuple[Path, int]]:
    return {"full": (FULL, 2019), "sparse": (SPARSE, 2021), "excel": (EXCEL, 2023)}


@pytest.fixture(scope="session")
def gool(root: Path) -> Place:
    return read_place(root / "scenarios" / "places" / "plan-van-gool.toml")
