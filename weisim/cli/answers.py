"""Answers: what a comparison says, in sentences, as a table and as one JSON object."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from weisim.cli.tables import filled, line_width, table
from weisim.language import LANGUAGES, Text, current_language, percent

if TYPE_CHECKING:
    from weisim.analysis.comparison import Comparison
    from weisim.analysis.costs import Costs
    from weisim.analysis.gains import Gains
    from weisim.results.results import Results

ORGANISATIONS = ("independent_organisations", "independent_initiatives")
"""What a conclusion is drawn about: the first of these that was kept."""
ALSO_SPOKEN = ("participants",)
"""What is told in words beside it when two scenarios are compared."""
BESIDE = ("participants", "deals", "cohesion")
"""What stands in the row of each scenario beside its organisations, as far as it was kept and fits the screen."""


def comparisons(results: Results, names: Sequence[str]) -> list[Comparison]:
    """Each other scenario against the first, as far as pairs of them were finished."""
    from weisim.analysis.comparison import compare

    finished = {name: {run.pair for run in results.of(name)} for name in names}
    first = names[0]
    return [compare(results, first, name) for name in names[1:] if finished[first] & finished[name]]


def sentences(results: Results, found: Sequence[Comparison], language: str) -> list[str]:
    """What may be said of the most important indicators; nothing when too many runs failed."""
    from weisim.analysis import wording
    from weisim.experiment.runner import too_many_failed

    if too_many_failed(results):
        return []
    said = []
    for one in found:
        by_indicator = wording.sentences(one, language)
        main = [name for name in ORGANISATIONS if name in by_indicator][:1]
        more = [name for name in ALSO_SPOKEN if name in by_indicator] if len(found) == 1 else []
        said += [by_indicator[name] for name in (*main, *more)]
    return said


def told(results: Results, found: Sequence[Comparison]) -> str:
    """The answer for the screen: sentences first, then a row for each scenario, then all that differs between two."""
    language = current_language()
    said = [filled(sentence, indent="- ", hang="  ") for sentence in sentences(results, found, language)]
    blocks = ["\n".join(said), scenarios_table(results), births_and_lives(results)]
    if len(found) == 1:
        (one,) = found
        rows = [one.header(language), *one.rows(language)]
        blocks += ["\n".join(one.heading(language)), table(rows, right=range(1, len(rows[0])), fold=0, head=True)]
    return "\n\n".join(block for block in blocks if block)


def plain(results: Results) -> str:
    """The answer to what lasts when support stops, who gains and who pays: short sentences, then small tables."""
    from weisim.analysis.answer import answer
    from weisim.analysis.plain_answer import answer_sentences
    from weisim.experiment.runner import too_many_failed

    given = answer(results)
    said = () if too_many_failed(results) else answer_sentences(given, current_language())
    sentences = "\n".join(filled(sentence, indent="- ", hang="  ") for sentence in said)
    paid = [costs_table(found, results) for found in given.costs[:1]]
    blocks = [sentences, scenarios_table(results), ledger_table(given.gains, results), *paid]
    return "\n\n".join(block for block in blocks if block)


def ledger_table(found: Gains | None, results: Results) -> str:
    """A row for everybody who gives or gains, in the middle history; empty when no ledger was kept."""
    from weisim.analysis.plain_gains import IN_SHORT, gains_header, gains_rows
    from weisim.analysis.wording import quoted

    if found is None:
        return ""
    language = current_language()
    title = quoted(results.title(found.scenario, language), language)
    heading = Text("Who gives and gains with {title}, middle history:", title=title)
    rows = [gains_header(found, language, IN_SHORT), *gains_rows(found, language, IN_SHORT, ranges=False)]
    below = Text("Euros won are worth in the model, by assumed values; they are no money in hand.")
    return "\n".join((filled(heading), table(rows, right=range(1, len(rows[0])), fold=0, head=True), filled(below)))


def costs_table(found: Costs, results: Results) -> str:
    """A row for each payer, in the middle history, year by year as far as that fits; empty when no costs were kept."""
    from weisim.analysis import plain_costs
    from weisim.analysis.wording import quoted

    if not found.runs:
        return ""
    language = current_language()
    title = quoted(results.title(found.scenario, language), language)
    heading = Text("Who pays with {title}, middle history:", title=title)
    by_year = [plain_costs.costs_header(found, language), *plain_costs.costs_rows(found, language)]
    told = table(by_year, right=range(1, len(by_year[0])), fold=0, head=True)
    if max(map(len, told.splitlines())) > line_width():
        average = [plain_costs.average_header(language), *plain_costs.average_rows(found, language)]
        told = table(average, right=range(1, len(average[0])), fold=0, head=True)
    below = Text(
        "Help in deals counts at an assumed price, hours of residents not at all. Worth at start: 2.25% less a year."
    )
    return "\n".join((filled(heading), told, filled(below)))


def scenarios_table(results: Results) -> str:
    """A row for each scenario: how its histories end, and the middle history in a few numbers that fit the screen."""
    beside = [name for name in BESIDE if name in results.indicators]
    told = _scenarios(results, beside)
    while len(beside) > 1 and max(map(len, told.splitlines())) > line_width():
        beside.pop()
        told = _scenarios(results, beside)
    return told


def _scenarios(results: Results, beside: Sequence[str]) -> str:
    from weisim.analysis.outcome import outcomes

    language = current_language()
    heads = (
        Text("in the last week"),
        Text("0–1 independent"),
        "2–5",
        "6+",
        Text("middle history"),
        *(results.entry(name).label(language) for name in beside),
        Text("support plan in all"),
    )
    rows = [[str(head) for head in heads]]
    for scenario in results.scenarios:
        found = outcomes(results, scenario)
        middle, low, high = (
            _shown(value, results, "initiatives_alive") for value in (found.median, found.low, found.high)
        )
        euros = _middle(results, scenario, "support_cost", last=False)
        rows.append(
            [
                results.title(scenario, language),
                *(_percent(share.share) for share in found.shares),
                f"{middle} ({low}–{high})",
                *(_shown(_middle(results, scenario, name, last=True), results, name) for name in beside),
                _shown(euros if math.isnan(euros) else round(euros, -3), results, "support_cost"),
            ]
        )
    return table(rows, right=range(1, len(heads)), fold=0, head=True)


def births_and_lives(results: Results) -> str:
    """Births and survival apart, a row for each scenario: few are left when few are born, or when few last."""
    from weisim.analysis.answer import answer
    from weisim.analysis.plain_answer import answer_header, answer_rows

    language = current_language()
    born = answer_header(language).index(str(Text("ideas born")))
    rows = [(row[0], *row[born:]) for row in (answer_header(language), *answer_rows(answer(results), language))]
    return table(rows, right=range(1, len(rows[0])), fold=0, head=True)


def record(results: Results, found: Sequence[Comparison]) -> dict[str, Any]:
    """The answer for a program: pairs, differences, sentences in both languages and the digest of the results."""
    return {
        "pairs": min(one.pairs for one in found),
        "differences": [difference.record() for one in found for difference in one.differences],
        "sentences": {language: sentences(results, found, language) for language in LANGUAGES},
        "results_digest": results.digest,
    }


def _middle(results: Results, scenario: str, indicator: str, *, last: bool) -> float:
    """The middle history of an indicator: its last week, or its sum over all weeks."""
    series = results.series(indicator, scenario)
    values = series.iloc[-1] if last else series.sum(axis=0)
    return float(values.median())


def _shown(value: float, results: Results, indicator: str) -> str:
    from weisim.analysis.amounts import shown

    return shown(value, results.entry(indicator), current_language())


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else percent(share)
