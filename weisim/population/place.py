"""Place: the figures of one neighbourhood, each with its year, its level and its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from weisim.faults import Fault, InvalidInput
from weisim.language import Text, number, percent
from weisim.population.quantities import BY_NAME, NEEDED, QUANTITIES
from weisim.terms import Standing
from weisim.toml import TomlFile, read_toml

FORMAT = 1
MEN_AND_WOMEN = "mannen + vrouwen"
FEWEST_INHABITANTS = 50
FEW_INHABITANTS = 500
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
_STRICT = ConfigDict(
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
        note: what else a reader should know, in the words of whoever wrote the file.
    """

    model_config = _STRICT

    value: float = Field(ge=0, le=20_000_000)
    level: Level
    area: str = Field(min_length=1, max_length=40)
    year: int = Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)
    source: str = Field(min_length=1, max_length=300)
    substituted: bool = False
    note: str = Field(default="", max_length=500)


def _too_large(name: str, figure: Figure) -> bool:
    return BY_NAME[name].is_share and figure.value > 1


class Suggestion(BaseModel):
    """A value for a parameter that suits this place better than the default, with its source and standing."""

    model_config = _STRICT

    value: float
    source: str = Field(min_length=1, max_length=300)
    standing: str

    @property
    def known(self) -> Standing:
        """How well the value is known."""
        return Standing.from_word(self.standing)


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
        quantity, figure = BY_NAME[self.name], self.figure
        if quantity.is_share:
            value = percent(figure.value, 1)
        else:
            value = number(figure.value, 0 if quantity.unit in ("persons", "households") else 1)
        return f"{self.sentence} ({value}; {figure.year}; {told_source(figure)})"


