"""Planning: what in a support plan contradicts itself or the story around it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from weisim.language import Text
from weisim.scenario.story import Contradiction, Given, Path, Story
from weisim.support.checks import did_you_mean, nearest
from weisim.support.intervention import LAST_WEEK, MOMENTS, MOST_AMOUNT, Withdrawal
from weisim.support.partner import KIND_WORDS, PROCESS_MANAGER, partner_row
from weisim.support.raising import Raising
from weisim.terms import Help, Phase
from weisim.weeks import MONTHS_PER_YEAR, WEEKS_PER_YEAR


def plan_contradictions(story: Story) -> Iterator[Contradiction]:
    """Everything in the plan of a story that cannot be, in the order of the file."""
    if story.withdraw is not None:
        yield from _ending(story, story.withdraw, ("support", "withdraw"))
    if story.raising is not None:
        yield from _raising(story, story.raising)
    yield from _agenda(story)
    yield from _scale(story)
    for row, one in enumerate(story.interventions):
        yield from _intervention(story, row, one)
    yield from _repeats(story)


def known_partner(story: Story, path: Path, name: str) -> Iterator[Contradiction]:
    """The contradiction of a name that no partner of the story answers to."""
    if story.partners is None or partner_row(name, story.partners) >= 0:
        return
    names = [partner.name for partner in story.partners if partner.name is not None]
    if len(names) < len(story.partners):
        return
    if name in (PROCESS_MANAGER, *KIND_WORDS) and any(partner.kind is None for partner in story.partners):
        return
    if name == PROCESS_MANAGER:
        told = Text("The process manager works for the government, and there is no government among the partners.")
        yield Contradiction(path, told)
        return
    known = ", ".join([*names, PROCESS_MANAGER])
    yield Contradiction(
        path,
        Text("There is no partner with this name. There are: {names}.", names=known),
        did_you_mean(nearest(name, [*names, *_words_of_kinds(story), PROCESS_MANAGER])),
    )


def _words_of_kinds(story: Story) -> list[str]:
    kinds = [partner.kind for partner in story.partners or ()]
    return [word for word, kind in KIND_WORDS.items() if kind in kinds]


def _ending(story: Story, ending: Withdrawal, path: Path) -> Iterator[Contradiction]:
    week = story.week_of(ending)
    if week is None:
        return
    path = (*path, next(key for key in MOMENTS if getattr(ending, key) is not None))
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


def _raising(story: Story, raising: Raising) -> Iterator[Contradiction]:
    path: Path = ("support", "raise")
    if raising.length > LAST_WEEK:
        yield Contradiction(
            path,
            Text(
                "Raising and lowering takes {weeks} weeks. A story has at most {most}.",
                weeks=raising.length,
                most=LAST_WEEK,
            ),
            Text("Take fewer steps, or shorter ones."),
        )
    elif story.weeks is not None and raising.length > story.weeks:
        yield Contradiction(
            path,
            Text(
                "Raising and lowering takes {weeks} weeks. This story has {most}.",
                weeks=raising.length,
                most=story.weeks,
            ),
            Text("Write for instance: {example}", example=f"weeks = {raising.length}"),
        )
    endings: list[Path] = [("support", "withdraw")] if story.withdraw is not None else []
    endings += [
        ("support", "interventions", row, "withdraw")
        for row, one in enumerate(story.interventions)
        if one.withdraw is not None
    ]
    for ending in endings:
        told = Text("Help that is raised and lowered in steps cannot be withdrawn as well.")
        yield Contradiction(ending, told, Text("Say it in one place only."))


def _agenda(story: Story) -> Iterator[Contradiction]:
    for problem in story.agenda:
        if story.problems is not None and problem not in story.problems:
            told = Text("This problem is not among the problems of the story.")
            yield Contradiction(("support", "agenda", problem.word), told)


def _scale(story: Story) -> Iterator[Contradiction]:
    for kind, factor in story.scale.items():
        path = ("support", "scale", kind.word if isinstance(kind, Help) else kind)
        meant = [kind] if isinstance(kind, Help) else [one for one in Help if one not in story.scale]
        amounts = [one.amount for one in story.interventions if one.kind in meant]
        if not amounts and all(one.kind is not None for one in story.interventions):
            yield Contradiction(path, Text("The plan holds no help of this kind, so there is nothing to scale."))
        elif any(amount is not None and amount * factor > MOST_AMOUNT for amount in amounts):
            yield Contradiction(path, Text("This would make an amount larger than {most}.", most=MOST_AMOUNT))


def _intervention(story: Story, row: int, one: Given) -> Iterator[Contradiction]:
    path: Path = ("support", "interventions", row)
    if one.by is not None:
        yield from known_partner(story, (*path, "by"), one.by)
    if one.payer is not None:
        yield from known_partner(story, (*path, "payer"), one.payer)
    if one.withdraw is not None:
        yield from _ending(story, one.withdraw, (*path, "withdraw"))
    begin, end = story.week_of(one.begin), story.week_of(one.until)
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


def _repeats(story: Story) -> Iterator[Contradiction]:
    for row, one in enumerate(story.interventions):
        if one.kind is None or one.by is None or one.begin is None:
            continue
        for earlier, other in enumerate(story.interventions[:row]):
            same = one.kind == other.kind and _giver(story, one) == _giver(story, other) and other.begin is not None
            if same and _together(story, one, other):
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


def _giver(story: Story, one: Given) -> str | None:
    """Who gives a kind of help; by the name of the partner where the plan has the word of a kind."""
    if one.by is None or one.by not in KIND_WORDS or story.partners is None:
        return one.by
    row = partner_row(one.by, story.partners)
    return story.partners[row].name if row >= 0 else one.by


def _together(story: Story, one: Given, other: Given) -> bool:
    """Whether two kinds of help can be given in the same week."""
    phases, others = _phases(one), _phases(other)
    weeks, other_weeks = _weeks(story, one), _weeks(story, other)
    return phases[0] < others[1] and others[0] < phases[1] and weeks[0] < other_weeks[1] and other_weeks[0] < weeks[1]


def _phases(one: Given) -> tuple[int, int]:
    first = one.begin.phase if one.begin is not None else None
    last = one.until.phase if one.until is not None else None
    return int(first or Phase.INFORMATION), int(last or Phase.AUTONOMOUS + 1)


def _phase(number: int) -> Phase:
    return list(Phase)[number - 1]


def _weeks(story: Story, one: Given) -> tuple[float, float]:
    begin, end = story.week_of(one.begin), story.week_of(one.until)
    return (-math.inf if begin is None else begin), (math.inf if end is None else end)
