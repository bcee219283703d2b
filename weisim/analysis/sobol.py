"""Sobol: which part of what is not known about an outcome comes from which assumption, alone and with others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

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
from weisim.analysis.futures import listed
from weisim.analysis.interval import FloatArray
from weisim.analysis.morris import about, trust
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, percent, translate
from weisim.results.design import Design, Factor
from weisim.results.results import Results

FLOOR = 0.05
"""An assumption whose interval reaches below this part of the variance has no clear influence."""
FEWEST_BASES = 8
LEAST_TOGETHER = 0.1
"""A smaller part that assumptions explain together only is not told."""
RESAMPLES = 500


@dataclass(frozen=True)
class Part:
    """Which part of the variance between futures one assumption explains.

    Attributes:
        factor: the assumption.
        first: the part it explains alone.
        first_half_width: half of the 95 % interval of that.
        total: the part in which it has a hand, alone or with others.
        total_half_width: half of the 95 % interval of that.
        inert: whether it cannot be told from an assumption that does nothing.
    """

    factor: Factor
    first: float
    first_half_width: float
    total: float
    total_half_width: float
    inert: bool

    @property
    def low(self) -> float:
        """The lower end of the interval of the total."""
        return max(self.total - self.total_half_width, 0.0)

    @property
    def high(self) -> float:
        """The upper end of the interval of the total."""
        return self.total + self.total_half_width

    @property
    def chance_below_zero(self) -> bool:
        """Whether the part it explains alone is below zero by too few futures only: its interval holds zero."""
        return self.first < 0 <= self.first + self.first_half_width

    @property
    def below_zero(self) -> bool:
        """Whether the part it explains alone is below zero by more than chance: then something is wrong."""
        return self.first + self.first_half_width < 0


@dataclass(frozen=True)
class Sobol:
    """Which assumption explains what part, the one that matters most first.

    Attributes:
        subject: what is looked at.
        parts: one for each assumption.
        bases: number of base points of the design.
        replications: number of histories in each future.
        luck: the part of the variance that luck leaves; nan with one history in each future.
        same_ranking: whether half of the base points give the same first three.
        narrow: whether every interval is at most 10 % of the largest total.
    """

    kind: ClassVar[str] = "sobol"

    subject: Subject
    parts: tuple[Part, ...]
    bases: int
    replications: int
    luck: float
    same_ranking: bool
    narrow: bool

    @property
    def converged(self) -> bool:
        """Whether more futures are not needed for the order of what matters."""
        return self.same_ranking and self.narrow

    @property
    def together(self) -> float:
        """The least part explained only together, after luck and the intervals; nan when luck is not known."""
        alone = sum(max(part.first, 0.0) for part in self.parts)
        unsure = math.sqrt(sum(part.first_half_width**2 for part in self.parts))
        return 1.0 - alone - unsure - self.luck

    def of(self, key: str) -> Part:
        """What one assumption explains; raises KeyError when it was not varied."""
        for part in self.parts:
            if part.factor.key == key:
                return part
        raise KeyError(key)

    def sentences(self, language: str) -> tuple[str, ...]:
        """The answer first, then what does not matter, and how far this can be trusted."""
        clear = [part for part in self.parts if not part.inert]
        inert = len(self.parts) - len(clear)
        if clear:
            first = clear[0]
            told = [
                Text("In this model “{label}” matters most.", label=first.factor.label(language)),
                Text(
                    "It has a hand in {share} of the differences between futures.",
                    share=percent(min(first.total, 1.0), 0, language),
                ),
            ]
            if len(clear) > 1:
                names = [quoted(name, language) for name in labels([one.factor for one in clear[1:3]], language)]
                if len(names) == 1:
                    told.append(Text("After that comes {label}.", label=names[0]))
                else:
                    told.append(Text("After that come {label}.", label=listed(names, language)))
            if self.together > LEAST_TOGETHER:
                share = percent(self.together, 0, language)
                told.append(Text("At least {share} comes from assumptions that work together.", share=share))
        else:
            told = [Text("No assumption has a clear influence in this model.")]
        if inert and clear:
            told.append(
                Text(
                    "Without a clear influence: {inert} of the {count} assumptions.",
                    inert=number(inert, 0, language),
                    count=number(len(self.parts), 0, language),
                )
            )
        told.extend(trust(self.same_ranking, self.narrow, self.replications))
        if any(part.below_zero for part in self.parts):
            told.append(Text("A part below zero cannot be: take more futures before you use this."))
        elif any(part.chance_below_zero for part in self.parts):
            told.append(Text("A part just below zero is zero; it comes from too few futures."))
        return tuple(short(text, language) for text in told)

    def heading(self, language: str) -> str:
        """What the table shows: of which outcome and plan."""
        return about(self.subject, language)

    def header(self, language: str) -> tuple[str, ...]:
        """The heads of the columns of the table."""
        return (
            translate("assumption", language),
            translate("alone", language),
            translate("with others", language),
            translate("95% interval", language),
            translate("clear influence", language),
        )

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """One row an assumption, the one that matters most first; the last row is what luck leaves."""
        found = [
            (
                part.factor.label(language),
                percent(part.first, 0, language).replace("-", "−"),
                percent(part.total, 0, language),
                Text(
                    "{low} to {high}",
                    low=percent(part.low, 0, language),
                    high=percent(min(part.high, 1.0), 0, language),
                ).told(language),
                translate("no", language) if part.inert else translate("yes", language),
            )
            for part in self.parts
        ]
        if not math.isnan(self.luck):
            luck = percent(self.luck, 0, language)
            found.append((translate("by luck alone", language), luck, luck, NOTHING, NOTHING))
        return tuple(found)

    def record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {"kind": self.kind, **plain(self)}


def sobol(
    results: Results, outcome: str | None = None, scenario: str | None = None, against: str | None = None
) -> Sobol:
    """Which assumption explains what part of an outcome, from a Sobol design.

    Values are the means over the replications that were finished in every future, so that luck is the same in all.

    Args:
        results: the runs, with a Sobol design.
        outcome: name of the indicator; the first outcome of the inquiry when left out.
        scenario: name of the plan; the first one beside the reference when left out.
        against: look at how much `scenario` differs from this plan.

    Raises:
        KeyError: there is no such scenario or outcome.
        ValueError: the results cannot bear it; the sentence says why.
    """
    subject = subject_of(results, outcome, scenario, against)
    found = sound(results, subject, "sobol")
    design = results.design
    size, second = _block(design)
    bases = len(design.points) // size
    if bases < FEWEST_BASES:
        raise ValueError(Text("This needs at least {fewest} base points.", fewest=FEWEST_BASES))
    values = found.means
    whole = _analysed(design, values, size, bases, second)
    half = _analysed(design, values, size, bases // 2, second)
    luck = found.luck() / float(values.var())
    parts = [
        Part(
            factor,
            float(whole["S1"][place]),
            float(whole["S1_conf"][place]),
            float(whole["ST"][place]),
            float(whole["ST_conf"][place]),
            touches(float(whole["ST"][place]), float(whole["ST_conf"][place]), FLOOR, luck, len(design.factors)),
        )
        for place, factor in enumerate(design.factors)
    ]
    clear = sum(not part.inert for part in parts)
    return Sobol(
        subject,
        tuple(parts[place] for place in order(whole["ST"])),
        bases,
        len(found.replications),
        luck,
        same_top(whole["ST"], half["ST"], clear),
        narrow(whole["ST_conf"], whole["ST"]),
    )


def _block(design: Design) -> tuple[int, bool]:
    """How many futures belong to one base point, and whether pairs of assumptions were crossed too.

    A block begins with one base point and ends with another; in between, each assumption in turn is taken from the
    last one (and then, when pairs were crossed, from the first).
    """
    count = len(design.factors)
    for size, second in ((count + 2, False), (2 * count + 2, True)):
        if len(design.points) % size:
            continue
        points = blocks(design, size)
        first, last = points[:, :1], points[:, -1:]
        own = np.eye(count, dtype=bool)
        crossed = np.where(own, last, first)
        if second:
            crossed = np.concatenate((crossed, np.where(own, first, last)), axis=1)
        if np.allclose(points[:, 1:-1], crossed, atol=1e-9):
            return size, second
    raise ValueError(Text("The futures are not base points with one assumption exchanged at a time."))


def _analysed(design: Design, values: FloatArray, size: int, bases: int, second: bool) -> dict[str, FloatArray]:
    import SALib.analyze.sobol as library

    part = np.array(values[: size * bases])
    if float(part.std()) == 0.0:
        raise ValueError(Text("The outcome is the same in all futures; there is nothing to explain."))
    # Only first and total parts are told; the rows that cross pairs are left out, which changes neither.
    kept = np.r_[0 : len(design.factors) + 1, size - 1]
    part = part.reshape(bases, size)[:, kept].ravel() if second else part
    found = library.analyze(problem(design), part, calc_second_order=False, num_resamples=RESAMPLES, seed=SEED)
    return {name: np.asarray(found[name], dtype=np.float64) for name in ("S1", "S1_conf", "ST", "ST_conf")}
