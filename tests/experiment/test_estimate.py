"""Estimate: what is missing, how long that takes and how much room it needs."""

from __future__ import annotations

import pytest

from tests.faults.playing import experiment_of
from tests.living import story
from weisim.experiment.estimate import MIB, Estimate, estimate
from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment


def test_it_follows_from_what_one_run_takes() -> None:
    asked = experiment_of(5, 10, 20)
    assert estimate(asked, 20, 2, 0.5, MIB / 4) == Estimate(80, 100, 20.0, 20.0)
    assert estimate(asked, 100, 2, 0.5, MIB) == Estimate(0, 100, 0.0, 0.0)


def test_without_a_measurement_it_is_of_the_right_size() -> None:
    asked = Experiment([story("steady-support")], 1000)
    found = estimate(asked)
    assert 20 < found.seconds < 300
    assert 40 < found.mib < 400
    assert estimate(asked, jobs=4).seconds == pytest.approx(found.seconds / 4)
    outlined = Experiment([story("steady-support")], 1000, keep="outline")
    assert estimate(outlined).mib < found.mib / 2


def test_it_is_told_before_anything_is_played() -> None:
    told: list[object] = []
    asked = experiment_of(2, 3, 8)
    run_experiment(asked, before=told.append, progress=lambda done, total: told.append(done))
    assert isinstance(told[0], Estimate)
    assert (told[0].runs, told[0].planned) == (12, 12)
    assert told[1:] == list(range(13))
