"""Sentences: one event as one sentence, in the language in force and in words that anybody can read aloud."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from weisim.language import Text, number, percent
from weisim.terms import Event, Phase, Reason, Stage
from weisim.trace.happening import Cast, Happening
from weisim.weeks import months_from_weeks

MOST_WORDS = 20
IN_MONTHS_FROM = 9
FORMS = tuple(reason for reason in Reason if reason.name.startswith("FORM_"))

AS = {
    Stage.IDEA: Text("an idea"),
    Stage.RESIDENT_INITIATIVE: Text("a resident initiative"),
    Stage.INDEPENDENT: Text("an independent resident initiative"),
    Stage.ENTERPRISE: Text("a neighbourhood enterprise"),
}

ENDED_AS = {
    Stage.IDEA: Text("as an idea"),
    Stage.RESIDENT_INITIATIVE: Text("as a resident initiative"),
    Stage.INDEPENDENT: Text("as an independent resident initiative"),
    Stage.ENTERPRISE: Text("as a neighbourhood enterprise"),
}


EARNED = {
    Phase.EMERGENCE: Text("a group of residents wants to take part"),
    Phase.DEVELOPMENT: Text("enough initiatives have taken shape"),
    Phase.AUTONOMOUS: Text("enough organisations stand on their own"),
}


def sentence(one: Happening, cast: Cast) -> str:
    """What happened, in one sentence of at most twenty words; what an old run does not tell is left out.

    Args:
        one: the event.
        cast: who is who in the run.
    """
    return opened(_TOLD[one.event](one, cast))


def opened(says: object) -> str:
    """A sentence with a capital to begin with."""
    text = str(says)
    return text[:1].upper() + text[1:]


def enumerated(names: Sequence[str]) -> str:
    """Names in a row: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return str(Text("{first} and {last}", first=", ".join(names[:-1]), last=names[-1]))


def listed(names: Sequence[str], says: Callable[[str], object]) -> list[str]:
    """Sentences that tell all names, each no longer than twenty words; what does not fit in the first comes after it.

    Args:
        names: what is to be told, in order.
        says: the sentence around names in a row.
    """
    told: list[str] = []
    row: list[str] = []
    for name in names:
        around = _also if told else says
        if row and len(str(around(enumerated([*row, name]))).split()) > MOST_WORDS:
            told.append(opened(around(enumerated(row))))
            row = []
        row.append(name)
    return [*told, opened((_also if told else says)(enumerated(row)))] if row else told


def _also(names: str) -> Text:
    return Text("also: {names}.", names=names)


def age(weeks: int) -> Text:
    """How old something has become, in weeks or in months."""
    if weeks < IN_MONTHS_FROM:
        return Text("in its first two months")
    return Text("after {months} months", months=number(months_from_weeks(weeks)))


def _idea_born(one: Happening, cast: Cast) -> Text:
    return Text("a resident has an idea: {initiative}.", initiative=cast.initiative(one.initiative))


