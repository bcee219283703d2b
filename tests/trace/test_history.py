"""History: a run becomes a story that leaves nothing decisive out and can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.living import story
from tests.trace.conftest import MakeRun, happened
from weisim.language import LANGUAGES, speaking
from weisim.results.run import Run
from weisim.scenario.event import Event as FromOutside
from weisim.scenario.scenario import Scenario
from weisim.terms import Event, Problem, Reason, Stage
from weisim.trace.dates import day
from weisim.trace.history import MOST_LINES, Chapter, history, line_count

BORN = float(Problem.LITTER)


def lines(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    for chapter in chapters:
        yield chapter.opening
        for period in chapter.periods:
            yield from period.lines
        yield chapter.closing


def in_english(run: Run, scenario: Scenario | None = None) -> tuple[Chapter, ...]:
    with speaking("en"):
        return history(run, scenario)


def counted(chapters: tuple[Chapter, ...], before: str) -> int:
    return sum(int(found) for line in lines(chapters) for found in re.findall(rf"{before}(\d+)", line))


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_years_can_be_read_aloud(played: tuple[Run, Scenario], language: str) -> None:
    with speaking(language):
        told = history(*played)
    assert line_count(told) <= MOST_LINES
    for line in lines(told):
        for sentence in re.split(r"(?<=[.!?])\s", line):
            assert len(sentence.split(": ", 1)[-1].split()) <= 20, sentence


def test_nothing_decisive_is_left_out(played: tuple[Run, Scenario]) -> None:
    run, scenario = played
    told = in_english(run, scenario)
    dated = "\n".join(lines(told))
    table = run.event_table
    # A phase is in force from the week after the one in which it was reached.
    decisive = {
        Event.PHASE_REACHED: ("phase begins", 1),
        Event.PRESENTED: ("present themselves", 0),
    }
    for event, (says, later) in decisive.items():
        for row in table[table["event"] == event]:
            with speaking("en"):
                when = day(scenario.start, int(row["week"]) + later)
            assert re.search(rf"{when}: .*{says}", dated), (event, when)
    steps = table[(table["event"] == Event.STAGE_REACHED) & (table["stage"] >= Stage.INDEPENDENT)]
    for row in steps:
        with speaking("en"):
            when = day(scenario.start, int(row["week"]))
        assert re.search(rf"{when}: Initiative {row['initiative']} \(.*\) becomes an? (indep|neigh)", dated)
    ends = table[(table["event"] == Event.ENDED) & (table["stage"] > Stage.IDEA)]
    told_ends = re.findall(r"\d{4}: Initiative \d+ \([a-z ]*\) (ends as|is taken over by|has done what)", dated)
    assert len(told_ends) == len(ends) > 0
    for event, says in (
        (Event.COOPERATIVE_FOUNDED, "rganisations found a"),
        (Event.COOPERATIVE_FAILED, "cooperative fails"),
    ):
        assert dated.count(says) == (table["event"] == event).sum()


def test_every_idea_is_named_when_it_is_born_and_when_it_comes_to_nothing(played: tuple[Run, Scenario]) -> None:
    run, scenario = played
    told = "\n".join(lines(in_english(run, scenario)))
    table = run.event_table

    def named(pattern: str) -> list[int]:
        return sorted(int(found) for row in re.findall(pattern, told) for found in re.findall(r"(\d+) \(", row))

    born = table["initiative"][table["event"] == Event.IDEA_BORN]
    ended = table["initiative"][(table["event"] == Event.ENDED) & (table["stage"] == Stage.IDEA)]
    rest = r"([^.]*\.(?: Also: [^.]*\.)*)"
    assert named(rf"Ideas born: {rest}") == sorted(born.tolist())
    assert named(rf"Ideas that end[^:]*: {rest}") == sorted(ended.tolist())


def test_what_happens_often_is_counted_and_nobody_is_counted_twice(played: tuple[Run, Scenario]) -> None:
    run, scenario = played
    told = in_english(run, scenario)
    table = run.event_table
    joined = ((table["event"] == Event.JOINED) & (table["reason"] != Reason.FOUNDED)).sum()
    left = ((table["event"] == Event.LEFT) & (table["reason"] != Reason.INITIATIVE_ENDED)).sum()
    assert counted(told, "New members: ") == joined > 0
    assert counted(told, "Members who stop: ") == left > 0
    assert counted(told, "moved out meanwhile: ") == (table["event"] == Event.MOVED_OUT).sum() > 0
    assert counted(told, "lends hands to another: ") == (table["event"] == Event.HANDS_LENT).sum()
    assert counted(told, "Deals renewed: ") == (table["event"] == Event.DEAL_RENEWED).sum()


def test_a_chapter_is_a_phase_also_when_the_programme_falls_back(make_run: MakeRun) -> None:
    rows = [
        happened(4, Event.PHASE_REACHED, reason=Reason.CRITERION, value=2.0),
        happened(4, Event.IDEA_BORN, initiative=0, stage=Stage.IDEA, value=BORN),
        happened(30, Event.PHASE_LOST, reason=Reason.CRITERION, value=1.0),
        happened(51, Event.ENDED, initiative=0, stage=Stage.INDEPENDENT, reason=Reason.MONEY, value=47.0),
    ]
    told = in_english(make_run(rows))
    assert [chapter.title for chapter in told] == [
        "Information phase · from week 0",
        "Emergence phase · from week 5",
        "Information phase · from week 31",
    ]
    assert told[1].opening == "week 5: The emergence phase begins: a group of residents wants to take part."
    assert told[2].opening == "week 31: The programme falls back to the information phase."
    assert [period.when for period in told[1].periods] == ["weeks 5 to 12", "weeks 13 to 30"]
    assert told[1].periods[0].lines == ("Ideas born: 0 (litter).",)
    assert told[1].periods[1].lines == ("Nothing is seen to happen.",)
    assert told[2].periods[-1].lines[0].startswith("week 51: Initiative 0 (litter) ends as an independent")


def test_a_phase_reached_in_the_last_week_is_still_told(make_run: MakeRun) -> None:
    told = in_english(make_run([happened(51, Event.PHASE_REACHED, value=2.0)]))
    assert told[-1].opening == "week 51: The emergence phase begins."
    assert told[-1].periods == ()


def test_a_story_in_which_nothing_happens_is_one_quiet_period(make_run: MakeRun) -> None:
    (chapter,) = in_english(make_run(weeks=260))
    assert [period.when for period in chapter.periods] == ["weeks 0 to 259"]
    assert chapter.closing == ""


def test_in_quiet_weeks_news_may_spread(played: tuple[Run, Scenario]) -> None:
    first = in_english(*played)[0].periods[0].lines[0]
    before, after = (int(share) for share in re.findall(r"(\d+)%", first))
    assert first.startswith("Nothing is seen to happen. Residents who have heard of the opportunities: from ")
    assert before < after


def test_a_deal_that_breaks_off_is_told_with_the_end_of_its_initiative(make_run: MakeRun) -> None:
    rows = [
        happened(12, Event.ENDED, 3, stage=Stage.IDEA, reason=Reason.PEOPLE, value=9.0),
        happened(13, Event.DEAL_BROKEN, 3, 1, Stage.ENDED, Reason.FORM_SPACE),
    ]
    (chapter,) = in_english(make_run(rows))
    assert [(period.when, period.lines) for period in chapter.periods] == [
        (
            "weeks 0 to 12",
            ("Ideas that end, too few people: 3.", "Deals break off because the initiative ended: 3."),
        ),
        ("weeks 13 to 51", ("Nothing is seen to happen.",)),
    ]


def test_rooms_of_the_plan_are_told_apart(make_run: MakeRun) -> None:
    rows = [
        happened(1, Event.ROOM_FOUND, 3),
        happened(2, Event.ROOM_FOUND, 4, 1),
        happened(3, Event.ROOM_LOST, 3),
    ]
    assert in_english(make_run(rows))[0].periods[0].lines == (
        "Got a room of the support plan: 3. Got a room: 4. Lost their room: 3.",
    )


def test_a_very_busy_story_is_told_in_longer_stretches(make_run: MakeRun) -> None:
    rows = [
        happened(week, Event.ROOM_FOUND if week % 13 else Event.PRESENTED, initiative=week, partner=1)
        for week in range(1_040)
    ]
    told = in_english(make_run(rows, weeks=1_040))
    lengths = [period.when for period in told[0].periods]
    assert lengths[0] == "weeks 0 to 51"
    assert lengths[-1] == "weeks 988 to 1039"


def test_deals_are_told_one_by_one_or_by_what_stands_out(make_run: MakeRun) -> None:
    def deal(week: int, initiative: int, partner: int, euros: float) -> tuple:
        return happened(week, Event.DEAL_MADE, initiative, partner, Stage.RESIDENT_INITIATIVE, Reason.FORM_SPACE, euros)

    few = in_english(make_run([deal(1, 3, 1, 10.0), deal(2, 4, 2, 20.0)]))
    assert few[0].periods[0].lines == (
        "New deals: space from housing association for 3 and space from Stichting De Hoek for 4.",
    )
    rows = [deal(week, week, 1 if week < 4 else 2, 10.0 + week) for week in range(1, 6)]
    rows.append(happened(7, Event.DEAL_RENEWED, 1, 1, Stage.INDEPENDENT, Reason.FORM_SPACE, 4.0))
    rows.append(happened(8, Event.DEAL_ENDED, 2, 1, Stage.INDEPENDENT, Reason.TERM_OVER))
    rows.append(happened(9, Event.DEAL_BROKEN, 3, 1, Stage.ENDED, Reason.FORM_SPACE))
    many = in_english(make_run(rows))
    assert many[0].periods[0].lines == (
        "New deals: 5, 3 of them with housing association. Together these are worth 65 euro a week. "
        "Worth most: space from Stichting De Hoek for 5, 15 euro. Deals renewed: 1. Deals that end, term over: 1. "
        "Deals break off because the initiative ended: 3.",
    )


def test_a_cooperative_is_told_on_its_day_and_its_members_by_the_quarter(make_run: MakeRun) -> None:
    rows = [
        happened(3, Event.COOPERATIVE_FOUNDED, value=4.0),
        happened(4, Event.COOPERATIVE_JOINED, 5),
        happened(5, Event.FUND_HELPED, 5, reason=Reason.IN_THE_RED, value=100.0),
        happened(6, Event.FUND_HELPED, 5, reason=Reason.IN_THE_RED, value=150.0),
        happened(7, Event.FUND_HELPED, 6, reason=Reason.BY_VOTE, value=1_000.0),
        happened(8, Event.COOPERATIVE_LEFT, 5, reason=Reason.NO_GAIN_LEFT),
        happened(9, Event.COOPERATIVE_LEFT, 6, reason=Reason.INITIATIVE_ENDED),
        happened(10, Event.ACTIVITY_ENDED, 2, stage=Stage.ENDED),
        happened(12, Event.COOPERATIVE_FAILED, reason=Reason.TOO_FEW_MEMBERS),
    ]
    (chapter,) = in_english(make_run(rows, cooperative_exists=1.0, cooperative_members=4.0))
    assert chapter.periods[0].lines == (
        "Joined the cooperative: 5. Left the cooperative: 5. The fund of the cooperative paid 1,250 euro. "
        "It helped: 5 and 6. Activities that outlived their initiative and now stop: 2.",
        "week 3: Organisations found a neighbourhood cooperative; members from the start: 4.",
        "week 12: The neighbourhood cooperative fails: too few members.",
    )
    assert chapter.closing == "At the end of the story: Members of the cooperative: 4."
    (without,) = in_english(make_run(cooperative_exists=0.0, cooperative_members=0.0))
    assert without.closing == ""


def test_who_could_go_on_without_help_is_told_together(make_run: MakeRun) -> None:
    rows = [
        happened(3, Event.TESTED, 1, stage=Stage.IDEA, value=0.0),
        happened(3, Event.TESTED, 2, stage=Stage.INDEPENDENT, reason=Reason.CRITERION, value=0.9),
        happened(3, Event.TESTED, 5, stage=Stage.RESIDENT_INITIATIVE, value=0.3),
        happened(3, Event.TESTED, 6, stage=Stage.ENTERPRISE, reason=Reason.CRITERION, value=0.8),
    ]
    (chapter,) = in_english(make_run(rows))
    assert chapter.periods[0].lines == (
        "Tested for standing alone, before help falls: 4. Could go on without help: 2 and 6.",
    )


def test_the_closing_tells_how_things_stand_and_what_holds_others_back(make_run: MakeRun) -> None:
    run = make_run(
        [happened(2, Event.MOVED_OUT)],
        informed_share=0.416,
        initiatives_alive=4.0,
        independent_organisations=1.0,
        participants=31.0,
        bottleneck_can=0.2,
        bottleneck_like=0.35,
        bottleneck_enabled=0.0,
        bottleneck_asked=0.41,
        bottleneck_responded=0.02,
    )
    (chapter,) = in_english(run)
    assert chapter.closing == (
        "At the end of the story: initiatives alive 4; of these independent or an enterprise 1. "
        "Residents who have heard of the opportunities: 42%. Residents who take part: 31. "
        "Residents who moved out meanwhile: 1. "
        "Of those who do not take part, the largest group (41%) was not asked."
    )


def test_events_from_outside_carry_the_name_of_the_scenario(make_run: MakeRun) -> None:
    renovation = FromOutside.model_validate({"name": "renovation", "from": {"week": 3}, "trust": -0.1})
    scenario = story("steady-support").model_copy(update={"events": (renovation,)})
    told = in_english(make_run([happened(3, Event.CONTEXT_BEGINS, value=0.0)]), scenario)
    assert told[0].periods[0].lines == ("22 February 2013: An event from outside begins: renovation.",)
