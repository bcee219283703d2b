"""Plain answer: it says what the runs say, whatever that is."""

import re

import numpy as np
import pytest

from weisim.analysis.answer import answer
from weisim.analysis.plain_answer import answer_header, answer_notes, answer_rows, answer_sentences, plain_answer
from weisim.analysis.wording import MOST_WORDS, words
from weisim.results.run import FailedRun
from weisim.terms import Stage

STOPS = {
    "steady-support": 260,
    "stop-month-6": 26,
    "stop-month-12": 52,
    "stop-month-24": 104,
    "fade-year-3": 156,
    "no-support": 0,
}
TITLES = {
    "steady-support": ("Steun blijft vijf jaar lang zonder ophouden doorgaan", "Support stays for five years on end"),
    "stop-month-6": ("Steun stopt na een half jaar", "Support stops after half a year"),
    "stop-month-12": ("Steun stopt na een jaar", "Support stops after one year"),
    "stop-month-24": ("Steun stopt na twee jaar", "Support stops after two years"),
    "fade-year-3": ("Steun loopt in het derde jaar af", "Support fades in the third year"),
    "no-support": ("Geen steun", "No support"),
}
LATER_IS_BETTER = {
    "steady-support": (16, 40, 0.9),
    "stop-month-6": (0, 12, 0.4),
    "stop-month-12": (2, 20, 0.5),
    "stop-month-24": (6, 30, 0.6),
    "fade-year-3": (8, 36, 0.8),
    "no-support": (0, 4, 0.3),
}
SOONER_IS_BETTER = {
    "steady-support": (0, 4, 0.3),
    "stop-month-6": (9, 36, 0.9),
    "stop-month-12": (6, 30, 0.6),
    "stop-month-24": (2, 20, 0.5),
    "fade-year-3": (0, 12, 0.4),
    "no-support": (12, 40, 0.9),
}
ALL_THE_SAME = dict.fromkeys(STOPS, (3, 20, 0.5))


@pytest.fixture
def told_of(make_run, make_results):
    def results(plan, failed=(), runs=20):
        made = []
        for name, (left, born, share) in plan.items():
            for number in range(runs):
                chance = np.random.default_rng(number)
                ended = np.arange(born) >= round(share * born)
                lives = [(1, int(chance.integers(20, 90)) if over else None) for over in ended]
                final = {"independent_initiatives": max(0, left + number % 3 - 1), "ideas_born": born}
                made.append(make_run(name, number, final, lives, supported=STOPS[name], of=Stage.RESIDENT_INITIATIVE))
        return make_results(made, TITLES, failed)

    return results


def test_where_a_later_stop_leaves_more_that_is_said(told_of):
    told = answer_sentences(answer(told_of(LATER_IS_BETTER)), "en")
    assert told[0] == (
        "When support stops, in this model about 0 to 8 independent organisations are left after 5 years."
    )
    assert "The later support stopped, the more were left." in told
    assert "“No support”: about 0 independent organisations in this model." in told
    assert "Of the plans that stop, “Support fades in the third year” succeeded most often." in told
    assert "Of the plans that stop, “Support stops after half a year” failed most often." in told
    assert told.count("It did so in all cases.") == 2
    assert "Compared: no support left after 6 months and after 36 months." in told
    assert "Births: stopping earlier costs about 24 ideas (8 out of 10: 24 to 24)." in told
    assert any(line.startswith("Survival at equal age is lower:") for line in told)


def test_where_a_sooner_stop_leaves_more_that_is_said_too(told_of):
    told = answer_sentences(answer(told_of(SOONER_IS_BETTER)), "en")
    assert told[0].startswith("When support stops, in this model about 0 to 9 ")
    assert "The later support stopped, the more were left." not in told
    assert "Most were left with “Support stops after half a year”." in told
    assert "A later stop did not always leave more." in told
    assert "Births: stopping earlier gives about 24 more ideas (8 out of 10: 24 to 24)." in told
    assert any(line.startswith("Survival at equal age is higher:") for line in told)


def test_where_nothing_differs_nothing_is_said_to_differ(told_of):
    told = answer_sentences(answer(told_of(ALL_THE_SAME)), "nl")
    assert told[0].startswith("Als de steun stopt, zijn er in dit model na 5 jaar ongeveer 3 ")
    assert "Geboren ideeën: eerder stoppen maakt in dit model geen verschil van belang." in told
    assert any("geen duidelijk verschil" in line for line in told)
    assert not any("vaakst" in line or "Hoe later" in line for line in told)


@pytest.mark.parametrize("plan", [LATER_IS_BETTER, SOONER_IS_BETTER, ALL_THE_SAME])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_are_short_and_the_model_does_not_predict(told_of, plan, language):
    given = answer(told_of(plan))
    told = answer_sentences(given, language)
    assert ("voorspelt niet" if language == "nl" else "does not predict") in told[-1]
    for line in (*told, *answer_notes(given, language)):
        for part in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", line):
            assert words(part) <= MOST_WORDS, part
        assert "{" not in line


def test_the_table_has_a_row_a_plan_from_the_shortest_support_to_the_longest(told_of):
    given = answer(told_of(LATER_IS_BETTER))
    rows = answer_rows(given, "nl")
    assert [row[1] for row in rows] == [
        "geen steun",
        "na 6 maanden",
        "na 12 maanden",
        "na 24 maanden",
        "na 36 maanden",
        "blijft",
    ]
    assert {len(row) for row in rows} == {len(answer_header("nl"))}
    stop = rows[2]
    assert stop[2:7] == ("2 (1–3)", "7 van 20", "13 van 20", "0 van 20", "20 (20–20)")
    assert re.fullmatch(r"50 % \(\d+–\d+\)", stop[7])
    assert rows[0][8] == rows[5][8] == "–"


def test_runs_that_failed_are_told(told_of):
    given = answer(told_of(ALL_THE_SAME, failed=[FailedRun("no-support", 99, 99, "", 0, "")]))
    assert any("1 keer liep het model niet tot het eind" in note for note in answer_notes(given, "nl"))


def test_one_plan_alone_has_an_answer(told_of):
    for name in ("stop-month-6", "no-support", "steady-support"):
        given = answer(told_of({name: (3, 20, 0.5)}))
        assert given.earlier is None
        assert len(answer_sentences(given, "en")) == 2


def test_a_handful_of_runs_claims_no_survival(told_of):
    told = answer_sentences(answer(told_of(LATER_IS_BETTER, runs=3)), "en")
    assert "Survival: too few groups formed to compare them at equal age." in told


def test_the_plain_text_holds_sentences_table_and_notes(told_of):
    given = answer(told_of(LATER_IS_BETTER))
    text = plain_answer(given, "nl")
    assert all(line in text for line in answer_sentences(given, "nl"))
    assert "Steun stopt na een jaar" in text
    assert answer_notes(given, "nl")[-1] in text
