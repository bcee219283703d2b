"""Run: what happened in one history, week by week and event by event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from weisim.results.holders import holders
from weisim.results.ledger import check_ledger, empty_ledger
from weisim.results.provenance import Provenance
from weisim.terms import Event, Reason, Stage, Term

if TYPE_CHECKING:
    import pandas as pd

EVENT_FIELDS = ("week", "event", "initiative", "resident", "partner", "stage", "reason", "value")
OUTLINE_WEEKS = 26
"""An outline keeps one week in so many, and the last."""
LEFT_OUT = (Event.JOINED, Event.LEFT, Event.MOVED_OUT, Event.HANDS_LENT)
"""Events of single residents, the bulk of a chronicle, which an outline does without."""
EVENT_TYPE = np.dtype([(name, "<f8" if name == "value" else "<i8") for name in EVENT_FIELDS])
"""One event in an array: whole numbers with -1 for missing, and a value with nan for missing."""

LAST_EVENT, LAST_STAGE, LAST_REASON = int(max(Event)), int(max(Stage)), int(max(Reason))


class UnsoundRun(ValueError):
    """A run that cannot be right: a number that is none, a table of the wrong shape.

    Attributes:
        week: the week in which it shows, or -1 when it is in no week.
    """

    def __init__(self, message: str, week: int = -1) -> None:
        """Keep what is wrong, in a line, and the week."""
        super().__init__(message)
        self.week = week

    def __reduce__(self) -> tuple[type[UnsoundRun], tuple[str, int]]:
        """Travel between processes with the week."""
        return type(self), (str(self), self.week)


@dataclass(frozen=True)
class Outline:
    """What an outline of a run still knows of the whole of it.

    Attributes:
        weeks: number of weeks told.
        kept: the weeks whose indicators were kept, in order.
        digest: the digest of the whole run.
    """

    weeks: int
    kept: tuple[int, ...]
    digest: str


@dataclass(frozen=True, eq=False)
class Run:
    """What happened in one history.

    Numbers are kept as arrays; the tables `series`, `final` and `events` are made when somebody asks for them.

    Attributes:
        scenario: name of the scenario.
        replication: number of the run within its scenario; the same number means the same luck in every scenario.
        seed: the number that decides all luck.
        residents: residents of 15 and older, the denominator of every share.
        names: names of the indicators, in the order of the columns of `values`.
        values: float64[weeks, indicators]; nan where there is nothing to measure (a mean over nobody).
        event_table: structured array of `EVENT_TYPE`, in the order in which things happened.
        partners: names of the partners, to which the number of a partner in an event points.
        provenance: where the run came from.
        ledger: float64[holders, accounts], what everybody gave and won (see `weisim.results.ledger`); nan where an
            account does not apply, and everywhere in a run that kept no ledger.
        future: number of the future in which it was played; 0 is the numbers as the scenario has them.
        outline: what is still known of the whole run when only an outline was kept; None for a whole run.
    """

    scenario: str
    replication: int
    seed: int
    residents: int
    names: tuple[str, ...]
    values: NDArray[np.float64]
    event_table: NDArray[Any]
    partners: tuple[str, ...]
    provenance: Provenance
    ledger: NDArray[np.float64]
    future: int = 0
    outline: Outline | None = None

    def __post_init__(self) -> None:
        """Take private, unchangeable copies of the arrays; raises ValueError where they are not sound."""
        values = np.array(self.values, dtype="<f8", order="C")
        table = np.array(self.event_table, dtype=EVENT_TYPE)
        ledger = np.array(self.ledger, dtype="<f8", order="C")
        _check(self, values, table)
        check_ledger(ledger, self.partners)
        for array in (values, table, ledger):
            array.setflags(write=False)
        private = {
            "names": tuple(self.names),
            "values": values,
            "event_table": table,
            "partners": tuple(self.partners),
            "ledger": ledger,
        }
        for name, value in private.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_arrays(
        cls,
        scenario: str,
        replication: int,
        seed: int,
        residents: int,
        names: Sequence[str],
        values: NDArray[np.float64],
        events: NDArray[Any],
        partners: Sequence[str],
        provenance: Provenance,
        ledger: NDArray[np.float64] | None = None,
    ) -> Run:
        """A run from the arrays that the engine filled; raises ValueError where they are not sound.

        Args:
            scenario: name of the scenario.
            replication: number of the run within its scenario.
            seed: the number that decides all luck.
            residents: residents of 15 and older.
            names: names of the indicators.
            values: float64[weeks, indicators], nan for missing.
            events: structured array of `EVENT_TYPE`.
            partners: names of the partners.
            provenance: where the run came from.
            ledger: float64[holders, accounts]; all nan when left out.
        """
        kept = empty_ledger(partners) if ledger is None else ledger
        return cls(
            scenario, replication, seed, residents, tuple(names), values, events, tuple(partners), provenance, kept
        )

    def __reduce__(self) -> tuple[type[Run], tuple[Any, ...]]:
        """Travel between processes as arrays, without the tables made on the way."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))

    @property
    def weeks(self) -> int:
        """Number of weeks told; the last week is `weeks - 1`."""
        return int(self.values.shape[0]) if self.outline is None else self.outline.weeks

    @property
    def kept(self) -> NDArray[np.int64]:
        """The weeks whose indicators stand in the rows of `values`: all of them, but for an outline."""
        return np.arange(self.weeks) if self.outline is None else np.array(self.outline.kept, dtype=np.int64)

    @property
    def last(self) -> NDArray[np.float64]:
        """The indicators in the last week."""
        last: NDArray[np.float64] = self.values[-1]
        return last

    @property
    def pair(self) -> tuple[int, int]:
        """Future and replication: what a run shares with its twin in another scenario."""
        return self.future, self.replication

    def outlined(self) -> Run:
        """The same run in outline: one week in 26 and the last, and the events of initiatives and the programme."""
        if self.outline is not None:
            return self
        weeks = self.weeks
        kept = tuple(sorted({*range(OUTLINE_WEEKS - 1, weeks, OUTLINE_WEEKS), weeks - 1}))
        table = self.event_table
        return replace(
            self,
            values=self.values[list(kept)],
            event_table=table[~np.isin(table["event"], LEFT_OUT)],
            outline=Outline(weeks, kept, self.digest),
        )

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose lines the ledger has, in order: residents, initiatives, the cooperative, and each partner by name."""
        return holders(self.partners)

    @cached_property
    def series(self) -> pd.DataFrame:
        """The indicators by week: index `week`, all weeks or those an outline kept; one float64 column an indicator."""
        import pandas as pd

        return pd.DataFrame(self.values, index=pd.Index(self.kept, name="week"), columns=list(self.names))

    @cached_property
    def final(self) -> pd.Series:
        """The indicators in the last week, by name."""
        import pandas as pd

        return pd.Series(self.last, index=list(self.names), name=self.weeks - 1)

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened, one row an event, in words; what is missing is `<NA>`.

        Columns: week, event, initiative, resident, partner, stage, reason, value. An initiative's number counts from 0
        in order of birth within the run.
        """
        import pandas as pd

        table = self.event_table
        return pd.DataFrame(
            {
                "week": table["week"].astype(np.int64),
                "event": _worded(table["event"], _words(Event)),
                "initiative": _counted(table["initiative"]),
                "resident": _counted(table["resident"]),
                "partner": _worded(table["partner"], dict(enumerate(self.partners))),
                "stage": _worded(table["stage"], _words(Stage)),
                "reason": _worded(np.where(table["reason"] == Reason.NONE, -1, table["reason"]), _words(Reason)),
                "value": table["value"].astype(np.float64),
            },
            columns=list(EVENT_FIELDS),
        )

    @cached_property
    def digest(self) -> str:
        """A sha256 over what happened in this run: identity, indicators by name, events, ledger; no times, no paths.

        An outline has the digest of the whole run.
        """
        if self.outline is not None:
            return self.outline.digest
        order = sorted(range(len(self.names)), key=lambda column: self.names[column])
        identity = [
            self.scenario,
            self.replication,
            self.seed,
            self.residents,
            self.weeks,
            [self.names[column] for column in order],
            list(self.partners),
            len(self.event_table),
            *([self.future] if self.future else []),
        ]
        told = hashlib.sha256(json.dumps(identity).encode("utf-8"))
        told.update(_canonical(self.values[:, order]))
        for name in EVENT_FIELDS:
            told.update(_canonical(self.event_table[name]))
        told.update(_canonical(self.ledger))
        return told.hexdigest()


