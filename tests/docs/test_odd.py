"""The model description: what it prints from the code is what the code says now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
ODD = ROOT / "docs" / "odd"
NEEDED = {"2-entities.md": {"entities"}, "3-schedule.md": {"week", "hands"}, "7-submodels.md": {"submodels"}}


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("print_tables", ODD / "print_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_printed_tables_are_up_to_date(tables: ModuleType) -> None:
    stale = [path.name for path in tables.pages() if tables.printed(text := path.read_text(encoding="utf-8")) != text]
    assert not stale, f"run  python docs/odd/print_tables.py ; stale: {stale}"


def test_what_may_not_drift_is_printed(tables: ModuleType) -> None:
    for page, names in NEEDED.items():
        text = (ODD / page).read_text(encoding="utf-8")
        assert {mark["name"] for mark in tables.MARK.finditer(text)} >= names, page


def test_a_change_of_the_model_would_be_seen(tables: ModuleType) -> None:
    page = (ODD / "3-schedule.md").read_text(encoding="utf-8")
    assert tables.printed(page.replace("`telling`", "`whispering`", 1)) == page


def test_every_state_and_number_is_described(tables: ModuleType) -> None:
    from weisim.neighbourhood.model import KINDS
    from weisim.parameters.parameters import Parameters

    entities = (ODD / "2-entities.md").read_text(encoding="utf-8")
    described = "".join((ODD / page).read_text(encoding="utf-8") for page in ("5-initialisation.md", "7-submodels.md"))
    told = dict(re.findall(r"^### (\w+)\n(.*?)(?=^###|^<!-- end)", entities, re.DOTALL | re.MULTILINE))
    assert set(told) == {kind.__name__ for kind in KINDS}
    assert all(f"| `{one.name}` |" in told[kind.__name__] for kind in KINDS for one in kind.states())
    missing = [one.key for one in Parameters.table() if f"| `{one.key}` |" not in described]
    assert not missing


def test_links_lead_somewhere() -> None:
    code = re.compile(r"`[^`]*`")
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", code.sub("", path.read_text(encoding="utf-8")))
        if not (path.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)
