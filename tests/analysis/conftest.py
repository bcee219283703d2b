"""Conftest: runs with lives and counts that are known beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from weisim.results.dictionary import Entry
from weisim.results.holders import ALWAYS, holders
from weisim.results.ledger import account, empty_ledger
from weisim.results.provenance import Provenance, run_key
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run
from weisim.terms import Event, Stage

DICTIONARY = (
    Entry("trust", "share", "stock", "high", 0.05, "trust", "vertrouwen", "", "", 2),
    Entry("strain", "share", "stock", "low", 0.05, "strain", "belasting", "", "", 2),
    Entry("support_hours", "hours a week", "flow", "none", 5.0, "hours of support", "uren steun", "", "", 0),
    Entry("ideas_born", "ideas", "cumulative", "high", 2.0, "ideas born", "geboren ideeën", "", "", 0),
    Entry("independent_initiatives", "initiatives", "stock", "high", 2.0, "independent", "zelfstandig", "", "", 0),
    Entry("neighbourhood_enterprises", "initiatives", "stock", "high", 2.0, "enterprises", "buurtbedrijven", "", "", 0),
)


def known_run(
    scenario="a",
    replication=1,
    final=(),
    lives=(),
    weeks=260,
    supported=0,
    of=Stage.IDEA,
    events=(),
    ledger=None,
    more=(),
):
    """A run with known values in the last week and known lives.

    `final` maps indicators to their value in every week; `lives` are pairs of begin and end week (None: still alive).
    `supported` weeks have ten hours of support. `events` are more events, in order within their week. `ledger` maps
    everybody who has a line to what it gave and won; its order is that of the partners. `more` are indicators beside
    those of the dictionary.
    """
    names = (*(entry.name for entry in DICTIONARY), *more)
    values = np.zeros((weeks, len(names)))
    for name, value in dict(final).items():
        values[:, names.index(name)] = value
    values[:supported, names.index("support_hours")] = 10
    events = list(events)
    for number, (begin, end) in enumerate(lives):
        events.append((begin, Event.IDEA_BORN, number, -1, -1, Stage.IDEA, -1, np.nan))
        if of is not Stage.IDEA:
            events.append((begin, Event.STAGE_REACHED, number, -1, -1, of, -1, np.nan))
        if end is not None:
            events.append((end, Event.ENDED, number, -1, -1, -1, -1, np.nan))
    table = np.array(sorted(events, key=lambda event: event[0]), dtype=EVENT_TYPE)
    provenance = Provenance("0", scenario, replication, run_key(scenario, replication), "", 2019, "")
    partners = tuple(name for name in ledger or () if name not in ALWAYS)
    return Run.from_arrays(
        scenario, replication, replication, 1000, names, values, table, partners, provenance, written(ledger, partners)
    )


def written(ledger, partners):
    """What everybody gave and won as the array that a run keeps."""
    if ledger is None:
        return None
    found = empty_ledger(partners)
    for name, amounts in ledger.items():
        for word, amount in amounts.items():
            found[holders(partners).index(name), account(word)] = amount
    return found


def known_results(runs, titles=None, failed=()):
    return Results(tuple(runs), tuple(failed), DICTIONARY, titles or {})


@pytest.fixture
def make_run():
    return known_run


@pytest.fixture
def make_results():
    return known_results
