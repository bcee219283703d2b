"""Outcome: the class of a history is read from what lives at its end."""

import math

import pytest

from weisim.analysis.outcome import outcome_of, outcomes
from weisim.results.run import FailedRun
from weisim.terms import Outcome


@pytest.mark.parametrize(
    ("alive", "outcome"),
    [
        (0, Outcome.FAILURE),
        (1, Outcome.FAILURE),
        (2, Outcome.PARTIAL),
        (5, Outcome.PARTIAL),
        (6, Outcome.SUCCESS),
        (40, Outcome.SUCCESS),
    ],
)
def test_borders_of_the_classes(alive, outcome):
    assert outcome_of(alive) is outcome


def test_enterprises_count_as_independent_organisations(make_run, make_results):
    runs = [
        make_run(replication=number, final={"independent_initiatives": number, "neighbourhood_enterprises": 1})
        for number in range(10)
    ]
    found = outcomes(make_results(runs), "a")
    assert [share.count for share in found.shares] == [1, 4, 5]
    assert (found.median, found.low, found.high) == (5.5, pytest.approx(1.9), pytest.approx(9.1))
    assert found.shares[Outcome.SUCCESS].share == 0.5
    assert round(found.shares[Outcome.SUCCESS].low, 4) == 0.2366


def test_runs_that_could_not_be_finished_are_counted_apart(make_run, make_results):
    found = outcomes(
        make_results([make_run()], failed=[FailedRun("a", 2, 2, "", 0, ""), FailedRun("b", 2, 2, "", 0, "")]), "a"
    )
    assert found.unfinished == 1
    assert sum(share.of for share in found.shares) == 3


def test_a_scenario_of_failed_runs_only_has_no_shares(make_results):
    found = outcomes(make_results([], failed=[FailedRun("a", 1, 1, "", 0, "")]), "a")
    assert math.isnan(found.shares[0].share)
    assert math.isnan(found.median)
