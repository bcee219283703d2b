"""Checking: what in a story contradicts itself, though each part of it may be right."""

from __future__ import annotations

from collections.abc import Iterator

from weisim.language import Text
from weisim.scenario.planning import known_partner, plan_contradictions
from weisim.scenario.story import Contradiction, Happening, Helper, Story
from weisim.support.partner import KIND_WORDS, PROCESS_MANAGER, partner_row
from weisim.terms import Form, PartnerKind, Phase


def contradictions(story: Story) -> tuple[Contradiction, ...]:
    """Everything in a story that contradicts itself, in the order of the file."""
    return (
        *_context(story),
        *_partners(story),
        *_deals(story),
        *_absent(story),
        *_events(story),
        *plan_contradictions(story),
    )


def _context(story: Story) -> Iterator[Contradiction]:
    for word, key in story.said.items():
        yield Contradiction(
            ("context", word),
            Text("The parameters say {key} as well.", key=key),
            Text("Say it in one place only."),
        )


def _partners(story: Story) -> Iterator[Contradiction]:
    seen: dict[str, str] = {}
    for row, partner in enumerate(story.partners or ()):
        yield from _partner(row, partner)
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
        if plain in KIND_WORDS and partner.kind == PartnerKind.OTHER:
            yield Contradiction(
                path,
                Text("This is the word of a kind of partner, and this partner has no such kind."),
                Text("Write for instance: {example}", example=f'kind = "{plain}"'),
            )


def _partner(row: int, partner: Helper) -> Iterator[Contradiction]:
    if partner.forms is not None and Form.SPACE in partner.forms and partner.rooms == 0:
        yield Contradiction(
            ("partners", row, "forms"),
            Text("This partner would lend space in a deal, and has no rooms to lend."),
            Text("Write for instance: {example}", example="rooms = 1"),
        )
    if partner.begin is not None and partner.end is not None and partner.end <= partner.begin:
        yield Contradiction(
            ("partners", row, "until"),
            Text(
                "{until} does not come after {begin}, the phase in which this partner begins to make deals.",
                until=partner.end,
                begin=partner.begin,
            ),
            Text("The order is: {words}.", words=", ".join(Phase.words())),
        )


def _deals(story: Story) -> Iterator[Contradiction]:
    for place, name in enumerate(story.deals):
        yield from known_partner(story, ("deals", place), name)
        row = partner_row(name, story.partners or ())
        if story.partners is not None and row >= 0 and story.partners[row].forms == ():
            yield Contradiction(
                ("deals", place), Text("This partner has no forms of help, so it cannot make deals."), ""
            )


def _absent(story: Story) -> Iterator[Contradiction]:
    for place, name in enumerate(story.absent):
        yield from known_partner(story, ("absent", place), name)
        if name == PROCESS_MANAGER and all(partner.name != name for partner in story.partners or ()):
            told = Text("The process manager is not a partner. Name the partner behind this work.")
            yield Contradiction(("absent", place), told)
        elif name in story.deals:
            told = Text("This partner is absent and also makes deals.")
            yield Contradiction(("absent", place), told, Text("Say it in one place only."))


def _events(story: Story) -> Iterator[Contradiction]:
    for row, one in enumerate(story.events):
        yield from _event(story, row, one)


def _event(story: Story, row: int, one: Happening) -> Iterator[Contradiction]:
    path = ("events", row)
    begin, end = story.week_of(one.begin), story.week_of(one.end)
    if begin is not None and begin < 0:
        told = Text("This date lies before the start of the story, {start}.", start=story.start)
        yield Contradiction((*path, "from"), told, Text("Let it begin at the start."))
    if begin is not None and story.weeks is not None and begin >= story.weeks:
        told = Text("The story ends after {weeks} weeks, so this event would never begin.", weeks=story.weeks)
        yield Contradiction((*path, "from"), told)
    if begin is not None and end is not None and end <= begin:
        told = Text("This event would end (week {end}) before it begins (week {begin}).", end=end, begin=begin)
        yield Contradiction((*path, "until"), told)
    for problem in one.problems:
        if story.problems is not None and problem not in story.problems:
            told = Text("This problem is not among the problems of the story.")
            yield Contradiction((*path, "problems", problem.word), told)
    if not one.does_something:
        yield Contradiction(
            (*path, "name"),
            Text("This event changes nothing."),
            Text("Give it one of these: {words}.", words="trust, mobility, problems, key_persons_leave"),
        )
