"""Agenda: whose problems come first."""

from __future__ import annotations

from weisim.indicators.indicator import Indicator, Observed, indicator, mean
from weisim.neighbourhood.census import Census
from weisim.terms import Problem


def _weight_of(problem: Problem) -> Indicator:
    """How heavy one problem weighs on the agenda."""

    def observe(seen: Census) -> Observed:
        weight: Observed = getattr(seen, f"agenda_{problem.word}")
        return weight

    observe.__name__ = f"agenda_{problem.word}"
    observe.__doc__ = f"Weight on the agenda of: {problem.english}; all problems together are 1."
    return indicator(
        unit="share",
        kind="stock",
        good="none",
        matters=0.03,
        label=(f"agenda: {problem.english}", f"agenda: {problem.dutch}"),
        dutch=f"Gewicht op de agenda van: {problem.dutch}; alle problemen samen zijn 1.",
        decimals=2,
    )(observe)


BY_PROBLEM = tuple(_weight_of(problem) for problem in Problem)


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("agenda that fits", "passende agenda"),
    dutch="Hoe goed de agenda past bij wat bewoners zelf zwaar vinden wegen; 1 is precies.",
    decimals=2,
)
def agenda_fit(seen: Census) -> Observed:
    """How well the agenda fits what weighs on residents themselves; 1 is exactly."""
    return seen.agenda_fit


@indicator(
    unit="share",
    kind="stock",
    good="high",
    matters=0.05,
    label=("participants who work on their own problem", "deelnemers die aan hun eigen probleem werken"),
    dutch="Deel van de deelnemers van wie het initiatief werkt aan het probleem dat zij zelf het meest voelen.",
    decimals=2,
    over_some=True,
)
def problem_fit(seen: Census) -> Observed:
    """Share of participants whose initiative works on the problem that they feel most themselves."""
    return mean(seen.same_problem, seen.participants)
