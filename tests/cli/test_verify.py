"""Verify: a sound store is told so, a damaged one by name, with what to do."""

import contextlib
import sqlite3

import pytest

from tests.results.conftest import small_run
from weisim.results.run import FailedRun
from weisim.results.store import Store


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.keep_story("steady", "digest of steady", 'name = "steady"\n', 'name = "place"\n')
        store.add(*(small_run(replication=number) for number in range(1, 1_041)))
        store.add_failed(FailedRun("steady", 2_000, 2_000, "it broke", 4, "weisim run"))
    return path


def test_a_sound_store_is_told_so_and_what_to_do_next(typed, kept):
    result = typed("--language", "en", "verify", kept)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].split() == ["runs", "as", "they", "were", "written", "1,040"]
    assert lines[4].split() == ["damaged", "0"]
    assert "Everything is as it was written." in lines
    assert lines[-1] == f"Next: weisim export {kept} --format csv"


def test_it_speaks_dutch_as_well(typed, kept):
    result = typed("--language", "nl", "verify", kept)
    assert "Alles staat er zoals het is geschreven." in result.output
    assert "1.040" in result.output


def test_damaged_rows_are_named_and_the_way_out_is_told(typed, kept):
    with contextlib.closing(sqlite3.connect(kept)) as database, database:
        database.execute("UPDATE run SET seed = seed + 1 WHERE replication IN (3, 17)")
    result = typed("--language", "en", "verify", kept)
    assert result.exit_code == 1
    assert "  steady 3\n  steady 17\n" in result.output
    assert "Everything" not in result.output
    assert result.output.splitlines()[-1] == (
        "Next: give the command that made the file again; it makes only these anew."
    )


def test_many_damaged_rows_do_not_flood_the_screen(typed, kept):
    with contextlib.closing(sqlite3.connect(kept)) as database, database:
        database.execute("UPDATE run SET seed = seed + 1")
    result = typed("--language", "en", "verify", kept)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) < 35
    assert "and 1,020 more" in result.output


def test_a_torn_file_is_told_apart(typed, kept):
    content = bytearray(kept.read_bytes())
    content[20 * 4096 : 24 * 4096] = b"\0" * (4 * 4096)
    kept.write_bytes(content)
    result = typed("--language", "en", "verify", kept)
    assert result.exit_code == 1
    assert "The file itself is torn; SQLite says:" in result.output
    assert "move the file to another place" in result.output


def test_a_scenario_without_its_text_is_named(typed, kept):
    with Store(kept) as store:
        store.add(small_run(scenario="early"))
    result = typed("--language", "en", "verify", kept)
    assert result.exit_code == 0
    assert "cannot be played again: early." in " ".join(result.output.split())


def test_what_is_no_store_is_wrong_input(typed, tmp_path):
    (tmp_path / "thing.sqlite").write_text("a,b\n" * 100)
    assert typed("verify", "thing.sqlite").exit_code == 2
    assert typed("verify", "nothing.sqlite").exit_code == 2
