"""Messages: one form for every fault, whatever it is about."""

from __future__ import annotations

from weisim.cli import messages
from weisim.faults import Fault
from weisim.language import Text, speaking

BOUNDS = Text("must be from {low} to {high}", low=6, high=48)


def told(*faults: Fault) -> list[str]:
    with speaking("en"):
        return messages.told(faults).split("\n")


def test_a_fault_in_a_file_has_its_place_and_its_key_on_one_line() -> None:
    lines = told(Fault("besluit.toml", 4, "steun.stop", "99", BOUNDS, Text("Did you mean {name}?", name="9")))
    assert lines[0] == "1 fault in besluit.toml. Nothing was run."
    assert lines[2] == " besluit.toml:4   steun.stop = 99"
    assert lines[3] == " " * 18 + "must be from 6 to 48. Did you mean 9?"
    assert lines[-1] == "Next: mend the file and type  weisim check besluit.toml"


def test_places_of_several_faults_stand_under_each_other() -> None:
    lines = told(Fault("a.toml", 4, "x", "1", BOUNDS), Fault("a.toml", 12, "y", "2", BOUNDS))
    assert lines[0] == "2 faults in a.toml. Nothing was run."
    assert [line.index("= ") for line in lines if "= " in line] == [15, 15]


def test_faults_with_and_without_a_file_stand_in_one_form() -> None:
    lines = told(Fault("", 0, "FILE.toml", "x.txt", BOUNDS), Fault("map/" * 20 + "a.csv", 0, "area", "x", BOUNDS))
    assert lines[0] == "2 faults. Nothing was run."
    assert lines[2:4] == [" FILE.toml = x.txt", " must be from 6 to 48"]
    assert lines[5] == "      area = x"


def test_several_files_are_mended_together() -> None:
    lines = told(Fault("a.toml", 4, "x", "1", BOUNDS), Fault("b.toml", 1, "y", "2", BOUNDS))
    assert lines[-1] == "Next: mend the files and give the command again."


def test_a_fault_without_a_file_is_told_without_one() -> None:
    assert told(Fault("", 0, "jobs", "0", BOUNDS)) == [
        "1 fault. Nothing was run.",
        "",
        " jobs = 0",
        " must be from 6 to 48",
        "",
        "Next: mend this and give the command again.",
    ]


def test_a_long_place_gets_a_line_of_its_own() -> None:
    lines = told(Fault("map/" * 20 + "a.toml", 4, "x", "1", BOUNDS))
    assert lines[2].strip().endswith("a.toml:4")
    assert lines[3].strip() == "x = 1"
