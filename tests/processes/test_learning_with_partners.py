"""Learning: training in a deal with a partner, and talent scans that tell who joins what he is worth."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, lived, renumber, settled, street, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw
from weisim.scenario.variations import without_help
from weisim.terms import Help

ALONE = 0.4  # what training teaches without acting or looking back


@pytest.fixture
def idle(here: Neighbourhood) -> Neighbourhood:
    """Two teams that learn by training alone this week."""
    begin(here, [0, 3, 7], trained_in_deals=1, coverage=np.array([0.6, 0.5, 0.2, 0.4]))
    begin(here, [10, 11], coverage=np.array([0.6, 0.5, 0.2, 0.4]))
    who = here.residents
    who.hours_given[:], who.motivation[:] = 0.0, 0.5
    who.skill[:] = who.skill_at_start[:] = 0.4
    renumber(here, "dealing", sessions=1.0)
    return here


def trained(here: Neighbourhood) -> dict[int, int]:
    """Who learns something this week, and in which skill."""
    before = here.residents.skill.copy()
    do(here, "learning")
    return {int(row): int(part) for row, part in np.argwhere(here.residents.skill > before)}


def test_a_deal_for_training_teaches_the_member_who_needs_it_most_what_the_team_lacks(idle: Neighbourhood) -> None:
    idle.residents.skill[3] = idle.residents.skill_at_start[3] = 0.3
    assert trained(idle) == {3: 2}
    assert idle.residents.skill[3, 2] == pytest.approx(0.3 + 0.035 * ALONE * 0.7)


def test_of_equal_gaps_the_most_motivated_is_trained(idle: Neighbourhood) -> None:
    idle.residents.motivation[7] = 0.6
    assert trained(idle) == {7: 2}


def test_a_team_without_such_a_deal_has_no_session(idle: Neighbourhood) -> None:
    idle.initiatives.trained_in_deals[:] = 0
    assert trained(idle) == {}


def test_who_can_enough_needs_no_session(idle: Neighbourhood) -> None:
    idle.residents.skill[:] = idle.residents.skill_at_start[:] = 0.7
    assert trained(idle) == {}


def test_sessions_are_now_and_then() -> None:
    """By the luck of each initiative, a quarter of the weeks."""
    here = settled(street(60))
    for row in range(50):
        begin(here, [row], trained_in_deals=1)
    here.residents.hours_given[:], here.residents.motivation[:] = 0.0, 0.5
    here.residents.skill[:] = here.residents.skill_at_start[:] = 0.4
    here.chance.turn(0)
    lucky = {row for row in range(50) if draw(here.chance.key("learning.deals"), row) < 0.25}
    assert set(trained(here)) == lucky
    assert 5 < len(lucky) < 25


def test_who_has_a_place_of_the_plan_leaves_the_session_of_the_deal_to_another(idle: Neighbourhood) -> None:
    who = idle.residents
    who.motivation[:], who.motivation[3], who.motivation[7] = 0.1, 1.0, 0.2
    idle.programme.dose[0, Help.TRAINING] = 1.0
    assert trained(idle) == {3: 2, 7: 2}


def test_a_talent_scan_tells_who_joined_this_week_what_he_is_worth() -> None:
    here = settled(street(300))
    who, key = here.residents, "learning.scan"
    members = list(range(200))
    begin(here, members)
    who.worth_known[:] = 0
    who.weeks_in[members] = np.arange(200) % 4
    here.programme.dose[0, Help.TALENT_SCAN] = 1.0
    here.chance.turn(0)
    lucky = {row for row in members if who.weeks_in[row] == 1 and draw(here.chance.key(key), row) < 0.6}
    do(here, "learning")
    assert set(np.flatnonzero(who.worth_known).tolist()) == lucky
    assert 10 < len(lucky) < 50


@pytest.mark.parametrize(("dose", "scanned"), [(0.0, 0.0), (0.5, 0.3), (1.0, 0.6), (3.0, 0.6)])
def test_more_scans_tell_more_people_up_to_all_who_join(dose: float, scanned: float) -> None:
    here = settled(street(3000))
    begin(here, list(range(3000)))
    here.residents.weeks_in[:], here.residents.worth_known[:] = 1, 0
    here.programme.dose[0, Help.TALENT_SCAN] = dose
    do(here, "learning")
    assert here.residents.worth_known.mean() == pytest.approx(scanned, abs=0.03)


def test_nobody_forgets_what_he_is_worth(here: Neighbourhood) -> None:
    begin(here, [0, 1])
    here.residents.worth_known[:] = 1
    here.residents.weeks_in[:] = 1
    here.programme.dose[0, Help.TALENT_SCAN] = 1.0
    renumber(here, "learning", scan=0.0)
    before = columns(here)
    do(here, "learning")
    assert "residents.worth_known" not in differing(before, columns(here))


def test_scans_change_who_knows_his_worth_and_nothing_else_until_a_deal_is_near() -> None:
    """Statement 24: founders and joiners are scanned; training and skill are not touched by it."""
    story = told(street(300), {"dealing.meet": 0.0})
    scanned, not_scanned = lived(story, 104), lived(without_help(story, Help.TALENT_SCAN), 104)
    apart = differing(columns(scanned), columns(not_scanned))
    assert "residents.worth_known" in apart
    assert not apart & {"residents.skill", "residents.motivation", "residents.initiative", "ties"}
    known = [here.residents.worth_known for here in (scanned, not_scanned)]
    assert (known[0] >= known[1]).all()
