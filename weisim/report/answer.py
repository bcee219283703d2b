"""Answer: what came out, in plain sentences and one small table."""

from __future__ import annotations

from weisim.analysis.answer import answer as found_answer
from weisim.analysis.comparison import Comparison, compare
from weisim.analysis.plain_answer import answer_header, answer_notes, answer_rows, answer_sentences
from weisim.analysis.wording import sentences
from weisim.language import translate
from weisim.report.document import Block, Bullets, Paragraph, Section, Table
from weisim.report.sections import conclusive, failures
from weisim.results.results import Results

MAIN = ("independent_organisations", "independent_initiatives", "initiatives_alive")
"""What the pictures and the pairwise sentences are about: the first of these that was kept."""


def main_indicator(results: Results) -> str:
    """The indicator that the pictures are about; raises ValueError when none of them was kept."""
    for name in MAIN:
        if name in results.indicators:
            return name
    raise ValueError(f"these results keep none of {', '.join(MAIN)}")


def comparisons(results: Results, reference: str) -> tuple[Comparison, ...]:
    """Every other plan compared with the reference, in the indicator that the pictures are about."""
    others = [scenario for scenario in results.scenarios if scenario != reference]
    return tuple(compare(results, reference, other, [main_indicator(results)]) for other in others)


def told(found: Comparison, language: str) -> str:
    """The sentences of one comparison; the alt texts of pictures are made from the same ones."""
    return sentences(found, language)[found.differences[0].indicator]


def answer(results: Results, language: str) -> Section:
    """What came out: the sentences, then a table with a line a plan, then how to read it."""
    given = found_answer(results)
    blocks: list[Block] = list(failures(results, language))
    if conclusive(results):
        first, *others = answer_sentences(given, language)
        blocks.append(Paragraph(first, "lead"))
        if others:
            blocks.append(Bullets(tuple(others)))
    caption = translate("What each plan leaves", language)
    blocks += [
        Table(caption, answer_header(language), answer_rows(given, language)),
        Paragraph(translate("How to read this table:", language)),
        Bullets(answer_notes(given, language)),
    ]
    return Section("answer", translate("The answer", language), tuple(blocks))
