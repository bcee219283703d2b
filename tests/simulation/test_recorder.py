"""Recorder: indicators week by week; Mesa's DataCollector sees the same."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import equal_or_missing, people_of, settled, street
from weisim.indicators.catalogue import CATALOGUE
from weisim.simulation.recorder import NAMES, Recorder, data_collector
from weisim.simulation.simulate import simulate

OVER_A_YEAR = ("grant_share", "local_multiplier")  # of a single week these tell that week alone


def test_a_mesa_data_collector_collects_what_a_run_holds() -> None:
    story = street(200).model_copy(update={"weeks": 30})
    run = simulate(story, 4, people_of(story))
    here, collector = settled(story, 4), data_collector()
    for _ in range(30):
        here.step()
        collector.collect(here)
    frame = collector.get_model_vars_dataframe()
    assert list(frame.columns) == list(NAMES)
    for name in set(NAMES) - set(OVER_A_YEAR):
        pairs = zip(frame[name].to_numpy(float), run.series[name].to_numpy(float), strict=True)
        assert all(equal_or_missing(one, two) for one, two in pairs), name


def test_a_data_collector_of_ones_own_works_on_agents_too() -> None:
    import mesa

    from weisim.neighbourhood.entities import Resident

    here = settled(street(60))
    collector = mesa.DataCollector(
        model_reporters={"aware": lambda model: int((model.residents.involvement > 0).sum())},
        agenttype_reporters={Resident: {"trust": "trust"}},
    )
    for _ in range(3):
        here.step()
        collector.collect(here)
    told = collector.get_agenttype_vars_dataframe(Resident)
    assert len(told) == 180
    assert told["trust"].between(0, 1).all()
    assert collector.get_model_vars_dataframe()["aware"].iloc[-1] == (here.residents.involvement > 0).sum()


def test_watching_changes_nothing() -> None:
    watched, alone = settled(street(60), 2), settled(street(60), 2)
    recorder = Recorder(10)
    for week in range(10):
        watched.step()
        recorder.observe(watched, week)
        alone.step()
    assert (watched.residents.motivation == alone.residents.motivation).all()
    assert np.isfinite(recorder.values[:, NAMES.index("informed_share")]).all()


@pytest.mark.filterwarnings("error")
def test_weeks_that_have_not_passed_are_missing_and_the_others_are_told_already() -> None:
    here, recorder = settled(street(60)), Recorder(10)
    for week in range(4):
        here.step()
        recorder.observe(here, week)
    told, last = recorder.values, [indicator(here) for indicator in CATALOGUE]
    assert told.shape == (10, len(NAMES))
    assert np.isnan(told[4:]).all()
    apart = [name for name, one, two in zip(NAMES, told[3], last, strict=True) if not equal_or_missing(one, two)]
    assert set(apart) <= set(OVER_A_YEAR)
