"""Inside: a story in a table of another file, absent partners, and one factor on all help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.faults import Fault, InvalidInput
from weisim.scenario.reading import read_scenario, story_from
from weisim.scenario.scenario import Scenario
from weisim.scenario.sources import Source, gather_from
from weisim.scenario.variations import scale_support, without_partner
from weisim.terms import Help
from weisim.toml import read_toml

Faults = Callable[..., tuple[Fault, ...]]

EXTENDING = 'format = 1\nname = "own"\ntitle = "Eigen"\nextends = "steady-support.toml"\n'


@pytest.fixture
def told(street: Path) -> Callable[[str], Scenario]:
    def read(text: str) -> Scenario:
        path = street / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read_scenario(path)

    return read


def inside(street: Path, text: str) -> Scenario:
    path = street / "many.toml"
    path.write_text(text, encoding="utf-8")
    return story_from(gather_from(Source(read_toml(path), street, ("stories", 1))))


def test_a_story_in_a_table_is_the_story_of_a_file(street: Path, told: Callable[[str], Scenario]) -> None:
    body = 'name = "own"\nextends = "steady-support"\nweeks = 100\n'
    story = inside(street, f'[[stories]]\nname = "x"\n[[stories]]\n{body}[stories.support]\ncontrol = 0.5\n')
    assert story.digest == told(f"{EXTENDING}weeks = 100\n[support]\ncontrol = 0.5\n").digest


def test_its_faults_have_their_line_and_their_whole_key(street: Path) -> None:
    text = '[[stories]]\nname = "x"\n[[stories]]\nname = "own"\nextends = "steady-support"\nwek = 1\n'
    with pytest.raises(InvalidInput) as caught:
        inside(street, text + "[stories.support]\ncontrol = 5\n[stories.parameters.joining]\nbase = 9\n")
    found = {fault.key: (fault.line, fault.found) for fault in caught.value.faults}
    assert found == {
        "stories[2].wek": (6, "1"),
        "stories[2].support.control": (8, "5"),
        "stories[2].parameters.joining.base": (10, "9"),
    }


@pytest.mark.parametrize("given", ["steady-suport", "../x", "/etc/x", "x.csv", "", "x" * 300])
def test_it_extends_a_scenario_by_name_or_by_path_and_nothing_else(street: Path, given: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        inside(street, f'[[stories]]\nname = "x"\n[[stories]]\nname = "own"\nextends = "{given}"\n')
    assert "stories[2].extends" in [fault.key for fault in caught.value.faults]


@pytest.mark.parametrize("partner", ["social affairs", "housing", "welfare", "business"])
def test_an_absent_partner_takes_its_help_along(
    partner: str, told: Callable[[str], Scenario], steady: Scenario
) -> None:
    story = told(f'{EXTENDING}absent = ["{partner}"]\n')
    assert story.digest == without_partner(steady, partner).digest
    assert partner not in [one.name for one in story.partners]


def test_a_partner_may_be_absent_by_the_word_of_its_kind(told: Callable[[str], Scenario]) -> None:
    both = told(f'{EXTENDING}absent = ["government", "housing"]\n')
    assert both.digest == told(f'{EXTENDING}absent = ["housing", "social affairs"]\n').digest
    assert len(both.partners) == 4


@pytest.mark.parametrize(
    ("line", "key", "line_number"),
    [
        ('absent = ["hosing"]', "absent[1]", 5),
        ('absent = ["process manager"]', "absent[1]", 5),
        ('absent = ["housing", "housing"]', "absent", 5),
        ('absent = "housing"', "absent", 5),
        ('absent = ["housing"]\ndeals = ["housing"]', "absent[1]", 5),
    ],
)
def test_who_cannot_be_absent_is_told(line: str, key: str, line_number: int, faults_of: Faults) -> None:
    (fault,) = faults_of(f"{EXTENDING}{line}\n")
    assert (fault.key, fault.line) == (key, line_number)


def test_one_factor_scales_all_help_but_what_has_its_own(told: Callable[[str], Scenario], steady: Scenario) -> None:
    half = told(f"{EXTENDING}[support.scale]\nall = 0.5\n")
    assert half.digest == scale_support(steady, 0.5).digest
    mixed = told(f"{EXTENDING}[support.scale]\nall = 0.5\ntraining = 2\n")
    full = {place: one.amount for place, one in enumerate(steady.support.interventions)}
    for place, one in enumerate(mixed.support.interventions):
        assert one.amount == full[place] * (2 if one.kind == Help.TRAINING else 0.5)


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("all = 20", "support.scale.all"),
        ('all = "0.5"', "support.scale.all"),
        ("al = 0.5", "support.scale.al"),
        ("all = 5\n[[support.interventions]]\nkind = 'coaching'\nby = 'welfare'\namount = 900", "support.scale.all"),
    ],
)
def test_a_factor_that_cannot_be_is_told_at_its_key(lines: str, key: str, faults_of: Faults) -> None:
    assert key in [fault.key for fault in faults_of(f"{EXTENDING}[support.scale]\n{lines}\n")]


@pytest.mark.parametrize("line", ['extends = "@.toml"', 'place = "places/@.toml"'])
def test_a_name_too_long_for_the_disk_is_told_at_its_key(line: str, faults_of: Faults) -> None:
    key = line.partition(" ")[0]
    faults = faults_of(f'format = 1\nname = "own"\nstart = 2013-02-01\n{line.replace("@", "x" * 300)}\n')
    assert key in [fault.key for fault in faults]


def test_a_scenario_whose_name_is_too_long_is_not_there() -> None:
    with pytest.raises(InvalidInput):
        read_scenario("x" * 5_000)
