"""Plain gains: who gives and gains what, in short sentences and tables, Dutch or English.

What is won in euros is worth in the model, by assumed values; each sentence and each table says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from weisim.analysis.amounts import rough, shown, whole
from weisim.analysis.deals import DealLine, Deals
from weisim.analysis.gains import Amount, Gains, Line, kept_accounts
from weisim.analysis.wording import short
from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry
from weisim.results.holders import COOPERATIVE, called
from weisim.results.ledger import ACCOUNTS, account
from weisim.terms import Phase
from weisim.weeks import months_from_weeks

NOTHING = 0.5
"""Less than half an hour, half a euro or half a deal is nothing."""
SPOKEN_DIGITS = 2
GIVEN = ("hours_given", "euros_given", "cost", "deals")
WON = ("euros_earned", "euros_won", "relief", "skill_won", "ties_won")
IN_SHORT = ("hours_given", "euros_given", "euros_earned", "euros_won", "skill_won", "ties_won")
"""The accounts that go on a narrow screen together."""


def gains_sentences(found: Gains, title: str, language: str) -> tuple[str, ...]:
    """Who gives and gains what, in one to four sentences of at most twenty words; none when no ledger was kept.

    Args:
        found: what everybody gave and won.
        title: what to call the plan, between quotation marks.
        language: `nl` or `en`.
    """
    if not found.runs:
        return ()
    told = [_of_residents(found, title, language), *_of_partners(found, language)]
    return tuple(short(text, language) for text in told)


def gains_header(found: Gains, language: str, names: Sequence[str] = (*GIVEN, *WON)) -> tuple[str, ...]:
    """The heads of the columns of the ledger: of these accounts, as far as they were kept."""
    return (translate("party", language), *(entry.label(language) for entry in _chosen(found, names)))


def gains_rows(
    found: Gains, language: str, names: Sequence[str] = (*GIVEN, *WON), *, ranges: bool = True
) -> tuple[tuple[str, ...], ...]:
    """The ledger: a row for everybody, the middle history, with the range of 8 out of 10 histories if asked for."""
    return tuple(
        (
            called(line.name, language),
            *(amount_told(line.of(entry.name), entry, language, ranges=ranges) for entry in _chosen(found, names)),
        )
        for line in found.lines
        if line.holder != COOPERATIVE or not line.empty
    )


def gains_notes(found: Gains, language: str) -> tuple[str, ...]:
    """What one must know to read the ledger."""
    months = number(months_from_weeks(found.weeks), 0, language)
    notes = (
        Text("Counted over the whole history of {months} months.", months=months),
        *(_NOTES[entry.name] for entry in kept_accounts(found) if entry.name in _NOTES),
        Text("Euros won are worth in the model, by assumed values; they are no money in hand."),
        Text("What a deal costs a party is taken off what it wins by it."),
        Text("A deal is only made when both sides expect to gain."),
        Text("So an expected gain is put into the model; what came of it may be less, or a loss."),
        Text("Hours, skill and contacts are not turned into euros."),
        Text("Deals: made or renewed. One point of skill: one skill of one person from none to full."),
        Text("A dash: this does not apply to that party."),
    )
    return tuple(note.told(language) for note in notes)


def deals_header(language: str) -> tuple[str, ...]:
    """The heads of the columns of the table of partners, phases and forms."""
    return (
        translate("partner: form", language),
        *(phase.label(language) for phase in Phase),
        translate("renewed", language),
        translate("histories with such a deal", language),
    )


def deals_rows(found: Deals, language: str) -> tuple[tuple[str, ...], ...]:
    """Which partner makes deals, when and in what way: a row for each partner and form that occurs."""
    return tuple(_deal_row(line, found.runs, language) for line in found.lines)


def deals_notes(language: str) -> tuple[str, ...]:
    """What one must know to read the table of partners, phases and forms."""
    notes = (
        Text("Numbers: deals made in one history, on average. A dash: none."),
        Text("The phase is that of the programme in the week of the deal."),
        Text("In which phases and forms a partner can make deals, the scenario decides."),
        Text("A deal is only made when both sides expect to gain."),
    )
    return tuple(note.told(language) for note in notes)


def amount_told(amount: Amount, entry: Entry, language: str, *, ranges: bool = True) -> str:
    """An amount of one account, with the range of 8 out of 10 histories if asked for; `–` where it does not apply.

    A range without any width is left out.
    """
    told = shown(rough(amount.median), entry, language)
    if math.isnan(amount.median) or not ranges:
        return told
    middle, low, high = (
        number(rough(value), entry.decimals, language) for value in (amount.median, amount.low, amount.high)
    )
    return told if middle == low == high else f"{told} ({low}–{high})"


_NOTES = {
    "euros_earned": Text(
        "Euros earned are money in hand: wages and purchases for residents, own income for initiatives, fees for the "
        "cooperative."
    ),
    "cost": Text("All costs: money paid, and hours and rooms in deals at an assumed price."),
    "relief": Text("Relief: how much less of its problems a partner saw, in points times years; these are no euros."),
}
"""What one must know of accounts that an older weisim did not keep."""


def _chosen(found: Gains, names: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of these accounts, in this order, as far as they were kept."""
    kept = {entry.name: entry for entry in kept_accounts(found)}
    return tuple(kept[name] for name in names if name in kept)


