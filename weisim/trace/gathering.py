"""Gathering: what happens often, gathered over a stretch of time into a few sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from weisim.language import Text, number
from weisim.terms import Event, Reason, Stage
from weisim.trace.happening import Cast, Happening
from weisim.trace.sentences import FORMS, listed

MANY = 3
FEW_DEALS = 3


def gathered(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Lines on people, on ideas, on deals, rooms and hands, on the cooperative, and on who could do without help.

    An empty line is left out.

    Args:
        events: what happened in the stretch of time.
        cast: who is who in the run.
    """
    lines = (
        _people(events, cast),
        _ideas(events, cast),
        [*_new_deals(events, cast), *_old_deals(events, cast), *_rooms_and_hands(events, cast)],
        [*_cooperative(events, cast), *_outlived(events, cast)],
        _tested(events, cast),
    )
    return [" ".join(line) for line in lines if line]


def _people(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Who joined and who stopped; founders are told with their idea, members of what ended with the ending."""
    joined = [one for one in events if one.event is Event.JOINED and one.reason is not Reason.FOUNDED]
    left = [one for one in events if one.event is Event.LEFT and one.reason is not Reason.INITIATIVE_ENDED]
    told = []
    if joined:
        told.append(str(Text("New members: {count}{most}.", count=len(joined), most=_most(joined, cast))))
    if left:
        told.append(str(Text("Members who stop: {count}{most}.", count=len(left), most=_most(left, cast))))
    return told


def _most(events: Sequence[Happening], cast: Cast) -> str:
    """At which initiative most of it happened, when that says more than the total."""
    counts = Counter(one.initiative for one in events if one.initiative >= 0)
    if not counts:
        return ""
    who, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(counts) == 1:
        return str(Text(", at {initiative}", initiative=cast.initiative(who)))
    if count < MANY:
        return ""
    return str(Text(", of whom {count} at {initiative}", count=count, initiative=cast.initiative(who)))


def _ideas(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Which ideas were born, grew into an initiative, or came to nothing, and why."""
    born = [cast.short(one.initiative) for one in events if one.event is Event.IDEA_BORN]
    formed = [cast.short(one.initiative) for one in events if one.event is Event.STAGE_REACHED]
    told = listed(born, lambda names: Text("Ideas born: {names}.", names=names))
    told += listed(formed, lambda names: Text("Became a resident initiative: {names}.", names=names))
    ended = [one for one in events if one.event is Event.ENDED and one.stage is Stage.IDEA]
    for reason in dict.fromkeys(one.reason for one in ended):
        names = [cast.short(one.initiative) for one in ended if one.reason is reason]
        told += listed(names, _ending(reason))
    return told


def _ending(reason: Reason) -> Callable[[str], Text]:
    def says(names: str) -> Text:
        if reason is Reason.NONE:
            return Text("Ideas that end: {names}.", names=names)
        return Text("Ideas that end, {reason}: {names}.", reason=reason, names=names)

    return says


def _new_deals(events: Sequence[Happening], cast: Cast) -> list[str]:
    """The deals that were made: a few one by one; of many how many, most with whom, and which is worth most."""
    made = [one for one in events if one.event is Event.DEAL_MADE]
    if len(made) <= FEW_DEALS:
        return listed([_deal(one, cast) for one in made], lambda names: Text("New deals: {names}.", names=names))
    worth = [one for one in made if not math.isnan(one.value)]
    partners = Counter(one.partner for one in made)
    partner, most = min(partners.items(), key=lambda item: (-item[1], item[0]))
    name = cast.partner(partner)
    told = [Text("New deals: {count}, {most} of them with {partner}.", count=len(made), most=most, partner=name)]
    if most < MANY:
        told = [Text("New deals: {count}.", count=len(made))]
    if worth:
        best = max(worth, key=lambda one: one.value)
        euros = number(math.fsum(one.value for one in worth))
        told.append(Text("Together these are worth {euros} euro a week.", euros=euros))
        told.append(Text("Worth most: {deal}, {euros} euro.", deal=_deal(best, cast), euros=number(best.value)))
    return [str(line) for line in told]


def _deal(one: Happening, cast: Cast) -> str:
    """A deal in a list, such as space from housing association for 7 (litter)."""
    name, partner = cast.short(one.initiative), cast.partner(one.partner)
    if one.reason not in FORMS:
        return str(Text("{partner} with {initiative}", partner=partner, initiative=name))
    return str(Text("{form} from {partner} for {initiative}", form=one.reason, partner=partner, initiative=name))


def _old_deals(events: Sequence[Happening], cast: Cast) -> list[str]:
    """How deals went on that were made before."""
    renewed = [one for one in events if one.event is Event.DEAL_RENEWED]
    ended: Counter[Reason] = Counter(one.reason for one in events if one.event is Event.DEAL_ENDED)
    told = [str(Text("Deals renewed: {count}.", count=len(renewed)))] if renewed else []
    for reason, count in ended.most_common():
        if reason is Reason.NONE:
            told.append(str(Text("Deals that end: {count}.", count=count)))
        else:
            told.append(str(Text("Deals that end, {reason}: {count}.", reason=reason, count=count)))
    broken = dict.fromkeys(cast.short(one.initiative) for one in events if one.event is Event.DEAL_BROKEN)
    return told + listed(
        [*broken], lambda names: Text("Deals break off because the initiative ended: {names}.", names=names)
    )


def _rooms_and_hands(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Who got or lost a room, and how often one initiative helped another."""
    found = [one for one in events if one.event is Event.ROOM_FOUND]
    # Rooms of partners are told with their deals; those of the plan are nobody's deal.
    planned = [cast.short(one.initiative) for one in found if one.partner < 0]
    others = [cast.short(one.initiative) for one in found if one.partner >= 0]
    lost = [cast.short(one.initiative) for one in events if one.event is Event.ROOM_LOST]
    lent = [one for one in events if one.event is Event.HANDS_LENT]
    told = listed(planned, lambda names: Text("Got a room of the support plan: {names}.", names=names))
    told += listed(others, lambda names: Text("Got a room: {names}.", names=names))
    told += listed(lost, lambda names: Text("Lost their room: {names}.", names=names))
    if lent:
        told.append(str(Text("Times that one initiative lends hands to another: {count}.", count=len(lent))))
    return told


def _cooperative(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Who joined and left the cooperative, and whom its fund helped; who left by ending is told with the ending."""
    joined = [cast.short(one.initiative) for one in events if one.event is Event.COOPERATIVE_JOINED]
    told = listed(joined, lambda names: Text("Joined the cooperative: {names}.", names=names))
    left = [one for one in events if one.event is Event.COOPERATIVE_LEFT and one.reason is not Reason.INITIATIVE_ENDED]
    told += listed(
        [cast.short(one.initiative) for one in left], lambda names: Text("Left the cooperative: {names}.", names=names)
    )
    helped = [one for one in events if one.event is Event.FUND_HELPED]
    if helped:
        euros = number(math.fsum(one.value for one in helped if not math.isnan(one.value)))
        told.append(str(Text("The fund of the cooperative paid {euros} euro.", euros=euros)))
        names = [*dict.fromkeys(cast.short(one.initiative) for one in helped)]
        told += listed(names, lambda row: Text("It helped: {names}.", names=row))
    return told


def _outlived(events: Sequence[Happening], cast: Cast) -> list[str]:
    """Which activities, carried on after their initiative had ended, stop as well."""
    stopped = [cast.short(one.initiative) for one in events if one.event is Event.ACTIVITY_ENDED]
    return listed(
        stopped, lambda names: Text("Activities that outlived their initiative and now stop: {names}.", names=names)
    )


def _tested(events: Sequence[Happening], cast: Cast) -> list[str]:
    """When help begins to be withdrawn: which of those that live could go on without it."""
    tested = [one for one in events if one.event is Event.TESTED]
    if not tested:
        return []
    able = [cast.short(one.initiative) for one in tested if one.reason is Reason.CRITERION]
    told = Text("Tested for standing alone, before help falls: {count}.", count=len(tested))
    return [str(told), *listed(able, lambda names: Text("Could go on without help: {names}.", names=names))]
