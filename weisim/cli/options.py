"""Options: what several commands ask in the same way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from weisim.language import LANGUAGES, translate

DEFAULT_REPLICATIONS = 40
MOST_JOBS_UNASKED = 8


class WholeNumber(click.IntRange):
    """A whole number between two others; click says the bounds as `1<=x<=256`, we say them in words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed; anything else is refused in words."""
        try:
            int(str(value))
        except ValueError:
            shown = str(value)[:20]
            self.fail(translate("{value} is not a whole number.").format(value=shown), param, ctx)
        number: int = super().convert(value, param, ctx)
        return number

    def _describe_range(self) -> str:
        return translate("{low} up to and including {high}").format(low=self.min, high=self.max)


def language_option() -> click.Option:
    """In which language to speak; the main door reads it before anything else, so no command receives it."""
    return click.Option(
        ["--language"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=translate("Language of all texts; else WEISIM_LANGUAGE, else that of the system, else Dutch."),
    )


def scenario_argument(*, several: bool = False) -> click.Argument:
    """One or more scenarios: a file, or the name of one that comes with weisim."""
    return click.Argument(
        ["scenarios" if several else "scenario"],
        nargs=-1 if several else 1,
        required=True,
        metavar="SCENARIO..." if several else "SCENARIO",
    )


def store_argument() -> click.Argument:
    """The file in which runs were kept."""
    return click.Argument(["store"], type=click.Path(path_type=Path), metavar="STORE")


def seed_option() -> click.Option:
    """Which luck."""
    return click.Option(
        ["--seed"],
        type=WholeNumber(0, 2**32 - 1),
        metavar="N",
        default=1,
        show_default=True,
        help=translate("Number that decides all luck; run N is replication N of any comparison."),
    )


def replications_option() -> click.Option:
    """How many histories of each scenario."""
    return click.Option(
        ["--replications"],
        type=WholeNumber(1, 100_000),
        metavar="N",
        default=DEFAULT_REPLICATIONS,
        show_default=True,
        help=translate("Number of histories of each scenario."),
    )


def jobs_option() -> click.Option:
    """How many processes play at once."""
    return click.Option(
        ["--jobs"],
        type=WholeNumber(1, 256),
        metavar="N",
        default=cores,
        help=translate("Number of histories played at once; by default one for each core. The results are the same."),
    )


def out_option(default: str) -> click.Option:
    """Where files go."""
    return click.Option(
        ["--out"],
        type=click.Path(file_okay=False, path_type=Path),
        metavar=translate("DIR"),
        help=translate("Folder for the files; by default {folder}.").format(folder=default),
    )


def cores() -> int:
    """How many processes this computer lets us use at once, within reason."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_JOBS_UNASKED)
