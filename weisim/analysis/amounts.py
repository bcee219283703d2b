"""Amounts: numbers as a reader can picture them, in his own language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry

SHARES = ("share", "probability")
"""Units that are shown out of a hundred."""


def shown(value: float, entry: Entry, language: str) -> str:
    """A value of an indicator: a share in per cent, euros with their sign, `–` when it is missing."""
    if math.isnan(value):
        return "–"
    text = number(_scaled(value, entry), places(entry), language)
    if entry.unit in SHARES:
        return f"{text} %" if language == "nl" else f"{text}%"
    return _with_euros(text, entry, language)


def signed(value: float, entry: Entry, language: str) -> str:
    """A difference with its sign; that of a share in percentage points, without the words."""
    if math.isnan(value):
        return "–"
    rounded = _scaled(value, entry)
    text = number(abs(rounded), places(entry), language)
    return f"−{text}" if rounded < 0 else f"+{text}" if rounded > 0 else text


def size(value: float, entry: Entry, language: str) -> str:
    """The size of a difference without its sign, with the word it needs: `13`, `5 percentage points`, `€ 1.200`."""
    rounded = abs(_scaled(value, entry))
    text = number(rounded, places(entry), language)
    if rounded == 0 and value != 0:
        text = Text("less than {least}", least=number(10.0 ** -places(entry), places(entry), language)).told(language)
    if entry.unit in SHARES:
        points = translate("percentage point", language) if text == "1" else translate("percentage points", language)
        return f"{text} {points}"
    return _with_euros(text, entry, language)


def least(value: float, entry: Entry, language: str) -> str:
    """The size of a difference as the lower end of a range whose upper end tells the unit: `5` of `5 to 9 points`."""
    text = number(abs(_scaled(value, entry)), places(entry), language)
    return _with_euros(text, entry, language)


def whole(value: float, language: str) -> str:
    """A count of people, ideas or organisations without decimals, halves upwards; `–` when it is missing."""
    return "–" if math.isnan(value) else number(math.floor(value + 0.5), 0, language)


def rough(value: float, digits: int = 3) -> float:
    """A large number without the digits that nobody can use: 48,237 becomes 48,200; a small one stays as it is."""
    if not math.isfinite(value) or abs(value) < 10**digits:
        return value
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    return math.floor(value / step + 0.5) * step


def cases_out_of(share: float) -> Text:
    """A probability as a count out of a number that a reader can picture: 8 out of 10, 17 out of 20.

    Only what is certain in these runs is called *all* or *none*.
    """
    if share >= 1.0:
        return Text("in all cases")
    if share <= 0.0:
        return Text("in no case")
    twentieths = math.floor(20 * share + 0.5)
    if twentieths == 20:
        return Text("in nearly all cases")
    if twentieths == 0:
        return Text("in hardly any case")
    if twentieths % 2:
        return Text("in about {count} out of 20 cases", count=twentieths)
    return Text("in about {count} out of 10 cases", count=twentieths // 2)


def cases_in_short(share: float) -> Text:
    """The same for a narrow column: all, none, ± 17 of 20."""
    if share >= 1.0:
        return Text("all")
    if share <= 0.0:
        return Text("none")
    count, out_of = math.floor(20 * share + 0.5), 20
    if count in (0, out_of):
        return Text("nearly all") if count else Text("hardly any")
    if count % 2 == 0:
        count, out_of = count // 2, 10
    return Text("± {count} of {out_of}", count=count, out_of=out_of)


def places(entry: Entry) -> int:
    """How many decimals are shown: those of the dictionary, two fewer for what is shown out of a hundred."""
    return max(entry.decimals - 2, 0) if entry.unit in SHARES else entry.decimals


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a table as lines: the first column to the left, the others to the right, a rule under the head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "─" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def is_euros(entry: Entry) -> bool:
    """Whether an indicator counts money."""
    return entry.unit.lower().startswith(("euro", "eur", "€"))


def _with_euros(text: str, entry: Entry, language: str) -> str:
    if not is_euros(entry):
        return text
    return f"€ {text}" if language == "nl" else f"€{text}"


def _scaled(value: float, entry: Entry) -> float:
    """The value as shown, halves rounded away from zero as people do."""
    exact = Decimal(repr(float(value))) * (100 if entry.unit in SHARES else 1)
    return float(exact.quantize(Decimal(1).scaleb(-places(entry)), rounding=ROUND_HALF_UP)) + 0.0
