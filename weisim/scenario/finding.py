"""Finding: where scenario files are, and a file by its name."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.support.checks import did_you_mean, nearest
from weisim.toml import near_names

SUFFIX = ".toml"


@functools.cache
def scenario_folder() -> Path:
    """The folder with the scenarios that come along: inside an installed package, else that of the repository."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def packaged_names() -> tuple[str, ...]:
    """The names of the scenarios that come along, in order."""
    return tuple(sorted(path.stem for path in scenario_folder().glob(f"*{SUFFIX}")))


def find_scenario(name: str | Path) -> Path:
    """The file of a scenario: a path as it is, a bare name among the scenarios that come along.

    Raises:
        InvalidInput: there is no such file; the fault offers names that look like it.
    """
    path = Path(name)
    if os.path.exists(path):  # unlike the method of a path, this also answers for a name that is too long
        return path
    if path.name == str(name):
        for stem in (path.name, path.name.removesuffix(SUFFIX)):
            packaged = scenario_folder() / f"{stem}{SUFFIX}"
            if os.path.isfile(packaged):
                return packaged
    message = Text("The file {name} does not exist here.", name=path.name or str(name))
    near = near_names(path)
    advice = Text("Files that are here: {names}.", names=", ".join(near)) if near else None
    offered = did_you_mean(nearest(path.name.removesuffix(SUFFIX), packaged_names()))
    known = Text("Scenarios that come along: {names}.", names=", ".join(packaged_names()))
    raise InvalidInput([Fault(str(name), 0, "", "", message, advice or offered or known)])
