"""Doctor: whether this computer can do what weisim asks of it, and what to do where it cannot."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from weisim.cli import messages
from weisim.cli.options import cores, language_option
from weisim.cli.tables import filled
from weisim.language import Text, current_language, number, translate

GOOD, MIND, WRONG = "good", "mind", "wrong"
LEAST_MEMORY, LEAST_DISK = 2, 1
"""GiB below which long experiments may not fit."""
TRIAL_SCENARIO, TRIAL_WEEKS = "steady-support", 26
EXTRAS = {
    "analysis": ("SALib", "ema_workbench"),
    "cluster": ("dask", "distributed"),
    "parquet": ("pyarrow",),
}
NEEDED = ("mesa", "numpy", "scipy", "numba", "pandas", "matplotlib", "statsmodels", "pydantic")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        state: `good`, `mind` (it works, with a remark) or `wrong`.
        what: what was looked at.
        found: what was found.
        advice: what to do; empty when it is good.
    """

    state: str
    what: Text
    found: object
    advice: object = ""


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "doctor",
        callback=doctor,
        help=translate("Check this computer: Python, packages, disk, memory, other processes, and one short history."),
        params=[language_option()],
    )


def doctor() -> int:
    """Look at everything and tell it; the exit code is 1 when something is wrong."""
    states = []
    signs = {GOOD: translate("good"), MIND: translate("mind"), WRONG: translate("wrong")}
    width = max(map(len, signs.values())) + 2
    for look in LOOKS:
        for check in look():
            states.append(check.state)
            says = f"{check.what}: {check.found}"
            click.echo(filled(f"{signs[check.state]:<{width}}{says}", hang=" " * width))
            if check.advice:
                click.echo(filled(check.advice, indent=" " * width))
    click.echo()
    if WRONG in states:
        click.echo(messages.what_now(Text("mend what is wrong, and give this command again.")))
        return 1
    click.echo(messages.what_now(Text("weisim demo  answers the first question.")))
    return 0


def _program() -> Iterator[Check]:
    from weisim.results.provenance import VERSION

    yield Check(GOOD, Text("weisim"), VERSION)
    found = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Check(
        GOOD if fits else WRONG, Text("Python"), found, "" if fits else Text("Install Python 3.11, 3.12 or 3.13.")
    )
    chosen = current_language()
    yield Check(GOOD, Text("language"), Text("Dutch") if chosen == "nl" else Text("English"))


def _packages() -> Iterator[Check]:
    found, absent = [], []
    for name in NEEDED:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            absent.append(name)
    yield Check(GOOD, Text("packages"), ", ".join(found))
    if absent:
        yield Check(WRONG, Text("missing packages"), ", ".join(absent), Text("Type  pip install weisim"))
    for extra, modules in EXTRAS.items():
        if all(importlib.util.find_spec(module) for module in modules):
            yield Check(GOOD, Text("extra {name}", name=extra), Text("installed"))
        else:
            advice = Text("Only if you need it:  {command}", command=f"pip install 'weisim[{extra}]'")
            yield Check(MIND, Text("extra {name}", name=extra), Text("not installed"), advice)


def _computer() -> Iterator[Check]:
    yield Check(GOOD, Text("cores to play on"), number(cores()))
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        gib = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        enough = gib >= LEAST_MEMORY
        advice = "" if enough else Text("Play with fewer --jobs.")
        yield Check(GOOD if enough else MIND, Text("memory"), f"{number(gib, 1)} GiB", advice)
    room = shutil.disk_usage(Path()).free / 2**30
    enough = room >= LEAST_DISK
    advice = "" if enough else Text("Make room, or keep results elsewhere with --out.")
    yield Check(GOOD if enough else MIND, Text("room on the disk here"), f"{number(room, 1)} GiB", advice)
    writable = os.access(Path(), os.W_OK)
    yield Check(
        GOOD if writable else WRONG,
        Text("this folder"),
        Text("can be written") if writable else Text("cannot be written"),
        "" if writable else Text("Go to a folder of your own, or use --out."),
    )


def _storage() -> Iterator[Check]:
    from weisim.results.store import drive_advice, sqlite_advice, sqlite_version

    advice = sqlite_advice(sqlite_version())
    yield Check(MIND if advice else GOOD, Text("SQLite"), ".".join(map(str, sqlite_version())), advice or "")
    drive = drive_advice(Path())
    yield Check(
        MIND if drive else GOOD, Text("drive"), Text("shared or synchronised") if drive else Text("local"), drive or ""
    )


def _processes() -> Iterator[Check]:
    from weisim.experiment.engines.processes import can_start

    if can_start():
        yield Check(GOOD, Text("other processes"), Text("can be started"))
    else:
        advice = Text("Use --jobs 1: it plays everything in one process.")
        yield Check(MIND, Text("other processes"), Text("cannot be started"), advice)


def _history() -> Iterator[Check]:
    """The engine itself: one short history twice, which must give the same."""
    from weisim.cli.playing import say_when_compiling
    from weisim.population.synthesis import synthesise
    from weisim.scenario.finding import find_scenario
    from weisim.scenario.reading import read_scenario
    from weisim.scenario.varied import varied
    from weisim.simulation.simulate import simulate

    say_when_compiling()
    scenario = varied(read_scenario(find_scenario(TRIAL_SCENARIO)), "trial", weeks=TRIAL_WEEKS)
    people = synthesise(scenario.place)
    first = simulate(scenario, 1, people)
    begin = time.monotonic()
    second = simulate(scenario, 1, people)
    seconds = time.monotonic() - begin
    same = first.digest == second.digest
    yield Check(
        GOOD if same else WRONG,
        Text("one short history, twice"),
        Text("the same, bit by bit") if same else Text("not the same"),
        "" if same else Text("Results cannot be trusted here. Please report it."),
    )
    told = Text("{weeks} weeks in {milliseconds} ms", weeks=TRIAL_WEEKS, milliseconds=number(1000 * seconds))
    yield Check(GOOD, Text("speed"), told)


LOOKS: tuple[Callable[[], Iterator[Check]], ...] = (_program, _packages, _computer, _storage, _processes, _history)
