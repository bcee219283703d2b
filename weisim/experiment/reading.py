"""Reading: from an experiment file to an experiment, with every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weisim.experiment.experiment import (
    LARGEST_SEED,
    MOST_REPLICATIONS,
    MOST_RUNS,
    Experiment,
    Keep,
    too_many_runs,
)
from weisim.experiment.folder import experiment_folder, experiment_names, find_experiment
from weisim.experiment.futures import futures_of, read_futures
from weisim.experiment.plans import grid_of, levers_of, named_plans, root_of, written_plans
from weisim.experiment.tables import FINDINGS, FORMAT, KEEPS, MOST_TOLD, TOP, Page, offered
from weisim.faults import InvalidInput
from weisim.language import Text
from weisim.results.design import NO_DESIGN
from weisim.results.inquiry import Inquiry
from weisim.scenario.scenario import Scenario
from weisim.support.checks import did_you_mean, nearest
from weisim.toml import read_toml

__all__ = ["experiment_folder", "experiment_names", "find_experiment", "read_experiment", "read_futures"]

REPLICATIONS = 5
OUTCOMES = ("independent_organisations",)


def read_experiment(path: Path | str) -> Experiment:
    """Read an experiment file and every scenario it names, and check it as a whole.

    Args:
        path: the file, or the name of an experiment that comes along.

    Raises:
        InvalidInput: every fault of the files, each with file, line, what was found and what is allowed.
    """
    page = Page(read_toml(find_experiment(path)))
    values = page.file.values
    _check_format(page, values)
    page.known((), values, TOP)
    name = page.named(("name",), values["name"]) if "name" in values else ""
    if "name" not in values:
        page.fault(("name",), Text("This is missing."), _example('name = "my-question"'))
    before = len(page.faults)
    scenarios, levers = _scenarios(page, values)
    complete = len(page.faults) == before
    replications = _whole(page, values, "replications", REPLICATIONS, 1, MOST_REPLICATIONS)
    first = _whole(page, values, "seed", 1, 0, LARGEST_SEED)
    given = values.get("keep", KEEPS[0])
    keep: Keep = "whole" if page.word(("keep",), given, KEEPS) == "whole" else "outline"
    # with a scenario missing nobody can tell whether the reference is
    names = tuple(one.name for one in scenarios) if complete else ()
    inquiry = _inquiry(page, values, name, names, levers, replications)
    design = NO_DESIGN
    if "futures" in values:
        each = len(scenarios) * replications
        design = futures_of(page, values["futures"], scenarios, root_of(page.file.path), each)
    runs = len(scenarios) * max(1, len(design.futures)) * replications
    if runs > MOST_RUNS:
        page.fault(("replications",), *too_many_runs(runs))
    if page.faults or inquiry is None:
        raise InvalidInput(page.all_faults())
    return Experiment(scenarios, replications, first, design, inquiry, keep)


def _check_format(page: Page, values: dict[str, Any]) -> None:
    given = values.get("format")
    if given is None:
        page.fault(
            ("format",),
            Text("This is missing."),
            Text("Put this line at the top: {example}", example=f"format = {FORMAT}"),
        )
    elif isinstance(given, bool) or not isinstance(given, int) or given < 1:
        page.fault(("format",), Text("must be the number {it}", it=FORMAT))
    elif given > FORMAT:
        page.fault(
            ("format",),
            Text("This file was made with a newer weisim."),
            Text("Update with: {command}", command="pip install -U weisim"),
        )


def _whole(page: Page, values: dict[str, Any], key: str, usual: int, low: int, high: int) -> int:
    given = page.whole((key,), values.get(key, usual), low, high)
    return usual if given is None else given


def _scenarios(page: Page, values: dict[str, Any]) -> tuple[list[Scenario], dict[str, dict[str, float]]]:
    """Every plan, in the order in which they are compared, and what a grid sets in those that come from it."""
    if "scenarios" not in values and "variants" not in values:
        example = _example('scenarios = ["steady-support", "stop-month-6"]')
        page.fault(("scenarios",), Text("an experiment needs at least one scenario"), example)
    named = named_plans(page, values["scenarios"]) if "scenarios" in values else []
    written = written_plans(page, values["variants"]) if "variants" in values else []
    laid_out: list[Scenario] = []
    settings: dict[str, dict[str, float]] = {}
    if "grid" in values:
        levers = levers_of(page, values["grid"])
        first = values.get("scenarios")
        if not isinstance(first, list) or not first:
            advice = _example('scenarios = ["steady-support"]')
            page.fault(("grid",), Text("A grid varies the first of the scenarios, and there is none."), advice)
        elif levers and named and named[0][0] == ("scenarios", 0):
            laid_out, settings = grid_of(page, levers, named[0][1], first[0])
    plans: list[Scenario] = []
    for path, plan in [*named, *written]:
        if any(plan.name.casefold() == other.name.casefold() for other in plans):
            message = Text("two scenarios in this comparison have the same name")
            page.fault(path, message, Text("Give one of them another name."))
        else:
            plans.append(plan)
    taken = {plan.name.casefold() for plan in plans}
    return [*plans, *(plan for plan in laid_out if plan.name.casefold() not in taken)], settings


def _inquiry(
    page: Page,
    values: dict[str, Any],
    name: str,
    names: tuple[str, ...],
    levers: dict[str, dict[str, float]],
    replications: int,
) -> Inquiry | None:
    title = page.told(("title",), values["title"]) if "title" in values else name
    title_en = page.told(("title_en",), values["title_en"]) if "title_en" in values else title
    question = page.told(("question",), values["question"]) if "question" in values else title
    question_en = page.told(("question_en",), values["question_en"]) if "question_en" in values else title_en
    reference = names[0] if names else ""
    if "reference" in values and names:
        reference = page.word(("reference",), values["reference"], names)
    outcomes = _outcomes(page, values.get("outcomes", list(OUTCOMES)))
    good_enough = _numbers(page, values, "good_enough")
    for outcome in good_enough:
        if outcome not in outcomes:
            told = Text("This is not among the outcomes: {words}.", words=", ".join(outcomes))
            page.fault(("good_enough", outcome), told, offered(outcome, outcomes))
    findings = page.words(("findings",), values["findings"], FINDINGS) if "findings" in values else ()
    settings = _numbers(page, values, "settings")
    if page.faults or not outcomes:
        return None
    return Inquiry(
        name=name,
        titles=(title, title_en),
        questions=(question, question_en),
        reference=reference,
        outcomes=outcomes,
        good_enough=good_enough,
        findings=findings,
        replications=replications,
        settings=settings,
        levers=levers,
    )


def _numbers(page: Page, values: dict[str, Any], key: str) -> dict[str, float]:
    table = page.table((key,), values[key]) if key in values else {}
    read = {word: page.number((key, word), value) for word, value in table.items()}
    return {word: value for word, value in read.items() if value is not None}


def _outcomes(page: Page, given: Any) -> tuple[str, ...]:
    """What is looked at: names of indicators, each once."""
    from weisim.indicators.catalogue import DICTIONARY

    labels = {entry.label(language).lower(): entry.name for entry in DICTIONARY for language in ("nl", "en")}
    names = [entry.name for entry in DICTIONARY]
    read: list[str] = []
    before = len(page.faults)
    for place, word in enumerate(page.rows(("outcomes",), given)):
        if len(page.faults) - before >= MOST_TOLD:
            break
        if not isinstance(word, str) or word not in names:
            plain = word.strip().lower() if isinstance(word, str) else ""
            near = labels.get(plain) or nearest(plain, names) or labels.get(nearest(plain, list(labels)), "")
            page.fault(("outcomes", place), Text("Nothing with this name is measured."), did_you_mean(near))
        elif word in read:
            page.fault(("outcomes", place), Text("holds {word} twice", word=word))
        else:
            read.append(word)
    return tuple(read)


def _example(line: str) -> Text:
    return Text("Write for instance: {example}", example=line)
