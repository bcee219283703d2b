"""Checking: what in a story contradicts itself, though each part of it may be right."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass

from weisim.language import Text
from weisim.support.checks import did_you_mean, nearest
from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.partner import PROCESS_MANAGER
from weisim.terms import Help, PartnerKind, Phase
from weisim.weeks import MONTHS_PER_YEAR, WEEKS_PER_YEAR

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Contradiction:
    """One thing that cannot be: at which key, why, and what to do."""

    path: Path
    message: Text
    advice: Text | str = ""


@dataclass(frozen=True)
class Helper:
    """What could be read of a partner."""

    name: str | None
    kind: PartnerKind | None


@dataclass(frozen=True)
class Given:
    """What could be read of an intervention; the moments are None where they could not be read."""

    kind: Help | None
    by: str | None
    payer: str | None
    begin: When | None
    until: When | None
    withdraw: Withdrawal | None

    @classmethod
    def of(cls, one: Intervention) -> Given:
        """The same of an intervention that is right in itself."""
        return cls(one.kind, one.by, one.payer, one.begin, one.until, one.withdraw)


@dataclass(frozen=True)
class Story:
    """The parts of a scenario that could be read, in the order of the file; None where a part could not."""

    weeks: int | None
    start: datetime.date | None
    partners: tuple[Helper, ...] | None
    interventions: tuple[Given, ...]
    withdraw: Withdrawal | None


def contradictions(story: Story) -> tuple[Contradiction, ...]:
    """Everything in a story that contradicts itself, in the order of the file."""
    return (
        *_partners(story),
        *_plan_ending(story),
        *(found for row, one in enumerate(story.interventions) for found in _intervention(story, row, one)),
        *_repeats(story),
    )


def _partners(story: Story) -> Iterator[Contradiction]:
    seen: dict[str, str] = {}
    for row, partner in enumerate(story.partners or ()):
        if partner.name is None:
            continue
        path = ("partners", row, "name")
        # file systems of some computers take names that differ only in capitals for one
        plain = partner.name.casefold()
        if plain in seen:
            yield Contradiction(path, Text("There is already a partner {name}.", name=seen[plain]))
        seen.setdefault(plain, partner.name)
        if plain == PROCESS_MANAGER and partner.kind not in (None, PartnerKind.PROCESS_MANAGER):
            yield Contradiction(path, Text('Only a partner with kind = "process_manager" may have this name.'))


def _plan_ending(story: Story) -> Iterator[Contradiction]:
    if story.withdraw is not None:
        yield from _ending(story, story.withdraw, ("support", "withdraw"))


def _ending(story: Story, ending: Withdrawal, path: Path) -> Iterator[Contradiction]:
    week = _week(ending, story.start)
    if week is None:
        return
    path = (*path, _unit(ending))
    if week < 0:
        yield Contradiction(path, Text("This date lies before the start of the story, {start}.", start=story.start))
    elif story.weeks is not None and week >= story.weeks:
        yield Contradiction(
            path,
            Text("The story ends after {weeks} weeks, so support would never be withdrawn.", weeks=story.weeks),
            Text(
                "Choose a moment before month {month}, or make weeks larger.",
                month=math.ceil(story.weeks * MONTHS_PER_YEAR / WEEKS_PER_YEAR),
            ),
        )


def _intervention(story: Story, row: int, one: Given) -> Iterator[Contradiction]:
    path: Path = ("support", "interventions", row)
    if one.by is not None:
        yield from _known_partner(story, (*path, "by"), one.by)
    if one.payer is not None:
        yield from _known_partner(story, (*path, "payer"), one.payer)
    if one.withdraw is not None:
        yield from _ending(story, one.withdraw, (*path, "withdraw"))
    begin, end = _week(one.begin, story.start), _week(one.until, story.start)
    if begin is not None and story.weeks is not None and begin >= story.weeks:
        told = Text("The story ends after {weeks} weeks, so this help would never begin.", weeks=story.weeks)
        yield Contradiction((*path, "from"), told)
    first, last = _phases(one)
    if first >= last:
        yield Contradiction(
            (*path, "until"),
            Text(
                "{until} does not come after {begin}, the phase in which this help begins.",
                until=_phase(last),
                begin=_phase(first),
            ),
            Text("The order is: {words}.", words=", ".join(Phase.words())),
        )
    if end is not None and end <= (begin or 0):
        told = Text("This help would end (week {end}) before it begins (week {begin}).", end=end, begin=begin or 0)
        yield Contradiction((*path, "until"), told)


def _known_partner(story: Story, path: Path, name: str) -> Iterator[Contradiction]:
    if story.partners is None:
        return
    names = [partner.name for partner in story.partners if partner.name is not None]
    kinds = [partner.kind for partner in story.partners]
    if name in names or len(names) < len(story.partners):
        return
    if name == PROCESS_MANAGER:
        if None in kinds or PartnerKind.GOVERNMENT in kinds or PartnerKind.PROCESS_MANAGER in kinds:
            return
        told = Text("The process manager works for the government, and there is no government among the partners.")
        yield Contradiction(path, told)
        return
    known = ", ".join([*names, PROCESS_MANAGER])
    yield Contradiction(
        path,
        Text("There is no partner with this name. There are: {names}.", names=known),
        did_you_mean(nearest(name, [*names, PROCESS_MANAGER])),
    )


def _repeats(story: Story) -> Iterator[Contradiction]:
    for row, one in enumerate(story.interventions):
        if one.kind is None or one.by is None or one.begin is None:
            continue
        for earlier, other in enumerate(story.interventions[:row]):
            same = (one.kind, one.by) == (other.kind, other.by) and other.begin is not None
            if same and _together(one, other, story.start):
                yield Contradiction(
                    ("support", "interventions", row, "kind"),
                    Text(
                        "{kind} by {by} already stands in the plan (number {number}) for the same time.",
                        kind=one.kind,
                        by=one.by,
                        number=earlier + 1,
                    ),
                    Text("Put the amounts together, or give each its own from and until."),
                )
                break


def _together(one: Given, other: Given, start: datetime.date | None) -> bool:
    """Whether two kinds of help can be given in the same week."""
    phases, others = _phases(one), _phases(other)
    weeks, other_weeks = _weeks(one, start), _weeks(other, start)
    return phases[0] < others[1] and others[0] < phases[1] and weeks[0] < other_weeks[1] and other_weeks[0] < weeks[1]


def _phases(one: Given) -> tuple[int, int]:
    first = one.begin.phase if one.begin is not None else None
    last = one.until.phase if one.until is not None else None
    return int(first or Phase.INFORMATION), int(last or Phase.AUTONOMOUS + 1)


def _phase(number: int) -> Phase:
    return list(Phase)[number - 1]


def _weeks(one: Given, start: datetime.date | None) -> tuple[float, float]:
    begin, end = _week(one.begin, start), _week(one.until, start)
    return (-math.inf if begin is None else begin), (math.inf if end is None else end)


def _week(moment: When | Withdrawal | None, start: datetime.date | None) -> int | None:
    """The week of a moment; None for a phase, and for a date while the start is not known."""
    if moment is None or (isinstance(moment, When) and moment.phase is not None):
        return None
    if moment.date is not None and start is None:
        return None
    return moment.week_from(start or datetime.date.min)


def _unit(moment: Withdrawal) -> str:
    return next(key for key in ("date", "week", "month") if getattr(moment, key) is not None)
