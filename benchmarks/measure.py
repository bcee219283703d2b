"""Measure: every budget of this version as a ratio, taken in one run; writes the table in README.md and measured.json.

make bench                       about five minutes on two cores
python benchmarks/measure.py --quick    one round of each, for a first look; writes nothing
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from reference import compiler

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEOPLE_OF_15 = 2555 / 3100  # residents of 15 and older among the inhabitants of Plan van Gool
SMALL, MANY, MILLION = 100, 100_000, 1_000_000
Figures = dict[str, float]

# Some computers set these to keep older numpy builds safe; they slow a current one down, so that a ratio would mislead.
SLOWING = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


@dataclass(frozen=True)
class Line:
    """One budget beside what was found."""

    what: str
    budget: str
    found: str
    held: bool | None
    how: str


class Taken:
    """All rounds of all measurements, by name."""

    def __init__(self, quick: bool) -> None:
        """Nothing measured yet."""
        self.quick = quick
        self.rounds: dict[str, list[Figures]] = {}

    def take(self, name: str, *arguments: object) -> None:
        """One more round of one measurement, in a process of its own."""
        self.rounds.setdefault(name, []).append(measured(*arguments))

    def median(self, name: str, key: str) -> float:
        """The median over the rounds; not a number when nothing was measured."""
        rounds = self.rounds.get(name, [])
        return statistics.median(one[key] for one in rounds) if rounds else float("nan")


def measured(*arguments: object, environment: dict[str, str] | None = None) -> Figures:
    """What one measurement in a fresh process found; ends with its message when it fails."""
    surroundings = {name: value for name, value in os.environ.items() if name not in SLOWING} | (environment or {})
    command = [sys.executable, str(HERE / "measurements.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=surroundings)
    if done.returncode:
        sys.exit(f"The measurement {' '.join(map(str, arguments))} ended with an error:\n{done.stderr[-2000:]}")
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def take_all(quick: bool) -> Taken:
    """Every measurement, rounds interleaved, so that a busy moment does not hit one of them alone."""
    taken, c = Taken(quick), compiler() is not None
    if not c:
        print("No C compiler (cc, gcc or clang) was found, so the ratios to C are left out.")
        print("On Debian or Ubuntu: sudo apt install gcc. weisim itself never needs one.\n")
    many = round(MANY / PEOPLE_OF_15)
    for number in range(1 if quick else 5):
        said(f"round {number + 1}: Plan van Gool, a hundred residents, help, memory")
        taken.take("model", "model", 0, 260)
        if c:
            taken.take("c", "reference", int(taken.median("model", "residents")), 260)
        taken.take("small", "model", round(SMALL / PEOPLE_OF_15), 260)
        taken.take("memory", "memory")
        taken.rounds.setdefault("help", []).extend(help_seconds() for _ in range(3))
    for number in range(1 if quick else 3):
        said(f"round {number + 1}: a hundred thousand residents")
        taken.take("model many", "model", many, 52)
        if c:
            taken.take("c many", "reference", MANY, 52)
        if number < 2:
            taken.take("objects many", "objects", MANY, 52)
    for number in range(1 if quick else 3):
        said(f"round {number + 1}: a hundred pairs in two processes and in one, and what keeping them costs")
        taken.take("pairs", "pairs", 2, 100)
        taken.take("pairs alone", "pairs", 1, 50)
        taken.take("overhead", "overhead", 200 if quick else 1000)
        taken.take("overhead whole", "overhead", 200 if quick else 1000, 1)
    said("a million residents")
    taken.take("million", "large", round(MILLION / PEOPLE_OF_15), 260)
    said("compiling all rules in an empty folder, then once more with what is there")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("compiling", "compiled"):
            found = measured("rules", environment={"NUMBA_CACHE_DIR": folder})
            taken.rounds[name] = [found]
    return taken


def help_seconds() -> Figures:
    """Seconds until `weisim --help` has been printed, Python's own start included: by the clock and of CPU."""
    command = Path(sys.executable).with_name("weisim")
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(command), "--help"], check=True, capture_output=True)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"clock_s": clock, "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def lines(taken: Taken) -> list[Line]:
    """Each budget beside what was found."""
    ns, c = taken.median("model", "ns"), taken.median("c", "ns")
    ns_many, c_many = taken.median("model many", "ns"), taken.median("c many", "ns")
    objects = taken.median("objects many", "ns")
    bare, looking = taken.median("small", "bare_week_us"), taken.median("small", "indicator_us")
    indicators = taken.median("small", "indicators")
    settle, synthesise = taken.median("model", "settle_s"), taken.median("model", "synthesise_s")
    year = 52 * taken.median("model", "week_us") / 1e6
    compiling = taken.median("compiling", "cpu_s") - taken.median("compiled", "cpu_s")
    again = int(taken.median("compiled", "files") - taken.median("compiling", "files"))
    residents = int(taken.median("model", "residents"))
    mib = taken.median("memory", "mib")
    seconds, gib = taken.median("million", "clock_s"), taken.median("million", "mib") / 1024
    both, alone = taken.median("pairs", "clock_s"), 2 * taken.median("pairs alone", "clock_s")
    more, more_whole = (taken.median(name, "ratio") - 1 for name in ("overhead", "overhead whole"))
    help_cpu, help_clock = taken.median("help", "cpu_s"), taken.median("help", "clock_s")
    return [
        Line(
            f"model, one resident-week, Plan van Gool ({residents:,} residents of 15 and older), 260 weeks",
            "at most 8 × the essence in C; aim 5 ×",
            f"{ns / c:.1f} × ({ns:.0f} against {c:.1f} ns)",
            _holds(ns / c, 8),
            "steps and indicators of one history; CPU",
        ),
        Line(
            f"model, one resident-week, {MANY:,} residents, 52 weeks",
            "at most 3 × the essence in C",
            f"{ns_many / c_many:.1f} × ({ns_many:.0f} against {c_many:.1f} ns)",
            _holds(ns_many / c_many, 3),
            "the same",
        ),
        Line(
            "the same against Mesa objects running the essence",
            "40 × faster at least",
            f"{objects / ns_many:.0f} × ({objects:,.0f} against {ns_many:.0f} ns)",
            _holds(40, objects / ns_many),
            "one object a resident; 25 series in Mesa's DataCollector",
        ),
        Line(
            f"a week with {SMALL} residents, without indicators",
            "below 100 µs",
            f"{bare:.0f} µs",
            _holds(bare, 100),
            "the same history without its indicators; CPU",
        ),
        Line(
            "each indicator beside it",
            "at most 2 µs",
            f"{looking:.2f} µs ({indicators:.0f} indicators)",
            _holds(looking, 2),
            "260 times `Recorder.observe()` and once `Recorder.values` in the same history, shared out",
        ),
        Line(
            "settling Plan van Gool: population, ties, Mesa agents",
            "below 52 weeks of its run",
            f"{(settle + synthesise) / year:.2f} of them ({settle * 1e3:.0f} ms, and {synthesise * 1e3:.0f} ms "
            f"once a scenario, against {year * 1e3:.0f} ms)",
            _holds(settle + synthesise, year),
            "CPU of `synthesise` and `settle`",
        ),
        Line(
            "`weisim --help`",
            "below 0.2 s",
            f"{help_cpu:.2f} s ({help_clock:.2f} by the clock)",
            _holds(help_cpu, 0.2),
            "start to end of the command, Python's own start included; CPU",
        ),
        Line(
            "compiling all rules on a new computer",
            "below 40 s",
            f"{compiling:.0f} s ({taken.median('compiling', 'clock_s'):.0f} by the clock); then {again} rules anew and "
            f"{taken.median('compiled', 'cpu_s'):.1f} s in all",
            _holds(compiling, 40) if again == 0 else False,
            "`weisim.simulation.warm` with an empty folder for compiled rules, less the same with a full one; CPU",
        ),
        Line(
            "most memory of one default run",
            "below 400 MiB",
            f"{mib:.0f} MiB",
            _holds(mib, 400),
            "resident set at its highest, libraries included",
        ),
        Line(
            "100 pairs, 200 default runs, in two warm processes",
            "below 10 s on two cores",
            f"{both:.1f} s",
            _holds(both, 10),
            "`Processes(2)` into a store, from the moment all are warm; clock",
        ),
        Line(
            "two processes against one",
            "at least 1.7 ×",
            f"{alone / both:.2f} ×",
            _holds(1.7, alone / both),
            "the same with `Processes(1)`; clock",
        ),
        Line(
            "runner and store beside 1,000 default runs, outlines kept as experiments do by default",
            "below 5 %",
            f"{100 * more:.1f} %",
            _holds(more, 0.05),
            "`run_experiment` with a store against `simulate` alone, by turns; packing, keeping and reading back; CPU",
        ),
        Line(
            "the same, whole histories kept",
            "below 5 %",
            f"{100 * more_whole:.1f} %",
            _holds(more_whole, 0.05),
            "the same; a whole history is packed in 2 ms and read back in 1.5, beside the 60 it takes to play",
        ),
        Line(
            f"{int(taken.median('million', 'residents')):,} residents, 260 weeks, from figures to results",
            "below 60 s and 4 GiB on two cores",
            f"{seconds:.0f} s on one core, {gib:.1f} GiB",
            _holds(seconds, 60) and _holds(gib, 4),
            "`simulate`, synthesis of the population included; clock",
        ),
    ]


