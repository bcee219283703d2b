"""Runner: every run once, kept as it ends, and the same results however they came about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment, too_many_failed
from weisim.faults import InvalidInput
from weisim.results.run import Run
from weisim.results.store import Store, load_results
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support
from weisim.simulation import simulate as room


@pytest.fixture(scope="module")
def pair(steady: Scenario) -> tuple[Scenario, Scenario]:
    brief = Scenario(**{**{name: getattr(steady, name) for name in Scenario.model_fields}, "weeks": 8})
    return brief, withdraw_support(brief, week=4, name="early")


class Played:
    """Counts which runs were really played."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails: tuple[str, int] | None = None) -> None:
        self.runs: list[tuple[str, int]] = []
        real = room.simulate

        def simulate(scenario: Scenario, seed: int, population: Any) -> Run:
            self.runs.append((scenario.name, seed))
            if (scenario.name, seed) == fails:
                raise ArithmeticError("hours are not a number")
            return real(scenario, seed, population)

        monkeypatch.setattr(room, "simulate", simulate)


def test_histories_come_one_of_every_scenario_at_a_time(
    pair: tuple[Scenario, Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    played = Played(monkeypatch)
    results = run_experiment(Experiment(pair, 2), seed=2013)
    names = [scenario.name for scenario in pair]
    assert played.runs == [(name, seed) for seed in (2013, 2014) for name in names]
    assert results.replications == (2013, 2014)
    assert results.scenarios == tuple(names)
    assert results.dictionary


def test_jobs_and_order_do_not_change_the_results(pair: tuple[Scenario, Scenario]) -> None:
    one = run_experiment(Experiment(pair, 4))
    several = run_experiment(Experiment(pair[::-1], 4), jobs=2)
    assert one.digest == several.digest
    assert one.scenarios != several.scenarios


def test_one_place_is_synthesised_once(pair: tuple[Scenario, Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    from weisim.population import synthesis

    places = []
    real = synthesis.synthesise
    monkeypatch.setattr(synthesis, "synthesise", lambda place, seed=0: places.append(place) or real(place, seed))
    run_experiment(Experiment(pair, 2))
    assert len(places) == 1


def test_what_is_kept_is_not_played_again(
    pair: tuple[Scenario, Scenario], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.sqlite"
    run_experiment(Experiment(pair, 2), store=path)
    played = Played(monkeypatch)
    seen: list[tuple[int, int]] = []
    more = run_experiment(Experiment(pair, 3), store=path, progress=lambda done, total: seen.append((done, total)))
    assert played.runs == [(scenario.name, 3) for scenario in pair]
    assert seen == [(4, 6), (5, 6), (6, 6)]
    assert more.digest == load_results(path).digest == run_experiment(Experiment(pair, 3)).digest
    assert more.titles == load_results(path).titles


def test_a_store_may_hold_more_than_was_asked(pair: tuple[Scenario, Scenario], tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    run_experiment(Experiment(pair, 3), store=path)
    fewer = run_experiment(Experiment(pair[:1], 1, 2), store=path)
    assert [(run.scenario, run.replication) for run in fewer.runs] == [(pair[0].name, 2)]
    assert len(load_results(path).runs) == 6


def test_two_names_for_one_story_are_two_scenarios(pair: tuple[Scenario, Scenario], tmp_path: Path) -> None:
    twin = Scenario(**{**{name: getattr(pair[0], name) for name in Scenario.model_fields}, "name": "twin"})
    path = tmp_path / "results.sqlite"
    results = run_experiment(Experiment([pair[0], twin], 2), store=path)
    assert [len(results.of(scenario)) for scenario in results.scenarios] == [2, 2]
    assert (results.final.loc[pair[0].name].fillna(-1) == results.final.loc["twin"].fillna(-1)).all(axis=None)


def test_an_open_store_is_left_open(pair: tuple[Scenario, Scenario], tmp_path: Path) -> None:
    with Store(tmp_path / "results.sqlite") as store:
        run_experiment(Experiment(pair[:1], 1), store=store)
        assert len(store.keys()) == 1


def test_a_run_that_fails_is_kept_as_failed_and_tried_again_next_time(
    pair: tuple[Scenario, Scenario], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.sqlite"
    with monkeypatch.context() as patched:
        Played(patched, fails=("early", 2))
        results = run_experiment(Experiment(pair, 2), store=path)
    (failed,) = results.failed
    assert (failed.scenario, failed.seed, failed.message) == ("early", 2, "ArithmeticError: hours are not a number")
    assert len(results.runs) == 3
    assert load_results(path).failed == results.failed
    assert too_many_failed(results)
    again = run_experiment(Experiment(pair, 2), store=path)
    assert not again.failed
    assert not load_results(path).failed
    assert not too_many_failed(again)


def test_stopping_keeps_what_was_finished(
    pair: tuple[Scenario, Scenario], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.sqlite"

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_experiment(Experiment(pair, 4), store=path, progress=stop)
    assert len(load_results(path).runs) == 3
    played = Played(monkeypatch)
    assert len(run_experiment(Experiment(pair, 4), store=path).runs) == 8
    assert len(played.runs) == 5


@pytest.mark.parametrize("jobs", [0, -1, True, 1.5, 10_000])
def test_a_number_of_jobs_that_cannot_be_is_a_fault(pair: tuple[Scenario, Scenario], jobs: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        run_experiment(Experiment(pair, 1), jobs=jobs)
    assert refused.value.faults[0].key == "jobs"
