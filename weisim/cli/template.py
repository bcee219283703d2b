"""Template: a complete scenario for a new neighbourhood, with a comment at everything one may want to change."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

from weisim.cli import cards
from weisim.language import Text, current_language
from weisim.terms import Phase

if TYPE_CHECKING:
    from weisim.population.place import Place
    from weisim.support.intervention import Intervention, When
    from weisim.support.partner import Partner

WEEKS = 260
LONGEST_NAME = 60


def name_for(stem: str, place: Place) -> str:
    """A name for the scenario: that of its file, else the code of the place."""
    name = re.sub(r"[^\w .,()'-]+", "-", stem)[:LONGEST_NAME].strip(" .-")
    return name or place.code.lower()


def scenario_text(place: Place, name: str, place_file: str) -> str:
    """The text of a scenario file with the usual partners and the usual support plan."""
    from weisim.support.partner import usual_partners
    from weisim.support.plan import SupportPlan

    plan = SupportPlan()
    title = Text("Usual support in {place}", place=place.name)
    lines = [
        _comment(
            Text("A scenario for {place}, with CBS figures of {year}.", place=cards.called(place), year=place.year)
        ),
        _comment(Text("Check it after a change: weisim check {file}", file=f"{name}.toml")),
        "",
        "format = 1",
        f"name = {_quoted(name)}",
        f"title = {_quoted(title.told('nl'))}",
        f"title_en = {_quoted(title.told('en'))}",
        f"place = {_quoted(place_file)}",
        _comment(Text("The date on which week 0 begins.")),
        f"start = {datetime.date(place.year, 1, 1).isoformat()}",
        _comment(Text("How long the story lasts; 260 weeks is five years.")),
        f"weeks = {WEEKS}",
        "",
        _comment(Text("The partners; all their values are assumed. A partner of another type gets a name of its own.")),
        _comment(Text("Capacity is what a partner can spare in a week; forms are its ways to help in a deal.")),
        *(line for one in usual_partners() for line in (*_partner(one), "")),
        "[support]",
        _comment(Text("How far others than residents decide: 0 is not at all, 1 is everything.")),
        f"control = {plan.control}",
        _comment(Text("Whether residents hear beforehand that support will end.")),
        f"announced = {str(plan.announced).lower()}",
        _comment(Text("Support stays. To let it stop after two years, take the # from the next line.")),
        "# withdraw = { month = 24 }",
    ]
    for one in plan.interventions:
        lines += ["", *_intervention(one)]
    return "\n".join(lines) + "\n"


def _partner(one: Partner) -> list[str]:
    interests = ", ".join(f"{interest.word} = {weight:g}" for interest, weight in one.interests.items() if weight)
    return [
        "[[partners]]",
        f"name = {_quoted(one.name)}",
        f"kind = {_quoted(one.kind.word)}",
        f"capacity_hours = {one.capacity_hours:g}",
        f"capacity_euros = {one.capacity_euros:g}",
        f"interests = {{ {interests} }}",
        f"openness = {one.openness:g}",
        f"letting_go = {one.letting_go:g}",
        f"forms = [{', '.join(_quoted(form.word) for form in one.forms)}]",
        f"rooms = {one.rooms}",
        f"from = {_quoted(one.from_phase.word)}",
    ]


def _intervention(one: Intervention) -> list[str]:
    from weisim.support.intervention import unit_of

    label = Text("{help} ({unit})", help=one.kind.label(current_language()), unit=unit_of(one.kind))
    values = {
        "kind": _quoted(one.kind.word),
        "by": _quoted(one.by),
        "amount": f"{one.amount:g}",
        "from": _when(one.begin) if one.begin.phase != Phase.INFORMATION else "",
        "until": _when(one.until),
        "payer": _quoted(one.payer) if one.payer else "",
    }
    return [
        _comment(label),
        "[[support.interventions]]",
        *(f"{key} = {value}" for key, value in values.items() if value),
    ]


def _when(when: When | None) -> str:
    return _quoted(when.phase.word) if when is not None and when.phase is not None else ""


def _comment(says: Text) -> str:
    return f"# {says}"


def _quoted(text: str) -> str:
    """A text as TOML writes it; JSON's escapes are a part of TOML's."""
    return json.dumps("".join(sign for sign in text if sign.isprintable()), ensure_ascii=False)
