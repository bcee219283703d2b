"""Results: many runs together, always in the same order, whoever made them and whenever."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from weisim.results.design import NO_DESIGN, Design
from weisim.results.dictionary import Entry
from weisim.results.inquiry import Inquiry
from weisim.results.ledger import ACCOUNTS, LINE_FIELDS, ledger_lines
from weisim.results.run import FailedRun, Run

if TYPE_CHECKING:
    import pandas as pd


IDENTITY = ("scenario", "future", "replication")
"""What tells one run from another."""


@dataclass(frozen=True, eq=False)
class Results:
    """Many runs of one or more scenarios, sorted by scenario, future and replication.

    Attributes:
        runs: the runs that were finished.
        failed: the runs that were not.
        dictionary: what the indicators mean, in the order of reports.
        titles: Dutch and English title of each scenario, in the order in which people want to read them.
        design: the futures in which the scenarios were played; `NO_DESIGN` when only their own numbers were.
        inquiry: what the experiment asks; None for runs that belong to no experiment file.
    """

    runs: tuple[Run, ...]
    failed: tuple[FailedRun, ...] = ()
    dictionary: tuple[Entry, ...] = ()
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    design: Design = NO_DESIGN
    inquiry: Inquiry | None = None

    def __post_init__(self) -> None:
        """Sort the runs; raises ValueError when one replication of a scenario was given twice in a future."""
        runs = tuple(sorted(self.runs, key=_identity))
        for first, second in itertools.pairwise(runs):
            if _identity(first) == _identity(second):
                raise ValueError(f"replication {first.replication} of {first.scenario} was given twice")
        failed = tuple(sorted(self.failed, key=_identity))
        sorted_fields = {
            "runs": runs,
            "failed": failed,
            "dictionary": tuple(self.dictionary),
            "titles": MappingProxyType(dict(self.titles)),
        }
        for name, value in sorted_fields.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type[Results], tuple[object, ...]]:
        """Travel between processes as runs, without the tables made on the way."""
        return type(self), (
            self.runs,
            self.failed,
            self.dictionary,
            dict(self.titles),
            self.design,
            self.inquiry,
        )

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios: first those with a title, in that order, then the others by name."""
        present = {run.scenario for run in self.runs} | {run.scenario for run in self.failed}
        titled = [name for name in self.titles if name in present]
        return (*titled, *sorted(present.difference(titled)))

    @cached_property
    def replications(self) -> tuple[int, ...]:
        """Numbers of the replications that were finished for at least one scenario."""
        return tuple(sorted({run.replication for run in self.runs}))

    @cached_property
    def futures(self) -> tuple[int, ...]:
        """Numbers of the futures in which at least one run was finished; 0 is the scenarios' own numbers."""
        return tuple(sorted({run.future for run in self.runs}))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Names of the indicators, in the order in which the runs hold them."""
        return tuple(dict.fromkeys(name for run in self.runs for name in run.names))

    def title(self, scenario: str, language: str) -> str:
        """The title of a scenario in one language, `nl` or `en`; its name when it has no title."""
        dutch, english = self.titles.get(scenario, ("", ""))
        return (dutch if language == "nl" else english) or dutch or english or scenario

    def entry(self, indicator: str) -> Entry:
        """What an indicator means; a neutral entry when the dictionary does not have it."""
        for entry in self.dictionary:
            if entry.name == indicator:
                return entry
        label = indicator.replace("_", " ")
        return Entry(indicator, "", "stock", "none", 0.0, label, label, "", "", 2)

    def select(self, *scenarios: str) -> Results:
        """The results of some scenarios only; raises KeyError for a scenario that is not there."""
        for name in scenarios:
            if name not in self.scenarios:
                raise KeyError(name)
        return Results(
            tuple(run for run in self.runs if run.scenario in scenarios),
            tuple(run for run in self.failed if run.scenario in scenarios),
            self.dictionary,
            {name: titles for name, titles in self.titles.items() if name in scenarios},
            self.design,
            self.inquiry,
        )

    def of(self, scenario: str) -> tuple[Run, ...]:
        """The finished runs of one scenario by future and replication; raises KeyError when it is not there."""
        if scenario not in self.scenarios:
            raise KeyError(scenario)
        return self._by_scenario.get(scenario, ())

    @cached_property
    def _by_scenario(self) -> dict[str, tuple[Run, ...]]:
        return {name: tuple(runs) for name, runs in itertools.groupby(self.runs, key=lambda run: run.scenario)}

    def pairs(self, a: str, b: str) -> tuple[tuple[Run, Run], ...]:
        """The runs of two scenarios in pairs with the same future and luck; KeyError when one is not there."""
        twins = {run.pair: run for run in self.of(b)}
        return tuple((run, twins[run.pair]) for run in self.of(a) if run.pair in twins)

    def values(self, indicator: str, scenario: str) -> pd.Series:
        """One indicator in the last week of each run of a scenario: index (future, replication), nan where missing.

        Raises KeyError when there is no such scenario or indicator.
        """
        import pandas as pd

        runs = self.of(scenario)
        if indicator not in self.indicators:
            raise KeyError(indicator)
        found = [
            float(run.last[run.names.index(indicator)]) if indicator in run.names else float("nan") for run in runs
        ]
        return pd.Series(found, index=_pairs(runs), name=indicator, dtype="float64")

    def series(self, indicator: str, scenario: str) -> pd.DataFrame:
        """One indicator of one scenario: a row a week, a column a run (future, replication).

        Weeks after the end of a shorter run, weeks that an outline leaves out and runs without the indicator are nan.
        Raises KeyError when there is no such scenario or indicator.
        """
        import pandas as pd

        runs = self.of(scenario)
        if indicator not in self.indicators:
            raise KeyError(indicator)
        weeks = max((run.weeks for run in runs), default=0)
        table = np.full((weeks, len(runs)), np.nan)
        for column, run in enumerate(runs):
            if indicator in run.names:
                table[run.kept, column] = run.values[:, run.names.index(indicator)]
        return pd.DataFrame(table, index=pd.RangeIndex(weeks, name="week"), columns=_pairs(runs))

    @cached_property
    def final(self) -> pd.DataFrame:
        """The last week of each run: a row a run (scenario, future, replication), a column an indicator."""
        import pandas as pd

        table = np.full((len(self.runs), len(self.indicators)), np.nan)
        place = {name: column for column, name in enumerate(self.indicators)}
        for row, run in enumerate(self.runs):
            table[row, [place[name] for name in run.names]] = run.last
        index = pd.MultiIndex.from_tuples([_identity(run) for run in self.runs], names=IDENTITY)
        return pd.DataFrame(table, index=index, columns=list(self.indicators))

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened in all runs: a row an event, preceded by scenario, future and replication."""
        import pandas as pd

        tables = []
        for run in self.runs:
            table = run.events.copy()
            for place, (name, value) in enumerate(zip(IDENTITY, _identity(run), strict=True)):
                table.insert(place, name, value)
            tables.append(table)
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """What everybody gave and won: a row for each party of each run, a column an account.

        Columns: scenario, future, replication, holder (one of `ALWAYS`, or `partner`), partner (its name, else
        `<NA>`), and the accounts of `weisim.results.ledger`. What does not apply, or was not kept, is nan.
        """
        import pandas as pd

        identity = [(*_identity(run), *line) for run in self.runs for line in ledger_lines(run.partners)]
        table = pd.DataFrame(identity, columns=[*IDENTITY, *LINE_FIELDS])
        table["partner"] = table["partner"].astype("string").replace("", pd.NA)
        values = np.concatenate([run.ledger for run in self.runs]) if self.runs else np.zeros((0, len(ACCOUNTS)))
        return table.assign(**{entry.name: values[:, column] for column, entry in enumerate(ACCOUNTS)})

    @cached_property
    def digest(self) -> str:
        """A sha256 over the results alone: the same whatever the order, time, place or number of jobs."""
        told = {
            "runs": [run.digest for run in self.runs],
            "failed": [[run.scenario, run.replication, run.seed, run.future] for run in self.failed],
        }
        return hashlib.sha256(json.dumps(told).encode("utf-8")).hexdigest()


def _identity(run: Run | FailedRun) -> tuple[str, int, int]:
    return run.scenario, run.future, run.replication


def _pairs(runs: Sequence[Run]) -> pd.MultiIndex:
    import pandas as pd

    return pd.MultiIndex.from_tuples([run.pair for run in runs], names=IDENTITY[1:])
