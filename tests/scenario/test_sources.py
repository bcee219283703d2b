"""Sources: a scenario that extends another takes what it does not say itself, and faults name the right file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.scenario.reading import read_scenario
from weisim.terms import Help

HEAD = 'format = 1\nname = "child"\nextends = "parent.toml"\n'
Faults = Callable[..., tuple[Fault, ...]]


def write(street: Path, parent: str, child: str) -> Path:
    (street / "parent.toml").write_text(parent, encoding="utf-8")
    path = street / "child.toml"
    path.write_text(child, encoding="utf-8")
    return path


def refused(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InvalidInput) as caught:
        read_scenario(path)
    return caught.value.faults


def test_tables_merge_and_lists_are_replaced(street: Path, small: str) -> None:
    parent = small + (
        "[support]\ncontrol = 0.5\nannounced = false\n"
        '[[support.interventions]]\nkind = "coaching"\nby = "welfare"\namount = 8\n'
        '[[support.interventions]]\nkind = "training"\nby = "welfare"\namount = 8\n'
        "[parameters.telling]\ninformed = 0.004\nactive = 0.02\n"
    )
    child = HEAD + (
        '[[support.interventions]]\nkind = "recognition"\nby = "government"\namount = 1\n'
        "[parameters.telling]\nactive = 0.03\n"
    )
    scenario = read_scenario(write(street, parent, child))
    assert [one.kind for one in scenario.support.interventions] == [Help.RECOGNITION]
    assert (scenario.support.control, scenario.support.announced) == (0.5, False)
    assert (scenario.parameters.telling.informed, scenario.parameters.telling.active) == (0.004, 0.03)


def test_another_moment_takes_the_place_of_the_first(street: Path, small: str) -> None:
    parent = small + "[support]\nwithdraw = {month = 12, over = 6}\n"
    later = read_scenario(write(street, parent, HEAD + "[support]\nwithdraw = {week = 30}\n"))
    assert later.support.withdraw is not None
    assert (later.support.withdraw.week, later.support.withdraw.month, later.support.withdraw.over) == (30, None, 6)
    slower = read_scenario(write(street, parent, HEAD + "[support.withdraw]\nover = 12\n"))
    assert slower.support.withdraw is not None
    assert (slower.support.withdraw.month, slower.support.withdraw.over) == (12, 12)


def test_name_and_title_are_never_taken_over(street: Path, small: str) -> None:
    scenario = read_scenario(write(street, small, HEAD))
    assert (scenario.name, scenario.title) == ("child", "child")
    (fault,) = refused(write(street, small, HEAD.replace('name = "child"\n', "")))
    assert fault.key == "name"


def test_a_fault_names_the_file_in_which_the_key_stands(street: Path, small: str) -> None:
    parent = small + "[support]\ncontrol = 7\n[parameters.telling]\ninformed = 3\nactive = 3\n"
    child = HEAD + "[support]\nwithdraw = {month = 99}\n[parameters.telling]\nactive = 4\n"
    faults = refused(write(street, parent, child))
    assert [(Path(fault.file).name, fault.line, fault.key) for fault in faults] == [
        ("child.toml", 5, "support.withdraw.month"),
        ("child.toml", 7, "parameters.telling.active"),
        ("parent.toml", 8, "support.control"),
        ("parent.toml", 10, "parameters.telling.informed"),
    ]


def test_a_story_made_shorter_tells_the_parent_that_support_ends_too_late(street: Path, small: str) -> None:
    path = write(street, small + "[support]\nwithdraw = {month = 24}\n", HEAD + "weeks = 52\n")
    (fault,) = refused(path)
    assert (Path(fault.file).name, fault.line) == ("parent.toml", 8)


@pytest.mark.parametrize(
    "extends",
    [
        *["../parent.toml", "/parent.toml", "C:/parent.toml", "~/parent.toml", "file:parent.toml", "parent", "places"],
        *["", "places/../../parent.toml", "..\\\\parent.toml", "par\\u0000ent.toml"],
    ],
)
def test_what_is_extended_stays_in_the_folder(street: Path, small: str, extends: str) -> None:
    faults = refused(write(street, small, HEAD.replace("parent.toml", extends)))
    assert [(fault.key, fault.line) for fault in faults] == [("extends", 3)]


def test_a_link_that_leaves_the_folder_is_not_followed(street: Path, small: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text(small, encoding="utf-8")
    link = street / "link.toml"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")
    faults = refused(write(street, small, HEAD.replace("parent.toml", "link.toml")))
    assert [fault.key for fault in faults] == ["extends"]
    faults = refused(write(street, small, small.replace("places/plan-van-gool.toml", "link.toml")))
    assert [fault.key for fault in faults] == ["place"]


def test_a_circle_and_a_long_chain_are_refused(street: Path, small: str) -> None:
    faults = refused(write(street, HEAD.replace("parent.toml", "child.toml"), HEAD))
    assert [fault.key for fault in faults] == ["extends"]
    for number in range(12):
        (street / f"step-{number}.toml").write_text(HEAD.replace("parent", f"step-{number + 1}"), encoding="utf-8")
    (street / "step-12.toml").write_text(small, encoding="utf-8")
    faults = refused(street / "step-0.toml")
    assert [fault.key for fault in faults] == ["extends"]
    assert read_scenario(street / "step-6.toml").name == "child"


def test_a_parent_that_is_not_there_gets_an_offer_and_hides_no_other_fault(street: Path, small: str) -> None:
    path = write(street, small, HEAD.replace("parent", "parnt") + "[support]\ncontrol = 35\n")
    faults = refused(path)
    assert [fault.key for fault in faults] == ["extends", "support.control"]
    with speaking("en"):
        assert "parent.toml" in str(faults[0].advice)


def test_a_broken_parent_is_told_in_its_own_file(street: Path) -> None:
    (fault,) = refused(write(street, "format = 1\nname = \n", HEAD))
    assert (Path(fault.file).name, fault.line) == ("parent.toml", 2)


def test_a_parent_made_with_a_newer_weisim_is_told(street: Path, small: str) -> None:
    (fault,) = refused(write(street, small.replace("format = 1", "format = 9"), HEAD))
    assert (Path(fault.file).name, fault.key, fault.found) == ("parent.toml", "format", "9")


def test_a_story_that_comes_along_can_be_extended_from_any_folder(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD.replace("parent.toml", "fade-year-3.toml"), encoding="utf-8")
    assert read_scenario(path).digest == read_scenario("fade-year-3").digest
