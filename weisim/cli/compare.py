"""Compare: scenarios played with the same people and the same luck, and what differs between them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weisim.cli import cards, messages
from weisim.cli.options import (
    jobs_option,
    language_option,
    out_option,
    replications_option,
    scenario_argument,
    seed_option,
)
from weisim.cli.playing import make_folder, play, read_all, tell_failed
from weisim.cli.tables import filled
from weisim.faults import Fault, InvalidInput
from weisim.language import Text, translate

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario

COULD_NOT_FINISH = 1
LONGEST_FOLDER = 80


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "compare",
        callback=compare,
        help=translate(
            "Play scenarios with the same people and the same luck, and say what differs from the first. "
            "What was stopped goes on when the same command is given again."
        ),
        params=[
            scenario_argument(several=True),
            replications_option(),
            seed_option(),
            jobs_option(),
            out_option("results/NAME-NAME"),
            click.Option(["--json", "as_json"], is_flag=True, help=translate("Give the answer as one JSON object.")),
            language_option(),
        ],
    )


def compare(
    scenarios: tuple[str, ...], replications: int, seed: int, jobs: int, out: Path | None, as_json: bool
) -> int:
    """Play and compare; the exit code."""
    from weisim.experiment.experiment import Experiment

    if len(scenarios) < 2:
        says = Text("a comparison needs at least two scenarios")
        raise InvalidInput(
            [Fault("", 0, "SCENARIO", scenarios[0], says, Text("Name a second one, such as no-support."))]
        )
    experiment = Experiment(read_all(scenarios), replications, seed)
    _warn(experiment.scenarios)
    names = [scenario.name for scenario in experiment.scenarios]
    folder = out or Path("results", "-".join(names)[:LONGEST_FOLDER])
    make_folder(folder)
    results = play(experiment, jobs, folder / "results.sqlite")

    from weisim.cli import answers
    from weisim.results.export import export

    tell_failed(results)
    found = answers.comparisons(results, names)
    if not found:
        click.echo(messages.what_now(Text("report the lines above, or try another seed.")), err=True)
        return COULD_NOT_FINISH
    export(results, folder)
    if as_json:
        click.echo(json.dumps(answers.record(results, found), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    click.echo(answers.told(results, found))
    click.echo()
    click.echo(Text("Kept in {folder}: results.sqlite and the same as CSV files.", folder=folder))
    click.echo(messages.what_now(Text("weisim explain independent_initiatives  says what is counted.")))
    return 0


def _warn(scenarios: Sequence[Scenario]) -> None:
    """Say when more differs than the plan, for then the difference is not the work of the plan alone."""
    places = {(one.place.code, one.place.year): one.place for one in scenarios}
    if len(places) > 1:
        names = "; ".join(f"{cards.called(place)}, {place.year}" for place in places.values())
        says = Text("Mind: these scenarios have figures of different neighbourhoods or years: {names}.", names=names)
        click.echo(filled(says), err=True)
        click.echo(filled(Text("So their people differ, and not only their support.")), err=True)
    weeks = sorted({scenario.weeks for scenario in scenarios})
    if len(weeks) > 1:
        says = Text("Mind: these scenarios are not equally long. They are compared at week {week}.", week=weeks[0] - 1)
        click.echo(filled(says), err=True)
