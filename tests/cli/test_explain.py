"""Explain: everything can be asked, in both languages, and nothing that is said is made up."""

from __future__ import annotations

import io
import re
import sys

import pytest

from tests.cli.conftest import Typed
from weisim.cli import topics
from weisim.cli.conditions import NUMBERS
from weisim.cli.guide import PROCESSES
from weisim.cli.main import main
from weisim.indicators.catalogue import DICTIONARY
from weisim.language import LANGUAGES, speaking
from weisim.organisations import OrganisationalForm
from weisim.parameters.parameters import Parameters
from weisim.simulation.schedule import SCHEDULE
from weisim.support.partner import usual_partners
from weisim.terms import Condition, Stage


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_topic_it_lists_the_week_the_standings_and_what_can_be_asked(typed: Typed, language: str) -> None:
    output = typed("explain", "--language", language).output
    names = [line.split()[0] for line in output.splitlines() if line.startswith("  ") and line[2:3].strip()]
    assert names[: len(SCHEDULE)] == [process.name for process in SCHEDULE]
    assert str(len(Parameters.table())) in output
    shares = [int(found) for found in re.findall(r"^ +(?:< )?(\d+) ?% ", output, re.MULTILINE)]
    assert abs(sum(shares) - 100) <= 3
    assert max(map(len, output.splitlines())) <= 100