def _of_residents(found: Gains, title: str, language: str) -> Text:
    hours = _spoken("hours_given", found.residents, language)
    if math.isnan(found.winners.median):
        return Text("With {title}, residents gave about {hours} hours in this model.", title=title, hours=hours)
    winners = whole(rough(found.winners.median, SPOKEN_DIGITS), language)
    return Text(
        "With {title}, residents gave about {hours} hours; about {winners} won a contact or skill.",
        title=title,
        hours=hours,
        winners=winners,
    )


def _of_partners(found: Gains, language: str) -> list[Text]:
    """Which partner gave most, which won most, and which gave without winning anything."""
    givers = [line for line in found.partners if _amount(line, "euros_given") or _amount(line, "hours_given")]
    winners = [line for line in found.partners if _amount(line, "euros_won")]
    if not (givers or winners):
        return [Text("No partner gave or won anything in this model.")] if found.partners else []
    told = []
    best = max(winners, key=lambda line: _amount(line, "euros_won"), default=None)
    if givers:
        most = max(givers, key=lambda line: (_amount(line, "euros_given"), _amount(line, "hours_given")))
        told.append(_gave_most(most, language, also_won=most is best))
        best = None if most is best else best
    if best:
        told.append(
            Text(
                "Partner that won most: {label}, worth about {won} in this model, by assumed values.",
                label=called(best.name, language),
                won=_spoken("euros_won", best, language),
            )
        )
    empty = [line for line in givers if not _amount(line, "euros_won")]
    if not winners:
        told.append(Text("No partner won euros by a deal in this model."))
    elif empty:
        names = ", ".join(called(line.name, language) for line in empty)
        told.append(Text("Gave, but won nothing by deals: {label}.", label=names))
    else:
        told.append(Text("Every partner that gave something also won something in this model."))
    return told


def _gave_most(line: Line, language: str, *, also_won: bool) -> Text:
    parts = {"label": called(line.name, language)}
    for place, name in (("hours", "hours_given"), ("euros", "euros_given"), ("won", "euros_won")):
        parts[place] = _spoken(name, line, language)
    if also_won:
        return Text(
            "Partner that gave and won most: {label}, {hours} hours and {euros}; won: {won}, by assumed values.",
            **parts,
        )
    return Text("Partner that gave most: {label}, {hours} hours and {euros}, for the support plan and deals.", **parts)


def _amount(line: Line, name: str) -> float:
    """The middle amount of an account; 0 where it does not apply or is next to nothing."""
    middle = line.of(name).median
    return middle if middle >= NOTHING else 0.0


def _spoken(name: str, line: Line, language: str) -> str:
    """The middle amount of an account with the digits that one says."""
    return shown(rough(line.of(name).median, SPOKEN_DIGITS), ACCOUNTS[account(name)], language)


def _deal_row(line: DealLine, runs: int, language: str) -> tuple[str, ...]:
    partner = called(line.partner, language)
    way = translate("no deals", language) if line.form is None else line.form.label(language)
    histories = Text("{count} of {of}", count=number(line.histories, 0, language), of=number(runs, 0, language))
    return (
        f"{partner}: {way}",
        *(_average(count, language) for count in (*line.made, line.renewed)),
        histories.told(language),
    )


def _average(count: float, language: str) -> str:
    """An average count with one decimal; what is there at all is never told as none."""
    if count == 0:
        return "–"
    return f"< {number(0.1, 1, language)}" if count < 0.05 else number(count, 1, language)
