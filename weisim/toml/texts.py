"""Texts: what a line of text from outside may hold, so that it can stand on a screen, in a table and on a page."""

from __future__ import annotations

import unicodedata

from weisim.language import Text

_CLEVER = "=+-@"


def text_refused(value: str, longest: int) -> tuple[Text, str] | None:
    """Why a line of text cannot be used, and what may have been meant; nothing when it can.

    A name travels far: into file names, spreadsheets and pages. What could do harm there is refused at the entrance.
    """
    if not value.strip():
        return Text("must not be empty"), ""
    if len(value) > longest:
        return Text("is too long: at most {count} characters", count=longest), ""
    if any(unicodedata.category(letter)[0] == "C" for letter in value) or "\u2028" in value or "\u2029" in value:
        return Text("holds a character that cannot be seen, such as a line break"), ""
    if value != value.strip():
        return Text("begins or ends with a space"), value.strip()
    if unicodedata.normalize("NFKC", value[0])[0] in _CLEVER:
        return Text("must not begin with = + - or @: a spreadsheet would take it for a formula"), ""
    if "<" in value or ">" in value:
        return Text("must not hold < or >"), ""
    return None
