"""Causes: switch one thing at a time and see which of them makes this model differ from the compact check."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import os
from collections.abc import Callable, Sequence

import numpy as np

from experiments import arms, measures
from experiments.arms import FADE, NONE, STEADY
from experiments.measures import Real, at_week, first_week
from weisim.cli.tables import table
from weisim.population.synthesis import synthesise
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import with_control, without_help
from weisim.simulation.simulate import simulate
from weisim.terms import Help, Phase

LATE, TWO_YEARS = 208, 104
EARLY_STOP = "stop-month-12"
Reading = Callable[[Run], float]

READINGS: dict[str, Reading] = {
    "first gate, week": lambda run: measures.phase_week(run, Phase.EMERGENCE),
    "first ten, week": lambda run: first_week(run, "participants", 10),
    "trust passes .5, week": lambda run: first_week(run, "trust_of_informed", 0.5),
    "informed, week 52": lambda run: at_week(run, "informed_share", 52),
    "born by week 26": lambda run: at_week(run, "ideas_born", 26),
    "born by week 52": lambda run: at_week(run, "ideas_born", 52),
    "live, week 60": lambda run: at_week(run, "initiatives_alive", 60),
    "born by week 208": lambda run: at_week(run, "ideas_born", LATE),
    "live, week 208": lambda run: at_week(run, "initiatives_alive", LATE),
    "independent, week 208": lambda run: at_week(run, "independent_organisations", LATE),
    "enterprises, week 208": lambda run: at_week(run, "neighbourhood_enterprises", LATE),
    "own income, week 208": lambda run: at_week(run, "own_income", LATE),
    "participants, week 208": lambda run: at_week(run, "participants", LATE),
    "skill, week 208": lambda run: at_week(run, "skill", LATE),
    "structure, week 208": lambda run: at_week(run, "order_parameter", LATE),
    "embeddedness, week 208": lambda run: at_week(run, "embeddedness", LATE),
    "formed alive after two years": lambda run: measures.alive_at(run, "formed"),
    "ideas alive after two years": lambda run: measures.alive_at(run, "ideas"),
    "hours a week, week 104": lambda run: at_week(run, "hours_per_week", TWO_YEARS),
    "participants per live initiative, week 104": lambda run: (
        at_week(run, "participants", TWO_YEARS) / max(at_week(run, "initiatives_alive", TWO_YEARS), 1.0)
    ),
    "turnover, second year": lambda run: measures.turnover(run, 52),
    "share of joiners asked": measures.asked_share,
}


@dataclasses.dataclass(frozen=True)
class Switch:
    """One thing switched, in one plan, and what to look at."""

    what: str
    plan: str
    values: dict[str, float | bool | str]
    look_at: tuple[str, ...]
    without: tuple[Help, ...] = ()
    control: float | None = None

    @property
    def name(self) -> str:
        """The name of its arm."""
        return f"{self.plan} {self.what}"

    def scenario(self) -> Scenario:
        """The plan with the thing switched."""
        scenario = arms.plan(self.plan)
        if self.without:
            scenario = without_help(scenario, *self.without)
        if self.control is not None:
            scenario = with_control(scenario, self.control, name=self.name)
        return arms.changed(scenario, self.name, self.values)


EARLY = ("first gate, week", "first ten, week", "trust passes .5, week", "born by week 26", "born by week 52")
LATER = ("born by week 208", "live, week 208", "independent, week 208", "enterprises, week 208", "own income, week 208")
SURVIVE = ("ideas alive after two years", "formed alive after two years")
JOIN = ("share of joiners asked", "participants, week 208", "independent, week 208", "first ten, week")
AFTER = (*LATER, "participants, week 208", *SURVIVE, "turnover, second year")
SWITCHES = (
    Switch("nobody stops at the goal", STEADY, {"ending.completed": 0.0}, AFTER),
    Switch("nobody stops at the goal", FADE, {"ending.completed": 0.0}, AFTER),
    Switch("work does not hang on a room", STEADY, {"producing.place_bound": 0.0, "producing.visitors_lost": 0.0},
           AFTER),
    Switch("nobody coordinates for pay", STEADY, {"producing.coordinator": 0.0}, AFTER),
    Switch("own income does not count for an enterprise", STEADY, {"advancing.enterprise_own_income": 0.0}, AFTER),
    Switch("pay does not crowd out", STEADY, {"motivating.crowding": "off"}, AFTER),
    Switch("work eases nothing", STEADY, {"producing.ease": 0.0}, AFTER),
    Switch("no cooperative", STEADY, {"federating.chance": 0.0}, AFTER),
    Switch("no cooperative", FADE, {"federating.chance": 0.0}, AFTER),
    Switch("nobody takes over", FADE, {"ending.absorbed": 0.0}, AFTER),
    Switch("aims at an enterprise .60 for .35", STEADY, {"founding.enterprise_share": 0.6}, LATER),
    Switch("nobody is eager", FADE, {"founding.eager": False}, EARLY),
    Switch("offers do not pull", FADE, {"joining.pull": 0.0}, (*EARLY, "participants, week 208")),
    Switch("nobody imitates", FADE, {"founding.imitation": 0.0}, ("born by week 52", "live, week 60")),
    Switch("nothing is presented", FADE, {"presenting.reach": 0.0, "presenting.trust": 0.0, "presenting.standing": 0.0},
           ("informed, week 52", "born by week 52", "live, week 60")),
    Switch("red figures do not hurt", STEADY, {"working.in_red": 0.0}, (*LATER, *SURVIVE)),
    Switch("no grants", STEADY, {}, (*LATER, *SURVIVE), (Help.SEED_GRANTS,)),
    Switch("red figures do not hurt", FADE, {"working.in_red": 0.0}, (*LATER, *SURVIVE)),
    Switch("red figures do not hurt", EARLY_STOP, {"working.in_red": 0.0}, (*LATER, *SURVIVE)),
    Switch("red figures do not hurt", NONE, {"working.in_red": 0.0}, (*LATER, *SURVIVE)),
    Switch("nobody is eager", EARLY_STOP, {"founding.eager": False}, ("born by week 52", *LATER, *SURVIVE)),
    Switch("no unseen differences", FADE, {"settling.unseen": 0.0}, ("trust passes .5, week", *LATER)),
    Switch("no reflection", STEADY, {}, (*LATER, "structure, week 208", *SURVIVE), (Help.REFLECTION,)),
    Switch("no community building", STEADY, {}, (*LATER, *SURVIVE), (Help.COMMUNITY_BUILDING,)),
    Switch("control .5 for .2", STEADY, {}, (*LATER, "structure, week 208", *SURVIVE), control=0.5),
    Switch("control .8 for .2", STEADY, {}, (*LATER, "structure, week 208", *SURVIVE), control=0.8),
    Switch("consider unasked .004 for .012", FADE, {"joining.consider": 0.004}, JOIN),
    Switch("nobody considers unasked", FADE, {"joining.consider": 0.0}, JOIN),
    Switch("nobody asks", FADE, {"joining.ask": 0.0}, JOIN),
    Switch("nobody moves", FADE, {"leaving.mobility": 0.0}, ("turnover, second year", "participants, week 208")),
)  # fmt: skip


SHUFFLED = "work handed out without regard to education"
OF_SHUFFLED = (
    "hours a week, week 104",
    "participants per live initiative, week 104",
    "participants, week 208",
    "independent, week 208",
    *SURVIVE,
)


def without_regard_to_education(seed: int, plan: str = FADE) -> Run:
    """One history with the same people, among whom paid work is dealt anew by lot."""
    scenario = arms.plan(plan)
    people = synthesise(scenario.place)
    order = np.argsort([hashlib.sha256(f"{seed} {row}".encode()).digest() for row in range(people.residents)])
    return simulate(scenario, seed, dataclasses.replace(people, work=people.work[order]))


def rows(name: str, before: Sequence[Run], after: Sequence[Run], look_at: Sequence[str]) -> list[list[str]]:
    """What a switch changes, pair by pair: as it is, switched, difference with twice its standard error, spread."""
    made = [[name, "as it is", "switched", "difference", "sd as it is", "sd switched"]]
    for name in look_at:
        first, second = _each(before, READINGS[name]), _each(after, READINGS[name])
        both = np.isfinite(first) & np.isfinite(second)
        change = (second - first)[both]
        error = 2 * change.std(ddof=1) / np.sqrt(change.size) if change.size > 1 else float("nan")
        cells = [f"{np.nanmean(first):.2f}", f"{np.nanmean(second):.2f}", f"{change.mean():+.2f} ± {error:.2f}"]
        made.append([f"  {name}", *cells, f"{np.nanstd(first, ddof=1):.2f}", f"{np.nanstd(second, ddof=1):.2f}"])
    return made


def _each(runs: Sequence[Run], read: Reading) -> Real:
    return np.array([read(run) for run in runs], dtype=np.float64)


def main() -> None:
    """Play every switch beside the plan it is switched in, and print what it changes."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=40)
    ask.add_argument("--jobs", type=int, default=min(8, os.cpu_count() or 1))
    ask.add_argument("--only", default="", help="switches whose name holds this word")
    given = ask.parse_args()
    switches = [switch for switch in SWITCHES if given.only in switch.name]
    plans = [arms.plan(name) for name in dict.fromkeys([FADE, *(switch.plan for switch in switches)])]
    results = arms.play([*plans, *(switch.scenario() for switch in switches)], given.runs, given.jobs)
    for switch in switches:
        made = rows(switch.name, results.of(switch.plan), results.of(switch.name), switch.look_at)
        print(table(made, right=range(1, 6)) + "\n")
    if given.only not in SHUFFLED:
        return
    dealt_anew = arms.in_jobs(without_regard_to_education, [(run.seed,) for run in results.of(FADE)], given.jobs)
    print(table(rows(f"{FADE} {SHUFFLED}", results.of(FADE), dealt_anew, OF_SHUFFLED), right=range(1, 6)))


if __name__ == "__main__":
    main()
