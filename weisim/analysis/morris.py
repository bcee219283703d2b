"""Morris: which assumptions matter for an outcome and which do not, from steps of one assumption at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from weisim.analysis.amounts import size
from weisim.analysis.factors import (
    SEED,
    Subject,
    blocks,
    labels,
    narrow,
    order,
    problem,
    same_top,
    sound,
    subject_of,
    touches,
)
from weisim.analysis.finding import NOTHING, plain
from weisim.analysis.futures import Answers, listed
from weisim.analysis.interval import FloatArray
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, translate
from weisim.results.design import Design, Factor
from weisim.results.results import Results

FLOOR = 0.05
"""An assumption whose interval reaches below this part of the largest one has no clear influence."""
FEWEST_TRAJECTORIES = 4
MOST_ROWS = 25
"""So many assumptions stand in the table; `record` has them all."""
RESAMPLES = 1000
MEAN_OF_CHANCE = math.sqrt(2 / math.pi)
"""The mean size of a normal number with a spread of one."""


@dataclass(frozen=True)
class Influence:
    """How much one assumption matters.

    Attributes:
        factor: the assumption.
        mean: mean change of the outcome when the assumption crosses its whole range; up and down cancel.
        size: mean size of that change (mu*).
        half_width: half of the 95 % interval of the size.
        spread: how much the change differs from place to place (sigma): it bends, or hangs on other assumptions.
        luck: the size that luck alone would give; nan with one history in each future.
        inert: whether it cannot be told from an assumption that does nothing.
    """

    factor: Factor
    mean: float
    size: float
    half_width: float
    spread: float
    luck: float
    inert: bool

    @property
    def low(self) -> float:
        """The lower end of the interval of the size."""
        return max(self.size - self.half_width, 0.0)

    @property
    def high(self) -> float:
        """The upper end of the interval of the size."""
        return self.size + self.half_width


@dataclass(frozen=True)
class Morris:
    """Which assumptions matter, the one that matters most first.

    Attributes:
        subject: what is looked at.
        influences: one for each assumption.
        trajectories: number of rows of steps.
        replications: number of histories in each future.
        same_ranking: whether half of the trajectories give the same first three.
        narrow: whether every interval is at most 10 % of the largest size.
    """

    kind: ClassVar[str] = "morris"

    subject: Subject
    influences: tuple[Influence, ...]
    trajectories: int
    replications: int
    same_ranking: bool
    narrow: bool

    @property
    def converged(self) -> bool:
        """Whether more futures are not needed for the order of what matters."""
        return self.same_ranking and self.narrow

    def of(self, key: str) -> Influence:
        """How much one assumption matters; raises KeyError when it was not varied."""
        for influence in self.influences:
            if influence.factor.key == key:
                return influence
        raise KeyError(key)

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first, then what does not matter, and how far this can be trusted."""
        clear = [influence for influence in self.influences if not influence.inert]
        inert = len(self.influences) - len(clear)
        if clear:
            first = clear[0]
            told = [
                Text("In this model “{label}” matters most.", label=first.factor.label(language)),
                Text(
                    "Over its whole range it changes the outcome by {size} on average.",
                    size=size(first.size, self.subject.entry, language),
                ),
            ]
            if len(clear) > 1:
                names = [quoted(name, language) for name in labels([one.factor for one in clear[1:3]], language)]
                if len(names) == 1:
                    told.append(Text("After that comes {label}.", label=names[0]))
                else:
                    told.append(Text("After that come {label}.", label=listed(names, language)))
        else:
            told = [Text("No assumption has a clear influence in this model.")]
        if inert and clear:
            told.append(
                Text(
                    "Without a clear influence: {inert} of the {count} assumptions.",
                    inert=number(inert, 0, language),
                    count=number(len(self.influences), 0, language),
                )
            )
        told.extend(trust(self.same_ranking, self.narrow, self.replications))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows: of which outcome and plan."""
        return about(self.subject, language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("assumption", language),
            translate("change", language),
            translate("95% interval", language),
            translate("differs by place", language),
            translate("by luck alone", language),
            translate("clear influence", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row an assumption, the one that matters most first; at most 25 of them."""
        entry = self.subject.entry
        found = []
        for one in self.influences[:MOST_ROWS]:
            ends = {"low": size(one.low, entry, language), "high": size(one.high, entry, language)}
            found.append(
                (
                    one.factor.label(language),
                    size(one.size, entry, language),
                    Text("{low} to {high}", **ends).told(language),
                    size(one.spread, entry, language),
                    NOTHING if math.isnan(one.luck) else size(one.luck, entry, language),
                    translate("no", language) if one.inert else translate("yes", language),
                )
            )
        return tuple(found)

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self)}


