"""Aims: each in a part of its own, with every plan in its tables, and what is assumed is called assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figures.made_up import OF_NOW, TITLES, made_up
from tests.report.reading import read
from weisim.analysis.aims import Aim
from weisim.report.document import Bullets, Section, Table
from weisim.report.html import html
from weisim.report.report import document
from weisim.results.results import Results
from weisim.results.run import FailedRun

THREE = ("steady-support", "stop-month-12", "no-support")


def section(results: Results, language: str = "en") -> Section | None:
    return next((part for part in document(results, language).sections if part.anchor == "aims"), None)


def older(results: Results) -> Results:
    """The results as an older weisim kept them: own income and cohesion, and nothing that came later."""
    later = [name for name in OF_NOW if name != "own_income"]
    runs = tuple(
        replace(run, names=tuple(f"old_{name}" if name in later else name for name in run.names))
        for run in results.runs
    )
    return Results(runs, (), results.dictionary, results.titles)


def test_each_aim_has_a_part_with_levels_and_differences_and_nothing_is_added_up() -> None:
    part = section(made_up(*THREE))
    assert part is not None
    assert [one.anchor for one in part.parts] == [f"aim-{aim.name.lower()}" for aim in Aim]
    for one, aim in zip(part.parts, Aim, strict=True):
        levels, differences = (block for block in one.blocks if isinstance(block, Table))
        assert list(levels.columns[1:]) == [TITLES[name][1] for name in THREE]
        assert list(differences.columns[1:]) == [TITLES[name][1] for name in THREE[:2]]
        assert len(levels.rows) == len(differences.rows) == len(aim.value)


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", ("er is geen cijfer dat ze optelt", "neemt deze kansen aan")), ("en", ("no score", "model assumes"))],
)
def test_that_there_is_no_score_and_what_is_assumed_is_said(language: str, said: tuple[str, ...]) -> None:
    tree = read(html(document(made_up(*THREE), language)))
    (place,) = [one for one in tree.all("section") if one.attributes["aria-labelledby"] == "aims"]
    for words in said:
        assert words in place.text()


def test_assumptions_get_no_conclusion() -> None:
    part = section(made_up(*THREE))
    assert part is not None
    *three, assumed = part.parts
    assert all(any(isinstance(block, Bullets) for block in one.blocks) for one in three)
    assert not any(isinstance(block, Bullets) for block in assumed.blocks)


def test_too_many_failed_histories_take_the_sentences_away_and_leave_the_tables() -> None:
    results = made_up(*THREE)
    failed = tuple(FailedRun("no-support", 1000 + number, 1, "broke", -1, "weisim run") for number in range(9))
    part = section(Results(results.runs, failed, results.dictionary, results.titles))
    assert part is not None
    blocks = [block for one in part.parts for block in one.blocks]
    assert not any(isinstance(block, Bullets) for block in blocks)
    assert any(isinstance(block, Table) for block in blocks)


def test_one_plan_alone_has_levels_only() -> None:
    part = section(made_up("steady-support"))
    assert part is not None
    assert all(len([block for block in one.blocks if isinstance(block, Table)]) == 1 for one in part.parts)


def test_older_results_have_no_such_section() -> None:
    assert section(older(made_up(*THREE))) is None
