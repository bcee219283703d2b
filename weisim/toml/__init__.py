"""TOML: the one text format, read with the line of every key and written with its comments kept."""

from __future__ import annotations

from weisim.toml.reading import TomlFile, absent, is_binary, near_names, read_toml, unusual
from weisim.toml.writing import write_toml

__all__ = ["TomlFile", "absent", "is_binary", "near_names", "read_toml", "unusual", "write_toml"]
