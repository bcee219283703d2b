"""Playing: what a command says around an experiment."""

from __future__ import annotations

from pathlib import Path

import pytest

from weisim.cli import playing
from weisim.faults import InvalidInput
from weisim.language import speaking


def test_the_first_time_it_says_why_it_takes_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    with speaking("en"):
        playing.say_when_compiling()
        assert "The first time" in capsys.readouterr().err
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "telling.nbi").write_bytes(b"")
        playing.say_when_compiling()
        assert capsys.readouterr().err == ""


def test_faults_of_several_scenarios_are_gathered_and_a_shared_one_told_once(tmp_path: Path) -> None:
    (tmp_path / "basis.toml").write_text('format = 1\nname = "basis"\nweken = 3\n', encoding="utf-8")
    for name in ("x", "y"):
        text = f'format = 1\nname = "{name}"\nextends = "basis.toml"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        playing.read_all((str(tmp_path / "x.toml"), str(tmp_path / "y.toml")))
    shared = [fault for fault in refused.value.faults if fault.key == "weken"]
    assert len(shared) == 1
