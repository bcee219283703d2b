"""The pattern check: what it reads off a history is what happened, and its verdict follows its own rule."""

from __future__ import annotations

import dataclasses
import math
import tomllib

import numpy as np
import pytest

from experiments import arms, findings, measures, watching
from experiments.findings import Finding
from weisim.analysis.survival import survival
from weisim.results.provenance import stamp
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run
from weisim.terms import Event, Reason, Stage

STORY = [
    (0, Event.IDEA_BORN, 0, 5, Stage.IDEA, -1),
    (0, Event.JOINED, 0, 5, Stage.IDEA, Reason.FOUNDED),
    (1, Event.JOINED, 0, 6, Stage.IDEA, Reason.ASKED),
    (2, Event.JOINED, 0, 7, Stage.IDEA, Reason.UNASKED),
    (3, Event.JOINED, 0, 8, Stage.IDEA, Reason.ASKED),
    (20, Event.LEFT, 0, 6, Stage.IDEA, Reason.LOST_HEART),
    (30, Event.LEFT, 0, 7, Stage.IDEA, Reason.MOVED),
    (30, Event.MOVED_OUT, -1, 7, -1, Reason.MOVED),
    (40, Event.JOINED, 0, 7, Stage.IDEA, Reason.ASKED),
    (45, Event.JOINED, 0, 6, Stage.IDEA, Reason.ASKED),
    (50, Event.LEFT, 0, 8, Stage.IDEA, Reason.LOST_HEART),
]
ENDS = [
    (5, Event.STAGE_REACHED, 0, -1, Stage.RESIDENT_INITIATIVE, -1),
    (5, Event.STAGE_REACHED, 1, -1, Stage.RESIDENT_INITIATIVE, -1),
    (20, Event.ENDED, 0, -1, Stage.RESIDENT_INITIATIVE, Reason.COMPLETED),
    (25, Event.ENDED, 2, -1, Stage.IDEA, Reason.COMPLETED),
    (30, Event.ENDED, 1, -1, Stage.RESIDENT_INITIATIVE, Reason.PEOPLE),
]


def table_of(story: list[tuple[int, int, int, int, int, int]]) -> np.ndarray:
    table = np.full(len(story), -1, dtype=EVENT_TYPE)
    for row, (week, event, initiative, resident, stage, reason) in enumerate(story):
        table[row] = (week, event, initiative, resident, -1, stage, reason, math.nan)
    return table


@pytest.fixture(scope="module")
def told() -> Run:
    table = table_of(STORY)
    values = np.full((70, 2), 4.0)
    values[:, 1] = 1.0 / (1.0 + np.exp(-0.15 * (np.arange(70) - 30.0)))
    return Run.from_arrays(
        scenario="told", replication=1, seed=1, residents=100, names=("participants", "informed_share"), values=values,
        events=table, partners=(), provenance=stamp("0" * 64, 1, place_code="BU0", figures_year=2019),
    )  # fmt: skip


def test_who_moves_out_is_another_person(told: Run) -> None:
    assert measures.taking_part(told, 10) == {(5, 0), (6, 0), (7, 0), (8, 0)}
    assert measures.taking_part(told, 60) == {(5, 0), (6, 0), (7, 1)}


def test_turnover_counts_those_who_are_gone_and_not_those_who_came_back(told: Run) -> None:
    assert measures.turnover(told, 10) == pytest.approx(2 / 4)


def test_founders_were_neither_asked_nor_unasked(told: Run) -> None:
    assert measures.asked_share(told) == pytest.approx(4 / 5)


def test_ideas_that_end_are_no_formed_groups_that_had_reached_their_goal(told: Run) -> None:
    ending = dataclasses.replace(told, event_table=table_of(ENDS))
    assert measures.completed_share([ending]) == pytest.approx(1 / 2)
    assert measures.completed_share([ending, ending], since=21) == 0
    assert math.isnan(measures.completed_share([told]))


def test_the_first_cooperative_is_the_one_that_counts(told: Run) -> None:
    table = table_of([
        (30, Event.COOPERATIVE_FOUNDED, -1, -1, -1, -1),
        (35, Event.COOPERATIVE_FAILED, -1, -1, -1, Reason.TOO_FEW_MEMBERS),
        (50, Event.COOPERATIVE_FOUNDED, -1, -1, -1, -1),
    ])  # fmt: skip
    table["value"] = (4, 1, 7)
    twice = dataclasses.replace(told, event_table=table)
    assert measures.founding(twice) == (30, 4)
    assert measures.first_cooperative_fails(twice) == 1
    assert all(math.isnan(value) for value in (*measures.founding(told), measures.first_cooperative_fails(told)))


def test_a_logistic_curve_is_recognised(told: Run) -> None:
    padded = dataclasses.replace(told, values=np.vstack([told.values, told.values[-9:]]))
    fits = {curve: measures.aic(padded, curve) for curve in measures.CURVES}
    assert min(fits, key=fits.__getitem__) == "logistic"


def test_a_verdict_needs_the_median_and_half_of_the_histories() -> None:
    def verdict(values: list[float], band: tuple[float, float] | None) -> str:
        return Finding("", "", "", 1, np.array(values), band).verdict

    assert verdict([1, 2, 3], (2, 4)) == "holds"
    assert verdict([1, 1, 3], (2, 4)) == "does not hold"
    assert verdict([0, 2.9, 5], (2, 4)) == "median only"
    assert verdict([8, 11, 14], (11, 11)) == "holds"
    assert verdict([8, 9, 10], (11, 11)) == "does not hold"
    assert verdict([8], None) == "no band"
    assert verdict([math.nan], (0, 1)) == "does not hold"


def test_bands_and_texts_are_whole() -> None:
    declared = tomllib.loads(findings.DECLARED.read_text(encoding="utf-8"))
    for key, row in declared.items():
        assert row["en"], key
        assert row["nl"], key
        assert "band" not in row or row["band"][0] <= row["band"][1], key


def test_money_is_followed_over_the_last_year() -> None:
    found = watching.follow_money(1)
    assert 0 <= found["activity_left"] <= found["ended_formed"]
    assert 0 <= found["earn_most"] <= found["earn_anything"] <= 1
    assert found["taken"] > 0 or math.isnan(found["taken"])
    assert watching.follow_money(1) == pytest.approx(found, nan_ok=True)


@pytest.mark.slow
def test_every_declared_pattern_is_measured() -> None:
    results = arms.play(arms.arms(), runs=2, jobs=1)
    seen = [{"odds_ratio": 2.0, "top_third": 0.8, "median_team": 5.0, "skill_left": 0.5}] * 2
    watched = [watching.follow_money(1)]
    found = findings.findings(results, seen, [0.0], {arms.FADE: watched, arms.STEADY: watched})
    assert len(found) == len(tomllib.loads(findings.DECLARED.read_text(encoding="utf-8")))
    one = results.of(arms.FADE)[0]
    alone = Results((one,))
    assert measures.alive_at(one, "ideas") == pytest.approx(survival(alone, arms.FADE, "ideas").at(104)[0])
