"""Explain: everything can be asked, in both languages, and nothing that is said is made up."""

from __future__ import annotations

import io
import re
import sys

import pytest

from tests.cli.conftest import Typed
from weisim.cli import topics
from weisim.cli.guide import PROCESSES
from weisim.cli.main import main
from weisim.language import LANGUAGES, speaking
from weisim.parameters.parameters import Parameters
from weisim.simulation.schedule import SCHEDULE


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


def test_help_that_would_do_nothing_yet_says_so(typed: Typed) -> None:
    assert "would do nothing yet" in typed("explain", "talent scan", "--language", "en").output
    assert "In the usual plan:" in typed("explain", "reflection", "--language", "en").output


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
