"""Speaking: click's own texts in the language in force, and which language a command line asks for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

from click import core, decorators, exceptions, formatting, parser, types

from weisim.language import Text, translate

CLICK_SAYS = (
    Text("Usage:"),
    Text("Options"),
    Text("Positional arguments"),
    Text("default: {default}"),
    Text("required"),
    Text("Show this message and exit."),
    Text("Try '{command} {option}' for help."),
    Text("Error: {message}"),
    Text("Aborted!"),
    Text("Missing command."),
    Text("Missing argument"),
    Text("Missing option"),
    Text("Missing parameter"),
    Text("No such command {name!r}."),
    Text("No such option {name!r}."),
    Text("Did you mean {possibility}?"),
    Text("(Did you mean one of: {possibilities}?)"),
    Text("Got unexpected extra argument ({args})"),
    Text("Got unexpected extra arguments ({args})"),
    Text("Option {name!r} requires an argument."),
    Text("Option {name!r} does not take a value."),
    Text("Argument {name!r} takes {nargs} values."),
    Text("Invalid value: {message}"),
    Text("Invalid value for {param_hint}: {message}"),
    Text("{value!r} is not a valid {number_type}."),
    Text("{value} is not in the range {range}."),
    Text("{value!r} is not {choice}."),
    Text("{value!r} is not one of {choices}."),
    Text("Choose from:\n\t{choices}"),
    Text("{name} {filename!r} does not exist."),
    Text("{name} {filename!r} is a file."),
    Text("{name} {filename!r} is a directory."),
    Text("{name} {filename!r} is not readable."),
    Text("{name} {filename!r} is not writable."),
    Text("file"),
    Text("directory"),
    Text("path"),
)
"""The texts of click that a user of weisim can meet; they stand here so that the catalogue can hold them."""

_CLICK = (core, decorators, exceptions, formatting, parser, types)


def language_asked(arguments: Sequence[str]) -> str | None:
    """The language that a command line asks for, wherever the option stands; None when it does not ask."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--language" and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return None


@contextlib.contextmanager
def click_speaking() -> Iterator[None]:
    """Let click's own texts come from our catalogue, in the language in force, within a block.

    Each module of click fetches its texts through the functions `_` and `ngettext`; ours take their place.
    """
    say: Callable[[str], str] = translate

    def say_counted(one: str, more: str, count: int) -> str:
        return say(one if count == 1 else more)

    before = [
        (module, name, getattr(module, name))
        for module in _CLICK
        for name in ("_", "ngettext")
        if hasattr(module, name)
    ]
    try:
        for module, name, _ in before:
            setattr(module, name, say if name == "_" else say_counted)
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)
