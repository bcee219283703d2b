"""Sections: question, numbers of the neighbourhood, assumptions, limits and making: one function a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weisim.language import Text, number, translate
from weisim.report.document import Block, Bullets, Paragraph, Section, Table
from weisim.results.results import Results
from weisim.terms import Standing
from weisim.weeks import months_from_weeks

PlaceRow = tuple[str, str, str, str]
"""One row of the place card: name of the figure, its value, its source, and a note where it stands in for another."""
TOO_MANY_FAILED = 0.05
LEAST = 0.005
KNOWN = (Standing.VERIFIED, Standing.ABSTRACT, Standing.DERIVED)


def title(results: Results, language: str) -> str:
    """The question of the page, which is its title too."""
    if len(results.scenarios) > 1:
        return translate("What lasts when the support stops?", language)
    return translate("How did it go in this neighbourhood?", language)


def subtitle(results: Results, place_name: str, language: str) -> str:
    """Which neighbourhood, from which year, and how much was played."""
    source = results.runs[0].provenance
    told = [
        Text("Neighbourhood {place}", place=place_name or source.place_code),
        Text("figures of {year}", year=source.figures_year),
        Text("{count} histories each", count=number(histories(results), 0, language)),
    ]
    if len(results.scenarios) > 1:
        told.insert(2, Text("{count} support plans", count=number(len(results.scenarios), 0, language)))
    return " · ".join([*(text.told(language) for text in told), f"weisim {source.version}"])


def histories(results: Results) -> int:
    """How many histories every plan has at least."""
    return min(len(results.of(scenario)) for scenario in results.scenarios)


def months(results: Results) -> float:
    """How many months the longest story lasts."""
    return months_from_weeks(max(run.weeks for run in results.runs))


def question(results: Results, reference: str, language: str) -> Section:
    """What was asked, and how it was tried."""
    told = number(months(results), 0, language)
    blocks: list[Block] = [
        Paragraph(
            Text(
                "Residents start initiatives, and a programme supports them. What is left of that after {months} "
                "months?",
                months=told,
            ).told(language)
        ),
    ]
    if len(results.scenarios) > 1:
        blocks += [
            Paragraph(
                Text(
                    "We played each plan {count} times in a model of one neighbourhood.",
                    count=number(histories(results), 0, language),
                ).told(language)
                + " "
                + translate("Histories with the same number had the same luck; together they are a pair.", language)
                + " "
                + Text("We compare all plans with “{title}”.", title=results.title(reference, language)).told(language)
            ),
            Bullets(tuple(results.title(scenario, language) for scenario in results.scenarios)),
        ]
    return Section("question", translate("The question", language), tuple(blocks))


def failures(results: Results, language: str) -> tuple[Paragraph, ...]:
    """What to say about histories that could not be finished; nothing when all were."""
    if not results.failed:
        return ()
    told = [
        Text(
            "{failed} of {all} histories could not be finished and do not count.",
            failed=number(len(results.failed), 0, language),
            all=number(len(results.failed) + len(results.runs), 0, language),
        ).told(language)
    ]
    if not conclusive(results):
        told.append(translate("That is too many for a conclusion.", language))
    return (Paragraph(" ".join(told), "note"),)


def conclusive(results: Results) -> bool:
    """Whether so few histories failed that a conclusion may be drawn."""
    return len(results.failed) <= TOO_MANY_FAILED * (len(results.failed) + len(results.runs))


def place(card: Sequence[PlaceRow], reconciled: Sequence[PlaceRow] | None, language: str) -> Section:
    """The figures of the neighbourhood, which of them stand in for missing ones, and which were changed to fit."""
    filled = [note for *_, note in card if note]
    blocks: list[Block] = [
        Paragraph(translate("The residents in the model were made from these figures.", language)),
        Table(
            translate("Figures of the neighbourhood", language),
            (translate("figure", language), translate("value", language), translate("source", language)),
            tuple((name, value, source) for name, value, source, _ in card),
            numeric=False,
        ),
    ]
    heading = translate("What we filled in", language)
    if filled:
        found = Text("{count} figures were missing. We used this instead:", count=number(len(filled), 0, language))
        part = Section("filled-in", heading, (Paragraph(found.told(language)), Bullets(tuple(filled))))
    else:
        part = Section("filled-in", heading, (Paragraph(translate("No figure was missing.", language)),))
    parts = (part,) if reconciled is None else (part, _changed(reconciled, language))
    return Section("place", translate("The neighbourhood", language), tuple(blocks), parts)


def _changed(rows: Sequence[PlaceRow], language: str) -> Section:
    """Which figures were changed so that all of them fit one neighbourhood, and by how much."""
    heading = translate("What we changed", language)
    if not rows:
        return Section("changed", heading, (Paragraph(translate("All figures fit together.", language)),))
    heads = (
        translate("figure", language),
        translate("published", language),
        translate("used", language),
        translate("why", language),
    )
    table = Table(
        translate("Changed so that all figures fit together:", language).rstrip(":"),
        heads,
        tuple(tuple(row) for row in rows),
        numeric=False,
    )
    return Section("changed", heading, (table,))


def assumed(standings: Mapping[Standing, float] | None, language: str) -> Section:
    """How much of the model is known and how much is guessed."""
    blocks: list[Block] = [
        Paragraph(translate("This model shows how assumptions about people and support work out together.", language))
    ]
    if standings:
        shares = {standing: float(standings.get(standing, 0.0)) for standing in Standing}
        known = sum(shares[standing] for standing in KNOWN)
        blocks += [
            Paragraph(
                Text(
                    "About {known} of its numbers come from statistics or published research.",
                    known=percent(known, language),
                ).told(language)
                + " "
                + translate("The rest are estimates.", language)
            ),
            Table(
                translate("How well the numbers of the model are known", language),
                (translate("how well", language), translate("share of the numbers", language)),
                tuple((standing.label(language), _known(share, language)) for standing, share in shares.items()),
            ),
        ]
    blocks.append(
        Bullets(
            (
                translate("Initiatives come from residents only; partners never start one.", language),
                translate("Origin, sex and religion play no part in what residents do.", language),
                translate("Chance decides much; that is why each plan was played many times.", language),
                translate("Type “weisim explain” to see every number with its source.", language),
            )
        )
    )
    return Section("assumed", translate("What was assumed", language), tuple(blocks))


def limits(language: str) -> Section:
    """What the page may not be used for."""
    return Section(
        "limits",
        translate("What this may not be used for", language),
        (
            Paragraph(translate("This model explores; it does not predict.", language), "lead"),
            Bullets(
                (
                    translate("It cannot tell how many initiatives your neighbourhood will have.", language),
                    translate("It may not be the only reason to stop, keep or refuse support.", language),
                    translate("It says nothing about any one resident, family or initiative.", language),
                    translate("It may not be used to rank neighbourhoods or groups of residents.", language),
                )
            ),
            Paragraph(
                translate("It can show which assumption you should check first in your own neighbourhood.", language)
            ),
        ),
    )


def making(results: Results, language: str) -> Section:
    """How the page was made, so that somebody else can make it again."""
    runs = results.runs
    seeds = sorted({run.seed for run in runs})
    spread = f"{seeds[0]} – {seeds[-1]}" if len(seeds) > 1 else str(seeds[0])
    days = sorted(run.provenance.created[:10] for run in runs if run.provenance.created)
    weeks = sorted({run.weeks for run in runs})
    facts = (
        (translate("version of weisim", language), runs[0].provenance.version),
        (translate("histories played", language), number(len(runs), 0, language)),
        (translate("seeds", language), spread),
        (translate("weeks in a history", language), ", ".join(number(week, 0, language) for week in weeks)),
        (translate("residents of 15 and older", language), number(runs[0].residents, 0, language)),
        (
            translate("neighbourhood and year of the figures", language),
            f"{runs[0].provenance.place_code}, {runs[0].provenance.figures_year}",
        ),
        (translate("day of making", language), _day(days[-1], language) if days else "–"),
        (translate("digest of the results", language), results.digest),
    )
    digests = tuple(
        (results.title(scenario, language), scenario, found[0].provenance.scenario_digest)
        for scenario in results.scenarios
        if (found := results.of(scenario))
    )
    return Section(
        "making",
        translate("How this was made", language),
        (
            Table(
                translate("Facts about the making", language),
                (translate("what", language), translate("value", language)),
                facts,
                numeric=False,
            ),
            Table(
                translate("The plans as they were played", language),
                (
                    translate("plan", language),
                    translate("name of the scenario", language),
                    translate("digest", language),
                ),
                digests,
                numeric=False,
            ),
            Paragraph(
                translate("The same version, plans and seeds give the same digest of the results again.", language)
            ),
        ),
    )


def credit(language: str) -> str:
    """Whose figures were used."""
    return translate("Figures of the neighbourhood: CBS, licence CC BY 4.0. Adapted by weisim.", language)


def _known(share: float, language: str) -> str:
    """A share of the numbers; what is there at all is never told as none."""
    return f"< {percent(0.01, language)}" if 0 < share < LEAST else percent(share, language)


def _day(written: str, language: str) -> str:
    """A day such as 2026-11-25, as the reader's language writes it."""
    return "-".join(reversed(written.split("-"))) if language == "nl" else written


def percent(share: float, language: str, decimals: int = 0) -> str:
    """A share as a percentage, as the reader's language writes it."""
    return Text("{number}%", number=number(share * 100, decimals, language)).told(language)
