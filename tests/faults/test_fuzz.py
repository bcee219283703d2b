"""Fuzz: whatever stands in a file, it is a sound story or a list of faults in two languages, and never a trace."""

from __future__ import annotations

import functools
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import weisim
from tests.faults.bad_input import fuzz
from weisim.experiment import plans
from weisim.experiment.experiment import Experiment
from weisim.experiment.reading import read_experiment
from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.population.place import Place, read_place
from weisim.scenario import reading, sources
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.terms import Term
from weisim.toml import TomlFile, read_toml

MOST_SECONDS = 2.0
AT_ONCE = 10
"""How many inputs one example of Hypothesis holds: most of its time goes into an example, not into what it holds."""
MEMORY = Path("/dev/shm")
CATALOGUE = Path(weisim.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "weisim.po"

Judge = Callable[[str], None]
KINDS = {
    "soup": (fuzz.SOUPS, "scenarios/any.toml"),
    "spoilt": (fuzz.SPOILT, "scenarios/any.toml"),
    "bounds": (fuzz.BOUNDS, "scenarios/any.toml"),
    "places": (fuzz.PLACES, "scenarios/places/any.toml"),
    "asked soup": (fuzz.ASKED_SOUPS, "experiments/any.toml"),
    "asked spoilt": (fuzz.ASKED_SPOILT, "experiments/any.toml"),
}
READERS: dict[str, Callable[[Path], Scenario | Experiment | Place]] = {
    "scenarios": read_scenario,
    "places": read_place,
    "experiments": read_experiment,
}
# inputs in all, and the parts in which they are tried, so that several processes share them
MANY = {
    "soup": (52_000, 4),
    "spoilt": (24_000, 4),
    "bounds": (16_000, 2),
    "places": (4_000, 1),
    "asked soup": (3_400, 1),
    "asked spoilt": (600, 1),
}
PARTS = [(kind, part) for kind, (_, parts) in MANY.items() for part in range(parts)]


@pytest.fixture(scope="module", autouse=True)
def _everything_imported() -> None:
    """Read what is read once in a process, so that the first text does not pay for it."""
    import_module("weisim.indicators.catalogue")


@pytest.fixture(scope="module")
def desk() -> Iterator[Path]:
    """A folder in memory, where there is one, with the scenarios that come along."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        shutil.copytree(fuzz.ROOT / "scenarios", Path(folder, "scenarios"))
        Path(folder, "experiments").mkdir()
        yield Path(folder)


@pytest.fixture
def judge(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Judge]:
    """What each input is held against; files that never change are read once."""
    _once(monkeypatch, reading, "read_place")
    _once(monkeypatch, plans, "read_scenario")
    once = functools.cache(read_toml)

    def read(path: Path) -> TomlFile:
        return read_toml(path) if path.name == "any.toml" else once(path)

    monkeypatch.setattr(sources, "read_toml", read)

    def of(kind: str) -> Judge:
        path = desk / KINDS[kind][1]
        read = READERS[path.parent.name]
        return lambda text: _sound_or_told(read, path, text)

    return of


def _once(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    function = getattr(module, name)
    cached = functools.cache(function)
    monkeypatch.setattr(module, name, lambda path: function(path) if Path(path).name == "any.toml" else cached(path))


def _sound_or_told(read: Callable[[Path], Scenario | Experiment | Place], path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    begun = time.process_time()
    faults: tuple[Fault, ...] = ()
    try:
        made = read(path)
    except InvalidInput as error:
        made, faults = None, error.faults
    assert time.process_time() - begun <= MOST_SECONDS, text
    assert bool(faults) != isinstance(made, Scenario | Experiment | Place), text
    for fault in faults:
        _told_in_both(fault)


@functools.cache
def _dutch() -> frozenset[str]:
    with CATALOGUE.open("rb") as file:
        return frozenset(str(message.id) for message in read_po(file, locale="nl") if message.id and message.string)


def _told_in_both(fault: Fault) -> None:
    assert isinstance(fault.message, Text), fault
    assert fault.file
    for one in (fault.message, fault.advice):
        assert isinstance(one, Text) or one == ""
        if isinstance(one, Text):
            _in_both(one)


def _in_both(one: Text) -> None:
    assert one.message in _dutch(), f"no Dutch for {one.message!r}"
    assert one.told("nl")
    assert one.told("en")
    for inner in one.values.values():
        if isinstance(inner, Text) and inner.message:
            _in_both(inner)
        assert not isinstance(inner, type | Exception), one
        assert (
            isinstance(inner, Text | Term | str | int | float) or hasattr(inner, "label") or hasattr(inner, "isoformat")
        )


def _tried(kind: str, part: int, inputs: int, judged: Judge) -> int:
    """Try many inputs of one kind; how many there were."""
    count = 0
    batch = st.lists(KINDS[kind][0], min_size=AT_ONCE, max_size=AT_ONCE)

    @seed(part)
    @settings(max_examples=-(-inputs // AT_ONCE), suppress_health_check=list(HealthCheck))
    @given(batch)
    def all_judged(texts: list[str]) -> None:
        nonlocal count
        for text in texts:
            judged(text)
            count += 1

    all_judged()
    return count


@pytest.mark.parametrize("kind", list(KINDS))
def test_any_text_is_sound_or_told(kind: str, judge: Callable[[str], Judge]) -> None:
    assert _tried(kind, 1_000, 100, judge(kind)) >= 100


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_a_hundred_thousand_texts_are_sound_or_told(kind: str, part: int, judge: Callable[[str], Judge]) -> None:
    inputs, parts = MANY[kind]
    assert _tried(kind, part, inputs // parts, judge(kind)) >= inputs // parts
