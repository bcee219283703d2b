"""Fingerprint: one number for everything in a story that can change a run, the same on every computer."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

_CANONICAL: dict[str, Any] = {
    "sort_keys": True,
    "separators": (",", ":"),
    "ensure_ascii": False,
    "allow_nan": False,
}


def fingerprint(told: dict[str, Any]) -> str:
    """The sha256 of a tree of plain values, with minus zero as zero and each text in one spelling."""
    return hashlib.sha256(json.dumps(_folded(told), **_CANONICAL).encode("utf-8")).hexdigest()


def _folded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _folded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_folded(inner) for inner in value]
    if isinstance(value, float):
        return value + 0.0
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
