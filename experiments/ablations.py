"""Ablations: switch one mechanism off at a time, with the same luck, and see whether what it should do shows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import stats

from experiments import arms, measures
from experiments.arms import FADE, STEADY
from experiments.measures import LAST_HELP_OF_THE_FADE, Real, at_week, column
from weisim.cli.tables import table
from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment
from weisim.language import LANGUAGES, choose_language
from weisim.results.provenance import VERSION
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, with_context, with_control, without_help
from weisim.terms import Event, Help, Problem, Stage

LATE, FIRST_YEARS = 208, 78
SURE = 0.95
Reading = Callable[[Run], float]
SMALL = (
    "no community building: formed groups alive after two years",
    "no community building, fade: alive two years after support",
    "agenda from above: motivation",
    "half the training: independent organisations",
)
"""Effects that sixty pairs are too few for; `--small` plays their plans alone, with as many pairs as asked."""


@dataclass(frozen=True)
class Ablation:
    """One mechanism that is changed, and what should follow.

    Attributes:
        en, nl: what is changed and what is read, in words.
        base: the plan in which nothing is changed.
        arm: the plan in which one thing is.
        reading: one number a history.
        expected: the direction of arm minus base: 1 up, -1 down.
        decimals: decimals to print.
    """

    en: str
    nl: str
    base: str
    arm: str
    reading: Reading
    expected: int
    decimals: int = 2


@dataclass(frozen=True)
class Found:
    """What one ablation did: the paired differences, arm minus base."""

    ablation: Ablation
    differences: Real

    @property
    def mean(self) -> float:
        """The mean difference."""
        return float(np.mean(self.differences))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of that mean over pairs (Student's t)."""
        error = stats.sem(self.differences)
        low, high = stats.t.interval(SURE, self.differences.size - 1, loc=self.mean, scale=max(float(error), 1e-300))
        return float(low), float(high)

    @property
    def shows(self) -> bool:
        """Whether the interval lies wholly on the side that was expected."""
        low, high = self.interval
        return low > 0.0 if self.ablation.expected > 0 else high < 0.0


def mean_of(name: str, first: int, last: int, run: Run) -> float:
    """The mean of an indicator over some weeks, those without a value left out."""
    values = column(run, name)[first:last]
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")


def happened(event: Event, run: Run) -> float:
    """How often something happened in a history."""
    return float(np.count_nonzero(run.event_table["event"] == event))


def weeks_to_form(since: int, run: Run) -> float:
    """Weeks from idea to resident initiative, mean over ideas born from a week on that got that far."""
    lines = run.event_table
    born = lines[(lines["event"] == Event.IDEA_BORN) & (lines["week"] >= since)]
    began = dict(zip(born["initiative"].tolist(), born["week"].tolist(), strict=True))
    formed = lines[(lines["event"] == Event.STAGE_REACHED) & (lines["stage"] == Stage.RESIDENT_INITIATIVE)]
    took = [week - began[g] for g, week in zip(formed["initiative"], formed["week"], strict=True) if g in began]
    return float(np.mean(took)) if took else float("nan")


def weeks_to_independence(since: int, weeks: int, run: Run) -> float:
    """Weeks from idea to independence of ideas born from a week on; who never gets there counts as that many weeks."""
    lines = run.event_table
    born = lines[(lines["event"] == Event.IDEA_BORN) & (lines["week"] >= since) & (lines["week"] < run.weeks - weeks)]
    ripe = lines[(lines["event"] == Event.STAGE_REACHED) & (lines["stage"] >= Stage.INDEPENDENT)]
    first: dict[int, int] = {}
    for g, week in zip(ripe["initiative"].tolist(), ripe["week"].tolist(), strict=True):
        first.setdefault(g, week)
    took = [
        min(first.get(g, run.weeks) - week, weeks)
        for g, week in zip(born["initiative"].tolist(), born["week"].tolist(), strict=True)
    ]
    return float(np.mean(took)) if took else float("nan")


