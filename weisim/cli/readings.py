"""Readings: how to read each kind of finding, and what would change it."""

from __future__ import annotations

from functools import partial

from weisim.analysis.guidance import GUIDANCE
from weisim.cli.tables import filled
from weisim.language import Text, current_language


def findings() -> str:
    """Every kind of finding with how it is read, in the order in which experiments tell them."""
    heading = f"{Text('findings')} · {Text('what an experiment can find')}"
    return "\n\n".join([heading, *(_told(kind) for kind in GUIDANCE)])


def one_kind(kind: str) -> str:
    """One kind of finding with how it is read."""
    return _told(kind)


TELLERS = {kind: partial(one_kind, kind) for kind in GUIDANCE}


def _told(kind: str) -> str:
    language = current_language()
    guide = GUIDANCE[kind]
    changes = f"{Text('What would change it:')} {guide.what_would_change_it(language)}"
    return "\n".join(
        [
            f"{kind} · {guide.heading.told(language)}",
            filled(guide.how_to_read(language), indent="  "),
            filled(changes, indent="  "),
        ]
    )
