"""Check: whether scenarios and experiments are sound; every fault of every file at once, and nothing is run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from weisim.cli import cards, messages
from weisim.cli.options import language_option
from weisim.cli.playing import read_all
from weisim.cli.progress import duration
from weisim.cli.tables import filled
from weisim.faults import Fault, InvalidInput
from weisim.language import Text, current_language, number, translate

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario
    from weisim.support.intervention import Withdrawal
    from weisim.support.raising import Raising


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "check",
        callback=check,
        help=translate("Check scenarios and experiments and say everything that is wrong. Nothing is run."),
        params=[click.Argument(["files"], nargs=-1, required=True, metavar=translate("FILE...")), language_option()],
    )


def check(files: tuple[str, ...]) -> None:
    """Say of each scenario and experiment what it tells; raises InvalidInput with the faults of all files together."""
    from weisim.experiment.folder import is_experiment

    faults: list[Fault] = []
    told = []
    for name in files:
        try:
            told.append(_experiment_says(name) if is_experiment(name) else _scenario_says(name))
        except InvalidInput as error:
            faults += [fault for fault in error.faults if str(fault) not in map(str, faults)]
    if faults:
        raise InvalidInput(faults)
    click.echo("\n".join(told))
    if is_experiment(files[0]):
        click.echo(messages.what_now(Text("weisim experiment {experiment}", experiment=files[0])))
    else:
        click.echo(messages.what_now(Text("weisim run {scenario} --seed 1", scenario=files[0])))


def _scenario_says(name: str) -> str:
    (scenario,) = read_all((name,))
    place = scenario.place
    notes = (*place.substitutions, *place.changes, *place.warnings)
    return "\n".join([says(scenario), *(filled(one, indent="    ", hang="      ") for one in notes)])


def _experiment_says(name: str) -> str:
    """What an experiment asks and how much it plays, then what each of its scenarios says."""
    from weisim.experiment.estimate import estimate
    from weisim.experiment.reading import read_experiment

    asked = read_experiment(name)
    language = current_language()
    lines = []
    if asked.inquiry is not None:
        lines.append(filled(f"{asked.inquiry.name}: {asked.inquiry.question(language)}", hang="    "))
    size = Text(
        "{plans} plans, {futures} futures, {replications} histories of each; {runs} in all, about {time} on one core.",
        plans=number(len(asked.scenarios)),
        futures=number(max(len(asked.design.futures), 1)),
        replications=number(asked.replications),
        runs=number(asked.size),
        time=duration(estimate(asked).seconds),
    )
    lines.append(filled(size, indent="    "))
    if asked.design.factors:
        varied = ", ".join(factor.key for factor in asked.design.factors)
        lines.append(filled(Text("Varied: {keys}.", keys=varied), indent="    "))
    return "\n".join([*lines, *(f"  {says(scenario)}" for scenario in asked.scenarios)])


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
        parts.append(
            _stairs(scenario.support.raising) if scenario.support.raising else _ending(scenario.support.withdraw)
        )
    else:
        parts.append(Text("no support"))
    count = len(place.substitutions)
    parts.append(Text("figures filled in: {count}", count=count) if count else Text("no figures filled in"))
    return filled(" · ".join(str(part) for part in parts), hang="    ")


def _stairs(raising: Raising) -> Text:
    """How support is raised and lowered, in a few words."""
    return Text(
        "it rises from nothing to full in {steps} steps of {weeks} weeks, and falls back the same way",
        steps=raising.steps,
        weeks=raising.weeks,
    )


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
