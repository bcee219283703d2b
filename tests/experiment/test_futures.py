"""Futures: a table made elsewhere is read cell by cell; each cell that cannot be is told by its name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from weisim.experiment.experiment import Experiment
from weisim.experiment.futures import read_futures
from weisim.experiment.reading import read_experiment
from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.scenario.scenario import Scenario

TABLE = "future,joining.base,joining.rule,ending.few\n1,-2.5,noisy threshold,3\n2,-3,hard threshold,2\n"


def table(folder: Path, text: str | bytes) -> Path:
    path = folder / "futures.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(folder: Path, text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(InvalidInput) as caught:
        read_futures(table(folder, text))
    for language in ("nl", "en"):
        with speaking(language):
            assert all(str(fault) for fault in caught.value.faults)
    return caught.value.faults


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_becomes_futures(tmp_path: Path, separator: str, end: str) -> None:
    text = "\ufeff" + TABLE.replace(",", separator).replace("\n", end) + end
    design = read_futures(table(tmp_path, text))
    assert design.kind == "file"
    assert [dict(future.values) for future in design.futures] == [
        {"joining.base": -2.5, "joining.rule": "noisy threshold", "ending.few": 3},
        {"joining.base": -3.0, "joining.rule": "hard threshold", "ending.few": 2},
    ]
    assert np.isnan(design.points).all()
    np.testing.assert_array_equal(design.table(), [[-2.5, 0, 3], [-3, 1, 2]])


def test_an_experiment_can_take_its_futures_from_a_table_beside_it(tmp_path: Path) -> None:
    (tmp_path / "experiments").mkdir()
    table(tmp_path / "experiments", TABLE)
    path = tmp_path / "experiments" / "own.toml"
    path.write_text(
        'format = 1\nname = "own"\nscenarios = ["steady-support"]\n[futures]\ndesign = "file"\nfile = "futures.csv"\n'
    )
    experiment = read_experiment(path)
    assert experiment.size == 2 * 5
    table(tmp_path / "experiments", TABLE.replace("-3", "-9"))
    with pytest.raises(InvalidInput) as caught:
        read_experiment(path)
    (fault,) = caught.value.faults
    assert (fault.key, fault.line) == ("B3", 3)
    assert fault.file.endswith("futures.csv")


def test_each_bad_cell_is_told_by_its_name(tmp_path: Path) -> None:
    text = "future;joining.base;joining.bse;ending.few;ending.few;sharing.on\n1;-2,5;1;3.5;3;1\n"
    text += "7;nan;1;99;x;1\n3;1e3;1;;1_0;1\n"
    found = {fault.key: fault for fault in faults(tmp_path, text)}
    assert set(found) == {"C1", "E1", "F1", "B2", "D2", "A3", "B3", "D3", "E3", "B4", "D4", "E4"}
    assert "-2.5" in str(found["B2"].advice)
    assert "joining.base" in str(found["C1"].advice)
    assert found["A3"].found == "7"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "future\n1\n",
        "joining.base\n",
        "joining.base,joining.ask\n-2.5\n",
        "joining.base\n-2.5,3\n",
        'joining.base\n"-2.5\n',
        "joining.base\n-2.5\0\n",
        b"joining.base\n\xff\xfe\n",
        "joining.base," * 500 + "\n",
        "joining.base\n" + "-2.5\n" * 100_002,
        "x" * (9 * 1024 * 1024),
        "joining.base\n٣\n",
        "joining.base\n=1+1\n",
    ],
    ids=range(14),
)
def test_what_is_no_table_of_futures_is_refused(tmp_path: Path, text: str | bytes) -> None:
    assert faults(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(InvalidInput):
            read_futures(path)


def test_at_most_fifty_faults_are_told(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "joining.base\n" + "x\n" * 1_000)) == 50


def test_a_table_may_not_set_what_the_scenarios_differ_in(tmp_path: Path, steady: Scenario) -> None:
    numbers = steady.parameters.with_values({"joining.base": -2.0})
    other = steady.model_copy(update={"name": "other", "parameters": numbers})
    with pytest.raises(InvalidInput) as caught:
        read_futures(table(tmp_path, TABLE), (steady, other))
    assert [fault.key for fault in caught.value.faults] == ["B1"]
    assert Experiment([steady], 1, design=read_futures(table(tmp_path, TABLE), (steady,))).size == 2
