"""Plain family: what holds up of all that was compared, in sentences and a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from weisim.analysis.amounts import cases_in_short, signed, size
from weisim.analysis.finding import NOTHING, between, capital
from weisim.analysis.verdict import Verdict
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, percent, translate

if TYPE_CHECKING:
    from weisim.analysis.family import ClassShare, Compared, Family

MOST_TOLD = 4
"""So many plans get a sentence each; of more, those without a clear difference are told together."""
CLEARLY_MORE = 1.2
"""Shared luck is told to have helped when without it so many times as many histories were needed."""


def family_sentences(found: Family, language: str) -> tuple[str, ...]:
    """The answer for the first outcome, then how many of all comparisons hold up, and what was lost."""
    first = [one for one in found.comparisons if one.entry == found.comparisons[0].entry]
    name = quoted(found.title(found.reference, language), language)
    told: list[Text] = []
    unclear = [one for one in first if one.verdict in (Verdict.EQUAL, Verdict.UNCLEAR)]
    together = len(first) > MOST_TOLD and len(unclear) > 1
    for one in first:
        if not (together and one in unclear):
            told += _one(one, name, quoted(found.title(one.scenario, language), language), language)
    if together:
        label, count = capital(first[0].entry.label(language)), number(len(unclear), 0, language)
        told.append(Text("{label}: no clear difference with {a} for {count} plans.", label=label, a=name, count=count))
    told += [*_all(found, language), *_failed(first, language), *_pairing(found, language)]
    return tuple(short(text, language) for text in told)


def family_heading(found: Family, language: str) -> str:
    """What the table shows: which plan is compared with, and what counts as one."""
    name = found.title(found.reference, language)
    pairs = sorted({one.pairs for one in found.comparisons})
    counted = "–".join(number(count, 0, language) for count in (pairs[:1] + pairs[-1:] if len(pairs) > 1 else pairs))
    if found.futures > 1:
        return Text(
            "Last week, difference with {name}: {pairs} pairs in {futures} futures",
            name=quoted(name, language),
            pairs=counted,
            futures=number(found.futures, 0, language),
        ).told(language)
    return Text("Last week, difference with {name}: {pairs} pairs", name=quoted(name, language), pairs=counted).told(
        language
    )


def family_header(language: str) -> tuple[str, ...]:
    """The heads of the columns of the table."""
    return (
        translate("plan", language),
        translate("outcome", language),
        translate("mean difference", language),
        translate("95% interval", language),
        translate("8 of 10 by luck", language),
        translate("8 of 10 with not knowing", language),
        translate("better", language),
        translate("conclusion", language),
    )


def family_rows(found: Family, language: str) -> tuple[tuple[str, ...], ...]:
    """A row for each comparison, then a row for each class of outcome."""
    return (
        *(_row(one, found.title(one.scenario, language), language) for one in found.comparisons),
        *(_class_row(one, found.title(one.scenario, language), language) for one in found.classes),
    )


def conclusion(verdict: Verdict, language: str) -> str:
    """What may be said, in a few words."""
    return {
        Verdict.HOLDS: translate("holds up", language),
        Verdict.SMALL: translate("holds up, small", language),
        Verdict.EQUAL: translate("no clear difference, at most small", language),
        Verdict.UNCLEAR: translate("no clear difference", language),
        Verdict.TOO_FEW: translate("too few histories", language),
    }[verdict]


def _one(one: Compared, reference: str, name: str, language: str) -> list[Text]:
    label = capital(one.entry.label(language))
    names = {"label": label, "a": reference, "b": name}
    if one.verdict is Verdict.TOO_FEW:
        return [Text("{label}: too few histories to compare {b} with {a}.", **names)]
    if one.verdict is Verdict.EQUAL:
        told = Text("{label}: no clear difference between {b} and {a}.", **names)
        return [told, Text("If there is one, it is too small to matter.")]
    if one.verdict is Verdict.UNCLEAR:
        ends = {"low": signed(one.low, one.entry, language), "high": signed(one.high, one.entry, language)}
        told = Text("{label}: no clear difference between {b} and {a}.", **names)
        return [told, Text("On average it may be anything from {low} to {high}.", **ends)]
    amount = size(one.mean, one.entry, language)
    if one.mean > 0:
        told = Text("{label}: in this model {amount} more under {b} than under {a}.", amount=amount, **names)
    else:
        told = Text("{label}: in this model {amount} less under {b} than under {a}.", amount=amount, **names)
    if one.verdict is Verdict.SMALL:
        return [told, Text("This difference holds up, but it is small.")]
    return [told, Text("This difference holds up.")]


def _all(found: Family, language: str) -> list[Text]:
    """How many comparisons hold up, of all that were fixed beforehand."""
    count = len(found.comparisons)
    holds = sum(one.verdict in (Verdict.HOLDS, Verdict.SMALL) for one in found.comparisons)
    if count < 2:
        return []
    if not holds:
        return [Text("None of the {count} differences that were fixed beforehand holds up.", count=count)]
    if holds == count:
        return [Text("All {count} differences that were fixed beforehand hold up.", count=count)]
    return [
        Text(
            "Of the {count} differences that were fixed beforehand, {holds} hold up.",
            count=number(count, 0, language),
            holds=number(holds, 0, language),
        )
    ]


def _failed(first: Sequence[Compared], language: str) -> list[Text]:
    """What the first outcome might be if what failed had come out at one end or the other."""
    told = []
    for one in first:
        if one.failed:
            ends = {"low": signed(one.lowest, one.entry, language), "high": signed(one.highest, one.entry, language)}
            told.append(
                Text("{failed} pairs could not be finished and are left out.", failed=number(one.failed, 0, language))
            )
            told.append(Text("At the very worst and best, they would make the difference {low} or {high}.", **ends))
            break
    return told


def _pairing(found: Family, language: str) -> list[Text]:
    """What sharing luck between plans saved, for the first outcome."""
    ratios = [
        one.gained for one in found.comparisons if one.entry == found.comparisons[0].entry and math.isfinite(one.gained)
    ]
    if not ratios:
        return []
    middle = sorted(ratios)[len(ratios) // 2]
    if middle < CLEARLY_MORE:
        return [Text("That histories of a pair share their luck made little difference here.")]
    times = number(middle, 1, language)
    return [Text("Without shared luck, {times} times as many histories would be needed.", times=times)]


def _row(one: Compared, title: str, language: str) -> tuple[str, ...]:
    entry = one.entry
    return (
        title,
        entry.label(language),
        signed(one.mean, entry, language),
        between(one.low, one.high, entry, language),
        between(*one.spread.luck, entry, language),
        between(*one.spread.both, entry, language),
        NOTHING if math.isnan(one.better) else cases_in_short(one.better).told(language),
        conclusion(one.verdict, language),
    )


def _class_row(one: ClassShare, title: str, language: str) -> tuple[str, ...]:
    """A share of histories with the one under the plan of reference, in percentage points apart."""
    points = [number(100 * value, 0, language).replace("-", "−") for value in (one.difference, one.low, one.high)]
    interval = NOTHING
    if not math.isnan(one.low):
        interval = Text("{low} to {high}", low=_plus(points[1]), high=_plus(points[2])).told(language)
    label = Text("{outcome}: {share} of histories", outcome=one.outcome, share=percent(one.share, 0, language))
    return (title, label.told(language), _plus(points[0]), interval, NOTHING, NOTHING, NOTHING, NOTHING)


def _plus(text: str) -> str:
    return text if text.startswith("−") or text in ("0", NOTHING) else f"+{text}"
