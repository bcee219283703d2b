"""Histories: the stories in the documentation are those that the model tells now, failures included."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.terms import Event, Stage

ROOT = Path(__file__).resolve().parents[2]
HISTORIES = ROOT / "docs" / "histories"
QUOTE = re.compile(r"^> (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def stories() -> ModuleType:
    spec = importlib.util.spec_from_file_location("print_histories", HISTORIES / "print_histories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def played(stories: ModuleType) -> list[tuple[Run, Scenario]]:
    return [stories.played(place) for place in range(len(stories.HISTORIES))]


def kept() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in HISTORIES.glob("[0-9]*.md")}


def test_the_stories_are_those_that_the_model_tells_now(
    stories: ModuleType, played: list[tuple[Run, Scenario]]
) -> None:
    now = {stories.name_of(place): stories.page(*history) for place, history in enumerate(played)}
    pages = kept()
    stale = sorted(name for name in now.keys() | pages.keys() if now.get(name) != pages.get(name))
    assert not stale, f"run  python docs/histories/print_histories.py  and read again what changed: {stale}"


def test_five_seeds_are_told_failures_included(stories: ModuleType, played: list[tuple[Run, Scenario]]) -> None:
    assert sorted(seed for _, seed in stories.HISTORIES) == [1, 2, 3, 4, 5]
    independent = [run.final["independent_organisations"] for run, _ in played]
    assert min(independent) <= 1
    assert max(independent) >= 6
    died = [run.event_table[run.event_table["event"] == Event.ENDED] for run, _ in played]
    assert all(len(table) for table in died)
    assert any((table["stage"] >= Stage.INDEPENDENT).any() for table in died)


def test_a_story_with_other_luck_would_be_seen(stories: ModuleType, played: list[tuple[Run, Scenario]]) -> None:
    (first, scenario), (second, _) = played[0], played[1]
    assert stories.page(first, scenario) != stories.page(second, scenario)


def sections() -> dict[str, str]:
    """What the README says of each history, by the page to which the head of the section links."""
    parts = re.split(r"^### \[.*?\]\(([^)]+)\)$", (HISTORIES / "README.md").read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_what_to_notice_is_told_of_every_history_in_lines_that_stand_there() -> None:
    pages, told = kept(), sections()
    assert set(told) == set(pages)
    for name, section in told.items():
        quotes = QUOTE.findall(section)
        assert len(quotes) >= 2, name
        strange = [quote for quote in quotes if quote not in pages[name]]
        assert not strange, f"{name} no longer says: {strange}"
