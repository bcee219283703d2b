"""Survival: the curve of a textbook, and births told apart from it."""

import math

import numpy as np
import pytest
from scipy import stats

from weisim.analysis.lasting import lasting, support_ends
from weisim.analysis.survival import births, lives, survival, survival_difference
from weisim.results.run import EVENT_TYPE
from weisim.terms import Event, Reason, Stage

# Weeks in remission of 21 patients given 6-mercaptopurine (Freireich and others, 1963), as in every textbook.
RELAPSED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
FOLLOWED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
TEXTBOOK = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def textbook_lives(last=40):
    return [(0, age) for age in RELAPSED] + [(last - age, None) for age in FOLLOWED]


def test_the_curve_is_that_of_the_textbook(make_run, make_results):
    found = survival(make_results([make_run(lives=textbook_lives(), weeks=41)]), "a", "ideas")
    for age, share in TEXTBOOK.items():
        assert found.at(age)[0] == pytest.approx(share, abs=5e-4)
    assert found.at(5.5)[0] == 1.0
    assert found.at(35)[0] == pytest.approx(0.448, abs=5e-4)
    assert dict(zip(found.ages, found.at_risk, strict=True)) == {
        0: 21,
        6: 21,
        7: 17,
        10: 15,
        13: 12,
        16: 11,
        22: 7,
        23: 6,
    }
    assert found.followed(23) == 6
    assert len(found.lives) == 21


@pytest.mark.parametrize("of", ["ideas", "formed"])
def test_who_stopped_because_the_goal_was_reached_did_not_fail(make_run, make_results, of):
    """He is followed until then, as if the story had ended there; whoever ended in another way did fail."""
    why = {0: Reason.COMPLETED, 1: Reason.ABSORBED, 2: Reason.PEOPLE}
    stage = Stage.RESIDENT_INITIATIVE
    ends = [(20 + 10 * g, Event.ENDED, g, -1, -1, stage, reason, 20.0) for g, reason in why.items()]
    begun = make_run(of=stage, lives=[(0, None)] * 4, weeks=61, events=ends)
    found = survival(make_results([begun]), "a", of)
    assert found.lives.tolist() == [20, 30, 40, 60]
    assert found.ended.tolist() == [False, True, True, False]
    assert [found.at(age)[0] for age in (20, 30, 40, 60)] == pytest.approx([1, 2 / 3, 1 / 3, 1 / 3])
    assert [lasted.tolist() for lasted in lives(begun, of)] == [found.lives.tolist(), found.ended.tolist()]


def test_the_curve_does_not_depend_on_how_lives_are_spread_over_runs(make_run, make_results):
    lives = textbook_lives()
    runs = [make_run(replication=number, lives=lives[number::7], weeks=41) for number in range(7)]
    spread, whole = (survival(make_results(given), "a", "ideas") for given in (runs, [make_run(lives=lives, weeks=41)]))
    assert np.array_equal(spread.alive, whole.alive)
    assert ((spread.low <= spread.alive) & (spread.alive <= spread.high)).all()
    assert np.isnan(whole.low).all()


def test_the_band_is_wider_when_all_lives_of_a_run_share_its_luck(make_run, make_results):
    mixed = [make_run(replication=number, lives=[(0, 10)] * 5 + [(0, None)] * 5) for number in range(20)]
    split = [make_run(replication=number, lives=[(0, 10 if number % 2 else None)] * 10) for number in range(20)]
    narrow, wide = (survival(make_results(runs), "a", "ideas").at(52) for runs in (mixed, split))
    assert narrow[0] == wide[0] == 0.5
    assert narrow[2] - narrow[1] == pytest.approx(0, abs=1e-12)
    assert wide[2] - wide[1] > 0.3


def test_who_still_lives_is_not_counted_as_ended(make_run, make_results):
    found = survival(make_results([make_run(lives=[(250, None)] * 5 + [(0, 100)] * 5)]), "a", "ideas")
    assert found.at(100)[0] == 0.0
    assert found.at(99)[0] == 1.0
    assert found.at(200)[0] == 0.0
    assert found.ended.sum() == 5


def test_nothing_is_said_of_ages_to_which_nobody_was_followed(make_run, make_results):
    found = survival(make_results([make_run(lives=[(200, None)] * 5 + [(0, 20)] * 5)]), "a", "ideas")
    assert found.at(59)[0] == 0.5
    assert math.isnan(found.at(60)[0])


def test_each_life_begins_at_its_own_stage(make_run, make_results):
    run = make_run(lives=[(0, 200), (0, 50)])
    more = np.array(
        [
            (30, Event.STAGE_REACHED, 0, -1, -1, Stage.RESIDENT_INITIATIVE, -1, np.nan),
            (70, Event.STAGE_REACHED, 0, -1, -1, Stage.ENTERPRISE, -1, np.nan),
            (90, Event.STAGE_REACHED, 0, -1, -1, Stage.INDEPENDENT, -1, np.nan),
        ],
        dtype=EVENT_TYPE,
    )
    from dataclasses import replace

    results = make_results([replace(run, event_table=np.concatenate([run.event_table, more]))])
    assert survival(results, "a", "ideas").lives.tolist() == [200, 50]
    assert survival(results, "a", "formed").lives.tolist() == [170]
    assert survival(results, "a", "independent").lives.tolist() == [130]
    with pytest.raises(ValueError, match="one of"):
        survival(results, "a", "people")
    with pytest.raises(KeyError):
        survival(results, "nowhere", "ideas")


def test_where_nothing_formed_there_is_no_share(make_run, make_results):
    found = survival(make_results([make_run()]), "a")
    assert found.alive.tolist() == [1.0]
    assert math.isnan(found.at(0)[0])


def test_births_are_told_apart_from_survival(make_run, make_results):
    many = [make_run("many", number, lives=[(0, 10)] * 20) for number in range(8)]
    few = [make_run("few", number, lives=[(0, None)] * 4) for number in range(8)]
    results = make_results(many + few)
    assert births(results, "many").median == 20
    assert births(results, "few").median == 4
    assert births(results, "few").yearly_per_1000 == pytest.approx(0.8)
    difference, low, high = survival_difference(results, "few", "many", "ideas", 52)
    assert (difference, low, high) == (-1.0, -1.0, -1.0)


def test_a_scenario_against_itself_survives_equally_well(make_run, make_results):
    chance = np.random.default_rng(5)
    runs = []
    for number in range(12):
        lives = [(0, int(end) if end < 260 else None) for end in chance.exponential(200, size=6)]
        runs += [make_run(name, number, lives=lives) for name in ("a", "b")]
    assert survival_difference(make_results(runs), "a", "b", "ideas") == (0.0, 0.0, 0.0)


def test_the_library_agrees_for_any_lives(make_run, make_results):
    chance = np.random.default_rng(6)
    lives = [
        (int(begin), int(begin + age) if begin + age < 260 else None)
        for begin, age in zip(chance.integers(0, 200, 80), chance.integers(1, 200, 80), strict=True)
    ]
    found = survival(make_results([make_run(lives=lives)]), "a", "ideas")
    curve = stats.ecdf(stats.CensoredData(uncensored=found.lives[found.ended], right=found.lives[~found.ended])).sf
    assert [found.at(age)[0] for age in curve.quantiles] == pytest.approx(curve.probabilities.tolist())


def test_lasting_looks_two_years_after_the_last_hour_of_support(make_run, make_results):
    lives = [(0, 51), (0, 52), (0, 155), (0, 156), (0, None), (52, None)]
    runs = [
        make_run(replication=number, lives=lives, supported=52, of=Stage.RESIDENT_INITIATIVE) for number in range(6)
    ]
    found = lasting(make_results(runs), "a")
    # Support runs in weeks 0 to 51; alive in week 51: all but the first and the last; alive in week 155: two of them.
    assert support_ends(runs[0]) == 52
    assert (found.alive, found.still) == (6 * 4, 6 * 2)
    assert (found.share, found.low, found.high) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("supported", [0, 260, 200])
def test_lasting_says_nothing_where_support_never_was_stays_or_ended_too_late(make_run, make_results, supported):
    runs = [
        make_run(replication=number, lives=[(0, None)], supported=supported, of=Stage.INDEPENDENT)
        for number in range(6)
    ]
    found = lasting(make_results(runs), "a")
    assert found.alive == 0
    assert math.isnan(found.share)


def test_a_few_lives_that_all_go_on_are_not_called_certain(make_run, make_results):
    found = survival(
        make_results([make_run(replication=number, lives=[(0, None)]) for number in range(6)]), "a", "ideas"
    )
    share, low, high = found.at(104)
    assert (share, high) == (1.0, 1.0)
    assert low == pytest.approx(0.6097, abs=1e-4)
    assert found.at(0) == (1.0, 1.0, 1.0)


def test_where_there_are_several_futures_the_band_is_that_over_futures(make_run, make_results):
    """Twelve histories in two futures are two of a kind, not twelve: too few for a band; in six it is wider."""
    from dataclasses import replace

    runs = [make_run(replication=number, lives=[(0, 10 if number % 6 < 3 else None)] * 10) for number in range(12)]

    def band(futures):
        dealt = [replace(run, future=run.replication % futures) for run in runs]
        return survival(make_results(dealt), "a", "ideas").at(52)

    share, low, high = band(1)
    wide = band(6)
    assert share == wide[0] == 0.5
    assert wide[2] - wide[1] > 1.2 * (high - low)
    assert math.isnan(band(2)[1])
