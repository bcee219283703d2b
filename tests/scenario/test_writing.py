"""Writing: a story that is written reads back as the same story."""

from __future__ import annotations

import datetime
import shutil
import tomllib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weisim.population.place import read_place
from weisim.scenario.event import Event
from weisim.scenario.reading import read_scenario, write_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import (
    scale_support,
    single_partner,
    with_context,
    with_top_down,
    withdraw_support,
    without_partner,
)
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.support.partner import KIND_WORDS, Partner
from weisim.support.plan import SupportPlan
from weisim.terms import Form, Help, Interest, Opportunity, PartnerKind, Phase, Problem


def same(scenario: Scenario, folder: Path) -> Scenario:
    path = folder / "written.toml"
    write_scenario(scenario, path)
    back = read_scenario(path)
    assert back == scenario
    assert back.digest == scenario.digest
    return back


def test_the_steady_story_and_its_variations_come_back(steady: Scenario, tmp_path: Path) -> None:
    for story in (
        steady,
        withdraw_support(steady, month=24, over=12, remaining=0.2, announced=False),
        scale_support(steady, 1 / 3),
        without_partner(steady, "social affairs"),
        single_partner(steady, "welfare"),
        with_top_down(steady, 0.5, {Problem.LITTER: 3.0, Problem.POVERTY: 0.0}),
    ):
        same(story, tmp_path)


def test_every_way_to_time_help_comes_back(steady: Scenario, tmp_path: Path) -> None:
    def coaching(by: str, **more: object) -> Intervention:
        return Intervention(kind=Help.COACHING, by=by, amount=1.5, **more)  # type: ignore[arg-type]

    plan = SupportPlan(
        interventions=(
            coaching("welfare", begin=When(date=datetime.date(2013, 5, 1)), until=When(month=18.5), cost=80.0),
            coaching("housing", begin=When(week=4), until=When(phase=Phase.AUTONOMOUS), payer="business"),
            coaching("business", withdraw=Withdrawal(week=30, condition="stress test", at_least=0.4)),
        ),
        control=0.0,
        withdraw=Withdrawal(date=datetime.date(2014, 5, 1), over=3),
    )
    fields = {name: getattr(steady, name) for name in Scenario.model_fields}
    story = {
        "support": plan,
        "opportunities": (Opportunity.FRIENDS, Opportunity.INCOME),
        "strengths": (1.0, 0.25),
        "problems": (Problem.LITTER,),
        "title_en": "",
    }
    same(Scenario(**{**fields, **story}), tmp_path)


def test_numbers_that_differ_from_the_default_come_back(steady: Scenario, tmp_path: Path) -> None:
    fields = {name: getattr(steady, name) for name in Scenario.model_fields}
    values = {"telling.informed": 0.0041, "supporting.memory": 20, "settling.trust": 0.5}
    story = Scenario(**{**fields, "parameters": steady.parameters.with_values(values)})
    assert same(story, tmp_path).parameters.supporting.memory == 20
    assert "[parameters.telling]" in (tmp_path / "written.toml").read_text(encoding="utf-8")


def test_a_changed_figure_comes_back_and_the_place_file_keeps_what_was_published(
    steady: Scenario, tmp_path: Path
) -> None:
    varied = with_context(steady, mobility=0.12, trust=0.6, poverty=0.3)
    back = same(varied, tmp_path)
    assert back.place.changes
    assert read_place(tmp_path / "places" / f"{steady.place.code}.toml") == steady.place
    assert tomllib.loads((tmp_path / "written.toml").read_text(encoding="utf-8"))["context"] == {
        "mobility": 0.12,
        "trust": 0.6,
        "poverty": 0.3,
    }


SHARES = st.floats(0, 1)
PARTNERS = st.lists(
    st.builds(
        dict,
        name=st.from_regex(r"[a-z][a-z ]{0,8}[a-z]", fullmatch=True).filter(lambda name: name not in KIND_WORDS),
        kind=st.sampled_from(PartnerKind),
        capacity_hours=st.floats(0, 1_000),
        capacity_euros=st.floats(0, 1_000_000),
        interests=st.dictionaries(st.sampled_from(Interest), st.floats(0, 1_000)).filter(
            lambda weights: any(weights.values())
        ),
        openness=SHARES,
        letting_go=SHARES,
        trust=SHARES,
        forms=st.lists(st.sampled_from(Form), unique=True).map(tuple),
        rooms=st.integers(1, 100),
        from_phase=st.just(Phase.INFORMATION),
        until_phase=st.none() | st.sampled_from(list(Phase)[1:]),
    ).map(lambda fields: Partner(**fields)),
    max_size=4,
    unique_by=lambda one: one.name,
)
MOMENTS = (
    st.integers(0, 259).map(lambda week: Moment(week=week))
    | st.floats(0, 59).map(lambda month: Moment(month=month))
    | st.dates(datetime.date(2013, 2, 1), datetime.date(2018, 1, 1)).map(lambda date: Moment(date=date))
)
EVENTS = st.lists(
    st.builds(
        Event,
        name=st.sampled_from(["renovation", "wave of moving"]),
        begin=MOMENTS,
        end=st.none() | st.integers(260, 1_000).map(lambda week: Moment(week=week)),
        trust=st.floats(0.001, 1) | st.floats(-1, -0.001),
        mobility=st.none() | st.floats(0, 0.95),
        problems=st.dictionaries(st.sampled_from(Problem), st.floats(-1, 1)),
        key_persons_leave=st.booleans(),
    ),
    max_size=3,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTNERS, EVENTS, st.dictionaries(st.sampled_from(Problem), st.floats(0.01, 1_000)))
def test_any_partners_events_and_agenda_come_back(
    steady: Scenario, tmp_path: Path, partners: list[Partner], events: list[Event], agenda: dict[Problem, float]
) -> None:
    fields = {name: getattr(steady, name) for name in Scenario.model_fields}
    plan = SupportPlan(interventions=(), agenda=agenda)
    story = {"partners": tuple(partners), "events": tuple(events), "support": plan}
    same(Scenario(**{**fields, **story}), tmp_path)


def test_comments_of_a_standing_file_stay(steady: Scenario, street: Path, tmp_path: Path) -> None:
    path = tmp_path / "steady-support.toml"
    shutil.copy(street / "steady-support.toml", path)
    write_scenario(scale_support(steady, 2.0, Help.COACHING, name="steady-support"), path)
    text = path.read_text(encoding="utf-8")
    assert "# Wat bewoners kunnen winnen door mee te doen." in text
    assert "# plaatsen per week" in text
    assert "amount = 16" in text
