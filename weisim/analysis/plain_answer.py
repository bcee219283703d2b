"""Plain answer: what lasts when the support stops, what becomes of the neighbourhood, who gains and who pays.

Nothing here knows the conclusion: each sentence is chosen by what was found.
"""

from __future__ import annotations

import itertools
import math

from weisim.analysis.amounts import cases_out_of, in_columns, whole
from weisim.analysis.answer import Answer, EarlierStop, Line
from weisim.analysis.outcome import SUCCESS_FROM, Outcomes
from weisim.analysis.plain_aims import aims_sentences
from weisim.analysis.plain_costs import costs_header, costs_notes, costs_rows, costs_sentences
from weisim.analysis.plain_gains import gains_header, gains_notes, gains_rows, gains_sentences
from weisim.analysis.survival import TWO_YEARS
from weisim.analysis.wording import Case, quoted, short
from weisim.language import Text, number, translate
from weisim.terms import Outcome, Phase
from weisim.weeks import months_from_weeks

A_LITTLE = 0.05
"""A difference in survival smaller than this, five in a hundred, is called small."""


def plain_answer(given: Answer, language: str) -> str:
    """The whole answer in plain text: sentences, then each table with its notes."""
    table = in_columns((answer_header(language), *answer_rows(given, language)))
    told = [*answer_sentences(given, language), "", *table, "", *answer_notes(given, language)]
    if given.gains is not None:
        ledger = in_columns((gains_header(given.gains, language), *gains_rows(given.gains, language)))
        told += ["", *ledger, "", *gains_notes(given.gains, language)]
    for costs in given.costs[:1]:
        if costs.runs:
            paid = in_columns((costs_header(costs, language), *costs_rows(costs, language)))
            told += ["", *paid, "", *costs_notes(costs, language)]
    return "\n".join(told)


def answer_sentences(given: Answer, language: str) -> tuple[str, ...]:
    """The answer in sentences of at most twenty words."""
    told = [
        *_what_lasts(given, language),
        *_other_plans(given, language),
        *_how_often(given, language),
        *_cost_of_stopping(given, language),
        *_stalled(given, language),
    ]
    last = Text("This model explores what can happen; it does not predict.")
    return (
        *(short(text, language) for text in told),
        *aims_sentences(given.aims, given.results, language),
        *_who_gains(given, language),
        *costs_sentences(given.costs, given.results, language),
        short(last, language),
    )


def answer_header(language: str) -> tuple[str, ...]:
    """The heads of the columns of the table."""
    return (
        translate("plan", language),
        translate("support ends", language),
        translate("independent at the end", language),
        *(outcome.label(language) for outcome in Outcome),
        translate("ideas born", language),
        translate("alive 2 years after forming", language),
        translate("alive 2 years after support ended", language),
    )


def answer_rows(given: Answer, language: str) -> tuple[tuple[str, ...], ...]:
    """The table: one row a scenario, from the shortest support to the longest."""
    return tuple(_row(given, line, language) for line in given.lines)


def answer_notes(given: Answer, language: str) -> tuple[str, ...]:
    """What one must know to read the table."""
    runs = sorted({line.born.runs for line in given.lines})
    notes = [
        Text("Each plan was played {runs} times.", runs="–".join(number(count, 0, language) for count in runs)),
        Text("Independent: independent organisations and neighbourhood enterprises that live in the last week."),
        Text("Failure: 0 or 1 of them. Success: {success} or more.", success=SUCCESS_FROM),
        Text("Between brackets after a count: the range that holds 8 out of 10 histories."),
        Text("Between brackets after a percentage: the 95% interval."),
        Text("Alive 2 years after forming: groups of equal age, so plans can be compared."),
        Text("Alive 2 years after support ended: groups that lived when it ended, old and young."),
    ]
    if given.results.failed:
        failed = number(len(given.results.failed), 0, language)
        notes.append(Text("{failed} runs could not be finished and are left out.", failed=failed))
    return tuple(note.told(language) for note in notes)


def _named(given: Answer, line: Line, language: str) -> str:
    return quoted(given.results.title(line.scenario, language), language)


def _who_gains(given: Answer, language: str) -> tuple[str, ...]:
    """Who gives and gains what where support lasts longest."""
    if given.gains is None:
        return ()
    return gains_sentences(given.gains, quoted(given.results.title(given.gains.scenario, language), language), language)


def _what_lasts(given: Answer, language: str) -> list[Text]:
    """How many independent organisations are there at the end where support stopped."""
    if not given.stopped:
        return []
    years = number(given.years, 0 if float(given.years).is_integer() else 1, language)
    left = [line.ends.median for line in given.stopped]
    low, high = whole(min(left), language), whole(max(left), language)
    if low == high:
        return [
            Text(
                "When support stops, in this model about {low} independent organisations are left after {years} years.",
                low=low,
                years=years,
            )
        ]
    told = [
        Text(
            "When support stops, in this model about {low} to {high} independent organisations are left after "
            "{years} years.",
            low=low,
            high=high,
            years=years,
        )
    ]
    weeks = [line.support_weeks for line in given.stopped]
    if _rising(left) and _rising(weeks):
        told.append(Text("The later support stopped, the more were left."))
    else:
        most = [line for line in given.stopped if line.ends.median == max(left)]
        told += [
            Text("Most were left with {title}.", title=_named(given, line, language))
            for line in most[:1]
            if len(most) == 1
        ]
        told.append(Text("A later stop did not always leave more."))
    return told


def _rising(values: list[float]) -> bool:
    return all(before < after for before, after in itertools.pairwise(values))


def _other_plans(given: Answer, language: str) -> list[Text]:
    """How many there are where support stays, or never was."""
    return [
        Text(
            "{title}: about {alive} independent organisations in this model.",
            title=_named(given, line, language),
            alive=whole(line.ends.median, language),
        )
        for line in reversed(given.lines)
        if not line.stopped
    ]


