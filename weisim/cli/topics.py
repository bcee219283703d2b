"""Topics: everything that `weisim explain` can be asked, and what it says about each."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weisim import terms
from weisim.cli import conditions, forms, profiles, readings
from weisim.cli.guide import PROCESSES, phases
from weisim.cli.tables import filled, line_width, table
from weisim.language import LANGUAGES, Text, as_written, current_language
from weisim.organisations import OrganisationalForm
from weisim.results.holders import called
from weisim.support.partner import usual_partners
from weisim.terms import Help, Phase, Term

if TYPE_CHECKING:
    from weisim.parameters.quantity import Number
    from weisim.processes.process import DeclaredProcess
    from weisim.results.dictionary import Entry


@dataclass(frozen=True)
class Topic:
    """A word that can be asked.

    Attributes:
        name: the word as it is written in files and texts.
        tell: what tells about it; a word may mean several things.
    """

    name: str
    tell: tuple[Callable[[], str], ...]


KINDS: dict[type[Term], Text] = {
    terms.Phase: Text("phase of the programme"),
    terms.Stage: Text("stage of an initiative"),
    OrganisationalForm: Text("organisational form"),
    terms.Involvement: Text("involvement of a resident"),
    terms.Skill: Text("part of skill"),
    terms.Condition: Text("condition of taking part (CLEAR)"),
    terms.Interest: Text("interest of partners"),
    terms.Form: Text("form of help in a deal"),
    terms.Problem: Text("problem in the neighbourhood"),
    terms.Opportunity: Text("what a resident can win"),
    terms.Help: Text("kind of help"),
    terms.PartnerKind: Text("kind of partner"),
    terms.Event: Text("event in the chronicle"),
    terms.Reason: Text("reason in the chronicle"),
    terms.Holder: Text("who can hold money"),
    terms.Flow: Text("how money moves"),
    terms.AgeGroup: Text("age group"),
    terms.Education: Text("level of education"),
    terms.Tenure: Text("how a household holds its home"),
    terms.IncomeClass: Text("income class"),
    terms.HouseholdType: Text("kind of household"),
    terms.HouseholdRole: Text("place in the household"),
    terms.Standing: Text("how well a number is known"),
}

UNITS = {
    "share": Text("share, from 0 to 1"),
    "weight": Text("without unit"),
    "per week": Text("per week"),
    "per year": Text("per year"),
    "months until half is left": Text("months until half is left"),
    "weeks": Text("weeks"),
    "count": Text("number"),
    "hours per week": Text("hours per week"),
    "euro": Text("euro"),
    "euro per week": Text("euro per week"),
    "euro per hour": Text("euro per hour"),
    "euro per place": Text("euro per place"),
    "euro per session": Text("euro per session"),
    "euro per year": Text("euro per year"),
    "choice": Text("choice"),
    "on/off": Text("on or off"),
    "hours a week": Text("hours per week"),
    "euro a week": Text("euro per week"),
    "activities": Text("activities"),
    "residents": Text("residents"),
    "initiatives": Text("initiatives"),
    "deals": Text("deals"),
    "euro a year": Text("euro per year"),
    "0 to 10": Text("a mark from 0 to 10"),
    "phase": Text("number of the phase, 1 to 4"),
    "condition": Text("number of the condition, 1 to 5"),
    "fte": Text("full-time jobs"),
    "times": Text("times"),
    "euro per euro": Text("euro for each euro"),
    "cooperatives": Text("cooperatives, 0 or 1"),
    "members": Text("members"),
    "rooms": Text("rooms"),
}


def plain(topic: str) -> str:
    """A topic as it is looked up: lower case, words apart by one space."""
    return " ".join(re.split(r"[\s._-]+", topic.strip().lower()))


def known() -> dict[str, Topic]:
    """Every word that can be asked, by the form in which it is looked up."""
    from weisim.indicators.catalogue import DICTIONARY
    from weisim.parameters.parameters import Parameters
    from weisim.simulation.schedule import SCHEDULE

    found: dict[str, tuple[str, dict[object, Callable[[], str]]]] = {}

    def add(name: str, subject: object, tell: Callable[[], str]) -> None:
        if name:
            found.setdefault(plain(name), (name, {}))[1].setdefault(subject, tell)

    for name in dict.fromkeys([*PROCESSES, *(made.name for made in SCHEDULE)]):
        add(name, ("process", name), partial(process, name))
    for one in Parameters.table():
        add(one.key, one, partial(parameter, one))
        add(one.name, one, partial(parameter, one))
    for name in ("bottleneck", "CLEAR", "knelpunt"):
        add(name, ("readout", "bottleneck"), conditions.bottleneck)
    for name in ("forms", "organisational forms", "vormen", "organisatievormen"):
        add(name, ("readout", "forms"), forms.forms)
    for name in ("findings", "finding", "bevindingen"):
        add(name, ("readout", "findings"), readings.findings)
    for name, tell in readings.TELLERS.items():
        add(name, ("finding", name), tell)
    for kind in KINDS:
        for member in kind:
            tell = partial(phase, member) if isinstance(member, Phase) else partial(word, member)
            for name in _names(member):
                add(name, (kind, member), tell)
    for partner in usual_partners():
        tell = partial(profiles.profile, partner)
        for name in (partner.name, *(called(partner.name, language) for language in LANGUAGES)):
            # A partner that is called as its kind is told with its kind.
            if plain(name) not in map(plain, _names(partner.kind)):
                add(name, ("partner", partner.name), tell)
    for entry in DICTIONARY:
        for name in (entry.name, entry.dutch, entry.english):
            add(name, entry, partial(indicator, entry))
    return {asked: Topic(name, tuple(tellers.values())) for asked, (name, tellers) in found.items()}


def process(name: str) -> str:
    """A process: its sentence, its rule, what it reads and writes, and its numbers."""
    from weisim.parameters.parameters import Parameters

    numbers = [one for one in Parameters.table() if one.group == name]
    made = _process_made(name)
    # A process that somebody added is told by its own first sentence.
    says = PROCESSES.get(name) or (made.sentence if made is not None else "")
    lines = [_heading(name, Text("process") if name != "settling" else Text("the start")), _block(says)]
    if made is not None:
        lines += ["", str(Text("The rule, as it stands in weisim/processes/{name}.py:", name=name))]
        lines += [_rule(made.text)]
        hands = [[str(Text("reads")), ", ".join(made.reads)], [str(Text("writes")), ", ".join(made.writes)]]
        lines += ["", _wrapped(hands)]
    elif name != "settling":
        lines += ["", str(Text("This process is not in this version yet; so nothing of it happens."))]
    if numbers:
        lines += ["", str(Text("Its numbers (default, range, unit, standing, source):")), _numbers(numbers)]
        lines += ["", str(Text("The sources:"))]
        lines += [
            filled(_source(one), indent="  ", hang="    ") for one in {one.source: one for one in numbers}.values()
        ]
    return "\n".join(lines)


def parameter(one: Number) -> str:
    """A number: its label, default, range, unit, source and standing, and how a scenario sets it."""
    language = current_language()
    written = f'"{one.default}"' if isinstance(one.default, str) else str(one.default).lower()
    rows = [
        [str(Text("default")), f"{_value(one)}  {_unit(one.unit)}"],
        [str(Text("allowed")), _range(one)],
        [str(Text("standing")), one.standing.label(language)],
        [str(Text("source")), _source(one)],
        [str(Text("process")), one.group],
    ]
    return "\n".join(
        [
            _heading(one.key, Text("number of the model")),
            f"  {one.label(language)}",
            "",
            table(rows, indent=2, fold=1),
            "",
            str(Text("In a scenario:")),
            f"  [parameters.{one.group}]",
            f"  {one.name} = {written}",
        ]
    )


def phase(member: Phase) -> str:
    """A phase: its goal, who acts, its form, its gate and the help that fits."""
    from weisim.parameters.parameters import Parameters

    language = current_language()
    chapter = phases(Parameters().advancing)[member]
    rows = [
        (Text("goal"), chapter.goal),
        (Text("what happens"), chapter.happens),
        (Text("who acts"), chapter.acts),
        (Text("form"), chapter.form),
        (Text("gate"), chapter.gate),
        (Text("tools"), ", ".join(help_.label(language) for help_ in chapter.tools)),
    ]
    return "\n".join(
        [_heading(member.label(language), KINDS[Phase]), _both(member), _wrapped([[str(a), str(b)] for a, b in rows])]
    )


def word(member: Term) -> str:
    """A word of the field: its kind, its label in both languages, and what there is to tell of it."""
    lines = [_heading(member.label(current_language()), KINDS[type(member)]), _both(member)]
    tell = DETAILS.get(type(member))
    return "\n".join([*lines, *(tell(member) if tell else ())])


def indicator(entry: Entry) -> str:
    """An indicator: label, definition, unit, kind and good direction."""
    language = current_language()
    good = {"high": Text("higher is better"), "low": Text("lower is better"), "none": Text("neither is better")}[
        entry.good
    ]
    kind = {
        "stock": Text("as it is in a week"),
        "flow": Text("how much this week"),
        "cumulative": Text("how much since the start"),
    }[entry.kind]
    rows = [
        [str(Text("unit")), _unit(entry.unit)],
        [str(Text("kind")), str(kind)],
        [str(Text("direction")), str(good)],
        [str(Text("smallest difference that matters")), as_written(entry.matters)],
    ]
    return "\n".join(
        [
            _heading(entry.name, Text("indicator")),
            f"  {entry.label(language)}",
            _block(entry.definition(language)),
            table(rows, indent=2),
        ]
    )


def _names(member: Term) -> tuple[str, ...]:
    """By what a word can be asked; the form of a deal is a reason in the chronicle by the same label."""
    is_form = isinstance(member, terms.Reason) and member.word.startswith("form_")
    return (member.word,) if is_form else (member.word, member.dutch, member.english)


def _heading(name: str, kind: Text) -> str:
    return f"{name} · {kind}"


def _both(member: Term) -> str:
    return f"  nl: {member.dutch} · en: {member.english} · {Text('in files')}: {member.word}"


def _block(says: object) -> str:
    return filled(says, indent="  ")


def _rule(text: str) -> str:
    """The docstring of a process, its paragraphs in lines that fit the screen."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(filled(" ".join(one.split()), indent="  ") for one in paragraphs)


