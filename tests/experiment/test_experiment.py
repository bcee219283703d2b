"""Experiment: which scenarios and how often, and what cannot be."""

from __future__ import annotations

import pytest

from weisim.experiment.experiment import Experiment
from weisim.faults import InvalidInput
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support


def test_a_replication_has_its_number_as_its_seed(steady: Scenario) -> None:
    experiment = Experiment([steady], 3, 2013)
    assert list(experiment.seeds) == [2013, 2014, 2015]
    assert list(experiment.from_seed(7).seeds) == [7, 8, 9]


def test_it_reads_as_in_the_ten_lines(steady: Scenario) -> None:
    experiment = Experiment([steady, withdraw_support(steady, month=6)], replications=40)
    assert len(experiment.scenarios) == 2
    assert experiment.replications == 40


def test_two_scenarios_with_one_name_are_a_fault(steady: Scenario) -> None:
    with pytest.raises(InvalidInput) as refused:
        Experiment([steady, withdraw_support(steady, month=6, name=steady.name)])
    (fault,) = refused.value.faults
    assert fault.key == "name"
    assert steady.name in fault.found


def test_everything_that_cannot_be_is_told_at_once(steady: Scenario) -> None:
    with pytest.raises(InvalidInput) as refused:
        Experiment([], replications=0, first=-1)
    assert [fault.key for fault in refused.value.faults] == ["scenarios", "replications", "seed"]
    for replications in (True, 2.0, "3", 10**9):
        with pytest.raises(InvalidInput):
            Experiment([steady], replications=replications)  # type: ignore[arg-type]
