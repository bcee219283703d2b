"""Check: whether scenarios are sound; every fault of every file at once, and nothing is run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from weisim.cli import cards, messages
from weisim.cli.options import language_option
from weisim.cli.playing import read_all
from weisim.cli.tables import filled
from weisim.language import Text, current_language, number, translate

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario
    from weisim.support.intervention import Withdrawal


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "check",
        callback=check,
        help=translate("Check scenarios and say everything that is wrong. Nothing is run."),
        params=[click.Argument(["files"], nargs=-1, required=True, metavar=translate("FILE...")), language_option()],
    )


def check(files: tuple[str, ...]) -> None:
    """Say of each scenario what it tells; raises InvalidInput with the faults of all files together."""
    scenarios = read_all(files)
    for scenario in scenarios:
        click.echo(says(scenario))
        for one in (*scenario.place.substitutions, *scenario.place.changes, *scenario.place.warnings):
            click.echo(filled(one, indent="    ", hang="      "))
    click.echo(messages.what_now(Text("weisim run {scenario} --seed 1", scenario=files[0])))


def says(scenario: Scenario) -> str:
    """What a scenario says, in few words: place, residents, weeks, support and its cost, what was filled in."""
    place = scenario.place
    yearly = math.fsum(scenario.support.cost(scenario.prices).values())
    residents = place["inhabitants"] - place["age_0_14"]
    parts = [
        f"{scenario.name}: {cards.called(place)}, {place.year}",
        Text("{count} residents of 15 and older", count=number(residents)),
        Text("{weeks} weeks", weeks=scenario.weeks),
    ]
    if yearly > 0:
        parts.append(
            Text("support of {euros} a year at full strength, grants apart", euros=f"€ {number(round(yearly, -3))}")
        )
        parts.append(_ending(scenario.support.withdraw))
    else:
        parts.append(Text("no support"))
    count = len(place.substitutions)
    parts.append(Text("figures filled in: {count}", count=count) if count else Text("no figures filled in"))
    return filled(" · ".join(str(part) for part in parts), hang="    ")


def _ending(ending: Withdrawal | None) -> Text:
    """How support ends, in a few words."""
    if ending is None:
        return Text("it stays")
    if ending.week is not None:
        when = Text("in week {week}", week=ending.week)
    elif ending.date is not None:
        when = Text("on {date}", date=ending.date.strftime("%d-%m-%Y" if current_language() == "nl" else "%Y-%m-%d"))
    else:
        when = Text("in month {month}", month=number(ending.month or 0.0))
    if ending.condition:
        return Text("it steps down as initiatives pass the stress test, {when} at the earliest", when=when)
    left = Text("{share} % stays", share=number(ending.remaining * 100)) if ending.remaining else ""
    if ending.over:
        ends = Text("it fades over {months} months, beginning {when}", months=number(ending.over), when=when)
    else:
        ends = Text("it stops {when}", when=when)
    return Text("{ends}; {left}", ends=ends, left=left) if left else ends