Failure = Literal["raised", "lost", "hung", "unsound"]


@dataclass(frozen=True)
class FailedRun:
    """A run that could not be finished; it is kept, because failed runs are often the extreme ones.

    Attributes:
        scenario: name of the scenario.
        replication: number of the run within its scenario.
        seed: the number that decides all luck.
        message: what went wrong, in a line.
        week: the week in which it went wrong, or -1 when that is not known.
        command: the command that repeats it.
        future: number of the future in which it was played.
        kind: how it failed: it `raised` an error, its process was `lost`, it `hung`, or what it gave was `unsound`.
    """

    scenario: str
    replication: int
    seed: int
    message: str
    week: int
    command: str
    future: int = 0
    kind: Failure = "raised"


def _check(run: Run, values: NDArray[np.float64], table: NDArray[Any]) -> None:
    if values.ndim != 2 or values.shape[0] < 1 or values.shape[1] != len(run.names):
        raise UnsoundRun(f"values must be weeks x {len(run.names)} indicators, not {values.shape}")
    if len(set(run.names)) != len(run.names):
        raise UnsoundRun("two indicators have the same name")
    if table.ndim != 1:
        raise UnsoundRun("events must be one row an event")
    weeks = values.shape[0]
    if run.outline is not None:
        weeks = run.outline.weeks
        if values.shape[0] != len(run.outline.kept):
            raise UnsoundRun(f"an outline of {len(run.outline.kept)} weeks has {values.shape[0]} rows")
    infinite = np.argwhere(np.isinf(values))
    if infinite.size:
        row, column = infinite[0]
        week = int(row) if run.outline is None else run.outline.kept[row]
        raise UnsoundRun(f"{run.names[column]} is infinite in week {week}", week)
    if np.isinf(table["value"]).any():
        raise UnsoundRun("an event has an infinite value")
    if table.size:
        _check_numbers(table["week"], 0, weeks - 1, "week")
        _check_numbers(table["event"], 0, LAST_EVENT, "event")
        _check_numbers(table["stage"], -1, LAST_STAGE, "stage")
        _check_numbers(table["reason"], -1, LAST_REASON, "reason")
        _check_numbers(table["partner"], -1, len(run.partners) - 1, "partner")
        for name in ("initiative", "resident"):
            _check_numbers(table[name], -1, np.iinfo(np.int64).max, name)


def _check_numbers(numbers: NDArray[np.int64], low: int, high: int, name: str) -> None:
    if numbers.min() < low or numbers.max() > high:
        raise UnsoundRun(f"an event has a {name} outside {low} to {high}")


def _canonical(numbers: NDArray[Any]) -> bytes:
    """The same bytes for the same numbers: little-endian, one zero, one nan."""
    if numbers.dtype.kind != "f":
        return numbers.astype("<i8").tobytes()
    folded = numbers.astype("<f8") + 0.0
    folded[np.isnan(folded)] = np.nan
    return folded.tobytes()


def _counted(numbers: NDArray[np.int64]) -> Any:
    import pandas as pd

    return pd.arrays.IntegerArray(numbers.astype(np.int64), numbers < 0)


def _words(term: type[Term]) -> dict[int, str]:
    return {int(member): member.word for member in term}


def _worded(numbers: NDArray[np.int64], words: Mapping[int, str]) -> Any:
    import pandas as pd

    return pd.array([words.get(number, pd.NA) for number in numbers.tolist()], dtype="string")
