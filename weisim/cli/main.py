"""Main: the table of commands; whatever goes wrong becomes friendly text and an exit code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from weisim.cli import messages
from weisim.cli.options import language_option
from weisim.cli.speaking import click_speaking, language_asked
from weisim.faults import InvalidInput, NoRoom
from weisim.language import Text, choose_language, speaking, translate

# One line a command. The command's own file is read only when somebody uses it, so that help is there at once.
COMMANDS = {
    "new": Text("Describe a neighbourhood from CBS figures"),
    "check": Text("Check scenarios and experiments and say everything that is wrong"),
    "run": Text("Play one history of a scenario"),
    "compare": Text("Play scenarios with the same luck and compare them"),
    "experiment": Text("Play an experiment in many futures and say what was found"),
    "explain": Text("Explain a process, a number, a phase or a word"),
    "demo": Text("Answer the question of the WEI model on its pilot neighbourhood"),
    "export": Text("Write a store as CSV or Parquet files"),
    "verify": Text("Check that a store is whole and undamaged"),
    "rerun": Text("Play one run of a store again and compare"),
    "doctor": Text("Check whether this computer can do what weisim asks"),
}

FINISHED, COULD_NOT_FINISH, WRONG_INPUT, NO_ROOM, STOPPED = 0, 1, 2, 3, 130


class Commands(click.Group):
    """The command `weisim`: it speaks the language asked for and knows the commands by name."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Carry out one command line and leave with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        _speak_to_any_screen()
        with speaking(choose_language(language_asked(given))), click_speaking():
            self.help = translate(
                "Explore what lasts in a neighbourhood when support for residents' initiatives stops."
            )
            self.epilog = translate("Begin with: weisim demo. Help with one command: weisim COMMAND --help.")
            self.params = [language_option(), _version_option()]
            self.options_metavar = translate("[OPTIONS]")
            self.subcommand_metavar = translate("COMMAND [ARGS]...")
            code = _carried_out(lambda: self._click_main(given, prog_name or "weisim", complete_var))
        sys.exit(code)

    def _click_main(self, given: list[str], prog_name: str, complete_var: str | None) -> Any:
        return super().main(given, prog_name, complete_var, standalone_mode=False, obj=given)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the file of one command and build it in the language in force."""
        if cmd_name not in COMMANDS:
            return None
        built: click.Command = importlib.import_module(f"weisim.cli.{cmd_name}").build()
        built.options_metavar = translate("[OPTIONS]")
        return built

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; a word that is almost a command gets a did-you-mean."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without reading their files."""
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, str(says)) for name, says in COMMANDS.items()])


weisim = Commands("weisim", no_args_is_help=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Carry out a command line, by default the one that was typed, and leave with its exit code."""
    weisim.main(arguments)


def _carried_out(command: Callable[[], Any]) -> int:
    """Carry out a command; the exit code, after telling what went wrong."""
    try:
        return int(command() or FINISHED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"\n{translate('Stopped.')}\n{messages.what_now(Text('give the same command again.'))}", err=True)
        return STOPPED
    except NoRoom as error:
        click.echo(messages.no_room(error.faults), err=True)
        return NO_ROOM
    except InvalidInput as error:
        click.echo(messages.told(error.faults), err=True)
        return WRONG_INPUT
    except OSError as error:
        if _traces_wanted():
            raise
        click.echo(messages.from_disk(error), err=True)
        return COULD_NOT_FINISH
    except Exception as error:
        if _traces_wanted():
            raise
        click.echo(messages.unexpected(error), err=True)
        return COULD_NOT_FINISH


def _speak_to_any_screen() -> None:
    """Let a sign that a screen or file cannot show become a question mark, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _traces_wanted() -> bool:
    return os.environ.get("WEISIM_TRACE") == "1"


def _version_option() -> click.Option:
    def say(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value:
            from weisim.results.provenance import VERSION

            click.echo(f"weisim {VERSION}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=say, help=translate("Say the version.")
    )
