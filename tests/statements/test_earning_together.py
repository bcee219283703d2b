"""Statements about a neighbourhood that earns together: money, problems, the cooperative, and who wins what."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.living import begin, do, lived, people_of, renumber, settled, street, told
from tests.simulation.any_story import QUICK, STANDING
from weisim.analysis.lasting import lasting
from weisim.indicators.catalogue import DICTIONARY
from weisim.neighbourhood.bargaining import interests_served
from weisim.neighbourhood.model import Neighbourhood
from weisim.organisations import OrganisationalForm
from weisim.results.holders import ALWAYS
from weisim.results.ledger import account
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import withdraw_support
from weisim.simulation.simulate import simulate
from weisim.terms import Event, Flow, Interest, Phase, Problem, Stage

RESIDENTS, INITIATIVES, COOPERATIVE, FIRST = range(len(ALWAYS) + 1)
SEEDS = (1, 2, 3, 4, 5, 6)
WEEKS = 156
NOBODY_FOUNDS = {"founding.idea": 0.0, "founding.trickle": 0.0, "founding.spontaneous": 0.0}
WORKS = {"stage": Stage.INDEPENDENT, "output": 0.8, "coverage": 0.7, "cash": 50_000.0}


@functools.cache
def thriving(name: str = "steady-support") -> Scenario:
    """A street of three hundred on which organisations stand on their own, and together, within three years."""
    return told(street(300, name), {**QUICK, **STANDING}, weeks=WEEKS)


def histories(scenario: Scenario, seeds: tuple[int, ...] = SEEDS) -> list[Run]:
    return [simulate(scenario, seed, people_of(scenario)) for seed in seeds]


@functools.cache
def runs(name: str = "steady-support") -> list[Run]:
    return histories(thriving(name))


def all_weeks(indicator: str) -> np.ndarray:
    """One indicator in all weeks of all histories, one after another."""
    return np.concatenate([run.series[indicator].to_numpy() for run in runs()])


def produced(here: Neighbourhood, weeks: int = 1) -> Neighbourhood:
    """Weeks in which nothing happens but producing, with the same work every week."""
    work = here.initiatives.output.copy()
    for _ in range(weeks):
        here.initiatives.output[:] = work
        do(here, "producing")
        here.week += 1
    return here


@pytest.fixture
def here() -> Neighbourhood:
    return settled(street(300))


def test_10_the_neighbourhood_economy_grows_with_enterprises() -> None:
    """Own income, wages and what comes round once more are higher in weeks with an enterprise than in weeks without."""
    with_one = all_weeks("neighbourhood_enterprises") > 0
    assert min(with_one.sum(), (~with_one).sum()) > 100
    own, wages = all_weeks("own_income"), all_weeks("wages")
    assert own[with_one].mean() > 3 * own[~with_one].mean()
    assert wages[with_one].mean() > 100.0
    assert wages[~with_one].mean() < 0.05 * wages[with_one].mean(), "only in the week in which the last one stops"
    rounds = all_weeks("local_multiplier")
    known = np.isfinite(rounds)
    assert (rounds[known] >= 1.0).all()
    assert rounds[known & with_one].mean() > rounds[known & ~with_one].mean()


def test_12_liveability_improves_with_a_lag_where_initiatives_work() -> None:
    """Nothing falls before there is work; a year of work brings more than its first weeks; without any all stays."""
    for run in runs():
        litter, at_work = run.series["problem_litter"].to_numpy(), run.series["activities_alive"].to_numpy()
        first = int(np.flatnonzero(at_work > 0)[0])
        start, soon, later = litter[0], litter[first + 4], litter[first + 56]
        assert litter[-1] < start
        assert later < soon <= start
        assert start - soon < 0.3 * (start - later), "the lag"
    still = told(street(300), NOBODY_FOUNDS, weeks=80)
    levels = [f"problem_{problem.word}" for problem in Problem if problem != Problem.MEETING_PLACE]
    for run in histories(still, SEEDS[:2]):
        assert (run.series[levels].to_numpy() == run.series[levels].to_numpy()[0]).all()


@pytest.mark.parametrize(("better", "worse"), [({}, {"coverage": 0.4}), ({}, {"output": 0.3}), ({}, {"output": 0.0})])
def test_13_residents_produce_and_more_so_with_skill_and_work(
    here: Neighbourhood, better: dict[str, float], worse: dict[str, float]
) -> None:
    """Of two enterprises the one whose members can more, or do more, sells more; who does nothing sells nothing."""
    usual = {**WORKS, "stage": Stage.ENTERPRISE, "embeddedness": 0.5}
    one, two = begin(here, [0, 1], **{**usual, **better}), begin(here, [3, 4], **{**usual, **worse})
    produced(here)
    sold = here.initiatives.flows[:, [Flow.SALES, Flow.SALES_OUTSIDE]].sum(axis=1)
    assert sold[one] > sold[two] >= 0.0
    assert (sold[two] == 0.0) == (worse.get("output") == 0.0)


def test_14_residents_buy_where_they_know_and_trust(here: Neighbourhood) -> None:
    """Who has no roots sells to nobody near by; each more root brings as much more, and is felt in the purse."""
    usual = {**WORKS, "stage": Stage.ENTERPRISE}
    rooted = [begin(here, [row], embeddedness=row / 4) for row in range(5)]
    for name, value in usual.items():
        getattr(here.initiatives, name)[:] = value
    produced(here)
    near, far = here.initiatives.flows[:, Flow.SALES], here.initiatives.flows[:, Flow.SALES_OUTSIDE]
    assert near[rooted[0]] == 0.0
    assert np.diff(near) == pytest.approx([near[rooted[1]]] * 4)
    assert near[rooted[1]] > 50.0
    assert (far == far[0]).all()


@pytest.mark.parametrize(
    ("statement", "partner", "wins_by", "not_by"),
    [
        (18, "housing", Problem.PLAYGROUND, Problem.POVERTY),
        (19, "welfare", Problem.ISOLATION, Problem.LITTER),
        (20, "business", Problem.POVERTY, Problem.ISOLATION),
    ],
)
def test_18_to_20_partners_win_when_problems_they_care_for_fall(
    here: Neighbourhood, statement: int, partner: str, wins_by: Problem, not_by: Problem
) -> None:
    """Relief, for a point of the problem that is eased, is larger where the partner cares more."""
    row, won = [one.name for one in thriving().partners].index(partner), {}
    for problem in (wins_by, not_by):
        begin(here, [int(problem)], problem=problem, **WORKS)
    before = here.partners.relief[row]
    produced(here, 52)
    assert here.partners.relief[row] > before
    for problem in (wins_by, not_by):
        alone = settled(street(300))
        begin(alone, [0], problem=problem, **WORKS)
        produced(alone, 52)
        around = alone.surroundings
        won[problem] = alone.partners.relief[row] / (around.problem_base[0] - around.problem_level[0])[problem]
    assert won[wins_by] > won[not_by], statement


def test_18_to_20_the_ledger_shows_relief_for_all_and_none_without_work() -> None:
    served = interests_served()
    for run in runs():
        relief = run.ledger[FIRST:, account("relief")]
        assert (relief > 0.0).all()
        # Worked out from the levels that were told, with interests of each partner.
        names = [f"problem_{problem.word}" for problem in Problem]
        levels = run.series[names].to_numpy()
        start = told(street(300)).parameters.choosing.level
        eased = (start * settled(thriving(), 1).given.problems - levels).sum(axis=0) / 52.0
        for row, one in enumerate(thriving().partners):
            cares = np.array([one.profile()[interest] for interest in Interest])
            assert relief[row] == pytest.approx((served @ cares / served.sum(axis=1)) @ eased)
    for run in histories(told(street(300), NOBODY_FOUNDS, weeks=60), SEEDS[:1]):
        assert run.ledger[FIRST:, account("relief")] == pytest.approx(0.0)


@pytest.mark.parametrize("problem", list(Problem))
def test_44_work_eases_the_problem_it_aims_at_and_no_other(here: Neighbourhood, problem: Problem) -> None:
    begin(here, [0, 1, 2], problem=problem, **WORKS)
    produced(here, 52)
    fall = here.surroundings.problem_base[0] - here.surroundings.problem_level[0]
    assert fall[problem] > 0.001
    assert np.delete(fall, problem) == pytest.approx(0.0)


def test_46_who_wins_ties_becomes_less_lonely_and_nobody_does_without() -> None:
    """An assumption about participants; where working together brings no contacts nobody becomes less lonely."""
    lonely = [run.series["less_lonely"].iloc[-1] for run in runs()]
    assert np.mean(lonely) >= 1.0
    for run in histories(told(thriving(), {}, {"bonding.meet": 0.0, "presenting.meet": 0.0}), SEEDS[:3]):
        assert run.series["less_lonely"].iloc[-1] == 0
    here = lived(thriving(), WEEKS, 3)
    better = here.residents.less_lonely == 1
    assert better.any()
    assert (here.residents.ties_won[better] >= here.parameters.producing.lonely_ties).all()


def test_47_people_meet_sooner_once_there_is_a_place_to_meet() -> None:
    """One room in use is enough for a place to meet, or no number of them: what differs is contacts made."""

    def ties_made(enough: float) -> float:
        story = told(thriving(), {}, {"producing.enough_rooms": enough, "producing.ease": 0.0})
        return sum(float(lived(story, 78, seed).surroundings.ties_made[0]) for seed in SEEDS)

    with_place, without = ties_made(0.5), ties_made(1e9)
    assert without > 20
    assert with_place > 1.05 * without


def test_48_a_playground_is_a_quick_win_that_can_be_lost_again(here: Neighbourhood) -> None:
    rows = [begin(here, [number], problem=number, **WORKS) for number in range(len(Problem))]
    here.surroundings.agenda[:] = 1 / len(Problem)
    produced(here, 26)
    eased = here.surroundings.eased[0]
    assert eased.argmax() == Problem.PLAYGROUND
    assert eased[Problem.PLAYGROUND] > 2 * np.delete(eased, Problem.PLAYGROUND).max()
    assert here.initiatives.goal_left.argmin() == rows[Problem.PLAYGROUND]
    fixed = float(eased[Problem.PLAYGROUND])
    here.initiatives.output[:] = 0.0
    produced(here, 104)
    assert here.surroundings.eased[0, Problem.PLAYGROUND] < 0.5 * fixed


def test_62_a_cooperative_takes_organisations_enough_that_trust_each_other() -> None:
    needed, founded = STANDING["federating.members"], 0
    for run in runs():
        table = run.event_table
        for one in table[table["event"] == Event.COOPERATIVE_FOUNDED]:
            founded += 1
            # Told after the week, in which one may have ended.
            ended = ((table["event"] == Event.ENDED) | (table["event"] == Event.FELL_BACK)) & (
                table["week"] == one["week"]
            )
            assert run.series["independent_organisations"][one["week"]] + ended.sum() >= needed
    assert founded >= 4
    for lacking in ({"federating.members": 99}, {"federating.trust": 1.0}):
        for run in histories(told(thriving(), {}, lacking), SEEDS[:3]):
            assert not run.series["cooperative_exists"].any()


def test_62_members_share_a_place_and_services() -> None:
    here = lived(thriving(), WEEKS, 3)
    g, coop = here.initiatives, here.cooperatives
    members = (g.in_cooperative == 1) & (g.stage < Stage.ENDED)
    assert coop.lives[-1] == 1
    assert members.sum() == coop.members[-1] >= STANDING["federating.members"]
    assert (g.shared_saving[members] > 0.0).all()
    assert (g.shared_risk[members] > 0.0).all()
    assert (g.room_shared[members] == coop.has_room[-1]).all()
    others = (g.in_cooperative == 0) & (g.stage < Stage.ENDED)
    assert not g.shared_saving[others].any()
    assert coop.fees[-1] > 0.0


def test_63_without_support_organisations_may_go_on_and_that_is_counted_not_assumed() -> None:
    """Support stops after a year and a half; who lives a year later is reported, and it is neither all nor nobody."""
    stopped = withdraw_support(thriving(), week=78, name="stopped")
    found = histories(stopped)
    for run in found:
        assert not run.series["support_hours"].to_numpy()[78:].any()
        assert run.series["dependence"].to_numpy()[-1] < 0.01, "nobody is carried any more"
    told_of = lasting(Results(tuple(found), (), DICTIONARY, {}), "stopped", "formed", 52)
    assert told_of.alive > 20
    assert 0.0 < told_of.share < 1.0
    assert sum(run.series["independent_organisations"].iloc[-1] for run in found) > 0
    alone = runs("no-support")
    assert not any(run.series["support_hours"].any() for run in alone)
    assert all(np.isfinite(run.series["initiatives_alive"]).all() for run in alone)


def test_68_every_form_of_organisation_is_counted_every_week_and_described() -> None:
    counted = ("ideas_alive", "resident_initiatives", "independent_initiatives", "neighbourhood_enterprises")
    for run in runs():
        assert (run.series[list(counted)].sum(axis=1) == run.series["initiatives_alive"]).all()
        assert set(np.unique(run.series["cooperative_exists"])) <= {0.0, 1.0}
    assert all(max(run.series[name].max() for run in runs()) > 0 for name in (*counted, "cooperative_exists"))
    described = [OrganisationalForm.of(stage) for stage in Stage if stage != Stage.ENDED]
    assert None not in described
    assert len(set(described)) == 4
    assert OrganisationalForm.of(Stage.ENDED) is None


def test_69_organisations_help_each_other_more_in_the_later_phases() -> None:
    """By lending hands and as members of a cooperative: neither is there before there is a development phase."""
    phase, hands = all_weeks("phase"), np.nan_to_num(all_weeks("organisations_network_density"))
    members = all_weeks("cooperative_members")
    late = phase >= Phase.DEVELOPMENT
    assert hands[late].mean() > hands[~late].mean()
    assert members[late].mean() > members[~late].mean() == 0.0


def test_74_the_ledger_says_what_everybody_earned_paid_and_was_relieved_of() -> None:
    for run in runs():
        earned, cost = run.ledger[:, account("euros_earned")], run.ledger[:, account("cost")]
        assert run.holders == (*ALWAYS, *run.partners)
        assert (earned[[RESIDENTS, INITIATIVES]] > 0.0).all()
        founded = bool((run.event_table["event"] == Event.COOPERATIVE_FOUNDED).any())
        assert (np.nan_to_num(earned[COOPERATIVE]) > 0.0) == founded
        assert np.isfinite(cost[FIRST:]).all()
        assert np.isfinite(run.ledger[FIRST:, account("relief")]).all()
        # What each kind of partner bears week by week comes to what each partner bore.
        told_of = [name for name in run.names if name.startswith("cost_")]
        assert run.series[told_of].to_numpy().sum() == pytest.approx(cost[FIRST:].sum())
        assert (cost[FIRST:] >= run.ledger[FIRST:, account("euros_given")] - 1e-6).all()


def test_calm_weeks_of_money_alone_hold_their_numbers(here: Neighbourhood) -> None:
    """The ruler of this file: with no work there is nothing earned, nothing eased and nothing relieved."""
    begin(here, [0], **{**WORKS, "output": 0.0, "stage": Stage.IDEA})
    renumber(here, "producing", local_share=0.0)
    produced(here, 20)
    assert not here.surroundings.eased.any()
    assert here.partners.relief == pytest.approx(0.0)
    assert here.surroundings.earned[0] == 0.0
