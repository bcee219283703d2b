"""New: a neighbourhood of one's own from CBS figures, ready to run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weisim.cli import messages
from weisim.cli.options import language_option
from weisim.cli.tables import filled, table
from weisim.faults import Fault, InvalidInput
from weisim.language import Text, number, translate

if TYPE_CHECKING:
    from weisim.population.place import Place

PLACES = "places"


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "new",
        callback=new,
        help=translate(
            "Describe a neighbourhood from CBS key figures: writes FILE.toml and places/CODE.toml beside it. "
            "The scenario has the usual support plan."
        ),
        params=[
            click.Argument(["file"], metavar=translate("FILE.toml")),
            click.Option(
                ["--figures"],
                multiple=True,
                required=True,
                metavar=translate("KWBFILE@YEAR"),
                help=translate("File with CBS key figures and the year they are about; several files: the first wins."),
            ),
            click.Option(
                ["--area"], required=True, metavar="CODE", help=translate("CBS code of the area, such as BU03636910.")
            ),
            click.Option(["--force"], is_flag=True, help=translate("Write over files that exist.")),
            language_option(),
        ],
    )


def new(file: str, figures: tuple[str, ...], area: str, force: bool) -> None:
    """Write a scenario and its place, and list what was filled in; raises InvalidInput with every fault."""
    from weisim.cli import cards, template
    from weisim.population.substituting import place_from
    from weisim.population.synthesis import synthesise
    from weisim.population.writing import write_place
    from weisim.scenario.reading import read_scenario

    target = Path(file)
    faults = _target_faults(target, force)
    place: Place | None = None
    try:
        place = place_from([_file_and_year(one) for one in figures], area)
    except InvalidInput as error:
        faults += error.faults
    if place is not None:
        beside = target.parent / PLACES / f"{place.code}.toml"
        faults += _there_already(beside, force)
    if faults or place is None:
        raise InvalidInput(faults)

    population = synthesise(place)
    beside.parent.mkdir(parents=True, exist_ok=True)
    write_place(place, beside)
    name = template.name_for(target.stem, place)
    target.write_text(
        template.scenario_text(place, name, f"{PLACES}/{place.code}.toml"), encoding="utf-8", newline="\n"
    )
    read_scenario(target)

    click.echo(", ".join(filter(None, (cards.called(place), place.municipality, str(place.year)))))
    inhabitants, residents = number(population.inhabitants), number(population.residents)
    click.echo(
        Text("{inhabitants} inhabitants, {residents} of 15 and older.", inhabitants=inhabitants, residents=residents)
    )
    for warning in place.warnings:
        click.echo(filled(warning))
    click.echo()
    missing = place.substitutions
    click.echo(
        Text("Filled in, because they were missing: {count}", count=len(missing))
        if missing
        else Text("No figure was missing.")
    )
    for one in missing:
        click.echo(filled(one, indent="  ", hang="    "))
    changed = cards.reconciled(population)
    click.echo(Text("Changed so that all figures fit together:") if changed else Text("All figures fit together."))
    if changed:
        click.echo(table(changed, right=(1, 3), indent=2, fold=4 if len(changed[0]) > 4 else None))
    click.echo()
    click.echo(Text("Written: {scenario} and {place}.", scenario=target, place=beside))
    click.echo(messages.what_now(Text("weisim check {file}", file=target)))


def _file_and_year(given: str) -> tuple[str, int | None]:
    """A file and its year from KWBFILE@YEAR; the year is missing when nothing like it stands behind the name."""
    found = re.fullmatch(r"(?P<file>.+)@(?P<year>\d{4})", given)
    return (found["file"], int(found["year"])) if found else (given, None)


def _target_faults(target: Path, force: bool) -> list[Fault]:
    faults = []
    if target.suffix != ".toml":
        says = Text("the name of the scenario must end in .toml")
        faults.append(
            Fault("", 0, translate("FILE.toml"), str(target), says, Text("Such as {name}.", name=f"{target.name}.toml"))
        )
    if not target.parent.is_dir():
        faults.append(
            Fault(
                "", 0, translate("FILE.toml"), str(target), Text("this folder does not exist"), Text("Make it first.")
            )
        )
    return faults + _there_already(target, force)


def _there_already(path: Path, force: bool) -> list[Fault]:
    if not path.exists() or (force and path.is_file()):
        return []
    return [Fault(str(path), 0, "", "", Text("exists already"), Text("Choose another name, or add --force."))]
