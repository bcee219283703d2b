"""The losses: an answer is what the pairs say, and over fifty pairs each loss hurts those it should and no others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments import arms, losses
from experiments.losses import Federated, Loss
from weisim.results.provenance import stamp
from weisim.results.run import EVENT_TYPE, Run
from weisim.support.intervention import When
from weisim.terms import Event, Help

PAIRS = 50


def cooperative(founded: int | None, failed: int | None, members: float, organisations: float) -> Run:
    """A history of sixty weeks with a cooperative of so many members among so many organisations."""
    lines = [(founded, Event.COOPERATIVE_FOUNDED, members), (failed, Event.COOPERATIVE_FAILED, members)]
    told = [(week, event, -1, -1, -1, -1, -1, value) for week, event, value in lines if week is not None]
    weeks = np.arange(60)
    exists = (weeks >= (60 if founded is None else founded)) & (weeks < (60 if failed is None else failed))
    values = np.column_stack([exists, exists * members, np.full(60, organisations)]).astype(np.float64)
    return Run.from_arrays(
        scenario="told", replication=1, seed=1, residents=100,
        names=("cooperative_exists", "cooperative_members", "independent_organisations"), values=values,
        events=np.array(told, dtype=EVENT_TYPE), partners=(),
        provenance=stamp("0" * 64, 1, place_code="BU0", figures_year=2019),
    )  # fmt: skip


def test_a_loss_is_what_all_pairs_together_say() -> None:
    pairs = np.tile([[4.0, 4.0, 4.0, 1.0], [2.0, 1.0, 2.0, 1.0]], (5, 1))
    found = losses.loss_of("needed", pairs)
    assert found.cases == 30
    assert found.without == pytest.approx(25 / 30)
    assert found.with_it == pytest.approx(10 / 30)
    assert found.difference == pytest.approx(-0.5)
    assert -0.75 <= found.low < -0.5 < found.high <= 0.0


def test_pairs_without_cases_weigh_nothing() -> None:
    nothing = losses.loss_of("needed", np.zeros((6, 4)))
    assert nothing.cases == 0
    assert all(math.isnan(value) for value in (nothing.without, nothing.difference, nothing.low, nothing.high))
    some = losses.loss_of("needed", np.array([[2.0, 2.0, 2.0, 1.0], *[[0.0] * 4] * 2]))
    assert some.difference == pytest.approx(-0.5)
    assert math.isnan(some.low)


def test_one_kind_of_help_ends_and_nothing_else_does() -> None:
    steady = arms.plan(arms.STEADY)
    ended = losses.without_from(steady, Help.SPACE, 156, "rooms-end")
    for before, after in zip(steady.support.interventions, ended.support.interventions, strict=True):
        if before.kind == Help.SPACE:
            assert after.until == When(week=156)
        else:
            assert after == before
    assert ended.parameters == steady.parameters


def test_the_table_says_the_same_in_both_languages() -> None:
    found = [Loss("needed", 12, 0.75, 0.5, -0.25, -0.5, 0.0)]
    english, dutch = (losses.told(found, language, markdown=True) for language in ("en", "nl"))
    for table in (english, dutch):
        assert "| 12 | 0.75 | 0.50 | -0.25 (-0.50 " in table
        assert len(table.splitlines()) == 3
    assert "to +0.00" in english
    assert "tot +0.00" in dutch


def test_histories_with_and_without_a_cooperative_are_counted() -> None:
    runs = [cooperative(10, 40, 3.0, 6.0), cooperative(20, None, 4.0, 5.0), cooperative(None, None, 0.0, 5.0)]
    found = losses.federated(runs)
    assert (found.founded, found.of) == (2, 3)
    assert found.low < 2 / 3 < found.high
    assert found.members == pytest.approx((0.5 + 0.8) / 2)
    none = losses.federated(runs[2:])
    assert none.founded == 0
    assert math.isnan(none.members)
    said = [losses.federated_told(Federated(2, 3, 0.2, 0.9, 0.6, 0.5, 0.7), language) for language in ("en", "nl")]
    assert all("2" in one and "0.60" in one for one in said)


@pytest.fixture(scope="module")
def found() -> dict[str, Loss]:
    return {one.name: one for one in losses.losses(losses.play_pairs(PAIRS, jobs=2))}


@pytest.mark.slow
def test_a_lost_grant_hurts_enterprises_that_live_on_grants_and_not_those_that_earn(found: dict[str, Loss]) -> None:
    assert found["dear_needed"].high < 0, found["dear_needed"]
    assert found["dear_needed_black"].high < 0, found["dear_needed_black"]
    assert found["dear_earned"].high >= 0, found["dear_earned"]
    assert found["dear_needed"].difference < found["dear_earned"].difference


@pytest.mark.slow
@pytest.mark.parametrize("weeks", [4, 8])
def test_a_lost_building_ends_activities_within_weeks(found: dict[str, Loss], weeks: int) -> None:
    assert found[f"building_{weeks}"].high < 0, found[f"building_{weeks}"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cooperative_default", "cooperative_soon"])
def test_a_cooperative_raises_survival_after_help_has_faded(found: dict[str, Loss], name: str) -> None:
    assert found[name].low > 0, found[name]


@pytest.mark.slow
def test_by_default_some_found_a_cooperative_and_some_do_not_and_not_all_organisations_are_in_it() -> None:
    by_default = losses.federated(arms.play([arms.plan(arms.FADE)], PAIRS, jobs=2).of(arms.FADE))
    assert 0 < by_default.low < by_default.high < 1, by_default
    assert by_default.founded < PAIRS
    assert by_default.most < 1, by_default
