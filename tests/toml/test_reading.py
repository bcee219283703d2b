"""Reading: a settings file comes in with its lines, or goes back with a fault that says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.toml import TomlFile, read_toml

TEXT = """\
# een verhaal
name = "plan"   # met een naam
"a b".c = 3
[support]
withdraw = { month = 6, over = 0 }
list = [1,
  2,
  { deep = 3 }]

[[partners]]
name = "welfare"
[partners.more]
x = '''
two
lines'''
y = 2
[[partners]]
name = "business"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("toml")


def faults_of(folder: Path, raw: str | bytes) -> tuple[Fault, ...]:
    path = folder / "file.toml"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    with pytest.raises(InvalidInput) as caught:
        read_toml(path)
    return caught.value.faults


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("name", 2),
        (("a b", "c"), 3),
        ("support", 4),
        ("support.withdraw.over", 5),
        ("support.list.1", 7),
        ("support.list.2.deep", 8),
        ("partners.0.name", 11),
        ("partners.0.more.x", 13),
        ("partners.0.more.y", 16),
        ("partners.1", 17),
        ("partners.1.name", 18),
        ("partners.1.absent", 17),
        ("absent", 1),
    ],
)
def test_every_key_has_its_line(folder: Path, key: str, line: int) -> None:
    path = folder / "lines.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert read_toml(path).line_of(key) == line


def test_what_the_user_wrote_is_kept(folder: Path) -> None:
    path = folder / "written.toml"
    path.write_text('a = 1_000\nb = "x"  # y\nc = [1,\n 2]\nd = "' + "z" * 200 + '"\n', encoding="utf-8")
    file = read_toml(path)
    assert [file.written(key) for key in "abc"] == ["1_000", '"x"', "[1, 2]"]
    assert len(file.written("d")) <= 60
    assert file.written("nothing") == ""


