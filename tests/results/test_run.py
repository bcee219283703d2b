"""Run: keeps what happened, unchanged and in words."""

import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from weisim.results.ledger import empty_ledger
from weisim.results.run import EVENT_FIELDS, EVENT_TYPE
from weisim.terms import Event, Reason, Stage

REPOSITORY = Path(__file__).parents[2]


def test_series_has_a_row_a_week_from_zero_and_a_column_an_indicator(make_run):
    series = make_run().series
    assert list(series.index) == [0, 1, 2]
    assert series.index.name == "week"
    assert list(series.columns) == ["trust", "ideas_born"]
    assert np.isnan(series.loc[0, "trust"])
    assert make_run().weeks == 3


def test_final_holds_the_last_week_by_name(make_run):
    assert make_run().final["ideas_born"] == 2.0
    assert dict(make_run(replication=4).final) == {"trust": 4.5, "ideas_born": 2.0}


def test_events_are_told_in_words_and_what_is_missing_is_missing(make_run):
    events = make_run().events
    assert tuple(events.columns) == EVENT_FIELDS
    assert list(events["event"]) == ["idea_born", "stage_reached", "promise_broken"]
    assert events.loc[0, "reason"] == "founded"
    assert events.loc[1, "stage"] == "resident_initiative"
    assert events.loc[2, "partner"] == "=HYPERLINK"
    assert events.loc[2, "value"] == 2.5
    missing = [
        (1, "reason"),
        (1, "resident"),
        (2, "initiative"),
        (2, "stage"),
        (2, "reason"),
        (0, "partner"),
        (0, "value"),
    ]
    assert all(pd.isna(events.loc[row, column]) for row, column in missing)


def test_a_run_without_events_has_an_empty_table(make_run):
    run = make_run(events=[])
    assert tuple(run.events.columns) == EVENT_FIELDS
    assert len(run.events) == 0


def test_a_run_cannot_be_changed_afterwards(make_run):
    values = np.zeros((2, 2))
    run = make_run(values=values, events=[])
    values[:] = 9
    assert run.values.max() == 0
    with pytest.raises(ValueError, match="read-only"):
        run.values[0, 0] = 1


@pytest.mark.parametrize(
    ("values", "events", "told"),
    [
        (np.zeros((2, 3)), [], "weeks x 2 indicators"),
        (np.zeros((0, 2)), [], "weeks x 2 indicators"),
        (np.array([[0, 0], [0, np.inf]]), [], "ideas_born is infinite in week 1"),
        (np.zeros((2, 2)), [(5, 0, 0, 0, -1, -1, -1, 0.0)], "week outside"),
        (np.zeros((2, 2)), [(0, 99, 0, 0, -1, -1, -1, 0.0)], "event outside"),
        (np.zeros((2, 2)), [(0, 0, 0, 0, 7, -1, -1, 0.0)], "partner outside"),
        (np.zeros((2, 2)), [(0, 0, 0, 0, -1, -1, -1, -np.inf)], "infinite value"),
    ],
)
def test_a_run_that_cannot_be_is_refused(make_run, values, events, told):
    with pytest.raises(ValueError, match=told):
        make_run(values=values, events=events)


def test_the_digest_tells_runs_apart_and_forgets_when_and_how_they_were_made(make_run):
    run = make_run()
    changed = run.values.copy()
    changed[1, 0] += 1e-12
    assert make_run(values=changed).digest != run.digest
    assert make_run(scenario="other").digest != run.digest
    assert make_run(events=[]).digest != run.digest
    ledger = empty_ledger(run.partners)
    assert make_run(ledger=ledger).digest == run.digest
    ledger[0, 0] = 1.0
    assert make_run(ledger=ledger).digest != run.digest
    turned = make_run(values=run.values[:, ::-1], names=("ideas_born", "trust"))
    assert turned.digest == run.digest
    negative = run.values.copy()
    negative[0, 1] = -0.0
    assert make_run(values=negative).digest == run.digest
    assert pickle.loads(pickle.dumps(run)).digest == run.digest


def test_a_run_travels_between_processes_without_its_tables(make_run):
    run = make_run()
    before = len(pickle.dumps(run))
    _ = run.series, run.events, run.final, run.digest
    assert len(pickle.dumps(run)) == before


def test_making_a_run_does_not_wait_for_pandas():
    code = "import sys, weisim.results.run, weisim.results.results; print('pandas' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_an_event_has_the_eight_fields_of_the_file():
    assert EVENT_TYPE.names == ("week", "event", "initiative", "resident", "partner", "stage", "reason", "value")


def test_an_outline_keeps_one_week_in_26_the_last_and_what_befell_initiatives(make_run):
    rows = np.arange(120.0).reshape(60, 2)
    events = [
        (3, Event.IDEA_BORN, 0, 17, -1, Stage.IDEA, Reason.FOUNDED, np.nan),
        (4, Event.JOINED, 0, 18, -1, -1, Reason.ASKED, np.nan),
        (9, Event.ENDED, 0, -1, -1, Stage.ENDED, Reason.PEOPLE, np.nan),
    ]
    whole = make_run(values=rows, events=events)
    outline = whole.outlined()
    assert list(outline.kept) == [25, 51, 59]
    assert outline.weeks == 60
    assert list(outline.series.index) == [25, 51, 59]
    assert np.array_equal(outline.last, whole.last)
    assert outline.values.tolist() == rows[[25, 51, 59]].tolist()
    assert outline.event_table["event"].tolist() == [Event.IDEA_BORN, Event.ENDED]
    assert outline.digest == whole.digest
    assert outline.outlined() is outline
    assert pickle.loads(pickle.dumps(outline)).digest == whole.digest


def test_the_future_is_part_of_what_a_run_is(make_run):
    assert make_run(future=3).digest != make_run().digest
