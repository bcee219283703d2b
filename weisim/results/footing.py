"""Footing: what a store stands on, the version of SQLite and the drive, and what is known to be weak about them."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from weisim.language import Text

WAL_SINCE = (3, 7, 0)
SAFE_SINCE = (3, 51, 3)
SAFE_LINES = {(3, 50): 7, (3, 44): 6}
"""Older lines of SQLite to which the repair was carried back, and the release of the line that has it."""

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre", "beegfs"}
PASSED_ON = {"fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "davfs", "fuse.glusterfs", "fuse.s3fs"}
SYNCHRONISED = ("onedrive", "dropbox", "google drive", "googledrive", "nextcloud", "owncloud", "icloud", "syncthing")
"""How the folders of programs that copy files elsewhere are usually called."""

MOUNTS = Path("/proc/mounts")


def sqlite_version() -> tuple[int, int, int]:
    """The version of SQLite that this Python comes with."""
    return sqlite3.sqlite_version_info


def sqlite_advice(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Text | None:
    """What is weak about a version of SQLite, or None: some lose rows when two processes write to one file."""
    line, release = (version[0], version[1]), version[2] if len(version) > 2 else 0
    if version < WAL_SINCE or version >= SAFE_SINCE or release >= SAFE_LINES.get(line, release + 1):
        return None
    return Text(
        "SQLite {version} can lose rows when two processes write to one file. "
        "weisim lets only one process write, so your results are safe. {safe} and later are better.",
        version=".".join(map(str, version)),
        safe=".".join(map(str, SAFE_SINCE)),
    )


def drive_advice(path: Path, mounts: str | None = None) -> Text | None:
    """What is weak about the drive of a file, or None: on shared and synchronised drives a store can be damaged.

    Args:
        path: the file, or its folder.
        mounts: the drives as /proc/mounts lists them; by default those of this computer.
    """
    where = Path(path).absolute()
    for part in where.parts:
        if part.lower().startswith(SYNCHRONISED):
            return Text(
                "{folder} looks like a folder that is copied to other computers. Such a copy can damage this file. "
                "Better keep it in another folder.",
                folder=part,
            )
    if mounts is None:
        mounts = ""
        with contextlib.suppress(OSError):
            mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
    kind = _kind(where, mounts)
    if kind in NETWORK | PASSED_ON:
        return Text(
            "{file} is on a drive of another computer ({kind}). There a failing network can damage it. "
            "Better keep it on a drive of this computer.",
            file=str(where),
            kind=kind,
        )
    return None


def _kind(where: Path, mounts: str) -> str:
    """The type of the file system that holds a path: that of the longest mount point above it."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ").replace("\\011", "\t")
        if where.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), words[2]
    return kind
