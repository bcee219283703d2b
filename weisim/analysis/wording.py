"""Wording: from a finding to sentences that say no more than was found.

Every sentence stays within twenty words, and counts in numbers that a reader can picture. A conclusion names the model.
A p-value or the word for it is never told.
"""

from __future__ import annotations

import math
from enum import Enum

from weisim.analysis.amounts import cases_out_of, least, signed, size
from weisim.analysis.comparison import Comparison, Difference
from weisim.language import Text, number, translate
from weisim.results.dictionary import Entry

MOST_WORDS = 20


class Case(Enum):
    """What may be said of a difference."""

    NOTHING = "no pair has a value on both sides"
    PROVISIONAL = "fewer pairs than were planned"
    CLEAR = "the whole interval lies where the difference matters"
    UNSURE_SIZE = "the interval lies on one side of zero, partly where the difference matters"
    SMALL = "the interval lies on one side of zero, all of it too small to matter"
    EQUAL = "the interval holds zero and no difference that matters"
    UNCLEAR = "the interval holds zero and differences that matter"


def case_of(difference: Difference, entry: Entry, planned: int | None = None) -> Case:
    """Decide what may be said of a difference; the only place where that is decided.

    The interval is the 10-90 % interval of the paired differences; a difference as large as the smallest one that
    matters does matter.

    Args:
        difference: what was found.
        entry: what the indicator means, with the smallest difference that matters.
        planned: number of pairs that were planned; None when all of them are there.
    """
    low, high, matters = difference.low, difference.high, entry.matters
    if difference.pairs == 0 or math.isnan(low) or math.isnan(high):
        return Case.NOTHING
    if planned is not None and difference.pairs + difference.missing < planned:
        return Case.PROVISIONAL
    if low > 0 or high < 0:
        nearest, farthest = sorted((abs(low), abs(high)))
        if nearest >= matters:
            return Case.CLEAR
        return Case.SMALL if farthest < matters else Case.UNSURE_SIZE
    if low == high == 0 or (-matters < low and high < matters):
        return Case.EQUAL
    return Case.UNCLEAR


def sentence(
    difference: Difference, entry: Entry, language: str, name_a: str, name_b: str, planned: int | None = None
) -> str:
    """What a difference means, in one to three short sentences of Dutch or English.

    Args:
        difference: what was found, b minus a.
        entry: what the indicator means.
        language: `nl` or `en`.
        name_a: what to call the scenario that is compared with.
        name_b: what to call the scenario that is compared.
        planned: number of pairs that were planned; None when all of them are there.
    """
    case = case_of(difference, entry, planned)
    label = entry.label(language)
    label = label[:1].upper() + label[1:]
    names = {"a": name_a, "b": name_b}
    if case is Case.NOTHING:
        told = [Text("{label}: nothing can be said about this.", label=label)]
    elif case is Case.PROVISIONAL:
        told = _provisional(difference, entry, language, label, planned or 0)
    elif case is Case.EQUAL:
        told = [Text("{label}.", label=label), _equal(entry, names)]
    elif case is Case.UNCLEAR:
        told = [Text("{label}: no clear difference in this model.", label=label), _came_out(difference, entry, names)]
    elif case is Case.SMALL:
        told = [
            Text("{label}: in this model there is a difference, but it is small.", label=label),
            _came_out(difference, entry, names),
        ]
    else:
        told = [_yields(difference, entry, names), *_how_much(difference, entry, language, label)]
        if case is Case.UNSURE_SIZE:
            told.append(Text("It may also be too little to matter."))
    return " ".join(short(text, language) for text in told)


def sentences(comparison: Comparison, language: str, name_a: str = "", name_b: str = "") -> dict[str, str]:
    """The sentence of each indicator in a comparison, by indicator; the scenarios go by their titles unless named."""
    first = name_a or quoted(comparison.title(comparison.a, language), language)
    second = name_b or quoted(comparison.title(comparison.b, language), language)
    return {
        difference.indicator: sentence(difference, entry, language, first, second)
        for difference, entry in zip(comparison.differences, comparison.entries, strict=True)
    }


