"""Measurements: one a process, so that none warms up or fills the memory of another; each prints one JSON object.

Single-thread work is counted in CPU time: others who use the computer show up as noise, not as bias.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 3
FEW = 2_000_000  # resident-weeks below which a history is too short to be timed once
Measured = Mapping[str, float]


def reference(residents: int, weeks: int) -> Measured:
    """The essence in C: nanoseconds of CPU for one resident-week.

    A history of this size takes a few milliseconds, so the first one, which finds cold memory, would tell the wrong
    story: it is played and thrown away, like the first history of the model, and the fastest of ten more counts.
    """
    from reference import Reference
    from workload import make_street

    place = make_street(residents)
    streets = [Reference(place, SEED, weeks) for _ in range(11)]
    found = [_played(street.step, weeks, residents) for street in streets]
    return {"ns": min(found[1:]), "participants": streets[-1].participants}


def objects(residents: int, weeks: int) -> Measured:
    """The essence in Mesa objects: nanoseconds of CPU for one resident-week."""
    from objects import Neighbourhood
    from workload import make_street

    street = Neighbourhood(make_street(residents), SEED)
    return {"ns": _played(street.step, weeks, residents), "participants": street.participants}


def model(inhabitants: int, weeks: int) -> Measured:
    """The whole model at one size: the cost of a week, what of it is looking (indicators), and the cost of settling.

    Like the essence in C, a small place is played several times and the fastest counts: a history of a few hundredths
    of a second is at the mercy of whatever else the computer does in them.
    """
    from weisim.population.synthesis import synthesise
    from weisim.simulation.recorder import NAMES
    from weisim.simulation.simulate import simulate

    scenario = sized(inhabitants, weeks)
    simulate(sized(inhabitants=0, weeks=260), seed=SEED)  # every rule is met once, so all are loaded
    gc.collect()
    begin = time.process_time()
    population = synthesise(scenario.place)
    synthesised = time.process_time() - begin
    plays = 10 if population.residents * weeks < FEW else 2
    found = [_history(scenario, population, weeks) for _ in range(plays)]
    settled, played, looking = (min(times) for times in zip(*found, strict=True))
    residents = population.residents
    return {
        "residents": residents,
        "ns": played / weeks / residents * 1e9,
        "week_us": played / weeks * 1e6,
        "bare_week_us": (played - looking) / weeks * 1e6,
        "indicator_us": looking / weeks / len(NAMES) * 1e6,
        "indicators": len(NAMES),
        "synthesise_s": synthesised,
        "settle_s": settled,
    }


def _history(scenario: Any, population: Any, weeks: int) -> tuple[float, float, float]:
    """Seconds of CPU for settling, for all weeks, and for the looking in them, of one history."""
    from weisim.simulation.recorder import Recorder
    from weisim.simulation.simulate import settle

    begin = time.process_time()
    neighbourhood = settle(scenario, SEED, population)
    settled = time.process_time() - begin
    recorder, looking = Recorder(weeks), 0
    begin = time.process_time()
    for week in range(weeks):
        neighbourhood.step()
        before = time.process_time_ns()
        recorder.observe(neighbourhood, week)
        looking += time.process_time_ns() - before
    before = time.process_time_ns()
    _ = recorder.values  # indicators are read off the counts of all weeks at once, after the last
    looking += time.process_time_ns() - before
    played = time.process_time() - begin
    neighbourhood.release()
    return settled, played, looking / 1e9


def memory() -> Measured:
    """One default run: the most memory it held at any moment, in MiB, Python and libraries included."""
    from weisim.scenario.reading import read_scenario
    from weisim.simulation.simulate import simulate

    run = simulate(read_scenario(ROOT / "scenarios" / "steady-support.toml"), seed=SEED)
    return {"weeks": run.weeks, "residents": run.residents, "mib": _peak_mib()}


def overhead(runs: int, whole: int = 0) -> Measured:
    """What playing an experiment into a store costs beside the histories themselves, in CPU: packing, keeping, reading.

    Outlines are kept, as experiments do by default; whole histories when asked for.

    The same histories are played bare between those of the runner, ten by ten, so that a computer that becomes faster
    or slower on the way does so for both.
    """
    from weisim.experiment.experiment import Experiment
    from weisim.experiment.runner import run_experiment
    from weisim.population.synthesis import synthesise
    from weisim.scenario.reading import read_scenario
    from weisim.simulation.simulate import simulate

    scenario = read_scenario(ROOT / "scenarios" / "steady-support.toml")
    population = synthesise(scenario.place)
    simulate(scenario, SEED, population)
    bare, turn = 0.0, 10

    def by_turns(done: int, planned: int) -> None:
        nonlocal bare
        if done % turn == 0 and done:
            begin = time.process_time()
            for seed in range(done - turn, done):
                simulate(scenario, seed, population)
            bare += time.process_time() - begin

    with tempfile.TemporaryDirectory() as folder:
        asked = Experiment([scenario], runs, 0, keep="whole" if whole else "outline")
        begin = time.process_time()
        run_experiment(asked, store=Path(folder, "runs.sqlite"), progress=by_turns)
        kept = time.process_time() - begin - bare
    return {"ratio": kept / bare, "bare_s": bare / runs, "kept_s": kept / runs}


def pairs(jobs: int, number: int) -> Measured:
    """Pairs of default histories in several processes, into a store, once all of them are warm: by the clock."""
    from weisim.experiment.engines.engine import Stories, Task
    from weisim.experiment.engines.processes import Processes
    from weisim.population.synthesis import synthesise
    from weisim.results.store import Store
    from weisim.scenario.reading import read_scenario

    scenarios = tuple(read_scenario(ROOT / "scenarios" / f"{name}.toml") for name in ("steady-support", "stop-month-6"))
    stories = Stories(scenarios, (synthesise(scenarios[0].place),) * 2)
    warming = 8 * jobs
    tasks = [Task(row, 0, seed) for seed in range(number + warming) for row in (0, 1)]
    played, begin = 0, 0.0
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "pairs.sqlite")) as store:
        for at_hand in Processes(jobs).play(tasks, stories):
            store.add_packed(*(row for _, row in at_hand))  # type: ignore[arg-type]
            if played < 2 * warming <= played + len(at_hand):
                begin, first = time.perf_counter(), played + len(at_hand)
            played += len(at_hand)
            if played >= len(tasks) - 2 * jobs:  # the last few are played by fewer, and would tell of the end alone
                return {"clock_s": (time.perf_counter() - begin) / (played - first) * 2 * number}
    raise RuntimeError("nothing was played")


def large(inhabitants: int, weeks: int) -> Measured:
    """One whole history of a very large place, from its figures to its results: seconds by the clock, and memory."""
    from weisim.simulation.simulate import simulate

    simulate(sized(inhabitants=0, weeks=52), seed=SEED)  # loads every rule
    begin = time.perf_counter()
    run = simulate(sized(inhabitants, weeks), seed=SEED)
    return {"clock_s": time.perf_counter() - begin, "residents": run.residents, "mib": _peak_mib()}


def rules() -> Measured:
    """Compile all rules, or load them where that was done before: seconds from nothing, Python's own start left out."""
    clock, cpu = time.perf_counter(), time.process_time()
    from weisim.simulation.warm import compile_rules

    compile_rules()
    folder = Path(os.environ["NUMBA_CACHE_DIR"])
    return {
        "clock_s": time.perf_counter() - clock,
        "cpu_s": time.process_time() - cpu,
        "files": sum(1 for _ in folder.rglob("*.nbc")),
    }


def sized(inhabitants: int, weeks: int) -> Any:
    """The steady story in Plan van Gool, or in a place like it with this many inhabitants (0: as it is)."""
    from weisim.population.quantities import BY_NAME
    from weisim.scenario.reading import read_scenario

    scenario = read_scenario(ROOT / "scenarios" / "steady-support.toml")
    place = scenario.place
    if inhabitants:
        factor = inhabitants / place.inhabitants
        figures = {
            name: figure.model_copy(update={"value": float(round(figure.value * factor))})
            if BY_NAME[name].unit in ("persons", "households")
            else figure
            for name, figure in place.figures.items()
        }
        place = place.model_copy(update={"figures": figures})
    return scenario.model_copy(update={"place": place, "weeks": weeks})


def _played(step: Callable[[], object], weeks: int, residents: int) -> float:
    begin = time.process_time()
    for _ in range(weeks):
        step()
    return (time.process_time() - begin) / weeks / residents * 1e9


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


if __name__ == "__main__":
    measurement: Callable[..., Measured] = globals()[sys.argv[1]]
    print(json.dumps(dict(measurement(*map(int, sys.argv[2:])))))
