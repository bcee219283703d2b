"""Playing: an experiment played for a command, with progress, a store to go on from, and a way to stop."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from weisim.cli import messages
from weisim.cli.progress import duration, meter
from weisim.cli.tables import filled
from weisim.faults import Fault, InvalidInput
from weisim.language import Text, number

if TYPE_CHECKING:
    from weisim.experiment.engines.engine import Engine
    from weisim.experiment.estimate import Estimate
    from weisim.experiment.experiment import Experiment
    from weisim.results.results import Results
    from weisim.scenario.scenario import Scenario

STOPPED, ENDED = 130, 143
MOST_NAMED = 5
HOW_IT_FAILED = {
    "raised": Text("it broke off."),
    "lost": Text("it ended its process, twice."),
    "hung": Text("it did not end."),
    "unsound": Text("it gave what is not a number."),
}


def read_all(names: tuple[str, ...]) -> list[Scenario]:
    """Read scenarios by file or by name; raises InvalidInput with the faults of all of them together."""
    from weisim.scenario.reading import find_scenario, read_scenario

    scenarios = []
    faults: dict[str, Fault] = {}
    for name in names:
        try:
            scenarios.append(read_scenario(find_scenario(name)))
        except InvalidInput as error:
            # Two scenarios may extend the same file; what is wrong in that is told once.
            faults.update({str(fault): fault for fault in error.faults})
    if faults:
        raise InvalidInput(tuple(faults.values()))
    return scenarios


def make_folder(folder: Path) -> None:
    """Make the folder for results before anything is played; raises InvalidInput when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = Text("this folder cannot be made: {reason}", reason=error.strerror or error)
        raise InvalidInput([Fault("", 0, "--out", str(folder), message, Text("Choose another folder."))]) from error


def play(
    experiment: Experiment,
    jobs: int,
    store: Path | None,
    cluster: str | None = None,
    before: Callable[[Estimate], None] | None = None,
) -> Results:
    """Play an experiment and show how far it is.

    When somebody presses Ctrl-C it says how to go on and leaves with exit code 130; with 143 when the system ends it.

    Args:
        experiment: what is played.
        jobs: how many processes of this computer play at once.
        store: the file that keeps each run; without one they stay in memory.
        cluster: address of a Dask cluster that plays instead.
        before: told how much there is to play and how long that takes.
    """
    from weisim.experiment.engines.engine import NoWorkers
    from weisim.experiment.runner import run_experiment

    say_when_compiling()
    _tell_of_drive(store)
    told = [0, 0]
    try:
        with _listening() as noticed, meter() as show:

            def progress(done: int, total: int) -> None:
                told[:] = done, total
                if noticed:
                    raise KeyboardInterrupt
                show(done, total)

            return run_experiment(
                experiment, jobs=jobs, store=store, progress=progress, engine=_engine(cluster), before=before
            )
    except KeyboardInterrupt:
        click.echo(_stopped(*told, kept=store is not None), err=True)
        raise click.exceptions.Exit(ENDED if signal.SIGTERM in noticed else STOPPED) from None
    except NoWorkers:
        says = Text("The computer does not let weisim start other processes. Try again with --jobs 1.")
        raise click.ClickException(str(says)) from None


def tell_estimate(found: Estimate) -> None:
    """Say how much there is to play, how long that takes and how much room it needs, before it begins."""
    kept = found.planned - found.runs
    if kept:
        says = Text("{kept} are kept from an earlier time and are not played again.", kept=number(kept))
        click.echo(filled(says), err=True)
    says = Text(
        "To be played: {runs} histories, about {time} and {mib} MiB.",
        runs=number(found.runs),
        time=duration(found.seconds),
        mib=number(max(found.mib, 1.0)),
    )
    click.echo(filled(says), err=True)


def _engine(cluster: str | None) -> Engine | None:
    """The cluster at an address; None where this computer plays."""
    if cluster is None:
        return None
    from weisim.experiment.engines.cluster import Cluster

    return Cluster(cluster)


def say_when_compiling() -> None:
    """Say why the very first run takes longer, when nothing was compiled here before."""
    package = Path(__file__).resolve().parent.parent
    elsewhere = os.environ.get("NUMBA_CACHE_DIR")
    if elsewhere:
        compiled = any(Path(elsewhere).rglob("*.nbi"))
    else:
        # Where nothing may be written beside the rules, the compiled ones go to a folder only numba knows.
        compiled = any(package.glob("*/__pycache__/*.nbi")) or not os.access(package, os.W_OK)
    if not compiled:
        says = Text("The first time, weisim translates its rules for this computer. That takes up to a minute.")
        click.echo(says, err=True)


@contextlib.contextmanager
def _listening() -> Iterator[list[int]]:
    """Notice Ctrl-C, and that the system asks us to end, also where it would be lost, as in a clean-up of some library.

    Gives the list of what was noticed, which grows within the block.
    """
    noticed: list[int] = []

    def notice(number: int, frame: FrameType | None) -> None:
        noticed.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield noticed
        return
    before = {number: signal.signal(number, notice) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield noticed
    finally:
        for number, what in before.items():
            signal.signal(number, what)


def _tell_of_drive(store: Path | None) -> None:
    """Say when results would be kept where a network or another program can damage them."""
    from weisim.results.store import drive_advice

    advice = None if store is None else drive_advice(store)
    if advice is not None:
        click.echo(filled(advice), err=True)


def _stopped(done: int, total: int, *, kept: bool) -> str:
    """How far it was, and the command that goes on."""
    again = shlex.join(["weisim", *click.get_current_context().find_root().obj])
    if kept:
        how_far = Text("Stopped at {done} of {total}. What was finished is kept.", done=done, total=total)
        go_on = Text("go on with  {command}", command=again)
    else:
        how_far = Text("Stopped at {done} of {total}.", done=done, total=total)
        go_on = Text("begin again with  {command}", command=again)
    return f"\n{how_far}\n{messages.what_now(go_on)}"


def tell_failed(results: Results) -> None:
    """Say which runs failed, and what that means for the answer."""
    from weisim.experiment.runner import too_many_failed

    if not results.failed:
        return
    planned = len(results.runs) + len(results.failed)
    click.echo(
        Text("{failed} of the {planned} runs failed and do not count.", failed=len(results.failed), planned=planned),
        err=True,
    )
    for run in results.failed[:MOST_NAMED]:
        which = Text(
            "{scenario}, future {future}, replication {replication}: {how}",
            scenario=run.scenario,
            future=run.future,
            replication=run.replication,
            how=HOW_IT_FAILED[run.kind],
        )
        click.echo(filled(f"{which} {messages.printable(run.message)}", indent="  ", hang="    "), err=True)
        if run.command:
            click.echo(filled(Text("To repeat it: {command}", command=run.command), indent="    "), err=True)
    if len(results.failed) > MOST_NAMED:
        more = Text("… and {count} more; all of them stand in the store.", count=len(results.failed) - MOST_NAMED)
        click.echo(filled(more, indent="  "), err=True)
    if too_many_failed(results):
        click.echo(Text("That is more than 5 %, so there is no conclusion."), err=True)
