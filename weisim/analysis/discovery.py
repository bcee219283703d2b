"""Discovery: in which futures a plan falls short, as a rule that a policymaker can read.

The patient rule induction method of the EMA workbench looks for a box in the space of assumptions in which most futures
are not good enough. It finds a box in any heap of numbers, so the rule is tried on futures that it has not seen, at
other thresholds, and on parts of the futures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import shown
from weisim.analysis.boxes import FEWEST_CASES, Condition, inside_of, search
from weisim.analysis.factors import leading
from weisim.analysis.finding import NOTHING, outcomes_of, plain
from weisim.analysis.futures import answers, enough_futures, plain_value, rule_called
from weisim.analysis.interval import FloatArray, wilson
from weisim.analysis.robustness import good_runs, is_good, threshold_of
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, percent, translate
from weisim.results.design import Factor
from weisim.results.dictionary import Entry
from weisim.results.results import Results

HELD_OUT = 0.30
"""The part of the futures on which the rule is tried."""
FEWEST_FUTURES = 60
FEWEST_INSIDE = 5
"""A rule that holds in fewer of the futures held out has not been tried."""
REPEATS = 10
STAYS = 0.5
"""A rule stays when its box at another threshold shares at least this part of its futures with it."""
SEED = 2013


@dataclass(frozen=True)
class AtThreshold:
    """The rule that is found when another value is called good enough.

    Attributes:
        threshold: the value.
        short: number of futures that fall short.
        keys: keys of the assumptions in the rule; empty when there is none.
        shared: the part of the futures in either box that lies in both; nan when there is no rule.
    """

    threshold: float
    short: int
    keys: tuple[str, ...]
    shared: float


@dataclass(frozen=True, eq=False)
class Discovery:
    """Where a plan falls short.

    Attributes:
        entry: the outcome.
        scenario: name of the plan.
        titles: its Dutch and English title.
        threshold: from which value on it is good enough.
        found: whether the rule holds on futures that the search has not seen.
        conditions: the parts of the rule, the surest first; also when it does not hold.
        coverage: the part of the futures that fall short to which the rule points.
        density: the part of the futures under the rule that fall short.
        base: the part of all futures that fall short.
        tried: number of futures held out that lie under the rule.
        tried_short: how many of those fall short.
        held_out: number of futures held out.
        held_out_short: how many of those fall short.
        thresholds: what comes out when a little less or more is called good enough.
        comes_back: for each assumption that the search took in a half-sample, in which share of them; of a rule only.
        futures: int64[futures], their numbers.
        falls_short: bool[futures].
        replications: the most histories in a future.
    """

    kind: ClassVar[str] = "discovery"

    entry: Entry
    scenario: str
    titles: tuple[str, str]
    threshold: float
    found: bool
    conditions: tuple[Condition, ...]
    coverage: float
    density: float
    base: float
    tried: int
    tried_short: int
    held_out: int
    held_out_short: int
    thresholds: tuple[AtThreshold, ...]
    comes_back: tuple[tuple[str, float], ...]
    futures: NDArray[np.int64]
    falls_short: NDArray[np.bool_]
    replications: int

    @property
    def stays(self) -> bool | None:
        """Whether the rule stays at other thresholds; None when too few futures divide there to look for a rule."""
        count = len(self.falls_short)
        other = [one for one in self.thresholds if one.threshold != self.threshold]
        there = [one for one in other if min(one.short, count - one.short) >= FEWEST_CASES]
        return all(one.shared >= STAYS for one in there) if there else None

    def title(self, language: str) -> str:
        """The title of the plan between quotation marks."""
        return quoted(self.titles[0 if language == "nl" else 1], language)

    def sentences(self, language: str) -> tuple[str, ...]:
        """The rule first, a sentence a condition; or that there is no clear rule."""
        title = self.title(language)
        missed, count = int(self.falls_short.sum()), len(self.falls_short)
        counts = {"missed": number(missed, 0, language), "count": number(count, 0, language)}
        told = [Text("In this model {title} falls short in {missed} of {count} neighbourhoods.", title=title, **counts)]
        if missed < FEWEST_CASES or count - missed < FEWEST_CASES:
            told.append(Text("That is too few or too many to look for a rule."))
            return tuple(short(text, language) for text in told)
        if not self.found:
            told.append(Text("No clear rule tells where."))
            if self.conditions:
                told.append(Text("The best rule does no better on neighbourhoods it has not seen."))
            return tuple(short(text, language) for text in told)
        if len(self.conditions) == 1:
            told.append(Text("It falls short mostly where this holds:"))
        else:
            told.append(Text("It falls short mostly where all of this holds:"))
        for one in self.conditions:
            label = one.factor.label(language)
            told.append(Text("{label}: {range}.", label=label[:1].upper() + label[1:], range=one.told(language)))
        told.append(
            Text(
                "There {density} of the neighbourhoods fall short, against {base} of all.",
                density=percent(self.density, 0, language),
                base=percent(self.base, 0, language),
            )
        )
        told.append(
            Text(
                "On neighbourhoods it has not seen, {missed} of {count} under the rule fall short.",
                missed=number(self.tried_short, 0, language),
                count=number(self.tried, 0, language),
            )
        )
        told.append(Text("The rule points to {share} of the cases.", share=percent(self.coverage, 0, language)))
        if self.stays is None:
            told.append(Text("Whether it stays when a little less or more is called good enough cannot be told."))
        elif self.stays:
            told.append(Text("The rule stays when a little less or more is called good enough."))
        else:
            told.append(Text("The rule changes when a little less or more is called good enough."))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows: the rule, and for which outcome of which plan."""
        parts = {
            "label": self.entry.label(language),
            "amount": shown(self.threshold, self.entry, language),
            "title": self.title(language),
        }
        if self.entry.good == "low":
            return Text("Falls short: {label} above {amount}, with {title}", **parts).told(language)
        return Text("Falls short: {label} below {amount}, with {title}", **parts).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("assumption", language),
            translate("in the rule", language),
            translate("tried range", language),
            translate("by chance", language),
            translate("comes back", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row a condition of the rule; of a rule that does not hold nothing is shown."""
        if not self.found:
            return ()
        return tuple(
            (
                one.factor.label(language),
                one.told(language),
                _range(one.factor, language),
                NOTHING if math.isnan(one.chance) else percent(one.chance, 1, language),
                percent(one.comes_back, 0, language),
            )
            for one in self.conditions
        )

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self), "stays": self.stays}


def discovery(
    results: Results, outcome: str | None = None, scenario: str | None = None, good_enough: float | None = None
) -> Discovery:
    """In which futures a plan falls short, as a rule of at most three conditions.

    A future falls short when at least half of its histories are not good enough. The search sees 70 % of the futures.

    Args:
        results: the runs, in the futures of a design.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        scenario: name of the plan; when left out, the one beside the reference with the best mean outcome.
        good_enough: from which value on it is good enough; that of the inquiry when left out.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: the results cannot bear it; the sentence says why.
    """
    entry = results.entry(outcome) if outcome is not None else outcomes_of(results)[0]
    name = scenario if scenario is not None else leading(results, entry)
    threshold = threshold_of(results, entry) if good_enough is None else good_enough
    if not results.design.factors:
        raise ValueError(Text("Nothing differs between the futures."))
    played = answers(results, entry.name, name)
    played = played.only(~np.isnan(played.means))
    enough_futures(len(played.numbers), FEWEST_FUTURES)
    table = results.design.table()[played.numbers - 1]
    factors = results.design.factors

    def falls_short(value: float) -> NDArray[np.bool_]:
        return ~is_good(*good_runs(played, entry, value))

    cases = falls_short(threshold)
    count = len(cases)
    luck = np.random.default_rng(SEED)
    out = np.zeros(count, dtype=bool)
    out[luck.permutation(count)[: round(HELD_OUT * count)]] = True
    box = search(factors, table[~out], cases[~out])
    inside = inside_of(box, factors, table)
    tried, tried_short = int((inside & out).sum()), int((inside & out & cases).sum())
    holds = bool(box) and tried >= FEWEST_INSIDE and wilson(tried_short, tried)[0] > float(cases[out].mean())
    # Whether a rule comes back matters only of a rule that holds.
    back = _resampled(factors, table[~out], cases[~out], luck) if holds else {}
    near = []
    for value in (threshold - entry.matters, threshold, threshold + entry.matters):
        here = falls_short(value)
        own = box if value == threshold else search(factors, table[~out], here[~out])
        near.append(_at(value, here, own, inside, inside_of(own, factors, table)))
    return Discovery(
        entry,
        name,
        (results.title(name, "nl"), results.title(name, "en")),
        threshold,
        holds,
        tuple(_with_back(one, back) for one in box),
        float((inside & cases).sum() / max(int(cases.sum()), 1)) if box else math.nan,
        float((inside & cases).sum() / max(int(inside.sum()), 1)) if box else math.nan,
        float(cases.mean()),
        tried if box else 0,
        tried_short if box else 0,
        int(out.sum()),
        int((out & cases).sum()),
        tuple(near),
        tuple(sorted(back.items(), key=lambda pair: (-pair[1], pair[0]))),
        played.numbers,
        cases,
        played.values.shape[1],
    )


def _resampled(
    factors: Sequence[Factor], table: FloatArray, cases: NDArray[np.bool_], luck: np.random.Generator
) -> dict[str, float]:
    """In which share of half-samples the search takes each assumption."""
    taken: dict[str, int] = {}
    for _ in range(REPEATS):
        rows = luck.permutation(len(table))[: len(table) // 2]
        for one in search(factors, table[rows], cases[rows]):
            taken[one.factor.key] = taken.get(one.factor.key, 0) + 1
    return {key: count / REPEATS for key, count in taken.items()}


def _with_back(one: Condition, back: dict[str, float]) -> Condition:
    return Condition(one.factor, one.low, one.high, one.choices, one.chance, back.get(one.factor.key, 0.0))


def _at(
    value: float,
    cases: NDArray[np.bool_],
    box: Sequence[Condition],
    inside: NDArray[np.bool_],
    other: NDArray[np.bool_],
) -> AtThreshold:
    """The rule at another threshold, and how many of its futures it shares with the rule that is told."""
    either = int((inside | other).sum())
    shared = float((inside & other).sum() / either) if box and either else math.nan
    return AtThreshold(value, int(cases.sum()), tuple(one.factor.key for one in box), shared)


def _range(factor: Factor, language: str) -> str:
    if factor.choices:
        return " / ".join(rule_called(choice, language) for choice in factor.choices)
    low, high = (plain_value(edge, factor, language) for edge in (factor.low, factor.high))
    return Text("{low} to {high}", low=low, high=high).told(language)
