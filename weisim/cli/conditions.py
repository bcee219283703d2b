"""Conditions: what somebody needs to take part (CLEAR), with the thresholds in force and where the readout is told."""

from __future__ import annotations

from weisim.cli.tables import filled, table
from weisim.language import Text, as_written, current_language
from weisim.parameters.joining import Joining
from weisim.parameters.parameters import Parameters
from weisim.terms import Condition

NUMBERS = {
    Condition.CAN: "can_hours",
    Condition.LIKE: "like_motivation",
    Condition.ASKED: "asked_weeks",
    Condition.RESPONDED: "responded_trust",
}
"""The number of *joining* that holds the threshold of a condition; to be enabled needs no number."""


def meaning(member: Condition, p: Joining) -> Text:
    """Who is held back by a condition, with the numbers in force."""
    if member is Condition.CAN:
        return Text(
            "Has less than {hours} hours a week to spare, or rests after stopping.", hours=as_written(p.can_hours)
        )
    if member is Condition.LIKE:
        return Text("Has a motivation below {motivation}.", motivation=as_written(p.like_motivation))
    if member is Condition.ENABLED:
        return Text(
            "Finds no initiative that looks for people: none on the own problem, and knows nobody who takes part."
        )
    if member is Condition.ASKED:
        return Text("Was asked by nobody in the last {weeks} weeks.", weeks=p.asked_weeks)
    return Text("Has a trust below {trust}.", trust=as_written(p.responded_trust))


def condition(member: Condition) -> list[str]:
    """One condition: who is held back by it, its threshold, and where to see how many."""
    joining = Parameters().joining
    number = f"joining.{NUMBERS[member]}" if member in NUMBERS else str(Text("none"))
    rows = [
        [str(Text("holds back who")), str(meaning(member, joining))],
        [str(Text("threshold")), number],
        [str(Text("indicator")), f"bottleneck_{member.word}"],
    ]
    return ["", table(rows, indent=2, fold=1), "", filled(_order()), filled(_readout())]


def bottleneck() -> str:
    """The five conditions in the order in which they are asked, and where the readout is told."""
    language, joining = current_language(), Parameters().joining
    rows = [
        [f"{place}.", member.label(language), str(meaning(member, joining)), _threshold(member)]
        for place, member in enumerate(Condition, start=1)
    ]
    return "\n".join(
        [
            f"bottleneck · {Text('what holds residents back (CLEAR)')}",
            filled(_order(), indent="  "),
            "",
            table(rows, indent=2, fold=2),
            "",
            filled(_readout()),
        ]
    )


def _threshold(member: Condition) -> str:
    return f"joining.{NUMBERS[member]}" if member in NUMBERS else ""


def _order() -> Text:
    return Text(
        "Of everybody who does not take part the model asks five things in a fixed order. "
        "The first that fails is what holds that person back. It is a readout; no rule of the model reads it."
    )


def _readout() -> Text:
    return Text(
        "To see it: weisim run SCENARIO tells it at the end of each phase, and series.csv holds it week by week."
    )
