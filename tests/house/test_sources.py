"""Sources: every number of the model says where it comes from, and that source is in the list."""

from __future__ import annotations

import re

import weisim
from tests.house.reading import sources
from weisim.neighbourhood.entities import Cooperative, Initiative, Partner, Programme, Resident, Surroundings
from weisim.references import references
from weisim.simulation.schedule import SCHEDULE

NUMBERS = weisim.Parameters.table()
# No rule reads these: they tell who looks at an initiative who started it, and when.
WHO_AND_WHEN = {"initiatives.founder", "initiatives.born"}


def test_every_number_has_a_source_in_the_list() -> None:
    known = set(references())
    missing = [f"{number.key}: {number.source!r}" for number in NUMBERS if number.source not in known]
    assert NUMBERS
    assert not missing, "\n".join(missing)


def test_every_number_is_labelled_in_both_languages() -> None:
    silent = [number.key for number in NUMBERS if not (number.label("nl").strip() and number.label("en").strip())]
    assert not silent


def test_every_default_lies_in_its_range() -> None:
    outside = [
        f"{number.key} = {number.default}"
        for number in NUMBERS
        if number.low is not None and number.high is not None and not number.low <= number.default <= number.high
    ]
    assert not outside


def test_every_number_is_read_by_something() -> None:
    """A number that nothing reads could be set in a scenario and would do nothing, without a word."""
    rules = "\n".join(source.path.read_text(encoding="utf-8") for source in sources() if source.room != "parameters")
    idle = [number.key for number in NUMBERS if not re.search(rf"\b{number.name}\b", rules)]
    assert not idle


def test_every_state_is_read_by_something() -> None:
    """A state that is written, and that no process or indicator looks at, is kept for nobody."""
    rosters = {
        "residents": Resident,
        "initiatives": Initiative,
        "partners": Partner,
        "cooperatives": Cooperative,
        "programme": Programme,
        "surroundings": Surroundings,
    }
    hands = {word for process in SCHEDULE for word in process.reads if not word.endswith("*")}
    others = "\n".join(
        source.path.read_text(encoding="utf-8")
        for source in sources()
        if source.room in ("neighbourhood", "indicators") and source.name != "neighbourhood/entities"
    )
    idle = [
        f"{roster}.{state.name}"
        for roster, kind in rosters.items()
        for state in kind.states()
        if f"{roster}.{state.name}" not in hands and not re.search(rf"\.{state.name}\b", others)
    ]
    assert set(idle) <= WHO_AND_WHEN