def _wrapped(rows: list[list[str]]) -> str:
    width = max(len(row[0]) for row in rows) + 4
    margin = " " * width
    return "\n".join(
        textwrap.fill(
            row[1],
            line_width(),
            initial_indent=f"  {row[0]}".ljust(width),
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for row in rows
    )


def _numbers(numbers: list[Number]) -> str:
    language = current_language()
    rows = []
    for one in numbers:
        rows.append([one.name, _value(one), _range(one), _unit(one.unit), one.standing.label(language)])
        rows.append(["", f"{one.label(language)} ({one.source})"])
    lines = []
    width = max(len(one.name) for one in numbers) + 4
    for row, line in zip(rows, table([row if row[0] else [] for row in rows], indent=2).split("\n"), strict=True):
        lines.append(line if row[0] else " " * width + row[1])
    return "\n".join(lines)


def _value(one: Number) -> str:
    if isinstance(one.default, bool):
        return str(Text("on") if one.default else Text("off"))
    return one.default if isinstance(one.default, str) else as_written(one.default)


def _range(one: Number) -> str:
    if one.low is None or one.high is None:
        return " / ".join(one.choices) or f"{Text('on')} / {Text('off')}"
    return f"{as_written(one.low)} – {as_written(one.high)}"


def _source(one: Number) -> str:
    from weisim.references import find_reference

    return f"{one.source}: {find_reference(one.source)}"


def _process_made(name: str) -> DeclaredProcess | None:
    from weisim.simulation.schedule import SCHEDULE

    return next((made for made in SCHEDULE if made.name == name), None)


def _unit(unit: str) -> str:
    return str(UNITS.get(unit, unit))


def _help(member: Help) -> list[str]:
    from weisim.support.intervention import unit_of
    from weisim.support.plan import usual_interventions

    amounts = [one for one in usual_interventions() if one.kind == member]
    lines = ["", str(Text("In the usual plan:"))]
    for one in amounts:
        begin = one.begin.phase.label(current_language()) if one.begin.phase else ""
        until = one.until.phase.label(current_language()) if one.until and one.until.phase else ""
        window = (
            Text("from the {begin} until the {until}", begin=begin, until=until)
            if until
            else Text("from the {begin}", begin=begin)
        )
        lines.append(f"  {as_written(one.amount)} {unit_of(member)}, {window} ({one.by})")
    return lines


DETAILS: dict[type[Term], Callable[..., list[str]]] = {
    terms.Stage: forms.form_of_stage,
    OrganisationalForm: forms.form,
    terms.Flow: forms.flow,
    terms.Help: _help,
    terms.Condition: conditions.condition,
    terms.Interest: profiles.interest,
    terms.Form: profiles.form,
    terms.Problem: profiles.problem,
    terms.PartnerKind: profiles.kind,
}
"""What there is to tell of a word besides its labels."""
