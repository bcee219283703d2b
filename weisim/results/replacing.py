"""Replacing: a file makes room for its successor only when that is complete, checked and on the disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from weisim.results.opening import sync_folder


@contextlib.contextmanager
def replacing(path: Path, check: Callable[[Path], Any] = lambda making: None) -> Iterator[BinaryIO]:
    """Write a file under another name and give it its own name when it is complete and on the disk.

    Args:
        path: the name it gets. When anything fails, what had that name before is as it was.
        check: reads the file again under its other name, and raises when it is not what was written.
    """
    making = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with making.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        check(making)
        os.replace(making, path)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            making.unlink(missing_ok=True)
        raise
