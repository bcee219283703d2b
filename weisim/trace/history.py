"""History: a whole run as a story in chapters, one for each phase, told by the quarter so that it can be read aloud.

What is decisive is told on its day: phases, presentations, turns of help, broken promises, events from outside,
initiatives that become independent or lose it, the end of those that were more than an idea, and the beginning and end
of a cooperative. What happens often is gathered by the quarter; in a long or busy story by the half year or the year.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weisim.language import Text, current_language, number, percent
from weisim.terms import Event, Phase, Stage
from weisim.trace.dates import day, stretch
from weisim.trace.gathering import gathered
from weisim.trace.happening import Cast, Happening, happenings
from weisim.trace.helping import help_given, turns_of_help
from weisim.trace.holding import most_held_back
from weisim.trace.sentences import opened, sentence

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario

MOST_LINES = 150
LENGTHS = (13, 26, 52)  # weeks: a quarter, a half year, a year
TURNS = (Event.PHASE_REACHED, Event.PHASE_LOST)
DECISIVE = (
    Event.PRESENTED,
    Event.PROMISE_BROKEN,
    Event.FELL_BACK,
    Event.CONTEXT_BEGINS,
    Event.CONTEXT_ENDS,
    Event.COOPERATIVE_FOUNDED,
    Event.COOPERATIVE_FAILED,
)


@dataclass(frozen=True)
class Period:
    """What happened in a quarter, or in the part of it that falls within one phase.

    Attributes:
        when: its first and last day.
        lines: what happened: first what was gathered, then what was decisive, day by day.
    """

    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What happened in one stretch of the programme.

    Attributes:
        title: the phase, with the day from which it was there.
        opening: how it came about.
        periods: its quarters, half years or years; those in which nothing is seen to happen are taken together.
        closing: where things stand at its end.
    """

    title: str
    opening: str
    periods: tuple[Period, ...]
    closing: str


@dataclass(frozen=True)
class _Known:
    """What a story is told from: the run, who is who in it, what happened, and when help takes a turn."""

    run: Run
    cast: Cast
    events: tuple[Happening, ...]
    help_turns: tuple[tuple[int, str], ...]


def history(run: Run, scenario: Scenario | None = None) -> tuple[Chapter, ...]:
    """The story of a run in the language in force: dated, in about a hundred and fifty lines at most.

    Args:
        run: what happened.
        scenario: its story, which adds the calendar and the names of events from outside; without it, weeks are told.
    """
    known = _Known(run, Cast.of(run, scenario), happenings(run), turns_of_help(run, scenario))
    told: tuple[Chapter, ...] = ()
    for length in LENGTHS:
        told = tuple(_chapters(known, length))
        if line_count(told) <= MOST_LINES:
            break
    return told


def line_count(chapters: Sequence[Chapter]) -> int:
    """How many lines a story has, titles included."""
    return sum(3 + sum(1 + len(period.lines) for period in chapter.periods) for chapter in chapters)


def _chapters(known: _Known, length: int) -> Iterator[Chapter]:
    """A chapter for each phase in turn; the turn itself is its opening."""
    run, cast, events = known.run, known.cast, known.events
    turns = [place for place, one in enumerate(events) if one.event in TURNS]
    begins, ends = [-1, *turns], [*turns, len(events)]
    for begin, end in zip(begins, ends, strict=True):
        turn = events[begin] if begin >= 0 else None
        # A phase is in force from the week after the one in which it was reached.
        first = turn.week + 1 if turn else 0
        last = events[end].week if end < len(events) else run.weeks - 1
        within = events[begin + 1 : end]
        begun = min(first, run.weeks - 1)
        when = day(cast.start, begun)
        says = [f"{when}: {sentence(turn, cast) if turn else _beginning(run)}", help_given(run, begun)]
        yield Chapter(
            title=f"{_phase(turn)} · {Text('from {day}', day=when)}",
            opening=" ".join(part for part in says if part),
            periods=tuple(_periods(known, within, first, last, length)),
            closing=_closing(run, within, last, at_the_end=end == len(events)),
        )


