"""Parquet: the same numbers as in the store, checked before they replace anything."""

import builtins
import csv
import json
import os
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from weisim.faults import InvalidInput, NoRoom
from weisim.results.design import Design, Factor, Future
from weisim.results.export import export
from weisim.results.ledger import ACCOUNTS
from weisim.results.results import Results
from weisim.results.store import load_results, save_results

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow, the extra `parquet`, is not installed")

NAMES = ["series", "final", "events", "ledger", "dictionary"]
NUMBERS = st.one_of(st.just(float("nan")), st.floats(allow_infinity=False, allow_nan=False))


def read(folder, name):
    return pq.read_table(folder / f"{name}.parquet", page_checksum_verification=True)


def test_every_table_has_its_file_and_texts_stay_as_they_are(results, tmp_path):
    paths = export(results, tmp_path, "parquet")
    assert [path.name for path in paths] == [*(f"{name}.parquet" for name in NAMES), "manifest.json"]
    events = read(tmp_path, "events").to_pylist()
    assert events[0] == {
        "scenario": "early",
        "future": 0,
        "replication": 1,
        "week": 0,
        "event": "idea_born",
        "initiative": 0,
        "resident": 17,
        "partner": None,
        "stage": "idea",
        "reason": "founded",
        "value": None,
    }
    assert events[2]["partner"] == "=HYPERLINK"
    assert json.loads((tmp_path / "manifest.json").read_text())["results_digest"] == results.digest
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hnp.arrays(np.float64, (3, 2), elements=NUMBERS),
    hnp.arrays(np.float64, (5, 9), elements=st.one_of(st.just(float("nan")), st.floats(0, 1e12))),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.integers(0, 5),
)
def test_store_csv_and_parquet_hold_the_same_values(make_run, tmp_path_factory, values, ledger, scenario, future):
    folder = tmp_path_factory.mktemp("any")
    first = make_run(scenario=scenario, values=values, ledger=ledger, future=future)
    second = make_run(scenario="other", replication=7, names=("trust", "only here"))
    save_results(Results((first, second)), folder / "kept.sqlite")
    kept = load_results(folder / "kept.sqlite")
    export(kept, folder, "parquet")
    export(kept, folder, "csv")
    for run in kept.runs:
        table = read(folder, "series").to_pandas()
        mine = table[(table.scenario == run.scenario) & (table.replication == run.replication)]
        assert (mine.future == run.future).all()
        back = mine.pivot(index="week", columns="indicator", values="value")[list(run.names)].to_numpy()
        assert np.array_equal(back, run.values, equal_nan=True)
        lines = read(folder, "ledger").to_pandas()
        lines = lines[(lines.scenario == run.scenario) & (lines.replication == run.replication)]
        found = lines[[entry.name for entry in ACCOUNTS]].to_numpy(dtype=float)
        assert np.array_equal(found, run.ledger, equal_nan=True)
    with (folder / "series.csv").open(encoding="utf-8", newline="") as file:
        plain = [float(row["value"] or "nan") for row in csv.DictReader(file)]
    assert np.array_equal(plain, read(folder, "series").to_pandas()["value"].to_numpy(), equal_nan=True)
    final = read(folder, "final").to_pandas()[list(kept.indicators)].to_numpy(dtype=float)
    assert np.array_equal(final, kept.final.to_numpy(), equal_nan=True)


def test_futures_keep_the_kind_of_their_values(make_run, tmp_path):
    factors = (
        Factor("joining.base", "weight", -3.0, -1.0, (), False, -2.0, "threshold", "drempel", "assumed"),
        Factor("ending.few", "count", 2.0, 5.0, (), True, 3, "few", "weinig", "assumed"),
        Factor("joining.rule", "choice", 0, 2, ("noisy", "hard"), False, "noisy", "rule", "regel", "assumed"),
    )
    values = {"joining.base": -2, "ending.few": 4, "joining.rule": "hard"}
    design = Design("file", factors, (Future(1, values),), np.full((1, 3), np.nan))
    export(Results((make_run(future=1),), design=design), tmp_path, "parquet")
    (row,) = read(tmp_path, "futures").to_pylist()
    assert row == {"future": 1, **values}
    assert [type(value) for value in row.values()] == [int, float, int, str]


def test_many_rows_go_in_several_groups_and_none_is_lost(make_run, tmp_path, monkeypatch):
    monkeypatch.setattr("weisim.results.parquet.ROWS_AT_ONCE", 13)
    results = Results(tuple(make_run(replication=number) for number in range(1, 8)))
    export(results, tmp_path, "parquet")
    with pq.ParquetFile(tmp_path / "series.parquet") as file:
        assert file.num_row_groups == 3
    for name, rows in (("series", 7 * 6), ("events", 7 * 3), ("ledger", 7 * 5), ("final", 7)):
        assert read(tmp_path, name).num_rows == rows
    assert read(tmp_path, "series")["replication"].to_pylist() == sorted(list(range(1, 8)) * 6)


def test_a_disk_that_is_full_leaves_the_old_file(results, tmp_path, monkeypatch):
    export(results, tmp_path, "parquet")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NoRoom, match="No space left"):
        export(results.select("early"), tmp_path, "parquet")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_does_not_read_back_replaces_nothing(make_run, tmp_path, monkeypatch):
    kept, written, found = struct.pack("<d", 0.1234), struct.pack("<d", np.pi), struct.pack("<d", np.e)
    export(Results((make_run(values=[[0.1234, 1.0]], events=[]),)), tmp_path, "parquet")
    before = (tmp_path / "series.parquet").read_bytes()
    assert kept in before
    fsync = os.fsync

    def spoilt(number):
        """The disk gives back another number than it got, in a file that can be read all the same."""
        fsync(number)
        for making in tmp_path.glob(".series.parquet.*"):
            content = making.read_bytes()
            assert content.count(written)
            making.write_bytes(content.replace(written, found))
            assert np.e in pq.read_table(making)["value"].to_pylist()

    monkeypatch.setattr("os.fsync", spoilt)
    with pytest.raises(InvalidInput, match="cannot be written"):
        export(Results((make_run(values=[[np.pi, 1.0]], events=[]),)), tmp_path, "parquet")
    assert (tmp_path / "series.parquet").read_bytes() == before


def test_without_pyarrow_the_extra_is_named(results, tmp_path, monkeypatch):
    imported = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InvalidInput, match=r"weisim\[parquet\]"):
        export(results, tmp_path / "new", "parquet")
    assert not (tmp_path / "new").exists()
