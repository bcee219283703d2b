"""Losses: what a lost grant, a lost building and a cooperative do, in pairs of histories that share their luck.

python experiments/losses.py --runs 100 --jobs 2               the table
python experiments/losses.py --runs 100 --jobs 2 --markdown    the same, for a page

Help is whole for three years; then one thing is taken away. Both histories of a pair are the same to the bit until that
week. By default few enterprises live on grants, for who becomes one sells well; so grants are also looked at where
costs are high, the weekly grant is large and every claim is paid (`DEAR`). The cooperative is looked at after all help
has faded: pairs in which it can never be founded, as by default, and in which it is founded as soon as it can be, the
last also with the risk of members not shared, to see what is left when that number is taken away.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments import measures
from experiments.arms import FADE, STEADY, changed, in_jobs, plan, play, remade
from weisim.analysis.interval import over_runs, wilson
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.paying import COSTS, LOCAL_PURCHASES
from weisim.results.provenance import VERSION
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import settle
from weisim.support.intervention import Intervention, When
from weisim.support.plan import SupportPlan
from weisim.terms import Event, Help, Reason, Stage

LOSS_WEEK, LATER, LAST_WEEK = 156, 104, 260
SOON = (4, 8, 26)
DEAR = {
    "producing.cost_enterprise": 1200.0,
    "supporting.grant_enterprise_weekly": 300.0,
    "supporting.grant_pot": 200_000.0,
    "founding.enterprise_share": 0.6,
}
SOON_FOUNDED = {"federating.chance": 0.05}
Found = dict[str, tuple[float, float, float, float]]
"""For each question: how many were looked at and how many did well, without the loss and with it."""

TOLD = {
    "needed": (
        "enterprises that live on grants, by default: alive two years after grants ended",
        "buurtbedrijven die op subsidie drijven, gewone getallen: in leven twee jaar na het einde van subsidies",
    ),
    "needed_black": ("… alive and not in the red", "… in leven en niet in de rode cijfers"),
    "earned": (
        "enterprises that earn what they cost, by default: alive two years after grants ended",
        "buurtbedrijven die hun kosten verdienen, gewone getallen: in leven twee jaar na het einde van subsidies",
    ),
    "earned_black": ("… alive and not in the red", "… in leven en niet in de rode cijfers"),
    "dear_needed": (
        "the same where costs are high and grants large: enterprises that live on grants",
        "hetzelfde bij hoge kosten en grote subsidies: buurtbedrijven die op subsidie drijven",
    ),
    "dear_needed_black": ("… alive and not in the red", "… in leven en niet in de rode cijfers"),
    "dear_earned": ("… enterprises that earn what they cost", "… buurtbedrijven die hun kosten verdienen"),
    "dear_earned_black": ("… alive and not in the red", "… in leven en niet in de rode cijfers"),
    **{
        f"building_{weeks}": (
            f"initiatives with a room of the plan: activity goes on {weeks} weeks after rooms were lost",
            f"initiatieven met een ruimte uit het plan: activiteit loopt {weeks} weken na het verlies van ruimtes",
        )
        for weeks in SOON
    },
    "cooperative_default": (
        "independent when help has faded, not collapsed two years later: cooperative possible – impossible",
        "zelfstandig na de afbouw van hulp, twee jaar later niet mislukt: coöperatie mogelijk – onmogelijk",
    ),
    "cooperative_soon": (
        "the same: founded as soon as it can be – impossible",
        "hetzelfde: opgericht zodra het kan – onmogelijk",
    ),
    "cooperative_no_risk": (
        "… founded as soon as it can be, and risk is not shared – impossible",
        "… opgericht zodra het kan, en zonder gedeeld risico – onmogelijk",
    ),
}


@dataclass(frozen=True)
class Loss:
    """One question and its answer over all pairs.

    Attributes:
        name: which question.
        cases: how many initiatives or organisations were looked at.
        without, with_it: share that did well, without the loss and with it (for the cooperative: without, with it).
        difference: with it minus without.
        low, high: 95 % interval of the difference, whole pairs drawn again and again.
    """

    name: str
    cases: int
    without: float
    with_it: float
    difference: float
    low: float
    high: float


def without_from(scenario: Scenario, kind: Help, week: int, name: str) -> Scenario:
    """The same story in which one kind of help ends in a week."""
    support = scenario.support
    rows = tuple(_until(row, week) if row.kind == kind else row for row in support.interventions)
    kept = {field: getattr(support, field) for field in SupportPlan.model_fields}
    return remade(scenario, name, support=SupportPlan(**{**kept, "interventions": rows}))


def _until(row: Intervention, week: int) -> Intervention:
    kept = {field: getattr(row, field) for field in Intervention.model_fields}
    return Intervention(**{**kept, "until": When(week=week)})


def lived(scenario: Scenario, seed: int, weeks: int) -> Neighbourhood:
    """A neighbourhood after so many weeks."""
    here = settle(scenario, seed)
    while here.week < weeks:
        here.step()
    return here


def one_pair(seed: int) -> Found:
    """All questions, answered for the luck of one seed."""
    steady = plan(STEADY)
    found = {**lost_grants(steady, seed, ""), **lost_grants(changed(steady, "dear", DEAR), seed, "dear_")}
    roomless = without_from(steady, Help.SPACE, LOSS_WEEK, "rooms-end")
    here = lived(steady, seed, LOSS_WEEK)
    g = here.initiatives
    roomed = np.flatnonzero(
        (g.stage != int(Stage.ENDED)) & (g.room_of_plan == 1) & (g.output >= here.parameters.producing.at_work)
    )
    poorer = lived(roomless, seed, LOSS_WEEK)
    for week in range(1, max(SOON) + 1):
        here.step()
        poorer.step()
        if week in SOON:
            found[f"building_{week}"] = (roomed.size, working(here, roomed), roomed.size, working(poorer, roomed))
    fade = plan(FADE)
    never = lasting(changed(fade, "never", {"federating.chance": 0.0}), seed)
    found["cooperative_default"] = (*never, *lasting(fade, seed))
    found["cooperative_soon"] = (*never, *lasting(changed(fade, "soon", SOON_FOUNDED), seed))
    alone = changed(fade, "no-risk", {**SOON_FOUNDED, "federating.shared_risk": 0.0})
    found["cooperative_no_risk"] = (*never, *lasting(alone, seed))
    return found


def lost_grants(scenario: Scenario, seed: int, called: str) -> Found:
    """Enterprises that live on grants and those that earn what they cost, with grants and without."""
    found, here = Found(), lived(scenario, seed, LOSS_WEEK)
    g = here.initiatives
    costs = g.flows[:, COSTS] + g.flows[:, LOCAL_PURCHASES] + here.parameters.producing.coordinator
    enterprises = (g.stage == int(Stage.ENTERPRISE)) & (g.weeks_enterprise > 0)
    kinds = {"needed": enterprises & (g.income_own < costs), "earned": enterprises & (g.income_own >= costs)}
    looked_at = {name: np.flatnonzero(kind) for name, kind in kinds.items()}
    while here.week < LOSS_WEEK + LATER:
        here.step()
    poorer = lived(without_from(scenario, Help.SEED_GRANTS, LOSS_WEEK, "grants-end"), seed, LOSS_WEEK + LATER)
    for name, rows in looked_at.items():
        found[called + name] = (rows.size, alive(here, rows), rows.size, alive(poorer, rows))
        black = (rows.size, in_the_black(here, rows), rows.size, in_the_black(poorer, rows))
        found[f"{called}{name}_black"] = black
    return found


def alive(here: Neighbourhood, rows: NDArray[np.int64]) -> float:
    """How many of these initiatives live."""
    return float((here.initiatives.stage[rows] != int(Stage.ENDED)).sum())


def in_the_black(here: Neighbourhood, rows: NDArray[np.int64]) -> float:
    """How many of these initiatives live and have money in hand."""
    g = here.initiatives
    return float(((g.stage[rows] != int(Stage.ENDED)) & (g.cash[rows] >= 0.0)).sum())


def working(here: Neighbourhood, rows: NDArray[np.int64]) -> float:
    """How many of these initiatives do at least half of what they set out to."""
    return float((here.initiatives.output[rows] >= here.parameters.producing.at_work).sum())


def lasting(scenario: Scenario, seed: int) -> tuple[float, float]:
    """Independent organisations when help has faded, and how many of them have not collapsed two years later."""
    here = lived(scenario, seed, LOSS_WEEK)
    stages = (int(Stage.INDEPENDENT), int(Stage.ENTERPRISE))
    rows = np.flatnonzero(np.isin(here.initiatives.stage, stages))
    while here.week < LAST_WEEK:
        here.step()
    return float(rows.size), rows.size - collapsed(here, rows)


def collapsed(here: Neighbourhood, rows: NDArray[np.int64]) -> int:
    """How many of these initiatives collapsed, which is not what one does that reached its goal or was taken over."""
    told_now = here.chronicle.events()
    ends = told_now[told_now["event"] == int(Event.ENDED)]
    fell = ends["initiative"][~np.isin(ends["reason"], (int(Reason.COMPLETED), int(Reason.ABSORBED)))]
    return int(np.isin(rows, fell).sum())


def play_pairs(runs: int, jobs: int) -> list[Found]:
    """All questions, pair by pair, with the seeds 1 to `runs`."""
    return in_jobs(one_pair, [(seed,) for seed in range(1, runs + 1)], jobs)


def losses(pairs: Sequence[Found]) -> list[Loss]:
    """Every question over all pairs, with 95 % intervals."""
    return [loss_of(name, np.array([pair[name] for pair in pairs], dtype=np.float64)) for name in TOLD]


def digest_of(pairs: Sequence[Found]) -> str:
    """A sha256 over what all pairs came to."""
    numbers = np.array([[pair[name] for name in TOLD] for pair in pairs], dtype="<f8")
    return hashlib.sha256(numbers.tobytes()).hexdigest()


@dataclass(frozen=True)
class Federated:
    """In how many histories of a plan organisations found a cooperative, and how many of them are in it.

    Attributes:
        founded, of: histories in which one is founded, and all of them.
        low, high: 95 % interval of that share (Wilson).
        members: members as a share of independent organisations, mean over the histories that have a cooperative.
        fewest, most: 95 % interval of that mean, whole histories drawn again and again.
    """

    founded: int
    of: int
    low: float
    high: float
    members: float
    fewest: float
    most: float


def federated(runs: Sequence[Run]) -> Federated:
    """What these histories say of the cooperative."""
    founded = sum(bool(np.isfinite(measures.founding(run)[0])) for run in runs)
    shares = np.array([measures.member_share(run) for run in runs])
    shares = shares[np.isfinite(shares)]
    if not shares.size:
        return Federated(founded, len(runs), *wilson(founded, len(runs)), *([float("nan")] * 3))
    fewest, most = over_runs(shares.size, lambda drawn: np.asarray(drawn @ shares / shares.size))
    return Federated(founded, len(runs), *wilson(founded, len(runs)), float(shares.mean()), float(fewest), float(most))


def federated_told(one: Federated, language: str) -> str:
    """The same in two sentences."""
    said = (
        "By default {founded} of {of} histories found a cooperative ({low:.2f} to {high:.2f}). "
        "Of independent organisations {members:.2f} are members ({fewest:.2f} to {most:.2f}).",
        "Met gewone getallen komt er in {founded} van {of} runs een wijkcoöperatie ({low:.2f} tot {high:.2f}). "
        "Van de zelfstandige organisaties is {members:.2f} lid ({fewest:.2f} tot {most:.2f}).",
    )[language == "nl"]
    return said.format(**vars(one))


def loss_of(name: str, table: NDArray[np.float64]) -> Loss:
    """One question; `table` is float64[pairs, 4]."""

    def estimate(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        total = drawn @ table
        with np.errstate(invalid="ignore"):
            return np.asarray(total[:, 3] / total[:, 2] - total[:, 1] / total[:, 0])

    low, high = over_runs(len(table), estimate)
    total = table.sum(axis=0)
    without = total[1] / total[0] if total[0] else float("nan")
    with_it = total[3] / total[2] if total[2] else float("nan")
    return Loss(name, int(total[0]), without, with_it, with_it - without, float(low), float(high))


def told(found: Sequence[Loss], language: str, markdown: bool) -> str:
    """The table, in one language."""
    heads = {
        "en": ("in pairs", "cases", "without", "with", "difference (95 %)"),
        "nl": ("in paren", "gevallen", "zonder", "met", "verschil (95 %)"),
    }[language]
    rows = [
        (
            TOLD[one.name][language == "nl"],
            str(one.cases),
            f"{one.without:.2f}",
            f"{one.with_it:.2f}",
            f"{one.difference:+.2f} ({one.low:+.2f} to {one.high:+.2f})".replace(
                "to", "to" if language == "en" else "tot"
            ),
        )
        for one in found
    ]
    if markdown:
        lines = [heads, ("---",) * len(heads), *rows]
        return "\n".join("| " + " | ".join(row) + " |" for row in lines)
    wide = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(room) for cell, room in zip(row, wide, strict=True)) for row in (heads, *rows)
    )


def main() -> None:
    """Play and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100, help="pairs of each question, seeds 1 to this number")
    parser.add_argument("--jobs", type=int, default=min(8, os.cpu_count() or 1), help="pairs played at once")
    parser.add_argument("--language", choices=("en", "nl"), default="en")
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    pairs = play_pairs(asked.runs, asked.jobs)
    by_default = play([plan(FADE)], asked.runs, asked.jobs)
    print(f"weisim {VERSION}, digest of the pairs {digest_of(pairs)}, results_digest {by_default.digest}\n")
    print(told(losses(pairs), asked.language, asked.markdown))
    print("\n" + federated_told(federated(by_default.of(FADE)), asked.language))


if __name__ == "__main__":
    main()