def _joined(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.reason is Reason.NONE:
        return Text("a resident joins {initiative}.", initiative=who)
    return Text("a resident joins {initiative}: {reason}.", initiative=who, reason=one.reason)


def _left(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.reason is Reason.NONE:
        return Text("a member of {initiative} stops.", initiative=who)
    return Text("a member of {initiative} stops: {reason}.", initiative=who, reason=one.reason)


def _stage_reached(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.stage not in AS:
        return Text("{initiative} goes on to its next stage.", initiative=who)
    return Text("{initiative} becomes {stage}.", initiative=who, stage=AS[one.stage])


def _fell_back(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.stage not in AS:
        return Text("{initiative} loses its structure and falls back.", initiative=who)
    return Text("{initiative} loses its structure and is {stage} again.", initiative=who, stage=AS[one.stage])


def _ended(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    when = age(one.counted) if one.counted >= 0 else ""
    if one.reason is Reason.ABSORBED:
        taken_over = Text("{initiative} is taken over by {partner}", initiative=who, partner=cast.partner(one.partner))
        return Text("{ends}.", ends=f"{taken_over} {when}".strip())
    if one.reason is Reason.COMPLETED:
        done = Text("{initiative} has done what it came for, and stops", initiative=who)
        return Text("{ends}.", ends=f"{done} {when}".strip())
    how = ENDED_AS.get(one.stage, "") if one.stage is not None else ""
    ends = " ".join(str(part) for part in (Text("{initiative} ends", initiative=who), how, when) if str(part))
    if one.reason is Reason.NONE:
        return Text("{ends}.", ends=ends)
    return Text("{ends}: {reason}.", ends=ends, reason=one.reason)


def _phase_reached(one: Happening, cast: Cast) -> Text:
    if one.counted not in set(Phase):
        return Text("the next phase begins.")
    phase = Phase(one.counted)
    if one.reason is Reason.NONE:
        return Text("the {phase} begins.", phase=phase)
    # Of a criterion that is met, a reader wants to know which.
    why = EARNED.get(phase, one.reason) if one.reason is Reason.CRITERION else one.reason
    return Text("the {phase} begins: {reason}.", phase=phase, reason=why)


def _phase_lost(one: Happening, cast: Cast) -> Text:
    if one.counted not in set(Phase):
        return Text("the programme falls back a phase.")
    return Text("the programme falls back to the {phase}.", phase=Phase(one.counted))


def _presented(one: Happening, cast: Cast) -> Text:
    return Text("the initiatives present themselves to the neighbourhood.")


def _promise_broken(one: Happening, cast: Cast) -> Text:
    if not 0 <= one.value <= 1:
        return Text("help falls away without warning, and that costs trust.")
    return Text("one kind of help falls by {share} without warning, and that costs trust.", share=percent(one.value))


def _moved_out(one: Happening, cast: Cast) -> Text:
    return Text("a resident moves out of the neighbourhood.")


def _deal_made(one: Happening, cast: Cast) -> Text:
    who, partner = cast.initiative(one.initiative), cast.partner(one.partner)
    if one.reason not in FORMS:
        return _with_worth(Text("{initiative} makes a deal with {partner}", initiative=who, partner=partner), one)
    deal = Text("{initiative} makes a deal: {form} from {partner}", initiative=who, form=one.reason, partner=partner)
    return _with_worth(deal, one)


def _deal_renewed(one: Happening, cast: Cast) -> Text:
    who, partner = cast.initiative(one.initiative), cast.partner(one.partner)
    if one.reason not in FORMS:
        return _with_worth(Text("{initiative} renews its deal with {partner}", initiative=who, partner=partner), one)
    deal = Text("{initiative} renews its deal: {form} from {partner}", initiative=who, form=one.reason, partner=partner)
    return _with_worth(deal, one)


def _with_worth(deal: Text, one: Happening) -> Text:
    if math.isnan(one.value):
        return Text("{deal}.", deal=deal)
    return Text("{deal}, worth {euros} euro a week.", deal=deal, euros=number(one.value))


def _deal_ended(one: Happening, cast: Cast) -> Text:
    who, partner = cast.initiative(one.initiative), cast.partner(one.partner)
    if one.reason not in (Reason.TERM_OVER, Reason.NO_GAIN_LEFT):
        return Text("the deal of {initiative} with {partner} ends.", initiative=who, partner=partner)
    return Text(
        "the deal of {initiative} with {partner} ends: {reason}.", initiative=who, partner=partner, reason=one.reason
    )


def _deal_broken(one: Happening, cast: Cast) -> Text:
    who, partner = cast.initiative(one.initiative), cast.partner(one.partner)
    return Text("with the end of {initiative} its deal with {partner} breaks off.", initiative=who, partner=partner)


def _hands_lent(one: Happening, cast: Cast) -> Text:
    helped = cast.initiative(one.counted)
    return Text("{initiative} lends hands to {helped}.", initiative=cast.initiative(one.initiative), helped=helped)


def _room_found(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.partner < 0:
        return Text("{initiative} gets a room from the support plan.", initiative=who)
    return Text("{initiative} gets a room from {partner}.", initiative=who, partner=cast.partner(one.partner))


def _room_lost(one: Happening, cast: Cast) -> Text:
    return Text("{initiative} loses its room.", initiative=cast.initiative(one.initiative))


def _context_begins(one: Happening, cast: Cast) -> Text:
    name = cast.event(one.counted)
    return Text("an event from outside begins: {event}.", event=name) if name else Text("an event from outside begins.")


def _context_ends(one: Happening, cast: Cast) -> Text:
    name = cast.event(one.counted)
    return (
        Text("an event from outside is over: {event}.", event=name) if name else Text("an event from outside is over.")
    )


def _cooperative_founded(one: Happening, cast: Cast) -> Text:
    if one.counted < 0:
        return Text("organisations found a neighbourhood cooperative.")
    return Text("organisations found a neighbourhood cooperative; members from the start: {count}.", count=one.counted)


def _cooperative_joined(one: Happening, cast: Cast) -> Text:
    return Text("{initiative} joins the cooperative.", initiative=cast.initiative(one.initiative))


def _cooperative_left(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.reason is Reason.NONE:
        return Text("{initiative} leaves the cooperative.", initiative=who)
    return Text("{initiative} leaves the cooperative: {reason}.", initiative=who, reason=one.reason)


def _cooperative_failed(one: Happening, cast: Cast) -> Text:
    if one.reason is Reason.NONE:
        return Text("the neighbourhood cooperative fails.")
    return Text("the neighbourhood cooperative fails: {reason}.", reason=one.reason)


def _fund_helped(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    helped = (
        Text("the fund of the cooperative pays {euros} euro to {initiative}", euros=number(one.value), initiative=who)
        if one.value > 0
        else Text("the fund of the cooperative helps {initiative}", initiative=who)
    )
    if one.reason is Reason.NONE:
        return Text("{ends}.", ends=helped)
    return Text("{ends}: {reason}.", ends=helped, reason=one.reason)


def _activity_ended(one: Happening, cast: Cast) -> Text:
    return Text("the activity that outlived {initiative} stops.", initiative=cast.initiative(one.initiative))


def _tested(one: Happening, cast: Cast) -> Text:
    who = cast.initiative(one.initiative)
    if one.reason is Reason.CRITERION:
        return Text("as it is now, {initiative} could go on without help.", initiative=who)
    return Text("as it is now, {initiative} could not go on without help.", initiative=who)


_TOLD: dict[Event, Callable[[Happening, Cast], Text]] = {
    Event.IDEA_BORN: _idea_born,
    Event.JOINED: _joined,
    Event.LEFT: _left,
    Event.STAGE_REACHED: _stage_reached,
    Event.FELL_BACK: _fell_back,
    Event.ENDED: _ended,
    Event.PHASE_REACHED: _phase_reached,
    Event.PHASE_LOST: _phase_lost,
    Event.PRESENTED: _presented,
    Event.PROMISE_BROKEN: _promise_broken,
    Event.MOVED_OUT: _moved_out,
    Event.DEAL_MADE: _deal_made,
    Event.DEAL_RENEWED: _deal_renewed,
    Event.DEAL_ENDED: _deal_ended,
    Event.DEAL_BROKEN: _deal_broken,
    Event.HANDS_LENT: _hands_lent,
    Event.ROOM_FOUND: _room_found,
    Event.ROOM_LOST: _room_lost,
    Event.CONTEXT_BEGINS: _context_begins,
    Event.CONTEXT_ENDS: _context_ends,
    Event.COOPERATIVE_FOUNDED: _cooperative_founded,
    Event.COOPERATIVE_JOINED: _cooperative_joined,
    Event.COOPERATIVE_LEFT: _cooperative_left,
    Event.COOPERATIVE_FAILED: _cooperative_failed,
    Event.FUND_HELPED: _fund_helped,
    Event.ACTIVITY_ENDED: _activity_ended,
    Event.TESTED: _tested,
}
