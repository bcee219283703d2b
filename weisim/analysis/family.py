"""Family: every comparison that was fixed beforehand, and which of the differences hold up together.

Who looks at many differences finds one that chance made. So what is compared is written down before anything is played,
and a difference holds up only where it would among all of them (Holm's method).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.finding import compared, outcomes_of, plain
from weisim.analysis.interval import FloatArray, superiority
from weisim.analysis.outcome import outcome_of
from weisim.analysis.paired import Pairs, better_interval, by_chance, mean_interval, mean_of_units, pairs_of, units_of
from weisim.analysis.plain_family import family_header, family_heading, family_rows, family_sentences
from weisim.analysis.spread import Separated, luck_and_unknown
from weisim.analysis.verdict import Verdict, verdict_of
from weisim.results.dictionary import Entry
from weisim.results.results import Results
from weisim.terms import Outcome

NO_SPREAD = 1e-12
"""Where differences spread less than this part of what histories do, only the last digits of numbers do."""
COUNTED = ("independent_initiatives", "neighbourhood_enterprises")


@dataclass(frozen=True)
class Compared:
    """One outcome of one plan, compared with the plan of reference.

    Attributes:
        scenario: name of the scenario that is compared.
        entry: what the outcome means.
        pairs: pairs of histories with a value on both sides.
        units: what counts as one: futures where there are several, else pairs.
        missing: pairs without a value on one side.
        failed: pairs of which a history could not be finished.
        mean: mean difference over units; nan without any.
        low, high: its 95 % interval; nan when there are fewer than five units.
        lowest, highest: the mean difference were each failed history as low or as high as any that was seen.
        better: probability that a history of this plan does better than one of the other, over all pairs of
            histories, ties half; *more* counts as better where neither direction is good.
        better_low, better_high: its 95 % interval.
        correlation: how much the two histories of a pair move together; nan when one never moves.
        gained: how many times as many histories would be needed without shared luck.
        by_chance: how often chance alone gives a mean as far from zero.
        by_chance_of_any: the same, corrected for all comparisons of the family.
        verdict: what may be said.
        spread: luck and what is not known, told apart in the differences.
    """

    scenario: str
    entry: Entry
    pairs: int
    units: int
    missing: int
    failed: int
    mean: float
    low: float
    high: float
    lowest: float
    highest: float
    better: float
    better_low: float
    better_high: float
    correlation: float
    gained: float
    by_chance: float
    by_chance_of_any: float
    verdict: Verdict
    spread: Separated


@dataclass(frozen=True)
class ClassShare:
    """The share of histories that end in one class, compared with the plan of reference.

    Attributes:
        scenario: name of the scenario that is compared.
        outcome: failure, partial success or success.
        reference: share under the plan of reference.
        share: share under this plan.
        difference: the second minus the first, over pairs.
        low, high: its 95 % interval; nan when there are fewer than five units.
    """

    scenario: str
    outcome: Outcome
    reference: float
    share: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Family:
    """All comparisons that were fixed beforehand.

    Attributes:
        reference: name of the scenario that others are compared with.
        comparisons: by outcome, the first of the inquiry first, and within it by scenario.
        classes: shares of failure, partial success and success; empty when the runs do not keep what is counted.
        futures: number of futures played.
        titles: Dutch and English title of each scenario.
    """

    kind: ClassVar[str] = "family"
    reference: str
    comparisons: tuple[Compared, ...]
    classes: tuple[ClassShare, ...]
    futures: int
    titles: Mapping[str, tuple[str, str]]

    def of(self, scenario: str, outcome: str) -> Compared:
        """The comparison of one plan and outcome; raises KeyError when it is not in the family."""
        for one in self.comparisons:
            if (one.scenario, one.entry.name) == (scenario, outcome):
                return one
        raise KeyError((scenario, outcome))

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language."""
        return self.titles[scenario][0 if language == "nl" else 1]

    def sentences(self, language: str) -> tuple[str, ...]:
        """Which differences hold up, the first outcome first; that there is no clear difference, when so."""
        return family_sentences(self, language)

    def heading(self, language: str) -> str:
        """What the table shows."""
        return family_heading(self, language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return family_header(language)

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The table: a row for each comparison, then for each class of outcome."""
        return family_rows(self, language)

    def record(self) -> dict[str, Any]:
        """The same as plain values."""
        comparisons = [
            {"scenario": one.scenario, "outcome": one.entry.name, **_without(plain(one), "scenario", "entry")}
            for one in self.comparisons
        ]
        return {
            "kind": self.kind,
            "reference": self.reference,
            "futures": self.futures,
            "comparisons": comparisons,
            "classes": plain(self.classes),
        }


def family(results: Results) -> Family:
    """Compare each plan with the one of reference, for each outcome that the inquiry fixed beforehand.

    Where several futures were played a future counts as one, because its histories share what is not known.

    Raises:
        ValueError: nothing was asked, or the runs that must be compared are not there.
    """
    reference, others = compared(results)
    entries = outcomes_of(results)
    asked = [(entry, scenario) for entry in entries for scenario in others]
    kept = [pairs_of(results, entry.name, reference, scenario) for entry, scenario in asked]
    chances = [float(by_chance(pairs.means)[0]) for pairs in kept]
    together = holm(chances).tolist()
    comparisons = tuple(
        _compared(results, reference, scenario, entry, pairs, chance, of_any)
        for (entry, scenario), pairs, chance, of_any in zip(asked, kept, chances, together, strict=True)
    )
    classes = tuple(share for scenario in others for share in _classes(results, reference, scenario))
    titles = {name: (results.title(name, "nl"), results.title(name, "en")) for name in (reference, *others)}
    return Family(reference, comparisons, classes, len(results.futures), titles)


def holm(chances: Sequence[float] | FloatArray) -> FloatArray:
    """Correct what chance alone gives for the number of comparisons, by Holm's method, along the last axis.

    The same as `multipletests(method="holm")` of statsmodels (tested), which gathers all garbage of the process at
    each call and so takes a thousand times as long.
    """
    found = np.asarray(chances, dtype=np.float64)
    order = np.argsort(found, axis=-1)
    times = np.arange(found.shape[-1], 0, -1)
    raised = np.minimum(np.maximum.accumulate(np.take_along_axis(found, order, axis=-1) * times, axis=-1), 1.0)
    corrected = np.empty_like(found)
    np.put_along_axis(corrected, order, raised, axis=-1)
    return corrected


def _compared(
    results: Results, reference: str, scenario: str, entry: Entry, pairs: Pairs, chance: float, of_any: float
) -> Compared:
    means, unit = pairs.means, pairs.units
    low, high = mean_interval(means)
    better = superiority(pairs.before, pairs.after)
    ends = better_interval(pairs.before, pairs.after, unit)
    if entry.good == "low":
        better, ends = 1 - better, (1 - ends[1], 1 - ends[0])
    return Compared(
        scenario=scenario,
        entry=entry,
        pairs=int(pairs.before.size),
        units=int(means.size),
        missing=pairs.missing,
        failed=pairs.failed,
        mean=float(means.mean()) if means.size else float("nan"),
        low=low,
        high=high,
        lowest=pairs.lowest,
        highest=pairs.highest,
        better=better,
        better_low=ends[0],
        better_high=ends[1],
        correlation=correlation(pairs.before, pairs.after),
        gained=gained(pairs.before, pairs.after),
        by_chance=chance,
        by_chance_of_any=of_any,
        verdict=verdict_of(means.size, low, high, of_any, entry.matters),
        spread=luck_and_unknown(pairs.differences, pairs.future),
    )


def correlation(before: FloatArray, after: FloatArray) -> float:
    """How much the two histories of a pair move together; nan when one of them never moves."""
    if before.size < 2 or np.ptp(before) == 0 or np.ptp(after) == 0:
        return float("nan")
    return float(np.corrcoef(before, after)[0, 1])


def gained(before: FloatArray, after: FloatArray) -> float:
    """How many times as many histories would be needed for the same certainty if pairs did not share their luck."""
    if before.size < 2:
        return float("nan")
    apart = float(before.var(ddof=1) + after.var(ddof=1))
    together = float((after - before).var(ddof=1))
    return apart / together if together > NO_SPREAD * apart else float("nan")


def _classes(results: Results, reference: str, scenario: str) -> list[ClassShare]:
    """Shares of failure, partial success and success over the pairs, and how they differ."""
    if any(name not in results.indicators for name in COUNTED):
        return []
    pairs = results.pairs(reference, scenario)
    if not pairs:
        return []
    unit = units_of(pairs)
    before, after = (
        [outcome_of(float(sum(pair[side].last[pair[side].names.index(name)] for name in COUNTED))) for pair in pairs]
        for side in (0, 1)
    )
    found = []
    for outcome in Outcome:
        shares = [mean_of_units(_in(classes, outcome), unit) for classes in (before, after)]
        apart = shares[1] - shares[0]
        ends = mean_interval(apart)
        first, second = (float(share.mean()) for share in shares)
        found.append(ClassShare(scenario, outcome, first, second, float(apart.mean()), *ends))
    return found


def _in(classes: Sequence[Outcome], outcome: Outcome) -> NDArray[np.float64]:
    return np.array([one is outcome for one in classes], dtype=np.float64)


def _without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}
