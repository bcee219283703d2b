"""Sentences: every event can be read aloud, in both languages, whatever an old run leaves out."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.trace.conftest import MakeRun, happened
from weisim.language import LANGUAGES, speaking
from weisim.results.holders import USUAL_NAMES
from weisim.terms import Event, Problem, Reason, Stage
from weisim.trace.happening import Cast, Happening, happenings
from weisim.trace.sentences import enumerated, listed, sentence

CAST = Cast(
    start=None,
    problems={7: Problem.LITTER, 8: Problem.MEETING_PLACE},
    partners=("housing", "social affairs"),
    outside=("renovation",),
)


def said(event: Event, language: str = "en", **what: object) -> str:
    with speaking(language):
        return sentence(Happening(week=3, event=event, **what), CAST)


@pytest.mark.parametrize(
    ("event", "what", "english", "dutch"),
    [
        (
            Event.IDEA_BORN,
            {"initiative": 7},
            "A resident has an idea: initiative 7 (litter).",
            "Een bewoner heeft een idee: initiatief 7 (zwerfvuil).",
        ),
        (
            Event.JOINED,
            {"initiative": 7, "reason": Reason.ASKED},
            "A resident joins initiative 7 (litter): was asked.",
            "Een bewoner gaat meedoen met initiatief 7 (zwerfvuil): gevraagd.",
        ),
        (
            Event.STAGE_REACHED,
            {"initiative": 7, "stage": Stage.ENTERPRISE},
            "Initiative 7 (litter) becomes a neighbourhood enterprise.",
            "Initiatief 7 (zwerfvuil) wordt een buurtbedrijf.",
        ),
        (
            Event.FELL_BACK,
            {"initiative": 7, "stage": Stage.RESIDENT_INITIATIVE, "reason": Reason.STRUCTURE},
            "Initiative 7 (litter) loses its structure and is a resident initiative again.",
            "Initiatief 7 (zwerfvuil) verliest zijn structuur en is weer een bewonersinitiatief.",
        ),
        (
            Event.ENDED,
            {"initiative": 7, "stage": Stage.INDEPENDENT, "reason": Reason.KEY_PERSON, "value": 91.0},
            "Initiative 7 (litter) ends as an independent resident initiative after 21 months: key person left.",
            "Initiatief 7 (zwerfvuil) stopt als zelfstandig burgerinitiatief na 21 maanden: kartrekker weg.",
        ),
        (
            Event.ENDED,
            {"initiative": 7, "stage": Stage.IDEA, "reason": Reason.PEOPLE, "value": 1.0},
            "Initiative 7 (litter) ends as an idea in its first two months: too few people.",
            "Initiatief 7 (zwerfvuil) stopt als idee in de eerste twee maanden: te weinig mensen.",
        ),
        (
            Event.PHASE_REACHED,
            {"value": 2.0, "reason": Reason.CRITERION},
            "The emergence phase begins: a group of residents wants to take part.",
            "De ontstaansfase begint: een groep bewoners wil meedoen.",
        ),
        (
            Event.PHASE_REACHED,
            {"value": 4.0, "reason": Reason.CALENDAR},
            "The autonomous phase begins: by the calendar.",
            "De autonome fase begint: volgens de kalender.",
        ),
        (
            Event.PHASE_LOST,
            {"value": 1.0},
            "The programme falls back to the information phase.",
            "Het programma valt terug naar de informatiefase.",
        ),
        (
            Event.PROMISE_BROKEN,
            {"value": 0.6},
            "One kind of help falls by 60% without warning, and that costs trust.",
            "De hulp van één soort daalt onverwacht met 60 %, en dat kost vertrouwen.",
        ),
        (
            Event.DEAL_MADE,
            {"initiative": 7, "partner": 0, "reason": Reason.FORM_SPACE, "value": 1_042.4},
            "Initiative 7 (litter) makes a deal: space from housing association, worth 1,042 euro a week.",
            "Initiatief 7 (zwerfvuil) maakt een afspraak: ruimte van woningcorporatie, 1.042 euro per week waard.",
        ),
        (
            Event.DEAL_ENDED,
            {"initiative": 7, "partner": 0, "reason": Reason.NO_GAIN_LEFT},
            "The deal of initiative 7 (litter) with housing association ends: no gain left.",
            "De afspraak van initiatief 7 (zwerfvuil) met woningcorporatie stopt: geen winst meer.",
        ),
        (
            Event.DEAL_BROKEN,
            {"initiative": 7, "partner": 0, "reason": Reason.FORM_SPACE},
            "With the end of initiative 7 (litter) its deal with housing association breaks off.",
            "Met het einde van initiatief 7 (zwerfvuil) vervalt de afspraak met woningcorporatie.",
        ),
        (
            Event.HANDS_LENT,
            {"initiative": 7, "value": 8.0},
            "Initiative 7 (litter) lends hands to initiative 8 (no place to meet).",
            "Initiatief 7 (zwerfvuil) helpt mee bij initiatief 8 (geen ontmoetingsplek).",
        ),
        (
            Event.ROOM_FOUND,
            {"initiative": 7},
            "Initiative 7 (litter) gets a room from the support plan.",
            "Initiatief 7 (zwerfvuil) krijgt een ruimte uit het steunplan.",
        ),
        (
            Event.ROOM_FOUND,
            {"initiative": 7, "partner": 0},
            "Initiative 7 (litter) gets a room from housing association.",
            "Initiatief 7 (zwerfvuil) krijgt een ruimte van woningcorporatie.",
        ),
        (
            Event.ENDED,
            {"initiative": 7, "stage": Stage.INDEPENDENT, "reason": Reason.ABSORBED, "partner": 0, "value": 91.0},
            "Initiative 7 (litter) is taken over by housing association after 21 months.",
            "Initiatief 7 (zwerfvuil) wordt overgenomen door woningcorporatie na 21 maanden.",
        ),
        (
            Event.ENDED,
            {"initiative": 7, "stage": Stage.RESIDENT_INITIATIVE, "reason": Reason.COMPLETED, "value": 91.0},
            "Initiative 7 (litter) has done what it came for, and stops after 21 months.",
            "Initiatief 7 (zwerfvuil) heeft gedaan waarvoor het begon, en stopt na 21 maanden.",
        ),
        (
            Event.COOPERATIVE_FOUNDED,
            {"value": 4.0},
            "Organisations found a neighbourhood cooperative; members from the start: 4.",
            "Organisaties richten een wijkcoöperatie op; leden van meet af aan: 4.",
        ),
        (
            Event.COOPERATIVE_JOINED,
            {"initiative": 7},
            "Initiative 7 (litter) joins the cooperative.",
            "Initiatief 7 (zwerfvuil) wordt lid van de wijkcoöperatie.",
        ),
        (
            Event.COOPERATIVE_LEFT,
            {"initiative": 7, "reason": Reason.NO_GAIN_LEFT},
            "Initiative 7 (litter) leaves the cooperative: no gain left.",
            "Initiatief 7 (zwerfvuil) verlaat de wijkcoöperatie: geen winst meer.",
        ),
        (
            Event.COOPERATIVE_FAILED,
            {"reason": Reason.GOVERNANCE},
            "The neighbourhood cooperative fails: the board got stuck.",
            "De wijkcoöperatie valt om: bestuur loopt vast.",
        ),
        (
            Event.FUND_HELPED,
            {"initiative": 7, "reason": Reason.BY_VOTE, "value": 1_200.0},
            "The fund of the cooperative pays 1,200 euro to initiative 7 (litter): by vote of the members.",
            "Het fonds van de wijkcoöperatie betaalt 1.200 euro aan initiatief 7 (zwerfvuil): besluit van de leden.",
        ),
        (
            Event.ACTIVITY_ENDED,
            {"initiative": 7},
            "The activity that outlived initiative 7 (litter) stops.",
            "De activiteit die initiatief 7 (zwerfvuil) overleefde, houdt op.",
        ),
        (
            Event.TESTED,
            {"initiative": 7, "stage": Stage.INDEPENDENT, "reason": Reason.CRITERION, "value": 0.8},
            "As it is now, initiative 7 (litter) could go on without help.",
            "Zoals het nu is, kan initiatief 7 (zwerfvuil) zonder hulp verder.",
        ),
        (
            Event.TESTED,
            {"initiative": 7, "stage": Stage.IDEA, "value": 0.0},
            "As it is now, initiative 7 (litter) could not go on without help.",
            "Zoals het nu is, kan initiatief 7 (zwerfvuil) niet zonder hulp verder.",
        ),
        (
            Event.CONTEXT_BEGINS,
            {"value": 0.0},
            "An event from outside begins: renovation.",
            "Een gebeurtenis van buiten begint: renovation.",
        ),
    ],
)
def test_an_event_becomes_a_sentence(event: Event, what: dict[str, object], english: str, dutch: str) -> None:
    assert said(event, "en", **what) == english
    assert said(event, "nl", **what) == dutch


LONGEST = Cast(
    start=None,
    problems=dict.fromkeys(range(200), Problem.MEETING_PLACE),
    partners=tuple(USUAL_NAMES),
    outside=("renovation",),
)


@given(
    event=some.sampled_from(Event),
    initiative=some.integers(-1, 130),
    partner=some.integers(-1, len(USUAL_NAMES) - 1),
    stage=some.sampled_from([None, *Stage]),
    reason=some.sampled_from(Reason),
    value=some.one_of(some.just(math.nan), some.floats(-10, 2_000)),
    language=some.sampled_from(LANGUAGES),
    cast=some.sampled_from([LONGEST, Cast(None, {}, (), ())]),
)
def test_whatever_happened_can_be_read_aloud(
    event: Event,
    initiative: int,
    partner: int,
    stage: Stage | None,
    reason: Reason,
    value: float,
    language: str,
    cast: Cast,
) -> None:
    with speaking(language):
        told = sentence(Happening(3, event, initiative, partner, stage, reason, value), cast)
    assert re.fullmatch(r"[A-ZÀ-Ý][^{}]*[^\s:.]\.", told), told
    assert "  " not in told
    assert "nan" not in told
    assert len(told.split()) <= 20, told


def test_an_old_run_tells_what_it_knows(make_run: MakeRun) -> None:
    rows = [
        happened(0, Event.IDEA_BORN, initiative=0, stage=Stage.IDEA),
        happened(9, Event.ENDED, initiative=0, stage=Stage.IDEA),
    ]
    run = make_run(rows)
    with speaking("en"):
        told = [sentence(one, Cast.of(run)) for one in happenings(run)]
    assert told == ["A resident has an idea: initiative 0.", "Initiative 0 ends as an idea."]


def test_a_cooperative_is_told_as_far_as_it_is_known() -> None:
    assert said(Event.COOPERATIVE_FOUNDED) == "Organisations found a neighbourhood cooperative."
    assert said(Event.COOPERATIVE_FAILED) == "The neighbourhood cooperative fails."
    assert said(Event.COOPERATIVE_LEFT, initiative=7) == "Initiative 7 (litter) leaves the cooperative."
    assert said(Event.FUND_HELPED, initiative=7) == "The fund of the cooperative helps initiative 7 (litter)."
    assert (
        said(Event.ENDED, initiative=7, reason=Reason.ABSORBED) == "Initiative 7 (litter) is taken over by a partner."
    )


def test_a_partner_of_ones_own_keeps_its_name() -> None:
    cast = Cast(None, {}, ("Stichting {De Hoek}",), ())
    with speaking("nl"):
        told = sentence(Happening(1, Event.ROOM_FOUND, initiative=2, partner=0), cast)
    assert told == "Initiatief 2 krijgt een ruimte van Stichting {De Hoek}."


@pytest.mark.parametrize(("language", "row"), [("en", "a, b and c"), ("nl", "a, b en c")])
def test_names_stand_in_a_row(language: str, row: str) -> None:
    with speaking(language):
        assert enumerated(["a", "b", "c"]) == row
        assert enumerated(["a"]) == "a"
        assert enumerated([]) == ""


@given(some.lists(some.integers(0, 999), max_size=60))
def test_a_long_row_becomes_short_sentences_that_leave_nobody_out(numbers: list[int]) -> None:
    with speaking("en"):
        told = listed([f"{number} (no place to meet)" for number in numbers], lambda names: f"ideas born: {names}.")
    assert all(len(one.split()) <= 20 for one in told)
    assert [one.split(":")[0] for one in told] == ["Ideas born"][: len(told)] + ["Also"] * (len(told) - 1)
    assert [int(found) for one in told for found in re.findall(r"\d+", one)] == numbers
