"""Extremes: what must hold when something is taken away altogether, or is far too much."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import columns, differing, lived, people_of, settled, story, street, supported, told
from weisim.neighbourhood.model import Neighbourhood
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import without_help, without_partner
from weisim.simulation.recorder import NAMES
from weisim.simulation.simulate import simulate
from weisim.terms import Help, Involvement, Phase, Problem, Stage


def last(scenario: Scenario, seed: int, weeks: int = 260) -> dict[str, float]:
    run = simulate(scenario.model_copy(update={"weeks": weeks}), seed, people_of(scenario))
    return dict(zip(NAMES, run.values[-1].tolist(), strict=True))


def without_hours(scenario: Scenario, weeks: int, seed: int) -> Neighbourhood:
    """A story in which nobody ever has an hour, newcomers included."""
    here = settled(told(scenario, beyond={"settling.hours_most": 0.0}), seed)
    assert not here.residents.hours_available.any()
    for _ in range(weeks):
        here.step()
    assert not here.residents.hours_available.any()
    return here


@pytest.mark.slow
def test_without_support_a_few_initiatives_are_born_all_the_same() -> None:
    scenario = story("no-support")
    residents = people_of(scenario).residents
    born = [last(scenario, seed)["ideas_born"] / 5 / (residents / 1000) for seed in range(1, 101)]
    assert 0.2 <= np.median(born) <= 2.0


def test_without_support_a_few_initiatives_are_born_in_twenty_histories() -> None:
    """The quick sister of the test above: the same band, fewer histories."""
    scenario = story("no-support")
    residents = people_of(scenario).residents
    born = [last(scenario, seed, 104)["ideas_born"] / 2 / (residents / 1000) for seed in range(1, 21)]
    assert 0.2 <= np.median(born) <= 2.0


def test_support_makes_a_difference() -> None:
    supported_now, alone = last(street(1000), 1, 104), last(street(1000, "no-support"), 1, 104)
    assert supported_now["ideas_born"] > alone["ideas_born"] + 3
    assert supported_now["participants"] > alone["participants"]


@pytest.mark.parametrize("name", ["steady-support", "no-support"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_hours_of_residents_no_initiative_is_born(name: str, seed: int) -> None:
    here = without_hours(story(name), 104, seed)
    assert here.programme.ideas_born[0] == 0
    assert len(here.initiatives) == 0


def test_without_hours_nobody_comes_forward_and_nothing_is_earned() -> None:
    here = without_hours(story("steady-support"), 104, 1)
    assert not here.residents.hours_given.any()
    assert not here.initiatives.income_own.any()
    assert (here.initiatives.stage[:] != Stage.RESIDENT_INITIATIVE).all()


def test_with_all_processes_off_nothing_changes() -> None:
    here = settled(street(200), processes=())
    before = columns(here)
    for _ in range(60):
        here.step()
    assert not differing(before, columns(here))
    assert len(here.chronicle.events()) == 0
    assert here.week == 60


def test_without_ties_nobody_hears_from_neighbours_and_fewer_take_part() -> None:
    """Null model: no ties."""
    alone = lived(told(street(1000), {"settling.ties": False}), 104)
    usual = lived(street(1000), 104)
    assert not alone.ties.degree.any()
    assert not alone.residents.informed_neighbours.any()
    assert not alone.residents.active_neighbours.any()
    assert set(alone.chronicle.events()["reason"].tolist()) & {2} == set(), "nobody is asked"
    informed = [(here.residents.involvement != Involvement.UNAWARE).mean() for here in (alone, usual)]
    taking_part = [(here.residents.initiative >= 0).sum() for here in (alone, usual)]
    assert informed[0] < informed[1]
    assert taking_part[0] < taking_part[1]


def test_frozen_motivation_stays_what_people_brought_along() -> None:
    """Null model: motivation frozen."""
    here = lived(told(street(600), {"motivating.frozen": True}), 156)
    assert (here.residents.motivation == here.residents.disposition).all()
    assert here.programme.initiatives_ended[0] > 0
    assert (lived(street(600), 156).residents.motivation != here.residents.motivation).any()


def test_when_everybody_is_sceptical_nobody_comes_forward() -> None:
    scenario = told(
        street(300), {"doubting.talk": 0.0, "doubting.seen": 0.0, "presenting.trust": 0.0, "founding.spontaneous": 0.0}
    )
    here = settled(told(scenario, {"leaving.mobility": 0.0}))
    here.residents.trust[:], here.residents.eager[:] = 0.0, 0
    for _ in range(104):
        here.step()
    assert set(np.unique(here.residents.involvement)) == {Involvement.UNAWARE, Involvement.AWARE}
    assert here.programme.ideas_born[0] == 0
    assert here.programme.phase[0] == Phase.INFORMATION


def test_an_impossible_gate_stalls_in_the_first_phase() -> None:
    run = simulate(told(street(300), {"advancing.group_least": 100000}, weeks=156), 1, people_of(street(300)))
    assert (run.series["phase"] == 1).all()
    assert "phase_reached" not in set(run.events["event"].dropna())
    assert run.series["support_hours"].iloc[-1] > 0


def test_partners_alone_start_nothing() -> None:
    """Statement 16: residents are the only ones who start initiatives, however much help there is."""
    nobody = {"founding.idea": 0.0, "founding.trickle": 0.0, "founding.spontaneous": 0.0}
    here = lived(told(street(600), nobody), 104)
    assert here.programme.ideas_born[0] == 0
    assert here.partners.hours_given.sum() > 0


def test_training_alone_teaches_nobody_who_takes_no_part() -> None:
    kinds = [kind for kind in Help if kind != Help.TRAINING]
    only = without_help(story("steady-support"), *kinds)
    here = lived(only.model_copy(update={"place": street(300).place}), 104)
    outside = (here.residents.initiative < 0) & (here.residents.learned == 0)
    assert (here.residents.skill[outside] == here.residents.skill_at_start[outside]).all()


def test_full_control_costs_structure_and_motivation() -> None:
    free, steered = (lived(supported(street(1500), control=control), 156) for control in (0.0, 1.0))
    live = [here.initiatives.stage != Stage.ENDED for here in (free, steered)]
    assert steered.initiatives.structure[live[1]].mean() < free.initiatives.structure[live[0]].mean() / 2
    members = [here.residents.initiative >= 0 for here in (free, steered)]
    assert steered.residents.autonomy[members[1]].mean() < free.residents.autonomy[members[0]].mean()


def test_without_a_partner_its_help_is_gone() -> None:
    here = lived(without_partner(street(300), "welfare"), 60)
    assert not here.programme.dose[0, [Help.OUTREACH, Help.COACHING, Help.TRAINING, Help.COMMUNITY_BUILDING]].any()
    assert here.programme.dose[0, Help.CONNECTING] > 0


@pytest.mark.parametrize(
    "values",
    [
        {"joining.rule": "hard threshold"},
        {"organising.rule": "double well"},
        {"organising.rule": "plain"},
        {"doubting.promise": "none"},
        {"founding.eager": False},
        {"presenting.yearly": True},
        {"advancing.gate": "calendar"},
        {"advancing.gate": "both"},
    ],
    ids=lambda values: " ".join(map(str, *values.items())),
)
def test_every_rival_rule_runs_and_tells_another_story(values: dict[str, object]) -> None:
    from weisim.scenario.variations import withdraw_support

    base = withdraw_support(street(1000), week=60, announced=False)
    usual, rival = lived(base, 130), lived(told(base, values), 130)
    assert differing(columns(usual), columns(rival))


def test_the_plain_rule_lets_structure_wear_off_after_the_end() -> None:
    feedback, plain = (
        lived(told(street(1500, "stop-month-12"), {"organising.rule": rule}), 156) for rule in ("feedback", "plain")
    )
    structure = [here.initiatives.structure[here.initiatives.stage != Stage.ENDED].mean() for here in (feedback, plain)]
    assert structure[1] < structure[0] / 2


def test_one_problem_and_no_offers_run_too(small_street: Scenario) -> None:
    bare = small_street.model_copy(update={"problems": (Problem.LITTER,), "opportunities": (), "strengths": ()})
    here = lived(bare, 60)
    assert set(here.residents.problem.tolist()) == {Problem.LITTER}
    assert np.isfinite(here.residents.attraction).all()
