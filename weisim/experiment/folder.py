"""Folder: the experiments that come along, and the file of one by its name."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.support.checks import did_you_mean, nearest
from weisim.toml import near_names, read_toml

SUFFIX = ".toml"
PATTERNS = "patterns"
"""A list of patterns that the model must show stands in the same folder of the repository; it is no experiment."""

MARKS = frozenset({"scenarios", "variants", "grid", "futures", "findings", "question"})
"""Keys by which an experiment is told from a scenario."""


@functools.cache
def experiment_folder() -> Path:
    """The folder with the experiments that come along: inside an installed package, else that of the repository."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "experiments"
    return inside if inside.is_dir() else package.parent / "experiments"


def experiment_names() -> tuple[str, ...]:
    """The names of the experiments that come along, in order."""
    stems = (path.stem for path in experiment_folder().glob(f"*{SUFFIX}"))
    return tuple(sorted(stem for stem in stems if stem != PATTERNS))


def find_experiment(name: str | Path) -> Path:
    """The file of an experiment: a path as it is, a bare name among the experiments that come along.

    Raises:
        InvalidInput: there is no such file; the fault offers names that look like it.
    """
    path = Path(name)
    # unlike the methods of a path, these also answer for a name that is too long
    if os.path.exists(path) and not (os.path.isdir(path) and path.name == str(name)):
        return path
    stem = path.name.removesuffix(SUFFIX)
    if path.name == str(name) and stem in experiment_names():
        return experiment_folder() / f"{stem}{SUFFIX}"
    if os.path.exists(path):
        return path
    message = Text("The file {name} does not exist here.", name=path.name or str(name))
    near = near_names(path)
    advice = Text("Files that are here: {names}.", names=", ".join(near)) if near else None
    offered = did_you_mean(nearest(stem, experiment_names()))
    known = Text("Experiments that come along: {names}.", names=", ".join(experiment_names()))
    raise InvalidInput([Fault(str(name), 0, "", "", message, advice or offered or known)])


def is_experiment(name: str | Path) -> bool:
    """Whether a file, or a name, is an experiment and not a scenario; what cannot be read at all is not."""
    path = Path(name)
    if not path.exists():
        return path.name == str(name) and path.name.removesuffix(SUFFIX) in experiment_names()
    try:
        return bool(MARKS & read_toml(path).values.keys())
    except InvalidInput:
        return False
