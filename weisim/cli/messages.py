"""Messages: what is wrong and what to do now, told so that nobody has to read a trace."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from weisim.faults import Fault
from weisim.language import Text

WIDEST = 110
WIDEST_PLACE = 34
FAULT_FILE = "weisim-fault.txt"


def told(faults: Sequence[Fault]) -> str:
    """All faults in one form: place, key and what was found there; below it what is allowed and what to do."""
    blocks = [_header(faults), ""]
    places = [_place(fault) for fault in faults]
    fitting = [len(place) for place in places if place and len(place) <= WIDEST_PLACE]
    width = max(fitting, default=2 if any(places) else 0)
    blocks += [_one(fault, place, width) for fault, place in zip(faults, places, strict=True)]
    return "\n".join([*blocks, "", str(_what_now(faults))])


def what_now(message: object) -> str:
    """The line with which every command ends."""
    return str(Text("Next: {what}", what=message))


def from_disk(error: OSError) -> str:
    """What the disk or the system refused, in one sentence and one line with what to do."""
    where = printable(str(error.filename or "")) or "-"
    message = Text("{file} could not be read or written: {reason}.", file=where, reason=error.strerror or type(error))
    return f"{message}\n{what_now(Text('make room or choose another place with --out.'))}"


def no_room(faults: Sequence[Fault]) -> str:
    """That the disk is full: which file, that what was kept is safe, and what to do; nothing has to be mended."""
    lines = [printable(f"{fault.file}: {fault.message}.") for fault in faults]
    return "\n".join([*lines, what_now(Text("make room and give the same command again."))])


def unexpected(error: BaseException) -> str:
    """One friendly sentence about a mistake of ours, and where a description of it was left."""
    where = _leave_description(error)
    lines = [Text("Something went wrong in weisim itself; your files are as they were.")]
    if where:
        lines.append(Text("What happened is described in {file}; it holds no names and no figures.", file=where))
    lines.append(Text("Next: try once more, or report it with that file. All details: set WEISIM_TRACE=1."))
    return "\n".join(str(line) for line in lines)


def printable(text: str) -> str:
    """A text that cannot steer a terminal: what does not print becomes a question mark in a diamond."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _header(faults: Sequence[Fault]) -> str:
    files = list(dict.fromkeys(fault.file for fault in faults if fault.file))
    count = len(faults)
    if not files or not all(fault.file for fault in faults):
        header = (
            Text("1 fault. Nothing was run.") if count == 1 else Text("{count} faults. Nothing was run.", count=count)
        )
    elif len(files) == 1:
        one = Text("1 fault in {file}. Nothing was run.", file=printable(files[0]))
        more = Text("{count} faults in {file}. Nothing was run.", count=count, file=printable(files[0]))
        header = one if count == 1 else more
    else:
        header = Text("{count} faults in {files} files. Nothing was run.", count=count, files=len(files))
    return str(header)


def _place(fault: Fault) -> str:
    return printable(f"{fault.file}:{fault.line}" if fault.line else fault.file)


def _one(fault: Fault, place: str, width: int) -> str:
    width = width if place else 0
    indent = " " * (width + 4 if width else 1)
    found = f" = {fault.found}" if fault.found else ""
    what = printable(f"{fault.key}{found}" if fault.key else fault.found)
    says = _sentences(str(fault.message).strip(), str(fault.advice or "").strip())
    room = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns) - len(indent)
    lines = textwrap.wrap(printable(says), max(room, 40), break_long_words=False, break_on_hyphens=False)
    if not place and not what:
        return "\n".join(f" {line}" for line in lines)
    if len(place) > width:
        opening = [f" {place}", f"{indent}{what}"] if what else [f" {place}"]
    else:
        opening = [f" {place:<{width}}   {what}".rstrip() if width else f" {what}"]
    return "\n".join([*opening, *(indent + line for line in lines)])


def _sentences(message: str, advice: str) -> str:
    """What is wrong and what to do, with a full stop between the two."""
    stop = "" if not message or message[-1] in ".!?:;" else "."
    return f"{message}{stop} {advice}".strip() if advice else message


def _what_now(faults: Sequence[Fault]) -> str:
    files = list(dict.fromkeys(fault.file for fault in faults if fault.file.endswith(".toml") and fault.line))
    if not files:
        return what_now(Text("mend this and give the command again."))
    if len(files) > 1:
        return what_now(Text("mend the files and give the command again."))
    return what_now(Text("mend the file and type  weisim check {file}", file=printable(files[0])))


def _leave_description(error: BaseException) -> str:
    """Write down what happened without anything personal: no message, no values, no folders, only our own places."""
    import tempfile
    import traceback

    from weisim.results.provenance import VERSION

    package = Path(__file__).resolve().parent.parent
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        known = path.is_relative_to(package)
        name = f"weisim/{path.relative_to(package).as_posix()}" if known else path.name
        places.append(f"  {name}:{frame.lineno} {frame.name}")
    python = ".".join(str(part) for part in sys.version_info[:3])
    text = "\n".join([f"weisim {VERSION}, Python {python}", type(error).__name__, *places, ""])
    for folder in (Path(), Path(tempfile.gettempdir())):
        try:
            (folder / FAULT_FILE).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return str(folder / FAULT_FILE)
    return ""
