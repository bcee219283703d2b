"""Describing: a store tells its futures, its question and its stories to whoever reads it."""

import contextlib
import sqlite3

import numpy as np
import pytest

from weisim.faults import InvalidInput
from weisim.results.describing import design_from, design_record, joined
from weisim.results.design import NO_DESIGN, Design, Factor, Future
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results
from weisim.results.store import Store, load_results, load_story, save_results

FACTORS = (
    Factor("joining.base", "weight", -3.0, -1.0, (), False, -2.0, "threshold", "drempel", "assumed"),
    Factor("ending.few", "count", 2.0, 5.0, (), True, 3, "few", "weinig", "assumed"),
    Factor("joining.rule", "choice", 0, 2, ("noisy", "hard"), False, "noisy", "rule", "regel", "assumed"),
)
ASKED = Inquiry("asked", ("a", "b"), ("c", "d"), "steady", ("trust",), {"trust": 0.5}, ("family",), 2, {"x": 1.0})


def drawn(count, begin=-3.0):
    futures = tuple(
        Future(number, {"joining.base": begin + number / 7, "ending.few": 2 + number % 3, "joining.rule": "hard"})
        for number in range(1, count + 1)
    )
    points = np.random.default_rng(1).random((count, 3))
    points[0, 1] = np.nan
    return Design("latin hypercube", FACTORS, futures, points, {"seed": 5})


def same(one, other):
    return (
        (one.kind, one.factors, dict(one.settings)) == (other.kind, other.factors, dict(other.settings))
        and [dict(future.values) for future in one.futures] == [dict(future.values) for future in other.futures]
        and np.array_equal(one.points, other.points, equal_nan=True)
    )


def test_a_design_goes_through_plain_values_to_the_same_bits():
    assert same(design_from(design_record(drawn(9))), drawn(9))
    assert same(design_from(design_record(NO_DESIGN)), NO_DESIGN)


def test_futures_and_question_come_back_from_the_file(results, tmp_path):
    whole = Results(results.runs, (), results.dictionary, results.titles, drawn(4), ASKED)
    save_results(whole, tmp_path / "kept.sqlite")
    back = load_results(tmp_path / "kept.sqlite")
    assert same(back.design, drawn(4))
    assert back.inquiry == ASKED
    save_results(results, tmp_path / "kept.sqlite")
    assert same(load_results(tmp_path / "kept.sqlite").design, drawn(4))


def test_a_store_without_a_design_has_none(results, tmp_path):
    save_results(results, tmp_path / "kept.sqlite")
    back = load_results(tmp_path / "kept.sqlite")
    assert same(back.design, NO_DESIGN)
    assert back.inquiry is None


def test_of_two_designs_that_begin_alike_the_longer_stays():
    short, long, other = drawn(3), drawn(8), drawn(5, begin=-2.5)
    assert joined(short, long) is long
    assert joined(long, short) is long
    assert joined(NO_DESIGN, short) is short
    assert joined(short, other) is None


def test_runs_in_the_futures_of_another_design_are_not_mixed(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.describe(design=drawn(3))
        store.add(make_run())
        store.describe(design=drawn(4, begin=-2.5))
        store.add(make_run(future=2))
        with pytest.raises(InvalidInput, match="other futures"):
            store.describe(design=drawn(4))
        store.describe(design=drawn(9, begin=-2.5))
        assert same(store.load().design, drawn(9, begin=-2.5))


def test_the_texts_of_a_story_are_kept_for_each_version_of_it(tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.keep_story("steady", "one", "first\n", "place ë\n")
        store.keep_story("steady", "one", "again\n", "place\n")
        assert store.story("steady") == ("first\n", "place ë\n")
        store.keep_story("steady", "two", "second\n", "place\n")
        assert store.story("steady", "two") == ("second\n", "place\n")
        with pytest.raises(KeyError):
            store.story("steady")
    assert load_story(path, "steady", "one") == ("first\n", "place ë\n")
    with pytest.raises(KeyError):
        load_story(path, "steady", "three")
    with pytest.raises(KeyError):
        load_story(path, "nobody")


def test_only_the_runs_that_were_asked_for_are_loaded(make_run, tmp_path):
    with Store(tmp_path / "kept.sqlite") as store:
        store.add(make_run(), make_run(replication=2), make_run(scenario="other"))
    path, key = tmp_path / "kept.sqlite", make_run(replication=2).provenance.run_key
    assert [run.replication for run in load_results(path, keys={key}).runs] == [2]
    assert load_results(path, scenarios=["other"]).scenarios == ("other",)


def test_a_store_of_a_newer_weisim_is_refused_with_the_version_that_is_needed(make_run, tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.add(make_run())
    from weisim.results.rows import PUT_META, meta_row

    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA user_version = 99")
        database.execute(PUT_META, meta_row("maker", "7.2.0"))
    for use in (Store, load_results):
        with pytest.raises(InvalidInput, match=r"newer weisim \(results 99.*Install weisim 7\.2\.0 or newer"):
            use(path)
