"""Supporting: what the plan offers, cut to what partners can spare."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tests.living import begin, columns, differing, do, lived, settled, step_until, street, supported
from weisim.neighbourhood.model import Neighbourhood
from weisim.processes.supporting import note_tests
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, withdraw_support
from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.partner import Partner
from weisim.terms import Event, Flow, Help, PartnerKind, Phase, Reason, Stage


def offered(scenario: Scenario, week: int = 0, phase: Phase = Phase.INFORMATION) -> np.ndarray:
    """The dose of each kind of help in one week and phase."""
    here = settled(scenario)
    here.week, here.programme.phase[0] = week, phase
    do(here, "supporting")
    return here.programme.dose[0].copy()


def test_the_plan_follows_the_phase(small_street: Scenario) -> None:
    first, second, third = (offered(small_street, phase=phase) for phase in list(Phase)[:3])
    assert first[[Help.OUTREACH, Help.INFORMING, Help.CONNECTING]].tolist() == [8.0, 8.0, 6.0]
    assert first[[Help.COACHING, Help.TRAINING, Help.REFLECTION, Help.SEED_GRANTS]].tolist() == [0.0] * 4
    assert second[[Help.COACHING, Help.MANAGER_COACHING, Help.TRAINING, Help.REFLECTION]].tolist() == [
        8.0,
        4.0,
        8.0,
        1.0,
    ]
    assert third[[Help.OUTREACH, Help.INFORMING]].tolist() == [2.4, 2.4]
    assert third[Help.COMMUNITY_BUILDING] == 6.0


@pytest.mark.parametrize(
    ("ending", "shares"),
    [
        (Withdrawal(week=26), {0: 1.0, 25: 1.0, 26: 0.0, 259: 0.0}),
        (Withdrawal(month=24, over=12), {103: 1.0, 104: 1.0, 117: 0.75, 130: 0.5, 143: 0.25, 156: 0.0, 200: 0.0}),
        (Withdrawal(week=52, remaining=0.2), {51: 1.0, 52: 0.2, 259: 0.2}),
        (None, {0: 1.0, 259: 1.0}),
    ],
    ids=["cliff", "fade", "light", "steady"],
)
def test_help_follows_its_path(small_street: Scenario, ending: Withdrawal | None, shares: dict[int, float]) -> None:
    story = supported(small_street, withdraw=ending)
    for week, share in shares.items():
        assert offered(story, week)[Help.CONNECTING] == pytest.approx(6.0 * share)


def test_one_kind_of_help_can_be_withdrawn_alone(small_street: Scenario) -> None:
    story = withdraw_support(small_street, week=10, kind=Help.OUTREACH)
    dose = offered(story, 10)
    assert (dose[Help.OUTREACH], dose[Help.INFORMING]) == (0.0, 8.0)


def test_a_window_of_dates_holds(small_street: Scenario) -> None:
    late = Intervention(
        **{"kind": Help.OUTREACH, "by": "welfare", "amount": 5.0, "from": When(week=10), "until": When(week=20)}
    )
    story = supported(small_street, interventions=(late,))
    assert [offered(story, week)[Help.OUTREACH] for week in (9, 10, 19, 20)] == [0.0, 5.0, 5.0, 0.0]
    assert story.start == datetime.date(2013, 2, 1)


def test_a_partner_gives_no_more_hours_than_it_has(small_street: Scenario) -> None:
    welfare = Partner(name="welfare", kind=PartnerKind.WELFARE, capacity_hours=11.0, capacity_euros=5000.0)
    partners = tuple(welfare if one.name == "welfare" else one for one in small_street.partners)
    here = settled(small_street.model_copy(update={"partners": partners}))
    here.programme.phase[0] = Phase.EMERGENCE
    do(here, "supporting")
    # welfare is asked for 8 of outreach, 8 of coaching and 6 of community building, and has half of it
    dose = here.programme.dose[0]
    assert dose[[Help.OUTREACH, Help.COACHING, Help.COMMUNITY_BUILDING]].tolist() == [4.0, 4.0, 3.0]
    assert dose[Help.INFORMING] == 8.0
    row = [one.name for one in partners].index("welfare")
    assert here.partners.hours_given[row] == 11.0
    assert (here.partners.hours_given <= here.partners.capacity_hours).all()


def test_a_partner_pays_no_more_than_it_has(small_street: Scenario) -> None:
    """Who can pay half of what is asked gives half of it: training places have no hours, yet they cost money."""
    rich = settled(small_street)
    rich.programme.phase[0] = Phase.EMERGENCE
    do(rich, "supporting")
    row = [one.name for one in small_street.partners].index("welfare")
    half = float(rich.partners.euros_given[row]) / 2
    partners = tuple(
        one.model_copy(update={"capacity_euros": half}) if one.name == "welfare" else one
        for one in small_street.partners
    )
    here = settled(small_street.model_copy(update={"partners": partners}))
    here.programme.phase[0] = Phase.EMERGENCE
    do(here, "supporting")
    assert here.programme.dose[0, Help.TRAINING] == pytest.approx(4.0)
    assert here.partners.euros_given[row] == pytest.approx(half)
    assert here.programme.dose[0, Help.CONNECTING] == 6.0


def test_one_kind_of_help_that_stops_unannounced_breaks_a_promise(small_street: Scenario) -> None:
    story = withdraw_support(small_street, week=3, kind=Help.COACHING, announced=False)
    here = settled(story)
    broken = []
    for week in range(5):
        do(here, "supporting")
        broken.append(int(here.programme.promise_broken[0]))
        here.week = week + 1
    assert broken == [0, 0, 0, 1, 0]


def test_help_saturates(small_street: Scenario) -> None:
    """A full dose counts as 1, half of it as two thirds, the double as one and a third; connecting never above 1."""
    big = lived(street(2500), 0)
    expected = {0.5: 2 / 3, 1.0: 1.0, 2.0: 4 / 3}
    for factor, strength in expected.items():
        story = scale_support(street(2500), factor)
        partners = tuple(
            one.model_copy(update={"capacity_hours": 500.0, "capacity_euros": 50_000.0}) for one in story.partners
        )
        big = settled(story.model_copy(update={"partners": partners}))
        big.programme.phase[0] = Phase.EMERGENCE
        do(big, "supporting")
        size = len(big.residents) / 2500.0
        x = factor / size
        assert big.programme.informing[0] == pytest.approx(2 * x / (1 + x))
        assert big.programme.connecting[0] == pytest.approx(min(1.0, 2 * x / (1 + x)))
        assert big.programme.community[0] == pytest.approx(strength)
        assert big.programme.brokering[0] == pytest.approx(strength)
        assert big.programme.managing[0] == pytest.approx(factor)
        assert big.programme.reflecting[0] == pytest.approx({0.5: 0.5, 1.0: 1.0, 2.0: 1.2}[factor])


def test_coaching_is_divided_and_stays_fresh(here: Neighbourhood) -> None:
    one, two = begin(here, [0, 1], coaching_had=13.0), begin(here, [2, 3])
    ended = begin(here, [4], stage=Stage.ENDED, coaching_had=5.0)
    here.programme.phase[0] = Phase.EMERGENCE
    do(here, "supporting")
    # 8 hours of coaching and 4 of the process manager over two live initiatives
    assert here.initiatives.coaching_had[[one, two, ended]].tolist() == pytest.approx([13.0 * 12 / 13 + 6.0, 6.0, 0.0])


def test_control_comes_with_help_only(small_street: Scenario) -> None:
    story = withdraw_support(supported(small_street, control=0.6), week=3)
    here, control = settled(story), []
    for _ in range(5):
        here.step()
        control.append(here.programme.control[0])
    assert control == [0.6, 0.6, 0.6, 0.0, 0.0]


def test_without_help_every_strength_is_exactly_zero() -> None:
    here = lived(street(60, "no-support"), 3)
    p = here.programme
    strengths = (p.informing, p.connecting, p.brokering, p.managing, p.reflecting, p.community, p.control, p.helped)
    strengths += (p.reach,)
    assert [float(strength[0]) for strength in strengths] == [0.0] * len(strengths)
    assert not p.dose.any()
    assert not here.partners.hours_given.any()
    assert not here.partners.euros_given.any()


def test_a_sharp_end_that_nobody_announced_breaks_a_promise(small_street: Scenario) -> None:
    def broken(**how: object) -> list[int]:
        story = withdraw_support(small_street, week=3, **how)
        here, weeks = settled(story), []
        for week in range(60):
            here.step()
            if here.programme.promise_broken[0]:
                weeks.append(week)
        assert [event["week"] for event in here.chronicle.events() if event["event"] == Event.PROMISE_BROKEN] == weeks
        return weeks

    assert broken(announced=False) == [3]
    assert broken(announced=True) == []
    assert broken(announced=False, over=12.0) == []
    assert broken(announced=False, remaining=0.6) == []


def test_a_plan_that_reacts_steps_down_every_eight_weeks_while_initiatives_hold(small_street: Scenario) -> None:
    reacting = Withdrawal(week=10, condition="stress test", at_least=0.5)
    here = settled(supported(small_street, withdraw=reacting))
    # an initiative that could carry itself, and one that could not
    begin(here, [0, 1, 2, 3], stage=1, own_hours=20.0, structure=0.8, coverage=0.8)
    weak = begin(here, [4], stage=0)
    told = {}
    for week in range(40):
        here.week = week
        here.initiatives.stage[weak] = Stage.ENDED if week < 27 else Stage.IDEA
        if week >= 27:
            begin(here, [10 + week], stage=0)
        do(here, "supporting")
        told[week] = here.programme.dose[0, Help.CONNECTING] / 6.0
    assert [told[week] for week in (9, 10, 17, 18, 25, 26)] == pytest.approx([1.0, 0.9, 0.9, 0.8, 0.8, 0.7])
    # from week 27 on fewer than half could carry themselves: it holds
    assert [told[week] for week in (27, 34, 39)] == pytest.approx([0.7, 0.7, 0.7])


def test_what_help_costs_goes_to_who_pays(small_street: Scenario) -> None:
    here = settled(small_street)
    for row in range(0, 8, 2):
        begin(here, [row, row + 1])
    here.programme.phase[0] = Phase.EMERGENCE
    do(here, "supporting")
    paid = dict(zip((one.name for one in small_street.partners), here.partners.euros_given.tolist(), strict=True))
    # outreach, and the process manager: informing, connecting, coaching and brokering
    social_affairs = 8 * 65 + (8 + 6 + 4 + 6) * 110 + 2000 / 52
    welfare = 8 * 125 + 8 * 100 + 4 * 0.25 * 200 + 6 * 65
    assert paid["social affairs"] == pytest.approx(social_affairs)
    assert paid["welfare"] == pytest.approx(welfare)
    assert paid["housing"] == 2 * 150.0
    assert paid["business"] == paid["public space"] == paid["economic affairs"] == 0.0


def test_talent_scans_are_held_with_whoever_joined_last_week(small_street: Scenario) -> None:
    """One hour each, out of the hours and money of who gives them."""
    scan = Intervention(kind=Help.TALENT_SCAN, by="welfare", amount=1.0)
    here = settled(supported(small_street, interventions=(scan,)))
    welfare = [one.name for one in small_street.partners].index("welfare")
    for joined, given in ((0, 0), (3, 3), (100, 40)):
        here.programme.joined[0] = joined
        do(here, "supporting")
        assert here.partners.hours_given[welfare] == given
        assert here.partners.euros_given[welfare] == given * 65.0
        assert here.programme.dose[0, Help.TALENT_SCAN] == (0.4 if joined == 100 else 1.0)


def test_rooms_cost_money_and_no_hours(small_street: Scenario) -> None:
    room = Intervention(kind=Help.SPACE, by="housing", amount=2.0)
    here = settled(supported(small_street, interventions=(room,)))
    do(here, "supporting")
    assert here.programme.dose[0, Help.SPACE] == 2.0
    assert here.partners.hours_given.sum() == 0.0
    assert here.partners.euros_given.sum() == 300.0


def test_the_pot_for_grants_is_full_again_every_year(here: Neighbourhood) -> None:
    """By producing: supporting leaves the pot alone, and what was left goes back to who filled it."""
    for week, left in ((0, 60000.0), (1, 5.0), (51, 5.0), (52, 60000.0), (104, 60000.0)):
        here.week, here.programme.grants_left[0] = week, 5.0
        do(here, "supporting")
        assert here.programme.grants_left[0] == 5.0
        do(here, "producing")
        assert here.programme.grants_left[0] == left
        filled = left if week % 52 == 0 else 0.0
        assert here.surroundings.flows[0, Flow.POT] == filled
        assert here.surroundings.flows[0, Flow.POT_BACK] == (5.0 if filled else 0.0)
        assert here.partners.pot_euros.sum() == (filled - 5.0 if filled else 0.0)


def of_the_test(here: Neighbourhood) -> np.ndarray:
    events = here.chronicle.events()
    return events[events["event"] == Event.TESTED]


@pytest.mark.parametrize(
    ("ending", "week"),
    [
        (Withdrawal(week=70), 70),
        (Withdrawal(week=70, over=6), 71),
        (Withdrawal(week=70, remaining=0.4), 70),
        (None, None),
        (Withdrawal(week=100), None),
    ],
    ids=["cliff", "fade", "light", "steady", "later"],
)
def test_who_could_do_without_is_written_down_once_before_help_falls(ending: Withdrawal | None, week: int) -> None:
    story = supported(street(300), withdraw=ending)
    here = settled(story)
    live: dict[int, list[int]] = {}
    passing = {}
    for now in range(85):
        if now == week:
            step_until(here, "supporting")
            live[now] = np.flatnonzero(here.initiatives.stage != Stage.ENDED).tolist()
            passing[now] = here.stress_test()[0]
            here = lived(story, now)
        here.step()
    tested = of_the_test(here)
    assert set(tested["week"].tolist()) == ({week} if week is not None else set())
    if week is not None:
        assert tested["initiative"].tolist() == live[week]
        assert (tested["reason"] == Reason.CRITERION).sum() == passing[week] > 0
        assert set(tested["reason"].tolist()) <= {Reason.CRITERION, Reason.NONE}
        assert ((tested["value"] >= 0) & (tested["value"] < 1)).all()
        assert (tested["value"][tested["reason"] == Reason.CRITERION] >= 0.5).all()
        assert (tested["value"][tested["stage"] == Stage.IDEA] == 0).all()
        assert (tested["stage"] < Stage.ENDED).all()


def test_help_that_steps_down_on_a_condition_is_preceded_by_one_test() -> None:
    reacting = Withdrawal(week=60, condition="stress test", at_least=0.3)
    plan = street(300).support
    mixed = tuple(
        Intervention(**{**dict(one), "withdraw": reacting}) if one.kind == Help.COACHING else one
        for one in plan.interventions
    )
    for story, weeks in (
        (supported(street(300), withdraw=reacting), 110),
        (supported(street(300), interventions=mixed, withdraw=Withdrawal(week=90)), 110),
        (supported(street(300), interventions=mixed, withdraw=Withdrawal(week=50)), 110),
    ):
        here = settled(story)
        level, given = [], []
        for _ in range(weeks):
            here.step()
            level.append(here.programme.level[0].min())
            given.append(here.programme.path[0].min())
        falls = [week for week in range(1, weeks) if given[week] < given[week - 1]]
        assert min(level) < 1
        assert set(of_the_test(here)["week"].tolist()) == {min(falls)}


def test_to_be_tested_changes_nothing() -> None:
    """The week before help falls is the same week, tested or not, but for what is written down."""
    steady, ending = lived(street(300), 70), lived(supported(street(300), withdraw=Withdrawal(week=70)), 70)
    step_until(steady, "supporting")
    step_until(ending, "supporting")
    before = columns(ending)
    assert not differing(before, columns(steady))
    here = ending.initiatives.table
    note_tests(70, here, ending.carrying, ending.chronicle.lines, ending.chronicle.filled)
    assert len(of_the_test(ending)) > 0
    assert not differing(before, columns(ending))