def quoted(title: str, language: str) -> str:
    """A title between the quotation marks of a language."""
    return f"‘{title}’" if language == "nl" else f"“{title}”"


def words(text: str) -> int:
    """How many words a sentence has; a number with its sign is one word."""
    return len(text.split())


def _yields(difference: Difference, entry: Entry, names: dict[str, str]) -> Text:
    """Which scenario has more; for what is better when low, and for what is neither, higher or lower."""
    more = difference.low > 0
    if entry.good == "high":
        if more:
            return Text("In this model {b} yields more than {a}.", **names)
        return Text("In this model {b} yields less than {a}.", **names)
    if entry.good == "low":
        if more:
            return Text("In this model {b} comes out higher than {a}; lower is better here.", **names)
        return Text("In this model {b} comes out lower than {a}, and that is better.", **names)
    if more:
        return Text("In this model {b} comes out higher than {a}.", **names)
    return Text("In this model {b} comes out lower than {a}.", **names)


def _how_much(difference: Difference, entry: Entry, language: str, label: str) -> list[Text]:
    more = difference.low > 0
    nearest, farthest = sorted((difference.low, difference.high), key=abs)
    parts = {
        "middle": size(difference.median, entry, language),
        "label": label,
        "low": least(nearest, entry, language),
        "high": size(farthest, entry, language),
    }
    if more:
        return [
            Text("{label}: {middle} more is expected.", **parts),
            Text("In 8 out of 10 cases it is {low} to {high} more.", **parts),
        ]
    return [
        Text("{label}: {middle} less is expected.", **parts),
        Text("In 8 out of 10 cases it is {low} to {high} less.", **parts),
    ]


def _provisional(difference: Difference, entry: Entry, language: str, label: str, planned: int) -> list[Text]:
    pairs = number(difference.pairs + difference.missing, 0, language)
    middle, low, high = (
        signed(value, entry, language) for value in (difference.median, difference.low, difference.high)
    )
    return [
        Text("Provisional ({pairs} of {planned} pairs).", pairs=pairs, planned=number(planned, 0, language)),
        Text("{label}: so far the difference in this model is {middle}.", label=label, middle=middle),
        Text("In 8 out of 10 cases it is {low} to {high}.", low=low, high=high),
    ]


def _equal(entry: Entry, names: dict[str, str]) -> Text:
    if entry.good == "none":
        return Text("{a} and {b} come out the same in this model.", **names)
    return Text("{a} and {b} are equally good in this model.", **names)


def _came_out(difference: Difference, entry: Entry, names: dict[str, str]) -> Text:
    """How often b comes out better, as a count out of a number a reader can picture."""
    cases = cases_out_of(difference.share_better)
    if entry.good == "none":
        return Text("{b} came out higher than {a} {cases}.", cases=cases, **names)
    return Text("{b} came out better than {a} {cases}.", cases=cases, **names)


def short(text: Text, language: str) -> str:
    """The sentence within twenty words: where two long names stand in it, the first becomes `the other plan`."""
    told = text.told(language)
    if words(told) > MOST_WORDS and "a" in text.values:
        text = Text(text.message, **{**text.values, "a": translate("the other plan", language)})
        told = text.told(language)
    for name in ("b", "title", "label"):
        over = words(told) - MOST_WORDS
        if over > 0 and name in text.values:
            kept = str(text.values[name]).split()
            cut = " ".join(kept[: max(1, len(kept) - over)]).rstrip(",;:") + "…"
            # A title that was cut keeps its closing quotation mark.
            cut += kept[-1][-1] if kept[-1][-1] in "’”" else ""
            text = Text(text.message, **{**text.values, name: cut})
            told = text.told(language)
    return told[:1].upper() + told[1:]
