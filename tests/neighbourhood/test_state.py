"""State: residents, initiatives, partners and the programme are Mesa agents, their state columns; Mesa's tools work."""

from __future__ import annotations

import gc
import weakref

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from tests.living import columns, differing, lived, people_of, settled, street, told
from weisim.neighbourhood.entities import Cooperative, Initiative, Partner, Programme, Resident, Surroundings
from weisim.neighbourhood.model import Neighbourhood
from weisim.simulation.simulate import simulate
from weisim.terms import Involvement


@pytest.fixture(scope="module")
def here() -> Neighbourhood:
    """A street that has lived long enough to have initiatives; tests here alter nothing that matters to others."""
    return lived(street(300), 60)


def test_everyone_is_an_agent_of_a_mesa_model(here: Neighbourhood) -> None:
    assert isinstance(here, mesa.Model)
    assert isinstance(here.agents, AgentSet)
    assert all(isinstance(agent, mesa.Agent) for agent in here.agents)
    kinds = {kind: len(agents) for kind, agents in here.agents_by_type.items()}
    few = {Initiative: len(here.initiatives), Cooperative: len(here.cooperatives), Programme: 1, Surroundings: 1}
    assert kinds == {Resident: 300, Partner: 6, **few}
    assert len(here.initiatives) > 3
    assert len(here.agents) == len(list(here.agents)) == sum(kinds.values())
    assert set(here.agent_types) == set(kinds)


def test_every_agent_has_a_number_of_its_own(here: Neighbourhood) -> None:
    numbers = here.agents.get("unique_id")
    assert len(set(numbers)) == len(here.agents)
    assert all(agent.model is here for agent in here.agents)


def test_an_agent_shows_its_row_of_the_columns(here: Neighbourhood) -> None:
    resident = here.residents[7]
    assert resident.motivation == here.residents.motivation[7]
    assert isinstance(resident.motivation, float)
    assert resident.skill.tolist() == here.residents.skill[7].tolist()
    was = resident.trust
    resident.trust = 0.123
    assert here.residents.trust[7] == 0.123
    resident.trust = was


def test_one_agent_is_one_agent(here: Neighbourhood) -> None:
    assert here.residents[3] is here.residents[3]
    assert here.residents[3] == next(agent for agent in here.agents if agent.unique_id == here.residents[3].unique_id)
    assert here.residents[3] != here.residents[4]
    assert here.residents[-1].row == 299
    assert [agent.row for agent in here.residents[2:5]] == [2, 3, 4]
    assert here.residents[3] in here.agents
    with pytest.raises(IndexError):
        here.residents[300]


def test_select(here: Neighbourhood) -> None:
    core = here.residents.select(lambda resident: resident.involvement == Involvement.CORE)
    assert len(core) == (here.residents.involvement == Involvement.CORE).sum() > 0
    assert len(here.agents.select(agent_type=Initiative)) == len(here.initiatives)
    assert len(here.residents.select(at_most=10)) == 10
    assert len(here.residents.select(at_most=0.5)) == 150
    trusting = (
        here.agents_by_type[Resident].select(lambda one: one.trust > 0.5).select(lambda one: one.motivation > 0.5)
    )
    assert len(trusting) == ((here.residents.trust > 0.5) & (here.residents.motivation > 0.5)).sum()


def test_get_agg_groupby_do_and_map(here: Neighbourhood) -> None:
    who = here.residents
    assert who.get("motivation") == who.motivation.tolist()
    assert who.get(["trust", "education"])[5] == [who.trust[5], who.education[5]]
    assert who.get("absent", handle_missing="default", default_value=0) == [0] * 300
    with pytest.raises(AttributeError):
        who.get("absent")
    assert who.agg("motivation", np.mean) == pytest.approx(who.motivation.mean())
    means = who.groupby("education").agg("trust", np.mean)
    assert means == {
        level: pytest.approx(who.trust[who.education == level].mean()) for level in set(who.education.tolist())
    }
    assert who.groupby("tenure").count() == {int(k): int((who.tenure == k).sum()) for k in np.unique(who.tenure)}
    seen: list[int] = []
    who.do(lambda resident: seen.append(resident.row))
    assert seen == list(range(300))
    assert who.map(lambda resident: resident.row) == seen
    assert sorted(who.shuffle().get("row")) == seen
    assert who.sort("trust", ascending=True).get("trust") == sorted(who.trust.tolist())
    assert len(here.agents.groupby(type).count()) == 5


def test_nobody_is_added_or_taken_away_by_hand(here: Neighbourhood) -> None:
    for attempt in (
        lambda: here.residents[0].remove(),
        lambda: here.residents.remove(here.residents[0]),
        lambda: here.residents.discard(here.residents[0]),
        lambda: here.agents.add(here.residents[0]),
        lambda: here.residents.select(inplace=True),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert len(here.residents) == 300


def test_looking_changes_nothing() -> None:
    looked_at, left_alone = settled(street(120)), settled(street(120))
    for _ in range(20):
        looked_at.agents.do(lambda agent: None)
        looked_at.residents.shuffle().get("motivation")
        looked_at.residents.groupby("education").agg("trust", np.mean)
        looked_at.step()
        left_alone.step()
    assert not differing(columns(looked_at), columns(left_alone))


def test_a_newcomer_is_another_agent() -> None:
    here = settled(told(street(200), {"leaving.mobility": 0.15}))
    before = {agent.row: agent for agent in here.residents}
    numbers = {row: agent.unique_id for row, agent in before.items()}
    for _ in range(30):
        here.step()
    moved = set(here.chronicle.events()["resident"][here.chronicle.events()["event"] == 10].tolist())
    assert moved
    for row in range(200):
        same = here.residents[row].unique_id == numbers[row]
        assert same == (row not in moved)
        assert (before[row] == here.residents[row]) == same
        assert (before[row] in here.residents) == same
    assert len(here.residents) == 200
    assert len({agent.unique_id for agent in here.agents}) == len(here.agents)


def test_columns_grow_with_the_initiatives() -> None:
    here = settled(street(60))
    for number in range(200):
        row = here.initiatives.add_row()
        here.initiatives.founder[row] = number
    assert here.initiatives.founder.tolist() == list(range(200))
    assert here.initiatives.viability.tolist() == [0.5] * 200
    assert here.initiatives[150].founder == 150
    assert here.initiatives.coverage.shape == (200, 4)


def test_every_state_is_declared_with_unit_and_meaning() -> None:
    for entity in (Resident, Initiative, Partner, Cooperative, Programme, Surroundings):
        assert entity.states()
        for state in entity.states():
            assert state.unit, state.name
            assert state.meaning, state.name
            assert state.name == state.name.lower()


def test_a_neighbourhood_that_nobody_holds_is_let_go() -> None:
    """Mesa of this version keeps every model that ever had agents; ours must not be kept."""
    here = lived(street(60), 5)
    list(here.agents)
    last = weakref.ref(here)
    del here
    gc.collect()
    assert last() is None


def test_a_run_leaves_no_neighbourhood_behind() -> None:
    gc.collect()
    before = len([one for one in gc.get_objects() if isinstance(one, Neighbourhood)])
    for seed in range(3):
        simulate(street(60).model_copy(update={"weeks": 5}), seed, people_of(street(60)))
    gc.collect()
    assert len([one for one in gc.get_objects() if isinstance(one, Neighbourhood)]) == before


def test_release_lets_all_agents_go() -> None:
    here = lived(street(60), 5)
    assert len(here.agents) > 60
    here.release()
    assert len(here.agents) == 0
    assert here.agents_by_type == {}
