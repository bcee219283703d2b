"""Experiment: many histories of some plans, in many futures, and what can be said of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weisim.cli import messages
from weisim.cli.options import WholeNumber, jobs_option, language_option, out_option
from weisim.cli.playing import make_folder, play, tell_estimate, tell_failed
from weisim.cli.tables import filled, table
from weisim.faults import Fault, InvalidInput
from weisim.language import LANGUAGES, Text, current_language, number, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weisim.analysis.finding import Finding
    from weisim.experiment.experiment import Experiment
    from weisim.results.results import Results

COULD_NOT_FINISH = 1
MOST_ROWS = 12
"""Rows of a table on the screen; the page has all of them."""


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "experiment",
        callback=experiment,
        help=translate(
            "Play the scenarios of an experiment in many futures with the same luck, and say what was found. "
            "What was stopped goes on when the same command is given again."
        ),
        params=[
            click.Argument(["experiment"], metavar="EXPERIMENT"),
            jobs_option(),
            click.Option(
                ["--cluster"],
                metavar=translate("ADDRESS"),
                help=translate("Play on a Dask cluster instead of on this computer, such as tcp://10.0.0.5:8786."),
            ),
            click.Option(
                ["--store"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=translate("FILE"),
                help=translate("File that keeps each run; by default results.sqlite in the folder."),
            ),
            click.Option(
                ["--replications"],
                type=WholeNumber(1, 100_000),
                metavar="N",
                help=translate("Number of histories of each scenario in each future; else as the experiment says."),
            ),
            click.Option(
                ["--futures"],
                type=click.Path(path_type=Path),
                metavar=translate("FILE"),
                help=translate("Futures from a CSV file, one a row, in place of those the experiment draws."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=translate("Give the answer as one JSON object.")),
            out_option("results/NAME"),
            language_option(),
        ],
    )


def experiment(
    experiment: str,
    jobs: int,
    cluster: str | None,
    store: Path | None,
    replications: int | None,
    futures: Path | None,
    as_json: bool,
    out: Path | None,
) -> int:
    """Play an experiment and tell what was found; the exit code."""
    from weisim.experiment.reading import read_experiment, read_futures

    asked = read_experiment(experiment)
    if futures is not None:
        asked = asked.with_design(read_futures(futures, asked.scenarios))
    if replications is not None:
        asked = asked.with_replications(replications)
    if asked.inquiry is None:
        says = Text("This experiment asks nothing.")
        raise InvalidInput([Fault(experiment, 0, "question", "", says)])
    folder = out or Path("results", asked.inquiry.name)
    make_folder(folder)
    where = store or folder / "results.sqlite"
    _introduce(asked, to_error=as_json)
    results = play(asked, jobs, where, cluster=cluster, before=tell_estimate)

    from weisim.analysis.inquiring import findings

    tell_failed(results)
    if not results.runs:
        click.echo(messages.what_now(Text("report the lines above, or try another seed.")), err=True)
        return COULD_NOT_FINISH
    found = findings(results)
    page = _keep(asked, results, found, folder)
    if as_json:
        click.echo(json.dumps(record(results, found), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    click.echo(told(results, found, current_language()))
    click.echo()
    click.echo(Text("This model explores; it does not predict."))
    click.echo(
        Text(
            "Kept in {folder}: the page, pictures and findings.json; every run in {store}.", folder=folder, store=where
        )
    )
    click.echo(messages.what_now(Text("open {page} in a browser, or type  weisim explain findings", page=page)))
    return 0


def told(results: Results, found: Sequence[Finding], language: str) -> str:
    """Everything that was found, for the screen: a question, its answer in sentences, and the numbers below it."""
    from weisim.analysis.finding import inquiry_of
    from weisim.analysis.guidance import GUIDANCE
    from weisim.analysis.inquiring import kind_of
    from weisim.experiment.runner import too_many_failed
    from weisim.report.inquiry import exploration

    if too_many_failed(results):
        return ""
    blocks = [filled(exploration(language))] if inquiry_of(results).changed else []
    for finding in found:
        lines = [GUIDANCE[kind_of(finding)].heading.told(language)]
        lines += [filled(sentence, indent="- ", hang="  ") for sentence in finding.sentences(language)]
        rows = [finding.header(language), *finding.rows(language)]
        if len(rows) > 1:
            lines += ["", filled(finding.heading(language), indent="  ")]
            lines.append(table(rows[: MOST_ROWS + 1], right=range(1, len(rows[0])), fold=0, indent=2, head=True))
        if len(rows) > MOST_ROWS + 1:
            more = Text("… and {count} more rows; they stand on the page.", count=len(rows) - MOST_ROWS - 1)
            lines.append(filled(more, indent="  "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def record(results: Results, found: Sequence[Finding]) -> dict[str, Any]:
    """Everything that was found, for a program: sentences in both languages, numbers and the digest of the results."""
    from weisim.analysis.finding import inquiry_of
    from weisim.analysis.inquiring import kind_of
    from weisim.experiment.runner import too_many_failed

    return {
        "experiment": inquiry_of(results).record(),
        "runs": len(results.runs),
        "failed": len(results.failed),
        "conclusive": not too_many_failed(results),
        "findings": [
            {
                "kind": kind_of(finding),
                "sentences": {language: list(finding.sentences(language)) for language in LANGUAGES},
                "values": finding.record(),
            }
            for finding in found
        ],
        "results_digest": results.digest,
    }


def _introduce(asked: Experiment, *, to_error: bool) -> None:
    """The question, and how it will be tried."""
    language = current_language()
    assert asked.inquiry is not None
    click.echo(filled(asked.inquiry.question(language)), err=to_error)
    plays = Text(
        "{plans} plans, {futures} futures, {replications} histories of each, the same luck; {runs} in all.",
        plans=number(len(asked.scenarios), 0, language),
        futures=number(max(len(asked.design.futures), 1), 0, language),
        replications=number(asked.replications, 0, language),
        runs=number(asked.size, 0, language),
    )
    click.echo(filled(plays), err=to_error)


def _keep(asked: Experiment, results: Results, found: Sequence[Finding], folder: Path) -> Path:
    """Write the page, the pictures and the findings for programs; the path of the page."""
    from weisim.parameters.parameters import standings
    from weisim.report.inquiry import write_inquiry

    with (folder / "findings.json").open("w", encoding="utf-8") as file:
        json.dump(record(results, found), file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")
    places = {scenario.place.name for scenario in asked.scenarios}
    return write_inquiry(
        results,
        found,
        folder / "index.html",
        current_language(),
        figures_folder=folder,
        place_name=" / ".join(sorted(places)),
        standings=standings(),
    )