def test_every_process_of_the_week_has_its_sentence() -> None:
    assert {process.name for process in SCHEDULE} <= set(PROCESSES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_asked_is_answered(language: str) -> None:
    with speaking(language):
        for asked, topic in topics.known().items():
            for tell in topic.tell:
                assert tell().strip(), asked


def test_every_unit_can_be_told_in_both_languages() -> None:
    units = {number.unit for number in Parameters.table()} | {entry.unit for entry in DICTIONARY}
    assert units == set(topics.UNITS)


def test_a_process_tells_its_rule_its_hands_and_its_numbers(typed: Typed) -> None:
    output = typed("explain", "telling", "--language", "en").output
    telling = next(process for process in SCHEDULE if process.name == "telling")
    assert "Neighbours tell neighbours" in output
    assert all(hand in output.replace("\n", " ") for hand in (*telling.reads, *telling.writes))
    for number in Parameters.table():
        if number.group == "telling":
            assert number.english in output
            assert number.source in output
            assert f"{number.default:g}" in output


@pytest.mark.parametrize("asked", ["telling.informed", "Telling.Informed", "telling informed"])
def test_a_number_tells_where_it_comes_from_and_how_to_set_it(typed: Typed, asked: str) -> None:
    output = typed("explain", *asked.split(), "--language", "en").output
    number = Parameters.find("telling.informed")
    assert number.source in output
    assert number.standing.english in output
    assert f"[parameters.telling]\n  informed = {number.default}" in output


@pytest.mark.parametrize("asked", ["emergence", "ontstaansfase", "Emergence phase"])
def test_a_phase_is_known_by_its_word_and_by_both_labels(typed: Typed, asked: str) -> None:
    output = typed("explain", asked).output
    assert "poort" in output
    assert "community-vorming" in output


def test_a_gate_is_told_with_the_numbers_in_force(typed: Typed) -> None:
    output = typed("explain", "emergence", "--language", "en").output
    p = Parameters().advancing
    assert (
        f"It ends when {p.emergence_live} initiatives live, of which {p.emergence_formed} are past the idea" in output
    )


def test_a_word_tells_its_label_in_both_languages(typed: Typed) -> None:
    output = typed("explain", "buurtbedrijf").output
    assert "en: neighbourhood enterprise" in output


@pytest.mark.parametrize(
    ("word", "says"), [("talent scan", "1 hours for each who joins"), ("space", "2 rooms"), ("brokering", "6 hours")]
)
def test_a_kind_of_help_tells_how_much_of_it_stands_in_the_usual_plan(typed: Typed, word: str, says: str) -> None:
    output = typed("explain", word, "--language", "en").output
    assert "In the usual plan:" in output
    assert says in output


def test_the_week_is_told_in_its_order_and_what_is_new_has_its_numbers(typed: Typed) -> None:
    assert "renovation" in typed("explain", "befalling", "--language", "en").output
    for name in ("choosing", "sharing", "dealing"):
        output = typed("explain", name, "--language", "en").output
        assert f"The rule, as it stands in weisim/processes/{name}.py:" in output
        assert "not in this version" not in output
        assert all(number.english in output for number in Parameters.table() if number.group == name)


@pytest.mark.parametrize("asked", ["bottleneck", "knelpunt", "CLEAR"])
def test_the_bottleneck_is_told_condition_by_condition_in_order(typed: Typed, asked: str) -> None:
    output = typed("explain", asked, "--language", "en").output
    p = Parameters().joining
    places = [output.index(f"{number}.  {member.english}") for number, member in enumerate(Condition, start=1)]
    assert places == sorted(places)
    assert f"less than {p.can_hours:g} hours a week" in output
    assert f"motivation below {p.like_motivation:g}" in output
    assert f"in the last {p.asked_weeks} weeks" in output
    assert f"trust below {p.responded_trust:g}" in output
    assert "weisim run SCENARIO" in output


@pytest.mark.parametrize("member", Condition, ids=lambda member: member.word)
def test_a_condition_tells_its_threshold_and_where_to_see_it(typed: Typed, member: Condition) -> None:
    output = typed("explain", member.english, "--language", "en").output
    assert "condition of taking part (CLEAR)" in output
    assert f"bottleneck_{member.word}" in output
    assert f"bottleneck_{member.word}" in {entry.name for entry in DICTIONARY}
    if member in NUMBERS:
        key = f"joining.{NUMBERS[member]}"
        assert key in output
        assert Parameters.find(key)
    else:
        assert re.search(r"threshold +none", output)


@pytest.mark.parametrize("asked", ["forms", "organisatievormen"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_organisational_forms_stand_side_by_side(typed: Typed, asked: str, language: str) -> None:
    output = typed("explain", asked, "--language", language).output
    places = [output.index(f"  {form.label(language)}  ") for form in OrganisationalForm]
    assert places == sorted(places)
    told = " ".join(output.split())
    assert str(Parameters().federating.members) in told
    for form in OrganisationalForm:
        assert form.least in told
        assert form.stage is None or form.stage.label(language) in told
    assert max(map(len, output.splitlines())) <= 100
    assert all(line == line.rstrip() for line in output.splitlines())


def test_a_form_and_a_stage_tell_what_marks_them(typed: Typed) -> None:
    output = typed("explain", "wijkcoöperatie", "--language", "en").output
    assert "organisational form" in output
    assert "(federating.members)" in output
    stage = typed("explain", "zelfstandig burgerinitiatief", "--language", "en").output
    assert re.search(r"form +association or foundation", stage)
    assert "lives on" not in typed("explain", Stage.ENDED.english, "--language", "en").output


def test_money_tells_from_whom_to_whom_it_goes(typed: Typed) -> None:
    assert "Money goes from initiatives to residents." in typed("explain", "wages", "--language", "en").output


def test_a_partner_tells_what_it_cares_for_gives_and_wins(typed: Typed) -> None:
    output = typed("explain", "housing", "--language", "en").output
    (housing,) = [one for one in usual_partners() if one.name == "housing"]
    shares = {interest: share for interest, share in housing.profile().items() if share > 0}
    assert all(f"{interest.english} {share:.0%}" in output for interest, share in shares.items())
    assert re.search(rf"can give +space, money, orders; rooms: {housing.rooms}", output)
    assert re.search(r"can win +work on shabby playground, litter", output)
    control = Parameters().dealing.strings * (1 - housing.letting_go)
    assert f"{housing.letting_go:g}; its deals carry control {control:g}" in output
    assert output.count("partner in the usual plan") == 1


@pytest.mark.parametrize("asked", ["overheid", "government"])
def test_a_kind_of_partner_tells_all_of_that_kind(typed: Typed, asked: str) -> None:
    output = typed("explain", asked).output
    assert all(f"{name} (gemeente)" in output for name in ("sociale zaken", "openbare ruimte", "economische zaken"))


@pytest.mark.parametrize("asked", ["public space", "openbare ruimte (gemeente)", "Public space (municipality)"])
def test_a_partner_is_known_by_its_name_and_by_what_readers_call_it(typed: Typed, asked: str) -> None:
    assert "onderhoud 50 %" in typed("explain", asked).output


def test_a_partner_that_makes_no_deals_says_so(typed: Typed) -> None:
    output = typed("explain", "procesmanager").output
    assert "nooit; geeft alleen hulp in het plan" in output
    assert "geeft om" not in output


def test_interests_forms_and_problems_point_to_each_other(typed: Typed) -> None:
    interest = typed("explain", "liveability", "--language", "en").output
    assert "work on: shabby playground, litter." in interest
    assert "enterprise" in typed("explain", "employment", "--language", "en").output
    form = typed("explain", "permit", "--language", "en").output
    assert f"at most {Parameters().dealing.value_permit:g} euro a week" in form
    assert "public space (municipality)" in form.replace("\n  ", " ")
    assert "serves these interests of partners: cohesion." in typed("explain", "isolation", "--language", "en").output


def test_numbers_are_written_as_the_reader_writes_them_and_files_as_files_do(typed: Typed) -> None:
    output = typed("explain", "telling.informed").output
    assert "0,003  per week" in output
    assert "informed = 0.003" in output


def test_a_part_of_a_word_finds_the_words_that_hold_it(typed: Typed) -> None:
    assert "Bedoelt u uren steun, kosten van steun?" in typed("explain", "steun").output


def test_a_word_that_is_not_known_gets_a_did_you_mean(typed: Typed) -> None:
    result = typed("explain", "telling.informd")
    assert result.exit_code == 2
    assert "Bedoelt u telling.informed" in result.output
    assert "Alle woorden zien: weisim explain" in typed("explain", "qqqq").output


def test_a_screen_that_lacks_some_signs_gets_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", write_through=True)
    monkeypatch.setattr(sys, "stdout", screen)
    with pytest.raises(SystemExit) as left:
        main(["explain", "working", "--language", "en"])
    assert left.value.code == 0
    screen.seek(0)
    assert "Members put in hours" in screen.read()
