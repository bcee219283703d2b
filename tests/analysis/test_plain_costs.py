"""Plain costs: who pays first, what a surviving initiative-year costs, and honest words where that has no answer."""

import re

import numpy as np
import pytest

from weisim.analysis.answer import answer
from weisim.analysis.costs import COST_OF, costs
from weisim.analysis.plain_answer import answer_sentences, plain_answer
from weisim.analysis.plain_costs import (
    average_header,
    average_rows,
    costs_header,
    costs_notes,
    costs_rows,
    costs_sentences,
    price_header,
    price_rows,
    thousands_rows,
)
from weisim.analysis.wording import MOST_WORDS, words
from weisim.terms import PartnerKind

YEAR, TWO = 52, 104
KEPT = (*COST_OF.values(), "discount_factor", "initiatives_formed")
TITLES = {"a": ("De steun blijft vijf jaar lang", "Support stays for five years"), "none": ("Geen steun", "No support")}
DEFINITION = "An initiative-year: one year lived by a group of three or more that has existed eight weeks."
UNPAID = "Unpaid hours of residents are in none of these costs."


@pytest.fixture
def results_of(make_run, make_results):
    def made(plan, bare=None, runs=10):
        """Histories of a plan, and of one without support; each a function of the number of the history."""
        made = []
        for scenario, series, supported in (("a", plan, TWO), ("none", bare, 0)):
            for number in range(1, runs + 1) if series else ():
                found = {"discount_factor": 1.0, **series(number)}
                made.append(make_run(scenario, number, found, weeks=TWO, supported=supported, more=KEPT))
        return make_results(made, {name: title for name, title in TITLES.items() if name == "a" or bare})

    return made


def paid(groups=1.0, **by_kind):
    return {"initiatives_formed": groups} | {COST_OF[PartnerKind[kind.upper()]]: one for kind, one in by_kind.items()}


def told(results, language="en"):
    return costs_sentences([costs(results, "a")], results, language)


def test_the_largest_payer_comes_first_and_a_price_has_its_definition(results_of):
    results = results_of(lambda n: paid(n, housing=100.0, government=1000.0, welfare=400.0, business=1.0))
    assert told(results) == (
        "Who pays most with “Support stays for five years”: government about €52,000 a year, welfare organisation "
        "€21,000, housing association €5,200.",
        "A surviving initiative-year with “Support stays for five years” costs about €14,000 (8 out of 10: 8,600 to "
        "43,000).",
        DEFINITION,
        UNPAID,
    )


def test_in_dutch(results_of):
    results = results_of(lambda n: paid(2.0, government=1000.0), lambda n: paid(1.0, government=100.0))
    assert told(results, "nl") == (
        "Wie het meest betaalt met ‘De steun blijft vijf jaar lang’: overheid ongeveer € 52.000 per jaar.",
        "Een overleefd initiatiefjaar met ‘De steun blijft vijf jaar lang’ kost in dit model ongeveer € 26.000.",
        "Een initiatiefjaar: één jaar leven van een groep van drie of meer, die minstens acht weken bestaat.",
        "Elk initiatiefjaar meer dan met ‘Geen steun’ kost ongeveer € 47.000 (95%-interval: 47.000 tot 47.000).",
        "Onbetaalde uren van bewoners zitten niet in deze kosten.",
    )


@pytest.mark.parametrize(
    ("plan", "bare", "said"),
    [
        (lambda n: paid(1.0 + n % 3, government=9.0), lambda n: paid(2.0), "It is not clear that more"),
        (lambda n: paid(1.0, government=9.0), lambda n: paid(2.0), "Fewer initiative-years were lived"),
        (lambda n: paid(2.0, government=9.0), lambda n: paid(1.0, government=10.0), "at no more cost"),
        (lambda n: paid(2.0, government=9.0), lambda n: paid(1.0), "costs about €470 (95% interval: 470 to 470)"),
        (lambda n: paid(0.0, government=9.0), None, "no group formed, so an initiative-year has no price"),
        (lambda n: paid(1.0), None, "nobody pays anything"),
    ],
)
def test_what_cannot_be_said_is_not_said(results_of, plan, bare, said):
    assert said in " ".join(told(results_of(plan, bare)))


def test_few_pairs_have_a_price_without_an_interval(results_of):
    results = results_of(lambda n: paid(2.0, government=9.0), lambda n: paid(1.0), runs=2)
    assert "Each initiative-year more than with “No support” costs about €470." in told(results)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_said_is_short(results_of, language):
    every = {kind.word: 1000.0 + kind for kind in PartnerKind}
    results = results_of(lambda n: paid(float(n), **every), lambda n: paid(n / 2))
    found = costs(results, "a")
    for line in (*costs_sentences([found, found], results, language), *costs_notes(found, language)):
        for part in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", line):
            assert words(part) <= MOST_WORDS, part
        assert "{" not in line


def test_the_table_has_a_row_for_each_payer_a_column_for_each_year_and_a_sum(results_of):
    early = np.where(np.arange(TWO) < YEAR, 100.0, 0.0)
    found = costs(results_of(lambda n: paid(1.0, government=10.0 * n, housing=early)), "a")
    assert costs_header(found, "en") == ("who pays", "year 1", "year 2", "in all, worth at start")
    assert thousands_rows(found, "en") == (
        ("government", "2.9 (1.0–4.7)", "2.9 (1.0–4.7)", "5.7 (2.0–9.5)"),
        ("housing association", "5.2", "0", "5.2"),
        ("together", "8.1 (6.2–9.9)", "2.9 (1.0–4.7)", "11 (7.2–15)"),
    )
    assert costs_rows(found, "nl")[0] == ("overheid", "€ 2.860", "€ 2.860", "€ 5.720")
    assert average_rows(found, "en")[-1] == ("together", "€5,460", "€10,900")
    assert len(average_header("nl")) == 3


def test_one_payer_needs_no_sum(results_of):
    assert [row[0] for row in costs_rows(costs(results_of(lambda n: paid(1.0, other=5.0)), "a"), "en")] == [
        "other partner"
    ]


def test_each_plan_has_a_row_with_its_price(results_of):
    results = results_of(lambda n: paid(2.0, government=n * 10.0), lambda n: paid(0.0))
    found = [costs(results, name) for name in ("a", "none")]
    assert len(price_header("en")) == 6
    full, bare = price_rows(found, results, "en")
    assert full[:4] == ("Support stays for five years", "€5,720 (1,980–9,460)", "4.0", "€1,430 (494–2,370)")
    assert full[4].startswith("€1,430 (")
    assert bare == ("No support", "€0", "0.0", "–", "–", "–")


@pytest.mark.parametrize(
    ("language", "beside"),
    [("nl", ("onbetaalde uren", "vaardigheid", "verlichting")), ("en", ("unpaid hours", "skill", "relief"))],
)
def test_what_is_not_in_euros_is_named(results_of, language, beside):
    notes = " ".join(costs_notes(costs(results_of(lambda n: paid(1.0, government=1.0)), "a"), language))
    for word in beside:
        assert word in notes


def test_the_answer_tells_costs_before_its_last_line_and_older_results_do_not(results_of, make_run, make_results):
    given = answer(results_of(lambda n: paid(1.0, government=10.0)))
    said = answer_sentences(given, "en")
    assert said[-2] == UNPAID
    assert DEFINITION in plain_answer(given, "en")
    older = answer(make_results([make_run("a", number, supported=260) for number in range(6)]))
    assert not any("pays" in line for line in answer_sentences(older, "en"))
    assert "who pays" not in plain_answer(older, "en")
