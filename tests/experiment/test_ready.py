"""Ready: the experiments that come along are sound, ask in both languages, and are small enough to finish."""

from __future__ import annotations

import dataclasses
import re

import pytest

from weisim.experiment.designs.latin_hypercube import latin_hypercube
from weisim.experiment.experiment import SECONDS_A_RUN, Experiment
from weisim.experiment.factor import factor
from weisim.experiment.folder import experiment_folder, experiment_names
from weisim.experiment.reading import read_experiment
from weisim.experiment.runner import run_experiment
from weisim.scenario.reading import read_scenario
from weisim.terms import Help, Phase

NAMES = (
    "contexts", "control-and-dose", "key-person", "partners", "robustness", "sensitivity", "sensitivity-shares",
    "training", "withdrawal",
)  # fmt: skip
LONGEST_MINUTES = 10
"""On two cores."""


@pytest.fixture(scope="module")
def ready() -> dict[str, Experiment]:
    return {name: read_experiment(name) for name in NAMES}


def test_these_come_along() -> None:
    assert set(NAMES) <= set(experiment_names())


@pytest.mark.parametrize("name", experiment_names())
def test_each_is_sound_and_says_beforehand_what_it_will_look_at(name: str) -> None:
    experiment = read_experiment(name)
    inquiry = experiment.inquiry
    assert inquiry is not None
    assert inquiry.name == name
    assert inquiry.title("nl") != inquiry.title("en")
    assert inquiry.question("nl").endswith("?")
    assert inquiry.question("en").endswith("?")
    assert inquiry.question("nl") != inquiry.question("en")
    assert inquiry.outcomes
    assert inquiry.findings
    assert experiment.keep == "outline"
    assert len({one.digest for one in experiment.scenarios if one.name not in inquiry.levers}) == len(
        [one for one in experiment.scenarios if one.name not in inquiry.levers]
    )
    for one in experiment.scenarios:
        assert one.told("nl") != one.told("en")
    assert experiment.size * SECONDS_A_RUN / 2 / 60 < LONGEST_MINUTES


