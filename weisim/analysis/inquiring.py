"""Inquiring: every finding that an experiment asks for, in its order; one that cannot be made says why."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from weisim.analysis.finding import Finding, inquiry_of
from weisim.analysis.guidance import GUIDANCE
from weisim.results.results import Results

FILES = {kind: kind for kind in GUIDANCE} | {"survival": "lifetimes"}
"""The file of each kind of finding; its function has the same name. What it is made of has the plain name."""


@dataclass(frozen=True)
class Silent:
    """A finding that could not be made.

    Attributes:
        asked: the kind that was asked for.
        why: why the runs cannot bear it, as a sentence.
    """

    kind: ClassVar[str] = "silent"
    asked: str
    why: Any

    def sentences(self, language: str) -> tuple[str, ...]:
        """Why nothing can be said."""
        return (self.why.told(language) if hasattr(self.why, "told") else str(self.why),)

    def heading(self, language: str) -> str:
        """There is no table."""
        return ""

    def header(self, language: str) -> tuple[str, ...]:
        """There is no table."""
        return ()

    def rows(self, language: str) -> tuple[tuple[str, ...], ...]:
        """There is no table."""
        return ()

    def record(self) -> dict[str, Any]:
        """Which kind was asked for, and why it could not be made."""
        return {"asked": self.asked, "why": {language: self.sentences(language)[0] for language in ("nl", "en")}}


def findings(results: Results) -> tuple[Finding, ...]:
    """Every finding that the inquiry of these results asks for, in its order.

    A finding that the runs cannot bear, such as a rule about futures when there are too few, becomes a `Silent` one.

    Raises:
        ValueError: the results do not come from an experiment.
    """
    return tuple(_made(kind, results) for kind in inquiry_of(results).findings)


def kind_of(finding: Finding) -> str:
    """The kind of a finding, also of one that could not be made."""
    return finding.asked if isinstance(finding, Silent) else finding.kind


def _made(kind: str, results: Results) -> Finding:
    make: Callable[[Results], Finding] = getattr(importlib.import_module(f"weisim.analysis.{FILES[kind]}"), FILES[kind])
    try:
        return make(results)
    except ValueError as error:
        return Silent(kind, error.args[0] if error.args else "")
