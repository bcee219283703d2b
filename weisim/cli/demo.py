"""Demo: the question of the WEI model, answered on its pilot neighbourhood."""

from __future__ import annotations

from pathlib import Path

import click

from weisim.cli import messages
from weisim.cli.options import jobs_option, language_option, out_option, replications_option, seed_option
from weisim.cli.playing import make_folder, play, read_all, tell_failed
from weisim.language import Text, current_language, number, translate

SCENARIOS = ("steady-support", "fade-year-3", "stop-month-24", "stop-month-12", "stop-month-6", "no-support")
COULD_NOT_FINISH = 1


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "demo",
        callback=demo,
        help=translate(
            "What lasts in Plan van Gool when the support stops? Plays six support plans with the same luck. "
            "Gives a plain answer, a table, pictures, files and one page."
        ),
        params=[out_option("results/demo"), replications_option(), seed_option(), jobs_option(), language_option()],
    )


def demo(out: Path | None, replications: int, seed: int, jobs: int) -> int:
    """Answer the question; the exit code."""
    from weisim.experiment.experiment import Experiment

    folder = out or Path("results", "demo")
    make_folder(folder)
    scenarios = read_all(SCENARIOS)
    place = scenarios[0].place
    click.echo(Text("What lasts in {place} when the support stops?", place=place.name))
    plays = Text(
        "{plans} support plans, {replications} histories each, {weeks} weeks, the same people and the same luck.",
        plans=len(scenarios),
        replications=number(replications),
        weeks=scenarios[0].weeks,
    )
    click.echo(plays)
    click.echo(Text("The figures of the neighbourhood are of {year}, the earliest full year at hand.", year=place.year))
    click.echo()
    results = play(Experiment(scenarios, replications, seed), jobs, folder / "results.sqlite")

    from weisim.cli import answers, cards
    from weisim.parameters.parameters import standings
    from weisim.population.synthesis import synthesise
    from weisim.report.report import write_report
    from weisim.results.export import export

    tell_failed(results)
    found = answers.comparisons(results, SCENARIOS)
    if not found:
        click.echo(messages.what_now(Text("report the lines above, or try another seed.")), err=True)
        return COULD_NOT_FINISH
    click.echo(answers.plain(results))
    export(results, folder)
    page = folder / "index.html"
    write_report(
        results,
        page,
        current_language(),
        reference=SCENARIOS[0],
        place_name=place.name,
        reconciled=cards.changed_rows(synthesise(place)),
        place_card=cards.place_rows(place),
        standings=standings(),
        figures_folder=folder,
    )
    click.echo()
    click.echo(Text("The page says what this model may not be used for."))
    click.echo(Text("Kept in {folder}: the page, pictures, CSV files and results.sqlite.", folder=folder))
    click.echo(messages.what_now(Text("open {page} in a browser, or type  weisim explain", page=page)))
    return 0
