"""Main: the table of commands, the language, exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Started, Typed
from weisim import __version__
from weisim.cli.main import COMMANDS
from weisim.language import speaking


def test_help_lists_every_command_in_dutch_unless_asked_otherwise(typed: Typed) -> None:
    dutch, english = typed("--help"), typed("--help", "--language", "en")
    assert dutch.exit_code == english.exit_code == 0
    assert "Gebruik:" in dutch.output
    assert "Usage:" in english.output
    for name in COMMANDS:
        assert f"  {name} " in dutch.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(typed: Typed, command: str) -> None:
    dutch, english = typed(command, "--help"), typed(command, "--help", "--language=en")
    assert dutch.exit_code == english.exit_code == 0
    assert dutch.output != english.output
    assert "Toon deze tekst." in dutch.output
    assert "Show this message and exit." in english.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_built_from_its_own_file_and_takes_a_language(command: str) -> None:
    with speaking("en"):
        built: click.Command = importlib.import_module(f"weisim.cli.{command}").build()
    assert built.name == command
    assert "--language" in {name for parameter in built.params for name in parameter.opts}


def test_language_comes_from_the_option_then_the_variable_then_the_system_then_dutch(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Gebruik:" in typed("--help").output
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Usage:" in typed("--help").output
    monkeypatch.setenv("WEISIM_LANGUAGE", "nl")
    assert "Gebruik:" in typed("--help").output
    assert "Usage:" in typed("--language", "en", "--help").output
    assert "Usage:" in typed("check", "--help", "--language", "en").output


def test_speaking_dutch_leaves_click_as_it_was_for_others(typed: Typed) -> None:
    typed("--help")
    other = click.Command("other", help="Something else.")
    assert other.get_help(click.Context(other)).startswith("Usage:")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek"], "Bedoelt u 'check'?"),
        (["run"], "Er ontbreekt een argument: 'SCENARIO'"),
        (["run", "steady-support", "--seed", "veel"], "geen heel getal"),
        (["run", "steady-support", "--seed", "-1"], "ligt niet in het bereik"),
        (["compare", "a", "b", "--jobs", "0"], "ligt niet in het bereik"),
        (["compare", "a", "b", "--replicaties", "3"], "Er is geen optie"),
        (["--language", "de"], "is niet een van 'nl', 'en'"),
        (["run", "nergens"], "bestaat hier niet"),
        (["compare", "steady-support"], "minstens twee scenario's"),
    ],
)
def test_a_wrong_command_line_is_told_in_dutch_with_exit_code_2(typed: Typed, words: list[str], says: str) -> None:
    result = typed(*words)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_the_version_is_said(typed: Typed) -> None:
    assert typed("--version").output == f"weisim {__version__}\n"


def test_a_mistake_of_ours_is_told_without_a_trace_and_described_without_names(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(files: tuple[str, ...]) -> None:
        raise RuntimeError(f"mevrouw Jansen, {files}")

    monkeypatch.setattr("weisim.cli.check.read_all", fails)
    result = typed("check", "steady-support")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "Er ging iets mis in weisim zelf" in result.output
    described = (tmp_path / "weisim-fault.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in described
    assert "weisim/cli/check.py" in described
    assert "Jansen" not in described + result.output
    assert str(tmp_path) not in described

    monkeypatch.setenv("WEISIM_TRACE", "1")
    assert isinstance(typed("check", "steady-support").exception, RuntimeError)


def test_a_full_disk_is_told_in_one_sentence(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(files: tuple[str, ...]) -> None:
        raise OSError(28, "No space left on device", "uit/series.csv")

    monkeypatch.setattr("weisim.cli.check.read_all", full)
    result = typed("check", "steady-support")
    assert result.exit_code == 1
    assert "uit/series.csv kon niet gelezen of geschreven worden: No space left on device." in result.output


def test_control_characters_in_a_name_do_not_reach_the_terminal(typed: Typed) -> None:
    result = typed("check", "a\x1b[2J.toml")
    assert result.exit_code == 2
    assert "\x1b" not in result.output


def test_the_module_starts_and_gives_its_exit_code(started: Started) -> None:
    assert started("--version").stdout == f"weisim {__version__}\n"
    wrong = started("check", "nergens.toml", WEISIM_LANGUAGE="en")
    assert wrong.returncode == 2
    assert wrong.stdout == ""
    assert "Nothing was run." in wrong.stderr


def test_a_reader_who_has_seen_enough_is_no_reason_for_noise(root: Path) -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m weisim check steady-support no-support fade-year-3 | head -c 1",
        cwd=root,
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
