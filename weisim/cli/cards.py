"""Cards: the figures of a neighbourhood with what was filled in and what was reconciled, for screen and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weisim.language import Text, current_language, number, percent

if TYPE_CHECKING:
    from weisim.population.place import Place
    from weisim.population.population import Population

CHANGED = 0.5


def called(place: Place) -> str:
    """The name of a neighbourhood with its code; the code alone where CBS gave no name."""
    return place.code if place.name == place.code else f"{place.name} ({place.code})"


def place_rows(place: Place) -> tuple[tuple[str, str, str, str], ...]:
    """The place card: name, value and source of each figure, and what it stands in for or was changed from."""
    from weisim.population.figure import told_source
    from weisim.population.quantities import QUANTITIES

    language = current_language()
    remarks = {one.name: str(one.sentence) for one in place.substitutions}
    remarks |= {one.name: str(one.sentence) for one in place.changes}
    rows = []
    for quantity in QUANTITIES:
        if quantity.name not in place.figures:
            continue
        figure = place.figures[quantity.name]
        value = percent(figure.value, 1) if quantity.is_share else number(figure.value, _places(figure.value))
        source = f"{told_source(figure)}, {figure.area}, {figure.year}"
        rows.append((quantity.label(language), value, source, remarks.get(quantity.name, "")))
    return tuple(rows)


def reconciled(population: Population) -> list[list[str]]:
    """Each figure that had to change so that all of them fit one neighbourhood: published, reconciled, and why."""
    from weisim.population.quantities import BY_NAME

    language = current_language()
    rows = []
    for one in population.reconciled:
        if abs(one.change) < CHANGED:
            continue
        label = BY_NAME[one.name].label(language) if one.name in BY_NAME else str(Text("residents of 15 and older"))
        rows.append([label, number(one.published), "→", number(one.reconciled), str(one.reason or "")])
    return rows


def changed_rows(population: Population) -> tuple[tuple[str, str, str, str], ...]:
    """The same for the page: name, published, used, why."""
    return tuple((name, was, now, why) for name, was, _, now, why in reconciled(population))


def _places(value: float) -> int:
    return 0 if float(value).is_integer() or value >= 100 else 1
