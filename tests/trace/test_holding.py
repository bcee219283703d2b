"""Holding: what held back those who did not take part, at the end of each phase."""

from __future__ import annotations

import math

import pytest

from tests.trace.conftest import MakeRun, happened
from weisim.language import speaking
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.terms import Condition, Event, Phase
from weisim.trace.holding import held_back, last_weeks, most_held_back

SHARES = {"can": 0.2, "like": 0.5, "enabled": 0.1, "asked": 0.1, "responded": 0.1}


def test_the_readout_is_told_by_condition(make_run: MakeRun) -> None:
    run = make_run(**{f"bottleneck_{word}": share for word, share in SHARES.items()})
    assert held_back(run, 3) == {condition: SHARES[condition.word] for condition in Condition}
    with speaking("nl"):
        assert most_held_back(run, 3) == "Van wie niet meedoet, is dit de grootste groep (50 %): wil niet."


@pytest.mark.parametrize("gone", [{}, {"bottleneck_can": 0.2}, {f"bottleneck_{word}": math.nan for word in SHARES}])
def test_an_old_run_and_a_run_in_which_everybody_takes_part_tell_nothing(
    make_run: MakeRun, gone: dict[str, float]
) -> None:
    run = make_run(**gone)
    assert held_back(run, 0) == {}
    assert most_held_back(run, 0) == ""


def test_each_stretch_of_a_phase_has_its_last_week(make_run: MakeRun) -> None:
    rows = [
        happened(4, Event.PHASE_REACHED, value=2.0),
        happened(30, Event.PHASE_LOST, value=1.0),
    ]
    assert last_weeks(make_run(rows)) == [(4, Phase.INFORMATION), (30, Phase.EMERGENCE), (51, Phase.INFORMATION)]


def test_a_played_history_has_the_readout_and_it_adds_up(played: tuple[Run, Scenario]) -> None:
    run, _ = played
    for week, _phase in last_weeks(run):
        shares = held_back(run, week)
        assert set(shares) == set(Condition)
        assert 0 < math.fsum(shares.values()) <= 1 + 1e-12
