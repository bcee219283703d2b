"""Plain costs: who pays, and what a surviving initiative-year costs, in short sentences and tables, Dutch or English.

What is not in euros, such as hours of volunteers, is told beside it in words and never added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from weisim.analysis.amounts import rough, whole
from weisim.analysis.costs import Costs, Payer
from weisim.analysis.gains import Amount
from weisim.analysis.wording import quoted, short
from weisim.language import Text, number, translate
from weisim.results.holders import USUAL_NAMES, called
from weisim.results.results import Results
from weisim.terms import PartnerKind
from weisim.weeks import WEEKS_PER_YEAR

SPOKEN_DIGITS = 2
SPOKEN_PAYERS = 3
NOTHING = 0.5
"""Less than half a euro a year is nothing."""


def costs_sentences(found: Sequence[Costs], results: Results, language: str) -> tuple[str, ...]:
    """Who pays and what a surviving initiative-year costs, in sentences of at most twenty words.

    The first plan is told in full; of the others only the price. None when no costs were kept.
    """
    kept = [one for one in found if one.runs]
    if not kept:
        return ()
    titles = [quoted(results.title(one.scenario, language), language) for one in kept]
    told = [
        *_who_pays(kept[0], titles[0], language),
        _price(kept[0], titles[0], language),
        _definition(),
        *_extra(kept[0], results, language),
        *(_price(one, title, language) for one, title in zip(kept[1:], titles[1:], strict=True)),
        Text("Unpaid hours of residents are in none of these costs."),
    ]
    return tuple(short(text, language) for text in told)


def costs_header(found: Costs, language: str) -> tuple[str, ...]:
    """The heads of the columns: who pays, each year, and all years at their worth at the start."""
    years = (Text("year {year}", year=number(year + 1, 0, language)) for year in range(len(found.together.years)))
    return (
        translate("who pays", language),
        *(year.told(language) for year in years),
        translate("in all, worth at start", language),
    )


def costs_rows(found: Costs, language: str) -> tuple[tuple[str, ...], ...]:
    """A row for each payer, from most to least, then all together: the middle history."""
    return tuple(
        (
            payer_called(payer, language),
            *(euros(amount, language, ranges=False) for amount in (*payer.years, payer.total)),
        )
        for payer in _lines(found)
    )


def thousands_rows(found: Costs, language: str) -> tuple[tuple[str, ...], ...]:
    """The same in thousands of euros, which leaves room for the range of 8 out of 10 histories."""
    return tuple(
        (payer_called(payer, language), *(_thousands(amount, language) for amount in (*payer.years, payer.total)))
        for payer in _lines(found)
    )


def average_header(language: str) -> tuple[str, ...]:
    """The heads of the narrow table, for a history of more years than fit."""
    return (
        translate("who pays", language),
        translate("a year, on average", language),
        translate("in all, worth at start", language),
    )


def average_rows(found: Costs, language: str) -> tuple[tuple[str, ...], ...]:
    """The narrow table: a row for each payer, then all together."""
    return tuple(
        (payer_called(payer, language), *(euros(one, language, ranges=False) for one in (payer.a_year, payer.total)))
        for payer in _lines(found)
    )


def price_header(language: str) -> tuple[str, ...]:
    """The heads of the table of plans and prices."""
    return (
        translate("plan", language),
        translate("all costs", language),
        translate("surviving initiative-years", language),
        translate("costs for each", language),
        translate("costs for each one more", language),
        translate("hours of residents, unpaid", language),
    )


def price_rows(found: Sequence[Costs], results: Results, language: str) -> tuple[tuple[str, ...], ...]:
    """A row for each plan whose costs were kept: costs, initiative-years and the price of one."""
    return tuple(
        (
            results.title(one.scenario, language),
            euros(one.together.total, language),
            _years(one.group_years, language),
            euros(one.price, language),
            _more(one, language),
            _counted(one.hours_given, language),
        )
        for one in found
        if one.runs
    )


def costs_notes(found: Costs, language: str) -> tuple[str, ...]:
    """What one must know to read the tables of costs; what is in no euros is named too."""
    notes = [
        Text("Counted are help in the support plan, grants, and money, orders, hours and rooms in deals."),
        Text("Hours and rooms are counted at an assumed price. Who is not named paid nothing."),
        Text("Each year: euros as they are paid. A row of medians need not add up."),
        Text("Worth at the start: later euros and years count 2.25% less for each year."),
        _definition(),
        *_not_every(found, language),
        Text("Costs for each one more: against the plan without support, pair by pair, with the 95% interval."),
        Text("A dash: no group formed, or it is not clear that there are more initiative-years."),
        Text("Not in euros: unpaid hours, contacts and skill of residents, and the relief of problems."),
        Text("Those hours make the initiative-years; as a cost they would be counted twice."),
    ]
    if found.weeks % WEEKS_PER_YEAR:
        notes.insert(3, Text("The last year is not a whole one."))
    return tuple(note.told(language) for note in notes)


def payer_called(payer: Payer, language: str) -> str:
    """What a reader calls who pays."""
    return translate("together", language) if payer.kind is None else _kind_called(payer.kind, language)


def _kind_called(kind: PartnerKind, language: str) -> str:
    """A kind of partner by the name that readers know it by from the ledger."""
    name = kind.word.replace("_", " ")
    return called(name, language) if name in USUAL_NAMES else kind.label(language)


def euros(amount: Amount, language: str, *, ranges: bool = True) -> str:
    """An amount in euros, with the range of 8 out of 10 histories if asked for; `–` where there is none."""
    if math.isnan(amount.median):
        return "–"
    told, low, high = (_rounded(value, language) for value in (amount.median, amount.low, amount.high))
    return _with_sign(told, language) + ("" if not ranges or low == high else f" ({low}–{high})")


def _lines(found: Costs) -> tuple[Payer, ...]:
    """Everybody who pays, and all together where that says more."""
    return found.payers if len(found.payers) == 1 else (*found.payers, found.together)


def _who_pays(found: Costs, title: str, language: str) -> list[Text]:
    """The largest payers of a plan, a year, largest first."""
    payers = [payer for payer in found.payers if payer.a_year.median >= NOTHING]
    if not payers:
        return [Text("With {title}, nobody pays anything in this model.", title=title)]
    first, *others = payers[:SPOKEN_PAYERS]
    named = [
        Text(
            "{who} about {amount} a year",
            who=payer_called(first, language),
            amount=_spoken(first.a_year.median, language),
        )
    ]
    named += [
        Text("{who} {amount}", who=payer_called(one, language), amount=_spoken(one.a_year.median, language))
        for one in others
    ]
    payers_told = ", ".join(text.told(language) for text in named)
    return [Text("Who pays most with {title}: {payers}.", title=title, payers=payers_told)]


def _price(found: Costs, title: str, language: str) -> Text:
    """What a surviving initiative-year costs under one plan."""
    if math.isnan(found.price.median):
        return Text("With {title}, no group formed, so an initiative-year has no price.", title=title)
    parts = {"title": title, "price": _spoken(found.price.median, language)}
    if found.price.low == found.price.high:
        return Text("A surviving initiative-year with {title} costs about {price} in this model.", **parts)
    low, high = (number(rough(value, SPOKEN_DIGITS), 0, language) for value in (found.price.low, found.price.high))
    return Text(
        "A surviving initiative-year with {title} costs about {price} (8 out of 10: {low} to {high}).",
        low=low,
        high=high,
        **parts,
    )


def _definition() -> Text:
    return Text("An initiative-year: one year lived by a group of three or more that has existed eight weeks.")


def _extra(found: Costs, results: Results, language: str) -> list[Text]:
    """What an initiative-year more costs, or why that cannot be said."""
    extra = found.extra
    if extra is None:
        return []
    against = quoted(results.title(extra.against, language), language)
    if extra.fewer:
        return [Text("Fewer initiative-years were lived than with {a}, so one more has no price.", a=against)]
    if not extra.more:
        return [Text("It is not clear that more initiative-years were lived than with {a}.", a=against)]
    if extra.price <= 0:
        return [Text("More initiative-years were lived than with {a}, at no more cost.", a=against)]
    price = _spoken(extra.price, language)
    if math.isnan(extra.low):
        return [Text("Each initiative-year more than with {a} costs about {price}.", a=against, price=price)]
    low, high = (number(rough(value, SPOKEN_DIGITS), 0, language) for value in (extra.low, extra.high))
    return [
        Text(
            "Each initiative-year more than with {a} costs about {price} (95% interval: {low} to {high}).",
            a=against,
            price=price,
            low=low,
            high=high,
        )
    ]


def _not_every(found: Costs, language: str) -> list[Text]:
    """In how many histories there is no price, because no group ever formed."""
    if not found.without:
        return []
    count, runs = (number(value, 0, language) for value in (found.without, found.runs))
    return [Text("In {count} of {runs} histories no group formed; they have no price.", count=count, runs=runs)]


def _more(found: Costs, language: str) -> str:
    extra = found.extra
    if extra is None or math.isnan(extra.price):
        return "–"
    return euros(Amount(extra.price, extra.low, extra.high), language, ranges=not math.isnan(extra.low))


def _years(amount: Amount, language: str) -> str:
    """Initiative-years, with one decimal where there are few."""
    places = 0 if amount.median >= 10 else 1
    told, low, high = (number(value, places, language) for value in (amount.median, amount.low, amount.high))
    return told if low == high else f"{told} ({low}–{high})"


def _counted(amount: Amount, language: str) -> str:
    if math.isnan(amount.median):
        return "–"
    told, low, high = (whole(rough(value), language) for value in (amount.median, amount.low, amount.high))
    return told if low == high else f"{told} ({low}–{high})"


def _thousands(amount: Amount, language: str) -> str:
    """An amount in thousands of euros with its range: a decimal where there are fewer than ten."""
    if math.isnan(amount.median):
        return "–"
    told, low, high = (
        number(value / 1000, 1 if 0 < abs(value) < 10_000 else 0, language)
        for value in (amount.median, amount.low, amount.high)
    )
    return told if low == high else f"{told} ({low}–{high})"


def _spoken(value: float, language: str) -> str:
    return _with_sign(number(rough(value, SPOKEN_DIGITS), 0, language), language)


def _rounded(value: float, language: str) -> str:
    return number(rough(value), 0, language)


def _with_sign(text: str, language: str) -> str:
    return f"€ {text}" if language == "nl" else f"€{text}"