def morris(
    results: Results, outcome: str | None = None, scenario: str | None = None, against: str | None = None
) -> Morris:
    """Which assumptions matter for an outcome, from a Morris design.

    Values are the means over the replications that were finished in every future, so that luck is the same in all.

    Args:
        results: the runs, with a Morris design.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        scenario: name of the plan; the first one beside the reference when left out.
        against: look at how much `scenario` differs from this plan.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: the results cannot bear it; the sentence says why.
    """
    subject = subject_of(results, outcome, scenario, against)
    found = sound(results, subject, "morris")
    design = results.design
    steps = _steps(design)
    if len(steps) < FEWEST_TRAJECTORIES:
        raise ValueError(Text("This needs at least {fewest} rows of steps.", fewest=FEWEST_TRAJECTORIES))
    whole = _analysed(design, found.means, len(steps))
    half = _analysed(design, found.means, len(steps) // 2)
    luck = _luck(design, found, steps)
    floor = FLOOR * float(whole["mu_star"].max())
    influences = [
        Influence(
            factor,
            float(whole["mu"][place]),
            float(whole["mu_star"][place]),
            float(whole["mu_star_conf"][place]),
            float(whole["sigma"][place]),
            float(luck[place]),
            False,
        )
        for place, factor in enumerate(design.factors)
    ]
    influences = [
        replace(one, inert=touches(one.size, one.half_width, floor, one.luck, len(influences))) for one in influences
    ]
    clear = sum(not one.inert for one in influences)
    return Morris(
        subject,
        tuple(influences[place] for place in order(whole["mu_star"])),
        len(steps),
        len(found.replications),
        same_top(whole["mu_star"], half["mu_star"], clear),
        narrow(whole["mu_star_conf"], whole["mu_star"]),
    )


def about(subject: Subject, language: str) -> str:
    """Which outcome of which plan is looked at, in one line."""
    label = subject.entry.label(language)
    label = label[:1].upper() + label[1:]
    title = quoted(subject.title(language), language)
    if subject.against is None:
        return Text("{label}, with {title}", label=label, title=title).told(language)
    other = quoted(subject.title_against(language), language)
    return Text("{label}: {title} compared with {a}", label=label, title=title, a=other).told(language)


def trust(same_ranking: bool, is_narrow: bool, replications: int) -> list[Text]:
    """How far an order of assumptions can be trusted."""
    told = []
    if same_ranking and is_narrow:
        told.append(Text("With half of the futures the order at the top is the same."))
    elif same_ranking:
        told.append(Text("The order at the top is steady, but how much each one matters is not sure yet."))
    else:
        told.append(Text("With half of the futures the order is another one; more futures are needed."))
    if replications == 1:
        told.append(Text("There is one history in each future, so luck counts as influence."))
    return told


def _steps(design: Design) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Which assumption changes at each step of each trajectory: int64[trajectories, factors]."""
    count = len(design.factors)
    points = blocks(design, count + 1)
    changed = ~np.isclose(np.diff(points, axis=1), 0.0, atol=1e-9)
    once = (changed.sum(axis=2) == 1).all() and (changed.sum(axis=1) == 1).all()
    stated = design.settings.get("trajectories", len(points))
    if not once or stated != len(points):
        raise ValueError(Text("The futures are not rows of steps of one assumption at a time."))
    moved = np.abs(np.diff(points, axis=1)).max(axis=2)
    if not np.allclose(moved, _delta(design), atol=1e-6):
        raise ValueError(Text("The steps of the design do not fit its number of levels."))
    return changed.argmax(axis=2)


def _delta(design: Design) -> float:
    """How far an assumption moves in a step, as a part of its range."""
    levels = design.settings.get("levels", 4)
    return levels / (2.0 * (levels - 1))


def _analysed(design: Design, values: FloatArray, trajectories: int) -> dict[str, FloatArray]:
    import SALib.analyze.morris as library

    rows = trajectories * (len(design.factors) + 1)
    found = library.analyze(
        problem(design),
        np.array(design.points[:rows]),
        np.array(values[:rows]),
        num_resamples=RESAMPLES,
        num_levels=design.settings.get("levels", 4),
        seed=SEED,
    )
    return {name: np.asarray(found[name], dtype=np.float64) for name in ("mu", "mu_star", "mu_star_conf", "sigma")}


def _luck(design: Design, found: Answers, steps: np.ndarray[Any, np.dtype[np.int64]]) -> FloatArray:
    """The size that luck alone would give each assumption: from how much one step differs between replications."""
    replications = found.values.shape[1]
    if replications < 2:
        return np.full(len(design.factors), np.nan)
    rows = found.values.reshape(len(steps), len(design.factors) + 1, replications)
    variance = np.diff(rows, axis=1).var(axis=2, ddof=1) / replications
    own = np.sqrt([float(variance[steps == place].mean()) for place in range(len(design.factors))])
    # One assumption has few steps to tell its luck from, so it is at least that of the middle one.
    luck: FloatArray = MEAN_OF_CHANCE * np.maximum(own, np.median(own)) / _delta(design)
    return luck
