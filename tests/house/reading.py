"""Reading: the house as its source shows it: files, names and imports. Nothing of weisim is imported here."""

from __future__ import annotations

import ast
import functools
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "weisim"
MADE = {
    ".venv",
    ".git",
    "__pycache__",
    "results",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "dist",
    "build",
}


@dataclass(frozen=True)
class Import:
    """One import: what is asked for, as a dotted name, and on which line."""

    target: str
    line: int

    @property
    def guest(self) -> str:
        """The name at the top: `numpy` of `numpy.typing`."""
        return self.target.partition(".")[0]

    @property
    def room(self) -> str:
        """The room of weisim it leads to; `__init__` is the front door; empty for what is not ours."""
        if self.guest != "weisim":
            return ""
        return self.target.split(".")[1] if "." in self.target else "__init__"


@dataclass(frozen=True)
class Source:
    """One Python file of the package."""

    path: Path
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        """Its dotted name below `weisim`, in parts: `("processes", "telling")`, and `("processes", "__init__")`."""
        return self.path.relative_to(PACKAGE).with_suffix("").parts

    @property
    def name(self) -> str:
        """Its place in the house, such as `processes/telling`."""
        return "/".join(self.parts)

    @property
    def room(self) -> str:
        """The room it stands in."""
        return self.parts[0]

    @property
    def imports(self) -> tuple[Import, ...]:
        """Everything it imports, for types only and within functions too."""
        return tuple(_imports(self))


@functools.cache
def sources() -> tuple[Source, ...]:
    """All Python files of the package, in order."""
    return tuple(
        Source(path, parsed(path)) for path in sorted(PACKAGE.rglob("*.py")) if "__pycache__" not in path.parts
    )


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def kept_files() -> tuple[Path, ...]:
    """The files of the repository: tracked or about to be; without git, all but what tools made."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return tuple(sorted(path for name in names if name and (path := ROOT / name).is_file()))
    return tuple(
        sorted(path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.relative_to(ROOT).parts))
    )


def kept_texts(*endings: str) -> Iterator[tuple[str, str]]:
    """Name and text of every kept file that is text, or of those with one of these endings."""
    for path in kept_files():
        if endings and path.suffix not in endings:
            continue
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def _imports(source: Source) -> Iterator[Import]:
    package = ["weisim", *source.parts[:-1]]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(_module(f"{start}.{alias.name}", start), node.lineno)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            asked = node.args[0] if node.args else None
            if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
                yield Import(asked.value, node.lineno)


def _module(whole: str, start: str) -> str:
    """`weisim.terms` of `from weisim import terms`, but `weisim.terms` of `from weisim.terms import Phase` as well."""
    if start.partition(".")[0] != "weisim":
        return whole if start in ("numpy", "scipy") else start
    below = ROOT.joinpath(*whole.split("."))
    return whole if below.with_suffix(".py").is_file() or below.is_dir() else start