def written(table: list[Line], taken: Taken) -> str:
    """The table and how it was taken, in Markdown."""
    rows = ["| what | budget | found | | how |", "| --- | --- | --- | --- | --- |"]
    for line in table:
        mark = {True: "held", False: "**not held**", None: "not measured"}[line.held]
        rows.append(f"| {line.what} | {line.budget} | {line.found} | {mark} | {line.how} |")
    rounds = ", ".join(f"{name} {len(found)}" for name, found in taken.rounds.items())
    libraries = ", ".join(f"{name} {version(name)}" for name in ("mesa", "numpy", "numba"))
    rows += ["", f"Taken on {datetime.date.today():%d %B %Y}, weisim {version('weisim')}, {computer()}; {libraries}."]
    rows += [
        f"Medians over rounds of the fastest history; rounds: {rounds}. Load when it ended: {os.getloadavg()[0]:.1f}."
    ]
    return "\n".join(rows)


def computer() -> str:
    """The computer in a few words: processor, cores and Python."""
    name = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.exists():
        models = [line.partition(":")[2].strip() for line in described.read_text().splitlines() if "model name" in line]
        name = models[0] if models else name
    return f"{name} with {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def said(text: str) -> None:
    """Say what is being measured now."""
    print(f"  {text} ...", flush=True)


def _holds(value: float, at_most: float) -> bool | None:
    return None if value != value or at_most != at_most else value <= at_most


def main() -> int:
    """Measure, print, and keep what was found."""
    quick = "--quick" in sys.argv
    print("Measuring; close what else is busy on this computer.")
    taken = take_all(quick)
    table = lines(taken)
    text = written(table, taken)
    print("\n" + text)
    if not quick:
        readme = HERE / "README.md"
        opening, closing = "<!-- measured -->", "<!-- end of measured -->"
        before, _, rest = readme.read_text(encoding="utf-8").partition(opening)
        after = rest.partition(closing)[2]
        readme.write_text(f"{before}{opening}\n{text}\n{closing}{after}", encoding="utf-8")
        kept = {"budgets": [asdict(line) for line in table], "rounds": taken.rounds}
        (HERE / "measured.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print("\nWritten: benchmarks/README.md and benchmarks/measured.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
