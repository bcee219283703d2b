"""Surroundings: the context of a neighbourhood and what befalls it, in a file and as the model reads it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from weisim.cli.cards import place_rows
from weisim.faults import Fault
from weisim.language import speaking
from weisim.population.synthesis import synthesise
from weisim.scenario.event import Event
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.support.intervention import Moment
from weisim.terms import Problem

Faults = Callable[..., tuple[Fault, ...]]


def read(street: Path, text: str) -> Scenario:
    path = street / "surroundings.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path)


def test_a_context_changes_the_numbers_and_the_figure_it_names(street: Path, small: str) -> None:
    before = read(street, small)
    story = read(street, small + "[context]\nmobility = 0.12\ntrust = 0.6\npoverty = 0.4\n")
    assert (story.parameters.leaving.mobility, story.parameters.settling.trust) == (0.12, 0.6)
    assert story.place["below_110"] == 0.4
    kept = {name: figure for name, figure in story.place.figures.items() if name != "below_110"}
    assert kept == {name: figure for name, figure in before.place.figures.items() if name != "below_110"}
    assert story.parameters.with_values({"leaving.mobility": 0.075, "settling.trust": 0.45}) == before.parameters
    assert story.context.model_dump() == {"mobility": 0.12, "trust": 0.6, "poverty": 0.4}
    assert before.context.model_dump(exclude_none=True) == {}


def test_poverty_makes_other_people(street: Path, small: str) -> None:
    poor = synthesise(read(street, small + "[context]\npoverty = 0.4\n").place)
    rich = synthesise(read(street, small + "[context]\npoverty = 0.05\n").place)
    assert poor.poor.mean() > 0.3 > 0.1 > rich.poor.mean()


def test_the_place_card_says_what_the_scenario_changed(street: Path, small: str) -> None:
    place = read(street, small + "[context]\npoverty = 0.4\n").place
    with speaking("nl"):
        remarks = {row[1]: row[3] for row in place_rows(place) if row[3]}
        told = [str(change) for change in place.changes]
    assert remarks == {"40,0 %": "Veranderd door het scenario. Gepubliceerd: 20,9 %."}
    assert told[0].startswith("huishoudens tot 110 % van het sociaal minimum: 40,0 %.")
    assert not place.as_published().changes


def test_a_context_can_be_said_in_one_place_only(faults_of: Faults, small: str) -> None:
    (fault,) = faults_of(small + "[context]\nmobility = 0.1\n[parameters.leaving]\nmobility = 0.1\n")
    assert fault.key == "context.mobility"


def test_two_ways_to_say_a_context_have_one_fingerprint(street: Path, small: str) -> None:
    by_context = read(street, small + "[context]\nmobility = 0.1\n").digest
    assert read(street, small + "[parameters.leaving]\nmobility = 0.1\n").digest == by_context
    assert read(street, small).digest != by_context


EVENT = '[[events]]\nname = "renovation"\n'


def test_an_event_is_read_in_weeks_of_the_story(street: Path, small: str) -> None:
    text = (
        EVENT
        + "from = 2013-03-01\nuntil = {month = 12}\ntrust = -0.1\nmobility = 0.12\nproblems = {litter = 0.2}\n"
        + '[[events]]\nname = "key persons"\nfrom = {week = 60}\nkey_persons_leave = true\n'
    )
    renovation, leaving = read(street, small + text).event_rows()
    shifts = tuple(0.2 if problem == Problem.LITTER else 0.0 for problem in Problem)
    assert renovation == (4, 52, -0.1, 0.12, shifts, False)
    assert leaving == (60, -1, 0.0, -1.0, (0.0,) * len(Problem), True)


@given(st.integers(0, 258), st.integers(1, 600), st.floats(-1, 1), st.none() | st.floats(0, 0.95))
def test_an_event_made_in_python_is_the_same_by_week_and_by_date(
    begin: int, length: int, trust: float, mobility: float | None
) -> None:
    start = datetime.date(2013, 2, 1)

    def row(begins: object, ends: object) -> tuple[object, ...]:
        return Event(name="any", begin=begins, end=ends, trust=trust, mobility=mobility).row(start)  # type: ignore[arg-type]

    by_week = row(Moment(week=begin), Moment(week=begin + length))
    dates = [start + datetime.timedelta(weeks=week) for week in (begin, begin + length)]
    assert row(*dates) == by_week
    assert by_week[:2] == (begin, begin + length)
    assert row(Moment(week=begin), None)[1] == -1


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("trust = 0.1", "events[1].from", "This is missing. Write for instance: from ="),
        ('from = "emergence"\ntrust = 0.1', "events[1].from", "week = 52"),
        ("from = {month = 1, week = 3}\ntrust = 0.1", "events[1].from", "week = 52"),
        ("from = {week = 3.5}\ntrust = 0.1", "events[1].from.week", "whole number from 0"),
        ("from = 2013-01-01\ntrust = 0.1", "events[1].from", "before the start"),
        ("from = {week = 260}\ntrust = 0.1", "events[1].from", "never begin"),
        ("from = {week = 9}\nuntil = {week = 9}\ntrust = 0.1", "events[1].until", "before it begins"),
        ("from = 2014-01-01\nuntil = 2013-06-01\ntrust = 0.1", "events[1].until", "before it begins"),
        ("from = {week = 9}", "events[1].name", "changes nothing"),
        ("from = {week = 9}\ntrust = 0\nproblems = {litter = 0}", "events[1].name", "changes nothing"),
        ("from = {week = 9}\ntrust = -1.1", "events[1].trust", "from -1 up to and including 1"),
        ("from = {week = 9}\nmobility = 1", "events[1].mobility", "up to and including 0.95 (share a year)"),
        ("from = {week = 9}\nmobiliteit = 0.1\ntrust = 1", "events[1].mobiliteit", "Did you mean mobility?"),
        ("from = {week = 9}\nproblems = {litter = 2}", "events[1].problems.litter", "from -1 up to and including 1"),
        ("from = {week = 9}\nproblems = {zwerfvuil = 1}", "events[1].problems.zwerfvuil", "Did you mean litter?"),
        ('from = {week = 9}\nkey_persons_leave = "ja"', "events[1].key_persons_leave", "true or false"),
        ("from = {week = 9}\ntrust = 1\nresidents = 3", "events[1].residents", "Named people"),
        ("tot = {week = 9}\ntrust = 1\nfrom = {week = 3}", "events[1].tot", "Did you mean until?"),
    ],
)
def test_one_wrong_thing_about_an_event_gives_one_fault(
    faults_of: Faults, small: str, text: str, key: str, says: str
) -> None:
    faults = faults_of(f"{small}{EVENT}{text}\n")
    assert [fault.key for fault in faults] == [key], [str(fault) for fault in faults]
    with speaking("en"):
        assert says in f"{faults[0].message} {faults[0].advice}"


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("[context]\nmobility = 0.3", "context.mobility", "from 0 up to and including 0.15 (share a year)"),
        ("[context]\ntrust = 0.9", "context.trust", "from 0.3 up to and including 0.65 (share)"),
        ("[context]\npoverty = 21", "context.poverty", "Did you mean 0.21?"),
        ("[context]\narmoede = 0.2", "context.armoede", "Did you mean poverty?"),
        ("[context]\nvertrouwen = 0.5", "context.vertrouwen", "Did you mean trust?"),
        ("[context]\nmobiliteit = 0.1", "context.mobiliteit", "Did you mean mobility?"),
        ("[support]\nagenda = {poverty = 1, isolation = 1}", "support.agenda.isolation", "not among the problems"),
        ("[support]\nagenda = {litter = 0}", "support.agenda", "above zero"),
        ("[support]\nagenda = {armoede = 1}", "support.agenda.armoede", "Did you mean poverty?"),
        ("[support]\nagenda = {litter = -1}", "support.agenda.litter", "(weight)"),
        ("[support.scale]\ntrainin = 2", "support.scale.trainin", "Did you mean training?"),
        ("[support.scale]\ntraining = 11", "support.scale.training", "from 0 up to and including 10 (factor)"),
        (EVENT + "from = {week = 3}\nproblems = {isolation = 1}", "events[1].problems.isolation", "not among"),
    ],
)
def test_one_wrong_thing_around_the_plan_gives_one_fault(
    faults_of: Faults, small: str, text: str, key: str, says: str
) -> None:
    faults = faults_of(f'problems = ["poverty", "litter"]\n{small}{text}\n')
    assert [fault.key for fault in faults] == [key], [str(fault) for fault in faults]
    with speaking("en"):
        assert says in f"{faults[0].message} {faults[0].advice}"


def test_a_scale_must_find_something_to_scale_and_leave_amounts_in_range(faults_of: Faults, small: str) -> None:
    row = '[[support.interventions]]\nkind = "coaching"\nby = "welfare"\namount = 600\n'
    faults = faults_of(f"{small}[support.scale]\ncoaching = 2\ntraining = 2\n{row}")
    assert [fault.key for fault in faults] == ["support.scale.coaching", "support.scale.training"]


def test_a_scale_holds_for_every_row_of_its_kind_and_for_no_other(street: Path, small: str, steady: Scenario) -> None:
    story = read(street, small + "[support.scale]\noutreach = 0.5\ntraining = 0\n")
    factor = {"outreach": 0.5, "training": 0.0}
    for one, before in zip(story.support.interventions, steady.support.interventions, strict=True):
        assert one.amount == before.amount * factor.get(one.kind.word, 1.0)


def test_an_agenda_is_given_in_shares_of_the_problems_there_are(street: Path, small: str) -> None:
    usual = read(street, 'problems = ["litter", "poverty"]\n' + small).agenda
    assert usual == {**dict.fromkeys(Problem, 0.0), Problem.LITTER: 0.5, Problem.POVERTY: 0.5}
    given_one = read(street, small + "[support]\nagenda = {litter = 3, playground = 1}\n").agenda
    assert (given_one[Problem.LITTER], given_one[Problem.PLAYGROUND]) == (0.75, 0.25)


@pytest.mark.parametrize(
    "wrong", [{"begin": Moment()}, {"begin": Moment(week=1, month=1)}, {"end": 3}, {"trust": 2.0}, {"name": "=1"}]
)
def test_an_event_made_in_python_is_checked_too(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Event(**{"name": "any", "begin": Moment(week=1), "trust": 0.1, **wrong})  # type: ignore[arg-type]
