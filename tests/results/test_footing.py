"""Footing: weak versions of SQLite and weak drives are told, good ones are not."""

from pathlib import Path

import pytest

from weisim.results.footing import drive_advice, sqlite_advice, sqlite_version
from weisim.results.store import Store

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdb1 /srv/far/local ext4 rw 0 0
server:/srv /srv/far nfs4 rw 0 0
//office/share /mnt/our\\040share cifs rw 0 0
me@host:/ /mnt/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("version", "weak"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 6), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_that_can_lose_rows_are_told(version, weak):
    advice = sqlite_advice(version)
    assert (advice is not None) == weak
    if weak:
        assert ".".join(map(str, version)) in advice.told("en")


def test_by_default_the_version_of_this_python_is_asked():
    assert (sqlite_advice() is None) == (sqlite_advice(sqlite_version()) is None)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/var/kept.sqlite", ""),
        ("/srv/far/kept.sqlite", "nfs4"),
        ("/srv/far/local/kept.sqlite", ""),
        ("/mnt/our share/kept.sqlite", "cifs"),
        ("/mnt/far/away/kept.sqlite", "fuse.sshfs"),
        ("/var/ann/OneDrive - WEI/kept.sqlite", "OneDrive - WEI"),
        ("/var/ann/Dropbox/kept.sqlite", "Dropbox"),
    ],
)
def test_drives_of_other_computers_and_folders_that_are_copied_away_are_told(path, told):
    advice = drive_advice(Path(path), MOUNTS)
    assert (advice is not None) == bool(told)
    assert not told or told in advice.told("en")


def test_whoever_opens_a_store_in_such_a_place_is_told(tmp_path):
    plain, copied = tmp_path / "plain", tmp_path / "Dropbox"
    for folder in (plain, copied):
        folder.mkdir()
        with Store(folder / "kept.sqlite") as store:
            assert [("Dropbox" in str(note)) for note in store.notes] == ([True] if folder == copied else [])


def test_a_system_without_a_list_of_drives_is_no_reason_to_warn(monkeypatch, tmp_path):
    monkeypatch.setattr("weisim.results.footing.MOUNTS", tmp_path / "nothing")
    assert drive_advice(tmp_path / "kept.sqlite") is None
