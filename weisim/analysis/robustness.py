"""Robustness: in how many of the plausible neighbourhoods a plan is good enough, and how much is lost with it.

Two kinds of not being sure are kept apart. *Not knowing* is that only so many futures were drawn: Wilson's interval.
*Luck* is that few histories tell imperfectly whether a plan is good enough in one future. The chance of being good
enough may differ between futures in many ways that fit the same counts; `luck_bounds` gives the least and the largest
share of futures, with a chance of at least one half, of all those ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.amounts import shown, size
from weisim.analysis.finding import outcomes_of, plain
from weisim.analysis.futures import Answers, answers, downwards, enough_futures
from weisim.analysis.interval import FloatArray, wilson
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

HALF = 0.5
MOST = 0.90
"""The regret that is not passed in nine out of ten futures."""
EQUAL = 1e-9
"""Plans whose outcomes differ less than this are equally good."""
ROUNDS = 2000
"""Rounds in which the spread of chances is fitted; it then changes no more than rounding."""
CHANCES = np.concatenate(([0.0], (np.arange(50) + 0.5) / 50, [1.0]))
"""The chances of being good enough that a future may have; none of them is exactly one half."""


@dataclass(frozen=True)
class PlanRobustness:
    """How one plan does over the futures.

    Attributes:
        scenario: name of the plan.
        good: number of futures in which more than half of the histories are good enough.
        of: number of futures.
        low, high: Wilson's 95 % interval of the share: what is not known because only so many futures were drawn.
        luck_low, luck_high: the least and the largest share that fit the histories, what was counted held in: what
            luck leaves open.
        regret_most: what is lost beside the best plan, not passed in nine out of ten futures.
        regret_worst: the largest loss beside the best plan in any future.
        worst: the outcome in the worst future.
        best: number of futures in which it is the best plan; plans that are equally good share a future.
        luck: how far luck alone moves the outcome of one future: its middle standard error; nan with one history.
    """

    scenario: str
    good: int
    of: int
    low: float
    high: float
    luck_low: float
    luck_high: float
    regret_most: float
    regret_worst: float
    worst: float
    best: float
    luck: float

    @property
    def share(self) -> float:
        """The share of the futures in which the plan is good enough."""
        return self.good / self.of


@dataclass(frozen=True)
class Robustness:
    """How the plans do over the futures, the plan that is good enough most often first.

    Attributes:
        entry: the outcome.
        threshold: from which value on it is good enough; up to which, where less is better.
        plans: one for each plan.
        futures: number of futures.
        replications: the fewest and the most histories of a plan in a future.
        left_out: number of futures left out because a plan has no history there, or one without the outcome.
        ahead: number of futures in which the first plan is good enough and the second is not.
        behind: the other way round.
        titles: Dutch and English title of each plan.
    """

    kind: ClassVar[str] = "robustness"

    entry: Entry
    threshold: float
    plans: tuple[PlanRobustness, ...]
    futures: int
    replications: tuple[int, int]
    left_out: int
    ahead: int
    behind: int
    titles: Mapping[str, tuple[str, str]]

    @property
    def minimax(self) -> PlanRobustness:
        """The plan with the smallest largest loss."""
        return min(self.plans, key=lambda plan: plan.regret_worst)

    @property
    def clear(self) -> bool:
        """Whether the first plan is good enough in more futures than the second by more than the draw of futures."""
        differing = self.ahead + self.behind
        return differing > 0 and wilson(self.ahead, differing)[0] > HALF

    def of(self, scenario: str) -> PlanRobustness:
        """How one plan does; raises KeyError when it was not played."""
        for plan in self.plans:
            if plan.scenario == scenario:
                return plan
        raise KeyError(scenario)

    def title(self, scenario: str, language: str) -> str:
        """The title of a plan in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first: in how many of the plausible neighbourhoods, and of which plan that is clear."""
        first = self.plans[0]
        name = quoted(self.title(first.scenario, language), language)
        counts = {"good": number(first.good, 0, language), "count": number(first.of, 0, language)}
        told = [
            Text(
                "In this model {title} is good enough in {good} of {count} plausible neighbourhoods.",
                title=name,
                **counts,
            )
        ]
        if len(self.plans) > 1:
            second = self.plans[1]
            other = quoted(self.title(second.scenario, language), language)
            good = number(second.good, 0, language)
            if self.clear:
                told.append(Text("Next comes {title}, with {good}.", title=other, good=good))
            else:
                told.append(Text("That is no clear difference with {title}, with {good}.", title=other, good=good))
            safest = self.minimax
            loss = size(safest.regret_worst, self.entry, language)
            told.append(
                Text(
                    "With {title} the most that can be lost beside the best plan is smallest: {loss}.",
                    title=quoted(self.title(safest.scenario, language), language),
                    loss=loss,
                )
            )
        told.append(
            Text(
                "Because only so many neighbourhoods were tried, it may be {low} to {high} out of 100.",
                low=number(100 * first.low, 0, language),
                high=number(100 * first.high, 0, language),
            )
        )
        told.append(
            Text(
                "Because luck differs from history to history, it may be {low} to {high} out of 100.",
                low=number(100 * first.luck_low, 0, language),
                high=number(100 * first.luck_high, 0, language),
            )
        )
        if self.left_out:
            counts = {
                "count": number(self.left_out, 0, language),
                "out_of": number(self.left_out + self.futures, 0, language),
            }
            told.append(Text("Left out because a history there is missing: {count} of {out_of}.", **counts))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows: the question, and when an outcome is good enough."""
        label = self.entry.label(language)
        amount = shown(self.threshold, self.entry, language)
        if self.entry.good == "low":
            bound = Text("Good enough: {label} at most {amount}.", label=label, amount=amount)
        else:
            bound = Text("Good enough: {label} at least {amount}.", label=label, amount=amount)
        question = translate("In how many of the plausible neighbourhoods is this plan good enough?", language)
        return f"{question} {bound.told(language)}"

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("plan", language),
            translate("good enough", language),
            translate("not known", language),
            translate("luck", language),
            translate("best plan in", language),
            translate("lost in 9 of 10", language),
            translate("most lost", language),
            translate("worst", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row a plan."""
        return tuple(
            (
                self.title(plan.scenario, language),
                Text(
                    "{count} of {out_of}", count=number(plan.good, 0, language), out_of=number(plan.of, 0, language)
                ).told(language),
                _out_of_100(plan.low, plan.high, language),
                _out_of_100(plan.luck_low, plan.luck_high, language),
                number(plan.best, 0 if plan.best == round(plan.best) else 1, language),
                size(plan.regret_most, self.entry, language),
                size(plan.regret_worst, self.entry, language),
                shown(plan.worst, self.entry, language),
            )
            for plan in self.plans
        )

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self), "minimax": self.minimax.scenario}


def robustness(
    results: Results, outcome: str | None = None, good_enough: float | None = None, fewest: int = 20
) -> Robustness:
    """In how many futures each plan is good enough, and what is lost with it beside the best plan there.

    A future counts for all plans or for none: where a plan has no finished history, the future is left out.

    Args:
        results: the runs, in the futures of a design.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        good_enough: from which value on it is good enough; that of the inquiry when left out.
        fewest: with fewer futures nothing is said.

    Raises:
        KeyError: there is no such outcome.
        ValueError: the results cannot bear it; the sentence says why.
    """
    entry = results.entry(outcome) if outcome is not None else outcomes_of(results)[0]
    threshold = threshold_of(results, entry) if good_enough is None else good_enough
    names = [name for name in results.scenarios if results.of(name)]
    found, left_out = _together({name: answers(results, entry.name, name) for name in names})
    together = found[names[0]].numbers
    enough_futures(len(together), fewest)
    sign = downwards(entry)
    means = np.column_stack([found[name].means for name in names]) * sign
    regret = means.max(axis=1, keepdims=True) - means
    tied = regret <= EQUAL
    wins = (tied / tied.sum(axis=1, keepdims=True)).sum(axis=0)
    good = {name: good_runs(found[name], entry, threshold) for name in names}
    plans = [
        _plan(name, *good[name], regret[:, place], sign * float(means[:, place].min()), float(wins[place]), found[name])
        for place, name in enumerate(names)
    ]
    plans.sort(key=lambda plan: (-plan.good, plan.regret_most))
    labels = [is_good(*good[plan.scenario]) for plan in plans[:2]]
    ahead, behind = (int((labels[0] & ~labels[-1]).sum()), int((labels[-1] & ~labels[0]).sum()))
    counts = np.concatenate([of for _, of in good.values()])
    return Robustness(
        entry,
        threshold,
        tuple(plans),
        len(together),
        (int(counts.min()), int(counts.max())),
        left_out,
        ahead,
        behind,
        {name: (results.title(name, "nl"), results.title(name, "en")) for name in names},
    )


def threshold_of(results: Results, entry: Entry) -> float:
    """From which value on an outcome is good enough, as fixed beforehand; raises ValueError when it was not."""
    known = results.inquiry.good_enough if results.inquiry is not None else {}
    if entry.name not in known:
        raise ValueError(Text("It was not said from which value on “{name}” is good enough.", name=entry.name))
    return float(known[entry.name])


def good_runs(found: Answers, entry: Entry, threshold: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many histories of each future are good enough, and how many there are: two times int64[futures]."""
    there = ~np.isnan(found.values)
    sign = downwards(entry)
    good = there & (sign * np.where(there, found.values, 0.0) >= sign * threshold)
    return good.sum(axis=1), there.sum(axis=1)


def is_good(good: NDArray[np.int64], of: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether more than half of the histories of each future are good enough; half of them are not enough."""
    return 2 * good > of


def luck_bounds(good: NDArray[np.int64], of: NDArray[np.int64]) -> tuple[float, float]:
    """The least and the largest share of futures with a chance of at least one half, of all that fit the counts.

    First the spread of chances is fitted that makes the counts most likely, without assuming a shape. With few
    histories in a future other spreads give the same counts; a linear programme finds the extremes among those.
    """
    from scipy.optimize import linprog
    from scipy.stats import binom

    likely = binom.pmf(good[:, None], of[:, None], CHANCES)
    weights = np.full(CHANCES.size, 1.0 / CHANCES.size)
    for _ in range(ROUNDS):
        shares = likely * weights
        weights = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
    counts = [binom.pmf(np.arange(many + 1)[:, None], many, CHANCES) for many in np.unique(of)]
    same = np.vstack([*counts, np.ones((1, CHANCES.size))])
    above = (CHANCES >= HALF).astype(np.float64)
    ends = []
    for sign in (1.0, -1.0):
        # A hair of room, because the fit satisfies the equations up to rounding only.
        room = 1e-6
        fitted = same @ weights
        solved = linprog(
            sign * above, A_ub=np.vstack([same, -same]), b_ub=np.concatenate([fitted + room, room - fitted])
        )
        ends.append(sign * float(solved.fun) if solved.success else float(above @ weights))
    return max(ends[0], 0.0), min(ends[1], 1.0)


def _together(found: Mapping[str, Answers]) -> tuple[dict[str, Answers], int]:
    """The same histories of every plan, in the futures in which all have one; and how many futures that leaves out.

    A history that one plan lacks is left out of the others too, so that luck is the same in all.
    """
    numbers = np.unique(np.concatenate([one.numbers for one in found.values()]))
    replications = np.unique(np.concatenate([one.replications for one in found.values()]))
    table = np.full((len(found), len(numbers), len(replications)), np.nan)
    for place, one in enumerate(found.values()):
        rows, columns = np.searchsorted(numbers, one.numbers), np.searchsorted(replications, one.replications)
        table[place][np.ix_(rows, columns)] = one.values
    table[:, np.isnan(table).any(axis=0)] = np.nan
    there = ~np.isnan(table).all(axis=(0, 2))
    kept = tuple(int(number) for number in replications)
    return {name: Answers(numbers[there], table[place, there], kept) for place, name in enumerate(found)}, int(
        (~there).sum()
    )


def _plan(
    name: str,
    good: NDArray[np.int64],
    of: NDArray[np.int64],
    regret: FloatArray,
    worst: float,
    best: float,
    found: Answers,
) -> PlanRobustness:
    count = int(is_good(good, of).sum())
    share = count / len(good)
    low, high = luck_bounds(good, of)
    return PlanRobustness(
        name,
        count,
        len(good),
        *wilson(count, len(good)),
        # With few histories the plain count may lie outside all that fits; then the interval reaches to it.
        min(low, share),
        max(high, share),
        float(np.quantile(regret, MOST)),
        float(regret.max()),
        worst,
        best,
        _luck(found),
    )


def _luck(found: Answers) -> float:
    """The middle standard error of the mean of a future; nan when no future has two histories."""
    count = (~np.isnan(found.values)).sum(axis=1)
    several = count > 1
    if not several.any():
        return float("nan")
    spread = np.nanstd(found.values[several], axis=1, ddof=1)
    return float(np.median(spread / np.sqrt(count[several])))


def _out_of_100(low: float, high: float, language: str) -> str:
    ends = {"low": number(100 * low, 0, language), "high": number(100 * high, 0, language)}
    return Text("{low} to {high} of 100", **ends).told(language)
