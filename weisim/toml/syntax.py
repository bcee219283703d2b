"""Syntax: what is wrong with a line that is not TOML, in plain words."""

from __future__ import annotations

import re

from weisim.faults import Fault
from weisim.language import Text
from weisim.toml.lines import SHOWN, Lines, lines_of

_YAML = ("---", "- ", "!!", "%YAML", "&", "*")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


def syntax_fault(file: str, text: str, error: str) -> Fault:
    """The fault for a text that the standard reader refused.

    Args:
        file: the file, as the user named it.
        text: the whole text.
        error: what the standard reader said about it.
    """
    lines = lines_of(text)
    where = _WHERE.search(error)
    if ("overwrite" in error or "twice" in error or "mutate" in error) and lines.twice:
        path, first, second = lines.twice[0]
        key = ".".join(str(part) for part in path)
        return Fault(file, second, key, "", Text("This key already stands on line {line}.", line=first), _keep_one())
    if "overwrite" in error or "Duplicate" in error:
        where_else = _WHERE.search(error)
        line = int(where_else.group(1)) if where_else else 0
        return Fault(file, line, "", "", Text("This key already holds a value; it cannot hold another."), _keep_one())
    rows = text.split("\n")
    line = int(where.group(1)) if where else len(rows)
    if not where:
        while line > 1 and not rows[line - 1].strip():
            line -= 1
    if "4300" in error or "Exceeds the limit" in error:
        return Fault(file, _longest(rows), "", "", Text("This number has too many digits."))
    opened = _opened(file, lines, error)
    if opened:
        return opened
    row = rows[line - 1] if line <= len(rows) else ""
    why, advice = _explained(row, error)
    key, _, value = (part.strip()[:SHOWN] for part in row.partition("="))
    return Fault(file, line, key, value, why, advice)


def _write(example: str) -> Text:
    return Text("Write for instance {example}.", example=example)


def _keep_one() -> Text:
    return Text("Keep one of the two.")


def _longest(rows: list[str]) -> int:
    return max(range(len(rows)), key=lambda place: len(rows[place])) + 1


def _opened(file: str, lines: Lines, error: str) -> Fault | None:
    """The fault for a bracket or quotation mark that is opened and never closed; told at the line of the opening."""
    if lines.open_mark in ('"', "'") and "Illegal character '\\n'" not in error and "Unterminated" not in error:
        return None
    if lines.open_mark in ("[", "{") and "Unclosed" not in error and "end of document" not in error:
        return None
    if lines.open_mark in ("[", "{"):
        closing = "]" if lines.open_mark == "[" else "}"
        why = Text("The bracket {mark} is opened here and not closed.", mark=lines.open_mark)
        return Fault(file, lines.open_line, "", "", why, Text("Put {mark} behind the last value.", mark=closing))
    if lines.open_mark:
        advice = Text("Put {mark} on both sides of the text.", mark=lines.open_mark)
        return Fault(file, lines.open_line, "", "", Text("A quotation mark is missing."), advice)
    return None


def _explained(row: str, error: str) -> tuple[Text, Text | str]:
    value = row.split("=", 1)[1].strip() if "=" in row else ""
    value = value.split("#", 1)[0].strip().rstrip(",}]").strip()
    if re.fullmatch(r"[-+]?\d+,\d+", value):
        return Text("A number has a decimal point, not a comma."), _write(value.replace(",", "."))
    if re.fullmatch(r"[-+]?0[\d_]+(\.\d*)?", value):
        return Text("A number does not begin with a zero."), _write(value.lstrip("+-0_") or "0")
    if re.fullmatch(r"\d+:\d+", value):
        return Text("A number has no colon."), _write("18")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", value):
        day, month, year = (int(part) for part in re.split(r"[-/.]", value))
        return Text("A date is written as year-month-day."), _write(f"{year:04d}-{month:02d}-{day:02d}")
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", value):
        return Text("This date does not exist, or a zero is missing."), _write("2013-02-01")
    if re.fullmatch(r"\d+(\.\d+)?\s*%", value):
        return Text("A share is a number from 0 to 1."), _write(f"{float(value.rstrip(' %')) / 100:g}")
    if re.fullmatch(r"(€\s*)?[-+]?\d[\d.,]*\s*[^\W\d].*|€.*", value):
        return Text("Write only the number: the unit is already known."), ""
    if value in ("True", "False", "TRUE", "FALSE", "yes", "no", "ja", "nee"):
        return Text("Write true or false, in small letters."), ""
    if value.lower() in ("null", "none", "~", "nil"):
        return Text("Leave the line out to get the usual value."), ""
    if "{" in row and row.count("{") > row.count("}"):
        return Text("Everything between {{ and }} stands on one line."), ""
    if "=" in row and not value:
        return Text("The value behind the = sign is missing."), ""
    if row.lstrip().startswith(_YAML) or re.match(r"\s*([\w-]+|<<)\s*:(\s|$)", row):
        return Text("This looks like YAML."), Text("A setting is written as: key = value.")
    if row.lstrip().startswith(("{", "[{")) or re.match(r'\s*"[\w-]+"\s*:', row):
        return Text("This looks like JSON."), Text("A setting is written as: key = value.")
    if value.lstrip("+-").lower() in (".nan", ".inf", "infinity"):
        return Text("Write an ordinary number."), ""
    if not re.match(r"""\s*[\w"'\[#=]""", row, re.ASCII) or re.match(r"[^=\"'#]*[^\x00-\x7f]", row):
        return Text("The name of a setting has only letters without accents, digits, - and _."), ""
    if "Unescaped" in error or "\\" in value:
        return Text("Write / in a path, not a backslash."), ""
    if "Invalid value" in error:
        return Text("Put text between quotation marks."), ""
    return Text("A setting is written as: key = value."), ""
