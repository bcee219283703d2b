"""Profiles: what partners care for, can give and can win, and what their interests have to do with problems."""

from __future__ import annotations

import math
from collections.abc import Sequence

from weisim.cli.tables import filled, table
from weisim.language import Text, as_written, current_language, number, percent
from weisim.parameters.parameters import Parameters
from weisim.results.holders import called
from weisim.support.partner import Partner, usual_partners
from weisim.terms import Form, Interest, PartnerKind, Phase, Problem

BY_ENTERPRISES = (Interest.EMPLOYMENT, Interest.INCOME)


def kind(member: PartnerKind) -> list[str]:
    """A kind of partner: those of the usual plan, or what one gets whose fields a scenario leaves out."""
    usual = [one for one in usual_partners() if one.kind is member]
    if usual:
        return ["", "\n\n".join(profile(one) for one in usual)]
    says = Text("Not in the usual plan. A scenario may add one; what it leaves out is then as follows.")
    return ["", filled(says, indent="  "), "", _rows(Partner(name=member.word, kind=member))]


def profile(partner: Partner) -> str:
    """A partner of the usual plan: what it cares for, can give in a deal, and can win by it."""
    heading = f"{called(partner.name, current_language())} · {Text('partner in the usual plan')}"
    return f"{heading}\n{_rows(partner)}"


def interest(member: Interest) -> list[str]:
    """An interest: what serves it, and which partners care for it."""
    eased = [one for one in Problem if member in one.serves]
    says = [Text("Served by initiatives that work on: {problems}.", problems=_labels(eased))]
    if member in BY_ENTERPRISES:
        says.append(Text("Every neighbourhood enterprise serves it too."))
    shares = {one.name: one.profile()[member] for one in usual_partners()}
    caring = [name for name in sorted(shares, key=lambda name: -shares[name]) if shares[name] > 0]
    names = ", ".join(f"{called(name, current_language())} {percent(shares[name])}" for name in caring)
    says.append(Text("Of the usual partners these care for it: {names}.", names=names))
    return ["", *(filled(line, indent="  ") for line in says)]


def form(member: Form) -> list[str]:
    """A form of help in a deal: which partners can give it, and what the work for it is worth."""
    language, p = current_language(), Parameters().dealing
    names = ", ".join(called(one.name, language) for one in usual_partners() if member in one.forms)
    key = f"value_{member.word}"
    worth = Text(
        "Work in exchange is worth at most {euros} euro a week to a partner ({key}).",
        euros=as_written(getattr(p, key)),
        key=f"dealing.{key}",
    )
    says = [Text("Of the usual partners these can give it in a deal: {names}.", names=names), worth]
    return ["", *(filled(line, indent="  ") for line in says)]


def problem(member: Problem) -> list[str]:
    """A problem: the interests of partners that are served when it is eased."""
    says = Text("Who eases it serves these interests of partners: {interests}.", interests=_labels(member.serves))
    return ["", filled(says, indent="  ")]


def _rows(partner: Partner) -> str:
    language = current_language()
    caring = {one: share for one, share in partner.profile().items() if share > 0}
    cares = ", ".join(
        f"{one.label(language)} {percent(caring[one])}" for one in sorted(caring, key=lambda x: -caring[x])
    )
    rows: list[tuple[Text, object]] = [(Text("kind"), partner.kind.label(language))]
    if partner.makes_deals():
        rows += [
            (Text("cares for"), cares),
            (Text("can win"), _wins(caring)),
            (Text("can give"), _gives(partner)),
            (Text("makes deals"), _when(partner)),
            (Text("openness"), Text("{share}: how ready it is to meet", share=as_written(partner.openness))),
            (Text("letting go"), _letting_go(partner)),
            (Text("trust"), as_written(partner.trust)),
        ]
    else:
        rows.append((Text("makes deals"), Text("never; it only gives help in the plan")))
    rows.append((Text("can spare"), _spares(partner)))
    return table([[str(name), str(says)] for name, says in rows], indent=2, fold=1)


def _wins(caring: dict[Interest, float]) -> Text:
    """The problems whose easing serves what a partner cares for, those that serve most of it first."""
    serving = {one: math.fsum(caring.get(served, 0.0) for served in one.serves) for one in Problem}
    problems = [one for one in sorted(serving, key=lambda one: -serving[one]) if serving[one] > 0]
    return Text("work on {problems}", problems=_labels(problems))


def _gives(partner: Partner) -> Text:
    forms = _labels(partner.forms)
    return (
        Text("{forms}; rooms: {rooms}", forms=forms, rooms=partner.rooms)
        if partner.rooms
        else Text("{forms}", forms=forms)
    )


def _when(partner: Partner) -> Text:
    begin, until = partner.from_phase, partner.until_phase
    if until is None:
        return Text("from the {begin}", begin=begin)
    return Text("from the {begin} until the {until}", begin=begin, until=until)


def _letting_go(partner: Partner) -> Text:
    control = Parameters().dealing.strings * (1.0 - partner.letting_go)
    return Text(
        "{share}; its deals carry control {control}",
        share=as_written(partner.letting_go),
        control=as_written(round(control, 3)),
    )


def _spares(partner: Partner) -> Text:
    hours, euros = number(partner.capacity_hours), number(partner.capacity_euros)
    return Text("{hours} hours and {euros} euro a week, for plan and deals together", hours=hours, euros=euros)


def _labels(members: Sequence[Interest | Form | Problem | Phase]) -> str:
    return ", ".join(member.label(current_language()) for member in members)
