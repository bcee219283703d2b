"""Replication: how many histories are needed to be as sure as was asked, decided before they are played.

Who looks after each history and stops when the range is narrow enough, stops too soon: by luck ranges are narrow now
and then. So a first stage of a hundred pairs tells how far pairs lie apart; from that follows how many are needed, and
these are played before anybody looks again (Stein, 1945). More come only as a new stage of at least fifty.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
from scipy import stats

from weisim.analysis.amounts import size
from weisim.analysis.finding import capital, compared, inquiry_of, outcomes_of, plain
from weisim.analysis.interval import FEWEST_RUNS, SURE, FloatArray
from weisim.analysis.paired import mean_interval, pairs_of
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

PILOT = 100
"""Pairs of the first stage."""
TEN = 10.0
STAGE = 50
"""Numbers of pairs are rounded up to a multiple of this, and no stage is smaller."""


@dataclass(frozen=True)
class Planned:
    """How many pairs one difference needs.

    Attributes:
        scenario: name of the scenario that is compared.
        entry: what the outcome means.
        asked: half of the width that the 95 % interval may have.
        pilot: pairs (or futures) of the first stage.
        spread: standard deviation of their differences.
        needed: how many are needed: the first stage, or else a multiple of fifty.
        there: how many there are.
        reached: half of the width of the 95 % interval over all there are.
    """

    scenario: str
    entry: Entry
    asked: float
    pilot: int
    spread: float
    needed: int
    there: int
    reached: float

    @property
    def ratio(self) -> float:
        """What was reached as a multiple of what was asked: at most 1 is sure enough."""
        return self.reached / self.asked


@dataclass(frozen=True)
class Replication:
    """How many histories are needed, and whether there are so many.

    Attributes:
        reference: name of the scenario that others are compared with.
        futures: whether futures are counted, and not pairs.
        plans: one for each outcome and plan with a width asked for.
        titles: Dutch and English title of each scenario.
    """

    kind: ClassVar[str] = "replication"
    reference: str
    futures: bool
    plans: tuple[Planned, ...]
    titles: Mapping[str, tuple[str, str]]

    @property
    def worst(self) -> Planned:
        """The difference that needs most."""
        return max(self.plans, key=lambda plan: (plan.needed, plan.spread / plan.asked))

    @property
    def needed(self) -> int:
        """How many pairs (or futures) are needed for all of them."""
        return self.worst.needed

    @property
    def there(self) -> int:
        """How many there are for the difference that has fewest."""
        return min(plan.there for plan in self.plans)

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """How many are needed and how many there are, and what was reached."""
        worst = self.worst
        counts = {"needed": number(self.needed, 0, language), "there": number(self.there, 0, language)}
        if self.futures:
            first = Text("{needed} futures are needed to be as sure as was asked; there are {there}.", **counts)
        else:
            first = Text("{needed} pairs are needed to be as sure as was asked; there are {there}.", **counts)
        told = [first]
        reached = max(self.plans, key=lambda plan: plan.ratio)
        told.append(
            Text(
                "{label}: the difference with {b} is known to within {reached}; asked was {asked}.",
                label=capital(reached.entry.label(language)),
                b=quoted(self.title(reached.scenario, language), language),
                reached=_width(reached.reached, reached.entry, language),
                asked=_width(reached.asked, reached.entry, language),
            )
        )
        told.append(Text("Most are needed for {label}.", label=worst.entry.label(language)))
        if self.there < self.needed:
            more = number(max(STAGE, self.needed - self.there), 0, language)
            if self.futures:
                told.append(Text("Play {more} more futures at once, and look only then.", more=more))
            else:
                told.append(Text("Play {more} more at once, and look only then.", more=more))
        told.append(Text("Looking in between and stopping when it looks good makes things seem surer than they are."))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows."""
        name = quoted(self.title(self.reference, language), language)
        if self.futures:
            return Text("How many futures the difference with {name} needs", name=name).told(language)
        return Text("How many pairs of histories the difference with {name} needs", name=name).told(language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("plan", language),
            translate("outcome", language),
            translate("asked: within", language),
            translate("reached: within", language),
            translate("first stage", language),
            translate("needed", language),
            translate("there are", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: a row for each outcome and plan."""
        return tuple(
            (
                self.title(plan.scenario, language),
                plan.entry.label(language),
                _width(plan.asked, plan.entry, language),
                _width(plan.reached, plan.entry, language),
                *(number(count, 0, language) for count in (plan.pilot, plan.needed, plan.there)),
            )
            for plan in self.plans
        )

    def record(self) -> dict[str, Any]:
        """The same as plain values."""
        plans = [
            {
                **{name: value for name, value in plain(plan).items() if name != "entry"},
                "outcome": plan.entry.name,
            }
            for plan in self.plans
        ]
        return {
            "kind": self.kind,
            "reference": self.reference,
            "counted": "futures" if self.futures else "pairs",
            "needed": self.needed,
            "there": self.there,
            "plans": plans,
        }


def replication(results: Results) -> Replication:
    """How many histories each difference needs to be as sure as was asked, from the first hundred pairs.

    Asked is `half_width` of the inquiry for its first outcome, and for the others the smallest difference that matters.
    Where several futures were played, futures are counted: more histories in the same futures teach nothing about
    others.

    Raises:
        ValueError: nothing was asked, no width was asked of any outcome, or there are fewer than five pairs.
    """
    reference, others = compared(results)
    settings = inquiry_of(results).settings
    plans = []
    for place, entry in enumerate(outcomes_of(results)):
        asked = float(settings["half_width"]) if place == 0 and "half_width" in settings else entry.matters
        for scenario in others:
            means = pairs_of(results, entry.name, reference, scenario).means
            if asked > 0 and means.size >= FEWEST_RUNS:
                plans.append(_planned(scenario, entry, asked, means))
    if not plans:
        raise ValueError(Text("At least {count} pairs are needed to plan how many more.", count=FEWEST_RUNS))
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in (reference, *others)}
    return Replication(reference, len(results.futures) > 1, tuple(plans), titles)


def needed(pilot: FloatArray, asked: float, sure: float = SURE) -> int:
    """How many differences are needed for an interval of so much to either side, from those of a first stage.

    As many as the first stage when these are enough, else a multiple of fifty. How far the first stage lies apart is
    itself not known well, which is why Student's t stands here.
    """
    spread = float(pilot.std(ddof=1))
    least = (stats.t.ppf((1 + sure) / 2, pilot.size - 1) * spread / asked) ** 2
    return pilot.size if least <= pilot.size else STAGE * math.ceil(least / STAGE)


def half_width(count: FloatArray | float, spread: float, pilot: int, sure: float = SURE) -> FloatArray:
    """How wide to either side an interval over so many differences is expected to be."""
    return np.asarray(stats.t.ppf((1 + sure) / 2, pilot - 1) * spread / np.sqrt(count), dtype=np.float64)


def _planned(scenario: str, entry: Entry, asked: float, means: FloatArray) -> Planned:
    pilot = means[:PILOT]
    low, high = mean_interval(means)
    return Planned(
        scenario,
        entry,
        asked,
        int(pilot.size),
        float(pilot.std(ddof=1)),
        needed(pilot, asked),
        int(means.size),
        (high - low) / 2,
    )


def _width(value: float, entry: Entry, language: str) -> str:
    """A width with one decimal more than the outcome itself has, when it is small."""
    decimals = entry.decimals + (value < TEN)
    return size(value, replace(entry, decimals=decimals), language)
