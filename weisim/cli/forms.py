"""Forms: the organisational forms that residents work in, side by side and one by one."""

from __future__ import annotations

from weisim.cli.tables import filled, table
from weisim.language import Text, current_language
from weisim.organisations import OrganisationalForm
from weisim.parameters.parameters import Parameters
from weisim.terms import Flow, Stage


def forms() -> str:
    """All organisational forms with what marks each, in the order in which residents may come to them."""
    rows: list[list[str]] = []
    for member in OrganisationalForm:
        rows += [
            [member.label(current_language()) if place == 0 else "", *row] for place, row in enumerate(_rows(member))
        ]
        rows.append([])
    side_by_side = "\n".join(line.rstrip() for line in table(rows, indent=2, fold=2).split("\n"))
    heading = f"{Text('forms')} · {Text('the organisational forms that residents work in')}"
    return "\n".join([heading, "", side_by_side, filled(_known(), indent="  ")])


def form(member: OrganisationalForm) -> list[str]:
    """One organisational form with what marks it."""
    return ["", table(_rows(member), indent=2, fold=1), "", filled(_known(), indent="  ")]


def form_of_stage(member: Stage) -> list[str]:
    """The organisational form of an initiative at a stage."""
    found = OrganisationalForm.of(member)
    if found is None:
        return []
    return ["", table([[str(Text("form")), found.label(current_language())], *_rows(found)[1:]], indent=2, fold=1)]


def flow(member: Flow) -> list[str]:
    """A movement of money: who gives it and who takes it."""
    says = Text("Money goes from {giver} to {taker}.", giver=member.giver, taker=member.taker)
    return ["", filled(says, indent="  ")]


def _rows(member: OrganisationalForm) -> list[list[str]]:
    """What marks a form, one line for each characteristic."""
    whose = Text("initiatives together") if member.stage is None else member.stage.label(current_language())
    least = _at_least(member.least) if member.least else Text("one")
    rows: list[tuple[Text, object]] = [
        (Text("whose form"), whose),
        (Text("before the law"), member.legal),
        (Text("lives on"), member.income),
        (Text("who decides"), member.decides),
        (Text("members"), member.belongs),
        (Text("at least"), least),
    ]
    return [[str(name), str(says)] for name, says in rows]


def _at_least(key: str) -> Text:
    return Text("{count} ({key})", count=Parameters().value(key), key=key)


def _known() -> Text:
    return Text(
        "What the law asks is from memory. Which legal form goes with which stage is assumed; residents choose it "
        "themselves. In the model a form shows in members, money and work, never in papers."
    )
