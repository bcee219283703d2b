"""Context: how the neighbourhood is, whatever the programme does; said by a scenario, in place of what is published."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from weisim.language import Text
from weisim.parameters.parameters import Parameters
from weisim.population.place import Place
from weisim.support.checks import Declaration, Unit

POVERTY = "below_110"
NUMBERS = {"mobility": "leaving.mobility", "trust": "settling.trust"}
"""The numbers of the model that a context may say, by its own words."""

_MOBILITY, _TRUST = (Parameters.find(key) for key in NUMBERS.values())


class Context(Declaration):
    """What a scenario says about the neighbourhood itself; what it leaves out is as the place and the model have it.

    Attributes:
        mobility: share of residents that leaves the neighbourhood in a year.
        trust: mean trust of residents at the start.
        poverty: share of households with an income up to 110 % of the social minimum.
    """

    mobility: Annotated[float, Field(ge=_MOBILITY.low, le=_MOBILITY.high), Unit(Text("share a year"))] | None = None
    trust: Annotated[float, Field(ge=_TRUST.low, le=_TRUST.high), Unit(Text("share"))] | None = None
    poverty: Annotated[float, Field(ge=0, le=1), Unit(Text("share of households"))] | None = None

    @classmethod
    def of(cls, place: Place, parameters: Parameters) -> Context:
        """What a story says about its neighbourhood other than its place and the model would have it."""
        usual = usual_parameters(place)
        said = {word: parameters.value(key) for word, key in NUMBERS.items()}
        own = {word: value for word, value in said.items() if value != usual.value(NUMBERS[word])}
        figure = place.figures[POVERTY]
        return cls(**own, poverty=None if figure.published is None else figure.value)

    def numbers(self) -> dict[str, float]:
        """The values it gives to numbers of the model, by key."""
        given = {key: getattr(self, word) for word, key in NUMBERS.items()}
        return {key: value for key, value in given.items() if value is not None}

    def told_of(self, place: Place) -> Place:
        """The place as this context has it, with its figure marked as changed."""
        return place if self.poverty is None else place.with_figure(POVERTY, self.poverty)


def usual_parameters(place: Place) -> Parameters:
    """The numbers of the model with what a place suggests.

    Raises:
        InvalidInput: the place suggests a number that does not exist or that leaves its range.
    """
    suggested = {key: _as_declared(key, one.value) for key, one in place.settings.items()}
    return Parameters().with_values(suggested)


def _as_declared(key: str, value: float) -> float | int:
    """A suggestion is a number with decimals; a parameter that counts wants a whole one."""
    try:
        return int(value) if Parameters.find(key).kind == "whole" and value == int(value) else value
    except KeyError:
        return value