@pytest.mark.parametrize("name", experiment_names())
def test_each_file_opens_with_what_it_is_about_and_fits_a_screen(name: str) -> None:
    text = (experiment_folder() / f"{name}.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert f"weisim check {name}.toml" in text
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("name", NAMES)
def test_each_file_counts_its_histories_right(name: str) -> None:
    text = (experiment_folder() / f"{name}.toml").read_text(encoding="utf-8")
    told = re.search(r"samen .* = ([\d.]+)$", text, re.MULTILINE)
    assert told is not None
    assert int(told.group(1).replace(".", "")) == read_experiment(name).size


@pytest.mark.parametrize("name", experiment_names())
def test_each_plays_for_half_a_year(name: str) -> None:
    whole = read_experiment(name)
    chosen = [*whole.scenarios[:2], whole.scenarios[-1]]
    brief = [one.model_copy(update={"weeks": 26}) for one in {one.name: one for one in chosen}.values()]
    keys = [one.key for one in whole.design.factors[:3]] or ["joining.base"]
    design = latin_hypercube([factor(key) for key in keys], 2)
    assert whole.inquiry is not None
    inquiry = dataclasses.replace(whole.inquiry, replications=1)
    results = run_experiment(Experiment(brief, 1, 1, design, inquiry, "outline"))
    assert len(results.runs) == len(brief) * 2
    assert not results.failed
    assert set(whole.inquiry.outcomes) <= set(results.indicators)
    assert results.inquiry == inquiry


def test_withdrawal_holds_every_way_of_leaving(ready: dict[str, Experiment]) -> None:
    experiment = ready["withdrawal"]
    endings = {one.name: one.support.withdraw for one in experiment.scenarios}
    assert endings["steady-support"] is None
    for week in (26, 52, 78, 104, 156):
        ending = endings[f"stop-week-{week}"]
        assert ending is not None
        assert (ending.week, ending.over, ending.remaining) == (week, 0.0, 0.0)
    assert endings["fade-year-3"].over == 12  # type: ignore[union-attr]
    assert endings["fade-when-ready"].condition == "stress test"  # type: ignore[union-attr]
    assert endings["keep-a-fifth"].remaining == 0.2  # type: ignore[union-attr]
    assert endings["stop-unannounced"] == endings["stop-week-104"]
    assert [one.name for one in experiment.scenarios if not one.support.announced] == ["stop-unannounced"]
    assert len(endings) == 10
    assert len(experiment.design.futures) == 200


def test_with_the_money_held_constant_a_year_costs_the_same_within_one_per_cent(ready: dict[str, Experiment]) -> None:
    told = {one.name: one for one in ready["training"].scenarios}
    steady = told["steady-support"]
    money = {name: sum(one.support.cost(one.prices).values()) for name, one in told.items()}
    training = {name: one.support.cost(one.prices).get(Help.TRAINING, 0.0) for name, one in told.items()}
    for share, word in ((0.0, "no"), (0.5, "half"), (2.0, "double")):
        for name in (f"{word}-training", f"{word}-training-same-money"):
            assert training[name] == pytest.approx(share * training["steady-support"])
        assert money[f"{word}-training-same-money"] == pytest.approx(money["steady-support"], rel=0.01)
        assert money[f"{word}-training"] != pytest.approx(money["steady-support"], rel=0.05)
    # what is saved goes to all other help in proportion, but for rooms and grants
    for name, one in told.items():
        if not name.endswith("same-money"):
            continue
        before = steady.support.cost(steady.prices, Phase.DEVELOPMENT)
        after = one.support.cost(one.prices, Phase.DEVELOPMENT)
        factors = {after[kind] / before[kind] for kind in before if kind not in (Help.TRAINING, Help.SPACE)}
        assert max(factors) == pytest.approx(min(factors))
        assert after[Help.SPACE] == before[Help.SPACE]


def test_control_and_dose_lays_out_every_combination(ready: dict[str, Experiment]) -> None:
    experiment = ready["control-and-dose"]
    assert experiment.inquiry is not None
    cells = {(row["support.control"], row["support.scale.all"]) for row in experiment.inquiry.levers.values()}
    assert cells == {(control, dose) for control in (0.0, 0.2, 0.4, 0.6, 0.8) for dose in (0.0, 0.25, 0.5, 0.75, 1.0)}
    told = {one.name: one for one in experiment.scenarios}
    assert told["steady-support-control-0.2-dose-1"].digest == told["steady-support"].digest


def test_each_partner_is_missed_once(ready: dict[str, Experiment]) -> None:
    steady, *others = ready["partners"].scenarios
    names = {one.name for one in steady.partners}
    gone = [(names - {partner.name for partner in one.partners}) for one in others]
    assert sorted(name for one in gone for name in one) == sorted(names)
    assert all(len(one) == 1 for one in gone)
    table = [one.plan_table() for one in others]
    assert all((one.partner >= 0).all() and (one.payer >= 0).all() for one in table)


def test_contexts_differ_in_the_neighbourhood_and_in_one_end(ready: dict[str, Experiment]) -> None:
    told = {one.name: one for one in ready["contexts"].scenarios}
    for word in ("mixed", "deprived", "village"):
        stay, stop = told[f"{word}-stay"], told[f"{word}-stop"]
        assert stay.context == stop.context
        assert stay.support.withdraw is None
        assert stop.support.withdraw is not None
    trust = [told[f"{word}-stay"].context.trust for word in ("deprived", "mixed", "village")]
    assert trust == sorted(trust, key=lambda value: value or 0.0)


def test_key_persons_leave_in_week_60_with_and_without_support(ready: dict[str, Experiment]) -> None:
    told = {one.name: one for one in ready["key-person"].scenarios}
    leaving = {name for name, one in told.items() if any(row.key_persons_leave for row in one.event_rows())}
    assert leaving == {"key-person-leaves", "key-person-leaves-stop-week-52"}
    assert {row.begin for name in leaving for row in told[name].event_rows()} == {60}
    stopped = {name for name, one in told.items() if one.support.withdraw is not None}
    assert stopped == {"stop-week-52", "key-person-leaves-stop-week-52"}


def test_robustness_has_its_threshold_and_two_hundred_futures(ready: dict[str, Experiment]) -> None:
    experiment = ready["robustness"]
    assert experiment.inquiry is not None
    assert experiment.inquiry.good_enough["independent_organisations"] > 0
    assert len(experiment.design.futures) == 200
    assert "no-support" in {one.name for one in experiment.scenarios}


def test_sensitivity_varies_all_there_is_in_walks(ready: dict[str, Experiment]) -> None:
    design = ready["sensitivity"].design
    assert design.kind == "morris"
    assert len(design.futures) == design.settings["trajectories"] * (len(design.factors) + 1)
    assert ready["sensitivity-shares"].design.kind == "sobol"


def test_a_named_scenario_is_the_one_that_comes_along(ready: dict[str, Experiment]) -> None:
    assert ready["withdrawal"].scenarios[0].digest == read_scenario("steady-support").digest
