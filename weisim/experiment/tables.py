"""Tables: what may stand in an experiment file, and how each value in it is checked."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from weisim.faults import Fault
from weisim.language import Text
from weisim.scenario.sources import Key, shown_key
from weisim.scenario.wording import number_advice
from weisim.support.checks import Name, Title, did_you_mean, nearest
from weisim.toml import TomlFile

FORMAT = 1
MOST_FAULTS = 200
"""More faults than anybody mends at once; the rest shows when these are gone."""
MOST_TOLD = 50
"""The same for one list or table."""
MOST_ROWS = 500

TOP = (
    "format", "name", "title", "title_en", "question", "question_en", "scenarios", "variants", "replications", "seed",
    "keep", "outcomes", "reference", "good_enough", "findings", "settings", "grid", "futures",
)  # fmt: skip
FUTURES = ("design", "size", "seed", "vary", "trajectories", "levels", "file")
NARROWED = ("key", "between", "among")
STEPS = ("from", "to", "step")

DESIGNS = ("latin hypercube", "sobol", "morris", "factorial", "file")
KEEPS = ("outline", "whole")
FINDINGS = (
    "family", "replication", "survival", "decomposition", "spread", "morris", "sobol", "robustness", "discovery",
    "turning", "factorial", "ripeness", "hysteresis",
)  # fmt: skip
"""What can be asked of the runs; each word is also the name of a file with that finding and of its picture."""

ALIASES = {
    "naam": "name",
    "titel": "title",
    "vraag": "question",
    "scenario": "scenarios",
    "scenarios": "scenarios",
    "varianten": "variants",
    "variant": "variants",
    "herhalingen": "replications",
    "geschiedenissen": "replications",
    "runs": "replications",
    "startgetal": "seed",
    "toevalsgetal": "seed",
    "bewaar": "keep",
    "bewaren": "keep",
    "uitkomsten": "outcomes",
    "uitkomst": "outcomes",
    "indicators": "outcomes",
    "referentie": "reference",
    "vergelijk_met": "reference",
    "goed_genoeg": "good_enough",
    "drempels": "good_enough",
    "thresholds": "good_enough",
    "bevindingen": "findings",
    "instellingen": "settings",
    "rooster": "grid",
    "toekomsten": "futures",
    "ontwerp": "design",
    "opzet": "design",
    "omvang": "size",
    "aantal": "size",
    "varieer": "vary",
    "factors": "vary",
    "factoren": "vary",
    "trajecten": "trajectories",
    "paden": "trajectories",
    "niveaus": "levels",
    "bestand": "file",
    "sleutel": "key",
    "tussen": "between",
    "range": "between",
    "keuze": "among",
    "uit": "among",
    "van": "from",
    "tot": "to",
    "stap": "step",
    "latijnse_hyperkubus": "latin hypercube",
    "latijns_hyperkubus": "latin hypercube",
    "latin_hypercube": "latin hypercube",
    "lhs": "latin hypercube",
    "volledig_factorieel": "factorial",
    "omtrek": "outline",
    "kort": "outline",
    "alles": "whole",
    "geheel": "whole",
    "robuustheid": "robustness",
    "overleving": "survival",
    "familie": "family",
    "spreiding": "spread",
    "kantelpunt": "turning",
    "rijpheid": "ripeness",
}
"""Words people write, Dutch ones first of all, with the word they stand for."""

_NAME: TypeAdapter[str] = TypeAdapter(Name)
_TITLE: TypeAdapter[str] = TypeAdapter(Title)


def offered(word: object, known: Sequence[str]) -> Text | str:
    """A did-you-mean for a word that is not known, or nothing."""
    if not isinstance(word, str):
        return ""
    plain = re.sub(r"\W+", "_", word.strip().lower())
    meant = ALIASES.get(plain, "")
    return did_you_mean(meant if meant in known else nearest(plain, list(known)) or nearest(word, list(known)))


@dataclass
class Page:
    """One experiment file while it is read; faults are gathered, not raised.

    Attributes:
        file: the file.
        faults: what was wrong so far.
    """

    file: TomlFile
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file as the user named it."""
        return str(self.file.path)

    def all_faults(self) -> list[Fault]:
        """The faults, each once, in the order of the files."""
        once = {(one.file, one.line, one.key, one.found, str(one.message)): one for one in self.faults}
        return [once[place] for place in sorted(once)][:MOST_FAULTS]

    def fault(self, path: Key, message: object, advice: object = "") -> None:
        """Note a fault at a key."""
        found = self.file.written(path)
        self.faults.append(Fault(self.name, self.file.line_of(path), shown_key(path), found, message, advice))

    def known(self, path: Key, table: Mapping[str, Any], known: Sequence[str]) -> None:
        """Note every key that a table does not know."""
        strange = [key for key in table if key not in known]
        for key in strange[:MOST_TOLD]:
            advice = offered(key, known) or Text("Known here are: {words}.", words=", ".join(known))
            self.fault((*path, key), Text("There is no such key here."), advice)

    def table(self, path: Key, value: Any) -> dict[str, Any]:
        """A table; an empty one when something else stands there."""
        if isinstance(value, dict):
            return value
        key = shown_key(path)
        advice = Text("Write [{key}] and put the keys below it.", key=key)
        self.fault(path, Text("must be a table with keys of its own"), advice)
        return {}

    def rows(self, path: Key, value: Any, *, some: bool = True) -> list[Any]:
        """A list that is not too long; an empty one when something else stands there."""
        if not isinstance(value, list):
            advice = Text("Put [ and ] around it, or write [[{key}]] above it.", key=shown_key(path))
            self.fault(path, Text("must be a list"), advice)
            return []
        if some and not value:
            self.fault(path, Text("This list is empty."), Text("Put something in it, or leave the line out."))
        if len(value) > MOST_ROWS:
            self.fault(path, Text("At most {most} values may stand here.", most=MOST_ROWS))
        return value[:MOST_ROWS]

    def named(self, path: Key, value: Any) -> str:
        """A short name that can be the name of a file; empty when it is not."""
        return self._text(_NAME, path, value)

    def told(self, path: Key, value: Any) -> str:
        """A line of text; empty when it is not."""
        return self._text(_TITLE, path, value)

    def word(self, path: Key, value: Any, known: Sequence[str]) -> str:
        """One word out of a list; empty when it is another."""
        if isinstance(value, str) and value in known:
            return value
        self.fault(path, Text("must be one of these words: {words}", words=", ".join(known)), offered(value, known))
        return ""

    def words(self, path: Key, value: Any, known: Sequence[str]) -> tuple[str, ...]:
        """A list of words that must all be known, each once."""
        read: list[str] = []
        for place, word in enumerate(self.rows(path, value)):
            one = self.word((*path, place), word, known)
            if one and one in read:
                self.fault((*path, place), Text("holds {word} twice", word=one))
            elif one:
                read.append(one)
        return tuple(read)

    def whole(self, path: Key, value: Any, low: int, high: int) -> int | None:
        """A whole number within its bounds; None when it is not."""
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        message = Text("must be a whole number from {low} up to and including {high}", low=low, high=high)
        if isinstance(value, float) and value.is_integer():
            self.fault(path, message, Text("Write for instance: {example}", example=f"{value:.0f}"))
        else:
            self.fault(path, message, number_advice(value))
        return None

    def number(self, path: Key, value: Any) -> float | None:
        """An ordinary number; None when it is not."""
        if is_number(value):
            return float(value)
        self.fault(path, Text("must be a number"), number_advice(value))
        return None

    def _text(self, kind: TypeAdapter[str], path: Key, value: Any) -> str:
        try:
            return kind.validate_python(value, strict=True)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            if problem["type"] == "refusal":
                self.fault(path, problem["ctx"]["told"], problem["ctx"]["advice"])
            else:
                self.fault(path, Text("must be a text between quotation marks"))
            return ""


def is_number(value: Any) -> bool:
    """Whether a value is an ordinary number that fits the model: no nan, no infinity, not true or false."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
