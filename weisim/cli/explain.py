"""Explain: what a process, a number, a phase or a word means, straight from the code that uses it."""

from __future__ import annotations

import difflib

import click

from weisim.cli import messages
from weisim.cli.options import language_option
from weisim.faults import Fault, InvalidInput
from weisim.language import Text, translate

SEVERAL, CUTOFF, SHORTEST_PART = 3, 0.7, 4


def build() -> click.Command:
    """The command, with its texts in the language in force."""
    return click.Command(
        "explain",
        callback=explain,
        help=translate(
            "Explain a process, a number, a phase or a word. Without a topic: the week and what can be asked."
        ),
        params=[
            click.Argument(["topic"], nargs=-1, metavar=translate("[TOPIC]")),
            language_option(),
        ],
    )


def explain(topic: tuple[str, ...]) -> None:
    """Print what is known about a topic; raises InvalidInput when the word is not known."""
    from weisim.cli import overview, topics

    if not topic:
        click.echo(overview.overview())
        return
    asked = topics.plain(" ".join(topic))
    known = topics.known()
    if asked not in known:
        near = dict.fromkeys(known[word].name for word in _near(asked, list(known)))
        raise InvalidInput([_unknown(" ".join(topic), list(near)[:SEVERAL])])
    click.echo("\n\n".join(tell() for tell in known[asked].tell))
    click.echo()
    click.echo(messages.what_now(Text("weisim explain  lists everything that can be asked.")))


def _near(asked: str, words: list[str]) -> list[str]:
    """Words that look like the one asked, then words of which it is a part."""
    close = difflib.get_close_matches(asked, words, n=SEVERAL, cutoff=CUTOFF)
    part = [word for word in words if len(asked) >= SHORTEST_PART and asked in word]
    return [*close, *sorted(part, key=len)]


def _unknown(topic: str, near: list[str]) -> Fault:
    advice = Text("Did you mean {name}?", name=", ".join(near)) if near else Text("See all words: weisim explain")
    return Fault("", 0, "", f'"{topic}"', Text("This is not a process, number, phase or word of the model."), advice)
