"""Results: the same whatever the order in which they were made."""

import random

import numpy as np
import pytest

from weisim.results.ledger import account, empty_ledger
from weisim.results.results import Results
from weisim.results.run import FailedRun


def test_runs_are_sorted_and_scenarios_stand_in_the_order_of_their_titles(results):
    assert [(run.scenario, run.replication) for run in results.runs] == [
        ("early", 1),
        ("early", 2),
        ("early", 3),
        ("steady", 1),
        ("steady", 2),
        ("steady", 3),
    ]
    assert results.scenarios == ("steady", "early")
    assert results.replications == (1, 2, 3)


def test_the_digest_does_not_depend_on_order_titles_or_dictionary(results):
    runs = list(results.runs)
    random.Random(1).shuffle(runs)
    assert Results(tuple(runs)).digest == results.digest
    assert Results(tuple(runs[1:])).digest != results.digest


def test_a_failed_run_changes_the_digest_but_the_words_of_its_message_do_not(results):
    def failed(message):
        return Results(results.runs, (FailedRun("steady", 9, 9, message, 3, "weisim run"),))

    assert failed("one").digest == failed("two").digest != results.digest


def test_one_replication_given_twice_is_refused(make_run):
    with pytest.raises(ValueError, match="replication 1 of steady"):
        Results((make_run(), make_run()))


def test_series_of_one_indicator_has_a_column_a_run(results):
    table = results.series("trust", "early")
    assert list(table.columns) == [(0, 1), (0, 2), (0, 3)]
    assert table.shape == (3, 3)
    assert table.loc[2, (0, 3)] == 3.5


def test_a_shorter_run_is_missing_after_its_end(make_run):
    both = Results((make_run(replication=1), make_run(replication=2, values=np.ones((1, 2)), events=[])))
    table = both.series("ideas_born", "steady")
    assert table[0, 2].tolist()[0] == 1.0
    assert table[0, 2].isna().tolist() == [False, True, True]


def test_final_and_events_name_their_run(results):
    assert results.final.loc[("steady", 0, 2), "trust"] == 2.5
    assert list(results.events.columns)[:4] == ["scenario", "future", "replication", "week"]
    assert len(results.events) == 18


def test_the_ledger_has_a_row_for_each_party_of_each_run(make_run):
    ledger = empty_ledger(("residents", "welfare"))
    ledger[3, account("deals")] = 4
    runs = [make_run(partners=("residents", "welfare"), events=[], ledger=ledger), make_run(replication=2)]
    table = Results(tuple(runs)).ledger
    assert len(table) == 10
    assert list(table["holder"][:5]) == ["residents", "initiatives", "cooperative", "partner", "partner"]
    assert table["partner"].isna().tolist() == 2 * [True, True, True, False, False]
    (row,) = table[table["deals"] == 4].to_dict("records")
    assert (row["replication"], row["holder"], row["partner"]) == (1, "partner", "residents")
    assert table["hours_given"].isna().all()


def test_select_keeps_what_belongs_to_the_scenario(results):
    chosen = results.select("early")
    assert chosen.scenarios == ("early",)
    assert len(chosen.runs) == 3
    with pytest.raises(KeyError):
        results.select("nowhere")


def test_words_of_an_indicator_come_from_the_dictionary_or_from_its_name(results):
    assert results.entry("trust").label("nl") == "vertrouwen"
    assert results.entry("no_such_thing").label("nl") == "no such thing"
    assert results.title("steady", "en") == "Support stays"
    assert results.title("untitled", "en") == "untitled"


def test_runs_of_two_futures_are_kept_apart_and_pair_within_their_future(make_run):
    runs = [
        make_run(scenario=name, replication=replication, future=future)
        for name in ("b", "a")
        for future in (2, 0)
        for replication in (2, 1)
        if (name, future, replication) != ("b", 2, 2)
    ]
    results = Results(tuple(runs))
    assert [run.pair for run in results.of("a")] == [(0, 1), (0, 2), (2, 1), (2, 2)]
    assert [(one.pair, other.pair) for one, other in results.pairs("a", "b")] == [
        (pair, pair) for pair in ((0, 1), (0, 2), (2, 1))
    ]
    assert results.futures == (0, 2)
    assert list(results.values("trust", "b").index) == [(0, 1), (0, 2), (2, 1)]
