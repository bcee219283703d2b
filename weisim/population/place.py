"""Place: the figures of one neighbourhood, each with its year, its level and its source."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from weisim.faults import Fault, InvalidInput
from weisim.language import Text, number
from weisim.population.figure import EARLIEST_YEAR, LATEST_YEAR, STRICT, Change, Figure, Substitution
from weisim.population.quantities import AGES, BY_NAME, HOUSEHOLD_TYPES, NEEDED, QUANTITIES, TENURES
from weisim.terms import Standing
from weisim.toml import TomlFile, read_toml
from weisim.toml.texts import text_refused

FORMAT = 1
FEWEST_INHABITANTS = 50
FEW_INHABITANTS = 500
LONGEST_NAME = 120
CODE = r"^(BU[0-9A-Z]{8}|WK[0-9A-Z]{6}|GM[0-9A-Z]{4}|NL[0-9A-Z]{2})$"
"""How CBS writes the code of an area; one character less is a zero that a spreadsheet took away."""

# the parts of a whole: CBS rounds each of them, so a little more than the whole is no fault
WHOLES = {"inhabitants": AGES, "households": HOUSEHOLD_TYPES}
SHARES = (TENURES, ("income_lowest_40", "income_highest_20"))
ROUNDED_SHARE, ROUNDED_PART, ROUNDED_COUNT = 1.05, 1.1, 25


def _sound(name: str) -> str:
    refused = text_refused(name, LONGEST_NAME) if name else None
    if refused is not None:
        raise PydanticCustomError("refusal", "{told}", {"told": refused[0]})
    return name


def _too_large(name: str, figure: Figure) -> bool:
    return BY_NAME[name].is_share and max(figure.value, figure.published or 0.0) > 1


class Suggestion(BaseModel):
    """A value for a parameter that suits this place better than the default, with its source and standing."""

    model_config = STRICT

    value: float
    source: str = Field(min_length=1, max_length=300)
    standing: str

    @property
    def known(self) -> Standing:
        """How well the value is known."""
        return Standing.from_word(self.standing)


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

    model_config = STRICT

    code: str = Field(pattern=CODE)
    name: Annotated[str, Field(min_length=1), AfterValidator(_sound)]
    municipality: Annotated[str, AfterValidator(_sound)] = ""
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
        return tuple(
            Substitution(name, figure, same_area=figure.area == self.code)
            for name, figure in self._in_order()
            if figure.substituted and figure.published is None
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every figure of which the scenario says another value, in the order of the place card."""
        return tuple(Change(name, figure) for name, figure in self._in_order() if figure.published is not None)

    def _in_order(self) -> list[tuple[str, Figure]]:
        return [(one.name, self.figures[one.name]) for one in QUANTITIES if one.name in self.figures]

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

    def with_figure(self, name: str, value: float) -> Place:
        """The same neighbourhood with another value for one figure, which remembers the one that was published."""
        standing = self.figures[name]
        was = standing.value if standing.published is None else standing.published
        return self._with({name: Figure(**{**standing.model_dump(), "value": value, "published": was})})

    def as_published(self) -> Place:
        """The same neighbourhood with every figure as it was published."""
        return self._with(
            {
                change.name: Figure(
                    **{**change.figure.model_dump(), "value": change.figure.published, "published": None}
                )
                for change in self.changes
            }
        )

    def scaled(self, residents: int) -> Place:
        """The same neighbourhood with another number of residents of 15 and older; every count grows alike."""
        factor = residents / max(self["inhabitants"] - self["age_0_14"], 1.0)
        return self._with(
            {
                name: Figure(**{**figure.model_dump(), "value": figure.value * factor})
                for name, figure in self.figures.items()
                if BY_NAME[name].unit in ("persons", "households")
            }
        )

    def _with(self, figures: Mapping[str, Figure]) -> Place:
        """The same place with some figures replaced, checked anew."""
        kept = {name: getattr(self, name) for name in Place.model_fields}
        return Place(**{**kept, "figures": {**self.figures, **figures}})


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
        faults.extend(_at_figure(figure, message, file, name) for figure, message in too_much(place))
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
    if kind == "refusal":
        message = context["told"]
    elif kind == "missing":
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


def too_much(place: Place) -> list[tuple[str, Text]]:
    """The figures whose parts are together far more than their whole, each with the words for it."""
    found = []
    for shares in SHARES:
        together = math.fsum(place[share] for share in shares)
        if together > ROUNDED_SHARE:
            found.append((shares[0], Text("These shares are {sum} together, and may be 1.", sum=number(together, 2))))
    for whole, parts in WHOLES.items():
        together = math.fsum(place[part] for part in parts)
        if together > place[whole] * ROUNDED_PART + ROUNDED_COUNT:
            told = Text(
                "The parts are {sum} together, and the whole is {whole}.",
                sum=number(together),
                whole=number(place[whole]),
            )
            found.append((max(parts, key=lambda part: place[part]), told))
    if place["households"] > place["inhabitants"] * ROUNDED_PART + ROUNDED_COUNT:
        told = Text("There are more households than people: {count}.", count=number(place["inhabitants"]))
        found.append(("households", told))
    return found


def look_again() -> Text:
    """What to do when parts are more than their whole."""
    return Text("Look at the figures: one of them is too large.")


def _at_figure(figure: str, message: Text, file: TomlFile, name: str) -> Fault:
    key = ("figures", figure)
    return Fault(name, file.line_of(key), ".".join(key), file.written((*key, "value")), message, look_again())


def _figure_faults(figures: Mapping[str, Any], file: TomlFile, name: str) -> list[Fault]:
    faults = []
    for key, figure in figures.items():
        quantity = BY_NAME.get(key)
        line = file.line_of(("figures", key))
        if quantity is None:
            message = Text("There is no such figure. Known are: {names}.", names=", ".join(BY_NAME))
            faults.append(Fault(name, line, f"figures.{key}", "", message))
            continue
        for part in ("value", "published"):
            value = figure.get(part) if isinstance(figure, dict) else None
            if isinstance(value, int | float) and quantity.is_share and value > 1 and not isinstance(value, bool):
                advice = Text("Did you mean {share}?", share=f"{value / 100:g}") if 2 <= value <= 100 else ""
                message = Text("This is a share from 0 to 1: {what}.", what=quantity)
                faults.append(Fault(name, line, f"figures.{key}.{part}", str(value), message, advice))
    for key in NEEDED:
        if key not in figures:
            message = Text("{what} is missing.", what=BY_NAME[key])
            faults.append(Fault(name, file.line_of("figures"), f"figures.{key}", "", message))
    return faults
