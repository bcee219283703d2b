"""Findings: every pattern that the processes built so far can show, with its band and what the compact check found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments import measures
from experiments.arms import FADE, NONE, STEADY
from experiments.measures import Real, at_week, column, first_week
from weisim.analysis.survival import survival
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Phase

Say = tuple[str, str]  # English and Dutch
HOLDS, MEDIAN_ONLY, DOES_NOT = ("holds", "klopt"), ("median only", "alleen mediaan"), ("does not hold", "klopt niet")
NO_BAND = ("no band", "geen band")
WEEK = measures.TWO_YEARS
LATE_WEEK = 208


@dataclass(frozen=True)
class Finding:
    """One pattern beside what was found.

    Attributes:
        name: the pattern, English and Dutch.
        low, high: the band; equal when one number is aimed at; None when there is none.
        check: what the compact check found, as it stands in its table.
        values: one value a history, or a single value over all of them.
        decimals: decimals to print.
    """

    name: Say
    low: float | None
    high: float | None
    check: str
    values: Real
    decimals: int = 2

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
    def verdict(self) -> Say:
        """Whether it holds: the median inside the band, and at least half of the histories as well.

        Where one number is aimed at (the eleven initiatives of the pilot) it must lie within the 80 % range.
        """
        if self.low is None or self.high is None:
            return NO_BAND
        if self.low == self.high:
            low, high = self.eight_of_ten
            return HOLDS if low <= self.low <= high else DOES_NOT
        if not self.low <= self.median <= self.high:
            return DOES_NOT
        inside = np.mean((self.values >= self.low) & (self.values <= self.high))
        return HOLDS if inside >= 0.5 else MEDIAN_ONLY


def findings(results: Results, seen: Sequence[dict[str, float]], frozen: Sequence[float]) -> list[Finding]:
    """All patterns, in the order of the evidence table."""
    fade, steady, none = (results.of(name) for name in (FADE, STEADY, NONE))
    return [
        *_information(fade),
        *_emergence(fade, none),
        *_participation(fade, steady, seen),
        *_lasting(results),
        *_help(results, frozen),
        Finding(
            ("P23 skill left after 11 idle months", "P23 vaardigheid over na 11 maanden stilstand"),
            0.4, 0.6, "not tested", _of(seen, "skill_left"),
        ),
        Finding(
            ("P27 mobility .15 – .075: participants, week 208", "P27 verhuizing .15 – .075: deelnemers, week 208"),
            -np.inf, 0.0, "-13", difference(results, "mobility-.15", "participants"), 0,
        ),
        Finding(
            ("16.12 joiners who were asked", "16.12 deelnemers die gevraagd zijn"),
            0.6, 0.9, "not tested", _each(fade, measures.asked_share),
        ),
    ]  # fmt: skip


def difference(results: Results, arm: str, indicator: str, week: int = LATE_WEEK, than: str = STEADY) -> Real:
    """An indicator under one arm minus that under steady support, pair by pair."""
    first = {run.replication: column(run, indicator)[week] for run in results.of(than)}
    return np.array([column(run, indicator)[week] - first[run.replication] for run in results.of(arm)])


def _information(fade: Sequence[Run]) -> list[Finding]:
    logistic, line, filling = (
        _each(fade, lambda run, curve=curve: measures.aic(run, curve)) for curve in ("logistic", "line", "filling up")
    )
    better = float(np.mean(logistic < line))
    return [
        Finding(("P1 logistic fits better than a line", "P1 S-curve past beter dan een lijn"), 0.8, 1.0, "not tested", np.array([better])),
        Finding(("   … and better than filling up", "   … en beter dan vollopen"), None, None, "not tested", np.array([float(np.mean(logistic < filling))])),
        Finding(("P1 week in which half are informed", "P1 week waarin de helft op de hoogte is"), 10, 40, "28", _each(fade, lambda run: first_week(run, "informed_share", 0.5)), 0),
        Finding(("P1 informed at week 26", "P1 op de hoogte in week 26"), None, None, ".46", _each(fade, lambda run: at_week(run, "informed_share", 26))),
        Finding(("P1 informed at week 52", "P1 op de hoogte in week 52"), None, None, ".79", _each(fade, lambda run: at_week(run, "informed_share", 52))),
        Finding(("P2 week of the first ten participants", "P2 week van de eerste tien deelnemers"), 8, 26, "20", _each(fade, lambda run: first_week(run, "participants", 10)), 0),
        Finding(("W3.5 week of the first gate", "W3.5 week van de eerste poort"), 8, 26, "10 (8–14)", _each(fade, lambda run: measures.phase_week(run, Phase.EMERGENCE)), 0),
        Finding(("W3.5 week in which trust of the informed passes .5", "W3.5 week waarin vertrouwen van wie ervan weet .5 passeert"), 9, 30, "26", _each(fade, lambda run: first_week(run, "trust_of_informed", 0.5)), 0),
    ]  # fmt: skip


def _emergence(fade: Sequence[Run], none: Sequence[Run]) -> list[Finding]:
    ends = _each(fade, lambda run: measures.phase_week(run, Phase.DEVELOPMENT))
    live, born = (
        np.array([at_week(run, name, week) for run, week in zip(fade, ends, strict=True)])
        for name in ("initiatives_alive", "ideas_born")
    )
    per_2000 = _each(fade, lambda run: at_week(run, "initiatives_alive", 40) * 2000.0 / run.residents)
    return [
        Finding(("P3 live initiatives at week 40 per 2,000", "P3 levende initiatieven in week 40 per 2.000"), 6, 16, "10", per_2000, 1),
        Finding(("W3.5 live when emergence ends", "W3.5 levend aan het einde van het ontstaan"), 11, 11, "10 (9–12)", live, 0),
        Finding(("W3.5 formulated by then", "W3.5 tot dan bedacht"), None, None, "13", born, 0),
        Finding(("W3.5 week in which emergence ends", "W3.5 week waarin het ontstaan eindigt"), 0, 39, "35 (27–46)", ends, 0),
        Finding(("W3.5 formulated at week 40", "W3.5 bedacht in week 40"), None, None, "16", _each(fade, lambda run: at_week(run, "ideas_born", 40)), 0),
        Finding(("W3.5 formulated at week 52", "W3.5 bedacht in week 52"), 17, 21, "20", _each(fade, lambda run: at_week(run, "ideas_born", 52)), 0),
        Finding(("W3.5 live at week 60", "W3.5 levend in week 60"), 17, 21, "16", _each(fade, lambda run: at_week(run, "initiatives_alive", 60)), 0),
        Finding(("P5 born per 1,000 a year, no support", "P5 geboren per 1.000 per jaar, zonder steun"), 0.2, 2.0, ".65", _each(none, measures.births_per_thousand)),
    ]  # fmt: skip


def _participation(fade: Sequence[Run], steady: Sequence[Run], seen: Sequence[dict[str, float]]) -> list[Finding]:
    def peak(run: Run) -> float:
        return float(column(run, "participation_rate").max())

    return [
        Finding(("P6 peak participation", "P6 hoogste deelname"), 0.02, 0.08, ".056", _each(fade, peak), 3),
        Finding(("P6 the same, steady support", "P6 idem, blijvende steun"), 0.02, 0.08, ".079", _each(steady, peak), 3),
        Finding(("P7 odds ratio by education, week 104", "P7 kansverhouding naar opleiding, week 104"), 1.8, 3.5, "1.9", _of(seen, "odds_ratio")),
        Finding(("P8 hours of the busiest third, week 104", "P8 uren van het drukste derde deel, week 104"), 0.75, 0.90, ".76", _of(seen, "top_third")),
        Finding(("P8 Gini of hours, week 104", "P8 Gini van uren, week 104"), 0.55, 0.75, ".56", _each(fade, lambda run: at_week(run, "hours_gini", WEEK))),
        Finding(("P9 hours a week, week 104", "P9 uren per week, week 104"), 3, 6, "3.6", _each(fade, lambda run: at_week(run, "hours_per_week", WEEK)), 1),
        Finding(("P10 median team, week 104", "P10 mediaan van de groep, week 104"), 3, 8, "5", _of(seen, "median_team"), 1),
        Finding(("P11 one person over 40 % of hours, week 104", "P11 één mens boven 40 % van de uren, week 104"), 0.35, 0.75, ".70", _each(fade, lambda run: at_week(run, "key_person_share", WEEK))),
        Finding(("P12 turnover in the second year", "P12 verloop in het tweede jaar"), 0.20, 0.45, ".37", _each(fade, lambda run: measures.turnover(run, 52))),
        Finding(("   … who stop or move, ends of initiatives left out", "   … die stoppen of verhuizen, zonder einde van initiatieven"), None, None, "", _each(fade, measures.stopping_rate)),
        Finding(("   … in the third year, while help fades", "   … in het derde jaar, terwijl hulp afneemt"), None, None, "", _each(fade, lambda run: measures.turnover(run, WEEK))),
    ]  # fmt: skip


def _lasting(results: Results) -> list[Finding]:
    fade = results.of(FADE)
    rows = []
    for of, english, dutch, low, high, check in (
        ("ideas", "ideas", "ideeën", 0.35, 0.60, ".50"),
        ("formed", "formed groups", "gevormde groepen", 0.65, 0.85, ".70"),
        ("independent", "independent", "zelfstandig", 0.80, 0.97, ".81"),
    ):
        name = (f"P13 {english} alive after two years", f"P13 {dutch} die na twee jaar leven")
        rows.append(Finding(name, low, high, check, np.array([survival(results, FADE, of).at(WEEK)[0]])))  # type: ignore[arg-type]
    died = 1.0 - survival(results, STEADY, "ideas").at(WEEK)[0]
    survived = survival(results, NONE, "formed").at(WEEK)[0]
    return [
        *rows,
        Finding(("P15 alive 104 weeks after the fade", "P15 104 weken na de afbouw in leven"), 0.5, 0.8, ".73", _each(fade, measures.alive_after_support)),
        Finding(("P20 ideas under steady support that die in two years", "P20 ideeën met blijvende steun die binnen twee jaar sterven"), 0.05, 1.0, ".50", np.array([died])),
        Finding(("P20 formed groups without support alive after two years", "P20 gevormde groepen zonder steun die na twee jaar leven"), 0.05, 1.0, ".37", np.array([survived])),
    ]  # fmt: skip


def _help(results: Results, frozen: Sequence[float]) -> list[Finding]:
    arms = ("coaching-none", "coaching-half", STEADY, "coaching-double")
    mature = [
        np.array([at_week(run, "independent_organisations", LATE_WEEK) for run in results.of(arm)]) for arm in arms
    ]
    at = [float(np.mean(values)) for values in mature]
    unit = at[2] - at[0]
    concave = (at[2] - at[1]) - (at[3] - at[2])
    doubling = (at[3] - at[2]) / unit if unit > 0 else float("nan")
    formed = [survival(results, name, "formed").at(WEEK)[0] for name in (STEADY, "training-none")]
    stays = [_each(results.of(name), lambda run: 1.0 - measures.turnover(run, WEEK)) for name in (STEADY, "training-none")]
    rows = [
        Finding((f"P18 coaching {dose}: independent at week 208, mean", f"P18 coaching {dose}: zelfstandig in week 208, gemiddeld"), None, None, check, np.array([value]), 1)
        for dose, value, check in zip(("0", "½", "1", "2"), at, ("9.8", "11.9", "12.8", "12.8"), strict=True)
    ]  # fmt: skip
    return [
        *rows,
        Finding(("P18 first half minus last double (concave)", "P18 eerste helft min laatste verdubbeling"), 0, np.inf, "+.9", np.array([concave])),
        Finding(("P18 doubling as share of the first unit", "P18 verdubbeling als deel van de eerste dosis"), -np.inf, 0.35, "0", np.array([doubling])),
        Finding(("P19 residents who differ, training on or off, skill frozen", "P19 bewoners die verschillen, training aan of uit, vaardigheid bevroren"), 0, 0, "0", np.array(frozen), 0),
        Finding(("P19 formed alive after two years, training on – off", "P19 gevormde groepen na twee jaar, training aan – uit"), 1e-9, 1.0, "+.01", np.array([formed[0] - formed[1]])),
        Finding(("P19 participants who stay a year, training on – off", "P19 deelnemers die een jaar blijven, training aan – uit"), 1e-9, 1.0, "", np.array([float(np.nanmean(stays[0] - stays[1]))]), 3),
    ]  # fmt: skip


def _each(runs: Sequence[Run], read: Callable[[Run], float]) -> Real:
    return np.array([read(run) for run in runs], dtype=np.float64)


def _of(seen: Sequence[dict[str, float]], name: str) -> Real:
    return np.array([one[name] for one in seen], dtype=np.float64)
