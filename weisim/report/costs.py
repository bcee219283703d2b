"""Costs: who pays, in which year, and what a surviving initiative-year costs under each plan."""

from __future__ import annotations

from weisim.analysis.costs import costs as found_costs
from weisim.analysis.lasting import most_supported
from weisim.analysis.plain_costs import (
    costs_header,
    costs_notes,
    costs_sentences,
    price_header,
    price_rows,
    thousands_rows,
)
from weisim.analysis.wording import quoted
from weisim.language import Text, translate
from weisim.report.document import Block, Bullets, Paragraph, Section, Table, on_one_line
from weisim.report.sections import conclusive
from weisim.results.results import Results


def costs(results: Results, language: str) -> tuple[Section, ...]:
    """Who pays under the plan whose support lasts longest, and what each plan costs for what it leaves.

    Nothing when no costs were kept, as in results of an older weisim.
    """
    most = most_supported(results)
    found = {scenario: found_costs(results, scenario) for scenario in results.scenarios}
    if not found[most].runs:
        return ()
    title = quoted(results.title(most, language), language)
    blocks: list[Block] = []
    if conclusive(results):
        blocks.append(Bullets(costs_sentences([found[most]], results, language)))
    blocks += [
        Table(
            Text(
                "Paid with {title}, in thousands of euros: median, and between brackets 8 out of 10", title=title
            ).told(language),
            costs_header(found[most], language),
            tuple(tuple(map(on_one_line, row)) for row in thousands_rows(found[most], language)),
        ),
        Table(
            translate("What each plan costs, for what it leaves; at its worth at the start", language),
            price_header(language),
            tuple(tuple(map(on_one_line, row)) for row in price_rows(list(found.values()), results, language)),
        ),
        Paragraph(translate("How to read these tables:", language)),
        Bullets(costs_notes(found[most], language)),
    ]
    return (Section("costs", translate("Who pays", language), tuple(blocks)),)
