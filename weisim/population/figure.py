"""Figure: one published figure of a neighbourhood, and what to say of it when it is not of the place itself."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from weisim.language import Text, current_language, number, percent
from weisim.population.quantities import BY_NAME

MEN_AND_WOMEN = "mannen + vrouwen"
EARLIEST_YEAR, LATEST_YEAR = 1995, 2040


Level = Literal["buurt", "wijk", "gemeente", "national"]
_LEVELS: dict[str, Text] = {
    "buurt": Text("neighbourhood"),
    "wijk": Text("district"),
    "gemeente": Text("municipality"),
    "national": Text("the Netherlands"),
}
_SAID_OF_SOURCES = {
    "uit het geheugen": Text("from memory"),
    "volgt uit de indeling van alle Nederlandse huishoudens naar inkomen": Text(
        "follows from the ranking of all Dutch households by income"
    ),
}
"""What the table of national figures says of its own sources, which place files repeat."""
STRICT = ConfigDict(
    strict=True, extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True, validate_default=True
)


class Figure(BaseModel):
    """One published figure, and where it comes from.

    Attributes:
        value: the figure; persons or households as a count, everything else as a share from 0 to 1.
        level: for which kind of area it was published.
        area: the code of that area.
        year: the year it is about.
        source: who published it where.
        substituted: whether it stands in for a figure that is missing.
        published: the value that was published, where a scenario says another one.
        note: what else a reader should know, in the words of whoever wrote the file.
    """

    model_config = STRICT

    value: float = Field(ge=0, le=20_000_000)
    level: Level
    area: str = Field(min_length=1, max_length=40)
    year: int = Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)
    source: str = Field(min_length=1, max_length=300)
    substituted: bool = False
    published: float | None = Field(default=None, ge=0, le=20_000_000)
    note: str = Field(default="", max_length=500)


def told_source(figure: Figure) -> str:
    """The source of a figure; what we say of it ourselves is said in the language in force."""
    source = figure.source
    for dutch, says in _SAID_OF_SOURCES.items():
        source = source.replace(dutch, str(says))
    return source


class Substitution:
    """A figure that stands in for a missing one; printed, it is a sentence that says so."""

    def __init__(self, name: str, figure: Figure, *, same_area: bool) -> None:
        """Keep the name of the quantity, the figure that stands in and whether it is about the area itself."""
        self.name = name
        self.figure = figure
        self.same_area = same_area

    @property
    def sentence(self) -> Text:
        """What was missing and what stands in for it."""
        figure, quantity = self.figure, BY_NAME[self.name]
        if figure.note == MEN_AND_WOMEN:
            return Text("Missing: {what}. Instead: men and women together.", what=quantity)
        if figure.level == "national":
            return Text("Missing: {what}. Instead: the figure of the Netherlands.", what=quantity)
        if self.same_area:
            return Text("Missing: {what}. Instead: the figure of {year} of this area.", what=quantity, year=figure.year)
        return Text(
            "Missing: {what}. Instead: the figure of the {level} {area}.",
            what=quantity,
            level=_LEVELS[figure.level],
            area=figure.area,
        )

    def __str__(self) -> str:
        """The sentence, with the value, the year and the source behind it."""
        value = _told_value(self.name, self.figure.value)
        return f"{self.sentence} ({value}; {self.figure.year}; {told_source(self.figure)})"


class Change:
    """A figure of which the scenario says another value than was published; printed, it is a sentence that says so."""

    def __init__(self, name: str, figure: Figure) -> None:
        """Keep the name of the quantity and the figure."""
        self.name = name
        self.figure = figure

    @property
    def sentence(self) -> Text:
        """That the scenario changed the figure, and from what."""
        was = _told_value(self.name, self.figure.value if self.figure.published is None else self.figure.published)
        return Text("Changed by the scenario. Published: {value}.", value=was)

    def __str__(self) -> str:
        """The sentence, with what it is about and the value that is used."""
        what = BY_NAME[self.name].label(current_language())
        return f"{what}: {_told_value(self.name, self.figure.value)}. {self.sentence}"


def _told_value(name: str, value: float) -> str:
    if BY_NAME[name].is_share:
        return percent(value, 1)
    return number(value, 0 if BY_NAME[name].unit in ("persons", "households") else 1)
