"""Made up: results of histories nobody simulated, small and always the same, to draw and to report."""

from __future__ import annotations

import functools

import numpy as np

from weisim.results.dictionary import Entry
from weisim.results.holders import ALWAYS
from weisim.results.ledger import account, empty_ledger
from weisim.results.provenance import Provenance, run_key
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run
from weisim.terms import Event, Form, PartnerKind, Problem, Reason, Stage

WEEKS = 260
NAMES = (
    "initiatives_alive",
    "independent_initiatives",
    "neighbourhood_enterprises",
    "ideas_born",
    "participation_rate",
    "motivation",
    "participants",
    "support_hours",
    "support_cost",
    "phase",
    "deals",
    "cohesion",
    "gain_residents",
)
OF_NOW = (
    "hours_per_week",
    "initiatives_formed",
    "own_income",
    "jobs",
    "local_multiplier",
    *(f"problem_{problem.word}" for problem in Problem),
    "less_lonely",
    "into_work",
    *(f"cost_{kind.word}" for kind in PartnerKind),
    "discount_factor",
)
"""What an older weisim did not keep."""
PARTNERS = ("social affairs", "public space", "economic affairs", "housing", "welfare", "business")
DEALERS = ((3, Form.SPACE), (3, Form.MONEY), (4, Form.TRAINING), (5, Form.ORDERS), (0, Form.PERMIT))
"""Who makes deals, and in what way: not everybody."""
FORMS = Reason.FORM_SPACE
FIRST = len(ALWAYS)
"""The row of the first partner in a ledger."""
TITLES = {
    "steady-support": ("Steun blijft", "Support stays"),
    "stop-month-6": ("Steun stopt na een half jaar", "Support stops after half a year"),
    "stop-month-12": ("Steun stopt na een jaar", "Support stops after one year"),
    "stop-month-24": ("Steun stopt na twee jaar", "Support stops after two years"),
    "fade-year-3": ("Steun loopt af in het derde jaar", "Support fades in the third year"),
    "no-support": ("Geen steun", "No support"),
}
STOPS = {
    "steady-support": 260,
    "stop-month-6": 26,
    "stop-month-12": 52,
    "stop-month-24": 104,
    "fade-year-3": 156,
    "no-support": 0,
}
DICTIONARY = (
    Entry(
        "independent_initiatives",
        "initiatives",
        "stock",
        "high",
        2,
        "independent initiatives",
        "zelfstandige initiatieven",
        "",
        "",
        0,
    ),
    Entry(
        "initiatives_alive", "initiatives", "stock", "high", 2, "live initiatives", "levende initiatieven", "", "", 0
    ),
    Entry(
        "participation_rate",
        "share",
        "stock",
        "high",
        0.01,
        "residents who take part",
        "bewoners die meedoen",
        "",
        "",
        1,
    ),
    Entry("cohesion", "0 to 10", "stock", "high", 0.05, "social cohesion", "sociale samenhang", "", "", 2),
    Entry("own_income", "euro a week", "flow", "high", 200.0, "own income", "eigen inkomen", "", "", 0),
    Entry("jobs", "fte", "stock", "high", 0.5, "jobs", "banen", "", "", 1),
    Entry("local_multiplier", "times", "stock", "high", 0.05, "local multiplier", "lokale vermenigvuldiger", "", "", 2),
    *(
        Entry(
            f"problem_{one.word}",
            "share",
            "stock",
            "low",
            0.02,
            f"problem: {one.english}",
            f"probleem: {one.dutch}",
            "",
            "",
            2,
        )
        for one in Problem
    ),
    Entry("less_lonely", "residents", "cumulative", "high", 5.0, "less lonely", "minder eenzaam", "", "", 0),
    Entry("into_work", "residents", "cumulative", "high", 2.0, "into work", "aan het werk", "", "", 0),
)


