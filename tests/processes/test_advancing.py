"""Advancing: the gates of programme, initiatives and residents."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, do, dose, recount, renumber, settled, street, supported
from weisim.neighbourhood.model import Neighbourhood
from weisim.support.intervention import Withdrawal
from weisim.terms import Event, Involvement, Phase, Reason, Stage

TEAM = [0, 3, 7, 11, 20]
RIPE = {"age": 39, "viability": 0.51, "structure": 0.51, "coverage": 0.61}


def told_of(here: Neighbourhood, event: Event) -> np.ndarray:
    events = here.chronicle.events()
    return events[events["event"] == event]


@pytest.mark.parametrize(
    ("members", "age", "viability", "reached"),
    [(3, 8, 0.41, True), (2, 8, 0.41, False), (3, 7, 0.41, False), (3, 8, 0.40, False)],
)
def test_an_idea_becomes_a_resident_initiative(
    here: Neighbourhood, members: int, age: int, viability: float, reached: bool
) -> None:
    g = begin(here, TEAM[:members], age=age, viability=viability)
    do(here, "advancing")
    assert (here.initiatives.stage[g] == Stage.RESIDENT_INITIATIVE) == reached
    assert len(told_of(here, Event.STAGE_REACHED)) == reached


@pytest.mark.parametrize(
    ("short", "reached"),
    [
        ({}, True),
        ({"members": 3}, False),
        ({"age": 38}, False),
        ({"viability": 0.50}, False),
        ({"structure": 0.50}, False),
        ({"coverage": (0.6, 0.9, 0.9, 0.9)}, False),
        ({"coverage": (0.9, 0.9, 0.9, 0.6)}, False),
    ],
)
def test_independence_needs_people_age_viability_structure_and_every_skill(
    here: Neighbourhood, short: dict[str, object], reached: bool
) -> None:
    renumber(here, "advancing", independent_chance=1.0)
    values = {**RIPE, **{name: value for name, value in short.items() if name != "members"}}
    g = begin(here, TEAM[: int(str(short.get("members", 4)))], stage=Stage.RESIDENT_INITIATIVE, **values)
    do(here, "advancing")
    assert here.initiatives.stage[g] == (Stage.INDEPENDENT if reached else Stage.RESIDENT_INITIATIVE)


@pytest.mark.parametrize("stage", [Stage.RESIDENT_INITIATIVE, Stage.INDEPENDENT])
@pytest.mark.parametrize(
    ("short", "reached"),
    [
        ({}, True),
        ({"aims_enterprise": 0}, False),
        ({"coverage": (0.9, 0.64, 0.64, 0.64)}, False),
        ({"embeddedness": 0.25}, False),
        ({"structure": 0.4}, False),
    ],
)
def test_an_enterprise_needs_an_aim_quality_and_roots_as_well(
    here: Neighbourhood, stage: Stage, short: dict[str, object], reached: bool
) -> None:
    renumber(here, "advancing", independent_chance=1.0, enterprise_chance=1.0)
    values = {**RIPE, "coverage": (0.61, 0.7, 0.7, 0.62), "embeddedness": 0.26, "aims_enterprise": 1, **short}
    g = begin(here, TEAM, stage=stage, **values)
    do(here, "advancing")
    assert (here.initiatives.stage[g] == Stage.ENTERPRISE) == reached


@pytest.mark.parametrize("stage", [Stage.RESIDENT_INITIATIVE, Stage.INDEPENDENT])
@pytest.mark.parametrize(
    ("own", "given", "reached"),
    [(30.0, 70.0, True), (29.0, 71.0, False), (5.0, 0.0, True), (0.0, 5.0, False), (0.0, 0.0, True)],
)
def test_an_enterprise_has_earned_part_of_its_income_itself(
    here: Neighbourhood, stage: Stage, own: float, given: float, reached: bool
) -> None:
    """Three tenths of its income of late: what only grants and deals keep going is no enterprise."""
    renumber(here, "advancing", independent_chance=1.0, enterprise_chance=1.0)
    values = {**RIPE, "coverage": 0.7, "embeddedness": 0.26, "aims_enterprise": 1}
    g = begin(here, TEAM, stage=stage, own_of_late=own, given_of_late=given, **values)
    do(here, "advancing")
    assert here.initiatives.stage[g] == (Stage.ENTERPRISE if reached else Stage.INDEPENDENT)


@pytest.mark.parametrize(("stage", "weekly"), [(Stage.RESIDENT_INITIATIVE, 0.10), (Stage.INDEPENDENT, 0.02)])
def test_the_ripe_pass_with_a_chance(stage: Stage, weekly: float) -> None:
    here = settled(street(600))
    for row in range(0, 600, 4):
        values = {**RIPE, "coverage": 0.9, "embeddedness": 0.9, "aims_enterprise": 1}
        begin(here, [row, row + 1, row + 2, row + 3], stage=stage, key=row, **values)
    passed = []
    for week in range(20):
        here.week = week
        here.initiatives.stage[:] = stage
        do(here, "advancing")
        passed.append((here.initiatives.stage == Stage.ENTERPRISE).mean())
    assert np.mean(passed) == pytest.approx(weekly, abs=4 * np.sqrt(weekly / 3000))


def test_no_stage_is_skipped(here: Neighbourhood) -> None:
    renumber(here, "advancing", independent_chance=1.0, enterprise_chance=1.0)
    g = begin(here, TEAM, **{**RIPE, "coverage": 0.9, "embeddedness": 0.9, "aims_enterprise": 0})
    reached = [int(here.initiatives.stage[g])]
    for _ in range(4):
        do(here, "advancing")
        reached.append(int(here.initiatives.stage[g]))
    assert reached == [Stage.IDEA, Stage.RESIDENT_INITIATIVE, Stage.INDEPENDENT, Stage.INDEPENDENT, Stage.INDEPENDENT]


@pytest.mark.parametrize("stage", [Stage.INDEPENDENT, Stage.ENTERPRISE])
def test_half_a_year_without_structure_costs_independence(here: Neighbourhood, stage: Stage) -> None:
    g = begin(here, TEAM, stage=stage, structure=0.19)
    for week in range(25):
        here.week = week
        do(here, "advancing")
        assert here.initiatives.stage[g] == stage
    do(here, "advancing")
    assert here.initiatives.stage[g] == Stage.RESIDENT_INITIATIVE
    assert told_of(here, Event.FELL_BACK)["reason"].tolist() == [Reason.STRUCTURE]


def test_one_better_week_starts_the_count_anew(here: Neighbourhood) -> None:
    g = begin(here, TEAM, stage=Stage.INDEPENDENT, structure=0.19)
    for week in range(45):
        here.week = week
        here.initiatives.structure[g] = 0.2 if week == 20 else 0.19
        do(here, "advancing")
    assert here.initiatives.stage[g] == Stage.INDEPENDENT


@pytest.mark.parametrize(
    ("row", "hours", "motivation", "core"),
    [(3, 2.0, 0.55, True), (3, 1.9, 0.9, False), (3, 5.0, 0.54, False), (0, 0.1, 0.55, True), (0, 0.1, 0.5, False)],
)
def test_who_carries_an_initiative(here: Neighbourhood, row: int, hours: float, motivation: float, core: bool) -> None:
    """Motivated, and a fifth of the hours or its founder (row 0 started it)."""
    begin(here, TEAM, hours_given=10.0)
    here.residents.hours_given[row], here.residents.motivation[row] = hours, motivation
    do(here, "advancing")
    assert here.residents.involvement[row] == (Involvement.CORE if core else Involvement.HELPER)


def group(here: Neighbourhood, size: int, motivation: float = 0.5, trust: float = 0.4) -> None:
    who = here.residents
    who.motivation[:], who.trust[:] = 0.0, 0.0
    who.involvement[:] = Involvement.AWARE
    who.involvement[:size], who.motivation[:size], who.trust[:size] = Involvement.INTERESTED, motivation, trust
    recount(here)


@pytest.mark.parametrize(
    ("size", "motivation", "trust", "passed"),
    [(12, 0.5, 0.4, True), (11, 0.9, 0.9, False), (12, 0.49, 0.9, False), (12, 0.9, 0.39, False)],
)
def test_information_ends_with_a_motivated_group(
    here: Neighbourhood, size: int, motivation: float, trust: float, passed: bool
) -> None:
    group(here, size, motivation, trust)
    do(here, "advancing")
    assert here.programme.phase[0] == (Phase.EMERGENCE if passed else Phase.INFORMATION)
    assert told_of(here, Event.PHASE_REACHED)["value"].tolist() == [2.0] * passed


def test_in_a_large_neighbourhood_the_group_is_one_per_cent() -> None:
    here = settled(street(2000))
    least = int(np.ceil(len(here.residents) * 0.01))
    group(here, least - 1)
    do(here, "advancing")
    assert here.programme.phase[0] == Phase.INFORMATION
    group(here, least)
    do(here, "advancing")
    assert here.programme.phase[0] == Phase.EMERGENCE


def test_offers_do_not_open_the_gate(here: Neighbourhood) -> None:
    """Only intrinsic motivation counts: attraction, needs and self-interest as high as can be change nothing."""
    group(here, 20, motivation=0.4)
    here.residents.attraction[:], here.residents.needs[:], here.residents.self_interest[:] = 1.0, 1.0, 1.0
    do(here, "advancing")
    assert here.programme.phase[0] == Phase.INFORMATION


@pytest.mark.parametrize(
    ("live", "formed", "weeks", "passed"), [(6, 4, 11, True), (5, 4, 50, False), (6, 3, 50, False), (6, 4, 10, False)]
)
def test_emergence_ends_with_initiatives_that_formed(
    here: Neighbourhood, live: int, formed: int, weeks: int, passed: bool
) -> None:
    for number in range(live):
        begin(here, [number], stage=Stage.RESIDENT_INITIATIVE if number < formed else Stage.IDEA)
    begin(here, [50], stage=Stage.ENDED)
    dose(here, phase=Phase.EMERGENCE, week_of_phase=weeks)
    do(here, "advancing")
    assert here.programme.phase[0] == (Phase.DEVELOPMENT if passed else Phase.EMERGENCE)


@pytest.mark.parametrize(
    ("independent", "dependence", "helped", "passed"),
    [(4, 0.04, 1.0, True), (4, 0.06, 1.0, False), (4, 0.9, 0.0, True), (3, 0.0, 0.0, False)],
)
def test_development_ends_with_organisations_that_stand_on_their_own(
    here: Neighbourhood, independent: int, dependence: float, helped: float, passed: bool
) -> None:
    for number in range(5):
        begin(
            here,
            [number],
            stage=Stage.INDEPENDENT if number < independent else Stage.RESIDENT_INITIATIVE,
            dependence=dependence,
            structure=0.9,
        )
    dose(here, phase=Phase.DEVELOPMENT, helped=helped)
    do(here, "advancing")
    assert here.programme.phase[0] == (Phase.AUTONOMOUS if passed else Phase.DEVELOPMENT)


def test_a_phase_that_is_not_earned_for_half_a_year_is_lost(here: Neighbourhood) -> None:
    for number in range(2):
        begin(here, [number], stage=Stage.RESIDENT_INITIATIVE)
    dose(here, phase=Phase.DEVELOPMENT)
    for week in range(25):
        here.week = week
        do(here, "advancing")
        assert here.programme.phase[0] == Phase.DEVELOPMENT
    do(here, "advancing")
    assert here.programme.phase[0] == Phase.EMERGENCE
    assert told_of(here, Event.PHASE_LOST)["value"].tolist() == [2.0]


def test_half_of_what_a_phase_asks_keeps_it(here: Neighbourhood) -> None:
    for number in range(3):
        begin(here, [number], stage=Stage.RESIDENT_INITIATIVE)
    dose(here, phase=Phase.DEVELOPMENT)
    for week in range(60):
        here.week = week
        do(here, "advancing")
    assert here.programme.phase[0] == Phase.DEVELOPMENT


@pytest.mark.parametrize(
    ("gate", "phases"), [("calendar", {12: 2, 38: 3, 77: 4}), ("both", {40: 2}), ("criterion", {30: 2})]
)
def test_phases_by_calendar_criterion_or_the_later_of_the_two(gate: str, phases: dict[int, int]) -> None:
    here = settled(supported(street(60), withdraw=Withdrawal(week=78)))
    renumber(here, "advancing", gate=gate, calendar_emergence=13 if gate == "calendar" else 41)
    reached = {}
    for week in range(100):
        here.week = week
        group(here, 12 if week >= 30 else 0)
        before = int(here.programme.phase[0])
        do(here, "advancing")
        if here.programme.phase[0] != before:
            reached[week] = int(here.programme.phase[0])
    assert reached == phases


def test_an_impossible_gate_stalls_and_can_be_seen(here: Neighbourhood) -> None:
    renumber(here, "advancing", group_least=100000)
    for week in range(60):
        here.week = week
        group(here, 60, 1.0, 1.0)
        do(here, "advancing")
    assert here.programme.phase[0] == Phase.INFORMATION
    assert here.programme.week_of_phase[0] == 60
    assert len(told_of(here, Event.PHASE_REACHED)) == 0
