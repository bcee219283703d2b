"""Parameters: all groups of numbers together."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.parameters.advancing import Advancing
from weisim.parameters.bonding import Bonding
from weisim.parameters.choosing import Choosing
from weisim.parameters.dealing import Dealing
from weisim.parameters.doubting import Doubting
from weisim.parameters.ending import Ending
from weisim.parameters.federating import Federating
from weisim.parameters.founding import Founding
from weisim.parameters.informing import Informing
from weisim.parameters.joining import Joining
from weisim.parameters.learning import Learning
from weisim.parameters.leaving import Leaving
from weisim.parameters.motivating import Motivating
from weisim.parameters.organising import Organising
from weisim.parameters.presenting import Presenting
from weisim.parameters.producing import Producing
from weisim.parameters.quantity import Group, Number, nearest
from weisim.parameters.settling import Settling
from weisim.parameters.sharing import Sharing
from weisim.parameters.supporting import Supporting
from weisim.parameters.telling import Telling
from weisim.parameters.working import Working
from weisim.terms import Standing


class Parameters(BaseModel):
    """Every number that holds for everyone, a group a process; frozen, with ranges checked."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    settling: Settling = Settling()
    supporting: Supporting = Supporting()
    informing: Informing = Informing()
    telling: Telling = Telling()
    doubting: Doubting = Doubting()
    motivating: Motivating = Motivating()
    joining: Joining = Joining()
    choosing: Choosing = Choosing()
    founding: Founding = Founding()
    presenting: Presenting = Presenting()
    working: Working = Working()
    learning: Learning = Learning()
    sharing: Sharing = Sharing()
    organising: Organising = Organising()
    bonding: Bonding = Bonding()
    dealing: Dealing = Dealing()
    producing: Producing = Producing()
    federating: Federating = Federating()
    leaving: Leaving = Leaving()
    ending: Ending = Ending()
    advancing: Advancing = Advancing()

    GROUPS: ClassVar[tuple[type[Group], ...]] = (
        Settling,
        Supporting,
        Informing,
        Telling,
        Doubting,
        Motivating,
        Joining,
        Choosing,
        Founding,
        Presenting,
        Working,
        Learning,
        Sharing,
        Organising,
        Bonding,
        Dealing,
        Producing,
        Federating,
        Leaving,
        Ending,
        Advancing,
    )

    @classmethod
    @functools.cache
    def table(cls) -> tuple[Number, ...]:
        """Every number of the model, group by group, in the order of the week."""
        return tuple(number for group in cls.GROUPS for number in group.numbers())

    @classmethod
    def find(cls, key: str) -> Number:
        """The number with this key, such as `telling.informed`; raises KeyError when there is none."""
        return by_key()[key]

    def value(self, key: str) -> Any:
        """The value that holds here for a key such as `telling.informed`; raises KeyError when there is none."""
        number = self.find(key)
        return getattr(getattr(self, number.group), number.name)

    def flatten(self) -> dict[str, Any]:
        """All values by key, in the order of the table."""
        return {number.key: self.value(number.key) for number in self.table()}

    def with_values(self, values: Mapping[str, Any]) -> Parameters:
        """The same parameters with some numbers changed.

        Args:
            values: new values by key, such as `{"telling.informed": 0.004}`.

        Raises:
            InvalidInput: an unknown key, a value of the wrong kind or out of its range; one fault each, without file and line.
        """
        faults = [fault for key, value in values.items() if (fault := _fault(key, value)) is not None]
        if faults:
            raise InvalidInput(faults)
        groups: dict[str, dict[str, Any]] = {}
        for key, value in values.items():
            group, _, name = key.partition(".")
            groups.setdefault(group, {})[name] = value
        rebuilt = {}
        for group, changed in groups.items():
            standing: Group = getattr(self, group)
            rebuilt[group] = type(standing)(**{**standing.model_dump(), **changed})
        return Parameters(**{**{name: getattr(self, name) for name in type(self).model_fields}, **rebuilt})


@functools.cache
def by_key() -> dict[str, Number]:
    """Every number of the model by its key."""
    return {number.key: number for number in Parameters.table()}


def standings() -> dict[Standing, float]:
    """How much of the model is known and how much is guessed: the share of its numbers per standing."""
    numbers = Parameters.table()
    return {standing: len([n for n in numbers if n.standing is standing]) / len(numbers) for standing in Standing}


def _fault(key: str, value: object) -> Fault | None:
    known = by_key()
    where, found = f"parameters.{key}", _shown(value)
    if key not in known:
        return Fault("", 0, where, found, Text("There is no such number."), _did_you_mean(key, list(known)))
    number = known[key]
    group = next(group for group in Parameters.GROUPS if group.process == number.group)
    try:
        group(**{number.name: value})
    except ValidationError as error:
        return Fault("", 0, where, found, allowed(number), _percent(number, value, error))
    return None


def _did_you_mean(key: str, known: list[str]) -> object:
    name = key.rpartition(".")[2]
    same_name = [other for other in known if other.rpartition(".")[2] == name]
    near = same_name[0] if same_name else nearest(key, known)
    return Text("Did you mean {name}?", name=near) if near else Text("See all numbers with: weisim explain")


def _percent(number: Number, value: object, error: ValidationError) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if number.unit == "share" and is_number and 2.0 <= float(str(value)) <= 100.0:
        return Text("A share is 0 to 1. Did you mean {share}?", share=f"{float(str(value)) / 100:g}")
    if str(value) != str(value).strip() and str(value).strip() in number.choices:
        return Text("Take the space away: {word}", word=str(value).strip())
    near = nearest(str(value), list(number.choices)) if number.kind == "choice" else ""
    return Text("Did you mean {name}?", name=near) if near else ""


def allowed(number: Number) -> Text:
    """What a number may be, as a sentence with its unit."""
    if number.kind == "choice":
        return Text("must be one of: {words}", words=", ".join(number.choices))
    if number.kind == "switch":
        return Text("must be true or false, without quotes")
    if number.kind == "whole":
        return Text(
            "must be a whole number from {low} up to and including {high} ({unit})",
            low=f"{number.low:g}",
            high=f"{number.high:g}",
            unit=Text(number.unit),
        )
    return Text(
        "must be a number from {low} up to and including {high} ({unit})",
        low=f"{number.low:g}",
        high=f"{number.high:g}",
        unit=Text(number.unit),
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
