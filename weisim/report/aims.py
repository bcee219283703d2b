"""Aims: what became of economy, cohesion and liveability under each plan, each in a part of its own."""

from __future__ import annotations

from collections.abc import Sequence

from weisim.analysis.aims import THREE, Aim, Aims, compared_with, kept_aims
from weisim.analysis.aims import aims as found_aims
from weisim.analysis.lasting import most_supported
from weisim.analysis.plain_aims import (
    HEADINGS,
    aims_header,
    aims_notes,
    difference_rows,
    finding_sentences,
    level_rows,
)
from weisim.analysis.wording import quoted
from weisim.language import Text, translate
from weisim.report.document import Block, Bullets, Paragraph, Section, Table, on_one_line
from weisim.report.sections import conclusive
from weisim.results.results import Results


def aims(results: Results, language: str) -> tuple[Section, ...]:
    """What became of the three aims; nothing when their indicators were not kept, as by an older weisim."""
    if not kept_aims(results):
        return ()
    found = [found_aims(results, scenario) for scenario in results.scenarios]
    blocks: list[Block] = [
        Paragraph(
            translate("These three are what a cooperative of residents works for.", language)
            + " "
            + translate("They stand apart: there is no score that adds them up.", language)
        ),
        Bullets(aims_notes(language)),
    ]
    heading = translate("Economy, cohesion and liveability", language)
    present = [aim for aim in Aim if any(name in kept_aims(results) for name in aim.value)]
    parts = tuple(_part(results, found, aim, language) for aim in present)
    return (Section("aims", heading, tuple(blocks), parts),)


def _part(results: Results, found: Sequence[Aims], aim: Aim, language: str) -> Section:
    """One aim: what may be said under the plan whose support lasts longest, then the levels and the differences."""
    name = HEADINGS[aim].told(language)
    blocks: list[Block] = []
    if aim not in THREE:
        blocks.append(
            Paragraph(
                translate(
                    "The model assumes these chances for residents who take part; it does not find them.", language
                )
            )
        )
    elif conclusive(results):
        main = next(one for one in found if one.scenario == most_supported(results))
        told = finding_sentences(main, aim, results, language)
        blocks += [Bullets(told)] if told else []
    caption = Text("{aim} in the last week, under each plan", aim=name).told(language)
    levels = tuple(tuple(map(on_one_line, row)) for row in level_rows(found, aim, language))
    blocks.append(Table(caption, aims_header(found, results, language), levels))
    rows = difference_rows(found, aim, language)
    if rows:
        others = [one for one in found if one.against is not None]
        against = quoted(results.title(str(compared_with(results)), language), language)
        if aim is Aim.LIVEABILITY:
            over = Text("{aim}: difference with {title}, in percentage points", aim=name, title=against)
        else:
            over = Text("{aim}: difference with {title}", aim=name, title=against)
        blocks.append(Table(over.told(language), aims_header(others, results, language), rows))
    return Section(f"aim-{aim.name.lower()}", name, tuple(blocks))
