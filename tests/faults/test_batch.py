"""Batch: a few runs raise, are unsound, kill their process or never end; every good one is kept, each bad one named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.planted import crowded, fault_of, planted
from tests.faults.playing import experiment_of
from weisim.experiment.engines.engine import Player
from weisim.experiment.engines.processes import Processes
from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment
from weisim.results.results import Results
from weisim.results.store import load_results

KINDS = {
    "raises": "raised", "nan": "unsound", "infinite": "unsound", "shape": "unsound", "kills": "lost", "hangs": "hung",
}  # fmt: skip
CROWDED = tuple(KINDS)


def played(store: Path, replications: int, player: Player, first: int, longest: float) -> tuple[Experiment, Results]:
    asked = Experiment(experiment_of(0, 1, 12).scenarios[:1], replications, first)
    return asked, run_experiment(asked, store=store, engine=Processes(2, longest, player))


def test_every_good_run_is_kept_and_each_bad_one_is_named(tmp_path: Path) -> None:
    store = tmp_path / "results.sqlite"
    asked, results = played(store, 56, crowded, first=50, longest=2.5)
    expected = {seed: KINDS[CROWDED[seed % 50]] for seed in asked.seeds if seed % 50 < len(CROWDED)}
    assert len(expected) == 12
    assert {failed.seed: failed.kind for failed in results.failed} == expected
    assert results.replications == tuple(seed for seed in asked.seeds if seed not in expected)
    assert load_results(store).digest == results.digest
    for failed in results.failed:
        assert failed.command.startswith(f"weisim rerun {store} ")
        assert failed.message
    undisturbed = run_experiment(Experiment(asked.scenarios, 56, 50))
    kept = {run.replication: run.digest for run in results.runs}
    assert kept == {run.replication: run.digest for run in undisturbed.runs if run.replication in kept}
    assert run_experiment(asked, store=store).digest == undisturbed.digest, "what failed was not played again"
    assert not load_results(store).failed


@pytest.mark.slow
def test_a_thousand_runs_with_one_in_fifty_bad(tmp_path: Path) -> None:
    store = tmp_path / "results.sqlite"
    asked, results = played(store, 1000, planted, first=0, longest=5.0)
    expected = {seed: KINDS[fault] for seed in asked.seeds if (fault := fault_of(seed))}
    assert Counter(expected.values()) == {"raised": 10, "unsound": 5, "lost": 2, "hung": 2}
    assert {failed.seed: failed.kind for failed in results.failed} == expected
    assert len(results.runs) == 1000 - len(expected)
    assert load_results(store).digest == results.digest
