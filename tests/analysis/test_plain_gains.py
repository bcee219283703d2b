"""Plain gains: who gives, who wins and who does not, said by what was found."""

import re

import pytest

from weisim.analysis.answer import answer
from weisim.analysis.deals import deals
from weisim.analysis.gains import gains
from weisim.analysis.plain_answer import answer_sentences, plain_answer
from weisim.analysis.plain_gains import (
    deals_header,
    deals_notes,
    deals_rows,
    gains_header,
    gains_notes,
    gains_rows,
    gains_sentences,
)
from weisim.analysis.wording import MOST_WORDS, words
from weisim.terms import Event, Form, Reason

RESIDENTS = {"hours_given": 48_237.0, "skill_won": 31.0, "ties_won": 144.0}
NONE = {"hours_given": 0.0, "euros_given": 0.0, "euros_won": 0.0, "deals": 0.0}
PAYS = {"hours_given": 6_240.0, "euros_given": 612_345.0, "euros_won": 0.0, "deals": 0.0}
TRADES = {"hours_given": 120.0, "euros_given": 2_400.0, "euros_won": 9_870.0, "deals": 12.0}
TITLE = "“Support stays for five years”"


@pytest.fixture
def found_in(make_run, make_results):
    def found(winners=None, runs=10, **partners):
        ledger = {"residents": RESIDENTS, "initiatives": {"euros_won": 5_000.0, "deals": 12.0}}
        ledger |= {name.replace("_", " "): amounts for name, amounts in partners.items()}
        more, final = (["gain_residents"], {"gain_residents": winners}) if winners is not None else ([], {})
        made = [make_run("a", number, final, ledger=ledger, more=more, supported=260) for number in range(runs)]
        return make_results(made, {"a": ("De steun blijft vijf jaar lang", "Support stays for five years")})

    return found


def told(results, language="en", title=TITLE):
    return gains_sentences(gains(results, "a"), title, language)


def test_who_gave_most_who_won_most_and_who_won_nothing_is_said(found_in):
    results = found_in(143, social_affairs=PAYS, housing=TRADES, welfare={**TRADES, "euros_won": 100.0}, business=NONE)
    assert told(results) == (
        f"With {TITLE}, residents gave about 48,000 hours; about 140 won a contact or skill.",
        "Partner that gave most: social affairs (municipality), 6,200 hours and €610,000, for the support plan and "
        "deals.",
        "Partner that won most: housing association, worth about €9,900 in this model, by assumed values.",
        "Gave, but won nothing by deals: social affairs (municipality).",
    )


def test_in_dutch_partners_have_dutch_names_and_others_keep_their_own(found_in):
    results = found_in(143, social_affairs=PAYS, Stichting_De_Brug=TRADES)
    assert told(results, "nl", "‘De steun blijft’") == (
        "Met ‘De steun blijft’ gaven bewoners ongeveer 48.000 uur; ongeveer 140 wonnen een contact of vaardigheid.",
        "Partner die het meest gaf: sociale zaken (gemeente), 6.200 uur en € 610.000, voor steunplan en afspraken.",
        "Partner die het meest won: Stichting De Brug, in dit model ongeveer € 9.900 waard, met aangenomen waarden.",
        "Wel gegeven, maar niets gewonnen met afspraken: sociale zaken (gemeente).",
    )


def test_one_who_gave_and_won_most_is_named_once(found_in):
    found = told(found_in(housing=TRADES, business={**TRADES, "euros_given": 0.0, "euros_won": 10.0}))
    assert found[0] == f"With {TITLE}, residents gave about 48,000 hours in this model."
    assert found[1].startswith("Partner that gave and won most: housing association, 120 hours and €2,400; won: €9,900")
    assert found[2:] == ("Every partner that gave something also won something in this model.",)


def test_where_nobody_wins_that_is_said(found_in):
    assert told(found_in(social_affairs=PAYS, business=NONE))[-1] == "No partner won euros by a deal in this model."
    assert told(found_in(business=NONE))[1:] == ("No partner gave or won anything in this model.",)
    assert len(told(found_in())) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_and_notes_are_short_whatever_the_names(found_in, language):
    long = {f"a partner with quite a long name number {number}".replace(" ", "_"): PAYS for number in range(8)}
    results = found_in(143, housing=TRADES, **long)
    found = gains(results, "a")
    for title in (TITLE, "“A plan that has a title of many more words than anybody would like to read”"):
        said = gains_sentences(found, title, language)
        assert 2 <= len(said) <= 4
        for line in (*said, *gains_notes(found, language), *deals_notes(language)):
            for part in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", line):
                assert words(part) <= MOST_WORDS, part
            assert "{" not in line


