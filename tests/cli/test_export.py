"""Export: a store becomes files in the form that was asked for."""

import builtins
import csv

import pytest

from tests.results.conftest import small_run
from weisim.faults import Fault, NoRoom
from weisim.language import Text
from weisim.results.store import Store


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        store.add(*(small_run(replication=number) for number in (1, 2)))
    return path


def test_csv_is_what_comes_by_itself(typed, kept, tmp_path):
    result = typed("--language", "en", "export", kept, "--out", "files")
    assert result.exit_code == 0, result.output
    with (tmp_path / "files" / "final.csv").open(encoding="utf-8", newline="") as file:
        assert [row["replication"] for row in csv.DictReader(file)] == ["1", "2"]
    assert "2 runs were written." in result.output
    assert result.output.splitlines()[-1] == "Next: open files/dictionary.csv; it says what every column holds."


def test_without_a_folder_the_files_go_to_one_with_the_name_of_the_store(typed, kept, tmp_path):
    assert typed("export", kept).exit_code == 0
    assert (tmp_path / "results" / "kept" / "series.csv").exists()


def test_parquet_when_it_is_asked_for(typed, kept, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow, the extra `parquet`, is not installed")
    result = typed("export", kept, "--format", "parquet", "--out", "files")
    assert result.exit_code == 0, result.output
    assert parquet.read_table(tmp_path / "files" / "final.parquet").num_rows == 2


def test_without_pyarrow_the_extra_is_named(typed, kept, monkeypatch):
    imported = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    result = typed("--language", "en", "export", kept, "--format", "parquet")
    assert result.exit_code == 2
    assert "weisim[parquet]" in result.output


def test_another_form_is_refused(typed, kept):
    assert typed("export", kept, "--format", "xlsx").exit_code == 2


def test_a_store_that_is_not_there_is_wrong_input(typed):
    result = typed("--language", "en", "export", "nothing.sqlite")
    assert result.exit_code == 2
    assert "nothing.sqlite" in result.output
    assert "does not exist" in result.output


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "the disk is full; what was kept is safe.\nNext: make room and give the same command again"),
     ("nl", "misschien is de schijf vol; wat bewaard was, is veilig.\nVerder: maak ruimte")],
)  # fmt: skip
def test_no_room_has_an_exit_code_and_words_of_its_own(typed, kept, monkeypatch, language, told):
    def full(*_, **__):
        message = Text("cannot be written, perhaps because the disk is full; what was kept is safe")
        raise NoRoom([Fault("kept.sqlite", 0, "", "", message)])

    monkeypatch.setattr("weisim.results.store.load_results", full)
    result = typed("--language", language, "export", kept)
    assert result.exit_code == 3
    assert told in result.output
    assert "kept.sqlite: " in result.output
