"""Simulate: the same story and seed give the same history, to the bit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.living import columns, counted, differing, events, lived, people_of, settled, story, street, ties_told, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.simulation.schedule import SCHEDULE
from weisim.simulation.simulate import settle, simulate
from weisim.terms import Stage

TELL = """
import sys
from tests.living import street
from weisim.simulation.simulate import simulate
print(simulate(street(120).model_copy(update={"weeks": 40}), int(sys.argv[1])).digest)
"""


def played(scenario: Scenario, seed: int = 1, weeks: int = 60) -> Run:
    return simulate(scenario.model_copy(update={"weeks": weeks}), seed, people_of(scenario))


def test_the_same_seed_gives_the_same_bits() -> None:
    one, two = played(street(300)), played(street(300))
    assert one.values.tobytes() == two.values.tobytes()
    assert one.event_table.tobytes() == two.event_table.tobytes()
    assert one.digest == two.digest


def test_another_seed_gives_another_history() -> None:
    one, two = played(street(300), 1), played(street(300), 2)
    assert one.values.tobytes() != two.values.tobytes()
    assert one.digest != two.digest


@pytest.mark.parametrize("hash_seed", ["0", "1", "random"])
def test_another_process_gives_the_same_bits(root: Path, hash_seed: str) -> None:
    """Neither the process nor the order of sets and dictionaries reaches the model."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)}
    other = subprocess.run(
        [sys.executable, "-c", TELL, "5"], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == played(street(120), 5, 40).digest


def test_histories_do_not_touch_each_other() -> None:
    """Two neighbourhoods that take turns live as they would alone."""
    alone = columns(lived(street(120), 30, seed=4))
    one, two = settled(street(120), 4), settled(street(300), 9)
    for _ in range(30):
        one.step()
        two.step()
    assert not differing(alone, columns(one))


def test_a_run_tells_the_story(small_street: Scenario) -> None:
    run = simulate(small_street.model_copy(update={"weeks": 30}), 7)
    assert (run.weeks, run.residents, run.seed, run.replication) == (30, 60, 7, 7)
    assert run.series.shape[0] == 30
    assert run.series.index.name == "week"
    assert run.series.index[0] == 0
    assert run.scenario == "steady-support"
    assert (run.series["phase"] >= 1).all()
    assert set(run.events.columns) == {"week", "event", "initiative", "resident", "partner", "stage", "reason", "value"}


def test_population_may_be_given_or_made(small_street: Scenario) -> None:
    short = small_street.model_copy(update={"weeks": 10})
    assert simulate(short, 3).digest == simulate(short, 3, people_of(short)).digest


def test_a_neighbourhood_on_its_first_morning(small_street: Scenario) -> None:
    here = settle(small_street, 3)
    assert here.week == 0
    assert not here.residents.involvement.any()
    assert len(here.initiatives) == 0
    here.step()
    assert here.week == 1


def one_way(here: Neighbourhood) -> None:
    """What always holds in a neighbourhood, in any week."""
    who, g = here.residents, here.initiatives
    informed, active = counted(here)
    assert (who.informed_neighbours == informed).all()
    assert (who.active_neighbours == active).all()
    members = who.initiative[who.initiative >= 0]
    assert (g.members == np.bincount(members, minlength=len(g))).all()
    assert (g.stage[members] != Stage.ENDED).all()
    takes_part = np.isin(who.involvement, (3, 4))
    assert (takes_part == (who.initiative >= 0)).all()
    for roster in (who, g, here.partners, here.programme, here.surroundings, here.cooperatives):
        for state in roster.entity.states():
            column = getattr(roster, state.name)
            if state.unit == "share" and state.name not in (
                "attraction",
                "threshold",
                "informing",
                "community",
                "reflecting",
            ):
                assert ((column >= 0) & (column <= 1)).all(), state.name
            assert np.isfinite(column).all(), state.name
    assert (who.hours_given <= who.hours_available).all()
    ties = ties_told(here.ties)
    row, other, strength = ties[:, 0].astype(int), ties[:, 1].astype(int), ties[:, 2]
    assert (row != other).all()
    assert (np.diff(row * len(who) + other) > 0).all(), "lists are sorted and without doubles"
    turned = np.lexsort((row, other))
    assert (row == other[turned]).all()
    assert (other == row[turned]).all()
    assert (strength == strength[turned]).all()
    assert ((strength > 0) & (strength <= 1)).all()


@pytest.mark.parametrize("name", ["steady-support", "stop-month-12", "no-support"])
def test_what_always_holds_holds_in_every_week(name: str) -> None:
    busy = {"leaving.mobility": 0.15, "founding.idea": 0.06, "founding.spontaneous": 0.0002, "ending.base_idea": 0.7}
    here = settled(told(street(200, name), busy), seed=11)
    for _ in range(130):
        here.step()
        one_way(here)
    assert len(here.initiatives) > 0


def test_counts_hold_in_the_whole_neighbourhood_too() -> None:
    here = lived(story("steady-support"), 80)
    one_way(here)
    assert len(here.initiatives) > 10
    assert len(events(here)) > 100


def test_the_order_of_the_week() -> None:
    week = (
        "supporting befalling informing telling doubting motivating joining choosing founding presenting "
        "working learning sharing organising bonding dealing producing federating leaving ending advancing"
    )
    assert [process.name for process in SCHEDULE] == week.split()
