"""Bad input: each of the 94 sorts gets the right error, on the right line, in both languages, and never a trace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.faults.bad_input.case import Case
from tests.faults.bad_input.figures import FIGURES
from tests.faults.bad_input.names import NAMES
from tests.faults.bad_input.questions import QUESTIONS
from tests.faults.bad_input.texts import TEXTS
from tests.faults.bad_input.values import VALUES
from weisim.cli.main import weisim

CASES = sorted((*TEXTS, *VALUES, *NAMES, *FIGURES, *QUESTIONS), key=lambda case: case.number)
MOST_SECONDS = 2.0
MOST_MEMORY = 300 * 1024  # KiB
WALL = 4 << 30  # so that a reader that gives way takes only itself along
# Between the tests and the program: a process counts what its parent held when it was started, and tests hold much.
STARTER = """
import resource, subprocess, sys
used, wall, *command = sys.argv[1:]
bound = lambda: resource.setrlimit(resource.RLIMIT_AS, (int(wall), int(wall)))
code = subprocess.run(command, preexec_fn=bound).returncode
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
open(used, "w").write(f"{spent.ru_utime + spent.ru_stime} {spent.ru_maxrss}")
sys.exit(code)
"""
HEADERS = {"nl": "1 fout", "en": "1 fault"}


@pytest.fixture(scope="module", autouse=True)
def _everything_imported() -> None:
    """Read what is read once in a process, so that the first case does not pay for it."""
    import_module("weisim.indicators.catalogue")
    import_module("weisim.experiment.reading")


def _named(case: Case) -> str:
    return f"{case.number}-{re.sub(r'[^a-zA-Z0-9.=]+', '-', case.what)[:30]}"


def _laid_out(case: Case, root: Path, folder: Path) -> Path:
    """The folder of a user in which the input of a case stands."""
    inner = folder / "mine"
    shutil.copytree(root / "scenarios" / "places", inner / "places")
    try:
        case.lay_out(inner)
    except (AttributeError, OSError):
        pytest.skip("this system makes no links or pipes")
    return inner


def test_every_sort_of_bad_input_is_tried() -> None:
    assert {case.number for case in CASES} == set(range(1, 95))


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_it_is_told_where_and_what_in_both_languages(
    case: Case, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _laid_out(case, root, tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "110")
    before = set(folder.rglob("*"))
    for language, words in (("nl", case.dutch), ("en", case.english)):
        begun = time.process_time()
        result = CliRunner().invoke(weisim, [*case.command, "--language", language])
        assert time.process_time() - begun <= MOST_SECONDS
        if case.accepted:
            assert result.exit_code == 0, result.output
            for path in set(folder.rglob("*")) - before:
                path.unlink()
            continue
        assert result.exit_code == 2, result.output
        assert words in " ".join(result.output.split())
        assert set(folder.rglob("*")) == before, "nothing is written when something is wrong"
        if case.file:
            place = f" {case.file}:{case.line} " if case.line else f" {case.file}"
            (line,) = [line for line in f"{result.output} ".splitlines() if f"{line} ".startswith(place)]
            assert case.key in line
            assert result.output.startswith(f"{HEADERS[language]} in {case.file}"), "one thing wrong is one fault"
        assert "Traceback" not in result.output


@pytest.mark.parametrize("case", [case for case in CASES if case.hostile], ids=_named)
def test_hostile_input_takes_little_time_and_memory(case: Case, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system does not measure its processes")
    folder = _laid_out(case, root, tmp_path)
    command = [sys.executable, "-m", "weisim", *case.command, "--language", "en"]
    starter = [sys.executable, "-I", "-c", STARTER, str(tmp_path / "used"), str(WALL), *command]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    child = subprocess.run(starter, cwd=folder, env=environment, capture_output=True, check=False)
    told = (child.stdout + child.stderr).decode("utf-8")
    assert child.returncode == 2, told
    assert case.english in " ".join(told.split())
    seconds, memory = map(float, (tmp_path / "used").read_text(encoding="utf-8").split())
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY
