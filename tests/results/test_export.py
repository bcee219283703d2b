"""Export: exported files hold the same numbers, and nothing a spreadsheet would run."""

import csv
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from weisim.faults import InvalidInput, NoRoom
from weisim.results.design import Design, Factor, Future
from weisim.results.export import FILES, FORMULA_SIGNS, export, safe
from weisim.results.inquiry import Inquiry
from weisim.results.ledger import ACCOUNTS, account, empty_ledger
from weisim.results.results import Results
from weisim.results.run import FailedRun


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_files_have_the_columns_that_were_promised(results, tmp_path):
    paths = export(results, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [
        "series.csv",
        "final.csv",
        "events.csv",
        "ledger.csv",
        "dictionary.csv",
        "manifest.json",
    ]
    series, final, events, ledger, dictionary = (read(path) for path in paths[:5])
    assert series[0] == ["scenario", "future", "replication", "week", "indicator", "value"]
    assert final[0] == ["scenario", "future", "replication", "trust", "ideas_born"]
    assert events[0] == [
        "scenario",
        "future",
        "replication",
        "week",
        "event",
        "initiative",
        "resident",
        "partner",
        "stage",
        "reason",
        "value",
    ]
    assert ledger[0] == [
        "scenario",
        "future",
        "replication",
        "holder",
        "partner",
        "hours_given",
        "euros_given",
        "euros_won",
        "deals",
        "skill_won",
        "ties_won",
        "euros_earned",
        "cost",
        "relief",
    ]
    assert dictionary[0] == [
        "indicator",
        "label_nl",
        "label_en",
        "unit",
        "kind",
        "good",
        "smallest_difference_that_matters",
        "decimals",
        "definition_nl",
        "definition_en",
    ]
    assert dictionary[1][:7] == ["trust", "vertrouwen", "trust", "share", "stock", "high", "0.05"]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(path.name for path in paths)


def test_numbers_read_back_to_the_same_bits(results, tmp_path):
    export(results, tmp_path)
    table = pd.read_csv(tmp_path / "series.csv")
    for run in results.runs:
        mine = table[(table.scenario == run.scenario) & (table.replication == run.replication)]
        back = mine.pivot(index="week", columns="indicator", values="value")[list(run.names)]
        pd.testing.assert_frame_equal(back, run.series, check_exact=True, check_names=False, check_index_type=False)


def test_final_has_one_row_a_run(results, tmp_path):
    export(results, tmp_path)
    assert read(tmp_path / "final.csv")[1:] == [
        ["early", "0", "1", "1.5", "2"],
        ["early", "0", "2", "2.5", "2"],
        ["early", "0", "3", "3.5", "2"],
        ["steady", "0", "1", "1.5", "2"],
        ["steady", "0", "2", "2.5", "2"],
        ["steady", "0", "3", "3.5", "2"],
    ]


def test_events_are_words_and_missing_cells_are_empty(results, tmp_path):
    export(results, tmp_path)
    rows = read(tmp_path / "events.csv")
    assert rows[1] == ["early", "0", "1", "0", "idea_born", "0", "17", "", "idea", "founded", ""]
    assert rows[3] == ["early", "0", "1", "2", "promise_broken", "", "", "'=HYPERLINK", "", "", "2.5"]


def test_everybody_has_a_line_in_the_ledger_and_what_does_not_apply_is_empty(make_run, tmp_path):
    ledger = empty_ledger(("Municipality", "=HYPERLINK"))
    ledger[0, account("hours_given")] = 1200.5
    ledger[2, account("euros_earned")] = 60
    ledger[4, :4] = 8, 500, -2.25, 3
    ledger[4, account("relief")] = 0.25
    export(Results((make_run(ledger=ledger),)), tmp_path)
    assert read(tmp_path / "ledger.csv")[1:] == [
        ["steady", "0", "1", "residents", "", "1200.5", *[""] * 8],
        ["steady", "0", "1", "initiatives", "", *[""] * 9],
        ["steady", "0", "1", "cooperative", "", *[""] * 6, "60", "", ""],
        ["steady", "0", "1", "partner", "Municipality", *[""] * 9],
        ["steady", "0", "1", "partner", "'=HYPERLINK", "8", "500", "-2.25", "3", *[""] * 4, "0.25"],
    ]


def test_the_dictionary_says_what_each_column_of_the_ledger_holds(results, tmp_path):
    export(results, tmp_path)
    told = {row[0]: row for row in read(tmp_path / "dictionary.csv")}
    for entry in ACCOUNTS:
        row = told[f"ledger.{entry.name}"]
        assert row[1:4] == [entry.dutch, entry.english, entry.unit]
        assert all(row[-2:])


def test_a_name_that_looks_like_a_formula_is_never_run(make_run, tmp_path):
    export(Results((make_run(scenario="=1+1", names=("@SUM", "-x")),)), tmp_path)
    for name in (name for name in FILES if name.endswith(".csv")):
        for row in read(tmp_path / name):
            for cell in row:
                assert not cell.startswith(tuple(FORMULA_SIGNS)) or not math.isnan(float(cell))


@given(st.text(max_size=8))
def test_a_safe_text_never_begins_like_a_formula_and_loses_nothing(text):
    assert not safe(text).startswith(tuple(FORMULA_SIGNS))
    assert safe(text).endswith(text)


@given(st.text(st.characters(codec="utf-8"), max_size=8), st.text(st.characters(codec="utf-8"), max_size=8))
@example("a\rb", "\r")
@example('say "no", please', "one\ntwo")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_a_name_it_stays_in_its_cell(make_run, tmp_path_factory, scenario, partner):
    folder = tmp_path_factory.mktemp("any")
    run = make_run(scenario=f"a{scenario}", partners=("Municipality", f"b{partner}"), names=("trust", f"c{partner}"))
    export(Results((run,)), folder)
    assert {row[0] for row in read(folder / "series.csv")[1:]} == {run.scenario}
    assert {row[4] for row in read(folder / "series.csv")[1:]} == set(run.names)
    assert read(folder / "ledger.csv")[-1][:5] == [run.scenario, "0", "1", "partner", f"b{partner}"]
    assert read(folder / "events.csv")[3][7] == f"b{partner}"
    assert read(folder / "final.csv")[0][-1] == f"c{partner}"


def test_a_negative_number_stays_a_number(make_run, tmp_path):
    export(Results((make_run(values=[[-0.5, -2.0]], events=[]),)), tmp_path)
    assert read(tmp_path / "final.csv")[1] == ["steady", "0", "1", "-0.5", "-2"]


def test_the_manifest_names_where_results_came_from(results, tmp_path):
    failed = Results(results.runs, (FailedRun("early", 4, 4, "it broke", 2, "weisim run"),), titles=results.titles)
    export(failed, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == "0.1.0"
    assert manifest["seeds"] == [1, 2, 3, 4]
    assert manifest["scenario_digest"] == {"steady": "digest of steady", "early": "digest of early"}
    assert manifest["run_keys"]["early"]["2"] == failed.runs[1].provenance.run_key
    assert manifest["results_digest"] == failed.digest
    assert manifest["failed"][0]["message"] == "it broke"
    assert manifest["scenarios"]["steady"]["place"] == "BU03636910"


def test_exporting_again_replaces_the_files(results, tmp_path):
    export(results, tmp_path)
    export(results.select("early"), tmp_path)
    assert {row[0] for row in read(tmp_path / "final.csv")[1:]} == {"early"}


def test_a_folder_that_cannot_be_one_is_told(results, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInput, match="file"):
        export(results, tmp_path / "file")


@pytest.fixture
def many_futures(make_run):
    """Outlines in two futures, one of which has a rule and a key that look like a formula."""
    factors = (
        Factor("joining.base", "weight", -3.0, -1.0, (), False, -2.0, "threshold", "drempel", "assumed"),
        Factor("ending.few", "count", 2.0, 5.0, (), True, 3, "few", "weinig", "assumed"),
        Factor("=joining.rule", "choice", 0, 2, ("noisy", "+hard"), False, "noisy", "rule", "regel", "assumed"),
    )
    futures = (
        Future(1, {"joining.base": -2.25, "ending.few": 4, "=joining.rule": "+hard"}),
        Future(2, {"joining.base": -1.0, "ending.few": 2, "=joining.rule": "noisy"}),
    )
    design = Design("file", factors, futures, np.full((2, 3), np.nan))
    runs = [
        make_run(replication=replication, future=future, values=np.arange(80.0).reshape(40, 2) / 3).outlined()
        for future in (1, 2)
        for replication in (1, 2)
    ]
    asked = Inquiry("asked", ("a", "b"), ("c", "d"), "steady", ("trust",))
    return Results(tuple(runs), (), design=design, inquiry=asked)


def test_futures_have_a_row_each_and_every_run_names_its_future(many_futures, tmp_path):
    names = [path.name for path in export(many_futures, tmp_path)]
    assert names == [*FILES[:4], "futures.csv", *FILES[4:]]
    assert read(tmp_path / "futures.csv") == [
        ["future", "joining.base", "ending.few", "'=joining.rule"],
        ["1", "-2.25", "4", "'+hard"],
        ["2", "-1", "2", "noisy"],
    ]
    assert [row[:3] for row in read(tmp_path / "final.csv")[1:]] == [
        ["steady", "1", "1"],
        ["steady", "1", "2"],
        ["steady", "2", "1"],
        ["steady", "2", "2"],
    ]
    told = {row[0]: row for row in read(tmp_path / "dictionary.csv")}
    assert told["futures.joining.base"][1:4] == ["drempel", "threshold", "weight"]
    assert told["futures.joining.base"][-1] == "drawn from -3 up to and including -1"
    assert told["futures.=joining.rule"][-1] == "one of: noisy, +hard"
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["run_keys"]["steady"]) == {"1:1", "1:2", "2:1", "2:2"}
    assert manifest["design"]["futures"] == 2
    assert manifest["inquiry"]["reference"] == "steady"
    assert manifest["files"] == names[:-1]


def test_the_weeks_of_an_outline_are_those_it_kept(many_futures, tmp_path):
    export(many_futures, tmp_path)
    assert {row[3] for row in read(tmp_path / "series.csv")[1:]} == {"25", "39"}


def test_results_without_futures_leave_a_file_of_that_name_alone(results, tmp_path):
    (tmp_path / "futures.csv").write_text("mine")
    export(results, tmp_path)
    assert (tmp_path / "futures.csv").read_text() == "mine"


def test_a_write_that_fails_leaves_the_old_file(results, tmp_path, monkeypatch):
    export(results, tmp_path)
    before = (tmp_path / "series.csv").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NoRoom, match="No space left"):
        export(results.select("early"), tmp_path)
    assert (tmp_path / "series.csv").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == len(FILES)
