"""Inquiry: the page of an experiment: its question, each finding with its picture, and how to read it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from weisim.analysis.finding import Finding, inquiry_of
from weisim.analysis.futures import rule_called
from weisim.analysis.guidance import GUIDANCE
from weisim.analysis.inquiring import Silent, kind_of
from weisim.figures import style
from weisim.language import Text, number, translate
from weisim.report import sections
from weisim.report.document import Block, Bullets, Document, Paragraph, Picture, Section, Table
from weisim.report.html import html
from weisim.results.results import Results
from weisim.terms import Standing

MOST_IN_SHORT = 5


def write_inquiry(
    results: Results,
    findings: Sequence[Finding],
    path: Path | str,
    language: str = "nl",
    *,
    figures_folder: Path | str | None = None,
    place_name: str = "",
    standings: Mapping[Standing, float] | None = None,
) -> Path:
    """Write one page with what an experiment asks and what was found; it needs nothing beside it.

    Args:
        results: the runs of the experiment.
        findings: what was found in them, in the order in which it is told.
        path: where the page goes; folders are made.
        language: `nl` or `en`.
        figures_folder: where the pictures go as SVG and PNG as well; nowhere when left out.
        place_name: what people call the neighbourhood; its code when left out.
        standings: share of the model's numbers for each standing.

    Raises:
        ValueError: the results do not come from an experiment, or no run was finished.
    """
    target, folder = Path(path), None if figures_folder is None else Path(figures_folder)
    page = html(document(results, findings, language, folder, place_name, standings))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")
    return target


def document(
    results: Results,
    findings: Sequence[Finding],
    language: str = "nl",
    folder: Path | None = None,
    place_name: str = "",
    standings: Mapping[Standing, float] | None = None,
) -> Document:
    """The page before it is one; see `write_inquiry`."""
    inquiry = inquiry_of(results)
    if not results.runs:
        raise ValueError(f"no finished run of {inquiry.name}")
    told = [_question(results, language), _in_short(results, findings, language)]
    told += [_finding(finding, results, language, folder) for finding in findings]
    told += [
        *([_futures(results, language)] if results.design.futures else []),
        sections.assumed(standings, language),
        sections.limits(language),
        sections.making(results, language),
    ]
    subtitle = sections.subtitle(results, place_name, language)
    return Document(language, inquiry.title(language), subtitle, tuple(told), sections.credit(language))


def in_short(findings: Sequence[Finding], language: str) -> tuple[str, ...]:
    """The first sentence of each finding that could be made, at most five: the answer in short."""
    told = [found.sentences(language)[0] for found in findings if not isinstance(found, Silent)]
    return tuple(told[:MOST_IN_SHORT])


def exploration(language: str) -> str:
    """What to say where the comparison was chosen after histories had been seen."""
    return " ".join(
        (
            translate("What is compared was changed after histories had been played.", language),
            translate("So read this as exploration, and try it again with other luck.", language),
        )
    )


def _question(results: Results, language: str) -> Section:
    inquiry = inquiry_of(results)
    played = Text(
        "Played: {plans} plans, {futures} futures, {replications} histories of each; {runs} in all.",
        plans=number(len(results.scenarios), 0, language),
        futures=number(max(len(results.futures), 1), 0, language),
        replications=number(inquiry.replications, 0, language),
        runs=number(len(results.runs), 0, language),
    )
    blocks: list[Block] = [Paragraph(inquiry.question(language), "lead"), Paragraph(played.told(language))]
    blocks.append(Bullets(tuple(results.title(scenario, language) for scenario in results.scenarios)))
    if inquiry.changed:
        blocks.append(Paragraph(exploration(language), "note"))
    blocks += sections.failures(results, language)
    return Section("question", translate("The question", language), tuple(blocks))


def _in_short(results: Results, findings: Sequence[Finding], language: str) -> Section:
    told = in_short(findings, language) if sections.conclusive(results) else ()
    if not told:
        told = (translate("Nothing can be concluded from these histories.", language),)
    return Section("answer", translate("In short", language), (Bullets(told),))


def _finding(finding: Finding, results: Results, language: str, folder: Path | None) -> Section:
    kind = kind_of(finding)
    guide = GUIDANCE[kind]
    sentences = finding.sentences(language)
    blocks: list[Block] = [Paragraph(" ".join(sentences))]
    if not isinstance(finding, Silent):
        table = Table(finding.heading(language), finding.header(language), finding.rows(language))
        drawing = style.kept(_drawn(kind)(finding, results, language), kind, folder)
        alt = " ".join((finding.heading(language), *sentences, translate("The table below has the numbers.", language)))
        blocks.append(Picture(kind, drawing, alt, guide.how_to_read(language), table))
    blocks.append(
        Paragraph(
            f"{translate('What would change it:', language)} {guide.what_would_change_it(language)}",
            "note",
        )
    )
    return Section(kind, guide.heading.told(language), tuple(blocks))


def _drawn(kind: str) -> Callable[..., Any]:
    draw: Callable[..., Any] = getattr(importlib.import_module(f"weisim.figures.{kind}"), kind)
    return draw


def _futures(results: Results, language: str) -> Section:
    """What differs between the futures, each with its range and how well it is known."""
    rows = tuple(
        (
            factor.label(language),
            ", ".join(rule_called(choice, language) for choice in factor.choices)
            if factor.choices
            else Text("{low} to {high}", low=_written(factor.low, language), high=_written(factor.high, language)).told(
                language
            ),
            translate(factor.unit, language),
            factor.key,
        )
        for factor in results.design.factors
    )
    heads = (
        translate("what is not known", language),
        translate("from … to …", language),
        translate("unit", language),
        translate("name", language),
    )
    caption = Text("What differs between the {count} futures", count=number(len(results.design.futures), 0, language))
    return Section(
        "futures",
        translate("What is not known, and so was varied", language),
        (Table(caption.told(language), heads, rows, numeric=False),),
    )


def _written(value: float, language: str) -> str:
    text = f"{value:g}".replace("-", "−")
    return text.replace(".", ",") if language == "nl" else text
