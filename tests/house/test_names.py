"""Names: short files, telling names, one word on every floor, British spelling."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.house.reading import PACKAGE, ROOT, kept_files, kept_texts, parsed, sources

LONGEST = 400
FORBIDDEN = set("util utils helper helpers common base core manager managers handler handlers data info misc".split())
WITHOUT_PROCESS = {"settling"}  # numbers of the start of the story; no process of the week

# Words of American spelling that a Briton would write otherwise, as they stand in prose and names.
AMERICAN = re.compile(
    r"(?i)\b(neighbor\w*|behavior\w*|organiz\w+|recogniz\w+|initializ\w+|summariz\w+|standardiz\w+|analyz\w+|modeled|modeling|labeled|labeling"
    r"|traveled|canceled|fulfill|favor\w*|honor|labor|centered|defense|judgment|catalog|aging)\b"
)


def _python_files() -> list[Path]:
    return [path for path in kept_files() if path.suffix == ".py"]


def test_no_file_is_long() -> None:
    long = {path.relative_to(ROOT).as_posix(): lines for path in _python_files() if (lines := _lines(path)) > LONGEST}
    assert not long, f"over {LONGEST} lines: {long}"


def test_names_say_something() -> None:
    places = [path.relative_to(ROOT) for path in _python_files()]
    empty = sorted(
        {
            place.as_posix()
            for place in places
            for part in place.with_suffix("").parts
            if part.removeprefix("test_") in FORBIDDEN
        }
    )
    assert not empty, f"names that say nothing: {empty}"


def test_every_file_opens_with_its_name() -> None:
    silent = []
    for path in _python_files():
        if path.relative_to(ROOT).parts[0] == "tests":
            continue  # a test file is named after what it tests
        opening = (ast.get_docstring(parsed(path)) or "").split("\n")[0]
        name = path.parent.name if path.name == "__init__.py" else path.stem.strip("_")
        expected = name.replace("_", " ").lower()
        if path.stat().st_size and not opening.lower().replace("_", " ").strip().startswith(expected + ": "):
            silent.append(
                f"{path.relative_to(ROOT)}: {opening[:60]!r} should begin with {expected.capitalize()!r} and a colon"
            )
    assert not silent, "\n".join(silent)


def test_processes_and_their_numbers_share_a_name() -> None:
    if not (PACKAGE / "processes").is_dir():
        pytest.fail("there are no processes yet")
    processes = _names("processes", but={"process"})
    groups = _names("parameters", but={"quantity", "parameters"})
    assert groups - WITHOUT_PROCESS <= processes


def test_a_process_without_numbers_of_its_own_has_none_hidden_in_it_either() -> None:
    """Whoever needs no group of numbers writes none down: 0 and 1, and -1 for nothing, are all there is."""
    groups = _names("parameters", but={"quantity", "parameters"})
    without = [source for source in sources() if source.room == "processes" and source.parts[-1] not in groups]
    hidden = {
        source.name: numbers
        for source in without
        if (numbers := {node.value for node in ast.walk(source.tree) if _is_number(node)} - {0, 1})
    }
    assert not hidden


def test_processes_are_gerunds() -> None:
    others = sorted(name for name in _names("processes", but={"process"}) if not name.endswith("ing"))
    assert not others, f"not gerunds: {others}"


def test_tests_mirror_the_package() -> None:
    rooms = {source.room for source in sources() if len(source.parts) > 1}
    missing = sorted(room for room in rooms if not any((ROOT / "tests" / room).glob("test_*.py")))
    assert not missing, f"rooms without tests: {missing}"


def test_spelling_is_british() -> None:
    found = [
        f"{name}:{number} {match.group()}"
        for name, text in kept_texts(".py", ".md", ".toml", ".html", ".jinja")
        if name not in ("tests/house/test_names.py", "weisim/references.toml")  # titles stand as they were published
        for number, line in enumerate(text.splitlines(), start=1)
        for match in AMERICAN.finditer(line)
        if not _of_a_library(match.group(), line)
    ]
    assert not found, "\n".join(found)


def _names(room: str, but: set[str]) -> set[str]:
    return {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"} - but


def _is_number(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _of_a_library(word: str, line: str) -> bool:
    """Names that a library gave: a keyword such as `initializer=`, or what is imported or called."""
    return bool(re.search(rf"\bimport\b.*{word}|{word}[=(]", line))
