"""Aims: economy, cohesion and each problem apart, against a plan without support, and no score over them."""

import math

import numpy as np
import pytest

from weisim.analysis.aims import LEVEL_OF, THREE, Aim, aims, compared_with, kept_aims
from weisim.analysis.answer import answer
from weisim.analysis.plain_aims import (
    aims_header,
    aims_notes,
    aims_sentences,
    difference_rows,
    finding_sentences,
    level_rows,
    name_of,
)
from weisim.analysis.plain_answer import answer_sentences
from weisim.analysis.wording import MOST_WORDS, Case, words
from weisim.results.dictionary import Entry
from weisim.results.results import Results
from weisim.terms import Problem

ENTRIES = (
    Entry("own_income", "euro a week", "flow", "high", 200.0, "own income", "eigen inkomen", "", "", 0),
    Entry("jobs", "fte", "stock", "high", 0.5, "jobs", "banen", "", "", 1),
    Entry("local_multiplier", "", "stock", "high", 0.05, "local multiplier", "lokale vermenigvuldiger", "", "", 2),
    Entry("cohesion", "0 to 10", "stock", "high", 0.05, "social cohesion", "sociale samenhang", "", "", 2),
    *(
        Entry(name, "share", "stock", "low", 0.02, f"problem: {one.english}", f"probleem: {one.dutch}", "", "", 2)
        for one, name in LEVEL_OF.items()
    ),
    Entry("less_lonely", "residents", "cumulative", "high", 5.0, "less lonely", "minder eenzaam", "", "", 0),
    Entry("into_work", "residents", "cumulative", "high", 2.0, "into work", "aan het werk", "", "", 0),
)
KEPT = tuple(entry.name for entry in ENTRIES)
BARE = {"own_income": 100.0, "local_multiplier": 1.1, "cohesion": 6.0, **dict.fromkeys(LEVEL_OF.values(), 0.5)}
TITLES = {"long": ("De steun blijft", "Support stays"), "stop": ("Stop", "Stop"), "none": ("Geen steun", "No support")}


@pytest.fixture
def results_of(make_run):
    def made(runs=10, **plans):
        """Histories of each plan, in which what is given moves and the rest stays; a list: one value a history."""
        supported = {"long": 260, "stop": 52, "none": 0}
        found = [
            make_run(name, number, BARE | _of(number, moved), supported=supported[name], more=KEPT)
            for name, moved in plans.items()
            for number in range(runs)
        ]
        dictionary = (*(one for one in ENTRIES),)
        return Results(tuple(found), (), dictionary, {name: TITLES[name] for name in plans})

    return made


def _of(number, moved):
    return {name: value[number] if isinstance(value, list) else value for name, value in moved.items()}


MOVED = {
    "own_income": 800.0,
    "jobs": [1.0 + n / 10 for n in range(10)],
    "cohesion": 6.12,
    "problem_litter": [0.45 - n / 100 for n in range(10)],
    "problem_playground": 0.49,
    "less_lonely": 41.0,
    "into_work": 7.0,
}


def test_each_indicator_stands_under_its_own_aim_with_what_may_be_said_of_it(results_of):
    found = aims(results_of(long=MOVED, none={}), "long")
    assert found.against == "none"
    assert [one.entry.name for one in found.of(Aim.ECONOMY)] == ["own_income", "jobs", "local_multiplier"]
    assert [one.case for one in found.of(Aim.ECONOMY)] == [Case.CLEAR, Case.CLEAR, Case.EQUAL]
    assert [one.moved for one in found.of(Aim.LIVEABILITY)] == [0, 0, 0, 0, -1]
    assert found.of(Aim.LIVEABILITY)[3].case is Case.SMALL
    assert found.of(Aim.ECONOMY)[0].last.median == 800.0
    assert found.of(Aim.ECONOMY)[0].difference.median == 700.0
    assert [one.entry.name for one in found.of(Aim.PARTICIPANTS)] == list(Aim.PARTICIPANTS.value)


def test_every_problem_is_told_and_none_of_the_aims_adds_anything_up():
    assert len(Aim.LIVEABILITY.value) == len(Problem)
    assert Aim.PARTICIPANTS not in THREE
    assert not any("score" in name or "index" in name for aim in Aim for name in aim.value)


def test_without_a_plan_that_never_has_support_the_first_is_compared_with(results_of):
    results = results_of(long={}, stop={"jobs": 3.0})
    assert compared_with(results) == "long"
    assert aims(results, "long").against is None
    assert aims(results, "stop").against == "long"
    assert compared_with(Results(())) is None
    with pytest.raises(KeyError):
        aims(results, "none")


def test_plans_that_share_no_history_are_not_compared(make_run):
    runs = (make_run("long", 1, more=KEPT, supported=9), make_run("none", 2, more=KEPT))
    found = aims(Results(runs, (), ENTRIES, TITLES), "long")
    assert found.against is None
    assert all(one.case is Case.NOTHING for one in found.findings)


def test_what_an_older_weisim_did_not_keep_is_left_out_and_nothing_is_said(make_run, make_results):
    results = make_results([make_run(name, n, supported=weeks) for name, weeks in (("a", 9), ("b", 0)) for n in (1, 2)])
    assert kept_aims(results) == ()
    assert aims(results, "a").findings == ()
    assert aims_sentences([aims(results, "a")], results, "en") == ()
    runs = [make_run(name, n, {"cohesion": 6.0}, more=["cohesion"]) for name in "ab" for n in (1, 2)]
    assert aims(make_results(runs), "a").findings == ()


