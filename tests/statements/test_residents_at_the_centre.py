"""Statements 1 to 27 of the source text, as far as the processes built first can show them."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import ROOT, columns, differing, lived, settled, street, told
from tests.statements.playing import arm, at, difference, gool, runs
from weisim.simulation.schedule import SCHEDULE
from weisim.terms import Event, Help, Involvement, Opportunity


def test_1_and_3_one_backbone_and_another_history_for_every_seed() -> None:
    live = at(runs(), "initiatives_alive")
    assert len(set(at(runs(), "ideas_born").tolist())) > 2
    assert 0.5 < live.std() < 8
    for run in runs():
        assert 1 <= len(set(run.series["phase"])) <= 4, "told in at most four phases"


def test_2_where_it_stands_is_known_every_week() -> None:
    stages = ["initiatives_alive", "initiatives_formed", "independent_initiatives", "neighbourhood_enterprises"]
    for run in runs() + runs("no-support"):
        assert run.series[["phase", *stages]].notna().all().all()


def test_4_help_makes_the_difference() -> None:
    assert difference(runs(), runs("no-support"), "initiatives_alive") > 10
    assert difference(runs(), runs("no-support"), "participants") > 50


def test_5_the_work_passes_to_residents() -> None:
    """The share of work by residents is larger in development than in emergence."""
    emergence, development = [], []
    for run in runs():
        phase, own = run.series["phase"], 1 - run.series["dependence"]
        emergence.append(own[phase == 2].mean())
        development.append(own[phase == 3].mean())
    assert np.mean(development) > np.mean(emergence)


def test_8_and_56_residents_carry_it_out() -> None:
    """Without hours of residents no help and no money brings a result."""
    here = settled(told(street(300), beyond={"settling.hours_most": 0.0}))
    for _ in range(104):
        here.step()
    assert not here.initiatives.hours_given.any()
    assert not (here.initiatives.stage > 0).any() or set(here.initiatives.stage.tolist()) <= {0, 4}


def test_9_step_by_step() -> None:
    """No stage is skipped on the way up except that a resident initiative may become an enterprise at once."""
    for run in runs():
        events = run.event_table[np.isin(run.event_table["event"], (Event.STAGE_REACHED, Event.FELL_BACK))]
        for g in set(events["initiative"].tolist()):
            stage = 0
            for event in events[events["initiative"] == g]:
                fell = event["event"] == Event.FELL_BACK
                assert (
                    (event["stage"] == 1 and stage > 1)
                    if fell
                    else event["stage"] in {0: (1,), 1: (2, 3), 2: (3,)}[stage]
                )
                stage = event["stage"]


def test_10_initiatives_earn_money_of_their_own() -> None:
    assert difference(runs(), runs("no-support"), "own_income") > 500


def test_13_without_work_no_income() -> None:
    here = gool(120)
    i = here.initiatives
    idle = (i.output == 0.0) & (i.stage != 0)
    assert not i.income_own[idle].any()
    assert i.income_own[(i.output > 0.5) & (i.stage > 0) & (i.stage < 4)].min() > 0


def test_14_customers_come_from_being_known() -> None:
    rooted, bare = runs(), runs(community_building=0.0)
    assert difference(rooted, bare, "embeddedness") > 0.02
    assert difference(rooted, bare, "own_income") > 0


def test_15_news_passes_along_ties() -> None:
    few = runs(numbers={"settling.degree": 4.0})
    assert difference(runs(), few, "informed_share", 52) > 0.03


def test_16_only_residents_start_initiatives() -> None:
    here = gool(120)
    assert ((here.initiatives.founder >= 0) & (here.initiatives.founder < len(here.residents))).all()
    nobody = told(arm(), {"founding.idea": 0.0, "founding.trickle": 0.0, "founding.spontaneous": 0.0})
    alone = lived(nobody, 104)
    assert alone.programme.ideas_born[0] == 0
    assert alone.programme.dose[0, Help.OUTREACH] > 0


def test_16_founding_reads_nothing_of_partners() -> None:
    founding = next(process for process in SCHEDULE if process.name == "founding")
    assert not [name for name in founding.reads + founding.writes if name.startswith("partners")]


def test_21_some_take_part_who_win_nothing_themselves() -> None:
    """With nothing on offer people come forward all the same, the altruistic sooner."""
    bare = told(street(1500)).model_copy(update={"opportunities": (), "strengths": ()})
    here = lived(bare, 104)
    assert (here.residents.initiative >= 0).sum() > 5
    came = here.residents.involvement >= Involvement.INTERESTED
    pull = here.residents.altruism * here.residents.concern.max(axis=1)
    assert pull[came].mean() > pull[~came].mean()


def test_23_self_interest_brings_people_forward_too() -> None:
    def likeness(pull: float) -> float:
        here = lived(told(street(2500), {"joining.pull": pull, "founding.idea": 0.0}), 52)
        heard = here.residents.involvement >= Involvement.AWARE
        came = (here.residents.involvement >= Involvement.INTERESTED) & (here.residents.eager == 0)
        return float(np.corrcoef(here.residents.self_interest[heard], came[heard])[0, 1])

    assert likeness(1.5) > likeness(0.0) + 0.03


@pytest.mark.parametrize("process", SCHEDULE, ids=lambda process: process.name)
def test_24_to_27_no_rule_pays_for_support_as_such(process: object) -> None:
    """Nothing good is decreed: no process reads the path of the plan except the one that carries it out."""
    reads = process.reads  # type: ignore[attr-defined]
    assert process.name == "supporting" or "programme.path" not in reads  # type: ignore[attr-defined]


def test_27_helping_goes_on_whatever_one_wins() -> None:
    """Altruism and self-interest are traits that nothing in the story changes."""
    first, here = settled(street(300)), lived(told(street(300), {"leaving.mobility": 0.0}), 104)
    apart = differing(columns(first), columns(here))
    assert not apart & {"residents.altruism", "residents.self_interest", "residents.disposition"}


def test_41_an_offer_is_a_matter_of_the_scenario() -> None:
    offers = (Opportunity.FRIENDS, Opportunity.INCOME)
    story = street(300).model_copy(update={"opportunities": offers, "strengths": (1.0, 0.2)})
    assert settled(story).residents.attraction.std() > 0
    assert (ROOT / "scenarios" / "steady-support.toml").read_text(encoding="utf-8").count("opportunities") == 1
