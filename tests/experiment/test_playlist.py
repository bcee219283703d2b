"""Playlist: one history of everything first, then the next; what a store holds is left out, and nothing is listed."""

from __future__ import annotations

import itertools

from tests.faults.playing import experiment_of
from weisim.experiment.engines.engine import Task, in_future
from weisim.experiment.experiment import Experiment
from weisim.experiment.playlist import Playlist
from weisim.experiment.runner import run_experiment
from weisim.results.provenance import run_key
from weisim.results.run import Run


def test_one_history_of_every_story_comes_first() -> None:
    playlist = Playlist(experiment_of(3, 2, 8))
    expected = [Task(row, future, seed) for seed in (1, 2) for future in (1, 2, 3) for row in (0, 1)]
    assert list(playlist) == expected
    assert len(playlist) == len(expected)
    assert {task.future for task in Playlist(experiment_of(0, 2, 8))} == {0}


def test_a_key_is_that_of_the_story_in_its_future() -> None:
    asked = experiment_of(3, 1, 8)
    playlist = Playlist(asked)
    story = in_future(asked.scenarios[1], asked.design.future(2))
    assert playlist.key(Task(1, 2, 9)) == run_key(story.digest, 9)
    keys = {(playlist.name(task), playlist.key(task)) for task in playlist}
    assert len(keys) == len(playlist)


def test_what_a_store_holds_is_left_out() -> None:
    playlist = Playlist(experiment_of(3, 2, 8))
    tasks = list(playlist)
    held = [tasks[number] for number in (0, 3, 11)]
    missing = playlist.without({(playlist.name(task), task.future, playlist.key(task)) for task in held})
    assert list(missing) == [task for task in tasks if task not in held]
    assert len(missing) == len(tasks) - 3


def test_a_run_of_another_experiment_is_not_held() -> None:
    asked = experiment_of(2, 1, 8)
    run = run_experiment(asked).runs[0]
    assert isinstance(run, Run)
    assert Playlist(asked).holds(run)
    assert not Playlist(experiment_of(2, 1, 9)).holds(run)
    assert not Playlist(experiment_of(0, 1, 8)).holds(run)
    assert not Playlist(asked.from_seed(2)).holds(run)


def test_a_hundred_thousand_replications_are_not_listed() -> None:
    playlist = Playlist(Experiment(experiment_of(0, 1, 8).scenarios, 100_000))
    assert len(playlist) == 200_000
    assert next(itertools.islice(playlist, 7, None)) == Task(1, 0, 4)
