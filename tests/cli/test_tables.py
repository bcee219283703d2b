"""Tables: columns stand under each other and numbers to the right."""

from __future__ import annotations

import pytest

from weisim.cli.tables import table


def test_columns_stand_under_each_other() -> None:
    lines = table([["a", "1"], ["long", "20"], ["x"]], right=(1,), indent=1).split("\n")
    assert lines == [" a      1", " long  20", " x"]


def test_a_table_that_is_too_wide_folds_one_column_and_the_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    rows = [["", "so many of them"], ["a plan with a name that is much longer than a line of sixty signs", "20"]]
    lines = table(rows, right=(1,), fold=0, head=True).split("\n")
    assert max(map(len, lines)) <= 60
    assert [line.split()[-1] for line in lines[:4]] == ["so", "many", "of", "them"]
    assert lines[4].endswith(" 20")


def test_no_rows_is_no_text() -> None:
    assert table([]) == ""
