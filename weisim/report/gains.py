"""Gains: who gives and gains what, party by party, and which partner can cooperate when and in what way."""

from __future__ import annotations

import math

from weisim.analysis.amounts import rough, shown, whole
from weisim.analysis.deals import deals
from weisim.analysis.gains import Gains, Line
from weisim.analysis.gains import gains as found_gains
from weisim.analysis.lasting import most_supported
from weisim.analysis.plain_gains import (
    GIVEN,
    WON,
    deals_header,
    deals_notes,
    deals_rows,
    gains_header,
    gains_notes,
    gains_rows,
)
from weisim.analysis.wording import quoted
from weisim.language import Text, translate
from weisim.report.document import Block, Bullets, Paragraph, Section, Table, on_one_line
from weisim.results.holders import called
from weisim.results.ledger import ACCOUNTS, account
from weisim.results.results import Results

EUROS_WON = ACCOUNTS[account("euros_won")]


def gains(results: Results, language: str) -> tuple[Section, ...]:
    """Who gives and gains what under the plan whose support lasts longest, and what is won under the other plans.

    Nothing when no ledger was kept, as in results of an older weisim.
    """
    found = {scenario: found_gains(results, scenario) for scenario in results.scenarios}
    most = most_supported(results)
    if not found[most].runs:
        return ()
    title = quoted(results.title(most, language), language)
    blocks: list[Block] = [
        Paragraph(
            translate("A line for everybody: what each gave, and what each won.", language)
            + " "
            + Text("The plan is {title}.", title=title).told(language)
        ),
        _ledger(
            found[most],
            GIVEN,
            Text("Given with {title}: median, and between brackets 8 out of 10", title=title),
            language,
        ),
        _ledger(
            found[most], WON, Text("Won with {title}: median, and between brackets 8 out of 10", title=title), language
        ),
        Paragraph(translate("How to read these tables:", language)),
        Bullets(gains_notes(found[most], language)),
    ]
    parts = [_deals(results, most, title, language)]
    kept = [one for one in found.values() if one.runs]
    if len(kept) > 1:
        parts.append(_plans(results, kept, language))
    return (Section("gains", translate("Who gives and gains what", language), tuple(blocks), tuple(parts)),)


def _ledger(found: Gains, names: tuple[str, ...], caption: Text, language: str) -> Table:
    """Some accounts of the ledger, with a row for everybody."""
    rows = tuple(tuple(map(on_one_line, row)) for row in gains_rows(found, language, names))
    return Table(caption.told(language), gains_header(found, language, names), rows)


def _deals(results: Results, scenario: str, title: str, language: str) -> Section:
    """Which partner makes deals in which phase and in what way."""
    heading = translate("Which partner, when and in what way", language)
    found = deals(results, scenario)
    if not found.lines:
        nobody = Paragraph(translate("There are no partners in this plan.", language))
        return Section("deals", heading, (nobody,))
    caption = Text("Deals with {title}: by partner, form of help and phase", title=title).told(language)
    table = Table(caption, deals_header(language), deals_rows(found, language))
    note = Paragraph(translate("How to read this table:", language))
    return Section("deals", heading, (table, note, Bullets(deals_notes(language))))


def _plans(results: Results, found: list[Gains], language: str) -> Section:
    """What each party wins under each plan, side by side: euros, and for residents how many won something."""
    names = list(dict.fromkeys((line.holder, line.partner) for one in found for line in one.lines if _earns(line)))
    rows = []
    if any(not math.isnan(one.winners.median) for one in found):
        label = translate("residents who won a contact or skill", language)
        rows.append((label, *(whole(rough(one.winners.median), language) for one in found)))
    for holder, partner in names:
        won = [_won(one, holder, partner) for one in found]
        rows.append((called(partner or holder, language), *(shown(rough(value), EUROS_WON, language) for value in won)))
    caption = translate("Won under each plan, in the middle history; in euros, except for residents", language)
    heads = (translate("party", language), *(results.title(one.scenario, language) for one in found))
    note = translate("Euros won are worth in the model, by assumed values; they are no money in hand.", language)
    blocks = (Table(caption, heads, tuple(rows)), Paragraph(note, "note"))
    return Section("gains-by-plan", translate("What is won under each plan", language), blocks)


def _won(found: Gains, holder: str, partner: str) -> float:
    """The euros that one party wins under a plan; nan when it is not there."""
    lines = [line for line in found.lines if (line.holder, line.partner) == (holder, partner)]
    return lines[0].of(EUROS_WON.name).median if lines else math.nan


def _earns(line: Line) -> bool:
    """Whether what a party wins is counted in euros at all."""
    return not math.isnan(line.of(EUROS_WON.name).median)
