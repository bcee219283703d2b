"""Substituting: what stands in for a missing figure, and says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.population.associations import rows
from weisim.population.figure import MEN_AND_WOMEN, Figure, Level
from weisim.population.place import Place, look_again, size_faults, too_much
from weisim.population.quantities import BY_NAME, QUANTITIES, group_members
from weisim.population.reading import FiguresFile, level_of, read_figures, unknown_area

# order in which groups of figures are found; those of one group come from one source together
_GROUPS = tuple(dict.fromkeys(quantity.group for quantity in QUANTITIES if quantity.group != "inhabitants"))


def place_from(files: Sequence[tuple[Path | str, int | None]], code: str, name: str | None = None) -> Place:
    """A place from one or more files of key figures; for every figure the first file that has it wins.

    A figure missing everywhere for the area itself is taken from its district, else from its municipality, else from
    the Netherlands, counts in proportion to the inhabitants. Each such figure is marked as substituted.

    Args:
        files: files with the year of their figures, the most trusted first.
        code: the code of the area, such as BU03636910.
        name: a name for the place; else the name in the files, else the code.

    Raises:
        InvalidInput: a file cannot be read, no file has the area, a cell cannot be read, or too few people live there.
    """
    read: list[FiguresFile] = []
    faults: list[Fault] = []
    for path, year in files:
        try:
            read.append(read_figures(path, year))
        except InvalidInput as invalid:
            faults.extend(invalid.faults)
    if not files:
        faults.append(Fault("", 0, "figures", "", Text("Give at least one file with key figures.")))
    if faults:
        raise InvalidInput(faults)
    return place_of(read, code, name)


def place_of(files: Sequence[FiguresFile], code: str, name: str | None = None) -> Place:
    """A place from files that were read before; see `place_from`."""
    area = code.strip().upper()
    with_area = [file for file in files if area in file.rows]
    if not with_area or level_of(area) == "national":
        raise InvalidInput([unknown_area(code.strip()[:60], files)])
    first, inhabitants = _inhabitants(with_area, area)
    faults = size_faults(inhabitants.value, first.file, first.lines[area])
    if faults:
        raise InvalidInput(faults)
    figures = {"inhabitants": inhabitants}
    for group in _GROUPS:
        for found in _candidates(group, area, files, first, inhabitants.value):
            figures.update(found)
            break
    known = name or next((called for file in with_area if (called := file.sound(area, "name"))), area)
    municipality = next((town for file in with_area if (town := file.sound(area, "municipality"))), "")
    place = Place(code=area, name=known, municipality=municipality, year=first.year, figures=figures)
    faults = [
        Fault(first.file, first.lines[area], f"{area}.{first.heading(figure)}", "", message, look_again())
        for figure, message in too_much(place)
    ]
    if faults:
        raise InvalidInput(faults)
    return place


def _inhabitants(files: Sequence[FiguresFile], area: str) -> tuple[FiguresFile, Figure]:
    """The number of inhabitants of the area itself, from the first file that has it; else its men and women."""
    for file in files:
        value = file.value(area, "inhabitants")
        if value is not None:
            return file, _figure(value, area, file, substituted=file is not files[0])
    for file in files:
        men, women = file.value(area, "men"), file.value(area, "women")
        if men is not None and women is not None:
            return file, _figure(men + women, area, file, substituted=True, note=MEN_AND_WOMEN)
    message = Text("The number of inhabitants is missing. Without it there are no people to make.")
    advice = Text("Choose a larger area, such as the district.")
    raise InvalidInput([Fault(files[0].file, files[0].lines[area], area, "", message, advice)])


def _candidates(
    group: str, area: str, files: Sequence[FiguresFile], first: FiguresFile, inhabitants: float
) -> Iterator[dict[str, Figure]]:
    """What could fill a group of figures, best first: the area, its district, its municipality, the Netherlands."""
    # the file that gave the inhabitants comes first for the area itself
    ordered = [first, *(file for file in files if file is not first)]
    areas = [area, *_around(area)]
    for code in areas:
        if code != area and not BY_NAME[group_members(group)[0]].needed:
            return
        for file in ordered:
            if code == area and file is not first and _other_borders(file, first, area):
                continue
            values = _complete(group, code, file)
            if values is None:
                continue
            own = code == area and file is first
            factor = 1.0
            if not own:
                around = file.value(code, "inhabitants")
                if around:
                    factor = inhabitants / around
                elif BY_NAME[group_members(group)[0]].unit != "share":
                    continue
            yield {
                key: _figure(
                    value if BY_NAME[key].unit in ("share", "persons per household") else value * factor,
                    code,
                    file,
                    substituted=not own,
                )
                for key, value in values.items()
            }
    if BY_NAME[group_members(group)[0]].needed:
        yield _national(group, inhabitants)


def _around(area: str) -> tuple[str, ...]:
    """The codes of the areas an area lies in, the smallest first; they follow from its own code."""
    inside = {"buurt": (f"WK{area[2:8]}", f"GM{area[2:6]}"), "wijk": (f"GM{area[2:6]}",)}.get(level_of(area), ())
    return (*inside, "NL00")


def _other_borders(one: FiguresFile, other: FiguresFile, area: str) -> bool:
    """Whether the borders of the area changed in the later of two files of different years."""
    later = one if one.year > other.year else other
    return one.year != other.year and later.borders_changed(area)


def _complete(group: str, code: str, file: FiguresFile) -> dict[str, float] | None:
    """The figures of a group when the file has all of them for the area, and they are of use."""
    values: dict[str, float] = {}
    for name in group_members(group):
        value = file.value(code, name)
        if value is None:
            return None
        values[name] = value
    if group == "households" and values["households"] <= 0:
        return None
    if group in ("ages", "education", "tenure") and not any(value > 0 for value in values.values()):
        return None
    if group == "ages" and values["age_0_14"] >= (file.value(code, "inhabitants") or 0):
        return None
    return values


def _figure(value: float, area: str, file: FiguresFile, *, substituted: bool, note: str = "") -> Figure:
    return Figure(
        value=round(value, 4),
        level=cast(Level, level_of(area)),
        area=area,
        year=file.year,
        source=file.source,
        substituted=substituted,
        note=note,
    )


def _national(group: str, inhabitants: float) -> dict[str, Figure]:
    """Figures of the Netherlands, kept with the program; counts are kept per inhabitant."""
    figures = {}
    for row in rows("national"):
        quantity = BY_NAME[row["figure"]]
        if quantity.group != group:
            continue
        value = float(row["value"]) * (1.0 if quantity.is_share else inhabitants)
        figures[quantity.name] = Figure(
            value=round(value, 4),
            level="national",
            area="NL00",
            year=int(row["year"]),
            source=row["source"],
            substituted=True,
        )
    return figures
