"""Conftest: small runs made by hand, so that every number in them is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from weisim.language import speaking
from weisim.results.dictionary import Entry
from weisim.results.provenance import Provenance, run_key
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run
from weisim.terms import Event, Reason, Stage

NAMES = ("trust", "ideas_born")


def small_run(
    scenario="steady",
    replication=1,
    values=None,
    events=None,
    names=NAMES,
    partners=("Municipality", "=HYPERLINK"),
    ledger=None,
    future=0,
):
    """A run of three weeks with two indicators, one of which is missing in the first week."""
    if values is None:
        values = np.array([[np.nan, 0.0], [0.25, 1.0], [0.5 + replication, 2.0]])
    if events is None:
        events = [
            (0, Event.IDEA_BORN, 0, 17, -1, Stage.IDEA, Reason.FOUNDED, np.nan),
            (1, Event.STAGE_REACHED, 0, -1, -1, Stage.RESIDENT_INITIATIVE, Reason.NONE, np.nan),
            (2, Event.PROMISE_BROKEN, -1, -1, 1, -1, -1, 2.5),
        ]
    digest = f"digest of {scenario}"
    provenance = Provenance(
        "0.1.0", digest, replication, run_key(digest, replication), "BU03636910", 2019, "2026-01-01"
    )
    run = Run.from_arrays(
        scenario,
        replication,
        replication,
        2555,
        names,
        values,
        np.array(events, dtype=EVENT_TYPE),
        partners,
        provenance,
        ledger,
    )
    return replace(run, future=future)


DICTIONARY = (
    Entry("trust", "share", "stock", "high", 0.05, "trust", "vertrouwen", "mean trust", "gemiddeld vertrouwen", 2),
    Entry(
        "ideas_born",
        "ideas",
        "cumulative",
        "high",
        2.0,
        "ideas born",
        "geboren ideeën",
        "since the start",
        "sinds het begin",
        0,
    ),
)


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


@pytest.fixture
def make_run():
    return small_run


@pytest.fixture
def results():
    runs = [small_run(scenario, replication) for scenario in ("steady", "early") for replication in (3, 1, 2)]
    return Results(
        tuple(runs), (), DICTIONARY, {"steady": ("Steun blijft", "Support stays"), "early": ("Stop", "Stop")}
    )
