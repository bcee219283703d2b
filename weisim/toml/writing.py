"""Writing: put settings in a TOML file; comments that already stand in the file are kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table


def write_toml(
    path: Path | str,
    values: Mapping[str, Any] | str,
    heading: Sequence[str] = (),
    comments: Mapping[str, str] | None = None,
) -> None:
    """Write settings to a file, in one go; a file that exists keeps its comments and its order.

    Args:
        path: the file to write; its folder must exist.
        values: tables and values (None is left out, tuples become lists), or a whole text to be written as it is.
        heading: comment lines at the top of a new file.
        comments: a comment behind the value of a dotted key, such as `{"figures.owner.year": "estimate"}`;
            used where the key is new in the file.

    Raises:
        OSError: the file cannot be written.
    """
    target = Path(path)
    if isinstance(values, str):
        _replace(target, values)
        return
    document = _standing(target)
    if document is None:
        document = tomlkit.document()
        for line in heading:
            document.add(tomlkit.comment(line) if line else tomlkit.nl())
        if heading:
            document.add(tomlkit.nl())
    _update(document, _plain(values), dict(comments or {}), "")
    _replace(target, tomlkit.dumps(document))


def _standing(target: Path) -> tomlkit.TOMLDocument | None:
    try:
        return tomlkit.parse(target.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, TOMLKitError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Path):
        return value.as_posix()
    return value


def _update(table: Any, values: Mapping[str, Any], comments: dict[str, str], prefix: str) -> None:
    """Bring a standing table in line with the values: change, add, take out; leave what is equal untouched."""
    for key in [key for key in table if key not in values]:
        del table[key]
    # plain values first: behind a table header they would belong to that table
    for key, value in sorted(values.items(), key=lambda pair: _is_table(pair[1])):
        dotted = f"{prefix}{key}"
        standing = table.get(key)
        if isinstance(value, dict) and isinstance(standing, Mapping):
            _update(standing, value, comments, f"{dotted}.")
        elif isinstance(value, list) and isinstance(standing, AoT) and len(value) == len(standing) and _is_table(value):
            for inner, new in zip(standing, value, strict=True):
                _update(inner, new, comments, f"{dotted}.")
        elif standing is None:
            table[key] = _item(value, comments, f"{dotted}.", inline=not isinstance(table, Container | Table))
            if dotted in comments and not _is_table(value):
                table[key].comment(comments[dotted])
        elif _unwrapped(standing) != value or type(_unwrapped(standing)) is not type(value):
            table[key] = value


def _unwrapped(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _is_table(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(inner, dict) for inner in value)
    return isinstance(value, dict)


def _item(value: Any, comments: dict[str, str], prefix: str, *, inline: bool) -> Any:
    if inline or not _is_table(value):
        return tomlkit.item(value)
    if isinstance(value, dict):
        table = tomlkit.table()
        _update(table, value, comments, prefix)
        return table
    rows = tomlkit.aot()
    for inner in value:
        table = tomlkit.table()
        _update(table, inner, comments, prefix)
        rows.append(table)
    return rows


def _replace(target: Path, text: str) -> None:
    """Write beside the target and move into place, so that nobody ever meets half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
