"""Rerun: one run of a store, played again, to see whether it is what was kept."""

from __future__ import annotations

from pathlib import Path

import click

from weisim.cli import messages
from weisim.cli.options import language_option
from weisim.cli.tables import filled
from weisim.language import Text, translate

ANOTHER_RESULT = 1


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "rerun",
        callback=rerun,
        help=translate(
            "Play one run of a store again and say whether it gives the same. "
            "KEY is the name of the run, or its first eight signs or more."
        ),
        params=[
            click.Argument(["store"], type=click.Path(path_type=Path), metavar="STORE"),
            click.Argument(["key"], metavar="KEY"),
            language_option(),
        ],
    )


def rerun(store: Path, key: str) -> int:
    """Play a run again; the exit code says whether it gave the same."""
    from weisim.experiment.rerunning import rerun as again
    from weisim.results.provenance import VERSION

    done = again(store, key)
    kept = done.traced
    click.echo(
        filled(
            Text(
                "{scenario}, future {future}, replication {replication}: {key}",
                scenario=kept.scenario,
                future=kept.future,
                replication=kept.replication,
                key=kept.run_key,
            )
        )
    )
    if kept.failure:
        click.echo(filled(Text("This run failed: {reason}", reason=messages.printable(kept.failure))))
    if done.error:
        click.echo(filled(Text("Played again, it fails: {reason}", reason=messages.printable(done.error))))
        click.echo(messages.what_now(Text("report these lines with the store.")))
        return 0 if kept.failure else ANOTHER_RESULT
    if kept.failure:
        click.echo(filled(Text("Played again, it is finished. It may have been the computer.")))
        click.echo(messages.what_now(Text("give the command of the experiment again; it plays what is missing.")))
        return ANOTHER_RESULT
    if done.same:
        click.echo(filled(Text("Played again it gives the same, bit by bit: {digest}", digest=done.digest)))
        click.echo(messages.what_now(Text("weisim verify {store}  checks all that is kept.", store=store)))
        return 0
    click.echo(filled(Text("Played again it gives something else: {digest}", digest=done.digest)))
    click.echo(filled(Text("What was kept: {digest}", digest=kept.digest)))
    if done.version_differs:
        says = Text("It was made by weisim {kept}; this is {now}.", kept=kept.version, now=VERSION)
        click.echo(filled(says))
    click.echo(messages.what_now(Text("use the version that made it, or make the store anew.")))
    return ANOTHER_RESULT
