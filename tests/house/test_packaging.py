"""Packaging: the lock covers what is declared, without addresses; the wheel carries all that a demo needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.reading import PACKAGE, ROOT, kept_files
from weisim.experiment.folder import experiment_names

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE)}


def _declared() -> list[Requirement]:
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*PROJECT["dependencies"], *extras]]


def test_the_lock_fits_what_is_declared() -> None:
    wrong = [str(need) for need in _declared() if LOCKED.get(canonicalize_name(need.name), "0") not in need.specifier]
    assert not wrong, f"run `make lock`: {wrong}"


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"\n(?=[\w.-]+==)", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) >= len(LOCKED)
    bare = [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry]
    assert not bare


def test_the_lock_holds_no_address() -> None:
    assert not re.search(r"://|--index|--find-links|--extra-index", LOCK)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_everything_in_the_package(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {path.relative_to(ROOT).as_posix() for path in kept_files() if path.is_relative_to(PACKAGE)}
    scenarios = {
        f"weisim/{path.relative_to(ROOT).as_posix()}"
        for path in kept_files()
        if path.is_relative_to(ROOT / "scenarios")
    }
    experiments = {f"weisim/experiments/{name}.toml" for name in experiment_names()}
    assert package <= names
    assert scenarios <= names
    assert {name for name in names if name.startswith("weisim/experiments/")} == experiments
    assert not [name for name in names if name.startswith("experiments/")]
    assert "weisim/locale/nl/LC_MESSAGES/weisim.mo" in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


@pytest.mark.slow
def test_an_installed_wheel_answers_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    # Only the wheel is on the path, not the repository; every way to the network ends in an error.
    code = (
        "import socket, sys\n"
        f"sys.path[:] = [{str(site)!r}] + [p for p in sys.path if p not in ('', {str(ROOT)!r})]\n"
        "def refuse(*_, **__): raise OSError('no network in this test')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "import weisim\n"
        f"assert weisim.__file__.startswith({str(site)!r}), weisim.__file__\n"
        "from weisim.cli.main import main\n"
        "sys.argv = ['weisim', 'demo', '--out', 'demo']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=empty, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((empty / "demo").glob("*.html"))
