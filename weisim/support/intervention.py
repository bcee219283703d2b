"""Intervention: one kind of help, by whom, from and until when, how much, and how it ends."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from weisim.language import Text
from weisim.support.checks import Declaration, Name, Unit, did_you_mean, refusal, term_from
from weisim.terms import Help, Phase
from weisim.weeks import weeks_between, weeks_from_months

LAST_WEEK = 1_040
LAST_MONTH = 240
MOST_AMOUNT = 1_000
STRESS_TEST = "stress test"
MOMENTS = ("month", "week", "date")
"""The keys that say a moment; one of them at a time."""

UNITS: Mapping[Help, Text] = {
    Help.TRAINING: Text("places a week"),
    Help.REFLECTION: Text("dose; 1 is a session for each initiative every four weeks"),
    Help.SEED_GRANTS: Text("dose; 1 is the full grants"),
    Help.SPACE: Text("rooms"),
    Help.RECOGNITION: Text("dose; 1 is full recognition"),
    Help.TALENT_SCAN: Text("hours for each who joins"),
}

HELP_IN_DUTCH = {
    "bewoners_opzoeken": "outreach",
    "informeren": "informing",
    "verbinden": "connecting",
    "coachen": "manager_coaching",
    "bemiddelen": "brokering",
    "bemiddeling": "brokering",
    "trainen": "training",
    "trainingsplaatsen": "training",
    "reflectie": "reflection",
    "community_vorming": "community_building",
    "subsidie": "seed_grants",
    "startsubsidies": "seed_grants",
    "ruimte": "space",
    "ruimtes": "space",
    "waardering": "recognition",
    "talentenscan": "talent_scan",
    "talentscan": "talent_scan",
}

PHASES_IN_DUTCH = {
    "informatie": "information",
    "informatiefase": "information",
    "ontstaan": "emergence",
    "ontstaansfase": "emergence",
    "ontwikkeling": "development",
    "ontwikkelfase": "development",
    "autonoom": "autonomous",
    "autonome_fase": "autonomous",
    "autonomy": "autonomous",
}

OneHelp = Annotated[Help, term_from(Help, HELP_IN_DUTCH)]
OnePhase = Annotated[Phase, term_from(Phase, PHASES_IN_DUTCH)]
Week = Annotated[int, Field(ge=0, le=LAST_WEEK), Unit(Text("weeks after the start"))]
Month = Annotated[float, Field(ge=0, le=LAST_MONTH), Unit(Text("months after the start"))]


def unit_of(kind: Help) -> Text:
    """What the amount of a kind of help is counted in."""
    return UNITS.get(kind, Text("hours a week"))


class Moment(Declaration):
    """A moment in the story: a month, a week or a date; exactly one of them."""

    month: Month | None = None
    week: Week | None = None
    date: datetime.date | None = None

    def week_from(self, start: datetime.date) -> int:
        """The week of the story in which this moment falls; week 0 begins at the start."""
        if self.week is not None:
            return self.week
        if self.date is not None:
            return weeks_between(start, self.date)
        return weeks_from_months(self.month or 0.0)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return {"date": value}
    said = {key: getattr(value, key) for key in MOMENTS} if type(value) is Moment else value
    if isinstance(said, Mapping) and len(_given(said, MOMENTS)) == 1:
        return value
    raise refusal(Text("must be one of: {{ month = 12 }}, {{ week = 52 }} or a date"))


AnyMoment = Annotated[Moment, BeforeValidator(_moment)]


def _given(value: Mapping[Any, Any], keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if value.get(key) is not None]


class When(Moment):
    """When help begins or ends: at a moment, or when the programme enters a phase."""

    phase: OnePhase | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_word_or_date(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"phase": value}
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return {"date": value}
        if isinstance(value, Mapping) and len(_given(value, ("phase", *MOMENTS))) != 1:
            raise refusal(Text("must be one of: a phase, {{ month = 12 }}, {{ week = 52 }} or a date"))
        if not isinstance(value, Mapping | When):
            raise refusal(Text("must be one of: a phase, {{ month = 12 }}, {{ week = 52 }} or a date"))
        return value


def _known_condition(value: Any) -> Any:
    if value in (None, STRESS_TEST):
        return value
    raise refusal(Text("There is one condition: {words}.", words=STRESS_TEST), did_you_mean(STRESS_TEST))


class Withdrawal(Moment):
    """How help ends: at once, fading, on a condition, or down to light support that stays.

    Attributes:
        month, week, date: when it begins; exactly one.
        over: months in which help fades in a straight line; 0 is a cliff.
        remaining: share of the help that stays for ever.
        condition: `stress test`: help steps down by a tenth every eight weeks while enough initiatives pass the test.
        at_least: the share of initiatives that must pass.
    """

    over: Annotated[float, Field(ge=0, le=LAST_MONTH), Unit(Text("months"))] = 0.0
    remaining: Annotated[float, Field(ge=0, le=1), Unit(Text("share"))] = 0.0
    condition: Annotated[Literal["stress test"] | None, BeforeValidator(_known_condition)] = None
    at_least: Annotated[float, Field(ge=0, le=1), Unit(Text("share of initiatives"))] = 0.5

    @model_validator(mode="before")
    @classmethod
    def _one_moment(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if len(_given(value, MOMENTS)) != 1:
            raise refusal(Text("must have exactly one of month, week and date"))
        condition = value.get("condition")
        if condition is not None and (value.get("over") or value.get("remaining")):
            raise refusal(Text("has a condition, so over and remaining have no meaning. Leave them out."))
        if condition is None and value.get("at_least") is not None:
            raise refusal(Text("has at_least without a condition."), Text('Add condition = "stress test".'))
        return value

    def fade_weeks(self) -> int:
        """Weeks from full help to what remains; 0 for a cliff."""
        return weeks_from_months(self.over)


class Intervention(Declaration):
    """One kind of help in a plan.

    Attributes:
        kind: which help.
        by: the partner that gives it, or `process manager`.
        amount: how much at full strength; hours a week, places a week, rooms, hours for each who joins, or a dose.
        begin: from when (`from` in a file); the start when left out.
        until: until when; when left out until the end, or until it is withdrawn.
        withdraw: how this help ends, if other than the whole plan.
        cost: euros for one unit, if other than the usual price.
        payer: the partner that pays, if other than the one that gives.
    """

    kind: OneHelp
    by: Name
    amount: Annotated[float, Field(ge=0, le=MOST_AMOUNT), Unit(Text("hours or places a week, rooms, or a dose"))]
    begin: When = Field(default=When(phase=Phase.INFORMATION), alias="from")
    until: When | None = None
    withdraw: Withdrawal | None = None
    cost: Annotated[float, Field(ge=0, le=100_000), Unit(Text("euros a unit"))] | None = None
    payer: Name | None = None
