"""Lifetimes: whether what residents start lasts longer under one plan than under another, at equal age.

A count of what lives mixes births with survival, and old with young. Here only those of equal age are compared.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from weisim.analysis.family import holm
from weisim.analysis.finding import NOTHING, compared, inquiry_of, plain
from weisim.analysis.interval import FEWEST_RUNS
from weisim.analysis.logrank import Lasted, LogRank, lasted, logrank
from weisim.analysis.survival import TWO_YEARS, Of, Survival, survival
from weisim.analysis.verdict import SURE_ENOUGH
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, percent, translate
from weisim.results.results import Results
from weisim.weeks import WEEKS_PER_YEAR, months_from_weeks

AGES = tuple(year * WEEKS_PER_YEAR for year in (0, 1, 2, 3, 4))
"""Ages in weeks at which the numbers that are still followed are told."""


@dataclass(frozen=True)
class Life:
    """How long lives last under one plan, compared with the plan of reference.

    Attributes:
        scenario: name of the scenario.
        alive: share alive at the age of comparison with its 95 % interval; nan when nobody was followed so long.
        followed: lives followed until each of `AGES`.
        test: whether lives last equally long; None for the plan of reference.
        weeks: how long lives last on average up to the age of comparison, and how many live then; None likewise.
        by_chance_of_any: how often chance alone sets them as far apart, corrected for the number of plans.
    """

    scenario: str
    alive: tuple[float, float, float]
    followed: tuple[int, ...]
    test: LogRank | None
    weeks: Lasted | None
    by_chance_of_any: float

    @property
    def holds(self) -> bool:
        """Whether it holds up that lives do not last equally long."""
        enough = self.test is not None and self.test.units >= FEWEST_RUNS
        return enough and self.by_chance_of_any <= SURE_ENOUGH


@dataclass(frozen=True, eq=False)
class Lifetimes:
    """How long lives last under each plan, at equal age.

    Attributes:
        of: whose lives: ideas, formed groups or independent organisations.
        horizon: the age in weeks at which plans are compared.
        reference: name of the scenario that others are compared with.
        lives: one a plan, the plan of reference first.
        curves: the curve of each, in the same order.
        titles: Dutch and English title of each scenario.
    """

    kind: ClassVar[str] = "survival"
    of: Of
    horizon: int
    reference: str
    lives: tuple[Life, ...]
    curves: tuple[Survival, ...]
    titles: Mapping[str, tuple[str, str]]

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """Whether lives last longer or shorter than under the plan of reference; no clear difference, when so."""
        name = quoted(self.title(self.reference, language), language)
        told: list[Text] = []
        for life in self.lives[1:]:
            told += _told(self, life, name, quoted(self.title(life.scenario, language), language), language)
        told.append(Text("Only lives of equal age are compared, so many young ones are no advantage."))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows."""
        months = number(months_from_weeks(self.horizon), 0, language)
        return {
            "ideas": Text("Ideas: alive {months} months after their birth", months=months),
            "formed": Text("Groups: alive {months} months after they formed", months=months),
            "independent": Text("Organisations: alive {months} months after they became independent", months=months),
        }[self.of].told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("plan", language),
            translate("alive at that age", language),
            translate("95% interval", language),
            translate("months lived", language),
            translate("difference in months", language),
            translate("conclusion", language),
            *(_year(weeks).told(language) for weeks in AGES),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: a row a plan, with the numbers followed until each age."""
        return tuple(_row(life, self, language) for life in self.lives)

    def record(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "kind": self.kind,
            "of": self.of,
            "horizon": self.horizon,
            "ages": list(AGES),
            "reference": self.reference,
            "plans": [{**plain(life), "holds": life.holds} for life in self.lives],
        }


def lifetimes(results: Results, of: Of = "formed", horizon: int | None = None) -> Lifetimes:
    """Compare how long lives last under each plan with the plan of reference, at equal age.

    Args:
        results: the runs.
        of: whose lives.
        horizon: age in weeks of comparison; by default what the inquiry set as `horizon`, else two years.

    Raises:
        ValueError: nothing was asked, the runs that must be compared are not there, or `of` is not one of the three.
    """
    if of not in get_args(Of):
        raise ValueError(f"survival is of one of {get_args(Of)}, not of {of!r}")
    reference, others = compared(results)
    weeks = int(inquiry_of(results).settings.get("horizon", TWO_YEARS)) if horizon is None else horizon
    tests = {name: logrank(results, reference, name, of) for name in others if results.pairs(reference, name)}
    chances = dict(zip(tests, holm([test.by_chance for test in tests.values()]).tolist(), strict=True))
    curves = {name: survival(results, name, of) for name in (reference, *others)}
    found = []
    for name, curve in curves.items():
        test = tests.get(name)
        found.append(
            Life(
                name,
                curve.at(weeks),
                tuple(curve.followed(age) for age in AGES),
                test,
                lasted(results, reference, name, weeks, of) if test else None,
                chances.get(name, float("nan")),
            )
        )
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in curves}
    return Lifetimes(of, weeks, reference, tuple(found), tuple(curves.values()), titles)


def _told(found: Lifetimes, life: Life, reference: str, name: str, language: str) -> list[Text]:
    whose = {
        "ideas": translate("ideas", language),
        "formed": translate("groups", language),
        "independent": translate("independent organisations", language),
    }[found.of]
    names = {"a": reference, "b": name, "whose": whose}
    if life.test is None or life.test.units < FEWEST_RUNS:
        return [Text("How long {whose} last: too few histories to compare {b} with {a}.", **names)]
    if not life.followed[0]:
        return [Text("Under {b} there are no {whose} that could last.", **names)]
    if not life.holds:
        return [Text("How long {whose} last: no clear difference between {b} and {a}.", **names)]
    shares = []
    if not math.isnan(life.alive[0]) and not math.isnan(found.lives[0].alive[0]):
        ends = {
            "share": percent(life.alive[0], 0, language),
            "reference": percent(found.lives[0].alive[0], 0, language),
            "months": number(months_from_weeks(found.horizon), 0, language),
        }
        shares = [Text("At the age of {months} months {share} are alive, against {reference}.", **ends)]
    if life.test.ended > life.test.expected:
        return [Text("In this model {whose} last less long under {b} than under {a}.", **names), *shares]
    return [Text("In this model {whose} last longer under {b} than under {a}.", **names), *shares]


def _row(life: Life, found: Lifetimes, language: str) -> tuple[str, ...]:
    share, low, high = (percent(value, 0, language) if not math.isnan(value) else NOTHING for value in life.alive)
    interval = NOTHING if math.isnan(life.alive[1]) else Text("{low} to {high}", low=low, high=high).told(language)
    lived, apart = NOTHING, NOTHING
    weeks = life.weeks if life.weeks is not None else next((one.weeks for one in found.lives if one.weeks), None)
    if weeks is not None:
        own = weeks.weeks if life.weeks is not None else weeks.reference
        lived = NOTHING if math.isnan(own) else number(months_from_weeks(own), 1, language)
    if life.weeks is not None and not math.isnan(life.weeks.difference):
        apart = _months(life.weeks.difference, language)
        if not math.isnan(life.weeks.low):
            ends = {"low": _months(life.weeks.low, language), "high": _months(life.weeks.high, language)}
            apart = f"{apart} ({Text('{low} to {high}', **ends).told(language)})"
    return (
        found.title(life.scenario, language),
        share,
        interval,
        lived,
        apart,
        _conclusion(life, language),
        *(number(count, 0, language) for count in life.followed),
    )


def _conclusion(life: Life, language: str) -> str:
    if life.test is None:
        return NOTHING
    if life.test.units < FEWEST_RUNS:
        return translate("too few histories", language)
    return translate("holds up", language) if life.holds else translate("no clear difference", language)


def _months(weeks: float, language: str) -> str:
    text = number(abs(months_from_weeks(weeks)), 1, language)
    if not text.strip("0.,"):
        return text
    return f"−{text}" if weeks < 0 else f"+{text}"


def _year(weeks: int) -> Text:
    """The head of a column of numbers at risk."""
    years = weeks // WEEKS_PER_YEAR
    if not years:
        return Text("in all")
    return Text("followed 1 year") if years == 1 else Text("followed {years} years", years=years)