def test_the_table_has_a_row_for_everybody_with_ranges_where_there_are_any(make_run, make_results, found_in):
    found = gains(found_in(social_affairs=PAYS, business=NONE), "a")
    rows = gains_rows(found, "nl")
    assert [row[0] for row in rows] == ["bewoners", "initiatieven", "sociale zaken (gemeente)", "bedrijven"]
    heads = gains_header(found, "nl")
    assert {len(row) for row in rows} == {len(heads)}
    assert heads[1:4] == ("uren gegeven", "euro's gegeven", "afspraken")
    assert rows[0][1:] == ("48.200", "–", "–", "–", "31", "144")
    assert rows[2][1:] == ("6.240", "€ 612.000", "0", "€ 0", "–", "–")
    several = [make_run("a", n, ledger={"housing": {"euros_won": 1_000.0 * n, "deals": n}}) for n in range(1, 12)]
    found = gains(make_results(several), "a")
    assert gains_header(found, "en") == ("party", "deals", "euros won")
    assert gains_rows(found, "en")[2][1:] == ("6 (2–10)", "€6,000 (2,000–10,000)")
    assert gains_rows(found, "en", ranges=False)[2][1:] == ("6", "€6,000")
    assert gains_rows(found, "en", ["euros_won", "relief"], ranges=False)[2] == ("housing association", "€6,000")


def test_what_is_earned_what_it_cost_and_the_relief_stand_in_the_table_and_are_explained(make_run, make_results):
    ledger = {
        "residents": {"hours_given": 10.0, "euros_earned": 1_234.0},
        "cooperative": {"euros_earned": 55.0},
        "housing": {"cost": 9_876.0, "relief": 0.125, "hours_given": 2.0},
    }
    found = gains(make_results([make_run("a", ledger=ledger)]), "a")
    assert gains_header(found, "en") == ("party", "hours given", "all costs", "euros earned", "relief")
    assert gains_rows(found, "en") == (
        ("residents", "10", "–", "€1,230", "–"),
        ("initiatives", "–", "–", "–", "–"),
        ("cooperative", "–", "–", "€55", "–"),
        ("housing association", "2", "€9,880", "–", "0.13"),
    )
    notes = " ".join(gains_notes(found, "en"))
    assert all(word in notes for word in ("Euros earned", "All costs", "Relief"))
    older = " ".join(gains_notes(gains(make_results([make_run("a", ledger={"housing": TRADES})]), "a"), "en"))
    assert not any(word in older for word in ("Euros earned", "All costs", "Relief"))


@pytest.mark.parametrize(
    ("language", "assumed", "built_in"),
    [("nl", "aangenomen waarden", "in het model gestopt"), ("en", "assumed values", "put into the model")],
)
def test_the_notes_say_that_values_are_assumed_and_gain_is_built_in(found_in, language, assumed, built_in):
    notes = " ".join(gains_notes(gains(found_in(), "a"), language))
    assert assumed in notes
    assert built_in in notes


def test_deals_are_told_by_partner_form_and_phase(make_run, make_results):
    def made(form, partner=0):
        return (1, Event.DEAL_MADE, 0, -1, partner, -1, Reason.FORM_SPACE + form, 5.0)

    ledger = {"housing": NONE, "business": NONE}
    events = [(0, Event.PHASE_REACHED, -1, -1, -1, -1, -1, 2.0), made(Form.SPACE), made(Form.SPACE), made(Form.MONEY)]
    runs = [make_run("a", number, ledger=ledger, events=events if number == 1 else ()) for number in range(1, 31)]
    rows = deals_rows(deals(make_results(runs), "a"), "en")
    assert rows == (
        ("housing association: space", "–", "0.1", "–", "–", "–", "1 of 30"),
        ("housing association: money", "–", "< 0.1", "–", "–", "–", "1 of 30"),
        ("businesses: no deals", "–", "–", "–", "–", "–", "0 of 30"),
    )
    assert len(deals_header("en")) == 7


def test_the_answer_says_who_gains_under_the_longest_support_before_its_last_line(make_run, make_results):
    ledger = {"residents": RESIDENTS, "housing": TRADES}
    runs = [make_run("short", number, supported=26, ledger={"housing": NONE}) for number in range(6)]
    runs += [make_run("long", number, supported=260, ledger=ledger) for number in range(6)]
    given = answer(make_results(runs, {"short": ("Kort", "Short"), "long": ("Lang", "Long")}))
    assert given.gains is not None
    assert given.gains.scenario == "long"
    said = answer_sentences(given, "en")
    assert said[-1] == "This model explores what can happen; it does not predict."
    assert said[-4] == "With “Long”, residents gave about 48,000 hours in this model."
    text = plain_answer(given, "nl")
    assert "woningcorporatie" in text
    assert all(note in text for note in gains_notes(given.gains, "nl"))


def test_results_without_a_ledger_have_an_answer_that_is_silent_about_gains(make_run, make_results):
    given = answer(make_results([make_run("a", number, supported=260) for number in range(6)]))
    assert given.gains is None
    assert not any("gave" in line for line in answer_sentences(given, "en"))
    assert "party" not in plain_answer(given, "en")
    assert gains_sentences(gains(given.results, "a"), "a", "en") == ()
