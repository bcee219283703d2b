"""Futures played: the runner in many futures, into a store, with bad runs among them and rows that are not its own."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.faults.planted import crowded
from tests.faults.playing import experiment_of
from weisim.experiment.engines.engine import AtHand, Stories, Task, outcome_of, play_one
from weisim.experiment.engines.here import Here
from weisim.experiment.runner import run_experiment
from weisim.results.run import FailedRun
from weisim.results.store import Store, load_results, load_story


@dataclass
class Together:
    """An engine that finishes some runs at the same moment, and may bring back what nobody asked for."""

    size: int = 5
    spoil: str = ""
    began: list[Task] = field(default_factory=list)

    def play(self, tasks: Iterable[Task], stories: Stories) -> Generator[AtHand, None, None]:
        at_hand = []
        for task in tasks:
            self.began.append(task)
            outcome = outcome_of(task, stories)
            if self.spoil and task.seed == 2 and not isinstance(outcome, FailedRun):
                outcome = outcome._replace(**{self.spoil: "another"})
            at_hand.append((task, outcome))
            if len(at_hand) == self.size:
                yield tuple(at_hand)
                at_hand = []
        yield tuple(at_hand)


def test_every_scenario_is_played_in_every_future_and_never_twice(tmp_path: Path) -> None:
    asked, path = experiment_of(3, 2, 8), tmp_path / "results.sqlite"
    results = run_experiment(asked, store=path)
    assert results.futures == (1, 2, 3)
    assert len(results.runs) == asked.size == 12
    assert results.design.futures == asked.design.futures
    assert run_experiment(asked).digest == results.digest == load_results(path).digest
    again = Together()
    assert run_experiment(asked, store=path, engine=again).digest == results.digest
    assert not again.began
    more = run_experiment(asked.with_replications(3), store=path, engine=again)
    assert {task.seed for task in again.began} == {3}
    assert more.digest == run_experiment(asked.with_replications(3), jobs=2).digest


def test_what_is_finished_together_is_kept_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    real = Store.add_packed
    monkeypatch.setattr(Store, "add_packed", lambda self, *rows: kept.append(len(rows)) or real(self, *rows))
    results = run_experiment(experiment_of(3, 2, 8), store=tmp_path / "results.sqlite", engine=Together())
    assert kept == [5, 5, 2]
    assert len(results.runs) == 12


def test_an_outline_has_the_digest_of_the_whole(tmp_path: Path) -> None:
    asked = experiment_of(2, 2, 60)
    whole = run_experiment(asked)
    outline = run_experiment(asked, keep="outline", store=tmp_path / "results.sqlite")
    assert outline.digest == whole.digest
    assert all(run.outline is not None for run in outline.runs)
    assert run_experiment(type(asked)(asked.scenarios, 2, design=asked.design, keep="outline")).runs[0].outline


def test_the_texts_of_the_stories_are_kept(tmp_path: Path) -> None:
    asked, path = experiment_of(2, 1, 8), tmp_path / "results.sqlite"
    run_experiment(asked, store=path)
    for scenario in asked.scenarios:
        text, place = load_story(path, scenario.name, scenario.digest)
        assert f'name = "{scenario.name}"' in text
        assert scenario.place.code in place


def test_a_bad_run_of_a_store_names_the_command_that_repeats_it(tmp_path: Path) -> None:
    asked, path = experiment_of(2, 7, 8), tmp_path / "my results.sqlite"
    results = run_experiment(asked.from_seed(50), store=path, engine=Here(_without_killing))
    assert {failed.kind for failed in results.failed} == {"raised", "unsound"}
    assert {failed.future for failed in results.failed} == {1, 2}
    for failed in results.failed:
        assert failed.command.startswith(f"weisim rerun '{path}' ")
    assert load_results(path).failed == results.failed
    without = run_experiment(asked.from_seed(50), engine=Here(_without_killing)).failed
    assert [replace(failed, command="") for failed in results.failed] == list(without)


@pytest.mark.parametrize("column", ["scenario", "run_key"])
def test_a_row_that_nobody_asked_for_is_not_kept(tmp_path: Path, column: str) -> None:
    results = run_experiment(experiment_of(0, 3, 8), store=tmp_path / "results.sqlite", engine=Together(spoil=column))
    assert {(failed.seed, failed.kind) for failed in results.failed} == {(2, "unsound")}
    assert results.replications == (1, 3)


def _without_killing(task: Task, stories: Stories) -> Any:
    return (crowded if task.seed % 50 < 4 else play_one)(task, stories)
