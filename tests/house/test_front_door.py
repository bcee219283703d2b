"""Front door: the names a user meets, in order, each resolved on first use and nothing heavy before that."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tomllib

import weisim
from tests.house.reading import ROOT
from weisim.results.provenance import VERSION

FRONT_DOOR = [
    "Experiment",
    "Parameters",
    "Place",
    "Results",
    "Run",
    "Scenario",
    "SupportPlan",
    "compare",
    "load_results",
    "read_experiment",
    "read_scenario",
    "run_experiment",
    "save_results",
    "settle",
    "simulate",
    "withdraw_support",
    "write_report",
]
HEAVY = {
    "mesa",
    "numba",
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "pydantic",
    "jinja2",
    "python_calamine",
    "rich",
}


def test_the_door_offers_these_names_in_order() -> None:
    offered = [name for name in weisim.__all__ if not name.startswith("__")]
    assert offered == FRONT_DOOR
    assert list(weisim.__all__) == sorted(weisim.__all__)


def test_every_name_resolves_and_says_what_it_is() -> None:
    for name in FRONT_DOOR:
        found = getattr(weisim, name)
        assert found.__name__ == name
        assert (found.__doc__ or "").strip(), f"{name} has no docstring"
        assert getattr(importlib.import_module(found.__module__), name) is found


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(weisim, "simulation_of_everything")


def test_the_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert weisim.__version__ == project["version"]
    assert project["version"] == VERSION
    assert f"version: {project['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_opening_the_door_loads_nothing_heavy() -> None:
    assert _loaded("import weisim") == set()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import contextlib, io, sys\n"
        "from weisim.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    sys.argv = ['weisim', '--help']\n"
        "    main()"
    )
    assert _loaded(code) == set()


def _loaded(code: str) -> set[str]:
    """The heavy libraries in memory after running this code in a fresh Python."""
    ask = f"{code}\nimport json, sys\nprint(json.dumps([name for name in sys.modules if '.' not in name]))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return HEAVY & set(json.loads(done.stdout.splitlines()[-1]))
