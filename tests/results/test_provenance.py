"""Provenance: a run is named by what determines it."""

import tomllib
from pathlib import Path

from weisim.results.provenance import VERSION, run_key, stamp


def test_the_name_of_a_run_changes_with_everything_that_determines_it():
    names = {run_key("a", 1), run_key("a", 2), run_key("b", 1), run_key("a", 1, version="9"), run_key("a", 1, schema=9)}
    assert len(names) == 5
    assert run_key("a", 1) == run_key("a", 1)


def test_a_stamp_carries_the_name_of_the_run():
    stamped = stamp("a", 7, place_code="BU03636910", figures_year=2019)
    assert stamped.run_key == run_key("a", 7)
    assert stamped.seed == 7


def test_the_version_is_that_of_the_package():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
