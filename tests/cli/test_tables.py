"""Tables: columns stand under each other and numbers to the right."""

from __future__ import annotations

from weisim.cli.tables import table


def test_columns_stand_under_each_other() -> None:
    lines = table([["a", "1"], ["long", "20"], ["x"]], right=(1,), indent=1).split("\n")
    assert lines == [" a      1", " long  20", " x"]


def test_no_rows_is_no_text() -> None:
    assert table([]) == ""
