"""Process: a verb of the week with declared hands, so that who reads what and who writes what can be proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance

Body = Callable[[Neighbourhood, Chance], None]


@dataclass(frozen=True)
class DeclaredProcess:
    """One process with its declared hands.

    Attributes:
        name: the verb, such as `telling`.
        body: what it does with a neighbourhood.
        reads: columns it may look at, such as `residents.motivation`; `ties` for who knows whom.
        writes: columns it may change.
        sentence: the first sentence of its text, true for a process manager.
        text: its whole text, the rule included.
    """

    name: str
    body: Body
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    sentence: str
    text: str

    def __call__(self, here: Neighbourhood, chance: Chance) -> None:
        """Let it happen."""
        self.body(here, chance)


def process(*, reads: str, writes: str) -> Callable[[Body], DeclaredProcess]:
    """Declare what a process reads and writes; a test checks both against what it does."""

    def declared(body: Body) -> DeclaredProcess:
        text = body.__doc__ or ""
        return DeclaredProcess(
            body.__name__, body, tuple(reads.split()), tuple(writes.split()), text.split("\n\n")[0].strip(), text
        )

    return declared
