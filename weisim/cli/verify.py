"""Verify: a store read again from beginning to end, and told whether everything is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weisim.cli import messages
from weisim.cli.options import language_option, store_argument
from weisim.cli.tables import filled, table
from weisim.language import Text, number, translate

if TYPE_CHECKING:
    from weisim.results.verifying import Verified

DAMAGED = 1
MOST_NAMES = 20


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "verify",
        callback=verify,
        help=translate("Read a store from beginning to end and say whether everything is as it was written."),
        params=[store_argument(), language_option()],
    )


def verify(store: Path) -> int:
    """Read a store again and tell what was found; the exit code, 1 when something is damaged.

    Args:
        store: the file.
    """
    from weisim.results.verifying import verify as read_again

    found = read_again(store)
    click.echo(table(_counts(found), right=(1,)))
    click.echo()
    if found.without_story:
        names = ", ".join(map(messages.printable, found.without_story))
        says = Text(
            "The texts of these scenarios are not here, so their runs cannot be played again: {names}.", names=names
        )
        click.echo(f"{filled(says)}\n")
    if found.is_sound:
        click.echo(Text("Everything is as it was written."))
        click.echo(messages.what_now(Text("weisim export {store} --format csv", store=store)))
        return 0
    for line in _damage(found):
        click.echo(line)
    if found.faults:
        advice = Text("move the file to another place and give the command that made it again.")
    else:
        advice = Text("give the command that made the file again; it makes only these anew.")
    click.echo(messages.what_now(advice))
    return DAMAGED


def _counts(found: Verified) -> list[list[str]]:
    counts = [
        (Text("runs as they were written"), found.runs),
        (Text("of these in outline"), found.outlines),
        (Text("failed runs"), found.failed),
        (Text("texts of scenarios"), found.stories),
        (Text("damaged"), len(found.damaged)),
    ]
    return [[str(what), number(count)] for what, count in counts]


def _damage(found: Verified) -> list[str]:
    lines = []
    if found.damaged:
        lines.append(str(Text("Not as they were written:")))
        lines += [f"  {messages.printable(name)}" for name in found.damaged[:MOST_NAMES]]
    if len(found.damaged) > MOST_NAMES:
        lines.append(str(Text("  and {count} more", count=number(len(found.damaged) - MOST_NAMES))))
    if found.faults:
        lines.append(str(Text("The file itself is torn; SQLite says:")))
        lines += [f"  {messages.printable(fault)}" for fault in found.faults]
    return lines
