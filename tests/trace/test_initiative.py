"""Initiative: the life of one initiative from its birth to its end, with who helped it."""

from __future__ import annotations

import pytest

from tests.trace.conftest import MakeRun, happened
from weisim.language import LANGUAGES, speaking
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.terms import Event, Problem, Reason, Stage
from weisim.trace.initiative import initiatives, life


def test_a_life_tells_birth_growth_help_and_end(make_run: MakeRun) -> None:
    rows = [
        happened(1, Event.IDEA_BORN, 0, stage=Stage.IDEA, value=float(Problem.POVERTY)),
        happened(1, Event.JOINED, 0, stage=Stage.IDEA, reason=Reason.FOUNDED),
        happened(2, Event.IDEA_BORN, 1, stage=Stage.IDEA, value=float(Problem.LITTER)),
        happened(2, Event.JOINED, 1, stage=Stage.IDEA, reason=Reason.FOUNDED),
        happened(3, Event.JOINED, 1, stage=Stage.IDEA, reason=Reason.ASKED),
        happened(4, Event.JOINED, 1, stage=Stage.IDEA, reason=Reason.ASKED),
        happened(5, Event.JOINED, 1, stage=Stage.IDEA, reason=Reason.UNASKED),
        happened(6, Event.LEFT, 1, stage=Stage.IDEA, reason=Reason.MOVED),
        happened(9, Event.STAGE_REACHED, 1, stage=Stage.RESIDENT_INITIATIVE, reason=Reason.CRITERION),
        happened(10, Event.DEAL_MADE, 1, 1, Stage.RESIDENT_INITIATIVE, Reason.FORM_SPACE, 40.0),
        happened(10, Event.ROOM_FOUND, 1, 1, Stage.RESIDENT_INITIATIVE),
        happened(12, Event.HANDS_LENT, 0, stage=Stage.IDEA, value=1.0),
        happened(13, Event.HANDS_LENT, 1, stage=Stage.RESIDENT_INITIATIVE, value=0.0),
        happened(14, Event.HANDS_LENT, 1, stage=Stage.RESIDENT_INITIATIVE, value=0.0),
        happened(49, Event.DEAL_RENEWED, 1, 1, Stage.RESIDENT_INITIATIVE, Reason.FORM_SPACE, 30.0),
        happened(50, Event.LEFT, 1, stage=Stage.RESIDENT_INITIATIVE, reason=Reason.LOST_HEART),
        happened(51, Event.ENDED, 1, stage=Stage.RESIDENT_INITIATIVE, reason=Reason.SKILL, value=49.0),
        happened(51, Event.LEFT, 1, stage=Stage.RESIDENT_INITIATIVE, reason=Reason.INITIATIVE_ENDED),
    ]
    with speaking("en"):
        told = life(make_run(rows), 1)
    assert told == (
        "week 2: A resident has an idea: initiative 1 (litter).",
        "Meanwhile joined: 3 (was asked 2, came unasked 1). Meanwhile stopped: 1 (moved house 1). Members now: 3.",
        "week 9: Initiative 1 becomes a resident initiative.",
        "week 10: Initiative 1 makes a deal: space from housing association, worth 40 euro a week.",
        "week 10: Initiative 1 gets a room from housing association.",
        "Meanwhile stopped: 1 (lost heart or overloaded 1). Members now: 2.",
        "week 51: Initiative 1 ends as a resident initiative after 11 months: lack of skill.",
        "Deals by partner, renewals included: housing association 2. Hands came from initiatives 0 (poverty). "
        "It lent hands to initiatives 0 (poverty).",
    )


def test_a_life_tells_what_the_cooperative_did_for_it_and_what_outlived_it(make_run: MakeRun) -> None:
    rows = [
        happened(1, Event.IDEA_BORN, 0, stage=Stage.IDEA),
        happened(9, Event.COOPERATIVE_JOINED, 0, stage=Stage.INDEPENDENT),
        happened(12, Event.FUND_HELPED, 0, stage=Stage.INDEPENDENT, reason=Reason.IN_THE_RED, value=40.0),
        happened(13, Event.FUND_HELPED, 0, stage=Stage.INDEPENDENT, reason=Reason.IN_THE_RED, value=60.0),
        happened(20, Event.ENDED, 0, 1, Stage.INDEPENDENT, Reason.ABSORBED, 19.0),
        happened(40, Event.ACTIVITY_ENDED, 0, stage=Stage.ENDED),
    ]
    with speaking("en"):
        told = life(make_run(rows), 0)
    assert told == (
        "week 1: A resident has an idea: initiative 0.",
        "week 9: Initiative 0 joins the cooperative.",
        "week 20: Initiative 0 is taken over by housing association after 4 months.",
        "week 40: The activity that outlived initiative 0 stops.",
        "The fund of the cooperative paid it 100 euro.",
    )


def test_what_still_lives_is_told_as_what_it_has_become(make_run: MakeRun) -> None:
    rows = [
        happened(1, Event.IDEA_BORN, 0, stage=Stage.IDEA),
        happened(30, Event.STAGE_REACHED, 0, stage=Stage.INDEPENDENT),
        happened(40, Event.FELL_BACK, 0, stage=Stage.RESIDENT_INITIATIVE, reason=Reason.STRUCTURE),
    ]
    with speaking("nl"):
        told = life(make_run(rows), 0)
    assert told[-1] == "week 51: Als het verhaal eindigt, leeft het voort als een bewonersinitiatief."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_initiative_of_a_history_has_a_life(played: tuple[Run, Scenario], language: str) -> None:
    run, scenario = played
    ended = set(run.event_table["initiative"][run.event_table["event"] == Event.ENDED].tolist())
    lives = {"nl": "leeft het voort", "en": "it lives on"}[language]
    with speaking(language):
        alive = {number for number in initiatives(run) if lives in " ".join(life(run, number, scenario))}
    assert alive | ended == set(initiatives(run))
    assert not alive & ended
    assert len(alive) == run.final["initiatives_alive"]


def test_an_initiative_that_was_never_born_has_no_life(make_run: MakeRun) -> None:
    run = make_run([happened(1, Event.IDEA_BORN, 0)])
    assert list(initiatives(run)) == [0]
    for number in (-1, 1):
        with pytest.raises(KeyError):
            life(run, number)
    assert not initiatives(make_run())