def _how_often(given: Answer, language: str) -> list[Text]:
    """Which of the plans that stop succeeds most often and which fails most often, if one does."""
    told = []
    best = _foremost(given, Outcome.SUCCESS)
    if best is not None:
        title = _named(given, best, language)
        told.append(Text("Of the plans that stop, {title} succeeded most often.", title=title))
        told.append(Text("It did so {cases}.", cases=_cases(best.ends, Outcome.SUCCESS)))
    worst = _foremost(given, Outcome.FAILURE)
    if worst is not None:
        title = _named(given, worst, language)
        told.append(Text("Of the plans that stop, {title} failed most often.", title=title))
        told.append(Text("It did so {cases}.", cases=_cases(worst.ends, Outcome.FAILURE)))
    return told


def _foremost(given: Answer, outcome: Outcome) -> Line | None:
    """The one plan that stops whose histories end this way most often; None when several do so as often."""
    shares = [line.ends.shares[outcome].share for line in given.stopped]
    if len(shares) < 2 or shares.count(max(shares)) > 1:
        return None
    return given.stopped[shares.index(max(shares))]


def _cases(ends: Outcomes, outcome: Outcome) -> Text:
    return cases_out_of(ends.shares[outcome].share)


def _cost_of_stopping(given: Answer, language: str) -> list[Text]:
    """What an earlier stop costs: births and survival at equal age, told apart."""
    found = given.earlier
    if found is None:
        return []
    early, late = (number(months_from_weeks(line.support_weeks), 0, language) for line in (found.early, found.late))
    return [
        Text("Compared: no support left after {early} months and after {late} months.", early=early, late=late),
        _births_told(found, language),
        _survival_told(found, language),
    ]


def _stalled(given: Answer, language: str) -> list[Text]:
    """Plans with support whose programme never left the information phase in at least half of the histories."""
    told = []
    for line in given.lines:
        runs = given.results.of(line.scenario)
        stayed = [run for run in runs if "phase" in run.names and run.series["phase"].max() <= Phase.INFORMATION]
        if (line.stopped or line.lasting_support) and 2 * len(stayed) >= len(runs):
            told.append(
                Text(
                    "{title}: in {count} of {runs} histories the programme stayed in the information phase.",
                    title=_named(given, line, language),
                    count=len(stayed),
                    runs=len(runs),
                )
            )
    return told


def _births_told(found: EarlierStop, language: str) -> Text:
    case, born = found.born_case, found.born
    if case in (Case.NOTHING, Case.PROVISIONAL):
        return Text("Births: nothing can be said about them.")
    if case is Case.EQUAL:
        return Text("Births: stopping earlier makes no difference that matters in this model.")
    if case is Case.SMALL:
        return Text("Births: stopping earlier makes only a small difference in this model.")
    if case is Case.UNCLEAR:
        return Text("Births: stopping earlier makes no clear difference in this model.")
    low, high = sorted((abs(born.low), abs(born.high)))
    parts = {"middle": whole(abs(born.median), language), "low": whole(low, language), "high": whole(high, language)}
    if born.high < 0:
        return Text("Births: stopping earlier costs about {middle} ideas (8 out of 10: {low} to {high}).", **parts)
    return Text("Births: stopping earlier gives about {middle} more ideas (8 out of 10: {low} to {high}).", **parts)


def _survival_told(found: EarlierStop, language: str) -> Text:
    """Survival at equal age, as so many out of a hundred groups."""
    difference, low, high = found.survival
    if math.isnan(difference) or math.isnan(low):
        return Text("Survival: too few groups formed to compare them at equal age.")
    early, late = (whole(100 * line.formed.at(TWO_YEARS)[0], language) for line in (found.early, found.late))
    parts = {"early": early, "late": late}
    if low <= 0 <= high:
        return Text(
            "Survival at equal age: no clear difference ({early} and {late} of 100 groups after two years).", **parts
        )
    if abs(difference) < A_LITTLE:
        return Text(
            "Survival at equal age: a small difference ({early} and {late} of 100 groups after two years).", **parts
        )
    if difference < 0:
        return Text("Survival at equal age is lower: {early} of 100 groups live after two years, not {late}.", **parts)
    return Text("Survival at equal age is higher: {early} of 100 groups live after two years, not {late}.", **parts)


def _row(given: Answer, line: Line, language: str) -> tuple[str, ...]:
    if line.lasting_support:
        ends = translate("stays", language)
    elif line.stopped:
        months = number(months_from_weeks(line.support_weeks), 0, language)
        ends = Text("after {months} months", months=months).told(language)
    else:
        ends = translate("no support", language)
    classes = (Text("{count} of {of}", count=share.count, of=share.of).told(language) for share in line.ends.shares)
    return (
        given.results.title(line.scenario, language),
        ends,
        _range(line.ends.median, line.ends.low, line.ends.high, language),
        *classes,
        _range(line.born.median, line.born.low, line.born.high, language),
        _percentage(*line.formed.at(TWO_YEARS), language),
        _percentage(line.lasting.share, line.lasting.low, line.lasting.high, language),
    )


def _range(middle: float, low: float, high: float, language: str) -> str:
    if math.isnan(middle):
        return "–"
    return f"{whole(middle, language)} ({whole(low, language)}–{whole(high, language)})"


def _percentage(share: float, low: float, high: float, language: str) -> str:
    if math.isnan(share):
        return "–"
    sign = " %" if language == "nl" else "%"
    told = f"{whole(100 * share, language)}{sign}"
    return told if math.isnan(low) else f"{told} ({whole(100 * low, language)}–{whole(100 * high, language)})"
