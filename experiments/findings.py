"""Findings: every pattern that the processes built so far can show, read off the histories and put beside its band."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments import measures
from experiments.arms import FADE, NONE, STEADY
from experiments.measures import Real, at_week, column, first_week
from weisim.analysis.survival import survival
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Phase

DECLARED = Path(__file__).with_name("patterns.toml")
VERDICTS = {
    "no band": "geen band",
    "holds": "klopt",
    "median only": "alleen de mediaan",
    "does not hold": "klopt niet",
}
WEEK = measures.TWO_YEARS
LATE_WEEK = 208
Seen = Sequence[dict[str, float]]


@dataclass(frozen=True)
class Finding:
    """One pattern beside what was found.

    Attributes:
        en, nl: the pattern in words.
        check: what the compact check found, as it stands in its table.
        decimals: decimals to print.
        values: one value a history, or a single one over all of them.
        band: its two ends; equal when one number is aimed at; None when there is none.
    """

    en: str
    nl: str
    check: str
    decimals: int
    values: Real
    band: tuple[float, float] | None = None

    @property
    def median(self) -> float:
        """The middle history."""
        return float(np.nanmedian(self.values)) if np.isfinite(self.values).any() else float("nan")

    @property
    def eight_of_ten(self) -> tuple[float, float]:
        """The range of eight histories out of ten."""
        if not np.isfinite(self.values).any():
            return float("nan"), float("nan")
        low, high = np.nanquantile(self.values, [0.1, 0.9])
        return float(low), float(high)

    @property
    def verdict(self) -> str:
        """Whether it holds: the median inside the band, and at least half of the histories as well.

        Where one number is aimed at (the eleven initiatives of the pilot) it must lie within the 80 % range.
        """
        if self.band is None:
            return "no band"
        low, high = self.band
        if low == high:
            least, most = self.eight_of_ten
            return "holds" if least <= low <= most else "does not hold"
        if not low <= self.median <= high:
            return "does not hold"
        return "holds" if np.mean((self.values >= low) & (self.values <= high)) >= 0.5 else "median only"


def findings(results: Results, seen: Seen, frozen: Sequence[float], money: Mapping[str, Seen]) -> list[Finding]:
    """All patterns in the order in which they are declared; raises KeyError when one was not measured.

    Args:
        results: every arm of `arms.arms`.
        seen: what `watching.look_around` saw, a history of the fade each.
        frozen: residents who differ by training when skill is frozen, a history each.
        money: what `watching.follow_money` saw under the fade and under steady support, a history each.
    """
    fade, steady, none = (results.of(name) for name in (FADE, STEADY, NONE))
    values = {
        **_information(fade),
        **_emergence(fade, none),
        **_participation(fade, steady, seen),
        **_lasting(results),
        **_help(results),
        "p19_frozen": np.array(frozen),
        "p23": _of(seen, "skill_left"),
        "p22": _one(measures.deal_hazard(steady)),
        "p25": difference(results, FADE, "cohesion", than=NONE),
        "p27": _one(np.mean(difference(results, "mobility-.15", "participants"))),
        "spread": _one(np.std(_each(steady, lambda run: at_week(run, "initiatives_alive", LATE_WEEK)), ddof=1)),
        "asked": _each(fade, measures.asked_share),
        **_federation(fade, steady),
        **_money(fade, steady, money),
    }
    declared = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    return [
        Finding(values=values[key], **{**row, "band": tuple(row["band"]) if "band" in row else None})
        for key, row in declared.items()
    ]


def difference(results: Results, arm: str, indicator: str, week: int = LATE_WEEK, than: str = STEADY) -> Real:
    """An indicator under one arm minus that under another, steady support unless said otherwise, pair by pair."""
    first = {run.replication: column(run, indicator)[week] for run in results.of(than)}
    return np.array([column(run, indicator)[week] - first[run.replication] for run in results.of(arm)])


def _information(fade: Sequence[Run]) -> dict[str, Real]:
    fits = {curve: np.array([measures.aic(run, curve) for run in fade]) for curve in measures.CURVES}
    return {
        "p1_logistic": _one(np.mean(fits["logistic"] < fits["line"])),
        "p1_filling": _one(np.mean(fits["logistic"] < fits["filling up"])),
        "p1_half": _each(fade, lambda run: first_week(run, "informed_share", 0.5)),
        "p1_week_26": _each(fade, lambda run: at_week(run, "informed_share", 26)),
        "p1_week_52": _each(fade, lambda run: at_week(run, "informed_share", 52)),
        "p2": _each(fade, lambda run: first_week(run, "participants", 10)),
        "gate_1": _each(fade, lambda run: measures.phase_week(run, Phase.EMERGENCE)),
        "trust": _each(fade, lambda run: first_week(run, "trust_of_informed", 0.5)),
    }


def _emergence(fade: Sequence[Run], none: Sequence[Run]) -> dict[str, Real]:
    ends = _each(fade, lambda run: measures.phase_week(run, Phase.DEVELOPMENT))
    live, born = (
        np.array([at_week(run, name, week) for run, week in zip(fade, ends, strict=True)])
        for name in ("initiatives_alive", "ideas_born")
    )
    return {
        "p3": _each(fade, lambda run: at_week(run, "initiatives_alive", 40) * 2000.0 / run.residents),
        "live_at_end": live,
        "born_at_end": born,
        "end_of_emergence": ends,
        "born_40": _each(fade, lambda run: at_week(run, "ideas_born", 40)),
        "born_52": _each(fade, lambda run: at_week(run, "ideas_born", 52)),
        "live_60": _each(fade, lambda run: at_week(run, "initiatives_alive", 60)),
        "p5": _each(none, measures.births_per_thousand),
    }


def _participation(fade: Sequence[Run], steady: Sequence[Run], seen: Seen) -> dict[str, Real]:
    def peak(run: Run) -> float:
        return float(column(run, "participation_rate").max())

    return {
        "p6": _each(fade, peak),
        "p6_steady": _each(steady, peak),
        "p7": _of(seen, "odds_ratio"),
        "p8_third": _of(seen, "top_third"),
        "p8_gini": _each(fade, lambda run: at_week(run, "hours_gini", WEEK)),
        "p9": _each(fade, lambda run: at_week(run, "hours_per_week", WEEK)),
        "p10": _of(seen, "median_team"),
        "p11": _each(fade, lambda run: at_week(run, "key_person_share", WEEK)),
        "p12": _each(fade, lambda run: measures.turnover(run, 52)),
        "p12_stopping": _each(fade, measures.stopping_rate),
        "p12_fading": _each(fade, lambda run: measures.turnover(run, WEEK)),
    }


def _lasting(results: Results) -> dict[str, Real]:
    return {
        "p13_ideas": _one(survival(results, FADE, "ideas").at(WEEK)[0]),
        "p13_formed": _one(survival(results, FADE, "formed").at(WEEK)[0]),
        "p13_independent": _one(survival(results, FADE, "independent").at(WEEK)[0]),
        "p15": _each(results.of(FADE), measures.alive_after_support),
        "p20_failed": _one(1.0 - survival(results, STEADY, "ideas").at(WEEK)[0]),
        "p20_survived": _one(survival(results, NONE, "formed").at(WEEK)[0]),
    }


def _federation(fade: Sequence[Run], steady: Sequence[Run]) -> dict[str, Real]:
    weeks, members = np.array([measures.founding(run) for run in fade]).T
    steady_weeks = _each(steady, lambda run: measures.founding(run)[0])
    fails = _each(fade, measures.first_cooperative_fails)
    return {
        "p26": members,
        "coop_share": _one(np.mean(np.isfinite(weeks))),
        "coop_share_steady": _one(np.mean(np.isfinite(steady_weeks))),
        "coop_week": weeks,
        "coop_fails": _one(np.nanmean(fails) if np.isfinite(fails).any() else float("nan")),
        "coop_members": _each(fade, measures.member_share),
    }


def _money(fade: Sequence[Run], steady: Sequence[Run], money: Mapping[str, Seen]) -> dict[str, Real]:
    after, always = money[FADE], money[STEADY]
    ended, left = (_of(after, name).sum() for name in ("ended_formed", "activity_left"))
    return {
        "completed": _one(measures.completed_share(fade)),
        "completed_after": _one(measures.completed_share(fade, measures.LAST_HELP_OF_THE_FADE + 1)),
        "activity_left": _one(left / ended if ended else float("nan")),
        "earn_anything": _of(after, "earn_anything"),
        "earn_most": _of(always, "earn_most"),
        "taken": _of(after, "taken"),
        "taken_steady": _of(always, "taken"),
        "given_share": _of(always, "given_share"),
        "multiplier": _each(fade, lambda run: at_week(run, "local_multiplier", LATE_WEEK)),
        "plan_cost": _each(fade, measures.yearly_cost),
    }


def _help(results: Results) -> dict[str, Real]:
    doses = {"p18_0": "coaching-none", "p18_half": "coaching-half", "p18_1": STEADY, "p18_2": "coaching-double"}
    at = {
        key: float(np.mean(_each(results.of(arm), lambda run: at_week(run, "independent_organisations", LATE_WEEK))))
        for key, arm in doses.items()
    }
    first, doubling = at["p18_1"] - at["p18_0"], at["p18_2"] - at["p18_1"]
    trained, untrained = results.of(STEADY), results.of("training-none")
    formed = [survival(results, name, "formed").at(WEEK)[0] for name in (STEADY, "training-none")]
    left = [_each(runs, lambda run: measures.turnover(run, WEEK)) for runs in (trained, untrained)]
    return {
        **{key: _one(value) for key, value in at.items()},
        "p18_concave": _one(at["p18_1"] - at["p18_half"] - doubling),
        "p18_doubling": _one(doubling / first if first > 0 else float("nan")),
        "p19_formed": _one(formed[0] - formed[1]),
        "p19_staying": _one(np.nanmean(left[1] - left[0])),
    }


def _each(runs: Sequence[Run], read: Callable[[Run], float]) -> Real:
    return np.array([read(run) for run in runs], dtype=np.float64)


def _of(seen: Seen, name: str) -> Real:
    return np.array([one[name] for one in seen], dtype=np.float64)


def _one(value: float | np.floating) -> Real:
    return np.array([float(value)])