def after_support(run: Run) -> float:
    """Participants a year after the last help of the fade, less those of its last week."""
    return at_week(run, "participants", LAST_HELP_OF_THE_FADE + 52) - at_week(
        run, "participants", LAST_HELP_OF_THE_FADE
    )


def plans() -> tuple[Scenario, ...]:
    """The plans that nothing is changed in, and every plan in which one thing is."""
    steady, fade = arms.plan(STEADY), arms.plan(FADE)
    imposed = {"choosing.top_down": 0.8}
    litter = arms.with_agenda(steady, "agenda-from-above", {Problem.LITTER: 1.0})
    return (
        steady,
        fade,
        without_help(steady, Help.BROKERING, name="brokering-none"),
        without_help(steady, Help.COMMUNITY_BUILDING, name="community-none"),
        without_help(fade, Help.COMMUNITY_BUILDING, name="fade-community-none"),
        without_help(steady, Help.TALENT_SCAN, name="scan-none"),
        arms.changed(steady, "sharing-off", {"sharing.on": False}),
        arms.changed(litter, "agenda-from-above", imposed),
        with_context(steady, poverty=0.5, name="poverty-.5"),
        scale_support(steady, 0.5, Help.TRAINING, name="training-half"),
        with_control(steady, 0.8, name="control-.8"),
    )


def ablations() -> tuple[Ablation, ...]:
    """Every mechanism that is changed."""
    late = partial(mean_of, first=156, last=LATE + 1)
    deals = partial(happened, Event.DEAL_MADE)
    formed = partial(measures.alive_at, of="formed")
    own = partial(at_week, week=LATE)
    return (
        Ablation("no brokering: deals made", "zonder bemiddelen: afspraken", STEADY, "brokering-none", deals, -1, 1),
        Ablation("no brokering: deals that run", "zonder bemiddelen: lopende afspraken", STEADY, "brokering-none",
                 lambda run: late("deals", run=run), -1),
        Ablation("no community building: embeddedness", "zonder community-vorming: inbedding", STEADY,
                 "community-none", lambda run: late("embeddedness", run=run), -1),
        Ablation("no community building: formed groups alive after two years",
                 "zonder community-vorming: gevormde groepen na twee jaar", STEADY, "community-none",
                 lambda run: formed(run), -1, 3),
        Ablation("no community building, fade: alive two years after support",
                 "zonder community-vorming, afbouw: in leven twee jaar na de steun", FADE, "fade-community-none",
                 measures.alive_after_support, -1, 3),
        Ablation("no sharing: weeks from idea to resident initiative, later ideas",
                 "zonder delen: weken van idee tot bewonersinitiatief, latere ideeën", STEADY, "sharing-off",
                 partial(weeks_to_form, FIRST_YEARS), 1, 1),
        Ablation("no sharing: weeks from idea to independence within 104, later ideas",
                 "zonder delen: weken van idee tot zelfstandig binnen 104, latere ideeën", STEADY, "sharing-off",
                 partial(weeks_to_independence, 52, 104), 1, 1),
        Ablation("no talent scan: deals made", "zonder talentenscan: afspraken", STEADY, "scan-none", deals, -1, 1),
        Ablation("half of all residents poor: weight of poverty on the agenda",
                 "de helft van de bewoners arm: gewicht van armoede op de agenda", STEADY, "poverty-.5",
                 lambda run: late("agenda_poverty", run=run), 1, 3),
        Ablation("agenda from above: fit of the agenda (by construction)",
                 "agenda van bovenaf: passende agenda (volgt uit de rekenregel)", STEADY,
                 "agenda-from-above", lambda run: own(run, "agenda_fit"), -1),
        Ablation("agenda from above: participants who work on their own problem",
                 "agenda van bovenaf: deelnemers die aan hun eigen probleem werken", STEADY, "agenda-from-above",
                 lambda run: late("problem_fit", run=run), -1),
        Ablation("agenda from above: ideas born", "agenda van bovenaf: ideeën", STEADY, "agenda-from-above",
                 lambda run: own(run, "ideas_born"), -1, 1),
        Ablation("agenda from above: motivation", "agenda van bovenaf: motivatie", STEADY, "agenda-from-above",
                 lambda run: late("motivation", run=run), -1, 3),
        Ablation("half the training: skill", "half zoveel training: vaardigheid", STEADY, "training-half",
                 lambda run: late("skill", run=run), -1, 3),
        Ablation("half the training: independent organisations", "half zoveel training: zelfstandige organisaties",
                 STEADY, "training-half", lambda run: own(run, "independent_organisations"), -1, 1),
        Ablation("control .8: motivation", "regie .8: motivatie", STEADY, "control-.8",
                 lambda run: late("motivation", run=run), -1, 3),
        Ablation("control .8: independent organisations", "regie .8: zelfstandige organisaties", STEADY, "control-.8",
                 lambda run: own(run, "independent_organisations"), -1, 1),
    )  # fmt: skip


