"""Rule: compiled rules are dropped when the text of any of them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from weisim.neighbourhood import rule as room


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    folders = (tmp_path / "neighbourhood", tmp_path / "processes")
    for folder in folders:
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "a_rule.py").write_text("one text", encoding="utf-8")
    (tmp_path / "terms.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(room, "PACKAGE", tmp_path)
    monkeypatch.setattr(room, "WITH_RULES", folders)
    return folders


def begin_anew() -> None:
    room.forget_stale_rules.cache_clear()
    room.forget_stale_rules()


def test_a_changed_text_drops_what_was_compiled_from_the_old_one(two_folders: tuple[Path, Path]) -> None:
    """A rule may be called from another folder, where the compiler would not notice the change."""
    begin_anew()
    compiled = two_folders[1] / "__pycache__" / "a_rule.caller.nbi"
    compiled.write_text("compiled", encoding="utf-8")
    begin_anew()
    assert compiled.exists()
    (two_folders[0] / "a_rule.py").write_text("another text", encoding="utf-8")
    begin_anew()
    assert not compiled.exists()
