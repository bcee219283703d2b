"""Holders: the parties that give and win, and what to call them."""

from __future__ import annotations

from collections.abc import Sequence

from weisim.language import Text

RESIDENTS = "residents"
INITIATIVES = "initiatives"
COOPERATIVE = "cooperative"
ALWAYS = (RESIDENTS, INITIATIVES, COOPERATIVE)
"""Who has a line in every ledger, in this order and before the partners; the cooperative may never be founded."""

USUAL_NAMES = {
    RESIDENTS: Text("residents"),
    INITIATIVES: Text("initiatives"),
    COOPERATIVE: Text("cooperative"),
    "social affairs": Text("social affairs (municipality)"),
    "public space": Text("public space (municipality)"),
    "economic affairs": Text("economic affairs (municipality)"),
    "government": Text("government"),
    "process manager": Text("process manager"),
    "housing": Text("housing association"),
    "welfare": Text("welfare organisation"),
    "business": Text("businesses"),
}
"""What readers call those who are there in most scenarios; any other partner keeps the name its scenario gave it."""


def holders(partners: Sequence[str]) -> tuple[str, ...]:
    """Everybody who has a line in the ledger: residents, initiatives, the cooperative, and each partner by name."""
    return (*ALWAYS, *partners)


def called(holder: str, language: str) -> str:
    """What a reader calls a party in one language, `nl` or `en`."""
    return USUAL_NAMES[holder].told(language) if holder in USUAL_NAMES else holder
