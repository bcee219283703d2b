"""Writing: a place as a file that people can read and change."""

from __future__ import annotations

from pathlib import Path

from weisim.population.place import FORMAT, Place
from weisim.population.quantities import AGES, QUANTITIES

_FIRST_OF_BLOCK = (AGES[0], "households", "owner", "education_low", "participation", "income_lowest_40")


def write_place(place: Place, path: Path | str, comments: tuple[str, ...] = ()) -> None:
    """Write a place file with a comment in Dutch above each figure.

    Args:
        place: the place.
        path: the file to write.
        comments: lines that stand at the top of the file.

    Raises:
        OSError: the file cannot be written.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    # written beside the target and moved into place, so that nobody ever meets half a file
    part.write_text(place_text(place, comments), encoding="utf-8", newline="\n")
    part.replace(target)


def place_text(place: Place, comments: tuple[str, ...] = ()) -> str:
    """The text of a place file."""
    sources: dict[str, str] = {}
    for figure in place.figures.values():
        sources.setdefault(figure.source, f"bron-{len(sources) + 1}")
    lines = [f"# {_one_line(comment)}".rstrip() for comment in comments] or [
        f"# {_one_line(place.name)}: de cijfers waaruit de bewoners gemaakt worden."
    ]
    lines += [
        "",
        f"format = {FORMAT}",
        f"code = {_quoted(place.code)}",
        f"name = {_quoted(place.name)}",
        f"municipality = {_quoted(place.municipality)}",
        f"year = {place.year}",
        "",
        "# Waar de cijfers vandaan komen.",
        "[sources]",
        *(f"{key} = {_quoted(source)}" for source, key in sources.items()),
        "",
        "# Aantallen zijn personen of huishoudens; aandelen lopen van 0 tot 1.",
        "# `substituted = true`: dit cijfer valt in voor een cijfer dat voor de buurt ontbreekt.",
        "[figures]",
    ]
    for quantity in QUANTITIES:
        if quantity.name not in place.figures:
            continue
        figure = place.figures[quantity.name]
        if quantity.name in _FIRST_OF_BLOCK:
            lines.append("")
        lines.append(f"# {quantity.dutch}")
        parts = [
            f"value = {_decimal(figure.value)}",
            f"level = {_quoted(figure.level)}",
            f"area = {_quoted(figure.area)}",
            f"year = {figure.year}",
            f"source = {_quoted(sources[figure.source])}",
        ]
        if figure.substituted:
            parts.append("substituted = true")
        if figure.published is not None:
            parts.append(f"published = {_decimal(figure.published)}")
        if figure.note:
            parts.append(f"note = {_quoted(figure.note)}")
        lines.append(f"{quantity.name} = {{{', '.join(parts)}}}")
    if place.settings:
        lines += ["", "# Waarden die voor deze plek beter passen dan de standaard."]
        for key, suggestion in place.settings.items():
            lines += [
                f"[settings.{_quoted(key)}]",
                f"value = {_decimal(suggestion.value)}",
                f"source = {_quoted(suggestion.source)}",
                f"standing = {_quoted(suggestion.standing)}",
                "",
            ]
    return "\n".join(lines).rstrip() + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escaped(letter) for letter in escaped) + '"'


def _escaped(letter: str) -> str:
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def _one_line(text: str) -> str:
    """A comment that cannot become anything else: no line ends, no control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _decimal(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))
