"""Liveability: how much of each problem there is, and what taking part may have done for residents."""

from __future__ import annotations

from weisim.indicators.indicator import Indicator, Observed, indicator
from weisim.neighbourhood.census import Census
from weisim.terms import Problem


def _level_of(problem: Problem) -> Indicator:
    """How much there is of one problem."""

    def observe(seen: Census) -> Observed:
        level: Observed = getattr(seen, f"problem_{problem.word}")
        return level

    observe.__name__ = f"problem_{problem.word}"
    observe.__doc__ = f"How much there is of: {problem.english}; 0 is nothing, 1 the worst. Read differences only."
    return indicator(
        unit="share",
        kind="stock",
        good="low",
        matters=0.02,
        label=(f"problem: {problem.english}", f"probleem: {problem.dutch}"),
        dutch=f"Hoeveel er is van: {problem.dutch}; 0 is niets, 1 het ergste. Lees alleen verschillen.",
        decimals=2,
    )(observe)


BY_PROBLEM = tuple(_level_of(problem) for problem in Problem)


@indicator(
    unit="residents",
    kind="cumulative",
    good="high",
    matters=5.0,
    label=("residents less lonely (assumed)", "minder eenzame bewoners (aangenomen)"),
    dutch="Eenzame deelnemers die door nieuwe contacten minder eenzaam werden, sinds de start; het tempo is "
    "aangenomen.",
)
def less_lonely(seen: Census) -> Observed:
    """Lonely participants who became less lonely by new contacts since the start; the pace is assumed."""
    return seen.less_lonely


@indicator(
    unit="residents",
    kind="cumulative",
    good="high",
    matters=1.0,
    label=("residents into work (assumed)", "bewoners naar werk (aangenomen)"),
    dutch="Deelnemers zonder werk die na betaalde uren een baan vonden, sinds de start; het tempo is aangenomen.",
)
def into_work(seen: Census) -> Observed:
    """Participants without work who found a job after paid hours since the start; the pace is assumed."""
    return seen.into_work
