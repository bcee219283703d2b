"""Writing: what is written reads back the same, and comments stay."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weisim.toml import read_toml, write_toml

KEYS = st.text("abcxyz_-09 .é\"'#", min_size=1, max_size=6)
PLAIN = (
    st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
    | st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))
)
VALUES = st.recursive(
    PLAIN | st.lists(PLAIN, max_size=3),
    lambda inner: (
        st.dictionaries(KEYS, inner, max_size=3)
        | st.lists(st.dictionaries(KEYS, inner, min_size=1, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("writing")


def one_spelling(value: object) -> object:
    """The reader brings texts in one spelling; so do we, to compare."""
    import unicodedata

    if isinstance(value, dict):
        return {one_spelling(key): one_spelling(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [one_spelling(inner) for inner in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_reads_back_the_same(folder: Path, values: dict[str, object]) -> None:
    path = folder / "new.toml"
    path.unlink(missing_ok=True)
    write_toml(path, values)
    assert read_toml(path).values == one_spelling(values)


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_a_standing_file_takes_over_every_change(
    folder: Path, before: dict[str, object], after: dict[str, object]
) -> None:
    path = folder / "standing.toml"
    path.unlink(missing_ok=True)
    write_toml(path, before)
    write_toml(path, after)
    assert read_toml(path).values == one_spelling(after)


def test_comments_and_order_stay(folder: Path) -> None:
    path = folder / "comments.toml"
    path.write_text(
        '# hoe lang\nweeks = 260 # vijf jaar\nname = "a"\n\n[support] # steun\n# hoeveel\ncontrol = 0.2\n',
        encoding="utf-8",
    )
    write_toml(path, {"weeks": 104, "name": "a", "support": {"control": 0.2, "announced": False}, "left_out": None})
    text = path.read_text(encoding="utf-8")
    for comment in ("# hoe lang", "# vijf jaar", "# steun", "# hoeveel"):
        assert comment in text
    assert text.index("weeks = 104") < text.index("name") < text.index("control") < text.index("announced = false")
    assert "left_out" not in text


def test_a_new_file_gets_the_comments_that_are_given(folder: Path) -> None:
    path = folder / "fresh.toml"
    path.unlink(missing_ok=True)
    write_toml(path, {"a": {"b": 1}}, heading=["Uitleg."], comments={"a.b": "een getal"})
    assert path.read_text(encoding="utf-8").startswith("# Uitleg.\n")
    assert "b = 1 # een getal" in path.read_text(encoding="utf-8")


def test_a_failed_write_leaves_the_old_file(folder: Path) -> None:
    path = folder / "kept.toml"
    path.write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="object"):
        write_toml(path, {"a": object()})
    assert path.read_text(encoding="utf-8") == "a = 1\n"
    assert [other.name for other in folder.iterdir() if other.name.endswith(".part")] == []
