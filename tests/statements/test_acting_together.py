"""Statements about the neighbourhood that acts together: agenda, partners, deals and what holds people back."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import lived, people_of, settled, story, street, told
from tests.statements.playing import at, runs
from weisim.analysis.deals import deals
from weisim.cli.story import told as story_of
from weisim.indicators.catalogue import DICTIONARY
from weisim.language import speaking
from weisim.neighbourhood.bargaining import interests_served, overlap
from weisim.neighbourhood.census import take_census
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance
from weisim.processes.process import process
from weisim.results.holders import ALWAYS
from weisim.results.ledger import account
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.scenario.variations import with_top_down, without_partners
from weisim.simulation.schedule import SCHEDULE
from weisim.simulation.simulate import simulate
from weisim.terms import Condition, Event, Form, Phase, Problem, Stage

FIRST = len(ALWAYS)
"""The row of the first partner in a ledger."""

NOBODY_FOUNDS = {"founding.idea": 0.0, "founding.trickle": 0.0, "founding.spontaneous": 0.0}
SIGNED = (Event.DEAL_MADE, Event.DEAL_RENEWED)
KINDS = ("government", "housing", "welfare", "business")


def problems_of(run: Run) -> dict[int, Problem]:
    """The problem that each initiative of a history works on."""
    born = run.event_table[run.event_table["event"] == Event.IDEA_BORN]
    return {int(one["initiative"]): Problem(int(one["value"])) for one in born}


def made(run: Run, *kinds: Event) -> np.ndarray:
    return run.event_table[np.isin(run.event_table["event"], kinds or (Event.DEAL_MADE,))]


def test_2_what_holds_people_back_is_known_every_week() -> None:
    for run in runs() + runs("no-support"):
        assert run.series["bottleneck"].isin([1, 2, 3, 4, 5]).all()
        shares = np.array([run.series[f"bottleneck_{condition.word}"] for condition in Condition])
        assert np.isfinite(shares).all()
        assert (shares >= 0).all()
        assert (shares.sum(axis=0) <= 1 + 1e-12).all()
        assert (run.series["bottleneck"] == shares.argmax(axis=0) + 1).all()


def swapped(here: Neighbourhood, one: Problem, other: Problem) -> Neighbourhood:
    """A neighbourhood in which everybody worries about one problem as much as about the other before."""
    concern = here.residents.concern
    concern[:, [one, other]] = concern[:, [other, one]]
    return here


def test_6_when_residents_swap_their_worries_the_agenda_swaps() -> None:
    calm = told(street(600), {**NOBODY_FOUNDS, "leaving.mobility": 0.0})
    usual, other = settled(calm, 3), swapped(settled(calm, 3), Problem.POVERTY, Problem.LITTER)
    for week in range(40):
        usual.step()
        other.step()
        if week % 13 == 0:
            one, two = take_census(usual), take_census(other)
            assert one.agenda_poverty != one.agenda_litter
            assert (two.agenda_poverty, two.agenda_litter) == pytest.approx((one.agenda_litter, one.agenda_poverty))
            assert two.agenda_isolation == pytest.approx(one.agenda_isolation)


def test_6_an_agenda_from_above_fits_less_the_more_of_it_there_is() -> None:
    def fit(share: float) -> float:
        given = with_top_down(street(600), share, {Problem.LITTER: 1.0})
        return take_census(lived(given, 30)).agenda_fit

    assert fit(0.0) == pytest.approx(1.0)
    assert fit(0.0) > fit(0.4) > fit(0.8)


def test_16_partners_alone_start_nothing_and_then_have_nobody_to_deal_with() -> None:
    here = settled(told(street(600), {**NOBODY_FOUNDS, "dealing.meet": 0.5, "dealing.accept": 1.0}))
    here.partners.openness[:], here.partners.trust[:], here.partners.from_phase[:] = 1.0, 1.0, Phase.INFORMATION
    for _ in range(104):
        here.step()
    assert here.partners.hours_total.sum() > 0, "help there was"
    assert len(here.initiatives) == here.programme.ideas_born[0] == 0
    assert not here.partners.deals_made.any()
    assert not here.partners.gain.any()


def test_17_to_20_what_each_kind_of_partner_wins_is_reported() -> None:
    for run in runs():
        assert {"gain_residents", "gain_other", *(f"gain_{kind}" for kind in KINDS)} <= set(run.names)
        assert run.series["gain_residents"].iloc[-1] > 0
        for kind in KINDS:
            gain = run.series[f"gain_{kind}"]
            assert gain.notna().all()
    for kind in KINDS:
        assert at(runs(), f"gain_{kind}").mean() > 0
    dealless = without_partners(told(street(600), {}, weeks=104))
    alone = simulate(dealless, 1, people_of(dealless))
    assert not alone.series[["deals", *(f"gain_{kind}" for kind in KINDS)]].to_numpy().any()


def test_17_to_20_and_73_partners_deal_with_those_whose_work_serves_their_interests() -> None:
    """What deals are about is nearer to the interests of a partner than what initiatives at large are about."""
    served, partners = interests_served(), story("steady-support").partners
    for row, partner in enumerate(partners):
        cares = np.array(list(partner.profile().values()))
        dealt, around = [], []
        for run in runs():
            problem = problems_of(run)
            formed = made(run, Event.STAGE_REACHED)
            formed = formed[formed["stage"] == Stage.RESIDENT_INITIATIVE]
            around += [problem[g] for g in formed["initiative"].tolist()]
            dealt += [problem[one["initiative"]] for one in made(run) if one["partner"] == row]
        near, far = (
            np.mean([overlap(one, Stage.RESIDENT_INITIATIVE, served, cares) for one in ones])
            for ones in (dealt, around)
        )
        assert near > far, partner.name


def test_26_nobody_signs_what_he_expects_to_lose_by() -> None:
    for run in runs() + runs(numbers={"dealing.split": "equal price"}):
        signed = made(run, *SIGNED)
        assert len(signed) > 0
        assert (signed["value"] > 0).all()


def test_42_an_impossible_gate_stalls_the_programme_for_ever() -> None:
    gate = told(story("steady-support"), {"advancing.group_least": 10_000}, weeks=209)
    for seed in (1, 2):
        run = simulate(gate, seed, people_of(gate))
        assert (run.series["phase"] == Phase.INFORMATION).all()
        assert len(made(run, Event.PHASE_REACHED, Event.PRESENTED)) == 0
        assert run.series["bottleneck"].notna().all(), "what holds people back is told all the same"


@pytest.mark.parametrize(("language", "phase"), [("en", "information phase"), ("nl", "informatiefase")])
def test_42_a_programme_that_stalls_says_so_whatever_initiatives_become(language: str, phase: str) -> None:
    """Its story names the phase in which it stayed, not only in the table of what held people back."""
    free = {"founding.trickle": 0.001, "founding.spontaneous": 0.0002, "advancing.independent_structure": 0.2}
    gate = told(story("steady-support"), {**free, "advancing.group_least": 10_000})
    independent = []
    for seed in (2, 3, 7, 12):
        run = simulate(gate, seed, people_of(gate))
        independent.append(bool(run.series["independent_organisations"].max() > 0))
        with speaking(language):
            lines = story_of(run, gate).splitlines()
        assert [line for line in lines if phase in line and "%" not in line], lines
    assert any(independent)


def test_42_offers_alone_open_no_gate_as_long_as_nobody_wants_it_himself() -> None:
    """The gate asks for a motivated group; what is offered brings people forward and moves no motivation."""
    still = {"motivating.frozen": True, "leaving.mobility": 0.0, **NOBODY_FOUNDS}

    def after_a_year(pull: float, motivation: float) -> Neighbourhood:
        here = settled(told(street(600), {**still, "joining.pull": pull}))
        here.residents.disposition[:] = here.residents.motivation[:] = motivation
        for _ in range(52):
            here.step()
        return here

    pulled = after_a_year(1.5, 0.49)
    assert (pulled.residents.involvement >= 2).sum() > 30, "they came forward"
    assert pulled.programme.phase[0] == Phase.INFORMATION
    assert after_a_year(0.5, 0.51).programme.phase[0] > Phase.INFORMATION


def test_68_70_and_72_deals_are_told_by_partner_phase_and_form() -> None:
    played = Results(tuple(runs()), (), DICTIONARY, {})
    found = deals(played, "steady-support")
    signed = [made(run) for run in runs()]
    whole = sum(len(table) for table in signed)
    assert sum(sum(line.made) for line in found.lines) * found.runs == pytest.approx(whole)
    told_of = {line.partner for line in found.lines}
    assert told_of == {one.name for one in story("steady-support").partners}
    offered = {one.name: set(one.forms) for one in story("steady-support").partners}
    for line in found.lines:
        assert line.form is None or line.form in offered[line.partner]
    assert len({line.form for line in found.lines} & set(Form)) >= 4, "many ways of helping occur"
    business = [line for line in found.lines if line.partner == "business"]
    assert business
    assert not any(line.made[phase - 1] for line in business for phase in (Phase.INFORMATION, Phase.EMERGENCE))
    assert any(line.made[Phase.DEVELOPMENT - 1] for line in business)


def test_74_nobody_is_missing_from_the_ledger() -> None:
    for run in runs():
        assert run.holders == (*ALWAYS, *run.partners)
        given = ("hours_given", "euros_given", "euros_won", "deals")
        assert np.isfinite(run.ledger[FIRST:, [account(name) for name in given]]).all()
        assert np.isfinite(run.ledger[0, [account(name) for name in ("hours_given", "skill_won", "ties_won")]]).all()
        # What initiatives and partners say of their deals is the same.
        assert run.ledger[1, account("deals")] == run.ledger[FIRST:, account("deals")].sum()
        # By expectation both win the same; what came of it differs, for work may go better or worse.
        assert run.ledger[1, account("euros_won")] > 0
        assert run.ledger[FIRST:, account("euros_won")].sum() > 0


def test_76_the_first_good_work_opens_partners() -> None:
    """Until something good is seen on what a partner cares for, it is as open as it came; from then on more so."""
    served, seen = interests_served(), set()

    @process(reads="initiatives.* partners.*", writes="")
    def looking(here: Neighbourhood, chance: Chance) -> None:
        g, partners = here.initiatives, here.partners
        for row in np.flatnonzero((g.output > 0.5) & (g.stage < Stage.ENDED)):
            for one in range(len(partners)):
                if overlap(g.problem[row], g.stage[row], served, partners.interests[one]) >= 0.5:
                    seen.add(one)

    place = [one.name for one in SCHEDULE].index("dealing")
    here = settled(story("steady-support"), 1, (*SCHEDULE[:place], looking, *SCHEDULE[place:]))
    came, before = here.partners.openness.copy(), 0
    for _ in range(156):
        here.step()
        opened = set(np.flatnonzero(here.partners.openness > came).tolist())
        assert opened == seen
        before += not seen
    assert before > 10
    assert len(seen) == len(came)
    assert (here.partners.openness <= here.parameters.dealing.most_open).all()
