"""Plan: what residents get in which week, who gives it, and what it costs."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from pydantic import ValidationError

from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.partner import Partner, partner_row, usual_partners
from weisim.support.plan import SupportPlan, usual_interventions
from weisim.terms import Help, PartnerKind, Phase, Problem

START = datetime.date(2013, 2, 1)
PRICES = {
    Help.OUTREACH: 65.0,
    Help.INFORMING: 110.0,
    Help.CONNECTING: 110.0,
    Help.MANAGER_COACHING: 110.0,
    Help.BROKERING: 110.0,
    Help.TRAINING: 125.0,
    Help.COACHING: 100.0,
    Help.REFLECTION: 200.0,
    Help.COMMUNITY_BUILDING: 65.0,
    Help.SPACE: 150.0,
    Help.RECOGNITION: 2_000.0 / 52.0,
    Help.TALENT_SCAN: 65.0,
}


def coaching(**more: object) -> Intervention:
    return Intervention(**{"kind": Help.COACHING, "by": "welfare", "amount": 8.0, **more})  # type: ignore[arg-type]


def path_of(*interventions: Intervention, withdraw: Withdrawal | None = None, weeks: int = 260) -> np.ndarray:
    plan = SupportPlan(interventions=interventions, withdraw=withdraw)
    return plan.table(weeks, START, PRICES).path


def test_a_fade_in_the_third_year_goes_down_in_a_straight_line() -> None:
    table = SupportPlan().withdrawn(Withdrawal(month=24, over=12)).table(260, START, PRICES)
    assert table.path.shape == (15, 260)
    for row in table.path:
        np.testing.assert_allclose(row[[0, 104, 117, 130, 143, 156, 259]], [1, 1, 0.75, 0.5, 0.25, 0, 0], atol=1e-12)
    assert (np.diff(table.path, axis=1) <= 0).all()


@pytest.mark.parametrize(("month", "week"), [(6, 26), (12, 52), (24, 104)])
def test_a_cliff_is_full_help_until_its_week_and_nothing_from_then_on(month: int, week: int) -> None:
    path = path_of(coaching(), withdraw=Withdrawal(month=month))[0]
    assert (path[:week] == 1).all()
    assert (path[week:] == 0).all()


def test_without_withdrawal_help_stays() -> None:
    assert (path_of(coaching()) == 1).all()


def test_light_support_stays_for_ever() -> None:
    path = path_of(coaching(), withdraw=Withdrawal(week=52, remaining=0.2))[0]
    assert path[51] == 1
    assert path[52:] == pytest.approx(0.2)
    faded = path_of(coaching(), withdraw=Withdrawal(week=52, over=12, remaining=0.2))[0]
    assert faded[[52, 78, 104, 259]] == pytest.approx([1.0, 0.6, 0.2, 0.2])


def test_dates_months_and_weeks_open_and_close_help() -> None:
    by_week = path_of(coaching(begin=When(week=10), until=When(week=20)))[0]
    assert by_week.nonzero()[0].tolist() == list(range(10, 20))
    by_date = path_of(
        coaching(begin=When(date=START + datetime.timedelta(weeks=10)), until=When(date=datetime.date(2013, 6, 21)))
    )[0]
    assert (by_week == by_date).all()
    assert path_of(coaching(begin=When(month=6)))[0].nonzero()[0][0] == 26


def test_help_that_began_before_the_story_is_there_from_the_first_week() -> None:
    assert path_of(coaching(begin=When(date=datetime.date(2012, 1, 1)))).all()


def test_phases_stand_in_the_table_and_leave_the_path_alone() -> None:
    plan = SupportPlan(
        interventions=(coaching(begin=When(phase=Phase.EMERGENCE), until=When(phase=Phase.AUTONOMOUS)), coaching())
    )
    table = plan.table(52, START, PRICES)
    assert table.from_phase.tolist() == [2, 1]
    assert table.until_phase.tolist() == [4, 5]
    assert (table.path == 1).all()


def test_an_end_of_its_own_wins_over_that_of_the_plan() -> None:
    own = coaching(withdraw=Withdrawal(week=10))
    path = path_of(own, coaching(by="business"), withdraw=Withdrawal(week=20))
    assert path.sum(axis=1).tolist() == [10.0, 20.0]


def test_help_that_waits_for_a_condition_keeps_its_path_and_names_the_condition() -> None:
    ending = Withdrawal(week=30, condition="stress test", at_least=0.6)
    table = SupportPlan(interventions=(coaching(withdraw=ending), coaching(by="business"))).table(52, START, PRICES)
    assert (table.path == 1).all()
    assert table.condition_week.tolist() == [30, -1]
    assert table.condition_share.tolist() == [0.6, 0.0]


def test_who_gives_and_who_pays() -> None:
    plan = SupportPlan(
        interventions=(
            coaching(kind=Help.OUTREACH, payer="government"),
            coaching(kind=Help.INFORMING, by="process manager"),
            coaching(cost=80.0),
            coaching(by="nobody"),
        )
    )
    table = plan.table(4, START, PRICES, usual_partners())
    names = [one.name for one in usual_partners()]
    welfare, social = names.index("welfare"), names.index("social affairs")
    assert table.partner.tolist() == [welfare, social, welfare, -1]
    assert table.payer.tolist() == [social, social, welfare, -1]
    assert table.price.tolist() == [65.0, 110.0, 80.0, 100.0]


def test_the_process_manager_works_for_the_first_government_unless_there_is_one_apart() -> None:
    hired = Partner(name="bureau", kind=PartnerKind.PROCESS_MANAGER, capacity_hours=36, capacity_euros=4_000)
    assert partner_row("process manager", usual_partners()) == 0
    assert partner_row("process manager", [*usual_partners(), hired]) == 6
    assert partner_row("process manager", usual_partners()[1:]) == 0, "the next department takes the account over"
    assert partner_row("process manager", usual_partners()[3:]) == -1


def test_the_word_of_a_kind_means_the_first_partner_of_that_kind() -> None:
    team = [
        Partner(name="municipality", kind=PartnerKind.GOVERNMENT),
        Partner(name="Ymere", kind=PartnerKind.HOUSING),
        Partner(name="Eigen Haard", kind=PartnerKind.HOUSING),
    ]
    assert [partner_row(word, team) for word in ("government", "housing", "welfare", "other")] == [0, 1, -1, -1]
    named = [*team, Partner(name="housing", kind=PartnerKind.BUSINESS)]
    assert partner_row("housing", named) == 3, "a name says more than a kind"


def test_an_empty_plan_has_an_empty_table() -> None:
    table = SupportPlan(interventions=(), control=0.0).table(260, START, PRICES)
    assert table.path.shape == (0, 260)
    assert table.kind.dtype == np.int64
    assert SupportPlan(interventions=()).cost(PRICES) == {}


def test_the_full_plan_costs_about_what_the_model_says() -> None:
    plan = SupportPlan()
    before_deals = 228_720
    brokering, rooms, scans = 6 * 110 * 52, 2 * 150 * 52, 65 * 52
    whole = before_deals + brokering + rooms + scans
    assert np.sum(list(plan.cost(PRICES, Phase.DEVELOPMENT).values())) == pytest.approx(whole)
    assert np.sum(list(plan.cost(PRICES, Phase.INFORMATION).values())) == pytest.approx(109_120 + scans)
    half = plan.scaled(None, 0.5)
    assert np.sum(list(half.cost(PRICES).values())) == pytest.approx(whole / 2)


def test_a_talent_scan_costs_an_hour_for_each_who_joins() -> None:
    assert [SupportPlan().cost(PRICES, joiners=n, weeks=1)[Help.TALENT_SCAN] for n in (0, 1, 3)] == [0.0, 65.0, 195.0]


@pytest.mark.parametrize("phase", Phase)
def test_the_usual_partners_can_carry_the_full_plan_and_double_coaching(phase: Phase) -> None:
    in_hours = set(Help) - {Help.TRAINING, Help.REFLECTION, Help.SEED_GRANTS, Help.SPACE, Help.RECOGNITION}
    table = SupportPlan().scaled(Help.COACHING, 2.0).table(1, START, PRICES, usual_partners())
    asked = (table.from_phase <= phase) & (phase < table.until_phase)
    times = np.ones(table.kind.size)
    times[table.kind == Help.REFLECTION] = 20 / 4  # twenty initiatives, each once in four weeks
    times[table.kind == Help.TALENT_SCAN] = 3  # who join in a busy week
    euros = table.amount * times * table.price * (table.kind != Help.SEED_GRANTS)
    for row, partner in enumerate(usual_partners()):
        gives = asked & (table.partner == row) & np.isin(table.kind, [int(kind) for kind in in_hours])
        assert (table.amount * times)[gives].sum() <= partner.capacity_hours, partner.name
        assert euros[asked & (table.payer == row)].sum() <= partner.capacity_euros, partner.name


def test_scaling_touches_one_kind_of_help() -> None:
    doubled = SupportPlan().scaled(Help.COACHING, 2.0)
    before = {one.kind: one.amount for one in usual_interventions()}
    after = {one.kind: one.amount for one in doubled.interventions}
    assert after.pop(Help.COACHING) == 2 * before.pop(Help.COACHING)
    assert after == before


def test_one_kind_of_help_can_be_withdrawn_alone() -> None:
    plan = SupportPlan().withdrawn(Withdrawal(week=52), Help.TRAINING)
    table = plan.table(260, START, PRICES)
    stopped = table.path[:, 100] == 0
    assert table.kind[stopped].tolist() == [Help.TRAINING]


def test_withdrawing_all_help_overrules_every_end_of_its_own() -> None:
    plan = SupportPlan(interventions=(coaching(withdraw=Withdrawal(week=200)),)).withdrawn(Withdrawal(week=10))
    assert plan.table(260, START, PRICES).path.sum() == 10


def test_a_plan_cannot_be_changed_behind_its_back() -> None:
    plan = SupportPlan()
    with pytest.raises(ValidationError):
        plan.control = 0.5  # type: ignore[misc]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1.0},
        {"amount": float("nan")},
        {"amount": True},
        {"kind": "Coaching"},
        {"by": "=HYPERLINK()"},
        {"begin": {"month": 1, "week": 1}},
        {"withdraw": {"over": 3}},
        {"withdraw": {"week": 1, "condition": "stress test", "over": 3}},
        {"withdraw": {"week": 1, "at_least": 0.5}},
        {"hours": 8},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        coaching(**wrong)


def test_every_kind_of_help_stands_in_the_usual_plan() -> None:
    assert {one.kind for one in usual_interventions()} == set(Help)


@pytest.mark.parametrize("agenda", [{"litter": -1.0}, {"litter": 0.0}, {"liter": 1.0}, ["litter", "litter"], [1]])
def test_an_agenda_that_makes_no_sense_is_refused(agenda: object) -> None:
    with pytest.raises(ValidationError):
        SupportPlan(agenda=agenda)  # type: ignore[arg-type]


def test_a_list_of_problems_is_an_agenda_in_which_each_weighs_the_same() -> None:
    assert SupportPlan(agenda=["litter", "poverty"]).agenda == {Problem.LITTER: 1.0, Problem.POVERTY: 1.0}  # type: ignore[arg-type]


def first_fall(*interventions: Intervention, withdraw: Withdrawal | None = None, weeks: int = 260) -> int:
    plan = SupportPlan(interventions=interventions, withdraw=withdraw)
    return plan.table(weeks, START, PRICES).first_fall


@pytest.mark.parametrize(
    ("ending", "week"),
    [
        (None, -1),
        (Withdrawal(week=52), 52),
        (Withdrawal(week=52, remaining=0.3), 52),
        (Withdrawal(week=52, over=12), 53),  # in week 52 a fade still gives all there was
        (Withdrawal(week=52, remaining=1.0), -1),
        (Withdrawal(week=52, condition="stress test"), -1),  # nobody knows yet when
        (Withdrawal(week=0), -1),  # what never was there does not fall
        (Withdrawal(week=259), 259),
    ],
)
def test_the_week_in_which_help_first_falls(ending: Withdrawal | None, week: int) -> None:
    assert first_fall(coaching(), withdraw=ending) == week
    assert first_fall(coaching(), coaching(by="business", withdraw=ending)) == week


def test_only_help_that_is_given_can_fall() -> None:
    own = coaching(amount=0.0, withdraw=Withdrawal(week=10))
    assert first_fall(own, coaching(by="business"), withdraw=Withdrawal(week=20)) == 20
    assert first_fall(coaching(until=When(week=15), withdraw=Withdrawal(week=20))) == 15
    other = coaching(kind=Help.OUTREACH, until=When(week=10)), coaching(withdraw=Withdrawal(week=20))
    assert first_fall(*other) == 20
    assert first_fall(coaching(begin=When(week=30), withdraw=Withdrawal(week=20))) == -1


def test_a_plan_that_ends_at_dates_falls_when_the_first_help_of_a_kind_does() -> None:
    taken_over = coaching(until=When(week=20)), coaching(by="business", begin=When(week=20), until=When(week=50))
    assert first_fall(*taken_over) == 50
    assert first_fall(*taken_over, coaching(kind=Help.OUTREACH, until=When(week=30))) == 30
    # A course that ends is no withdrawal as long as other help stays.
    assert first_fall(coaching(until=When(week=20)), coaching(kind=Help.OUTREACH)) == -1
    assert first_fall(coaching(until=When(week=20)), coaching(kind=Help.OUTREACH, until=When(week=300))) == -1