def test_sentences_say_what_moved_by_how_much_and_what_did_not(results_of):
    results = results_of(long=MOVED, none={})
    assert aims_sentences([aims(results, "long")], results, "en") == (
        "“Support stays” against “No support” (last week, 8 out of 10 cases):",
        "Neighbourhood economy: own income €700 a week higher; jobs 1.1 to 1.8 higher.",
        "Neighbourhood economy: no clear difference that matters in local multiplier.",
        "Social cohesion: 0.12 higher on the scale of 0 to 10.",
        "Liveability: litter 6 to 13 percentage points lower.",
        "Liveability: no clear difference that matters in poverty, isolation, no place to meet, shabby playground.",
        "Assumption, not finding: with “Support stays”, 41 participants become less lonely and 7 find work.",
    )


def test_in_dutch(results_of):
    results = results_of(long=MOVED, none={})
    assert aims_sentences([aims(results, "long")], results, "nl")[:4] == (
        "‘De steun blijft’ tegenover ‘Geen steun’ (laatste week, 8 op de 10 gevallen):",
        "Buurteconomie: eigen inkomen € 700 per week hoger; banen 1,1 tot 1,8 hoger.",
        "Buurteconomie: geen duidelijk verschil dat ertoe doet in lokale vermenigvuldiger.",
        "Sociale samenhang: 0,12 hoger op de schaal van 0 tot 10.",
    )


def test_where_nothing_moved_one_sentence_is_enough(results_of):
    results = results_of(long={"jobs": [0.0, 2.0] * 5}, stop={}, none={})
    said = aims_sentences([aims(results, name) for name in ("long", "stop")], results, "en")
    assert said[:2] == tuple(
        f"With “{title}”: no clear difference that matters in economy, cohesion or liveability."
        for title in ("Support stays", "Stop")
    )
    assert len(said) == 2


def test_worse_is_said_as_plainly_as_better(results_of):
    results = results_of(long={"own_income": 0.0, "problem_litter": 0.7, "cohesion": 5.0}, none={"own_income": 900.0})
    said = " ".join(aims_sentences([aims(results, "long")], results, "en"))
    assert "own income €900 a week lower" in said
    assert "litter 20 percentage points higher" in said
    assert "1.00 lower on the scale of 0 to 10" in said


def test_what_may_be_too_little_and_what_is_unknown_are_named(results_of):
    moved = {"jobs": [0.1 + n / 5 for n in range(10)], "local_multiplier": math.nan}
    results = results_of(long=moved, none={})
    said = aims_sentences([aims(results, "long")], results, "en")
    assert "May also be too little to matter: jobs." in said
    assert any("nothing can be said about local multiplier" in line for line in said)


def test_every_sentence_has_at_most_twenty_words_however_much_moved(results_of):
    moved = {name: [1.7 + n / 7 + place for n in range(10)] for place, name in enumerate(KEPT)}
    results = results_of(long=moved, none=dict.fromkeys(KEPT, 0.0))
    for language in ("nl", "en"):
        said = aims_sentences([aims(results, "long")], results, language)
        assert all(words(line) <= MOST_WORDS for line in (*said, *aims_notes(language)))
        assert not any("{" in line for line in said)


def test_tables_have_a_row_an_indicator_and_a_column_a_plan(results_of):
    results = results_of(long=MOVED, stop={}, none={})
    found = [aims(results, name) for name in results.scenarios]
    assert aims_header(found, results, "en") == ("indicator", "Support stays", "Stop", "No support")
    assert level_rows(found, Aim.ECONOMY, "en")[:2] == (
        ("own income", "€800", "€100", "€100"),
        ("jobs", "1.5 (1.1–1.8)", "0.0", "0.0"),
    )
    rows = difference_rows(found, Aim.LIVEABILITY, "en")
    assert rows[-1] == ("problem: litter", "−9 (−13 to −6)", "0")
    assert difference_rows([found[-1]], Aim.LIVEABILITY, "en") == ()


def test_each_difference_has_its_own_full_sentence(results_of):
    results = results_of(long=MOVED, none={})
    found = aims(results, "long")
    said = finding_sentences(found, Aim.LIVEABILITY, results, "en")
    assert len(said) == len(Problem)
    assert "lower" in said[-1]
    assert finding_sentences(aims(results, "none"), Aim.LIVEABILITY, results, "en") == ()
    assert name_of(found.of(Aim.LIVEABILITY)[0].entry, "nl") == "armoede"


def test_the_answer_tells_the_longest_support_and_the_last_that_stops(results_of):
    results = results_of(long=MOVED, stop={"own_income": 500.0}, none={})
    given = answer(results)
    assert [one.scenario for one in given.aims] == ["long", "stop"]
    said = answer_sentences(given, "en")
    leads = [line for line in said if "against “No support”" in line]
    assert leads == [
        "“Support stays” against “No support” (last week, 8 out of 10 cases):",
        "And “Stop” against “No support”:",
    ]
    assert np.argmax([line.startswith("Assumption") for line in said]) > said.index(leads[1])
