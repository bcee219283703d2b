"""Chronicle: every event with its week, in the order in which things happened."""

from __future__ import annotations

import math

import numpy as np

from tests.living import lived, street, told
from weisim.neighbourhood.chronicle import Chronicle
from weisim.results.run import EVENT_TYPE
from weisim.terms import Event, Reason, Stage


def test_what_is_written_is_read() -> None:
    chronicle = Chronicle(room=4)
    chronicle.write(3, Event.IDEA_BORN, 0, 17, Stage.IDEA, value=2.0)
    chronicle.write(4, Event.PRESENTED)
    events = chronicle.events()
    assert events.dtype == EVENT_TYPE
    assert events["week"].tolist() == [3, 4]
    assert events["event"].tolist() == [Event.IDEA_BORN, Event.PRESENTED]
    assert events[0]["resident"] == 17
    assert (events[1]["initiative"], events[1]["resident"], events[1]["stage"], events[1]["reason"]) == (-1, -1, -1, -1)
    assert math.isnan(events[1]["value"])


def test_it_grows_and_forgets_nothing() -> None:
    chronicle = Chronicle(room=4)
    for week in range(500):
        chronicle.make_room()
        for _ in range(4):
            chronicle.write(week, Event.PRESENTED)
    assert chronicle.events()["week"].tolist() == np.repeat(np.arange(500), 4).tolist()


def test_a_story_adds_up() -> None:
    """Joined minus left is who takes part; born minus ended is what lives; stages and phases are those reached last."""
    busy = {"founding.idea": 0.06, "leaving.mobility": 0.15, "ending.base_idea": 0.7}
    here = lived(told(street(400), busy), 130)
    events = here.chronicle.events()
    count = {event: int((events["event"] == event).sum()) for event in Event}
    assert count[Event.JOINED] - count[Event.LEFT] == (here.residents.initiative >= 0).sum()
    assert count[Event.IDEA_BORN] == len(here.initiatives) == here.programme.ideas_born[0]
    assert count[Event.ENDED] == (here.initiatives.stage == Stage.ENDED).sum() == here.programme.initiatives_ended[0]
    assert (np.diff(events["week"]) >= 0).all()
    for g in range(len(here.initiatives)):
        own = events[events["initiative"] == g]
        told_now = own[np.isin(own["event"], (Event.STAGE_REACHED, Event.FELL_BACK))]["stage"].tolist()
        if here.initiatives.stage[g] != Stage.ENDED:
            assert here.initiatives.stage[g] == (told_now or [Stage.IDEA])[-1]
        joined, left = (own["event"] == Event.JOINED).sum(), (own["event"] == Event.LEFT).sum()
        assert joined - left == here.initiatives.members[g]
    reached = events[np.isin(events["event"], (Event.PHASE_REACHED, Event.PHASE_LOST))]["value"].tolist()
    assert here.programme.phase[0] == ([1.0, *reached])[-1]
    assert set(events["reason"][events["event"] == Event.ENDED].tolist()) <= {
        Reason.PEOPLE, Reason.MONEY, Reason.SKILL, Reason.KEY_PERSON, Reason.BAD_LUCK, Reason.ABSORBED,
        Reason.COMPLETED,
    }  # fmt: skip
