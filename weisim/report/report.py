"""Report: from results to one page for people who will not read code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from weisim.report import sections
from weisim.report.aims import aims
from weisim.report.answer import answer
from weisim.report.costs import costs
from weisim.report.document import Document
from weisim.report.forms import forms
from weisim.report.gains import gains
from weisim.report.html import html
from weisim.report.pictures import pictures
from weisim.results.results import Results
from weisim.terms import Standing


def write_report(
    results: Results,
    path: Path | str,
    language: str = "nl",
    *,
    place_card: Sequence[sections.PlaceRow] | None = None,
    standings: Mapping[Standing, float] | None = None,
    figures_folder: Path | str | None = None,
    reference: str | None = None,
    place_name: str = "",
    reconciled: Sequence[sections.PlaceRow] | None = None,
) -> Path:
    """Write one page with the question, the answer, the pictures and what they may not be used for.

    The page needs nothing beside it: no network, no script, no other file. What only the making of a scenario knows is
    handed over as plain rows.

    Args:
        results: the runs.
        path: where the page goes; folders are made.
        language: `nl` or `en`.
        place_card: figures of the neighbourhood as rows (name, value, source, note); a note says what it stands in for.
        standings: share of the model's numbers for each standing.
        figures_folder: where the pictures go as SVG and PNG as well; nowhere when left out.
        reference: name of the scenario the others are compared with; the first one when left out.
        place_name: what people call the neighbourhood; its code when left out.
        reconciled: figures that were changed to fit together, as rows (name, published, used, why).

    Returns:
        The path that was written.

    Raises:
        ValueError: no run was finished, or a scenario has none.
        KeyError: there is no such reference.
    """
    target = Path(path)
    page = html(document(results, language, place_card, standings, figures_folder, reference, place_name, reconciled))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")
    return target


def document(
    results: Results,
    language: str = "nl",
    place_card: Sequence[sections.PlaceRow] | None = None,
    standings: Mapping[Standing, float] | None = None,
    figures_folder: Path | str | None = None,
    reference: str | None = None,
    place_name: str = "",
    reconciled: Sequence[sections.PlaceRow] | None = None,
) -> Document:
    """The report before it becomes a page; see `write_report` for what goes in and what is raised."""
    bare = [scenario for scenario in results.scenarios if not results.of(scenario)]
    if not results.runs or bare:
        raise ValueError(f"no finished run of {', '.join(bare) or 'any scenario'}")
    first = results.scenarios[0] if reference is None else reference
    if first not in results.scenarios:
        raise KeyError(first)
    folder = None if figures_folder is None else Path(figures_folder)
    told = [
        sections.question(results, first, language),
        answer(results, language),
        pictures(results, first, language, folder),
        *aims(results, language),
        *forms(results, language),
        *gains(results, language),
        *costs(results, language),
        sections.assumed(standings, language),
    ]
    if place_card:
        told.append(sections.place(place_card, reconciled, language))
    told += [sections.limits(language), sections.making(results, language)]
    return Document(
        language,
        sections.title(results, language),
        sections.subtitle(results, place_name, language),
        tuple(told),
        sections.credit(language),
    )