def _phase(turn: Happening | None) -> str:
    number_ = turn.counted if turn else int(Phase.INFORMATION)
    return opened(Phase(number_).label(current_language()) if number_ in set(Phase) else Text("another phase"))


def _beginning(run: Run) -> str:
    return opened(
        Text("the story begins, with {residents} residents of 15 and older.", residents=number(run.residents))
    )


def _periods(known: _Known, events: Sequence[Happening], first: int, last: int, length: int) -> Iterator[Period]:
    """The quarters of the story, counted from its first day, that fall within one chapter."""
    cast = known.cast
    begin = quiet_since = first
    while begin <= last:
        end = min(last, begin - begin % length + length - 1)
        within = [one for one in events if begin <= max(_told_in(one), first) <= end]
        lines = gathered([one for one in within if not _is_decisive(one)], cast)
        decisive = [turn for turn in known.help_turns if begin <= turn[0] <= end]
        decisive += [(one.week, sentence(one, cast)) for one in within if _is_decisive(one)]
        lines += [f"{day(cast.start, week)}: {says}" for week, says in sorted(decisive, key=lambda told: told[0])]
        if lines and quiet_since < begin:
            yield _quiet(known, quiet_since, begin - 1)
        if lines:
            yield Period(stretch(cast.start, begin, end), tuple(lines))
            quiet_since = end + 1
        begin = end + 1
    if quiet_since <= last:
        yield _quiet(known, quiet_since, last)


def _quiet(known: _Known, first: int, last: int) -> Period:
    """Weeks in which nothing is seen to happen; meanwhile news of the opportunities may spread."""
    run, says = known.run, [str(Text("Nothing is seen to happen."))]
    if "informed_share" in run.names:
        heard = run.values[:, run.names.index("informed_share")]
        before, after = percent(heard[first]), percent(heard[last])
        if before != after:
            spread = Text(
                "Residents who have heard of the opportunities: from {before} to {after}.", before=before, after=after
            )
            says.append(str(spread))
    return Period(stretch(known.cast.start, first, last), (" ".join(says),))


def _told_in(one: Happening) -> int:
    """The week to tell it in: a deal breaks off the week after its initiative ended, and belongs to that end."""
    return one.week - (one.event is Event.DEAL_BROKEN)


def _is_decisive(one: Happening) -> bool:
    if one.event is Event.STAGE_REACHED:
        return one.stage in (Stage.INDEPENDENT, Stage.ENTERPRISE)
    if one.event is Event.ENDED:
        return one.stage is not Stage.IDEA
    return one.event in DECISIVE


def _closing(run: Run, events: Sequence[Happening], week: int, *, at_the_end: bool) -> str:
    """Where things stand in the last week of a chapter, as far as the run tells."""
    values = zip(run.names, run.values[week].tolist(), strict=True)
    known = {name: value for name, value in values if not math.isnan(value)}
    now = {name: number(value) for name, value in known.items()}
    says = [str(Text("At the end of the story:") if at_the_end else Text("At the end of this phase:"))]
    if "initiatives_alive" in now and "independent_organisations" in now:
        standing = Text(
            "initiatives alive {alive}; of these independent or an enterprise {independent}.",
            alive=now["initiatives_alive"],
            independent=now["independent_organisations"],
        )
        says.append(str(standing))
    if "informed_share" in known:
        says.append(
            str(Text("Residents who have heard of the opportunities: {share}.", share=percent(known["informed_share"])))
        )
    if known.get("cooperative_exists", 0.0) > 0 and "cooperative_members" in now:
        says.append(str(Text("Members of the cooperative: {count}.", count=now["cooperative_members"])))
    if "participants" in now:
        says.append(str(Text("Residents who take part: {count}.", count=now["participants"])))
    moved = len([one for one in events if one.event is Event.MOVED_OUT])
    if moved:
        says.append(str(Text("Residents who moved out meanwhile: {count}.", count=number(moved))))
    says.append(most_held_back(run, week))
    says = [part for part in says if part]
    return " ".join(says) if len(says) > 1 else ""
