"""Reading: an experiment file is sound, or every fault in it is told at once with its file, its line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weisim.analysis.guidance import GUIDANCE
from weisim.experiment.experiment import Experiment
from weisim.experiment.folder import experiment_folder, experiment_names, find_experiment
from weisim.experiment.plans import MOST_PLANS
from weisim.experiment.reading import read_experiment
from weisim.experiment.tables import FINDINGS, FUTURES, MOST_TOLD, TOP
from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.scenario.reading import read_scenario
from weisim.terms import Help

Read = Callable[[str], Experiment]
Faults = Callable[[str], tuple[Fault, ...]]

SMALL = 'format = 1\nname = "own"\nscenarios = ["steady-support"]\n'

MANY = """\
format = 1
naam = "fout"
name = "=bad"
title = "Een <b>"
scenarios = ["steady-suport", "steady-support", 3, "../../x/x.toml", "steady-support"]
replications = 2.0
seed = -1
keep = "alles"
outcomes = ["independent_organisation", "trust", "trust", "vertrouwen"]
good_enough = { trust = "0,6", skill = 0.4, mu = nan }
findings = ["robustness", "robuustheid"]
[settings]
half_width = true
[[variants]]
name = "stop"
extends = "steady-suport"
[[variants]]
name = "stop-26"
extends = "steady-support"
support = { anounced = true, withdraw = { week = 500 } }
[variants.parameters.joining]
bas = 3
[[variants]]
name = "stop-27"
extends = "steady-support"
[variants.support.scale]
all = 20
trainin = 1
[[variants]]
name = "stop-28"
absent = ["hosing", "process manager"]
extends = "steady-support"
[grid]
"support.control" = [0.0, 0.4, 0.4, 2.0]
control = [1]
"context.trust" = { from = 0.3, to = 0.5, step = -0.1 }
"context.poverty" = { from = 0.3, to = 0.5, step = 0 }
"support.scale.training" = []
[futures]
design = "lhs"
vary = ["joining.base", "joining.bse", "joining.base", { key = "joining.ask", between = [0.0, 2.0] }, "sharing.on", 3]
"""

EXPECTED = {
    "naam": (2, "name"),
    "name": (3, ""),
    "title": (4, ""),
    "scenarios[1]": (5, "steady-support"),
    "scenarios[3]": (5, ""),
    "scenarios[4]": (5, ""),
    "scenarios[5]": (5, ""),
    "replications": (6, "2"),
    "seed": (7, ""),
    "keep": (8, "whole"),
    "outcomes[1]": (9, "independent_organisations"),
    "outcomes[3]": (9, ""),
    "outcomes[4]": (9, "trust"),
    "good_enough.trust": (10, "0.6"),
    "good_enough.skill": (10, ""),
    "good_enough.mu": (10, ""),
    "findings[2]": (11, "robustness"),
    "settings.half_width": (13, ""),
    "variants[1].extends": (16, "steady-support"),
    "variants[2].support.anounced": (20, "announced"),
    "variants[2].support.withdraw.week": (20, "60"),
    "variants[2].parameters.joining.bas": (22, "joining.base"),
    "variants[3].support.scale.all": (27, ""),
    "variants[3].support.scale.trainin": (28, "training"),
    "variants[4].absent[1]": (31, "housing"),
    "variants[4].absent[2]": (31, ""),
    "grid.support.control[3]": (34, ""),
    "grid.control": (35, "support.control"),
    "grid.context.trust.step": (36, ""),
    "grid.context.poverty.step": (37, ""),
    "grid.support.scale.training": (38, ""),
    "futures.design": (40, "latin hypercube"),
    "futures.vary[2]": (41, "joining.base"),
    "futures.vary[3]": (41, ""),
    "futures.vary[4].between": (41, ""),
    "futures.vary[5]": (41, ""),
    "futures.vary[6]": (41, "joining.base"),
}


def test_everything_is_told_at_once_with_its_line_and_what_was_meant(faults_in: Faults) -> None:
    faults = {fault.key: fault for fault in faults_in(MANY)}
    for key, (line, meant) in EXPECTED.items():
        assert key in faults, key
        assert faults[key].line == line, key
        assert meant in f"{faults[key].message} {faults[key].advice}", key
    assert set(faults) == set(EXPECTED)
    assert all(fault.file.endswith("own.toml") for fault in faults.values())


def test_each_fault_is_told_in_both_languages_in_short_sentences(faults_in: Faults) -> None:
    faults = faults_in(MANY)
    told = {}
    for language in ("nl", "en"):
        with speaking(language):
            told[language] = [(str(fault.message), str(fault.advice)) for fault in faults]
    differing = [dutch != english for dutch, english in zip(told["nl"], told["en"], strict=True)]
    assert all(differing)


def test_the_shortest_experiment_there_is(experiment_of: Read) -> None:
    experiment = experiment_of(SMALL)
    assert [one.name for one in experiment.scenarios] == ["steady-support"]
    assert (experiment.replications, experiment.first, experiment.keep) == (5, 1, "outline")
    assert experiment.design.kind == "none"
    assert experiment.inquiry is not None
    assert experiment.inquiry.outcomes == ("independent_organisations",)
    assert experiment.inquiry.reference == "steady-support"
    assert experiment.inquiry.replications == 5


def test_a_variant_is_the_story_that_its_own_file_would_tell(experiment_of: Read) -> None:
    experiment = experiment_of(
        'format = 1\nname = "own"\n[[variants]]\nname = "stop"\nextends = "steady-support"\n'
        "support = { announced = true, withdraw = { month = 6, over = 0 } }\n"
        '[[variants]]\nname = "half"\nextends = "../scenarios/own-plan.toml"\n'
        "[variants.support.scale]\ntraining = 0.5\n"
    )
    stop, half = experiment.scenarios
    assert stop.digest == read_scenario("stop-month-6").digest
    assert half.digest == read_scenario("half-training").digest
    assert (stop.name, half.name) == ("stop", "half")


def test_scenarios_come_by_name_or_by_path_from_a_folder_beside(experiment_of: Read) -> None:
    experiment = experiment_of('format = 1\nname = "own"\nscenarios = ["../scenarios/own-plan.toml", "no-support"]\n')
    assert [one.name for one in experiment.scenarios] == ["own-plan", "no-support"]
    assert experiment.inquiry is not None
    assert experiment.inquiry.reference == "own-plan"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../x.toml", "C:x.toml", "~/x.toml", "..\\x.toml", "", "x" * 300, "a/.."]
)
def test_a_path_may_not_leave_the_folders_around_the_file(path: str, faults_in: Faults) -> None:
    written = path.replace("\\", "\\\\")
    (fault,) = faults_in(f'format = 1\nname = "own"\nscenarios = ["{written}"]\n')
    assert fault.key == "scenarios[1]"


def test_faults_of_a_scenario_are_told_in_its_own_file(faults_in: Faults, desk: Path) -> None:
    (desk / "scenarios" / "broken.toml").write_text('format = 1\nname = "b"\nextends = "own-plan.toml"\nstep = 3\n')
    (fault,) = faults_in('format = 1\nname = "own"\nscenarios = ["../scenarios/broken.toml"]\n')
    assert fault.file.endswith("broken.toml")
    assert (fault.line, fault.key) == (4, "step")


def test_a_grid_holds_every_combination_and_says_what_each_sets(experiment_of: Read) -> None:
    grid = '[grid]\n"support.control" = [0.0, 0.5]\nsupport.scale.all = { from = 0.0, to = 0.3, step = 0.1 }\n'
    experiment = experiment_of(SMALL + grid)
    assert len(experiment.scenarios) == 9
    assert experiment.inquiry is not None
    levers = experiment.inquiry.levers
    assert [levers[one.name]["support.scale.all"] for one in experiment.scenarios[1:]] == [0.0, 0.1, 0.2, 0.3] * 2
    assert "steady-support" not in levers
    full = {kind: one.amount for one in experiment.scenarios[0].support.interventions for kind in [one.kind]}
    for one in experiment.scenarios[1:]:
        assert one.support.control == levers[one.name]["support.control"]
        for help_ in one.support.interventions:
            assert help_.amount == pytest.approx(levers[one.name]["support.scale.all"] * full[help_.kind]) or (
                help_.kind in (Help.OUTREACH, Help.INFORMING)
            )
    assert experiment.scenarios[2].title.endswith("(regie 0; dosis 0,1)")
    assert experiment.scenarios[2].title_en.endswith("(control 0; dose 0.1)")


def test_a_grid_tells_a_value_that_cannot_be_at_its_line(faults_in: Faults) -> None:
    faults = faults_in(SMALL + '[grid]\n"support.control" = [0.0, 2.0]\n"support.contrl" = [0.1]\n')
    assert {(fault.key, fault.line) for fault in faults} == {
        ("grid.support.control", 5),
        ("grid.support.contrl", 6),
    }


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("replications = 10_000_001", "replications"),
        ('replications = 60_000\n[futures]\ndesign = "latin hypercube"\nsize = 200', "futures.size"),
        ('[futures]\ndesign = "sobol"\nsize = 100', "futures.size"),
        ('[futures]\ndesign = "latin hypercube"\ntrajectories = 4', "futures.trajectories"),
        ('[futures]\ndesign = "morris"\nlevels = 5', "futures.levels"),
        ('[futures]\ndesign = "file"', "futures.file"),
        ('[futures]\ndesign = "file"\nfile = "../../x.csv"', "futures.file"),
        ("[futures]\nvary = []", "futures.vary"),
        ('[futures]\nvary = "some"', "futures.vary"),
        ("[grid]", "grid"),
        ('[grid]\n"support.control" = "0.2"', "grid.support.control"),
        ('[grid]\n"support.control" = { from = 0.0, to = 0.5 }', "grid.support.control.step"),
        ('[grid]\n"support.control" = { from = 0.0, to = 0.5, step = 1e-9 }', "grid.support.control.step"),
        ('[grid]\n"title.x" = [1]', "grid.title.x"),
        ('[grid]\n"support.scale" = [1]\n"support.scale.all" = [1]', "grid.support.scale.all"),
        ('[futures]\nvary = ["x", ' + '"joining.bas", ' * 2_000 + "]", "futures.vary"),
        ("outcomes = [" + '"trst", ' * 2_000 + "]", "outcomes"),
        ("outcomes = []", "outcomes"),
        ('variants = "x"', "variants"),
        ("[[variants]]", "variants[1]"),
        ('findings = "family"', "findings"),
        ('reference = "no-support"', "reference"),
    ],
)
def test_what_cannot_be_is_told_at_its_key(lines: str, key: str, faults_in: Faults) -> None:
    faults = faults_in(SMALL + lines + "\n")
    assert key in [fault.key for fault in faults]
    assert all(str(fault.message) and fault.line > 0 for fault in faults)


def test_a_grid_that_is_too_large_is_refused_before_it_is_laid_out(faults_in: Faults) -> None:
    keys = ("support.control", "context.poverty", "support.scale.all")
    levers = "\n".join(f'"{key}" = {{ from = 0.0, to = 0.1, step = 0.01 }}' for key in keys)
    (fault,) = faults_in(f"{SMALL}[grid]\n{levers}\n")
    assert fault.key == "grid"
    assert str(MOST_PLANS) in str(fault.message)


def test_a_list_that_is_too_long_is_refused_without_reading_it_all(faults_in: Faults) -> None:
    names = ", ".join(['"../x/none"'] * (MOST_PLANS + 1))
    faults = faults_in(f'format = 1\nname = "own"\nscenarios = [{names}]\n')
    assert next(fault.key for fault in faults) == "scenarios"
    assert len(faults) <= MOST_TOLD + 1


def test_an_endless_experiment_says_what_it_would_take(faults_in: Faults) -> None:
    (fault,) = faults_in(SMALL + "replications = 60_000\n[futures]\nsize = 200\n")
    assert "12000000" in str(fault.message)
    assert "10" in str(fault.advice)


def test_a_number_in_which_scenarios_differ_cannot_vary(experiment_of: Read, faults_in: Faults) -> None:
    text = SMALL + '[futures]\nsize = 4\nvary = @\n[[variants]]\nname = "b"\nextends = "steady-support"\n'
    text += "[variants.parameters.joining]\nbase = -2.0\n"
    (fault,) = faults_in(text.replace("@", '["joining.ask", "joining.base"]'))
    assert (fault.key, fault.line) == ("futures.vary[2]", 6)
    keys = [one.key for one in experiment_of(text.replace("@", '"usual"')).design.factors]
    assert "joining.base" not in keys
    assert "joining.ask" in keys


def test_a_factor_can_be_narrowed_in_the_file(experiment_of: Read) -> None:
    rows = (
        '{ key = "joining.base", between = [-3.0, -2.0] }',
        '{ key = "joining.rule" }',
        '{ key = "organising.rule", among = ["feedback", "plain"] }',
    )
    vary = f"[{', '.join(rows)}]"
    design = experiment_of(f"{SMALL}[futures]\nsize = 20\nvary = {vary}\n").design
    assert [(one.low, one.high) for one in design.factors[:1]] == [(-3.0, -2.0)]
    assert {future.values["organising.rule"] for future in design.futures} == {"feedback", "plain"}
    assert all(-3.0 <= float(future.values["joining.base"]) <= -2.0 for future in design.futures)


def test_the_findings_that_can_be_asked_are_those_that_can_be_made() -> None:
    assert set(FINDINGS) == set(GUIDANCE)


def test_an_experiment_is_found_by_its_name_and_a_near_name_is_offered(tmp_path: Path) -> None:
    assert find_experiment("withdrawal") == experiment_folder() / "withdrawal.toml"
    assert find_experiment("withdrawal.toml") == experiment_folder() / "withdrawal.toml"
    for name in ("withdrawl", tmp_path / "none.toml", "patterns", "", "x" * 5_000):
        with pytest.raises(InvalidInput) as caught:
            read_experiment(name)
        assert caught.value.faults[0].message
    with pytest.raises(InvalidInput) as caught:
        find_experiment("withdrawl")
    assert "withdrawal" in str(caught.value.faults[0].advice)
    assert "patterns" not in experiment_names()


READY = {name: (experiment_folder() / f"{name}.toml").read_text(encoding="utf-8") for name in experiment_names()}
SHORT = {name: READY[name] for name in ("withdrawal", "key-person", "partners", "contexts")}
WORDS = st.sampled_from([*TOP, *FUTURES, "support", "withdraw", "week", "extends", "absent", "all", "between", "step"])
HEADS = st.sampled_from(["", "[futures]\n", "[grid]\n", "[[variants]]\n"])
VALUES = st.sampled_from(
    [
        *["0", "1", "-1", "2.5", "nan", "-inf", "1e999", "true", "[]", "{}", "[[1]]", '""', '"x"', "2013-02-01"],
        *[
            '"steady-support"',
            '["steady-support"]',
            '"../scenarios/steady-support.toml"',
            '"sobol"',
            '"file"',
            '"morris"',
        ],
        *["9" * 400, "07:00:00", '["joining.base"]', '[{ key = "joining.rule" }]', "{ from = 0, to = 1, step = 1 }"],
        *["[0.0, 0.5]", '["a", 1]', '"\\u0000"', '"all"', '"usual"', '[["x"]]', "{ a = { b = 1 } }"],
    ]
)


def experiment_or_faults(desk: Path, text: str) -> None:
    path = desk / "experiments" / "any.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_experiment(path)
    except InvalidInput as error:
        faults = error.faults
    else:
        return
    assert faults
    for language in ("nl", "en"):
        with speaking(language):
            assert all(str(fault) for fault in faults)


@settings(max_examples=120)
@given(st.data())
def test_a_sound_experiment_with_some_lines_spoilt(desk: Path, data: st.DataObject) -> None:
    rows = data.draw(st.sampled_from(sorted(SHORT.items())))[1].replace("= 200", "= 3").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(rows) - 1))
        change = data.draw(st.sampled_from(["remove", "double", "value", "key", "letter", "swap"]))
        if change == "remove":
            rows[place] = ""
        elif change == "double":
            rows.insert(place, rows[place])
        elif change == "value" and "=" in rows[place]:
            rows[place] = f"{rows[place].split('=')[0]}= {data.draw(VALUES)}"
        elif change == "key" and "=" in rows[place]:
            rows[place] = f"{data.draw(WORDS)} = {rows[place].partition('=')[2]}"
        elif change == "letter" and rows[place]:
            at = data.draw(st.integers(0, len(rows[place]) - 1))
            rows[place] = rows[place][:at] + data.draw(st.sampled_from('xX"=[]{}.,#\\\t é0-')) + rows[place][at + 1 :]
        else:
            other = data.draw(st.integers(0, len(rows) - 1))
            rows[place], rows[other] = rows[other], rows[place]
    experiment_or_faults(desk, "\n".join(rows))


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(["", "[futures]\n", "[grid]\n", "[[variants]]\n"]), WORDS, VALUES), max_size=8)
)
def test_a_soup_of_words(desk: Path, lines: list[tuple[str, str, str]]) -> None:
    experiment_or_faults(desk, SMALL + "".join(f"{head}{word} = {value}\n" for head, word, value in lines))
