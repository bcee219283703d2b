"""Sources: the file of a scenario and the files it extends, laid over each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.scenario.finding import SUFFIX, packaged_names, scenario_folder
from weisim.scenario.scenario import FORMAT
from weisim.support.checks import did_you_mean, nearest
from weisim.support.intervention import MOMENTS
from weisim.toml import TomlFile, absent, read_toml, unusual

LONGEST_CHAIN = 8
OWN_KEYS = ("format", "extends", "name", "title", "title_en")
"""Keys that a file never takes from the file it extends."""

Key = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """One story as it stands in a file, and the folder outside which it may not reach.

    Attributes:
        file: the file.
        root: the folder.
        at: the table of the file in which the story stands; the whole file when empty.
    """

    file: TomlFile
    root: Path
    at: Key = ()

    @property
    def name(self) -> str:
        """The file as the user named it."""
        return str(self.file.path)

    @property
    def values(self) -> Mapping[str, Any]:
        """What the file says of the story."""
        values: Any = self.file.values
        for part in self.at:
            values = values[part]
        told: Mapping[str, Any] = values
        return told

    def line_of(self, path: Key) -> int:
        """The line of a key of the story; of the nearest table around it when the key is not in the file."""
        return self.file.line_of((*self.at, *path))

    def written(self, path: Key) -> str:
        """What the user wrote as the value of a key of the story."""
        return self.file.written((*self.at, *path))

    def shown(self, path: Key) -> str:
        """A key of the story as people read it, from the top of the file."""
        return shown_key((*self.at, *path))


@dataclass
class Sources:
    """All files of one scenario laid over each other.

    Attributes:
        chain: the files, the one that was asked for first.
        values: the tables together: tables merged, everything else replaced.
        origin: for each key path the file it came from.
        faults: what was wrong with the chain itself.
        complete: whether every file that is extended could be read.
    """

    chain: list[Source] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    origin: dict[Key, Source] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True

    def source_of(self, path: Key) -> Source:
        """The file in which a key stands; for a key that stands nowhere, the file of the table around it."""
        for length in range(len(path), 0, -1):
            source = self.origin.get(path[:length])
            if source is not None:
                return source
        return self.chain[0]

    def fault(self, path: Key, message: object, advice: object = "") -> Fault:
        """A fault at a key, with its file, its line and what the user wrote there."""
        source = self.source_of(path)
        # the last step may be one the user never wrote: the key of a table, or the phase behind a bare word
        spots = source.file.lines.spots
        while path[-1:] == ("[key]",) or (path[-1:] == ("phase",) and (*source.at, *path) not in spots):
            path = path[:-1]
        return Fault(source.name, source.line_of(path), source.shown(path), source.written(path), message, advice)


def shown_key(path: Key) -> str:
    """A key path as people read it: `support.interventions[2].amount`, counted from 1."""
    shown = ""
    for part in path:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def gather(path: Path) -> Sources:
    """Read a file and every file it extends.

    Raises:
        InvalidInput: the file itself cannot be read; what is wrong further up the chain is kept in `faults`.
    """
    return gather_from(Source(read_toml(path), path.parent.resolve()))


def gather_from(first: Source) -> Sources:
    """Read every file that a story extends; what is wrong in the chain is kept in `faults`."""
    sources = Sources()
    source: Source | None = first
    while source is not None:
        sources.chain.append(source)
        if not source.at:  # a story inside another file has the format of that file
            _check_format(source, sources)
        source = _extended(source, sources)
    for source in reversed(sources.chain):
        own = source is sources.chain[0]
        values = {key: value for key, value in source.values.items() if own or key not in OWN_KEYS}
        _lay_over(sources.values, values, source, sources.origin, ())
    return sources


def inside(given: str, source: Source, suffix: str = SUFFIX) -> Path | None:
    """The file meant by a path in a scenario file; None when it is not a relative path that stays in the folder."""
    if not given or "\\" in given or ":" in given or given.startswith(("/", "~")) or "\0" in given:
        return None
    path = source.file.path.parent / given
    try:
        stays = path.resolve().is_relative_to(source.root)
        path.exists()  # a name too long for the disk is refused here, and not where the file is opened
    except (OSError, RuntimeError, ValueError):
        return None
    return path if stays and path.suffix == suffix else None


def outside(path: Key, sources: Sources) -> Fault:
    """The fault for a path that leaves the folder of the scenario file."""
    message = Text("must be the path of a .toml file in the folder of this file or below it, written with /")
    return sources.fault(path, message)


def _check_format(source: Source, sources: Sources) -> None:
    given = source.values.get("format")
    line = source.line_of(("format",))
    found = source.written(("format",))
    if given is None:
        message = Text("This is missing.")
        advice = Text("Put this line at the top: {example}", example=f"format = {FORMAT}")
        sources.faults.append(Fault(source.name, 1, "format", "", message, advice))
    elif isinstance(given, bool) or not isinstance(given, int) or given < 1:
        message = Text("must be the number {it}", it=FORMAT)
        sources.faults.append(Fault(source.name, line, "format", found, message))
    elif given > FORMAT:
        message = Text("This file was made with a newer weisim.")
        advice = Text("Update with: {command}", command="pip install -U weisim")
        sources.faults.append(Fault(source.name, line, "format", found, message, advice))


def _extended(source: Source, sources: Sources) -> Source | None:
    if "extends" not in source.values:
        return None
    given = source.values["extends"]
    if source.at and isinstance(given, str) and _bare(given):
        given += SUFFIX
    fault: list[Fault] = []
    parent: Source | None = None
    key: Key = ("extends",)
    where = (source.name, source.line_of(key), source.shown(key), source.written(key))
    path = inside(given, source) if isinstance(given, str) else None
    if path is None:
        message = Text("must be the path of a .toml file in the folder of this file or below it, written with /")
        fault = [Fault(*where, message)]
    else:
        root = source.root
        packaged = scenario_folder() / path.name
        if not path.exists() and path.name == given and packaged.is_file():
            path, root = packaged, packaged.parent.resolve()
        if any(path.resolve() == earlier.file.path.resolve() for earlier in sources.chain if not earlier.at):
            fault = [Fault(*where, Text("The files extend each other in a circle."), Text("Take one extends away."))]
        elif len(sources.chain) >= LONGEST_CHAIN:
            shorter = Text("Let this file extend one that stands earlier in the row.")
            fault = [Fault(*where, Text("At most {count} files may extend each other.", count=LONGEST_CHAIN), shorter)]
        elif not path.exists():
            fault = [absent(path, source.name, where[2], where[1], where[3])]
            near = nearest(path.stem, packaged_names())
            offered = did_you_mean(near if source.at or not near else f"{near}{SUFFIX}")
            fault = [dataclasses.replace(fault[0], advice=offered or fault[0].advice)]
        elif (strange := unusual(path)) is not None:
            fault = [Fault(*where, strange)]
        else:
            try:
                parent = Source(read_toml(path), root)
            except InvalidInput as error:
                fault = list(error.faults)
    sources.faults.extend(fault)
    sources.complete = sources.complete and not fault
    return parent


def _bare(name: str) -> bool:
    """Whether this is the name of a scenario and not the path of a file."""
    return bool(name) and "/" not in name and not name.endswith(SUFFIX)


def _lay_over(
    under: dict[str, Any], over: Mapping[str, Any], source: Source, origin: dict[Key, Source], path: Key
) -> None:
    """Lay one file over what is there: tables merge, lists and values are replaced.

    Month, week and date are three ways to say one thing, so whoever says one of them takes the others away.
    """
    for key, value in over.items():
        here = (*path, key)
        standing = under.get(key)
        if isinstance(value, dict) and isinstance(standing, dict):
            origin[here] = source
            if any(moment in value for moment in MOMENTS):
                for moment in MOMENTS:
                    standing.pop(moment, None)
            _lay_over(standing, value, source, origin, here)
            continue
        if isinstance(standing, dict):
            for known in [known for known in origin if known[: len(here)] == here]:
                del origin[known]
        under[key] = {} if isinstance(value, dict) else value
        origin[here] = source
        if isinstance(value, dict):
            _lay_over(under[key], value, source, origin, here)