class Place(BaseModel):
    """One neighbourhood in figures: what is needed to make its people.

    Attributes:
        code: the CBS code of the area, such as BU03636910.
        name: its name; the code again when no name is known.
        municipality: the municipality it lies in.
        year: the year of the number of inhabitants.
        figures: figures by name (see `quantities`).
        settings: values of parameters that suit this place, by key, such as `settling.trust`.
    """

    model_config = _STRICT

    code: str = Field(pattern=r"^[A-Z]{2}[0-9A-Z]{2,10}$")
    name: str = Field(min_length=1, max_length=120)
    municipality: str = Field(default="", max_length=120)
    year: int = Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)
    figures: Mapping[str, Figure]
    settings: Mapping[str, Suggestion] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        """Every figure that people are made from is there, is known, and is a share where it must be."""
        absent = [name for name in NEEDED if name not in self.figures]
        unknown = [name for name in self.figures if name not in BY_NAME]
        too_large = [name for name, figure in self.figures.items() if name not in unknown and _too_large(name, figure)]
        if absent or unknown or too_large:
            raise ValueError(f"figures missing: {absent}, unknown: {unknown}, above one: {too_large}")
        return self

    def __getitem__(self, name: str) -> float:
        """The value of one figure."""
        return self.figures[name].value

    @property
    def inhabitants(self) -> int:
        """How many people live here, children included."""
        return round(self["inhabitants"])

    @property
    def substitutions(self) -> tuple[Substitution, ...]:
        """Every figure that stands in for a missing one, in the order of the place card."""
        names = (quantity.name for quantity in QUANTITIES if quantity.name in self.figures)
        return tuple(
            Substitution(name, self.figures[name], same_area=self.figures[name].area == self.code)
            for name in names
            if self.figures[name].substituted
        )

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What to keep in mind about the size of this place."""
        if self.inhabitants < FEW_INHABITANTS:
            return (
                Text(
                    "Only {count} people live here. Rounding and chance weigh heavily below {few}.",
                    count=self.inhabitants,
                    few=FEW_INHABITANTS,
                ),
            )
        return ()

    def scaled(self, residents: int) -> Place:
        """The same neighbourhood with another number of residents of 15 and older; every count grows alike."""
        factor = residents / max(self["inhabitants"] - self["age_0_14"], 1.0)
        figures = {
            name: figure
            if BY_NAME[name].unit not in ("persons", "households")
            else Figure(**{**figure.model_dump(), "value": figure.value * factor})
            for name, figure in self.figures.items()
        }
        return Place(
            **{**self.model_dump(exclude={"figures", "settings"}), "figures": figures, "settings": self.settings}
        )


def size_faults(inhabitants: float, file: str, line: int = 0) -> list[Fault]:
    """The fault of a place in which too few people live to make a neighbourhood of them."""
    if inhabitants >= FEWEST_INHABITANTS:
        return []
    message = Text(
        "{count} people live here. At least {fewest} are needed to make a neighbourhood.",
        count=number(inhabitants),
        fewest=FEWEST_INHABITANTS,
    )
    return [
        Fault(
            file, line, "inhabitants", number(inhabitants), message, Text("Choose a larger area, such as the district.")
        )
    ]


def read_place(path: Path | str) -> Place:
    """Read a place file, with every fault at once.

    Raises:
        InvalidInput: the file cannot be read, a figure is missing or impossible, or too few people live there.
    """
    file = read_toml(path)
    return place_from_values(file.values, file)


def place_from_values(values: Mapping[str, Any], file: TomlFile) -> Place:
    """The place that the tables of a place file describe.

    Raises:
        InvalidInput: a key is unknown or missing, or a value is of the wrong kind or out of bounds.
    """
    name = str(file.path)
    faults: list[Fault] = []
    values = dict(values)
    if values.pop("format", FORMAT) != FORMAT:
        faults.append(
            Fault(name, file.line_of("format"), "format", file.written("format"), Text("must be {it}", it=FORMAT))
        )
    sources = values.pop("sources", {})
    figures = values.get("figures")
    if isinstance(sources, dict) and isinstance(figures, dict):
        values["figures"] = {key: _with_source(figure, sources) for key, figure in figures.items()}
    place: Place | None = None
    try:
        place = Place.model_validate(values)
    except ValidationError as error:
        # figures that are missing, unknown or above one get a fault of their own below
        problems = [found for found in error.errors(include_url=False, include_input=False) if found["loc"]]
        faults.extend(_fault(problem, file, name) for problem in problems)
    if isinstance(figures, dict):
        faults.extend(_figure_faults(figures, file, name))
    if place is not None:
        faults.extend(size_faults(place["inhabitants"], name, file.line_of("figures.inhabitants")))
    if faults or place is None:
        raise InvalidInput(faults)
    return place


def _with_source(figure: Any, sources: Mapping[str, Any]) -> Any:
    if isinstance(figure, dict) and figure.get("source") in sources:
        return {**figure, "source": sources[figure["source"]]}
    return figure


def _fault(problem: Any, file: TomlFile, name: str) -> Fault:
    location = tuple(part for part in problem["loc"] if isinstance(part, str | int))
    key = ".".join(str(part) for part in location)
    context = problem.get("ctx", {})
    kind = problem["type"]
    message: object
    if kind == "missing":
        message = Text("This is missing.")
    elif kind == "extra_forbidden":
        message = Text("There is no such key here.")
    elif kind in ("greater_than_equal", "less_than_equal"):
        message = (
            Text("must be at least {low}", low=context["ge"])
            if "ge" in context
            else Text("must be at most {high}", high=context["le"])
        )
    elif kind == "literal_error":
        message = Text("must be one of: {words}", words="buurt, wijk, gemeente, national")
    elif kind == "string_pattern_mismatch":
        message = Text("must be a CBS code such as BU03636910")
    elif kind.startswith(("float", "finite")):
        message = Text("must be a number")
    elif kind.startswith("int"):
        message = Text("must be a whole number")
    elif kind.startswith("bool"):
        message = Text("must be true or false")
    elif kind.startswith("string"):
        message = Text("must be a text between quotes, not empty and not too long")
    else:
        message = Text("must be a table with keys")
    return Fault(name, file.line_of(location), key, file.written(location), message)


def _figure_faults(figures: Mapping[str, Any], file: TomlFile, name: str) -> list[Fault]:
    faults = []
    for key, figure in figures.items():
        quantity = BY_NAME.get(key)
        line = file.line_of(("figures", key))
        if quantity is None:
            message = Text("There is no such figure. Known are: {names}.", names=", ".join(BY_NAME))
            faults.append(Fault(name, line, f"figures.{key}", "", message))
            continue
        value = figure.get("value") if isinstance(figure, dict) else None
        if isinstance(value, int | float) and quantity.is_share and value > 1:
            advice = Text("Did you mean {share}?", share=f"{value / 100:g}") if value <= 100 else ""
            message = Text("{what} is a share from 0 to 1.", what=quantity)
            faults.append(Fault(name, line, f"figures.{key}.value", str(value), message, advice))
    for key in NEEDED:
        if key not in figures:
            message = Text("{what} is missing.", what=BY_NAME[key])
            faults.append(Fault(name, file.line_of("figures"), f"figures.{key}", "", message))
    return faults
