"""Founding: who starts an idea, and what deters."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, columns, counted, differing, do, dose, recount, renumber, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Event, Involvement, Phase, Problem, Stage


def ready(residents: int = 600, **numbers: float) -> Neighbourhood:
    """A street in the emergence phase where every other resident is interested."""
    here = settled(street(residents))
    here.residents.involvement[::2] = Involvement.INTERESTED
    recount(here)
    dose(here, phase=Phase.EMERGENCE, connecting=0.8)
    renumber(here, "founding", **{"idea": 0.3, "spontaneous": 0.05, **numbers})
    return here


def born(here: Neighbourhood) -> list[int]:
    events = here.chronicle.events()
    return events["resident"][events["event"] == Event.IDEA_BORN].tolist()


EVEN, SKEWED = (0.2, 0.2, 0.2, 0.2, 0.2), (0.3, 0.1, 0.25, 0.0, 0.35)


@pytest.mark.parametrize("agenda", [EVEN, SKEWED])
@pytest.mark.parametrize(("phase", "presented"), [(1, -99), (2, -99), (3, 93), (3, 92)])
def test_the_chance_of_an_idea_follows_the_equation(phase: int, presented: int, agenda: tuple[float, ...]) -> None:
    """What is on the agenda is nursed and fed; what is not on it at all starts no idea."""
    here = ready()
    here.surroundings.agenda[0] = agenda
    who = here.residents
    here.week = 100
    dose(here, phase=phase, presented_in=presented)
    for row in range(1, 41, 4):
        begin(here, [row], problem=row % 3, stage=Stage.IDEA if row % 8 == 1 else Stage.INDEPENDENT)
    live = np.bincount(here.initiatives.problem, minlength=len(Problem))
    ideas = int((here.initiatives.stage == Stage.IDEA).sum())
    niche = 7.5 * len(who) / 1000 * np.array(agenda)
    ease = np.where(niche > 0, np.exp(-4.4 * live / np.maximum(niche, 1e-9)), 0.0) / (1 + ideas / 12)
    helped = 0.3 * 0.8 * (1 + 2 * (100 - presented < 8)) if phase >= Phase.EMERGENCE else 0.0
    wish = 4 * np.maximum(who.motivation - 0.5, 0) * ease[who.problem]
    interested = (helped * np.array(agenda)[who.problem] * len(Problem) + 0.0004) * wish * who.trust / 0.58
    chance = np.where(who.involvement == Involvement.INTERESTED, interested, 0.05 * wish)
    free = (who.initiative < 0) & (who.involvement != Involvement.RESTING)
    here.chance.turn(100)
    luck = np.array([draw(here.chance.key("founding"), row) for row in range(len(who))])
    expected = np.flatnonzero(free & (luck < chance)).tolist()
    do(here, "founding")
    assert expected
    assert born(here) == expected


def test_who_takes_part_rests_or_had_an_idea_this_year_starts_nothing() -> None:
    here = ready(idea=1000.0, spontaneous=1000.0)
    who = here.residents
    who.motivation[:] = 0.9
    here.week = 60
    begin(here, list(range(100)))
    who.involvement[100:200] = Involvement.RESTING
    who.last_idea[200:300] = 9
    who.last_idea[300:400] = 8
    who.motivation[400:500] = 0.5
    do(here, "founding")
    assert born(here) == list(range(300, 400)) + list(range(500, 600))


def test_an_idea_takes_after_its_founder() -> None:
    here = ready(idea=1000.0)
    here.week = 7
    do(here, "founding")
    who, g = here.residents, here.initiatives
    assert born(here)
    for row, founder in enumerate(born(here)):
        assert g.founder[row] == founder
        assert (g.problem[row], g.aims_enterprise[row]) == (who.problem[founder], who.aims_enterprise[founder])
        assert (g.stage[row], g.members[row], g.born[row], g.age[row]) == (Stage.IDEA, 1, 7, 0)
        assert (who.initiative[founder], who.founded[founder], who.last_idea[founder]) == (row, row, 7)
        assert who.involvement[founder] == Involvement.HELPER
    assert len(set(g.key.tolist())) == len(g)
    assert here.programme.ideas_born[0] == len(g)
    informed, active = counted(here)
    assert (who.informed_neighbours == informed).all()
    assert (who.active_neighbours == active).all()


def test_twins_in_other_stories_have_one_key() -> None:
    """The key of an initiative is its founder and its week, whatever else was born before it."""
    here, crowded = ready(idea=0.05), ready(idea=0.05)
    begin(crowded, [1, 3], stage=Stage.ENDED)
    do(here, "founding")
    do(crowded, "founding")
    assert here.initiatives.key.tolist() == crowded.initiatives.key[1:].tolist()
    assert len(here.initiatives) > 0


def test_a_full_niche_deters_and_another_problem_does_not() -> None:
    here = ready(idea=3.0)
    for row in range(1, 61, 4):
        begin(here, [row], problem=Problem.LITTER, stage=Stage.INDEPENDENT)
    do(here, "founding")
    problems = here.residents.problem[born(here)]
    assert Problem.LITTER not in problems
    assert len(set(problems.tolist())) >= 3
    felt = here.residents.problem[
        (here.residents.motivation > 0.6) & (here.residents.involvement == Involvement.INTERESTED)
    ]
    assert Problem.LITTER in felt


def test_nothing_is_founded_on_a_problem_the_story_does_not_have() -> None:
    story = street(600).model_copy(update={"problems": (Problem.LITTER, Problem.ISOLATION)})
    here = settled(story)
    assert set(here.residents.problem.tolist()) <= {Problem.LITTER, Problem.ISOLATION}
    assert here.residents.concern.sum(axis=1) == pytest.approx(np.ones(600))


def test_with_every_chance_at_zero_nothing_happens() -> None:
    here = ready(idea=0.0, trickle=0.0, spontaneous=0.0)
    here.residents.motivation[:] = 1.0
    before = columns(here)
    do(here, "founding")
    assert not differing(before, columns(here))


def test_motivation_of_a_half_is_not_enough() -> None:
    here = ready(idea=1000.0, spontaneous=1000.0)
    here.residents.motivation[:] = 0.5
    do(here, "founding")
    assert born(here) == []
    assert math.isclose(here.residents.motivation.mean(), 0.5)
