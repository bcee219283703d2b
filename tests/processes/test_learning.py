"""Learning: doing, looking back, training, coaching and forgetting."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, dose, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.terms import Help

TEAM = [0, 3, 7, 11, 20]
FADING = math.log(2) / (11 * 52 / 12)


def learner(
    here: Neighbourhood, hours: float, *, reflecting: float = 0.0, places: float = 0.0, coached: float = 0.0
) -> np.ndarray:
    """What one member learns in a week, per part of skill."""
    here.residents.skill[0] = here.residents.skill_at_start[0] = (0.2, 0.3, 0.4, 0.5)
    begin(here, [0], coverage=(0.2, 0.3, 0.4, 0.5), coaching_had=coached)
    here.residents.hours_given[0] = hours
    here.residents.motivation[0] = 0.6
    dose(here, reflecting=reflecting)
    here.programme.dose[0, Help.TRAINING] = places
    do(here, "learning")
    return here.residents.skill[0] - (0.2, 0.3, 0.4, 0.5)


@pytest.mark.parametrize("hours", [0.0, 1.5, 3.0, 9.0])
@pytest.mark.parametrize("reflecting", [0.0, 0.5, 1.2])
@pytest.mark.parametrize("coached", [0.0, 3.0])
def test_doing_and_looking_back_teach_what_is_used(
    here: Neighbourhood, hours: float, reflecting: float, coached: float
) -> None:
    gained = learner(here, hours, reflecting=reflecting, coached=coached)
    skill = np.array([0.2, 0.3, 0.4, 0.5])
    act = min(hours / 3, 1)
    used = skill**2 / (skill**2).sum()
    expected = (0.016 * act * used * (0.35 + 0.455 * reflecting) + 0.0025 * coached / (coached + 3) * act) * (1 - skill)
    assert gained == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(
    ("hours", "reflecting", "share"),
    [(0.0, 1.0, 0.4), (3.0, 0.0, 0.4), (1.5, 1.0, 1.0), (0.75, 1.0, 0.7), (3.0, 0.5, 0.7)],
)
def test_training_alone_teaches_forty_per_cent(
    here: Neighbourhood, hours: float, reflecting: float, share: float
) -> None:
    """Training works on the skill in which the team is weakest, fully when one acts and looks back."""
    trained = learner(here, hours, reflecting=reflecting, places=1.0)
    untrained = learner(settled(street(60)), hours, reflecting=reflecting)
    assert trained - untrained == pytest.approx([0.035 * share * 0.8, 0, 0, 0], abs=1e-15)


def test_acting_and_training_together_teach_more_than_the_sum() -> None:
    """Statement 54: the interaction of acting with reflection and training is positive."""
    neither, acting, training, both = (
        learner(settled(street(60)), hours, reflecting=1.0 if hours else 0.0, places=places).sum()
        for hours, places in ((0.0, 0.0), (3.0, 0.0), (0.0, 1.0), (3.0, 1.0))
    )
    assert neither == 0.0
    assert both - acting - training > 0.01


@pytest.mark.parametrize(("first", "second"), [(0.5, 0.5), (0.9, 0.3)])
def test_places_go_to_those_who_need_and_want_them_most(here: Neighbourhood, first: float, second: float) -> None:
    """And sooner to members of the initiative that members want help to go to."""
    who = here.residents
    begin(here, list(range(0, 20, 2)), priority=first)
    begin(here, list(range(1, 20, 2)), priority=second)
    who.hours_given[:] = 0.0
    here.programme.dose[0, Help.TRAINING] = 6.0
    skill = who.skill.copy()
    here.chance.turn(0)
    luck = np.array([draw(here.chance.key("learning.training"), row) for row in range(20)])
    merit = np.maximum(0.7 - skill[:20].mean(axis=1), 0) * who.motivation[:20] * (0.5 + luck)
    merit *= here.initiatives.priority[who.initiative[:20]]
    do(here, "learning")
    trained = np.flatnonzero((who.skill > skill).any(axis=1))
    assert sorted(trained.tolist()) == sorted(np.argsort(-merit, kind="stable")[:6].tolist())


def test_who_can_enough_needs_no_place(here: Neighbourhood) -> None:
    begin(here, TEAM)
    here.residents.skill[:] = here.residents.skill_at_start[:] = 0.7
    here.residents.hours_given[:] = 0.0
    here.programme.dose[0, Help.TRAINING] = 8.0
    before = here.residents.skill.copy()
    do(here, "learning")
    assert (here.residents.skill == before).all()


@pytest.mark.parametrize(("member", "share"), [(False, 1.0), (True, 0.15)])
def test_what_was_learned_fades_more_slowly_in_use(here: Neighbourhood, member: bool, share: float) -> None:
    who = here.residents
    if member:
        begin(here, [0])
    who.skill[0], who.skill_at_start[0], who.learned[0], who.hours_given[0] = 0.6, 0.4, 1, 0.0
    do(here, "learning")
    assert who.skill[0] == pytest.approx(np.full(4, 0.6 - share * FADING * 0.2))


def test_half_is_left_after_eleven_months(here: Neighbourhood) -> None:
    who = here.residents
    who.skill[0], who.skill_at_start[0], who.learned[0] = 0.6, 0.4, 1
    for _ in range(48):
        do(here, "learning")
    assert who.skill[0, 0] == pytest.approx(0.5, abs=0.002)


def test_training_touches_nothing_but_skill(here: Neighbourhood) -> None:
    begin(here, TEAM)
    untrained = settled(street(60))
    begin(untrained, TEAM)
    here.programme.dose[0, Help.TRAINING] = 8.0
    do(here, "learning")
    do(untrained, "learning")
    untrained.programme.dose[0, Help.TRAINING] = 8.0
    assert differing(columns(here), columns(untrained)) == {"residents.skill"}


def test_skill_stays_a_share(here: Neighbourhood) -> None:
    begin(here, TEAM, coaching_had=100.0)
    here.residents.hours_given[:], here.residents.motivation[:] = 30.0, 1.0
    here.residents.skill[TEAM] = 0.69
    dose(here, reflecting=1.2)
    here.programme.dose[0, Help.TRAINING] = 8.0
    for week in range(300):
        here.week = week
        do(here, "learning")
        assert ((here.residents.skill >= 0) & (here.residents.skill <= 1)).all()
    assert here.residents.skill[TEAM].min() > 0.69