def _history(scenario: str, replication: int) -> Run:
    """A history in which ideas are born while there is support, and last the longer the later support stops."""
    stop = STOPS[scenario]
    luck = np.random.default_rng(1000 * replication + 7)
    alive, mature = np.zeros(WEEKS), np.zeros(WEEKS)
    born = np.zeros(WEEKS)
    events = []
    for week in range(WEEKS):
        for _ in range(luck.poisson(0.2 if week < stop else 0.02)):
            life = int(luck.exponential(60 + stop / 2)) + 1
            number = int(born[-1])
            born[week:] += 1
            end = min(week + life, WEEKS)
            alive[week:end] += 1
            events.append((week, Event.IDEA_BORN, number, 0, -1, Stage.IDEA, Reason.NONE, np.nan))
            for stage, age in ((Stage.RESIDENT_INITIATIVE, 12), (Stage.INDEPENDENT, 52)):
                if week + age < end:
                    events.append((week + age, Event.STAGE_REACHED, number, -1, -1, stage, Reason.CRITERION, np.nan))
            mature[min(week + 52, end) : end] += 1
            if week + 30 < end:
                partner, form = DEALERS[number % len(DEALERS)]
                deal = (week + 30, Event.DEAL_MADE, number, -1, partner, Stage.RESIDENT_INITIATIVE, FORMS + form, 12.0)
                events.append(deal)
                if week + 69 < end:
                    events.append((week + 69, Event.DEAL_RENEWED, *deal[2:]))
            if end < WEEKS:
                events.append((end, Event.ENDED, number, -1, -1, -1, Reason.PEOPLE, np.nan))
    weeks = np.arange(WEEKS)
    hours = np.where(weeks < stop, np.where(weeks < 30, 52.0, 40.0), 0.0)
    phase = 1.0 + (weeks >= 10) + (weeks >= 34) + (weeks >= 150) * (stop > 104)
    motivation = np.where(alive > 0, 0.6 + 0.01 * luck.standard_normal(WEEKS), np.nan)
    reached = np.flatnonzero(np.diff(phase, prepend=1.0)).tolist()
    events += [(week, Event.PHASE_REACHED, -1, -1, -1, -1, Reason.CRITERION, phase[week]) for week in reached]
    made = [event for event in events if event[1] == Event.DEAL_MADE]
    running = np.array([sum(0 <= week - event[0] < 39 for event in made) for week in weeks], dtype=np.float64)
    cohesion, won = 5.9 + 0.02 * alive, np.cumsum(alive > 0) * 0.5
    people, money = (alive * 7 / 2555, motivation, alive * 7), (hours, hours * 80)
    kept = (alive, mature, np.zeros(WEEKS), born, *people, *money, phase, running, cohesion, won)
    values = np.column_stack((*kept, *_of_now(alive, mature, hours, running)))
    table = np.array(sorted(events), dtype=EVENT_TYPE) if events else np.zeros(0, dtype=EVENT_TYPE)
    digest = f"{list(TITLES).index(scenario):x}1f3" * 16
    provenance = Provenance(
        "0.1.0", digest, replication, run_key(digest, replication), "BU03636910", 2019, "2026-11-23T12:00:00+00:00"
    )
    return Run.from_arrays(
        scenario,
        replication,
        replication,
        2555,
        (*NAMES, *OF_NOW),
        values,
        table,
        PARTNERS,
        provenance,
        _ledger(values, made),
    )


def _of_now(alive: np.ndarray, mature: np.ndarray, hours: np.ndarray, running: np.ndarray) -> list[np.ndarray]:
    """Economy, problems and costs: initiatives ease litter most and poverty not at all; the support plan is dearest."""
    weeks, nothing = np.arange(WEEKS), np.zeros(WEEKS)
    multiplier = np.where(alive > 0, 1.2 + 0.01 * mature, np.nan)
    levels = [0.5 - 0.004 * problem * alive for problem in Problem]
    paid = {
        PartnerKind.GOVERNMENT: 48.0 * hours,
        PartnerKind.WELFARE: 32.0 * hours,
        PartnerKind.HOUSING: 60.0 * running,
    }
    costs = [paid.get(kind, nothing) for kind in PartnerKind]
    people = (np.floor(np.cumsum(alive) / 50), np.floor(np.cumsum(alive) / 200))
    worth = 1.0225 ** (-weeks / 52)
    return [nothing + 4, alive, 20 * alive + 90 * mature, 0.3 * mature, multiplier, *levels, *people, *costs, worth]


def _ledger(values: np.ndarray, made: list[tuple[float, ...]]) -> np.ndarray:
    """What everybody gave and won: the first and fifth partner pay for the support, and deals are worth the same."""
    ledger = empty_ledger(PARTNERS)
    hours = values[:, NAMES.index("support_hours")].sum()
    ledger[0, [account(name) for name in ("hours_given", "skill_won", "ties_won")]] = (
        4 * values[:, NAMES.index("participants")].sum(),
        0.3 * values[-1, NAMES.index("gain_residents")],
        1.2 * values[-1, NAMES.index("gain_residents")],
    )
    ledger[1, [account("euros_won"), account("deals")]] = 39 * 6.0 * len(made), len(made)
    ledger[:FIRST, account("euros_earned")] = 900.0 * len(made), 2500.0 * len(made), 40.0 * len(made)
    for row in range(len(PARTNERS)):
        own = sum(event[4] == row for event in made)
        pays = {0: 0.6, 4: 0.4}.get(row, 0.0)
        ledger[FIRST + row, account("cost")] = pays * hours * 80 + 900 * own
        ledger[FIRST + row, account("relief")] = 0.01 * own
        ledger[FIRST + row, :4] = pays * hours + 10 * own, pays * hours * 80 + 400 * own, 39 * 6.0 * own, own
    return ledger


@functools.cache
def made_up(*scenarios: str, replications: int = 12) -> Results:
    """Results of so many histories of each scenario."""
    chosen = scenarios or tuple(TITLES)
    runs = tuple(_history(scenario, number) for scenario in chosen for number in range(1, replications + 1))
    return Results(runs, (), DICTIONARY, {name: TITLES[name] for name in chosen})