def test_byte_order_mark_and_windows_line_ends_are_fine(folder: Path) -> None:
    path = folder / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\n\r\n[t]\r\nb = 2\r\n")
    file = read_toml(path)
    assert file.values == {"a": 1, "t": {"b": 2}}
    assert file.line_of("t.b") == 4
    assert file.written("t.b") == "2"


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        ("", 1, "empty"),
        ("# only a comment\n\n", 1, "empty"),
        ("[1, 2]", 1, "key = value"),
        ('"text"', 1, "key = value"),
        ("---\na: 1\n---\nb: 2\n", 1, "YAML"),
        ("a: 1\n", 1, "YAML"),
        ('{"a": 1}\n', 1, "JSON"),
        ('a = 1\nb = [1, 2\n\nc = "x"\n', 2, "bracket ["),
        ("a = 1\nb = {c = 1\n", 2, "bracket {"),
        ("a = {b = 1,\nc = 2}\n", 1, "one line"),
        ('a = 1\nb = "text\nc = 2\n', 2, "quotation mark"),
        ('b = """text\nc = 2\n', 1, "quotation mark"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not a text file"),
        (b"\x80\x00\x01", 1, "UTF-8"),
        ("a = 1".encode("utf-16"), 1, "UTF-16"),
        ('a = 1\nb = "Café"'.encode("latin-1"), 2, "byte 15"),
        ('a = "x\x00y"', 1, "null character"),
        ("a = 1\n" * 50_000, 0, "too large"),
        ("a = " + "[" * 100_000, 0, "too deep"),
        ("a = " + "{b=" * 25 + "1" + "}" * 25, 0, "too deep"),
        (".".join("a" * 100_000) + " = 1", 0, "too deep"),
        ("[[a]]\n" * 20_000, 0, "10000 values"),
        ("a = 1\nb = 2\na = 3\n", 3, "line 1"),
        ("[t]\na = 1\n[t]\nb = 1\n", 3, "line 1"),
        ("[t]\na = 1\n\na = 2\n", 4, "line 2"),
        ('"caf\u00e9" = 1\n"cafe\u0301" = 2\n', 2, "line 1"),
        ("t = {a = 1, a = 2}\n", 1, "already"),
        ("a = 1\n[a.b]\n", 2, "already"),
        ("a = " + "9" * 5_000, 1, "too many digits"),
        ("a = 010", 1, "begin with a zero"),
        ("a = 0,35", 1, "0.35"),
        ("a = 35%", 1, "0.35"),
        ("a = 18 mnd", 1, "only the number"),
        ("a = € 25.000", 1, "only the number"),
        ("a = no", 1, "true or false"),
        ("a = True", 1, "true or false"),
        ("a = null", 1, "Leave the line out"),
        ("a = .nan", 1, "ordinary number"),
        ("a =\nb = 2", 1, "missing"),
        ("a = 2026-13-45", 1, "date does not exist"),
        ("a = 23-11-2026", 1, "2026-11-23"),
        ("a = words without marks", 1, "quotation marks"),
        ('a = "C:\\quiet"', 1, "backslash"),
        ("naïef = 1", 1, "without accents"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, raw: str | bytes, line: int, says: str) -> None:
    (fault,) = faults_of(folder, raw)
    with speaking("en"):
        english = f"{fault.message} {fault.advice}"
    with speaking("nl"):
        dutch = f"{fault.message} {fault.advice}"
    assert says in english
    assert fault.line == line
    assert dutch != english


def test_a_file_that_is_not_there_offers_names_that_look_like_it(folder: Path) -> None:
    (folder / "besluit-2.toml").write_text("a = 1", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_toml(folder / "besluit.toml")
    assert "besluit-2.toml" in str(caught.value)


@pytest.mark.parametrize("name", ["", "x\0y", "file.toml/deeper.toml", "n" * 5_000])
def test_a_strange_path_is_a_fault_and_no_trace(folder: Path, name: str) -> None:
    (folder / "file.toml").write_text("a = 1", encoding="utf-8")
    with pytest.raises(InvalidInput):
        read_toml(f"{folder}/{name}")


def read_or_faults(path: Path) -> tuple[TomlFile | None, tuple[Fault, ...]]:
    try:
        return read_toml(path), ()
    except InvalidInput as error:
        return None, error.faults


TOKENS = st.sampled_from(
    [
        *[
            "a",
            "b.c",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ",",
            ".",
            '"',
            "'",
            '"""',
            "'''",
            "\n",
            "\r\n",
            " ",
            "#",
            "\\",
        ],
        *["1", "-0.0", "1e999", "nan", "true", "2013-02-01", "0x1F", "é", "\u202e", '"x"', "[t]", "[[t]]", "a = 1\n"],
        *["\t", "0,5", "\\u00e9", "#", "\\"],
    ]
)


@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_text_gives_values_with_lines_or_a_fault(folder: Path, text: str) -> None:
    path = folder / "soup.toml"
    path.write_bytes(text.encode("utf-8"))
    rows = text.count("\n") + 1
    file, faults = read_or_faults(path)
    assert (file is None) == bool(faults)
    assert all(0 <= fault.line <= rows and str(fault) for fault in faults)
    if file is None:
        return
    waiting: list[tuple[tuple[str | int, ...], object]]
    waiting = [((key,), value) for key, value in file.values.items()]
    for key, value in waiting:
        assert key in file.lines.spots, "a key without a line"
        if isinstance(value, dict):
            waiting.extend(((*key, inner), deeper) for inner, deeper in value.items())
        elif isinstance(value, list):
            waiting.extend(((*key, place), deeper) for place, deeper in enumerate(value))


@given(st.binary(max_size=300))
def test_any_bytes_give_values_or_a_fault(folder: Path, raw: bytes) -> None:
    path = folder / "bytes.toml"
    path.write_bytes(raw)
    file, faults = read_or_faults(path)
    assert file.values if file is not None else faults
