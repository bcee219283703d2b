"""Pilot: the dated figures of the pilot in Plan van Gool beside what the model tells of it; nothing is tuned here.

python experiments/pilot.py --runs 100 --jobs 2               the table
python experiments/pilot.py --runs 100 --jobs 2 --markdown    the same, for a page

The figures were known when the default numbers were chosen, so agreement is no test. Weeks count from 1 February 2013.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments import arms
from experiments.measures import Real, at_week, first_week, phase_week
from experiments.patterns import laid_out, shown
from weisim.language import LANGUAGES, choose_language
from weisim.results.provenance import VERSION
from weisim.results.run import Run
from weisim.terms import Event, Phase
from weisim.weeks import WEEKS_PER_YEAR

PILOT = "pilot-2013"
POST_WEEK, LATER = 40, 13  # the post of 8 November 2013; a quarter of a year
WEEKS_PER_MONTH = WEEKS_PER_YEAR / 12
AFTER_PRESENTATION = (17.0, 21.0)  # 19, with its tolerance
VERDICTS = {
    "inside": ("lies inside", "ligt erin"),
    "overlaps": ("overlaps", "overlapt"),
    "outside": ("lies outside", "ligt erbuiten"),
}
Reading = Callable[[Run], float]


@dataclass(frozen=True)
class Figure:
    """One dated figure and where it is read.

    Attributes:
        name, en, nl: its name, and what is read in words.
        figure: its two ends, equal when it is one number.
        reading: one number a history; infinite for what never happened.
        decimals: decimals to print.
    """

    name: str
    en: str
    nl: str
    figure: tuple[float, float]
    reading: Reading
    decimals: int = 0


@dataclass(frozen=True)
class Told:
    """What the histories tell of one figure."""

    figure: Figure
    values: Real

    def at(self, share: float) -> float:
        """The value that this share of the histories does not pass; infinite when they never get there."""
        return float(np.sort(self.values)[max(math.ceil(share * self.values.size) - 1, 0)])

    @property
    def eight_of_ten(self) -> tuple[float, float]:
        """The 80 % interval."""
        return self.at(0.1), self.at(0.9)

    @property
    def within(self) -> float:
        """The share of histories in which it is the figure, or within it."""
        low, high = self.figure.figure
        return float(np.mean((self.values >= low) & (self.values <= high)))

    @property
    def verdict(self) -> str:
        """Whether the whole figure lies in the 80 % interval, a part of it does, or none of it."""
        (least, most), (low, high) = self.figure.figure, self.eight_of_ten
        if low <= least and most <= high:
            return "inside"
        return "overlaps" if least <= high and low <= most else "outside"


def never(week: float) -> float:
    """A week, infinite when it never came."""
    return week if math.isfinite(week) else math.inf


def emergence_ends(run: Run) -> float:
    """The week in which the emergence phase ends; nan when it never does."""
    return phase_week(run, Phase.DEVELOPMENT)


def presented(run: Run) -> float:
    """The week in which initiatives are presented to the neighbourhood; nan when they never are."""
    table = run.event_table
    weeks = table["week"][table["event"] == Event.PRESENTED]
    return float(weeks[0]) if weeks.size else float("nan")


def when_emergence_ends(name: str) -> Reading:
    """An indicator in the week in which the emergence phase ends, or in the last week when it never does."""
    return lambda run: at_week(run, name, min(never(emergence_ends(run)), run.weeks - 1))


def after_presentation(name: str) -> Reading:
    """An indicator a quarter of a year after the presentation, or in the last week when that comes sooner."""
    return lambda run: at_week(run, name, min(never(presented(run)) + LATER, run.weeks - 1))


def in_week(name: str, week: int) -> Reading:
    """An indicator in one week."""
    return lambda run: at_week(run, name, week)


def months_until_trust(run: Run) -> float:
    """Months until trust of the informed passes .5."""
    return never(first_week(run, "trust_of_informed", 0.5)) / WEEKS_PER_MONTH


BORN, ALIVE = "ideas_born", "initiatives_alive"
FIGURES = (
    Figure("formulated_at_end", "initiatives formulated when the emergence phase ends",
           "initiatieven bedacht als de ontstaansfase eindigt", (11, 11), when_emergence_ends(BORN)),
    Figure("alive_at_end", "initiatives alive when the emergence phase ends",
           "levende initiatieven als de ontstaansfase eindigt", (11, 11), when_emergence_ends(ALIVE)),
    Figure("end_of_emergence", "week in which the emergence phase ends",
           "week waarin de ontstaansfase eindigt", (0, POST_WEEK), lambda run: never(emergence_ends(run))),
    Figure("formulated_at_post", "initiatives formulated on 8 November 2013",
           "initiatieven bedacht op 8 november 2013", AFTER_PRESENTATION, in_week(BORN, POST_WEEK)),
    Figure("alive_at_post", "initiatives alive on 8 November 2013",
           "levende initiatieven op 8 november 2013", AFTER_PRESENTATION, in_week(ALIVE, POST_WEEK)),
    Figure("formulated_after", "initiatives formulated 13 weeks after the presentation",
           "initiatieven bedacht 13 weken na de presentatie", AFTER_PRESENTATION, after_presentation(BORN)),
    Figure("alive_after", "initiatives alive 13 weeks after the presentation",
           "levende initiatieven 13 weken na de presentatie", AFTER_PRESENTATION, after_presentation(ALIVE)),
    Figure("trust", "months until trust of the informed passes .5",
           "maanden tot het vertrouwen van wie ervan weet .5 passeert", (2, 7), months_until_trust, 1),
)  # fmt: skip


def tellings(runs: Sequence[Run]) -> list[Told]:
    """Every figure read off these histories."""
    return [Told(one, np.array([one.reading(run) for run in runs], dtype=np.float64)) for one in FIGURES]


def figure_of(one: Figure) -> str:
    """The figure in a few characters."""
    low, high = one.figure
    if low == high:
        return f"{low:g}"
    return f"≤ {high:g}" if low == 0 else f"{low:g}–{high:g}"


def told(value: float, decimals: int, say: int) -> str:
    """A number, or that it never happened."""
    return shown(value, decimals) if math.isfinite(value) else ("never", "nooit")[say]


def rows_of(found: Sequence[Told], say: int) -> list[list[str]]:
    """The table: what is read, figure, median, 80 % interval, whether the figure lies in it, histories that match."""
    heads = ("pilot-2013: read", "figure", "median", "80 % interval", "the figure", "share of histories in it"), (
        "pilot-2013: gelezen", "cijfer", "mediaan", "80 %-interval", "het cijfer", "deel van de runs erin",
    )  # fmt: skip
    rows = [list(heads[say])]
    for one in found:
        places = one.figure.decimals
        low, middle, high = (told(one.at(share), places, say) for share in (0.1, 0.5, 0.9))
        rows.append([
            (one.figure.en, one.figure.nl)[say], figure_of(one.figure), middle, f"{low}–{high}",
            VERDICTS[one.verdict][say], shown(one.within, 2),
        ])  # fmt: skip
    return rows


def main() -> None:
    """Play, look and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=100, help="histories, seeds 1 to this number")
    ask.add_argument("--jobs", type=int, default=min(8, os.cpu_count() or 1), help="histories played at once")
    ask.add_argument("--language", choices=LANGUAGES, default=None)
    ask.add_argument("--markdown", action="store_true", help="print the table for a page")
    given = ask.parse_args()
    say = 1 if choose_language(given.language) == "nl" else 0
    results = arms.play([arms.plan(PILOT)], given.runs, given.jobs)
    print(f"weisim {VERSION}, results_digest {results.digest}\n")
    print(laid_out(rows_of(tellings(results.of(PILOT)), say), given.markdown))


if __name__ == "__main__":
    main()