def small() -> tuple[tuple[Scenario, ...], tuple[Ablation, ...]]:
    """The ablations whose effects are small, and the plans they compare."""
    chosen = tuple(one for one in ablations() if one.en in SMALL)
    names = {name for one in chosen for name in (one.base, one.arm)}
    return tuple(plan for plan in plans() if plan.name in names), chosen


def findings(results: Results, among: Sequence[Ablation] | None = None) -> list[Found]:
    """What every ablation did, or these, over the pairs in which both histories have a value."""
    found = []
    for one in ablations() if among is None else among:
        base, arm = ({run.seed: one.reading(run) for run in results.of(name)} for name in (one.base, one.arm))
        differences = np.array([arm[seed] - base[seed] for seed in sorted(base)])
        found.append(Found(one, differences[np.isfinite(differences)]))
    return found


def rows_of(found: Sequence[Found], say: int) -> list[list[str]]:
    """The table: what was changed and read, pairs, mean difference with its interval, and whether it shows."""
    heads = ("changed: read", "pairs", "difference", "95 % interval", "shows"), (
        "veranderd: gelezen", "paren", "verschil", "95 %-interval", "zichtbaar",
    )  # fmt: skip
    rows = [list(heads[say])]
    for one in found:
        places = one.ablation.decimals
        low, high = one.interval
        shows = (("yes", "ja"), ("no", "nee"))[not one.shows][say]
        rows.append([
            (one.ablation.en, one.ablation.nl)[say], str(one.differences.size), f"{one.mean:+.{places}f}",
            f"{low:+.{places}f} – {high:+.{places}f}", shows,
        ])  # fmt: skip
    return rows


def main() -> None:
    """Play, look and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=60, help="pairs of each ablation, seeds 1 to this number")
    ask.add_argument("--jobs", type=int, default=min(8, os.cpu_count() or 1), help="histories played at once")
    ask.add_argument("--language", choices=LANGUAGES, default=None)
    ask.add_argument("--small", action="store_true", help="only the effects that ask for many pairs")
    given = ask.parse_args()
    say = 1 if choose_language(given.language) == "nl" else 0
    played, among = small() if given.small else (plans(), ablations())
    results = run_experiment(Experiment(played, given.runs), seed=1, jobs=given.jobs, progress=arms.told)
    print(f"weisim {VERSION}, results_digest {results.digest}\n")
    print(table(rows_of(findings(results, among), say), right=(1, 2, 3)))
    if given.small:
        return
    change = np.array([after_support(run) for run in results.of(FADE)])
    middle = float(np.median(change))
    said = "fade: participants a year after support, less those of its last week, middle history {value:+.0f}"
    told = "afbouw: deelnemers een jaar na de steun, min die van de laatste week, middelste geschiedenis {value:+.0f}"
    print("\n" + (said, told)[say].format(value=middle))


if __name__ == "__main__":
    main()
