"""Export: a store as files that a spreadsheet or another program opens."""

from __future__ import annotations

from pathlib import Path

import click

from weisim.cli import messages
from weisim.cli.options import language_option, out_option, store_argument
from weisim.cli.playing import make_folder
from weisim.language import Text, number, translate

FORMS = ("csv", "parquet")


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "export",
        callback=export,
        help=translate(
            "Write the runs in a store as tables: week by week, last week, events, ledger, futures and a dictionary."
        ),
        params=[
            store_argument(),
            click.Option(
                ["--format", "form"],
                type=click.Choice(FORMS),
                default=FORMS[0],
                show_default=True,
                help=translate("csv opens in a spreadsheet; parquet is for programs and needs the extra parquet."),
            ),
            out_option("results/STORE"),
            language_option(),
        ],
    )


def export(store: Path, form: str, out: Path | None) -> int:
    """Write a store as files; the exit code.

    Args:
        store: the file.
        form: `csv` or `parquet`.
        out: folder for the files.
    """
    from weisim.results.export import export as write
    from weisim.results.store import load_results

    results = load_results(store)
    folder = out or Path("results", store.stem)
    make_folder(folder)
    written = write(results, folder, "parquet" if form == "parquet" else "csv")
    names = ", ".join(path.name for path in written)
    click.echo(Text("Kept in {folder}: {files}.", folder=folder, files=names))
    click.echo(Text("{count} runs were written.", count=number(len(results.runs))))
    dictionary = next(path for path in written if path.stem == "dictionary")
    click.echo(messages.what_now(Text("open {file}; it says what every column holds.", file=dictionary)))
    return 0
