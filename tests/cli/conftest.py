"""Conftest: a command line to type on, and a short story to play."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from weisim.cli.main import weisim

Typed = Callable[..., Result]
Started = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")

    def type_it(*words: object) -> Result:
        return CliRunner().invoke(weisim, [str(word) for word in words])

    return type_it


@pytest.fixture
def started(tmp_path: Path, root: Path) -> Started:
    """Start the program as people do, in an empty folder, in a process of its own."""

    def start(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "weisim", *(str(word) for word in words)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root), **environment},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return start


@pytest.fixture
def short(tmp_path: Path, root: Path) -> Path:
    """A folder with a short story with steady support (`a.toml`) and one in which it stops (`b.toml`)."""
    folder = tmp_path / "stories"
    shutil.copytree(root / "scenarios", folder)
    for name, ending in (("a", ""), ("b", "\n[support]\nwithdraw = { week = 8 }\n")):
        head = f'format = 1\nname = "{name}"\ntitle = "Verhaal {name}"\nextends = "steady-support.toml"\nweeks = 20\n'
        (folder / f"{name}.toml").write_text(head + ending, encoding="utf-8")
    return folder
