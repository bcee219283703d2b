"""Turning: the value of the most influential assumption at which the answer turns.

The assumption is the one that explains most of the order of the difference between two plans over the futures: the
squared rank correlation for a number, the part of the variance of ranks between rivals for a rule, both less what
chance explains. Shuffled differences tell how large that is when no assumption matters. Then the difference is drawn as
a smooth line over the assumption (a straight line fitted near each value), and futures are drawn again and again for
its interval. Luck is averaged within a future; what remains of it is in the interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import signed
from weisim.analysis.factors import Subject, association, association_by_chance, leading, subject_of
from weisim.analysis.finding import between, compared, outcomes_of, plain
from weisim.analysis.futures import answers, enough_futures, listed, plain_value
from weisim.analysis.interval import SURE, FloatArray
from weisim.analysis.wording import quoted, short
from weisim.language import Text, percent, translate
from weisim.results.design import Factor
from weisim.results.results import Results

FEWEST_FUTURES = 40
RESAMPLES = 500
PLACES = 101
WIDTH = 0.15
"""How near, as a part of the range, a future must lie to count for the line: the spread of the weights."""
TOLD = 5
"""So many assumptions stand in the table."""
SEED = 2013


@dataclass(frozen=True)
class AtRule:
    """The difference under one of the rival rules.

    Attributes:
        choice: the rule.
        futures: number of futures in which it holds.
        mean: the mean difference.
        low, high: its 95 % interval over the futures.
    """

    choice: str
    futures: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Turning:
    """At which value of an assumption one plan becomes better than the other.

    Attributes:
        subject: the outcome and the two plans; the difference is that of the first beside the second.
        factor: the assumption that matters most for the difference.
        strength: which part of the order of the difference it explains.
        by_chance: the part that the strongest assumption explains in 19 of 20 shuffles, when none matters.
        others: the strongest assumptions with their parts, this one first.
        level: the difference at which the answer turns; 0 unless asked otherwise.
        turns: the values at which the line crosses that level, from low to high; for a rule there are none.
        low, high: the 95 % interval of the first of them; nan when it does not turn.
        sure: in which share of the resamples the answer turns within the range.
        values: float64[places], the values at which the line is drawn.
        line, line_low, line_high: float64[places], the difference there and its 95 % interval.
        rules: for rival rules, the difference under each.
        futures: int64[futures], their numbers.
        at: float64[futures], the value of the assumption in each.
        differences: float64[futures], the mean difference in each.
        replications: the most histories in a future.
    """

    kind: ClassVar[str] = "turning"

    subject: Subject
    factor: Factor
    strength: float
    by_chance: float
    others: tuple[tuple[Factor, float], ...]
    level: float
    turns: tuple[float, ...]
    low: float
    high: float
    sure: float
    values: FloatArray
    line: FloatArray
    line_low: FloatArray
    line_high: FloatArray
    rules: tuple[AtRule, ...]
    futures: NDArray[np.int64]
    at: FloatArray
    differences: FloatArray
    replications: int

    @property
    def matters(self) -> bool:
        """Whether any assumption explains more of the difference than chance does."""
        return self.strength > self.by_chance

    @property
    def answer_turns(self) -> bool | None:
        """Whether the answer turns within the range; None when that cannot be told."""
        if not self.matters:
            return False if self._one_side() else None
        if self.rules:
            above = any(rule.low > self.level for rule in self.rules)
            below = any(rule.high < self.level for rule in self.rules)
            if above and below:
                return True
        elif self.turns and self.sure >= SURE:
            return True
        return False if self._one_side() else None

    def _one_side(self) -> bool:
        """Whether the whole interval lies on one side of the level, whatever the assumption."""
        if self.rules:
            above = all(rule.low > self.level for rule in self.rules)
            return above or all(rule.high < self.level for rule in self.rules)
        return bool((self.line_low > self.level).all() or (self.line_high < self.level).all())

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first: at which value it turns, that it does not, or that it cannot be told."""
        label = self.factor.label(language)
        title = quoted(self.subject.title(language), language)
        names = {"title": title, "a": quoted(self.subject.title_against(language), language)}
        turns = self.answer_turns
        if not self.matters:
            told = [Text("In this model no assumption clearly decides which of the two plans does better.")]
            if turns is None:
                told.append(Text("There is no clear difference between the plans over the futures."))
            else:
                told.append(self._same_everywhere(names))
            return tuple(short(text, language) for text in told)
        told = []
        if self.rules:
            told.extend(self._told_by_rule(label, names, language, turns))
        elif turns:
            told.append(
                Text(
                    "In this model the answer turns where “{label}” is {value}.",
                    label=label,
                    value=plain_value(self.turns[0], self.factor, language),
                )
            )
            told.append(
                Text(
                    "That value lies between {low} and {high}.",
                    low=plain_value(self.low, self.factor, language),
                    high=plain_value(self.high, self.factor, language),
                )
            )
            told.append(self._below(names))
            if len(self.turns) > 1:
                more = listed([plain_value(value, self.factor, language) for value in self.turns[1:]], language)
                told.append(Text("It turns back at {value}.", value=more))
        elif turns is False:
            told.append(Text("In this model the answer does not turn within the range of “{label}”.", label=label))
            told.append(self._same_everywhere(names))
        else:
            told.append(Text("It is not clear in this model whether the answer turns with “{label}”.", label=label))
            if self.turns:
                value = plain_value(self.turns[0], self.factor, language)
                told.append(Text("If it does, it is near {value}.", value=value))
        share = percent(self.strength, 0, language)
        told.append(Text("This assumption explains {share} of how the difference varies.", share=share))
        return tuple(short(text, language) for text in told)

    def _below(self, names: dict[str, str]) -> Text:
        """Which plan comes out higher below the value; above it is the other way round."""
        below = self.values < self.turns[0]
        higher = bool(np.mean(self.line[below] if below.any() else -self.line) > self.level)
        if self.level:
            if higher:
                return Text("Below it {title} has that much more than {a}; above it not.", **names)
            return Text("Above it {title} has that much more than {a}; below it not.", **names)
        if higher == (self.subject.entry.good != "low"):
            return Text("Below it {title} does better than {a}; above it worse.", **names)
        return Text("Below it {title} does worse than {a}; above it better.", **names)

    def _same_everywhere(self, names: dict[str, str]) -> Text:
        middle = float(np.mean(self.differences))
        if (middle > self.level) == (self.subject.entry.good != "low"):
            return Text("Over the whole range {title} does better than {a}.", **names)
        return Text("Over the whole range {title} does worse than {a}.", **names)

    def _told_by_rule(self, label: str, names: dict[str, str], language: str, turns: bool | None) -> list[Text]:
        if turns:
            told = [Text("In this model the answer turns with “{label}”.", label=label)]
        elif turns is False:
            told = [Text("In this model the answer does not turn with “{label}”.", label=label)]
            told.append(self._same_everywhere(names))
        else:
            told = [Text("It is not clear in this model whether the answer turns with “{label}”.", label=label)]
        entry = self.subject.entry
        for rule in self.rules:
            parts = {
                "rule": plain_value(self.factor.number(rule.choice), self.factor, language),
                "middle": signed(rule.mean, entry, language),
                "range": between(rule.low, rule.high, entry, language),
            }
            told.append(Text("With {rule} the difference is {middle} ({range}).", **parts))
        return told

    def heading(self, language: str) -> str:
        """What the table shows: what explains the difference between which plans."""
        return Text(
            "What explains the difference in {label} between {title} and {a}",
            label=self.subject.entry.label(language),
            title=quoted(self.subject.title(language), language),
            a=quoted(self.subject.title_against(language), language),
        ).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("assumption", language),
            translate("explains", language),
            translate("by chance", language),
            translate("turns at", language),
            translate("95% interval", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row for each of the strongest assumptions; the value at which it turns for the first."""
        found = []
        for place, (factor, strength) in enumerate(self.others):
            at = where = "–"
            if place == 0 and self.answer_turns and self.turns:
                at = plain_value(self.turns[0], factor, language)
                ends = {
                    "low": plain_value(self.low, factor, language),
                    "high": plain_value(self.high, factor, language),
                }
                where = Text("{low} to {high}", **ends).told(language)
            found.append(
                (
                    factor.label(language),
                    percent(strength, 0, language),
                    percent(self.by_chance, 0, language),
                    at,
                    where,
                )
            )
        return tuple(found)

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self), "answer_turns": self.answer_turns}


def turning(
    results: Results,
    outcome: str | None = None,
    scenario: str | None = None,
    against: str | None = None,
    level: float = 0.0,
) -> Turning:
    """At which value of the most influential assumption one plan becomes better than the other.

    Args:
        results: the runs of at least two plans, in the futures of a design.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        scenario: name of the plan; when left out, the one beside the reference with the best mean outcome.
        against: name of the plan it is compared with; the reference of the inquiry when left out.
        level: the difference at which the answer turns; such as the smallest one that matters.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: the results cannot bear it; the sentence says why.
    """
    if len([name for name in results.scenarios if results.of(name)]) > 1:
        if against is None:
            against, _ = compared(results)
        if scenario is None:
            entry = results.entry(outcome) if outcome is not None else outcomes_of(results)[0]
            scenario = leading(results, entry)
    subject = subject_of(results, outcome, scenario, against)
    if subject.against is None:
        raise ValueError(Text("A comparison needs histories of at least two plans."))
    if not results.design.factors:
        raise ValueError(Text("Nothing differs between the futures."))
    found = answers(results, subject.entry.name, subject.scenario, subject.against)
    found = found.only(~np.isnan(found.means))
    enough_futures(len(found.numbers), FEWEST_FUTURES)
    differences = found.means
    table = results.design.table()[found.numbers - 1]
    factors = results.design.factors
    strengths = np.array([association(factor, table[:, place], differences) for place, factor in enumerate(factors)])
    ranked = np.argsort(-strengths, kind="stable")
    place = int(ranked[0])
    factor, at = factors[place], table[:, place]
    luck = np.random.default_rng(SEED)
    nothing = np.zeros(0)
    rules: tuple[AtRule, ...] = ()
    values = line = line_low = line_high = nothing
    turns: tuple[float, ...] = ()
    low = high = math.nan
    by_chance = association_by_chance(factors, table, differences, luck)
    if factor.choices:
        rules = _by_rule(factor, at, differences, luck)
        sure = float(any(rule.low > level for rule in rules) and any(rule.high < level for rule in rules))
    else:
        values = np.linspace(float(at.min()), float(at.max()), PLACES)
        draws = luck.multinomial(len(at), np.full(len(at), 1 / len(at)), size=RESAMPLES)
        line = _lines(values, at, differences, np.ones((1, len(at))))[0]
        lines = _lines(values, at, differences, draws)
        line_low, line_high = np.nanquantile(lines, ((1 - SURE) / 2, (1 + SURE) / 2), axis=0)
        turns = _crossings(values, line - level)
        low, high, sure = _interval(values, lines - level, turns)
    return Turning(
        subject,
        factor,
        float(strengths[place]),
        by_chance,
        tuple((factors[int(one)], float(strengths[one])) for one in ranked[:TOLD]),
        level,
        turns,
        low,
        high,
        sure,
        values,
        line,
        line_low,
        line_high,
        rules,
        found.numbers,
        at,
        differences,
        found.values.shape[1],
    )


def _lines(values: FloatArray, at: FloatArray, differences: FloatArray, draws: NDArray[Any]) -> FloatArray:
    """A straight line fitted near each value, for each way of drawing the futures: float64[draws, places]."""
    span = float(np.ptp(at))
    away = (at[None, :] - values[:, None]) / span
    near = np.exp(-0.5 * (away / WIDTH) ** 2)
    weight = draws.astype(np.float64)
    flat, slope, bend = (weight @ (near * away**power).T for power in (0, 1, 2))
    height, tilt = (weight @ (near * away**power * differences[None, :]).T for power in (0, 1))
    under = flat * bend - slope**2
    # Where all futures drawn lie at one value there is no line; their mean is what is left.
    lined = under > 1e-9 * flat**2
    return np.where(lined, (bend * height - slope * tilt) / np.where(lined, under, 1.0), height / flat)


def _crossings(values: FloatArray, line: FloatArray) -> tuple[float, ...]:
    """The values at which a line crosses zero, from low to high."""
    before, after = line[:-1], line[1:]
    across = np.flatnonzero((before * after < 0) | ((before != 0) & (after == 0)))
    part = before[across] / (before[across] - after[across])
    return tuple((values[across] + part * (values[across + 1] - values[across])).tolist())


def _interval(values: FloatArray, lines: FloatArray, turns: tuple[float, ...]) -> tuple[float, float, float]:
    """The interval of the first turning over resampled lines, and the share of those that turn at all."""
    if not turns:
        return math.nan, math.nan, float(np.mean([bool(_crossings(values, line)) for line in lines]))
    found = [_crossings(values, line) for line in lines]
    nearest = [min(one, key=lambda value: abs(value - turns[0])) for one in found if one]
    if not nearest:
        return math.nan, math.nan, 0.0
    low, high = np.quantile(nearest, ((1 - SURE) / 2, (1 + SURE) / 2))
    return float(low), float(high), len(nearest) / len(found)


def _by_rule(factor: Factor, at: FloatArray, differences: FloatArray, luck: np.random.Generator) -> tuple[AtRule, ...]:
    """The mean difference under each rule that was drawn, with its interval over the futures."""
    rules = []
    for place, choice in enumerate(factor.choices):
        there = differences[at == place]
        if not there.size:
            continue
        means = luck.choice(there, size=(RESAMPLES, there.size)).mean(axis=1)
        low, high = np.quantile(means, ((1 - SURE) / 2, (1 + SURE) / 2))
        rules.append(AtRule(choice, int(there.size), float(there.mean()), float(low), float(high)))
    return tuple(rules)
