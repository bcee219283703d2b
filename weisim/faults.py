"""Faults: what is wrong in what somebody gave us, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, what was found, what is allowed and what to do now.

    Every sentence is an object whose `str()` is the sentence in the language in force (see `weisim.language.Text`), or
    a plain string where there is nothing to translate.

    Attributes:
        file: the file as the user named it, or an empty string.
        line: line in that file from 1, or 0 when the fault has no line.
        key: the dotted key, such as `support.withdraw.month`; empty when the fault is not about a key.
        found: what was found there, as the user wrote it; empty when something is missing.
        message: what is wrong or what is allowed.
        advice: what to do now, such as a did-you-mean; empty when the message says it all.
    """

    file: str
    line: int
    key: str
    found: str
    message: object
    advice: object = ""

    def __str__(self) -> str:
        """The fault in one line, for logs and for exceptions nobody caught."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        found = f" = {self.found}" if self.found else ""
        advice = f" {self.advice}" if str(self.advice) else ""
        return f"{place} {self.key}{found}: {self.message}{advice}".strip()


class InvalidInput(Exception):
    """Something that was given cannot be used; it carries every fault that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order in which a reader meets them."""
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __str__(self) -> str:
        """All faults, a line each."""
        return "\n".join(str(fault) for fault in self.faults)


class NoRoom(InvalidInput):
    """There was no room on the disk for what had to be kept; what was kept before stands."""
