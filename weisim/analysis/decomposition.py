"""Decomposition: does a plan leave fewer because fewer begin, because they last less long, or for another reason?

What lives at the end is what began, times the share of it that still lives. A plan that stops early may have fewer
births and no shorter lives; a policymaker draws opposite lessons from the two, so a difference is always taken apart.

Let B be how many began in a history, c_x the share of these that began in year x, and p_x the share of those of year x
that live at the end. Then B * sum(c_x * p_x) live at the end. The difference between two plans is the sum of what each
of the three adds when it alone changes, averaged over all orders in which they can change (Kitagawa, 1955; Das Gupta,
1993). So the parts add up to the difference exactly. Those who began in one year are of equal age at the end. The part
of p is parted again, into those who failed and those who stopped because their goal was reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.finding import NOTHING, compared, outcomes_of, plain
from weisim.analysis.interval import FloatArray, over_runs
from weisim.analysis.paired import confidence, summed, units_of
from weisim.analysis.survival import FROM_STAGE, Of
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, translate
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Event, Reason, Stage
from weisim.weeks import WEEKS_PER_YEAR

BEGUN, LIVE, REACHED = range(3)
MOST = 0.75
"""A part that makes up so much of a difference is what the difference comes from."""


@dataclass(frozen=True)
class Part:
    """How much of a difference comes from one thing, with its 95 % interval over pairs; nan with fewer than five."""

    amount: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether its interval lies on one side of zero."""
        return bool(self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Parted:
    """The difference of one plan with the plan of reference, taken apart; all per history.

    Attributes:
        scenario: name of the scenario.
        pairs: pairs of histories.
        begun, reference_begun: how many began under this plan and under the plan of reference.
        live, reference_live: how many of them live at the end.
        total: the difference in what lives at the end.
        births: part of it because more or fewer began.
        survival: part because more or fewer of equal age failed.
        reached: part because more or fewer of equal age stopped with their goal reached.
        timing: part because they began earlier or later, and so are older or younger at the end.
    """

    scenario: str
    pairs: int
    begun: float
    reference_begun: float
    live: float
    reference_live: float
    total: Part
    births: Part
    survival: Part
    reached: Part
    timing: Part

    @property
    def rest(self) -> float:
        """What is neither births nor survival."""
        return self.reached.amount + self.timing.amount


@dataclass(frozen=True)
class Decomposition:
    """Where the differences in what lives at the end come from.

    Attributes:
        of: what is counted: ideas of any stage, groups that formed, or independent organisations.
        reference: name of the scenario that others are compared with.
        parts: one a plan.
        titles: Dutch and English title of each scenario.
    """

    kind: ClassVar[str] = "decomposition"
    of: Of
    reference: str
    parts: tuple[Parted, ...]
    titles: Mapping[str, tuple[str, str]]

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """Whether each difference comes from births or from survival."""
        told: list[Text] = []
        for part in self.parts:
            told += _told(part, self, language)
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows."""
        name = quoted(self.title(self.reference, language), language)
        return {
            "ideas": Text("Initiatives alive in the last week: where the difference with {name} comes from", name=name),
            "formed": Text("Groups alive in the last week: where the difference with {name} comes from", name=name),
            "independent": Text(
                "Independent organisations in the last week: where the difference with {name} comes from", name=name
            ),
        }[self.of].told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("plan", language),
            translate("began", language),
            translate("alive at the end", language),
            translate("difference", language),
            *part_names(language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: a row a plan, after that of reference."""
        first = self.parts[0]
        own = (_count(first.reference_begun, language), _count(first.reference_live, language))
        rows = [(self.title(self.reference, language), *own, *[NOTHING] * 5)]
        for part in self.parts:
            amounts = (part.total, part.births, part.survival, part.reached, part.timing)
            cells = (_cell(amount, language) for amount in amounts)
            counts = (_count(part.begun, language), _count(part.live, language))
            rows.append((self.title(part.scenario, language), *counts, *cells))
        return tuple(rows)

    def record(self) -> dict[str, Any]:
        """The same as plain values."""
        parts = [{**plain(part), "rest": plain(part.rest)} for part in self.parts]
        return {"kind": self.kind, "of": self.of, "reference": self.reference, "plans": parts}


def part_names(language: str) -> tuple[str, str, str, str]:
    """What the four parts are called."""
    return (
        translate("births", language),
        translate("survival", language),
        translate("goal reached", language),
        translate("age", language),
    )


def decomposition(results: Results, of: Of | None = None) -> Decomposition:
    """Take the difference in what lives at the end apart into births, survival and the rest, for each plan.

    Args:
        results: the runs.
        of: what is counted; by default independent organisations when the first outcome of the inquiry is of those,
            else all live initiatives.

    Raises:
        ValueError: nothing was asked, or the runs that must be compared are not there.
    """
    reference, others = compared(results)
    if of is None:
        of = "independent" if outcomes_of(results)[0].name == "independent_initiatives" else "ideas"
    parts = []
    for scenario in others:
        pairs = results.pairs(reference, scenario)
        if not pairs:
            raise ValueError(Text("“{a}” and “{b}” share no history with the same luck.", a=reference, b=scenario))
        years = -(-max(run.weeks for pair in pairs for run in pair) // WEEKS_PER_YEAR)
        sides = [np.array([cohorts(pair[side], of, years) for pair in pairs]) for side in (0, 1)]
        parts.append(parted(scenario, sides[0], sides[1], units_of(pairs)))
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in (reference, *others)}
    return Decomposition(of, reference, tuple(parts), titles)


def cohorts(run: Run, of: Of, years: int) -> FloatArray:
    """Of what began in each year of one run: how many began, live at the end, and stopped with their goal reached.

    float64[3, years]. Independent is who is so at the end; who fell back is counted as one who failed.
    """
    table = run.event_table[np.isin(run.event_table["event"], (Event.IDEA_BORN, *_CHANGES))]
    begin: dict[int, int] = {}
    now: dict[int, int] = {}
    reached: set[int] = set()
    least = FROM_STAGE[of]
    for event, number_of, week, stage, reason in zip(
        *(table[name].tolist() for name in ("event", "initiative", "week", "stage", "reason")), strict=True
    ):
        now[number_of] = Stage.ENDED if event == Event.ENDED else stage
        if least <= now[number_of] < Stage.ENDED:
            begin.setdefault(number_of, week)
        if event == Event.ENDED and reason == Reason.COMPLETED:
            reached.add(number_of)
    found = np.zeros((3, years))
    for number_of, week in begin.items():
        year = week // WEEKS_PER_YEAR
        found[BEGUN, year] += 1
        found[LIVE, year] += least <= now[number_of] < Stage.ENDED
        found[REACHED, year] += number_of in reached
    return found


_CHANGES = (Event.STAGE_REACHED, Event.FELL_BACK, Event.ENDED)


def parted(scenario: str, before: FloatArray, after: FloatArray, unit: NDArray[np.int64]) -> Parted:
    """Take a difference apart.

    Args:
        scenario: name of the scenario.
        before: float64[pairs, 3, years], begun, live and goal reached by year of beginning, under the reference.
        after: the same under the plan that is compared.
        unit: the unit of each pair.
    """
    count = int(unit.max()) + 1
    sides = [summed(side, unit) for side in (before, after)]
    weights = np.bincount(unit).astype(np.float64)

    def estimate(draws: NDArray[np.int64]) -> FloatArray:
        runs = draws @ weights
        drawn = [np.tensordot(draws, side, axes=1) / runs[:, None, None] for side in sides]
        return parts_of(*drawn)

    found = estimate(np.ones((1, count), dtype=np.int64))[0]
    low, high = over_runs(count, estimate, confidence(count))
    amounts = [Part(*map(float, ends)) for ends in zip(found, low, high, strict=True)]
    means = [side.mean(axis=0).sum(axis=-1) for side in (before, after)]
    begun = (float(means[1][BEGUN]), float(means[0][BEGUN]))
    live = (float(means[1][LIVE]), float(means[0][LIVE]))
    return Parted(scenario, len(before), *begun, *live, *amounts)


def parts_of(a: FloatArray, b: FloatArray) -> FloatArray:
    """The difference b minus a and its four parts: float64[..., 5]: total, births, survival, goal reached, timing.

    Args:
        a: float64[..., 3, years], how many began, live and reached their goal per history, by year of beginning.
        b: the same for the plan that is compared.
    """
    births = [side[..., BEGUN, :].sum(axis=-1) for side in (a, b)]
    years = [_share(side[..., BEGUN, :], side[..., BEGUN, :].sum(axis=-1, keepdims=True)) for side in (a, b)]
    lives = [_share(side[..., LIVE, :], side[..., BEGUN, :]) for side in (a, b)]
    goals = [_share(side[..., REACHED, :], side[..., BEGUN, :]) for side in (a, b)]
    # Where nothing began under one plan, nobody knows how it would have fared; it is taken as under the other plan.
    years, lives, goals = (_filled(*each) for each in (years, lives, goals))

    def rate(when: int, how: int) -> FloatArray:
        return np.asarray((years[when] * lives[how]).sum(axis=-1))

    same, crossed = rate(0, 0) + rate(1, 1), rate(0, 1) + rate(1, 0)
    of_births = (births[1] - births[0]) * (same / 3 + crossed / 6)
    wide = [each[..., None] for each in births]
    when = (wide[0] * lives[0] + wide[1] * lives[1]) / 3 + (wide[0] * lives[1] + wide[1] * lives[0]) / 6
    of_timing = ((years[1] - years[0]) * when).sum(axis=-1)
    how = (wide[0] * years[0] + wide[1] * years[1]) / 3 + (wide[0] * years[1] + wide[1] * years[0]) / 6
    of_goals = -((goals[1] - goals[0]) * how).sum(axis=-1)
    of_survival = ((lives[1] - lives[0]) * how).sum(axis=-1) - of_goals
    total = b[..., LIVE, :].sum(axis=-1) - a[..., LIVE, :].sum(axis=-1)
    return np.stack((total, of_births, of_survival, of_goals, of_timing), axis=-1)


def _share(part: FloatArray, whole: FloatArray) -> FloatArray:
    """A part of a whole; nan where there is no whole."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def _filled(a: FloatArray, b: FloatArray) -> list[FloatArray]:
    """Each with what the other knows where it knows nothing; zero where neither does."""
    return [np.nan_to_num(np.where(np.isnan(one), other, one)) for one, other in ((a, b), (b, a))]


def _told(part: Parted, found: Decomposition, language: str) -> list[Text]:
    """What the difference of one plan comes from."""
    names = {
        "a": quoted(found.title(found.reference, language), language),
        "b": quoted(found.title(part.scenario, language), language),
    }
    if np.isnan(part.total.low):
        return [Text("Too few histories to say where the difference of {b} with {a} comes from.", **names)]
    if not part.total.clear:
        return [Text("What lives at the end: no clear difference between {b} and {a}.", **names)]
    whose = {
        "ideas": translate("initiatives", language),
        "formed": translate("groups", language),
        "independent": translate("independent organisations", language),
    }[found.of]
    amounts = {"amount": number(abs(part.total.amount), 1, language), "whose": whose, **names}
    fewer = part.total.amount < 0
    if fewer:
        first = Text("{b} leaves {amount} {whose} fewer than {a}.", **amounts)
    else:
        first = Text("{b} leaves {amount} {whose} more than {a}.", **amounts)
    parts = {
        "births": _signed(part.births.amount, language),
        "survival": _signed(part.survival.amount, language),
        "rest": _signed(part.rest, language),
    }
    counted = Text("Births: {births}. Survival at equal age: {survival}. The rest: {rest}.", **parts)
    return [first, *_why(part, found.of, fewer), counted]


def _why(part: Parted, of: Of, fewer: bool) -> list[Text]:
    births, survival = (each.amount / part.total.amount for each in (part.births, part.survival))
    if births >= MOST and part.births.clear:
        if of == "independent":
            told = [Text("Mostly because fewer become independent."), Text("Mostly because more become independent.")]
        else:
            told = [Text("Mostly because fewer begin."), Text("Mostly because more begin.")]
        if part.survival.clear or not part.begun or not part.reference_begun:
            return [told[not fewer]]
        return [told[not fewer], Text("That they last less long or longer at equal age is not clear.")]
    if survival >= MOST and part.survival.clear:
        return [Text("Mostly because they last less long.") if fewer else Text("Mostly because they last longer.")]
    if births > 0 and survival > 0 and part.births.clear and part.survival.clear:
        if fewer:
            return [Text("Fewer begin, and those that do last less long.")]
        return [Text("More begin, and those that do last longer.")]
    return [Text("No one cause explains most of it.")]


def _count(value: float, language: str) -> str:
    return number(value, 1, language)


def _signed(value: float, language: str) -> str:
    text = number(abs(value), 1, language)
    if not text.strip("0.,"):
        return text
    return f"−{text}" if value < 0 else f"+{text}"


def _cell(part: Part, language: str) -> str:
    amount = _signed(part.amount, language)
    if np.isnan(part.low):
        return amount
    ends = {"low": _signed(part.low, language), "high": _signed(part.high, language)}
    return f"{amount} ({Text('{low} to {high}', **ends).told(language)})"
