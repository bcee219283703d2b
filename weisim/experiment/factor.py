"""Factor: which numbers and rules of the model are not known, and how far each may differ."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.parameters.parameters import Parameters
from weisim.parameters.quantity import Number
from weisim.results.design import Factor
from weisim.support.checks import did_you_mean, nearest

USUAL = (
    "joining.base", "joining.ask", "joining.slack",
    "working.demand_idea", "working.demand_resident_initiative", "working.demand_independent",
    "working.demand_enterprise", "motivating.pace",
    "ending.base_idea", "ending.base_resident_initiative", "ending.base_independent", "ending.base_enterprise",
    "doubting.shock", "supporting.coaching_half", "founding.idea",
    "joining.rule", "motivating.crowding", "doubting.promise", "organising.rule",
)  # fmt: skip
"""What to distrust first: shaky and influential numbers, and rules that have rivals."""

PRICES = frozenset(
    """
    supporting.hourly_outreach supporting.hourly_manager supporting.hourly_coaching supporting.hourly_partner
    supporting.place supporting.session supporting.room supporting.recognition_yearly supporting.discount
    """.split()
)
"""What things cost the public purse; it changes what a plan costs and nothing that happens."""

DECISIONS = frozenset(["choosing.top_down"])
"""What a plan decides; not something that nobody knows."""

NARROWER = {"advancing.group_least": (6.0, 36.0), "advancing.group_share": (0.0, 0.03)}
"""Ranges so wide that they can shut a gate for good; here as far as the gate still means something."""

NULL_RULES = {"organising.rule": ("plain",)}
"""Rules that stand for a model in which a mechanism is off; no rival that anybody holds true."""


def factor(key: str, between: Sequence[float] | None = None, among: Sequence[str] | None = None) -> Factor:
    """One number or rule of the model as something that is not known.

    Args:
        key: the number, such as `joining.base`.
        between: lowest and highest; the declared range when left out.
        among: rival rules; all of them when left out.

    Raises:
        InvalidInput: there is no such number, it can only be on or off, or the range leaves the declared one.
    """
    number = _declared(key)
    made = Factor(
        key=key,
        unit=number.unit,
        low=0.0 if number.low is None else number.low,
        high=float(len(number.choices)) if number.high is None else number.high,
        choices=number.choices,
        whole=number.kind == "whole",
        default=number.default,
        english=number.english,
        dutch=number.dutch,
        standing=number.standing.word,
    )
    if between is not None:
        made = _narrowed(made, between)
    if among is not None:
        made = _fewer(made, among)
    return made


def usual_factors() -> tuple[Factor, ...]:
    """What to distrust first: the numbers that are shaky as well as influential, and the rules that have rivals."""
    return tuple(_usual(Parameters.find(key)) for key in USUAL)


def all_factors() -> tuple[Factor, ...]:
    """Every number and rule of the model that is not known; no prices, no switches and nothing that a plan decides."""
    return tuple(
        _usual(number)
        for number in Parameters.table()
        if number.kind != "switch" and number.key not in PRICES | DECISIONS
    )


def _usual(number: Number) -> Factor:
    gone = NULL_RULES.get(number.key)
    among = [word for word in number.choices if word not in gone] if gone else None
    return factor(number.key, NARROWER.get(number.key), among)


def _declared(key: str) -> Number:
    known = {number.key: number for number in Parameters.table()}
    if not isinstance(key, str) or key not in known:
        near = _near(key, list(known)) if isinstance(key, str) else ""
        advice: Text | str = did_you_mean(near) or Text("See all numbers with: weisim explain")
        raise InvalidInput([Fault("", 0, "key", str(key), Text("There is no such number."), advice)])
    number = known[key]
    if number.kind == "switch":
        message = Text("This number can only be on or off.")
        advice = Text("Compare two scenarios instead: one with it on, one with it off.")
        raise InvalidInput([Fault("", 0, "key", key, message, advice)])
    return number


def _near(key: str, known: list[str]) -> str:
    name = key.rpartition(".")[2]
    same = [other for other in known if other.rpartition(".")[2] == name]
    return same[0] if len(same) == 1 else nearest(key, known)


def _narrowed(made: Factor, between: Sequence[float]) -> Factor:
    if made.choices:
        message = Text("This is a rule, so it has no lowest and highest value.")
        advice = Text("Write among = [...] with some of these words: {words}.", words=", ".join(made.choices))
        raise InvalidInput([Fault("", 0, "between", str(list(between)), message, advice)])
    low, high = between
    message = Text(
        "must lie between {low} and {high}, the range of this number ({unit})",
        low=f"{made.low:g}",
        high=f"{made.high:g}",
        unit=Text(made.unit),
    )
    if not made.low <= low <= high <= made.high:
        turned = Text("Write the lowest first.") if high < low else ""
        raise InvalidInput([Fault("", 0, "between", str(list(between)), message, turned)])
    if low == high or (made.whole and math.floor(high) <= math.ceil(low)):
        message = Text("This range holds one value, so nothing varies.")
        raise InvalidInput([Fault("", 0, "between", str(list(between)), message)])
    return dataclasses.replace(made, low=float(low), high=float(high))


def _fewer(made: Factor, among: Sequence[str]) -> Factor:
    if not made.choices:
        message = Text("This is a number, so it has no words to choose from.")
        advice = Text("Write between = [lowest, highest].")
        raise InvalidInput([Fault("", 0, "among", str(list(among)), message, advice)])
    for word in among:
        if word not in made.choices:
            message = Text("must be one of these words: {words}", words=", ".join(made.choices))
            near = did_you_mean(nearest(str(word), list(made.choices)))
            raise InvalidInput([Fault("", 0, "among", str(word), message, near)])
    if len(set(among)) < len(among):
        twice = next(word for word in among if list(among).count(word) > 1)
        raise InvalidInput([Fault("", 0, "among", twice, Text("holds {word} twice", word=twice))])
    if len(among) < 2:
        message = Text("There must be at least two rules to choose from.")
        raise InvalidInput([Fault("", 0, "among", str(list(among)), message)])
    # a design tells rules apart by their place; a default that is left out cannot be the default
    default = made.default if made.default in among else among[0]
    return dataclasses.replace(made, choices=tuple(among), high=float(len(among)), default=default)
