"""Initiative: the life of one initiative in dated sentences, from its birth to its end, and who helped it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from weisim.language import Text, current_language
from weisim.language import number as written
from weisim.terms import Event, Reason, Stage
from weisim.trace.dates import day
from weisim.trace.happening import Cast, Happening, happenings
from weisim.trace.sentences import AS, listed, opened, sentence

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario

COUNTED = (Event.JOINED, Event.LEFT, Event.DEAL_RENEWED, Event.HANDS_LENT, Event.FUND_HELPED)


def initiatives(run: Run) -> range:
    """The numbers of the initiatives that a run tells of, from 0 in order of birth."""
    table = run.event_table
    return range(int(table["initiative"].max(initial=-1)) + 1)


def life(run: Run, number: int, scenario: Scenario | None = None) -> tuple[str, ...]:
    """The life of one initiative in the language in force, one dated line for each thing that mattered to it.

    Args:
        run: what happened.
        number: the initiative, in order of birth from 0.
        scenario: the story of the run, which adds the calendar.

    Raises:
        KeyError: when the run tells of no such initiative.
    """
    if number not in initiatives(run):
        raise KeyError(number)
    cast, everything = Cast.of(run, scenario), happenings(run)
    events = [one for one in everything if one.initiative == number]
    named = replace(cast, problems={key: value for key, value in cast.problems.items() if key != number})
    lines: list[str] = []
    untold: list[Happening] = []
    members = 0
    for one in events:
        members += _change(one)
        if one.event in COUNTED:
            untold.append(one)
            continue
        if one.event in (Event.STAGE_REACHED, Event.FELL_BACK, Event.ENDED):
            lines += _meanwhile(untold, members)
            untold = []
        # Its problem is told when it is born; after that its number is enough.
        lines.append(f"{day(cast.start, one.week)}: {sentence(one, named if lines else cast)}")
    if not _has_ended(events):
        lines += _meanwhile(untold, members)
        lines.append(_now(run, events, cast))
    return (*lines, *_helpers(everything, number, cast))


def _change(one: Happening) -> int:
    return (one.event is Event.JOINED) - (one.event is Event.LEFT)


def _has_ended(events: Sequence[Happening]) -> bool:
    return any(one.event is Event.ENDED for one in events)


def _meanwhile(events: Sequence[Happening], members: int) -> list[str]:
    """Who came and went since the last thing told, and how many that leaves."""
    joined = [one for one in events if one.event is Event.JOINED and one.reason is not Reason.FOUNDED]
    came: Counter[Reason] = Counter(one.reason for one in joined)
    went: Counter[Reason] = Counter(one.reason for one in events if one.event is Event.LEFT)
    says = []
    if came:
        says.append(str(Text("Meanwhile joined: {count}{why}.", count=came.total(), why=_why(came))))
    if went:
        says.append(str(Text("Meanwhile stopped: {count}{why}.", count=went.total(), why=_why(went))))
    if says:
        says.append(str(Text("Members now: {count}.", count=members)))
    return [" ".join(says)] if says else []


def _why(counts: Counter[Reason]) -> str:
    language = current_language()
    reasons = [f"{reason.label(language)} {count}" for reason, count in counts.most_common() if reason]
    return f" ({', '.join(reasons)})" if reasons else ""


def _now(run: Run, events: Sequence[Happening], cast: Cast) -> str:
    """What it is when the story ends; its stage is that of the last event that tells one."""
    stages = [one.stage for one in events if one.stage in AS and one.event in (Event.STAGE_REACHED, Event.FELL_BACK)]
    says = Text("when the story ends, it lives on as {stage}.", stage=AS[stages[-1] if stages else Stage.IDEA])
    return f"{day(cast.start, run.weeks - 1)}: {opened(says)}"


def _helpers(events: Sequence[Happening], number: int, cast: Cast) -> list[str]:
    """Who helped it and whom it helped: partners by deals, other initiatives by hands, the cooperative by its fund."""
    deals = Counter(
        one.partner
        for one in events
        if one.initiative == number and one.event in (Event.DEAL_MADE, Event.DEAL_RENEWED) and one.partner >= 0
    )
    lent = [one for one in events if one.event is Event.HANDS_LENT]
    helped_by = dict.fromkeys(cast.short(one.initiative) for one in lent if one.counted == number)
    helped = dict.fromkeys(cast.short(one.counted) for one in lent if one.initiative == number)
    partners = [f"{cast.partner(partner)} {count}" for partner, count in deals.most_common()]
    told = listed(partners, lambda row: Text("Deals by partner, renewals included: {names}.", names=row))
    told += listed([*helped_by], lambda row: Text("Hands came from initiatives {names}.", names=row))
    told += listed([*helped], lambda row: Text("It lent hands to initiatives {names}.", names=row))
    paid = [one.value for one in events if one.initiative == number and one.event is Event.FUND_HELPED]
    if paid:
        euros = written(math.fsum(value for value in paid if not math.isnan(value)))
        told.append(str(Text("The fund of the cooperative paid it {euros} euro.", euros=euros)))
    return [" ".join(told)] if told else []
