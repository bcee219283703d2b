"""Factors: how much each assumption matters, and the checks without which a sensitivity analysis tells nonsense.

A library for sensitivity answers without an error when a value is missing, when all are equal, or when the rows come in
another order. So everything is checked here first, and futures are joined by number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from weisim.analysis.finding import compared, outcomes_of
from weisim.analysis.futures import Answers, answers, complete, downwards, points_fit
from weisim.analysis.interval import FloatArray, present
from weisim.language import Text
from weisim.results.design import Design, Factor
from weisim.results.dictionary import Entry
from weisim.results.results import Results

LEAST_SPREAD = 1e-9
"""The smallest standard deviation between futures, relative to their size, that is not the noise of adding up."""
TOP = 3
"""How many assumptions must keep their order when half of the futures are used."""
NARROW = 0.10
"""An interval is narrow enough when its half-width is at most this part of the largest measure."""
SHUFFLES = 500
NINETEEN_OF_TWENTY = 0.95
SEED = 2013
"""The resamples for the intervals are fixed, so that the same runs give the same interval."""


@dataclass(frozen=True)
class Subject:
    """What is looked at: the outcome of one plan, or the difference between two.

    Attributes:
        entry: the outcome.
        scenario: name of the plan.
        against: name of the plan it is compared with; None when one plan is looked at.
        titles: Dutch and English title of the plan.
        titles_against: Dutch and English title of the other; empty when there is none.
    """

    entry: Entry
    scenario: str
    against: str | None
    titles: tuple[str, str]
    titles_against: tuple[str, str]

    def title(self, language: str) -> str:
        """The title of the plan."""
        return self.titles[0 if language == "nl" else 1]

    def title_against(self, language: str) -> str:
        """The title of the plan it is compared with."""
        return self.titles_against[0 if language == "nl" else 1]


def subject_of(results: Results, outcome: str | None, scenario: str | None, against: str | None) -> Subject:
    """What is looked at when it is not said: the first outcome, and the first plan compared with the reference.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: nothing was asked, or there is nothing to look at.
    """
    entry = results.entry(outcome) if outcome is not None else outcomes_of(results)[0]
    if scenario is None and against is None:
        finished = [name for name in results.scenarios if results.of(name)]
        if len(finished) == 1:
            scenario = finished[0]
        else:
            against, others = compared(results)
            scenario = others[0]
    elif scenario is None:
        raise ValueError("a difference needs two scenarios")
    for name in (scenario, against):
        if name is not None:
            results.of(name)
    other = ("", "") if against is None else (results.title(against, "nl"), results.title(against, "en"))
    return Subject(
        entry, str(scenario), against, (results.title(str(scenario), "nl"), results.title(str(scenario), "en")), other
    )


def sound(results: Results, subject: Subject, kind: str) -> Answers:
    """What came out in every future of a design of one kind, checked.

    Raises:
        ValueError: the design is of another kind, its points do not fit its values, a future or a value is missing, or
            all futures give the same.
    """
    design = results.design
    if design.kind != kind:
        raise ValueError(Text("This needs a design of the kind {kind}, not {other}.", kind=kind, other=design.kind))
    if not design.factors:
        raise ValueError(Text("Nothing differs between the futures."))
    points_fit(design)
    found = complete(results, subject.entry.name, subject.scenario, subject.against)
    means = found.means
    if float(means.std()) <= LEAST_SPREAD * max(1.0, float(np.abs(means).max())):
        raise ValueError(Text("The outcome is the same in all futures; there is nothing to explain."))
    return found


def blocks(design: Design, size: int) -> NDArray[np.float64]:
    """The points in blocks that belong together: float64[blocks, size, factors].

    Raises:
        ValueError: the number of futures is not a whole number of blocks, or a point lies outside 0 to 1.
    """
    points = design.points
    if not len(points) or len(points) % size:
        raise ValueError(
            Text("{count} futures are not a whole number of blocks of {size}.", count=len(points), size=size)
        )
    if not (np.isfinite(points).all() and points.min() >= 0 and points.max() <= 1):
        raise ValueError(Text("A point of the design lies outside 0 to 1."))
    return points.reshape(-1, size, points.shape[1])


def problem(design: Design) -> dict[str, object]:
    """The assumptions as SALib wants them; points run from 0 to 1."""
    names = [factor.key for factor in design.factors]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def same_top(whole: FloatArray, half: FloatArray, counted: int) -> bool:
    """Whether the assumptions that matter most come out in the same order with half of the futures."""
    top = max(1, min(TOP, counted))
    return [int(place) for place in order(whole)[:top]] == [int(place) for place in order(half)[:top]]


def order(measure: FloatArray) -> NDArray[np.int64]:
    """The places of the assumptions, the one that matters most first; equals as they stand."""
    return np.argsort(-measure, kind="stable")


def narrow(half_width: FloatArray, measure: FloatArray) -> bool:
    """Whether every interval is narrow enough beside the largest measure."""
    return bool(half_width.max() <= NARROW * measure.max())


def labels(factors: Sequence[Factor], language: str) -> list[str]:
    """What the assumptions are called in one language."""
    return [factor.label(language) for factor in factors]


def touches(measure: float, half_width: float, floor: float, luck: float, tried: int) -> bool:
    """Whether an interval reaches down to where an assumption cannot be told from one that does nothing.

    Of many assumptions that do nothing some would come out as clear by chance. So the interval is widened until all of
    them together hold with 95 %.
    """
    usual, wide = (NormalDist().inv_cdf(1.0 - 0.025 / many) for many in (1, tried))
    return measure - half_width * wide / usual <= max(floor, 0.0 if math.isnan(luck) else luck)


def leading(results: Results, entry: Entry) -> str:
    """The plan beside the reference with the best mean outcome over the futures; the only one when there is one.

    Raises:
        ValueError: nothing was asked, or no run was played in a future of a design.
    """
    finished = [name for name in results.scenarios if results.of(name)]
    if len(finished) == 1:
        return finished[0]
    _, others = compared(results)
    found = {name: present(answers(results, entry.name, name).means) for name in others}
    means = [downwards(entry) * float(one.mean()) if one.size else -math.inf for one in found.values()]
    return others[int(np.argmax(means))]


def association(factor: Factor, values: FloatArray, outcome: FloatArray) -> float:
    """How much of the order of an outcome an assumption explains, from 0 to 1, less what chance would explain.

    For a number it is the squared rank correlation; for rival rules, the part of the variance of the ranks that lies
    between them.
    """
    from scipy.stats import rankdata

    ranks = rankdata(outcome)
    total = float(((ranks - ranks.mean()) ** 2).sum())
    if total == 0.0 or np.ptp(values) == 0:
        return 0.0
    if factor.choices:
        groups = [ranks[values == choice] for choice in np.unique(values)]
        explained = sum(len(group) * (group.mean() - ranks.mean()) ** 2 for group in groups) / total
        used = len(groups)
    else:
        explained, used = float(np.corrcoef(rankdata(values), ranks)[0, 1] ** 2), 2
    count = len(ranks)
    return max(0.0, 1.0 - (1.0 - float(explained)) * (count - 1) / max(count - used, 1))


def association_by_chance(
    factors: Sequence[Factor], table: FloatArray, differences: FloatArray, luck: np.random.Generator
) -> float:
    """What the strongest assumption explains in 19 out of 20 shuffles, in which none of them matters."""
    from scipy.stats import rankdata

    ranks = rankdata(differences)
    count = len(ranks)
    shuffled = np.array([luck.permutation(ranks) for _ in range(SHUFFLES)])
    centred = shuffled - ranks.mean()
    total = float((centred[0] ** 2).sum())
    if total == 0.0:
        return 1.0
    strongest = np.zeros(SHUFFLES)
    for place, factor in enumerate(factors):
        values = table[:, place]
        if np.ptp(values) == 0:
            continue
        if factor.choices:
            groups = [values == choice for choice in np.unique(values)]
            explained = sum(centred[:, group].sum(axis=1) ** 2 / group.sum() for group in groups) / total
            used = len(groups)
        else:
            own = rankdata(values)
            own -= own.mean()
            explained, used = (centred @ own) ** 2 / (total * float((own**2).sum())), 2
        strongest = np.maximum(strongest, 1.0 - (1.0 - explained) * (count - 1) / max(count - used, 1))
    return float(np.quantile(strongest, NINETEEN_OF_TWENTY))
