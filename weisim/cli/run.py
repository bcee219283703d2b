"""Run: one history of a scenario, kept as files and told as a short story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weisim.cli import messages
from weisim.cli.options import WholeNumber, language_option, out_option, scenario_argument, seed_option
from weisim.cli.playing import make_folder, play, read_all, tell_failed
from weisim.language import Text, translate

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario

COULD_NOT_FINISH = 1


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "run",
        callback=run,
        help=translate("Play one history of a scenario, tell it in short and keep it as files."),
        params=[
            scenario_argument(),
            seed_option(),
            click.Option(
                ["--story"],
                is_flag=True,
                help=translate("Tell the whole history, with dates, so that it can be read as a story."),
            ),
            click.Option(
                ["--initiative"],
                type=WholeNumber(0, 9_999),
                metavar="N",
                help=translate("Also tell the life of one initiative, by its number: how it began, grew and ended."),
            ),
            out_option("results/NAME-SEED"),
            language_option(),
        ],
    )


def run(scenario: str, seed: int, story: bool, initiative: int | None, out: Path | None) -> int:
    """Play one history and tell it; the exit code.

    Args:
        scenario: a file, or the name of a scenario that comes with weisim.
        seed: which luck.
        story: whether to tell the whole history.
        initiative: the number of an initiative whose life is told as well.
        out: folder for the files.

    Raises:
        BadParameter: when there is no initiative of that number.
    """
    from weisim.experiment.experiment import Experiment

    (given,) = read_all((scenario,))
    experiment = Experiment([given], 1, seed)
    folder = out or Path("results", f"{given.name}-{seed}")
    make_folder(folder)
    results = play(experiment, jobs=1, store=None)
    tell_failed(results)
    if not results.runs:
        click.echo(messages.what_now(Text("report the line above, or try another seed.")), err=True)
        return COULD_NOT_FINISH

    from weisim.cli.story import lived, told
    from weisim.results.export import FILES, export

    history = results.runs[0]
    life = None if initiative is None else lived(history, given, initiative)
    click.echo(told(history, given, whole=story))
    if life is not None:
        click.echo(f"\n{life}")
    export(results, folder)
    click.echo()
    click.echo(Text("Kept in {folder}: {files}.", folder=folder, files=", ".join(FILES)))
    click.echo(messages.what_now(_what_now(scenario, given)))
    return 0


def _what_now(given: str, story: Scenario) -> Text:
    """A comparison worth making: with a plan for the same neighbourhood."""
    from weisim.scenario.finding import packaged_names

    if story.name in packaged_names():
        other = "steady-support" if story.name == "no-support" else "no-support"
        return Text("weisim compare {scenario} {other}", scenario=given, other=other)
    return Text(
        "copy the file, change its name and support, and type  weisim compare {scenario} COPY.toml",
        scenario=given,
    )
