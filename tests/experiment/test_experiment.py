"""Experiment: which scenarios and how often, and what cannot be."""

from __future__ import annotations

import pytest

from weisim.experiment.designs.latin_hypercube import latin_hypercube
from weisim.experiment.experiment import Experiment
from weisim.experiment.factor import factor
from weisim.faults import InvalidInput
from weisim.results.inquiry import Inquiry
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


def asked(**changes: object) -> Inquiry:
    told = {"name": "q", "titles": ("t", "t"), "questions": ("q", "q"), "reference": "steady-support"}
    return Inquiry(**{**told, "outcomes": ("trust",), **changes})  # type: ignore[arg-type]


def test_its_size_is_scenarios_times_futures_times_replications(steady: Scenario) -> None:
    design = latin_hypercube((factor("joining.base"),), 5)
    early = withdraw_support(steady, month=6)
    experiment = Experiment([steady, early], 3, design=design)
    assert experiment.size == 30
    assert Experiment([steady, early], 3).size == 6
    stories = list(experiment.stories())
    assert [future.number for _, future in stories if future is not None] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [scenario.name for scenario, _ in stories[:2]] == [steady.name, early.name]
    assert [future for _, future in Experiment([steady]).stories()] == [None]


def test_other_luck_or_other_numbers_keep_all_the_rest(steady: Scenario) -> None:
    design = latin_hypercube((factor("joining.base"),), 5)
    whole = Experiment([steady], 3, 2, design, asked(replications=3), "outline")
    other = whole.from_seed(9).with_replications(7)
    assert (other.first, other.replications, other.keep) == (9, 7, "outline")
    assert other.design is design
    assert other.inquiry is not None
    assert other.inquiry.replications == 7
    assert len(whole.with_design(latin_hypercube((factor("joining.ask"),), 2)).design.futures) == 2


def test_futures_may_not_wipe_out_what_the_scenarios_differ_in(steady: Scenario) -> None:
    numbers = steady.parameters.with_values({"joining.base": -2.0})
    other = steady.model_copy(update={"name": "other", "parameters": numbers})
    design = latin_hypercube((factor("joining.base"), factor("joining.ask")), 5)
    with pytest.raises(InvalidInput) as refused:
        Experiment([steady, other], 1, design=design)
    (fault,) = refused.value.faults
    assert "joining.base" in str(fault.message)


def test_what_is_asked_must_be_about_what_is_played(steady: Scenario) -> None:
    with pytest.raises(InvalidInput) as refused:
        Experiment([steady], 1, inquiry=asked(reference="steady-suport", good_enough={"skill": 1.0}))
    first, second = refused.value.faults
    assert (first.key, second.key) == ("reference", "good_enough.skill")
    assert "steady-support" in str(first.advice)
    with pytest.raises(InvalidInput):
        Experiment([steady], 1, keep="everything")  # type: ignore[arg-type]


def test_an_experiment_that_would_never_end_says_how_long_it_would_take(steady: Scenario) -> None:
    design = latin_hypercube((factor("joining.base"),), 1_000)
    with pytest.raises(InvalidInput) as refused:
        Experiment([steady], 20_000, design=design)
    (fault,) = refused.value.faults
    assert "20000000" in str(fault.message)
    assert "16" in str(fault.advice)
